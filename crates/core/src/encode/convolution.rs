//! The convolution over a word and its two neighbours, computed part by part.
//!
//! It is linear up to its threshold, and a word's row is a sum of few rows. So what the convolution makes of each of these rows is worked out
//! once and kept, and a word costs additions instead of a product. What is kept depends on the model alone, never on a text.

use once_cell::sync::OnceCell;

use super::matrix::{Panels, Rows, WIDEST, product, rows_of_panels};
use crate::Error;
use crate::model::{Container, Section};

/// What a row gives, in multiples of its width: itself, then its part in the word after it, in its own word, and in the word before it.
pub(super) const GIVEN: usize = 4;
/// The three places, as the model has them: a word's weights for its left neighbour, for itself and for its right neighbour.
const PLACES: usize = GIVEN - 1;

/// Values that are added up side by side; a width is a multiple of it.
const LANES: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct Convolution {
    width: usize,
    weights: Panels,
    /// No bias: it belongs to a word, not to its parts.
    zeros: Vec<f32>,
    bias: Section,
}

impl Convolution {
    pub(super) fn open(model: &Container, width: usize) -> Result<Self, Error> {
        let inputs = PLACES * width;
        let section = model.section::<f32>("conv.w", Some(width * inputs))?;
        if width > WIDEST {
            return Err(Error::model("words", "a layer is wider than this library multiplies"));
        }
        // The file has each output over the inputs of all places; here the outputs of all places stand over one row.
        let outputs = rows_of_panels(model.values(&section), inputs);
        let place = |place: usize| outputs.chunks_exact(width).skip(place).step_by(PLACES).flatten().copied();
        let rows: Vec<f32> = (0..PLACES).flat_map(place).collect();
        let mut weights = Panels::default();
        weights.fill(&rows, width);
        Ok(Self { width, weights, zeros: vec![0.0; inputs], bias: model.section::<f32>("conv.b", Some(width))? })
    }

    /// What a row gives.
    pub(super) fn give(&self, row: &[f32]) -> Vec<f32> {
        let (mut products, mut given) = (Vec::new(), Vec::new());
        self.give_all(row, &mut products, &mut given);
        given
    }

    /// What each of several rows gives.
    pub(super) fn give_all(&self, rows: &[f32], products: &mut Vec<f32>, given: &mut Vec<f32>) {
        given.clear();
        product(Rows::new(rows, self.width), &self.weights, &self.zeros, products);
        for (row, products) in rows.chunks_exact(self.width).zip(products.chunks_exact(PLACES * self.width)) {
            given.extend_from_slice(row);
            given.extend_from_slice(products);
        }
    }

    /// The states of a sentence's words, each the sum of its parts and, above its threshold, the convolution: what the word itself gives, what its
    /// shape gives, and what is given to all. `sums` is memory.
    pub(super) fn apply<'a>(
        &self,
        model: &Container,
        words: impl Iterator<Item = (Given<'a>, &'a Gift)>,
        all: &[f32],
        sums: &mut Vec<f32>,
        states: &mut Vec<f32>,
    ) {
        let width = self.width;
        states.clear();
        sums.clear();
        // What stands before the first word gives nothing, nor does what follows the last.
        sums.resize(GIVEN * width, 0.0);
        pulp::Arch::new().dispatch(Sum { width, words, all, bias: model.values(&self.bias), sums, states });
    }
}

/// What a row gives, kept in 16 bits.
#[derive(Clone, Debug)]
pub(super) struct Gift {
    values: Box<[i16]>,
    /// What one step of the values is worth.
    step: f32,
}

impl Gift {
    fn new(given: &[f32]) -> Self {
        let largest = given.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        let step = largest.max(f32::MIN_POSITIVE) / f32::from(i16::MAX);
        Self { values: given.iter().map(|value| (value / step).round_ties_even() as i16).collect(), step }
    }

    #[inline(always)]
    fn add(&self, sum: &mut [f32]) {
        sum.iter_mut().zip(&self.values).for_each(|(sum, value)| *sum += f32::from(*value) * self.step);
    }
}

/// What a word gives: kept for the commonest, worked out for the others.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given<'a> {
    Kept(&'a Gift),
    New(&'a [f32]),
}

/// Additions alone, in a fixed order: wider vectors change no bit.
struct Sum<'s, W> {
    width: usize,
    words: W,
    all: &'s [f32],
    bias: &'s [f32],
    sums: &'s mut Vec<f32>,
    states: &'s mut Vec<f32>,
}

impl<'a, W: Iterator<Item = (Given<'a>, &'a Gift)>> pulp::NullaryFnOnce for Sum<'_, W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { width, words, all, bias, sums, states } = self;
        for (word, shape) in words {
            let start = sums.len();
            sums.extend_from_slice(all);
            let sum = sums.get_mut(start..).unwrap_or_default();
            shape.add(sum);
            match word {
                Given::Kept(word) => word.add(sum),
                Given::New(word) => {
                    let (word, _) = word.as_chunks::<LANES>();
                    for (sum, word) in sum.as_chunks_mut::<LANES>().0.iter_mut().zip(word) {
                        *sum = std::array::from_fn(|lane| sum[lane] + word[lane]);
                    }
                }
            }
        }
        sums.resize(sums.len() + GIVEN * width, 0.0);
        states.resize(sums.len() / GIVEN - 2 * width, 0.0);
        let given = || sums.chunks_exact(GIVEN * width);
        let words = given().zip(given().skip(1)).zip(given().skip(2)).zip(states.chunks_exact_mut(width));
        let bias = bias.as_chunks::<LANES>().0;
        for (((before, own), after), state) in words {
            let part = |from, at| part(from, at, width).as_chunks::<LANES>().0.iter();
            let parts = part(own, 0).zip(part(own, 2)).zip(part(before, 1).zip(part(after, 3))).zip(bias);
            for (state, (((row, own), (before, after)), bias)) in state.as_chunks_mut::<LANES>().0.iter_mut().zip(parts)
            {
                *state = std::array::from_fn(|lane| {
                    let sum = bias[lane] + own[lane] + (before[lane] + after[lane]);
                    row[lane] + if sum > 0.0 { sum } else { 0.0 }
                });
            }
        }
    }
}

#[inline(always)]
fn part(given: &[f32], at: usize, width: usize) -> &[f32] {
    given.get(at * width..(at + 1) * width).unwrap_or_default()
}

/// What rows of a table give, each worked out when it is first wanted.
#[derive(Debug)]
pub(super) struct Kept {
    rows: Box<[OnceCell<Gift>]>,
}

impl Kept {
    pub(super) fn new(count: usize) -> Self {
        Self { rows: (0..count).map(|_| OnceCell::new()).collect() }
    }

    /// What row number `row` gives, `None` past the rows that are kept; `add` adds the row itself to zeros.
    pub(super) fn get(&self, row: usize, convolution: &Convolution, add: impl FnOnce(&mut [f32])) -> Option<&Gift> {
        let given = self.rows.get(row)?.get_or_init(|| {
            let mut sum = vec![0.0; convolution.width];
            add(&mut sum);
            Gift::new(&convolution.give(&sum))
        });
        Some(given)
    }
}
