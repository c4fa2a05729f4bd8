use dateline_core::Document;

use crate::entities::Entity;
use crate::events::Event;
use crate::mentions::Mention;
use crate::places::Place;
use crate::quantities::Quantity;
use crate::times::Time;

/// What relations, answers and keyphrases are read from: the document and the layers that come before them.
#[derive(Clone, Copy)]
pub(crate) struct Evidence<'s> {
    pub(crate) document: &'s Document,
    pub(crate) mentions: &'s [Mention],
    pub(crate) entities: &'s [Entity],
    pub(crate) times: &'s [Time],
    pub(crate) quantities: &'s [Quantity],
    pub(crate) places: &'s [Place],
    pub(crate) events: &'s [Event],
}
