//! The best labels of a stretch of words under a first-order model. Words beside the stretch are outside of names.

#![allow(clippy::needless_range_loop, reason = "several arrays are walked by one label")]

use super::model::{LABELS, ROW, Scores};
use super::words::Stretch;

const IMPOSSIBLE: i32 = i32::MIN >> (BITS + 2);
/// Bits of a label's number, which stands below its score: the highest of both together says what is best and where it came from.
const BITS: u32 = 5;
const LAST: i32 = (1 << BITS) - 1;

/// Viterbi search, with its memory kept between stretches.
#[derive(Debug)]
pub struct Lattice {
    /// Transitions as they are added to scores that have numbers below them.
    jumps: [[i32; ROW]; LABELS],
    back: Vec<[u8; ROW]>,
}

impl Lattice {
    /// Over a model's transitions.
    #[must_use]
    pub fn new(transitions: &[Scores; LABELS]) -> Self {
        Self { jumps: transitions.map(|row| row.map(|jump| i32::from(jump) << BITS)), back: Vec::new() }
    }

    /// Puts the best label sequence for `emissions` into `labels`; of several the one whose labels have the lower numbers.
    ///
    /// Inside labels follow only their own type, so each is compared against two predecessors; the others against all.
    #[inline(always)]
    pub fn decode(&mut self, emissions: &[Scores], stretch: &Stretch, labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        let Some(first) = emissions.first() else { return };
        let mut score = [IMPOSSIBLE; ROW];
        for label in 0..LABELS {
            if label == 0 || label % 2 == 1 {
                let jump = if stretch.preceded { self.jumps[0][label] >> BITS } else { 0 };
                score[label] = i32::from(first[label]) + jump;
            }
        }
        for emission in emissions.iter().skip(1) {
            let mut best = [i32::MIN; ROW];
            for (previous, row) in self.jumps.iter().enumerate() {
                let base = (score[previous] << BITS) + (LAST - previous as i32);
                for label in 0..ROW {
                    best[label] = best[label].max(base + row[label]);
                }
            }
            for label in (2..LABELS).step_by(2) {
                let from = |previous: usize| {
                    (score[previous] << BITS) + (LAST - previous as i32) + self.jumps[previous][label]
                };
                best[label] = from(label - 1).max(from(label));
            }
            self.back.push(best.map(|best| (LAST - (best & LAST)) as u8));
            // Scores stay small however long the stretch is.
            let highest = best.iter().take(LABELS).fold(i32::MIN, |highest, best| highest.max(*best)) >> BITS;
            for label in 0..LABELS {
                score[label] = (best[label] >> BITS) - highest + i32::from(emission[label]);
            }
        }
        if stretch.followed {
            for label in 0..LABELS {
                score[label] += self.jumps[label][0] >> BITS;
            }
        }
        let mut label = (0..LABELS).max_by_key(|&label| (score[label], std::cmp::Reverse(label))).unwrap_or(0) as u8;
        labels.push(label);
        for from in self.back.iter().rev() {
            label = from.get(usize::from(label)).copied().unwrap_or(0);
            labels.push(label);
        }
        labels.reverse();
    }
}

/// What scores are worth as odds. They are whole steps, so that exponentials come from a table: the same on every machine.
#[derive(Clone, Debug)]
pub struct Odds {
    powers: Vec<f32>,
    jumps: [[f32; ROW]; LABELS],
}

impl Odds {
    /// For a model's transitions and the worth of its steps.
    #[must_use]
    pub fn new(transitions: &[Scores; LABELS], step: f32) -> Self {
        // e^-step by its series, since a library's own exponential may differ between machines.
        let (mut factor, mut term) = (1.0f64, 1.0f64);
        for n in 1..12 {
            term *= -f64::from(step) / f64::from(n);
            factor += term;
        }
        let powers: Vec<f32> = std::iter::successors(Some(1.0f64), |power| Some(power * factor))
            .take(6000)
            .map(|power| power as f32)
            .collect();
        let mut this = Self { powers, jumps: [[0.0; ROW]; LABELS] };
        let most = transitions.iter().flatten().copied().max().unwrap_or(0);
        for (previous, row) in transitions.iter().enumerate() {
            for label in 0..LABELS {
                if label == 0 || label % 2 == 1 || previous == label || previous + 1 == label {
                    this.jumps[previous][label] = this.power(i32::from(most) - i32::from(row[label]));
                }
            }
        }
        this
    }

    #[inline(always)]
    fn power(&self, below: i32) -> f32 {
        usize::try_from(below).ok().map_or(1.0, |n| self.powers.get(n).copied().unwrap_or(0.0))
    }

    #[inline(always)]
    fn weights(&self, scores: &Scores) -> [f32; ROW] {
        let most = scores.iter().take(LABELS).copied().max().unwrap_or(0);
        std::array::from_fn(
            |label| if label < LABELS { self.power(i32::from(most) - i32::from(scores[label])) } else { 0.0 },
        )
    }
}

/// Label probabilities of a stretch, with their memory kept between stretches.
#[derive(Debug)]
pub struct Marginals<'m> {
    odds: &'m Odds,
    alpha: Vec<[f32; ROW]>,
    scale: Vec<f32>,
    probabilities: Vec<[f32; ROW]>,
}

impl<'m> Marginals<'m> {
    /// Under a model's odds.
    #[must_use]
    pub fn new(odds: &'m Odds) -> Self {
        Self { odds, alpha: Vec::new(), scale: Vec::new(), probabilities: Vec::new() }
    }

    /// The probabilities of each word's labels.
    #[inline(always)]
    pub fn of(&mut self, emissions: &[Scores], stretch: &Stretch) -> &[[f32; ROW]] {
        self.alpha.clear();
        self.scale.clear();
        for emission in emissions {
            let weights = self.odds.weights(emission);
            let mut alpha = [0.0f32; ROW];
            match self.alpha.last() {
                None => {
                    for label in 0..LABELS {
                        let jump = if stretch.preceded { self.odds.jumps[0][label] } else { 1.0 };
                        alpha[label] = if label == 0 || label % 2 == 1 { weights[label] * jump } else { 0.0 };
                    }
                }
                Some(before) => {
                    for (base, jumps) in before.iter().zip(&self.odds.jumps) {
                        for label in 0..ROW {
                            alpha[label] += base * jumps[label];
                        }
                    }
                    for label in 0..ROW {
                        alpha[label] *= weights[label];
                    }
                }
            }
            let total = alpha.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            alpha.iter_mut().for_each(|a| *a /= total);
            self.alpha.push(alpha);
            self.scale.push(total);
        }
        self.probabilities.clear();
        self.probabilities.resize(emissions.len(), [0.0; ROW]);
        let mut beta = [1.0f32; ROW];
        if stretch.followed {
            let last = self.alpha.last().copied().unwrap_or_default();
            let total: f32 = last.iter().zip(&self.odds.jumps).map(|(alpha, jumps)| alpha * jumps[0]).sum();
            let total = total.max(f32::MIN_POSITIVE);
            beta.iter_mut().zip(&self.odds.jumps).for_each(|(beta, jumps)| *beta = jumps[0] / total);
        }
        for at in (0..emissions.len()).rev() {
            for label in 0..ROW {
                self.probabilities[at][label] = self.alpha[at][label] * beta[label];
            }
            let weights = self.odds.weights(&emissions[at]);
            let next: [f32; ROW] = std::array::from_fn(|label| weights[label] * beta[label] / self.scale[at]);
            for (b, jumps) in beta.iter_mut().zip(&self.odds.jumps) {
                *b = jumps.iter().zip(&next).map(|(jump, n)| jump * n).sum();
            }
        }
        &self.probabilities
    }
}
