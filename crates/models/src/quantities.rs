//! Word lists of numbers, money and measures.

/// Number words with their classes and values.
pub const NUMBERS: &str = include_str!("../data/quantities/numbers.tsv");
/// Words for numbers that the text leaves open, with their ranges.
pub const VAGUE: &str = include_str!("../data/quantities/vague.tsv");
/// Words that loosen a number, with their effects.
pub const HEDGES: &str = include_str!("../data/quantities/hedges.tsv");
/// Currencies: ISO 4217 codes, signs, words, words for a hundredth part.
pub const CURRENCIES: &str = include_str!("../data/quantities/currencies.tsv");
/// Names and demonyms that say which country's currency is meant.
pub const COUNTRIES: &str = include_str!("../data/quantities/countries.tsv");
/// Units of measure: UCUM codes and the ways of writing them.
pub const UNITS: &str = include_str!("../data/quantities/units.tsv");
/// What an amount is counted by.
pub const RATES: &str = include_str!("../data/quantities/rates.tsv");
/// Words after which a number is a name.
pub const DESIGNATORS: &str = include_str!("../data/quantities/designators.tsv");
/// Phrases whose number counts nothing.
pub const IDIOMS: &str = include_str!("../data/quantities/idioms.txt");
/// Words beside which two numbers are a result.
pub const SCORE_WORDS: &str = include_str!("../data/quantities/score_words.txt");
/// What "no one" and "no" count.
pub const OUTCOMES: &str = include_str!("../data/quantities/outcomes.txt");
/// Plurals that do not end in -s.
pub const PLURALS: &str = include_str!("../data/quantities/plurals.txt");
/// Nouns for a person that take an age in apposition.
pub const AGE_NOUNS: &str = include_str!("../data/quantities/age_nouns.txt");
/// Words that end a noun phrase.
pub const STOP_WORDS: &str = include_str!("../data/quantities/stop_words.txt");
