//! Nouns for what is said, thought or planned, with what they are about: "the claim that", "made a remark about", "the mayor's calls for".

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Class as CueClass, Cue, Frames};
use crate::quotes::speakers;
use crate::quotes::words::{Class, Words};

use super::documents::document_source;
use super::force::{case, is_infinitive};
use super::{Reported, SUBJECTS, trim};

/// Verbs whose subject holds the opinion or makes the remark that is their object: "voiced concern about".
const GIVING: &[&str] = &[
    "make",
    "makes",
    "made",
    "making",
    "voice",
    "voices",
    "voiced",
    "voicing",
    "express",
    "expresses",
    "expressed",
    "expressing",
    "raise",
    "raises",
    "raised",
    "raising",
    "have",
    "has",
    "had",
    "offer",
    "offers",
    "offered",
    "offering",
    "issue",
    "issues",
    "issued",
    "issuing",
    "deliver",
    "delivered",
    "repeat",
    "repeated",
    "repeating",
    "launch",
    "launched",
    "launching",
    "give",
    "gives",
    "gave",
    "given",
    "renew",
    "renewed",
    "share",
    "shares",
    "shared",
    "signal",
    "signals",
    "signaled",
    "signalled",
    "reach",
    "reaches",
    "reached",
    "file",
    "files",
    "filed",
];

/// What a noun for words, thoughts or plans tells, and whose they are.
pub(super) fn noun(words: &Words, at: usize) -> Option<Reported> {
    let entry = words.get(at)?.nominal.or(None);
    if entry.is_none() {
        return document_source(words, at);
    }
    let entry = entry?;
    let clause = words.dependents(at).find(|i| {
        *i > at && matches!(words.deprel(*i), Some(Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)) && {
            let that = words
                .dependents(*i)
                .any(|mark| words.deprel(mark) == Some(Deprel::Mark) && words.is(mark, &["that", "whether"]));
            (that && entry.frames.has(Frames::CLAUSE)) || (is_infinitive(words, *i) && entry.frames.has(Frames::TO))
        }
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Nmod))
            && case(words, *i).is_some_and(|(_, case)| entry.frames.has(Frames::preposition(case)))
    });
    let owner = words.dependent(at, &[Deprel::NmodPoss]);
    let by = words.dependents(at).find(|i| {
        words.deprel(*i) == Some(Deprel::Nmod)
            && case(words, *i).is_some_and(|(_, case)| matches!(case, "by" | "from" | "among"))
    });
    // "made the claim that", "has no plans to": the verb's subject is the source; of other verbs it is not, "disputes the idea that".
    let verb = words.head(at).filter(|verb| words.deprel(at) == Some(Deprel::Obj) && words.is(*verb, GIVING));
    let given = verb.and_then(|verb| speakers::subject_in_tree(words, verb));
    let source = owner.or(by).or(given).or_else(|| warner(words, at));
    let (content, rule) = match (clause, phrase) {
        // Without a source it takes a noun that says so: "reports that", "allegations that".
        (Some(clause), _) if source.is_some() || matches!(entry.stance, Stance::Reports | Stance::Alleges) => {
            (trim(words, words.subtree(clause)), "claims.noun.clause")
        }
        // What a remark or opinion is about is told as a claim only where somebody makes or voices it.
        // So is what an owner's words are about: "the mayor's calls for an inquiry".
        (None, Some(phrase))
            if Some(phrase) != by
                && (given.is_some() && voices(words, verb, entry) || owner.is_some() && utters(entry)) =>
        {
            let extent = words.subtree(phrase);
            let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
            (trim(words, if case == extent.start { case + 1 } else { extent.start }..extent.end), "claims.noun.phrase")
        }
        // "the view is that", "his message:": what the noun is said to be
        (None, _) => {
            let _ = owner?;
            let root =
                words.head(at).filter(|_| words.deprel(at).is_some_and(|relation| SUBJECTS.contains(&relation)))?;
            let that = words.dependents(root).any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["that"]));
            let extent = words.subtree(root);
            if !that || extent.contains(&at) {
                return None;
            }
            (trim(words, extent), "claims.noun.clause")
        }
        _ => return None,
    };
    let negative = words.dependents(at).any(|i| words.deprel(i) == Some(Deprel::Det) && words.is(i, &["no"]));
    let source = source.map(|source| (source, words.phrase_of(source, false)));
    Some(Reported { entry: Some(entry), content: vec![content], negative, ..Reported::new(rule, at..at + 1, source) })
}

/// Whether a noun is for words by itself, not for what somebody has or thinks: "calls for", but not "support for".
fn utters(entry: &Cue) -> bool {
    entry.class == CueClass::Speech && matches!(entry.stance, Stance::Orders | Stance::Alleges)
}

/// Whether a verb utters what its object is: support and doubts that somebody only has are nothing said.
fn voices(words: &Words, verb: Option<usize>, entry: &Cue) -> bool {
    entry.class != CueClass::Aim && verb.is_some_and(|verb| !words.is(verb, &["have", "has", "had"]))
}

/// Who warns in "…, warning that": the tag of a noun, after a comma, for what is a participle.
fn warner(words: &Words, at: usize) -> Option<usize> {
    let bare = words.dependents(at).all(|i| i > at || words.deprel(i) == Some(Deprel::Punct));
    let opens = at > 0 && words.class(at - 1) == Class::Comma && words.is(at + 1, &["that"]);
    if !(bare && opens && words.text(at).ends_with("ing")) {
        return None;
    }
    let mut above = at;
    for _ in 0..4 {
        above = words.head(above)?;
        if let Some(subject) = speakers::subject_in_tree(words, above).filter(|subject| *subject < at) {
            return Some(subject);
        }
    }
    None
}
