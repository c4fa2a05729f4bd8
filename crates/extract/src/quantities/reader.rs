//! A sentence's atoms, read by position: a position outside the sentence reads as the empty word.

use super::atoms::{Atom, is_dash};
use super::lexicon::{Lexicon, NumberClass, NumberWord, Phrases};
use super::money::Evidence;

/// What the grammar reads from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r, 'd> {
    pub(super) atoms: &'r [Atom<'d>],
    pub(super) lexicon: &'static Lexicon,
    pub(super) evidence: &'r Evidence,
    /// Whether most words of the sentence are capitalised, so that capitals say nothing.
    pub(super) title_case: bool,
}

impl<'r, 'd> Reader<'r, 'd> {
    pub(super) fn atom(&self, at: usize) -> Option<&'r Atom<'d>> {
        self.atoms.get(at)
    }

    /// The word as written.
    pub(super) fn text(&self, at: usize) -> &'d str {
        self.atom(at).map_or("", |atom| atom.text)
    }

    /// The word as compared.
    pub(super) fn lower(&self, at: usize) -> &'r str {
        self.atom(at).map_or("", |atom| &atom.lower)
    }

    /// The word `back` places before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &'r str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    /// Whether it stands directly after the atom before, in one sentence.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.atom(at).is_some_and(|atom| atom.glued)
    }

    pub(super) fn is_open(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| !atom.blocked)
    }

    /// Past a hyphen that joins `at` to what follows; `at` itself where there is none.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_joint(at) { at + 1 } else { at }
    }

    /// Whether a hyphen or dash at `at` joins both neighbours.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        is_dash(self.text(at)) && self.glued(at) && self.glued(at + 1)
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    pub(super) fn number(&self, at: usize, class: impl Fn(NumberClass) -> bool) -> Option<NumberWord> {
        self.lexicon.number(self.lower(at), class)
    }

    /// The longest phrase that stands at `at`, compared as `word` says: one past its end and its meaning.
    pub(super) fn phrase<'p, 'w, T>(
        &self,
        phrases: &'p Phrases<T>,
        at: usize,
        word: impl Fn(&Self, usize) -> &'w str,
    ) -> Option<(usize, &'p T)> {
        phrases.starting(word(self, at)).iter().find_map(|(words, meaning)| {
            let mut end = at;
            for expected in words {
                if end > at {
                    end = self.past_hyphen(end);
                }
                (word(self, end) == *expected).then_some(())?;
                end += 1;
            }
            Some((end, meaning))
        })
    }

    /// The longest phrase that ends before `end`: where it starts and its meaning.
    pub(super) fn phrase_before<'p, T>(&self, phrases: &'p Phrases<T>, end: usize) -> Option<(usize, &'p T)> {
        phrases.starting(self.before(end, 1)).iter().find_map(|(words, meaning)| {
            let fits = words.iter().zip(1..).all(|(word, back)| self.before(end, back) == *word);
            fits.then(|| (end - words.len(), meaning))
        })
    }
}

impl std::fmt::Debug for Reader<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.atoms.iter().map(|atom| atom.text)).finish()
    }
}
