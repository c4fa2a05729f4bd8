//! The object that a verb takes: "denied the charges", "called him a liar", "an explosion that he described as deliberate".

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Class as CueClass, Cue, Frames, SOURCES};
use crate::quotes::extents::{calling, run_on, unbroken};
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
    // "which the group had claimed": what is claimed stands before the relative clause.
    if words.is(object, &["which", "that", "whom", "what"]) && object < at && relation == Some(Deprel::AclRelcl) {
        let before = (object > 0 && words.class(object - 1) == Class::Comma)
            .then(|| words.phrase_before(object - 1, 0))
            .flatten();
        extent = before.or_else(|| words.head(at).map(|antecedent| words.phrase_of(antecedent, false)))?;
        // "an explosion that he described as deliberate"; "a finish that he said defied expectations"
        let after = at + 1 + usize::from(entry.particle.is_some());
        let said = matches!(words.class(after), Class::Verb | Class::Auxiliary) && is_clausal(entry);
        let rest = || trim(words, after..unbroken(words, after, sentence(words, at).end));
        let more = phrase.filter(|phrase| *phrase > at).map(|phrase| trim(words, words.subtree(phrase)));
        let more = more.or_else(|| said.then(rest));
        if let Some(more) = more {
            return Some((vec![trim(words, extent), more], "claims.verb.object"));
        }
    }
    if object < at && extent.end > at {
        return None;
    }
    extent.end = run_on(words, at, extent.end);
    if frames.has(Frames::NAME) {
        let called = calling(words, at, object, extent.end);
        // "called a meeting": nobody is called anything.
        if called == extent.end
            && entry.stance == Stance::Orders
            && !(extent.clone()).any(|i| words.class(i) == Class::Mark)
        {
            return None;
        }
        extent.end = called;
    }
    Some((vec![trim(words, extent)], "claims.verb.object"))
}
