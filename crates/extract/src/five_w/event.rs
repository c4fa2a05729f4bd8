//! The article's main event: the words that tell it, and how nearly another word of the article belongs to it.

use dateline_core::{Aspect, Deprel, Tense, Token, Upos};

use super::Lead;
use super::clause::predicate;

/// How many sentences, from the headline on, say what the main event is.
const TELLING: usize = 3;
/// The least weight of a sentence in which the main event is told again.
pub(super) const TOLD_AGAIN: f32 = 0.5;
/// How far up a tree the main event is looked for.
const CLIMB: usize = 12;

/// The main event, as the words that its first tellings are built around.
pub(super) struct MainEvent<'d> {
    words: Vec<&'d str>,
}

impl<'d> MainEvent<'d> {
    /// Reads it off the predicates of the first leads and their objects; a headline that has no verb is built around its noun.
    pub(super) fn new(leads: &[Lead<'d>]) -> Self {
        let predicates = leads.iter().take(TELLING).filter_map(predicate);
        let words = predicates
            .flat_map(|predicate| {
                let objects = predicate.objects().filter(|object| object.upos() == Some(Upos::Noun));
                std::iter::once(predicate).chain(objects)
            })
            .filter_map(|word| word.lemma())
            .filter(|lemma| !is_plain(lemma))
            .collect();
        Self { words }
    }

    /// Whether a word tells of it again: the same word, or one made from it ("meet", "meeting"; "investigate", "investigation").
    pub(super) fn is_told_by(&self, word: Token<'_>) -> bool {
        word.lemma().is_some_and(|lemma| self.words.iter().any(|told| are_related(told, lemma)))
    }

    /// How nearly a word that stands under `governor` belongs to the main event, 0 to 1, and whether it hangs on a telling of it. Each clause and
    /// each other happening between them takes it further away.
    pub(super) fn nearness(&self, lead: &Lead<'d>, governor: Token<'d>) -> (f32, bool) {
        let main = predicate(lead);
        let mut nearness = 1.0_f32;
        let chain = std::iter::once(governor).chain(governor.ancestors());
        for word in chain.take(CLIMB) {
            if self.is_told_by(word) {
                return (nearness, nearness > 0.95);
            }
            if Some(word) == main {
                break;
            }
            if word.is_predicate() && is_earlier(word) {
                nearness *= 0.6;
            }
            nearness *= match word.deprel() {
                Some(Deprel::AclRelcl | Deprel::AdvclRelcl) => 0.5,
                Some(Deprel::Acl | Deprel::Advcl | Deprel::Appos) => 0.7,
                Some(Deprel::Parataxis | Deprel::Dep) => 0.8,
                // What hangs on a noun may be the time or place of the noun alone: "a defeat in Tuesday's election".
                Some(Deprel::Nmod | Deprel::NmodPoss | Deprel::Obl) if word == governor => 0.75,
                Some(Deprel::Conj) => 0.9,
                _ => 1.0,
            };
        }
        (nearness, false)
    }
}

/// Whether a clause lies before what is told: "had met".
fn is_earlier(predicate: Token<'_>) -> bool {
    predicate.aspect() == Some(Aspect::Perfect) && predicate.tense() == Some(Tense::Past)
}

/// Words that tell nothing by themselves.
fn is_plain(lemma: &str) -> bool {
    matches!(lemma, "be" | "have" | "do" | "say" | "make" | "take" | "get" | "give" | "go" | "tell" | "year" | "day")
        || lemma.len() < 3
}

/// Whether one word is the other, or is made from it.
fn are_related(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    common >= 4 && common + 1 >= short && long <= common + 5
}
