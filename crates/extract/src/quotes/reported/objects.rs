//! The object that a verb takes: "denied the charges", "called him a liar", "an explosion that he described as deliberate".

use std::ops::Range;

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Class as CueClass, Cue, Frames, SOURCES};
use crate::quotes::extents::{self, STANDINGS, calling, run_on, unbroken};
use crate::quotes::words::{Class, Words};

use super::active::{Content, is_clausal};
use super::force::is_infinitive;
use super::leads::goes_on;
use super::{SUBJECTS, sentence, trim};

/// Whether what a verb tells may be its object.
pub(super) fn takes_object(words: &Words, at: usize, entry: &Cue) -> bool {
    let (frames, relation) = (entry.frames, words.deprel(at));
    // "went on to criticize the party"
    let done = words.head(at).is_some_and(|above| goes_on(words, above, at));
    let loose = is_infinitive(words, at) && !done
        || matches!(relation, Some(Deprel::Ccomp | Deprel::Parataxis))
        || (relation == Some(Deprel::AclRelcl) && !matches!(entry.class, CueClass::Speech | CueClass::Judgement));
    // "The survey finds her ahead": what an inquiry finds is told, what somebody finds is not.
    let inquiry = || {
        let subject = words.dependent(at, SUBJECTS).map(|subject| words.text(subject).to_ascii_lowercase());
        entry.class == CueClass::Evidence && subject.is_some_and(|subject| SOURCES.contains(subject.as_str()))
    };
    !loose && (frames.has(Frames::OBJECT) || frames.has(Frames::NAME) || inquiry())
}

/// What the object tells, with what it is called and the phrase behind it.
pub(super) fn object_content(
    words: &Words,
    at: usize,
    entry: &Cue,
    object: usize,
    phrase: Option<usize>,
) -> Option<Content> {
    let (frames, relation) = (entry.frames, words.deprel(at));
    let mut extent = words.subtree(object);
    if let Some(phrase) = phrase {
        extent.end = extent.end.max(words.subtree(phrase).end);
    }
    // "which the group had claimed", "an explosion that he described as deliberate": what is claimed stands before the relative clause.
    if words.is(object, &["which", "that", "whom", "what"]) && object < at && relation == Some(Deprel::AclRelcl) {
        extent = antecedent(words, object, at)?;
        let more = phrase.filter(|phrase| *phrase > at).map(|phrase| trim(words, words.subtree(phrase)));
        if let Some(more) = more.or_else(|| goes_behind(words, at, entry)) {
            return Some((vec![trim(words, extent), more], "claims.verb.object"));
        }
    }
    if object < at && extent.end > at {
        return None;
    }
    // "reported the talks being late"
    if words.is(extent.end, &["being"]) {
        extent.end = unbroken(words, extent.end, sentence(words, at).end);
    }
    // "shows Lee leading Marsh by six points" tells it all; "found Marsh", "ruled Kenya": a bare name tells nothing.
    if entry.class == CueClass::Evidence && extent.clone().all(|i| words.class(i) == Class::Name) {
        let told = matches!(words.class(extent.end), Class::Verb | Class::Adverb | Class::Adjective)
            || words.is(extent.end, STANDINGS);
        extent.end = extents::stop(words, extent.end, sentence(words, at).end);
        return told.then(|| (vec![trim(words, extent)], "claims.verb.object"));
    }
    extent.end = run_on(words, at, extent.end);
    if frames.has(Frames::NAME) {
        let called = calling(words, at, object, extent.end);
        // "called a meeting", "dubbed the film": nobody is called anything.
        if called == extent.end
            && (entry.stance == Stance::Orders || !frames.has(Frames::OBJECT) && phrase.is_none())
            && !(extent.clone()).any(|i| words.class(i) == Class::Mark)
        {
            return None;
        }
        extent.end = called;
    }
    Some((vec![trim(words, extent)], "claims.verb.object"))
}

/// What a relative pronoun stands for: the phrase before its comma, else what its clause hangs on.
pub(super) fn antecedent(words: &Words, pronoun: usize, verb: usize) -> Option<Range<usize>> {
    let comma = pronoun.checked_sub(1).filter(|comma| words.class(*comma) == Class::Comma);
    let before = comma.and_then(|comma| words.phrase_before(comma, 0));
    before.or_else(|| words.head(verb).map(|named| words.phrase_of(named, false)))
}

/// What a relative clause goes on to say behind its cue: "a finish that he said defied expectations".
pub(super) fn goes_behind(words: &Words, at: usize, entry: &Cue) -> Option<Range<usize>> {
    let after = at + 1 + usize::from(entry.particle.is_some());
    let verb = words.head(after).filter(|_| words.class(after) == Class::Auxiliary).unwrap_or(after);
    // "The question nobody asked was rude": the main verb is none of what is asked.
    let main = words.head(at).is_some_and(|named| {
        words.head(named) == Some(verb) && words.deprel(named).is_some_and(|relation| SUBJECTS.contains(&relation))
    });
    let said = matches!(words.class(after), Class::Verb | Class::Auxiliary) && is_clausal(entry) && !main;
    said.then(|| trim(words, after..unbroken(words, after, sentence(words, at).end)))
}
