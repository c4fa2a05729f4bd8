//! The report: a story as JSON, and back.
//!
//! [`Report`] is what is written, field for field; the [`Story`](crate::Story) that it is made from keeps byte spans and ids. Reading checks
//! everything that a program would rely on, so that a damaged report is an [`Error`] and never a later panic.
//!
//! ```
//! use dateline_extract::{Extractor, Report, ReportOptions};
//! let story = Extractor::english().extract("Rain fell on Berlin.");
//! let json = story.report(&ReportOptions::new().id("rain")).to_json();
//! let report = Report::from_json(&json)?;
//! assert_eq!(report.id, "rain");
//! assert_eq!(report.tokens.len(), 5);
//! assert!(Report::from_json(&json.replace("\"end\":4", "\"end\":400")).is_err());
//! // The same line, without holding the report.
//! let mut line = Vec::new();
//! story.write_report(&ReportOptions::new().id("rain"), &mut line)?;
//! assert_eq!(line, json.as_bytes());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod explain;
mod items;
mod write;

use serde::{Deserialize, Serialize};

pub use explain::Explanation;
pub use items::{
    Alias, Anchor, AnchorKind, Answer, Block, Casualties, Claim, Entity, Event, FiveW, Keyphrase, Mention, Place,
    Quantity, Quote, Relation, Role, Sentence, Skipped, Speaker, Text, TextSpan, Time, Token,
};
pub use write::ReportOptions;

use crate::Error;

/// The version of the report's format. Fields are added within a version, never changed or taken away.
pub const SCHEMA: &str = "dateline/1";

/// One article's report. [`Story::write_report`](crate::Story::write_report) writes the same without holding it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report<'a> {
    /// [`SCHEMA`].
    pub schema: Text<'a>,
    /// The caller's, or a hash of the text.
    pub id: Text<'a>,
    /// Unit of every position: `utf8`, `chars` or `utf16`.
    pub offsets: Text<'a>,
    /// The text that every position refers to.
    pub text: Text<'a>,
    /// The publication date, as the caller gave it.
    pub published: Option<Text<'a>>,
    /// The parts of the page.
    pub blocks: Vec<Block<'a>>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Words.
    pub tokens: Vec<Token<'a>>,
    /// Who and what is mentioned.
    pub mentions: Vec<Mention<'a>>,
    /// People, organisations, places and things.
    pub entities: Vec<Entity<'a>>,
    /// Time expressions.
    pub times: Vec<Time<'a>>,
    /// Numbers, amounts, measures, ages.
    pub quantities: Vec<Quantity<'a>>,
    /// Places.
    pub places: Vec<Place<'a>>,
    /// Quotations.
    pub quotes: Vec<Quote<'a>>,
    /// Who claims what.
    pub claims: Vec<Claim<'a>>,
    /// What entities are to each other.
    pub relations: Vec<Relation<'a>>,
    /// What happened.
    pub events: Vec<Event<'a>>,
    /// Who, what, when, where, why, how.
    pub five_w: FiveW<'a>,
    /// What the article is about.
    pub keyphrases: Vec<Keyphrase<'a>>,
    /// The sentences that tell the story in short, by their index, most important first.
    pub summary: Vec<u32>,
    /// What was not analysed, and why.
    pub skipped: Vec<Skipped<'a>>,
}

impl Report<'_> {
    /// The report as one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Only maps with keys that are no strings and failing Serialize implementations can fail; a report has neither.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Report<'static> {
    /// Reads a report and checks it: every span inside the text and on character boundaries with the words that it claims, items in order, every
    /// index and id referring to something that is there.
    ///
    /// # Errors
    /// Where the JSON is none, is of another schema, or fails a check; the message names the place.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        check::read(json)
    }
}
