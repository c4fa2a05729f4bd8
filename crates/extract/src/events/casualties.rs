//! Whom events harmed: outcomes with the numbers that the text gives.

use std::ops::Range;

use dateline_core::{Deprel, Span, Upos};

use super::lexicon::{self, Slot};
use super::tree::Tree;
use super::triggers::{Draft, is_container};
use super::{Casualties, EventType, Modality, Outcome, RoleKind, Side, arguments, fold};
use crate::claims::Polarity;
use crate::quantities::{Quantity, QuantityKind};

/// How far up the tree the event is looked for that a count belongs to.
const STEPS: usize = 8;

/// Finds the casualties of a sentence and gives them to its events, or to the last event before that can have caused them.
pub(super) fn count(
    tree: &Tree<'_>,
    quantities: &[Quantity],
    tokens: Range<usize>,
    drafts: &mut [Draft],
    before: &mut [Draft],
) {
    let mut found: Vec<(usize, Vec<Casualties>)> = Vec::new();
    for at in tokens {
        let counts = counted(tree, quantities, at);
        if !counts.is_empty() {
            found.push((at, counts));
        }
    }
    for (at, counts) in found {
        let draft = match owner(tree, at, drafts) {
            Some(owner) => drafts.get_mut(owner),
            // "There were 12 deaths." after the sentence that told of the attack.
            None => before.iter_mut().rev().take(8).find(|draft| {
                let happened = draft.status.polarity == Polarity::Positive
                    && matches!(draft.status.modality, Modality::Actual | Modality::Claimed | Modality::Alleged);
                !draft.dropped && fold::is_cause(draft.kind) && happened
            }),
        };
        let Some(draft) = draft else { continue };
        for mut casualties in counts {
            casualties.side = side(tree, draft, &casualties);
            let known =
                draft.casualties.iter().any(|own| own.outcome == casualties.outcome && own.who == casualties.who);
            if !known {
                draft.casualties.push(casualties);
            }
        }
    }
}

/// The event that a count belongs to.
fn owner(tree: &Tree<'_>, at: usize, drafts: &[Draft]) -> Option<usize> {
    let living = |token: usize| {
        drafts.iter().position(|draft| {
            !draft.dropped
                && (draft.trigger == token
                    || draft.results.contains(&token)
                    || draft.light.is_some_and(|(verb, _)| verb == token))
                && draft.kind != EventType::Statement
        })
    };
    let causes = |token: usize| {
        living(token).filter(|&index| {
            drafts.get(index).is_some_and(|draft| {
                fold::is_cause(draft.kind)
                    || matches!(
                        draft.kind,
                        EventType::Death | EventType::Injury | EventType::Coerce | EventType::Health
                    )
                    || token == at
            })
        })
    };
    let mut climb = at;
    for _ in 0..STEPS {
        if let Some(found) = causes(climb) {
            return Some(found);
        }
        // "The blast left 5 dead": the subject tells of the cause.
        let around = tree.children(climb).filter(|&child| child != at).find_map(causes);
        if around.is_some() {
            return around;
        }
        match tree.head(climb) {
            Some(head) => climb = head,
            None => break,
        }
    }
    drafts.iter().position(|draft| !draft.dropped && fold::is_cause(draft.kind))
}

/// What a word says became of how many.
fn counted(tree: &Tree<'_>, quantities: &[Quantity], at: usize) -> Vec<Casualties> {
    let (Some(upos), lemma) = (tree.upos(at), tree.lemma(at)) else { return Vec::new() };
    match upos {
        Upos::Verb => {
            if matches!(lemma, "claim" | "cost" | "take") {
                let lives = tree
                    .with(at, &[Deprel::Obj])
                    .find(|&object| tree.lemma(object) == "life" && tree.xpos(object) == "NNS");
                return lives
                    .map(|lives| person_counts(tree, quantities, at, Outcome::Killed, lives))
                    .unwrap_or_default();
            }
            if let Some(outcome) = lexicon::outcome("v", lemma) {
                return by_verb(tree, quantities, at, outcome, Slot::Object);
            }
            if let Some(outcome) = lexicon::outcome("i", lemma) {
                return by_verb(tree, quantities, at, outcome, Slot::Subject);
            }
            by_adjective(tree, quantities, at)
        }
        Upos::Adj => by_adjective(tree, quantities, at),
        Upos::Noun => match (lexicon::outcome("n", lemma), lexicon::outcome("a", lemma)) {
            (Some(outcome), _) => by_noun(tree, quantities, at, outcome),
            (None, Some(_)) => by_adjective(tree, quantities, at),
            _ => toll(tree, quantities, at),
        },
        _ => Vec::new(),
    }
}

fn by_verb(tree: &Tree<'_>, quantities: &[Quantity], at: usize, outcome: Outcome, slot: Slot) -> Vec<Casualties> {
    let arguments = arguments::of_verb(tree, at);
    let either = |verb: usize| tree.with(verb, &[Deprel::Cc]).any(|cc| tree.lemma(cc) == "or");
    // "killing or injuring a number of them"
    let mut outcome = outcome;
    if let Some(second) = tree.with(at, &[Deprel::Conj]).find(|&conj| either(conj)) {
        if lexicon::outcome("v", tree.lemma(second)).is_some_and(|other| other != outcome) {
            outcome = Outcome::KilledOrInjured;
            if arguments.first(tree, slot).is_none() {
                let object = arguments::of_verb(tree, second).first(tree, slot);
                return object.map(|who| counts_of(tree, quantities, at, outcome, who, false)).unwrap_or_default();
            }
        }
    } else if let Some(second) = tree.head(at).filter(|_| tree.deprel(at) == Some(Deprel::Reparandum)) {
        let other = lexicon::outcome("v", tree.lemma(second)).filter(|other| *other != outcome);
        let object = other.and_then(|_| arguments::of_verb(tree, second).first(tree, slot));
        return object
            .map(|who| counts_of(tree, quantities, at, Outcome::KilledOrInjured, who, false))
            .unwrap_or_default();
    } else {
        let told = |verb: usize| lexicon::outcome("v", tree.lemma(verb));
        let repaired = tree.with(at, &[Deprel::Reparandum]).any(|first| told(first).is_some());
        let second = tree.deprel(at) == Some(Deprel::Conj)
            && either(at)
            && tree.head(at).is_some_and(|head| told(head).is_some_and(|other| other != outcome));
        if repaired || second {
            return Vec::new();
        }
    }
    // "killed while fleeing": what people were doing when it happened to them did not come of it.
    if tree.with(at, &[Deprel::Mark]).any(|mark| tree.lemma(mark) == "while") {
        return Vec::new();
    }
    let status = super::status::of(tree, at, None);
    if matches!(status.modality, Modality::Hypothetical | Modality::Planned | Modality::Possible) {
        return Vec::new();
    }
    let negative = status.polarity == Polarity::Negative;
    // "two farmers were killed and five wounded"
    if tree.with(at, &[Deprel::Nummod]).next().is_some() {
        return counts_of(tree, quantities, at, outcome, at, negative);
    }
    let people: Vec<usize> = arguments.of(tree, slot).collect();
    if people.is_empty() {
        // "12 killed, 30 wounded"
        let number = at.checked_sub(1).filter(|&before| tree.upos(before) == Some(Upos::Num));
        return number.map(|number| counts_of(tree, quantities, at, outcome, number, false)).unwrap_or_default();
    }
    people.into_iter().flat_map(|who| counts_of(tree, quantities, at, outcome, who, negative)).collect()
}

fn by_adjective(tree: &Tree<'_>, quantities: &[Quantity], at: usize) -> Vec<Casualties> {
    let Some(outcome) = lexicon::outcome("a", tree.lemma(at)) else { return Vec::new() };
    if tree.with(at, &[Deprel::Nummod]).next().is_some() {
        return counts_of(tree, quantities, at, outcome, at, false);
    }
    let head = tree.head(at);
    let who = match tree.deprel(at) {
        Some(Deprel::Amod | Deprel::Acl) => head.filter(|&head| tree.with(head, &[Deprel::Nummod]).next().is_some()),
        Some(Deprel::Xcomp | Deprel::Advmod | Deprel::Obj) => {
            let verb = head.filter(|&verb| {
                matches!(
                    tree.lemma(verb),
                    "leave"
                        | "make"
                        | "report"
                        | "find"
                        | "render"
                        | "confirm"
                        | "go"
                        | "remain"
                        | "shoot"
                        | "strike"
                        | "stab"
                        | "hack"
                        | "beat"
                )
            });
            verb.and_then(|verb| {
                let arguments = arguments::of_verb(tree, verb);
                arguments.first(tree, Slot::Object).filter(|&object| object != at).or_else(|| match tree.lemma(verb) {
                    "go" | "remain" => arguments.first(tree, Slot::Subject),
                    _ => None,
                })
            })
        }
        _ if tree.with(at, &[Deprel::Cop]).next().is_some() => tree.with(at, &[Deprel::Nsubj]).next(),
        _ => None,
    };
    let who = who.or_else(|| at.checked_sub(1).filter(|&before| tree.upos(before) == Some(Upos::Num)));
    who.map(|who| counts_of(tree, quantities, at, outcome, who, false)).unwrap_or_default()
}

fn by_noun(tree: &Tree<'_>, quantities: &[Quantity], at: usize, outcome: Outcome) -> Vec<Casualties> {
    let none = tree.with(at, &[Deprel::Det]).any(|word| tree.lemma(word) == "no")
        || tree.cases(at).any(|case| case == "without");
    if none {
        return vec![casualties(outcome, Some(0.0), Some(0.0), Some(0.0), None, tree.span(at))];
    }
    let victims: Vec<usize> = tree
        .with(at, &[Deprel::Nmod])
        .filter(|&child| tree.cases(child).any(|case| matches!(case, "of" | "to")) && !tree.is_time(child))
        .collect();
    let counted = tree.with(at, &[Deprel::Nummod]).next().is_some() || number(tree, quantities, at).is_some();
    if counted {
        return person_counts(tree, quantities, at, outcome, at);
    }
    match tree.lemma(at) {
        "death" | "arrest" => victims
            .into_iter()
            .filter(|&who| tree.classes(who).has(*lexicon::PERSONS))
            .flat_map(|who| counts_of(tree, quantities, at, outcome, who, false))
            .collect(),
        "casualty" => {
            // "inflicted casualties on army soldiers"
            let verb = tree.head(at).filter(|_| tree.deprel(at) == Some(Deprel::Obj));
            let on = verb.map(|verb| arguments::of_verb(tree, verb)).and_then(|arguments| {
                arguments
                    .of(tree, Slot::Preposition("on"))
                    .next()
                    .or_else(|| arguments.of(tree, Slot::Preposition("upon")).next())
            });
            // "no official word on casualties": neither how many nor who is no toll.
            let who = on.filter(|&on| !tree.is_time(on)).map(|on| tree.phrase_span(on));
            let toll = |who| casualties(outcome, None, None, None, Some(who), tree.span(at).cover(who));
            who.map(toll).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// "The death toll rose to 31 from 27."
fn toll(tree: &Tree<'_>, quantities: &[Quantity], at: usize) -> Vec<Casualties> {
    let about_deaths = tree.lemma(at) == "toll"
        || matches!(tree.lemma(at), "number" | "count")
            && tree.with(at, &[Deprel::Nmod]).any(|of| lexicon::outcome("n", tree.lemma(of)).is_some());
    let Some(verb) = tree
        .head(at)
        .filter(|_| about_deaths && matches!(tree.deprel(at), Some(Deprel::Nsubj | Deprel::Obj | Deprel::NsubjPass)))
    else {
        return Vec::new();
    };
    let arguments = arguments::of_verb(tree, verb);
    let new = arguments
        .of(tree, Slot::Preposition("to"))
        .chain(arguments.of(tree, Slot::Preposition("at")))
        .chain(arguments.of(tree, Slot::Object))
        .find(|&token| token != at && number(tree, quantities, token).is_some());
    new.map(|new| person_counts(tree, quantities, at, Outcome::Killed, new)).unwrap_or_default()
}

fn person_counts(
    tree: &Tree<'_>,
    quantities: &[Quantity],
    at: usize,
    outcome: Outcome,
    counted: usize,
) -> Vec<Casualties> {
    let Some((min, max, value)) = number(tree, quantities, counted) else { return Vec::new() };
    vec![casualties(outcome, min, max, value, None, tree.span(at).cover(tree.phrase_span(counted)))]
}

/// One count for each member of a list of people.
fn counts_of(
    tree: &Tree<'_>,
    quantities: &[Quantity],
    at: usize,
    outcome: Outcome,
    who: usize,
    negative: bool,
) -> Vec<Casualties> {
    let mut counts = Vec::new();
    for who in tree.members(who) {
        let span = tree.phrase_span(who);
        let (min, max, value) = if negative || matches!(tree.lemma(who), "nobody" | "none") {
            let none = matches!(tree.lemma(who), "nobody" | "none" | "one" | "anyone" | "person" | "people");
            match none {
                true => (Some(0.0), Some(0.0), Some(0.0)),
                false => continue,
            }
        } else if let Some(number) = number(tree, quantities, who) {
            number
        } else {
            match unnumbered(tree, who) {
                Some(number) => number,
                None => continue,
            }
        };
        counts.push(casualties(outcome, min, max, value, Some(span), tree.span(at).cover(span)));
    }
    counts
}

type Number = (Option<f64>, Option<f64>, Option<f64>);

/// What people without a number come to: one for a single person, at least two for several; `None` where they are no people.
fn unnumbered(tree: &Tree<'_>, who: usize) -> Option<Number> {
    let lemma = tree.lemma(who);
    let name = tree.get(who).and_then(|node| node.name);
    // One person, whomever the pronoun is taken for.
    if tree.upos(who) == Some(Upos::Pron) && matches!(lemma, "he" | "she" | "him" | "her") {
        return Some((Some(1.0), Some(1.0), Some(1.0)));
    }
    if name.is_some_and(|name| name != dateline_core::NameType::Person) {
        return None;
    }
    match tree.xpos(who) {
        _ if tree.upos(who) == Some(Upos::Pron) => match lemma {
            "himself" | "herself" | "it" | "itself" | "this" | "that" | "which" => None,
            _ => Some((None, None, None)),
        },
        "NN" | "NNP" if is_container(lemma) => Some((None, None, None)),
        "NN" | "NNP" => {
            let person = tree.classes(who).has(*lexicon::PERSONS) || name.is_some();
            let collective = tree.classes(who).has(*lexicon::GROUPS)
                || matches!(lemma, "family" | "crew" | "crowd" | "group" | "staff" | "police" | "couple" | "army");
            match (person, collective) {
                (true, false) => Some((Some(1.0), Some(1.0), Some(1.0))),
                (true, true) => Some((None, None, None)),
                _ => None,
            }
        }
        "NNS" | "NNPS" if tree.classes(who).has(*lexicon::PERSONS) => Some((Some(2.0), None, None)),
        _ => None,
    }
}

/// The number that stands in a noun phrase, at or before its head.
fn number(tree: &Tree<'_>, quantities: &[Quantity], head: usize) -> Option<Number> {
    let (first, _) = tree.phrase(head);
    let reach = Span::new(tree.span(first).start, tree.span(head).end);
    let from = quantities.partition_point(|quantity| quantity.span.end <= reach.start);
    quantities
        .get(from..)?
        .iter()
        .take_while(|quantity| quantity.span.start < reach.end)
        .find(|quantity| quantity.kind == QuantityKind::Count)
        .map(|quantity| (quantity.min, quantity.max, quantity.value))
}

fn casualties(
    outcome: Outcome,
    min: Option<f64>,
    max: Option<f64>,
    value: Option<f64>,
    who: Option<Span>,
    span: Span,
) -> Casualties {
    Casualties { outcome, min, max, value, who, side: Side::Unknown, span }
}

fn side(tree: &Tree<'_>, draft: &Draft, casualties: &Casualties) -> Side {
    let Some(who) = casualties.who else { return Side::Unknown };
    let inside = |token: usize| who.contains(tree.span(token));
    let civilian = |token: usize| {
        matches!(
            tree.lemma(token),
            "civilian"
                | "child"
                | "woman"
                | "girl"
                | "boy"
                | "baby"
                | "student"
                | "villager"
                | "tourist"
                | "worshipper"
                | "worshiper"
                | "pilgrim"
                | "bystander"
                | "passenger"
                | "pedestrian"
                | "journalist"
                | "farmer"
                | "peasant"
        )
    };
    let from = tree.token_from(who.start);
    if (from..tree.len()).take_while(|&token| inside(token)).any(civilian) {
        return Side::Civilian;
    }
    let role = draft.roles.iter().find(|role| inside(role.token)).map(|role| role.kind);
    match role {
        Some(RoleKind::Actor) => Side::Actor,
        Some(RoleKind::Recipient | RoleKind::Target) => Side::Recipient,
        _ => Side::Unknown,
    }
}
