//! Word lists of the time expressions.

/// The words that time expressions are made of: word, class, value.
pub const WORDS: &str = include_str!("../data/times/words.tsv");
/// Time zone abbreviations: name, minutes east of UTC (`-` where the season decides).
pub const ZONES: &str = include_str!("../data/times/zones.tsv");
/// Holidays and days known by a name: name, rule.
pub const HOLIDAYS: &str = include_str!("../data/times/holidays.tsv");
/// Days of holidays that no arithmetic gives: name, day.
pub const HOLIDAY_DATES: &str = include_str!("../data/times/holiday_dates.tsv");
/// Names that hold a word of time but tell no time.
pub const NAMES: &str = include_str!("../data/times/names.tsv");
