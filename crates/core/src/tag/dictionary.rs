//! Which readings a word may have: of a settled word, which the corpora have often, those that it has there; of any other, those of the open classes
//! too. A word with a capital may be a name.

use crate::Error;
use crate::model::{Container, Section};

/// Marks a settled word.
const SETTLED: u8 = 0x80;
/// Logarithm of the share of a reading that a settled word was never seen with.
const UNSEEN: f32 = -6.0;
/// What one step of the shares is worth as a logarithm.
const STEP: f32 = UNSEEN / 127.0;

/// Lists of readings.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    /// For each row of a word, where its readings end.
    ends: Box<[u32]>,
    /// For each row, the number of its readings, and whether it is [`SETTLED`].
    counts: Section,
    readings: Section,
    shares: Section,
    /// Readings of the open classes.
    open: Section,
    /// Readings of words with a capital.
    capital: Section,
}

impl Dictionary {
    pub(super) fn open(model: &Container, words: usize, readings: usize) -> Result<Self, Error> {
        let counts = model.section::<u8>("dict.count", Some(words))?;
        let mut end = 0;
        let add = |count: &u8| {
            end += u32::from(count & !SETTLED);
            end
        };
        let ends: Box<[u32]> = model.values::<u8>(&counts).iter().map(add).collect();
        let this = Self {
            readings: model.section::<u16>("dict.reading", Some(end as usize))?,
            shares: model.section::<u8>("dict.share", Some(end as usize))?,
            open: model.section::<u16>("open.reading", None)?,
            capital: model.section::<u16>("capital.reading", None)?,
            ends,
            counts,
        };
        let lists = [&this.readings, &this.open, &this.capital];
        if lists.iter().any(|list| model.values::<u16>(list).iter().any(|reading| usize::from(*reading) >= readings)) {
            return Err(Error::model("words", "its dictionary names a reading that does not exist"));
        }
        Ok(this)
    }

    /// The readings that the word of a row may have, row 0 for words that the model does not know, each with the logarithm of its share.
    #[inline(always)]
    pub(super) fn readings(&self, model: &Container, row: usize, capital: bool, mut each: impl FnMut(u16, f32)) {
        let end = self.ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let readings = model.values::<u16>(&self.readings).get(start..end).unwrap_or_default();
        let shares = model.values::<u8>(&self.shares).get(start..end).unwrap_or_default();
        let settled = model.values::<u8>(&self.counts).get(row).is_some_and(|count| count & SETTLED > 0);
        readings.iter().zip(shares).for_each(|(reading, share)| each(*reading, f32::from(*share) * STEP));
        if !settled {
            model.values::<u16>(&self.open).iter().for_each(|reading| each(*reading, 0.0));
        }
        if capital {
            let share = if settled { UNSEEN } else { 0.0 };
            model.values::<u16>(&self.capital).iter().for_each(|reading| each(*reading, share));
        }
    }
}
