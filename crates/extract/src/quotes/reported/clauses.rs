//! The clause that a verb takes, by the tree: "said that it was late", "told him how tired she was".

use dateline_core::Deprel;

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::FARTHEST;
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::active::Content;
use super::{SUBJECTS, trim};

/// The clauses that hang on a verb as what it tells.
pub(super) fn clauses<'w>(words: &'w Words<'_>, at: usize) -> impl Iterator<Item = usize> + 'w {
    words.dependents(at).filter(move |i| is_clause(words, at, *i) && !is_handed_on(words, at, *i))
}

/// Whether a dependent is a clause that tells something, by the tree or in spite of it.
fn is_clause(words: &Words, at: usize, dependent: usize) -> bool {
    let has = |relations: &[Deprel]| words.dependent(dependent, relations).is_some();
    match words.deprel(dependent) {
        Some(Deprel::Ccomp) => true,
        // "reported the company issued a warning"
        Some(Deprel::Xcomp) => has(&[Deprel::Nsubj, Deprel::NsubjPass]) && !has(&[Deprel::Mark]),
        // "says food, shelter and cash are needed": nothing coordinates the two verbs.
        Some(Deprel::Conj) => {
            dependent > at
                && words.verb(at).is_some_and(|(verb, _)| says(verb))
                && words.dependent(at, &[Deprel::Obj]).is_some_and(|object| object > at && object < dependent)
                && has(&[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
                && !has(&[Deprel::Cc])
                && !has(SUBJECTS)
        }
        _ => false,
    }
}

/// Whether a verb says something to nobody in particular: what stands right behind it is said.
fn says(verb: &Cue) -> bool {
    verb.class == CueClass::Speech && !verb.frames.has(Frames::PERSON)
}

/// Whether a verb that the tree coordinates with a present cue is one more of its clause: "say gunmen have shot and killed the imam".
fn goes_on(words: &Words, at: usize, clause: usize, next: usize) -> bool {
    let tag = |i: usize| words.document.token(i).and_then(|token| token.xpos());
    words.deprel(next) == Some(Deprel::Conj)
        && next > clause
        && clause > at
        && matches!(tag(at), Some("VBZ" | "VBP"))
        && matches!(tag(clause), Some("VBD" | "VBN"))
        && matches!(tag(next), Some("VBD" | "VBN"))
        && words.dependent(next, SUBJECTS).is_none()
}

/// Whether a clause belongs to another word than the verb that it hangs on.
fn is_handed_on(words: &Words, at: usize, clause: usize) -> bool {
    let start = words.subtree(clause).start.max(at + 1);
    // "decried the sum, saying that": the clause belongs to the participle.
    let participle = |i: usize| {
        words.class(i - 1) == Class::Comma
            && words.verb(i).is_some_and(|(verb, form)| {
                verb.class == CueClass::Speech && verb.frames.has(Frames::CLAUSE) && form == Form::Ing
            })
    };
    // "noted the theories, though others had reported more": nor is a clause that stands against it what is noted.
    let against = words.class(start - 1) == Class::Comma
        && !words.is(start.saturating_sub(2), &["that"])
        && words.is(start, &["though", "although", "while", "whereas"]);
    against || (at + 2..start.min(at + ASIDE)).any(participle)
}

/// What the clause tells, from where it begins to where it ends.
pub(super) fn clause_content(words: &Words, at: usize, entry: &Cue, clause: usize, object: Option<usize>) -> Content {
    let frames = entry.frames;
    let mut extent = words.subtree(clause);
    // What the tree broke in two: "noted that these accounts, left untouched, may be of value".
    for next in clauses(words, at).filter(|i| *i > clause && clause > at) {
        let more = words.subtree(next);
        let marks = more.clone().take(FARTHEST).filter(|i| words.class(*i) == Class::Mark).count();
        if more.start <= extent.end + 1 && marks.is_multiple_of(2) {
            extent.end = extent.end.max(more.end);
        }
    }
    if let Some(next) = words.dependents(at).rfind(|next| goes_on(words, at, clause, *next)) {
        extent.end = extent.end.max(words.subtree(next).end);
    }
    // A noun between a verb of saying and a clause without subject or conjunction is the clause's subject, whatever the tree says; so is
    // one right before the clause, where the tree found another: "said the plan's rejection is itself a threat".
    if let Some(object) = object.filter(|object| *object > at && *object < clause)
        && says(entry)
        && (words.dependent(clause, SUBJECTS).is_none() || words.subtree(object).end == extent.start)
        && words.dependent(clause, &[Deprel::Mark]).is_none()
    {
        extent.start = extent.start.min(words.subtree(object).start);
    }
    extent.start = opening(words, at + 1 + usize::from(entry.particle.is_some()), entry, clause, extent.start);
    // "a decision that he said was wrong": what the clause lacks stands before it.
    let fronted =
        words.deprel(at) == Some(Deprel::AclRelcl) && words.dependent(clause, SUBJECTS).is_none() && clause > at;
    let relative = |i: &usize| *i < at && words.is(*i, &["that", "which"]);
    let said = extent.start.max(at + 1)..extent.end;
    // "the towns they said were hit": the pronoun may be left out.
    let bare = || {
        let noun = words.head(at).is_some_and(|named| matches!(words.class(named), Class::Noun | Class::Name));
        let speaks = words.dependent(at, SUBJECTS).is_some_and(|subject| !words.is(subject, &["who", "that", "which"]));
        noun && speaks && words.class(said.start) == Class::Auxiliary
    };
    let fronted = fronted && (words.dependents(at).chain(words.dependents(clause)).any(|i| relative(&i)) || bare());
    let lacks = matches!(words.class(said.start), Class::Verb | Class::Auxiliary);
    if let Some(antecedent) = words.head(at).filter(|_| fronted && lacks) {
        let parts = [words.phrase_of(antecedent, false), said].map(|part| trim(words, part));
        return (parts.into(), "claims.verb.clause");
    }
    // The conjunction belongs to the clause, wherever the tree begins it.
    if frames.has(Frames::CLAUSE) && extent.start > at {
        let that = (at + 1..extent.start).find(|i| words.is(*i, &["that"]) && words.class(*i) == Class::Subordinator);
        extent.start = that.unwrap_or(extent.start);
    }
    (vec![trim(words, extent)], "claims.verb.clause")
}

/// Where the clause of a cue begins that the tree lets begin too late: "said the council and its partners will pay", "told him how tired she was".
fn opening(words: &Words, after: usize, entry: &Cue, clause: usize, start: usize) -> usize {
    if !entry.frames.has(Frames::CLAUSE) || start <= after || start - after > 10 {
        return start;
    }
    let gap = after..start;
    let question = gap.clone().find(|i| words.is(*i, &["how", "what", "which", "why", "whether"]));
    if let Some(question) = question {
        return question;
    }
    let nominal = |i: usize| {
        matches!(
            words.class(i),
            Class::Determiner
                | Class::Noun
                | Class::Name
                | Class::Number
                | Class::Adjective
                | Class::Possessive
                | Class::Hyphen
                | Class::Conjunction
        ) || i > after && words.class(i) == Class::Preposition
            // "say moving the plant would help"
            || i == after && words.document.token(i).is_some_and(|token| token.xpos() == Some("VBG"))
            // "said he and the council will pay"
            || i == after && words.class(i) == Class::Pronoun && words.class(i + 1) == Class::Conjunction
    };
    let bare = words.dependent(clause, SUBJECTS).is_none() && words.dependent(clause, &[Deprel::Mark]).is_none();
    let tied = bare || words.class(start - 1) == Class::Conjunction;
    // "found the mayor's advice “was wrong”"
    let opens = |i: usize| {
        i + 1 == start && words.class(i) == Class::Mark && matches!(words.class(start), Class::Verb | Class::Auxiliary)
    };
    let said = !entry.frames.has(Frames::PERSON) && gap.clone().all(|i| (nominal(i) || opens(i)) && !words.is_when(i));
    // "said parents who adopt will pay": the tree lost the subject with its relative clause.
    let relative = || {
        let who = gap.clone().find(|i| words.is(*i, &["who", "which", "that"]));
        who.is_some_and(|who| who > after && (after..who).all(|i| nominal(i) && !words.is_when(i)))
            && !gap.clone().any(|i| matches!(words.class(i), Class::Comma | Class::Stop))
    };
    let lost = bare && !entry.frames.has(Frames::PERSON) && relative();
    if said && tied || lost { after } else { start }
}
