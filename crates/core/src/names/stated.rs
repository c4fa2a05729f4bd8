//! What the text itself says a name is: `the town of Lomny`, `the newspaper Echo`, `Tarsk province`, `Norvik, a maker of turbines`.
//!
//! What is said at one place holds for all places of the same words, unless the lexicon knows them as something else: then it holds
//! where it is said.

use std::collections::BTreeMap;

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::hash::{self, join};
use super::lexicon::flag;
use super::words::{Word, Words, spelling};
use super::{DATELINE, Found, STATED, Set, set};
use crate::NameType;

/// Words between the article of an apposition and its noun, at most: `a mining town`.
const MODIFIERS: usize = 4;

/// Gives names the type that the text states.
pub(super) fn apply(words: &Words, found: &mut Vec<Found>) {
    if found.iter().any(|name| described(words, name).is_some()) {
        *found = found.drain(..).flat_map(|name| described(words, &name).unwrap_or_else(|| vec![name])).collect();
    }
    let mut votes: FxHashMap<u64, BTreeMap<NameType, u32>> = FxHashMap::default();
    for name in found.iter_mut() {
        let sentence = words.sentence_at(name.tokens.start);
        let dateline = (name.rule == DATELINE).then_some(name.kind);
        let Some(kind) = dateline.or_else(|| noun(words, name, sentence.start, sentence.end)) else { continue };
        if !is_listed(words, name) {
            *votes.entry(key(words, name)).or_default().entry(kind).or_default() += 1;
        }
        settle(words, name, kind);
    }
    if votes.is_empty() {
        return;
    }
    for name in found.iter_mut().filter(|name| name.rule != STATED) {
        if let Some(kinds) = votes.get(&key(words, name))
            && let Some((kind, most)) = kinds.iter().max_by_key(|(_, count)| **count)
            && kinds.values().sum::<u32>() == *most
        {
            settle(words, name, *kind);
        }
    }
}

/// A name and the noun that says what it is, taken as one name: `state news firm Saba`, `South American group Mercosur`. What stands before the
/// noun stays a name where the lexicon holds it.
fn described(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let parts = words.words.get(name.tokens.clone()).filter(|parts| parts.len() > 1)?;
    let noun = parts.iter().rposition(|word| word.surface == spelling::LOWER && kind(word, BEFORE).is_some())?;
    parts.get(noun + 1).filter(|word| matches!(word.surface, spelling::CAPITAL..=spelling::MIXED))?;
    let said = kind(parts.get(noun)?, BEFORE)?;
    let start = name.tokens.start;
    let mut names = Vec::new();
    if let Some((end, kind)) = listed(parts.get(..noun).unwrap_or_default()) {
        names.push(Found { tokens: start..start + end, kind, rule: STATED, ..name.clone() });
    }
    names.push(Found { tokens: start + noun + 1..name.tokens.end, kind: said, rule: STATED, ..name.clone() });
    Some(names)
}

/// The nationality or place of the lexicon that words begin with, and how many of them it takes.
pub(super) fn listed(parts: &[Word]) -> Option<(usize, NameType)> {
    let first = parts.first()?;
    let (flags, starts) = first.phrase;
    let (flags, end) = if flags == 0 {
        (first.entry.flags, 1)
    } else if starts {
        let more = parts.iter().skip(1).take_while(|word| word.phrase.0 == flags && !word.phrase.1).count();
        (flags, 1 + more)
    } else {
        return None;
    };
    let kind = match flags {
        flags if flags & flag::NORP != 0 => NameType::Norp,
        flags if flags & flag::GPE != 0 => NameType::Gpe,
        flags if flags & flag::REGION != 0 => NameType::Loc,
        _ => return None,
    };
    Some((end, kind))
}

fn settle(words: &Words, name: &mut Found, kind: NameType) {
    // A full name is a person's, whatever is said of it: `Ana Petrov, a maker of violins`.
    let parts = words.words.get(name.tokens.clone()).unwrap_or_default();
    let full = name.kind == NameType::Person
        && matches!(parts, [given, .., family]
            if given.entry.flags & flag::GIVEN != 0 && family.entry.flags & flag::FAMILY != 0);
    // A people's, but where nobody knows the word and it is a place's: `Lomian district`.
    let people = coarse(name.kind).is_none()
        && !(coarse(kind) == coarse(NameType::Gpe) && parts.iter().all(|word| word.entry.is_unknown()));
    if coarse(name.kind) != coarse(kind) && !full && !people {
        (name.kind, name.rule) = (kind, STATED);
    }
}

/// Types that a noun can tell apart; a place keeps the kind that the model gave it.
fn coarse(kind: NameType) -> Option<u8> {
    match kind {
        NameType::Person => Some(0),
        NameType::Org => Some(1),
        NameType::Gpe | NameType::Loc | NameType::Fac => Some(2),
        NameType::Event => Some(3),
        NameType::WorkOfArt => Some(4),
        NameType::Product => Some(5),
        NameType::Law => Some(6),
        NameType::Norp | NameType::Language => None,
    }
}

/// The words of a name, whatever their capitals.
pub(super) fn key(words: &Words, name: &Found) -> u64 {
    words.words.get(name.tokens.clone()).unwrap_or_default().iter().fold(0, |key, word| join(key, word.lower))
}

/// Whether the lexicon knows the name, so that one place says nothing of the others.
fn is_listed(words: &Words, name: &Found) -> bool {
    let known = flag::GIVEN | flag::FAMILY | flag::GPE | flag::REGION | flag::NORP | flag::ORG | flag::LOWER;
    match words.words.get(name.tokens.clone()) {
        Some([only]) => only.entry.flags & known != 0,
        Some([first, ..]) => first.phrase.0 != 0 && first.phrase.1,
        _ => true,
    }
}

/// What a noun beside the name says of it.
fn noun(words: &Words, name: &Found, start: usize, end: usize) -> Option<NameType> {
    let word = |at: usize| words.words.get(at).filter(|_| (start..end).contains(&at));
    let says = |at: usize, place: u8| {
        let noun = word(at).filter(|word| word.surface == spelling::LOWER)?;
        kind(noun, place)
    };
    let before = |n: usize| name.tokens.start.checked_sub(n);
    if before(1).and_then(word).is_some_and(|word| word.lower == *OF) {
        return before(2).and_then(|at| says(at, OF_NAME));
    }
    // `shares in Norvik`, not `shares in London`
    if before(1).and_then(word).is_some_and(|word| word.lower == *IN)
        && before(2).and_then(word).is_some_and(|word| SHARES.contains(&word.lower))
        && !is_listed(words, name)
    {
        return Some(NameType::Org);
    }
    // `a town called Lomny`
    let quoted = usize::from(before(1).and_then(word).is_some_and(|word| word.surface == spelling::QUOTE));
    if before(1 + quoted).and_then(word).is_some_and(|word| CALLED.contains(&word.lower)) {
        return before(2 + quoted).and_then(|at| says(at, APPOSITION));
    }
    // `the airline Norvik bought` is about another one.
    let governed = word(name.tokens.end).is_some_and(|word| {
        word.surface == spelling::LOWER && (words.form(word).suffix[1] == *PAST || VERBS.contains(&word.lower))
    });
    // `the novel The Quarry`: the article is the title's own.
    let article = before(1).and_then(word).is_some_and(|word| word.surface == spelling::CAPITAL && word.lower == *THE);
    if !governed && let Some(kind) = before(1 + usize::from(article)).and_then(|at| says(at, BEFORE)) {
        return Some(kind);
    }
    if let Some(kind) = says(name.tokens.end, AFTER) {
        return Some(kind);
    }
    // `, a mining town in`
    let comma = word(name.tokens.end).is_some_and(|word| word.surface == spelling::COMMA);
    let article = name.tokens.end + 1;
    if !comma || !word(article).is_some_and(|word| ARTICLES.contains(&word.lower)) {
        return None;
    }
    for at in article + 1..article + 2 + MODIFIERS {
        let ends = word(at + 1).is_none_or(|word| {
            matches!(word.surface, spelling::COMMA | spelling::STOP | spelling::CLOSE)
                || AFTER_NOUN.contains(&word.lower)
        });
        if ends {
            return says(at, APPOSITION);
        }
        if !word(at).is_some_and(|word| word.is_word() || word.surface == spelling::DASH) {
            return None;
        }
    }
    None
}

const OF_NAME: u8 = 1;
const BEFORE: u8 = 2;
const AFTER: u8 = 4;
const APPOSITION: u8 = 8;
/// The last word of the name itself: `Voting Rights Act`.
pub(super) const HEAD: u8 = 16;

/// What a noun says of the name that it stands beside, or ends, so.
pub(super) fn kind(noun: &Word, place: u8) -> Option<NameType> {
    KINDS.get(&noun.lower).filter(|(_, places)| places & place != 0).map(|(kind, _)| *kind)
}

/// The nouns, by hash, with where they stand.
static KINDS: Lazy<FxHashMap<u64, (NameType, u8)>> = Lazy::new(|| {
    let place = |place: &str| match place {
        "of" => OF_NAME,
        "before" => BEFORE,
        "after" => AFTER,
        "head" => HEAD,
        _ => APPOSITION,
    };
    let entry = |line: &'static str| {
        let mut columns = line.split('\t');
        let (noun, kind, places) = (columns.next()?, columns.next()?, columns.next()?);
        let places = places.split(' ').fold(0, |all, one| all | place(one));
        Some((hash::word(noun.as_bytes()), (NameType::from_name(kind)?, places)))
    };
    dateline_models::entries(dateline_models::lexicon::NAME_KINDS).filter_map(entry).collect()
});

static THE: Lazy<u64> = Lazy::new(|| hash::word(b"the"));
pub(super) static OF: Lazy<u64> = Lazy::new(|| hash::word(b"of"));
pub(super) static PAST: Lazy<u64> = Lazy::new(|| hash::word(b"ed"));
static IN: Lazy<u64> = Lazy::new(|| hash::word(b"in"));
static SHARES: Set = Lazy::new(|| set("shares stake stakes stock"));
static CALLED: Set = Lazy::new(|| set("called named dubbed"));
pub(super) static ARTICLES: Set = Lazy::new(|| set("a an the"));
static VERBS: Set = Lazy::new(|| set("founded bought built sold runs ran owns led leads set made makes"));
static AFTER_NOUN: Set = Lazy::new(|| {
    set(
        "of in on at near for from with that which who whose where based and or between to about by outside around along under owned run",
    )
});
