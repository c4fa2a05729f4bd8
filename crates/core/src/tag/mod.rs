//! Parts of speech, Penn tags and morphological features.
//!
//! The universal tag, the Penn tag and the bundle of features are chosen together, among those that occur together in the treebanks.
//!
//! Known limits: the treebanks disagree on a few features (the number of `you`, the degree of adverbs); a document is read
//! by the conventions of the one whose register is nearer.

mod marks;
mod numbered;

pub(crate) use numbered::{Feats, Xpos};

use crate::encode::{Layer, PANEL, Rows, dot};
use crate::model::{Container, Section};
use crate::{Error, Span, Upos};

/// Pairs of tags whose scores fall behind the best pair's by more than this are out of the question, whatever their features.
const CLOSE: f32 = 1.0;

/// Scores of tags over the encoder's states.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    width: usize,
    tags: Layer,
    stride: usize,
    pairs: Vec<Pair>,
    choices: Choices,
    feats: Vec<Feats>,
    /// Weights and biases of the bundles of features, and what is added to them for one treebank and taken off for the other.
    feats_layer: [Section; 2],
    feats_step: [Section; 2],
}

/// Weights of the bundles of features as a document's conventions have them.
#[derive(Clone, Debug)]
pub(crate) struct Bundles {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// A universal and a Penn tag that occur together.
#[derive(Clone, Copy, Debug)]
struct Pair {
    upos: Upos,
    xpos: Xpos,
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
    #[inline(always)]
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

/// The tags of one sentence: for each word, the number of its pair.
pub(crate) struct Tagged {
    pub(crate) pairs: Vec<u16>,
}

impl Tagger {
    pub(crate) fn open(model: &Container, width: usize) -> Result<Self, Error> {
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
        let section = model.section::<[u8; 2]>("pair", None)?;
        let pairs = model
            .values::<[u8; 2]>(&section)
            .iter()
            .map(|[u, x]| Some(Pair { upos: *upos.get(usize::from(*u))?, xpos: *xpos.get(usize::from(*x))? }));
        let pairs: Vec<Pair> = pairs
            .collect::<Option<_>>()
            .filter(|pairs: &Vec<Pair>| !pairs.is_empty())
            .ok_or_else(|| bad("a pair of tags"))?;
        let layer = |weights: &str, bias: &str, count: usize| {
            Ok::<_, Error>([
                model.section::<f32>(weights, Some(count * width))?,
                model.section::<f32>(bias, Some(count))?,
            ])
        };
        Ok(Self {
            width,
            tags: Layer::open(model, "tag", width, pairs.len())?,
            stride: pairs.len().next_multiple_of(PANEL),
            choices: Choices::open(model, "pair.feats", pairs.len(), feats.len())?,
            feats_layer: layer("feats.w", "feats.b", feats.len())?,
            feats_step: layer("told.feats.w", "told.feats.b", feats.len())?,
            pairs,
            feats,
        })
    }

    /// Number of pairs of tags.
    pub(crate) fn pairs(&self) -> usize {
        self.pairs.len()
    }

    /// The weights of the bundles of features in a document that leans so.
    pub(crate) fn bundles(&self, model: &Container, lean: f32) -> Bundles {
        let [weights, bias] = [0, 1].map(|part| {
            let [layer, step] =
                [&self.feats_layer, &self.feats_step].map(|sections| model.values::<f32>(&sections[part]));
            layer.iter().zip(step).map(|(value, step)| value + lean * step).collect()
        });
        Bundles { weights, bias }
    }

    /// Tags a sentence's words, which stand at `spans` of the text, and adds them to the columns.
    pub(crate) fn tag(
        &self,
        model: &Container,
        (text, spans): (&str, &[Span]),
        states: &[f32],
        bundles: &Bundles,
        scores: &mut Vec<f32>,
        columns: &mut crate::document::TagColumns,
    ) -> Tagged {
        self.tags.apply(model, Rows::new(states, self.width), scores);
        pulp::Arch::new().dispatch(Choosing { tagger: self, model, text, spans, states, bundles, scores, columns })
    }
}

/// The choice of each word's tags from their scores. Wider vectors change no bit: sums of products are added up in eight lanes on every machine.
struct Choosing<'a> {
    tagger: &'a Tagger,
    model: &'a Container,
    text: &'a str,
    spans: &'a [Span],
    states: &'a [f32],
    bundles: &'a Bundles,
    scores: &'a mut [f32],
    columns: &'a mut crate::document::TagColumns,
}

impl pulp::NullaryFnOnce for Choosing<'_> {
    type Output = Tagged;

    #[inline(always)]
    fn call(self) -> Tagged {
        let Self { tagger, model, text, spans, states, bundles: Bundles { weights, bias }, scores, columns } = self;
        let width = tagger.width;
        let mut chosen = Vec::with_capacity(spans.len());
        let words = states.chunks_exact(width).zip(scores.chunks_exact_mut(tagger.stride)).zip(spans);
        for ((state, scores), span) in words {
            let scores = scores.get_mut(..tagger.pairs.len()).unwrap_or_default();
            if let Some(tag) = marks::barred(text, *span) {
                let pairs = scores.iter_mut().zip(&tagger.pairs).filter(|(_, pair)| pair.xpos.name() == tag);
                pairs.for_each(|(score, _)| *score = f32::NEG_INFINITY);
            }
            let floor = highest(scores) - CLOSE;
            let (mut best, mut bundle, mut most) = (0, None, f32::NEG_INFINITY);
            for (first, scores) in (0..).step_by(8).zip(scores.chunks(8)) {
                if scores.iter().fold(true, |below, score| below & (*score <= floor)) {
                    continue;
                }
                for (pair, tags) in (first..).zip(scores).filter(|(_, score)| **score > floor) {
                    let features = tagger.choices.best(model, pair, |class| {
                        let class = usize::from(class);
                        bias.get(class).unwrap_or(&0.0)
                            + dot(state, weights.get(class * width..(class + 1) * width).unwrap_or_default())
                    });
                    if let Some((class, score)) = features
                        && tags + score > most
                    {
                        (best, bundle, most) = (pair, Some(class), tags + score);
                    }
                }
            }
            if let Some(pair) = tagger.pairs.get(best) {
                columns.upos.push(pair.upos);
                columns.xpos.push(pair.xpos);
                columns
                    .feats
                    .push(bundle.and_then(|class| tagger.feats.get(usize::from(class)).copied()).unwrap_or_default());
                chosen.push(best as u16);
            }
        }
        Tagged { pairs: chosen }
    }
}

/// The highest of many scores, looked for in eight lanes.
#[inline(always)]
fn highest(scores: &[f32]) -> f32 {
    let higher = |a: f32, b: f32| if b > a { b } else { a };
    let (lanes, rest) = scores.as_chunks::<8>();
    let lanes = lanes
        .iter()
        .fold([f32::NEG_INFINITY; 8], |most, scores| std::array::from_fn(|lane| higher(most[lane], scores[lane])));
    lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, higher)
}
