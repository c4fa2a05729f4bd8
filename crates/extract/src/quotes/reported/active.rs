//! What an active verb takes as its content, by the tree.

use std::ops::Range;

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Class as CueClass, Cue, Frames};
use crate::quotes::extents::run_on;
use crate::quotes::words::{Class, REFLEXIVES, Words};

use super::clauses::{clause_content, clauses};
use super::force::{case, is_infinitive};
use super::infinitives::{aim, infinitive, infinitive_content, only_veils};
use super::objects::{goes_behind, object_content, takes_object};
use super::{SUBJECTS, trim, without};

/// The parts of what is told, and the rule that read them.
pub(super) type Content = (Vec<Range<usize>>, &'static str);

/// Whether a verb takes what was said, as a clause or in marks.
pub(super) fn is_clausal(entry: &Cue) -> bool {
    entry.frames.has(Frames::CLAUSE) || entry.frames.has(Frames::QUOTE)
}

/// A clause, an infinitive, a name, an object, a phrase or a clause beside the verb, whichever comes first in this order.
pub(super) fn active_content(words: &Words, at: usize, entry: &Cue, relation: Deprel) -> Option<Content> {
    let frames = entry.frames;
    let clause = clauses(words, at).find(|i| *i > at).or_else(|| clauses(words, at).find(|i| !is_aside(words, at, *i)));
    let object = words
        .dependents(at)
        .find(|i| words.deprel(*i) == Some(Deprel::Obj) && !words.is(*i, REFLEXIVES) && !words.is_when(*i));
    // "shows Lee leading": nobody is shown anything.
    let shown = || words.dependent(at, &[Deprel::Iobj]).filter(|_| entry.class == CueClass::Evidence);
    let object = object.or_else(shown);
    if let Some(found) = aim(words, at, entry, clause) {
        return Some(found);
    }
    // "began producing films", "continued": what goes on before words in marks takes no clause without them.
    let opens = |clause: &usize| {
        let start = words.subtree(*clause).start;
        words.class(start) == Class::Mark || words.is(start, &["that"])
    };
    let spoken = |clause: &usize| is_clausal(entry) && (frames.has(Frames::CLAUSE) || opens(clause));
    if let Some(clause) =
        clause.filter(|clause| spoken(clause) || frames.has(Frames::NAME) || frames.has(Frames::OBJECT))
    {
        return Some(clause_content(words, at, entry, clause, object));
    }
    let question = words.dependents(at).find(|i| {
        *i > at
            && words.deprel(*i) == Some(Deprel::Advcl)
            && words
                .dependents(*i)
                .any(|mark| words.deprel(mark) == Some(Deprel::Mark) && words.is(mark, &["if", "whether"]))
    });
    if let Some(question) = question.filter(|_| entry.stance == Stance::Asks && frames.has(Frames::CLAUSE)) {
        return Some((vec![trim(words, words.subtree(question))], "claims.verb.clause"));
    }
    if let Some(infinitive) = infinitive(words, at, entry, object) {
        if only_veils(words, infinitive) {
            return None;
        }
        if let Some(found) = infinitive_content(words, at, entry, infinitive, object) {
            return Some(found);
        }
    }
    // "as he accepted the nomination" tells when, not what.
    let when = |i: usize| words.deprel(i) == Some(Deprel::Advcl) && words.dependent(i, SUBJECTS).is_some();
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i)
                .is_some_and(|(_, case)| frames.has(Frames::preposition(case)) && !(case == "as" && when(*i)))
    });
    if let Some(object) = object.filter(|_| takes_object(words, at, entry)) {
        return object_content(words, at, entry, object, phrase);
    }
    if frames.has(Frames::PERSON) && object.is_some() && phrase.is_none() {
        // Told somebody, with the words told elsewhere.
        return beside(words, at, relation);
    }
    if let Some(phrase) = phrase {
        let extent = words.subtree(phrase);
        let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
        // "cast herself as the heir"
        let whom = words.dependents(at).find(|i| *i > at && *i < extent.start && words.deprel(*i) == Some(Deprel::Obj));
        let as_what = whom.filter(|_| words.is(case, &["as"]));
        let start = match as_what {
            Some(object) => words.subtree(object).start,
            None if case == extent.start => case + 1,
            None => extent.start,
        };
        return Some((vec![trim(words, start..run_on(words, at, extent.end))], "claims.verb.phrase"));
    }
    if relation == Deprel::AclRelcl
        && (frames.has(Frames::OBJECT))
        && object.is_none()
        && words.dependent(at, SUBJECTS).is_some_and(|subject| !words.is(subject, &["who", "which", "that"]))
    {
        // "the attack the group claimed"
        let antecedent = words.head(at)?;
        let content = std::iter::once(trim(words, words.phrase_of(antecedent, false)));
        return Some((content.chain(goes_behind(words, at, entry)).collect(), "claims.verb.object"));
    }
    if is_clausal(entry) && matches!(entry.class, CueClass::Speech | CueClass::Evidence) {
        beside(words, at, relation)
    } else {
        None
    }
}

/// Whether a clause before a verb only tells of its subject or of the circumstances, while the verb has an object of its own: "Lee, who opposed the
/// plan, repeated her doubts".
fn is_aside(words: &Words, at: usize, clause: usize) -> bool {
    let start = words.subtree(clause).start;
    let owns = |i: usize| i > at && matches!(words.deprel(i), Some(Deprel::Obj | Deprel::Xcomp)) && !words.is_when(i);
    words.is(start, &["who", "which", "whose"]) || words.dependents(at).any(owns)
}

/// A clause that the cue is loosely joined to: "Rain is likely, he said"; "The plan, he said, is dead".
fn beside(words: &Words, at: usize, relation: Deprel) -> Option<Content> {
    words.dependent(at, SUBJECTS)?;
    // "went on to say": the infinitive speaks.
    if words.dependent(at, &[Deprel::Xcomp]).is_some()
        || words.dependents(at).any(|i| i > at && is_infinitive(words, i))
    {
        return None;
    }
    if relation == Deprel::Parataxis {
        // What takes an object of its own speaks of that.
        if words.dependent(at, &[Deprel::Obj]).is_some() {
            return None;
        }
        let host = words.head(at)?;
        let content = without(words, words.subtree(host), &words.subtree(at));
        return Some((content, "claims.verb.parataxis"));
    }
    // "wrote letters - it is not easy", "interrupted, …": what is loosely added to a verb with an object, or to one of no clause, is the writer's.
    let clausal = words.verb(at).is_some_and(|(verb, _)| verb.frames.has(Frames::CLAUSE));
    if !clausal || words.dependent(at, &[Deprel::Obj]).is_some_and(|object| object > at) {
        return None;
    }
    let beside = words.dependents(at).find(|i| {
        words.deprel(*i) == Some(Deprel::Parataxis)
            || (words.deprel(*i) == Some(Deprel::Advcl)
                && words.subtree(*i).end + 1 >= words.subtree(at).end
                && case(words, *i).is_some_and(|(_, case)| case.eq_ignore_ascii_case("that")))
    })?;
    let own = words.dependents(beside).any(|i| words.deprel(i).is_some_and(|relation| SUBJECTS.contains(&relation)));
    own.then(|| (vec![trim(words, words.subtree(beside))], "claims.verb.parataxis"))
}
