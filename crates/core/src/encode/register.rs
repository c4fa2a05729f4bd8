//! The register of a document: whose conventions it follows.
//!
//! The two treebanks that the model is trained on, one of the web and one of edited and spoken genres, follow conventions of their own. Which of
//! them a document is read by is told from the mean of its words' rows, and its length, for texts of the web are short.

use super::features::Case;
use super::matrix::dot;
use super::vocabulary::{Look, Vocabulary};
use crate::Error;
use crate::model::Container;

/// What each row, each use of capitals and the length of a document say of its register. A mean of products is the product with the mean, so
/// that every row has one number.
#[derive(Clone, Debug)]
pub(crate) struct Conventions {
    words: Box<[f32]>,
    affixes: Box<[f32]>,
    shapes: Box<[f32]>,
    cases: [f32; Case::COUNT],
    length: f32,
    bias: f32,
}

impl Conventions {
    /// Words from a document's beginning that are looked at.
    const WORDS: usize = 1024;
    /// A document of this many words is half as long as the measure of length goes.
    const HALF: f32 = 300.0;

    pub(crate) fn open(model: &Container, vocabulary: &Vocabulary, width: usize) -> Result<Self, Error> {
        let line = model.section::<f32>("told.line", Some(width + 1))?;
        let bias = model.section::<f32>("told.bias", Some(1))?;
        let cases = model.section::<f32>("case", Some(Case::COUNT * width))?;
        let Some((length, line)) = model.values::<f32>(&line).split_last() else {
            return Err(Error::model("words", "its rows have no values"));
        };
        let case =
            |case: usize| dot(line, model.values::<f32>(&cases).chunks_exact(width).nth(case).unwrap_or_default());
        Ok(Self {
            words: vocabulary.words.along(model, line),
            affixes: vocabulary.affixes.along(model, line),
            shapes: vocabulary.shapes.along(model, line),
            cases: std::array::from_fn(case),
            length: *length,
            bias: model.values::<f32>(&bias).first().copied().unwrap_or_default(),
        })
    }

    /// Whose conventions a document follows, from -1 to 1. Its words come with their sentence's use of capitals. `normal` is memory.
    pub(crate) fn lean<'t>(
        &self,
        vocabulary: &Vocabulary,
        words: impl Iterator<Item = (Look, &'t str, Case)>,
        normal: &mut String,
    ) -> f32 {
        let (mut sum, mut count) = (0.0_f32, 0.0_f32);
        let of = |rows: &[f32], row: usize| rows.get(row).copied().unwrap_or_default();
        for (look, form, case) in words.take(Self::WORDS) {
            sum +=
                of(&self.words, look.word().unwrap_or(0)) + of(&self.shapes, look.shape()) + self.cases[case as usize];
            if look.word().is_none() {
                sum += vocabulary.affixes(form, normal).into_iter().map(|row| of(&self.affixes, row)).sum::<f32>();
            }
            count += 1.0;
        }
        let told = sum / count.max(1.0) + count / (count + Self::HALF) * self.length + self.bias;
        told / (1.0 + told.abs())
    }
}
