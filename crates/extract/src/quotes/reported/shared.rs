//! Reports that go on for the source of the one before: "…, adding that", "… and suggested".

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::quotes::cues::{Class as CueClass, Form};
use crate::quotes::sourcing;
use crate::quotes::words::{Class, Words};

use super::{Reported, trim};

/// A participle after the comma at which another report ends speaks for the same source.
pub(super) fn hand_on(words: &Words, found: &mut [Reported]) {
    let ends: FxHashMap<usize, usize> =
        found.iter().enumerate().filter_map(|(index, reported)| Some((reported.content.last()?.end, index))).collect();
    for index in 0..found.len() {
        let Some(reported) =
            found.get(index).filter(|reported| words.verb(reported.word).is_some_and(|(_, form)| form == Form::Ing))
        else {
            continue;
        };
        let link = reported.cue.start.checked_sub(1).filter(|link| words.class(*link) == Class::Conjunction);
        let before = link
            .or_else(|| words.comma_before(reported.cue.start))
            .and_then(|comma| ends.get(&comma))
            .filter(|before| **before != index);
        let Some((source, holder)) =
            before.and_then(|before| found.get(*before)).map(|before| (before.source.clone(), before.holder))
        else {
            continue;
        };
        if let Some(reported) = found.get_mut(index) {
            (reported.source, reported.holder) = (source, holder);
        }
    }
}

/// How many reports before one are asked whether it goes on with them.
const BEFORE: usize = 6;

/// Gives a report that a conjunction joins to another one to the same source, where the tree hung it on a subject that cannot speak: "indicated no
/// cars were involved and suggested the driver lost control".
pub(super) fn share(words: &Words, found: &mut [Reported]) {
    for index in 1..found.len() {
        let Some((holder, start, form)) = found.get(index).and_then(|reported| {
            let (entry, form) = words.verb(reported.word)?;
            let joined = reported.cue.start > 0 && words.class(reported.cue.start - 1) == Class::Conjunction;
            // After a comma, whoever told the first tells the second too.
            let tells = matches!(entry.class, CueClass::Speech | CueClass::Judgement);
            let apart = joined
                && words.comma_before(reported.cue.start - 1).is_some()
                && (tells || words.is(reported.cue.start - 1, &["but"]));
            let says = (apart || entry.class == CueClass::Speech) && matches!(form, Form::Past | Form::Third);
            let mute = |holder: usize| {
                words.class(holder) == Class::Noun && !words.document.token(holder).is_some_and(sourcing::is_source)
            };
            let holder = reported.holder.filter(|holder| says && joined && (apart || mute(*holder)))?;
            Some((holder, reported.cue.start, form))
        }) else {
            continue;
        };
        let teller = (index.saturating_sub(BEFORE)..index).rev().find(|before| {
            found.get(*before).is_some_and(|before| {
                let same = words
                    .verb(before.word)
                    .is_some_and(|(entry, said)| entry.class == CueClass::Speech && said == form);
                let inside = |part: &Range<usize>| part.contains(&holder) || before.holder == Some(holder);
                same && before.content.iter().any(|part| part.contains(&start) && inside(part))
            })
        });
        let Some(known) = teller.and_then(|teller| found.get_mut(teller)) else { continue };
        for part in known.content.iter_mut().filter(|part| part.contains(&start)) {
            *part = trim(words, part.start..start - 1);
        }
        let (source, holder) = (known.source.clone(), known.holder);
        if let Some(reported) = found.get_mut(index) {
            (reported.source, reported.holder) = (source, holder);
        }
    }
}
