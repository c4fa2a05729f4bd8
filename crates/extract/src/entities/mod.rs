//! One entity for each person, organisation, place or thing, under all its names.
//!
//! Names with the same words are one; then names that are known, or shown by the text, to be others of the same are joined: an abbreviation
//! in brackets, initials, a surname or first name, what somebody was born as or is known as, the short form of a body's name, a translation in
//! brackets, a well-known other name. Whom the text introduces as somebody's kin stays another, whatever name they share.
//!
//! What the caller [adds](NewEntity) goes before all of these. A million entities of two names each load in 3 s of one core and
//! take about 450 MB; a text is then read no slower.
//!
//! Known limits: names are joined, descriptions ("the group") and pronouns are not. A surname that stands beside a first name alone is taken from
//! whom it is coordinated with ("Katharine and Charles Parsons") only where both first names are in the list.

mod added;
mod families;
mod forms;
pub(crate) mod known;
mod links;
pub(crate) mod subtypes;

use std::borrow::Cow;
use std::sync::Arc;

use dateline_core::{Document, NameType, Span};

use crate::mentions::{Mention, MentionForm};
use crate::{EntityId, MentionId};

pub(crate) use added::Added;
pub use added::NewEntity;
pub(crate) use forms::{is_mark, is_title};
pub use links::RULES;

/// A person, organisation, place or other thing that the article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its fullest name, as the text has it.
    pub name: Span,
    /// What kind of thing it is.
    pub kind: Option<NameType>,
    /// A finer kind that news readers need: `militant_group`, `ministry`, `company` …
    pub subtype: Option<Cow<'static, str>>,
    /// What the caller who [added](NewEntity) it calls it.
    pub external_id: Option<Arc<str>>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
    /// How much the article is about it, 0 to 1.
    pub salience: f32,
    /// The rule that made it: how its names were joined, or that they are the same.
    pub rule: &'static str,
}

/// Another name of an entity, and how the text shows that it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The other name.
    pub name: Span,
    /// How it is known: `abbreviation`, `initials`, `surname`, `first_name`, `inner_name`, `nickname`, `known_as`, `short_name`, `translation`,
    /// `variant` or `known`.
    pub how: &'static str,
    /// The words that show it.
    pub evidence: Span,
}

/// Joins mentions into entities.
#[must_use]
pub fn chain(document: &Document, mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Entity>) {
    chain_with(&Added::default(), document, mentions)
}

/// The same, by what the caller knows of entities too.
pub(crate) fn chain_with(
    added: &Added,
    document: &Document,
    mut mentions: Vec<Mention>,
) -> (Vec<Mention>, Vec<Entity>) {
    let chains = links::chains(added, document, &mentions);
    let mut entities = Vec::with_capacity(chains.len());
    for (id, chain) in (0..).map(EntityId).zip(chains) {
        for &mention in &chain.mentions {
            if let Some(mention) = mentions.get_mut(mention) {
                mention.entity = Some(id);
                if chain.family {
                    mention.kind = Some(NameType::Person);
                }
            }
        }
        entities.push(entity(added, document, &mentions, chain));
    }
    weigh(document, &mentions, &mut entities);
    (mentions, entities)
}

/// Works out how much the article is about each entity.
pub(crate) fn weigh(document: &Document, mentions: &[Mention], entities: &mut [Entity]) {
    for entity in entities.iter_mut() {
        let own = entity.mentions.iter().filter_map(|mention| mentions.get(mention.index()));
        entity.salience = own.map(|mention| weight(document, mention)).sum();
    }
    let most = entities.iter().map(|entity| entity.salience).fold(0.0, f32::max);
    for entity in entities {
        entity.salience /= most.max(1.0);
    }
}

fn entity(added: &Added, document: &Document, mentions: &[Mention], chain: links::Chain) -> Entity {
    let own = || chain.mentions.iter().filter_map(|&mention| mentions.get(mention));
    let facts = chain.added.and_then(|id| added.facts(id));
    let kind = facts
        .and_then(|facts| facts.kind)
        .or_else(|| chain.known.and_then(known::body).map(|body| body.kind))
        .or_else(|| commonest(own().filter_map(|mention| mention.kind)));
    let subtype = || {
        let known = chain.known.and_then(known::body).and_then(|body| body.subtype);
        known.or(chain.family.then_some("family"))
    };
    let described = || subtypes::of(document, kind, own().map(|mention| mention.span));
    Entity {
        name: chain.name,
        kind,
        subtype: facts
            .and_then(|facts| facts.subtype.clone())
            .or_else(|| subtype().or_else(described).map(Cow::Borrowed)),
        external_id: facts.and_then(|facts| facts.id.clone()),
        aliases: chain.aliases,
        mentions: chain.mentions.iter().map(|&mention| MentionId(mention as u32)).collect(),
        salience: 0.0,
        rule: chain.rule,
    }
}

/// The kind that most mentions have; of two as common, the one that comes first.
fn commonest(kinds: impl Iterator<Item = NameType>) -> Option<NameType> {
    let mut counts = [0_usize; NameType::ALL.len()];
    let mut order = Vec::new();
    for kind in kinds {
        if let Some(count) = counts.get_mut(kind as usize) {
            *count += 1;
        }
        order.push(kind);
    }
    order.into_iter().rev().max_by_key(|&kind| counts.get(kind as usize).copied())
}

/// What a mention adds to an entity's salience: headline and lead count most, pronouns half.
fn weight(document: &Document, mention: &Mention) -> f32 {
    if mention.form == MentionForm::Pronoun {
        return 0.5;
    }
    let block =
        document.token_at(mention.span.start).and_then(|token| token.sentence()).map(|sentence| sentence.block());
    match block {
        Some(block) if block.kind() == dateline_core::BlockKind::Headline => 3.0,
        Some(block) if block.index() <= 3 => 1.5,
        _ => 1.0,
    }
}
