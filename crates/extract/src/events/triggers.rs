//! Which words tell of events, and by which predicate.

use std::ops::Range;

use dateline_core::{Deprel, NameType, Upos};

use super::arguments::{self, Arguments};
use super::lexicon::{self, Classes, Condition, Lent, Part, Predicate, Slot, Test};
use super::roles::Filled;
use super::status::{self, Status};
use super::tree::Tree;
use super::{Casualties, EventType, Modality, RoleKind, fold};
use crate::claims::Polarity;

/// An event in the making: token indices in place of spans.
pub(super) struct Draft {
    /// The triggering token.
    pub(super) trigger: usize,
    /// First and last token of the predicate's words.
    pub(super) words: (usize, usize),
    pub(super) predicate: &'static Predicate,
    pub(super) part: Part,
    pub(super) kind: EventType,
    pub(super) mode: Option<&'static str>,
    pub(super) arguments: Arguments,
    /// The verb that lends a noun its subject, and the role that the subject has.
    pub(super) light: Option<(usize, Lent)>,
    pub(super) roles: Vec<Filled>,
    pub(super) casualties: Vec<Casualties>,
    /// Tokens of verbs that only tell what it led to.
    pub(super) results: Vec<usize>,
    /// Who claims it.
    pub(super) claimants: Vec<usize>,
    pub(super) status: Status,
    /// The sentence takes it for granted that it happened, and speaks of who did it.
    pub(super) presupposed: bool,
    pub(super) rule: &'static str,
    /// It is part of another event, or none.
    pub(super) dropped: bool,
}

impl Draft {
    pub(super) fn role(&self, kind: RoleKind) -> Option<usize> {
        self.roles.iter().find(|role| role.kind == kind).map(|role| role.token)
    }

    pub(super) fn has_party(&self) -> bool {
        self.roles.iter().any(|role| {
            matches!(role.kind, RoleKind::Actor | RoleKind::Recipient | RoleKind::Victim | RoleKind::Target)
        })
    }
}

/// The drafts of a sentence, in text order, without roles.
pub(super) fn find(tree: &Tree<'_>, tokens: Range<usize>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for at in tokens {
        let draft = match tree.upos(at) {
            Some(Upos::Verb) => verb(tree, at),
            Some(Upos::Noun) => noun(tree, at),
            Some(Upos::Propn)
                if tree
                    .get(at)
                    .is_some_and(|node| node.mention.get().is_none() || node.name == Some(NameType::Event)) =>
            {
                noun(tree, at)
            }
            Some(Upos::Adj) => adjective(tree, at),
            _ => None,
        };
        drafts.extend(draft);
    }
    drafts
}

fn draft(
    tree: &Tree<'_>,
    trigger: usize,
    words: (usize, usize),
    predicate: &'static Predicate,
    part: Part,
    arguments: Arguments,
) -> Draft {
    Draft {
        trigger,
        words,
        predicate,
        part,
        kind: predicate.kind,
        mode: predicate.mode,
        arguments,
        light: None,
        roles: Vec::new(),
        casualties: Vec::new(),
        results: Vec::new(),
        claimants: Vec::new(),
        status: status::of(tree, trigger, None),
        presupposed: false,
        rule: match part {
            Part::Verb => "events.verb",
            Part::Noun => "events.noun",
            Part::Adjective => "events.adjective",
        },
        dropped: false,
    }
}

fn verb(tree: &Tree<'_>, at: usize) -> Option<Draft> {
    if matches!(
        tree.deprel(at)?,
        Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Advmod | Deprel::Aux
    ) {
        return None;
    }
    // "the injured", "with the wounded": a participle in a noun's place.
    let noun_like = tree.with(at, &[Deprel::Det, Deprel::Case]).any(|word| word < at);
    let candidates = lexicon::predicates(Part::Verb, tree.lemma(at));
    if candidates.is_empty() || noun_like {
        return None;
    }
    let arguments = arguments::of_verb(tree, at);
    let changed = tree
        .with(at, &[Deprel::CompoundPrt])
        .any(|particle| matches!(tree.lemma(particle), "off" | "in" | "on" | "over" | "away" | "back"));
    let (predicate, companion) = best(candidates, |predicate| {
        let companion = match predicate.words.split_once(' ') {
            // "called off", "gave in" are other verbs than "called", "gave".
            None if changed => return None,
            None => None,
            Some((_, second)) => Some(companion(tree, at, &arguments, second)?),
        };
        holds(tree, at, &arguments, predicate).then_some(companion)
    })?;
    let words = companion.map_or((at, at), |companion| (at.min(companion), at.max(companion)));
    // "shot him dead": what stands between is no word of the trigger.
    let words = if words.1 - words.0 > 1 { (at, at) } else { words };
    Some(draft(tree, at, words, predicate, Part::Verb, arguments))
}

/// The word beside a verb that makes a predicate with it: "blow up", "call for".
fn companion(tree: &Tree<'_>, verb: usize, arguments: &Arguments, second: &str) -> Option<usize> {
    arguments.companions.iter().copied().find(|&token| tree.lemma(token) == second).or_else(|| {
        tree.with(verb, &[Deprel::Xcomp, Deprel::Obj, Deprel::Advmod, Deprel::CompoundPrt, Deprel::Obl])
            .find(|&token| tree.lemma(token) == second)
    })
}

/// The predicate with the most words and conditions that hold; the first of several.
fn best<T>(
    candidates: &'static [Predicate],
    fits: impl Fn(&'static Predicate) -> Option<T>,
) -> Option<(&'static Predicate, T)> {
    let mut found: Option<(&'static Predicate, T, usize)> = None;
    for predicate in candidates {
        let rank = 4 * predicate.words.split(' ').count()
            + 3 * predicate.conditions.iter().filter(|condition| !condition.negated).count();
        if found.as_ref().is_some_and(|(_, _, best)| *best >= rank) {
            continue;
        }
        if let Some(fit) = fits(predicate) {
            found = Some((predicate, fit, rank));
        }
    }
    found.map(|(predicate, fit, _)| (predicate, fit))
}

fn holds(tree: &Tree<'_>, at: usize, arguments: &Arguments, predicate: &Predicate) -> bool {
    predicate
        .conditions
        .iter()
        .all(|Condition { negated, tests }| tests.iter().any(|test| passes(tree, at, arguments, test)) != *negated)
}

fn passes(tree: &Tree<'_>, at: usize, arguments: &Arguments, test: &Test) -> bool {
    match test {
        Test::Filled(slot) => arguments.first(tree, *slot).is_some(),
        Test::Words(Slot::Complement, words) => tree
            .with(
                at,
                &[
                    Deprel::Xcomp,
                    Deprel::Obj,
                    Deprel::Advmod,
                    Deprel::Obl,
                    Deprel::OblUnmarked,
                    Deprel::Ccomp,
                    Deprel::CompoundPrt,
                ],
            )
            .any(|child| words.contains(&tree.lemma(child))),
        Test::Words(slot, words) => arguments.of(tree, *slot).any(|token| words.contains(&tree.lemma(token))),
        Test::Near(class) => near(tree, at, *class),
        Test::Class(Slot::Complement, class) => {
            arguments.of(tree, Slot::Complement).any(|token| lexicon::word_classes(tree.lemma(token)).has(*class))
        }
        Test::Class(slot, class) => arguments.of(tree, *slot).any(|token| of_class(tree, token, *class)),
        Test::Passive => arguments.passive,
        Test::Mishap => tree.tells_of_mishaps(),
        Test::PluralSubject => arguments.of(tree, Slot::Subject).any(|token| {
            matches!(tree.xpos(token), "NNS" | "NNPS")
                || matches!(tree.lemma(token), "they" | "we" | "both" | "two")
                || tree.members(token).count() > 1
        }),
    }
}

/// How many words to either side are looked at for what a sentence is about.
const NEAR: usize = 25;

/// Whether a word of a class stands near a word, in its sentence.
pub(super) fn near(tree: &Tree<'_>, at: usize, class: Classes) -> bool {
    let sentence = tree.get(at).map(|node| node.sentence);
    (at.saturating_sub(NEAR)..=at + NEAR)
        .filter_map(|token| tree.get(token))
        .any(|node| Some(node.sentence) == sentence && node.classes.has(class))
}

/// Whether a word, or what a container names ("a number of soldiers"), is of a class.
fn of_class(tree: &Tree<'_>, token: usize, class: Classes) -> bool {
    tree.classes(token).has(class)
        || is_container(tree.lemma(token))
            && tree.with(token, &[Deprel::Nmod]).any(|inner| tree.classes(inner).has(class))
}

/// Nouns that only count or measure what follows them.
pub(super) fn is_container(lemma: &str) -> bool {
    matches!(
        lemma,
        "series"
            | "wave"
            | "string"
            | "spate"
            | "number"
            | "round"
            | "type"
            | "act"
            | "kind"
            | "set"
            | "couple"
            | "dozen"
            | "ten"
            | "hundred"
            | "thousand"
            | "million"
            | "billion"
            | "lot"
            | "majority"
            | "handful"
            | "group"
            | "total"
            | "some"
            | "one"
            | "two"
            | "three"
            | "part"
            | "half"
            | "ton"
            | "piece"
            | "package"
            | "shipment"
            | "form"
            | "member"
            | "score"
            | "most"
            | "many"
            | "all"
            | "several"
            | "rest"
            | "spree"
            | "barrage"
            | "source"
            | "batch"
    )
}

fn noun(tree: &Tree<'_>, at: usize) -> Option<Draft> {
    if matches!(
        tree.deprel(at)?,
        Deprel::Compound
            | Deprel::NmodDesc
            | Deprel::Flat
            | Deprel::Case
            | Deprel::Mark
            | Deprel::Fixed
            | Deprel::Goeswith
            | Deprel::Vocative
    ) || tree.is_time(at)
    {
        return None;
    }
    let candidates = lexicon::predicates(Part::Noun, tree.lemma(at));
    if candidates.is_empty() {
        return None;
    }
    let mut arguments = arguments::of_noun(tree, at);
    let light = light(tree, at);
    if let Some((verb, lent)) = light {
        let lender = arguments::of_verb(tree, verb);
        if lent != Lent::Nothing {
            arguments.fillers.extend(lender.fillers.iter().filter(|filler| {
                matches!(filler.slot, arguments::FilledSlot::Preposition(_))
                    && filler.token != at
                    && tree.head(filler.token) != Some(at)
            }));
        }
    }
    let (predicate, first) = best(candidates, |predicate| {
        let mut first = at;
        for word in predicate.words.split(' ').rev().skip(1) {
            first = first.checked_sub(1).filter(|&before| tree.lemma(before) == word)?;
        }
        holds(tree, at, &arguments, predicate).then_some(first)
    })?;
    let mut draft = draft(tree, at, (first, at), predicate, Part::Noun, arguments);
    // "what the police declared an attack": who calls it so did not do it.
    let light = light.filter(|(verb, lent)| {
        let said = matches!(tree.lemma(*verb), "declare" | "express" | "voice" | "reiterate" | "repeat" | "announce");
        !(said
            && *lent == Lent::Role(RoleKind::Actor)
            && fold::is_cause(draft.kind)
            && draft.kind != EventType::Protest)
    });
    presuppose(tree, &mut draft, light);
    if let Some((verb, _)) = light.filter(|_| !draft.presupposed) {
        draft.light = light;
        draft.status = status::of(tree, at, Some(verb));
        draft.rule = "events.light_verb";
    }
    Some(draft)
}

/// "denied that it was behind the blast", "denied carrying out the attack": a deed that is spoken of as known happened, whoever did it. Who is said
/// to be behind it acts, unless that is denied.
fn presuppose(tree: &Tree<'_>, draft: &mut Draft, light: Option<(usize, Lent)>) {
    let at = draft.trigger;
    let behind = tree.cases(at).any(|case| case == "behind") && tree.with(at, &[Deprel::Cop]).next().is_some();
    let known = tree.with(at, &[Deprel::Det]).any(|word| matches!(tree.lemma(word), "the" | "this" | "that" | "these"));
    let status = match light {
        Some((verb, _)) if !behind => status::of(tree, at, Some(verb)),
        _ => draft.status,
    };
    let denied = status.polarity == Polarity::Negative;
    let by_actor = matches!(light, Some((_, Lent::Role(RoleKind::Actor))));
    if !(behind || known && denied && by_actor && fold::is_cause(draft.kind)) {
        return;
    }
    draft.presupposed = true;
    draft.status = Status { polarity: Polarity::Positive, modality: Modality::Actual, ahead: false, ..status };
    if behind && !denied && status.modality == Modality::Actual {
        for subject in tree.with(at, &[Deprel::Nsubj]) {
            draft.arguments.put(Slot::Preposition("by"), subject);
        }
    }
}

/// The verb that lends an event noun its subject.
fn light(tree: &Tree<'_>, noun: usize) -> Option<(usize, Lent)> {
    // "attacks carried out by …", "attacks, which the group had claimed".
    let dates: Vec<usize> =
        tree.with(noun, &[Deprel::Nmod, Deprel::NmodUnmarked]).filter(|&child| tree.is_time(child)).collect();
    for clause in std::iter::once(noun)
        .chain(dates)
        .flat_map(|word| tree.with(word, &[Deprel::Acl, Deprel::AclRelcl]).collect::<Vec<_>>())
    {
        if let Some(lent) = lexicon::light(tree.lemma(clause), "obj") {
            return Some((clause, lent));
        }
    }
    let mut at = noun;
    for _ in 0..4 {
        let (relation, head) = (tree.deprel(at)?, tree.head(at)?);
        match relation {
            Deprel::Obj | Deprel::NsubjPass => return Some((head, lexicon::light(tree.lemma(head), "obj")?)),
            Deprel::Conj => at = head,
            Deprel::Obl | Deprel::Nmod => {
                let case = tree.cases(at).next()?;
                if relation == Deprel::Nmod && case == "of" && is_container(tree.lemma(head)) {
                    at = head;
                    continue;
                }
                if tree.lemma(head) == "responsibility" && case == "for" {
                    let verb = tree.head(head)?;
                    return matches!(
                        tree.lemma(verb),
                        "claim" | "admit" | "accept" | "assume" | "take" | "acknowledge"
                    )
                    .then_some((verb, Lent::Claimant));
                }
                // The parse may hang the phrase on the verb: "claimed responsibility for the bombing".
                let responsibility =
                    || tree.with(head, &[Deprel::Obj]).any(|object| tree.lemma(object) == "responsibility");
                if case == "for"
                    && matches!(tree.lemma(head), "claim" | "admit" | "accept" | "assume" | "take")
                    && responsibility()
                {
                    return Some((head, Lent::Claimant));
                }
                if tree.lemma(head) == "responsible" && case == "for" || case == "behind" {
                    return Some((head, Lent::Role(RoleKind::Actor)));
                }
                let found = lexicon::light(tree.lemma(head), case)?;
                return Some((head, found));
            }
            _ => return None,
        }
    }
    None
}

fn adjective(tree: &Tree<'_>, at: usize) -> Option<Draft> {
    let candidates = lexicon::predicates(Part::Adjective, tree.lemma(at));
    if candidates.is_empty() || tree.with(at, &[Deprel::Cop]).next().is_none() {
        return None;
    }
    let arguments = arguments::of_verb(tree, at);
    let (predicate, ()) = best(candidates, |predicate| holds(tree, at, &arguments, predicate).then_some(()))?;
    Some(draft(tree, at, (at, at), predicate, Part::Adjective, arguments))
}

/// What PLOVER codes by who speaks of the future: cooperation that is to come is AGREE, what will not be done is REJECT.
pub(super) fn recode(draft: &mut Draft) {
    let ahead = draft.status.ahead;
    if !ahead || draft.part != Part::Verb {
        return;
    }
    match draft.kind {
        EventType::Agree
        | EventType::Consult
        | EventType::Support
        | EventType::Cooperate
        | EventType::Aid
        | EventType::Retreat
        | EventType::Concede
            if draft.status.polarity == Polarity::Negative =>
        {
            (draft.kind, draft.mode, draft.rule) = (EventType::Reject, None, "events.refusal");
            (draft.status.polarity, draft.status.modality) = (Polarity::Positive, Modality::Actual);
        }
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid
            if draft.status.modality == Modality::Planned =>
        {
            (draft.kind, draft.mode, draft.rule) = (EventType::Agree, None, "events.promise");
        }
        _ => {}
    }
}
