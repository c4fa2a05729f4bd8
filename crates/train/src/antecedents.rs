//! The weights that rank antecedents: a structured perceptron, averaged, over the gold chains of OntoGUM.
//!
//! Each description and pronoun that the library finds is decided in text order. Where the reading with the highest score, errors counted against
//! it, is not one that the gold chains allow, the weights move towards the best allowed one. Decisions follow the gold while training.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::{Annotator, Document, Span};
use dateline_extract::coreference::{self, Candidate, Decide, Features, LENGTH};
use dateline_extract::{entities, mentions};
use serde_json::Value;

const EPOCHS: usize = 8;
/// What a wrong decision adds to the score that the right one must beat: a link where there is none, none where there is one, another one.
const COSTS: [f32; 3] = [0.6, 1.6, 1.0];

pub(crate) fn build(gold: &Path, out: &Path) -> Result<()> {
    let annotator = Annotator::english();
    let lines = std::fs::read_to_string(gold).with_context(|| gold.display().to_string())?;
    let mut documents = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let (text, chains) = read(&serde_json::from_str(line)?).context("a document of another form")?;
        documents.push((annotator.annotate(text.as_str()), chains));
    }
    let mut trainer = Trainer {
        weights: vec![0.0; LENGTH],
        sums: vec![0.0; LENGTH],
        steps: 1.0,
        chains: &HashMap::new(),
        errors: 0,
        decisions: 0,
    };
    for epoch in 0..EPOCHS {
        (trainer.errors, trainer.decisions) = (0, 0);
        for step in 0..documents.len() {
            // A stride prime to the number of documents: another order in each epoch, the same in each run.
            let (document, chains) = &documents[(step * 61 + epoch * 17) % documents.len()];
            trainer.chains = chains;
            run(document, &mut trainer);
        }
        println!("epoch {epoch}: {} of {} decisions wrong", trainer.errors, trainer.decisions);
    }
    let mut list = String::from(
        "# Weights of the model that finds what descriptions and pronouns refer to.\n\
         # Written by `dateline-train antecedents`, from OntoGUM (GUM 11, without its non-commercial genres).\n\
         # template\tanaphor\tvalue\tweight\n",
    );
    for (index, (weight, sum)) in trainer.weights.iter().zip(&trainer.sums).enumerate() {
        let average = weight - sum / trainer.steps;
        if let Some((template, anaphor, value)) = coreference::name(index).filter(|_| average.abs() >= 0.005) {
            writeln!(list, "{template}\t{anaphor}\t{value}\t{average:.2}")?;
        }
    }
    std::fs::write(out, list)?;
    Ok(())
}

fn run(document: &Document, decider: &mut impl Decide) {
    let (mentions, entities) = entities::chain(document, mentions::find(document));
    let _ = coreference::resolve_with(document, mentions, entities, decider);
}

struct Trainer<'g> {
    weights: Vec<f32>,
    /// Updates weighted by when they came, for the average.
    sums: Vec<f32>,
    steps: f32,
    chains: &'g HashMap<Span, usize>,
    errors: usize,
    decisions: usize,
}

impl Trainer<'_> {
    fn update(&mut self, features: &Features, by: f32) {
        for &index in &features.indices {
            self.weights[usize::from(index)] += by;
            self.sums[usize::from(index)] += by * self.steps;
        }
    }
}

impl Decide for Trainer<'_> {
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let chain = self.chains.get(&span);
        let allowed =
            |at: usize| chain.is_some() && candidates[at].spans.iter().any(|other| self.chains.get(other) == chain);
        let right: Vec<usize> = (0..candidates.len()).filter(|&at| allowed(at)).collect();
        // The gold antecedent was not found as a mention with these very words: the gold says nothing about the readings at hand.
        let earlier = |(other, its): (&Span, &usize)| Some(its) == chain && other.start < span.start;
        if right.is_empty() && chain.is_some() && self.chains.iter().any(earlier) {
            return None;
        }
        let score = |at: Option<usize>| at.map_or(new, |at| &candidates[at].features).score(&self.weights);
        let cost = |at: Option<usize>| match (at, right.is_empty()) {
            (Some(_), true) => COSTS[0],
            (None, false) => COSTS[1],
            (Some(at), false) if !right.contains(&at) => COSTS[2],
            _ => 0.0,
        };
        let readings = || std::iter::once(None).chain((0..candidates.len()).map(Some));
        let best = |readings: &mut dyn Iterator<Item = Option<usize>>, worth: &dyn Fn(Option<usize>) -> f32| {
            readings.reduce(|a, b| if worth(b) > worth(a) { b } else { a }).flatten()
        };
        let gold = if right.is_empty() { None } else { best(&mut right.iter().map(|&at| Some(at)), &score) };
        let guess = best(&mut readings(), &|at| score(at) + cost(at));
        self.decisions += 1;
        self.errors += usize::from(best(&mut readings(), &score) != gold);
        if cost(guess) > 0.0 {
            let (gold, guess) = (
                gold.map_or(new, |at| &candidates[at].features).clone(),
                guess.map_or(new, |at| &candidates[at].features).clone(),
            );
            self.update(&gold, 1.0);
            self.update(&guess, -1.0);
        }
        self.steps += 1.0;
        gold
    }
}

/// The text of a document of tokens, and the chain of each gold mention.
fn read(row: &Value) -> Option<(String, HashMap<Span, usize>)> {
    let mut text = String::new();
    let mut spans: Vec<Vec<Span>> = Vec::new();
    for sentence in row["sents"].as_array()? {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '?', '!', '"', '”', '’', '\'']) { " " } else { "\n\n" });
        }
        let (mut glue, mut quote, mut own) = (true, false, Vec::new());
        for token in sentence.as_array()? {
            let token = token.as_str()?;
            let close = token == "\"" && quote;
            if !(glue || close || joins(token)) {
                text.push(' ');
            }
            own.push(Span::from_range(text.len()..text.len() + token.len()));
            text.push_str(token);
            glue = matches!(token, "(" | "[" | "$" | "“" | "‘" | "``" | "#" | "-" | "–") || token == "\"" && !quote;
            quote ^= token == "\"";
        }
        spans.push(own);
    }
    let mut chains = HashMap::new();
    for (chain, cluster) in row["clusters"].as_array()?.iter().enumerate() {
        let mentions = cluster.get("mentions").unwrap_or(cluster).as_array()?;
        for mention in mentions {
            let at = |index: usize| mention.get(index).and_then(Value::as_u64).map(|n| n as usize);
            let (first, last) = (spans.get(at(0)?)?.get(at(1)?)?, spans.get(at(2)?)?.get(at(3)?.checked_sub(1)?)?);
            chains.insert(first.cover(*last), chain);
        }
    }
    Some((text, chains))
}

/// Tokens that stand against the one before them.
fn joins(token: &str) -> bool {
    matches!(
        token,
        "." | ","
            | ";"
            | ":"
            | "!"
            | "?"
            | ")"
            | "]"
            | "%"
            | "”"
            | "’"
            | "'s"
            | "’s"
            | "n't"
            | "n’t"
            | "'"
            | "''"
            | "'re"
            | "'ve"
            | "'ll"
            | "'d"
            | "'m"
            | "’re"
            | "’ve"
            | "’ll"
            | "’d"
            | "’m"
            | "-"
            | "–"
    )
}
