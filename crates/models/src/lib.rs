//! Lexicons, gazetteer and trained weights of Dateline: data only, no code that decides anything.
//!
//! Every word list is a readable file under `data/`: one entry a line, `#` starts a comment, columns are separated by a tab. What is built from
//! corpora or from GeoNames is a binary file under `weights/`. Where each comes from stands in `SOURCES.md`.

pub mod events;
pub mod lexicon;
pub mod quantities;
pub mod times;
pub mod weights;

/// The lines of a word list that carry an entry: comments and blank lines are left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or(line).trim_end()).filter(|line| !line.is_empty())
}
