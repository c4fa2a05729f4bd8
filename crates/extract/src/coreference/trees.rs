//! Decision trees that rank people for "he" and "she": what holds only of several measures together.
//!
//! A tree is a line of the list, from its root downwards: a question `measure<=bound` is followed by the tree for yes and then by the tree for
//! no; a number alone is a leaf. The sum of the leaves that a reading comes to, in thousandths, is added to its score.

use dateline_models::lexicon;
use once_cell::sync::Lazy;

use super::measures::{MEASURES, Measures};

/// Of how many readings, the best by the weights, the trees are asked.
const ASKED: usize = 6;

/// How much the weights count beside the trees.
const SHARE: f32 = 0.2;

/// A question, or a leaf. Four bytes, so that all trees stay in the processor's cache.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// What is asked for; [`LEAF`] for a leaf.
    measure: u8,
    /// How many nodes on the answer no leads; yes leads to the next node.
    no: u8,
    /// The greatest value for yes, or what the leaf adds.
    value: i16,
}

/// Marks a leaf.
const LEAF: u8 = u8::MAX;

/// Trees whose leaves are added up.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The nodes of all trees, one tree after the other, each from its root.
    nodes: Vec<Node>,
    /// Where the trees begin.
    roots: Vec<usize>,
}

static FOREST: Lazy<Forest> = Lazy::new(|| Forest::read(dateline_models::entries(lexicon::ANTECEDENT_TREES)));

/// The trees of the library.
#[must_use]
pub fn forest() -> &'static Forest {
    &FOREST
}

impl Forest {
    /// Reads trees, one a line; what is no tree is left out.
    pub fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut forest = Self::default();
        for nodes in lines.filter_map(tree) {
            forest.roots.push(forest.nodes.len());
            forest.nodes.extend(nodes);
        }
        forest
    }

    /// The sum of the leaves that the measures lead to, in thousandths.
    fn value(&self, measures: &Measures) -> i32 {
        let leaf = |&root: &usize| {
            let mut at = root;
            // A question leads only to later nodes.
            while let Some(node) = self.nodes.get(at) {
                at += match measures.get(usize::from(node.measure)) {
                    None => return i32::from(node.value),
                    Some(value) if *value <= node.value => 1,
                    Some(_) => usize::from(node.no),
                };
            }
            0
        };
        self.roots.iter().map(leaf).sum()
    }

    /// Adds to the scores of the best readings what the trees say of them; of the others none is chosen. Without measures nothing changes.
    pub fn rank(&self, scores: &mut [f32], measures: &[Option<&Measures>]) {
        if !measures.iter().any(Option::is_some) || self.roots.is_empty() {
            return;
        }
        let mut order: Vec<usize> = (0..scores.len()).collect();
        let score = |at: &usize| scores.get(*at).copied().unwrap_or(f32::NEG_INFINITY);
        order.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
        for (rank, at) in order.into_iter().enumerate() {
            let Some(score) = scores.get_mut(at) else { continue };
            *score = match measures.get(at).copied().flatten().filter(|_| rank < ASKED) {
                Some(measures) => *score * SHARE + self.value(measures) as f32 / 1000.0,
                None => f32::NEG_INFINITY,
            };
        }
    }
}

fn tree(line: &str) -> Option<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut leaves = 0;
    for word in line.split(' ') {
        if let Some((measure, bound)) = word.split_once("<=") {
            let measure = MEASURES.iter().position(|name| *name == measure)?;
            open.push(nodes.len());
            nodes.push(Node { measure: u8::try_from(measure).ok()?, no: 0, value: bound.parse().ok()? });
        } else {
            nodes.push(Node { measure: LEAF, no: 0, value: word.parse().ok()? });
            leaves += 1;
            let next = nodes.len();
            if let Some((at, node)) = open.pop().and_then(|at| Some((at, nodes.get_mut(at)?))) {
                node.no = u8::try_from(next - at).ok()?;
            }
        }
    }
    // Every question has two answers.
    (open.is_empty() && leaves * 2 == nodes.len() + 1).then_some(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_and_asked() {
        let forest = Forest::read(["case<=1 sentences<=0 10 20 -30", "5", "case<=1 7", "colour<=1 7 8"].into_iter());
        let mut measures = [0; MEASURES.len()];
        let at = |name: &str| MEASURES.iter().position(|other| *other == name).unwrap();
        assert_eq!(forest.value(&measures), 15);
        measures[at("sentences")] = 1;
        assert_eq!(forest.value(&measures), 25);
        measures[at("case")] = 2;
        assert_eq!(forest.value(&measures), -25);
    }
}
