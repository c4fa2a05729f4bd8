//! The best labels of a sentence under a first-order model.

use super::model::{LABELS, ROW, Scores};

const IMPOSSIBLE: i32 = i32::MIN / 4;

/// Viterbi search, with its memory kept between sentences.
#[derive(Debug, Default)]
pub struct Lattice {
    back: Vec<[u8; ROW]>,
}

impl Lattice {
    /// Puts the best label sequence for `emissions` into `labels`.
    ///
    /// Inside labels follow only their own type, so each is compared against two predecessors; the others against all.
    pub fn decode(&mut self, emissions: &[Scores], transitions: &[Scores; LABELS], labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        let Some(first) = emissions.first() else { return };
        let mut score = [IMPOSSIBLE; ROW];
        for label in 0..LABELS {
            if label == 0 || label % 2 == 1 {
                score[label] = i32::from(first[label]);
            }
        }
        for emission in emissions.iter().skip(1) {
            let mut best = [IMPOSSIBLE; ROW];
            let mut from = [0u8; ROW];
            for (previous, row) in transitions.iter().enumerate() {
                let base = score[previous];
                for label in 0..ROW {
                    let candidate = base + i32::from(row[label]);
                    let better = candidate > best[label];
                    best[label] = if better { candidate } else { best[label] };
                    from[label] = if better { previous as u8 } else { from[label] };
                }
            }
            for label in (2..LABELS).step_by(2) {
                let began = score[label - 1] + i32::from(transitions[label - 1][label]);
                let went_on = score[label] + i32::from(transitions[label][label]);
                (best[label], from[label]) = if began >= went_on { (began, label as u8 - 1) } else { (went_on, label as u8) };
            }
            for label in 0..LABELS {
                score[label] = best[label] + i32::from(emission[label]);
            }
            self.back.push(from);
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
