//! Who and what is mentioned: names, nominals ("the group") and pronouns.

use dateline_core::{Document, NameType, Span};

use crate::EntityId;
use crate::entities::known;

const KNOWN: &str = "mentions.known";

/// The ids of the rules here; names that a model found carry the model's id.
pub const RULES: &[&str] = &[KNOWN];

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
    mentions.sort_by_key(|mention| mention.span);
    mentions
}
