//! The names model: bytes used in place.
//!
//! Sections: the lexicon's slots; an index of `2^n` slots of `u32`, whose low [`ROW_BITS`] bits hold row number plus one (0: empty) and
//! whose rest tells features of one slot apart; rows of one `i8` a label, and three bytes after the last; the label transitions; the worth
//! of one weight step.

use super::features::MOST;
use super::lattice::Odds;
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
    odds: Odds,
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
        let odds = Odds::new(&transitions, step);
        Ok(Self { container, lexicon, index, rows, transitions, odds })
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
            odds: &self.odds,
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
    /// What scores are worth.
    pub odds: &'m Odds,
}

/// Memory for the features of a word: their slots, the rows of those found, and those whose slot another one has.
#[derive(Debug)]
pub struct Slots {
    slots: [u32; MOST],
    rows: [u32; MOST],
    elsewhere: [u64; MOST],
}

impl Default for Slots {
    fn default() -> Self {
        Self { slots: [0; MOST], rows: [0; MOST], elsewhere: [0; MOST] }
    }
}

impl Model<'_> {
    /// The sums of the weights of up to [`MOST`] features.
    ///
    /// Their slots are read first, all of them and without a branch in between: the index is larger than a processor's nearest memory, and
    /// reads that do not wait for each other are waited for together.
    #[inline(always)]
    pub fn scores(&self, features: &[u64], memory: &mut Slots) -> Scores {
        let Slots { slots, rows, elsewhere } = memory;
        for (slot, feature) in slots.iter_mut().zip(features) {
            *slot = self.index.get(*feature as usize & self.mask).copied().unwrap_or_default();
        }
        let (mut count, mut others) = (0, 0);
        for (slot, feature) in slots.iter().zip(features) {
            let own = *slot >> ROW_BITS == print(*feature);
            rows[count % MOST] = slot & ((1 << ROW_BITS) - 1);
            count += usize::from(own & (*slot != 0));
            elsewhere[others % MOST] = *feature;
            others += usize::from(!own & (*slot != 0));
        }
        for feature in elsewhere.iter().take(others) {
            rows[count % MOST] = self.further(*feature);
            count += 1;
        }
        let mut sums = [[0i16; 8]; ROW / 8];
        for row in rows.iter().take(count).filter_map(|row| row.checked_sub(1)) {
            if let Some(weights) = self.rows.get(row as usize * STRIDE..).and_then(|rest| rest.first_chunk::<ROW>()) {
                let weights: [[i8; 8]; ROW / 8] = bytemuck::cast(*weights);
                for (sums, weights) in sums.iter_mut().zip(weights) {
                    *sums = std::array::from_fn(|lane| sums[lane].wrapping_add(i16::from(weights[lane])));
                }
            }
        }
        bytemuck::cast(sums)
    }

    /// The row plus one of a feature that does not stand in its first slot, 0 where the model does not have it.
    fn further(&self, feature: u64) -> u32 {
        let print = print(feature);
        let slots = (1..PROBES).map(|step| self.index.get((feature as usize).wrapping_add(step) & self.mask));
        let known = slots.map_while(|slot| slot.copied().filter(|slot| *slot != 0));
        known.into_iter().find(|slot| slot >> ROW_BITS == print).map_or(0, |slot| slot & ((1 << ROW_BITS) - 1))
    }
}

/// What tells the features of one slot apart.
#[must_use]
pub fn print(feature: u64) -> u32 {
    (feature >> (32 + ROW_BITS)) as u32
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
