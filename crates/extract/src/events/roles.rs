//! Who and what fills the roles of an event.

use dateline_core::{Deprel, NameType, Upos};

use super::arguments::{self, FilledSlot};
use super::lexicon::{self, Lent, Part, Slot};
use super::tree::Tree;
use super::triggers::{self, Draft, is_container};
use super::{EventType, RoleKind, fold};

/// How deep containers are looked into.
const NESTED: usize = 3;

/// How far up the tree it is asked which clause a word belongs to.
const CLIMB: usize = 12;

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
    happenings_do_not_act(tree, drafts);
    embedded(tree, drafts);
    for draft in drafts.iter_mut() {
        triggers::recode(draft);
        fallback(tree, draft);
        draft.dropped |= !is_told(tree, draft);
    }
}

/// "Clashes killed 30 people": what is the subject of a result is its cause and nobody who does it.
fn happenings_do_not_act(tree: &Tree<'_>, drafts: &mut [Draft]) {
    let causes: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.part == Part::Noun && fold::is_cause(draft.kind))
        .map(|draft| draft.trigger)
        .collect();
    for draft in drafts.iter_mut().filter(|draft| fold::is_result(tree, draft)) {
        draft.roles.retain(|role| role.kind != RoleKind::Actor || !causes.contains(&role.token));
    }
}

/// Whether the sentence tells of an event, and does not just use a word for one.
fn is_told(tree: &Tree<'_>, draft: &Draft) -> bool {
    let party = draft.has_party();
    let actor = draft.role(RoleKind::Actor);
    let supposed = draft.status.modality == super::Modality::Hypothetical;
    match draft.part {
        Part::Noun => {
            let named = tree.with(draft.trigger, &[Deprel::Det, Deprel::Nummod]).any(|word| tree.lemma(word) != "any")
                || tree.with(draft.trigger, &[Deprel::NmodPoss]).any(|day| tree.is_time(day))
                || did_harm(tree, draft.trigger);
            let toll = draft.predicate.words == "death toll";
            let alone = toll
                || stands_alone(draft.kind)
                    && (named && !supposed || !draft.roles.is_empty() || headline(tree, draft.trigger));
            // "his promises", "the union's demand": a thing that somebody has, unless the sentence says of whom, to whom or about what.
            let whole = draft.light.is_some()
                || !matches!(
                    draft.kind,
                    EventType::Agree
                        | EventType::Request
                        | EventType::Accuse
                        | EventType::Support
                        | EventType::Aid
                        | EventType::Threaten
                        | EventType::Reject
                        | EventType::Coerce
                        | EventType::Appoint
                )
                || draft.roles.iter().any(|role| !matches!(role.kind, RoleKind::Actor | RoleKind::Location));
            (party && whole || alone) && !(supposed && (actor.is_none() || draft.roles.len() < 2))
        }
        Part::Verb | Part::Adjective => {
            if supposed && (actor.is_none() || draft.roles.len() < 2) || is_asked(tree, draft.trigger) {
                return false;
            }
            let spoken = matches!(
                draft.kind,
                EventType::Request
                    | EventType::Accuse
                    | EventType::Reject
                    | EventType::Support
                    | EventType::Agree
                    | EventType::Consult
                    | EventType::Threaten
                    | EventType::Statement
                    | EventType::Cooperate
            );
            // "48 flats were damaged": by what or whom the sentence does not say.
            let unmeant = draft.mode == Some("destroy")
                && actor.is_none()
                && draft.role(RoleKind::Instrument).is_none()
                && !triggers::near(tree, draft.trigger, *lexicon::VIOLENCE);
            match actor {
                None if unmeant => false,
                None if needs_agent(draft.kind) && draft.roles.is_empty() => false,
                Some(actor) => !needs_agent(draft.kind) || can_act(tree, draft.kind, actor),
                None if draft.predicate.frame.name == "allow" => false,
                None => !spoken || draft.arguments.passive && !draft.roles.is_empty(),
            }
        }
    }
}

/// Whether a word stands in a clause beside that of an event, and not in its complement.
fn is_beside(tree: &Tree<'_>, word: usize, trigger: usize) -> bool {
    let mut at = word;
    for _ in 0..CLIMB {
        let Some(head) = tree.head(at).filter(|_| at != trigger) else { break };
        let finite = tree.with(at, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some();
        match tree.deprel(at) {
            Some(Deprel::Parataxis | Deprel::AclRelcl) => return true,
            Some(Deprel::Advcl | Deprel::Conj) if finite => return true,
            _ => at = head,
        }
    }
    false
}

/// Whether only people and bodies can do it.
fn needs_agent(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Agree
            | EventType::Consult
            | EventType::Support
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Aid
            | EventType::Retreat
            | EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten
            | EventType::Protest
            | EventType::Mobilize
            | EventType::Sanction
            | EventType::Coerce
            | EventType::Appoint
            | EventType::Statement
            | EventType::Elect
            | EventType::Award
            | EventType::Found
            | EventType::Assault
    )
}

fn can_act(tree: &Tree<'_>, kind: EventType, actor: usize) -> bool {
    let token = inner(tree, actor);
    let classes = tree.classes(token);
    let named = |token: usize| {
        tree.get(token).is_some_and(|node| {
            matches!(node.name, Some(NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp))
        })
    };
    let writing = matches!(kind, EventType::Accuse | EventType::Request | EventType::Statement | EventType::Support)
        && classes.has(*lexicon::WRITINGS);
    // "the more you help them": who is spoken to stands for anybody.
    if tree.lemma(actor) == "you" {
        return false;
    }
    classes.has(*lexicon::AGENTS)
        || writing
        || named(token)
        || named(actor)
        || tree.upos(actor) == Some(Upos::Pron)
            && !matches!(tree.lemma(actor), "this" | "that" | "what" | "which" | "there" | "these")
        || tree.upos(token) == Some(Upos::Propn)
        || matches!(tree.upos(token), Some(Upos::Num | Upos::Sym))
}

/// "Bombings struck the city": a noun without an article that did something tells of what happened.
fn did_harm(tree: &Tree<'_>, noun: usize) -> bool {
    let verb = tree.head(noun).filter(|_| tree.deprel(noun) == Some(Deprel::Nsubj));
    verb.is_some_and(|verb| tree.upos(verb) == Some(Upos::Verb) && fold::tells_result(tree.lemma(verb)))
}

fn headline(tree: &Tree<'_>, at: usize) -> bool {
    tree.get(at).is_some_and(|node| node.headline)
}

/// Whether it stands in a question.
fn is_asked(tree: &Tree<'_>, at: usize) -> bool {
    tree.get(at).is_some_and(|node| node.question)
}

/// Whether a noun of this type tells of an event where the sentence names nobody who takes part.
fn stands_alone(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault | EventType::Protest | EventType::Accident | EventType::Disaster | EventType::Weather
    )
}

/// Roles from the predicate's own slots.
fn own(tree: &Tree<'_>, draft: &mut Draft) {
    let topic_object = draft.predicate.object_is_topic();
    reduced_passive(tree, draft);
    for (slots, kind) in &draft.predicate.frame.parts {
        // The first slot that gives the role speaks; what is only the topic leaves the role to the next.
        for &slot in slots {
            let tokens: Vec<usize> = draft.arguments.of(tree, slot).collect();
            let kind = match kind {
                RoleKind::Recipient | RoleKind::Victim if slot == Slot::Object && topic_object => RoleKind::Topic,
                kind => *kind,
            };
            let before = draft.roles.len();
            for token in tokens {
                put(tree, draft, kind, slot, token);
            }
            if kind != RoleKind::Topic
                && draft.roles.iter().skip(before).any(|role| role.kind == kind || role.kind == RoleKind::Target)
            {
                break;
            }
        }
    }
    instruments(tree, draft);
    if let Some((verb, lent)) = draft.light {
        let lender = arguments::of_verb(tree, verb);
        match (lent, lender.first(tree, Slot::Subject)) {
            (Lent::Role(kind), Some(token)) if draft.role(kind).is_none() => {
                put(tree, draft, kind, Slot::Subject, token)
            }
            (Lent::Claimant, Some(token)) => draft.claimants.push(token),
            _ => {}
        }
    }
    both_sides(draft);
}

/// "Doctor sentenced to 40 years": headlines leave out the auxiliary of a passive, which then reads like an active without its object.
fn reduced_passive(tree: &Tree<'_>, draft: &mut Draft) {
    let transitive =
        matches!(draft.predicate.frame.name, "kill" | "harm" | "harm2" | "release" | "appoint" | "injure" | "elect");
    let bare = draft.part == Part::Verb
        && !draft.arguments.passive
        && (tree.xpos(draft.trigger) == "VBN" || tree.xpos(draft.trigger) == "VBD" && headline(tree, draft.trigger))
        && draft.arguments.first(tree, Slot::Object).is_none()
        && draft.arguments.first(tree, Slot::Clause).is_none()
        && tree.with(draft.trigger, &[Deprel::Aux]).next().is_none();
    if !transitive || !bare {
        return;
    }
    for filler in &mut draft.arguments.fillers {
        if filler.slot == FilledSlot::Part(Slot::Subject) {
            filler.slot = FilledSlot::Part(Slot::Object);
        }
    }
}

/// "militants using machine guns attacked"
fn instruments(tree: &Tree<'_>, draft: &mut Draft) {
    if draft.kind != EventType::Assault || draft.role(RoleKind::Instrument).is_some() {
        return;
    }
    let actors: Vec<usize> =
        draft.roles.iter().filter(|role| role.kind == RoleKind::Actor).map(|role| role.token).collect();
    let means = actors.into_iter().chain([draft.trigger]).find_map(|token| {
        tree.with(token, &[Deprel::Acl, Deprel::Advcl, Deprel::AclRelcl])
            .filter(|&clause| matches!(tree.lemma(clause), "use" | "wield" | "fire" | "arm" | "carry" | "throw"))
            .flat_map(|clause| tree.with(clause, &[Deprel::Obj, Deprel::Obl]).collect::<Vec<_>>())
            .find(|&means| tree.classes(means).has(*lexicon::WEAPONS))
    });
    if let Some(token) = means {
        put(tree, draft, RoleKind::Instrument, Slot::Preposition("with"), token);
    }
}

fn put(tree: &Tree<'_>, draft: &mut Draft, kind: RoleKind, slot: Slot, token: usize) {
    // A relative pronoun that stands for nothing in the parse names nobody.
    let unresolved = tree.get(token).is_some_and(|node| node.mention.get().is_none());
    let empty = tree.upos(token) == Some(Upos::Pron)
        && (matches!(tree.lemma(token), "that" | "which" | "there" | "what")
            || unresolved && matches!(tree.lemma(token), "who" | "it" | "this" | "anyone")
            || unresolved && slot != Slot::Object && matches!(tree.lemma(token), "they" | "he"));
    // "hours after the vote": a length of time has no part in anything.
    let span =
        tree.classes(token).has(*lexicon::SPANS) && tree.with(token, &[Deprel::Nmod, Deprel::Acl]).next().is_none();
    if tree.is_time(token) || span || tree.is_dateline(token) || token == draft.trigger || empty {
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
    let physical =
        matches!(draft.kind, EventType::Assault | EventType::Coerce | EventType::Accident | EventType::Disaster);
    let person = classes.has(*lexicon::PERSONS)
        || matches!(name, Some(NameType::Person))
        || tree.upos(token) == Some(Upos::Pron);
    match kind {
        RoleKind::Actor => {
            let modifier = matches!(slot, Slot::Compound | Slot::Adjective);
            if modifier
                && !(matches!(name, Some(NameType::Org | NameType::Norp | NameType::Gpe | NameType::Person))
                    || slot == Slot::Compound && classes.has(*lexicon::AGENTS))
            {
                return None;
            }
            // "Sri Lanka attacks", "Mumbai attack": a place before such a noun says where.
            if slot == Slot::Compound && name == Some(NameType::Gpe) && draft.predicate.frame.name == "n-attack" {
                return Some(RoleKind::Location);
            }
            if physical && classes.has(*lexicon::WEAPONS) && !person {
                return Some(RoleKind::Instrument);
            }
            if physical
                && (classes.has(*lexicon::CAUSES) || classes.has(*lexicon::VEHICLES) && !classes.has(*lexicon::AGENTS))
            {
                return Some(RoleKind::Instrument);
            }
            (tree.is_nominal(token) || modifier).then_some(kind)
        }
        RoleKind::Instrument if slot == Slot::Compound => classes.has(*lexicon::WEAPONS).then_some(kind),
        RoleKind::Instrument
            if draft.predicate.frame.name != "mobilize" && person && !classes.has(*lexicon::WEAPONS) =>
        {
            // "a gunfight with security forces"
            Some(RoleKind::Recipient)
        }
        // "with malice", "with a number plate": what harm is done with is a weapon, a vehicle or another thing.
        RoleKind::Instrument if draft.kind == EventType::Assault && slot == Slot::Preposition("with") => {
            let thing = classes.has(*lexicon::VIOLENCE) || classes.has(*lexicon::THINGS) || name.is_some();
            thing.then_some(kind)
        }
        RoleKind::Recipient | RoleKind::Victim | RoleKind::Target => {
            if matches!(slot, Slot::Preposition("in" | "at" | "near" | "on"))
                && physical
                && matches!(name, Some(NameType::Gpe | NameType::Loc))
            {
                return Some(RoleKind::Location);
            }
            if draft.kind == EventType::Assault && classes.has(*lexicon::WEAPONS) && !person {
                return Some(RoleKind::Instrument);
            }
            if draft.kind == EventType::Coerce && classes.has(*lexicon::WEAPONS) && !person {
                return Some(RoleKind::Topic);
            }
            // "fire broke out", "a blast that killed": what harms suffers nothing.
            if physical && kind == RoleKind::Victim && classes.has(*lexicon::CAUSES) && !person {
                return Some(RoleKind::Instrument);
            }
            // A town is not killed; what is told of it happened there.
            if physical
                && kind == RoleKind::Victim
                && matches!(name, Some(NameType::Gpe | NameType::Loc))
                && !matches!(slot, Slot::Adjective | Slot::Possessive)
            {
                return Some(RoleKind::Location);
            }
            if physical
                && !person
                && (classes.has(*lexicon::THINGS) || matches!(name, Some(NameType::Fac | NameType::Product)))
            {
                return Some(RoleKind::Target);
            }
            if slot == Slot::Compound && !person && name.is_none() {
                return None;
            }
            // "donated a shipment of rice": what is given is not who it is given to.
            if draft.kind == EventType::Aid
                && matches!(slot, Slot::Object | Slot::Preposition("in" | "into"))
                && !(person || name.is_some() || classes.has(*lexicon::AGENTS) || classes.has(*lexicon::PLACES))
            {
                return Some(RoleKind::Topic);
            }
            (tree.is_nominal(token) || slot == Slot::Adjective).then_some(kind)
        }
        kind => Some(kind),
    }
}

/// What a container counts: the soldiers of "a number of soldiers", the people of "tens of thousands of people".
fn inner(tree: &Tree<'_>, token: usize) -> usize {
    let mut at = token;
    for _ in 0..NESTED {
        let next = tree.with(at, &[Deprel::Nmod]).find(|&inner| tree.cases(inner).any(|case| case == "of"));
        match next.filter(|_| is_container(tree.lemma(at))) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// "X and Y met" is told like "X met Y".
fn both_sides(draft: &mut Draft) {
    let mutual = matches!(
        draft.predicate.frame.name,
        "meet" | "fight" | "agree" | "n-meet" | "n-fight" | "n-agree" | "n-support" | "ceasefire"
    ) || draft.predicate.frame.name == "support" && draft.predicate.object_is_topic();
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
            .filter(|filler| match filler.slot {
                FilledSlot::Part(Slot::Object) => above.predicate.object_is_topic(),
                FilledSlot::Preposition(case) => above.predicate.asks_for(tree.lemma(case), tree.lemma(filler.token)),
                FilledSlot::Part(_) => false,
            })
            .filter(|_| above.part == Part::Verb)
            .flat_map(|filler| tree.members(filler.token))
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
            let held = content.contains(&below.trigger)
                || content.iter().any(|&token| below.light.is_some_and(|(verb, _)| verb == token));
            let noun_under_refusal =
                below.part == Part::Noun && kind == EventType::Reject && below.kind != EventType::Request;
            if !consumed && (!held || noun_under_refusal) {
                continue;
            }
            let parties: Vec<Filled> = below
                .roles
                .iter()
                .filter(|role| matches!(role.kind, RoleKind::Recipient | RoleKind::Target | RoleKind::Victim))
                .map(|role| Filled { kind: RoleKind::Recipient, token: role.token })
                .collect();
            // "demanded that the government resign": who is to act is who is asked.
            let asked_party: Vec<Filled> =
                match kind == EventType::Request && tree.deprel(below.trigger) == Some(Deprel::Ccomp) {
                    true => below
                        .roles
                        .iter()
                        .filter(|role| role.kind == RoleKind::Actor)
                        .map(|role| Filled { kind: RoleKind::Recipient, token: role.token })
                        .collect(),
                    false => Vec::new(),
                };
            if let Some(draft) = drafts.get_mut(inner) {
                draft.dropped = true;
            }
            if let Some(draft) = drafts.get_mut(outer).filter(|draft| draft.trigger == trigger) {
                let open = draft.role(RoleKind::Recipient).is_none();
                for party in asked_party.into_iter().chain(parties).filter(|_| open) {
                    if !draft.roles.iter().any(|role| role.token == party.token) {
                        draft.roles.push(party);
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
        && draft
            .roles
            .iter()
            .all(|role| !matches!(role.kind, RoleKind::Recipient | RoleKind::Target | RoleKind::Victim))
        && matches!(
            draft.kind,
            EventType::Agree
                | EventType::Aid
                | EventType::Coerce
                | EventType::Sanction
                | EventType::Retreat
                | EventType::Mobilize
                | EventType::Request
                | EventType::Reject
                | EventType::Accuse
                | EventType::Support
                | EventType::Consult
                | EventType::Cooperate
                | EventType::Threaten
                | EventType::Concede
        );
    if !open || draft.predicate.frame.name == "resign" {
        return;
    }
    let topics: Vec<usize> =
        draft.roles.iter().filter(|role| role.kind == RoleKind::Topic).map(|role| role.token).collect();
    let owner = topics
        .iter()
        .find_map(|&topic| tree.with(topic, &[Deprel::NmodPoss]).find(|&owner| tree.upos(owner) != Some(Upos::Pron)));
    // A party stands in the complement itself, in no clause beside it; where something is comes after who it is done for.
    let named = |placed: bool| {
        let (_, last) = tree.extent(draft.trigger);
        let actors: Vec<usize> =
            draft.roles.iter().filter(|role| role.kind == RoleKind::Actor).map(|role| role.token).collect();
        let mut at = draft.trigger + 1;
        while at <= last.min(draft.trigger + 40) {
            let node = tree.get(at)?;
            // Whom aid is for may stand in its purpose: "gave money to help farmers in Chad".
            let purpose = draft.kind == EventType::Aid && tree.xpos(at) == "VB";
            let other = node.deprel == Deprel::Conj && node.upos == Upos::Verb;
            if (other || matches!(node.deprel, Deprel::Advcl | Deprel::Parataxis | Deprel::AclRelcl)) && !purpose {
                return None;
            }
            let party = (matches!(node.name, Some(NameType::Gpe | NameType::Org | NameType::Person))
                || node.name.is_none()
                    && node.upos == Upos::Noun
                    && node.classes.has(*lexicon::PARTIES)
                    && !draft.roles.iter().any(|role| role.token == at)
                    && !tree.head(at).is_some_and(|verb| matches!(tree.lemma(verb), "become" | "be" | "remain")))
                && tree.cases(at).any(|case| matches!(case, "in" | "at" | "near")) == placed
                && !is_beside(tree, at, draft.trigger)
                && node.time.get().is_none()
                && node.deprel != Deprel::Flat
                && node.deprel != Deprel::Compound
                && tree.is_nominal(at);
            if party && !actors.contains(&at) {
                return Some(at);
            }
            at += 1;
        }
        None
    };
    if let Some(token) = owner.or_else(|| named(false)).or_else(|| named(true)) {
        draft.roles.retain(|role| role.token != token);
        draft.roles.push(Filled { kind: RoleKind::Recipient, token });
        return;
    }
    let on_matter = matches!(
        draft.kind,
        EventType::Reject | EventType::Accuse | EventType::Support | EventType::Retreat | EventType::Coerce
    );
    let topic = draft.roles.iter_mut().rev().find(|role| role.kind == RoleKind::Topic && tree.is_nominal(role.token));
    if let Some(role) = topic.filter(|_| on_matter) {
        role.kind = RoleKind::Recipient;
    }
}
