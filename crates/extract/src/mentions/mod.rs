//! Who and what is mentioned: names, nominals ("the group") and pronouns.

use dateline_core::{Document, NameType, Span};

use crate::EntityId;
use crate::entities::{Added, is_title, known};

const KNOWN: &str = "mentions.known";
const ADDED: &str = "mentions.added";

/// The ids of the rules here; names that a model found carry the model's id.
pub const RULES: &[&str] = &[KNOWN, ADDED];

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// By a name: "Amnesty International".
    Name,
    /// By a description: "the group".
    Nominal,
    /// By a pronoun: "it".
    Pronoun,
}

/// A mention of a person, organisation, place or thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing it refers to, where that is known.
    pub kind: Option<NameType>,
    /// How it refers.
    pub form: MentionForm,
    /// The entity that it refers to.
    pub entity: Option<EntityId>,
    /// The rule or model that found it.
    pub rule: &'static str,
    /// How sure, 0 to 1, where a model decided.
    pub score: Option<f32>,
}

/// The names of a document, in text order, none overlapping another: what the model found, and bodies that every reader of news knows.
#[must_use]
pub fn find(document: &Document) -> Vec<Mention> {
    find_with(&Added::default(), document)
}

/// The same with the names that the caller added and without those that the caller refused.
pub(crate) fn find_with(added: &Added, document: &Document) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = document
        .names()
        .into_iter()
        .flatten()
        .filter(|name| {
            name.tokens()
                .next()
                .and_then(|token| token.sentence())
                .is_some_and(|sentence| sentence.block().kind().is_story())
        })
        .map(|name| Mention {
            span: name.span(),
            kind: Some(name.kind()),
            form: MentionForm::Name,
            entity: None,
            rule: name.rule(),
            score: Some(name.score()),
        })
        .collect();
    let found = mentions.len();
    for sighting in known::sightings(document) {
        // `mentions` is sorted up to `found`, without overlaps.
        let from =
            mentions.get(..found).map_or(0, |names| names.partition_point(|name| name.span.end <= sighting.span.start));
        let overlapping = mentions.get(from).filter(|name| from < found && name.span.start < sighting.span.end);
        let kind = known::body(sighting.id).map(|body| body.kind);
        match overlapping {
            // The model's longer name stands: "Islamic State fighters", "US Airways". The same words are what the lexicon knows them to be.
            Some(name) if name.span != sighting.span => {}
            Some(_) => {
                if let Some(name) = mentions.get_mut(from) {
                    name.kind = kind;
                }
            }
            None => mentions.push(Mention {
                span: sighting.span,
                kind,
                form: MentionForm::Name,
                entity: None,
                rule: KNOWN,
                score: None,
            }),
        }
    }
    mentions.retain(|mention| !added.refuses(document.slice(mention.span)));
    mentions.sort_by_key(|mention| mention.span);
    add(added, document, mentions)
}

/// Puts the caller's names in place of what else was found there, unless a longer name holds them: "Apple" of "Apple Daily".
fn add(added: &Added, document: &Document, found: Vec<Mention>) -> Vec<Mention> {
    let sightings = added.sightings(document);
    if sightings.is_empty() {
        return found;
    }
    let longer = |name: &Mention, span: Span| {
        name.span != span
            && name.span.contains(span)
            && document.tokens_in(name.span).any(|word| {
                let word_of_name = word.text().starts_with(char::is_uppercase) && !is_title(word.text());
                word_of_name && !span.contains(word.span()) && !word.text().eq_ignore_ascii_case("the")
            })
    };
    let mut found = found.into_iter().peekable();
    let mut mentions = Vec::new();
    for (span, id) in sightings {
        while let Some(before) = found.next_if(|name| name.span.end <= span.start) {
            mentions.push(before);
        }
        if found.peek().is_some_and(|name| longer(name, span)) {
            continue;
        }
        let mut kind = added.facts(id).and_then(|facts| facts.kind);
        while let Some(there) = found.next_if(|name| name.span.start < span.end) {
            kind = kind.or(there.kind);
        }
        mentions.push(Mention { span, kind, form: MentionForm::Name, entity: None, rule: ADDED, score: None });
    }
    mentions.extend(found);
    mentions
}
