//! Text into words, in the Universal Dependencies convention for English.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// The words of each paragraph, in text order. Every character that is not white space belongs to exactly one token.
pub(crate) fn tokenize(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for paragraph in paragraphs {
        let words = paragraph.of(text).unwrap_or_default().split_word_bound_indices();
        for (at, word) in words.filter(|(_, word)| !word.trim().is_empty()) {
            let start = paragraph.start as usize + at;
            tokens.push(Span::from_range(start..start + word.len()));
        }
    }
    tokens
}
