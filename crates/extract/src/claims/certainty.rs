//! How sure a clause is put: modals, hedges, negation, conditions.

use std::sync::LazyLock;

use dateline_core::Deprel;
use dateline_models::{entries, lexicon};
use rustc_hash::FxHashMap;

use super::{Certainty, Polarity, Stance};
use crate::quotes::words::{Class, Words};

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Before a verb: may.
    Modal,
    /// probably
    Adverb,
    /// is likely to, it is possible that
    Predicate,
    /// Before a noun: alleged.
    Modifier,
    /// seems to
    Raising,
}

/// A word that makes a statement less than certain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hedge {
    pub(super) certainty: Certainty,
    pub(super) stance: Stance,
}

static HEDGES: LazyLock<FxHashMap<(&'static str, Place), Hedge>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let word = next();
        let place = match next() {
            "modal" => Place::Modal,
            "adverb" => Place::Adverb,
            "predicate" => Place::Predicate,
            "modifier" => Place::Modifier,
            _ => Place::Raising,
        };
        let certainty = Certainty::from_name(next()).unwrap_or(Certainty::Unknown);
        ((word, place), Hedge { certainty, stance: Stance::from_name(next()).unwrap_or(Stance::Asserts) })
    };
    entries(lexicon::HEDGES).map(row).collect()
});

/// The hedge that a word is at this place.
pub(super) fn hedge(words: &Words, at: usize, place: Place) -> Option<Hedge> {
    let text = words.text(at);
    if text.len() > 16 || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    HEDGES.get(&(lower.as_str(), place)).copied()
}

/// How sure a predicate is put, and whether it affirms.
pub(super) fn of_clause(words: &Words, predicate: usize) -> (Certainty, Polarity) {
    let (mut certainty, mut polarity) = (Certainty::Certain, Polarity::Positive);
    let mut at = predicate;
    // A raising or hedging predicate hands over to the clause below it: "is likely to be part of", "seems to have won".
    for _ in 0..3 {
        if words.is_negated(at) || words.dependents(at).any(|i| words.is(i, &["hardly"])) {
            polarity = Polarity::Negative;
        }
        for dependent in words.dependents(at) {
            let found = match words.deprel(dependent) {
                Some(Deprel::Aux) => hedge(words, dependent, Place::Modal),
                Some(Deprel::Advmod) => hedge(words, dependent, Place::Adverb),
                _ => None,
            };
            certainty = certainty.min(found.map_or(Certainty::Certain, |hedge| hedge.certainty));
        }
        let place = match words.class(at) {
            Class::Adjective => Place::Predicate,
            Class::Verb => Place::Raising,
            _ => break,
        };
        let own = hedge(words, at, place).or_else(|| {
            (words.class(at) == Class::Verb && words.dependent(at, &[Deprel::AuxPass]).is_some())
                .then(|| hedge(words, at, Place::Predicate))
                .flatten()
        });
        let Some(own) = own else { break };
        certainty = certainty.min(own.certainty);
        if words.is(at, &["unlikely", "doubtful"]) {
            polarity = Polarity::Negative;
        }
        let Some(below) = words.dependent(at, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Csubj]) else { break };
        at = below;
    }
    (certainty, polarity)
}
