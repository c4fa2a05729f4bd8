//! The words of a document as places are read from them, and the word lists that say what stands around a place.

use std::num::NonZeroU8;

use dateline_core::gazetteer::Feature;
use dateline_core::{BlockKind, Document, NameType, Span, Upos};
use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

/// What a word is beside a place name; several at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class {
    bits: u16,
    /// Number of its kind in the lexicon, counted from one: a document has a class for every word.
    kind: Option<NonZeroU8>,
    site: Option<Feature>,
}

macro_rules! classes {
    ($($name:literal $is:ident $bit:expr;)+) => {
        impl Class {
            $(pub(super) fn $is(self) -> bool { self.bits & (1 << $bit) != 0 })+

            fn bit(name: &str) -> u16 {
                match name { $($name => 1 << $bit,)+ _ => 0 }
            }
        }
    };
}

classes! {
    "locative" is_locative 0;
    "towards" is_towards 1;
    "siteprefix" is_site_prefix 2;
    "body" is_body 3;
    "role" is_role 4;
    "honorific" is_honorific 5;
    "direction" is_direction 6;
    "calendar" is_calendar 7;
    "function" is_function 8;
    "acts" acts 9;
    "deals" is_deal 10;
    "public" is_public 11;
}

impl Class {
    /// Whether the word is in none of the lists.
    pub(super) fn is_plain(self) -> bool {
        self.bits == 0 && self.kind.is_none() && self.site.is_none()
    }

    /// Features of the places whose kind the word names: district, village.
    pub(super) fn kind(self) -> Option<&'static str> {
        LEXICON.kinds.get(usize::from(self.kind?.get()) - 1).copied()
    }

    fn with(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, kind: self.kind.or(other.kind), site: self.site.or(other.site) }
    }

    /// Feature of a site whose name the word ends: Road, Airport.
    pub(super) fn site(self) -> Option<Feature> {
        self.site
    }
}

struct Lexicon {
    words: FxHashMap<&'static str, Class>,
    /// What the kinds of places are that words name.
    kinds: Vec<&'static str>,
    demonyms: FxHashMap<&'static str, &'static str>,
    governments: FxHashMap<&'static str, &'static str>,
}

static LEXICON: Lazy<Lexicon> = Lazy::new(|| {
    let mut words: FxHashMap<&'static str, Class> = FxHashMap::default();
    let mut kinds: Vec<&'static str> = Vec::new();
    for line in entries(lexicon::PLACE_WORDS) {
        let mut columns = line.split('\t');
        let (Some(class), Some(list)) = (columns.next(), columns.next()) else { continue };
        let data = columns.next();
        let kind = data.filter(|_| class == "kind").and_then(|kind| {
            let at = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                kinds.push(kind);
                kinds.len() - 1
            });
            NonZeroU8::new((at + 1).try_into().ok()?)
        });
        for word in list.split('|') {
            let entry = words.entry(word).or_default();
            entry.bits |= Class::bit(class);
            match class {
                "kind" => entry.kind = kind,
                "site" => entry.site = data.and_then(Feature::from_code),
                _ => {}
            }
        }
    }
    let pairs = |list: &'static str| entries(list).filter_map(|line| line.split_once('\t'));
    let demonyms =
        pairs(lexicon::DEMONYMS).flat_map(|(code, words)| words.split('|').map(move |word| (word, code))).collect();
    let governments =
        pairs(lexicon::GOVERNMENTS).filter_map(|(name, rest)| Some((name, rest.split('\t').next()?))).collect();
    Lexicon { words, kinds, demonyms, governments }
});

/// The country of a demonym, singular or plural.
pub(super) fn demonym(word: &str) -> Option<&'static str> {
    let table = &LEXICON.demonyms;
    table.get(word).or_else(|| table.get(word.strip_suffix('s')?)).copied()
}

/// Whether the name of a seat stands for a government or another body.
pub(super) fn is_seat(name: &str) -> bool {
    LEXICON.governments.contains_key(name)
}

/// A word of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word<'d> {
    pub(super) text: &'d str,
    pub(super) upos: Option<Upos>,
    row: Row,
}

/// What is kept of a word; its text and place stand in the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// White space stands before it.
    pub(super) space: bool,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// It has letters, and all of them are capitals.
    pub(super) upper: bool,
    /// It is the first word of its sentence.
    pub(super) first: bool,
    pub(super) sentence: u32,
    pub(super) class: Class,
}

impl std::ops::Deref for Word<'_> {
    type Target = Row;

    fn deref(&self) -> &Row {
        &self.row
    }
}

impl Word<'_> {
    pub(super) fn is(self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    pub(super) fn is_letter(self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }
}

/// A sentence: its words, and how much its capitals say.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: std::ops::Range<usize>,
    /// Nearly all its words are written large: a headline.
    pub(super) title: bool,
    /// All its letters are capitals.
    pub(super) shouting: bool,
    /// It is the first of its block.
    pub(super) opens: bool,
    /// It belongs to the story, not to the page around it.
    pub(super) story: bool,
}

/// The words of a document by sentence.
#[derive(Debug)]
pub(super) struct Text<'d> {
    document: &'d Document,
    rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
}

impl<'d> Text<'d> {
    pub(super) fn read(document: &'d Document) -> Self {
        let mut rows: Vec<Row> = Vec::with_capacity(document.token_count());
        let mut lines = Vec::with_capacity(document.sentence_count());
        let lexicon = &LEXICON.words;
        let mut block = None;
        let mut before = 0;
        for sentence in document.sentences() {
            let start = rows.len();
            let (mut large, mut small, mut upper) = (0, 0, 0);
            for token in sentence.tokens() {
                let (text, span) = (token.text(), token.span());
                let capital = text.chars().next().is_some_and(char::is_uppercase);
                let all = capital && text.chars().nth(1).is_some() && !text.chars().any(char::is_lowercase);
                // Words of the lists are written as they stand in a sentence; a first word or a headline has capitals of its own.
                let lower = if capital { lexicon.get(text.to_lowercase().as_str()).copied() } else { None };
                let class = lexicon.get(text).copied().unwrap_or_default().with(lower.unwrap_or_default());
                if text.chars().nth(3).is_some() && !class.is_function() {
                    large += u32::from(capital);
                    upper += u32::from(all);
                    small += u32::from(!capital && text.chars().all(char::is_alphabetic));
                }
                let space = rows.is_empty() || before < span.start;
                before = span.end;
                let first = rows.len() == start;
                rows.push(Row { space, capital, upper: all, first, sentence: lines.len() as u32, class });
            }
            let here = sentence.block();
            let kind = here.kind();
            lines.push(Line {
                words: start..rows.len(),
                title: large >= 3 && small * 4 <= large,
                shouting: upper >= 2 && small == 0 && upper == large,
                opens: block != Some(here.index()),
                story: kind.is_story() || kind == BlockKind::Correction,
            });
            block = Some(here.index());
        }
        Self { document, rows, lines }
    }

    /// The word at `index`.
    pub(super) fn get(&self, index: usize) -> Option<Word<'d>> {
        let (row, token) = (self.rows.get(index)?, self.document.token(index)?);
        Some(Word { text: token.text(), upos: token.upos(), row: *row })
    }

    /// The words of a range, as far as there are any.
    pub(super) fn range(
        &self,
        words: std::ops::Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Word<'d>> + ExactSizeIterator + Clone {
        (words.start..words.end.min(self.rows.len())).map(|index| self.get(index).unwrap_or_default())
    }

    /// All words.
    pub(super) fn words(&self) -> impl Iterator<Item = Word<'d>> {
        self.range(0..self.rows.len())
    }

    /// The word at `index`, where it belongs to that sentence.
    pub(super) fn word(&self, index: usize, sentence: u32) -> Option<Word<'d>> {
        self.get(index).filter(|word| word.sentence == sentence)
    }

    /// The word before `index` in the same sentence.
    pub(super) fn before(&self, index: usize) -> Option<Word<'d>> {
        let sentence = self.rows.get(index)?.sentence;
        self.word(index.checked_sub(1)?, sentence)
    }

    /// The word after `last` in the same sentence.
    pub(super) fn after(&self, last: usize) -> Option<Word<'d>> {
        let sentence = self.rows.get(last)?.sentence;
        self.word(last + 1, sentence)
    }

    pub(super) fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(self.rows.get(index)?.sentence as usize)
    }

    pub(super) fn span(&self, words: &std::ops::Range<usize>) -> Option<Span> {
        let first = self.document.token(words.start)?;
        let last = self.document.token(words.end.checked_sub(1)?)?;
        Some(first.span().cover(last.span()))
    }
}

/// What the names layer says about some words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Named {
    /// No name stands there, and none was looked for.
    Unknown,
    /// No name stands there.
    Not,
    /// A name of exactly these words.
    Exactly(NameType),
    /// A longer name.
    Inside(NameType),
    /// A name that shares words with them.
    Crossing(NameType),
}
