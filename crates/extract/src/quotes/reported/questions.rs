//! What somebody was asked: "Asked whether he would stay, he said".

use std::ops::Range;

use dateline_core::Deprel;

use crate::claims::Stance;
use crate::quotes::cues::{Cue, Form};
use crate::quotes::extents::LOOSE;
use crate::quotes::subjects::ASIDE;
use crate::quotes::words::{Class, Words};

use super::according::main_subject;
use super::force::cue_range;
use super::passives::agent;
use super::{Reported, SUBJECTS, sentence, trim};

/// Whether a participle without auxiliary or subject opens its sentence or clause: "Asked to explain the delay, she said". Who is asked does
/// not ask.
pub(super) fn asked(words: &Words, at: usize, form: Form) -> bool {
    let first = at == sentence(words, at).start;
    let opens = first
        || words.is(at - 1, &["when"])
        || matches!(words.class(at - 1), Class::Comma | Class::Subordinator) && words.deprel(at) == Some(Deprel::Advcl);
    opens
        && matches!(form, Form::Participle | Form::Past)
        && words.dependents(at).all(|i| i > at || matches!(words.deprel(i), Some(Deprel::Mark | Deprel::Advmod)))
        && words.dependents(at).all(|i| !words.deprel(i).is_some_and(|relation| SUBJECTS.contains(&relation)))
}

/// What was asked, by somebody whom the text need not name: "Asked whether he would stay, he said", "when asked about the delay".
pub(super) fn question(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let asked = |i: &usize| {
        let marked = |mark: usize| {
            matches!(words.deprel(mark), Some(Deprel::Mark | Deprel::Case))
                && words.is(mark, &["if", "whether", "about", "for"])
        };
        let phrase = matches!(words.deprel(*i), Some(Deprel::Advcl | Deprel::Obl)) && words.dependents(*i).any(marked);
        *i > at && (words.deprel(*i) == Some(Deprel::Ccomp) || phrase)
    };
    if entry.stance != Stance::Asks {
        return None;
    }
    let whole = sentence(words, at);
    // Where the tree hangs the question elsewhere, it begins with its own word: "Asked at the meeting about the delay".
    let extent = words.dependents(at).find(asked).map(|content| words.subtree(content)).or_else(|| {
        let near = (at + 1..whole.end.min(at + ASIDE)).take_while(|i| words.class(*i) != Class::Comma);
        let opening = near.into_iter().find(|i| words.is(*i, QUESTIONS) || words.is(*i, &["about", "for"]))?;
        Some(opening..whole.end)
    })?;
    // The question begins with its own word, and the main clause is none of it.
    let opening = (at + 1..extent.start.min(at + LOOSE)).find(|i| words.is(*i, QUESTIONS)).unwrap_or(extent.start);
    let main = main_subject(words, opening, whole.end).map_or(extent.end, |main| main - 1);
    let content = topic(words, trim(words, opening..extent.end.min(main)));
    let source = agent(words, at).map(|agent| (agent, words.phrase_of(agent, false)));
    let found = Reported::new("claims.verb.passive", cue_range(words, at, entry), source);
    let empty = content.len() == 1 && words.class(content.start) == Class::Pronoun;
    (!empty && !content.is_empty()).then(|| Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}

/// What a phrase with "about" or "for" is about.
pub(super) fn topic(words: &Words, extent: Range<usize>) -> Range<usize> {
    extent.start + usize::from(words.is(extent.start, &["about", "for"]))..extent.end
}

/// Words with which a question begins.
pub(super) const QUESTIONS: &[&str] = &["when", "where", "why", "how", "what", "who", "which", "whether", "if"];
