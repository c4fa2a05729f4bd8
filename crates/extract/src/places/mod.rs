//! Places and where they lie.

use dateline_core::{Document, Span};

use crate::entities::Entity;
use crate::mentions::Mention;
use crate::{MentionId, PlaceId};

/// A place that the story mentions, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands in the text.
    pub span: Span,
    /// Its name, without qualifiers: "Kashmir" of "Indian-administered Kashmir".
    pub name: String,
    /// The mention that it is.
    pub mention: Option<MentionId>,
    /// GeoNames id; `None` where the gazetteer does not hold it.
    pub geonames: Option<u32>,
    /// Latitude and longitude in degrees (WGS 84).
    pub position: Option<(f64, f64)>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<&'static str>,
    /// First-level division.
    pub admin1: Option<String>,
    /// GeoNames feature, class and code: `P.PPL`.
    pub feature: Option<&'static str>,
    /// Places of the story that it lies in.
    pub within: Vec<PlaceId>,
    /// Whether the name stands for a government or another body.
    pub metonym: bool,
    /// GeoNames ids of the other readings, most likely first.
    pub alternatives: Vec<u32>,
    /// The rule that resolved it.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub score: Option<f32>,
}

/// The places of a document, in text order.
#[must_use]
pub fn resolve(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<Place> {
    let _ = (document, mentions, entities);
    Vec::new()
}
