//! Who and what fills the roles of an event.

use dateline_core::{Deprel, NameType, Upos};

use super::arguments::{self, FilledSlot};
use super::lexicon::{self, Lent, Part, Slot};
use super::tree::Tree;
use super::triggers::{self, Draft, is_container};
use super::{EventType, RoleKind};

/// A role and the head of the words that fill it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) kind: RoleKind,
    pub(super) token: usize,
}

/// Fills the roles of a sentence's drafts, and drops those that turn out to be part of another.
pub(super) fn fill(tree: &Tree<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        own(tree, draft);
    }
    embedded(tree, drafts);
    for draft in drafts.iter_mut() {
        triggers::recode(draft);
        fallback(tree, draft);
        if draft.part == Part::Noun && draft.light.is_none() && !stands_alone(draft.kind) && !draft.has_party() {
            draft.dropped = true;
        }
    }
}

/// Whether a noun of this type tells of an event where the sentence names nobody who takes part.
fn stands_alone(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Protest | EventType::Accident | EventType::Disaster | EventType::Weather | EventType::Death)
}

/// Roles from the predicate's own slots.
fn own(tree: &Tree<'_>, draft: &mut Draft) {
    let topic_object = draft.predicate.object_is_topic();
    for &(slot, kind) in &draft.predicate.frame.slots {
        let tokens: Vec<usize> = draft.arguments.of(tree, slot).collect();
        for token in tokens {
            let kind = match kind {
                RoleKind::Recipient | RoleKind::Victim if slot == Slot::Object && topic_object => RoleKind::Topic,
                kind => kind,
            };
            put(tree, draft, kind, slot, token);
        }
    }
    match draft.light {
        Some((verb, lent)) => {
            let lender = arguments::of_verb(tree, verb);
            let subject = lender.first(tree, Slot::Subject);
            // "under heavy fire": what the verb lends may be its surface subject.
            let Some(token) = subject else { return };
            match lent {
                Lent::Role(kind) if draft.role(kind).is_none() => put(tree, draft, kind, Slot::Subject, token),
                Lent::Claimant => draft.claimants.push(token),
                _ => {}
            }
        }
        None => {}
    }
    both_sides(tree, draft);
}

fn put(tree: &Tree<'_>, draft: &mut Draft, kind: RoleKind, slot: Slot, token: usize) {
    if tree.is_time(token) || token == draft.trigger {
        return;
    }
    let members: Vec<usize> = tree.members(token).collect();
    for token in members {
        if let Some(kind) = refine(tree, draft, kind, slot, token) {
            let filled = Filled { kind, token };
            if !draft.roles.iter().any(|role| role.token == token) {
                draft.roles.push(filled);
            }
        }
    }
}

/// The role that a word has where the frame gives it `kind`; `None` where it can have none.
fn refine(tree: &Tree<'_>, draft: &Draft, kind: RoleKind, slot: Slot, token: usize) -> Option<RoleKind> {
    let classes = tree.classes(inner(tree, token));
    let name = tree.get(token).and_then(|node| node.name);
    let physical = matches!(draft.kind, EventType::Assault | EventType::Coerce | EventType::Accident | EventType::Disaster);
    let person = classes.has(*lexicon::PERSONS) || matches!(name, Some(NameType::Person)) || tree.upos(token) == Some(Upos::Pron);
    match kind {
        RoleKind::Actor => {
            let modifier = matches!(slot, Slot::Compound | Slot::Adjective);
            if modifier && !(matches!(name, Some(NameType::Org | NameType::Norp | NameType::Gpe | NameType::Person)) || slot == Slot::Compound && classes.has(*lexicon::AGENTS)) {
                return None;
            }
            // "Sri Lanka attacks", "Mumbai attack": a place before such a noun says where.
            if slot == Slot::Compound && name == Some(NameType::Gpe) && draft.predicate.frame.name == "n-attack" {
                return Some(RoleKind::Location);
            }
            if physical && classes.has(*lexicon::WEAPONS) && !person {
                return Some(RoleKind::Instrument);
            }
            if physical && (classes.has(*lexicon::CAUSES) || classes.has(*lexicon::VEHICLES) && !classes.has(*lexicon::AGENTS)) {
                return Some(RoleKind::Instrument);
            }
            (tree.is_nominal(token) || modifier).then_some(kind)
        }
        RoleKind::Instrument if slot == Slot::Compound => classes.has(*lexicon::WEAPONS).then_some(kind),
        RoleKind::Instrument if draft.predicate.frame.name != "mobilize" && person && !classes.has(*lexicon::WEAPONS) => {
            // "a gunfight with security forces"
            Some(RoleKind::Recipient)
        }
        RoleKind::Recipient | RoleKind::Victim | RoleKind::Target => {
            if matches!(slot, Slot::Preposition("in" | "at" | "near" | "on")) && physical && matches!(name, Some(NameType::Gpe | NameType::Loc)) {
                return Some(RoleKind::Location);
            }
            if physical && classes.has(*lexicon::WEAPONS) && !person {
                return Some(RoleKind::Instrument);
            }
            if physical && !person && (classes.has(*lexicon::THINGS) || matches!(name, Some(NameType::Fac | NameType::Product))) {
                return Some(RoleKind::Target);
            }
            if slot == Slot::Compound && !person && name.is_none() {
                return None;
            }
            (tree.is_nominal(token) || slot == Slot::Adjective).then_some(kind)
        }
        kind => Some(kind),
    }
}

/// What a container counts: the soldiers of "a number of soldiers".
fn inner(tree: &Tree<'_>, token: usize) -> usize {
    match is_container(tree.lemma(token)) {
        true => tree.with(token, &[Deprel::Nmod]).find(|&inner| tree.cases(inner).any(|case| case == "of")).unwrap_or(token),
        false => token,
    }
}

/// "X and Y met" is told like "X met Y".
fn both_sides(tree: &Tree<'_>, draft: &mut Draft) {
    let mutual = matches!(draft.predicate.frame.name, "meet" | "fight" | "agree" | "n-meet" | "n-fight" | "n-agree" | "n-support" | "ceasefire")
        || draft.predicate.frame.name == "support" && draft.predicate.object_is_topic();
    let _ = tree;
    if !mutual || draft.role(RoleKind::Recipient).is_some() {
        return;
    }
    for role in draft.roles.iter_mut().filter(|role| role.kind == RoleKind::Actor).skip(1) {
        role.kind = RoleKind::Recipient;
    }
}

/// What stands under a promise, demand, refusal or threat gives it its recipient, and is no event of its own; nor is the noun that a predicate
/// asks for ("launched an investigation").
fn embedded(tree: &Tree<'_>, drafts: &mut [Draft]) {
    for outer in 0..drafts.len() {
        let Some(above) = drafts.get(outer) else { continue };
        let (trigger, kind) = (above.trigger, above.kind);
        let holds = matches!(kind, EventType::Agree | EventType::Request | EventType::Reject | EventType::Threaten);
        let asked: Vec<usize> = above
            .arguments
            .fillers
            .iter()
            .filter(|filler| filler.slot == FilledSlot::Part(Slot::Object))
            .filter(|_| above.part == Part::Verb && above.predicate.object_is_topic())
            .map(|filler| filler.token)
            .collect();
        let content: Vec<usize> = above
            .arguments
            .fillers
            .iter()
            .filter(|filler| match filler.slot {
                FilledSlot::Part(Slot::Complement | Slot::Clause) => true,
                FilledSlot::Part(Slot::Object) => above.part == Part::Verb,
                FilledSlot::Preposition(case) => matches!(tree.lemma(case), "for" | "to"),
                FilledSlot::Part(_) => false,
            })
            .filter(|_| holds)
            .map(|filler| filler.token)
            .collect();
        for inner in 0..drafts.len() {
            let Some(below) = drafts.get(inner) else { continue };
            if inner == outer || below.dropped {
                continue;
            }
            let consumed = asked.contains(&below.trigger) && below.part == Part::Noun;
            let held = content.contains(&below.trigger) || content.iter().any(|&token| below.light.is_some_and(|(verb, _)| verb == token));
            if !consumed && !held || held && !consumed && below.part == Part::Noun && kind == EventType::Reject && below.kind != EventType::Request {
                continue;
            }
            let parties: Vec<Filled> = below
                .roles
                .iter()
                .filter(|role| matches!(role.kind, RoleKind::Recipient | RoleKind::Target | RoleKind::Victim))
                .map(|role| Filled { kind: RoleKind::Recipient, token: role.token })
                .collect();
            // "demanded that the government resign": who is to act is who is asked.
            let asked_party: Vec<Filled> = match kind == EventType::Request && tree.deprel(below.trigger) == Some(Deprel::Ccomp) {
                true => below.roles.iter().filter(|role| role.kind == RoleKind::Actor).map(|role| Filled { kind: RoleKind::Recipient, token: role.token }).collect(),
                false => Vec::new(),
            };
            if let Some(draft) = drafts.get_mut(inner) {
                draft.dropped = true;
            }
            if let Some(draft) = drafts.get_mut(outer).filter(|draft| draft.trigger == trigger) {
                if draft.role(RoleKind::Recipient).is_none() {
                    for party in asked_party.into_iter().chain(parties) {
                        if !draft.roles.iter().any(|role| role.token == party.token) {
                            draft.roles.push(party);
                        }
                    }
                }
            }
        }
    }
}

/// Where the frame gives nobody to whom it is done: who owns the matter ("rejected the premier's demand"), then a party named in the complement,
/// then, for acts upon a matter, the matter itself.
fn fallback(tree: &Tree<'_>, draft: &mut Draft) {
    let open = draft.part != Part::Noun
        && draft.roles.iter().all(|role| !matches!(role.kind, RoleKind::Recipient | RoleKind::Target | RoleKind::Victim))
        && matches!(
            draft.kind,
            EventType::Agree | EventType::Aid | EventType::Coerce | EventType::Sanction | EventType::Retreat | EventType::Mobilize | EventType::Request
                | EventType::Reject | EventType::Accuse | EventType::Support | EventType::Consult | EventType::Cooperate | EventType::Threaten | EventType::Concede
        );
    if !open || draft.predicate.frame.name == "resign" {
        return;
    }
    let topics: Vec<usize> = draft.roles.iter().filter(|role| role.kind == RoleKind::Topic).map(|role| role.token).collect();
    let owner = topics.iter().find_map(|&topic| tree.with(topic, &[Deprel::NmodPoss]).find(|&owner| tree.upos(owner) != Some(Upos::Pron)));
    let named = || {
        let (_, last) = tree.extent(draft.trigger);
        let actors: Vec<usize> = draft.roles.iter().filter(|role| role.kind == RoleKind::Actor).map(|role| role.token).collect();
        let mut at = draft.trigger + 1;
        while at <= last.min(draft.trigger + 40) {
            let node = tree.get(at)?;
            if matches!(node.deprel, Deprel::Advcl | Deprel::Parataxis | Deprel::AclRelcl) {
                return None;
            }
            let party = matches!(node.name, Some(NameType::Gpe | NameType::Org | NameType::Person)) && node.time.is_none() && node.deprel != Deprel::Flat && node.deprel != Deprel::Compound;
            if party && !actors.contains(&at) {
                return Some(at);
            }
            at += 1;
        }
        None
    };
    if let Some(token) = owner.or_else(named) {
        draft.roles.retain(|role| role.token != token);
        draft.roles.push(Filled { kind: RoleKind::Recipient, token });
    } else if matches!(draft.kind, EventType::Reject | EventType::Accuse | EventType::Support | EventType::Retreat | EventType::Coerce) {
        if let Some(role) = draft.roles.iter_mut().find(|role| role.kind == RoleKind::Topic && tree.is_nominal(role.token)) {
            role.kind = RoleKind::Recipient;
        }
    }
}
