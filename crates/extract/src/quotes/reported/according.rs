//! "According to": its source, and the clause that it speaks of.

use std::ops::Range;

use dateline_core::Deprel;

use crate::quotes::extents::LOOSE;
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::{Reported, SUBJECTS, is_finite, sentence, without};

/// What things go according to without anybody's word.
const STANDARDS: &[&str] = &[
    "plan",
    "plans",
    "schedule",
    "tradition",
    "custom",
    "size",
    "age",
    "taste",
    "need",
    "needs",
    "rank",
    "ability",
    "index",
    "scale",
    "formula",
];

/// What goes according to somebody.
pub(super) fn according(words: &Words, at: usize) -> Option<Reported> {
    if !words.is(at + 1, &["to"]) {
        return None;
    }
    let head = words.head(at)?;
    // Whichever of the two words the tree makes the preposition, the source is the noun after them.
    let mut source = if head > at + 1 { head } else { words.dependents(at).find(|i| *i > at + 1)? };
    // "according to Commissioner James Lee": the title is not the head.
    if words.deprel(source) == Some(Deprel::NmodDesc) {
        source = words.head(source).filter(|name| *name > source).unwrap_or(source);
    }
    // "according to plan", but "according to the schedule published on Thursday"
    let published = || words.dependent(source, &[Deprel::Acl, Deprel::AclRelcl]).is_some();
    if words.is(source, STANDARDS) && !published() {
        return None;
    }
    let mut clause = words.head(source)?;
    while clause == at || clause == at + 1 {
        clause = words.head(clause)?;
    }
    let mut named = words.phrase_of(source, false);
    let mut cut = words.subtree(source);
    cut.start = cut.start.min(at);
    // "According to a May 14, 2019 report and the police, the man had fled": the main clause begins where a subject follows a comma.
    let main = if opens_sentence(words, at) { main_subject(words, source, sentence(words, at).end) } else { None };
    if let Some(main) = main {
        cut.end = main - 1;
        named.end = named.end.min(cut.end);
    }
    // "According to officials, at least ten": what follows the comma is the writer's.
    let aside = |i: &usize| {
        words.class(*i) == Class::Comma && words.is(i + 1, &["at", "about", "more", "some", "only", "nearly", "almost"])
    };
    if let Some(comma) = (source + 1..cut.end).find(aside) {
        cut.end = comma;
    }
    // With what follows the name that the tree cut off: "according to ecologist Ann Lee of the University of Leeds".
    if main.is_none() && named.end > cut.end {
        let last = words.subtree(named.end - 1);
        cut.end = if last.start >= cut.start { last.end.max(named.end) } else { named.end };
    }
    // A phrase inside a noun phrase or a dependent clause belongs to the clause with a subject above it; after a comma at the end of a
    // sentence it speaks of the whole.
    let ends = at > 0 && words.class(at - 1) == Class::Comma && (cut.end + 1 >= sentence(words, at).end);
    for _ in 0..6 {
        let subject = words.dependent(clause, SUBJECTS).is_some();
        let whole = match words.deprel(clause) {
            None | Some(Deprel::Root) => true,
            Some(Deprel::Ccomp) => subject,
            Some(Deprel::Conj | Deprel::Parataxis) => subject && !ends,
            Some(Deprel::Advcl) => subject && !ends && words.subtree(clause).start < at && !opens_sentence(words, at),
            _ => false,
        };
        match words.head(clause).filter(|_| !whole) {
            Some(above) => clause = above,
            None => break,
        }
    }
    let mut content = without(words, words.subtree(clause), &cut);
    // "…, according to X, but …": what is joined on after the source is the writer's own again.
    if content.len() > 1 && content.first().is_some_and(|part| part.end <= at) {
        content.retain(|part| part.start < at || !(cut.end..part.start).any(|i| words.class(i) == Class::Conjunction));
    }
    content.truncate(2);
    if let Some((main, part)) = main.zip(content.last_mut()) {
        part.start = main;
    }
    content.retain(|part| !part.is_empty());
    if content.is_empty() {
        return None;
    }
    let mut phrase = words.phrase_of(source, false);
    if let Some(main) = main {
        let comma = (at + 2..main).find(|i| words.class(*i) == Class::Comma).unwrap_or(main - 1);
        phrase = at + 2..comma.max(source + 1);
    }
    // "according to the mayor on Saturday"
    let day = |end: usize| {
        let named = usize::from(words.is_when(end - 1));
        named + usize::from(named > 0 && words.is(end.saturating_sub(2), &["on", "late", "early"]))
    };
    let named = phrase.end - day(phrase.end);
    if named > source && words.class(named - 1) != Class::Verb {
        phrase.end = named;
    }
    // "according to the mayor, as well as a map": what follows the comma is none of theirs, unless it names them.
    let more = |i: &usize| {
        words.class(*i) == Class::Comma
            && (matches!(words.class(i + 1), Class::Adjective | Class::Preposition | Class::Verb)
                || words.is(i + 1, &["as", "such"]))
    };
    let end = (source + 1..phrase.end).find(more).unwrap_or(phrase.end);
    let source = (source, phrase.start.max(at + 2)..end.min(cut.end.max(source + 1)));
    Some(Reported { content, ..Reported::new("claims.according", at..at + 2, Some(source)) })
}

/// Where the main clause begins after a phrase that opens a sentence: behind a comma, with a subject and a finite verb.
pub(super) fn main_subject(words: &Words, from: usize, end: usize) -> Option<usize> {
    let finite = |i: usize| is_finite(words, i);
    (from..end.min(from + ASIDE)).filter(|i| words.class(*i) == Class::Comma).map(|comma| comma + 1).find(|start| {
        let subject = words.phrase_from(*start, end);
        let both = |subject: &Range<usize>| {
            (words.class(subject.end) == Class::Conjunction).then(|| words.phrase_from(subject.end + 1, end)).flatten()
        };
        let subject = subject.map(|subject| both(&subject).unwrap_or(subject));
        subject.is_some_and(|subject| {
            // "two databases containing names were found"
            let far = end.min(subject.end + LOOSE);
            let plain = |i: &usize| words.class(*i) != Class::Comma && !words.is(*i, &["who", "which", "that"]);
            // "According to the firm, Lee, now in Rome, is well"
            let aside = (subject.end + 1..far).find(|i| words.class(*i) == Class::Comma);
            let behind =
                aside.filter(|_| words.class(subject.end) == Class::Comma).is_some_and(|aside| finite(aside + 1));
            behind || (subject.end..far).take_while(plain).any(finite)
        })
    })
}

/// Whether nothing but punctuation stands before a word in its sentence.
fn opens_sentence(words: &Words, at: usize) -> bool {
    (sentence(words, at).start..at).all(|i| matches!(words.class(i), Class::Mark | Class::Bracket | Class::Dash))
}
