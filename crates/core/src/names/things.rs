//! Names of things: whether an event, a work, a product or a law. The corpora that train the model seldom tell the four apart, the name's own
//! words do (`Voting Rights Act`, `Hurricane Dora`), and so does what stands beside it (`during Carnival`, `“Night Train”`).

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::words::{Word, Words, spelling};
use super::{Found, Set, THING, set, stated};
use crate::NameType;

/// Gives names of things their type.
pub(super) fn apply(words: &Words, found: &mut [Found]) {
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

/// By its head, `Paris Agreement`, `War in Darfur`, or its first word, `Operation Tern`, `2020 Games`.
fn by_words(words: &Words, name: &Found) -> Option<NameType> {
    let parts = words.words.get(name.tokens.clone())?;
    let (first, last) = (parts.first()?, parts.last()?);
    let of =
        parts.iter().position(|word| AFTER_HEAD.contains(&word.lower)).and_then(|of| parts.get(of.checked_sub(1)?));
    let head = |word: &Word| stated::kind(word, stated::HEAD);
    head(last).or_else(|| of.and_then(head)).or_else(|| {
        let opens = parts.len() > 1 && (FIRST.contains(&first.lower) || first.surface == spelling::DIGITS);
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
    let article = usize::from(before(1).is_some_and(|word| ARTICLES.contains(&word.lower)));
    before(1 + article).is_some_and(|word| TEMPORAL.contains(&word.lower)).then_some(NameType::Event)
}

/// What may follow the head of a name.
static AFTER_HEAD: Set = Lazy::new(|| set("of in on for against at between"));
/// First words of names of events.
static FIRST: Set = Lazy::new(|| set("hurricane typhoon cyclone storm operation battle"));
static ARTICLES: Set = Lazy::new(|| set("the this last next"));
static TEMPORAL: Set = Lazy::new(|| set("during before after since until"));
