//! Verbs that say what one is to another: "bought", "is based in", "was founded by".

use dateline_core::{Deprel, Token, Upos};

use super::Relation;
use super::lexicon::{self, Frame, Voice};
use super::sides::{Side, Sides};
use crate::TimeId;

pub(super) const VERB: &str = "relations.verb";

/// The relations that verbs state.
pub(super) fn find(sides: &Sides<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for verb in sides.story_tokens().filter(|token| matches!(token.upos(), Some(Upos::Verb | Upos::Adj))) {
        let frames = verb.lemma().map(lexicon::frames).unwrap_or_default();
        if frames.is_empty() || !is_stated(verb) {
            continue;
        }
        for frame in frames {
            for (subject, object) in pairs(sides, verb, frame) {
                if let Some(mut relation) = sides.relation(frame.kind, subject, object, VERB) {
                    relation.evidence = relation.evidence.cover(verb.span());
                    relation.time = time(sides, verb);
                    relations.push(relation);
                }
            }
        }
    }
    relations
}

/// Whether the verb says that it is so: no "not", "may", "to" or "if".
fn is_stated(verb: Token<'_>) -> bool {
    let governor = verb.head().filter(|_| matches!(verb.deprel(), Some(Deprel::Conj | Deprel::Xcomp)));
    let open = |verb: Token<'_>| {
        verb.is_negated()
            || verb.modal().is_some()
            || verb.children().any(|child| {
                matches!(child.deprel(), Some(Deprel::Mark))
                    && matches!(child.lemma(), Some("to" | "if" | "whether" | "unless"))
            })
    };
    !open(verb) && !governor.is_some_and(open) && verb.deprel() != Some(Deprel::Amod)
}

/// Who stands on the two sides.
fn pairs(sides: &Sides<'_>, verb: Token<'_>, frame: &Frame) -> Vec<(Side, Side)> {
    let passive = verb.is_passive()
        || verb.deprel() == Some(Deprel::Acl) && verb.xpos() == Some("VBD")
        || verb.upos() == Some(Upos::Adj);
    let subjects = subject(verb).map(|subject| all(sides, subject)).unwrap_or_default();
    let particle = |word: &str| verb.child(Deprel::CompoundPrt).is_some_and(|child| child.text() == word);
    let with = |word: &str| -> Vec<Side> {
        let governed = verb
            .children()
            .filter(|child| matches!(child.deprel(), Some(Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)));
        let marked = governed.filter(|noun| noun.child(Deprel::Case).is_some_and(|case| case.text() == word));
        marked.flat_map(|noun| all(sides, noun)).collect()
    };
    let agents = || verb.passive_agent().map(|agent| all(sides, agent)).unwrap_or_default();
    let objects = || verb.objects().flat_map(|object| all(sides, object)).collect();
    let (from, to): (Vec<Side>, Vec<Side>) = match (frame.voice, frame.with) {
        (Voice::Active, None) if passive => (agents(), subjects),
        (Voice::Active, None) if verb.child(Deprel::CompoundPrt).is_none() => (subjects, objects()),
        (Voice::Active, Some(word)) if particle(word) && passive => (agents(), subjects),
        (Voice::Active, Some(word)) if particle(word) => (subjects, objects()),
        (Voice::Active, Some(word)) if !passive => (subjects, with(word)),
        (Voice::Passive, Some(word)) if passive => (subjects, with(word)),
        _ => return Vec::new(),
    };
    from.iter().flat_map(|&subject| to.iter().map(move |&object| (subject, object))).collect()
}

/// The verb's subject, or the noun that it stands by: "X, who owns Y", "X, founded by Y".
fn subject(verb: Token<'_>) -> Option<Token<'_>> {
    // A participle behind a comma may speak of any noun before it: "opened an inquiry, led by X".
    let loose = verb.deprel() == Some(Deprel::Advcl)
        && verb.subject().is_none()
        && verb.auxiliaries().next().is_none()
        && verb.xpos() == Some("VBN");
    if loose {
        return None;
    }
    let subject = verb.understood_subject();
    match (verb.deprel(), subject) {
        (Some(Deprel::AclRelcl), Some(word)) if matches!(word.lemma(), Some("who" | "which" | "that")) => verb.head(),
        (Some(Deprel::Acl), None) => verb.head(),
        _ => subject,
    }
}

/// A noun and those coordinated with it, as sides; for an apposition, the name that it is said of: "Acme, a firm based in Leeds".
fn all(sides: &Sides<'_>, noun: Token<'_>) -> Vec<Side> {
    let described = || {
        let start = noun.child(Deprel::Det).unwrap_or(noun).index();
        start.checked_sub(1).filter(|&comma| sides.word(comma) == ",").and_then(|comma| sides.name_ending(comma))
    };
    let first = sides.headed(noun).filter(|side| !side.classes().is_empty()).or_else(described).into_iter();
    first
        .chain(
            noun.children()
                .filter(|child| child.deprel() == Some(Deprel::Conj))
                .filter_map(|child| sides.headed(child)),
        )
        .collect()
}

/// The first time that stands in the verb's clause.
fn time(sides: &Sides<'_>, verb: Token<'_>) -> Option<TimeId> {
    let span = verb.sentence()?.span();
    let times = sides.evidence.times;
    let from = times.partition_point(|time| time.span.start < span.start);
    let inside =
        (from as u32..).map(TimeId).zip(times.iter().skip(from)).take_while(|(_, time)| time.span.start < span.end);
    let governed =
        |token: Token<'_>| token.ancestors().find(|above| above.is_predicate() || *above == verb) == Some(verb);
    let mut own = inside.filter(|(_, time)| {
        time.value.is_some() && sides.evidence.document.tokens_in(time.span).next().is_some_and(governed)
    });
    own.next().map(|(id, _)| id)
}
