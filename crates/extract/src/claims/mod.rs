//! Who claims what, and how sure they are.
//!
//! Known limits: a report inside another one's content is told apart only where it is a clause of speech with a source of its own; a quotation's
//! polarity and certainty are its cue's, not those of the words in marks.

mod author;
mod certainty;
mod sources;

use std::ops::Range;

use dateline_core::{Deprel, Document, Span};
use rustc_hash::FxHashMap;

use crate::events::Event;
use crate::mentions::Mention;
use crate::quotes::cues::{Class, Form, Frames};
use crate::quotes::extents::FARTHEST;
use crate::quotes::reported::{self, Reported};
use crate::quotes::words::{Class as WordClass, Words};
use crate::quotes::{Quote, QuoteKind, Speaker};
use crate::{ClaimId, EntityId, EventId, QuoteId};

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
    /// How certain a reader may be that what is claimed happened or is so, all in all: -3 (certainly not) to 3 (certainly), of the predicate of
    /// its last content. See [`factuality`](crate::factuality).
    pub factuality: Option<f32>,
    /// The claim in whose content it stands: somebody says that somebody says.
    pub parent: Option<ClaimId>,
    /// Who speaks for the source: an agency, a document, or whoever reports that the source says so.
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
    find_in(&Words::new(document), quotes, mentions)
}

/// The same from the words that the rules of speech read.
pub(crate) fn find_in(words: &Words<'_>, quotes: &[Quote], mentions: &[Mention]) -> Vec<Claim> {
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
    let carrier = |found: &Reported| cues.get(&words.span(&found.cue).end).copied();
    let direct = |found: &Reported| {
        let quote = carrier(found).and_then(|quote| quotes.get(quote));
        quote.is_some_and(|quote| quote.kind == QuoteKind::Direct && quote.rule != "quotes.speaker.sentence_before")
    };
    let spoken = |at: usize| own.get(at).copied().unwrap_or_default();
    for found in reported::find(words, mentions, spoken, direct) {
        if found.nested && !stands_alone(words, &found) {
            continue;
        }
        let quote = carrier(&found);
        if let Some(slot) = quote.and_then(|quote| told.get_mut(quote)) {
            *slot = true;
        }
        claims.extend(reported_claim(
            words,
            mentions,
            &found,
            quote.and_then(|quote| quotes.get(quote)),
            quote.map(|quote| QuoteId(quote as u32)),
        ));
    }
    // “He told me that it was late,” she said: what she says that somebody else has said.
    for mut found in reported::find(words, mentions, |at| !spoken(at), |_| false) {
        for part in &mut found.content {
            let end = part.clone().find(|at| !spoken(*at)).unwrap_or(part.end);
            *part = reported::trim(words, part.start..end);
            part.end -= usize::from(part.len() > 1 && words.class(part.end - 1) == WordClass::Mark);
            *part = reported::trim(words, part.clone());
        }
        if stands_alone(words, &found) && passes_on(words, &found, spoken) {
            claims.extend(reported_claim(words, mentions, &found, None, None));
        }
    }
    let rest = (0..).zip(quotes).zip(&told).filter(|(_, told)| !**told);
    claims.extend(rest.filter_map(|((index, quote), _)| quoted(words, QuoteId(index), quote)));
    claims.extend(author::find(words, &own, &claims));
    claims.sort_by_key(|claim| (claim.span.start, std::cmp::Reverse(claim.span.end)));
    hang(&mut claims);
    claims
}

/// How many claims before one are looked at for the one that it stands in.
const NESTING: usize = 12;

/// Writes into each claim the one in whose content it stands, and who passes it on.
fn hang(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let Some(cue) = claims.get(at).filter(|claim| !claim.author).and_then(|claim| claim.cue) else { continue };
        let from = at.saturating_sub(NESTING);
        let around = claims.iter().enumerate().skip(from).take(2 * NESTING).filter(|(other, claim)| {
            *other != at && !claim.author && claim.content.iter().any(|part| part.contains(cue))
        });
        let Some((index, outer)) = around.min_by_key(|(_, claim)| claim.span.len()) else { continue };
        let teller = outer.source.and_then(|source| source.entity);
        if let Some(claim) = claims.get_mut(at) {
            claim.parent = Some(ClaimId(index as u32));
            let known = claim.source.and_then(|source| source.entity);
            claim.via.extend(teller.filter(|teller| known != Some(*teller) && !claim.via.contains(teller)));
        }
    }
}

/// Whether a report inside what another source says is one to tell on its own: somebody else's words, in a clause of theirs.
fn stands_alone(words: &Words, found: &Reported) -> bool {
    let speech = found.entry.is_some_and(|entry| entry.class == Class::Speech) && found.actual;
    let clause = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain")
        || (found.rule == "claims.verb.object" && found.content.first().is_some_and(|part| part.end <= found.word));
    let person =
        found.holder.is_some_and(|holder| !words.is(holder, &["i", "we", "you", "it", "who", "that", "which"]));
    speech && clause && person
}

/// Whether a report inside somebody's words tells what another person did say: no "they say" of everybody, no words in inner marks.
fn passes_on(words: &Words, found: &Reported, spoken: impl Fn(usize) -> bool) -> bool {
    let said = words.verb(found.word).is_some_and(|(_, form)| !matches!(form, Form::Base | Form::Ing));
    let clause = |part: &Range<usize>| {
        let inside = part.len() > 2 && spoken(part.start) && part.start >= found.cue.end;
        let begins = !matches!(
            words.class(part.start),
            WordClass::Mark | WordClass::Other | WordClass::Verb | WordClass::Auxiliary
        );
        inside
            && begins
            && !words.is(part.start, &["what"])
            && part.clone().take(FARTHEST).any(|at| matches!(words.class(at), WordClass::Verb | WordClass::Auxiliary))
    };
    said && !found.negative && found.rule != "claims.verb.object" && found.content.iter().all(clause)
}

/// The predicate of what is said: of the words that hang on nothing inside it, the one that a clause is built on.
pub(crate) fn predicate(words: &Words, part: &Range<usize>) -> Option<usize> {
    let tops = || part.clone().take(FARTHEST).filter(|i| words.head(*i).is_none_or(|head| !part.contains(&head)));
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
    let (stance, own) = found.entry.map_or((Stance::Asserts, Certainty::Certain), |entry| {
        // Who calls for something orders it; who calls somebody something asserts it.
        let names =
            entry.frames.has(Frames::NAME) && found.rule != "claims.verb.phrase" && entry.stance == Stance::Orders;
        if names { (Stance::Asserts, Certainty::Certain) } else { (entry.stance, entry.certainty) }
    });
    // "refused to pay" is sure of what it denies, "did not deny" is not.
    let refuses = found.entry.is_some_and(|entry| matches!(entry.lemma, "refuse" | "decline" | "refusal"));
    let unsaid = found.negative && stance != Stance::Asks && !refuses;
    Some(Claim {
        span,
        source,
        author: false,
        cue: Some(cue),
        stance,
        polarity: if found.negative { Polarity::Negative } else { inner_polarity },
        // What somebody did not say, or may yet say, is left open.
        certainty: if found.actual && !unsaid { own.min(within) } else { Certainty::Unknown },
        factuality: None,
        parent: None,
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
        factuality: None,
        parent: None,
        via: Vec::new(),
        quote: Some(id),
        content: if quote.kind == QuoteKind::Direct { quote.passages.clone() } else { quote.content.clone() },
        events: Vec::new(),
        rule: "claims.quote",
        score: quote.score,
    })
}
