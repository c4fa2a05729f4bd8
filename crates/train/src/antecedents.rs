//! The weights that rank antecedents, from the gold chains of OntoGUM and from GAP, which says of a pronoun between two names which of them it
//! refers to.
//!
//! Each description and pronoun that the library finds is decided in text order. Where the reading with the highest score, errors counted against
//! it, is not one that the gold allows, the weights move towards the best allowed one: a structured perceptron, averaged. "He" and "she" have
//! GAP beside the chains and features by the thousand, many of them rare: their weights belong to a log-linear model with the same margin, trained
//! by AdaGrad (Durrett and Klein 2013); decision trees are grown for them beside. Decisions follow the gold of chains while training, and the model
//! elsewhere.
//!
//! GAP asks about one pronoun of an excerpt, chosen where two names are as likely. Of whom the others speak stands in
//! `recipes/antecedents/people.tsv`; the trees learn from them too what is usual, not the weights.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::{Annotator, Document, Span};
use dateline_extract::coreference::{self, Candidate, Decide, Features, Forest, LENGTH};
use dateline_extract::entities::{self, Entity};
use dateline_extract::mentions::{self, Mention};
use serde_json::Value;

use crate::trees::{self, Group};

const EPOCHS: usize = 12;
/// In how many orders the examples are read. Each gives weights of its own, and their mean is written: an order alone decides much.
const ORDERS: usize = 5;
/// What a wrong decision adds to the score that the right one must beat: a link where there is none, none where there is one, another one.
const COSTS: [f32; 3] = [0.6, 1.6, 1.0];
/// How much a pronoun of the chains counts for the trees, beside one that GAP asks about.
const OF_CHAINS: f64 = 0.7;
/// How much another pronoun of GAP's excerpts counts.
const OF_OTHERS: f64 = 0.3;
/// Whom the other pronouns of GAP's excerpts refer to.
const OTHERS: &str = include_str!("../recipes/antecedents/people.tsv");
/// AdaGrad's rate.
const RATE: f32 = 0.2;

/// A document and what is known of its chains.
struct Example {
    document: Document,
    gold: Gold,
}

enum Gold {
    /// The chain of each mention.
    Chains(HashMap<Span, usize>),
    /// The names that one pronoun refers to, and those that it does not; the chains of what speaks of the same person beside it.
    Pronoun { span: Span, right: Vec<Span>, wrong: Vec<Span>, others: HashMap<Span, usize> },
}

pub(crate) fn build(chains: &Path, pronouns: &Path, folds: usize, out: Option<&Path>) -> Result<()> {
    let annotator = Annotator::english();
    let lines = std::fs::read_to_string(chains).with_context(|| chains.display().to_string())?;
    let mut documents = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let (text, chains) = read(&serde_json::from_str(line)?).context("a document of another form")?;
        documents.push(Example { document: annotator.annotate(text.as_str()), gold: Gold::Chains(chains) });
    }
    let lines = std::fs::read_to_string(pronouns).with_context(|| pronouns.display().to_string())?;
    let mut pairs = Vec::new();
    let others = others().context("a list of people of another form")?;
    for (row, line) in lines.lines().skip(1).enumerate() {
        let (text, gold) = pronoun(line, others.get(&row)).context("a row of another form")?;
        pairs.push(Example { document: annotator.annotate(text), gold });
    }
    let mut scores = Scores::default();
    for fold in 0..folds {
        let held = |at: usize| at % folds == fold;
        let seen = pairs.iter().enumerate().filter(|(at, _)| !held(*at)).map(|(_, pair)| pair);
        let seen: Vec<&Example> = documents.iter().chain(seen).collect();
        let weights = train(&seen);
        let forest = Forest::read(grow(&seen, &weights).lines());
        for (_, pair) in pairs.iter().enumerate().filter(|(at, _)| held(*at)) {
            scores.add(pair, &weights, &forest);
        }
        println!("after fold {}: {scores}", fold + 1);
    }
    let Some(out) = out else { return Ok(()) };
    let all: Vec<&Example> = documents.iter().chain(&pairs).collect();
    let weights = train(&all);
    let trees = grow(&all, &weights);
    let (mut scores, forest) = (Scores::default(), Forest::read(trees.lines()));
    pairs.iter().for_each(|pair| scores.add(pair, &weights, &forest));
    println!("on the rows that it was trained on: {scores}");
    let mut list = String::from(
        "# Weights of the model that finds what descriptions and pronouns refer to.\n\
         # Written by `dateline-train antecedents`, from OntoGUM (GUM 11, without its non-commercial genres) and GAP.\n\
         # template\tanaphor\tvalue\tweight\n",
    );
    for (index, weight) in weights.iter().enumerate() {
        if let Some((template, anaphor, value)) = coreference::name(index).filter(|_| weight.abs() >= 0.005) {
            writeln!(list, "{template}\t{anaphor}\t{value}\t{weight:.2}")?;
        }
    }
    std::fs::write(out, list)?;
    let head = "# Trees of the model that finds whom \"he\" and \"she\" refer to.\n\
                # Written by `dateline-train antecedents`, from OntoGUM (GUM 11, without its non-commercial genres) and GAP.\n\
                # a tree from its root: after a question measure<=bound the tree for yes, then the tree for no; leaves in thousandths\n";
    std::fs::write(out.with_file_name("antecedent_trees.txt"), format!("{head}{trees}"))?;
    Ok(())
}

fn run(document: &Document, decider: &mut impl Decide) -> (Vec<Mention>, Vec<Entity>) {
    let (mentions, entities) = entities::chain(document, mentions::find(document));
    coreference::resolve_with(document, mentions, entities, decider)
}

fn train(examples: &[&Example]) -> Vec<f32> {
    let mut mean = vec![0.0; LENGTH];
    for order in 0..ORDERS {
        for (mean, weight) in mean.iter_mut().zip(train_in_order(examples, order)) {
            *mean += weight / ORDERS as f32;
        }
    }
    mean
}

fn train_in_order(examples: &[&Example], order: usize) -> Vec<f32> {
    let mut trainer = Trainer {
        weights: vec![0.0; LENGTH],
        sums: vec![0.0; LENGTH],
        steps: 1.0,
        squares: vec![0.0; LENGTH],
        gold: None,
        errors: 0,
        decisions: 0,
    };
    // A stride prime to the number of documents: another order in each epoch, the same in each run.
    let mut strides = (0..).map(|step| 611 + 2 * step).filter(|stride| coprime(*stride, examples.len()));
    let stride = strides.nth(order).unwrap_or(1);
    for epoch in 0..EPOCHS {
        (trainer.errors, trainer.decisions) = (0, 0);
        for step in 0..examples.len() {
            let example = examples[(step * stride + epoch * 17) % examples.len()];
            trainer.gold = Some(&example.gold);
            run(&example.document, &mut trainer);
        }
        println!("order {order}, epoch {epoch}: {} of {} decisions wrong", trainer.errors, trainer.decisions);
    }
    trainer.weights.iter().zip(&trainer.sums).map(|(weight, sum)| weight - sum / trainer.steps).collect()
}

/// Learns the trees from the pronouns of the examples, each read as the weights read the text before it.
fn grow(examples: &[&Example], weights: &[f32]) -> String {
    let mut groups = Vec::new();
    for example in examples {
        run(&example.document, &mut Collector { gold: &example.gold, weights, groups: &mut groups });
    }
    trees::grow(&groups)
}

/// Collects the readings of "he" and "she" of which the gold says which is right.
struct Collector<'g> {
    gold: &'g Gold,
    weights: &'g [f32],
    groups: &'g mut Vec<Group>,
}

impl Decide for Collector<'_> {
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let scores = scores(new, candidates, self.weights);
        let (is_chain, weight) = match self.gold {
            Gold::Chains(_) => (true, OF_CHAINS),
            Gold::Pronoun { span: asked, .. } => (false, if *asked == span { 1.0 } else { OF_OTHERS }),
        };
        let Some(allowed) = allowed(self.gold, span, candidates) else {
            return if is_chain { None } else { best(&scores) };
        };
        let right = |at: usize| if allowed[at] { scores[at] } else { f32::NEG_INFINITY };
        let gold = best(&(0..scores.len()).map(right).collect::<Vec<_>>());
        let readings = std::iter::once(new).chain(candidates.iter().map(|candidate| &candidate.features));
        if let Some(readings) = readings.map(|reading| reading.measures).collect() {
            self.groups.push(Group { readings, allowed, weight });
        }
        if is_chain { gold } else { best(&scores) }
    }
}

fn coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

/// How many of GAP's pronouns are joined to the right name and not to the wrong one, and the measure of Webster et al. (2018): F1 of the pairs of a
/// pronoun and a name that are joined. How many of the other pronouns of its excerpts are joined to what speaks of the same person.
#[derive(Default)]
struct Scores {
    named: usize,
    right: usize,
    unlinked: usize,
    neither: usize,
    neither_right: usize,
    /// Pairs of a pronoun and a name: those of the gold, those that were joined, and those that are both.
    pairs: [usize; 3],
    /// Pronouns that GAP does not ask about and of which the gold says something.
    others: usize,
    others_right: usize,
}

impl Scores {
    fn add(&mut self, example: &Example, weights: &[f32], forest: &Forest) {
        let Gold::Pronoun { span, right, wrong, .. } = &example.gold else { return };
        let mut judge = Judge { ranker: Ranker { weights, forest }, gold: &example.gold, asked: *span, scores: self };
        let (mentions, entities) = run(&example.document, &mut judge);
        let entity = mentions.iter().find(|mention| mention.span == *span).and_then(|mention| mention.entity);
        let spans: Vec<Span> = entity
            .and_then(|id| entities.get(id.index()))
            .into_iter()
            .flat_map(|entity| &entity.mentions)
            .map(|mention| mentions[mention.index()].span)
            .filter(|other| other != span)
            .collect();
        let (good, bad) = (meets(&spans, right), meets(&spans, wrong));
        let joined = |names: &[Span]| names.iter().filter(|name| meets(&spans, &[**name])).count();
        let (found, astray) = (joined(right), joined(wrong));
        for (sum, count) in self.pairs.iter_mut().zip([right.len(), found + astray, found]) {
            *sum += count;
        }
        if right.is_empty() {
            self.neither += 1;
            self.neither_right += usize::from(!bad);
        } else {
            self.named += 1;
            self.right += usize::from(good && !bad);
            self.unlinked += usize::from(!good && !bad);
        }
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { named, right, unlinked, neither, neither_right, pairs: [gold, joined, both], .. } = self;
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        write!(
            f,
            "{named} rows with a name: right {:.1} %, joined to neither {:.1} %; without: {neither_right} of {neither} right; F1 of pairs {:.1}; \
             {} other pronouns: right {:.1} %",
            percent(*right, *named),
            percent(*unlinked, *named),
            percent(2 * both, gold + joined),
            self.others,
            percent(self.others_right, self.others)
        )
    }
}

fn meets(spans: &[Span], others: &[Span]) -> bool {
    spans.iter().any(|span| others.iter().any(|other| span.start < other.end && other.start < span.end))
}

struct Ranker<'w> {
    weights: &'w [f32],
    forest: &'w Forest,
}

impl Decide for Ranker<'_> {
    fn decide(&mut self, _: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let mut scores = scores(new, candidates, self.weights);
        let readings = std::iter::once(new).chain(candidates.iter().map(|candidate| &candidate.features));
        self.forest.rank(&mut scores, &readings.map(|reading| reading.measures.as_ref()).collect::<Vec<_>>());
        best(&scores)
    }
}

/// Counts how many pronouns that GAP does not ask about are decided as the gold has them.
struct Judge<'j> {
    ranker: Ranker<'j>,
    gold: &'j Gold,
    asked: Span,
    scores: &'j mut Scores,
}

impl Decide for Judge<'_> {
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let chosen = self.ranker.decide(span, new, candidates);
        if let Some(allowed) = allowed(self.gold, span, candidates).filter(|_| span != self.asked) {
            self.scores.others += 1;
            self.scores.others_right += usize::from(allowed[chosen.map_or(0, |at| at + 1)]);
        }
        chosen
    }
}

/// The scores of the reading that something is new, and of each candidate.
fn scores(new: &Features, candidates: &[Candidate<'_>], weights: &[f32]) -> Vec<f32> {
    std::iter::once(new)
        .chain(candidates.iter().map(|candidate| &candidate.features))
        .map(|f| f.score(weights))
        .collect()
}

/// The candidate with the highest score; `None` where that is the first score, of the reading that something is new.
fn best(scores: &[f32]) -> Option<usize> {
    let best = (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })?;
    best.checked_sub(1)
}

struct Trainer<'g> {
    weights: Vec<f32>,
    /// Updates weighted by when they came, for the average.
    sums: Vec<f32>,
    steps: f32,
    /// AdaGrad's sums of squared slopes.
    squares: Vec<f32>,
    gold: Option<&'g Gold>,
    errors: usize,
    decisions: usize,
}

impl Trainer<'_> {
    fn descend(&mut self, index: usize, slope: f32) {
        self.squares[index] += slope * slope;
        self.weights[index] += RATE * slope / (self.squares[index].sqrt() + 1e-3);
    }

    fn update(&mut self, features: &Features, by: f32) {
        for &index in &features.indices {
            self.weights[index as usize] += by;
            self.sums[index as usize] += by * self.steps;
        }
    }

    /// Of GAP's excerpts the weights learn what it asks about alone: in the others mostly whom the excerpt is about is meant.
    fn allowed(&self, span: Span, candidates: &[Candidate<'_>]) -> Option<Vec<bool>> {
        match self.gold? {
            Gold::Pronoun { span: asked, .. } if *asked != span => None,
            gold => allowed(gold, span, candidates),
        }
    }
}

/// Which readings the gold allows, the new one first; `None` where it says nothing about the readings at hand.
fn allowed(gold: &Gold, span: Span, candidates: &[Candidate<'_>]) -> Option<Vec<bool>> {
    let links: Vec<bool> = match gold {
        Gold::Chains(chains) => of_chain(chains, span, candidates)?,
        Gold::Pronoun { span: asked, others, .. } if span != *asked => {
            of_chain(others, span, candidates).filter(|_| others.contains_key(&span))?
        }
        Gold::Pronoun { right, wrong, .. } => {
            let good = |spans: &[Span]| (right.is_empty() || meets(spans, right)) && !meets(spans, wrong);
            let links: Vec<bool> = candidates.iter().map(|candidate| good(candidate.spans)).collect();
            if right.is_empty() {
                return Some(std::iter::once(true).chain(links).collect());
            }
            links.contains(&true).then_some(links)?
        }
    };
    Some(std::iter::once(!links.contains(&true)).chain(links).collect())
}

/// Which candidates are of the chain of the mention at `span`; `None` where it was named before, and not found as a mention with these very words.
fn of_chain(chains: &HashMap<Span, usize>, span: Span, candidates: &[Candidate<'_>]) -> Option<Vec<bool>> {
    let chain = chains.get(&span);
    let same = |candidate: &Candidate<'_>| candidate.spans.iter().any(|other| chains.get(other) == chain);
    let links: Vec<bool> = candidates.iter().map(|candidate| chain.is_some() && same(candidate)).collect();
    let earlier = |(other, its): (&Span, &usize)| Some(its) == chain && other.start < span.start;
    let is_lost = !links.contains(&true) && chain.is_some() && chains.iter().any(earlier);
    (!is_lost).then_some(links)
}

impl Decide for Trainer<'_> {
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let scores = scores(new, candidates, &self.weights);
        let Some(allowed) = self.allowed(span, candidates) else {
            return if matches!(self.gold, Some(Gold::Chains(_))) { None } else { best(&scores) };
        };
        let cost = |at: usize| match at {
            _ if allowed[at] => 0.0,
            0 => COSTS[1],
            _ if allowed[0] => COSTS[0],
            _ => COSTS[2],
        };
        let among = |right: bool| -> Vec<f32> {
            let worth = |at: usize| match right {
                true if allowed[at] => scores[at],
                true => f32::NEG_INFINITY,
                false => scores[at] + cost(at),
            };
            (0..scores.len()).map(worth).collect()
        };
        let (gold, guess) = (best(&among(true)), best(&among(false)));
        let features = |reading: Option<usize>| reading.map_or(new, |at| &candidates[at].features);
        self.decisions += 1;
        self.errors += usize::from(!allowed[best(&scores).map_or(0, |at| at + 1)]);
        if is_of_people(new) {
            let mut slopes: HashMap<u32, f32> = HashMap::new();
            for (at, (wished, held)) in softmax(&among(true)).into_iter().zip(softmax(&among(false))).enumerate() {
                for &index in &features(at.checked_sub(1)).indices {
                    *slopes.entry(index).or_default() += wished - held;
                }
            }
            slopes.into_iter().for_each(|(index, slope)| self.descend(index as usize, slope));
        } else if !allowed[guess.map_or(0, |at| at + 1)] {
            self.update(features(gold), 1.0);
            self.update(features(guess), -1.0);
        }
        self.steps += 1.0;
        gold
    }
}

/// Whether the features are of "he" or "she".
fn is_of_people(new: &Features) -> bool {
    let name = new.indices.first().and_then(|&index| coreference::name(index as usize));
    name.is_some_and(|(_, anaphor, _)| anaphor == "he_she")
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let parts: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|part| part / sum).collect()
}

/// Places that speak of the same person, each as the first character and the one behind the last; a list of them for each person.
type People = Vec<Vec<(usize, usize)>>;

/// The people of GAP's excerpts, by the number of the row.
fn others() -> Option<HashMap<usize, People>> {
    let place = |place: &str| {
        let (start, end) = place.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    let rows = OTHERS.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (row, people) = line.split_once('\t')?;
        let people: Option<People> = people.split(';').map(|one| one.split(' ').map(place).collect()).collect();
        Some((row.parse().ok()?, people?))
    });
    rows.collect()
}

/// The text of a row of GAP, and what it says of the pronoun.
fn pronoun<'r>(row: &'r str, people: Option<&People>) -> Option<(&'r str, Gold)> {
    let columns: Vec<&str> = row.split('\t').collect();
    let text = *columns.get(1)?;
    let byte = |character: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(character);
    let span = |at: usize| {
        let start = byte(columns.get(at + 1)?.parse().ok()?)?;
        Some(Span::from_range(start..start + columns.get(at)?.len()))
    };
    let mut gold = (Vec::new(), Vec::new());
    for at in [4, 7] {
        if *columns.get(at + 2)? == "TRUE" { &mut gold.0 } else { &mut gold.1 }.push(span(at)?);
    }
    let mut others = HashMap::new();
    for (chain, places) in people.into_iter().flatten().enumerate() {
        for &(start, end) in places {
            others.insert(Span::from_range(byte(start)?..byte(end)?), chain);
        }
    }
    Some((text, Gold::Pronoun { span: span(2)?, right: gold.0, wrong: gold.1, others }))
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
