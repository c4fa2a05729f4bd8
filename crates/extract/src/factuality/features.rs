//! What in a sentence speaks for and against a predicate: features as `name=value`, the names under which the list holds their weights.

use std::fmt::Write as _;

use dateline_core::{Deprel, Token, Upos};

use super::Reader;

/// How many words above a predicate are looked at.
const HIGHEST: usize = 5;
/// How many dependents of a word are looked at; no sentence that a person wrote has more.
const WIDEST: usize = 24;

/// Sentences of more words are not looked through for their root: they are lists or have lost their full stops.
const LONGEST: usize = 400;

const NEGATIONS: &[&str] = &["not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "barely", "without", "nt"];

/// Verbs and adjectives that tell of what was not done: "failed to close".
const FAILING: &[&str] = &["fail", "refuse", "decline", "neglect", "forget", "unable", "unwilling"];

/// Verbs and nouns with which somebody says that something is not so.
const DENYING: &[&str] = &["deny", "dispute", "refute", "rebut", "doubt", "disbelieve", "denial"];

/// How many words on either side of a predicate are looked at.
const NEAR: usize = 3;

const SUBJECTS: &[Deprel] =
    &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Csubj, Deprel::CsubjPass, Deprel::Expl];

/// A feature's name, written into one buffer.
struct Writer<F> {
    buffer: String,
    take: F,
}

impl<F: FnMut(&str)> Writer<F> {
    fn add(&mut self, name: &str, values: &[&str]) {
        self.buffer.clear();
        self.buffer.push_str(name);
        for (nth, value) in values.iter().enumerate() {
            self.buffer.push(if nth == 0 { '=' } else { '|' });
            // A tab parts the columns of the list, and a word of any length is no name.
            self.buffer.extend(value.chars().filter(|c| !c.is_whitespace()).take(40).map(|c| c.to_ascii_lowercase()));
        }
        (self.take)(&self.buffer);
    }
}

/// The form of a clause: its auxiliaries and the predicate's own, "would have VBN".
struct Form {
    text: String,
    modal: Option<&'static str>,
    finite: bool,
    negative: bool,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<Token<'_>> {
        self.words.document.token(at)
    }

    fn lemma(&self, at: usize) -> &str {
        self.token(at).and_then(Token::lemma).unwrap_or_default()
    }

    fn xpos(&self, at: usize) -> &'static str {
        self.token(at).and_then(Token::xpos).unwrap_or_default()
    }

    fn upos(&self, at: usize) -> Upos {
        self.token(at).and_then(Token::upos).unwrap_or(Upos::X)
    }

    fn relation(&self, at: usize) -> &'static str {
        self.words.deprel(at).map_or("root", |relation| relation.name())
    }

    fn child(&self, at: usize, relations: &[Deprel]) -> Option<usize> {
        self.words.dependent(at, relations)
    }

    /// The word that opens a clause or phrase.
    fn mark(&self, at: usize) -> &str {
        self.child(at, &[Deprel::Mark, Deprel::Case]).map_or("-", |mark| self.words.text(mark))
    }

    fn determiner(&self, at: usize) -> &str {
        self.child(at, &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod]).map_or("-", |word| self.words.text(word))
    }

    /// The first of the predicates that are joined to this one: what stands above and before all of them.
    fn first_conjunct(&self, at: usize) -> usize {
        let mut first = at;
        for _ in 0..HIGHEST {
            match (self.words.deprel(first), self.words.head(first)) {
                (Some(Deprel::Conj), Some(head)) => first = head,
                _ => break,
            }
        }
        first
    }

    fn is_negated(&self, at: usize) -> bool {
        let no =
            |word: usize| self.words.dependents(word).take(8).any(|below| self.words.is(below, &["no", "neither"]));
        self.words.dependents(at).take(WIDEST).any(|word| {
            self.words.is(word, NEGATIONS)
                || self.words.is(word, &["nobody", "none", "nothing"])
                || matches!(self.words.deprel(word), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj)) && no(word)
        })
    }

    fn form(&self, at: usize) -> Form {
        let mut form = Form { text: String::new(), modal: None, finite: false, negative: self.is_negated(at) };
        for word in self.words.dependents(at).take(WIDEST) {
            if !matches!(self.words.deprel(word), Some(Deprel::Aux | Deprel::AuxPass | Deprel::Cop)) {
                continue;
            }
            let xpos = self.xpos(word);
            if xpos == "MD" {
                let lemma = MODALS.iter().find(|(written, _)| self.words.is(word, &[written])).map(|(_, lemma)| *lemma);
                form.modal = lemma;
                let _ = write!(form.text, "{} ", lemma.unwrap_or("md"));
            } else {
                let _ = write!(form.text, "{}.{xpos} ", self.lemma(word));
            }
            form.finite |= matches!(xpos, "MD" | "VBD" | "VBZ" | "VBP");
        }
        let own = self.xpos(at);
        form.finite |= matches!(own, "VBD" | "VBZ" | "VBP");
        form.text.push_str(own);
        form
    }

    /// Gives every feature of the predicate with this head token to `take`, in a fixed order.
    pub fn features(&self, at: usize, take: impl FnMut(&str)) {
        let mut write = Writer { buffer: String::new(), take };
        let w = &mut write;
        let words = &self.words;
        let first = self.first_conjunct(at);
        let (own, lead) = (self.form(at), self.form(first));
        let relation = self.relation(first);
        let lemma = self.lemma(at);
        let (negative, modal) = (yes(own.negative), own.modal.or(lead.modal).unwrap_or("-"));

        // The predicate and its clause.
        w.add("bias", &[]);
        w.add("xpos", &[self.xpos(at)]);
        w.add("rel_xpos", &[self.relation(at), self.xpos(at)]);
        w.add("lemma", &[lemma]);
        w.add("lemma_neg", &[lemma, negative]);
        w.add("form", &[&own.text]);
        w.add("form_neg", &[&own.text, negative]);
        w.add("modal_neg", &[modal, negative]);
        if at != first {
            w.add("lead_form", &[&lead.text]);
            w.add("lead_neg", &[yes(lead.negative), negative]);
        }
        for word in words.dependents(at).take(WIDEST) {
            let Some(below) = words.deprel(word) else { continue };
            match below {
                Deprel::Advmod | Deprel::Discourse => w.add("adverb", &[words.text(word)]),
                Deprel::Mark | Deprel::Case => {
                    w.add("mark", &[words.text(word), relation]);
                    w.add("mark_form", &[words.text(word), &own.text]);
                }
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => {
                    w.add("below", &[below.name(), self.mark(word)]);
                    w.add("below_lemma", &[below.name(), lemma]);
                    w.add("below_mark", &[below.name(), lemma, self.mark(word)]);
                }
                Deprel::Punct => {}
                _ => w.add("below", &[below.name()]),
            }
        }
        // Who does it: "you" in advice, nobody in orders. To whom: some, a, the.
        let subject = self.child(at, SUBJECTS).or_else(|| self.child(first, SUBJECTS));
        let who = subject.map_or("-", |subject| match self.upos(subject) {
            Upos::Pron | Upos::Det => words.text(subject),
            upos => upos.name(),
        });
        w.add("subject_form", &[who, &own.text]);
        w.add("subject_modal", &[who, modal]);
        if let Some(subject) = subject {
            w.add("subject_det", &[self.determiner(subject), self.xpos(subject)]);
        }
        let object = self.child(at, &[Deprel::Obj, Deprel::Obl]);
        w.add("object_det", &[object.map_or("none", |object| self.determiner(object))]);
        let before = at.checked_sub(1).map_or("-", |before| words.text(before));
        w.add("before", &[before]);
        w.add("before_xpos", &[before, self.xpos(at)]);

        self.above(w, at, first, &own);
        self.around(w, at, relation, &own, subject.is_some());
        self.beside(w, at);

        // What is weak alone and telling together: who does what, in which form, under which word.
        let under = words.head(first).map_or("-", |head| self.lemma(head));
        let mark = self.mark(first);
        let of = self.relation(at);
        w.add("form+relation", &[&own.text, of]);
        w.add("form+subject", &[&own.text, who, of]);
        w.add("form+head", &[&own.text, relation, under, mark]);
        w.add("form+lemma", &[&own.text, lemma]);
        w.add("relation+lemma", &[of, lemma]);
        w.add("subject+head", &[who, &own.text, relation, under, mark]);
        w.add("subject+lemma", &[who, &own.text, lemma]);
        w.add("head+lemma", &[relation, under, mark, lemma]);
    }

    /// The words above a predicate, nearest first, and how they stand themselves.
    fn above(&self, w: &mut Writer<impl FnMut(&str)>, at: usize, first: usize, own: &Form) {
        let words = &self.words;
        let mut below = first;
        let mut finite = own.finite;
        for step in 0..HIGHEST {
            let (Some(relation), Some(head)) = (words.deprel(below), words.head(below)) else { break };
            let (name, lemma, mark) = (relation.name(), self.lemma(head), self.mark(below));
            let form = self.form(head);
            let (negative, modal) = (yes(form.negative), form.modal.unwrap_or("-"));
            if step == 0 {
                w.add("head_mark", &[name, lemma, mark]);
                w.add("head_neg", &[name, lemma, negative]);
                w.add("head_xpos", &[name, lemma, self.xpos(at)]);
                w.add("head_mark_neg", &[name, mark, negative]);
                w.add("head_modal", &[name, modal, negative]);
            } else {
                w.add("up_mark", &[name, mark]);
            }
            w.add("any_head", &[lemma]);
            if form.modal.is_some() {
                w.add("any_modal", &[modal, yes(own.finite)]);
            }
            if !finite && form.finite {
                w.add("tense_neg", &[&form.text, negative]);
                finite = true;
            }
            below = head;
        }
    }

    /// The words nearest to it.
    fn beside(&self, w: &mut Writer<impl FnMut(&str)>, at: usize) {
        let Some(sentence) = self.token(at).and_then(Token::sentence) else { return };
        let range = sentence.token_range();
        let (start, end) = (range.start as usize, range.end as usize);
        for word in at.saturating_sub(NEAR).max(start)..at {
            w.add("left", &[self.words.text(word)]);
        }
        for word in at + 1..(at + 1 + NEAR).min(end) {
            w.add("right", &[self.words.text(word)]);
        }
    }

    /// How often the sentence denies the predicate: negated in its own clause, told of as what somebody failed or refused to do, or as what
    /// something went on without; twice in "did not fail to". Modals, questions and conditions leave it open instead.
    pub(super) fn denials(&self, at: usize) -> usize {
        let words = &self.words;
        let first = self.first_conjunct(at);
        let shared = first != at && self.child(at, SUBJECTS).is_none();
        let clause = |word: usize| {
            let open = words.dependents(word).take(WIDEST).any(|below| match words.deprel(below) {
                Some(Deprel::Aux) => self.xpos(below) == "MD" && !words.is(below, &["could"]),
                Some(Deprel::Mark) => words.is(below, &["if", "unless", "whether", "lest"]),
                _ => false,
            });
            !open && words.is_negated(word)
        };
        let without = |word: usize| {
            words.dependents(word).take(WIDEST).any(|below| {
                matches!(words.deprel(below), Some(Deprel::Mark | Deprel::Case)) && words.is(below, &["without"])
            })
        };
        let own = clause(at) || shared && clause(first) || without(at) || first != at && without(first);
        // "failed to close", "did not fail to close"
        let to = matches!(words.deprel(first), Some(Deprel::Xcomp | Deprel::Advcl))
            && words
                .dependents(first)
                .take(WIDEST)
                .any(|mark| words.deprel(mark) == Some(Deprel::Mark) && words.is(mark, &["to"]));
        let above = words.head(first).filter(|above| to && FAILING.contains(&self.lemma(*above)));
        let failed = above.map_or(0, |above| {
            let open = self.form(above).modal.is_some() || self.mark(above) != "-";
            if open { 0 } else { 1 + usize::from(words.is_negated(above)) }
        });
        if self.words.asks(at) { 0 } else { usize::from(own) + failed }
    }

    /// Whether somebody is told to deny it: "denied that it closed", "denied closing it", "doubts that it closed".
    pub(super) fn is_contested(&self, at: usize) -> bool {
        let first = self.first_conjunct(at);
        let content = matches!(self.words.deprel(first), Some(Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl));
        let above = self.words.head(first).filter(|above| content && *above < first);
        above.is_some_and(|above| DENYING.contains(&self.lemma(above)) && !self.words.is_negated(above))
    }

    /// The sentence: questions, orders, and the clause that it is built on.
    fn around(&self, w: &mut Writer<impl FnMut(&str)>, at: usize, relation: &str, own: &Form, subject: bool) {
        let words = &self.words;
        let Some(sentence) = self.token(at).and_then(Token::sentence) else { return };
        let range = sentence.token_range();
        let range = range.start as usize..range.end as usize;
        let clause = if self.child(at, &[Deprel::Mark]).is_none() { relation } else { "marked" };
        if self.words.asks(at) {
            let asking = range.clone().take(3).find(|word| matches!(self.xpos(*word), "WP" | "WRB" | "WDT"));
            w.add("question", &[relation]);
            w.add("question_word", &[asking.map_or("-", |word| words.text(word)), clause, yes(own.finite)]);
        }
        let order = !subject && matches!(own.text.as_str(), "VB" | "do.VB VB");
        w.add("order", &[yes(order), clause]);
        let root = if range.len() <= LONGEST { sentence.root().map(Token::index) } else { None };
        if let Some(root) = root.filter(|root| *root != at) {
            w.add("root_form", &[&self.form(root).text, yes(own.finite)]);
        }
    }
}

fn yes(condition: bool) -> &'static str {
    if condition { "1" } else { "0" }
}

/// Written forms of modals and what they are.
const MODALS: &[(&str, &str)] = &[
    ("will", "will"),
    ("'ll", "will"),
    ("’ll", "will"),
    ("wo", "will"),
    ("would", "would"),
    ("'d", "would"),
    ("’d", "would"),
    ("can", "can"),
    ("ca", "can"),
    ("could", "could"),
    ("may", "may"),
    ("might", "might"),
    ("must", "must"),
    ("shall", "shall"),
    ("should", "should"),
    ("ought", "ought"),
];
