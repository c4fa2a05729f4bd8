//! Where it happens.

use dateline_core::{Deprel, Token};
use rustc_hash::FxHashMap;

use super::event::MainEvent;
use super::{Answer, Lead};
use crate::story::Evidence;
use crate::{PlaceId, coreference};

pub(super) const NEAR: &str = "five_w.where.near";

/// The places of the story: those in the main clauses first, what a preposition marks as a place before what only names one, the smaller before
/// what it lies in.
pub(super) fn place(evidence: Evidence<'_>, leads: &[Lead<'_>], main: &MainEvent<'_>) -> Vec<Answer> {
    let mut often: FxHashMap<&str, f32> = FxHashMap::default();
    for place in evidence.places.iter().filter(|place| !place.metonym) {
        *often.entry(place.name.as_str()).or_default() += 1.0;
    }
    let mut answers = Vec::new();
    for lead in leads {
        let span = lead.sentence.span();
        let from = evidence.places.partition_point(|place| place.span.start < span.start);
        let inside = (from as u32..)
            .map(PlaceId)
            .zip(evidence.places.iter().skip(from))
            .take_while(|(_, place)| place.span.start < span.end);
        for (id, place) in inside.filter(|(_, place)| !place.metonym) {
            let first = evidence.document.tokens_in(place.span).next();
            let before = first.and_then(|token| token.previous()).map(|token| match token.text() {
                "the" => token.previous().unwrap_or(token),
                _ => token,
            });
            let located = before.is_some_and(|word| {
                matches!(
                    word.text(),
                    "in" | "at" | "near" | "In" | "At" | "Near" | "outside" | "off" | "across" | "around"
                )
            });
            // Where something comes from or goes to is not where it happens.
            let is_way = before.is_some_and(|word| {
                matches!(word.text(), "from" | "From" | "to" | "via" | "through" | "towards" | "toward")
            });
            let is_inside = |word: &Token<'_>| place.span.contains(word.span());
            let above = || first.into_iter().flat_map(|token| std::iter::once(token).chain(token.ancestors()));
            let governor = above().find(|word| !is_inside(word));
            // Nor is it where those are who belong there: "the United States military".
            let is_owned = |part: Token<'_>| matches!(part.deprel(), Some(Deprel::Compound | Deprel::NmodPoss));
            let is_theirs = above().take_while(is_inside).any(is_owned)
                && governor
                    .is_some_and(|word| coreference::describes_people(word) || coreference::describes_body(word));
            let nearness = governor.map_or(1.0, |word| main.nearness(lead, word).0);
            let repeated = often.get(place.name.as_str()).copied().unwrap_or(1.0).min(4.0) / 4.0;
            let contained = if place.within.is_empty() { 0.0 } else { 0.1 };
            let stated = match (located, is_way || is_theirs) {
                (true, _) => 0.6,
                (false, true) => 0.2,
                (false, false) => 0.4,
            };
            let score = lead.weight * stated * (0.5 + 0.5 * nearness) + 0.25 * repeated + contained;
            let mut reasons = vec![lead.reason()];
            reasons.extend(located.then_some("preposition"));
            reasons.extend((repeated > 0.5).then_some("frequent"));
            answers.push(Answer { place: Some(id), ..Answer::new(place.span, NEAR, score.min(1.0), &reasons) });
        }
    }
    answers
}
