//! Numbers, amounts of money, percentages, counts, measures, ordinals and ages as values.

use dateline_core::{Document, Span};

use crate::times::Time;

/// What kind of quantity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// An amount of money; the unit is the ISO 4217 code, absent where the text leaves the currency open.
    Money,
    /// A percentage; the value is in percent.
    Percent,
    /// A number of things.
    Count,
    /// A measure; the unit is a UCUM code.
    Measure,
    /// A place in an order: third.
    Ordinal,
    /// Somebody's age, in years unless the unit says otherwise.
    Age,
}

/// A number that the text states, with what its words allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, hedge and unit included.
    pub span: Span,
    /// What kind of quantity it is.
    pub kind: QuantityKind,
    /// The number that the words name; `None` for "dozens".
    pub value: Option<f64>,
    /// The least that the words allow; `None` where they set no lower bound.
    pub min: Option<f64>,
    /// The most that the words allow; `None` where they set no upper bound.
    pub max: Option<f64>,
    /// ISO 4217 or UCUM code.
    pub unit: Option<&'static str>,
    /// What a rate is counted by: `month`, `person` …
    pub per: Option<String>,
    /// What is counted or measured.
    pub of: Option<Span>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The quantities of a document, in text order. What is part of a time expression is none.
#[must_use]
pub fn find(document: &Document, times: &[Time]) -> Vec<Quantity> {
    let _ = (document, times);
    Vec::new()
}
