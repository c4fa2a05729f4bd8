//! What an article reports: the document and a typed list for each layer.

mod evidence;
mod ids;

use dateline_core::{Document, Span};
pub(crate) use evidence::Evidence;
pub use ids::{ClaimId, EntityId, EventId, MentionId, PlaceId, QuoteId, TimeId};

use crate::claims::Claim;
use crate::entities::Entity;
use crate::events::Event;
use crate::five_w::FiveW;
use crate::keyphrases::Keyphrase;
use crate::mentions::Mention;
use crate::places::Place;
use crate::quantities::Quantity;
use crate::quotes::{Quote, Speaker};
use crate::relations::Relation;
use crate::times::Time;

/// What an article reports. Items refer to each other by ids, which index the lists here.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub(crate) document: Document,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) times: Vec<Time>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) places: Vec<Place>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) events: Vec<Event>,
    pub(crate) five_w: FiveW,
    pub(crate) keyphrases: Vec<Keyphrase>,
    pub(crate) summary: Vec<u32>,
}

impl Story {
    /// The annotated text.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Who and what is mentioned, in text order.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// One entity for each person, organisation, place or thing, under all its names.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Time expressions, in text order.
    #[must_use]
    pub fn times(&self) -> &[Time] {
        &self.times
    }

    /// Numbers, amounts and counts, in text order.
    #[must_use]
    pub fn quantities(&self) -> &[Quantity] {
        &self.quantities
    }

    /// Places, in text order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Quotations, in text order.
    #[must_use]
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// Who claims what, in text order.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The name of whoever speaks, where the text names them; the words that speak may be "the group" or "he".
    #[must_use]
    pub fn name_of(&self, speaker: &Speaker) -> Option<Span> {
        Some(self.entities.get(speaker.entity?.index())?.name)
    }

    /// What happened, in text order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What entities are to each other, in text order.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// What the article is about, best first.
    #[must_use]
    pub fn keyphrases(&self) -> &[Keyphrase] {
        &self.keyphrases
    }

    /// The sentences that tell the story in short, by their index, most important first.
    #[must_use]
    pub fn summary(&self) -> &[u32] {
        &self.summary
    }

    /// The answers to who, what, when, where, why and how.
    #[must_use]
    pub fn five_w(&self) -> &FiveW {
        &self.five_w
    }
}
