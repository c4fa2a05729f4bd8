//! Abbreviations that are written with a dot.

use compact_str::CompactString;
use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

/// What may follow the dot of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name: no sentence ends here.
    Title,
    /// More of the sentence: no sentence ends here.
    Inner,
    /// A number, without which it is no abbreviation.
    Number,
    /// A number or more of the date, without which it is no abbreviation.
    Day,
    /// A day's number, or anything: a sentence may end here.
    Month,
    /// More of a place name, or anything: a sentence may end here.
    Place,
    /// Anything; where the sentence ends, the dot is no part of it.
    Last,
    /// Anything: a sentence may end here.
    Tail,
}

/// The longest entry, in bytes: whatever is longer need not be looked up.
const LONGEST: usize = 10;

/// The class of an abbreviation, given without its last dot.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    static CLASSES: Lazy<FxHashMap<&'static str, Abbreviation>> = Lazy::new(load);
    if word.len() > LONGEST {
        return None;
    }
    if let Some(class) = CLASSES.get(word) {
        return Some(*class);
    }
    let lower: CompactString = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    if lower == word {
        return None;
    }
    // Words in capitals may stand for an entry that is written with one capital.
    let title: CompactString =
        lower.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(lower.chars().skip(1)).collect();
    let class = CLASSES.get(lower.as_str()).or_else(|| CLASSES.get(title.as_str())).copied()?;
    // Two capitals are an acronym more often than such a word: IE, CA, AL.
    let acronym = word.len() <= 2 && word.chars().all(char::is_uppercase);
    let kept = matches!(class, Abbreviation::Title | Abbreviation::Place | Abbreviation::Number);
    (!acronym || kept).then_some(class)
}

fn load() -> FxHashMap<&'static str, Abbreviation> {
    let classes = entries(lexicon::ABBREVIATIONS).filter_map(|line| line.split_once('\t')).map(|(word, class)| {
        let class = match class {
            "title" => Abbreviation::Title,
            "inner" => Abbreviation::Inner,
            "number" => Abbreviation::Number,
            "day" => Abbreviation::Day,
            "month" => Abbreviation::Month,
            "place" => Abbreviation::Place,
            "last" => Abbreviation::Last,
            _ => Abbreviation::Tail,
        };
        (word, class)
    });
    classes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casing_follows_the_list() {
        assert_eq!(abbreviation("Sen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("SEN"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("rep"), None, "a union rep");
        assert_eq!(abbreviation("Inc"), Some(Abbreviation::Tail));
        assert_eq!(abbreviation("mass"), None, "a mass");
        assert_eq!(abbreviation("table"), None);
    }

    #[test]
    fn no_entry_is_longer_than_what_is_looked_up() {
        for line in entries(lexicon::ABBREVIATIONS) {
            let (word, class) = line.split_once('\t').unwrap();
            assert!(word.len() <= LONGEST, "{word}");
            assert!(["title", "inner", "number", "day", "month", "place", "last", "tail"].contains(&class), "{line}");
        }
    }
}
