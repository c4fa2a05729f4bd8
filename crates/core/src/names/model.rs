//! The names model: bytes used in place.
//!
//! Sections: the lexicon's slots; an index of `2^n` slots of `u32`, whose low [`ROW_BITS`] bits hold row number plus one (0: empty) and
//! whose rest tells features of one slot apart; rows of one `i8` a label, and three bytes after the last; the label transitions; the worth
//! of one weight step.

use super::lexicon::Lexicon;
use crate::model::{Container, Section, build};
use crate::{Error, NameType};

const NAME: &str = "names";

/// Labels: outside, then beginning and inside of each type.
pub const LABELS: usize = 2 * TYPES.len() + 1;
/// Bytes of a row in the file.
pub const STRIDE: usize = LABELS;
/// Labels and padding: what is added at once. The padding takes the next row's first bytes and is never read.
pub const ROW: usize = 24;
/// Bits of an index slot that number the row.
pub const ROW_BITS: u32 = 18;
/// Index slots looked at before a feature counts as unknown.
pub const PROBES: usize = 16;
/// Types, in the order of their labels.
pub const TYPES: [NameType; 10] = [
    NameType::Person,
    NameType::Org,
    NameType::Gpe,
    NameType::Loc,
    NameType::Fac,
    NameType::Norp,
    NameType::Event,
    NameType::WorkOfArt,
    NameType::Product,
    NameType::Law,
];

const KIND: [u8; 8] = *b"names\0\0\0";
const VERSION: u32 = 1;

/// Scores of the labels of one word.
pub type Scores = [i16; ROW];

/// A checked model that holds its bytes, or borrows those of the program.
#[derive(Clone, Debug)]
pub struct NamesModel {
    container: Container,
    lexicon: Section,
    index: Section,
    rows: Section,
    transitions: [Scores; LABELS],
    step: f32,
}

impl NamesModel {
    /// The model that the models crate carries.
    ///
    /// # Errors
    /// Never, unless the crate was built with a changed file.
    pub fn bundled() -> Result<Self, Error> {
        Self::open(Container::embedded(NAME, KIND, VERSION, dateline_models::weights::NAMES)?)
    }

    /// A model from bytes, which are copied once.
    ///
    /// # Errors
    /// When the bytes are no names model, of another version, cut or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::open(Container::owned(NAME, KIND, VERSION, bytes)?)
    }

    fn open(container: Container) -> Result<Self, Error> {
        let refuse = |why: &str| Error::model(NAME, why);
        let lexicon = container.section::<u8>("lexicon", None)?;
        Lexicon::new(container.values(&lexicon)).ok_or_else(|| refuse("its lexicon has the wrong size"))?;
        let index = container.section::<u32>("index", None)?;
        if !container.values::<u32>(&index).len().is_power_of_two() {
            return Err(refuse("its index has the wrong size"));
        }
        let rows = container.section::<i8>("rows", None)?;
        let table = container.section::<i16>("transitions", Some(LABELS * LABELS))?;
        let mut transitions = [[0i16; ROW]; LABELS];
        for (value, cell) in container
            .values::<i16>(&table)
            .iter()
            .zip(transitions.iter_mut().flat_map(|row| row.iter_mut().take(LABELS)))
        {
            *cell = *value;
        }
        let step = container.section::<f32>("step", Some(1))?;
        let step = container.values::<f32>(&step).first().copied().unwrap_or_default();
        if !(step > 0.0 && step < 1.0) {
            return Err(refuse("its weight step is out of range"));
        }
        Ok(Self { container, lexicon, index, rows, transitions, step })
    }

    /// The hash of the corpora and settings that the weights were trained with.
    #[must_use]
    pub fn source(&self) -> u64 {
        self.container.source()
    }

    /// The model as views of its bytes.
    #[must_use]
    pub fn view(&self) -> Model<'_> {
        let index = self.container.values::<u32>(&self.index);
        Model {
            lexicon: Lexicon::new(self.container.values(&self.lexicon)).unwrap_or_default(),
            mask: index.len().saturating_sub(1),
            index,
            rows: self.container.values(&self.rows),
            transitions: &self.transitions,
            step: self.step,
        }
    }
}

/// Views of a model's bytes.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// The lexicon.
    pub lexicon: Lexicon<'m>,
    index: &'m [u32],
    mask: usize,
    rows: &'m [i8],
    /// Score of a label after a label.
    pub transitions: &'m [Scores; LABELS],
    /// What one step of a score is worth, in natural logarithms.
    pub step: f32,
}

impl Model<'_> {
    /// Adds a feature's weights.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let print = (feature >> (32 + ROW_BITS)) as u32;
        let mut at = feature as usize & self.mask;
        for _ in 0..PROBES {
            let Some(&slot) = self.index.get(at) else { return };
            if slot == 0 {
                return;
            }
            if slot >> ROW_BITS == print {
                let Some(row) = (slot as usize & ((1 << ROW_BITS) - 1)).checked_sub(1) else { return };
                if let Some(weights) = self.rows.get(row * STRIDE..).and_then(|rest| rest.first_chunk::<ROW>()) {
                    for (score, &weight) in scores.iter_mut().zip(weights) {
                        *score = score.wrapping_add(i16::from(weight));
                    }
                }
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// The sections that make a model, for the program that builds it.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// Slots of the lexicon.
    pub lexicon: Vec<u8>,
    /// Slots of the feature index.
    pub index: Vec<u32>,
    /// Weights.
    pub rows: Vec<i8>,
    /// Label transitions, `LABELS * LABELS`.
    pub transitions: Vec<i16>,
    /// Worth of one weight step.
    pub step: f32,
}

impl Sections {
    /// The model's bytes.
    #[must_use]
    pub fn to_bytes(&self, source: u64) -> Vec<u8> {
        build(
            KIND,
            VERSION,
            source,
            &[
                ("lexicon", &self.lexicon),
                ("index", bytemuck::cast_slice(&self.index)),
                ("rows", bytemuck::cast_slice(&self.rows)),
                ("transitions", bytemuck::cast_slice(&self.transitions)),
                ("step", bytemuck::bytes_of(&self.step)),
            ],
        )
    }
}
