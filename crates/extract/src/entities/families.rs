//! Families under their surname: "the Parsons", "the Clintons", "the Parsons family", where the article names one of them in full.

use dateline_core::{Deprel, Document, NameType, Token};
use rustc_hash::{FxHashMap, FxHashSet};

use super::forms;
use crate::mentions::{Mention, MentionForm};

/// Nouns behind a surname that make a family of it.
const NOUNS: &[&str] = &["family", "families", "clan", "dynasty", "household"];

/// The surnames of families among the mentions, by the mention.
pub(super) fn find<'d>(document: &'d Document, mentions: &[Mention]) -> FxHashMap<usize, &'d str> {
    let names = || mentions.iter().enumerate().filter(|(_, mention)| mention.form == MentionForm::Name);
    let people = names().filter(|(_, mention)| mention.kind == Some(NameType::Person));
    let full = people.map(|(_, mention)| forms::words(document, mention)).filter(|words| words.len() > 1);
    let surnames: FxHashSet<&'d str> = full.filter_map(|words| forms::surname(&words)).collect();
    names().filter_map(|(at, mention)| Some((at, surname(document, mention, &surnames)?))).collect()
}

/// The surname of the family that a name of one word is.
fn surname<'d>(document: &'d Document, name: &Mention, surnames: &FxHashSet<&'d str>) -> Option<&'d str> {
    let mut words = document.tokens_in(name.span).filter(|word| word.text().contains(char::is_alphanumeric));
    let (Some(mut word), mut second) = (words.next(), words.next()) else { return None };
    // The article may be a part of the name.
    if word.text().eq_ignore_ascii_case("the")
        && let Some(next) = second.take()
    {
        word = next;
        second = words.next();
    }
    let next = second.or(word.next()).filter(|next| next.sentence() == word.sentence());
    if next.is_some_and(|next| NOUNS.contains(&next.text())) {
        return surnames.get(word.text()).copied();
    }
    // "the Collins/Parker ticket"
    let joined = next.is_some_and(|next| matches!(next.text(), "/" | "-" | "–"));
    let after_article = word.previous().is_some_and(|before| before.text().eq_ignore_ascii_case("the"));
    if !after_article || joined || second.is_some() || modifies(word) {
        return None;
    }
    let plural = word.text().strip_suffix('s')?;
    let of = |surname: &str| surnames.get(surname).copied();
    of(word.text()).or_else(|| of(plural)).or_else(|| of(plural.strip_suffix('e')?))
}

/// Whether a name stands before the noun that it belongs to: "the Clinton campaign".
fn modifies(name: Token<'_>) -> bool {
    matches!(name.deprel(), Some(Deprel::Compound | Deprel::Amod))
}
