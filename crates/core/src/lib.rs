//! Reads English news text into an annotated [`Document`]: tokens, sentences, blocks, tags, lemmas, parse and names.
//!
//! Analysis is total: every `&str` gives a [`Document`], nothing panics, and the text is never changed. Every span is a half-open
//! range of UTF-8 bytes on character boundaries; [`OffsetTable`] converts to Unicode scalar values and UTF-16.
//!
//! ```
//! use dateline_core::{Annotator, Article};
//! let article = Article::new("BEIRUT (Reuters) - Rain fell on Friday.").published("2019-05-11".parse()?);
//! let document = Annotator::english().annotate(article);
//! assert_eq!(document.sentences().count(), 1);
//! # Ok::<(), dateline_core::Error>(())
//! ```

mod annotator;
mod article;
mod blocks;
mod document;
mod encode;
mod error;
pub mod gazetteer;
mod grammar;
mod lemma;
mod model;
mod offsets;
mod parse;
mod sentences;
mod span;
mod tag;
mod tokens;
mod words;

pub use annotator::{Annotator, Layers};
pub use article::{Article, Published, PublishedTime};
pub use document::{Block, Document, Name, Sentence, Token};
pub use error::Error;
pub use grammar::{BlockKind, Deprel, NameType, Upos};
pub use offsets::{OffsetTable, OffsetUnit};
pub use parse::{Aspect, Tense};
pub use span::Span;

/// The ids of the rules that name blocks.
pub fn rules() -> impl Iterator<Item = &'static str> {
    blocks::RULES.iter().copied()
}
