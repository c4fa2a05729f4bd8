//! Words into vectors that know their sentence: what lemmas and the parse are read from.
//!
//! Each word is the sum of rows for its normal form (or, where the model does not know it, its affixes), its shape, and its sentence's use of
//! capitals. One convolution over neighbours and one pair of gated recurrences, one a direction, follow; the parse adds two more pairs.

mod convolution;
mod features;
mod matrix;
mod register;
mod vocabulary;

pub(crate) use features::Case;
use matrix::WIDEST;
pub(crate) use matrix::{PANEL, Panels, Rows, dot, product, whole};
pub(crate) use register::Conventions;
pub(crate) use vocabulary::{Look, Table, Vocabulary};

use crate::Error;
use crate::model::{Container, Section};
use convolution::{Convolution, Gift, Given, Kept};

/// Words that are read at once; a longer sentence is read in pieces.
pub(crate) const WINDOW: usize = 256;

/// Rows of the commonest words, whose products with the convolution are kept: three of four words of news, and 2 MB where all of them occur.
const COMMON: usize = 2048;

/// Weights of the first layers, shared by lemmas and parse.
#[derive(Debug)]
pub(crate) struct Encoder {
    width: usize,
    /// What each use of capitals adds to every word, and what a document's conventions do.
    cases: Section,
    step: Section,
    convolution: Convolution,
    /// What the commonest words and every shape give to the convolution.
    common: Kept,
    shaped: Kept,
    recurrence: Recurrence,
}

/// A matrix of weights and its bias.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    weights: Panels,
    bias: Section,
}

impl Layer {
    pub(crate) fn open(model: &Container, name: &str, inputs: usize, outputs: usize) -> Result<Self, Error> {
        let padded = outputs.next_multiple_of(PANEL);
        let section = model.section::<f32>(&format!("{name}.w"), Some(padded * inputs))?;
        if inputs > WIDEST {
            return Err(Error::model("words", "a layer is wider than this library multiplies"));
        }
        let rows = matrix::rows_of_panels(model.values(&section), inputs);
        let mut weights = Panels::default();
        weights.fill(&rows, inputs);
        Ok(Self { weights, bias: model.section::<f32>(&format!("{name}.b"), Some(padded))? })
    }

    pub(crate) fn apply(&self, model: &Container, inputs: Rows<'_>, outputs: &mut Vec<f32>) {
        product(inputs, &self.weights, model.values(&self.bias), outputs);
    }
}

/// Two gated recurrences of half the width, one from the left and one from the right; the result is added to the input.
#[derive(Clone, Debug)]
pub(crate) struct Recurrence {
    gates: Layer,
    width: usize,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    inputs: Vec<f32>,
    /// Rows of words that are not common, and what they give.
    rare: Vec<f32>,
    rare_given: Vec<f32>,
    memory: Vec<f32>,
    gates: Vec<f32>,
    form: String,
}

/// For each use of capitals, what that and a document's conventions give to every word.
#[derive(Clone, Debug)]
pub(crate) struct GivenToAll([Vec<f32>; Case::COUNT]);

impl Recurrence {
    pub(crate) fn open(model: &Container, name: &str, width: usize) -> Result<Self, Error> {
        Ok(Self { gates: Layer::open(model, name, width, 3 * width)?, width })
    }

    pub(crate) fn apply(&self, model: &Container, states: &mut [f32], scratch: &mut Scratch) {
        self.gates.apply(model, Rows::new(states, self.width), &mut scratch.gates);
        let Scratch { gates, memory, .. } = scratch;
        memory.clear();
        memory.resize(self.width / 2, 0.0);
        pulp::Arch::new().dispatch(Steps { width: self.width, gates, memory, states });
    }
}

/// The steps of both recurrences, the same on every machine whatever the width of its vectors.
struct Steps<'a> {
    width: usize,
    gates: &'a [f32],
    memory: &'a mut [f32],
    states: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Steps<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { width, gates, memory, states } = self;
        let (half, gates) = (width / 2, gates.chunks_exact(3 * width));
        for (state, gates) in states.chunks_exact_mut(width).zip(gates.clone()) {
            run(memory, state, gates, 0..half, width);
        }
        memory.fill(0.0);
        for (state, gates) in states.chunks_exact_mut(width).zip(gates).rev() {
            run(memory, state, gates, half..width, width);
        }
    }
}

/// One step: the memory keeps a part of itself and takes in the rest from the input, and a gate says how much of it shows.
#[inline(always)]
fn run(memory: &mut [f32], state: &mut [f32], gates: &[f32], lanes: std::ops::Range<usize>, width: usize) {
    let part = |at: usize| gates.get(at * width + lanes.start..at * width + lanes.end).unwrap_or_default();
    let states = state.get_mut(lanes.clone()).unwrap_or_default();
    for ((((memory, state), input), keep), show) in memory.iter_mut().zip(states).zip(part(0)).zip(part(1)).zip(part(2))
    {
        let keep = matrix::step(*keep);
        *memory = (1.0 - keep) * input + keep * *memory;
        *state += matrix::step(*show) * *memory;
    }
}

impl Encoder {
    pub(crate) fn open(model: &Container, vocabulary: &Vocabulary, width: usize) -> Result<Self, Error> {
        if width == 0 || !width.is_multiple_of(2 * PANEL) {
            return Err(Error::model("words", "its tables have sizes that cannot be used"));
        }
        Ok(Self {
            width,
            common: Kept::new(vocabulary.words().min(COMMON)),
            shaped: Kept::new(vocabulary.shapes()),
            cases: model.section::<f32>("case", Some(Case::COUNT * width))?,
            step: model.section::<f32>("told.word", Some(width))?,
            convolution: Convolution::open(model, width)?,
            recurrence: Recurrence::open(model, "r1", width)?,
        })
    }

    /// Values a word.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// What is given to every word of a document that leans so.
    pub(crate) fn given_to_all(&self, model: &Container, lean: f32) -> GivenToAll {
        let cases = model.values::<f32>(&self.cases);
        let step = model.values::<f32>(&self.step);
        GivenToAll(std::array::from_fn(|case| {
            let case = cases.chunks_exact(self.width).nth(case).unwrap_or_default();
            let row: Vec<f32> = case.iter().zip(step).map(|(case, step)| case + lean * step).collect();
            self.convolution.give(&row)
        }))
    }

    /// What a common word gives; `None` for the others.
    fn common(&self, model: &Container, vocabulary: &Vocabulary, look: Look) -> Option<&Gift> {
        let row = look.word()?;
        self.common.get(row, &self.convolution, |sum| vocabulary.add_known(model, row, sum))
    }

    fn shaped(&self, model: &Container, vocabulary: &Vocabulary, look: Look) -> Option<&Gift> {
        let row = look.shape();
        self.shaped.get(row, &self.convolution, |sum| vocabulary.add_shape(model, row, sum))
    }

    /// The states of a sentence's words, `width` values each.
    pub(crate) fn encode(
        &self,
        (model, vocabulary): (&Container, &Vocabulary),
        (looks, forms): (&[Look], &[&str]),
        (case, all): (Case, &GivenToAll),
        states: &mut Vec<f32>,
        scratch: &mut Scratch,
    ) {
        let width = self.width;
        scratch.rare.clear();
        for (look, form) in looks.iter().zip(forms) {
            if self.common(model, vocabulary, *look).is_none() {
                vocabulary.push_word(model, *look, form, &mut scratch.rare, &mut scratch.form);
            }
        }
        self.convolution.give_all(&scratch.rare, &mut scratch.gates, &mut scratch.rare_given);
        let mut rare = scratch.rare_given.chunks_exact(convolution::GIVEN * width);
        let words = looks.iter().filter_map(|look| {
            let common = self.common(model, vocabulary, *look);
            let word = common.map(Given::Kept).or_else(|| rare.next().map(Given::New))?;
            Some((word, self.shaped(model, vocabulary, *look)?))
        });
        let all = all.0.get(case as usize).map(Vec::as_slice).unwrap_or_default();
        self.convolution.apply(model, words, all, &mut scratch.inputs, states);
        self.recurrence.apply(model, states, scratch);
    }
}
