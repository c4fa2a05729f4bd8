//! The form of a name: its words without titles, articles and possessive marks.

use dateline_core::gazetteer::fold;
use dateline_core::{Document, NameType, Span, Token};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashSet;

use crate::mentions::Mention;

static TITLES: Lazy<FxHashSet<&'static str>> = Lazy::new(|| dateline_models::entries(lexicon::TITLES).collect());

/// Whether the word stands before people's names as a form of address or an office.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(word.trim_end_matches('.'))
}

/// What must agree for two mentions with the same words to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Person,
    Place,
    Nationality,
    Body,
    /// People under the surname that they share.
    Family,
}

impl Class {
    pub(super) fn of(kind: Option<NameType>) -> Self {
        match kind {
            Some(NameType::Person) => Self::Person,
            Some(NameType::Gpe | NameType::Loc | NameType::Fac) => Self::Place,
            Some(NameType::Norp | NameType::Language) => Self::Nationality,
            _ => Self::Body,
        }
    }
}

/// The words of a name that tell it from others.
pub(super) fn words<'d>(document: &'d Document, mention: &Mention) -> Vec<&'d str> {
    let nickname = nickname(document, mention.span).filter(|_| Class::of(mention.kind) == Class::Person);
    let mut words: Vec<&str> = document
        .tokens_in(mention.span)
        .filter(|token| !nickname.is_some_and(|nickname| nickname.contains(token.span())))
        .map(|token| token.text())
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    let article = |word: &&str| word.eq_ignore_ascii_case("the");
    while words.len() > 1
        && words.first().is_some_and(|word| article(word) || Class::of(mention.kind) == Class::Person && is_title(word))
    {
        words.remove(0);
    }
    if words.len() > 1 && words.last().is_some_and(|word| matches!(*word, "'s" | "’s" | "'S" | "’S")) {
        words.pop();
    }
    words
}

/// The nickname that stands in marks inside a name: `Bobby` of `Robert "Bobby" Tables`.
pub(crate) fn nickname(document: &Document, name: Span) -> Option<Span> {
    let is_mark = |token: &Token<'_>| is_mark(token.text());
    let mut tokens = document.tokens_in(name).skip(1);
    let open = tokens.find(is_mark)?;
    let first = tokens.next()?;
    let close = document.tokens_in(name).skip_while(|token| *token != first).find(is_mark)?;
    let inside = first.span().cover(close.previous()?.span());
    (first != close && close.next().is_some_and(|last| name.contains(last.span())) && open != close).then_some(inside)
}

/// Whether it is a quotation mark.
pub(crate) fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'" | "``" | "''")
}

/// The words as they are compared: small letters, no dots, curly marks straight.
pub(super) fn key(words: &[&str]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
        );
    }
    key
}

/// The words in the one spelling of all their spellings: without accents, hyphens and apostrophes, and with the country in full before what is its
/// own: "US Department of Justice".
pub(super) fn spelling(words: &[&str]) -> String {
    let mut spelling = String::new();
    let country = match words {
        ["US" | "U.S" | "U.S." | "USA", _, _, ..] => Some("united states"),
        ["UK" | "U.K" | "U.K.", _, _, ..] => Some("united kingdom"),
        _ => None,
    };
    spelling.push_str(country.unwrap_or_default());
    for word in words.iter().skip(usize::from(country.is_some())) {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        fold(word, &mut spelling);
    }
    spelling
}

/// The last word of a person's name that is no suffix: "Lee" of "John Lee Jr.".
pub(super) fn surname<'d>(words: &[&'d str]) -> Option<&'d str> {
    words.iter().skip(1).rev().chain(words.first()).find(|word| !is_suffix(word)).copied()
}

/// What stands behind a surname to tell a child from a parent.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// A surname of more than one word in its spelling, from the particle that opens it: "de la cruz" of "Ana de la Cruz".
pub(super) fn surname_with_particle(words: &[&str]) -> Option<String> {
    const PARTICLES: &[&str] = &[
        "de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "la", "le", "al", "el", "bin",
    ];
    let particle = |word: &&str| PARTICLES.iter().any(|particle| particle.eq_ignore_ascii_case(word));
    let from = words.iter().skip(1).position(particle)? + 1;
    let surname = words.get(from..)?;
    (surname.len() > 1).then(|| spelling(surname))
}

/// The abbreviation's letters, if the name is one: two to six letters or digits, most of them capitals. Signs may part them: "PG&E".
pub(super) fn abbreviation(words: &[&str]) -> Option<String> {
    let is_plain = |word: &&str| word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&');
    if words.len() > 1 && !words.iter().all(is_plain) {
        return None;
    }
    let letters: String = words.iter().flat_map(|word| word.chars()).filter(|c| !matches!(c, '.' | '&')).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let long = letters.chars().count();
    (letters.chars().all(char::is_alphanumeric) && (2..=6).contains(&long) && capitals >= 2 && capitals * 2 > long)
        .then(|| letters.to_uppercase())
}

/// Whether a word is put together from the beginnings of words of a name, in order and the first of them among them: "CalFire" of "California
/// Department of Forestry and Fire Protection".
pub(super) fn is_blend(word: &str, name: &[&str]) -> bool {
    /// Letters that a word gives at least, and those of the longest blend.
    const LEAST: usize = 2;
    const LONGEST: usize = 24;
    if word.chars().nth(LONGEST).is_some() {
        return false;
    }
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (word, Some((first, rest))) = (lower(word), name.split_first()) else { return false };
    let common = |from: usize, part: &str| {
        word.iter().skip(from).zip(lower(part)).take_while(|(letter, other)| **letter == *other).count()
    };
    // How far the words up to here may have come.
    let mut reached: Vec<usize> = (LEAST..=common(0, first)).filter(|to| *to < word.len()).collect();
    for part in rest {
        let ends = reached.iter().flat_map(|&from| (LEAST..=common(from, part)).map(move |count| from + count));
        let ends: Vec<usize> = ends.collect();
        if ends.contains(&word.len()) {
            return true;
        }
        reached.extend(ends);
        reached.sort_unstable();
        reached.dedup();
    }
    false
}

/// The initials of a name of two words or more: of all its words, and of its words without the small ones.
pub(super) fn initials(words: &[&str]) -> Vec<String> {
    let initial = |word: &&str| word.chars().next().map(|c| c.to_uppercase().to_string());
    let all: String = words.iter().filter_map(initial).collect();
    let great: String = words.iter().filter(|word| word.starts_with(char::is_uppercase)).filter_map(initial).collect();
    let mut initials = vec![all];
    if !initials.contains(&great) {
        initials.push(great);
    }
    initials.retain(|letters| letters.chars().count() >= 2);
    initials
}
