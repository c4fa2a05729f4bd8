//! What somebody is sure, afraid or glad of: "is confident that"; what somebody makes clear.

use dateline_core::Deprel;

use crate::quotes::cues::{Cue, Frames};
use crate::quotes::extents::{LOOSE, cut};
use crate::quotes::speakers;
use crate::quotes::words::Words;

use super::force::{case, force, is_infinitive, mood, verb_group};
use super::{Reported, SUBJECTS, sentence, trim};

/// What somebody is sure, afraid or glad of.
pub(super) fn adjective(words: &Words, at: usize) -> Option<Reported> {
    let entry = words.get(at)?.nominal?;
    if let Some(found) = made_clear(words, at, entry) {
        return Some(found);
    }
    words.dependent(at, &[Deprel::Cop])?;
    let source = words.dependent(at, SUBJECTS)?;
    let clause = words.dependents(at).find(|i| {
        *i > at
            && (matches!(words.deprel(*i), Some(Deprel::Ccomp | Deprel::Xcomp))
                || (words.deprel(*i) == Some(Deprel::Advcl) && words.subtree(*i).start == at + 1))
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i).is_some_and(|(_, case)| entry.frames.has(Frames::preposition(case)))
    });
    let content = match (clause, phrase) {
        (Some(clause), _) if !is_infinitive(words, clause) || entry.frames.has(Frames::TO) => {
            trim(words, words.subtree(clause))
        }
        (_, Some(phrase)) => {
            let extent = words.subtree(phrase);
            let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
            trim(words, if case == extent.start { case + 1 } else { extent.start }..extent.end)
        }
        _ => return None,
    };
    if content.is_empty() || words.is(source, &["it", "there", "that", "this"]) {
        return None;
    }
    let cop = words.dependent(at, &[Deprel::Cop]).filter(|cop| at.abs_diff(*cop) < LOOSE / 2)?;
    let (negative, actual) = force(words, at, entry);
    let source = (source, words.phrase_of(source, false));
    let found = Reported::new("claims.adjective", cop.min(at)..at + 1, Some(source));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], negative, actual, ..found })
}

/// "made clear that", "made it clear that": who makes it clear says so.
fn made_clear(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let it = usize::from(at > 0 && words.is(at - 1, &["it"]));
    let verb = at.checked_sub(1 + it).filter(|verb| words.is(*verb, &["make", "makes", "made", "making"]))?;
    if !words.is(at, &["clear"]) {
        return None;
    }
    let whole = sentence(words, at);
    let start = (at + 1..whole.end.min(at + 8)).find(|i| words.is(*i, &["that"]))?;
    let content = start..cut(words, &trim(words, start..whole.end));
    let holder = speakers::past_dateline(words, speakers::subject_in_tree(words, verb)?, verb);
    if holder > verb {
        return None;
    }
    let (negative, actual) = mood(words, verb);
    let found = Reported::new(
        "claims.adjective",
        verb_group(words, verb)..at + 1,
        Some((holder, words.phrase_of(holder, false))),
    );
    Some(Reported { word: at, entry: Some(entry), content: vec![content], negative, actual, ..found })
}
