//! Trees that rank the readings of "he" and "she": gradient boosting of a log-linear model over the readings of each pronoun.
//!
//! Each tree follows the slope of the likelihood of the allowed readings; it grows where the gain is greatest, over the values of a half of the
//! measures, drawn anew for each tree.

use std::fmt::Write as _;

use dateline_extract::coreference::{MEASURES, Measures};
use rayon::prelude::*;

/// How many trees a forest has.
const TREES: usize = 150;
/// As many forests are grown, each from other draws, and their mean is written: what only one of them says counts less.
const FORESTS: usize = 4;
/// How many leaves a tree has at most.
const LEAVES: usize = 31;
/// How much of its step a tree takes.
const RATE: f64 = 0.12;
/// What a leaf's value costs.
const RIDGE: f64 = 5.0;
/// A leaf holds so many readings, and so much of their curvature.
const FEWEST: usize = 15;
const LEAST: f64 = 1.0;
/// Values reach from `-SHIFT` to `VALUES - SHIFT`.
const SHIFT: i16 = 8;
const VALUES: usize = 112;

/// A pronoun's readings: their measures, and which are right.
pub(crate) struct Group {
    pub(crate) readings: Vec<Measures>,
    pub(crate) allowed: Vec<bool>,
    /// How much it counts.
    pub(crate) weight: f64,
}

enum Node {
    Leaf(f64),
    Question { measure: usize, bound: i16, yes: usize, no: usize },
}

/// A leaf that may be divided.
struct Open {
    node: usize,
    rows: Vec<usize>,
    split: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    measure: usize,
    bound: i16,
}

/// Slope and curvature of a row.
type Slope = (f64, f64);

/// Learns trees; each is a line as the library reads it.
pub(crate) fn grow(groups: &[Group]) -> String {
    let rows: Vec<&Measures> = groups.iter().flat_map(|group| &group.readings).collect();
    let seed = |forest: usize| 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(forest as u64 + 1);
    (0..FORESTS).into_par_iter().map(|forest| grow_one(groups, &rows, seed(forest))).collect()
}

/// Grows one forest.
fn grow_one(groups: &[Group], rows: &[&Measures], mut state: u64) -> String {
    let mut list = String::new();
    let mut scores = vec![0.0; rows.len()];
    for _ in 0..TREES {
        let slopes = slopes(groups, &scores);
        let measures: Vec<usize> = (0..MEASURES.len())
            .filter(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 63 == 1
            })
            .collect();
        let (nodes, leaves) = tree(rows, &slopes, &measures);
        for (node, rows) in leaves {
            if let Node::Leaf(value) = nodes[node] {
                rows.iter().for_each(|&row| scores[row] += value);
            }
        }
        write_tree(&nodes, 0, &mut list);
        list.truncate(list.trim_end().len());
        list.push('\n');
    }
    list
}

/// How the likelihood of the allowed readings changes with each reading's score.
fn slopes(groups: &[Group], scores: &[f64]) -> Vec<Slope> {
    let mut slopes = Vec::with_capacity(scores.len());
    let mut start = 0;
    for group in groups {
        let own = &scores[start..start + group.readings.len()];
        start += group.readings.len();
        let most = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let parts: Vec<f64> = own.iter().map(|score| (score - most).exp()).collect();
        let sum: f64 = parts.iter().sum();
        let right: f64 = parts.iter().zip(&group.allowed).filter(|(_, allowed)| **allowed).map(|(part, _)| part).sum();
        for (part, allowed) in parts.iter().zip(&group.allowed) {
            let held = part / sum;
            let wished = if *allowed { part / right.max(1e-12) } else { 0.0 };
            slopes.push(((wished - held) * group.weight, (held * (1.0 - held)).max(1e-3) * group.weight));
        }
    }
    slopes
}

/// One tree, and the rows of each of its leaves.
fn tree(rows: &[&Measures], slopes: &[Slope], measures: &[usize]) -> (Vec<Node>, Vec<(usize, Vec<usize>)>) {
    let all: Vec<usize> = (0..rows.len()).collect();
    let mut nodes = vec![Node::Leaf(value(slopes, &all))];
    let mut open = vec![Open { node: 0, split: best(rows, slopes, measures, &all), rows: all }];
    while open.len() < LEAVES {
        let gain = |leaf: &Open| leaf.split.map_or(0.0, |split| split.gain);
        let Some(at) = (0..open.len()).reduce(|a, b| if gain(&open[b]) > gain(&open[a]) { b } else { a }) else {
            break;
        };
        let Some(split) = open[at].split else { break };
        let leaf = open.swap_remove(at);
        let (yes, no): (Vec<usize>, Vec<usize>) =
            leaf.rows.iter().partition(|&&row| rows[row][split.measure] <= split.bound);
        nodes[leaf.node] =
            Node::Question { measure: split.measure, bound: split.bound, yes: nodes.len(), no: nodes.len() + 1 };
        for side in [yes, no] {
            open.push(Open { node: nodes.len(), split: best(rows, slopes, measures, &side), rows: Vec::new() });
            nodes.push(Node::Leaf(value(slopes, &side)));
            if let Some(last) = open.last_mut() {
                last.rows = side;
            }
        }
    }
    (nodes, open.into_iter().map(|leaf| (leaf.node, leaf.rows)).collect())
}

/// Leaves are whole numbers in the list.
const SCALE: f64 = 1000.0 / FORESTS as f64;

/// The step of a leaf, as exact as the list has it.
fn value(slopes: &[Slope], rows: &[usize]) -> f64 {
    let (slope, curve) = sum(slopes, rows);
    (RATE * slope / (curve + RIDGE) * SCALE).round() / SCALE
}

fn sum(slopes: &[Slope], rows: &[usize]) -> Slope {
    rows.iter().fold((0.0, 0.0), |sum, &row| (sum.0 + slopes[row].0, sum.1 + slopes[row].1))
}

/// The question that divides the rows with the greatest gain.
fn best(rows: &[&Measures], slopes: &[Slope], measures: &[usize], own: &[usize]) -> Option<Split> {
    let worth = |(slope, curve): Slope| slope * slope / (curve + RIDGE);
    let all = sum(slopes, own);
    let mut best: Option<Split> = None;
    for &measure in measures {
        let mut values = [(0.0, 0.0, 0_usize); VALUES];
        for &row in own {
            let value = &mut values[(rows[row][measure] + SHIFT).clamp(0, VALUES as i16 - 1) as usize];
            *value = (value.0 + slopes[row].0, value.1 + slopes[row].1, value.2 + 1);
        }
        let (mut slope, mut curve, mut count) = (0.0, 0.0, 0);
        for (at, value) in values.iter().enumerate().filter(|(_, value)| value.2 > 0) {
            (slope, curve, count) = (slope + value.0, curve + value.1, count + value.2);
            let rest = (all.0 - slope, all.1 - curve);
            if count < FEWEST || own.len() - count < FEWEST || curve < LEAST || rest.1 < LEAST {
                continue;
            }
            let gain = worth((slope, curve)) + worth(rest) - worth(all);
            if gain > best.map_or(1e-9, |best| best.gain) {
                best = Some(Split { gain, measure, bound: at as i16 - SHIFT });
            }
        }
    }
    best
}

fn write_tree(nodes: &[Node], at: usize, list: &mut String) {
    match nodes[at] {
        Node::Leaf(value) => _ = write!(list, "{} ", (value * SCALE).round() as i64),
        Node::Question { measure, bound, yes, no } => {
            _ = write!(list, "{}<={bound} ", MEASURES[measure]);
            write_tree(nodes, yes, list);
            write_tree(nodes, no, list);
        }
    }
}
