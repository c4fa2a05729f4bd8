//! Names of things: whether an event, a work, a product or a law. The corpora that train the model seldom tell the four apart, the name's own
//! words do (`Voting Rights Act`, `Hurricane Dora`), and so does what stands beside it (`during Carnival`, `“Night Train”`).

use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Word, Words, spelling};
use super::{Found, Set, THING, hash, set, stated};
use crate::NameType;

/// Gives names of things their type.
pub(super) fn apply(words: &Words, found: &mut [Found]) {
    events(words, found);
    let things = |name: &&mut Found| {
        matches!(name.kind, NameType::Event | NameType::WorkOfArt | NameType::Product | NameType::Law)
    };
    let mut told: FxHashMap<u64, NameType> = FxHashMap::default();
    for name in found.iter_mut().filter(things) {
        let Some(kind) = by_words(words, name).or_else(|| by_place(words, name)) else { continue };
        // One word in quotation marks may stand there for another reason.
        if kind == NameType::WorkOfArt && name.tokens.len() == 1 {
            (name.kind, name.rule) = (kind, THING);
        } else {
            told.entry(stated::key(words, name)).or_insert(kind);
        }
    }
    for name in found.iter_mut().filter(things) {
        if let Some(kind) = told.get(&stated::key(words, name)).filter(|kind| **kind != name.kind) {
            (name.kind, name.rule) = (*kind, THING);
        }
    }
}

/// A holiday's name is the holiday, though people have it too: `the fast of Ramadan`; a storm goes by its own name: `Dora` after `Hurricane Dora`. Not
/// where the text names somebody so in full.
fn events(words: &Words, found: &mut [Found]) {
    let parts = |name: &Found| words.words.get(name.tokens.clone()).unwrap_or_default();
    let storms: FxHashSet<u64> = found
        .iter()
        .filter_map(|name| match parts(name) {
            [.., kind, own] if STORMS.contains(&kind.lower) => Some(own.lower),
            _ => None,
        })
        .collect();
    let is_thing = |name: &Found| {
        let key = stated::key(words, name);
        matches!(name.kind, NameType::Person | NameType::Gpe | NameType::Org)
            && (HOLIDAYS.contains(&key) || matches!(parts(name), [own] if storms.contains(&own.lower)))
    };
    if !found.iter().any(is_thing) {
        return;
    }
    let full = found.iter().filter(|name| name.kind == NameType::Person && name.tokens.len() > 1);
    let people: FxHashSet<u64> = full.flat_map(parts).map(|word| word.lower).collect();
    let is_somebody = |name: &Found| matches!(parts(name), [only] if people.contains(&only.lower));
    for name in found.iter_mut() {
        if is_thing(name) && !is_somebody(name) {
            (name.kind, name.rule) = (NameType::Event, THING);
        }
    }
}

/// By its head, `Paris Agreement`, `War in Darfur`, or its first word, `Operation Tern`, `2020 Games`.
fn by_words(words: &Words, name: &Found) -> Option<NameType> {
    let parts = words.words.get(name.tokens.clone())?;
    let (first, last) = (parts.first()?, parts.last()?);
    let of =
        parts.iter().position(|word| AFTER_HEAD.contains(&word.lower)).and_then(|of| parts.get(of.checked_sub(1)?));
    let head = |word: &Word| stated::kind(word, stated::HEAD);
    head(last).or_else(|| of.and_then(head)).or_else(|| {
        let tells = [&STORMS, &FIRST].into_iter().any(|words| words.contains(&first.lower));
        let opens = parts.len() > 1 && (tells || first.surface == spelling::DIGITS);
        opens.then_some(NameType::Event)
    })
}

/// By what stands around it.
fn by_place(words: &Words, name: &Found) -> Option<NameType> {
    let sentence = words.sentence_at(name.tokens.start);
    let word = |at: usize| words.words.get(at).filter(|_| sentence.contains(&at));
    let before = |n: usize| name.tokens.start.checked_sub(n).and_then(word);
    let is_mark = |word: Option<&Word>| word.is_some_and(|word| word.surface == spelling::QUOTE);
    if is_mark(before(1)) && is_mark(word(name.tokens.end)) {
        return Some(NameType::WorkOfArt);
    }
    let is = |word: Option<&Word>, set: &Set| word.is_some_and(|word| set.contains(&word.lower));
    let article = usize::from(is(before(1), &ARTICLES));
    let auxiliary = usize::from(is(word(name.tokens.end), &AUXILIARIES));
    let sails = is(word(name.tokens.end + auxiliary), &SAILING);
    let manned = is(before(1 + article), &AFTER_HEAD) && is(before(2 + article), &CREWS);
    if sails || manned || is(before(1 + article), &ABOARD) {
        return Some(NameType::Product);
    }
    is(before(1 + article), &TEMPORAL).then_some(NameType::Event)
}

/// Holidays, by the words of their names.
static HOLIDAYS: Set = Lazy::new(|| {
    let names = dateline_models::entries(dateline_models::times::HOLIDAYS).filter_map(|entry| entry.split('\t').next());
    let word = |key, word: &str| hash::join(key, hash::word(word.as_bytes()));
    names.map(|name| name.to_lowercase().replace("'s", " 's").split(' ').fold(0, word)).collect()
});
/// What may follow the head of a name.
static AFTER_HEAD: Set = Lazy::new(|| set("of in on for against at between"));
/// First words of names of other events.
static FIRST: Set = Lazy::new(|| set("operation battle"));
/// What stands before a storm's own name.
static STORMS: Set = Lazy::new(|| set("hurricane typhoon cyclone storm"));
/// What ships and aircraft do, and what they have: `the Halden Star was carrying`, `the wreck of the Halden Star`.
static SAILING: Set = Lazy::new(|| set("sank sunk sinking capsized sailed docked foundered carrying"));
static AUXILIARIES: Set = Lazy::new(|| set("was is had has"));
static CREWS: Set = Lazy::new(|| set("wreck wreckage sinking crew captain skipper"));
static ABOARD: Set = Lazy::new(|| set("aboard"));
static ARTICLES: Set = Lazy::new(|| set("the this last next"));
static TEMPORAL: Set = Lazy::new(|| set("during before after since until"));
