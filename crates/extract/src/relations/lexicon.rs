//! The words that say what one is to another.

use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

use super::RelationKind;

/// A noun that says what its bearer is to somebody.
#[derive(Debug)]
pub(super) struct Role {
    /// All its words.
    pub(super) words: Vec<&'static str>,
    pub(super) kind: RelationKind,
    /// The prepositions that may stand before the other.
    pub(super) prepositions: Vec<&'static str>,
}

/// Whether a verb's subject or the subject of its passive stands in the relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    Passive,
}

/// A verb that says what one is to another.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) voice: Voice,
    /// The particle or preposition before the object.
    pub(super) with: Option<&'static str>,
    pub(super) kind: RelationKind,
}

/// A participle after a hyphen: from what is described to the name before it, and the other way round.
#[derive(Debug)]
pub(super) struct Compound {
    pub(super) forth: Option<RelationKind>,
    pub(super) back: Option<RelationKind>,
}

fn columns<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    dateline_models::entries(list).map(|entry| {
        let mut columns = entry.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// The nouns by their last word, those of more words first.
static ROLES: Lazy<FxHashMap<&'static str, Vec<Role>>> = Lazy::new(|| {
    let mut roles: FxHashMap<&'static str, Vec<Role>> = FxHashMap::default();
    for [noun, kind, prepositions] in columns(lexicon::RELATION_ROLES) {
        let words: Vec<&str> = noun.split(' ').flat_map(parted).collect();
        let (Some(&last), Some(kind)) = (words.last(), RelationKind::from_name(kind)) else { continue };
        let same = roles.entry(last).or_default();
        same.push(Role { words, kind, prepositions: prepositions.split(' ').collect() });
        same.sort_by_key(|role| std::cmp::Reverse(role.words.len()));
    }
    roles
});

/// A word as the tokeniser parts it: at its hyphens, which are words too, but not behind a prefix: "co-founder".
fn parted(word: &'static str) -> Vec<&'static str> {
    let prefix =
        |first: &str| columns(lexicon::HYPHEN_AFFIXES).any(|[affix, place]| affix == first && place == "prefix");
    if word.split_once('-').is_some_and(|(first, _)| prefix(first)) {
        return vec![word];
    }
    let mut parts: Vec<&str> = word.split('-').flat_map(|part| [part, "-"]).collect();
    parts.pop();
    parts
}

static FRAMES: Lazy<FxHashMap<&'static str, Vec<Frame>>> = Lazy::new(|| {
    let mut frames: FxHashMap<&'static str, Vec<Frame>> = FxHashMap::default();
    for [verb, voice, with, kind] in columns(lexicon::RELATION_VERBS) {
        let Some(kind) = RelationKind::from_name(kind) else { continue };
        let voice = if voice == "passive" { Voice::Passive } else { Voice::Active };
        frames.entry(verb).or_default().push(Frame { voice, with: Some(with).filter(|with| *with != "-"), kind });
    }
    frames
});

static COMPOUNDS: Lazy<FxHashMap<&'static str, Compound>> = Lazy::new(|| {
    let compound = |[word, forth, back]: [&'static str; 3]| {
        (word, Compound { forth: RelationKind::from_name(forth), back: RelationKind::from_name(back) })
    };
    columns(lexicon::RELATION_COMPOUNDS).map(compound).collect()
});

static WORDS: Lazy<FxHashMap<&'static str, FxHashSet<&'static str>>> = Lazy::new(|| {
    let mut words: FxHashMap<&'static str, FxHashSet<&'static str>> = FxHashMap::default();
    for [class, word] in columns(lexicon::RELATION_WORDS) {
        words.entry(class).or_default().insert(word);
    }
    words
});

/// The countries' codes by the words for their people and things.
static NATIONALITIES: Lazy<FxHashMap<&'static str, &'static str>> = Lazy::new(|| {
    columns(lexicon::DEMONYMS).flat_map(|[code, words]| words.split('|').map(move |word| (word, code))).collect()
});

/// The classes of one side of a relation.
type Classes = Vec<&'static str>;

/// What may stand on the two sides of each kind.
static SIDES: Lazy<Vec<(RelationKind, Classes, Classes)>> = Lazy::new(|| {
    columns(lexicon::RELATION_KINDS)
        .filter_map(|[kind, subject, object]| {
            Some((RelationKind::from_name(kind)?, subject.split(' ').collect(), object.split(' ').collect()))
        })
        .collect()
});

/// The nouns that end in this word.
pub(super) fn roles(last: &str) -> &'static [Role] {
    ROLES.get(last).map(Vec::as_slice).unwrap_or_default()
}

/// What the verb says.
pub(super) fn frames(lemma: &str) -> &'static [Frame] {
    FRAMES.get(lemma).map(Vec::as_slice).unwrap_or_default()
}

/// What the participle after a hyphen says.
pub(super) fn compound(word: &str) -> Option<&'static Compound> {
    COMPOUNDS.get(word)
}

/// Whether a word is of a class of the list of words.
pub(super) fn is(class: &str, word: &str) -> bool {
    WORDS.get(class).is_some_and(|words| words.contains(word))
}

/// The code of the country whose people or things the word means.
pub(super) fn nationality(word: &str) -> Option<&'static str> {
    NATIONALITIES.get(word).copied()
}

/// Whether these classes may stand on the two sides of a relation.
pub(super) fn fits(kind: RelationKind, subject: &[&str], object: &[&str]) -> bool {
    SIDES.iter().filter(|side| side.0 == kind).any(|(_, subjects, objects)| {
        subject.iter().any(|class| subjects.contains(class)) && object.iter().any(|class| objects.contains(class))
    })
}

/// Whether these classes may be the object of a relation.
pub(super) fn takes(kind: RelationKind, object: &[&str]) -> bool {
    SIDES.iter().filter(|side| side.0 == kind).any(|side| object.iter().any(|class| side.2.contains(class)))
}
