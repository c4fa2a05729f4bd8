//! Cues that stand apart from what is said: "The plan, he said, is dead", "…, said the mayor", "As the Courier noted, …".

use std::ops::Range;

use dateline_core::Deprel;

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::{FARTHEST, LOOSE, cut};
use crate::quotes::sourcing;
use crate::quotes::subjects::{ASIDE, head_of, past_aside, phrase_left};
use crate::quotes::words::{Class, Words};

use super::{Reported, SUBJECTS, has_verb, in_marks, is_finite, sentence, trim};

/// Verbs that cannot do without whom they speak to.
const TELLING: &[&str] = &["tell", "inform", "assure", "remind", "notify"];

/// A cue between commas or at the end of its sentence: "The plan, he said, is dead"; "Rain is likely, forecasters said on Friday."
pub(super) fn aside(words: &Words, at: usize, entry: &Cue, form: Form) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    if form == Form::Ing || !entry.frames.has(Frames::CLAUSE) || entry.class == CueClass::Aim {
        return None;
    }
    // "After the vote, the town reported its losses": a cue with an object of its own speaks of that.
    let after = at + 1 + usize::from(entry.particle.is_some());
    // "The plan, he thinks, is dead", but not "In the end, he thinks taxes will rise"
    let ends = matches!(words.class(after), Class::Comma | Class::Stop | Class::Dash | Class::Mark | Class::Bracket);
    if entry.class == CueClass::Thought && !ends {
        return None;
    }
    let person = entry.frames.has(Frames::PERSON);
    let object = |i: usize| i >= after && words.deprel(i) == Some(Deprel::Obj) && !words.is_when(i);
    let tells_of = !person && words.dependents(at).any(object);
    let whole = sentence(words, at);
    let close = |from: usize| {
        (from..whole.end.min(from + 15))
            .find(|i| matches!(words.class(*i), Class::Comma | Class::Stop | Class::Dash))
            .or((whole.end <= from + 14).then_some(whole.end))
            .filter(|close| {
                !has_verb(words, from..*close)
                    && !(from..*close).any(|i| words.is(i, &["that"]) || words.class(i) == Class::Mark)
            })
    };
    let mut start = at;
    while start > whole.start && matches!(words.class(start - 1), Class::Adverb | Class::Auxiliary) {
        start -= 1;
    }
    let subject = words
        .dependent(at, SUBJECTS)
        .filter(|subject| *subject < at)
        .map(|subject| words.phrase_of(subject, false))
        .filter(|phrase| phrase.end == start)
        .map(|phrase| {
            // "passed one million worldwide, university data showed": what the tree put before the comma is what was shown.
            let comma = phrase.clone().rev().find(|i| words.class(*i) == Class::Comma);
            let whole = |comma: &usize| {
                let last = words.phrase_from(comma + 1, phrase.end);
                last.is_some_and(|last| {
                    last.end == phrase.end && !last.into_iter().any(|i| words.class(i) == Class::Conjunction)
                })
            };
            comma.filter(whole).map_or(phrase.start, |comma| comma + 1)..phrase.end
        });
    let relative = |phrase: &Range<usize>| words.is(phrase.start, &["which", "who", "that"]) && phrase.len() == 1;
    // "…, a spokeswoman, Ann Lee, said on Friday": the phrase before what stands between the commas.
    let outer = || {
        let end = past_aside(words, start, whole.start);
        let phrase = phrase_left(words, end, whole.start)?;
        let apart = end == start || phrase.start > whole.start && words.class(phrase.start - 1) == Class::Comma;
        apart.then_some(phrase)
    };
    let before = subject.or_else(outer).filter(|phrase| !relative(phrase));
    // "As the Courier noted, …"
    if let Some(source) =
        before.clone().filter(|source| !tells_of && source.start > whole.start && words.is(source.start - 1, &["as"]))
    {
        return told_as(words, source.start - 1, after, &whole).map(|told| (source, vec![told]));
    }
    // "The plan “is dead,” he said": the comma may stand inside of the marks.
    let opens = |i: usize| {
        i > whole.start + 1
            && (matches!(words.class(i - 1), Class::Comma | Class::Dash)
                || words.class(i - 1) == Class::Mark && !in_marks(words, whole.start, i))
    };
    if let Some(source) = before.filter(|source| !tells_of && opens(source.start)) {
        let close = close(after)?;
        let lead = trim(words, whole.start..source.start);
        if close >= whole.end || matches!(words.class(close), Class::Stop) {
            // "After the vote failed, Lee asked the council for help": when it was asked is not what was asked.
            let when = |i: usize| {
                let mark = |mark: usize| words.deprel(mark) == Some(Deprel::Mark) || words.is(mark, &["when"]);
                let opens = words.dependents(i).any(|i| i <= lead.start + LOOSE / 2 && mark(i));
                words.deprel(i) == Some(Deprel::Advcl) && opens || i == lead.start && words.class(i) == Class::Verb
            };
            if !ends
                && words.dependents(at).any(|i| i < at && when(i))
                && words.dependents(at).any(|i| i > at && !words.is_when(i))
            {
                return None;
            }
            // "When asked about it, he said": a clause that waits for its main clause is no content.
            let main = if words.class(lead.start) == Class::Subordinator {
                // "After he bought it he made changes, records show": two finite verbs, two clauses.
                let both = lead.clone().take(FARTHEST).filter(|i| is_finite(words, *i)).count() > 1;
                let whole = if both { lead.start } else { lead.end };
                (lead.start..lead.end).find(|i| words.class(*i) == Class::Comma).unwrap_or(whole)
            } else {
                lead.start
            };
            let clause = has_verb(words, main..lead.end);
            return clause.then(|| (source, vec![lead]));
        }
        let rest = trim(words, close + 1..whole.end);
        // "The deal is off, they said Sunday — a blow to both."
        if words.class(close) == Class::Dash {
            let opens = matches!(
                words.class(lead.start),
                Class::Subordinator | Class::Preposition | Class::Adverb | Class::Verb
            );
            let clause = has_verb(words, lead.clone()) && !opens;
            return clause.then(|| (source, vec![lead]));
        }
        if !has_verb(words, rest.clone()) && !has_verb(words, lead.clone()) {
            return None;
        }
        let rest = rest.start..if rest.is_empty() { rest.end } else { cut(words, &rest) };
        // "Writing for the court, Ann Lee said", "In May, she said"
        let participle = words.class(lead.start) == Class::Verb
            && words.text(lead.start).ends_with("ing")
            && !matches!(words.class(rest.start), Class::Verb | Class::Auxiliary);
        // "…, Lee said in May, citing the vote": the participle is no part of what is said.
        let rest = if words.text(rest.start).ends_with("ing") && words.class(rest.start) == Class::Verb {
            rest.end..rest.end
        } else {
            rest
        };
        let setting = participle
            || matches!(words.class(lead.start), Class::Preposition | Class::Adverb) && !has_verb(words, lead.clone());
        let content = if setting && !rest.is_empty() { vec![rest] } else { vec![lead, rest] };
        return Some((source, content.into_iter().filter(|part| !part.is_empty()).collect()));
    }
    // ", said X, its president."
    // What follows "told" is who was told.
    let inverts = entry.frames.has(Frames::QUOTE) && !TELLING.contains(&entry.lemma);
    // "…, say scientists"
    let bare = || words.dependent(at, &[Deprel::Aux, Deprel::Mark]).is_none();
    let finite = matches!(form, Form::Past | Form::Third) || form == Form::Base && bare();
    if inverts && finite && opens(at) {
        let source = words.phrase_from(after, whole.end)?;
        let lead = trim(words, whole.start..at);
        // "The road, said the mayor, is closed": the tree may take the road for the speaker.
        let bare = !has_verb(words, lead.clone());
        // "The rejection is a threat, said Ann Lee, the mayor": who stands behind the cue can speak, what stands before it cannot.
        let apart = matches!(words.class(source.end), Class::Comma | Class::Stop) || source.end >= whole.end;
        let head = head_of(words, &source);
        let apart = apart && speaks(words, &(head..head + 1));
        let quoted = words.class(at - 1) == Class::Mark;
        let mute = |subject: usize| apart && (quoted || !speaks(words, &(subject..subject + 1)));
        let subject = bare || words.dependent(at, SUBJECTS).is_none_or(|subject| subject > at || mute(subject));
        // "…, says residents fled": who is named is the subject of what is said.
        let subject = subject
            && !matches!(words.class(source.end), Class::Verb | Class::Auxiliary)
            && !words.is_when(source.start)
            && speaks(words, &source);
        // "Because of the rain, said the mayor, the road is closed": the main clause follows.
        let waits = matches!(words.class(lead.start), Class::Subordinator | Class::Preposition);
        let open = waits || bare;
        let comma = close(source.end).filter(|close| open && words.class(*close) == Class::Comma);
        let rest = comma.map(|comma| comma + 1..whole.end).filter(|rest| {
            let verb =
                if waits { words.phrase_from(rest.start, rest.end).map(|phrase| phrase.end) } else { Some(rest.start) };
            verb.is_some_and(|verb| {
                matches!(words.class(verb), Class::Verb | Class::Auxiliary) && !words.text(verb).ends_with("ing")
            })
        });
        let content: Vec<Range<usize>> =
            std::iter::once(lead).chain(rest.map(|rest| trim(words, rest.start..cut(words, &rest)))).collect();
        return (subject && content.iter().any(|part| has_verb(words, part.clone()))).then_some((source, content));
    }
    None
}

/// Whether a noun phrase names somebody who can speak.
pub(super) fn speaks(words: &Words, source: &Range<usize>) -> bool {
    source.clone().any(|i| {
        matches!(words.class(i), Class::Name | Class::Pronoun)
            || (words.class(i) == Class::Noun && words.document.token(i).is_some_and(sourcing::is_source))
    })
}

/// "As reported by the Courier, the mayor fled": what the paper reports is the main clause.
pub(super) fn as_reported(words: &Words, at: usize, entry: &'static Cue, form: Form) -> Option<Reported> {
    let whole = sentence(words, at);
    let link = at.checked_sub(1 + usize::from(words.is(at.wrapping_sub(1), &["first", "previously"])))?;
    let says = entry.class == CueClass::Speech && entry.frames.has(Frames::CLAUSE);
    let by = matches!(form, Form::Participle | Form::Past) && words.is(at + 1, &["by"]) && words.is(link, &["as"]);
    let source = words.phrase_from(at + 2, whole.end).filter(|_| says && by && link >= whole.start)?;
    let content = told_as(words, link, source.end, &whole)?;
    let found = Reported::new("claims.verb.passive", at..at + 2, Some((head_of(words, &source), source)));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}

/// What is told in a sentence with "as the Courier noted": what follows the comma behind it, or else what stands before.
fn told_as(words: &Words, link: usize, from: usize, whole: &Range<usize>) -> Option<Range<usize>> {
    let close = (from..whole.end.min(from + ASIDE)).find(|i| matches!(words.class(*i), Class::Comma | Class::Stop))?;
    let lead = trim(words, whole.start..link);
    let rest = trim(words, close + 1..whole.end);
    let apart = link == whole.start || words.class(link - 1) == Class::Comma;
    // "It helps that, as he noted, prices fell": what waits for its clause is followed by it.
    let waits = link > whole.start + 1
        && matches!(words.class(link - 2), Class::Subordinator | Class::Preposition | Class::Conjunction);
    let main = if waits || !has_verb(words, lead.clone()) { rest } else { lead };
    let clause = has_verb(words, main.clone()) && !matches!(words.class(close + 1), Class::Verb | Class::Auxiliary);
    (apart && clause && !has_verb(words, from..close)).then_some(main)
}
