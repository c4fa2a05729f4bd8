//! The names model: bytes used in place.
//!
//! Layout, little-endian: the magic `DLNAMES` and the format version (one byte); sections' lengths in bytes (four `u32`: lexicon,
//! index, rows, transitions); the value of one weight step (`f32`); a checksum of all that follows (`u64`); then the sections.
//! The index has `2^n` slots of `u32`: the low [`ROW_BITS`] bits hold row number plus one (0: empty), the rest tells features of one
//! slot apart. A row has one `i8` a label; three bytes follow
//! the last.

use super::hash;
use super::lexicon::Lexicon;
use crate::{Error, NameType};

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

const MAGIC: &[u8; 7] = b"DLNAMES";
const VERSION: u8 = 1;
const HEADER: usize = 8 + 4 * 4 + 4 + 8;

/// Scores of the labels of one word.
pub type Scores = [i16; ROW];

/// A model over bytes.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// The lexicon.
    pub lexicon: Lexicon<'m>,
    index: &'m [u8],
    mask: usize,
    rows: &'m [u8],
    /// Score of a label after a label.
    pub transitions: [Scores; LABELS],
    /// What one step of a score is worth, in natural logarithms.
    pub step: f32,
}

impl<'m> Model<'m> {
    /// Opens a model; the bytes stay where they are.
    ///
    /// # Errors
    /// When the bytes are no names model, of another version, cut or changed.
    pub fn open(bytes: &'m [u8]) -> Result<Self, Error> {
        let refuse = |why: &str| Error::model("names", why);
        let number = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes).unwrap_or(0);
        if bytes.get(..7) != Some(MAGIC) {
            return Err(refuse("these bytes are no names model"));
        }
        if bytes.get(7) != Some(&VERSION) {
            return Err(refuse("it has another format version: take the models crate of this release"));
        }
        let body = bytes.get(HEADER..).ok_or_else(|| refuse("it is cut short"))?;
        let stored = bytes.get(HEADER - 8..HEADER).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
        if checksum(body) != stored {
            return Err(refuse("its checksum does not match: it is damaged or cut short"));
        }
        let mut at = 0usize;
        let mut section = |n: usize| {
            let length = number(8 + 4 * n) as usize;
            let part = body.get(at..at.checked_add(length)?)?;
            at += length;
            Some(part)
        };
        let cut = || refuse("its sections are longer than the file");
        let lexicon = section(0).and_then(Lexicon::new).ok_or_else(cut)?;
        let index = section(1).filter(|part| (part.len() / 4).is_power_of_two() && part.len() % 4 == 0).ok_or_else(cut)?;
        let rows = section(2).ok_or_else(cut)?;
        let table = section(3).filter(|part| part.len() == LABELS * LABELS * 2).ok_or_else(cut)?;
        let mut transitions = [[0i16; ROW]; LABELS];
        for (pair, cell) in table.as_chunks::<2>().0.iter().zip(transitions.iter_mut().flat_map(|row| row.iter_mut().take(LABELS))) {
            *cell = i16::from_le_bytes(*pair);
        }
        let step = f32::from_bits(number(24));
        if !step.is_finite() {
            return Err(refuse("its weight step is no number"));
        }
        Ok(Self { lexicon, index, mask: index.len() / 4 - 1, rows, transitions, step })
    }

    /// Adds a feature's weights.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let print = (feature >> (32 + ROW_BITS)) as u32;
        let mut at = feature as usize & self.mask;
        for _ in 0..PROBES {
            let Some(slot) = self.index.get(at * 4..at * 4 + 4).and_then(|b| b.first_chunk()).map(|b| u32::from_le_bytes(*b)) else { return };
            if slot == 0 {
                return;
            }
            if slot >> ROW_BITS == print {
                let Some(row) = (slot as usize & ((1 << ROW_BITS) - 1)).checked_sub(1) else { return };
                if let Some(weights) = self.rows.get(row * STRIDE..).and_then(|rest| rest.first_chunk::<ROW>()) {
                    for (score, &weight) in scores.iter_mut().zip(weights) {
                        *score = score.wrapping_add(i16::from(weight as i8));
                    }
                }
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// What a model file's sections must add up to.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(hash::EMPTY, |sum, word| (sum ^ u64::from_le_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29));
    rest.iter().fold(sum, |sum, &b| hash::byte(sum, b))
}

/// The sections that make a model, for the program that builds it.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// Slots of the lexicon.
    pub lexicon: Vec<u8>,
    /// Slots of the feature index.
    pub index: Vec<u8>,
    /// Weights.
    pub rows: Vec<u8>,
    /// Label transitions, `LABELS * LABELS`.
    pub transitions: Vec<i16>,
    /// Worth of one weight step.
    pub step: f32,
}

impl Sections {
    /// The model's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let transitions: Vec<u8> = self.transitions.iter().flat_map(|t| t.to_le_bytes()).collect();
        let body = [&self.lexicon[..], &self.index, &self.rows, &transitions].concat();
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        for section in [&self.lexicon, &self.index, &self.rows, &transitions] {
            bytes.extend((section.len() as u32).to_le_bytes());
        }
        bytes.extend(self.step.to_bits().to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }
}
