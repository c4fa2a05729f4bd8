//! Who claims what, and how sure they are.

use dateline_core::{Document, Span};

use crate::mentions::Mention;
use crate::quotes::words::Words;
use crate::quotes::{Quote, Speaker};
use crate::{EntityId, QuoteId};

/// What a source does with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says so without proof.
    Alleges,
    /// Passes on what others say.
    Reports,
    /// Says that it will be so.
    Predicts,
    /// Demands that it be so.
    Orders,
    /// Wants to know whether it is so.
    Asks,
}

impl Stance {
    /// The stance of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "asserts" => Self::Asserts,
            "denies" => Self::Denies,
            "alleges" => Self::Alleges,
            "reports" => Self::Reports,
            "predicts" => Self::Predicts,
            "orders" => Self::Orders,
            "asks" => Self::Asks,
            _ => return None,
        })
    }
}

/// Whether a claim affirms or negates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so, or it was said.
    Positive,
    /// It is not so, or it was not said.
    Negative,
}

/// How sure a claim is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The words do not say.
    Unknown,
    /// May be.
    Possible,
    /// Is likely.
    Probable,
    /// Is.
    Certain,
}

impl Certainty {
    /// The certainty of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "unknown" => Self::Unknown,
            "possible" => Self::Possible,
            "probable" => Self::Probable,
            "certain" => Self::Certain,
            _ => return None,
        })
    }
}

/// Something that a source is reported to say, or that the article says with less than certainty.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// From the first to the last word of source, cue and content.
    pub span: Span,
    /// Who says it; `None` where the text does not name one, or where the article itself speaks.
    pub source: Option<Speaker>,
    /// Whether the article itself speaks.
    pub author: bool,
    /// The words that report it.
    pub cue: Option<Span>,
    /// What the source does with it.
    pub stance: Stance,
    /// Whether it affirms.
    pub polarity: Polarity,
    /// How sure it is put.
    pub certainty: Certainty,
    /// Who speaks for the source: an agency, a document.
    pub via: Vec<EntityId>,
    /// The quotation that carries it.
    pub quote: Option<QuoteId>,
    /// What is claimed.
    pub content: Vec<Span>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1.
    pub score: Option<f32>,
}

/// The claims of a document, in text order. Every attributed quotation has its claim.
#[must_use]
pub fn find(document: &Document, quotes: &[Quote], mentions: &[Mention]) -> Vec<Claim> {
    let words = Words::new(document);
    let _ = mentions;
    let mut claims: Vec<Claim> =
        (0..).zip(quotes).filter_map(|(index, quote)| quoted(&words, QuoteId(index), quote)).collect();
    claims.sort_by_key(|claim| (claim.span.start, std::cmp::Reverse(claim.span.end)));
    claims
}

/// The claim of an attributed quotation.
fn quoted(words: &Words, id: QuoteId, quote: &Quote) -> Option<Claim> {
    let cue = quote.cue?;
    let at = words.within(cue).start;
    let verb = words.verb(at).map(|(verb, _)| verb);
    let span = quote.speaker.map_or(cue, |speaker| speaker.span).cover(cue).cover(quote.span);
    Some(Claim {
        span,
        source: quote.speaker,
        author: false,
        cue: Some(cue),
        stance: verb.map_or(Stance::Asserts, |verb| verb.stance),
        polarity: Polarity::Positive,
        certainty: verb.map_or(Certainty::Certain, |verb| verb.certainty),
        via: Vec::new(),
        quote: Some(id),
        content: quote.passages.clone(),
        rule: "claims.quote",
        score: quote.score,
    })
}
