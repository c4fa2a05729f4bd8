//! Where what a verb takes begins and ends: the tree lets it begin before whom it is told to, run into the next clause, or stop too early.

use std::ops::Range;

use dateline_core::Deprel;

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::{FARTHEST, cut, dependent_end, joined, main_clause, said_when};
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::force::verb_group;
use super::{Reported, SUBJECTS, has_verb, is_finite, sentence, trim};

/// Gives each part of what is told its bounds.
pub(super) fn bound(words: &Words, found: &mut Reported, entry: &Cue, form: Form) {
    let at = found.word;
    let last = sentence(words, at).end;
    // A tree that takes the cue into its own content: what follows the cue is the content.
    for part in found.content.iter_mut().filter(|part| part.contains(&at)) {
        part.start = found.cue.end.max(at + 1).min(part.end);
        *part = trim(words, part.clone());
    }
    found.content.retain(|part| !part.is_empty());
    if matches!(found.rule, "claims.verb.clause" | "claims.verb.plain" | "claims.verb.object") {
        found
            .content
            .iter_mut()
            .filter(|part| part.start > at)
            .for_each(|part| bound_clause(words, at, entry, form, part));
    }
    // "reported the landing, which was late, was a mistake": the object is the subject of a clause.
    let tells = found.rule == "claims.verb.object"
        && !matches!(entry.class, CueClass::Judgement | CueClass::Aim)
        && entry.frames.has(Frames::CLAUSE)
        && matches!(form, Form::Past | Form::Third);
    for part in found.content.iter_mut().filter(|part| tells && part.start > at) {
        let apart = part.clone().take(FARTHEST).any(|i| words.class(i) == Class::Comma);
        if apart && words.class(part.end) == Class::Comma && words.class(part.end + 1) == Class::Auxiliary {
            part.end = trim(words, part.start..last).end;
            found.rule = "claims.verb.clause";
        }
    }
    let to = found.rule == "claims.verb.to";
    let object = found.rule == "claims.verb.object";
    for part in found.content.iter_mut().filter(|part| part.start > at) {
        part.end = next_subject(words, part);
        // "observed the flies and they found": the next clause is the writer's.
        let they = |i: &usize| {
            words.class(*i) == Class::Conjunction && words.class(i + 1) == Class::Pronoun && is_finite(words, i + 2)
        };
        if object && let Some(next) = part.clone().take(FARTHEST).find(they) {
            *part = trim(words, part.start..next);
        }
        if to {
            part.end = cut(words, part).min(next_clause(words, part).unwrap_or(part.end));
        }
    }
}

/// The bounds of a clause behind its verb.
fn bound_clause(words: &Words, at: usize, entry: &Cue, form: Form, part: &mut Range<usize>) {
    let last = sentence(words, at).end;
    // "believes there is no way but that they will have to try"
    let that = part.end + usize::from(words.class(part.end) == Class::Comma) + 1;
    if entry.class == CueClass::Speech || words.is(that, &["that"]) {
        part.end = joined(words, at, part.end, last);
    }
    part.end = main_clause(words, part, last);
    part.end = cut(words, part);
    part.end = dependent_end(words, at, part);
    // "telling reporters that it was late and asking them to leave"
    let goes_on = |i: &usize| {
        let next = i + 1 + usize::from(words.class(i + 1) == Class::Adverb);
        words.class(*i) == Class::Conjunction
            && words.verb(next).is_some_and(|(verb, said)| said == form && verb.class == CueClass::Speech)
    };
    let conjunction = (part.start..part.end.min(part.start + FARTHEST)).find(goes_on);
    if let Some(conjunction) = conjunction.filter(|_| form == Form::Ing) {
        *part = trim(words, part.start..conjunction);
    }
    part.end = main_verb(words, at, form, part);
    part.start = said_when(words, part);
}

/// Where a content ends before the main verb of the subject that its cue only describes: "groups claiming that it was late | gathered", "Lee, later
/// claiming that it was late, | left".
fn main_verb(words: &Words, at: usize, form: Form, part: &Range<usize>) -> usize {
    let finite = |i: usize| is_finite(words, i);
    let described = matches!(words.deprel(at), Some(Deprel::Acl | Deprel::AclRelcl)).then(|| words.head(at)).flatten();
    let subject = described.filter(|noun| words.deprel(*noun).is_some_and(|relation| SUBJECTS.contains(&relation)));
    let main = subject.and_then(|subject| words.head(subject)).filter(|main| part.contains(main));
    let before = main.map(|main| part.start..verb_group(words, main).max(part.start + 1));
    let told = |before: &Range<usize>| has_verb(words, before.start..before.end.min(before.start + FARTHEST));
    if let Some(before) = before.filter(told) {
        return trim(words, before).end;
    }
    let behind = words.comma_before(verb_group(words, at)).is_some() && form == Form::Ing;
    let told = |comma: usize| (part.start..comma).any(finite);
    let says = |i: usize| finite(i) && words.verb(i).is_some_and(|(verb, _)| verb.class == CueClass::Speech);
    let next = |comma: &usize| words.class(*comma) == Class::Comma && says(comma + 1) && told(*comma);
    part.clone().take(FARTHEST).find(next).filter(|_| behind).unwrap_or(part.end)
}

/// Where a clause of its own goes on behind an infinitive: "to delay the ruling, but he declined".
fn next_clause(words: &Words, part: &Range<usize>) -> Option<usize> {
    let clause = |comma: &usize| {
        let subject = words
            .phrase_from(comma + 2, part.end)
            .filter(|_| words.class(*comma) == Class::Comma && words.class(comma + 1) == Class::Conjunction);
        subject.is_some_and(|subject| is_finite(words, subject.end))
    };
    part.clone().take(FARTHEST).find(clause)
}

/// Where a content ends whose last words are the subject of the next clause: "voted to lift it, and the agency | announced", "to end in May, but |
/// it was".
fn next_subject(words: &Words, part: &Range<usize>) -> usize {
    let floor = part.start.max(part.end.saturating_sub(ASIDE));
    let comma =
        (floor..part.end).rev().find(|i| words.class(*i) == Class::Comma && words.class(i + 1) == Class::Conjunction);
    let Some(comma) = comma.filter(|comma| !has_verb(words, *comma..part.end)) else { return part.end };
    let verb = (part.end..part.end + 2).find(|i| words.class(*i) != Class::Adverb);
    let subject = words
        .phrase_from(comma + 2, part.end)
        .is_some_and(|subject| subject.end == part.end || words.class(subject.end) == Class::Bracket)
        && verb.is_some_and(|verb| matches!(words.class(verb), Class::Verb | Class::Auxiliary));
    let when = words.class(comma + 2) == Class::Preposition
        && matches!(words.class(part.end), Class::Pronoun | Class::Determiner | Class::Name);
    if subject || when { comma } else { part.end }
}
