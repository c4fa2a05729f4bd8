//! Names: people, organisations, places and other things that are called by a name, in the types of OntoNotes 5.
//!
//! A linear-chain model over hashed features labels each sentence; its features see the whole document: a word that is clear in one
//! place (`Minister Jane Lanner`) helps where it is not (`LANNER QUITS`). Sentences whose capitals tell nothing are read with the
//! spelling that the rest of the document, else the lexicon, gives each word.
//!
//! Known limits: a name is a run of tokens of one sentence, without names inside it.

pub mod agreement;
mod conventions;
pub mod features;
pub mod hash;
pub mod lattice;
pub mod lexicon;
pub mod model;
mod repeats;
pub mod words;

use std::ops::Range;

use crate::NameType;
use crate::document::{Columns, NameRow};
use features::Features;
use lattice::{Lattice, Marginals};
use model::{LABELS, Model, NamesModel, ROW, Scores, TYPES};
use words::Words;

/// A name that the model found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Token indices, half-open.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: NameType,
    /// How sure the model is, 0 to 1.
    pub score: f32,
    /// What found it.
    pub rule: &'static str,
}

/// The model, on the word's own sentence and the document's evidence.
pub const MODEL: &str = "names.model";
/// The same words are a clear name elsewhere in the document.
pub const REPEAT: &str = "names.repeat";
/// A nationality's word where it is a language.
pub const LANGUAGE: &str = "names.language";
/// All of them.
pub(crate) const RULES: [&str; 3] = [MODEL, REPEAT, LANGUAGE];

/// Adds the names column.
pub(crate) fn annotate(model: &NamesModel, text: &str, columns: &mut Columns) {
    let tokens = columns.tokens.iter().map(|token| token.of(text).unwrap_or_default());
    let sentences = columns.sentences.iter().map(|row| row.tokens.start as usize..row.tokens.end as usize).collect();
    let row = |found: Found| NameRow {
        tokens: found.tokens.start as u32..found.tokens.end as u32,
        kind: found.kind,
        score: found.score,
        rule: found.rule,
    };
    columns.names = Some(recognize(&model.view(), tokens, sentences).into_iter().map(row).collect());
}

/// Finds the names of a document, in text order.
#[must_use]
pub fn recognize<'t>(
    model: &Model<'_>,
    tokens: impl Iterator<Item = &'t str>,
    sentences: Vec<Range<usize>>,
) -> Vec<Found> {
    let words = Words::read(tokens, sentences, &model.lexicon);
    let emissions = emissions(model, &words);
    let mut found = Vec::new();
    let (mut lattice, mut marginals, mut labels) =
        (Lattice::default(), Marginals::new(model.transitions, model.step), Vec::new());
    for range in &words.sentences {
        let part = emissions.get(range.clone()).unwrap_or_default();
        lattice.decode(part, model.transitions, &mut labels);
        let spans = spans(&labels);
        let probabilities = if spans.is_empty() { &[] } else { marginals.of(part) };
        for (span, kind) in spans {
            let score = certainty(probabilities.get(span.clone()).unwrap_or_default(), kind);
            found.push(Found {
                tokens: range.start + span.start..range.start + span.end,
                kind: TYPES[kind],
                score,
                rule: MODEL,
            });
        }
    }
    repeats::add(&words, &mut found);
    conventions::apply(&words, &mut found);
    found
}

/// Label scores of every word.
#[must_use]
pub fn emissions(model: &Model<'_>, words: &Words) -> Vec<Scores> {
    let features = Features::new(words);
    let mut hashes = Vec::with_capacity(features::MOST);
    let mut emissions = vec![[0i16; ROW]; words.words.len()];
    for (sentence, range) in words.sentences.iter().enumerate() {
        for at in range.clone() {
            features.of(sentence, at, &mut hashes);
            if let Some(scores) = emissions.get_mut(at) {
                for &feature in &hashes {
                    model.add(feature, scores);
                }
            }
        }
    }
    agreement::agree(words, &mut emissions);
    emissions
}

/// Spans of a label sequence, with the number of their type.
#[must_use]
pub fn spans(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
    let mut spans: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        if label == 0 || label >= LABELS {
            continue;
        }
        let kind = (label - 1) / 2;
        match spans.last_mut() {
            Some((span, open)) if label % 2 == 0 && *open == kind && span.end == at => span.end = at + 1,
            _ => spans.push((at..at + 1, kind)),
        }
    }
    spans
}

/// Mean probability of the type over a name's words.
fn certainty(probabilities: &[[f32; ROW]], kind: usize) -> f32 {
    let sum: f32 = probabilities.iter().flat_map(|p| p.get(2 * kind + 1..2 * kind + 3).unwrap_or_default()).sum();
    (sum / probabilities.len().max(1) as f32).clamp(0.0, 1.0)
}
