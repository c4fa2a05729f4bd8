//! The rows that stand for words: one for each normal form that the model knows, rows of affixes for the forms that it does not, rows of shapes.

use super::features::{AFFIXES, Letters, affixes, normalize, read};
use crate::Error;
use crate::model::{Container, Section};

/// Rows of words, affixes and shapes.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    width: usize,
    keys: Section,
    rows: Section,
    pub(super) words: Table,
    pub(super) affixes: Table,
    pub(super) shapes: Table,
}

/// The rows of a word's normal form, 0 where the model does not know it, and of its shape; and its letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    word: u16,
    shape: u16,
    letters: Letters,
}

impl Look {
    /// The number of the row of a word that the model knows.
    pub(crate) fn word(self) -> Option<usize> {
        (self.word > 0).then_some(usize::from(self.word))
    }

    /// The letters of its form.
    pub(crate) fn letters(self) -> Letters {
        self.letters
    }

    /// The number of its shape's row.
    pub(crate) fn shape(self) -> usize {
        usize::from(self.shape)
    }
}

impl Vocabulary {
    /// Of a model whose rows have `width` values.
    pub(crate) fn open(model: &Container, width: usize) -> Result<Self, Error> {
        // An open-addressed table from the hash of a normal form to its row.
        let keys = model.section::<u32>("word.key", None)?;
        let slots = model.values::<u32>(&keys);
        let rows = model.section::<u16>("word.slot", Some(slots.len()))?;
        let [words, affixes, shapes] = [
            Table::open(model, "word", width, None)?,
            Table::open(model, "affix", width, None)?,
            Table::open(model, "shape", width, None)?,
        ];
        let fits = |table: &Table| table.count > 0 && table.count <= usize::from(u16::MAX);
        let free = slots.len().is_power_of_two() && slots.contains(&0);
        if !free || !fits(&words) || !fits(&shapes) || affixes.count == 0 {
            return Err(Error::model("words", "its tables have sizes that cannot be used"));
        }
        Ok(Self { width, keys, rows, words, affixes, shapes })
    }

    /// Number of rows of words.
    pub(crate) fn words(&self) -> usize {
        self.words.count
    }

    /// Number of rows of shapes.
    pub(crate) fn shapes(&self) -> usize {
        self.shapes.count
    }

    /// Looks a word up. `normal` is memory.
    pub(crate) fn look(&self, model: &Container, form: &str, normal: &mut String) -> Look {
        let (normal, shape, letters) = read(form, normal);
        let word = self.row(model, normal).filter(|row| usize::from(*row) < self.words.count).unwrap_or(0);
        Look { word, shape: (shape as usize % self.shapes.count) as u16, letters }
    }

    /// The row of a normal form with this hash.
    fn row(&self, model: &Container, normal: u32) -> Option<u16> {
        let (keys, rows) = (model.values::<u32>(&self.keys), model.values::<u16>(&self.rows));
        let key = normal.max(1);
        let mut at = key as usize & (keys.len() - 1);
        loop {
            match keys.get(at) {
                Some(found) if *found == key => return rows.get(at).copied(),
                Some(0) | None => return None,
                _ => at = (at + 1) & (keys.len() - 1),
            }
        }
    }

    /// The rows of the affixes of a form.
    pub(super) fn affixes(&self, form: &str, normal: &mut String) -> [usize; AFFIXES] {
        normalize(form, normal);
        affixes(normal).map(|affix| affix as usize % self.affixes.count)
    }

    /// Appends a word's row to `rows`; to that of a word that the model does not know, those of its affixes are added. `normal` is memory.
    pub(crate) fn push_word(
        &self,
        model: &Container,
        look: Look,
        form: &str,
        rows: &mut Vec<f32>,
        normal: &mut String,
    ) {
        let start = rows.len();
        rows.resize(start + self.width, 0.0);
        let sum = rows.get_mut(start..).unwrap_or_default();
        self.words.add(model, usize::from(look.word), sum);
        if look.word == 0 {
            self.affixes(form, normal).into_iter().for_each(|affix| self.affixes.add(model, affix, sum));
        }
    }

    /// Adds the row of a word that the model knows.
    pub(crate) fn add_known(&self, model: &Container, row: usize, sum: &mut [f32]) {
        self.words.add(model, row, sum);
    }

    /// Adds the row of a shape.
    pub(crate) fn add_shape(&self, model: &Container, row: usize, sum: &mut [f32]) {
        self.shapes.add(model, row, sum);
    }
}

/// Rows of 8-bit values, each with its scale.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    values: Section,
    scales: Section,
    count: usize,
}

impl Table {
    /// The table `name`, which must have `count` rows (any number where that is `None`) of `width` values.
    pub(crate) fn open(model: &Container, name: &str, width: usize, count: Option<usize>) -> Result<Self, Error> {
        let scales = model.section::<f32>(&format!("{name}.scale"), count)?;
        let count = model.values::<f32>(&scales).len();
        Ok(Self { values: model.section::<i8>(&format!("{name}.row"), Some(count * width))?, scales, count })
    }

    #[inline]
    fn add(&self, model: &Container, row: usize, sum: &mut [f32]) {
        let scale = model.values::<f32>(&self.scales).get(row).copied().unwrap_or_default();
        let values = model.values::<i8>(&self.values).get(row * sum.len()..(row + 1) * sum.len()).unwrap_or_default();
        sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += f32::from(*value) * scale);
    }

    /// The rows of `width` values, one after the other.
    pub(crate) fn rows(&self, model: &Container, width: usize) -> Vec<f32> {
        let rows = model.values::<i8>(&self.values).chunks_exact(width).zip(model.values::<f32>(&self.scales));
        rows.flat_map(|(row, scale)| row.iter().map(move |value| f32::from(*value) * scale)).collect()
    }

    /// The product of every row with `line`.
    pub(super) fn along(&self, model: &Container, line: &[f32]) -> Box<[f32]> {
        let (values, scales) = (model.values::<i8>(&self.values), model.values::<f32>(&self.scales));
        pulp::Arch::new().dispatch(
            #[inline(always)]
            || {
                let rows = values.chunks_exact(line.len().max(1)).zip(scales);
                rows.map(|(row, scale)| {
                    let mut lanes = [0.0_f32; 16];
                    for (line, row) in line.chunks(16).zip(row.chunks(16)) {
                        lanes.iter_mut().zip(line.iter().zip(row)).for_each(|(sum, (a, b))| *sum += a * f32::from(*b));
                    }
                    lanes.iter().sum::<f32>() * scale
                })
                .collect()
            },
        )
    }
}
