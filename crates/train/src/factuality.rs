//! The weights that rate how certain a predicate is: ridge regression on the answers of readers (Universal Decompositional Semantics, on EWT).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::{Annotator, Document, Span};
use dateline_extract::factuality::{MOST, Reader};
use serde_json::Value;

use crate::texts;

/// A feature that fewer predicates have teaches nothing.
const FEWEST: usize = 6;
/// How much a weight costs.
const RIDGE: f64 = 45.0;
/// A weight nearer to 0 is not written.
const LEAST: f64 = 0.03;
/// Steps of the conjugate gradient; the last ones change nothing that is written.
const STEPS: usize = 120;

/// A predicate that readers rated.
struct Rated {
    document: usize,
    token: usize,
    label: f64,
}

struct Gold {
    documents: Vec<Document>,
    rated: Vec<Rated>,
    lost: usize,
}

/// Reads sentences, each as the raw text that it is, and finds the rated words in them.
fn read(path: &Path) -> Result<Gold> {
    let annotator = Annotator::english();
    let lines = texts::read(path)?;
    let mut gold = Gold { documents: Vec::new(), rated: Vec::new(), lost: 0 };
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().context("no text")?;
        let document = annotator.annotate(text);
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
        for target in row["targets"].as_array().context("no targets")? {
            let word = |nth: usize| target["span1"].get(nth).and_then(Value::as_u64).map(|word| word as usize);
            let (first, last) = word(0).zip(word(1)).context("no words")?;
            let label = target["label"].as_f64().context("no label")?;
            let start = *starts.get(first).context("words outside of the text")?;
            let end = starts.get(last).map_or(text.len(), |next| next - 1);
            let tokens: Vec<_> = document.tokens_in(Span::from_range(start..end)).collect();
            let outside = |token: &&dateline_core::Token<'_>| {
                token.head().is_none_or(|head| tokens.iter().all(|other| other.index() != head.index()))
            };
            match tokens.iter().find(outside) {
                Some(token) => gold.rated.push(Rated { document: gold.documents.len(), token: token.index(), label }),
                None => gold.lost += 1,
            }
        }
        gold.documents.push(document);
    }
    Ok(gold)
}

impl Gold {
    /// For every rated predicate what `reading` makes of it.
    fn map<T>(&self, mut reading: impl FnMut(&Reader<'_>, &Rated) -> T) -> Result<Vec<T>> {
        let readers: Option<Vec<_>> = self.documents.iter().map(Reader::new).collect();
        let readers = readers.context("a document without a parse")?;
        Ok(self.rated.iter().map(|rated| reading(&readers[rated.document], rated)).collect())
    }
}

/// Scores the shipped weights.
pub(crate) fn score(gold: &Path) -> Result<()> {
    let gold = read(gold)?;
    let values = gold.map(|reader, rated| f64::from(reader.of(rated.token).value()))?;
    let labels: Vec<f64> = gold.rated.iter().map(|rated| rated.label).collect();
    report(&values, &labels, gold.lost);
    Ok(())
}

fn report(values: &[f64], labels: &[f64], lost: usize) {
    let error: f64 = values.iter().zip(labels).map(|(value, label)| (value - label).abs()).sum();
    let signs = values.iter().zip(labels).filter(|(value, label)| (**value < 0.0) == (**label < 0.0)).count();
    println!(
        "{} predicates ({lost} words not found)  Pearson r {:.3}  mean absolute error {:.3}  same sign {:.1}%",
        values.len(),
        pearson(values, labels),
        error / values.len() as f64,
        100.0 * signs as f64 / values.len() as f64
    );
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let (mut both, mut own_a, mut own_b) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        both += (a - mean_a) * (b - mean_b);
        own_a += (a - mean_a).powi(2);
        own_b += (b - mean_b).powi(2);
    }
    both / (own_a * own_b).sqrt()
}

/// The predicates' features, by number.
struct Rows {
    features: Vec<Vec<usize>>,
    labels: Vec<f64>,
}

/// Learns from one file, writes the list, and scores it on another.
pub(crate) fn build(train: &Path, dev: &Path, out: &Path) -> Result<()> {
    let (gold, held_out) = (read(train)?, read(dev)?);
    let named = |gold: &Gold| {
        gold.map(|reader, rated| {
            let mut names = Vec::new();
            reader.features(rated.token, |name| names.push(name.to_owned()));
            names.sort();
            names.dedup();
            names
        })
    };
    let (train, dev) = (named(&gold)?, named(&held_out)?);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    train.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    counts.retain(|_, count| *count >= FEWEST);
    let names: Vec<&str> = counts.into_keys().collect();
    let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rows = |named: &[Vec<String>], gold: &Gold| Rows {
        features: named
            .iter()
            .map(|row| row.iter().filter_map(|name| index.get(name.as_str()).copied()).collect())
            .collect(),
        labels: gold.rated.iter().map(|rated| rated.label).collect(),
    };
    let (train, dev) = (rows(&train, &gold), rows(&dev, &held_out));
    println!("{} predicates, {} features", train.labels.len(), names.len());
    let weights = ridge(&train, names.len());
    let weights: Vec<f64> = weights.into_iter().map(|weight| if weight.abs() < LEAST { 0.0 } else { weight }).collect();
    for (name, rows, lost) in [("train", &train, gold.lost), ("dev", &dev, held_out.lost)] {
        print!("{name}: ");
        let values: Vec<f64> = rows
            .features
            .iter()
            .map(|row| row.iter().map(|at| weights[*at]).sum::<f64>().clamp(-f64::from(MOST), f64::from(MOST)))
            .collect();
        report(&values, &rows.labels, lost);
    }
    let mut list = String::from(
        "# Weights that rate how certain a predicate is, -3 to 3: their sum over the predicate's features.\n\
         # Written by `dateline-train factuality build`, from Universal Decompositional Semantics, event factuality on EWT.\n\
         # feature\tweight\n",
    );
    for (name, weight) in names.iter().zip(&weights).filter(|(_, weight)| **weight != 0.0) {
        writeln!(list, "{name}\t{weight:.2}")?;
    }
    std::fs::write(out, list)?;
    Ok(())
}

/// Least squares with a price on the weights, by conjugate gradients.
fn ridge(rows: &Rows, length: usize) -> Vec<f64> {
    let apply = |weights: &[f64]| {
        let mut out: Vec<f64> = weights.iter().map(|weight| weight * RIDGE).collect();
        for row in &rows.features {
            let sum: f64 = row.iter().map(|at| weights[*at]).sum();
            row.iter().for_each(|at| out[*at] += sum);
        }
        out
    };
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut residual = vec![0.0; length];
    for (row, label) in rows.features.iter().zip(&rows.labels) {
        row.iter().for_each(|at| residual[*at] += label);
    }
    let mut weights = vec![0.0; length];
    let mut direction = residual.clone();
    let mut square = dot(&residual, &residual);
    for _ in 0..STEPS {
        let turned = apply(&direction);
        let step = square / dot(&direction, &turned);
        for at in 0..length {
            weights[at] += step * direction[at];
            residual[at] -= step * turned[at];
        }
        let next = dot(&residual, &residual);
        for at in 0..length {
            direction[at] = residual[at] + next / square * direction[at];
        }
        square = next;
    }
    weights
}
