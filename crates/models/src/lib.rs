//! Lexicons, gazetteer and trained weights of Dateline: data only, no code that decides anything.
//!
//! Every word list is a readable file under `data/`: one entry a line, `#` starts a comment, columns are separated by a tab.
//! Where each file comes from stands in `SOURCES.md`.

/// Word lists of the rules: one entry a line, `#` comments.
pub mod lexicon {
    /// Organisations, countries and bodies that news calls by several names: type, subtype, names.
    pub const KNOWN_ENTITIES: &str = include_str!("../data/entities/known.tsv");
    /// Words that say what kind of organisation a name is: word, subtype.
    pub const SUBTYPES: &str = include_str!("../data/entities/subtypes.tsv");
    /// Forms of address and offices that stand before a person's name.
    pub const TITLES: &str = include_str!("../data/entities/titles.txt");
    /// What gives a block of a news page away: kind, where in the block, words.
    pub const BLOCKS: &str = include_str!("../data/blocks.tsv");

    /// Penn Treebank tags.
    pub const XPOS: &str = include_str!("../data/xpos.tsv");
    /// Bundles of universal features.
    pub const FEATS: &str = include_str!("../data/feats.tsv");
    /// Abbreviations that end in a dot, with the class that says whether a sentence may end there.
    pub const ABBREVIATIONS: &str = include_str!("../data/abbreviations.tsv");
    /// Verbs that attribute words, thoughts and aims to somebody.
    pub const ATTRIBUTION_VERBS: &str = include_str!("../data/quotes/verbs.tsv");
    /// Nouns that attribute words, thoughts and aims to somebody.
    pub const ATTRIBUTION_NOUNS: &str = include_str!("../data/quotes/nouns.tsv");
    /// Adjectives that say what somebody thinks or wants.
    pub const ATTRIBUTION_ADJECTIVES: &str = include_str!("../data/quotes/adjectives.tsv");
    /// Words that make a statement less than certain.
    pub const HEDGES: &str = include_str!("../data/quotes/hedges.tsv");
    /// What statements are made in or through.
    pub const ATTRIBUTION_MEDIA: &str = include_str!("../data/quotes/media.txt");
    /// Documents and inquiries that speak for themselves.
    pub const ATTRIBUTION_SOURCES: &str = include_str!("../data/quotes/sources.txt");
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

/// The lines of a word list that carry an entry: comments and blank lines are left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or(line).trim_end()).filter(|line| !line.is_empty())
}
