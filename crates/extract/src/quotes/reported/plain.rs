//! The clause behind a verb of saying, by its first words, where the tree does not show it.

use std::ops::Range;

use dateline_core::{Deprel, Token};

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::{FARTHEST, ends_medium};
use crate::quotes::subjects::{ASIDE, is_present};
use crate::quotes::words::{Class, Words};

use super::force::is_infinitive;
use super::leads::lead;
use super::questions::QUESTIONS;
use super::{SUBJECTS, sentence, trim};

/// The clause that follows a verb of saying, by its first words, where the tree does not show it.
pub(super) fn plain_clause(words: &Words, at: usize, entry: &Cue, form: Form) -> Option<Range<usize>> {
    if !entry.frames.has(Frames::CLAUSE) {
        return None;
    }
    let spoken = entry.class == CueClass::Speech
        && (form != Form::Base || matches!(entry.lemma, "say" | "argue") || is_present(words, at));
    // "appeared to imply that": an infinitive under a verb that says what became of it.
    let led = || is_infinitive(words, at) && words.head(at).is_some_and(|above| lead(words, above).is_some());
    let whole = sentence(words, at);
    let mut start = at + 1 + usize::from(entry.particle.is_some());
    let question = |i: usize| words.is(i, QUESTIONS);
    while start < whole.end && words.class(start) == Class::Adverb && !question(start) {
        start += 1;
    }
    // "said at a rally in Texas that": up to the conjunction.
    // "told the paper, however, that"
    let aside = |i: usize| {
        (i.saturating_sub(2)..=i).any(|adverb| {
            words.class(adverb) == Class::Comma
                && words.is(adverb + 1, &["however", "though", "too"])
                && words.class(adverb + 2) == Class::Comma
        })
    };
    // "said in a statement carried by state media that"
    let of_medium = |i: usize| i > start && ends_medium(words, start..i);
    let object = |i: usize| words.deprel(i) == Some(Deprel::Obj) && !words.is_when(i);
    let that = (start..whole.end.min(start + ASIDE))
        .take_while(|i| {
            let stop = matches!(words.class(*i), Class::Verb | Class::Comma | Class::Stop | Class::Colon);
            !stop || of_medium(*i) || aside(*i) || words.deprel(*i) == Some(Deprel::Amod)
        })
        .find(|i| words.is(*i, &["that"]));
    // "ruled last week that", "said in an interview that": what tells when or by what means it was said has no relative clause.
    let told_when = |that: usize| {
        let when = that > start && (words.is_when(that - 1) || (start + 1..=that).any(of_medium));
        when && !(start..that).any(|i| object(i) || question(i))
    };
    // "summing up talks that ran late", "contradicting his claim that": the word belongs to the noun before it.
    let that = that.filter(|that| {
        // An object beside another object is no relative: "predicted at the debate that they will take every state".
        let other = |verb: usize| words.dependents(verb).any(|i| i != *that && words.deprel(i) == Some(Deprel::Obj));
        let relative = words.deprel(*that).is_some_and(|relation| {
            relation == Deprel::Obj && !words.head(*that).is_some_and(other) || SUBJECTS.contains(&relation)
        });
        let noun = (start..*that).any(|i| {
            let beside = words.deprel(i) == Some(Deprel::Obj) || i + 1 == *that;
            beside && words.get(i).is_some_and(|word| word.nominal.is_some())
        });
        let noun = noun || words.is(that.saturating_sub(1), &["now", "so", "but", "except", "given", "provided"]);
        let asked = (start..*that).any(question);
        let plain = *that == start && (spoken || led()) || spoken && !relative && !noun && !asked;
        // "ordered that change": the word points at a noun.
        let points = words.document.token(*that).and_then(Token::xpos) == Some("DT")
            && matches!(words.class(that + 1), Class::Noun | Class::Adjective);
        !points && (plain || told_when(*that) && (spoken || form != Form::Base))
    });
    if that.is_none() && !spoken {
        return None;
    }
    let opens = (question(start)
        || matches!(
            words.class(start),
            Class::Pronoun | Class::Determiner | Class::Name | Class::Noun | Class::Number | Class::Adjective
        ))
        && matches!(
            entry.lemma,
            "say" | "add" | "argue" | "note" | "insist" | "claim" | "suggest" | "acknowledge" | "contend" | "state"
        );
    // "announced it was closing": after these a noun may be all that is announced, a pronoun is not.
    let pronoun = words.is(start, &["it", "he", "she", "they", "we", "i"])
        && matches!(entry.lemma, "announce" | "report" | "confirm" | "reveal" | "warn" | "deny" | "admit");
    // "telling the paper he had nothing to do with it"
    let told = || {
        let somebody = entry.frames.has(Frames::PERSON) && !question(start);
        let person = somebody.then(|| words.phrase_from(start, whole.end)).flatten()?;
        let clause = words.is(person.end, &["it", "he", "she", "they", "we", "i", "there"])
            && matches!(words.class(person.end + 1), Class::Verb | Class::Auxiliary | Class::Adverb);
        clause.then_some(person.end)
    };
    let start = that.or((opens || pronoun).then_some(start)).or_else(told)?;
    // After a conjunction, asides may stand before the verb: "proposed that in birds, as in planes, wings lift".
    let conjunction = words.is(start, &["that"]) && words.class(start) == Class::Subordinator;
    let stops = |i: &usize| {
        matches!(words.class(*i), Class::Stop | Class::Colon) || words.class(*i) == Class::Comma && !conjunction
    };
    let verb = (start..whole.end.min(start + FARTHEST))
        .take_while(|i| !stops(i))
        .find(|i| matches!(words.class(*i), Class::Verb | Class::Auxiliary));
    // "questioned that sum, asking for more"
    let participle =
        |verb: usize| words.verb(verb).is_some_and(|(_, form)| form == Form::Ing) || words.text(verb).ends_with("ing");
    let verb = verb.filter(|verb| !(participle(*verb) && words.class(verb - 1) == Class::Comma));
    // "claimed great wealth and said": the next report's verb.
    let clause = verb.is_some_and(|verb| {
        words.class(verb - 1) != Class::Conjunction
            || words.verb(verb).is_none_or(|(verb, _)| verb.class != CueClass::Speech)
    });
    clause.then(|| trim(words, start..whole.end))
}
