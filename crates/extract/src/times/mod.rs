//! Time expressions and their values (TIMEX3 of TimeML 1.2.1).
//!
//! A trigger lexicon decides where to look at all; a grammar over the document's words reads the longest expression at each place, and what
//! it says is then given a calendar value: from the publication date, the dateline's date, or the time just spoken of. Spans are as TimeBank
//! has them: no preposition before, "early", "late", "about" and "at least" inside.
//!
//! Known limits: bare hours ("at 10") and bare days of the month ("on the 5th" without a month nearby) are read only beside a day; a fiscal
//! year has the name of its year, not its days; Islamic holidays may be one day off (`APPROX`); the direction of a yearless date comes from
//! the tense of the verb that governs it, which a headline may not have.

mod anchor;
mod atoms;
mod calendar;
mod grammar;
mod holidays;
mod interval;
mod lexicon;
mod meaning;
mod names;
mod tense;

use dateline_core::{Document, Span};

use crate::TimeId;

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar time of a day or more.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that recurs.
    Set,
}

/// What a time was worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the words are complete, or too little is known.
    None,
    /// The publication date.
    Published,
    /// The dateline's date.
    Dateline(Span),
    /// Another time of the story.
    Time(TimeId),
}

/// Which way from its anchor a time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Neither, or not known.
    None,
    /// Before the anchor.
    Past,
    /// After the anchor.
    Future,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value: `2019-05-10`, `2019-W19`, `XXXX-WXX-5`, `P2D`, `PAST_REF`; `None` for an impossible date.
    pub value: Option<String>,
    /// TIMEX3 mod: `START`, `MID`, `END`, `APPROX`, `EQUAL_OR_MORE` …
    pub modifier: Option<&'static str>,
    /// First instant that the words allow, ISO 8601 of the value's precision.
    pub earliest: Option<String>,
    /// First instant after what the words allow.
    pub latest: Option<String>,
    /// What the value was worked out from.
    pub anchor: Anchor,
    /// Which way from the anchor.
    pub direction: Direction,
    /// Other values that the words allow.
    pub alternatives: Vec<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The rules of this layer.
pub const RULES: &[&str] = &[
    "times.apart",
    "times.ago",
    "times.beside",
    "times.century",
    "times.clock",
    "times.date",
    "times.date.numeric",
    "times.daypart",
    "times.decade",
    "times.deictic",
    "times.duration",
    "times.duration.vague",
    "times.fiscal",
    "times.half",
    "times.holiday",
    "times.impossible",
    "times.month",
    "times.period",
    "times.quarter",
    "times.range",
    "times.relative",
    "times.season",
    "times.set",
    "times.told",
    "times.vague",
    "times.vague.period",
    "times.weekday",
    "times.weekend",
    "times.year",
];

/// The time expressions of a document, in text order.
#[must_use]
pub fn find(document: &Document) -> Vec<Time> {
    let atoms = atoms::atoms(document);
    let mut found = grammar::find(document.text(), &atoms);
    names::leave_out(document, &atoms, &mut found);
    anchor::resolve(document, &atoms, found)
}
