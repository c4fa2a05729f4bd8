//! What words in marks are: speech, part of a sentence, a name, or words held at a distance.

use std::ops::Range;

use super::marks::Marked;
use super::words::{Class, Words};

/// The look of a passage in marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A sentence, or more than one.
    Sentence,
    /// Words that carry on the sentence around them.
    Part,
    /// Written like a name or title.
    Title,
    /// One or two words that carry on the sentence around them.
    Term,
}

/// Nouns and participles after which marks hold a name: "the song “Imagine”".
const NAMING: &[&str] = &[
    "called",
    "titled",
    "entitled",
    "named",
    "dubbed",
    "nicknamed",
    "known",
    "labeled",
    "labelled",
    "song",
    "album",
    "film",
    "movie",
    "book",
    "novel",
    "series",
    "show",
    "episode",
    "hit",
    "single",
    "play",
    "musical",
    "poem",
    "slogan",
    "hashtag",
    "exhibition",
    "documentary",
    "sitcom",
    "memoir",
    "bestseller",
    "column",
    "magazine",
    "program",
    "programme",
    "podcast",
    "drama",
    "comedy",
    "ballad",
    "anthem",
    "headline",
    "headlined",
    "codenamed",
    "entitled",
    "album",
    "track",
    "name",
];

/// Reads the look of a passage that occupies these words.
pub(crate) fn shape(words: &Words, marked: &Marked, range: &Range<usize>) -> Shape {
    let inner: Vec<usize> =
        range.clone().filter(|i| words.get(*i).is_some_and(|word| marked.inner.contains(word.span))).collect();
    let spoken: Vec<usize> =
        inner.iter().copied().filter(|i| words.text(*i).chars().any(char::is_alphanumeric)).collect();
    // An editor's brackets may hold the last comma: “… to heal us[,]”.
    let close = inner.iter().rev().find(|i| !words.is(**i, &["]"]));
    let (Some(first), Some(last)) = (spoken.first().copied(), close.copied()) else { return Shape::Term };
    let capital = |i: usize| {
        words.text(i).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let ending = words.text(last).chars().next_back();
    let ends = matches!(ending, Some('.' | '!' | '?' | ',' | '…' | '—'));
    let trails = inner.first().is_some_and(|i| matches!(words.text(*i), "..." | "…" | "[" | "—"));
    let lower_words = spoken.iter().skip(1).filter(|i| !capital(**i)).count();
    let minor = |i: &usize| {
        matches!(
            words.class(*i),
            Class::Preposition | Class::Determiner | Class::Conjunction | Class::Possessive | Class::Hyphen
        ) || words.is(
            *i,
            &[
                "of", "the", "a", "an", "and", "in", "on", "for", "to", "de", "al", "la", "vs", "with", "at", "from",
                "by", "is",
            ],
        )
    };
    let all_capital = spoken.iter().all(|i| capital(*i) || minor(i));
    let named = range.start.checked_sub(1).is_some_and(|before| {
        words.is(before, NAMING)
            || (words.is(before, &["as"]) && before > 0 && words.is(before - 1, NAMING))
            || (words.is(before, &["is", "was"]) && before > 0 && words.is(before - 1, &["name"]))
    });
    let begins = range.start == 0
        || words.get(range.start).zip(words.get(range.start - 1)).is_some_and(|(word, before)| {
            word.sentence != before.sentence || matches!(before.class, Class::Colon | Class::Comma | Class::Stop)
        });
    let strong_end = matches!(ending, Some('.' | '!' | '?'));
    // The full stop of a sentence stands inside the marks of the title that ends it: the host of “Evening Forum.”
    let quoting = |at: usize| words.verb(at).is_some_and(|(verb, _)| verb.frames.has(super::cues::Frames::QUOTE));
    let last_word = ending == Some('.')
        && !begins
        && spoken.len() > 1
        && !range.start.checked_sub(1).is_some_and(|before| quoting(before) || words.is(before, &["that"]));
    if all_capital
        && spoken.len() <= 10
        && (!strong_end || last_word)
        && (named || !begins || ending != Some(','))
        && (spoken.len() > 1 || named || !begins)
        && capital(first)
        && !(begins && ends)
    {
        return Shape::Title;
    }
    if named && spoken.len() <= 6 && !strong_end {
        return Shape::Title;
    }
    if (capital(first) || trails)
        && (ends || begins || !marked.closed)
        && (spoken.len() > 2 || strong_end || ending == Some(','))
        && (lower_words > 0 || ends)
    {
        return Shape::Sentence;
    }
    if capital(first)
        && spoken.len() > 3
        && lower_words > spoken.len() / 2
        && spoken.iter().any(|i| matches!(words.class(*i), Class::Verb | Class::Auxiliary))
    {
        return Shape::Sentence;
    }
    if spoken.len() <= 2 { Shape::Term } else { Shape::Part }
}
