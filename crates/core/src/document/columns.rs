use std::ops::Range;

use super::Lemmas;
use crate::names::people::Chance;
use crate::tag::{Feats, Xpos};
use crate::{BlockKind, Deprel, NameType, Span, Upos};

/// Everything that annotation found, one vector a property.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) tokens: Vec<Span>,
    pub(crate) sentences: Vec<SentenceRow>,
    pub(crate) blocks: Vec<BlockRow>,
    pub(crate) tags: Option<TagColumns>,
    pub(crate) lemmas: Option<Lemmas>,
    pub(crate) parse: Option<ParseColumns>,
    pub(crate) names: Option<Vec<NameRow>>,
    /// How likely each token is to be of a person's name, as long as it is not settled who is one.
    pub(crate) chances: Option<Vec<Chance>>,
}

/// A sentence: its tokens, its block, and whether the text breaks off inside it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SentenceRow {
    pub(crate) tokens: Range<u32>,
    pub(crate) block: u32,
    pub(crate) truncated: bool,
}

/// A block: its span, its sentences, and the rule that named its kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlockRow {
    pub(crate) span: Span,
    pub(crate) sentences: Range<u32>,
    pub(crate) kind: BlockKind,
    pub(crate) rule: &'static str,
}

/// Parts of speech and morphological features, one entry a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TagColumns {
    /// Universal part of speech.
    pub(crate) upos: Vec<Upos>,
    /// Penn Treebank tag.
    pub(crate) xpos: Vec<Xpos>,
    /// Universal features.
    pub(crate) feats: Vec<Feats>,
}

/// The dependency tree, one entry a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ParseColumns {
    /// Token index of the head; a root's head is the root itself.
    pub(crate) heads: Vec<u32>,
    /// Relation to the head.
    pub(crate) deprels: Vec<Deprel>,
    /// Dependents of all words, each word's together and in text order.
    pub(crate) dependents: Vec<u32>,
    /// Where each word's dependents end in `dependents`.
    pub(crate) ends: Vec<u32>,
    /// First and last word that each word governs, itself among them.
    pub(crate) subtrees: Vec<(u32, u32)>,
}

impl ParseColumns {
    /// The dependents of a word.
    pub(crate) fn children(&self, word: usize) -> &[u32] {
        let end = |word: usize| self.ends.get(word).map_or(0, |end| *end as usize);
        let start = word.checked_sub(1).map_or(0, end);
        self.dependents.get(start..end(word)).unwrap_or_default()
    }

    /// Lists every word's dependents and what it governs, once all heads are known. Heads must form trees.
    pub(crate) fn link(&mut self) {
        let count = self.heads.len();
        let mut ends = vec![0_u32; count];
        let dependents = |heads: &[u32]| -> Vec<(u32, u32)> {
            (0..).zip(heads.iter().copied()).filter(|(word, head)| word != head).collect()
        };
        let arcs = dependents(&self.heads);
        for (_, head) in &arcs {
            if let Some(end) = ends.get_mut(*head as usize) {
                *end += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            // starts for now; each placed dependent moves it on, until it is the end
            total += std::mem::replace(end, total);
        }
        self.dependents = vec![0; arcs.len()];
        for (word, head) in &arcs {
            if let Some(at) = ends.get_mut(*head as usize) {
                if let Some(place) = self.dependents.get_mut(*at as usize) {
                    *place = *word;
                }
                *at += 1;
            }
        }
        self.ends = ends;
        // from the leaves up: a word is done when all its dependents are
        let mut open: Vec<u32> = (0..count).map(|word| self.children(word).len() as u32).collect();
        self.subtrees = (0..count as u32).map(|word| (word, word)).collect();
        let mut ready: Vec<usize> =
            open.iter().enumerate().filter(|(_, open)| **open == 0).map(|(word, _)| word).collect();
        while let Some(word) = ready.pop() {
            let (Some(head), Some((first, last))) =
                (self.heads.get(word).map(|head| *head as usize), self.subtrees.get(word).copied())
            else {
                continue;
            };
            if head == word {
                continue;
            }
            if let Some(range) = self.subtrees.get_mut(head) {
                *range = (range.0.min(first), range.1.max(last));
            }
            if let Some(open) = open.get_mut(head) {
                *open -= 1;
                if *open == 0 {
                    ready.push(head);
                }
            }
        }
    }
}

/// A name: a range of tokens inside one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameRow {
    /// Token indices, half-open.
    pub(crate) tokens: Range<u32>,
    /// What kind of thing it names.
    pub(crate) kind: NameType,
    /// How sure the model is, 0 to 1.
    pub(crate) score: f32,
    /// The model or rule that found it.
    pub(crate) rule: &'static str,
}
