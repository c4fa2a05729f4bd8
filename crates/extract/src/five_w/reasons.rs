//! Why and how it happens: the clauses and phrases that give a cause, a purpose, a means or a manner.

use dateline_core::{Deprel, Span, Token, Upos};

use super::clause::{noun_phrase, phrase, predicate, span};
use super::event::{MainEvent, TOLD_AGAIN};
use super::{Answer, Lead};
use crate::events::{self, Event, EventType, Modality};
use crate::story::Evidence;

pub(super) const BECAUSE: &str = "five_w.why.because";
pub(super) const AFTER: &str = "five_w.why.after";
pub(super) const PURPOSE: &str = "five_w.why.purpose";
pub(super) const STRATEGY: &str = "five_w.why.strategy";
pub(super) const FOR: &str = "five_w.why.for";
pub(super) const CHARGE: &str = "five_w.why.charge";
pub(super) const BLAME: &str = "five_w.why.blame";
pub(super) const CAUSE: &str = "five_w.why.cause";
pub(super) const CIRCUMSTANCE: &str = "five_w.why.circumstance";
pub(super) const MEANS: &str = "five_w.how.means";
pub(super) const MANNER: &str = "five_w.how.manner";
pub(super) const COURSE: &str = "five_w.how.course";
pub(super) const MEDIUM: &str = "five_w.how.medium";

/// The longest answer, in tokens.
const TOKENS: usize = 16;
/// An answer that speaks of the main event less than this is none.
const LEAST: f32 = 0.15;
/// As much must those that name a reason as such.
const LEAST_NAMED: f32 = 0.03;

/// How many sentences, from the headline on, say whether the news is harm.
const NEWS: usize = 3;
/// How many sentences tell how it came about.
const COURSE_SENTENCES: usize = 12;

/// Verbs that say what somebody is held to have done.
const CHARGES: &[&str] = &["accuse", "charge", "convict", "suspect", "guilty", "acquit"];

/// Nouns for what answers something.
const RESPONSES: &[&str] = &["response", "retaliation", "reaction", "revenge", "protest", "reply", "wake"];

/// Verbs whose subject brings about their object.
const CAUSING: &[&str] = &["cause", "spark", "trigger", "prompt", "provoke", "fuel", "ignite"];

/// Ways in which something is done: preposition and noun.
const WAYS: &[(&str, &str)] = &[
    ("at", "speed"),
    ("at", "gunpoint"),
    ("at", "knifepoint"),
    ("on", "foot"),
    ("in", "way"),
    ("in", "manner"),
    ("in", "fashion"),
    ("in", "style"),
    ("in", "secret"),
    ("by", "force"),
];

/// Nouns for what is done in order to reach something: "a bid to …".
const STRATEGIES: &[&str] = &[
    "strategy",
    "bid",
    "effort",
    "attempt",
    "move",
    "plan",
    "campaign",
    "push",
    "drive",
    "aim",
    "goal",
    "intention",
    "desire",
];

/// Nouns for ways of saying: "in a statement".
const MEDIA: &[&str] = &[
    "statement",
    "speech",
    "interview",
    "letter",
    "video",
    "message",
    "post",
    "tweet",
    "report",
    "call",
    "conference",
    "address",
    "email",
    "recording",
    "broadcast",
];

/// Causes and purposes.
pub(super) fn why(leads: &[Lead<'_>], main: &MainEvent<'_>) -> Vec<Answer> {
    answers(leads, main, |lead, token| match cue(lead, token) {
        Some(Cue { rule, worth, words }) => Some((rule, worth, token.head().unwrap_or(token), words)),
        None => blamed(token).or_else(|| circumstance(token)).or_else(|| {
            let span = cause(token)?;
            Some((CAUSE, 0.8, token, span))
        }),
    })
}

/// Means and manner.
pub(super) fn how(leads: &[Lead<'_>], main: &MainEvent<'_>) -> Vec<Answer> {
    answers(leads, main, |lead, token| {
        let word = token.text().to_ascii_lowercase();
        let head = token.head()?;
        let on_main = || head.deprel() == Some(Deprel::Obl) && head.head() == predicate(lead);
        match (token.deprel(), word.as_str()) {
            (Some(Deprel::Mark | Deprel::Case), "by") if head.xpos() == Some("VBG") => {
                Some((MEANS, 0.9, head, phrase(head, TOKENS)?))
            }
            (Some(Deprel::Advcl | Deprel::Acl | Deprel::Xcomp), "using") => {
                Some((MEANS, 0.85, head, phrase(token, TOKENS)?))
            }
            (Some(Deprel::Case), "in" | "on" | "by" | "via" | "during" | "through")
                if matches!(head.deprel(), Some(Deprel::Obl | Deprel::Nmod)) && is_one_of(head, MEDIA) =>
            {
                Some((MEDIUM, 0.35, head, phrase(head, TOKENS)?))
            }
            (Some(Deprel::Case), case)
                if head.deprel() == Some(Deprel::Obl)
                    && head.lemma().is_some_and(|noun| WAYS.contains(&(case, noun))) =>
            {
                Some((MANNER, 0.7, head, phrase(head, TOKENS)?))
            }
            // With what the main thing was done; who somebody was with is no answer.
            (Some(Deprel::Case), "with" | "via" | "through")
                if on_main() && head.upos() == Some(Upos::Noun) && !events::names_people(head) =>
            {
                Some((MEANS, 0.5, head, phrase(head, TOKENS)?))
            }
            (Some(Deprel::Advmod), _)
                if word.ends_with("ly")
                    && token.upos() == Some(Upos::Adv)
                    && Some(head) == predicate(lead)
                    && head.upos() == Some(Upos::Verb)
                    && !is_comment(&word) =>
            {
                Some((MANNER, 0.35, head, token.span()))
            }
            _ => None,
        }
    })
}

/// The course of events: where the news is harm that was done or suffered, the clauses that tell how it came about ("the tram overturned").
pub(super) fn course(evidence: Evidence<'_>, leads: &[Lead<'_>]) -> Vec<Answer> {
    let harm = |event: &Event| {
        matches!(event.kind, EventType::Assault | EventType::Accident | EventType::Disaster)
            && matches!(event.modality, Modality::Actual | Modality::Claimed)
    };
    let Some(news) = leads.get(..leads.len().min(NEWS)).filter(|news| {
        news.iter().any(|lead| within(evidence.events, lead.sentence.span()).any(|event| is_harm(event.kind)))
    }) else {
        return Vec::new();
    };
    // What the first telling is built around answers what, not how.
    let told = news.first().and_then(predicate);
    let mut answers = Vec::new();
    for lead in leads.iter().take(COURSE_SENTENCES) {
        for event in within(evidence.events, lead.sentence.span()).filter(|event| harm(event)) {
            let verb = evidence.document.tokens_in(event.trigger).next().filter(|verb| verb.upos() == Some(Upos::Verb));
            let Some(verb) = verb.filter(|verb| told != Some(*verb) && !events::tells_outcome(*verb)) else { continue };
            let Some(words) = bare(verb) else { continue };
            // "the tram overturned": who or what it happened to, where a plain noun says it.
            let subject = verb.subject().filter(|subject| subject.upos() == Some(Upos::Noun));
            let words = subject
                .and_then(|noun| noun_phrase(noun, TOKENS))
                .filter(|noun| noun.end <= words.start && words.start - noun.start < 60)
                .map_or(words, |noun| noun.cover(words));
            answers.push(Answer::new(words, COURSE, lead.weight.max(0.3) * 0.6, &[lead.reason(), "course"]));
        }
    }
    answers
}

/// A verb with its particle and its object, without when, where and why: "opened fire", "lost control of the car".
fn bare(verb: Token<'_>) -> Option<Span> {
    let mut end = verb.index() as u32 + 1;
    for child in verb.children().filter(|child| child.index() > verb.index()) {
        if matches!(child.deprel(), Some(Deprel::Obj | Deprel::CompoundPrt)) {
            let words = phrase(child, TOKENS)?;
            let last = verb.document().tokens_in(words).next_back()?;
            end = end.max(last.index() as u32 + 1);
        }
    }
    let first = verb.index() as u32;
    span(verb.document().token_range(first..end.min(first + TOKENS as u32)))
}

fn is_harm(kind: EventType) -> bool {
    use EventType as E;
    matches!(kind, E::Assault | E::Accident | E::Disaster | E::Death | E::Injury)
}

/// The events within a stretch.
fn within(events: &[Event], span: Span) -> impl Iterator<Item = &Event> {
    events.iter().filter(move |event| span.contains(event.trigger))
}

/// A rule with the worth of its answer, the word that the answer hangs on, and the answer's words.
type Read<'d> = (&'static str, f32, Token<'d>, Span);

/// The answers that `read` finds, by how near their clause is to the main event.
fn answers<'d>(
    leads: &[Lead<'d>],
    main: &MainEvent<'d>,
    read: impl Fn(&Lead<'d>, Token<'d>) -> Option<Read<'d>>,
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for lead in leads {
        for (rule, worth, governor, words) in lead.sentence.tokens().filter_map(|token| read(lead, token)) {
            let (nearness, told) = main.nearness(lead, governor.head().unwrap_or(governor));
            let weight = if told { lead.weight.max(TOLD_AGAIN) } else { lead.weight };
            let score = weight * worth * nearness;
            let named = matches!(rule, BECAUSE | STRATEGY | CAUSE | BLAME);
            if score >= if named { LEAST_NAMED } else { LEAST } {
                let mut answer = Answer::new(words, rule, score, &[lead.reason(), reason(rule)]);
                answer.reasons.extend(told.then_some("main_event"));
                answers.push(answer);
            }
        }
    }
    answers
}

fn reason(rule: &'static str) -> &'static str {
    rule.rsplit('.').next().unwrap_or(rule)
}

fn is_one_of(token: Token<'_>, lemmas: &[&str]) -> bool {
    token.lemma().is_some_and(|lemma| lemmas.contains(&lemma))
}

/// Adverbs that speak of the saying or of time and degree, not of the manner.
fn is_comment(word: &str) -> bool {
    matches!(
        word,
        "reportedly"
            | "allegedly"
            | "only"
            | "recently"
            | "early"
            | "previously"
            | "currently"
            | "initially"
            | "finally"
            | "eventually"
            | "immediately"
            | "usually"
            | "really"
            | "likely"
            | "nearly"
            | "particularly"
            | "especially"
            | "apparently"
            | "probably"
            | "possibly"
            | "actually"
            | "originally"
            | "formally"
            | "officially"
            | "certainly"
            | "clearly"
            | "simply"
            | "already"
            | "daily"
            | "weekly"
            | "monthly"
            | "mainly"
            | "mostly"
            | "largely"
            | "partly"
            | "fully"
            | "exactly"
            | "roughly"
            | "approximately"
    )
}

/// What a word introduces.
struct Cue {
    rule: &'static str,
    worth: f32,
    words: Span,
}

fn cue<'d>(lead: &Lead<'d>, token: Token<'d>) -> Option<Cue> {
    if !matches!(token.deprel(), Some(Deprel::Mark | Deprel::Case | Deprel::Fixed)) {
        return None;
    }
    let head = token.head()?;
    let next = || token.next().map(|next| next.text().to_ascii_lowercase()).unwrap_or_default();
    let of = |rule, worth| governed(token, TOKENS).map(|words| Cue { rule, worth, words });
    let is_noun = matches!(head.deprel(), Some(Deprel::Obl | Deprel::Nmod));
    let above = || head.head();
    match token.text().to_ascii_lowercase().as_str() {
        "because" if token.deprel() == Some(Deprel::Mark) => of(BECAUSE, 0.95),
        "because" | "due" | "owing" | "thanks"
            if matches!(next().as_str(), "of" | "to") && head.deprel() != Some(Deprel::Root) =>
        {
            of(BECAUSE, 0.95)
        }
        "amid" | "following" if is_noun && !is_span_of_time(head) => of(AFTER, 0.6),
        "over" if is_noun && head.upos() == Some(Upos::Noun) && !is_span_of_time(head) && !is_counted(head) => {
            of(AFTER, 0.6)
        }
        "after"
            if matches!(head.deprel(), Some(Deprel::Advcl | Deprel::Obl | Deprel::Nmod))
                && above() == predicate(lead)
                && !is_span_of_time(head)
                && !points_back(head) =>
        {
            of(AFTER, 0.6)
        }
        // What somebody is accused of, held, praised or paid for.
        "for" if head.xpos() == Some("VBG") && !above().is_some_and(|verb| is_one_of(verb, &["thank"])) => of(FOR, 0.7),
        "of" | "with" if above().is_some_and(|verb| is_one_of(verb, CHARGES)) => of(CHARGE, 0.8),
        "on" if is_one_of(head, &["suspicion", "charge"]) => {
            let deed = head.children().find(|child| {
                child.index() > head.index()
                    && matches!(child.deprel(), Some(Deprel::Nmod | Deprel::Acl | Deprel::Advcl))
            })?;
            Some(Cue { rule: CHARGE, worth: 0.8, words: noun_phrase(deed, TOKENS)? })
        }
        "in" if is_one_of(head, RESPONSES) && is_noun => {
            let to =
                head.children().find(|child| child.index() > head.index() && child.deprel() == Some(Deprel::Nmod))?;
            Some(Cue { rule: BECAUSE, worth: 0.85, words: noun_phrase(to, TOKENS)? })
        }
        "for" if head.deprel() == Some(Deprel::Obl) && is_purpose(head) && above().is_some_and(is_going) => {
            of(PURPOSE, 0.6)
        }
        "to" if token.deprel() == Some(Deprel::Mark) => {
            let words = infinitive(token)?;
            let governor = above();
            let strategy = governor.is_some_and(|noun| is_one_of(noun, STRATEGIES))
                // The tree often hangs the clause on the verb: "closed in a bid to save money".
                || token.previous().is_some_and(|noun| is_one_of(noun, STRATEGIES));
            let only = token.previous().is_some_and(|word| word.text() == "only");
            let purpose = head.deprel() == Some(Deprel::Advcl) && !only
                || head.deprel() == Some(Deprel::Xcomp) && governor.is_some_and(is_going);
            match (strategy, purpose) {
                (true, _) if matches!(head.deprel(), Some(Deprel::Advcl | Deprel::Acl)) => {
                    Some(Cue { rule: STRATEGY, worth: 0.9, words })
                }
                (false, true) => Some(Cue { rule: PURPOSE, worth: 0.6, words }),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What is blamed: "blamed the storm for the delay", "blamed the delay on the storm", "attributed the delay to the storm". Of somebody who is
/// blamed, what they did says more than their name.
fn blamed<'d>(verb: Token<'d>) -> Option<Read<'d>> {
    let (is_blame, link) = match verb.lemma()? {
        "blame" | "fault" => (true, "on"),
        "attribute" | "credit" | "ascribe" => (false, "to"),
        "pin" => (false, "on"),
        _ => return None,
    };
    verb.is_predicate().then_some(())?;
    let object = verb.objects().next_back();
    // The tree may hang the phrase on the object, or deeper: "blames the delay of the ferry on the storm".
    let behind = verb.document().token_range(verb.index() as u32 + 1..verb.subtree()?.end).take(TOKENS);
    let linked = behind
        .filter(|word| word.deprel() == Some(Deprel::Case) && word.text().eq_ignore_ascii_case(link))
        .find_map(|word| word.head().filter(|noun| noun.index() > word.index()));
    let cause = linked.or(object.filter(|_| is_blame))?;
    let did = cause.children().find(|child| matches!(child.deprel(), Some(Deprel::AclRelcl)));
    let who = did.filter(|clause| clause.subject().is_some_and(|subject| subject.text().eq_ignore_ascii_case("who")));
    match who {
        Some(clause) => return Some((BLAME, 0.7, verb, behind_subject(clause)?)),
        None if cause.upos() == Some(Upos::Propn) => return Some((BLAME, 0.4, verb, noun_phrase(cause, TOKENS)?)),
        None => {}
    }
    let words = noun_phrase(cause, TOKENS)?;
    let is_told = cause.children().any(|child| {
        child.index() > cause.index() && matches!(child.deprel(), Some(Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl))
    });
    // "for their losses" is what the cause is blamed for, wherever the tree hangs it.
    let mut inside = verb.document().tokens_in(words).filter(|word| word.index() > cause.index());
    let effect = inside.find(|word| word.deprel() == Some(Deprel::Case) && word.text().eq_ignore_ascii_case("for"));
    let words = effect.filter(|_| is_blame).map_or(words, |effect| {
        span(verb.document().tokens_in(Span::new(words.start, effect.span().start))).unwrap_or(words)
    });
    Some((BLAME, if is_told { 0.85 } else { 0.6 }, verb, words))
}

/// A relative clause without its pronoun.
fn behind_subject(clause: Token<'_>) -> Option<Span> {
    let range = clause.subtree()?;
    let document = clause.document();
    let first =
        document.token_range(range.clone()).find(|word| !matches!(word.text(), "who" | "which" | "that" | ","))?;
    let first = first.index() as u32;
    span(document.token_range(first..range.end.min(first + TOKENS as u32)))
}

/// What brought about the main event, by a verb that says so: "sparked by", "X prompted the closure".
fn cause(verb: Token<'_>) -> Option<Span> {
    if !is_one_of(verb, CAUSING) || !matches!(verb.upos(), Some(Upos::Verb)) {
        return None;
    }
    if verb.is_passive() || verb.xpos() == Some("VBN") {
        return noun_phrase(verb.passive_agent()?, TOKENS);
    }
    let subject = verb.understood_subject().filter(|subject| subject.upos() == Some(Upos::Noun))?;
    noun_phrase(subject, TOKENS)
}

/// What a mishap is put down to by telling in what it happened: "crashed in thick fog", "lost control in treacherous conditions".
fn circumstance<'d>(noun: Token<'d>) -> Option<Read<'d>> {
    let adverse = is_one_of(
        noun,
        &["condition", "weather", "fog", "rain", "snow", "storm", "darkness", "visibility", "wind", "ice"],
    );
    let told = noun.children().any(|child| matches!(child.deprel(), Some(Deprel::Amod | Deprel::Compound)));
    let within =
        noun.children().any(|child| child.deprel() == Some(Deprel::Case) && matches!(child.text(), "in" | "In"));
    let governor = noun.head().filter(|_| adverse && told && within && noun.deprel() == Some(Deprel::Obl))?;
    let harm = is_one_of(
        governor,
        &[
            "crash", "collide", "sink", "capsize", "overturn", "skid", "spin", "derail", "lose", "slide", "veer",
            "fall", "plunge", "hit", "die", "kill",
        ],
    );
    harm.then_some(())?;
    Some((CIRCUMSTANCE, 0.6, noun, noun_phrase(noun, TOKENS)?))
}

/// Verbs of setting out and arriving, whose "for" gives a purpose.
fn is_going(verb: Token<'_>) -> bool {
    is_one_of(
        verb,
        &[
            "arrive", "come", "fly", "gather", "go", "head", "land", "leave", "march", "meet", "return", "travel",
            "visit",
        ],
    )
}

/// A noun that is something done, not a place, a person or a length of time: "for talks".
fn is_purpose(noun: Token<'_>) -> bool {
    noun.upos() == Some(Upos::Noun) && !is_span_of_time(noun) && !is_counted(noun) && !events::names_people(noun)
}

fn is_span_of_time(noun: Token<'_>) -> bool {
    is_one_of(
        noun,
        &[
            "second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "century",
            "season", "time", "while", "period", "moment", "time", "midnight", "noon", "dawn", "dusk", "election",
        ],
    )
}

fn is_counted(noun: Token<'_>) -> bool {
    noun.children().any(|child| child.deprel() == Some(Deprel::Nummod)) || noun.upos() == Some(Upos::Num)
}

/// "after the meeting", "after that": what comes after it points back to it.
fn points_back(head: Token<'_>) -> bool {
    let definite = |child: Token<'_>| {
        child.deprel() == Some(Deprel::Det)
            && matches!(child.text(), "the" | "that" | "this" | "these" | "those" | "his" | "her" | "their" | "its")
    };
    matches!(head.deprel(), Some(Deprel::Obl | Deprel::Nmod))
        && (head.upos() == Some(Upos::Pron)
            || head.children().any(definite)
                && !head.children().any(|child| child.index() > head.index() && child.deprel() != Some(Deprel::Punct)))
}

/// What a preposition or conjunction introduces, without the word itself: the words of its head that stand after it.
fn governed(token: Token<'_>, most: usize) -> Option<Span> {
    let range = token.head()?.subtree()?;
    let mut after = token.index() as u32 + 1;
    let document = token.document();
    // The second word of "because of", "due to".
    while document.token(after as usize).is_some_and(|word| word.deprel() == Some(Deprel::Fixed)) {
        after += 1;
    }
    span(document.token_range(after..range.end.min(after + most as u32)))
}

/// An infinitive without its "to".
fn infinitive(to: Token<'_>) -> Option<Span> {
    let verb = to.head()?;
    let end = verb.subtree()?.end;
    let from = to.index() as u32 + 1;
    span(to.document().token_range(from..end.min(from + TOKENS as u32)))
}
