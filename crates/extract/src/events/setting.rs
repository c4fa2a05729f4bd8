//! From a draft to an event: spans, time, place, who claims it.

use dateline_core::{Deprel, Span, Upos};
use rustc_hash::FxHashMap;

use super::lexicon::{self, Lent};
use super::tree::Tree;
use super::triggers::Draft;
use super::{Event, EventType, Layers, Modality, Role, RoleKind};
use crate::claims::{Certainty, Polarity, Stance};
use crate::mentions::MentionForm;
use crate::places::Place;
use crate::times::TimeType;
use crate::{ClaimId, EntityId, PlaceId, TimeId};

/// How far up the tree times and places look for the event that they belong to.
const STEPS: usize = 10;
/// How many claims that begin before an event are asked whether they hold it.
const CLAIMS_BACK: usize = 24;
/// How many words to either side of an event its sentence is looked at.
const WINDOW: usize = 200;
/// How many mentions before a pronoun are looked through for what it stands for.
const MENTIONS_BACK: usize = 40;
/// How many places around one name are kept.
const WIDEST: usize = 16;

/// Which places lie in which, by name: said once, it holds for the whole story.
pub(super) struct Nesting<'s>(FxHashMap<&'s str, Vec<&'s str>>);

impl<'s> Nesting<'s> {
    pub(super) fn new(places: &'s [Place]) -> Self {
        let mut outer: FxHashMap<&'s str, Vec<&'s str>> = FxHashMap::default();
        for place in places {
            for within in place.within.iter().filter_map(|within| places.get(within.index())) {
                let known = outer.entry(&place.name).or_default();
                if !known.contains(&within.name.as_str()) && known.len() < WIDEST {
                    known.push(&within.name);
                }
            }
        }
        Self(outer)
    }

    fn lies_within(&self, inner: &str, outer: &str) -> bool {
        let around = |name: &str| self.0.get(name).map_or(&[][..], Vec::as_slice);
        around(inner).iter().any(|&name| name == outer || around(name).contains(&outer))
    }
}

/// The event of a draft.
pub(super) fn place(tree: &Tree<'_>, layers: Layers<'_>, nesting: &Nesting<'_>, draft: &Draft) -> Event {
    let trigger = tree.span(draft.words.0).cover(tree.span(draft.words.1));
    let place = where_of(tree, layers, nesting, draft);
    let mut roles: Vec<Role> = draft
        .roles
        .iter()
        .map(|filled| Role {
            kind: filled.kind,
            span: spelled_out(tree, layers, filled.token).unwrap_or_else(|| tree.phrase_span(filled.token)),
            entity: entity(tree, layers, filled.token),
        })
        .collect();
    others_than_actor(tree, draft, layers, &mut roles);
    // Nobody does it to themselves, unless the words say so; and no role holds the word for the event.
    let actor = roles.iter().find(|role| role.kind == RoleKind::Actor).and_then(|role| role.entity);
    roles.retain(|role| role.kind != RoleKind::Recipient || role.entity.is_none() || role.entity != actor);
    for role in roles.iter_mut().filter(|role| role.span.contains(trigger) && role.span.start < trigger.start) {
        let last = tree.token_from(trigger.start).saturating_sub(1);
        role.span = Span::new(role.span.start, tree.span(last).end);
    }
    locations(tree, layers, draft, &mut roles);
    join_parts(&mut roles);
    let mut span = draft.light.map_or(trigger, |(verb, _)| trigger.cover(tree.span(verb)));
    for part in roles.iter().map(|role| role.span).chain(draft.casualties.iter().map(|casualties| casualties.span)) {
        span = span.cover(part);
    }
    let sentence = tree.get(draft.trigger).map_or(0, |node| node.sentence);
    // An antecedent in the sentence is fine; nothing reaches beyond it.
    let inside = |part: Span| tree_sentence(tree, sentence, draft.trigger).contains(part);
    if !inside(span) {
        span = trigger;
        for part in roles.iter().map(|role| role.span).filter(|part| inside(*part)) {
            span = span.cover(part);
        }
    }
    let mut event = Event {
        span,
        trigger,
        kind: draft.kind,
        mode: draft.mode,
        lemma: draft.predicate.words,
        roles,
        time: when_of(tree, layers, draft),
        place,
        casualties: draft.casualties.clone(),
        claimed_by: draft.claimants.iter().filter_map(|&token| entity(tree, layers, token)).collect(),
        claims: Vec::new(),
        polarity: draft.status.polarity,
        modality: draft.status.modality,
        factuality: None,
        tense: draft.status.tense,
        same_as: Vec::new(),
        rule: draft.rule,
    };
    claims(layers, &mut event, draft.presupposed || !draft.claimants.is_empty());
    event
}

/// "The police shot him": the object "him" is somebody else than the subject, whoever it is taken for.
fn others_than_actor(tree: &Tree<'_>, draft: &Draft, layers: Layers<'_>, roles: &mut [Role]) {
    let Some(actor) = draft.role(RoleKind::Actor).and_then(|actor| entity(tree, layers, actor)) else { return };
    for (role, filled) in roles.iter_mut().zip(&draft.roles) {
        let object = filled.kind != RoleKind::Actor
            && tree.upos(filled.token) == Some(Upos::Pron)
            && tree.head(filled.token) == Some(draft.trigger)
            && matches!(tree.deprel(filled.token), Some(Deprel::Obj | Deprel::Iobj));
        let reflexive = tree.lemma(filled.token).ends_with("self") || tree.lemma(filled.token).ends_with("selves");
        if object && !reflexive && role.entity == Some(actor) {
            (role.span, role.entity) = (tree.span(filled.token), None);
        }
    }
}

/// Two halves of one description ("former director" "Michael Morell") that the parse has apart.
fn join_parts(roles: &mut Vec<Role>) {
    roles.sort_by_key(|role| (role.kind, role.span));
    let mut joined: Vec<Role> = Vec::with_capacity(roles.len());
    for role in roles.drain(..) {
        match joined.last_mut() {
            Some(last) if last.kind == role.kind && last.span.end + 1 == role.span.start => {
                last.span = last.span.cover(role.span);
                last.entity = last.entity.or(role.entity);
            }
            Some(last) if last.kind == role.kind && last.span.contains(role.span) => {}
            _ => joined.push(role),
        }
    }
    *roles = joined;
}

/// The sentence around a word, as far as it is looked at.
fn tree_sentence(tree: &Tree<'_>, sentence: u32, at: usize) -> Span {
    let (first, last) = around(tree, sentence, at);
    tree.span(first).cover(tree.span(last))
}

fn around(tree: &Tree<'_>, sentence: u32, at: usize) -> (usize, usize) {
    let same = |token: usize| tree.get(token).is_some_and(|node| node.sentence == sentence);
    let first = (at.saturating_sub(WINDOW)..at).rev().take_while(|&token| same(token)).last().unwrap_or(at);
    let last = (at + 1..at + WINDOW).take_while(|&token| same(token)).last().unwrap_or(at);
    (first, last)
}

fn entity(tree: &Tree<'_>, layers: Layers<'_>, token: usize) -> Option<EntityId> {
    layers.mentions.get(tree.get(token)?.mention.get()?)?.entity
}

/// The words of the same sentence that a pronoun stands for: "the committee said that it will strike".
fn spelled_out(tree: &Tree<'_>, layers: Layers<'_>, token: usize) -> Option<Span> {
    if tree.upos(token) != Some(Upos::Pron)
        || matches!(tree.lemma(token), "i" | "we" | "you" | "who" | "which" | "that")
        || tree.lemma(token).ends_with("self")
        || tree.lemma(token).ends_with("selves")
    {
        return None;
    }
    let entity = entity(tree, layers, token)?;
    let sentence = tree.get(token)?.sentence;
    let own = tree.span(token);
    let until = layers.mentions.partition_point(|mention| mention.span.start < own.start);
    let mentions = layers.mentions.get(until.saturating_sub(MENTIONS_BACK)..until)?;
    let named = mentions.iter().rev().find(|mention| {
        mention.entity == Some(entity)
            && mention.form != MentionForm::Pronoun
            && mention.span.end <= own.start
            && tree.get(tree.token_from(mention.span.start)).is_some_and(|node| node.sentence == sentence)
    })?;
    Some(token_in(tree, named.span).map_or(named.span, |head| tree.phrase_span(head)))
}

/// The event's own words: trigger, lending verb, results.
fn is_own(draft: &Draft, token: usize) -> bool {
    draft.trigger == token
        || draft.results.contains(&token)
        || draft.light.is_some_and(|(verb, lent)| verb == token && lent != Lent::Nothing)
}

/// How many steps up the tree from a word the event's own words stand; other verbs in between do not let pass.
fn steps(tree: &Tree<'_>, draft: &Draft, token: usize) -> Option<usize> {
    let mut at = token;
    for step in 0..STEPS {
        if is_own(draft, at) {
            return Some(step);
        }
        let head = tree.head(at)?;
        if matches!(
            tree.deprel(at),
            Some(Deprel::AclRelcl | Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis | Deprel::Acl)
        ) && !is_own(draft, head)
        {
            return None;
        }
        if matches!(tree.deprel(at), Some(Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis)) {
            return None;
        }
        at = head;
    }
    None
}

/// The clauses around an event, from its own outward, within its sentence.
fn clauses_above(tree: &Tree<'_>, draft: &Draft) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = draft.light.filter(|(_, lent)| *lent != Lent::Nothing).map_or(draft.trigger, |(verb, _)| verb);
    for _ in 0..STEPS {
        let (Some(relation), Some(head)) = (tree.deprel(at), tree.head(at)) else { break };
        if relation == Deprel::Parataxis {
            break;
        }
        found.push(head);
        at = head;
    }
    found
}

fn when_of(tree: &Tree<'_>, layers: Layers<'_>, draft: &Draft) -> Option<TimeId> {
    let sentence = tree.get(draft.trigger)?.sentence;
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    let (first, last) = around(tree, sentence, draft.trigger);
    for token in first..=last {
        if let Some(time) = tree.get(token).and_then(|node| node.time.get()) {
            let point = layers.times.get(time).is_some_and(|time| matches!(time.kind, TimeType::Date | TimeType::Time));
            if point && candidates.last().is_none_or(|last| last.0 != time) {
                candidates.push((time, token));
            }
        }
    }
    // A time's own head is what stands highest of its words.
    let top = |token: usize, time: usize| {
        let mut at = token;
        while let Some(head) =
            tree.head(at).filter(|&head| tree.get(head).is_some_and(|node| node.time.get() == Some(time)))
        {
            at = head;
        }
        at
    };
    let own = candidates
        .iter()
        .filter_map(|&(time, token)| Some((steps(tree, draft, top(token, time))?, token.abs_diff(draft.trigger), time)))
        .min();
    if let Some((_, _, time)) = own {
        return Some(TimeId(time as u32));
    }
    for clause in clauses_above(tree, draft) {
        let here = candidates
            .iter()
            .filter(|&&(time, token)| tree.head(top(token, time)) == Some(clause))
            .min_by_key(|(_, token)| token.abs_diff(draft.trigger));
        if let Some(&(time, _)) = here {
            return Some(TimeId(time as u32));
        }
    }
    match candidates.as_slice() {
        [(time, _)] => Some(TimeId(*time as u32)),
        _ => None,
    }
}

fn where_of(tree: &Tree<'_>, layers: Layers<'_>, nesting: &Nesting<'_>, draft: &Draft) -> Option<PlaceId> {
    let sentence = tree.get(draft.trigger).map(|node| node.sentence)?;
    let whole = tree_sentence(tree, sentence, draft.trigger);
    let from = layers.places.partition_point(|place| place.span.start < whole.start);
    let mut own: Vec<(usize, usize)> = Vec::new();
    let mut other: Vec<usize> = Vec::new();
    for (index, place) in
        layers.places.iter().enumerate().skip(from).take_while(|(_, place)| place.span.start < whole.end)
    {
        let Some(token) = token_in(tree, place.span) else { continue };
        let party = draft.roles.iter().any(|role| {
            matches!(role.kind, RoleKind::Actor | RoleKind::Recipient | RoleKind::Victim)
                && (role.token == token || modifies(tree, token, role.token))
                && !tree.cases(role.token).any(|case| matches!(case, "in" | "at" | "on" | "near"))
        });
        if place.metonym || party {
            continue;
        }
        // Where a report was sent from is where it happened only if the sentence names no other place.
        match steps(tree, draft, token).filter(|_| !tree.is_dateline(token)) {
            Some(_) => own.push((index, token)),
            None if stands_for_itself(tree, token) => other.push(index),
            None => {}
        }
    }
    let candidates: Vec<usize> = if own.is_empty() { other } else { own.into_iter().map(|(index, _)| index).collect() };
    let name = |index: usize| layers.places.get(index).map_or("", |place| &place.name);
    let holds = |outer: usize, inner: usize| nesting.lies_within(name(inner), name(outer));
    // The most exact place: none of the others lies within it.
    let exact = candidates
        .iter()
        .copied()
        .find(|&index| !candidates.iter().any(|&other| other != index && holds(index, other)));
    exact.or(candidates.first().copied()).map(|index| PlaceId(index as u32))
}

/// Whether the sentence says of a place that something is there or goes there, and does not only describe or name somebody by it: "in Oslo", not
/// "Oslo refused", "the Oslo court", "the president of Norway".
fn stands_for_itself(tree: &Tree<'_>, token: usize) -> bool {
    let mut at = token;
    // "in the town of Hol": what a place of a kind is called by.
    for _ in 0..STEPS {
        let cases: Vec<&str> = tree.cases(at).collect();
        match tree.deprel(at) {
            Some(Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Conj) => {}
            Some(Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod)
                if tree.head(at).is_some_and(|head| tree.classes(head).has(*lexicon::PLACES))
                    && (cases.is_empty() || cases.contains(&"of")) => {}
            Some(Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked | Deprel::NmodUnmarked) => {
                return !cases.iter().any(|case| matches!(*case, "of" | "by" | "with" | "for" | "against" | "about"));
            }
            Some(Deprel::Root | Deprel::Dep | Deprel::Parataxis | Deprel::List) => return true,
            _ => return tree.is_dateline(at),
        }
        match tree.head(at) {
            Some(head) => at = head,
            None => return true,
        }
    }
    false
}

/// Whether a name only describes a noun: "Israeli troops", "the Jerusalem court".
fn modifies(tree: &Tree<'_>, token: usize, head: usize) -> bool {
    tree.head(token) == Some(head)
        && matches!(
            tree.deprel(token),
            Some(Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::Flat)
        )
}

/// The highest token of a span.
fn token_in(tree: &Tree<'_>, span: Span) -> Option<usize> {
    let mut at = tree.token_from(span.start);
    tree.get(at).filter(|node| span.contains(node.span))?;
    for _ in 0..STEPS {
        match tree.head(at).filter(|&head| span.contains(tree.span(head))) {
            Some(head) => at = head,
            None => break,
        }
    }
    Some(at)
}

/// Where it happens, as roles: phrases with a preposition of place that hold a place.
fn locations(tree: &Tree<'_>, layers: Layers<'_>, draft: &Draft, roles: &mut Vec<Role>) {
    let own: Vec<usize> = std::iter::once(draft.trigger)
        .chain(draft.results.iter().copied())
        .chain(draft.light.map(|(verb, _)| verb))
        .collect();
    for verb in own {
        for phrase in tree.with(verb, &[Deprel::Obl, Deprel::Nmod]) {
            let at_place = tree.cases(phrase).any(|case| {
                matches!(
                    case,
                    "in" | "at"
                        | "near"
                        | "outside"
                        | "inside"
                        | "on"
                        | "off"
                        | "along"
                        | "around"
                        | "across"
                        | "throughout"
                )
            });
            // "exploded outside the embassy": what a bomb goes off at is what it was meant for.
            let beside = draft.mode == Some("explosives")
                && draft.kind == EventType::Assault
                && tree.classes(phrase).has(*lexicon::BUILT)
                && tree
                    .cases(phrase)
                    .any(|case| matches!(case, "outside" | "near" | "beside" | "under" | "beneath" | "at"));
            let span = tree.phrase_span(phrase);
            let is_place = tree.classes(phrase).has(*lexicon::PLACES) || {
                let from = layers.places.partition_point(|place| place.span.start < span.start);
                layers.places.get(from).is_some_and(|place| span.contains(place.span))
            };
            let free = !tree.is_time(phrase) && !roles.iter().any(|role| role.span.overlaps(span));
            if free && (at_place && is_place || beside) {
                let kind = if beside { RoleKind::Target } else { RoleKind::Location };
                roles.push(Role { kind, span, entity: entity(tree, layers, phrase) });
            }
        }
    }
}

/// Which claims hold the event, and what that makes of it.
fn claims(layers: Layers<'_>, event: &mut Event, presupposed: bool) {
    let until = layers.claims.partition_point(|claim| claim.span.start <= event.trigger.start);
    let from = until.saturating_sub(CLAIMS_BACK);
    for (index, claim) in layers.claims.iter().enumerate().take(until).skip(from) {
        if !claim.content.iter().any(|content| content.contains(event.trigger))
            || claim.cue.is_some_and(|cue| cue.overlaps(event.trigger))
        {
            continue;
        }
        event.claims.push(ClaimId(index as u32));
        if claim.author {
            continue;
        }
        let source = claim.source.and_then(|source| source.entity);
        let party = source.filter(|&source| is_party(layers, event, source));
        // Who claims a deed presupposes it; what is promised or refused is so in the saying.
        let settled = presupposed || matches!(event.rule, "events.refusal" | "events.promise");
        let stated = event.rule != "events.noun";
        let found = match claim.stance {
            _ if settled => Modality::Actual,
            Stance::Alleges => Modality::Alleged,
            Stance::Predicts if stated => Modality::Planned,
            Stance::Orders | Stance::Asks if stated => Modality::Hypothetical,
            // What is told before the word for a denial is not what is denied.
            Stance::Denies if claim.cue.is_some_and(|cue| event.trigger.start < cue.start) => Modality::Actual,
            Stance::Denies if stated => {
                event.polarity = Polarity::Negative;
                Modality::Claimed
            }
            // "declined to say whether", "is expected to announce that"
            Stance::Asserts | Stance::Reports if stated && claim.certainty == Certainty::Unknown => Modality::Possible,
            Stance::Asserts | Stance::Reports if party.is_some() => Modality::Claimed,
            _ => Modality::Actual,
        };
        event.modality = event.modality.max(found);
        if let Some(party) = party.filter(|party| is_material(event.kind) && !event.claimed_by.contains(party)) {
            event.claimed_by.push(party);
        }
    }
}

fn is_material(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Protest | EventType::Sanction
    )
}

/// Whether an entity takes part in an event: as a role, or by a name within one ("IS militants").
fn is_party(layers: Layers<'_>, event: &Event, entity: EntityId) -> bool {
    let parties = event.roles.iter().filter(|role| {
        matches!(role.kind, RoleKind::Actor | RoleKind::Recipient | RoleKind::Target | RoleKind::Victim)
    });
    parties.into_iter().any(|role| {
        if role.entity == Some(entity) {
            return true;
        }
        let from = layers.mentions.partition_point(|mention| mention.span.start < role.span.start);
        let inside = layers.mentions.iter().skip(from).take_while(|mention| mention.span.start < role.span.end);
        inside.into_iter().any(|mention| mention.entity == Some(entity))
    })
}
