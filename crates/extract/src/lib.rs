//! Reads an annotated [`Document`] into a [`Story`]: what the article reports, as data.

mod error;
mod extractor;
mod story;

pub mod claims;
pub mod coreference;
pub mod entities;
pub mod events;
pub mod factuality;
pub mod five_w;
pub mod keyphrases;
pub mod mentions;
pub mod places;
pub mod quantities;
pub mod quotes;
pub mod relations;
pub mod report;
pub mod summary;
pub mod times;

pub use dateline_core as core;
pub use dateline_core::{Article, Document, Published, Span};
pub use error::Error;
pub use extractor::Extractor;
pub use report::{Report, ReportOptions};
pub use story::{ClaimId, EntityId, EventId, MentionId, PlaceId, QuoteId, Story, TimeId};

/// The ids of every rule, layer by layer. Each has cases under `tests/cases` that say what it finds and what it must not.
pub fn rules() -> impl Iterator<Item = &'static str> {
    let layers = [
        mentions::RULES,
        entities::RULES,
        coreference::RULES,
        times::RULES,
        quantities::RULES,
        places::RULES,
        quotes::RULES,
        claims::RULES,
        events::RULES,
        relations::RULES,
        five_w::RULES,
        keyphrases::RULES,
    ];
    dateline_core::rules().chain(layers.into_iter().flatten().copied())
}
