//! How far what is said reaches: where a content begins and ends that the tree cuts short, breaks in two or lets run on.

use std::ops::Range;

use dateline_core::{Deprel, Token};

use super::cues::{Class as CueClass, Form, Frames, MEDIA};
use super::reported::force::is_infinitive;
use super::reported::{sentence, trim};
use super::speakers;
use super::subjects::{ASIDE, SOME, is_present};
use super::words::{Class, Words};
use crate::claims::Stance;

/// Whether a word of that class begins or goes on with a phrase, so that nothing ends before it without a mark.
fn begins(class: Class) -> bool {
    matches!(
        class,
        Class::Verb
            | Class::Auxiliary
            | Class::Name
            | Class::Noun
            | Class::Pronoun
            | Class::Determiner
            | Class::Adjective
    )
}

/// Whether a clause stops inside the sentence part that it belongs to: the tree broke off.
pub(super) fn breaks_off(words: &Words, content: &[Range<usize>], plain: &Range<usize>) -> bool {
    content.last().is_some_and(|last| {
        last.start >= plain.start.saturating_sub(1)
            && last.end < plain.end
            && (begins(words.class(last.end)) || matches!(words.class(last.end), Class::Mark | Class::Adverb))
    })
}

/// Whether a phrase about a statement, post or interview begins here.
pub(super) fn is_medium(words: &Words, at: usize) -> bool {
    let opens = words.is(at, &["in", "via"]) && words.is(at + 1, &["a", "an", "the", "its", "his", "her", "their"]);
    opens
        && words.phrase_from(at + 1, at + 6).is_some_and(|phrase| {
            phrase.clone().any(|i| {
                words.is(
                    i,
                    &["statement", "interview", "speech", "tweet", "letter", "email", "message", "video", "briefing"],
                )
            })
        })
}

/// Whether words end in a phrase about what statements are made in: "at a rally", no; "in a telephone interview", yes.
pub(super) fn ends_medium(words: &Words, range: Range<usize>) -> bool {
    let medium =
        range.end.checked_sub(1).is_some_and(|last| MEDIA.contains(words.text(last).to_ascii_lowercase().as_str()));
    medium && range.into_iter().any(|i| words.is(i, &["in", "on", "via", "through", "during"]))
}

/// Words of a content that are looked through, for its end or its predicate: claims inside claims would else be read again and again.
pub(crate) const FARTHEST: usize = 256;

/// Where the content ends that runs on into the next report: "…, but he also said", "…, adding that".
pub(super) fn cut(words: &Words, content: &Range<usize>) -> usize {
    let reporting = |at: usize, forms: &[Form]| {
        words.verb(at).is_some_and(|(verb, form)| {
            let says = verb.class == CueClass::Speech && verb.frames.has(Frames::CLAUSE);
            (says || verb.stance == Stance::Alleges) && forms.contains(&form)
        })
    };
    // "Lee at 23 percent; Cole at 12 percent": a list goes on without a verb.
    let next_clause = |from: usize| {
        (from..sentence(words, content.start).end.min(from + ASIDE))
            .take_while(|i| !words.is(*i, &[";"]))
            .any(|i| matches!(words.class(i), Class::Verb | Class::Auxiliary))
    };
    let mut at = content.start + 1;
    let mut marks = usize::from(words.class(content.start) == Class::Mark);
    while at + 1 < content.end.min(content.start + FARTHEST) {
        marks += usize::from(words.class(at) == Class::Mark);
        // After a semicolon the sentence begins anew, unless the next clause is hung on the cue too.
        if words.is(at, &[";"])
            && marks.is_multiple_of(2)
            && !words.is(at + 1, &["that"])
            && !words.is(at + 2, &["that"])
            && next_clause(at + 1)
        {
            return at;
        }
        // "…, in a statement that": by what means it was said.
        let comma = words.class(at) == Class::Comma;
        let closing = usize::from(words.class(at + 1) == Class::Mark && !marks.is_multiple_of(2));
        let adding = at + closing + 1;
        let adding = adding + usize::from(words.class(adding) == Class::Adverb);
        if comma && (reporting(adding, &[Form::Ing]) || is_medium(words, at + 1)) {
            return at;
        }
        // "… while the minister wrote" needs no comma.
        let bare = words.is(at, &["while", "whereas"]) && words.class(at) == Class::Subordinator;
        if bare || comma || words.class(at) == Class::Dash {
            let link = at + usize::from(!bare);
            let joins =
                words.class(link) == Class::Conjunction || words.is(link, &["while", "whereas", "though", "although"]);
            // "while some say"
            let some = || words.is(link + 1, SOME).then(|| link + 1..link + 2);
            let next = || words.phrase_from(link + 1, content.end).or_else(some);
            let next = joins.then(next).flatten();
            let verb = next.and_then(|next| {
                (next.end..content.end.min(next.end + 3))
                    .find(|i| !matches!(words.class(*i), Class::Adverb | Class::Auxiliary))
            });
            let tells = |verb: usize| {
                reporting(verb, &[Form::Past, Form::Third, Form::Participle])
                    || is_present(words, verb) && reporting(verb, &[Form::Base])
            };
            if verb.is_some_and(tells) {
                return at;
            }
        }
        at += 1;
    }
    content.end
}

/// Where the content ends with the clauses that its conjunction joins to it: "said it was late but that …".
pub(super) fn joined(words: &Words, cue: usize, end: usize, last: usize) -> usize {
    let next = end + usize::from(words.class(end) == Class::Comma);
    if words.class(next) != Class::Conjunction || next + 2 >= last {
        return end;
    }
    let verb =
        |from: usize| (from..last.min(from + 4)).find(|i| !matches!(words.class(*i), Class::Adverb | Class::Auxiliary));
    let speaks = |at: usize| words.verb(at).is_some_and(|(verb, _)| verb.class == CueClass::Speech);
    // "said it was late and they would wait": without a comma the clause goes on; after one, only where its verb is put back in time with what
    // was said: "said it was late, and they would wait".
    let goes_on = || {
        words.is(next + 1, &["he", "she", "it", "they", "we", "i", "there"])
            && (next == end && matches!(words.class(next + 2), Class::Verb | Class::Auxiliary | Class::Adverb)
                || words.is(next + 2, BACKSHIFTED)
                || words.is(next + 1, &["it", "they", "there"]) && words.is(next + 2, &["was", "were"]))
            && !verb(next + 2).is_some_and(speaks)
    };
    // "said it may last two years but a report would be out soon"
    // or, without a comma, "confirmed a man was hurt and the road was closed".
    let shifted = || {
        let subject = words.phrase_from(next + 1, last)?;
        let goes_on = words.is(subject.end, BACKSHIFTED) || next == end && words.is(subject.end, &["was", "were"]);
        (goes_on && !verb(subject.end).is_some_and(speaks)).then_some(subject)
    };
    // "said they were ill but would come": whoever spoke before is past, what they said goes on with a modal.
    let would = || {
        words.is(next + 1, MODALS) && verb(next + 1).is_some_and(|verb| words.head(verb) == Some(cue) && !speaks(verb))
    };
    let more = words.is(next + 1, &["that"]) || goes_on() || would() || shifted().is_some();
    if more { trim(words, end..last).end.max(end) } else { end }
}

/// How many words tell how long before or after something it was, at the beginning of a sentence.
const MEASURE: usize = 3;

const MODALS: &[&str] = &["would", "could", "might", "should", "must", "will", "can", "may"];

/// Auxiliaries that tell what was said, not what the writer goes on to tell.
const BACKSHIFTED: &[&str] = &["would", "could", "might", "had"];

/// Where a content ends whose cue stands in a clause that waits for its main clause: "while he said it was late, he stayed".
pub(super) fn dependent_end(words: &Words, cue: usize, content: &Range<usize>) -> usize {
    let floor = sentence(words, cue).start;
    let mut link = (floor..cue).rev().take(LOOSE).take_while(|i| words.class(*i) != Class::Comma);
    let opens = link.any(|i| {
        let begins = i <= floor + 1 || words.class(i - 1) == Class::Comma;
        words.is(i, &["while", "although", "though", "whereas"]) && begins
            // "Two days after he said so, …"
            || words.is(i, &["after", "before", "when", "since", "as", "because"]) && (begins || i <= floor + MEASURE)
    });
    let main = |comma: &usize| {
        let subject = words.phrase_from(comma + 1, content.end);
        subject.is_some_and(|subject| {
            let verb = (subject.end..content.end.min(subject.end + 3)).find(|i| words.class(*i) != Class::Adverb);
            // "…, 27 percent of those who had heard of it agreed"
            let those = 2 * usize::from(words.is(subject.end, &["of"]) && words.is(subject.end + 1, &["those"]));
            let who = words.is(subject.end + those, &["who"]);
            who || verb.is_some_and(|verb| matches!(words.class(verb), Class::Verb | Class::Auxiliary))
        }) || words.is(comma + 1, &["there"])
    };
    let mut commas =
        (content.start..content.end.min(content.start + FARTHEST)).filter(|i| words.class(*i) == Class::Comma);
    if opens {
        return commas.find(main).unwrap_or(content.end);
    }
    // "The talk, in which she said she would stay, was short": after a relative clause the main verb follows.
    let relative = (floor..cue)
        .rev()
        .take(ASIDE)
        .find(|i| words.is(*i, &["which", "who"]))
        .is_some_and(|i| (i.saturating_sub(2).max(floor)..i).any(|comma| words.class(comma) == Class::Comma));
    let finite = |comma: &usize| {
        let tag = words.document.token(comma + 1).and_then(Token::xpos);
        let told = (content.start..*comma).any(|i| matches!(words.class(i), Class::Verb | Class::Auxiliary));
        told && matches!(tag, Some("VBD" | "VBZ" | "MD")) && words.class(comma + 1) != Class::Adverb
    };
    commas.next().filter(finite).filter(|_| relative).unwrap_or(content.end)
}

/// Where a content begins after the words that tell when or how it was said: "said late Sunday the police were", "said publicly the forest".
pub(super) fn said_when(words: &Words, content: &Range<usize>) -> usize {
    let mut start = content.start;
    // "told the paper, however, that"
    if words.is(start, &["however", "though", "too"])
        && words.class(start + 1) == Class::Comma
        && start + 2 < content.end
    {
        return start + 2;
    }
    let subject = |i: usize| {
        matches!(words.class(i), Class::Determiner | Class::Name | Class::Noun | Class::Pronoun | Class::Number)
    };
    while start + 2 < content.end {
        let hour = start > content.start && words.is(start, &["morning", "afternoon", "evening", "night"]);
        let when = words.is_when(start)
            || hour
            || words.is(start, &["late", "early", "last", "this"]) && words.is_when(start + 1);
        let on = words.is(start, &["on"]) && words.is_when(start + 1);
        let how = words.class(start) == Class::Adverb && words.text(start).ends_with("ly");
        if !(when && !words.is(start + 1, &["and"]) || on || how && words.class(start + 1) == Class::Determiner) {
            break;
        }
        start += 1;
    }
    // "said Monday would be a holiday": the day is the subject.
    if subject(start) || words.class(start) == Class::Adjective { start } else { content.start }
}

/// Where a content ends that opens with a dependent clause and stops before the main one: "that while she was careless, no one would sue".
pub(super) fn main_clause(words: &Words, content: &Range<usize>, last: usize) -> usize {
    let opening = content.start + usize::from(words.is(content.start, &["that"]));
    let waits = words
        .is(opening, &["while", "although", "though", "if", "because", "since", "unless", "once", "when", "even"])
        && words.class(content.end) == Class::Comma
        && content.len() <= FARTHEST
        && !(content.clone()).any(|i| words.class(i) == Class::Comma);
    let main = waits.then(|| words.phrase_from(content.end + 1, last)).flatten();
    let verb = main.is_some_and(|main| matches!(words.class(main.end), Class::Verb | Class::Auxiliary | Class::Adverb));
    if verb { trim(words, content.start..last).end.max(content.end) } else { content.end }
}

/// Words that tell where somebody stands in a race.
pub(super) const STANDINGS: &[&str] = &["ahead", "behind", "up", "down", "even", "tied", "level"];

/// How far the content reaches past its phrase: through what follows without a comma and hangs on the verb, up to when and where it was said.
pub(super) fn run_on(words: &Words, at: usize, from: usize) -> usize {
    let mut end = from;
    for dependent in words.dependents(at).filter(|dependent| *dependent >= from) {
        let extent = words.subtree(dependent);
        let joined = extent.start <= end
            && !matches!(words.class(end), Class::Comma | Class::Stop | Class::Dash | Class::Conjunction);
        let kept = match words.deprel(dependent) {
            Some(Deprel::Xcomp | Deprel::Ccomp | Deprel::Obl) => true,
            Some(Deprel::Advcl) => {
                is_infinitive(words, dependent) || words.verb(dependent).is_none_or(|(_, form)| form != Form::Ing)
            }
            // "shows Lee ahead of Marsh by six points"
            _ if words.is(dependent, STANDINGS) => true,
            _ => false,
        };
        if !joined || !kept || speakers::medium(words, extent.clone()).is_some() {
            break;
        }
        end = end.max(extent.end);
    }
    end
}

/// Where a content really ends that the tree breaks off inside a phrase: the sentence part goes on without a comma.
pub(super) fn unbroken(words: &Words, end: usize, last: usize) -> usize {
    let marked = words.class(end) == Class::Mark && end > 0 && words.class(end - 1) == Class::Preposition;
    // "found it hard to go on"
    let infinitive = words.is(end, &["to"]) && words.class(end) == Class::Other;
    let goes_on = begins(words.class(end)) || marked || infinitive;
    if !goes_on || end >= last {
        return end;
    }
    stop(words, end, last)
}

/// Where the sentence part ends that a word stands in.
pub(super) fn stop(words: &Words, from: usize, last: usize) -> usize {
    (from..last.min(from + FARTHEST))
        .find(|i| matches!(words.class(*i), Class::Comma | Class::Stop | Class::Colon | Class::Dash))
        .unwrap_or(last.min(from + FARTHEST))
}

/// What somebody is called belongs to the content with them: "called him a liar".
pub(super) fn calling(words: &Words, at: usize, object: usize, from: usize) -> usize {
    let beside = words.dependents(at).chain(words.dependents(object)).filter(|i| *i >= from);
    let names = |i: &usize| {
        matches!(
            words.deprel(*i),
            Some(Deprel::Obj | Deprel::Dep | Deprel::OblUnmarked | Deprel::Appos | Deprel::Xcomp)
        )
    };
    beside
        .filter(names)
        .map(|i| words.subtree(i))
        .find(|extent| extent.start <= from + 1)
        .map_or(from, |extent| extent.end.max(from))
}

/// How many words may stand between a subject and its verb without a comma.
pub(super) const LOOSE: usize = 10;
