//! The shapes of a report's items, as they are written: field for field what the JSON holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::claims::{Certainty, Polarity, Stance};
use crate::events::{EventType, Modality, Outcome, RoleKind, Side, Tense};
use crate::mentions::MentionForm;
use crate::quantities::QuantityKind;
use crate::quotes::{QuoteKind, SourceKind};
use crate::relations::RelationKind;
use crate::times::{Direction, TimeType};

/// Text that is borrowed while writing and owned after reading.
pub type Text<'a> = Cow<'a, str>;

/// A range of the text with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSpan<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The words.
    pub text: Text<'a>,
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// What it is: `headline`, `paragraph`, `plea` …
    pub kind: Text<'a>,
    /// The rule that says so.
    pub rule: Text<'a>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub last: u32,
    /// Index of its block.
    pub block: u32,
    /// Whether the text breaks off inside it.
    pub truncated: bool,
}

/// A Universal Dependencies word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Dictionary form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lemma: Option<Text<'a>>,
    /// Universal part of speech.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upos: Option<Text<'a>>,
    /// Penn Treebank tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xpos: Option<Text<'a>>,
    /// Universal features.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feats: Option<BTreeMap<Text<'a>, Text<'a>>>,
    /// Index of the head; `Some(None)`, written `null`, at a root; `None`, not written, without a parse.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub head: Option<Option<u32>>,
    /// Relation to the head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprel: Option<Text<'a>>,
    /// Name tag: `O`, or `B-` or `I-` and the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ner: Option<Text<'a>>,
}

/// Tells a `null` that was written from a field that was not.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A mention of a person, organisation, place or thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// OntoNotes type, where it is known.
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    /// `name`, `nominal` or `pronoun`.
    #[serde(rename = "kind")]
    pub form: MentionForm,
    /// Id of the entity.
    pub entity: Option<Text<'a>>,
    /// The rule or model that found it.
    pub rule: Text<'a>,
    /// How sure, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// A person, organisation, place or other thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity<'a> {
    /// Stable for the same input.
    pub id: Text<'a>,
    /// Its fullest name.
    pub name: Text<'a>,
    /// OntoNotes type, where it is known.
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    /// A finer kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype: Option<Text<'a>>,
    /// What the caller who added it calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<Text<'a>>,
    /// Its other names.
    pub aliases: Vec<Alias<'a>>,
    /// Indices of its mentions.
    pub mentions: Vec<u32>,
    /// Index of a place that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// How much the article is about it, 0 to 1.
    pub salience: f64,
    /// The rule that made it.
    pub rule: Text<'a>,
}

/// Another name of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alias<'a> {
    /// The other name.
    pub text: Text<'a>,
    /// How it is known.
    pub how: Text<'a>,
    /// The words that show it.
    pub evidence: TextSpan<'a>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value; `null` for an impossible date.
    pub value: Option<Text<'a>>,
    /// TIMEX3 mod.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Text<'a>>,
    /// First instant that the words allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Text<'a>>,
    /// First instant after what the words allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Text<'a>>,
    /// What the value was worked out from.
    pub anchor: Anchor,
    /// Which way from the anchor.
    pub direction: Direction,
    /// Other values that the words allow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Text<'a>>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// What a time was worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// `published`, `dateline`, `time` or `none`.
    pub kind: AnchorKind,
    /// Where the anchor stands, if the text holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// One past its last position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// What kind of thing a time was worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnchorKind {
    /// Nothing.
    None,
    /// The publication date.
    Published,
    /// The dateline's date.
    Dateline,
    /// Another time of the story.
    Time,
}

/// A number, amount, measure or age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// What kind of quantity it is.
    pub kind: QuantityKind,
    /// The number that the words name.
    pub value: Option<f64>,
    /// The least that they allow.
    pub min: Option<f64>,
    /// The most that they allow.
    pub max: Option<f64>,
    /// ISO 4217 or UCUM code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text<'a>>,
    /// What a rate is counted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Text<'a>>,
    /// What is counted or measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<TextSpan<'a>>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Its name, without qualifiers.
    pub name: Text<'a>,
    /// Index of the mention that it is.
    pub mention: Option<u32>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<Text<'a>>,
    /// First-level division.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin1: Option<Text<'a>>,
    /// GeoNames feature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<Text<'a>>,
    /// Indices of the places that it lies in.
    pub within: Vec<u32>,
    /// Whether the name stands for a government or another body.
    pub metonym: bool,
    /// GeoNames ids of other readings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<u32>,
    /// The rule that resolved it.
    pub rule: Text<'a>,
    /// How sure, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// Who speaks: the words that name them, and the entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The words.
    pub text: Text<'a>,
    /// Id of the entity.
    pub entity: Option<Text<'a>>,
    /// What kind of source it is, where the words tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SourceKind>,
    /// Whether the text says that the source does not want to be named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// What kind of quotation it is.
    pub kind: QuoteKind,
    /// The words said.
    pub content: Vec<TextSpan<'a>>,
    /// Who speaks; `null` where the text names none.
    pub speaker: Option<Speaker<'a>>,
    /// The words that report the speech.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<TextSpan<'a>>,
    /// Who is spoken to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<TextSpan<'a>>,
    /// By what means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<TextSpan<'a>>,
    /// Index of the time at which it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    /// How the speaker was found: the last part of the rule's name.
    pub method: Text<'a>,
    /// The rule that found it.
    pub rule: Text<'a>,
    /// How sure, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// Something that a source is reported to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Who says it; `null` where the text names none.
    pub source: Option<Speaker<'a>>,
    /// Whether the article itself speaks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub author: bool,
    /// The words that report it.
    pub cue: Option<TextSpan<'a>>,
    /// What the source does with it.
    pub stance: Stance,
    /// Whether it affirms.
    pub polarity: Polarity,
    /// How sure it is put.
    pub certainty: Certainty,
    /// How certain a reader may be that what is claimed is so, source and all: -3 (certainly not) to 3 (certainly).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factuality: Option<f64>,
    /// Index of the claim in whose content it stands: somebody says that somebody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// Ids of the entities that speak for the source, or pass on what it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Text<'a>>,
    /// Index of the quotation that carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<u32>,
    /// What is claimed.
    pub content: Vec<TextSpan<'a>>,
    /// Indices of the events that it tells of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<u32>,
    /// The rule that found it.
    pub rule: Text<'a>,
    /// How sure, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// Something that happened, or is said to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event<'a> {
    /// Stable for the same input.
    pub id: Text<'a>,
    /// First position of trigger, roles and casualties.
    pub start: u32,
    /// One past their last position.
    pub end: u32,
    /// The words that tell of it.
    pub trigger: TextSpan<'a>,
    /// What kind of thing happens.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// In what manner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Text<'a>>,
    /// The predicate's lemma.
    pub lemma: Text<'a>,
    /// Who and what has a part in it.
    pub roles: Vec<Role<'a>>,
    /// Index of the time.
    pub time: Option<u32>,
    /// Index of the place.
    pub place: Option<u32>,
    /// Whom it harmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub casualties: Vec<Casualties<'a>>,
    /// Ids of the entities that claim it, or tell of it as a party to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_by: Vec<Text<'a>>,
    /// Indices of the claims that hold it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<u32>,
    /// Whether it is told to have happened or not to have.
    pub polarity: Polarity,
    /// Whether it happened.
    pub modality: Modality,
    /// How certain a reader may be that it happened: -3 (certainly not) to 3 (certainly).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factuality: Option<f64>,
    /// When it lies, by its grammar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tense: Option<Tense>,
    /// Ids of other tellings of the same happening.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<Text<'a>>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// What one entity is to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation<'a> {
    /// First position of the evidence.
    pub start: u32,
    /// One past the last position of the evidence.
    pub end: u32,
    /// What the subject is to the object.
    pub kind: RelationKind,
    /// Id of the entity that it is said of.
    pub subject: Text<'a>,
    /// Id of the other entity.
    pub object: Text<'a>,
    /// Index of the time at which it came about or held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    /// Whether the text says that it holds no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// The words that say so.
    pub evidence: TextSpan<'a>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// Somebody or something that has a part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role<'a> {
    /// Which part.
    pub role: RoleKind,
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The words.
    pub text: Text<'a>,
    /// Id of the entity.
    pub entity: Option<Text<'a>>,
}

/// People that an event harmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Casualties<'a> {
    /// What became of them.
    pub outcome: Outcome,
    /// The least number that the words allow.
    pub min: Option<f64>,
    /// The greatest number that the words allow.
    pub max: Option<f64>,
    /// The number that the words name.
    pub value: Option<f64>,
    /// Who.
    pub who: Option<TextSpan<'a>>,
    /// On whose side.
    pub side: Side,
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
}

/// A phrase that says what the article is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keyphrase<'a> {
    /// First position of where it is said best.
    pub start: u32,
    /// One past its last position there.
    pub end: u32,
    /// The phrase.
    pub text: Text<'a>,
    /// How much the article is about it, 0 to 1.
    pub score: f64,
    /// Where it stands.
    pub spans: Vec<TextSpan<'a>>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// The answers to who, what, when, where, why and how, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FiveW<'a> {
    /// Who acts.
    pub who: Vec<Answer<'a>>,
    /// What happens.
    pub what: Vec<Answer<'a>>,
    /// When.
    pub when: Vec<Answer<'a>>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Vec<Answer<'a>>,
    /// Why.
    pub why: Vec<Answer<'a>>,
    /// How.
    pub how: Vec<Answer<'a>>,
}

/// An answer to one of the questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The words.
    pub text: Text<'a>,
    /// How good an answer, 0 to 1.
    pub score: f64,
    /// Id of the entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<Text<'a>>,
    /// TIMEX3 value of a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text<'a>>,
    /// The value is inferred from the publication date and the words of the answer; no words name it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    /// Index of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// What spoke for it.
    pub reasons: Vec<Text<'a>>,
    /// The rule that found it.
    pub rule: Text<'a>,
}

/// A stretch of text that was not analysed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped<'a> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Why.
    pub reason: Text<'a>,
}

impl FiveW<'_> {
    /// All answers to all questions.
    pub fn answers(&self) -> impl Iterator<Item = &Answer<'_>> {
        [&self.who, &self.what, &self.when, &self.place, &self.why, &self.how].into_iter().flatten()
    }
}
