//! Words into vectors that know their sentence: what tags, lemmas and the parse are read from.
//!
//! Each word is the sum of rows for its normal form (or, where the model does not know it, its affixes), its shape, and its sentence's use of
//! capitals. One convolution over neighbours and one pair of gated recurrences, one a direction, follow; the parse adds two more pairs.

mod features;
mod matrix;

pub(crate) use features::Case;
pub(crate) use matrix::{PANEL, Packed, dot, panels, product};

use crate::Error;
use crate::model::{Container, Section};
use features::{AFFIXES, affixes, hash, normalize, shape};

/// Words that are read at once; a longer sentence is read in pieces.
pub(crate) const WINDOW: usize = 256;

/// Weights of the first layers, shared by tags, lemmas and parse.
#[derive(Clone, Debug)]
pub(crate) struct Encoder {
    width: usize,
    slots: Rows,
    words: Table,
    affixes: Table,
    shapes: Table,
    cases: Section,
    convolution: Layer,
    recurrence: Recurrence,
}

/// An open-addressed table from the hash of a normal form to its row.
#[derive(Clone, Debug)]
struct Rows {
    keys: Section,
    rows: Section,
}

/// Rows of 8-bit values, each with its scale.
#[derive(Clone, Debug)]
struct Table {
    values: Section,
    scales: Section,
    count: usize,
}

impl Table {
    fn open(model: &Container, name: &str, width: usize) -> Result<Self, Error> {
        let scales = model.section::<f32>(&format!("{name}.scale"), None)?;
        let count = model.values::<f32>(&scales).len();
        Ok(Self { values: model.section::<i8>(&format!("{name}.row"), Some(count * width))?, scales, count })
    }

    #[inline]
    fn add(&self, model: &Container, row: usize, sum: &mut [f32]) {
        let scale = model.values::<f32>(&self.scales).get(row).copied().unwrap_or_default();
        let values = model.values::<i8>(&self.values).get(row * sum.len()..(row + 1) * sum.len()).unwrap_or_default();
        sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += f32::from(*value) * scale);
    }
}

/// A matrix of weights in panels, and its bias.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    weights: Section,
    bias: Section,
}

impl Layer {
    pub(crate) fn open(model: &Container, name: &str, inputs: usize, outputs: usize) -> Result<Self, Error> {
        let padded = outputs.next_multiple_of(PANEL);
        Ok(Self { weights: model.section::<f32>(&format!("{name}.w"), Some(padded * inputs))?, bias: model.section::<f32>(&format!("{name}.b"), Some(padded))? })
    }

    pub(crate) fn apply(&self, model: &Container, inputs: &Packed, outputs: &mut Vec<f32>) {
        product(inputs, model.values(&self.weights), model.values(&self.bias), outputs);
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
    packed: Packed,
    gates: Vec<f32>,
    form: String,
}

impl Recurrence {
    pub(crate) fn open(model: &Container, name: &str, width: usize) -> Result<Self, Error> {
        Ok(Self { gates: Layer::open(model, name, width, 3 * width)?, width })
    }

    pub(crate) fn apply(&self, model: &Container, states: &mut [f32], scratch: &mut Scratch) {
        let (width, half) = (self.width, self.width / 2);
        let rows = states.len() / width.max(1);
        scratch.packed.fill(rows, width, |row| [states.get(row * width..(row + 1) * width).unwrap_or_default()]);
        self.gates.apply(model, &scratch.packed, &mut scratch.gates);
        let gates = scratch.gates.chunks_exact(3 * width);
        let mut memory = vec![0.0_f32; half];
        for (state, gates) in states.chunks_exact_mut(width).zip(gates.clone()) {
            run(&mut memory, state, gates, 0..half, width);
        }
        memory.fill(0.0);
        for (state, gates) in states.chunks_exact_mut(width).zip(gates).rev() {
            run(&mut memory, state, gates, half..width, width);
        }
    }
}

/// One step: the memory keeps a part of itself and takes in the rest from the input, and a gate says how much of it shows.
#[inline]
fn run(memory: &mut [f32], state: &mut [f32], gates: &[f32], lanes: std::ops::Range<usize>, width: usize) {
    let part = |at: usize| gates.get(at * width + lanes.start..at * width + lanes.end).unwrap_or_default();
    let states = state.get_mut(lanes.clone()).unwrap_or_default();
    for ((((memory, state), input), keep), show) in memory.iter_mut().zip(states).zip(part(0)).zip(part(1)).zip(part(2)) {
        let keep = matrix::step(*keep);
        *memory = (1.0 - keep) * input + keep * *memory;
        *state += matrix::step(*show) * *memory;
    }
}

impl Encoder {
    pub(crate) fn open(model: &Container, width: usize) -> Result<Self, Error> {
        let keys = model.section::<u32>("word.key", None)?;
        let slots = model.values::<u32>(&keys).len();
        let rows = Rows { rows: model.section::<u16>("word.slot", Some(slots))?, keys };
        let encoder = Self {
            width,
            slots: rows,
            words: Table::open(model, "word", width)?,
            affixes: Table::open(model, "affix", width)?,
            shapes: Table::open(model, "shape", width)?,
            cases: model.section::<f32>("case", Some(4 * width))?,
            convolution: Layer::open(model, "conv", 3 * width, width)?,
            recurrence: Recurrence::open(model, "r1", width)?,
        };
        let free = model.values::<u32>(&encoder.slots.keys).contains(&0);
        if !slots.is_power_of_two() || !free || width == 0 || width % (2 * PANEL) != 0 || encoder.affixes.count == 0 || encoder.shapes.count == 0 {
            return Err(Error::model("words", "its tables have sizes that cannot be used"));
        }
        Ok(encoder)
    }

    /// Values a word.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    fn row(&self, model: &Container, form: &str) -> Option<usize> {
        let (keys, rows) = (model.values::<u32>(&self.slots.keys), model.values::<u16>(&self.slots.rows));
        let key = hash(0, form).max(1);
        let mut at = key as usize & (keys.len() - 1);
        loop {
            match keys.get(at) {
                Some(found) if *found == key => return rows.get(at).map(|row| usize::from(*row)),
                Some(0) | None => return None,
                _ => at = (at + 1) & (keys.len() - 1),
            }
        }
    }

    /// The states of a sentence's words, `width` values each.
    pub(crate) fn encode<'t>(&self, model: &Container, forms: &[&'t str], case: Case, states: &mut Vec<f32>, scratch: &mut Scratch) {
        let width = self.width;
        let cases = model.values::<f32>(&self.cases);
        let case = cases.get(case as usize * width..(case as usize + 1) * width).unwrap_or_default();
        let mut inputs = std::mem::take(states);
        inputs.clear();
        inputs.reserve(forms.len() * width);
        for form in forms {
            inputs.extend_from_slice(case);
            let start = inputs.len() - width;
            let sum = inputs.get_mut(start..).unwrap_or_default();
            normalize(form, &mut scratch.form);
            match self.row(model, &scratch.form) {
                Some(row) => self.words.add(model, row, sum),
                None => {
                    self.words.add(model, 0, sum);
                    let affixes: [u32; AFFIXES] = affixes(&scratch.form);
                    affixes.iter().for_each(|affix| self.affixes.add(model, *affix as usize % self.affixes.count, sum));
                }
            }
            self.shapes.add(model, shape(form) as usize % self.shapes.count, sum);
        }
        let zero = vec![0.0; width];
        let row = |at: usize| at.checked_mul(width).and_then(|at| inputs.get(at..at + width)).unwrap_or(&zero);
        scratch.packed.fill(forms.len(), 3 * width, |at| [if at == 0 { &zero } else { row(at - 1) }, row(at), row(at + 1)]);
        self.convolution.apply(model, &scratch.packed, &mut scratch.gates);
        for (state, convolved) in inputs.iter_mut().zip(&scratch.gates) {
            *state += convolved.max(0.0);
        }
        self.recurrence.apply(model, &mut inputs, scratch);
        *states = inputs;
    }
}
