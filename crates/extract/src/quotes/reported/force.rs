//! A verb with its auxiliaries, and what they and its marks make of it: whether it is negated, and whether it is said to have happened.

use std::ops::Range;

use dateline_core::Deprel;

use crate::quotes::cues::Cue;
use crate::quotes::subjects::SOME;
use crate::quotes::words::{Class, Words};

/// A verb with its auxiliaries, negation and particle.
pub(super) fn cue_range(words: &Words, at: usize, entry: &Cue) -> Range<usize> {
    verb_group(words, at)..at + 1 + usize::from(entry.particle.is_some())
}

/// Where a verb begins with its auxiliaries and negation.
pub(super) fn verb_group(words: &Words, at: usize) -> usize {
    let mut start = at;
    while start > 0
        && at - start < 6
        && matches!(words.class(start - 1), Class::Auxiliary | Class::Adverb | Class::Other)
        && words.head(start - 1) == Some(at)
        && !(words.is(start - 1, SOME) && (start < 2 || words.class(start - 2) != Class::Auxiliary))
    {
        start -= 1;
    }
    start
}

/// Whether a cue is negated, and whether it is said to have happened.
pub(super) fn force(words: &Words, at: usize, entry: &Cue) -> (bool, bool) {
    let (negative, actual) = mood(words, at);
    (negative || matches!(entry.lemma, "refuse" | "decline"), actual)
}

/// Whether a verb is negated, and whether it is free of modals and conditions.
pub(super) fn mood(words: &Words, at: usize) -> (bool, bool) {
    let negative = words.is_negated(at);
    let modal = words.dependents(at).any(|i| {
        words.deprel(i) == Some(Deprel::Aux)
            && words.class(i) != Class::Name
            && words
                .is(i, &["will", "would", "could", "may", "might", "should", "must", "can", "’ll", "'ll", "’d", "'d"])
    });
    let marked = words
        .dependents(at)
        .any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["if", "unless", "to", "whether"]));
    (negative, !modal && !marked)
}

/// The preposition of a phrase.
pub(super) fn case<'d>(words: &Words<'d>, at: usize) -> Option<(usize, &'d str)> {
    words.dependent(at, &[Deprel::Case, Deprel::Mark]).map(|i| (i, words.text(i)))
}

pub(in crate::quotes) fn is_infinitive(words: &Words, at: usize) -> bool {
    words.dependents(at).any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["to"]))
}
