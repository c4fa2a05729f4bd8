//! A verb with its subject: who says, tells, thinks or wants something.

use std::ops::Range;

use dateline_core::{Deprel, Token};

use crate::quotes::cues::{Class as CueClass, Cue, Form, Frames};
use crate::quotes::extents::breaks_off;
use crate::quotes::sourcing;
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::active::{Content, active_content};
use super::asides::{as_reported, aside};
use super::bounds::bound;
use super::force::{cue_range, force};
use super::holders::{by_whom, is_clause, name, occasion, set_apart, who};
use super::leads::take_lead;
use super::passives::passive_content;
use super::plain::plain_clause;
use super::questions::{asked, question};
use super::styled::styled;
use super::{Reported, SUBJECTS, has_verb, sentence};

/// Words that stand for what is said elsewhere, and so are nothing that is said.
const EMPTY: &[&str] = &["it", "that", "this", "what", "which", "whatever"];

/// What a verb tells, and of whom.
pub(super) fn verb(words: &Words, at: usize) -> Option<Reported> {
    let (entry, form) = words.verb(at)?;
    let relation = words.deprel(at)?;
    if matches!(
        relation,
        Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Aux | Deprel::Cop
    ) {
        return None;
    }
    if let Some(found) = as_reported(words, at, entry, form).or_else(|| styled(words, at, entry)) {
        return Some(found);
    }
    if asked(words, at, form) {
        return question(words, at, entry);
    }
    if restricts(words, at, entry, relation) {
        return None;
    }
    let bare = is_bare(words, at, relation);
    let passive = bare || is_passive(words, at, form, relation);
    let (negative, actual) = force(words, at, entry);
    let mut found = Reported::new("", cue_range(words, at, entry), None);
    (found.word, found.entry, found.negative, found.actual) = (at, Some(entry), negative, actual);
    if !passive && let Some((source, content)) = aside(words, at, entry, form) {
        found.holder =
            words.dependent(at, SUBJECTS).filter(|subject| source.contains(subject)).or(source.clone().next_back());
        found.source = Some(source);
        found.content = content;
        found.rule = "claims.verb.aside";
        return Some(found);
    }
    (found.content, found.rule) = content(words, at, entry, form, passive, bare)?;
    // Whom a passive tells is its subject.
    let heard = if passive { None } else { listener(words, &mut found, entry) };
    bound(words, &mut found, entry, form);
    found.holder = if passive { by_whom(words, &mut found) } else { who(words, &mut found, form) };
    if found.holder.is_none() && !passive || is_nothing(words, &found, entry, passive) {
        return None;
    }
    name(words, &mut found);
    if matches!(found.rule, "claims.verb.object" | "claims.verb.phrase" | "claims.verb.name")
        && is_clause(words, &found)
    {
        return None;
    }
    set_apart(words, &mut found, form)?;
    take_lead(words, &mut found);
    let person = || words.dependent(at, &[Deprel::Iobj]).or_else(|| words.dependent(at, &[Deprel::Obj]));
    found.addressee = entry
        .frames
        .has(Frames::PERSON)
        .then(person)
        .flatten()
        .map(|person| words.phrase_of(person, false))
        .map(|person| person.start..occasion(words, &person))
        .map(|person| heard.clone().filter(|heard| heard.start == person.start).unwrap_or(person))
        .or_else(|| heard.clone())
        .filter(|person| !found.content.iter().any(|part| part.contains(&person.start)));
    Some(found)
}

/// "voters who support the plan": which they are, not what they take a side on.
fn restricts(words: &Words, at: usize, entry: &Cue, relation: Deprel) -> bool {
    relation == Deprel::AclRelcl
        && entry.class == CueClass::Judgement
        && entry.frames.has(Frames::OBJECT)
        && words.dependent(at, SUBJECTS).is_some_and(|subject| {
            words.is(subject, &["who", "that", "which"]) && subject > 0 && words.class(subject - 1) != Class::Comma
        })
}

/// "…, charged with theft": a participle without an auxiliary tells of the subject of the clause that it hangs on.
fn is_bare(words: &Words, at: usize, relation: Deprel) -> bool {
    relation == Deprel::Advcl
        && words.document.token(at).and_then(Token::xpos) == Some("VBN")
        && words.dependent(at, &[Deprel::Aux, Deprel::Nsubj]).is_none()
}

fn is_passive(words: &Words, at: usize, form: Form, relation: Deprel) -> bool {
    words.dependent(at, &[Deprel::AuxPass]).is_some()
        // "Ann Lee predicted at the debate that": without an auxiliary it is no passive, whatever the tree calls its subject.
        || words.dependent(at, &[Deprel::NsubjPass]).is_some() && words.dependent(at, &[Deprel::Aux]).is_some()
        || (relation == Deprel::Acl && matches!(form, Form::Participle | Form::Past))
}

/// What is told, from the tree or, where the tree shows less, from the first words behind the verb; and the rule.
fn content(words: &Words, at: usize, entry: &Cue, form: Form, passive: bool, bare: bool) -> Option<Content> {
    if passive {
        let borrowed = || words.head(at).filter(|_| bare).and_then(|above| words.dependent(above, SUBJECTS));
        return passive_content(words, at, entry, words.dependent(at, SUBJECTS).or_else(borrowed));
    }
    let parsed = active_content(words, at, entry, words.deprel(at)?);
    let plain = plain_clause(words, at, entry, form);
    Some(match (parsed, plain) {
        (None, plain) => (vec![plain?], "claims.verb.plain"),
        (Some((_, "claims.verb.object" | "claims.verb.phrase" | "claims.verb.parataxis")), Some(plain)) => {
            (vec![plain], "claims.verb.plain")
        }
        // A clause before the verb is no content where another follows it: "Lee, who calls Marsh a fool, said he would win".
        (Some((content, rule)), Some(plain))
            if rule == "claims.verb.clause"
                && (breaks_off(words, &content, &plain) || content.iter().all(|part| part.end <= at)) =>
        {
            (vec![plain], rule)
        }
        (Some(parsed), _) => parsed,
    })
}

/// Who is told, where a comma or a clause behind them shows where they end; what is told begins after them.
fn listener(words: &Words, found: &mut Reported, entry: &Cue) -> Option<Range<usize>> {
    // "told CNN, neighbors tried to help": who is told ends at the comma.
    let told = entry.frames.has(Frames::PERSON) && found.rule != "claims.verb.to";
    let near = words.phrase_from(found.cue.end, sentence(words, found.word).end).filter(|_| told)?;
    // "told local media Lee's heart had stopped": who is told ends with a noun for them.
    let hears = |i: &usize| {
        words.class(*i) == Class::Noun
            && matches!(words.class(i + 1), Class::Name | Class::Determiner)
            && words.document.token(*i).is_some_and(sourcing::is_source)
    };
    let clause = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain");
    let merged = clause && found.content.first().is_some_and(|part| part.start == near.start);
    let listener = if words.class(near.end) == Class::Comma {
        near
    } else {
        let last = (near.start..near.end - 1).find(hears).filter(|_| merged)?;
        near.start..last + 1
    };
    if let Some(part) = found.content.first_mut() {
        let after = listener.end + usize::from(words.class(listener.end) == Class::Comma);
        let far = listener.end + 1..listener.end + ASIDE;
        if part.start == listener.start
            || part.start > far.start && part.start < far.end && !has_verb(words, listener.end..part.start)
        {
            part.start = after.min(part.end);
        }
    }
    Some(listener)
}

/// Whether nobody says it, or nothing is said.
fn is_nothing(words: &Words, found: &Reported, entry: &Cue, passive: bool) -> bool {
    // "what happened to point out that", "That said, …": nobody.
    let that = |holder: usize| {
        words.is(holder, &["that"]) && holder + 1 == found.word && words.class(found.word + 1) == Class::Comma
    };
    let nobody = found
        .holder
        .is_some_and(|holder| words.is(holder, &["what"]) || that(holder) || words.is_when(holder) && !passive);
    // "The planet they found was small"
    let lacks = entry.class == CueClass::Evidence
        && found.content.iter().any(|part| matches!(words.class(part.start), Class::Verb | Class::Auxiliary));
    let empty =
        |part: &Range<usize>| words.is(part.end - 1, &["what"]) || part.len() == 1 && words.is(part.start, EMPTY);
    let own = |source: usize| found.content.iter().any(|part| part.contains(&source));
    nobody || lacks || found.content.iter().all(empty) || found.holder.is_some_and(own)
}
