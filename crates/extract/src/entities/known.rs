//! Facts about bodies that news calls by several names.

use dateline_core::{Document, NameType, Span};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

/// A body of the lexicon.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) kind: NameType,
    pub(crate) subtype: Option<&'static str>,
}

/// One name of a body.
#[derive(Debug)]
struct KnownName {
    name: &'static str,
    id: usize,
    /// Also an ordinary word, so that it needs another name of the body in the same article.
    ordinary: bool,
}

struct Lexicon {
    bodies: Vec<Known>,
    /// The names by their first run of letters and digits, longest first.
    names: FxHashMap<&'static str, Vec<KnownName>>,
}

static LEXICON: Lazy<Lexicon> = Lazy::new(|| {
    let mut lexicon = Lexicon { bodies: Vec::new(), names: FxHashMap::default() };
    for entry in dateline_models::entries(lexicon::KNOWN_ENTITIES) {
        let mut columns = entry.split('\t');
        let (Some(kind), Some(subtype), Some(names)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Some(kind) = NameType::from_name(kind) else { continue };
        let id = lexicon.bodies.len();
        lexicon.bodies.push(Known { kind, subtype: Some(subtype).filter(|subtype| *subtype != "-") });
        for name in names.split('|') {
            let (name, ordinary) = name.strip_prefix('!').map_or((name, false), |name| (name, true));
            let names = lexicon.names.entry(first_run(name)).or_default();
            names.push(KnownName { name, id, ordinary });
            names.sort_by_key(|known| std::cmp::Reverse(known.name.len()));
        }
    }
    lexicon
});

fn first_run(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The body of that number.
pub(crate) fn body(id: usize) -> Option<&'static Known> {
    LEXICON.bodies.get(id)
}

/// The body that has this name, case and all.
pub(crate) fn named(name: &str) -> Option<usize> {
    LEXICON.names.get(first_run(name))?.iter().find(|known| known.name == name).map(|known| known.id)
}

/// A name of the lexicon that stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    pub(crate) span: Span,
    pub(crate) id: usize,
}

/// The known names in a document, in text order. A name that is also an ordinary word counts only beside another name of the same body.
pub(crate) fn sightings(document: &Document) -> Vec<Sighting> {
    let mut found: Vec<(Sighting, bool)> = Vec::new();
    let mut end = 0;
    for token in document.tokens() {
        let Some(rest) = document.text().get(token.span().start as usize..) else { continue };
        let Some(names) = LEXICON.names.get(first_run(token.text())).filter(|_| token.span().start >= end) else {
            continue;
        };
        let fits = |known: &&KnownName| {
            rest.strip_prefix(known.name).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        if let Some(known) = names.iter().find(fits) {
            let span = Span::new(token.span().start, token.span().start + known.name.len() as u32);
            // A word of capitals is no name where everything is written so.
            if !(known.ordinary && is_shouted(document, token)) {
                found.push((Sighting { span, id: known.id }, known.ordinary));
                end = span.end;
            }
        }
    }
    let sure: Vec<usize> = found.iter().filter(|(_, ordinary)| !ordinary).map(|(sighting, _)| sighting.id).collect();
    found
        .into_iter()
        .filter(|(sighting, ordinary)| !ordinary || sure.contains(&sighting.id))
        .map(|(sighting, _)| sighting)
        .collect()
}

/// Whether the words around a token are in capitals too.
fn is_shouted(document: &Document, token: dateline_core::Token<'_>) -> bool {
    let around = document.token_range((token.index() as u32).saturating_sub(2)..token.index() as u32 + 3);
    let others =
        around.filter(|other| *other != token && other.text().chars().filter(|c| c.is_alphabetic()).count() > 2);
    let mut others = others.peekable();
    others.peek().is_some() && others.all(|other| !other.text().contains(char::is_lowercase))
}
