//! How certain a reader may be that what a predicate tells of happened or is so: a number from -3 (certainly not) over 0 (open) to 3 (certainly).
//!
//! The scale is that of Universal Decompositional Semantics (White and others 2016, Rudinger and others 2018): readers were asked whether the thing
//! happened and how sure they were. It is the article as a whole that speaks: what somebody else says, wants, tries or denies counts by what the
//! words around it leave of it. The number is a weighted sum of what stands in the sentence: auxiliaries and negation, the words above the
//! predicate and their own negation, conditions, questions, adverbs, subject and mood. The weights are learned from readers' answers and stand
//! in a list (`models/data/quotes/factuality.tsv`) that can be read.
//!
//! ```
//! use dateline_extract::{Extractor, factuality::Reader};
//! let story = Extractor::english().extract("The council rejected the plan. The mayor may resign.");
//! let reader = Reader::new(story.document()).expect("the document is parsed");
//! let values: Vec<f32> = reader.predicates().map(|(_, factuality)| factuality.value()).collect();
//! assert!(values[0] > values[1]);
//! ```
//!
//! Known limits: one sentence at a time; irony and world knowledge are not read. The answers that taught the weights are about verbs, and about
//! adjectives and nouns that are predicates; of a noun that names a happening ("the attack") the number is that of the clause around it. Plain
//! negation is a rule beside the weights (below 0, how far is learned); whether something is denied in so many words is told by the polarity of
//! events and claims.

mod features;

use std::sync::LazyLock;

use dateline_core::{Deprel, Document, Span, Token, Upos};
use dateline_models::{entries, lexicon};
use rustc_hash::FxHashMap;

use crate::claims::{Certainty, Claim, Polarity};
use crate::events::Event;
use crate::quotes::words::Words;

/// Weights by feature, as the list names them.
static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (feature, weight) = line.rsplit_once('\t')?;
        Some((feature, weight.parse().ok()?))
    };
    entries(lexicon::FACTUALITY).filter_map(row).collect()
});

/// The greatest value, and the least with its sign turned.
pub const MOST: f32 = 3.0;

/// What a denial takes away, and the least that it leaves below 0. Readers' answers cannot teach it: of things that a text plainly says did not
/// happen, as many answered how sure they were of the statement as how sure they were that it had happened.
const DENIAL: f32 = 0.8;
const DENIED: f32 = 0.8;

/// The least that is left below 0 where somebody is told to deny it, and the article takes no side.
const CONTESTED: f32 = 0.4;

/// From this distance from 0 a thing is certain, probable, possible; nearer it is unknown.
const CLASSES: [(f32, Certainty); 3] =
    [(1.75, Certainty::Certain), (1.0, Certainty::Probable), (0.4, Certainty::Possible)];

/// How certain it is that something happened or is so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factuality(f32);

impl Factuality {
    /// From -3, certainly not, over 0, open, to 3, certainly.
    #[must_use]
    pub fn value(self) -> f32 {
        self.0
    }

    /// The value as a class: certain from 1.75 on either side of 0, probable from 1, possible from 0.4.
    #[must_use]
    pub fn certainty(self) -> Certainty {
        let distance = self.0.abs();
        CLASSES.iter().find(|(least, _)| distance >= *least).map_or(Certainty::Unknown, |(_, class)| *class)
    }

    /// Whether it is rather so than not.
    #[must_use]
    pub fn polarity(self) -> Polarity {
        if self.0 < 0.0 { Polarity::Negative } else { Polarity::Positive }
    }
}

/// Reads the factuality of a document's predicates.
#[derive(Debug)]
pub struct Reader<'d> {
    words: Words<'d>,
}

impl<'d> Reader<'d> {
    /// A reader of a document; `None` where it was not parsed.
    #[must_use]
    pub fn new(document: &'d Document) -> Option<Self> {
        Self::of_words(Words::new(document))
    }

    fn of_words(words: Words<'d>) -> Option<Self> {
        words.is_parsed().then_some(Self { words })
    }

    /// The factuality of the predicate whose head is the token of this index; of a noun that is no predicate, that of the clause around it.
    #[must_use]
    pub fn of(&self, token: usize) -> Factuality {
        let mut sum = 0.0;
        // A feature speaks once, however many words of the sentence give it: so it was weighed.
        let mut heard: Vec<&str> = Vec::new();
        self.features(token, |feature| {
            if let Some((name, weight)) = WEIGHTS.get_key_value(feature).filter(|(name, _)| !heard.contains(name)) {
                heard.push(name);
                sum += weight;
            }
        });
        sum = match (self.denials(token), self.is_contested(token)) {
            (0, false) => sum,
            (0, true) => (sum - DENIAL).min(-CONTESTED),
            // "denied that no one was hurt": one word against another.
            (_, true) => 0.0,
            (1, false) => (sum - DENIAL).min(-DENIED),
            // "did not fail to close"
            (_, false) => (sum + DENIAL).max(DENIED),
        };
        Factuality(sum.clamp(-MOST, MOST))
    }

    /// Every predicate of the document, by the index of its head token, with its factuality: verbs, and words with a copula.
    pub fn predicates(&self) -> impl Iterator<Item = (usize, Factuality)> {
        (0..self.words.len()).filter(|&at| self.is_predicate(at)).map(|at| (at, self.of(at)))
    }

    fn is_predicate(&self, at: usize) -> bool {
        let upos = self.words.document.token(at).and_then(Token::upos);
        upos == Some(Upos::Verb) && self.words.deprel(at) != Some(Deprel::Aux)
            || self.words.dependent(at, &[Deprel::Cop]).is_some()
    }

    /// The word of a span that the others hang on: of those whose head lies outside, the first.
    fn head_of(&self, span: Span) -> Option<usize> {
        self.words.top(&self.words.within(span))
    }
}

/// Gives claims and events the factuality of what they tell of.
pub(crate) fn rate(words: Words<'_>, claims: &mut [Claim], events: &mut [Event]) {
    let Some(reader) = Reader::of_words(words) else { return };
    for claim in claims {
        let head =
            claim.content.last().and_then(|part| crate::claims::predicate(&reader.words, &reader.words.within(*part)));
        claim.factuality = head.map(|head| reader.of(head).value());
    }
    for event in events {
        event.factuality = reader.head_of(event.trigger).map(|head| reader.of(head).value());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Annotator;

    fn value(text: &str, word: &str) -> f32 {
        let document = Annotator::english().annotate(text);
        let token = document.tokens().find(|token| token.text() == word).map_or(0, Token::index);
        Reader::new(&document).map_or(0.0, |reader| reader.of(token).value())
    }

    #[test]
    fn what_is_told_plainly_is_certain() {
        assert!(value("The council closed the pool on Friday.", "closed") > 2.0);
        assert!(value("Lee managed to close the pool.", "close") > 1.0);
    }

    #[test]
    fn negation_takes_certainty_away() {
        let plain = value("The council closed the pool on Friday.", "closed");
        let negated = value("The council did not close the pool on Friday.", "close");
        assert!(negated < plain - 1.5, "{negated} {plain}");
        let (managed, refused) =
            (value("Lee managed to close the pool.", "close"), value("Lee refused to close the pool.", "close"));
        assert!(refused < managed - 0.5, "{refused} {managed}");
    }

    #[test]
    fn what_is_denied_is_below_zero() {
        for (text, word) in [
            ("The council did not close the pool on Friday.", "close"),
            ("The pool was never closed.", "closed"),
            ("No one was hurt in the fire.", "hurt"),
            ("There were no deaths in the fire.", "deaths"),
            ("The council failed to close the pool.", "close"),
            ("Lee refused to close the pool.", "close"),
            ("Lee left the town without closing the pool.", "closing"),
            ("The crew did not stop or search the car.", "search"),
        ] {
            let factuality = Factuality(value(text, word));
            assert!(factuality.value() < -0.5 && factuality.polarity() == Polarity::Negative, "{text}: {factuality:?}");
        }
        // Twice denied, and denied by somebody else.
        assert!(value("The council did not fail to close the pool.", "close") > 0.5);
        assert!(value("Lee denied that the council closed the pool.", "closed") < 0.0);
        assert!(value("Lee did not deny that the council closed the pool.", "closed") > 0.0);
    }

    #[test]
    fn modals_conditions_and_wishes_hold_at_a_distance() {
        let plain = value("The council closed the pool on Friday.", "closed");
        for (text, word) in [
            ("The council may close the pool on Friday.", "close"),
            ("Lee wants to close the pool.", "close"),
            ("If the council closes the pool, the club will leave.", "closes"),
        ] {
            let factuality = Factuality(value(text, word));
            assert!(factuality.value() < plain - 1.0, "{text}: {}", factuality.value());
        }
    }

    #[test]
    fn classes_follow_the_distance_from_open() {
        assert_eq!(Factuality(-2.4).certainty(), Certainty::Certain);
        assert_eq!(Factuality(-2.4).polarity(), Polarity::Negative);
        assert_eq!(Factuality(1.2).certainty(), Certainty::Probable);
        assert_eq!(Factuality(0.1).certainty(), Certainty::Unknown);
    }
}
