//! What is said to be so: "it was reported that", "is seen as", "were accused by the police of".

use std::ops::Range;

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Class as CueClass, Cue, Frames};
use crate::quotes::extents::unbroken;
use crate::quotes::words::{Class, Words};

use super::force::{case, is_infinitive};
use super::objects::antecedent;
use super::questions::{QUESTIONS, topic};
use super::{sentence, trim};

/// What is said to be so: a clause, or the subject with what is said of it.
pub(super) fn passive_content(
    words: &Words,
    at: usize,
    entry: &Cue,
    subject: Option<usize>,
) -> Option<(Vec<Range<usize>>, &'static str)> {
    let frames = entry.frames;
    let clause = words.dependents(at).find(|i| matches!(words.deprel(*i), Some(Deprel::Ccomp | Deprel::CsubjPass)));
    if let Some(clause) = clause {
        return Some((vec![trim(words, words.subtree(clause))], "claims.verb.passive"));
    }
    let by = agent(words, at);
    // "was warned by officials that": what the tree hangs elsewhere.
    let that = by
        .map(|by| words.phrase_of(by, false).end)
        .filter(|that| words.is(*that, &["that"]) || entry.stance == Stance::Asks && words.is(*that, QUESTIONS))
        .filter(|_| frames.has(Frames::CLAUSE));
    if let Some(that) = that.filter(|_| entry.class == CueClass::Speech) {
        return Some((
            vec![trim(words, that..unbroken(words, that + 1, sentence(words, at).end))],
            "claims.verb.passive",
        ));
    }
    // "It was reported on Saturday two people had died": without a conjunction.
    if subject.is_some_and(|subject| words.is(subject, &["it"]))
        && entry.class == CueClass::Speech
        && frames.has(Frames::CLAUSE)
    {
        let dated = words.is(at + 1, &["on", "in"]) && words.is_when(at + 2);
        let start = at + 1 + 2 * usize::from(dated);
        let end = sentence(words, at).end;
        let clause = words
            .phrase_from(start, end)
            .filter(|clause| matches!(words.class(clause.end), Class::Verb | Class::Auxiliary));
        return clause.map(|clause| (vec![trim(words, clause.start..end)], "claims.verb.passive"));
    }
    // "the firm, which is expected to close": what the pronoun stands for.
    let stands_for = |subject: usize| {
        let relative = words.is(subject, &["which", "who", "that"]) && words.deprel(at) == Some(Deprel::AclRelcl);
        relative.then(|| antecedent(words, subject, at)).flatten()
    };
    let subject = subject.map(|subject| trim(words, stands_for(subject).unwrap_or_else(|| words.subtree(subject))));
    // "was said to be hiding", "was told to leave", but not "was raised to be kind".
    let tells = by.is_some() || frames.has(Frames::CLAUSE) || frames.has(Frames::TO);
    // "was found guilty" is a verdict, "was called guilty" a claim.
    let open = words.dependents(at).find(|i| {
        let framed = || case(words, *i).is_some_and(|(_, case)| frames.has(Frames::preposition(case)));
        // "was said to be hiding", which may hang more loosely
        let near = || words.deprel(*i) == Some(Deprel::Advcl) && is_infinitive(words, *i) && words.is(at + 1, &["to"]);
        *i > at
            && (words.deprel(*i) == Some(Deprel::Xcomp) || near() && frames.has(Frames::CLAUSE))
            && (frames.has(Frames::NAME) || is_infinitive(words, *i) && tells || framed())
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && Some(*i) != by
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i).is_some_and(|(_, case)| frames.has(Frames::preposition(case)))
    });
    // "a man called Lee"
    if relation_names(words, at, entry) {
        return None;
    }
    // "were reported by the paper to have left": what the tree hangs elsewhere.
    let behind =
        by.map(|by| words.phrase_of(by, false).end).filter(|end| words.is(*end, &["to"]) && frames.has(Frames::CLAUSE));
    if let Some(start) = behind.filter(|_| open.is_none()) {
        let mut content: Vec<Range<usize>> = subject.into_iter().collect();
        content.push(trim(words, start..unbroken(words, start + 1, sentence(words, at).end)));
        return Some((content, "claims.verb.passive"));
    }
    // "are required to": by no one.
    if by.is_none() && entry.lemma == "require" {
        return None;
    }
    if let Some(open) = open {
        let mut content: Vec<Range<usize>> = subject.into_iter().collect();
        content.push(trim(words, words.subtree(open)));
        return Some((content, "claims.verb.passive"));
    }
    // Without an agent it takes a charge or a description to tell of somebody's view: "was accused of", "is seen as".
    let viewed = subject.is_some() && matches!(entry.stance, Stance::Alleges | Stance::Asks)
        || phrase.and_then(|phrase| case(words, phrase)).is_some_and(|(_, case)| case == "as");
    // "was called by her doctor": she is called nothing.
    if by.is_some() && phrase.is_none() && frames.has(Frames::NAME) && entry.stance == Stance::Orders {
        return None;
    }
    if by.is_none() && (phrase.is_none() || !viewed) {
        return None;
    }
    // "was asked about the delay": who is asked is no part of the question.
    let mut content: Vec<Range<usize>> = subject.filter(|_| entry.stance != Stance::Asks).into_iter().collect();
    content.extend(phrase.map(|phrase| topic(words, trim(words, words.subtree(phrase)))));
    if content.is_empty() {
        // "a report published by the ministry"
        let antecedent = words.head(at).filter(|_| words.deprel(at) == Some(Deprel::Acl))?;
        content.push(trim(words, words.phrase_of(antecedent, false)));
    }
    (frames.has(Frames::OBJECT) || by.is_none() || phrase.is_some()).then_some((content, "claims.verb.passive"))
}

/// Whether a passive only says what somebody or something is called: "a man named Lee", "he was elected president".
fn relation_names(words: &Words, at: usize, entry: &Cue) -> bool {
    entry.frames.has(Frames::NAME) && words.deprel(at) == Some(Deprel::Acl) && agent(words, at).is_none()
}

/// Who does what a passive tells. It may hang on what somebody is called: "was called a fraud by her colleagues".
pub(super) fn agent(words: &Words, at: usize) -> Option<usize> {
    let by = |i: &usize| {
        matches!(words.deprel(*i), Some(Deprel::OblAgent | Deprel::Obl | Deprel::Nmod))
            && words.dependents(*i).any(|case| words.deprel(case) == Some(Deprel::Case) && words.is(case, &["by"]))
    };
    let names = words
        .verb(at)
        .is_some_and(|(entry, _)| entry.frames.has(Frames::NAME) || entry.frames.has(Frames::preposition("as")));
    words.dependents(at).find(by).or_else(|| {
        let called = |i: &usize| {
            *i > at && matches!(words.deprel(*i), Some(Deprel::Xcomp | Deprel::Obj | Deprel::Obl | Deprel::Advcl))
        };
        words.dependents(at).filter(called).filter(|_| names).find_map(|i| words.dependents(i).find(by))
    })
}
