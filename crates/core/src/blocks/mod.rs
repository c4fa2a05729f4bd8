//! The parts of a page: where each paragraph stands, and what it is.

use crate::annotator::Given;
use crate::document::Columns;
use crate::{BlockKind, Span};

/// The paragraphs of a text: lines that hold anything but white space. The parts that were given apart are paragraphs of their own.
pub(crate) fn paragraphs(text: &str, given: &Given) -> Vec<Span> {
    let _ = given;
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let body = line.trim();
        if !body.is_empty() {
            let lead = line.len() - line.trim_start().len();
            paragraphs.push(Span::from_range(start + lead..start + lead + body.len()));
        }
        start += line.len();
    }
    paragraphs
}

/// Names the kind of each block.
pub(crate) fn label(text: &str, columns: &mut Columns, given: &Given) {
    let _ = text;
    for block in &mut columns.blocks {
        (block.kind, block.rule) = match Some(block.span) {
            span if span == given.title => (BlockKind::Headline, "blocks.given.title"),
            span if span == given.description => (BlockKind::Paragraph, "blocks.given.description"),
            _ => (BlockKind::Paragraph, "blocks.paragraph"),
        };
    }
}
