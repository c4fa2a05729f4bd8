//! Tellings of one happening are joined.

use dateline_core::Document;
use rustc_hash::FxHashMap;

use super::{Event, EventType, Layers, RoleKind};
use crate::{EntityId, EventId};

/// How many happenings of a type a telling is compared with, the latest first.
const BACK: usize = 12;
/// How much must speak for it that two tellings are of one happening.
const ENOUGH: u32 = 4;

/// Writes into each telling of a happening the others.
pub(super) fn join(document: &Document, layers: Layers<'_>, events: &mut [Event]) {
    let mut happenings: FxHashMap<EventType, Vec<Vec<usize>>> = FxHashMap::default();
    for at in 0..events.len() {
        let Some(event) = events.get(at) else { continue };
        let known = happenings.entry(event.kind).or_default();
        let found = known.iter().enumerate().rev().take(BACK).find(|(_, tellings)| {
            let others = tellings.iter().rev().take(4).filter_map(|&other| events.get(other));
            let scores: Vec<Option<u32>> = others.map(|other| alike(document, layers, other, event)).collect();
            !scores.contains(&None) && scores.iter().flatten().any(|score| *score >= ENOUGH)
        });
        match found.map(|(index, _)| index) {
            Some(index) => {
                if let Some(tellings) = known.get_mut(index) {
                    tellings.push(at);
                }
            }
            None => known.push(vec![at]),
        }
    }
    for kind in EventType::ALL {
        for tellings in happenings.get(kind).into_iter().flatten().filter(|tellings| tellings.len() > 1) {
            let Some(&first) = tellings.first() else { continue };
            for &telling in tellings.iter().skip(1) {
                if let Some(event) = events.get_mut(first) {
                    event.same_as.push(EventId(telling as u32));
                }
                if let Some(event) = events.get_mut(telling) {
                    event.same_as.push(EventId(first as u32));
                }
            }
        }
    }
}

/// How much speaks for one happening; `None` where something speaks against it.
fn alike(document: &Document, layers: Layers<'_>, one: &Event, other: &Event) -> Option<u32> {
    if one.polarity != other.polarity
        || one.modality == super::Modality::Hypothetical
        || other.modality == super::Modality::Hypothetical
    {
        return None;
    }
    let mut score = 0;
    if let (Some(first), Some(second)) = (value(layers, one), value(layers, other)) {
        match first.starts_with(second) || second.starts_with(first) {
            true => score += 2,
            false => return None,
        }
    }
    if let (Some(first), Some(second)) = (one.place, other.place) {
        match near(layers, first.index(), second.index()) {
            true => score += 2,
            false => return None,
        }
    }
    for kinds in [&[RoleKind::Actor][..], &[RoleKind::Recipient, RoleKind::Victim, RoleKind::Target]] {
        let (first, second) = (parties(one, kinds), parties(other, kinds));
        if first.is_empty() || second.is_empty() {
            continue;
        }
        match first.iter().any(|party| second.contains(party)) {
            true => score += 2,
            false => return None,
        }
    }
    score += 2 * u32::from(same_toll(one, other));
    let mentions_back = definite(document, other);
    score += u32::from(one.lemma == other.lemma)
        + u32::from(mentions_back) * 2
        + u32::from(one.mode.is_some() && one.mode == other.mode);
    Some(score)
}

fn value<'s>(layers: Layers<'s>, event: &Event) -> Option<&'s str> {
    layers.times.get(event.time?.index())?.value.as_deref()
}

fn parties(event: &Event, kinds: &[RoleKind]) -> Vec<EntityId> {
    event.roles.iter().filter(|role| kinds.contains(&role.kind)).filter_map(|role| role.entity).collect()
}

/// Whether two tellings count the same number of dead or hurt.
fn same_toll(one: &Event, other: &Event) -> bool {
    one.casualties.iter().any(|toll| {
        toll.min.is_some_and(|least| least > 1.0)
            && other
                .casualties
                .iter()
                .any(|again| (again.outcome, again.min, again.max) == (toll.outcome, toll.min, toll.max))
    })
}

/// Whether two places are one, or one lies within the other.
fn near(layers: Layers<'_>, first: usize, second: usize) -> bool {
    let (Some(one), Some(other)) = (layers.places.get(first), layers.places.get(second)) else { return false };
    let inside = |inner: &crate::places::Place, outer: &crate::places::Place| {
        inner.within.iter().filter_map(|place| layers.places.get(place.index())).any(|place| place.name == outer.name)
    };
    first == second
        || one.name == other.name
        || one.geonames.is_some() && one.geonames == other.geonames
        || inside(one, other)
        || inside(other, one)
}

/// "the attack", "this meeting": a noun that points back.
fn definite(document: &Document, event: &Event) -> bool {
    let Some(first) = document.tokens_in(event.trigger).next() else { return false };
    let mut before = first.previous();
    for _ in 0..2 {
        let Some(token) = before else { return false };
        if matches!(
            token.text(),
            "the" | "The" | "this" | "This" | "that" | "That" | "these" | "These" | "those" | "THE" | "THIS"
        ) {
            return true;
        }
        before = token.previous();
    }
    false
}
