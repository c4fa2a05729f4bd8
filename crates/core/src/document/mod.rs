//! The annotated text: dense columns, read through small `Copy` views.

mod columns;
mod lemmas;
mod views;

use std::sync::Arc;

pub(crate) use columns::{BlockRow, Columns, NameRow, ParseColumns, SentenceRow, TagColumns};
pub(crate) use lemmas::{LemmaWriter, Lemmas};
pub use views::{Block, Name, Sentence, Token};

use crate::{Published, Span};

/// A text and everything that annotation found in it.
///
/// Owns its text; the views that it hands out ([`Token`], [`Sentence`], [`Block`], [`Name`]) are `Copy` and borrow from it. A layer that was
/// not asked for is absent (`None`), which differs from a layer in which nothing was found. Cloning shares the text and the columns.
///
/// ```
/// use dateline_core::Annotator;
/// let document = Annotator::english().annotate("Rain fell. It didn't stop.");
/// let words: Vec<&str> = document.tokens().map(|token| token.text()).collect();
/// assert_eq!(words, ["Rain", "fell", ".", "It", "did", "n't", "stop", "."]);
/// assert_eq!(document.sentences().count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    text: Arc<str>,
    published: Option<Published>,
    columns: Arc<Columns>,
}

impl Document {
    pub(crate) fn new(text: Arc<str>, published: Option<Published>, columns: Columns) -> Self {
        Self { text, published, columns: Arc::new(columns) }
    }

    /// Puts other names in the place of its names, where there are any; how likely they are people's is settled then.
    pub(crate) fn settle_names(&mut self, names: Option<Vec<NameRow>>) {
        let columns = Arc::make_mut(&mut self.columns);
        columns.chances = None;
        if names.is_some() {
            columns.names = names;
        }
    }

    /// The text: the caller's, byte for byte, after title and description where these were given apart.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// When it was published, as the caller said.
    #[must_use]
    pub fn published(&self) -> Option<Published> {
        self.published
    }

    /// The words of a span; empty where the span is not one of this document's.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text).unwrap_or_default()
    }

    /// Number of tokens.
    #[must_use]
    pub fn token_count(&self) -> usize {
        self.columns.tokens.len()
    }

    /// The token at `index`.
    #[must_use]
    pub fn token(&self, index: usize) -> Option<Token<'_>> {
        (index < self.token_count()).then_some(Token { document: self, index: index as u32 })
    }

    /// All tokens, in text order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator + Clone {
        self.token_range(0..self.token_count() as u32)
    }

    /// The tokens of an index range; indices past the last token are left out.
    pub fn token_range(
        &self,
        range: std::ops::Range<u32>,
    ) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator + Clone {
        let end = range.end.min(self.token_count() as u32);
        (range.start.min(end)..end).map(|index| Token { document: self, index })
    }

    /// The tokens that lie wholly inside `span`, found by binary search.
    pub fn tokens_in(&self, span: Span) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator + Clone {
        let tokens = &self.columns.tokens;
        let first = tokens.partition_point(|token| token.start < span.start);
        let last = tokens.partition_point(|token| token.end <= span.end);
        self.token_range(first as u32..last.max(first) as u32)
    }

    /// The token that holds the byte `at`.
    #[must_use]
    pub fn token_at(&self, at: u32) -> Option<Token<'_>> {
        let index = self.columns.tokens.partition_point(|token| token.end <= at);
        self.token(index).filter(|token| token.span().start <= at)
    }

    /// Number of sentences.
    #[must_use]
    pub fn sentence_count(&self) -> usize {
        self.columns.sentences.len()
    }

    /// The sentence at `index`.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<Sentence<'_>> {
        (index < self.sentence_count()).then_some(Sentence { document: self, index: index as u32 })
    }

    /// All sentences, in text order.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Sentence<'_>> + ExactSizeIterator + Clone {
        (0..self.sentence_count() as u32).map(|index| Sentence { document: self, index })
    }

    /// Number of blocks.
    #[must_use]
    pub fn block_count(&self) -> usize {
        self.columns.blocks.len()
    }

    /// The block at `index`.
    #[must_use]
    pub fn block(&self, index: usize) -> Option<Block<'_>> {
        (index < self.block_count()).then_some(Block { document: self, index: index as u32 })
    }

    /// All blocks, in text order.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'_>> + ExactSizeIterator + Clone {
        (0..self.block_count() as u32).map(|index| Block { document: self, index })
    }

    /// Whether words were tagged.
    #[must_use]
    pub fn has_tags(&self) -> bool {
        self.columns.tags.is_some()
    }

    /// Whether sentences were parsed.
    #[must_use]
    pub fn has_parse(&self) -> bool {
        self.columns.parse.is_some()
    }

    /// The names, in text order; `None` where names were not asked for.
    #[must_use]
    pub fn names(&self) -> Option<impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator + Clone> {
        let names = self.columns.names.as_ref()?;
        Some((0..names.len() as u32).map(|index| Name { document: self, index }))
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }
}

#[cfg(test)]
mod tests {
    use crate::{Annotator, Span};

    #[test]
    fn navigation_goes_both_ways() {
        let document = Annotator::english().annotate("Rain fell. It stopped.\n\nThen wind came.");
        for block in document.blocks() {
            for sentence in block.sentences() {
                assert_eq!(sentence.block(), block);
                for token in sentence.tokens() {
                    assert_eq!(token.sentence(), Some(sentence));
                    assert_eq!(document.token_at(token.span().start), Some(token));
                }
            }
        }
        assert_eq!(document.tokens_in(Span::new(5, 13)).map(|t| t.text()).collect::<Vec<_>>(), ["fell", ".", "It"]);
        assert_eq!(document.tokens_in(Span::new(6, 9)).count(), 0);
        assert_eq!(document.token_at(4), None);
    }
}
