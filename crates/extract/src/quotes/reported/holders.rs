//! Who the source of a verb is, and which words name it.

use dateline_core::{Deprel, Token};

use std::ops::Range;

use crate::quotes::cues::{Class as CueClass, Form};
use crate::quotes::extents::{FARTHEST, is_medium};
use crate::quotes::speakers;
use crate::quotes::subjects::{
    NEAR, head_of, participle_subject, past_aside, phrase_left, speaker_before, subject_beside,
};
use crate::quotes::words::{Class, Words};

use super::passives::agent;
use super::{Reported, SUBJECTS, has_verb, in_marks, sentence, trim};

/// By whom a passive is said to be done. What is told ends before them: "called a fraud by her colleagues".
pub(super) fn by_whom(words: &Words, found: &mut Reported) -> Option<usize> {
    let at = found.word;
    let agent = agent(words, at);
    let by = agent.map_or(usize::MAX, |agent| words.subtree(agent).start);
    for part in found.content.iter_mut().filter(|part| part.start > at && part.contains(&by)) {
        *part = trim(words, part.start..by);
    }
    agent
}

/// Who does what an active verb tells: the noun phrase beside it where the tree has no subject, else the tree's.
pub(super) fn who(words: &Words, found: &mut Reported, form: Form) -> Option<usize> {
    let at = found.word;
    let own = words.dependent(at, SUBJECTS).filter(|subject| !words.is_when(*subject));
    if let Some(phrase) = if own.is_none() { subject_beside(words, found, form) } else { None } {
        let head = head_of(words, &phrase);
        found.source = Some(phrase);
        return Some(head);
    }
    let floor = sentence(words, at).start;
    let outside = |subject: &usize| !found.content.iter().any(|part| part.contains(subject));
    let subject = speakers::subject_in_tree(words, at).or_else(|| participle_subject(words, found));
    // "said that it was late, and added that": the tree may hang the second verb on what the first one tells.
    let again = || {
        let joined = matches!(words.class(at.checked_sub(1)?), Class::Conjunction);
        let says =
            |verb: &usize| words.verb(*verb).is_some_and(|(verb, said)| verb.class == CueClass::Speech && said == form);
        let said = (floor.max(at.saturating_sub(FARTHEST))..at).rev().find(says).filter(|_| joined)?;
        speakers::subject_in_tree(words, said).filter(|subject| *subject < said)
    };
    // "Lee, 70, opposed the plan and said": the tree may have no subject for the first verb either.
    let first = || {
        let joined = words.deprel(at) == Some(Deprel::Conj);
        let above = words.head(at).filter(|above| joined && *above < at)?;
        let past = words.verb(above).is_some_and(|(_, said)| said == form);
        phrase_left(words, past_aside(words, above, floor), floor).filter(|_| past)
    };
    // "The mayor “is done,” he added, noting that": who is named in marks that close before the cue does not speak.
    let apart = |subject: &usize| {
        let close = (*subject..at.min(subject + FARTHEST)).find(|i| words.class(*i) == Class::Mark);
        !in_marks(words, floor, *subject) || !close.is_some_and(|close| has_verb(words, *subject..close))
    };
    let subject = subject
        .filter(|subject| outside(subject) && apart(subject))
        .or_else(|| speaker_before(words, at, form))
        .or_else(|| first().map(|phrase| head_of(words, &phrase)))
        .or_else(again);
    subject.map(|subject| speakers::past_dateline(words, subject, at))
}

/// Which words name the source.
pub(super) fn name(words: &Words, found: &mut Reported) {
    found.source = found.source.take().or_else(|| {
        let holder = found.holder?;
        let phrase = words.phrase_of(holder, false);
        // "claimed by the rebels, but the army blamed": the next clause is none of theirs.
        let but = (holder + 1..phrase.end).find(|i| words.class(*i) == Class::Comma && words.is(i + 1, &["but"]));
        Some(phrase.start..occasion(words, &phrase).min(but.unwrap_or(phrase.end)).max(holder + 1))
    });
    // "a poll that shows": what the pronoun stands for.
    if let Some(holder) = found.holder.filter(|holder| words.is(*holder, &["that"]))
        && let Some(named) = words.head(found.word).filter(|_| words.deprel(found.word) == Some(Deprel::AclRelcl))
        && found.cue.start <= holder + 2
    {
        let phrase = words.phrase_of(named, false);
        found.source = Some(phrase.start..phrase.end.min(holder));
        found.holder = Some(named);
    }
    if let Some((source, holder)) = found.source.as_mut().zip(found.holder) {
        // "One example: the agency requires": what stands before a colon is no part of its name.
        let colon = (source.start..holder.min(source.end)).rev().find(|i| words.class(*i) == Class::Colon);
        source.start = colon.map_or(source.start, |colon| colon + 1);
        source.start = words.with_bounds(source.start);
        source.end -= usize::from(source.len() > 1 && words.class(source.end - 1) == Class::Comma);
    }
}

/// Sets the source apart from the cue that the tree took into it: who stands before a finite verb speaks, else nobody is told apart from what is
/// said.
pub(super) fn set_apart(words: &Words, found: &mut Reported, form: Form) -> Option<()> {
    let at = found.word;
    if let Some(source) = found.source.as_mut().filter(|source| source.contains(&at)) {
        let before = trim(words, source.start..found.cue.start);
        let named = found.holder.is_some_and(|holder| before.contains(&holder));
        if !named || !matches!(form, Form::Past | Form::Third) {
            return None;
        }
        *source = before;
    }
    Some(())
}

/// Whether the tree took a whole clause for the source: a finite verb stands in it.
pub(super) fn is_clause(words: &Words, found: &Reported) -> bool {
    let finite = |i: usize| {
        let tag = words.document.token(i).and_then(Token::xpos);
        let named = matches!(words.deprel(i), Some(Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::Nmod));
        words.class(i) == Class::Verb && matches!(tag, Some("VBD" | "VBZ" | "VBP")) && !named && !words.is(i, NEAR)
    };
    found.source.clone().is_some_and(|source| source.into_iter().skip(1).any(|i| Some(i) != found.holder && finite(i)))
}

/// Where a phrase ends before the day or medium that a tree hangs on it: "told reporters on Friday".
pub(super) fn occasion(words: &Words, phrase: &Range<usize>) -> usize {
    let day = |i: usize| words.is(i, &["on", "last", "this"]) && words.is_when(i + 1) || words.is_when(i);
    (phrase.start + 1..phrase.end).find(|i| day(*i) || is_medium(words, *i)).unwrap_or(phrase.end)
}
