//! What the tree says about a clause: who acts, on what, when, and whether it is denied.

use crate::blocks::is_calendar;
use crate::{Deprel, Span, Token, Upos};

/// When a finite verb group places its event, by form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tense {
    /// `said`, `was killed`, `had gone`, `did not go`.
    Past,
    /// `says`, `is going`, `has gone`.
    Present,
    /// `will go`, `shall be`, `is going to go`.
    Future,
}

/// How a verb group looks at its event, by form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// `says`, `said`.
    Simple,
    /// `is going`, `was being built`.
    Progressive,
    /// `has gone`, `had been killed`.
    Perfect,
    /// `has been going`.
    PerfectProgressive,
}

/// Verbs that turn to somebody who shall do what their infinitive says, and the prepositions by which they do.
const TURNING: &[(&str, &[&str])] = &[
    ("appeal", &["to"]),
    ("call", &["on", "upon", "for"]),
    ("count", &["on", "upon"]),
    ("plead", &["with"]),
    ("prevail", &["on", "upon"]),
    ("rely", &["on", "upon"]),
    ("wait", &["for"]),
];

impl<'d> Token<'d> {
    /// The words that depend on it, in text order; none where sentences were not parsed.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'d>> + ExactSizeIterator + Clone {
        let document = self.document();
        let parse = document.columns().parse.as_ref();
        parse
            .map(|parse| parse.children(self.index()))
            .unwrap_or_default()
            .iter()
            .filter_map(move |child| document.token(*child as usize))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Its first dependent with exactly this relation.
    #[must_use]
    pub fn child(self, deprel: Deprel) -> Option<Token<'d>> {
        self.children().find(|child| child.deprel() == Some(deprel))
    }

    /// The lemma of the preposition, or of the possessive mark, that a noun takes: `on` in `on Lee`.
    #[must_use]
    pub fn preposition(self) -> Option<&'d str> {
        self.child(Deprel::Case)?.lemma()
    }

    /// Its head, that one's head, and so on to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Token<'d>> {
        std::iter::successors(self.head(), |token| token.head())
    }

    /// Token indices from the first to the last word that it governs, itself among them; `None` where sentences were not parsed.
    #[must_use]
    pub fn subtree(self) -> Option<std::ops::Range<u32>> {
        self.document().columns().parse.as_ref()?.subtrees.get(self.index()).map(|(first, last)| *first..last + 1)
    }

    /// From the first to the last word that it governs.
    #[must_use]
    pub fn subtree_span(self) -> Option<Span> {
        self.span_of(self.subtree()?)
    }

    /// The words of a subtree without punctuation at its edges.
    fn span_of(self, range: std::ops::Range<u32>) -> Option<Span> {
        let mut words = self.document().token_range(range);
        let counts = |token: &Token<'d>| *token == self || token.upos() != Some(Upos::Punct);
        let first = words.find(counts)?;
        let last = words.rev().find(counts).unwrap_or(first);
        Some(first.span().cover(last.span()))
    }

    /// The subject of its clause: nominal or clausal, of an active or a passive verb.
    #[must_use]
    pub fn subject(self) -> Option<Token<'d>> {
        self.children().find(|child| child.deprel().is_some_and(Deprel::is_subject))
    }

    /// The subject, own or understood: of a verb that is coordinated with one that has it (`rose and fell`), of an infinitive whose governor
    /// has it (`wants to leave`; its object where it has one, `told him to leave`; whom it turns to, `called on him to leave`), of a
    /// participle's noun (`the man arrested`).
    #[must_use]
    pub fn understood_subject(self) -> Option<Token<'d>> {
        let mut at = self;
        // each step goes to a head, so that the walk ends at the root
        loop {
            if let Some(subject) = at.subject() {
                return Some(subject);
            }
            let head = at.head()?;
            match at.deprel()? {
                Deprel::Conj => {}
                link @ (Deprel::Advcl | Deprel::Xcomp) => {
                    let object = head.objects().next_back().filter(|_| link == Deprel::Xcomp);
                    if let Some(other) = object.or_else(|| at.asked(head)) {
                        return Some(other);
                    }
                }
                // "They fined the firm, closing two sites": after a comma it is the subject who does it.
                Deprel::Acl if at.is_set_off() => {
                    match head.head().filter(|_| !head.deprel().is_some_and(Deprel::is_subject)) {
                        Some(above) => {
                            at = above;
                            continue;
                        }
                        None => return Some(head),
                    }
                }
                Deprel::Acl => return at.is_participle().then_some(head),
                _ => return None,
            }
            at = head;
        }
    }

    /// Whom its governor turns to so that it be done: `called on Lee to leave`.
    fn asked(self, governor: Token<'d>) -> Option<Token<'d>> {
        let (_, prepositions) = TURNING.iter().find(|(lemma, _)| governor.lemma() == Some(*lemma))?;
        let turned_to = |noun: &Token<'d>| {
            !is_calendar(noun.text()) && noun.preposition().is_some_and(|case| prepositions.contains(&case))
        };
        let is_infinitive = self.child(Deprel::Mark).and_then(Token::lemma) == Some("to");
        governor.obliques().filter(|noun| is_infinitive && noun.index() < self.index()).find(turned_to)
    }

    /// Whether it is an -ing form behind a comma.
    fn is_set_off(self) -> bool {
        let start = self.subtree().map_or(self.index(), |range| range.start as usize);
        let first = self.document().token(start);
        self.xpos() == Some("VBG")
            && (first.is_some_and(|first| first.text() == ",")
                || first.and_then(Token::previous).is_some_and(|before| before.text() == ","))
    }

    fn is_participle(self) -> bool {
        matches!(self.xpos(), Some("VBG" | "VBN"))
    }

    /// Its objects: indirect before direct, in text order.
    pub fn objects(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children().filter(|child| matches!(child.deprel(), Some(Deprel::Obj | Deprel::Iobj)))
    }

    /// Its noun phrases with a preposition, and those that stand as adverbials without one.
    pub fn obliques(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children()
            .filter(|child| matches!(child.deprel(), Some(Deprel::Obl | Deprel::OblUnmarked | Deprel::OblAgent)))
    }

    /// Whether it is a passive verb: `was killed`, and the bare participle `killed by rebels`.
    #[must_use]
    pub fn is_passive(self) -> bool {
        self.children().any(|child| {
            matches!(child.deprel(), Some(Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent))
        }) || self.xpos() == Some("VBN") && self.deprel() == Some(Deprel::Acl)
    }

    /// Who does what a passive verb says: the noun after `by`.
    #[must_use]
    pub fn passive_agent(self) -> Option<Token<'d>> {
        self.child(Deprel::OblAgent)
    }

    /// The word that denies it: `not`, `never`, `no`, `neither`, `without` before a participle.
    #[must_use]
    pub fn negation(self) -> Option<Token<'d>> {
        self.children().find(|child| {
            let denies = child.feature("Polarity") == Some("Neg") || child.feature("PronType") == Some("Neg");
            let word = || child.lemma().unwrap_or(child.text());
            match child.deprel() {
                Some(Deprel::Advmod) => {
                    denies || matches!(word(), "not" | "never" | "neither" | "nor" | "hardly" | "scarcely")
                }
                Some(Deprel::Det | Deprel::Cc | Deprel::CcPreconj) => {
                    denies || matches!(word(), "no" | "neither" | "nor")
                }
                Some(Deprel::Mark) => word() == "without",
                _ => false,
            }
        })
    }

    /// Whether a word denies it.
    #[must_use]
    pub fn is_negated(self) -> bool {
        self.negation().is_some()
    }

    /// Its auxiliaries, in text order: `has`, `been` of `has been killed`.
    pub fn auxiliaries(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children().filter(|child| matches!(child.deprel(), Some(Deprel::Aux | Deprel::AuxPass)))
    }

    /// The form of `be` that links it to its subject, where it is a predicate noun or adjective.
    #[must_use]
    pub fn copula(self) -> Option<Token<'d>> {
        self.child(Deprel::Cop)
    }

    /// The modal verb of its verb group: `may`, `could`, `will`.
    #[must_use]
    pub fn modal(self) -> Option<Token<'d>> {
        self.auxiliaries().find(|word| word.xpos() == Some("MD"))
    }

    /// The tense of its verb group; `None` for infinitives, participles and words that are no predicate.
    #[must_use]
    pub fn tense(self) -> Option<Tense> {
        let future = |word: Token<'_>| {
            matches!(word.text().to_ascii_lowercase().as_str(), "will" | "'ll" | "’ll" | "wo" | "shall")
        };
        if self.auxiliaries().any(|word| word.xpos() == Some("MD") && future(word)) {
            return Some(Tense::Future);
        }
        if self.xpos() == Some("VB") && self.deprel() == Some(Deprel::Xcomp) {
            let going = |head: Token<'_>| {
                head.text().eq_ignore_ascii_case("going")
                    && head.auxiliaries().any(|word| matches!(word.xpos(), Some("VBZ" | "VBP")))
            };
            return self.head().filter(|head| going(*head)).map(|_| Tense::Future);
        }
        let finite = self.auxiliaries().chain(self.copula()).chain([self]).find_map(|word| match word.xpos()? {
            "VBD" => Some(Tense::Past),
            "VBZ" | "VBP" => Some(Tense::Present),
            "MD" if matches!(word.text().to_ascii_lowercase().as_str(), "would" | "could" | "might" | "'d" | "’d") => {
                Some(Tense::Past)
            }
            "MD" => Some(Tense::Present),
            _ => None,
        });
        finite.filter(|_| self.is_predicate())
    }

    /// The aspect of its verb group; `None` where it is no predicate.
    #[must_use]
    pub fn aspect(self) -> Option<Aspect> {
        self.is_predicate().then_some(())?;
        let is = |word: Token<'_>, lemma: &str| word.lemma() == Some(lemma);
        let perfect = self.auxiliaries().any(|word| is(word, "have"));
        let verb = self.copula().unwrap_or(self);
        let be = self.auxiliaries().filter(|word| is(*word, "be"));
        let progressive = verb.xpos() == Some("VBG") && be.clone().next().is_some()
            || be.clone().any(|word| word.xpos() == Some("VBG"));
        Some(match (perfect, progressive) {
            (false, false) => Aspect::Simple,
            (false, true) => Aspect::Progressive,
            (true, false) => Aspect::Perfect,
            (true, true) => Aspect::PerfectProgressive,
        })
    }

    /// Whether it is the predicate of a clause: a verb, or a noun or adjective with a copula.
    #[must_use]
    pub fn is_predicate(self) -> bool {
        matches!(self.upos(), Some(Upos::Verb))
            && self.deprel() != Some(Deprel::Amod)
            && self.deprel() != Some(Deprel::Compound)
            || self.copula().is_some()
            || self.upos() == Some(Upos::Aux)
                && !matches!(self.deprel(), Some(Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
    }

    /// The predicate of the clause that it stands in: itself, or the nearest one above it.
    #[must_use]
    pub fn clause(self) -> Option<Token<'d>> {
        if self.is_predicate() {
            Some(self)
        } else {
            self.ancestors().find(|word| word.is_predicate() || word.head().is_none())
        }
    }

    /// The clause of a predicate: the words that it governs, without clauses coordinated or loosely joined after it, and without punctuation at the edges.
    #[must_use]
    pub fn clause_span(self) -> Option<Span> {
        self.span_without(|child| {
            matches!(child.deprel(), Some(Deprel::Parataxis))
                || child.deprel() == Some(Deprel::Conj) && (child.subject().is_some() || child.index() > self.index())
                || matches!(child.deprel(), Some(Deprel::Cc))
        })
    }

    /// The noun phrase of a head: determiners, adjectives, compounds, numbers and prepositional phrases with it, without its own preposition,
    /// appositions, relative clauses and the nouns coordinated with it.
    #[must_use]
    pub fn noun_phrase(self) -> Option<Span> {
        self.span_without(|child| {
            use Deprel as D;
            let inside = matches!(
                child.deprel(),
                Some(
                    D::Det
                        | D::DetPredet
                        | D::Amod
                        | D::Compound
                        | D::Nummod
                        | D::NmodPoss
                        | D::NmodDesc
                        | D::Nmod
                        | D::NmodUnmarked
                        | D::Flat
                        | D::Fixed
                        | D::Goeswith
                )
            ) || child.deprel() == Some(D::Advmod) && child.index() < self.index()
                || child.deprel() == Some(D::Punct) && child.text().starts_with(['-', '"', '“', '”', '\'', '/']);
            !inside
        })
    }

    /// The words that it governs around itself, cut where a dependent that `leaves` stands between.
    fn span_without(self, leaves: impl Fn(Token<'d>) -> bool) -> Option<Span> {
        let own = self.subtree()?;
        let at = self.index() as u32;
        let (mut start, mut end) = (own.start, own.end);
        for child in self.children().filter(|child| leaves(*child)) {
            let range = child.subtree()?;
            if (child.index() as u32) < at {
                start = start.max(range.end.min(at));
            } else {
                end = end.min(range.start.max(at + 1));
            }
        }
        self.span_of(start..end)
    }

    /// The words coordinated with it, itself first where it is the first: `Paris`, `Rome`, `Bonn` of `Paris, Rome and Bonn`. One word where it is not coordinated.
    pub fn coordination(self) -> impl Iterator<Item = Token<'d>> {
        let first = self.head().filter(|_| self.deprel() == Some(Deprel::Conj)).unwrap_or(self);
        std::iter::once(first).chain(first.children().filter(|child| child.deprel() == Some(Deprel::Conj)))
    }
}

impl Deprel {
    /// Whether it is a subject, of whichever kind.
    #[must_use]
    pub fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj | Self::NsubjPass | Self::NsubjOuter | Self::Csubj | Self::CsubjPass | Self::CsubjOuter
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Annotator, Document};

    fn read(text: &str) -> Document {
        Annotator::english().annotate(text)
    }

    fn word<'d>(document: &'d Document, form: &str) -> Token<'d> {
        document.tokens().find(|token| token.text() == form).unwrap()
    }

    #[test]
    fn who_does_what() {
        let document = read("The mayor of Lyon opened a new bridge on Friday.");
        let verb = word(&document, "opened");
        assert_eq!(verb.subject().unwrap().text(), "mayor");
        assert_eq!(verb.objects().map(Token::text).collect::<Vec<_>>(), ["bridge"]);
        assert_eq!(document.slice(word(&document, "mayor").noun_phrase().unwrap()), "The mayor of Lyon");
        assert_eq!(document.slice(word(&document, "bridge").noun_phrase().unwrap()), "a new bridge");
        assert_eq!(verb.obliques().map(Token::text).collect::<Vec<_>>(), ["Friday"]);
        assert_eq!(
            (verb.tense(), verb.aspect(), verb.is_passive(), verb.is_negated()),
            (Some(Tense::Past), Some(Aspect::Simple), false, false)
        );
        assert_eq!(document.slice(verb.clause_span().unwrap()), "The mayor of Lyon opened a new bridge on Friday");
        assert_eq!(word(&document, "Lyon").clause(), Some(verb));
    }

    #[test]
    fn passives_have_agents() {
        let document = read("Three men were arrested by the police.");
        let verb = word(&document, "arrested");
        assert!(verb.is_passive());
        assert_eq!(verb.subject().unwrap().text(), "men");
        assert_eq!(verb.passive_agent().unwrap().text(), "police");
        assert_eq!(verb.auxiliaries().map(Token::text).collect::<Vec<_>>(), ["were"]);
        assert!(!word(&read("The police arrested three men."), "arrested").is_passive());
    }

    #[test]
    fn negation_and_modals() {
        let document = read("The company did not pay. The union may strike. Nobody will leave.");
        assert_eq!(word(&document, "pay").negation().unwrap().text(), "not");
        assert_eq!(word(&document, "pay").tense(), Some(Tense::Past));
        assert_eq!(word(&document, "strike").modal().unwrap().text(), "may");
        assert!(!word(&document, "strike").is_negated());
        assert_eq!(word(&document, "leave").tense(), Some(Tense::Future));
    }

    #[test]
    fn aspects() {
        let document = read("They have been waiting. Rescuers are searching. The court had ruled.");
        assert_eq!(word(&document, "waiting").aspect(), Some(Aspect::PerfectProgressive));
        assert_eq!(word(&document, "searching").aspect(), Some(Aspect::Progressive));
        assert_eq!(
            (word(&document, "ruled").aspect(), word(&document, "ruled").tense()),
            (Some(Aspect::Perfect), Some(Tense::Past))
        );
    }

    #[test]
    fn understood_subjects() {
        let document = read("The minister resigned and left the country. The army wants to stay.");
        assert_eq!(word(&document, "left").understood_subject().unwrap().text(), "minister");
        assert_eq!(word(&document, "stay").understood_subject().unwrap().text(), "army");
        assert_eq!(word(&document, "country").understood_subject(), None);
        let document = read("The president called on Assad to leave the country.");
        assert_eq!(word(&document, "leave").understood_subject().unwrap().text(), "Assad");
        let document = read("The president called on Monday to thank the team.");
        assert_eq!(word(&document, "thank").understood_subject().unwrap().text(), "president");
        let document = read("The board fined the firm, closing two shops.");
        assert_eq!(word(&document, "closing").understood_subject().unwrap().text(), "board");
    }

    #[test]
    fn coordination_is_listed_from_either_end() {
        let document = read("Leaders of France, Spain and Italy met.");
        for form in ["France", "Spain", "Italy"] {
            assert_eq!(
                word(&document, form).coordination().map(Token::text).collect::<Vec<_>>(),
                ["France", "Spain", "Italy"]
            );
        }
        assert_eq!(word(&document, "Leaders").coordination().count(), 1);
    }

    #[test]
    fn every_sentence_is_a_tree() {
        let long = format!("{} .", "the man who saw ".repeat(400));
        for text in ["", "Rain", "((((", "a\n\nb\n\nc", "He said: \"No.\"", "SHARES FALL AS TALKS FAIL", &long] {
            let document = read(text);
            for sentence in document.sentences() {
                assert_eq!(sentence.tokens().filter(|token| token.head().is_none()).count(), 1, "{text:?}");
                let root = sentence.root().unwrap();
                assert_eq!(root.subtree(), Some(sentence.token_range()));
                for token in sentence.tokens() {
                    assert!(token == root || token.ancestors().last() == Some(root));
                    assert!(token.children().all(|child| child.head() == Some(token)));
                }
            }
        }
    }
}
