//! Lexicons, gazetteer and trained weights of Dateline: data only, no code that decides anything.
//!
//! Every word list is a readable file under `data/`: one entry a line, `#` starts a comment, columns are separated by a tab.
//! Where each file comes from stands in `SOURCES.md`.

/// Word lists of the rules: one entry a line, `#` comments.
pub mod lexicon {
    /// What gives a block of a news page away: kind, where in the block, words.
    pub const BLOCKS: &str = include_str!("../data/blocks.tsv");
    /// Organisations, countries and bodies that news calls by several names: type, subtype, names.
    pub const KNOWN_ENTITIES: &str = include_str!("../data/entities/known.tsv");
    /// Words that say what kind of organisation a name is: word, subtype.
    pub const SUBTYPES: &str = include_str!("../data/entities/subtypes.tsv");
    /// Forms of address and offices that stand before a person's name.
    pub const TITLES: &str = include_str!("../data/entities/titles.txt");
    /// Bundles of universal features.
    pub const FEATS: &str = include_str!("../data/feats.tsv");
    /// Verbs that attribute words, thoughts and aims to somebody.
    pub const ATTRIBUTION_VERBS: &str = include_str!("../data/quotes/verbs.tsv");
    /// Verbs that name who spoke.
    pub const REPORTING_VERBS: &str = include_str!("../data/sentences/reporting_verbs.txt");
    /// Words with a capital that go on a time of day.
    pub const TIME_WORDS: &str = include_str!("../data/sentences/time_words.txt");
    /// Abbreviations that end in a dot: abbreviation, class (what may follow, and whether a sentence may end there).
    pub const ABBREVIATIONS: &str = include_str!("../data/tokens/abbreviations.tsv");
    /// Words that read as several: the word with a bar where it parts.
    pub const CONTRACTIONS: &str = include_str!("../data/tokens/contractions.tsv");
    /// Currency codes and prefixes that stand before an amount without a space.
    pub const CURRENCIES: &str = include_str!("../data/tokens/currencies.txt");
    /// Words with an apostrophe at the edge that is no quotation mark.
    pub const ELISIONS: &str = include_str!("../data/tokens/elisions.txt");
    /// Faces made of marks.
    pub const EMOTICONS: &str = include_str!("../data/tokens/emoticons.txt");
    /// Parts of hyphenated words that the hyphen does not part from the rest: part, where it stands.
    pub const HYPHEN_AFFIXES: &str = include_str!("../data/tokens/hyphen_affixes.tsv");
    /// Broken sequences and the marks that were meant.
    pub const MOJIBAKE: &str = include_str!("../data/tokens/mojibake.tsv");
    /// What the names of web addresses and files end in: ending, kind.
    pub const NAME_ENDINGS: &str = include_str!("../data/tokens/name_endings.tsv");
    /// Words with a capital that open a sentence far more often than they are part of a name.
    pub const OPENERS: &str = include_str!("../data/tokens/openers.txt");
    /// Letters behind a number that are a word of their own.
    pub const UNITS: &str = include_str!("../data/tokens/units.txt");
    /// Penn Treebank tags.
    pub const XPOS: &str = include_str!("../data/xpos.tsv");
    /// Words around the names of places, by class.
    pub const PLACE_WORDS: &str = include_str!("../data/places/words.tsv");
    /// Words for the people and things of a country, by ISO 3166-1 code.
    pub const DEMONYMS: &str = include_str!("../data/places/demonyms.tsv");
    /// Places whose name stands for a government or another body.
    pub const GOVERNMENTS: &str = include_str!("../data/places/governments.tsv");
}

/// Trained weights. Each begins with a header that the library checks.
pub mod weights {
    /// Bytes at an address fit for any number of at most 16 bytes, so that they are used where they are.
    #[repr(C, align(16))]
    struct Aligned<T: ?Sized>(T);

    static WORDS_ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../weights/words.bin"));

    /// Tags, lemmas and parse.
    pub static WORDS: &[u8] = &WORDS_ALIGNED.0;
}

/// The gazetteer: places of the world from GeoNames, with lists of regions, read in place.
pub static GAZETTEER: &[u8] = include_bytes!("../data/gazetteer.bin");

/// The lines of a word list that carry an entry: comments and blank lines are left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or(line).trim_end()).filter(|line| !line.is_empty())
}
