//! A linear-chain conditional random field whose labels may be partly open, trained by stochastic gradient descent.

#![allow(clippy::needless_range_loop, reason = "several arrays are walked by one label")]

use dateline_core::names::model::{LABELS, ROW};
use dateline_core::names::words::Stretch;

/// Weights while training.
pub(crate) struct Crf {
    pub(crate) rows: Vec<[f32; ROW]>,
    squares: Vec<f32>,
    pub(crate) transitions: [[f32; ROW]; LABELS],
    transition_squares: f32,
}

/// Memory of one sentence's sums.
#[derive(Default)]
pub(crate) struct Sums {
    alpha: Vec<[f32; ROW]>,
    beta: Vec<[f32; ROW]>,
    scale: Vec<f32>,
}

pub(crate) fn can_follow(previous: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || previous == label || previous + 1 == label
}

impl Crf {
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            rows: vec![[0.0; ROW]; rows],
            squares: vec![0.0; rows],
            transitions: [[0.0; ROW]; LABELS],
            transition_squares: 0.0,
        }
    }

    /// Moves the weights towards another field's of the same features, by this share of the way.
    pub(crate) fn join(&mut self, other: &Crf, share: f32) {
        let rows = self.rows.iter_mut().zip(&other.rows);
        for (own, other) in rows.chain(self.transitions.iter_mut().zip(&other.transitions)) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += (other - *own) * share);
        }
    }

    /// One step on a stretch; `features` holds each token's rows. Returns the negative log-likelihood.
    pub(crate) fn step(
        &mut self,
        stretch: &Stretch,
        features: &[Vec<u32>],
        allowed: &[u32],
        weight: f32,
        rate: f32,
        sums: &mut [Sums; 2],
    ) -> f32 {
        let n = features.len();
        let mut emissions = vec![[0f32; ROW]; n];
        for (emission, rows) in emissions.iter_mut().zip(features) {
            for &row in rows {
                for (e, w) in emission.iter_mut().zip(&self.rows[row as usize]) {
                    *e += w;
                }
            }
            let most = emission[..LABELS].iter().copied().fold(f32::MIN, f32::max);
            for e in emission.iter_mut() {
                *e = (*e - most).max(-60.0).exp();
            }
            for e in &mut emission[LABELS..] {
                *e = 0.0;
            }
        }
        let mut jump = [[0f32; ROW]; LABELS];
        for (p, row) in jump.iter_mut().enumerate() {
            for l in 0..LABELS {
                row[l] = if can_follow(p, l) { self.transitions[p][l].exp() } else { 0.0 };
            }
        }
        let [free, held] = sums;
        let Some(all) = run(&emissions, stretch, None, &jump, free) else { return 0.0 };
        let Some(part) = run(&emissions, stretch, Some(allowed), &jump, held) else { return 0.0 };
        // Gradient of the transitions.
        let mut change = [[0f32; ROW]; LABELS];
        for at in 1..n {
            // Two words surely outside pull both ways alike.
            let outside = |at: usize| allowed[at] & 1 == 1 && free.alpha[at][0] * free.beta[at][0] > 0.9995;
            if outside(at) && outside(at - 1) {
                continue;
            }
            for (sums, sign, mask) in [(&*held, 1.0f32, allowed[at]), (&*free, -1.0, u32::MAX)] {
                let scale = sign / sums.scale[at];
                for p in 0..LABELS {
                    let before = sums.alpha[at - 1][p] * scale;
                    if before == 0.0 {
                        continue;
                    }
                    for l in 0..LABELS {
                        let on = if mask >> l & 1 == 1 { 1.0 } else { 0.0 };
                        change[p][l] += before * jump[p][l] * emissions[at][l] * sums.beta[at][l] * on;
                    }
                }
            }
        }
        for (sums, sign) in [(&*held, 1.0f32), (&*free, -1.0)] {
            for l in 0..LABELS {
                let share = |at: usize| sign * sums.alpha[at][l] * sums.beta[at][l];
                change[0][l] += if stretch.preceded { share(0) } else { 0.0 };
                change[l][0] += if stretch.followed { share(n - 1) } else { 0.0 };
            }
        }
        let size: f32 = change.iter().flatten().map(|c| c * c).sum::<f32>() * weight * weight;
        // Labels that the weights hold for all but impossible leave numbers that no step can be made of.
        if !size.is_finite() {
            return 0.0;
        }
        self.transition_squares += size / 50.0;
        let pace = rate * weight / (1.0 + self.transition_squares.sqrt());
        for (row, change) in self.transitions.iter_mut().zip(&change) {
            for (w, c) in row.iter_mut().zip(change) {
                *w += pace * c;
            }
        }
        for at in 0..n {
            let mut gradient = [0f32; ROW];
            let mut size = 0.0;
            for l in 0..LABELS {
                let own = if allowed[at] >> l & 1 == 1 { held.alpha[at][l] * held.beta[at][l] } else { 0.0 };
                gradient[l] = (own - free.alpha[at][l] * free.beta[at][l]) * weight;
                size += gradient[l] * gradient[l];
            }
            if size < 1e-6 || !size.is_finite() {
                continue;
            }
            for &row in &features[at] {
                let row = row as usize;
                self.squares[row] += size;
                let pace = rate / (1.0 + self.squares[row]).sqrt();
                for (w, g) in self.rows[row].iter_mut().zip(&gradient) {
                    *w += pace * g;
                }
            }
        }
        (all - part) * weight
    }

    /// Shrinks all weights, for sparseness and against overfitting.
    pub(crate) fn decay(&mut self, l1: f32, l2: f32) {
        for row in &mut self.rows {
            for w in row.iter_mut() {
                let size = (w.abs() * (1.0 - l2) - l1).max(0.0);
                *w = size.copysign(*w);
            }
        }
    }
}

/// Forward and backward sums over a stretch, beside which words are outside of names; alpha * beta are the label probabilities. Returns the log of the total.
fn run(
    emissions: &[[f32; ROW]],
    stretch: &Stretch,
    allowed: Option<&[u32]>,
    jump: &[[f32; ROW]; LABELS],
    sums: &mut Sums,
) -> Option<f32> {
    let n = emissions.len();
    sums.alpha.clear();
    sums.beta.clear();
    sums.scale.clear();
    let mut log = 0.0;
    for at in 0..n {
        let mut alpha = [0f32; ROW];
        if at == 0 {
            for l in 0..LABELS {
                let before = if stretch.preceded { jump[0][l] } else { 1.0 };
                alpha[l] = if l == 0 || l % 2 == 1 { emissions[0][l] * before } else { 0.0 };
            }
        } else {
            let before = sums.alpha[at - 1];
            for (p, row) in jump.iter().enumerate() {
                let b = before[p];
                if b > 0.0 {
                    for l in 0..ROW {
                        alpha[l] += b * row[l];
                    }
                }
            }
            for l in 0..ROW {
                alpha[l] *= emissions[at][l];
            }
        }
        if let Some(allowed) = allowed {
            for l in 0..LABELS {
                if allowed[at] >> l & 1 == 0 {
                    alpha[l] = 0.0;
                }
            }
        }
        let total: f32 = alpha.iter().sum();
        if total.is_nan() || total <= 1e-30 {
            return None;
        }
        for a in &mut alpha {
            *a /= total;
        }
        log += total.ln();
        sums.alpha.push(alpha);
        sums.scale.push(total);
    }
    sums.beta.resize(n, [1.0; ROW]);
    if stretch.followed {
        let total: f32 = sums.alpha[n - 1].iter().zip(jump).map(|(alpha, row)| alpha * row[0]).sum();
        if total.is_nan() || total <= 1e-30 {
            return None;
        }
        log += total.ln();
        sums.beta[n - 1].iter_mut().zip(jump).for_each(|(beta, row)| *beta = row[0] / total);
    }
    for at in (0..n - 1).rev() {
        let mut next = [0f32; ROW];
        for l in 0..ROW {
            next[l] = emissions[at + 1][l] * sums.beta[at + 1][l] / sums.scale[at + 1];
        }
        if let Some(allowed) = allowed {
            for l in 0..LABELS {
                if allowed[at + 1] >> l & 1 == 0 {
                    next[l] = 0.0;
                }
            }
        }
        let mut beta = [0f32; ROW];
        for (p, row) in jump.iter().enumerate() {
            beta[p] = row.iter().zip(&next).map(|(a, b)| a * b).sum();
        }
        sums.beta[at] = beta;
    }
    Some(log)
}
