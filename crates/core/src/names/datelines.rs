//! The place before a report's first sentence, and who sent it: `SEOUL — `, `PORT HALDEN, May 10 (Valley Echo) - `.

use std::ops::Range;

use super::lexicon::flag;
use super::words::{Word, Words, spelling};
use super::{DATELINE, Found};
use crate::NameType;

/// Words of a place's name, at most.
const PLACE: usize = 4;
/// Tokens before the dash, at most.
const LONGEST: usize = 14;
/// How sure a dateline's names are.
const SCORE: f32 = 0.8;

/// Types the place and the source of every dateline, and adds places that the model passed over.
pub(super) fn add(words: &Words, found: &mut Vec<Found>) {
    let mut added = Vec::new();
    for range in &words.sentences {
        let tokens = words.words.get(range.clone()).unwrap_or_default();
        let Some(dash) = tokens.iter().take(LONGEST).position(|word| word.surface == spelling::DASH) else { continue };
        let (head, rest) = tokens.split_at(dash);
        // A sentence follows; a title with a dash in it is none.
        let begins = |word: &Word| word.is_capital() || word.surface == spelling::QUOTE;
        let small = rest.iter().filter(|word| word.surface == spelling::LOWER).count();
        let flat = head.iter().all(|word| word.surface != spelling::LOWER);
        // "Walter Brown (August 1917 – June 1956) was": the dash joins two days.
        let count = |mark: u8| head.iter().filter(|word| word.surface == mark).count();
        let within = count(spelling::OPEN) > count(spelling::CLOSE);
        if !flat || within || !rest.get(1).is_some_and(begins) || small < 2 || small * 3 < rest.len() {
            continue;
        }
        let at = found.partition_point(|name| name.tokens.end <= range.start);
        let place_end = head.iter().position(|word| !is_proper(word)).unwrap_or(dash);
        if place_end == 0 || place_end > PLACE {
            continue;
        }
        let place = range.start..range.start + place_end;
        let source = source(head).map(|source| range.start + source.start..range.start + source.end);
        // With a source or a date, or in capitals, it is a dateline; else a dash alone may follow any name.
        let sure = source.is_some()
            || head.iter().any(|word| word.entry.flags & flag::CALENDAR != 0)
            || head.iter().take(place_end).all(|word| word.surface == spelling::UPPER);
        let mut covered = false;
        for name in found.iter_mut().skip(at).take_while(|name| name.tokens.start < range.start + dash) {
            covered |= name.tokens.start < place.end;
            let kind = match &name.tokens {
                // Without either, what the model is not sure of gives way.
                tokens
                    if *tokens == place
                        && !is_place(name.kind)
                        && (sure || place_end == dash && name.score < SCORE) =>
                {
                    NameType::Gpe
                }
                tokens if source.as_ref() == Some(tokens) => NameType::Org,
                _ => continue,
            };
            if name.kind != kind {
                (name.kind, name.rule) = (kind, DATELINE);
            }
        }
        if !covered && (sure || place_end == dash) {
            added.push(Found { tokens: place, kind: NameType::Gpe, score: SCORE, rule: DATELINE });
        }
    }
    if !added.is_empty() {
        found.append(&mut added);
        found.sort_by_key(|name| name.tokens.start);
    }
}

/// What stands in brackets before the dash.
fn source(head: &[Word]) -> Option<Range<usize>> {
    let last = head.len().checked_sub(1)?;
    let open = head.iter().rposition(|word| word.surface == spelling::OPEN)?;
    (head.get(last)?.surface == spelling::CLOSE && open > 0 && open + 1 < last).then_some(open + 1..last)
}

fn is_place(kind: NameType) -> bool {
    matches!(kind, NameType::Gpe | NameType::Loc | NameType::Fac)
}

fn is_proper(word: &Word) -> bool {
    word.is_capital()
        && word.entry.flags & (flag::LOWER | flag::FREQUENT | flag::CALENDAR | flag::TITLE | flag::NORP) == 0
}
