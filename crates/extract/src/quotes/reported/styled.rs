//! Names that somebody gives to something: "what officials called a hate crime".

use crate::quotes::cues::{Cue, Frames};
use crate::quotes::subjects::head_of;
use crate::quotes::words::{Class, Words};

use super::force::{cue_range, verb_group};
use super::{Reported, sentence};

/// "what officials called a hate crime", "what she described as a mistake": the name that somebody gives to something.
pub(super) fn styled(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let floor = sentence(words, at).start;
    let group = verb_group(words, at);
    // "what the two papers each called"
    let each = usize::from(group > floor && words.is(group - 1, &["each", "both", "all"]));
    let source = words.phrase_before(group - each, floor).filter(|source| source.start > floor)?;
    let as_what = words.is(at + 1, &["as"]) && entry.frames.has(Frames::preposition("as"));
    let named = words.is(source.start - 1, &["what"]) && (as_what || entry.frames.has(Frames::NAME));
    let start = at + 1 + usize::from(as_what);
    // "what she called a “hard year”"
    let article = usize::from(words.class(start) == Class::Determiner && words.class(start + 1) == Class::Mark);
    let after = start + article + usize::from(words.class(start + article) == Class::Mark);
    let phrase = words.phrase_from(after, sentence(words, at).end).filter(|_| named)?;
    let mut end = phrase.end.max(words.subtree(head_of(words, &phrase)).end);
    if after > start {
        let comma = usize::from(words.class(phrase.end) == Class::Comma);
        end = phrase.end + if words.class(phrase.end + comma) == Class::Mark { comma + 1 } else { 0 };
    }
    let content = start..end;
    let found = Reported::new("claims.verb.name", cue_range(words, at, entry), Some((head_of(words, &source), source)));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}
