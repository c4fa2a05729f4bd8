//! What is counted: the noun phrase after a number.
//!
//! The parse says it where there is one, the tags where there are those, and otherwise the words: up to the first plural before a function
//! word.

use std::ops::Range;

use dateline_core::{Span, Upos};

use super::atoms::is_word;
use super::reader::Reader;

/// How far a noun may stand from its number, in atoms.
const REACH: usize = 8;

impl Reader<'_, '_> {
    /// The noun phrase after a number that ends before `at`. `number`: the position of the number's last atom.
    pub(super) fn counted(&self, at: usize, number: usize, plural: bool) -> Option<Range<usize>> {
        let mut first = self.past_hyphen(at);
        if self.lower(first) == "of" {
            first += 1;
            if matches!(self.lower(first), "all" | "both") {
                first += 1;
            }
            if matches!(self.lower(first), "every" | "each" | "which" | "whom" | "them" | "us" | "you" | "it") {
                return None;
            }
            while matches!(
                self.lower(first),
                "the" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "your" | "a" | "an"
            ) {
                first += 1;
            }
            // "five of those involved".
            if matches!(
                self.atom(first).and_then(|atom| atom.upos),
                Some(Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Pron | Upos::Adp)
            ) && !self.atom(first).is_some_and(|atom| {
                atom.participle && matches!(self.atom(first + 1).and_then(|next| next.upos), Some(Upos::Noun))
            }) {
                return None;
            }
        }
        if self.lower(first) == "per" {
            return None;
        }
        if first > at && self.is_joint(at) {
            return self.compound_noun(first);
        }
        while matches!(self.lower(first), "more" | "additional" | "further" | "extra") && !self.ends_phrase(first + 1) {
            first += 1;
        }
        if let Some(noun) = self.parsed_noun(first, number) {
            return Some(noun);
        }
        match self.atom(first)?.upos {
            Some(_) => self.tagged_noun(first),
            None if plural => self.plural_after(first),
            None => self.singular_after(first),
        }
    }

    /// "room" in "20-room mansion".
    fn compound_noun(&self, at: usize) -> Option<Range<usize>> {
        (is_word(self.text(at)) && !self.lexicon.stop_words.contains(self.lower(at))).then_some(at..at + 1)
    }

    fn parsed_noun(&self, first: usize, number: usize) -> Option<Range<usize>> {
        let head = self.atom(number)?.counts?;
        let end = (first..first + REACH)
            .take_while(|at| self.atom(*at).is_some())
            .filter(|at| self.atom(*at).is_some_and(|atom| atom.token == head))
            .last()?
            + 1;
        if !matches!(self.atom(end - 1)?.upos, Some(Upos::Noun | Upos::Propn | Upos::Adj)) {
            return None;
        }
        let broken = (first..end).any(|at| {
            matches!(self.atom(at).and_then(|atom| atom.upos), Some(Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj))
                && at + 1 < end
                && !self.lower(at).ends_with("ed")
                && !self.lower(at).ends_with("ing")
        });
        // "voter-registration events": where the head is part of a compound, the compound is counted.
        let plural = end.checked_sub(1).and_then(|last| self.atom(last)).is_some_and(|atom| atom.plural);
        let longer = self.tagged_noun(first).map_or(end, |noun| noun.end);
        (!broken).then_some(first..if plural { end } else { end.max(longer) })
    }

    fn tagged_noun(&self, first: usize) -> Option<Range<usize>> {
        let mut end = None;
        let mut after_plural = false;
        for at in first..first + REACH {
            let Some(atom) = self.atom(at).filter(|atom| !atom.timed) else { break };
            let next = self.atom(at + 1).and_then(|atom| atom.upos);
            let noun_follows = matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj)) || self.is_joint(at + 1);
            match atom.upos {
                Some(Upos::Propn) if after_plural => break,
                Some(Upos::Noun | Upos::Propn) => end = Some(at + 1),
                Some(Upos::Adj) if end.is_none() || noun_follows && !after_plural => {}
                Some(Upos::Adv) if end.is_none() && noun_follows => {}
                Some(Upos::Verb) if end.is_none() && noun_follows && atom.participle => {}
                Some(Upos::Part) if self.lower(at).starts_with('\'') && (noun_follows || next == Some(Upos::Num)) => {}
                Some(Upos::Num) if at == first && noun_follows && matches!(self.before(at, 1), "of" | "the") => {}
                Some(Upos::Num) if self.lower(at.saturating_sub(1)).starts_with('\'') && noun_follows => {}
                _ if self.is_joint(at) => {}
                _ => break,
            }
            after_plural = atom.plural;
        }
        end.map(|end| first..end)
    }

    /// Up to the first plural after `first`, without crossing a function word.
    pub(super) fn plural_after(&self, first: usize) -> Option<Range<usize>> {
        let mut at = first;
        while at < first + REACH {
            let atom = self.atom(at).filter(|atom| !atom.timed && !atom.blocked)?;
            if self.is_joint(at) {
                at += 1;
                continue;
            }
            if !is_word(atom.text)
                || self.lexicon.stop_words.contains(&*atom.lower) && !self.lexicon.plurals.contains(&*atom.lower)
            {
                return None;
            }
            if self.is_plural(at) && !self.is_joint(at + 1) {
                // "police officers": the noun goes on.
                let longer = matches!(
                    &*atom.lower,
                    "police"
                        | "aircraft"
                        | "sports"
                        | "women"
                        | "british"
                        | "french"
                        | "irish"
                        | "chinese"
                        | "japanese"
                        | "us"
                        | "news"
                        | "species"
                ) && self.is_plural(at + 1);
                return Some(first..at + 1 + usize::from(longer));
            }
            at += 1;
        }
        None
    }

    fn is_plural(&self, at: usize) -> bool {
        let Some(atom) = self.atom(at) else { return false };
        if atom.upos.is_some() && atom.plural {
            return true;
        }
        let word = &*atom.lower;
        let ending = word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s", "ous"].iter().any(|end| word.ends_with(end));
        let possessive = self.lower(at + 1).starts_with('\'') && self.glued(at + 1);
        (ending || self.lexicon.plurals.contains(word) || self.lexicon.plurals.contains(atom.text))
            && !possessive
            && is_word(atom.text)
    }

    /// The noun after "one" where words carry no tags: the first word that does not look like an adjective.
    fn singular_after(&self, first: usize) -> Option<Range<usize>> {
        for at in first..first + 5 {
            if self.is_joint(at) {
                continue;
            }
            let atom = self
                .atom(at)
                .filter(|atom| is_word(atom.text) && !atom.timed && !self.lexicon.stop_words.contains(&*atom.lower))?;
            let word = &*atom.lower;
            let adjective =
                ["al", "ous", "ish", "ive", "ed", "ing", "est", "able", "ible", "ful", "ic", "ian", "ese", "ary"]
                    .iter()
                    .any(|end| word.ends_with(end))
                    || matches!(
                        word,
                        "more"
                            | "other"
                            | "new"
                            | "old"
                            | "young"
                            | "big"
                            | "small"
                            | "former"
                            | "senior"
                            | "top"
                            | "major"
                            | "minor"
                            | "long"
                            | "short"
                            | "us"
                            | "british"
                            | "police"
                    )
                    || self.is_capitalised(at) && !self.title_case;
            if !adjective || self.ends_phrase(at + 1) {
                return Some(first..at + 1);
            }
        }
        None
    }

    /// The span of a range of atoms.
    pub(super) fn span(&self, atoms: Range<usize>) -> Option<Span> {
        let first = self.atom(atoms.start)?;
        let last = self.atom(atoms.end.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }
}
