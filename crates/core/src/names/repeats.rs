//! A name that is clear once is found everywhere in the text, and a person's family name stands for the person.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hash::join;
use super::lexicon::flag;
use super::words::{Casing, Word, Words};
use super::{Found, REPEAT};
use crate::NameType;

/// From this certainty on, a name says what the same words are elsewhere.
const CLEAR: f32 = 0.85;
/// Longest name that is looked for again, in words.
const LONGEST: usize = 6;

/// Adds the places of clear names that the model passed over.
pub(super) fn add(words: &Words, found: &mut Vec<Found>) {
    let mut clear: FxHashMap<u64, (NameType, f32)> = FxHashMap::default();
    let mut opening: FxHashSet<u64> = FxHashSet::default();
    let mut learn = |parts: &[Word], kind: NameType, score: f32| {
        let Some((first, rest)) = parts.split_first() else { return };
        if parts.len() > LONGEST || (rest.is_empty() && !is_telling(first)) {
            return;
        }
        opening.insert(first.lower);
        let key = rest.iter().fold(first.lower, |key, word| join(key, word.lower));
        let known = clear.entry(key).or_insert((kind, score));
        if score > known.1 {
            *known = (kind, score);
        }
    };
    for name in found.iter().filter(|name| name.score >= CLEAR) {
        let parts = words.words.get(name.tokens.clone()).unwrap_or_default();
        learn(parts, name.kind, name.score);
        if name.kind == NameType::Person && parts.len() > 1 {
            learn(parts.get(parts.len() - 1..).unwrap_or_default(), name.kind, name.score * 0.95);
        }
    }
    if clear.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut names = found.iter().peekable();
    for (range, &casing) in words.sentences.iter().zip(&words.casing) {
        let mut at = range.start;
        while at < range.end {
            while names.next_if(|name| name.tokens.end <= at).is_some() {}
            let limit = match names.peek() {
                Some(name) if name.tokens.start <= at => {
                    at = name.tokens.end;
                    continue;
                }
                Some(name) => name.tokens.start.min(range.end),
                None => range.end,
            };
            match longest(words, at, limit, &clear, &opening)
                .filter(|(end, ..)| stands_alone(words, range.start, at, *end, range.end, casing))
            {
                Some((end, kind, score)) => {
                    added.push(Found { tokens: at..end, kind, score: score * 0.8, rule: REPEAT });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    if !added.is_empty() {
        found.append(&mut added);
        found.sort_by_key(|name| name.tokens.start);
    }
}

/// Gives all places of the same words the type that they have most surely, unless the lexicon has them as several things.
pub(super) fn agree(words: &Words, found: &mut [Found]) {
    let key = |name: &Found| {
        words.words.get(name.tokens.clone()).unwrap_or_default().iter().fold(0, |key, word| join(key, word.lower))
    };
    let mut sums: FxHashMap<u64, BTreeMap<NameType, f32>> = FxHashMap::default();
    for name in found.iter() {
        *sums.entry(key(name)).or_default().entry(name.kind).or_default() += name.score;
    }
    sums.retain(|_, kinds| kinds.len() > 1);
    if sums.is_empty() {
        return;
    }
    for name in found.iter_mut() {
        let Some(kinds) = sums.get(&key(name)) else { continue };
        let (mut best, mut most) = (name.kind, 0.0);
        for (&kind, &sum) in kinds {
            if sum > most {
                (best, most) = (kind, sum);
            }
        }
        if best != name.kind && !is_open(words, name) {
            (name.kind, name.rule) = (best, REPEAT);
        }
    }
}

/// A word alone that opens an organisation's clear name stands for it, unless it is clear itself or in a person's name: `Amaq` beside `Amaq
/// News Agency`.
pub(super) fn shorten(words: &Words, found: &mut [Found]) {
    let parts = |name: &Found| words.words.get(name.tokens.clone()).unwrap_or_default();
    let (mut opening, mut people) = (FxHashSet::default(), FxHashSet::default());
    for name in found.iter().filter(|name| name.tokens.len() > 1 && name.score >= CLEAR) {
        match name.kind {
            NameType::Org => opening.extend(parts(name).first().map(|word| word.lower)),
            NameType::Person => people.extend(parts(name).iter().map(|word| word.lower)),
            _ => {}
        }
    }
    let known = flag::GIVEN | flag::FAMILY | flag::GPE | flag::REGION | flag::NORP;
    for name in found.iter_mut().filter(|name| name.kind == NameType::Person && name.score < CLEAR) {
        let [only] = parts(name) else { continue };
        if only.entry.flags & known == 0 && opening.contains(&only.lower) && !people.contains(&only.lower) {
            (name.kind, name.rule) = (NameType::Org, REPEAT);
        }
    }
}

/// A word that is several things by itself: a town that people are called after, a people that is an adjective.
fn is_open(words: &Words, name: &Found) -> bool {
    let Some([only]) = words.words.get(name.tokens.clone()) else { return false };
    let flags = only.entry.flags;
    name.score >= CLEAR && flags & (flag::GPE | flag::REGION | flag::NORP) != 0
}

/// Whether a word alone can be taken for a name wherever it has a capital.
fn is_telling(word: &Word) -> bool {
    word.is_capital()
        && word.entry.flags & (flag::FREQUENT | flag::LOWER | flag::CALENDAR | flag::TITLE) == 0
        && !word.evidence.lower
}

fn longest(
    words: &Words,
    at: usize,
    limit: usize,
    clear: &FxHashMap<u64, (NameType, f32)>,
    opening: &FxHashSet<u64>,
) -> Option<(usize, NameType, f32)> {
    let first = words.words.get(at).filter(|word| word.is_capital() && opening.contains(&word.lower))?;
    let (mut key, mut best) = (first.lower, None);
    for end in at + 1..=limit.min(at + LONGEST) {
        if let Some(&(kind, score)) = clear.get(&key) {
            best = Some((end, kind, score));
        }
        let Some(next) = words.words.get(end) else { break };
        key = join(key, next.lower);
    }
    best
}

/// Whether the words beside are no part of a longer name.
fn stands_alone(words: &Words, start: usize, at: usize, end: usize, limit: usize, casing: Casing) -> bool {
    let capital =
        |n: usize| words.words.get(n).is_some_and(|word| word.is_capital() && word.entry.flags & flag::TITLE == 0);
    casing != Casing::Normal
        || ((at == start || at == start + 1 || !capital(at - 1)) && (end >= limit || !capital(end)))
}
