//! Text into words ([`tokenize`]), in the convention of the Universal Dependencies treebanks of English (EWT, GUM).
//!
//! A text is cut at white space into chunks, a chunk into atoms (runs of letters, runs of digits, single marks) on the word bounds of
//! Unicode, and the atoms are joined again by what they spell: addresses, numbers, abbreviations with their dot, clitics, compounds.
//!
//! Known limits: a word that the writer typed into the next one (`overtime` for `over time`) stays one; the plural of an abbreviation with
//! an apostrophe (`NGO's`) is cut like a possessive; what scripts without spaces write between two marks stays one token.

mod abbreviations;
mod atoms;
mod chunk;
mod lexicon;
mod names;

#[cfg(test)]
mod tests;

pub(crate) use abbreviations::{Abbreviation, abbreviation};
pub(crate) use atoms::is_invisible;

use crate::Span;

/// The words of each paragraph, in text order. Every character that is not white space belongs to exactly one token.
pub(crate) fn tokenize(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut reader = chunk::Reader::new(text);
    for paragraph in paragraphs {
        reader.paragraph(*paragraph);
    }
    reader.into_tokens()
}
