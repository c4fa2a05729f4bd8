//! Quotations and their speakers.

pub(crate) mod cues;
mod direct;
mod kinds;
mod marks;
pub(crate) mod speakers;
pub(crate) mod words;

use dateline_core::{Document, Span};

use crate::mentions::Mention;
use crate::{EntityId, TimeId};

use kinds::Shape;
use marks::Marked;
use words::Words;

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
    /// The same with the marks: a span for each passage, from its opening to its closing mark.
    pub passages: Vec<Span>,
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

/// The rules that find quotations and their speakers.
pub const RULES: &[&str] = &[
    "quotes.marks.speech",
    "quotes.marks.part",
    "quotes.marks.scare",
    "quotes.marks.title",
    "quotes.marks.nested",
    "quotes.speaker.after",
    "quotes.speaker.inverted",
    "quotes.speaker.before",
    "quotes.speaker.colon",
    "quotes.speaker.label",
    "quotes.speaker.dash",
    "quotes.speaker.according",
    "quotes.speaker.adding",
    "quotes.speaker.gesture",
    "quotes.speaker.within",
    "quotes.speaker.end",
    "quotes.speaker.paragraph",
    "quotes.speaker.sentence_before",
];

/// The quotations of a document, in text order.
#[must_use]
pub fn find(document: &Document, mentions: &[Mention]) -> Vec<Quote> {
    let words = Words::new(document);
    let mut marked = marks::pair(document);
    let turns = direct::turns(&words, mentions, &mut marked);
    let mut quotes: Vec<Quote> = turns.iter().filter_map(|turn| quote(&words, mentions, &marked, turn)).collect();
    quotes.extend(nested(&words, &marked, &turns));
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes
}

fn quote(words: &Words, mentions: &[Mention], marked: &[Marked], turn: &direct::Turn) -> Option<Quote> {
    let pieces: Vec<&Marked> = turn.pieces.iter().filter_map(|piece| marked.get(*piece)).collect();
    let span = pieces.first()?.outer.cover(pieces.last()?.outer);
    let attribution = turn.attribution.as_ref();
    let (kind, rule) = match (turn.shape, attribution) {
        (Shape::Sentence, None) => (QuoteKind::Direct, "quotes.marks.speech"),
        (Shape::Sentence, Some(found)) => {
            (if found.rule == "quotes.speaker.within" { QuoteKind::Mixed } else { QuoteKind::Direct }, found.rule)
        }
        (_, Some(found)) => (QuoteKind::Mixed, found.rule),
        (Shape::Title, None) => (QuoteKind::Title, "quotes.marks.title"),
        (Shape::Part, None) => (QuoteKind::Mixed, "quotes.marks.part"),
        (Shape::Term, None) => (QuoteKind::Scare, "quotes.marks.scare"),
    };
    let range = |range: &std::ops::Range<usize>| words.span(range);
    Some(Quote {
        span,
        kind,
        content: pieces.iter().map(|piece| trimmed(words.document, piece.inner)).collect(),
        passages: pieces.iter().map(|piece| piece.outer).collect(),
        speaker: attribution
            .and_then(|found| found.speaker.as_ref())
            .map(|speaker| speaker_of(words, mentions, speaker)),
        cue: attribution.map(|found| range(&found.cue)),
        addressee: attribution.and_then(|found| found.addressee.as_ref()).map(range),
        medium: attribution.and_then(|found| found.medium.as_ref()).map(range),
        time: None,
        rule,
        score: None,
    })
}

/// Who a phrase refers to: the entity of the mention that ends with its head, else of the largest one inside it.
pub(crate) fn speaker_of(words: &Words, mentions: &[Mention], range: &std::ops::Range<usize>) -> Speaker {
    let span = words.span(range);
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = mentions
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start < span.end)
        .filter(|mention| mention.span.end <= span.end);
    let best = inside
        .filter(|mention| mention.entity.is_some())
        .max_by_key(|mention| (mention.span == span, mention.span.len()));
    Speaker { span, entity: best.and_then(|mention| mention.entity) }
}

fn trimmed(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let start = span.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}

/// Passages inside passages: nobody's speech that the article attributes, but quotations all the same.
fn nested<'a>(words: &'a Words, marked: &'a [Marked], turns: &'a [direct::Turn]) -> impl Iterator<Item = Quote> + 'a {
    let _ = turns;
    marked.iter().filter(|passage| passage.parent.is_some()).map(|passage| {
        let kind = match kinds::shape(words, passage, &words.within(passage.outer)) {
            Shape::Sentence => QuoteKind::Direct,
            Shape::Part => QuoteKind::Mixed,
            Shape::Title => QuoteKind::Title,
            Shape::Term => QuoteKind::Scare,
        };
        Quote {
            span: passage.outer,
            kind,
            content: vec![trimmed(words.document, passage.inner)],
            passages: vec![passage.outer],
            speaker: None,
            cue: None,
            addressee: None,
            medium: None,
            time: None,
            rule: "quotes.marks.nested",
            score: None,
        }
    })
}
