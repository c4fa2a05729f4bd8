//! Who speaks: the cue that introduces or follows words in marks, and the noun phrase that is its subject.

use std::ops::Range;

use dateline_core::{Deprel, Token};

use super::cues::{Form, Frames, MEDIA};
use super::subjects::head_of;
use super::words::{Class, Words};

/// A cue with its speaker, as ranges of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) speaker: Option<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) addressee: Option<Range<usize>>,
    pub(crate) medium: Option<Range<usize>>,
    pub(crate) rule: &'static str,
}

/// How far from its subject a verb may stand, in words: a long apposition with a relative clause.
const FARTHEST: usize = 45;

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// The cue in the words that follow a passage, up to the end of their sentence: “…,” X said.
pub(crate) fn after(words: &Words, gap: Range<usize>) -> Option<Attribution> {
    let mut at = gap.start;
    while at < gap.end && matches!(words.class(at), Class::Comma | Class::Bracket) {
        at += 1;
    }
    if words.class(at) == Class::Dash {
        let speaker = name_or_title(words, at + 1..gap.end)?;
        let rest = (speaker.end..gap.end).all(|i| !matches!(words.class(i), Class::Verb | Class::Auxiliary));
        return (rest && speaker.end > speaker.start).then(|| Attribution {
            cue: at..at + 1,
            speaker: Some(speaker),
            addressee: None,
            medium: None,
            rule: "quotes.speaker.dash",
        });
    }
    if words.is(at, &["according"]) && words.is(at + 1, &["to"]) {
        let speaker = words.phrase_from(at + 2, gap.end)?;
        return Some(Attribution {
            speaker: Some(speaker),
            cue: at..at + 2,
            addressee: None,
            medium: None,
            rule: "quotes.speaker.according",
        });
    }
    let opening = at;
    while at < gap.end
        && (words.class(at) == Class::Adverb || words.is(at, &["also", "then", "later", "as"]))
        && at < opening + 2
    {
        at += 1;
    }
    // “…,” said X
    if let Some((verb, form)) = words.verb(at)
        && verb.frames.has(Frames::QUOTE)
        && matches!(form, Form::Past | Form::Third | Form::Base | Form::Participle)
    {
        let mut subject = at + 1 + usize::from(verb.particle.is_some());
        while subject < gap.end && words.class(subject) == Class::Adverb {
            subject += 1;
        }
        if words.class(subject) == Class::Comma {
            return None;
        }
        let speaker = words.phrase_from(subject, gap.end)?;
        // "…, who calls her a “fool,” said he doubts it": who stands before a finite verb is the subject of what is said.
        let tag = words.document.token(speaker.end).and_then(Token::xpos).filter(|_| speaker.end < gap.end);
        if matches!(tag, Some("VBD" | "VBZ" | "MD")) {
            return None;
        }
        let medium = medium(words, speaker.end..gap.end);
        return Some(Attribution {
            speaker: Some(speaker),
            cue: at..subject,
            addressee: None,
            medium,
            rule: "quotes.speaker.inverted",
        });
    }
    // “…,” X said; “…,” X, who knows, said
    let subject = words.phrase_from(opening, gap.end)?;
    let cue = verb_after(words, &subject, gap.end)?;
    let (verb, _) = words.verb(cue).unzip();
    let rule = if verb.is_some_and(|verb| verb.frames.has(Frames::QUOTE)) {
        "quotes.speaker.after"
    } else {
        "quotes.speaker.gesture"
    };
    let cue_end = cue + 1 + usize::from(verb.is_some_and(|verb| verb.particle.is_some()));
    let addressee = addressee(words, cue, gap.end);
    let medium = medium(words, cue_end..gap.end);
    Some(Attribution { speaker: Some(subject), cue: cue..cue_end, addressee, medium, rule })
}

/// A name, or a title and a name, after a dash.
fn name_or_title(words: &Words, range: Range<usize>) -> Option<Range<usize>> {
    let phrase = words.phrase_from(range.start, range.end)?;
    phrase.clone().any(|i| words.class(i) == Class::Name).then_some(phrase)
}

/// The verb of a subject that stands before it, past an apposition or a relative clause.
fn verb_after(words: &Words, subject: &Range<usize>, end: usize) -> Option<usize> {
    if let Some(cue) = words.is_parsed().then(|| verb_of(words, subject)).flatten()
        && (subject.end..end).contains(&cue)
        && words.verb(cue).is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE))
    {
        return Some(cue);
    }
    let end = end.min(subject.end + FARTHEST);
    let quoting =
        |at: usize| words.verb(at).is_some_and(|(verb, form)| verb.frames.has(Frames::QUOTE) && form != Form::Ing);
    let mut at = subject.end;
    while at < end && matches!(words.class(at), Class::Adverb | Class::Auxiliary) {
        at += 1;
    }
    if quoting(at) {
        return Some(at);
    }
    match words.class(at) {
        // “…,” she laughed.
        Class::Verb if at < end && words.verb(at).is_none_or(|(_, form)| form != Form::Ing) => {
            let person = words.is(subject.start, &["he", "she", "they", "i"])
                || (words.class(subject.end - 1) == Class::Name && subject.len() <= 4);
            let short = (at..end).take_while(|i| !matches!(words.class(*i), Class::Stop | Class::Mark)).count() <= 8;
            let later =
                (at + 1..end).find(|i| quoting(*i) && matches!(words.class(i - 1), Class::Conjunction | Class::Comma));
            later.or_else(|| (person && short && at == subject.end).then_some(at))
        }
        Class::Comma | Class::Dash | Class::Bracket => {
            // After an apposition the verb follows its closing comma; a verb inside it stands after who, which, that.
            let closing = (at + 1..end).find(|i| {
                quoting(*i)
                    && matches!(
                        words.class(i - 1),
                        Class::Comma | Class::Dash | Class::Bracket | Class::Adverb | Class::Auxiliary
                    )
            });
            closing.or_else(|| (at + 1..end).find(|i| quoting(*i)))
        }
        _ => (at..end.min(at + 16)).take_while(|i| words.class(*i) != Class::Stop).find(|i| quoting(*i)),
    }
}

fn verb_of(words: &Words, subject: &Range<usize>) -> Option<usize> {
    let head = words.top(subject)?;
    words.deprel(head).filter(|relation| SUBJECTS.contains(relation))?;
    words.head(head)
}

/// Who speaks by a cue: a participle after a comma speaks for whoever spoke before it in the sentence.
pub(crate) fn speaker_of(words: &Words, cue: usize, floor: usize) -> Option<Range<usize>> {
    let spoke = |at: &usize| {
        words.verb(*at).is_some_and(|(verb, form)| {
            verb.class == super::cues::Class::Speech
                && verb.frames.has(Frames::QUOTE)
                && !matches!(form, Form::Ing | Form::Base)
        })
    };
    let participle = words.verb(cue).is_some_and(|(_, form)| form == Form::Ing);
    let apart = participle && words.comma_before(cue).is_some_and(|comma| comma >= floor);
    // "was asked, “Why?”": who is asked does not ask.
    if words.dependent(cue, &[Deprel::AuxPass]).is_some() {
        return None;
    }
    let from = floor.max(cue.saturating_sub(FARTHEST));
    // "While all agreed, Lee warned against it, saying": who speaks in the main clause.
    let waits = words.class(floor) == Class::Subordinator;
    let main = (from..cue).find(|i| waits && words.class(*i) == Class::Comma).unwrap_or(from);
    let before = apart.then(|| (main..cue).find(spoke)).flatten();
    before.and_then(|at| subject_of(words, at, floor)).or_else(|| subject_of(words, cue, floor))
}

/// The cue in the words that stand before a passage, in their sentence: X said: “…”.
pub(crate) fn before(words: &Words, gap: Range<usize>, starts_sentence: bool) -> Option<Attribution> {
    let mut end = gap.end;
    let mut separator = None;
    while end > gap.start {
        match words.class(end - 1) {
            Class::Mark | Class::Bracket => {}
            class @ (Class::Comma | Class::Colon | Class::Dash) if separator.is_none() => separator = Some(class),
            _ if separator.is_none() && words.is(end - 1, &["that"]) => {}
            _ => break,
        }
        end -= 1;
    }
    let range = gap.start..end;
    if range.is_empty() {
        return None;
    }
    // According to X, “…”
    if separator == Some(Class::Comma)
        && words.is(range.start, &["according"])
        && words.is(range.start + 1, &["to"])
        && let Some(speaker) = words.phrase_from(range.start + 2, end)
        && !(speaker.end..end).any(|at| words.verb(at).is_some() && words.deprel(at) != Some(Deprel::Acl))
    {
        return Some(Attribution {
            speaker: Some(speaker),
            cue: range.start..range.start + 2,
            addressee: None,
            medium: None,
            rule: "quotes.speaker.according",
        });
    }
    let reach = match separator {
        Some(Class::Colon) => FARTHEST,
        Some(_) => 25,
        None => 1,
    };
    let quoting = |at: &usize| words.verb(*at).is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE));
    let mut cue = (range.start.max(end.saturating_sub(reach))..end).rev().find(quoting);
    if separator.is_none() && cue.is_none() {
        // "said on Friday “…”": only where what follows is a sentence of its own
        cue = starts_sentence.then(|| (range.start.max(end.saturating_sub(6))..end).rev().find(quoting)).flatten();
    }
    if let Some(cue) = cue {
        let (verb, form) = words.verb(cue)?;
        // An infinitive hands on to the verb above it: "went on to say:".
        let speaker = speaker_of(words, cue, range.start)
            // Remarked Ann Lee: “…”
            .or_else(|| words.phrase_from(cue + 1, end).filter(|_| cue == range.start));
        let cue_end = cue + 1 + usize::from(verb.particle.is_some());
        let rule = match (form, separator) {
            (Form::Ing, _) => "quotes.speaker.adding",
            (_, Some(Class::Colon)) => "quotes.speaker.colon",
            _ => "quotes.speaker.before",
        };
        return Some(Attribution {
            speaker,
            cue: cue..cue_end,
            addressee: addressee(words, cue, end),
            medium: medium(words, cue_end..end).or_else(|| medium(words, range.clone())),
            rule,
        });
    }
    if separator == Some(Class::Colon) {
        let mut start = range.start;
        while start < end && (words.class(start) == Class::Conjunction || words.is(start, &["from"])) {
            start += 1;
        }
        if let Some(speaker) = words.phrase_from(start, end) {
            return Some(Attribution {
                speaker: Some(speaker),
                cue: end..end + 1,
                addressee: None,
                medium: medium(words, range),
                rule: "quotes.speaker.label",
            });
        }
    }
    // A comma parts a sentence in marks from a clause that somebody acts in.
    let rule = match separator {
        Some(Class::Colon) => "quotes.speaker.colon",
        Some(Class::Comma) if starts_sentence => "quotes.speaker.before",
        _ => return None,
    };
    let (verb, speaker) = main_clause(words, range.clone())?;
    (separator == Some(Class::Colon) || words.is_somebody(&speaker)).then(|| Attribution {
        speaker: Some(speaker),
        cue: verb..verb + 1,
        addressee: None,
        medium: medium(words, range),
        rule,
    })
}

/// The verb and the subject of the clause that a colon, or a comma before a sentence in marks, ends: whoever acts there speaks, whatever the verb: "In
/// a letter she defended the plan: “…”".
fn main_clause(words: &Words, range: Range<usize>) -> Option<(usize, Range<usize>)> {
    let from = range.start.max(range.end.saturating_sub(FARTHEST));
    let verb = (from..range.end).find(|i| words.deprel(*i) == Some(Deprel::Root) && words.class(*i) == Class::Verb)?;
    let subject = words.dependent(verb, &[Deprel::Nsubj]).filter(|subject| range.contains(subject))?;
    let empty = words.is(subject, &["it", "this", "that", "there", "what", "which", "one"]) || words.is_when(subject);
    let whole = words.phrase_of(subject, false);
    let phrase = if whole.contains(&verb) { words.with_whole_names(subject..subject + 1) } else { whole };
    (!empty && outside_marks(words, subject, range.end)).then_some((verb, phrase))
}

/// The subject of a verb, not before `floor`: from the tree where there is one, else from the words to its left.
pub(crate) fn subject_of(words: &Words, verb: usize, floor: usize) -> Option<Range<usize>> {
    if words.is_parsed()
        && let Some(subject) = subject_in_tree(words, verb)
            .filter(|subject| outside_marks(words, *subject, verb) && !words.is_when(*subject))
            // Whom a participle tells something is not who tells it.
            .filter(|subject| *subject < verb || words.verb(verb).is_none_or(|(_, form)| form != Form::Ing))
    {
        return Some(words.phrase_of(past_dateline(words, subject, verb), false));
    }
    subject_on_the_left(words, verb, floor)
}

/// Whether no mark opens or closes between two words without its fellow: who speaks in marks is not who speaks around them.
fn outside_marks(words: &Words, one: usize, other: usize) -> bool {
    let between = one.min(other)..one.max(other);
    between.len() <= 2 * FARTHEST
        && between.into_iter().filter(|i| words.class(*i) == Class::Mark).count().is_multiple_of(2)
}

/// The subject of a verb whose sentence opens with a dateline that the tree took for it: "CAIRO — The ministry said".
pub(crate) fn past_dateline(words: &Words, subject: usize, verb: usize) -> usize {
    let start = words.get(subject).and_then(|word| words.document.sentence(word.sentence as usize));
    let Some(start) = start.map(|sentence| sentence.token_range().start as usize) else { return subject };
    let dash = (subject + 1..verb.min(start + 14)).find(|i| words.class(*i) == Class::Dash);
    let Some(dash) = dash else { return subject };
    let place = (start..dash)
        .all(|i| matches!(words.class(i), Class::Name | Class::Number | Class::Comma | Class::Bracket | Class::Stop));
    let shouts = words.text(start).len() > 2 && words.text(start).chars().all(|c| c.is_uppercase() || c == '.');
    // "PETA — an animal rights group — said"
    let closed = (dash + 1..verb).any(|i| words.class(i) == Class::Dash);
    if !place || !shouts || closed {
        return subject;
    }
    let Some(phrase) = words.phrase_from(dash + 1, verb) else { return subject };
    words.top(&phrase).unwrap_or(phrase.end - 1)
}

/// The head of the subject, through coordination, participles and infinitives.
pub(crate) fn subject_in_tree(words: &Words, verb: usize) -> Option<usize> {
    let to = |at: usize| words.dependent(at, &[Deprel::Mark]).is_some_and(|mark| words.is(mark, &["to"]));
    if let Some(subject) = with_participle(words, verb) {
        return Some(subject);
    }
    let mut at = verb;
    for _ in 0..8 {
        if let Some(subject) = words.dependent(at, SUBJECTS) {
            // "the deal he pushed", "a slogan that marketers hope": of two subjects, the one beside the verb is.
            let next = subject + 1;
            let two =
                words.head(next) == Some(at) && words.deprel(next).is_some_and(|relation| SUBJECTS.contains(&relation));
            let object = words.class(next) == Class::Pronoun || words.is(subject, &["that", "which", "whom"]);
            // "years after Lee claimed": what stands before the conjunction is when.
            let mark = words.dependent(at, &[Deprel::Mark]).filter(|mark| *mark > subject);
            let later = words.dependents(at).find(|i| {
                mark.is_some_and(|mark| mark < *i) && *i < at && words.deprel(*i).is_some_and(|r| SUBJECTS.contains(&r))
            });
            return Some(if two && object && next < at { next } else { later.unwrap_or(subject) });
        }
        let head = words.head(at)?;
        // "quoted a spokesman as saying that": whom somebody quotes speaks.
        if at == verb
            && words.is(head, &["quoted", "quotes", "quoting", "quote", "cited", "citing", "cites"])
            && words.dependents(at).any(|mark| words.is(mark, &["as"]))
            && let Some(quoted) = words.dependent(head, &[Deprel::Obj])
        {
            return Some(quoted);
        }
        // "criticized the mayor for supporting the plan": whoever is judged for it did it.
        let blamed = || {
            let reason = words.deprel(at) == Some(Deprel::Advcl)
                && words.dependents(at).any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["for"]));
            let judges = words.verb(head).is_some_and(|(verb, _)| verb.frames.has(Frames::preposition("for")));
            words.dependent(head, &[Deprel::Obj]).filter(|_| reason && judges)
        };
        if let Some(blamed) = blamed() {
            return Some(blamed);
        }
        match words.deprel(at)? {
            Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis | Deprel::Ccomp | Deprel::Dep => at = head,
            // "posted a video on Friday announcing": nobody is a day; "came to the studio to talk": nor does the studio talk.
            Deprel::Acl if words.is_when(head) || to(at) => at = words.head(head)?,
            // "a statement saying", "people calling"
            Deprel::Acl | Deprel::AclRelcl => return Some(head),
            _ => return None,
        }
    }
    None
}

/// Who stands between "with" and a participle: "with 22 percent saying".
fn with_participle(words: &Words, verb: usize) -> Option<usize> {
    words.verb(verb).filter(|(_, form)| *form == Form::Ing)?;
    let end = (0..=verb).rev().take(3).find(|i| *i == 0 || words.class(*i - 1) != Class::Adverb)?;
    let phrase = words.phrase_before(end, verb.saturating_sub(FARTHEST))?;
    let with = phrase.start.checked_sub(1).is_some_and(|with| words.is(with, &["with"]));
    with.then(|| head_of(words, &phrase))
}

fn subject_on_the_left(words: &Words, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut at = verb;
    // "One resident, Nur Khan, on Sunday told": the day is no subject.
    let aside = |at: usize| words.is_when(at - 1) || words.is(at - 1, &["on"]) && words.is_when(at);
    while at > floor && (matches!(words.class(at - 1), Class::Adverb | Class::Auxiliary) || aside(at)) {
        at -= 1;
    }
    if at > floor && words.is(at - 1, &["who", "which", "that"]) {
        let mut end = at - 1;
        while end > floor && words.class(end - 1) == Class::Comma {
            end -= 1;
        }
        if let Some(antecedent) = words.phrase_before(end, floor) {
            return Some(antecedent);
        }
    }
    if let Some(subject) =
        words.phrase_before(at, floor).filter(|_| words.verb(verb).is_none_or(|(_, form)| form != Form::Ing))
    {
        // "Hugh Hill, a doctor, said": the phrase before the apposition names the speaker.
        return Some(subject);
    }
    if at > floor && words.class(at - 1) == Class::Comma && words.verb(verb).is_some_and(|(_, form)| form != Form::Ing)
    {
        let opening = (floor..at - 1).rev().find(|i| words.class(*i) == Class::Comma);
        if let Some(subject) = opening.and_then(|comma| words.phrase_before(comma, floor)) {
            return Some(subject);
        }
    }
    // The subject of the clause to the left: what stands before its first finite verb.
    let first = (floor..verb).find(|i| {
        matches!(words.class(*i), Class::Verb | Class::Auxiliary)
            && *i > floor
            && words.phrase_before(*i, floor).is_some()
    })?;
    words.phrase_before(first, floor)
}

/// Who is spoken to: "told the BBC".
pub(crate) fn addressee(words: &Words, cue: usize, end: usize) -> Option<Range<usize>> {
    let (verb, _) = words.verb(cue)?;
    let phrase = if verb.frames.has(Frames::PERSON) {
        words.phrase_from(cue + 1, end)
    } else if words.is(cue + 1, &["to"]) {
        words.phrase_from(cue + 2, end)
    } else {
        None
    };
    phrase.filter(|phrase| !words.is(phrase.start, &["it"]))
}

/// By what means: "in a statement", "on Twitter", "via the messaging app Telegram".
pub(crate) fn medium(words: &Words, range: Range<usize>) -> Option<Range<usize>> {
    range.clone().take(FARTHEST).find_map(|at| {
        if !words.is(at, &["in", "on", "via", "through", "by", "during", "over"]) {
            return None;
        }
        let phrase = words.phrase_from(at + 1, range.end)?;
        let named = phrase.clone().any(|i| MEDIA.contains(words.text(i).to_ascii_lowercase().as_str()));
        named.then_some(at..phrase.end)
    })
}
