//! Parts of speech, Penn tags and morphological features.
//!
//! The universal tag, the Penn tag and the bundle of features of a word are one choice: a reading, of those that occur in the treebanks. A window of
//! words about it scores the readings that a dictionary allows.
//!
//! Known limits: the treebanks disagree on a few features (the number of `you`, the degree of adverbs); a document is read
//! by the conventions of the one whose register is nearer. A tag is read from the words near it: an auxiliary more than six words away is not seen.

mod dictionary;
mod gifts;
mod marks;
mod numbered;
mod window;

pub(crate) use numbered::{Feats, Xpos};

use crate::document::TagColumns;
use crate::encode::{Case, Look, Vocabulary};
use crate::model::{Container, Section};
use crate::{Error, Span, Upos};
pub(crate) use window::Weights;
use window::{Candidate, Window};

/// Scores of readings.
#[derive(Debug)]
pub(crate) struct Tagger {
    readings: Vec<Reading>,
    window: Window,
    pairs: usize,
}

/// What a word may be.
#[derive(Clone, Copy, Debug)]
struct Reading {
    upos: Upos,
    xpos: Xpos,
    feats: Feats,
    /// Number of its pair of tags.
    pair: u16,
    /// Number of its Penn tag in the model.
    tag: u8,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    window: window::Scratch,
    /// For each word, the number of its pair of tags.
    pub(crate) pairs: Vec<u16>,
}

/// The words of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) spans: &'a [Span],
    pub(crate) forms: &'a [&'a str],
    pub(crate) looks: &'a [Look],
    pub(crate) case: Case,
}

/// For each pair of tags, the classes that occur with it.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    ends: Section,
    classes: Section,
}

impl Choices {
    pub(crate) fn open(model: &Container, name: &str, pairs: usize, classes: usize) -> Result<Self, Error> {
        let choices = Self {
            ends: model.section::<u32>(&format!("{name}.end"), Some(pairs))?,
            classes: model.section::<u16>(&format!("{name}.class"), None)?,
        };
        if model.values::<u16>(&choices.classes).iter().any(|class| usize::from(*class) >= classes) {
            return Err(Error::model("words", format_args!("section {name}.class names a class that does not exist")));
        }
        Ok(choices)
    }

    /// The classes of a pair; commonest first.
    pub(crate) fn of<'m>(&self, model: &'m Container, pair: usize) -> &'m [u16] {
        let ends = model.values::<u32>(&self.ends);
        let start = pair.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
        let end = ends.get(pair).map_or(start, |end| *end as usize);
        model.values::<u16>(&self.classes).get(start..end).unwrap_or_default()
    }

    /// The best-scoring class of a pair, and its score.
    pub(crate) fn best(&self, model: &Container, pair: usize, score: impl Fn(u16) -> f32) -> Option<(u16, f32)> {
        let mut best = None;
        for class in self.of(model, pair) {
            let score = score(*class);
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((*class, score));
            }
        }
        best
    }
}

impl Tagger {
    pub(crate) fn open(model: &Container, vocabulary: &Vocabulary, width: usize) -> Result<Self, Error> {
        let bad = |what: &str| {
            Error::model(
                "words",
                format_args!("it names {what} that this library does not know; take the model of this release"),
            )
        };
        let upos: Vec<Upos> = model
            .text("upos")?
            .lines()
            .map(|name| Upos::from_name(name).ok_or_else(|| bad("a part of speech")))
            .collect::<Result<_, _>>()?;
        let xpos: Vec<Xpos> = model
            .text("xpos")?
            .lines()
            .map(|name| Xpos::from_name(name).ok_or_else(|| bad("a Penn tag")))
            .collect::<Result<_, _>>()?;
        let feats: Vec<Feats> = model
            .text("feats")?
            .lines()
            .map(|name| Feats::from_name(name).ok_or_else(|| bad("features")))
            .collect::<Result<_, _>>()?;
        let pairs = model.section::<[u8; 2]>("pair", None)?;
        let pairs = model.values::<[u8; 2]>(&pairs);
        let section = model.section::<[u16; 3]>("reading", None)?;
        let reading = |[upos_at, xpos_at, feats_at]: &[u16; 3]| {
            let pair = pairs.iter().position(|pair| pair.map(u16::from) == [*upos_at, *xpos_at])?;
            Some(Reading {
                upos: *upos.get(usize::from(*upos_at))?,
                xpos: *xpos.get(usize::from(*xpos_at))?,
                feats: *feats.get(usize::from(*feats_at))?,
                pair: pair as u16,
                tag: *xpos_at as u8,
            })
        };
        let readings: Vec<Reading> = model
            .values::<[u16; 3]>(&section)
            .iter()
            .map(reading)
            .collect::<Option<_>>()
            .filter(|readings: &Vec<Reading>| !readings.is_empty())
            .ok_or_else(|| bad("a reading"))?;
        Ok(Self {
            window: Window::open(model, vocabulary, width, (readings.len(), xpos.len()))?,
            pairs: pairs.len(),
            readings,
        })
    }

    /// Number of pairs of tags.
    pub(crate) fn pairs(&self) -> usize {
        self.pairs
    }

    /// The weights for a document that leans so.
    pub(crate) fn weights(&self, lean: f32) -> &Weights {
        self.window.weights(lean)
    }

    /// Tags a sentence's words and adds the tags to the columns.
    pub(crate) fn tag(
        &self,
        (model, vocabulary): (&Container, &Vocabulary),
        words: Words<'_>,
        weights: &Weights,
        scratch: &mut Scratch,
        columns: &mut TagColumns,
    ) {
        self.window.read((model, vocabulary), weights, words, &self.readings, &mut scratch.window);
        scratch.pairs.clear();
        for candidates in scratch.window.words() {
            let best = best(candidates).and_then(|reading| self.readings.get(usize::from(reading)));
            // A dictionary without entries would allow nothing: the first reading is as good as any.
            if let Some(reading) = best.or(self.readings.first()) {
                columns.upos.push(reading.upos);
                columns.xpos.push(reading.xpos);
                columns.feats.push(reading.feats);
                scratch.pairs.push(reading.pair);
            }
        }
    }
}

/// The reading with the highest score, the first of several.
#[inline(always)]
fn best(candidates: &[Candidate]) -> Option<u16> {
    let higher = |best: Candidate, next: &Candidate| if next.score > best.score { *next } else { best };
    let (first, rest) = candidates.split_first()?;
    Some(rest.iter().fold(*first, higher).reading)
}
