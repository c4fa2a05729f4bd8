//! Tokens into sentences.

use crate::document::{BlockRow, SentenceRow};
use crate::{BlockKind, Span};

/// The sentences of each paragraph. A sentence never crosses a paragraph, and every token belongs to exactly one sentence.
pub(crate) fn split(text: &str, tokens: &[Span], paragraphs: &[Span]) -> (Vec<SentenceRow>, Vec<BlockRow>) {
    let (mut sentences, mut blocks) = (Vec::new(), Vec::with_capacity(paragraphs.len()));
    let mut at = 0;
    for (block, paragraph) in (0..).zip(paragraphs) {
        let first_sentence = sentences.len() as u32;
        let mut first = at as u32;
        while let Some(token) = tokens.get(at).filter(|token| token.end <= paragraph.end) {
            at += 1;
            let last = tokens.get(at).is_none_or(|next| next.start >= paragraph.end);
            if last || matches!(token.of(text), Some("." | "!" | "?")) {
                sentences.push(SentenceRow { tokens: first..at as u32, block, truncated: false });
                first = at as u32;
            }
        }
        let range = first_sentence..sentences.len() as u32;
        blocks.push(BlockRow { span: *paragraph, sentences: range, kind: BlockKind::Paragraph, rule: "" });
    }
    (sentences, blocks)
}
