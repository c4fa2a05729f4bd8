//! The weights that rank antecedents, from the gold chains of OntoGUM and from GAP, which says of a pronoun between two names which of them it
//! refers to.
//!
//! Each description and pronoun that the library finds is decided in text order. Where the reading with the highest score, errors counted against
//! it, is not one that the gold allows, the weights move towards the best allowed one: a structured perceptron, averaged. "He" and "she" have
//! GAP beside the chains and features by the thousand, many of them rare: their weights belong to a log-linear model with the same margin, trained
//! by AdaGrad (Durrett and Klein 2013); decision trees are grown for them beside. Decisions follow the gold of chains while training, and the model
//! elsewhere.
//!
//! GAP asks about one pronoun of an excerpt, chosen where two names are as likely. What it does not say stands in `recipes/antecedents`: `people.tsv`
//! has of whom the other pronouns of its excerpts speak, `excerpts.tsv` whom the pronouns of other excerpts mean, of Wikipedia and of the news, and
//! which of these were hard to tell; `chains.tsv` has what all descriptions and pronouns of excerpts of the news refer to; `written.txt` has excerpts
//! that were written for this. The trees learn from all of them, the weights only from `chains.tsv`, and there from all but "he" and "she".

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::{Annotator, Document, Span};
use dateline_extract::coreference::{self, Candidate, Decide, Features, Forest, LENGTH};
use dateline_extract::entities::{self, Entity};
use dateline_extract::mentions::{self, Mention};
use rayon::prelude::*;
use serde_json::Value;

use crate::names::corpus;
use crate::texts;
use crate::trees::{self, Group};

const EPOCHS: usize = 12;
/// In how many orders the examples are read. Each gives weights of its own, and their mean is written: an order alone decides much.
const ORDERS: usize = 5;
/// What a wrong decision adds to the score that the right one must beat: a link where there is none, none where there is one, another one.
const COSTS: [f32; 3] = [0.6, 1.6, 1.0];
/// How much a pronoun of the chains counts for the trees, beside one that GAP asks about.
const OF_CHAINS: f64 = 0.7;
/// How much one counts that was hard to tell in another excerpt.
const OF_EXCERPTS: f64 = 0.7;
/// How much one counts that is hard to tell in an excerpt that was written for it.
const OF_WRITTEN: f64 = 0.5;
/// How much another pronoun of an excerpt counts.
const OF_OTHERS: f64 = 0.3;
/// Whom the other pronouns of GAP's excerpts refer to.
const OTHERS: &str = include_str!("../recipes/antecedents/people.tsv");
/// Whom the pronouns of other excerpts refer to.
const EXCERPTS: &str = include_str!("../recipes/antecedents/excerpts.tsv");
/// Excerpts that were written for this, with people in brackets: `[2?:she]` is somebody, and hard to tell.
const WRITTEN: &str = include_str!("../recipes/antecedents/written.txt");
/// What all descriptions and pronouns of excerpts of the news refer to.
const CHAINS: &str = include_str!("../recipes/antecedents/chains.tsv");
/// What both lists say of where they come from.
const HEAD: &str = "# Written by `dateline-train antecedents`, from OntoGUM (GUM 11, without its non-commercial genres), GAP and marked excerpts.\n";
/// AdaGrad's rate.
const RATE: f32 = 0.2;

/// A document and what is known of its chains.
struct Example {
    document: Document,
    gold: Gold,
    /// The number of the text that it is from: none of its excerpts is learned from while another is scored.
    source: usize,
}

enum Gold {
    /// The chain of each mention.
    Chains(HashMap<Span, usize>),
    /// The same in an excerpt of the news.
    News(HashMap<Span, usize>),
    /// The names that one pronoun refers to, and those that it does not; the chains of what speaks of the same person beside it.
    Pronoun { span: Span, right: Vec<Span>, wrong: Vec<Span>, others: HashMap<Span, usize> },
    /// The chains of what speaks of the people whom the pronouns of an excerpt refer to, and which of the pronouns are asked about.
    People { asked: Vec<Span>, chains: HashMap<Span, usize>, is_written: bool },
}

impl Gold {
    /// Whether it says of every mention what it refers to.
    fn is_full(&self) -> bool {
        matches!(self, Gold::Chains(_) | Gold::News(_))
    }

    /// How much the "he" or "she" at `span` counts for the trees.
    fn weight(&self, span: Span) -> f64 {
        match self {
            Gold::Chains(_) => OF_CHAINS,
            Gold::Pronoun { span: asked, .. } if *asked == span => 1.0,
            Gold::People { asked, is_written: true, .. } if asked.contains(&span) => OF_WRITTEN,
            Gold::People { asked, .. } if asked.contains(&span) => OF_EXCERPTS,
            _ => OF_OTHERS,
        }
    }

    /// Whether the weights learn from what it says about `span`. "He" and "she" mean mostly whom a text is about: the weights learn from OntoGUM how
    /// often, and else from those that GAP asks about alone.
    fn teaches(&self, span: Span, is_of_people: bool) -> bool {
        match self {
            Gold::Chains(_) => true,
            Gold::News(_) => !is_of_people,
            Gold::Pronoun { span: asked, .. } => *asked == span,
            Gold::People { .. } => false,
        }
    }
}

pub(crate) fn build(corpora: &Path, folds: usize, out: Option<&Path>) -> Result<()> {
    let annotator = Annotator::english();
    let mut documents = Vec::new();
    for line in texts::read(&corpora.join("coref/ontogum_train.jsonl"))?.lines().filter(|line| !line.trim().is_empty())
    {
        let (text, chains) = read(&serde_json::from_str(line)?).context("a document of another form")?;
        documents.push(Example { document: annotator.annotate(text.as_str()), gold: Gold::Chains(chains), source: 0 });
    }
    let mut pairs = excerpts(corpora, &annotator)?;
    let others = others().context("a list of people of another form")?;
    for (row, line) in texts::read(&corpora.join("coref/gap-development.tsv"))?.lines().skip(1).enumerate() {
        let (text, gold) = pronoun(line, others.get(&row)).context("a row of another form")?;
        pairs.push(Example { document: annotator.annotate(text), gold, source: row });
    }
    let mut scores = Scores::default();
    for fold in 0..folds {
        let held = |pair: &&Example| pair.source % folds == fold;
        let seen: Vec<&Example> = documents.iter().chain(pairs.iter().filter(|pair| !held(pair))).collect();
        let weights = train(&seen);
        let forest = Forest::read(grow(&seen, &weights).lines());
        pairs.iter().filter(held).for_each(|pair| scores.add(pair, &weights, &forest));
        println!("after fold {}: {scores}", fold + 1);
    }
    let Some(out) = out else { return Ok(()) };
    let all: Vec<&Example> = documents.iter().chain(&pairs).collect();
    let weights = train(&all);
    let trees = grow(&all, &weights);
    let (mut scores, forest) = (Scores::default(), Forest::read(trees.lines()));
    pairs.iter().for_each(|pair| scores.add(pair, &weights, &forest));
    println!("on the rows that it was trained on: {scores}");
    let mut list = format!(
        "# Weights of the model that finds what descriptions and pronouns refer to.\n{HEAD}\
         # template\tanaphor\tvalue\tweight\n",
    );
    for (index, weight) in weights.iter().enumerate() {
        if let Some((template, anaphor, value)) = coreference::name(index).filter(|_| weight.abs() >= 0.005) {
            writeln!(list, "{template}\t{anaphor}\t{value}\t{weight:.2}")?;
        }
    }
    std::fs::write(out, list)?;
    let forest = format!(
        "# Trees of the model that finds whom \"he\" and \"she\" refer to.\n{HEAD}\
         # a tree from its root: after a question measure<=bound the tree for yes, then the tree for no; leaves in thousandths\n{trees}",
    );
    std::fs::write(out.with_file_name("antecedent_trees.txt"), forest)?;
    Ok(())
}

fn run(document: &Document, decider: &mut impl Decide) -> (Vec<Mention>, Vec<Entity>) {
    let (mentions, entities) = entities::chain(document, mentions::find(document));
    coreference::resolve_with(document, mentions, entities, decider)
}

/// The weights. Excerpts that teach them nothing are not read.
fn train(examples: &[&Example]) -> Vec<f32> {
    let teaching = examples.iter().filter(|example| !matches!(example.gold, Gold::People { .. }));
    let examples: Vec<&Example> = teaching.copied().collect();
    let mut mean = vec![0.0; LENGTH];
    let all: Vec<Vec<f32>> = (0..ORDERS).into_par_iter().map(|order| train_in_order(&examples, order)).collect();
    for weights in all {
        for (mean, weight) in mean.iter_mut().zip(weights) {
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
    }
    println!("order {order}: {} of {} decisions wrong in the last epoch", trainer.errors, trainer.decisions);
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
        let (is_full, weight) = (self.gold.is_full(), self.gold.weight(span));
        let Some(allowed) = allowed(self.gold, span, candidates) else {
            return if is_full { None } else { best(&scores) };
        };
        let right = |at: usize| if allowed[at] { scores[at] } else { f32::NEG_INFINITY };
        let gold = best(&(0..scores.len()).map(right).collect::<Vec<_>>());
        let readings = std::iter::once(new).chain(candidates.iter().map(|candidate| &candidate.features));
        if let Some(readings) = readings.map(|reading| reading.measures).collect() {
            self.groups.push(Group { readings, allowed, weight });
        }
        if is_full { gold } else { best(&scores) }
    }
}

fn coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

/// How many of GAP's pronouns are joined to the right name and not to the wrong one, and the measure of Webster et al. (2018): F1 of the pairs of a
/// pronoun and a name that are joined. How many pronouns of other excerpts and how many that nobody asks about are joined to what speaks of the
/// same person.
#[derive(Default)]
struct Scores {
    named: usize,
    right: usize,
    unlinked: usize,
    neither: usize,
    neither_right: usize,
    /// Pairs of a pronoun and a name: those of the gold, those that were joined, and those that are both.
    pairs: [usize; 3],
    /// The pronouns of other excerpts that are asked about, and how many are right.
    asked: [usize; 2],
    /// The same of excerpts that were written.
    written: [usize; 2],
    /// The same of pronouns that are not asked about and of which the gold says something.
    others: [usize; 2],
    /// Descriptions and pronouns of the news that refer to something before, those that are joined to something, and those of both that are right.
    links: [usize; 3],
}

impl Scores {
    fn add(&mut self, example: &Example, weights: &[f32], forest: &Forest) {
        let mut judge = Judge { ranker: Ranker { weights, forest }, gold: &example.gold, scores: self };
        let (mentions, entities) = run(&example.document, &mut judge);
        let Gold::Pronoun { span, right, wrong, .. } = &example.gold else { return };
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
        let Self { named, right, unlinked, neither, neither_right, pairs, asked, written, others, links } = self;
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        write!(
            f,
            "{named} rows with a name: right {:.1} %, joined to neither {:.1} %; without: {neither_right} of {neither} right; F1 of pairs {:.1}; \
             hard pronouns of other excerpts: {:.1} % of {} right; of written ones: {:.1} % of {}; the rest: {:.1} % of {}; links in the news: precision {:.1}, recall {:.1}, F1 {:.1}",
            percent(*right, *named),
            percent(*unlinked, *named),
            percent(2 * pairs[2], pairs[0] + pairs[1]),
            percent(asked[1], asked[0]),
            asked[0],
            percent(written[1], written[0]),
            written[0],
            percent(others[1], others[0]),
            others[0],
            percent(links[2], links[1]),
            percent(links[2], links[0]),
            percent(2 * links[2], links[0] + links[1])
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

/// Counts how many pronouns, but for those that GAP asks about, are decided as the gold has them.
struct Judge<'j> {
    ranker: Ranker<'j>,
    gold: &'j Gold,
    scores: &'j mut Scores,
}

impl Decide for Judge<'_> {
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize> {
        let chosen = self.ranker.decide(span, new, candidates);
        let Some(allowed) = allowed(self.gold, span, candidates) else { return chosen };
        let is_right = allowed[chosen.map_or(0, |at| at + 1)];
        let sum = match self.gold {
            Gold::Pronoun { span: asked, .. } if *asked == span => return chosen,
            gold if gold.is_full() => {
                let links = &mut self.scores.links;
                links[0] += usize::from(!allowed[0]);
                links[1] += usize::from(chosen.is_some());
                links[2] += usize::from(chosen.is_some() && is_right);
                return chosen;
            }
            Gold::People { asked, is_written: true, .. } if asked.contains(&span) => &mut self.scores.written,
            Gold::People { asked, .. } if asked.contains(&span) => &mut self.scores.asked,
            _ => &mut self.scores.others,
        };
        sum[0] += 1;
        sum[1] += usize::from(is_right);
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
}

/// Which readings the gold allows, the new one first; `None` where it says nothing about the readings at hand.
fn allowed(gold: &Gold, span: Span, candidates: &[Candidate<'_>]) -> Option<Vec<bool>> {
    let links: Vec<bool> = match gold {
        Gold::Chains(chains) | Gold::News(chains) => of_chain(chains, span, candidates)?,
        Gold::People { chains, .. } => of_person(chains, span, candidates)?,
        Gold::Pronoun { span: asked, others, .. } if span != *asked => of_person(others, span, candidates)?,
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

/// As [`of_chain`], where the gold knows of people alone.
fn of_person(people: &HashMap<Span, usize>, span: Span, candidates: &[Candidate<'_>]) -> Option<Vec<bool>> {
    of_chain(people, span, candidates).filter(|_| people.contains_key(&span))
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
        let gold = self.gold?;
        let teaches = gold.teaches(span, is_of_people(new));
        let allowed = match allowed(gold, span, candidates) {
            Some(allowed) if gold.is_full() || teaches => allowed,
            _ if gold.is_full() => return None,
            _ => return best(&scores),
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
        let (right, guess) = (best(&among(true)), best(&among(false)));
        if !teaches {
            return right;
        }
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
            self.update(features(right), 1.0);
            self.update(features(guess), -1.0);
        }
        self.steps += 1.0;
        right
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

fn place(place: &str) -> Option<(usize, usize)> {
    let (start, end) = place.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

fn people(column: &str) -> Option<People> {
    column.split(';').map(|one| one.split(' ').map(place).collect()).collect()
}

fn span_of(text: &str, (start, end): (usize, usize)) -> Option<Span> {
    let byte = |character: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(character);
    Some(Span::from_range(byte(start)?..byte(end)?))
}

fn chains(text: &str, people: &People) -> Option<HashMap<Span, usize>> {
    let numbered = people.iter().enumerate().flat_map(|(chain, places)| places.iter().map(move |place| (chain, place)));
    numbered.map(|(chain, place)| Some((span_of(text, *place)?, chain))).collect()
}

/// The people of GAP's excerpts, by the number of the row.
fn others() -> Option<HashMap<usize, People>> {
    let rows = OTHERS.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (row, column) = line.split_once('\t')?;
        Some((row.parse().ok()?, people(column)?))
    });
    rows.collect()
}

/// The excerpts of [`EXCERPTS`] and [`CHAINS`].
fn excerpts(corpora: &Path, annotator: &Annotator) -> Result<Vec<Example>> {
    let mut sources: HashMap<&str, Vec<String>> = HashMap::new();
    let mut excerpts = Vec::new();
    for line in [EXCERPTS, CHAINS].into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')) {
        let source = line.split('\t').next().unwrap_or_default();
        if !sources.contains_key(source) {
            sources.insert(source, documents(&corpora.join(source))?);
        }
        let texts = sources.get(source).map(Vec::as_slice).unwrap_or_default();
        excerpts.push(excerpt(line, texts, annotator).with_context(|| format!("not an excerpt of {source}: {line}"))?);
    }
    for (source, line) in WRITTEN.lines().filter(|line| !line.starts_with('#')).enumerate() {
        let (text, gold) = written(line).with_context(|| format!("not a written excerpt: {line}"))?;
        excerpts.push(Example { document: annotator.annotate(text.as_str()), gold, source });
    }
    Ok(excerpts)
}

/// The text of a written excerpt and whom it speaks of.
fn written(line: &str) -> Option<(String, Gold)> {
    let (mut text, mut asked, mut chains) = (String::new(), Vec::new(), HashMap::new());
    let mut parts = line.split('[');
    text.push_str(parts.next()?);
    for part in parts {
        let (mark, after) = part.split_once(']')?;
        let (number, words) = mark.split_once(':')?;
        let span = Span::from_range(text.len()..text.len() + words.len());
        if number.ends_with('?') {
            asked.push(span);
        }
        chains.insert(span, number.trim_end_matches('?').parse().ok()?);
        text.push_str(words);
        text.push_str(after);
    }
    Some((text, Gold::People { asked, chains, is_written: true }))
}

fn excerpt(line: &str, texts: &[String], annotator: &Annotator) -> Option<Example> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[_, document, range, ref asked @ .., groups] = columns.as_slice() else { return None };
    let source: usize = document.parse().ok()?;
    let text = texts.get(source)?;
    let text = text.get(span_of(text, place(range)?)?.range())?;
    let chains = chains(text, &people(groups)?)?;
    let gold = match asked {
        [] => Gold::News(chains),
        [asked] => {
            let asked: Option<Vec<Span>> = asked.split(' ').map(|asked| span_of(text, place(asked)?)).collect();
            Gold::People { asked: asked?, chains, is_written: false }
        }
        _ => return None,
    };
    Some(Example { document: annotator.annotate(text), gold, source })
}

/// The texts of a corpus: the field `text` of JSON Lines, the documents of a BIO file.
fn documents(path: &Path) -> Result<Vec<String>> {
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        return texts::of(path);
    }
    let text = |document: &corpus::Gold| {
        let mut text = String::new();
        for sentence in &document.sentences {
            let tokens = document.tokens.get(sentence.clone()).unwrap_or_default();
            write_sentence(&mut text, tokens.iter().map(String::as_str));
        }
        text
    };
    Ok(corpus::gold(path)?.iter().map(text).collect())
}

/// The text of a row of GAP, and what it says of the pronoun.
fn pronoun<'r>(row: &'r str, people: Option<&People>) -> Option<(&'r str, Gold)> {
    let columns: Vec<&str> = row.split('\t').collect();
    let text = *columns.get(1)?;
    let span = |at: usize| {
        let start: usize = columns.get(at + 1)?.parse().ok()?;
        span_of(text, (start, start + columns.get(at)?.chars().count()))
    };
    let mut gold = (Vec::new(), Vec::new());
    for at in [4, 7] {
        if *columns.get(at + 2)? == "TRUE" { &mut gold.0 } else { &mut gold.1 }.push(span(at)?);
    }
    let others = people.map_or_else(|| Some(HashMap::new()), |people| chains(text, people))?;
    Some((text, Gold::Pronoun { span: span(2)?, right: gold.0, wrong: gold.1, others }))
}

/// The text of a document of tokens, and the chain of each gold mention.
fn read(row: &Value) -> Option<(String, HashMap<Span, usize>)> {
    let mut text = String::new();
    let mut spans: Vec<Vec<Span>> = Vec::new();
    for sentence in row["sents"].as_array()? {
        let tokens: Option<Vec<&str>> = sentence.as_array()?.iter().map(Value::as_str).collect();
        spans.push(write_sentence(&mut text, tokens?));
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

/// Writes the tokens of a sentence behind a text, as they would be printed; gives their places.
fn write_sentence<'t>(text: &mut String, tokens: impl IntoIterator<Item = &'t str>) -> Vec<Span> {
    if !text.is_empty() {
        text.push_str(if text.ends_with(['.', '?', '!', '"', '”', '’', '\'']) { " " } else { "\n\n" });
    }
    let (mut glue, mut quote, mut places) = (true, false, Vec::new());
    for token in tokens {
        let close = token == "\"" && quote;
        if !(glue || close || joins(token)) {
            text.push(' ');
        }
        places.push(Span::from_range(text.len()..text.len() + token.len()));
        text.push_str(token);
        glue = matches!(token, "(" | "[" | "$" | "“" | "‘" | "``" | "#" | "-" | "–") || token == "\"" && !quote;
        quote ^= token == "\"";
    }
    places
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
