//! Words into vectors that know their sentence: what tags, lemmas and the parse are read from.
//!
//! Each word is the sum of rows for its normal form (or, where the model does not know it, its affixes), its shape, and its sentence's use of
//! capitals. One convolution over neighbours and one pair of gated recurrences, one a direction, follow; the parse adds two more pairs.

mod convolution;
mod features;
mod matrix;

pub(crate) use features::Case;
use matrix::WIDEST;
pub(crate) use matrix::{PANEL, Panels, Rows, dot, product};

use crate::Error;
use crate::model::{Container, Section};
use convolution::{Convolution, Gift, Given, Kept};
use features::{AFFIXES, affixes, hash, normalize, shape};

/// Words that are read at once; a longer sentence is read in pieces.
pub(crate) const WINDOW: usize = 256;

/// Rows of the commonest words, whose products with the convolution are kept: seven of eight words of news, and 6 MB where all of them occur.
const COMMON: usize = 8192;

/// Weights of the first layers, shared by tags, lemmas and parse.
#[derive(Debug)]
pub(crate) struct Encoder {
    width: usize,
    slots: Slots,
    words: Table,
    affixes: Table,
    shapes: Table,
    cases: Section,
    conventions: Conventions,
    convolution: Convolution,
    /// What the commonest words and every shape give to the convolution.
    common: Kept,
    shaped: Kept,
    recurrence: Recurrence,
}

/// The two treebanks that the model is trained on, one of the web and one of edited and spoken genres, follow conventions of their own. Which of
/// them a document is read by is told from its register: the mean of its words' rows, and its length, for texts of the web are short.
#[derive(Clone, Debug)]
struct Conventions {
    line: Section,
    bias: Section,
    step: Section,
}

impl Conventions {
    /// Words from a document's beginning that are looked at.
    const WORDS: usize = 1024;
    /// A document of this many words is half as long as the measure of length goes.
    const HALF: f32 = 300.0;

    fn open(model: &Container, width: usize) -> Result<Self, Error> {
        Ok(Self {
            line: model.section::<f32>("told.line", Some(width + 1))?,
            bias: model.section::<f32>("told.bias", Some(1))?,
            step: model.section::<f32>("told.word", Some(width))?,
        })
    }

    fn lean(&self, model: &Container, mean: &[f32], words: f32) -> f32 {
        let (line, bias) = (model.values::<f32>(&self.line), model.values::<f32>(&self.bias));
        let length = words / (words + Self::HALF) * line.last().unwrap_or(&0.0);
        let told = dot(line.get(..mean.len()).unwrap_or_default(), mean) + length + bias.first().unwrap_or(&0.0);
        told / (1.0 + told.abs())
    }
}

/// How a document is to be read.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    /// Whose conventions it follows, from -1 to 1.
    pub(crate) lean: f32,
    /// For each use of capitals, what that and the conventions give to every word.
    given: [Vec<f32>; Case::COUNT],
}

/// The rows of a word's normal form, 0 where the model does not know it, and of its shape.
#[derive(Clone, Copy, Debug)]
struct Look {
    word: usize,
    shape: usize,
}

/// An open-addressed table from the hash of a normal form to its row.
#[derive(Clone, Debug)]
struct Slots {
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
    /// The sentence's words.
    words: Vec<Look>,
    /// The document's first words, looked up to find its register.
    looks: Vec<Look>,
    /// Rows of words that are not common, and what they give.
    rare: Vec<f32>,
    rare_given: Vec<f32>,
    memory: Vec<f32>,
    gates: Vec<f32>,
    form: String,
}

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
    pub(crate) fn open(model: &Container, width: usize) -> Result<Self, Error> {
        let keys = model.section::<u32>("word.key", None)?;
        let slots = model.values::<u32>(&keys).len();
        let rows = Slots { rows: model.section::<u16>("word.slot", Some(slots))?, keys };
        let (words, shapes) = (Table::open(model, "word", width)?, Table::open(model, "shape", width)?);
        let encoder = Self {
            width,
            slots: rows,
            common: Kept::new(words.count.min(COMMON)),
            shaped: Kept::new(shapes.count),
            words,
            affixes: Table::open(model, "affix", width)?,
            shapes,
            cases: model.section::<f32>("case", Some(Case::COUNT * width))?,
            conventions: Conventions::open(model, width)?,
            convolution: Convolution::open(model, width)?,
            recurrence: Recurrence::open(model, "r1", width)?,
        };
        let free = model.values::<u32>(&encoder.slots.keys).contains(&0);
        if !slots.is_power_of_two()
            || !free
            || width == 0
            || !width.is_multiple_of(2 * PANEL)
            || encoder.affixes.count == 0
            || encoder.shapes.count == 0
        {
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

    fn look(&self, model: &Container, form: &str, normal: &mut String) -> Look {
        normalize(form, normal);
        let word = self.row(model, normal).filter(|row| *row < self.words.count).unwrap_or(0);
        Look { word, shape: shape(form) as usize % self.shapes.count }
    }

    /// Adds a word's row, or that of words that the model does not know and those of its affixes.
    fn add_word(&self, model: &Container, look: Look, form: &str, sum: &mut [f32], normal: &mut String) {
        self.words.add(model, look.word, sum);
        if look.word == 0 {
            normalize(form, normal);
            let affixes: [u32; AFFIXES] = affixes(normal);
            affixes.iter().for_each(|affix| self.affixes.add(model, *affix as usize % self.affixes.count, sum));
        }
    }

    /// What a common word gives; `None` for the others.
    fn common(&self, model: &Container, look: Look) -> Option<&Gift> {
        let row = |sum: &mut [f32]| self.words.add(model, look.word, sum);
        if look.word == 0 { None } else { self.common.get(look.word, &self.convolution, row) }
    }

    fn shaped(&self, model: &Container, look: Look) -> Option<&Gift> {
        let row = |sum: &mut [f32]| self.shapes.add(model, look.shape, sum);
        self.shaped.get(look.shape, &self.convolution, row)
    }

    /// A document's register. `words` come with their sentence's use of capitals.
    pub(crate) fn register<'t>(
        &self,
        model: &Container,
        words: impl Iterator<Item = (&'t str, Case)>,
        scratch: &mut Scratch,
    ) -> Register {
        let width = self.width;
        let (mut mean, mut cases) = (vec![0.0; width], [0_u16; Case::COUNT]);
        scratch.looks.clear();
        for (form, case) in words.take(Conventions::WORDS) {
            let look = self.look(model, form, &mut scratch.form);
            self.add_word(model, look, form, &mut mean, &mut scratch.form);
            self.shapes.add(model, look.shape, &mut mean);
            cases[case as usize] += 1;
            scratch.looks.push(look);
        }
        let case = |case: usize| model.values::<f32>(&self.cases).chunks_exact(width).nth(case).unwrap_or_default();
        for (number, count) in cases.iter().enumerate() {
            mean.iter_mut().zip(case(number)).for_each(|(sum, value)| *sum += f32::from(*count) * value);
        }
        let count = scratch.looks.len() as f32;
        mean.iter_mut().for_each(|value| *value /= count.max(1.0));
        let lean = self.conventions.lean(model, &mean, count);
        let step = model.values::<f32>(&self.conventions.step);
        let given = std::array::from_fn(|number| {
            let row: Vec<f32> = case(number).iter().zip(step).map(|(case, step)| case + lean * step).collect();
            self.convolution.give(&row)
        });
        Register { lean, given }
    }

    /// The states of a sentence's words, `width` values each; `first` is the number of its first word in the document.
    pub(crate) fn encode(
        &self,
        model: &Container,
        (first, forms): (usize, &[&str]),
        (case, register): (Case, &Register),
        states: &mut Vec<f32>,
        scratch: &mut Scratch,
    ) {
        let width = self.width;
        scratch.rare.clear();
        scratch.words.clear();
        for (at, form) in (first..).zip(forms) {
            let known = scratch.looks.get(at).copied();
            let look = known.unwrap_or_else(|| self.look(model, form, &mut scratch.form));
            scratch.words.push(look);
            if self.common(model, look).is_none() {
                let start = scratch.rare.len();
                scratch.rare.resize(start + width, 0.0);
                let row = scratch.rare.get_mut(start..).unwrap_or_default();
                self.add_word(model, look, form, row, &mut scratch.form);
            }
        }
        self.convolution.give_all(&scratch.rare, &mut scratch.gates, &mut scratch.rare_given);
        let mut rare = scratch.rare_given.chunks_exact(convolution::GIVEN * width);
        let words = scratch.words.iter().filter_map(|look| {
            let word = self.common(model, *look).map(Given::Kept).or_else(|| rare.next().map(Given::New))?;
            Some((word, self.shaped(model, *look)?))
        });
        self.convolution.apply(model, words, &register.given[case as usize], &mut scratch.inputs, states);
        self.recurrence.apply(model, states, scratch);
    }
}
