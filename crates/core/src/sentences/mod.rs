//! Tokens into sentences ([`split`]), and whether a text breaks off inside of one.
//!
//! A sentence ends with its paragraph, or behind a mark that closes it, with the quotation marks and brackets that close there. Whether a
//! mark closes the sentence is decided by rules over the words around it: abbreviations, initials, list numbers, ellipses, times of day,
//! reporting clauses behind a quoted question.
//!
//! Known limits: sentences that run on without any mark between them are one; three spaced dots never end a sentence, four always do
//! before a capital; a name behind an abbreviation that may end a sentence (`in the U.S. Smith said`) does not begin one.

mod boundaries;
mod lists;
mod truncation;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;

use crate::document::{BlockRow, SentenceRow};
use crate::{BlockKind, Span};
use boundaries::Paragraph;

/// The sentences of each paragraph. A sentence never crosses a paragraph, and every token belongs to exactly one sentence.
pub(crate) fn split(text: &str, tokens: &[Span], paragraphs: &[Span]) -> (Vec<SentenceRow>, Vec<BlockRow>) {
    let (mut sentences, mut blocks) = (Vec::new(), Vec::with_capacity(paragraphs.len()));
    let mut ends = Vec::new();
    let mut first = 0;
    for (block, span) in (0..).zip(paragraphs) {
        let count = tokens.iter().skip(first).take_while(|token| token.end <= span.end).count();
        let words = tokens.get(first..first + count).unwrap_or_default();
        let paragraph = Paragraph::new(text, words);
        ends.clear();
        paragraph.boundaries(&mut ends);
        let truncated = truncation::breaks_off(&paragraph, &ends);
        let first_sentence = sentences.len() as u32;
        let mut start = 0;
        for end in &ends {
            let range = (first + start) as u32..(first + end) as u32;
            sentences.push(SentenceRow { tokens: range, block, truncated: truncated && *end == count });
            start = *end;
        }
        first += count;
        let range = first_sentence..sentences.len() as u32;
        blocks.push(BlockRow { span: *span, sentences: range, kind: BlockKind::Paragraph, rule: "" });
    }
    (sentences, blocks)
}
