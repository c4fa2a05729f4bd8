//! The weights that tell people among names by what they do: logistic regression on the corpora.
//!
//! The names are found by two models, each trained on the other half of the documents, so that they err as they do on texts that they have never
//! seen.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::names::model::NamesModel;
use dateline_core::names::people::{self, Candidate, LENGTH};
use dateline_core::{Annotator, Span};

use super::corpus::{self, Text};

const EPOCHS: usize = 30;
/// AdaGrad's rate.
const RATE: f64 = 0.04;
/// How much a weight costs in a step.
const RIDGE: f64 = 1e-4;
/// A weight nearer to 0 is not written.
const LEAST: f64 = 0.02;
/// Corpora whose people are marked with care.
const CORPORA: [&str; 6] = ["marks", "gmb", "uner_ewt", "gum", "re3d_nonbbc", "crossner_politics"];
/// Documents are read whole, and again in excerpts of so many sentences: there people have surnames alone, as in the middle of a story.
const EXCERPT: usize = 3;
/// Every so manieth document is held out for the scores that are printed.
const HELD_OUT: usize = 10;

/// What a name's places tell, and whether it is a person's.
struct Row {
    features: Vec<u32>,
    label: bool,
    /// Whether it has a name.
    named: bool,
    weight: f64,
}

/// Learns from documents in which the half model finds the names, and writes the list.
pub(crate) fn build(corpora: &Path, halves: [&Path; 2], out: &Path) -> Result<()> {
    let annotators = halves.map(|half| -> Result<_> {
        let bytes = std::fs::read(half).with_context(|| half.display().to_string())?;
        Ok((Annotator::english().names_model(&bytes)?.without_settled_people(), NamesModel::from_bytes(&bytes)?))
    });
    let [even, odd] = annotators;
    let annotators = [even?, odd?];
    let (mut train, mut dev) = (Vec::new(), Vec::new());
    for (at, text) in corpus::read(corpora)?.iter().enumerate() {
        if !CORPORA.contains(&text.corpus.as_str()) {
            continue;
        }
        let (annotator, model) = &annotators[1 - at % 2];
        let rows = if at / 2 % HELD_OUT == 0 { &mut dev } else { &mut train };
        let parts = text.sentences.chunks(EXCERPT).filter(|part| part.len() < text.sentences.len());
        for part in parts.chain([text.sentences.as_slice()]) {
            let (joined, sentences, first) = join(text, part);
            let document = annotator.annotate_words(&joined, &sentences);
            for candidate in people::candidates(&document, &model.view().lexicon) {
                rows.extend(row(text, first, candidate));
            }
        }
    }
    println!("{} candidates, {} of them people", train.len(), train.iter().filter(|row| row.label).count());
    let weights = learn(&train);
    report("train", &train, &weights);
    report("held out", &dev, &weights);
    let mut list = String::from(
        "# Weights that tell people among names by what they do in their sentences: the logarithm of the odds is their sum.\n\
         # Written by `dateline-train names people`, from the corpora of the names model.\n\
         # template\tvalue\tweight\n",
    );
    for (index, weight) in weights.iter().enumerate() {
        if let Some((template, value)) = people::name(index).filter(|_| weight.abs() >= LEAST) {
            writeln!(list, "{template}\t{value}\t{weight:.2}")?;
        }
    }
    std::fs::write(out, list)?;
    Ok(())
}

/// The tokens of sentences with spaces between them, where they stand, and the first one's number.
fn join(text: &Text, sentences: &[Range<usize>]) -> (String, Vec<Vec<Span>>, usize) {
    let mut joined = String::new();
    let mut span = |token: &String| {
        let start = joined.len();
        joined.push_str(token);
        joined.push(' ');
        Span::from_range(start..joined.len() - 1)
    };
    let spans = sentences.iter().map(|range| text.tokens[range.clone()].iter().map(&mut span).collect()).collect();
    (joined, spans, sentences.first().map_or(0, |first| first.start))
}

/// What most places of a candidate are; `None` where the corpus leaves it open.
fn row(text: &Text, start: usize, candidate: Candidate) -> Option<Row> {
    let (begin, inside) = (1_u32 << corpus::label("B-PERSON")?, 1_u32 << corpus::label("I-PERSON")?);
    let allowed = text.allowed.get(start..)?;
    let is_person = |tokens: &Range<u32>| -> Option<bool> {
        let masks = allowed.get(tokens.start as usize..tokens.end as usize)?;
        let (first, rest) = masks.split_first()?;
        let after = allowed.get(tokens.end as usize).copied().unwrap_or(1);
        if *first == begin && rest.iter().all(|mask| *mask == inside) && after & inside == 0 {
            Some(true)
        } else if masks.iter().all(|mask| mask & (begin | inside) == 0) || *first == begin || *first == inside {
            Some(false)
        } else {
            None
        }
    };
    let (mut yes, mut no) = (0, 0);
    for (tokens, _) in &candidate.places {
        match is_person(tokens) {
            Some(true) => yes += 1,
            Some(false) => no += 1,
            None => {}
        }
    }
    let named = candidate.places.iter().any(|(_, name)| name.is_some());
    let weight = f64::from(text.weight);
    (yes + no > 0).then_some(Row { features: candidate.features, label: yes > no, named, weight })
}

fn probability(row: &Row, weights: &[f64]) -> f64 {
    let sum: f64 = row.features.iter().map(|&index| weights[index as usize]).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn learn(rows: &[Row]) -> Vec<f64> {
    let (mut weights, mut squares) = (vec![0.0; LENGTH], vec![1e-6; LENGTH]);
    for epoch in 0..EPOCHS {
        for step in 0..rows.len() {
            // A stride through all rows, begun elsewhere in each epoch.
            let row = &rows[(step * 7919 + epoch * 104_729) % rows.len()];
            let slope = (f64::from(u8::from(row.label)) - probability(row, &weights)) * row.weight;
            for &index in &row.features {
                let (weight, square): (&mut f64, &mut f64) =
                    (&mut weights[index as usize], &mut squares[index as usize]);
                let slope = slope - RIDGE * *weight;
                *square += slope * slope;
                *weight += RATE * slope / square.sqrt();
            }
        }
    }
    weights
}

fn report(name: &str, rows: &[Row], weights: &[f64]) {
    for named in [true, false] {
        for bound in [0.3, 0.4, 0.5, 0.6] {
            let (mut right, mut found, mut gold) = (0, 0, 0);
            for row in rows.iter().filter(|row| row.named == named) {
                let says = probability(row, weights) >= bound;
                right += usize::from(says && row.label);
                found += usize::from(says);
                gold += usize::from(row.label);
            }
            let of = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
            println!(
                "{name}, {} name, from {bound}: {found} of {gold} people, precision {:.1}, recall {:.1}",
                if named { "with a" } else { "without" },
                of(right, found),
                of(right, gold)
            );
        }
    }
}
