//! Which way from now a time lies, by the tense of the verb that governs it.

use dateline_core::{Deprel, Document, Token, Upos};

use super::Direction;
use super::lexicon::LEXICON;

/// How many words before and after the expression are looked at.
const BEFORE: usize = 14;
const AFTER: usize = 10;

/// A direction, and whether it rests on a present tense alone.
pub(super) type Told = (Direction, bool);

/// The direction that the words around the tokens `first..=last` give.
pub(super) fn direction(document: &Document, first: usize, last: usize) -> Told {
    let word_before = |back: usize| first.checked_sub(back).and_then(|at| document.token(at));
    let is_before = |back: usize, words: &[&str]| {
        word_before(back).is_some_and(|token| words.iter().any(|word| token.text().eq_ignore_ascii_case(word)))
    };
    // "Tuesday's attack": what a day owns has mostly happened.
    if document.token(last + 1).is_some_and(|mark| matches!(mark.text(), "'s" | "\u{2019}s")) {
        return (Direction::Past, false);
    }
    if is_before(1, &["as"]) && is_before(2, &["soon", "early"]) {
        return (Direction::Future, false);
    }
    if is_before(1, &["until", "till", "to"])
        && (2..=7).any(|back| {
            word_before(back).and_then(|token| LEXICON.senses(token.text())).is_some_and(|senses| senses.deferring)
        })
    {
        return (Direction::Future, false);
    }
    // "due March 1", "effective Feb. 1", "payable on Jan. 2"
    for back in 1..=2 {
        if (back == 1 || is_before(1, &["on", "in", "by"]))
            && let Some(token) = word_before(back).filter(|_| {
                is_before(back, &["due", "effective", "payable", "expire", "expires", "maturing", "scheduled"])
            })
        {
            return (if was_to_come(token, 0) { Direction::Past } else { Direction::Future }, false);
        }
    }
    if let Some(found) = document.token(first).and_then(|token| governed(token, first, last)) {
        return (found, false);
    }
    let sentence = document.token(first).and_then(Token::sentence);
    let range = sentence.map_or(0..document.token_count() as u32, dateline_core::Sentence::token_range);
    let mut at = first;
    let mut steps = 0;
    while at > range.start as usize && steps < BEFORE {
        at -= 1;
        steps += 1;
        let Some(token) = document.token(at) else { break };
        if matches!(token.text(), ";" | "\u{201c}" | "``") {
            break;
        }
        match cue(token) {
            (Direction::None, _) => {}
            (Direction::Future, _) if was_to_come(token, range.start as usize) => return (Direction::Past, false),
            found => return found,
        }
    }
    let mut at = last + 1;
    let mut steps = 0;
    while at < range.end as usize && steps < AFTER {
        let Some(token) = document.token(at) else { break };
        if matches!(token.text(), ";" | "." | "\u{201d}" | "''") {
            break;
        }
        let found = cue(token);
        if found.0 != Direction::None {
            return found;
        }
        at += 1;
        steps += 1;
    }
    (Direction::None, false)
}

/// "had been due to expire Friday", "was scheduled for Monday": the future of then.
fn was_to_come(token: Token<'_>, start: usize) -> bool {
    if matches!(token.text().to_ascii_lowercase().as_str(), "will" | "would" | "shall" | "wo") {
        return false;
    }
    let mut at = token;
    for _ in 0..4 {
        let Some(before) = at.previous().filter(|before| before.index() >= start) else { return false };
        at = before;
        match at.text().to_ascii_lowercase().as_str() {
            "is" | "are" | "will" | "has" | "have" | "," => return false,
            "was" | "were" | "had" => return true,
            _ => {}
        }
    }
    false
}

/// What one word says about the direction.
fn cue(token: Token<'_>) -> Told {
    let word = token.text();
    let senses = LEXICON.senses(word);
    if senses.is_some_and(|senses| senses.future) && !matches!(token.upos(), Some(Upos::Noun | Upos::Propn)) {
        // "plans" and "hopes" are nouns too: the infinitive after them tells.
        let noun = ["plan", "plans", "planned", "hope", "hopes", "aim", "aims", "set"]
            .iter()
            .any(|noun| word.eq_ignore_ascii_case(noun));
        if !noun || token.next().is_some_and(|to| to.text().eq_ignore_ascii_case("to")) {
            return (Direction::Future, false);
        }
    }
    // "The court is to rule on Friday."
    if (word == "is" || word == "are") && token.next().is_some_and(|to| to.text() == "to") {
        return (Direction::Future, false);
    }
    if word.eq_ignore_ascii_case("'ll") || word.eq_ignore_ascii_case("\u{2019}ll") {
        return (Direction::Future, false);
    }
    match token.xpos() {
        Some("VBD") => return (Direction::Past, false),
        Some("VBN") => return (Direction::Past, false),
        Some("MD") => return (Direction::Future, false),
        // "The trial opens on Monday": a plan; what is said, is or seems tells nothing.
        Some("VBZ" | "VBP") if token.upos() == Some(Upos::Verb) => {
            let still = [
                "say", "tell", "show", "believe", "think", "know", "want", "have", "be", "do", "seem", "remain",
                "include", "call", "report", "make",
            ];
            return if token.lemma().is_some_and(|lemma| still.contains(&lemma)) {
                (Direction::None, false)
            } else {
                (Direction::Future, true)
            };
        }
        Some(_) => return (Direction::None, false),
        None => {}
    }
    if senses.is_some_and(|senses| senses.past) {
        return (Direction::Past, false);
    }
    let regular =
        word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && !word.starts_with(char::is_uppercase);
    (if regular { Direction::Past } else { Direction::None }, false)
}

/// The tense of the verb that the parse hangs the expression on.
fn governed(token: Token<'_>, first: usize, last: usize) -> Option<Direction> {
    let mut verb = token;
    // Out of the expression, then up to the first verb; a noun's own modifiers lead to the noun's verb.
    for _ in 0..8 {
        verb = verb.head()?;
        let outside = verb.index() < first || verb.index() > last;
        if outside && matches!(verb.upos(), Some(Upos::Verb | Upos::Aux)) {
            break;
        }
    }
    if !matches!(verb.upos(), Some(Upos::Verb | Upos::Aux)) {
        return None;
    }
    if LEXICON.senses(verb.text()).is_some_and(|senses| senses.future) && verb.text().len() > 3 {
        return Some(if was_to_come(verb, 0) { Direction::Past } else { Direction::Future });
    }
    let mut perfect = false;
    let mut at = verb;
    for _ in 0..6 {
        let Some(before) = at.previous() else { break };
        at = before;
        if at.head() != Some(verb) || !matches!(at.deprel(), Some(Deprel::Aux | Deprel::AuxPass)) {
            continue;
        }
        match at.text().to_ascii_lowercase().as_str() {
            "will" | "shall" | "'ll" | "\u{2019}ll" | "wo" | "would" | "may" | "might" | "should" | "must" => {
                return Some(Direction::Future);
            }
            "had" | "has" | "have" | "was" | "were" | "did" | "'ve" | "'d" => perfect = true,
            _ => {}
        }
    }
    match verb.xpos()? {
        "VBD" => Some(Direction::Past),
        "VBN" if perfect => Some(Direction::Past),
        _ => None,
    }
}
