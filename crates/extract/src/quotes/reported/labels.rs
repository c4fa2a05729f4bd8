//! Speakers before a colon.

use std::ops::Range;

use dateline_core::{BlockKind, NameType};

use crate::mentions::Mention;
use crate::quotes::cues::SOURCES;
use crate::quotes::sourcing;
use crate::quotes::words::{Class, Words};

use super::{Reported, has_verb, trim};

/// How many turns of a conversation are asked for the name that initials stand for.
const SPEAKERS: usize = 16;

/// Speakers before a colon: "Minister: Talks will go on" in a headline, and turns of a conversation in print.
pub(super) fn labels(words: &Words, mentions: &[Mention], quoted: &impl Fn(usize) -> bool) -> Vec<Reported> {
    let mut found = Vec::new();
    let mut turns = Vec::new();
    let story = words.document.blocks().filter(|block| block.kind().is_story());
    for (nth, block) in story.enumerate() {
        let range = words.within(block.span());
        let Some(colon) =
            range.clone().take(7).find(|i| words.class(*i) == Class::Colon).filter(|colon| *colon > range.start)
        else {
            continue;
        };
        let label = range.start..colon;
        let content = trim(words, colon + 1..range.end);
        if quoted(range.start) || content.len() < 3 || quoted(content.start) || content.clone().all(quoted) {
            continue;
        }
        let speaker = words.span(&label);
        let from = mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let kind = mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.span.start < speaker.end)
            // "Lion Air disaster: Recorder found": a name that only says which disaster it is says nothing.
            .filter(|mention| mention.span.end == speaker.end)
            .find_map(|mention| mention.kind);
        let somebody = matches!(kind, Some(NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp))
            && !has_verb(words, label.clone());
        let document = label.len() <= 3
            && label.clone().next_back().is_some_and(|last| {
                let speaks = words.document.token(last).is_some_and(sourcing::speaks);
                speaks || SOURCES.contains(words.text(last).to_ascii_lowercase().as_str())
            });
        let capitals = words.text(label.start).chars().all(|c| c.is_uppercase()) && label.len() <= 3;
        // "NG:" after "Natasha Gray:" is the same speaker.
        let spoke = |name: &Range<usize>| {
            let initials = name.clone().filter_map(|i| words.text(i).chars().next()).collect::<String>();
            capitals && label.len() == 1 && name.len() > 1 && initials == words.text(label.start)
        };
        let known = turns.iter().take(SPEAKERS).filter_map(|turn: &Reported| turn.source.clone()).find(spoke);
        let source = (known.map_or(label.end, |name| name.end) - 1, label);
        let reported =
            Reported { content: vec![content], ..Reported::new("claims.label", colon..colon + 1, Some(source)) };
        if (nth == 0 || block.kind() == BlockKind::Headline) && (somebody || document) {
            found.push(reported);
        } else if capitals || (somebody && kind == Some(NameType::Person)) {
            turns.push(reported);
        }
    }
    if turns.len() > 2 {
        found.extend(turns);
    }
    found
}
