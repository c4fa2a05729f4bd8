//! The word lists of the tokeniser, ready to be looked up.

use compact_str::CompactString;
use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a name ends in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ending {
    pub(super) web: bool,
    pub(super) country: bool,
    pub(super) second: bool,
    pub(super) file: bool,
}

/// Where a part of a hyphenated word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affix {
    Prefix,
    Suffix,
    Word,
}

#[derive(Debug)]
pub(super) struct Lexicon {
    /// The words without their bars, and how many characters each part but the last has.
    contractions: FxHashMap<CompactString, Vec<usize>>,
    longest_contraction: usize,
    elisions: FxHashSet<&'static str>,
    units: FxHashSet<&'static str>,
    currencies: FxHashSet<&'static str>,
    affixes: FxHashMap<&'static str, Affix>,
    endings: FxHashMap<&'static str, Ending>,
    openers: FxHashSet<&'static str>,
    /// By first character, longest first.
    emoticons: FxHashMap<char, Vec<&'static str>>,
    mojibake: Vec<(&'static str, char)>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static LEXICON: Lazy<Lexicon> = Lazy::new(Lexicon::load);
        &LEXICON
    }

    fn load() -> Self {
        let columns = |list| entries(list).filter_map(|line| line.split_once('\t'));
        let mut contractions = FxHashMap::default();
        for entry in entries(lexicon::CONTRACTIONS) {
            let mut parts: Vec<usize> = entry.split('|').map(|part| part.chars().count()).collect();
            parts.pop();
            contractions.insert(CompactString::from(entry.replace('|', "")), parts);
        }
        let mut endings = FxHashMap::<_, Ending>::default();
        for (ending, kind) in columns(lexicon::NAME_ENDINGS) {
            let ending = endings.entry(ending).or_default();
            match kind {
                "web" => ending.web = true,
                "country" => ending.country = true,
                "second" => ending.second = true,
                _ => ending.file = true,
            }
        }
        let affixes = columns(lexicon::HYPHEN_AFFIXES).map(|(affix, place)| {
            let place = match place {
                "prefix" => Affix::Prefix,
                "suffix" => Affix::Suffix,
                _ => Affix::Word,
            };
            (affix, place)
        });
        let mut faces: Vec<&str> = entries(lexicon::EMOTICONS).collect();
        faces.sort_by_key(|face| std::cmp::Reverse(face.len()));
        let mut emoticons = FxHashMap::<char, Vec<&str>>::default();
        for face in faces {
            emoticons.entry(face.chars().next().unwrap_or_default()).or_default().push(face);
        }
        let mojibake = columns(lexicon::MOJIBAKE).filter_map(|(broken, meant)| Some((broken, meant.chars().next()?)));
        Self {
            longest_contraction: contractions.keys().map(CompactString::len).max().unwrap_or_default(),
            contractions,
            elisions: entries(lexicon::ELISIONS).collect(),
            units: entries(lexicon::UNITS).collect(),
            currencies: entries(lexicon::CURRENCIES).collect(),
            affixes: affixes.collect(),
            endings,
            openers: entries(lexicon::OPENERS).collect(),
            emoticons,
            mojibake: mojibake.collect(),
        }
    }

    /// How many characters the parts of a word have (but for the last), where it reads as several.
    pub(super) fn contraction(&self, word: &str) -> Option<&[usize]> {
        // A curly apostrophe takes two bytes more than the straight one of the list.
        if word.len() > self.longest_contraction + 2 {
            return None;
        }
        self.contractions.get(&fold(word)).map(Vec::as_slice)
    }

    /// Whether a word with an apostrophe at its edge is an elision: 'em, goin'.
    pub(super) fn elision(&self, word: &str) -> bool {
        word.len() < 16 && self.elisions.contains(fold(word).as_str())
    }

    /// Whether letters behind a number are a unit.
    pub(super) fn unit(&self, letters: &str) -> bool {
        self.units.contains(letters)
    }

    /// Whether letters before an amount, with the dollar sign if any, name a currency.
    pub(super) fn currency(&self, prefix: &str) -> bool {
        self.currencies.contains(prefix)
    }

    pub(super) fn affix(&self, part: &str) -> Option<Affix> {
        if part.len() > 12 {
            return None;
        }
        self.affixes.get(fold(part).as_str()).copied()
    }

    pub(super) fn ending(&self, label: &str) -> Ending {
        if label.len() > 8 {
            return Ending::default();
        }
        self.endings.get(fold(label).as_str()).copied().unwrap_or_default()
    }

    /// Whether a word with a capital opens a sentence far more often than it is part of a name.
    pub(super) fn opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// The longest emoticon that `rest` begins with.
    pub(super) fn emoticon(&self, rest: &str) -> Option<&'static str> {
        let faces = self.emoticons.get(&rest.chars().next()?)?;
        faces.iter().copied().find(|face| rest.starts_with(face))
    }

    /// The broken mark that `rest` begins with: its length in bytes and the mark that was meant.
    pub(super) fn mojibake(&self, rest: &str) -> Option<(usize, char)> {
        self.mojibake.iter().find(|(broken, _)| rest.starts_with(broken)).map(|(broken, meant)| (broken.len(), *meant))
    }
}

/// Lower case, with straight apostrophes.
fn fold(word: &str) -> CompactString {
    if word.is_ascii() && !word.contains('`') {
        let mut lower = CompactString::new(word);
        lower.make_ascii_lowercase();
        return lower;
    }
    word.chars().map(|c| if super::atoms::is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).collect()
}
