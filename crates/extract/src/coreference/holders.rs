//! Who holds a title: "the prime minister" is whom the text last called "Prime Minister Lee". Titles change hands.

use dateline_core::{Document, Upos};
use rustc_hash::FxHashMap;

use super::phrases::{Determiner, Phrase};
use super::traits::{Kind, Number};
use crate::mentions::MentionForm;

/// Words of the longest title.
const LONGEST: usize = 3;

/// Words before a title that say that it is held no more.
const GONE: &[&str] = &["former", "ex", "late", "then", "outgoing", "ousted", "deposed"];

/// The people whom the text called by a title, by the title.
#[derive(Default)]
pub(super) struct Holders {
    of: FxHashMap<String, [Option<Holder>; 2]>,
}

/// Somebody who was called by a title.
#[derive(Clone, Copy)]
struct Holder {
    entity: usize,
    /// The number of the block where that was.
    block: Option<usize>,
}

impl Holders {
    /// Notes the words before a person's name as what the person is called.
    pub(super) fn note(&mut self, document: &Document, name: &Phrase<'_>, entity: usize) {
        if name.form != MentionForm::Name || name.traits.kind != Kind::Person {
            return;
        }
        let Some(first) = document.tokens_in(name.span).next() else { return };
        let before = std::iter::successors(first.previous(), |word| word.previous());
        let words: Vec<String> = before
            .take_while(|word| word.sentence() == first.sentence() && word.text().starts_with(char::is_alphabetic))
            .take(LONGEST + 1)
            .map(|word| word.text().to_lowercase())
            .collect();
        if words.iter().any(|word| GONE.contains(&word.as_str())) {
            return;
        }
        let holder =
            Holder { entity, block: document.sentence(name.sentence).map(|sentence| sentence.block().index()) };
        for count in 1..=words.len().min(LONGEST) {
            let title: Vec<&str> = words.iter().take(count).rev().map(String::as_str).collect();
            let [last, before] = self.of.entry(title.join(" ")).or_default();
            if last.is_some_and(|last| last.entity != entity) {
                *before = *last;
            }
            *last = Some(holder);
        }
    }

    /// Whom a bare title speaks of; `None` where two who hold it were called so side by side.
    pub(super) fn find(&self, document: &Document, phrase: &Phrase<'_>) -> Option<usize> {
        let is_title = phrase.form == MentionForm::Nominal
            && phrase.determiner == Determiner::Definite
            && phrase.traits.kind == Kind::Person
            && phrase.traits.number != Number::Many;
        if !is_title {
            return None;
        }
        let words = document.tokens_in(phrase.span).skip(1).filter(|word| word.upos() != Some(Upos::Part));
        let title: Vec<String> = words.map(|word| word.text().to_lowercase()).collect();
        let [last, before] = self.of.get(&title.join(" "))?;
        let last = (*last)?;
        let beside = |before: &Holder| before.entity != last.entity && before.block == last.block;
        (!before.as_ref().is_some_and(beside)).then_some(last.entity)
    }
}
