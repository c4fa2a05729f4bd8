//! Who claims what, and how sure they are.

mod author;
mod certainty;
mod sources;

use std::ops::Range;

use dateline_core::{Deprel, Document, Span};
use rustc_hash::FxHashMap;

use crate::events::Event;
use crate::mentions::Mention;
use crate::quotes::cues::Class;
use crate::quotes::reported::{self, Reported};
use crate::quotes::words::Words;
use crate::quotes::{Quote, QuoteKind, Speaker};
use crate::{EntityId, EventId, QuoteId};

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
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Alleges => "alleges",
            Self::Reports => "reports",
            Self::Predicts => "predicts",
            Self::Orders => "orders",
            Self::Asks => "asks",
        }
    }

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
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Certain => "certain",
        }
    }

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

impl std::fmt::Display for Stance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl std::fmt::Display for Certainty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
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
    /// The events that its content tells of.
    pub events: Vec<EventId>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1.
    pub score: Option<f32>,
}

/// The rules that find claims.
pub const RULES: &[&str] = &[
    "claims.quote",
    "claims.verb.clause",
    "claims.verb.plain",
    "claims.verb.aside",
    "claims.verb.to",
    "claims.verb.name",
    "claims.verb.object",
    "claims.verb.phrase",
    "claims.verb.parataxis",
    "claims.verb.passive",
    "claims.noun.clause",
    "claims.noun.phrase",
    "claims.document.in",
    "claims.adjective",
    "claims.according",
    "claims.label",
    "claims.author.modal",
    "claims.author.adverb",
    "claims.author.predicate",
    "claims.author.modifier",
];

/// Writes into each claim the events that its content tells of.
pub fn hold(claims: &mut [Claim], events: &[Event]) {
    for (event, id) in events.iter().zip((0..).map(EventId)) {
        for claim in &event.claims {
            if let Some(claim) = claims.get_mut(claim.index()) {
                claim.events.push(id);
            }
        }
    }
}

/// The claims of a document, in text order. Every attributed quotation has its claim.
#[must_use]
pub fn find(document: &Document, quotes: &[Quote], mentions: &[Mention]) -> Vec<Claim> {
    let words = Words::new(document);
    let speech = quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let mut own = vec![false; words.len()];
    for passage in speech.flat_map(|quote| &quote.passages) {
        own.get_mut(words.within(*passage)).into_iter().flatten().for_each(|word| *word = true);
    }
    let mut cues: FxHashMap<u32, usize> = FxHashMap::default();
    for (index, quote) in quotes.iter().enumerate() {
        if let Some(cue) = quote.cue {
            cues.entry(cue.end).or_insert(index);
        }
    }
    let mut told = vec![false; quotes.len()];
    let mut claims = Vec::new();
    for found in reported::find(&words, mentions, |at| own.get(at).copied().unwrap_or_default()) {
        let cue = words.span(&found.cue);
        let quote = cues.get(&cue.end).copied();
        if quote.and_then(|quote| quotes.get(quote)).is_some_and(|quote| quote.kind == QuoteKind::Direct)
            || (found.nested && !stands_alone(&words, &found))
        {
            continue;
        }
        if let Some(slot) = quote.and_then(|quote| told.get_mut(quote)) {
            *slot = true;
        }
        claims.extend(reported_claim(
            &words,
            mentions,
            &found,
            quote.and_then(|quote| quotes.get(quote)),
            quote.map(|quote| QuoteId(quote as u32)),
        ));
    }
    let rest = (0..).zip(quotes).zip(&told).filter(|(_, told)| !**told);
    claims.extend(rest.filter_map(|((index, quote), _)| quoted(&words, QuoteId(index), quote)));
    claims.extend(author::find(&words, &own, &claims));
    claims.sort_by_key(|claim| (claim.span.start, std::cmp::Reverse(claim.span.end)));
    claims
}

/// Whether a report inside what another source says is one to tell on its own: somebody else's words, in a clause of theirs.
fn stands_alone(words: &Words, found: &Reported) -> bool {
    let speech = found.entry.is_some_and(|entry| entry.class == Class::Speech) && found.actual;
    let clause = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain")
        || (found.rule == "claims.verb.object" && found.content.iter().all(|part| part.end <= found.word));
    let person = found.holder.is_some_and(|holder| {
        !words.is(holder, &["i", "we", "you", "it", "who", "that", "which", "he", "she", "they"])
    });
    speech && clause && person
}

/// The predicate of what is said: of the words that hang on nothing inside it, the one that a clause is built on.
fn predicate(words: &Words, part: &Range<usize>) -> Option<usize> {
    let tops = || part.clone().filter(|i| words.head(*i).is_none_or(|head| !part.contains(&head)));
    let clause = tops().find(|i| matches!(words.deprel(*i), Some(Deprel::Ccomp | Deprel::Root | Deprel::Xcomp)));
    clause.or_else(|| tops().next())
}

fn reported_claim(
    words: &Words,
    mentions: &[Mention],
    found: &Reported,
    quote: Option<&Quote>,
    id: Option<QuoteId>,
) -> Option<Claim> {
    let content: Vec<Span> =
        match quote.filter(|quote| quote.rule.starts_with("quotes.reported") || quote.kind == QuoteKind::Mixed) {
            Some(quote) => quote.content.clone(),
            None => found.content.iter().map(|part| words.span(part)).collect(),
        };
    let cue = words.span(&found.cue);
    let (source, via) = sources::of(words, mentions, found);
    let mut span = content.iter().fold(cue, |span, part| span.cover(*part));
    span = source.map_or(span, |source| source.span.cover(span));
    let head = found.content.last().and_then(|part| predicate(words, part));
    let (within, inner_polarity) =
        head.map_or((Certainty::Certain, Polarity::Positive), |head| certainty::of_clause(words, head));
    let own = found.entry.map_or(Certainty::Certain, |entry| entry.certainty);
    Some(Claim {
        span,
        source,
        author: false,
        cue: Some(cue),
        stance: found.entry.map_or(Stance::Asserts, |entry| entry.stance),
        polarity: if found.negative { Polarity::Negative } else { inner_polarity },
        certainty: if found.actual { own.min(within) } else { Certainty::Unknown },
        via,
        quote: id,
        content,
        events: Vec::new(),
        rule: found.rule,
        score: None,
    })
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
        content: if quote.kind == QuoteKind::Direct { quote.passages.clone() } else { quote.content.clone() },
        events: Vec::new(),
        rule: "claims.quote",
        score: quote.score,
    })
}
