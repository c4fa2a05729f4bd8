//! Which places in a sentence people fill and which things do: who "married", what was "built", whose "mother".

use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use crate::{Deprel, Token, Upos};

/// The places, by what the mention is to the word that governs it.
const SLOTS: [&str; 4] = ["subject", "object", "owner", "is"];

static PREFERENCES: Lazy<FxHashMap<(&'static str, &'static str), i8>> = Lazy::new(|| {
    let entry = |line: &'static str| {
        let mut columns = line.split('\t');
        let name = columns.next()?;
        let slot = SLOTS.into_iter().find(|slot| *slot == name)?;
        Some(((slot, columns.next()?), columns.next()?.parse().ok()?))
    };
    dateline_models::entries(lexicon::PREFERENCES).filter_map(entry).collect()
});

/// The place that a mention fills: what it is to the word that governs it, and that word's lemma.
#[must_use]
pub fn slot(mention: Token<'_>) -> Option<(&'static str, &str)> {
    let mut word = mention;
    for _ in 0..4 {
        match word.head().filter(|_| matches!(word.deprel(), Some(Deprel::Conj | Deprel::Appos | Deprel::Flat))) {
            Some(head) => word = head,
            None => break,
        }
    }
    let head = word.head()?;
    let verb = head.upos() == Some(Upos::Verb);
    let slot = match word.deprel()? {
        Deprel::Nsubj if verb => "subject",
        Deprel::Nsubj if head.copula().is_some() => "is",
        Deprel::OblAgent if verb => "subject",
        Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj if verb => "object",
        Deprel::NmodPoss => "owner",
        _ => return None,
    };
    Some((slot, head.lemma()?))
}

/// How much the place that a mention fills is one for people: above 0 where it is, below 0 where things fill it.
#[must_use]
pub fn of(mention: Token<'_>) -> i8 {
    slot(mention).and_then(|slot| PREFERENCES.get(&slot)).copied().unwrap_or(0)
}
