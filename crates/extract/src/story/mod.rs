//! What an article reports: the document and a typed list for each layer.

mod ids;

use dateline_core::Document;
pub use ids::{ClaimId, EntityId, EventId, MentionId, PlaceId, QuoteId, TimeId};

use crate::claims::Claim;
use crate::entities::Entity;
use crate::events::Event;
use crate::five_w::FiveW;
use crate::mentions::Mention;
use crate::places::Place;
use crate::quantities::Quantity;
use crate::quotes::Quote;
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
    pub(crate) events: Vec<Event>,
    pub(crate) five_w: FiveW,
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

    /// What happened, in text order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The answers to who, what, when, where, why and how.
    #[must_use]
    pub fn five_w(&self) -> &FiveW {
        &self.five_w
    }
}
