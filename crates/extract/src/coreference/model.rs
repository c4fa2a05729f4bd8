//! The weights, and the ranking by them.

use dateline_core::Span;
use dateline_models::lexicon;
use once_cell::sync::Lazy;

use super::features::{ANAPHORS, Features, LENGTH, TEMPLATES, index};
use super::{Candidate, Decide, forest};

static WEIGHTS: Lazy<Vec<f32>> = Lazy::new(|| {
    let mut weights = vec![0.0; LENGTH];
    for entry in dateline_models::entries(lexicon::ANTECEDENTS) {
        let mut columns = entry.split('\t');
        let mut number = |names: &[&str]| columns.next().and_then(|name| names.iter().position(|other| *other == name));
        let (Some(template), Some(anaphor)) = (number(TEMPLATES), number(ANAPHORS)) else { continue };
        let (Some(value), Some(weight)) = (
            columns.next().and_then(|value| value.parse().ok()),
            columns.next().and_then(|weight| weight.parse().ok()),
        ) else {
            continue;
        };
        if let Some(slot) = weights.get_mut(index(template, anaphor, value)) {
            *slot = weight;
        }
    }
    weights
});

/// The weights of the features, one for each index below [`LENGTH`].
#[must_use]
pub fn weights() -> &'static [f32] {
    &WEIGHTS
}

/// Decides for the reading with the highest score; of equal ones for the entity mentioned last.
pub(super) struct Ranker;

impl Decide for Ranker {
    fn decide(&mut self, _: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let readings = || std::iter::once(new).chain(candidates.iter().map(|candidate| &candidate.features));
        let mut scores: Vec<f32> = readings().map(|reading| reading.score(&WEIGHTS)).collect();
        let measures: Vec<_> = readings().map(|reading| reading.measures.as_ref()).collect();
        forest().rank(&mut scores, &measures);
        let mut best: (usize, f32) = (0, f32::NEG_INFINITY);
        for (at, score) in scores.into_iter().enumerate() {
            if score > best.1 {
                best = (at, score);
            }
        }
        best.0.checked_sub(1)
    }
}
