//! The parse as arrays: heads, children and extents, and what mentions and times say about words.

use std::borrow::Cow;

use dateline_core::{Deprel, Document, NameType, Span, Upos};

use super::lexicon::{self, Classes};
use crate::mentions::Mention;
use crate::times::Time;

/// A word with what events need to know about it.
pub(super) struct Node<'d> {
    pub(super) lemma: Cow<'d, str>,
    pub(super) xpos: &'static str,
    pub(super) upos: Upos,
    pub(super) deprel: Deprel,
    pub(super) head: Option<usize>,
    pub(super) sentence: usize,
    pub(super) span: Span,
    /// First and last token of what depends on it, itself included.
    pub(super) extent: (usize, usize),
    pub(super) classes: Classes,
    /// Index of the mention that it is part of.
    pub(super) mention: Option<usize>,
    pub(super) name: Option<NameType>,
    /// Index of the time that it is part of.
    pub(super) time: Option<usize>,
}

/// All words of a document with their dependents.
pub(super) struct Tree<'d> {
    nodes: Vec<Node<'d>>,
    starts: Vec<usize>,
    children: Vec<usize>,
}

impl<'d> Tree<'d> {
    /// The tree of a document; `None` where it was not parsed.
    pub(super) fn new(document: &'d Document, mentions: &[Mention], times: &[Time]) -> Option<Self> {
        let mut nodes = Vec::with_capacity(document.token_count());
        for sentence in document.sentences() {
            for token in sentence.tokens() {
                let lemma = token.lemma()?;
                let lemma = match lemma.chars().any(char::is_uppercase) {
                    true => Cow::Owned(lemma.to_lowercase()),
                    false => Cow::Borrowed(lemma),
                };
                let range = sentence.token_range();
                nodes.push(Node {
                    lemma,
                    xpos: token.xpos()?,
                    upos: token.upos()?,
                    deprel: token.deprel()?,
                    head: token.head().map(|head| head.index()).filter(|head| range.contains(&(*head as u32))),
                    sentence: sentence.index(),
                    span: token.span(),
                    extent: (token.index(), token.index()),
                    classes: Classes::default(),
                    mention: None,
                    name: None,
                    time: None,
                });
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            for token in document.tokens_in(mention.span) {
                if let Some(node) = nodes.get_mut(token.index()) {
                    node.mention = Some(index);
                    node.name = mention.kind;
                }
            }
        }
        for (index, time) in times.iter().enumerate() {
            for token in document.tokens_in(time.span) {
                if let Some(node) = nodes.get_mut(token.index()) {
                    node.time = Some(index);
                }
            }
        }
        for node in &mut nodes {
            node.classes = lexicon::classes(&node.lemma, node.upos, node.name);
        }
        let (starts, children) = children(&nodes);
        let mut tree = Self { nodes, starts, children };
        tree.measure();
        Some(tree)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Node<'d>> {
        self.nodes.get(at)
    }

    pub(super) fn lemma(&self, at: usize) -> &str {
        self.get(at).map_or("", |node| &node.lemma)
    }

    pub(super) fn upos(&self, at: usize) -> Option<Upos> {
        self.get(at).map(|node| node.upos)
    }

    pub(super) fn xpos(&self, at: usize) -> &'static str {
        self.get(at).map_or("", |node| node.xpos)
    }

    pub(super) fn deprel(&self, at: usize) -> Option<Deprel> {
        self.get(at).map(|node| node.deprel)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.get(at)?.head
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.get(at).map_or(Span::default(), |node| node.span)
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.get(at).map_or(Classes::default(), |node| node.classes)
    }

    pub(super) fn is_time(&self, at: usize) -> bool {
        self.get(at).is_some_and(|node| node.time.is_some())
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn))
    }

    pub(super) fn is_nominal(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X | Upos::Sym))
    }

    /// First and last token of what depends on a word.
    pub(super) fn extent(&self, at: usize) -> (usize, usize) {
        self.get(at).map_or((at, at), |node| node.extent)
    }

    /// The words that depend on a word, in text order.
    pub(super) fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let from = self.starts.get(at).copied().unwrap_or(0);
        let to = self.starts.get(at + 1).copied().unwrap_or(from);
        self.children.get(from..to).unwrap_or_default().iter().copied()
    }

    /// The dependents with one of these relations.
    pub(super) fn with<'t>(&'t self, at: usize, relations: &'t [Deprel]) -> impl Iterator<Item = usize> + 't {
        self.children(at).filter(move |&child| self.deprel(child).is_some_and(|deprel| relations.contains(&deprel)))
    }

    /// The lemmas of the prepositions of a noun phrase: "of", "out of" as two.
    pub(super) fn cases(&self, at: usize) -> impl Iterator<Item = &str> {
        self.with(at, &[Deprel::Case]).map(|case| self.lemma(case)).filter(|case| *case != "'s" && *case != "’s")
    }

    /// The first and last token of a noun phrase, without what is added as an aside: relative clauses, appositions, further members.
    pub(super) fn phrase(&self, head: usize) -> (usize, usize) {
        let first = self
            .children(head)
            .filter(|&child| child < head)
            .find(|&child| !matches!(self.deprel(child), Some(relation) if outside(relation) || relation == Deprel::Case || relation == Deprel::Mark || relation == Deprel::Advmod))
            .map_or(head, |child| self.extent(child).0.min(child));
        let (mut at, mut last) = (head, head);
        // Every step goes to the right, so that the walk is as short as the sentence is.
        loop {
            let mut next = None;
            for child in self.children(at).filter(|&child| child > at) {
                match self.deprel(child) {
                    Some(Deprel::Punct) => {}
                    Some(Deprel::Case) => last = last.max(child),
                    Some(relation) if outside(relation) => break,
                    _ => next = Some(child),
                }
            }
            match next {
                Some(child) => (at, last) = (child, child),
                None => return (first, last.max(at)),
            }
        }
    }

    pub(super) fn phrase_span(&self, head: usize) -> Span {
        let (first, last) = self.phrase(head);
        let mut last = last;
        while last > head && matches!(self.lemma(last), "'s" | "’s") {
            last -= 1;
        }
        self.span(first).cover(self.span(last))
    }

    /// The word itself and those that are listed with it.
    pub(super) fn members(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::once(at).chain(self.with(at, &[Deprel::Conj]).filter(|&child| self.is_nominal(child)))
    }

    /// What a relative pronoun stands for; the word itself where it is none.
    pub(super) fn antecedent(&self, at: usize) -> usize {
        if !matches!(self.lemma(at), "who" | "which" | "that" | "whom" | "whose") || self.upos(at) == Some(Upos::Sconj) {
            return at;
        }
        let mut climb = at;
        for _ in 0..5 {
            let Some(head) = self.head(climb) else { return at };
            if matches!(self.deprel(climb), Some(Deprel::AclRelcl | Deprel::Acl)) {
                return head;
            }
            climb = head;
        }
        at
    }

    fn measure(&mut self) {
        let mut waiting: Vec<usize> = (0..self.len()).map(|at| self.children(at).count()).collect();
        let mut ready: Vec<usize> = (0..self.len()).filter(|&at| waiting.get(at) == Some(&0)).collect();
        while let Some(at) = ready.pop() {
            let (Some(head), extent) = (self.head(at), self.extent(at)) else { continue };
            if let Some(node) = self.nodes.get_mut(head) {
                node.extent = (node.extent.0.min(extent.0), node.extent.1.max(extent.1));
            }
            if let Some(left) = waiting.get_mut(head) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    ready.push(head);
                }
            }
        }
    }
}

fn outside(relation: Deprel) -> bool {
    matches!(
        relation,
        Deprel::AclRelcl
            | Deprel::Appos
            | Deprel::Conj
            | Deprel::Cc
            | Deprel::Parataxis
            | Deprel::Advcl
            | Deprel::Ccomp
            | Deprel::Punct
            | Deprel::Dep
            | Deprel::Nsubj
            | Deprel::Cop
            | Deprel::Aux
            | Deprel::Discourse
            | Deprel::Orphan
    )
}

fn children(nodes: &[Node<'_>]) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; nodes.len() + 1];
    for head in nodes.iter().filter_map(|node| node.head) {
        if let Some(count) = starts.get_mut(head + 1) {
            *count += 1;
        }
    }
    for at in 1..starts.len() {
        let before = starts.get(at - 1).copied().unwrap_or(0);
        if let Some(start) = starts.get_mut(at) {
            *start += before;
        }
    }
    let mut next = starts.clone();
    let mut children = vec![0; starts.last().copied().unwrap_or(0)];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(slot) = node.head.and_then(|head| next.get_mut(head)) {
            if let Some(child) = children.get_mut(*slot) {
                *child = at;
            }
            *slot += 1;
        }
    }
    (starts, children)
}
