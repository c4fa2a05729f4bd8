//! Tags of a word from the words about it: fast, and alone where nothing but tags is wanted.
//!
//! A word gives to its neighbours, and they to it: what its row and its shape's row give to every place of the window is worked out once and kept,
//! in whole numbers of 8 bits. A word's hidden values are the sum of what it is given, above zero. Readings are scored over them, but only those
//! that a dictionary allows: of a word that the corpora know well, what they have it as; of the others, whatever an open class has.
//!
//! A sentence is read twice. The Penn tags that come out at first give to their neighbours too, farther than words do, and the second reading
//! counts.

use once_cell::sync::OnceCell;

use super::dictionary::Dictionary;
use super::gifts::{Gift, Gifts, Part};
use super::{Reading, Words, best, marks};
use crate::Error;
use crate::encode::{Case, Look, Table, Vocabulary, whole};
use crate::model::Container;

/// Hidden values of a word.
pub(super) const HIDDEN: usize = 96;
/// Words on either side that give to a word.
const REACH: usize = 2;
/// The words of a window.
pub(super) const PLACES: usize = 2 * REACH + 1;
/// Words on either side whose first tags give to a word in the second reading.
const FAR: usize = 4;
/// Candidates that the first reading leaves farther behind its best are given up.
const CLOSE: f32 = 8.0;

/// So many steps there are from leaning to one treebank's conventions to leaning to the other's.
const LEANS: usize = 33;

/// The values of one word, or what is given to it.
type Values = [i16; HIDDEN];

/// The trained weights.
#[derive(Debug)]
pub(super) struct Window {
    words: Gifts,
    shapes: Gifts,
    /// What one step of hidden values is worth.
    step: f32,
    /// What every word is given, for each use of capitals, and what is added to it for one treebank's conventions and taken off for the other's.
    base: [[f32; HIDDEN]; Case::COUNT],
    lean: [f32; HIDDEN],
    /// What a Penn tag gives to its neighbours, from the one farthest before it to the one farthest behind. The last is the tag of what is outside of
    /// the sentence.
    tags: Box<[[Part; 2 * FAR]]>,
    /// What every word is given in the second reading.
    second: Values,
    scores: Scores,
    /// The weights for documents that lean so far, each worked out when it is first wanted.
    weights: [OnceCell<Weights>; LEANS],
    dictionary: Dictionary,
    /// Weight of a reading's share among the word's, in the first reading of a sentence and in the second.
    trust: [f32; 2],
}

/// Weights of the readings over hidden values, in whole numbers, and their biases.
#[derive(Clone, Debug)]
struct Scores {
    rows: Vec<Values>,
    bias: Vec<f32>,
    /// What is added for one treebank's conventions and taken off for the other's; of the rows, twice that.
    told_rows: Vec<Values>,
    told_bias: Vec<f32>,
    /// What one step of the rows is worth.
    step: f32,
}

/// The weights as the conventions of a document have them.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    /// What every word is given, for each use of capitals.
    base: [Values; Case::COUNT],
    rows: Vec<Values>,
    bias: Vec<f32>,
    /// What one step of a score is worth.
    step: f32,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    unknown: Vec<f32>,
    products: Vec<f32>,
    given: Vec<Gift>,
    form: String,
    /// What each word is given.
    sums: Vec<Values>,
    /// The Penn tags of the first reading.
    tags: Vec<u8>,
    /// The readings that words may have, and where those of each word end.
    candidates: Vec<Candidate>,
    ends: Vec<usize>,
}

impl Scratch {
    /// The candidates of each word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[Candidate]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.candidates.get(start..*end).unwrap_or_default())
    }
}

/// A reading that a word may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) reading: u16,
    /// Logarithm of the reading's share among those of a settled word.
    share: f32,
    pub(super) score: f32,
}

impl Scores {
    /// The largest weight, so that a score of every hidden value fits into 32 bits.
    const LARGEST: f32 = 4095.0;

    fn open(model: &Container, readings: usize) -> Result<Self, Error> {
        let layer = |name: &str| {
            let bias = model.section::<f32>(&format!("{name}.b"), Some(readings))?;
            Ok::<_, Error>((
                Table::open(model, name, HIDDEN, Some(readings))?.rows(model, HIDDEN),
                model.values::<f32>(&bias).to_vec(),
            ))
        };
        let ((rows, bias), (told_rows, told_bias)) = (layer("score")?, layer("told.score")?);
        let largest = rows.iter().zip(&told_rows).fold(0.0_f32, |most, (row, told)| most.max(row.abs() + told.abs()));
        let step = largest.max(f32::MIN_POSITIVE) / Self::LARGEST;
        let rows_of = |rows: &[f32], step: f32| {
            rows.as_chunks::<HIDDEN>().0.iter().map(|row| row.map(|value| whole(value / step))).collect()
        };
        Ok(Self { rows: rows_of(&rows, step), bias, told_rows: rows_of(&told_rows, step / 2.0), told_bias, step })
    }

    /// The weights for a document that leans so.
    fn leaning(&self, lean: f32) -> (Vec<Values>, Vec<f32>) {
        let part = i32::from(whole(lean * f32::from(i16::MAX)));
        let sum = |(row, told): (&Values, &Values)| {
            std::array::from_fn(|at| row[at] + ((i32::from(told[at]) * part) >> 16) as i16)
        };
        let bias = self.bias.iter().zip(&self.told_bias).map(|(bias, told)| bias + lean * told);
        (self.rows.iter().zip(&self.told_rows).map(sum).collect(), bias.collect())
    }
}

impl Window {
    /// Of a model whose rows have `width` values.
    pub(super) fn open(
        model: &Container,
        vocabulary: &Vocabulary,
        width: usize,
        (readings, tags): (usize, usize),
    ) -> Result<Self, Error> {
        let numbers = |name: &str, count: usize| {
            let section = model.section::<f32>(name, Some(count))?;
            Ok::<_, Error>(model.values::<f32>(&section))
        };
        let row = |name: &str| {
            Ok::<_, Error>(numbers(name, HIDDEN)?.first_chunk::<HIDDEN>().copied().unwrap_or([0.0; HIDDEN]))
        };
        let step = numbers("near.step", 1)?.first().copied().unwrap_or_default();
        if step.is_nan() || step <= 0.0 {
            return Err(Error::model("words", "its window has a step that cannot be used"));
        }
        let (bias, second) = (row("near.bias")?, row("near.second")?);
        let cases = numbers("near.case", Case::COUNT * HIDDEN)?.as_chunks::<HIDDEN>().0;
        let gifts = model.section::<i8>("near.tag", Some((tags + 1) * 2 * FAR * HIDDEN))?;
        let case = |case: usize| {
            let case = cases.get(case).copied().unwrap_or([0.0; HIDDEN]);
            std::array::from_fn(|at| bias[at] + case[at])
        };
        Ok(Self {
            words: Gifts::open(model, "near.word", width, step, vocabulary.words())?,
            shapes: Gifts::open(model, "near.shape", width, step, vocabulary.shapes())?,
            step,
            base: std::array::from_fn(case),
            lean: row("near.lean")?,
            tags: model.values::<[Part; 2 * FAR]>(&gifts).into(),
            second: second.map(|value| whole(value / step)),
            scores: Scores::open(model, readings)?,
            weights: std::array::from_fn(|_| OnceCell::new()),
            dictionary: Dictionary::open(model, vocabulary.words(), readings)?,
            trust: numbers("dict.trust", 2)?.first_chunk().copied().unwrap_or_default(),
        })
    }

    /// The weights for a document that leans so, to the nearest of [`LEANS`].
    pub(super) fn weights(&self, lean: f32) -> &Weights {
        let nearest = whole((lean.clamp(-1.0, 1.0) + 1.0) / 2.0 * (LEANS - 1) as f32);
        let at = usize::try_from(nearest).unwrap_or(0).min(LEANS - 1);
        self.weights[at].get_or_init(|| self.leaning(at as f32 / (LEANS - 1) as f32 * 2.0 - 1.0))
    }

    fn leaning(&self, lean: f32) -> Weights {
        let base =
            |base: &[f32; HIDDEN]| std::array::from_fn(|at| whole((base[at] + lean * self.lean[at]) / self.step));
        let (rows, bias) = self.scores.leaning(lean);
        Weights { base: self.base.each_ref().map(base), rows, bias, step: self.step * self.scores.step }
    }

    /// Scores the readings that a sentence's words may have.
    pub(super) fn read(
        &self,
        (model, vocabulary): (&Container, &Vocabulary),
        weights: &Weights,
        words: Words<'_>,
        readings: &[Reading],
        scratch: &mut Scratch,
    ) {
        scratch.unknown.clear();
        for (look, form) in words.looks.iter().zip(words.forms).filter(|(look, _)| look.word().is_none()) {
            vocabulary.push_word(model, *look, form, &mut scratch.unknown, &mut scratch.form);
        }
        scratch.given.clear();
        self.words.give(&scratch.unknown, &mut scratch.products, &mut scratch.given);
        let mut unknown = scratch.given.iter();
        let gift = |look: &Look| {
            let word = match look.word() {
                Some(row) => self.words.of(row, |sum| vocabulary.add_known(model, row, sum)),
                None => unknown.next(),
            };
            let shape = look.shape();
            Some([word?, self.shapes.of(shape, |sum| vocabulary.add_shape(model, shape, sum))?])
        };
        let gifts: Vec<[&Gift; 2]> = words.looks.iter().filter_map(gift).collect();
        let Scratch { sums, tags, candidates, ends, .. } = scratch;
        let read = Read { window: self, model, weights, words, readings, gifts: &gifts, sums, tags, candidates, ends };
        pulp::Arch::new().dispatch(read);
    }
}

/// Both readings of a sentence. Sums of whole numbers, the same on every machine.
struct Read<'a> {
    window: &'a Window,
    model: &'a Container,
    weights: &'a Weights,
    words: Words<'a>,
    readings: &'a [Reading],
    /// What each word gives, and what its shape does.
    gifts: &'a [[&'a Gift; 2]],
    sums: &'a mut Vec<Values>,
    tags: &'a mut Vec<u8>,
    candidates: &'a mut Vec<Candidate>,
    ends: &'a mut Vec<usize>,
}

impl pulp::NullaryFnOnce for Read<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { window, model, weights, words, readings, gifts, sums, tags, candidates, ends } = self;
        sums.clear();
        sums.resize(words.looks.len(), weights.base[words.case as usize]);
        for (at, [word, shape]) in gifts.iter().enumerate() {
            // The first part of a gift is for the word farthest behind, the last for the one farthest before it.
            let takers = sums.get_mut(at.saturating_sub(REACH)..).unwrap_or_default().iter_mut();
            let parts = word.iter().zip(shape.iter()).rev().skip(REACH.saturating_sub(at));
            for (sum, (word, shape)) in takers.zip(parts) {
                *sum = std::array::from_fn(|at| sum[at] + (i16::from(word[at]) + i16::from(shape[at])));
            }
        }
        tags.clear();
        candidates.clear();
        ends.clear();
        for (at, (look, span)) in words.looks.iter().zip(words.spans).enumerate() {
            let first = candidates.len();
            window.dictionary.readings(model, look.word().unwrap_or(0), look.letters().upper, |reading, share| {
                candidates.push(Candidate { reading, share, score: 0.0 });
            });
            let own = candidates.get_mut(first..).unwrap_or_default();
            // A word that can be one thing alone needs no scores.
            if let Some(sum) = sums.get(at).filter(|_| own.len() > 1) {
                weights.score(sum, window.trust[0], own);
                bar(own, readings, marks::barred(words.text, *span));
            }
            let best = best(own).and_then(|reading| readings.get(usize::from(reading)));
            tags.push(best.map_or(0, |reading| reading.tag));
            let end = first + keep_close(own);
            candidates.truncate(end);
            ends.push(end);
        }
        let mut first = 0;
        for (at, (sum, end)) in sums.iter().zip(ends.iter()).enumerate() {
            let own = candidates.get_mut(first..*end).unwrap_or_default();
            first = *end;
            if own.len() > 1 {
                let mut sum: Values = std::array::from_fn(|at| sum[at] + window.second[at]);
                for place in 0..2 * FAR {
                    let from = (at + place + usize::from(place >= FAR)).checked_sub(FAR);
                    let tag = from.and_then(|from| tags.get(from));
                    let gift = tag.map_or(window.tags.last(), |tag| window.tags.get(usize::from(*tag)));
                    if let Some(part) = gift.and_then(|gift| gift.get(place)) {
                        sum = std::array::from_fn(|at| sum[at] + i16::from(part[at]));
                    }
                }
                weights.score(&sum, window.trust[1], own);
            }
        }
    }
}

impl Weights {
    /// Scores candidates over what their word is given.
    #[inline(always)]
    fn score(&self, sum: &Values, trust: f32, candidates: &mut [Candidate]) {
        let values = sum.map(|value| value.max(0));
        for candidate in candidates {
            let at = usize::from(candidate.reading);
            if let (Some(row), Some(bias)) = (self.rows.get(at), self.bias.get(at)) {
                let sum: i32 = values.iter().zip(row).map(|(value, row)| i32::from(*value) * i32::from(*row)).sum();
                candidate.score = sum as f32 * self.step + (bias + trust * candidate.share);
            }
        }
    }
}

/// Moves the candidates that are not far behind the best to the front, in their order, and says how many they are.
#[inline(always)]
fn keep_close(candidates: &mut [Candidate]) -> usize {
    let floor = candidates.iter().fold(f32::NEG_INFINITY, |most, candidate| candidate.score.max(most)) - CLOSE;
    let mut kept = 0;
    for at in 0..candidates.len() {
        if candidates.get(at).is_some_and(|candidate| candidate.score >= floor) {
            candidates.swap(kept, at);
            kept += 1;
        }
    }
    kept
}

/// Takes readings with a Penn tag out of the question.
fn bar(candidates: &mut [Candidate], readings: &[Reading], tag: Option<&str>) {
    let Some(tag) = tag else { return };
    for candidate in candidates {
        if readings.get(usize::from(candidate.reading)).is_some_and(|reading| reading.xpos.name() == tag) {
            candidate.score = f32::MIN;
        }
    }
}
