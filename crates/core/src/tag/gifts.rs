//! What rows of words and shapes give to the words about them, in whole numbers of 8 bits, worked out once for each row and kept. What is kept
//! depends on the model alone, never on a text.

use once_cell::sync::OnceCell;

use super::window::{HIDDEN, PLACES};
use crate::Error;
use crate::encode::{Panels, Rows, Table, product, whole};
use crate::model::Container;

/// What is given to the hidden values of one word.
pub(super) type Part = [i8; HIDDEN];
/// What a row gives to every word of the window.
pub(super) type Gift = [Part; PLACES];

/// The weights that make gifts of rows, and the gifts that were made.
#[derive(Debug)]
pub(super) struct Gifts {
    width: usize,
    weights: Panels,
    zeros: Vec<f32>,
    /// What one step of a gift is worth.
    step: f32,
    kept: Box<[OnceCell<Box<Gift>>]>,
}

impl Gifts {
    /// Of rows of `width` values, the first `kept` of which are numbered.
    pub(super) fn open(model: &Container, name: &str, width: usize, step: f32, kept: usize) -> Result<Self, Error> {
        let rows = Table::open(model, name, width, Some(PLACES * HIDDEN))?.rows(model, width);
        let mut weights = Panels::default();
        weights.fill(&rows, width);
        let kept = (0..kept).map(|_| OnceCell::new()).collect();
        Ok(Self { width, zeros: vec![0.0; weights.outputs()], weights, step, kept })
    }

    /// What row number `row` gives; `add` adds the row itself to zeros.
    pub(super) fn of(&self, row: usize, add: impl FnOnce(&mut [f32])) -> Option<&Gift> {
        let gift = self.kept.get(row)?.get_or_init(|| {
            let (mut sum, mut products, mut given) = (vec![0.0; self.width], Vec::new(), Vec::new());
            add(&mut sum);
            self.give(&sum, &mut products, &mut given);
            Box::new(given.first().copied().unwrap_or([[0; HIDDEN]; PLACES]))
        });
        Some(gift)
    }

    /// What each of several rows gives, added to `given`. `products` is memory.
    pub(super) fn give(&self, rows: &[f32], products: &mut Vec<f32>, given: &mut Vec<Gift>) {
        product(Rows::new(rows, self.width), &self.weights, &self.zeros, products);
        let (least, most) = (f32::from(i8::MIN), f32::from(i8::MAX));
        let part = |values: &[f32; HIDDEN]| values.map(|value| whole((value / self.step).clamp(least, most)) as i8);
        let gift = |values: &[[f32; HIDDEN]; PLACES]| values.each_ref().map(part);
        given.extend(products.as_chunks::<HIDDEN>().0.as_chunks::<PLACES>().0.iter().map(gift));
    }
}
