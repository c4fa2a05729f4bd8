//! Why and how it happens: the clauses and phrases that give a cause, a purpose, a means or a manner.

use dateline_core::{Deprel, Span, Token, Upos};

use super::clause::{phrase, predicate, span};
use super::{Answer, Lead};

pub(super) const BECAUSE: &str = "five_w.why.because";
pub(super) const AFTER: &str = "five_w.why.after";
pub(super) const PURPOSE: &str = "five_w.why.purpose";
pub(super) const STRATEGY: &str = "five_w.why.strategy";
pub(super) const FOR: &str = "five_w.why.for";
pub(super) const MEANS: &str = "five_w.how.means";
pub(super) const MANNER: &str = "five_w.how.manner";
pub(super) const MEDIUM: &str = "five_w.how.medium";

/// The longest answer, in tokens.
const TOKENS: usize = 16;

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
pub(super) fn why(leads: &[Lead<'_>]) -> Vec<Answer> {
    answers(leads, |lead, token| {
        let scored = |rule, span: Option<Span>, worth: f32| {
            span.map(|span| Answer::new(span, rule, lead.weight * worth, &[lead.reason(), reason(rule)]))
        };
        match cue(token) {
            Cue::Because => scored(BECAUSE, governed(token, TOKENS), 0.95),
            Cue::After => scored(AFTER, governed(token, TOKENS), 0.6),
            Cue::For => scored(FOR, governed(token, TOKENS), 0.55),
            Cue::Purpose(rule) => scored(rule, infinitive(token), if rule == STRATEGY { 0.9 } else { 0.6 }),
            Cue::None => None,
        }
    })
}

/// Means and manner.
pub(super) fn how(leads: &[Lead<'_>]) -> Vec<Answer> {
    answers(leads, |lead, token| {
        let scored = |rule, span: Option<Span>, worth: f32| {
            span.map(|span| Answer::new(span, rule, lead.weight * worth, &[lead.reason(), reason(rule)]))
        };
        let word = token.text().to_ascii_lowercase();
        let head = token.head();
        match (token.deprel(), word.as_str()) {
            (Some(Deprel::Mark | Deprel::Case), "by") if head.is_some_and(|head| head.xpos() == Some("VBG")) => {
                scored(MEANS, head.and_then(|head| phrase(head, TOKENS)), 0.9)
            }
            (Some(Deprel::Advcl | Deprel::Acl | Deprel::Xcomp), "using") => scored(MEANS, phrase(token, TOKENS), 0.85),
            (Some(Deprel::Case), "with" | "via" | "through")
                // With what the main thing was done: what comes with a relative clause tells of something else.
                if head.is_some_and(|head| head.deprel() == Some(Deprel::Obl) && head.head() == predicate(lead)) =>
            {
                scored(MEANS, head.and_then(|head| phrase(head, TOKENS)), 0.5)
            }
            (Some(Deprel::Case), "in")
                if head.is_some_and(|head| {
                    matches!(head.deprel(), Some(Deprel::Obl | Deprel::Nmod)) && is_one_of(head, MEDIA)
                }) =>
            {
                scored(MEDIUM, head.and_then(|head| phrase(head, TOKENS)), 0.7)
            }
            (Some(Deprel::Advmod), _)
                if word.ends_with("ly")
                    && token.upos() == Some(Upos::Adv)
                    && head.is_some_and(|head| head.upos() == Some(Upos::Verb))
                    && !is_comment(&word) =>
            {
                scored(MANNER, Some(token.span()), 0.35)
            }
            _ => None,
        }
    })
}

fn answers<'d>(leads: &[Lead<'d>], read: impl Fn(&Lead<'d>, Token<'d>) -> Option<Answer>) -> Vec<Answer> {
    leads
        .iter()
        .flat_map(|lead| lead.sentence.tokens().filter_map(|token| read(lead, token)).collect::<Vec<_>>())
        .collect()
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
enum Cue {
    None,
    Because,
    After,
    For,
    Purpose(&'static str),
}

fn cue(token: Token<'_>) -> Cue {
    let marks = matches!(token.deprel(), Some(Deprel::Mark | Deprel::Case));
    let next = || token.next().map(|next| next.text().to_ascii_lowercase()).unwrap_or_default();
    let clause = || token.head().is_some_and(|head| matches!(head.deprel(), Some(Deprel::Advcl | Deprel::Acl)));
    match token.text().to_ascii_lowercase().as_str() {
        "because" if token.deprel() == Some(Deprel::Mark) => Cue::Because,
        "because" | "due" | "owing" | "thanks"
            if matches!(next().as_str(), "of" | "to")
                && token.head().is_some_and(|head| head.deprel() != Some(Deprel::Root)) =>
        {
            Cue::Because
        }
        "amid" | "over" | "following"
            if marks && token.head().is_some_and(|head| head.deprel() == Some(Deprel::Obl)) =>
        {
            Cue::After
        }
        "after"
            if marks
                && token
                    .head()
                    .is_some_and(|head| matches!(head.deprel(), Some(Deprel::Advcl | Deprel::Obl | Deprel::Nmod))) =>
        {
            Cue::After
        }
        "for" if marks && token.head().is_some_and(|head| head.xpos() == Some("VBG")) => Cue::For,
        "to" if token.deprel() == Some(Deprel::Mark) && clause() => {
            let governor = token.head().and_then(|head| head.head());
            match governor {
                Some(noun) if is_one_of(noun, STRATEGIES) => Cue::Purpose(STRATEGY),
                // The tree often hangs the clause on the verb: "closed in a bid to save money".
                _ if token.previous().is_some_and(|noun| is_one_of(noun, STRATEGIES)) => Cue::Purpose(STRATEGY),
                _ if token.head().is_some_and(|head| head.deprel() == Some(Deprel::Advcl)) => Cue::Purpose(PURPOSE),
                _ => Cue::None,
            }
        }
        _ => Cue::None,
    }
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
