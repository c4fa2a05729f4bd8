//! The infinitive or participle that a verb takes: "promised to pay", "described seeing smoke", "called him wrong".

use dateline_core::{Deprel, Token};

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::{LOOSE, unbroken};
use crate::quotes::sourcing;
use crate::quotes::words::{Class, REFLEXIVES, Words};

use super::active::Content;
use super::force::is_infinitive;
use super::{SUBJECTS, sentence, trim};

/// The clause that follows an infinitive belongs to it: "claimed to have no memory of the night her brother was shot".
pub(super) fn aim(words: &Words, at: usize, entry: &Cue, clause: Option<usize>) -> Option<Content> {
    let aims = |i: &usize| {
        words.deprel(*i) == Some(Deprel::Xcomp) && is_infinitive(words, *i) && words.subtree(*i).start == at + 1
    };
    let aim = words.dependents(at).find(|i| *i > at && aims(i)).filter(|_| entry.frames.has(Frames::TO))?;
    let clause = clause.filter(|clause| *clause > aim)?;
    let extent = words.subtree(aim);
    let end = unbroken(words, extent.end, sentence(words, at).end).max(words.subtree(clause).end);
    Some((vec![trim(words, extent.start..end)], "claims.verb.to"))
}

/// The infinitive, participle or name that a verb takes.
pub(super) fn infinitive(words: &Words, at: usize, entry: &Cue, object: Option<usize>) -> Option<usize> {
    let frames = entry.frames;
    let person = object.filter(|_| frames.has(Frames::PERSON)).map_or(at + 1, |object| words.subtree(object).end);
    words.dependents(at).find(|i| {
        // "described seeing smoke"
        let doing = || {
            words.deprel(*i) == Some(Deprel::Advcl)
                && words.class(at + 1) == Class::Verb
                && words.subtree(*i).start == at + 1
                && frames.has(Frames::ING)
        };
        // "voted 66 to 27 along party lines to ban"
        let counted = || {
            let start = words.subtree(*i).start;
            let apart = |i: usize| matches!(words.class(i), Class::Comma | Class::Stop | Class::Verb);
            entry.lemma == "vote" && start > at && start - at <= LOOSE && !(at + 1..start).any(apart)
        };
        *i > at && (matches!(words.deprel(*i), Some(Deprel::Xcomp)) || doing())
            || (words.deprel(*i) == Some(Deprel::Advcl)
                && *i > at
                && is_infinitive(words, *i)
                && (words.subtree(*i).start == at + 1 || words.subtree(*i).start == person || counted()))
    })
}

/// Whether it only tells how somebody is quoted: "asked not to be named".
pub(super) fn only_veils(words: &Words, infinitive: usize) -> bool {
    is_infinitive(words, infinitive) && sourcing::veils(words, &words.subtree(infinitive))
}

/// What it tells, where the verb takes such a thing.
pub(super) fn infinitive_content(
    words: &Words,
    at: usize,
    entry: &Cue,
    infinitive: usize,
    object: Option<usize>,
) -> Option<Content> {
    let frames = entry.frames;
    let extent = words.subtree(infinitive);
    let to = is_infinitive(words, infinitive);
    let with_object = object
        .or_else(|| words.dependent(at, &[Deprel::Iobj]))
        .filter(|object| *object > at)
        .map_or(extent.start, |object| words.subtree(object).start.min(extent.start));
    // "asked for the price to be kept secret"
    let for_whom = words.is(at + 1, &["for"])
        && words.phrase_from(at + 2, extent.start).is_some_and(|who| who.end == extent.start);
    let with_object = if for_whom { at + 2 } else { with_object };
    let apart = words.class(extent.start) == Class::Comma
        || (extent.start > at + 1 && words.class(extent.start - 1) == Class::Comma);
    if to && !apart && frames.has(Frames::TO) {
        // "wants to see the town become rich", but not "the town he wants to see is rich"
        let ends = matches!(words.class(extent.end), Class::Verb | Class::Auxiliary)
            || words.class(extent.end - 1) == Class::Comma;
        let end = if ends { extent.end } else { unbroken(words, extent.end, sentence(words, at).end) };
        return Some((vec![trim(words, with_object..end)], "claims.verb.to"));
    }
    let doing =
        words.verb(infinitive).is_some_and(|(_, form)| form == Form::Ing) || words.text(infinitive).ends_with("ing");
    let finite = words.document.token(infinitive).and_then(Token::xpos) == Some("VBD");
    // "found it hard", "held them liable": what is found so is nobody's words.
    let named = frames.has(Frames::NAME)
        || doing && (frames.has(Frames::ING) || object.is_some() && frames.has(Frames::OBJECT))
        || (doing || finite)
            && entry.class == CueClass::Evidence
            && (object.is_some()
                || words.dependent(infinitive, SUBJECTS).is_some_and(|subject| !words.is(subject, REFLEXIVES)));
    (!to && !apart && named).then(|| {
        let end = unbroken(words, extent.end, sentence(words, at).end);
        (vec![trim(words, with_object..end)], "claims.verb.name")
    })
}
