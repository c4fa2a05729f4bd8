//! Who says it, where the tree does not say so: the noun phrase that opens the clause of a verb of saying and ends before it.

use std::ops::Range;

use dateline_core::{Deprel, Token};

use super::cues::{Form, Frames};
use super::extents::FARTHEST;
use super::reported::{Reported, SUBJECTS, sentence};
use super::words::{Class, Words};

/// The subject of a finite verb of saying that the tree hung on a participle between the two: "A report published Monday said".
pub(super) fn participle_subject(words: &Words, found: &Reported) -> Option<usize> {
    let finite = words.verb(found.word).is_some_and(|(_, form)| matches!(form, Form::Past | Form::Third));
    let clause = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain")
        && found.content.first().is_some_and(|part| part.start >= found.cue.end);
    if !finite || !clause {
        return None;
    }
    let between = words.dependents(found.word).filter(|i| *i < found.word && words.deprel(*i) == Some(Deprel::Ccomp));
    between.filter_map(|i| words.dependent(i, SUBJECTS)).next()
}

/// Who speaks in a participle after a comma that the tree hung on its own content: who spoke before it, "“No,” said Lee, recalling that", or the
/// subject of the verb that the sentence opens with, "Lee decried the plan, saying taxes rose".
pub(super) fn speaker_before(words: &Words, at: usize, form: Form) -> Option<usize> {
    let floor = sentence(words, at).start.max(at.saturating_sub(FARTHEST));
    if form != Form::Ing || words.comma_before(at).is_none_or(|comma| comma <= floor) {
        return None;
    }
    let inverts = |i: &usize| {
        matches!(words.class(i - 1), Class::Mark | Class::Comma)
            && words
                .verb(*i)
                .is_some_and(|(verb, form)| verb.frames.has(Frames::QUOTE) && matches!(form, Form::Past | Form::Third))
    };
    if let Some(verb) = (floor + 1..at).rev().find(inverts) {
        return words.phrase_from(verb + 1, at).map(|phrase| head_of(words, &phrase));
    }
    let subject = |verb: usize| phrase_left(words, past_aside(words, verb, floor), floor);
    let opening = |phrase: &Range<usize>| {
        opens_clause(words, phrase.start, floor) && !words.is(phrase.start, &["who", "which", "that"])
    };
    let verbs = (floor..at).filter(|i| matches!(words.class(*i), Class::Verb | Class::Auxiliary));
    verbs.filter_map(subject).find(opening).map(|phrase| head_of(words, &phrase))
}

/// Words after a noun that tell what somebody knows or is near to: "sources close to", "officials familiar with", "nine out of 10".
pub(super) const NEAR: &[&str] = &[
    "close",
    "familiar",
    "loyal",
    "near",
    "knowledgeable",
    "sympathetic",
    "opposed",
    "briefed",
    "based",
    "privy",
    "out",
];

/// Words for some of many, which a tree may take for adverbs: "Most say".
pub(super) const SOME: &[&str] = &["most", "some", "many", "few", "several", "others", "both", "all", "half"];

/// How many words in brackets, dashes or commas may stand between a subject and its verb.
pub(super) const ASIDE: usize = 24;

/// The subject of a finite verb that the tree left without one: the noun phrase that opens the clause and ends right before the verb, or before
/// what stands there between commas, dashes or brackets: "Ann Lee, 70, said", "sources close to the campaign say", "nearly nine out of 10 say".
pub(super) fn subject_beside(words: &Words, found: &Reported, form: Form) -> Option<Range<usize>> {
    let finite = matches!(form, Form::Past | Form::Third) || form == Form::Base && is_present(words, found.word);
    if !finite || found.content.first()?.start < found.cue.end {
        return None;
    }
    let floor = sentence(words, found.word).start;
    let end = found.cue.start;
    let before = end.checked_sub(1).filter(|before| *before >= floor)?;
    if words.is(before, SOME) && words.class(before) == Class::Adverb {
        return opens_clause(words, before, floor).then_some(before..end);
    }
    let beside = phrase_left(words, past_aside(words, end, floor), floor);
    beside.filter(|phrase| opens_clause(words, phrase.start, floor)).or_else(|| with_relative(words, end, floor))
}

/// The noun phrase that opens a clause with the relative clause behind it that ends before a verb: "those who back the plan say".
fn with_relative(words: &Words, end: usize, floor: usize) -> Option<Range<usize>> {
    let near = (floor..end).rev().take(ASIDE).take_while(|i| !matches!(words.class(*i), Class::Comma | Class::Stop));
    let who = near.into_iter().find(|i| words.is(*i, &["who"])).filter(|who| who + 1 < end)?;
    let phrase = phrase_left(words, who, floor)
        .filter(|phrase| phrase.end == who && opens_clause(words, phrase.start, floor))?;
    Some(phrase.start..end)
}

/// Where a phrase ends that something between commas, dashes or brackets stands behind: "Ann Lee, 70,".
pub(super) fn past_aside(words: &Words, end: usize, floor: usize) -> usize {
    let closing = end.checked_sub(1).map_or(Class::Other, |last| words.class(last));
    if !matches!(closing, Class::Comma | Class::Dash | Class::Bracket) {
        return end;
    }
    (floor + 1..end - 1).rev().take(ASIDE).find(|i| words.class(*i) == closing).unwrap_or(end)
}

/// The noun phrase that ends before a word, with the phrases that it hangs on to its left: "a study from 2011", "sources close to the talks".
pub(super) fn phrase_left(words: &Words, end: usize, floor: usize) -> Option<Range<usize>> {
    let last = words.phrase_before(end, floor)?;
    // "they", but not "him" in "a source close to him"
    let governed = last.start > floor && words.class(last.start - 1) == Class::Preposition;
    if words.class(last.start) == Class::Pronoun && !governed {
        return Some(last);
    }
    let last = past_day(words, &last);
    let mut start = last;
    for _ in 0..4 {
        let mut before = start;
        while before > floor && words.class(before - 1) == Class::Preposition {
            before -= 1;
        }
        let near = before > floor && words.is(before - 1, NEAR);
        let Some(phrase) = words.phrase_before(before - usize::from(near), floor).filter(|_| before < start) else {
            break;
        };
        let named = past_day(words, &phrase);
        if named > phrase.start {
            break;
        }
        start = named;
    }
    // "Politicians and even some technologists say"
    let and = (floor..start).rev().find(|i| words.class(*i) != Class::Adverb);
    let other = and.filter(|i| words.class(*i) == Class::Conjunction).and_then(|and| words.phrase_before(and, floor));
    // "After the attack in Paris officials said": a phrase with a preposition in front of it is no subject, and what a verb stands before is its
    // object.
    let mut starts = other.map(|other| other.start).into_iter().chain([start, last]);
    let start = starts.find(|start| opens_clause(words, *start, floor)).unwrap_or(last);
    (start < end && !words.is_when(end - 1)).then_some(start..end)
}

/// Whether a verb without an ending is in the present, not an infinitive: "they say".
pub(super) fn is_present(words: &Words, at: usize) -> bool {
    words.document.token(at).and_then(Token::xpos) == Some("VBP")
}

/// Where a phrase begins after a day that stands before it: "Tuesday officials", "February 1 officials".
fn past_day(words: &Words, phrase: &Range<usize>) -> usize {
    let date = |i: usize| words.class(i) == Class::Name && words.class(i + 1) == Class::Number && i + 2 < phrase.end;
    let start = phrase.start + if date(phrase.start) && words.is(phrase.start, MONTHS) { 2 } else { 0 };
    (start..phrase.end).find(|i| !words.is_when(*i)).unwrap_or(phrase.end)
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a clause may begin at a word: nothing but a sentence part's end, a conjunction or a relative pronoun stands before it. "About half of
/// voters" begins with its preposition.
fn opens_clause(words: &Words, at: usize, floor: usize) -> bool {
    let about = |i: usize| {
        words.is(i, &["about", "around", "over", "under"]) && (words.is(at, SOME) || words.class(at) == Class::Number)
    };
    let dated = |i: usize| words.is_when(i) || words.is(i, &["on", "last", "this"]) && words.is_when(i + 1);
    let skipped = |i: usize| words.class(i) == Class::Adverb || dated(i) || i + 1 == at && about(i);
    let before = (floor..at).rev().find(|i| !skipped(*i));
    before.is_none_or(|i| {
        words.is(i, &["which", "that", "whom", "where", "after", "before", "since", "until"])
            || matches!(
                words.class(i),
                Class::Comma
                    | Class::Colon
                    | Class::Dash
                    | Class::Stop
                    | Class::Mark
                    | Class::Conjunction
                    | Class::Subordinator
            )
    })
}

/// The word of a phrase that hangs on what is outside it; no verb or adverb, which a tree may make of "close" in "people close to".
pub(super) fn head_of(words: &Words, phrase: &Range<usize>) -> usize {
    let nominal = |i: &usize| !matches!(words.class(*i), Class::Verb | Class::Adverb | Class::Preposition);
    words.tops(phrase).find(nominal).or_else(|| words.top(phrase)).unwrap_or(phrase.start)
}
