//! Who and what is mentioned: names, nominals ("the group") and pronouns.

use dateline_core::{Document, NameType, Span};

use crate::EntityId;

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
    /// The token that carries its meaning: the head noun, or the last word of a name.
    pub head: u32,
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

/// The mentions of a document, in text order.
#[must_use]
pub fn find(document: &Document) -> Vec<Mention> {
    let names = document.names().into_iter().flatten();
    names
        .filter_map(|name| {
            let head = name.tokens().next_back()?.index() as u32;
            Some(Mention {
                span: name.span(),
                head,
                kind: Some(name.kind()),
                form: MentionForm::Name,
                entity: None,
                rule: name.rule(),
                score: Some(name.score()),
            })
        })
        .collect()
}
