//! Quotations and their speakers.

use dateline_core::{Document, Span};

use crate::mentions::Mention;
use crate::{EntityId, TimeId};

/// What kind of quotation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Whole sentences in marks.
    Direct,
    /// Reported without marks.
    Indirect,
    /// Reported partly in marks.
    Mixed,
    /// Words that the writer keeps at a distance; nobody's speech.
    Scare,
    /// A name or title in marks; nobody's speech.
    Title,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name them.
    pub span: Span,
    /// The entity that they refer to.
    pub entity: Option<EntityId>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// From its first to its last word, marks included.
    pub span: Span,
    /// What kind of quotation it is.
    pub kind: QuoteKind,
    /// The words said, without the marks and what interrupts them.
    pub content: Vec<Span>,
    /// Who speaks; `None` where the text does not say.
    pub speaker: Option<Speaker>,
    /// The words that report the speech: "said".
    pub cue: Option<Span>,
    /// Who is spoken to.
    pub addressee: Option<Span>,
    /// By what means: "in a statement".
    pub medium: Option<Span>,
    /// When it was said.
    pub time: Option<TimeId>,
    /// The rule that found the speaker, or the quotation where there is none.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub score: Option<f32>,
}

/// The quotations of a document, in text order.
#[must_use]
pub fn find(document: &Document, mentions: &[Mention]) -> Vec<Quote> {
    let _ = (document, mentions);
    Vec::new()
}
