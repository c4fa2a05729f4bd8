//! Lexicons, gazetteer and trained weights of Dateline: data only, no code that decides anything.
//!
//! Every word list is a readable file under `data/`: one entry a line, `#` starts a comment, columns are separated by a tab.
//! Where each file comes from stands in `SOURCES.md`.

pub mod times;

/// Word lists of the rules: one entry a line, `#` comments.
pub mod lexicon {
    /// Abbreviations that end in a dot, with the class that says whether a sentence may end there.
    pub const ABBREVIATIONS: &str = include_str!("../data/abbreviations.tsv");
}

/// The lines of a word list that carry an entry: comments and blank lines are left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or(line).trim_end()).filter(|line| !line.is_empty())
}
