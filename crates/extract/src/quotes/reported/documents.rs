//! Polls and surveys that speak for themselves: "In a new poll, most said no".

use dateline_core::{Deprel, Token};

use crate::quotes::cues::SOURCES;
use crate::quotes::extents::LOOSE;
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::force::case;
use super::{Reported, SUBJECTS, has_verb, sentence, without};

/// A poll or survey that speaks for itself: "in a new poll, most said no".
pub(super) fn document_source(words: &Words, at: usize) -> Option<Reported> {
    // "in the polls" is no one inquiry, "in exit polls" is.
    let many = words.text(at).ends_with('s') && !words.text(at).ends_with("is") && !words.text(at).ends_with("us");
    if !matches!(words.deprel(at), Some(Deprel::Obl | Deprel::Nmod))
        || many && words.dependent(at, &[Deprel::Amod, Deprel::Compound, Deprel::Acl]).is_none()
        || !SOURCES.contains(words.text(at).to_ascii_lowercase().as_str())
    {
        return None;
    }
    let (case, _) = case(words, at).filter(|(_, text)| text.eq_ignore_ascii_case("in"))?;
    // "Given his lead in the polls, he should run": what the noun before it is, not what it tells.
    let setting = words.deprel(at) == Some(Deprel::Nmod)
        && matches!(words.class(sentence(words, at).start), Class::Verb | Class::Preposition | Class::Subordinator)
        && words.class(words.subtree(at).end) == Class::Comma;
    if setting {
        return None;
    }
    // What it tells is a clause with a subject; who takes part in it tells nothing.
    let takes_part =
        ["participated", "participate", "surveyed", "asked", "included", "questioned", "polled", "conducted", "borne"];
    let mut clause = words.head(at)?;
    for _ in 0..4 {
        let dependent = matches!(words.deprel(clause)?, Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl | Deprel::Xcomp);
        let subject = words.dependent(clause, SUBJECTS).is_some();
        let published = clause == at + 1;
        if words.is(clause, &takes_part) || dependent && !subject && !published {
            return None;
        }
        if subject {
            break;
        }
        clause = words.head(clause)?;
    }
    let subject = words.dependent(clause, SUBJECTS)?;
    if words.is(subject, &["who", "which", "that", "you", "we", "i"]) {
        return None;
    }
    // With what the tree cut from its name: "a poll released on Sunday", "a survey, conducted in May".
    let mut cut = case..words.subtree(at).end;
    let told = cut.end + usize::from(words.class(cut.end) == Class::Comma);
    if words.document.token(told).and_then(Token::xpos) == Some("VBN") {
        cut.end = (told..words.subtree(clause).end.min(told + ASIDE))
            .find(|i| words.class(*i) == Class::Comma)
            .unwrap_or(cut.end);
    }
    // "In a poll last month, most": the month is the poll's.
    let dated = |comma: &usize| words.is_when(comma - 1) && !has_verb(words, cut.end..*comma);
    let comma = (cut.end + 1..cut.end + LOOSE).find(|i| words.class(*i) == Class::Comma).filter(dated);
    cut.end = comma.unwrap_or(cut.end);
    let content = without(words, words.subtree(clause), &cut);
    if !content.iter().any(|part| part.contains(&subject)) {
        return None;
    }
    let source = (at, words.phrase_of(at, false));
    Some(Reported { content, ..Reported::new("claims.document.in", case..case + 1, Some(source)) })
}
