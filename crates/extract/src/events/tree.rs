//! The parse as arrays: heads, children and extents, and what mentions and times say about words.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::{Block, BlockKind, Deprel, Document, NameType, Sentence, Span, Upos};

use super::lexicon::{self, Classes};
use crate::mentions::Mention;
use crate::times::Time;

/// How many dependents of a word are looked at; no sentence that a person wrote has more.
const CHILDREN: usize = 64;

/// The index of a token, mention or time that may be absent, in four bytes: a document has a node for every word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Link(u32);

impl Link {
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn to(index: usize) -> Self {
        Self(index as u32)
    }

    pub(super) fn get(self) -> Option<usize> {
        (self != Self::NONE).then_some(self.0 as usize)
    }
}

/// A word with what events need to know about it.
pub(super) struct Node<'d> {
    pub(super) lemma: Cow<'d, str>,
    pub(super) classes: Classes,
    pub(super) upos: Upos,
    pub(super) deprel: Deprel,
    pub(super) head: Link,
    /// Whether it is a noun in the singular.
    pub(super) singular: bool,
    /// Whether it is a verb in a form that has a subject of its own.
    finite: bool,
    pub(super) sentence: u32,
    /// Whether its sentence is a headline, and whether it is a question.
    pub(super) headline: bool,
    pub(super) question: bool,
    /// Whether it stands in the dateline before a report's first sentence.
    dateline: bool,
    pub(super) span: Span,
    /// First and last token of what depends on it, itself included.
    extent: (u32, u32),
    /// The mention that it is part of.
    pub(super) mention: Link,
    pub(super) name: Option<NameType>,
    /// The time that it is part of.
    pub(super) time: Link,
}

/// The words of a stretch of a document with their dependents. Words are counted from the first of the stretch.
pub(super) struct Tree<'d> {
    document: &'d Document,
    first: usize,
    nodes: Vec<Node<'d>>,
    starts: Vec<u32>,
    children: Vec<u32>,
    mishaps: bool,
}

impl<'d> Tree<'d> {
    /// The tree of neighbouring blocks; `None` where the document was not parsed.
    pub(super) fn new(
        document: &'d Document,
        blocks: &[Block<'d>],
        mentions: &[Mention],
        times: &[Time],
    ) -> Option<Self> {
        let sentences = || blocks.iter().flat_map(|block| block.sentences());
        let range = sentences().next()?.token_range().start..sentences().last()?.token_range().end;
        let first = range.start as usize;
        let here = blocks.first()?.span().cover(blocks.last()?.span());
        let mut nodes = Vec::with_capacity(range.len());
        for sentence in sentences() {
            let headline = sentence.block().kind() == BlockKind::Headline;
            let question = sentence.tokens().rev().take(3).any(|token| token.text() == "?");
            let news = super::datelines::behind(sentence);
            for token in sentence.tokens() {
                let lemma = token.lemma()?;
                let upos = token.upos()?;
                let lemma = match lemma.chars().any(char::is_uppercase) {
                    true => Cow::Owned(lemma.to_lowercase()),
                    false => Cow::Borrowed(lemma),
                };
                let lemma = match lexicon::repaired(&lemma, token.text(), upos) {
                    Some(repaired) => Cow::Owned(repaired),
                    None => lemma,
                };
                let range = sentence.token_range();
                nodes.push(Node {
                    lemma,
                    upos,
                    deprel: token.deprel()?,
                    head: token
                        .head()
                        .filter(|head| range.contains(&(head.index() as u32)))
                        .map_or(Link::NONE, |head| Link::to(head.index() - first)),
                    singular: token.xpos() == Some("NN"),
                    finite: matches!(token.xpos(), Some("VBD" | "VBZ" | "VBP")),
                    sentence: sentence.index() as u32,
                    headline,
                    question,
                    dateline: token.span().start < news,
                    span: token.span(),
                    extent: (nodes.len() as u32, nodes.len() as u32),
                    classes: Classes::default(),
                    mention: Link::NONE,
                    name: None,
                    time: Link::NONE,
                });
            }
        }
        let before = mentions.partition_point(|mention| mention.span.start < here.start);
        let inside = mentions.iter().enumerate().skip(before).take_while(|(_, mention)| mention.span.start < here.end);
        for (index, mention) in inside {
            for token in document.tokens_in(mention.span) {
                if let Some(node) = token.index().checked_sub(first).and_then(|at| nodes.get_mut(at)) {
                    node.mention = Link::to(index);
                    node.name = mention.kind;
                }
            }
        }
        names_before_nouns(&mut nodes);
        let before = times.partition_point(|time| time.span.start < here.start);
        let inside = times.iter().enumerate().skip(before).take_while(|(_, time)| time.span.start < here.end);
        for (index, time) in inside {
            for token in document.tokens_in(time.span) {
                if let Some(node) = token.index().checked_sub(first).and_then(|at| nodes.get_mut(at)) {
                    node.time = Link::to(index);
                }
            }
        }
        for node in &mut nodes {
            node.classes = lexicon::classes(&node.lemma, node.upos, node.name);
        }
        relative_clauses(&mut nodes);
        finite_verbs(&mut nodes);
        results(&mut nodes);
        super::persons::whole(&mut nodes);
        behind_quotations(document, first, &mut nodes);
        let (starts, children) = children(&nodes);
        let count = |class: Classes| nodes.iter().filter(|node| node.classes.has(class)).count();
        let mishaps = count(*lexicon::MISHAPS) > count(*lexicon::ARMS);
        let mut tree = Self { document, first, nodes, starts, children, mishaps };
        tree.measure();
        Some(tree)
    }

    /// The words of a sentence of the stretch.
    pub(super) fn words(&self, sentence: Sentence<'_>) -> Range<usize> {
        let range = sentence.token_range();
        (range.start as usize).saturating_sub(self.first)..(range.end as usize).saturating_sub(self.first)
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
        self.document.token(self.first + at).and_then(|token| token.xpos()).unwrap_or_default()
    }

    pub(super) fn deprel(&self, at: usize) -> Option<Deprel> {
        self.get(at).map(|node| node.deprel)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.get(at)?.head.get()
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.get(at).map_or(Span::default(), |node| node.span)
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.get(at).map_or(Classes::default(), |node| node.classes)
    }

    pub(super) fn is_time(&self, at: usize) -> bool {
        self.get(at).is_some_and(|node| node.time != Link::NONE)
    }

    /// Whether it tells of what burns or leaks by itself more than of arms and those who carry them.
    pub(super) fn tells_of_mishaps(&self) -> bool {
        self.mishaps
    }

    pub(super) fn is_dateline(&self, at: usize) -> bool {
        self.get(at).is_some_and(|node| node.dateline)
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn))
    }

    pub(super) fn is_nominal(&self, at: usize) -> bool {
        match self.upos(at) {
            Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X | Upos::Sym) => true,
            // "one militant was killed", "some of the troops": an adjective or determiner in a noun's place.
            Some(Upos::Adj | Upos::Det) => matches!(
                self.deprel(at),
                Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
            ),
            _ => false,
        }
    }

    /// First and last token of what depends on a word.
    pub(super) fn extent(&self, at: usize) -> (usize, usize) {
        self.get(at).map_or((at, at), |node| (node.extent.0 as usize, node.extent.1 as usize))
    }

    /// The words that depend on a word, in text order.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.all_children(at).take(CHILDREN)
    }

    fn all_children(&self, at: usize) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        let from = self.starts.get(at).copied().unwrap_or(0);
        let to = self.starts.get(at + 1).copied().unwrap_or(from);
        self.children.get(from as usize..to as usize).unwrap_or_default().iter().map(|&child| child as usize)
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
            .find(|&child| {
                let aside =
                    |relation| outside(relation) || matches!(relation, Deprel::Case | Deprel::Mark | Deprel::Advmod);
                !self.deprel(child).is_some_and(aside) && !self.is_time(self.extent(child).0) && !self.is_time(child)
            })
            .map_or(head, |child| self.extent(child).0.min(child));
        // "at least 40 protesters": the parse takes "at" for the preposition of the protesters.
        let hedged = matches!(self.lemma(first), "least" | "most" | "leat");
        let first = first.checked_sub(1).filter(|&before| hedged && self.lemma(before) == "at").unwrap_or(first);
        // "more than 40 protesters": the parse may take "more" for a phrase of its own.
        let comparison = (1..=2).filter_map(|back| first.checked_sub(back)).find(|&before| self.is_comparison(before));
        let first = comparison.unwrap_or(first);
        let first = (first..head).find(|&at| !self.is_dateline(at)).unwrap_or(head);
        // What joins the phrase to the one before is no part of it, wherever the parse hangs it.
        let joins = |at: &usize| matches!(self.deprel(*at), Some(Deprel::Cc | Deprel::Punct));
        let first = (first..head).find(|at| !joins(at)).unwrap_or(head);
        let (mut at, mut last) = (head, head);
        for _ in 0..CHILDREN {
            let mut next = None;
            for child in self.children(at).filter(|&child| child > at) {
                match self.deprel(child) {
                    Some(Deprel::Punct) => {}
                    Some(Deprel::Case) => last = last.max(child),
                    Some(relation) if outside(relation) => break,
                    // "the minister on Tuesday announced"
                    _ if self.is_time(child) => break,
                    _ => next = Some(child),
                }
            }
            match next {
                Some(child) => (at, last) = (child, child),
                None => break,
            }
        }
        (first, last.max(at))
    }

    /// Whether "more than", "fewer than" begins at a word.
    pub(super) fn is_comparison(&self, at: usize) -> bool {
        matches!(self.lemma(at), "more" | "less" | "few" | "fewer") && self.lemma(at + 1) == "than"
    }

    pub(super) fn phrase_span(&self, head: usize) -> Span {
        let (first, last) = self.phrase(head);
        let mut last = last;
        while last > head && matches!(self.lemma(last), "'s" | "’s") {
            last -= 1;
        }
        self.span(first).cover(self.span(last))
    }

    /// The first token that ends after a position.
    pub(super) fn token_from(&self, position: u32) -> usize {
        self.nodes.partition_point(|node| node.span.end <= position)
    }

    /// The word itself and those that are listed with it.
    pub(super) fn members(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::once(at).chain(self.with(at, &[Deprel::Conj]).filter(|&child| self.is_nominal(child)))
    }

    /// What a relative pronoun stands for; the word itself where it is none.
    pub(super) fn antecedent(&self, at: usize) -> usize {
        if !matches!(self.lemma(at), "who" | "which" | "that" | "whom" | "whose") || self.upos(at) == Some(Upos::Sconj)
        {
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
        let mut waiting: Vec<usize> = (0..self.len()).map(|at| self.all_children(at).len()).collect();
        let mut ready: Vec<usize> = (0..self.len()).filter(|&at| waiting.get(at) == Some(&0)).collect();
        while let Some(at) = ready.pop() {
            let (Some(head), extent) = (self.head(at), self.extent(at)) else { continue };
            if let Some(node) = self.nodes.get_mut(head) {
                node.extent = (node.extent.0.min(extent.0 as u32), node.extent.1.max(extent.1 as u32));
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

/// A name that reads like another word ("IS militants", "US troops") belongs to the noun after it.
fn names_before_nouns(nodes: &mut [Node<'_>]) {
    for at in 0..nodes.len().saturating_sub(1) {
        let (Some(node), Some(next)) = (nodes.get(at), nodes.get(at + 1)) else { continue };
        let taken = node.mention != Link::NONE
            && !matches!(node.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num)
            && node.span.len() > 1;
        if !taken
            || next.mention == node.mention
            || next.sentence != node.sentence
            || !matches!(next.upos, Upos::Noun | Upos::Propn)
        {
            continue;
        }
        // The head of the noun phrase: compounds lead to it.
        let mut head = at + 1;
        while let Some(above) = nodes
            .get(head)
            .filter(|node| matches!(node.deprel, Deprel::Compound | Deprel::Amod))
            .and_then(|node| node.head.get())
            .filter(|above| *above > head)
        {
            head = above;
        }
        if nodes.iter().skip(at.saturating_sub(20)).take(60).any(|node| node.head == Link::to(at)) {
            continue;
        }
        if let Some(node) = nodes.get_mut(at) {
            (node.upos, node.deprel, node.head) = (Upos::Propn, Deprel::Compound, Link::to(head));
        }
    }
}

/// A relative clause belongs to a noun of the phrase right before its pronoun: one that the parse hangs further off is taken back.
fn relative_clauses(nodes: &mut [Node<'_>]) {
    for pronoun in 1..nodes.len() {
        let Some(node) = nodes.get(pronoun).filter(|node| node.lemma == "which") else { continue };
        let verb = match node.head.get() {
            Some(verb)
                if nodes
                    .get(verb)
                    .is_some_and(|verb| verb.deprel == Deprel::AclRelcl && verb.sentence == node.sentence) =>
            {
                verb
            }
            _ => continue,
        };
        let before = (0..pronoun)
            .rev()
            .take(3)
            .find(|&at| nodes.get(at).is_some_and(|node| !matches!(node.upos, Upos::Punct | Upos::Adp)));
        let Some(last) = before.filter(|&last| nodes.get(last).is_some_and(|last| last.sentence == node.sentence))
        else {
            continue;
        };
        let current = nodes.get(verb).and_then(|verb| verb.head.get());
        // The nouns of the phrase that ends there, from the last outward.
        let (mut at, mut chain) = (last, Vec::new());
        for _ in 0..6 {
            let Some(word) = nodes.get(at) else { break };
            if matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num) {
                chain.push(at);
            }
            let nominal = matches!(
                word.deprel,
                Deprel::Nmod
                    | Deprel::NmodUnmarked
                    | Deprel::NmodDesc
                    | Deprel::Flat
                    | Deprel::Compound
                    | Deprel::Appos
                    | Deprel::Nummod
            );
            match word.head.get().filter(|_| nominal) {
                Some(head) => at = head,
                None => break,
            }
        }
        let noun = chain
            .iter()
            .copied()
            .find(|&at| nodes.get(at).is_some_and(|node| node.time == Link::NONE && node.upos != Upos::Num));
        let noun = noun.filter(|_| current.is_none_or(|current| !chain.contains(&current)));
        if let (Some(noun), Some(verb)) = (noun, nodes.get_mut(verb)) {
            verb.head = Link::to(noun);
        }
    }
}

/// How far before a verb its subject is looked for.
const SUBJECT: usize = 20;

/// "A bomb killed journalist John Smith": a finite verb with a subject describes no noun; the noun is what it governs.
fn finite_verbs(nodes: &mut [Node<'_>]) {
    for at in 0..nodes.len() {
        let Some(node) = nodes.get(at).filter(|node| node.finite && node.deprel == Deprel::Amod) else { continue };
        let Some(noun) = node.head.get().filter(|&noun| noun > at) else { continue };
        let subject = nodes
            .iter()
            .take(at)
            .skip(at.saturating_sub(SUBJECT))
            .any(|word| word.head == Link::to(at) && word.deprel == Deprel::Nsubj);
        let Some((head, relation)) = nodes.get(noun).map(|noun| (noun.head, noun.deprel)).filter(|_| subject) else {
            continue;
        };
        if let Some(verb) = nodes.get_mut(at) {
            (verb.head, verb.deprel) = (head, relation);
        }
        if let Some(noun) = nodes.get_mut(noun) {
            (noun.head, noun.deprel) = (Link::to(at), Deprel::Obj);
        }
    }
}

/// "shot dead two soldiers": what comes of the verb stands before its object, and does not describe it.
fn results(nodes: &mut [Node<'_>]) {
    for at in 1..nodes.len() {
        let (Some(verb), Some(node)) = (nodes.get(at - 1), nodes.get(at)) else { continue };
        let governed = || {
            let noun = nodes.get(node.head.get()?)?;
            (noun.head == Link::to(at - 1)).then_some(())
        };
        let one = || {
            lexicon::predicates(lexicon::Part::Verb, &verb.lemma)
                .iter()
                .any(|predicate| predicate.words.split_once(' ').is_some_and(|(_, second)| second == node.lemma))
        };
        if verb.upos != Upos::Verb
            || node.upos != Upos::Adj
            || node.deprel != Deprel::Amod
            || governed().is_none()
            || !one()
        {
            continue;
        }
        if let Some(node) = nodes.get_mut(at) {
            (node.head, node.deprel) = (Link::to(at - 1), Deprel::Xcomp);
        }
    }
}

/// How many words of a quotation are looked through for its opening mark.
const QUOTATION: usize = 60;

/// What is told behind a quotation belongs to the verb that introduces it: "said they “have done nothing” and accused the army".
fn behind_quotations(document: &Document, first: usize, nodes: &mut [Node<'_>]) {
    let text = |at: usize| document.token(first + at).map_or("", |token| token.text());
    for at in 0..nodes.len() {
        let Some((node, quoted)) =
            nodes.get(at).and_then(|node| Some((node, node.head.get().filter(|&head| head < at)?)))
        else {
            continue;
        };
        if node.deprel != Deprel::Conj || node.upos != Upos::Verb || at - quoted > QUOTATION {
            continue;
        }
        let closes = (quoted..at).any(|mark| matches!(text(mark), "”" | "\"" | "''"))
            && !(quoted..at).any(|mark| matches!(text(mark), "“" | "``"));
        let introduced = nodes.get(quoted).filter(|quoted| quoted.deprel == Deprel::Ccomp);
        let Some(verb) = introduced.and_then(|quoted| quoted.head.get()).filter(|&verb| verb < quoted) else {
            continue;
        };
        let opens = (verb..quoted).filter(|&mark| matches!(text(mark), "“" | "\"" | "``")).count() == 1;
        if closes
            && opens
            && let Some(node) = nodes.get_mut(at)
        {
            node.head = Link::to(verb);
        }
    }
}

fn outside(relation: Deprel) -> bool {
    matches!(
        relation,
        Deprel::AclRelcl
            | Deprel::Acl
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

fn children(nodes: &[Node<'_>]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; nodes.len() + 1];
    for head in nodes.iter().filter_map(|node| node.head.get()) {
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
    let mut children = vec![0_u32; starts.last().map_or(0, |end| *end as usize)];
    for (at, node) in (0_u32..).zip(nodes) {
        if let Some(slot) = node.head.get().and_then(|head| next.get_mut(head)) {
            if let Some(child) = children.get_mut(*slot as usize) {
                *child = at;
            }
            *slot += 1;
        }
    }
    (starts, children)
}
