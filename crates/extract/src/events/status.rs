//! Whether an event happened: negation, modals, conditions, and the words above it that hold it at a distance.

use dateline_core::Deprel;

use super::lexicon::{self, Embedding};
use super::tree::Tree;
use super::{Modality, Tense};
use crate::claims::Polarity;

/// Polarity, modality and tense of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Status {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    pub(super) tense: Option<Tense>,
    /// Whether it is spoken of as something to come: "will", "would" in reported speech, "is to".
    pub(super) ahead: bool,
}

/// How far up the tree an event's status is looked for.
const STEPS: usize = 6;

/// The status of an event; `light` is the verb that lends an event noun its subject.
pub(super) fn of(tree: &Tree<'_>, trigger: usize, light: Option<usize>) -> Status {
    let mut status = Status { polarity: Polarity::Positive, modality: Modality::Actual, tense: None, ahead: false };
    let mut at = trigger;
    beside(tree, at, &mut status);
    for _ in 0..STEPS {
        let (Some(relation), Some(head)) = (tree.deprel(at), tree.head(at)) else { break };
        if !step(tree, at, relation, head, light, &mut status) {
            break;
        }
        at = head;
    }
    status.tense = tense(tree, light.unwrap_or(trigger), status.ahead);
    status
}

/// What the word's own dependents say.
fn beside(tree: &Tree<'_>, at: usize, status: &mut Status) {
    for child in tree.children(at) {
        let lemma = tree.lemma(child);
        let found = match tree.deprel(child) {
            Some(Deprel::Aux | Deprel::Cop) => {
                if matches!(lemma, "will" | "shall") || lemma == "would" && under_speech(tree, at) {
                    status.ahead = true;
                    status.modality = status.modality.max(Modality::Planned);
                    continue;
                }
                lexicon::embedding("m", lemma)
            }
            Some(Deprel::Advmod) => lexicon::embedding("r", lemma),
            Some(Deprel::Det) => lexicon::embedding("d", lemma),
            Some(Deprel::Amod) => lexicon::embedding("j", lemma),
            Some(Deprel::Mark) => match lemma {
                "to" if tree.deprel(at) == Some(Deprel::Advcl) => Some(Embedding::Modality(Modality::Planned)),
                "to" if tree.deprel(at) == Some(Deprel::Acl) => Some(Embedding::Modality(Modality::Hypothetical)),
                _ => lexicon::embedding("s", lemma),
            },
            Some(Deprel::Case) => lexicon::embedding("s", lemma),
            // "No one was hurt", "none of them fired".
            Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) => {
                let none = matches!(lemma, "nobody" | "none" | "nothing" | "no-one")
                    || tree.with(child, &[Deprel::Det]).any(|word| tree.lemma(word) == "no");
                none.then_some(Embedding::Negative)
            }
            _ => None,
        };
        apply(found, status);
    }
}

fn apply(found: Option<Embedding>, status: &mut Status) {
    match found {
        Some(Embedding::Negative) => {
            status.polarity = match status.polarity {
                Polarity::Positive => Polarity::Negative,
                Polarity::Negative => Polarity::Positive,
            };
        }
        Some(Embedding::Modality(modality)) => status.modality = status.modality.max(modality),
        None => {}
    }
}

/// What the word above says; whether to look further up.
fn step(tree: &Tree<'_>, at: usize, relation: Deprel, head: usize, light: Option<usize>, status: &mut Status) -> bool {
    let lemma = tree.lemma(head);
    // "told them to leave" asks, "told reporters that they left" tells.
    let asks = relation == Deprel::Xcomp || tree.with(at, &[Deprel::Mark]).any(|mark| tree.lemma(mark) == "to");
    let above = || {
        let part = match tree.is_noun(head) {
            true => "n",
            false if tree.upos(head) == Some(dateline_core::Upos::Adj) => "a",
            false => "v",
        };
        lexicon::embedding(part, lemma).or_else(|| lexicon::embedding("x", lemma).filter(|_| asks && part == "v"))
    };
    match relation {
        Deprel::Xcomp => {
            apply(above(), status);
            beside(tree, head, status);
            true
        }
        Deprel::Ccomp | Deprel::Csubj => {
            // "Fire kills four, rebels deny attack": what is told before a denial is not what is denied.
            apply(above().filter(|found| at > head || *found != Embedding::Negative), status);
            false
        }
        Deprel::Acl if tree.is_noun(head) => {
            apply(above(), status);
            false
        }
        Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Nsubj if light == Some(head) => {
            beside(tree, head, status);
            true
        }
        Deprel::Obj | Deprel::NsubjPass | Deprel::Obl => {
            let found = above();
            // Only what averts or asks for the event itself; who condemns or discusses it leaves it as it is.
            if found.is_some()
                && !matches!(
                    lemma,
                    "discuss"
                        | "consider"
                        | "charge"
                        | "accuse"
                        | "blame"
                        | "suspect"
                        | "reject"
                        | "deny"
                        | "let"
                        | "go"
                )
            {
                apply(found, status);
                beside(tree, head, status);
            }
            false
        }
        Deprel::Nmod => {
            let found = above();
            apply(found, status);
            found.is_some() || super::triggers::is_container(lemma)
        }
        Deprel::Conj => {
            let own = tree.with(at, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux]).next().is_some();
            if !own && tree.is_noun(at) == tree.is_noun(head) {
                beside(tree, head, status);
                return true;
            }
            false
        }
        Deprel::Advcl => {
            if matches!(lemma, "accuse" | "suspect" | "charge" | "blame") {
                apply(above(), status);
                return false;
            }
            let participle = tree.xpos(at) == "VBG" && tree.with(at, &[Deprel::Mark]).next().is_none();
            if participle {
                beside(tree, head, status);
            }
            participle
        }
        _ => false,
    }
}

/// Whether a clause is the content of somebody's speech, where "would" is the future of the past.
fn under_speech(tree: &Tree<'_>, clause: usize) -> bool {
    let head = match tree.deprel(clause) {
        Some(Deprel::Ccomp) => tree.head(clause),
        Some(Deprel::Conj) => tree
            .head(clause)
            .filter(|&first| tree.deprel(first) == Some(Deprel::Ccomp))
            .and_then(|first| tree.head(first)),
        _ => None,
    };
    head.is_some_and(|verb| {
        matches!(
            tree.lemma(verb),
            "say"
                | "announce"
                | "declare"
                | "state"
                | "tell"
                | "add"
                | "confirm"
                | "promise"
                | "pledge"
                | "vow"
                | "agree"
                | "insist"
                | "warn"
                | "report"
                | "decide"
        )
    })
}

fn tense(tree: &Tree<'_>, at: usize, ahead: bool) -> Option<Tense> {
    if ahead {
        return Some(Tense::Future);
    }
    let mut verb = at;
    for _ in 0..STEPS {
        let mut perfect = false;
        for aux in tree.with(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]) {
            match (tree.xpos(aux), tree.lemma(aux)) {
                ("MD", "will" | "shall") => return Some(Tense::Future),
                ("MD", _) => return None,
                ("VBD", _) => return Some(Tense::Past),
                ("VBZ" | "VBP", "have") => perfect = true,
                ("VBZ" | "VBP", _) => return Some(if perfect { Tense::Past } else { Tense::Present }),
                _ => {}
            }
        }
        match tree.xpos(verb) {
            _ if perfect => return Some(Tense::Past),
            "VBD" => return Some(Tense::Past),
            "VBZ" | "VBP" => return Some(Tense::Present),
            _ => {}
        }
        match tree.head(verb) {
            Some(head) => verb = head,
            None => break,
        }
    }
    None
}
