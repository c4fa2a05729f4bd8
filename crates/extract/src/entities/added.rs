//! Entities that the caller knows, and names that the caller refuses.

use std::borrow::Cow;
use std::sync::Arc;

use dateline_core::{Document, NameType, Span, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// An entity that the caller knows, with all its names.
///
/// The names of one are one entity wherever they stand; those of two are never joined. So an entity adds names, and it also corrects: two
/// entities that are one become a `NewEntity` with both names, one that is two becomes two of them.
///
/// ```
/// use dateline_extract::Extractor;
/// use dateline_extract::core::NameType;
/// use dateline_extract::entities::NewEntity;
/// let school = NewEntity::new("Dunmore Hall").alias("the Hall").kind(NameType::Org).subtype("school").id("Q42");
/// let story = Extractor::english().with_entities([school]).extract("Dunmore Hall has closed. Pupils left the Hall on Friday.");
/// let entity = &story.entities()[0];
/// assert_eq!((entity.mentions.len(), entity.subtype.as_deref(), entity.external_id.as_deref()), (2, Some("school"), Some("Q42")));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntity {
    names: Vec<String>,
    kind: Option<NameType>,
    subtype: Option<Cow<'static, str>>,
    id: Option<Arc<str>>,
    any_case: bool,
}

impl NewEntity {
    /// An entity of this name. A name is found where its words stand with the same capitals, and in a line of capitals; before a possessive
    /// mark too, never inside a word. The longest name at a place counts; of several entities with one name, the one that was added first.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { names: vec![name.into()], kind: None, subtype: None, id: None, any_case: false }
    }

    /// Another name of it.
    #[must_use]
    pub fn alias(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// What kind of thing it is. Without it the model's word counts, where it has one.
    #[must_use]
    pub fn kind(mut self, kind: NameType) -> Self {
        self.kind = Some(kind);
        self
    }

    /// A finer kind: one that the library uses, such as `militant_group`, or one of the caller's own.
    #[must_use]
    pub fn subtype(mut self, subtype: impl Into<Cow<'static, str>>) -> Self {
        self.subtype = Some(subtype.into());
        self
    }

    /// What the caller calls it, to be found again in [`Entity::external_id`](super::Entity::external_id).
    #[must_use]
    pub fn id(mut self, id: impl Into<Arc<str>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Finds its names whatever their capitals.
    #[must_use]
    pub fn any_case(mut self) -> Self {
        self.any_case = true;
        self
    }
}

/// The number of an entity among those added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AddedId(u32);

/// What is known of an added entity besides its names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: Option<NameType>,
    pub(crate) subtype: Option<Cow<'static, str>>,
    pub(crate) id: Option<Arc<str>>,
    any_case: bool,
}

#[derive(Clone, Debug)]
struct Name {
    words: Box<str>,
    owner: AddedId,
    /// The next name with the same small letters.
    next: Option<u32>,
}

/// The entities that a caller added, by their names, and the names that were refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Added {
    facts: Vec<Facts>,
    names: Vec<Name>,
    /// The first name with these small letters.
    by_letters: FxHashMap<Box<str>, u32>,
    /// The length of the longest name that begins with this word.
    longest: FxHashMap<Box<str>, u32>,
    refused: FxHashSet<Box<str>>,
}

/// How many tokens a name has at most.
const TOKENS: usize = 24;

impl Added {
    pub(crate) fn add(&mut self, entities: impl IntoIterator<Item = NewEntity>) {
        for NewEntity { names, kind, subtype, id, any_case } in entities {
            let owner = AddedId(self.facts.len() as u32);
            self.facts.push(Facts { kind, subtype, id, any_case });
            for name in names {
                let words = plain(&name);
                let letters = words.to_lowercase();
                let first = first_word(&letters);
                if first.is_empty() {
                    continue;
                }
                let long = words.len() as u32;
                match self.longest.get_mut(first) {
                    Some(length) => *length = (*length).max(long),
                    None => drop(self.longest.insert(first.into(), long)),
                }
                let at = self.names.len() as u32;
                self.names.push(Name { words: words.into(), owner, next: None });
                // The chain keeps the order in which names were added.
                match self.by_letters.entry(letters.into()) {
                    std::collections::hash_map::Entry::Vacant(slot) => drop(slot.insert(at)),
                    std::collections::hash_map::Entry::Occupied(slot) => {
                        let mut last = *slot.get();
                        while let Some(next) = self.names.get(last as usize).and_then(|name| name.next) {
                            last = next;
                        }
                        if let Some(name) = self.names.get_mut(last as usize) {
                            name.next = Some(at);
                        }
                    }
                }
            }
        }
    }

    pub(crate) fn refuse(&mut self, names: impl IntoIterator<Item = String>) {
        self.refused.extend(names.into_iter().map(|name| Box::from(plain(&name))));
    }

    pub(crate) fn facts(&self, id: AddedId) -> Option<&Facts> {
        self.facts.get(id.0 as usize)
    }

    /// Whether the caller said that these words are no name.
    pub(crate) fn refuses(&self, name: &str) -> bool {
        if self.refused.is_empty() {
            return false;
        }
        let words = plain(name);
        let bare = words.strip_prefix("the ").or(words.strip_prefix("The "));
        self.refused.contains(words.as_str()) || bare.is_some_and(|bare| self.refused.contains(bare))
    }

    /// The entity that has this name.
    pub(crate) fn named(&self, name: &str) -> Option<AddedId> {
        if self.names.is_empty() {
            return None;
        }
        let words = plain(name);
        let mut at = self.by_letters.get(words.to_lowercase().as_str()).copied();
        while let Some(name) = at.and_then(|at| self.names.get(at as usize)) {
            let any_case = || self.facts(name.owner).is_some_and(|facts| facts.any_case);
            // In a line of capitals nothing else can be told; a short one is an abbreviation.
            let capitals = || words.len() > 4 && !words.contains(char::is_lowercase);
            if *name.words == *words || any_case() || capitals() {
                return Some(name.owner);
            }
            at = name.next;
        }
        None
    }

    /// Where names of added entities stand, in text order, none overlapping another.
    pub(crate) fn sightings(&self, document: &Document) -> Vec<(Span, AddedId)> {
        let mut found = Vec::new();
        let mut end = 0;
        if self.names.is_empty() {
            return found;
        }
        for token in document.tokens().filter(|token| token.text().starts_with(char::is_alphanumeric)) {
            if token.span().start < end {
                continue;
            }
            if let Some((span, id)) = self.longest_at(document, token) {
                end = span.end;
                found.push((span, id));
            }
        }
        found
    }

    fn longest_at(&self, document: &Document, first: Token<'_>) -> Option<(Span, AddedId)> {
        let longest = *self.longest.get(first_word(&first.text().to_lowercase()))? as usize;
        let sentence = first.sentence();
        let index = first.index() as u32;
        let mut found = None;
        for last in document.token_range(index..index + TOKENS as u32) {
            let span = first.span().cover(last.span());
            // White space and marks may be longer in the text than in the name; letters are not.
            if last.sentence() != sentence || span.len() > 2 * longest + 8 {
                break;
            }
            found = self.named(document.slice(span)).map(|id| (span, id)).or(found);
        }
        found
    }
}

/// The words of a name with plain spaces, apostrophes and hyphens.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
            continue;
        }
        plain.extend(word.chars().map(|c| match c {
            '’' | '‘' | 'ʼ' => '\'',
            '‐' | '‑' | '–' => '-',
            c => c,
        }));
    }
    plain
}

fn first_word(letters: &str) -> &str {
    letters.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}
