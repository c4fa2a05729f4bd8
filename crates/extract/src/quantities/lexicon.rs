//! The word lists, read once.

use std::sync::LazyLock;

use dateline_models::{entries, quantities as lists};
use rustc_hash::{FxHashMap, FxHashSet};

use super::atoms::{is_dash, pieces};

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberClass {
    Digit,
    Teen,
    Ten,
    Hundred,
    Dozen,
    Scale,
    Suffix,
    Ordinal,
    Part,
}

/// A number word.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberWord {
    pub(super) class: NumberClass,
    pub(super) value: f64,
}

/// A number that is left open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vague {
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) value: Option<f64>,
}

/// How a hedge changes a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Effect {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Nearly,
    JustOver,
}

/// A hedge, and the words after which it is none.
#[derive(Clone, Debug)]
pub(super) struct Hedge {
    pub(super) effect: Effect,
    pub(super) unless: Vec<&'static str>,
}

/// A currency that a sign or word may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// Index of the currency.
    pub(super) currency: u16,
    /// Whether it counts only where the text names a country of that currency.
    pub(super) needs_evidence: bool,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// A UCUM code.
    Code(&'static str),
    /// A name whose code depends on the country.
    Open(&'static str),
    /// A length of time.
    Time,
}

/// Phrases by their first word (or, read backwards, their last), longest first. Hyphens count as spaces.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_word: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
    backwards: bool,
}

impl<T> Phrases<T> {
    fn new(backwards: bool) -> Self {
        Self { by_word: FxHashMap::default(), backwards }
    }

    fn add(&mut self, phrase: &'static str, meaning: T) {
        let mut words: Vec<&'static str> =
            phrase.split([' ', '_']).flat_map(pieces).map(|(_, piece)| piece).filter(|piece| !is_dash(piece)).collect();
        if self.backwards {
            words.reverse();
        }
        let Some(first) = words.first() else { return };
        let list = self.by_word.entry(first).or_default();
        let at = list.partition_point(|(other, _)| other.len() >= words.len());
        list.insert(at, (words, meaning));
    }

    /// The phrases that begin (or, backwards, end) with `word`, longest first.
    pub(super) fn starting(&self, word: &str) -> &[(Vec<&'static str>, T)] {
        self.by_word.get(word).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Everything that the rules look up.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) numbers: FxHashMap<&'static str, Vec<NumberWord>>,
    pub(super) vague: Phrases<Vague>,
    pub(super) hedges_before: Phrases<Hedge>,
    pub(super) hedges_after: Phrases<Hedge>,
    /// ISO 4217 codes in the order of the list.
    pub(super) codes: Vec<&'static str>,
    pub(super) by_code: FxHashMap<&'static str, u16>,
    pub(super) signs: FxHashMap<&'static str, Vec<Reading>>,
    pub(super) money_words: FxHashMap<&'static str, Vec<Reading>>,
    pub(super) minor_words: FxHashMap<&'static str, Vec<Reading>>,
    /// `None` for names that merely hold a country's name.
    pub(super) countries: Phrases<Option<u16>>,
    pub(super) unit_words: Phrases<Unit>,
    pub(super) unit_signs: Phrases<Unit>,
    pub(super) unit_glued: FxHashMap<&'static str, Unit>,
    /// The name of what is counted by, and whether it is a time.
    pub(super) rates: FxHashMap<&'static str, (&'static str, bool)>,
    /// Whether a plural after the number outweighs it.
    pub(super) designators: FxHashMap<&'static str, bool>,
    pub(super) idioms: Phrases<()>,
    pub(super) score_words: FxHashSet<&'static str>,
    pub(super) outcomes: FxHashSet<&'static str>,
    pub(super) plurals: FxHashSet<&'static str>,
    pub(super) age_nouns: FxHashSet<&'static str>,
    pub(super) stop_words: FxHashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    pub(super) fn english() -> &'static Self {
        &LEXICON
    }

    /// The number word of a class.
    pub(super) fn number(&self, word: &str, class: impl Fn(NumberClass) -> bool) -> Option<NumberWord> {
        self.numbers.get(word)?.iter().find(|number| class(number.class)).copied()
    }

    fn read() -> Self {
        let mut lexicon = Self {
            numbers: FxHashMap::default(),
            vague: Phrases::new(false),
            hedges_before: Phrases::new(true),
            hedges_after: Phrases::new(false),
            codes: Vec::new(),
            by_code: FxHashMap::default(),
            signs: FxHashMap::default(),
            money_words: FxHashMap::default(),
            minor_words: FxHashMap::default(),
            countries: Phrases::new(false),
            unit_words: Phrases::new(false),
            unit_signs: Phrases::new(false),
            unit_glued: FxHashMap::default(),
            rates: FxHashMap::default(),
            designators: FxHashMap::default(),
            idioms: Phrases::new(false),
            score_words: entries(lists::SCORE_WORDS).collect(),
            outcomes: entries(lists::OUTCOMES).collect(),
            plurals: entries(lists::PLURALS).collect(),
            age_nouns: entries(lists::AGE_NOUNS).collect(),
            stop_words: entries(lists::STOP_WORDS).collect(),
        };
        lexicon.read_numbers();
        lexicon.read_money();
        lexicon.read_units();
        for phrase in entries(lists::IDIOMS) {
            lexicon.idioms.add(phrase, ());
        }
        for line in entries(lists::DESIGNATORS) {
            let (word, note) = line.split_once('\t').unwrap_or((line, ""));
            lexicon.designators.insert(word, note == "weak");
        }
        lexicon
    }

    fn read_numbers(&mut self) {
        for [word, class, value] in rows(lists::NUMBERS) {
            let (Some(class), Ok(value)) = (number_class(class), value.parse()) else { continue };
            self.numbers.entry(word).or_default().push(NumberWord { class, value });
        }
        for [phrase, min, max, value] in rows(lists::VAGUE) {
            let (Ok(min), Ok(max)) = (min.parse(), max.parse()) else { continue };
            self.vague.add(phrase, Vague { min, max, value: value.parse().ok() });
        }
        for [phrase, side, effect, unless] in rows(lists::HEDGES) {
            let Some(effect) = effect_of(effect) else { continue };
            let hedge = Hedge { effect, unless: unless.split_whitespace().collect() };
            match side {
                "after" => self.hedges_after.add(phrase, hedge),
                _ => self.hedges_before.add(phrase, hedge),
            }
        }
    }

    fn read_money(&mut self) {
        for [code, signs, words, minor] in rows(lists::CURRENCIES) {
            let currency = self.codes.len() as u16;
            self.codes.push(code);
            self.by_code.insert(code, currency);
            for (list, map) in
                [(signs, &mut self.signs), (words, &mut self.money_words), (minor, &mut self.minor_words)]
            {
                for form in list.split_whitespace().filter(|form| *form != "-") {
                    let bare = form.strip_prefix('(').and_then(|form| form.strip_suffix(')'));
                    let reading = Reading { currency, needs_evidence: bare.is_some() };
                    map.entry(bare.unwrap_or(form)).or_default().push(reading);
                }
            }
        }
        for [code, names] in rows(lists::COUNTRIES) {
            for name in names.split_whitespace() {
                self.countries.add(name.trim_end_matches('.'), self.by_code.get(code).copied());
            }
        }
    }

    fn read_units(&mut self) {
        for [code, style, forms] in rows(lists::UNITS) {
            let unit = match (code, code.strip_prefix('?')) {
                ("time", _) => Unit::Time,
                (_, Some(open)) => Unit::Open(open),
                (code, None) => Unit::Code(code),
            };
            for form in forms.split('|') {
                match style {
                    "word" => self.unit_words.add(form, unit),
                    "sign" => self.unit_signs.add(form, unit),
                    _ => {
                        self.unit_glued.insert(form, unit);
                    }
                }
            }
        }
        for [form, name, note] in rows(lists::RATES) {
            self.rates.insert(form, (name, note == "time"));
        }
    }
}

/// The rows of a list with `N` columns; columns that a line leaves out are empty.
fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(list).map(|line| {
        let mut columns = line.split('\t').map(str::trim);
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

fn number_class(name: &str) -> Option<NumberClass> {
    Some(match name {
        "digit" => NumberClass::Digit,
        "teen" => NumberClass::Teen,
        "ten" => NumberClass::Ten,
        "hundred" => NumberClass::Hundred,
        "dozen" => NumberClass::Dozen,
        "scale" => NumberClass::Scale,
        "suffix" => NumberClass::Suffix,
        "ordinal" => NumberClass::Ordinal,
        "part" => NumberClass::Part,
        _ => return None,
    })
}

fn effect_of(name: &str) -> Option<Effect> {
    Some(match name {
        "at_least" => Effect::AtLeast,
        "more_than" => Effect::MoreThan,
        "at_most" => Effect::AtMost,
        "less_than" => Effect::LessThan,
        "about" => Effect::About,
        "nearly" => Effect::Nearly,
        "just_over" => Effect::JustOver,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of every list is one that the reader understands.
    #[test]
    fn no_line_is_left_out() {
        for [word, class, value] in rows(lists::NUMBERS) {
            assert!(number_class(class).is_some() && value.parse::<f64>().is_ok(), "{word}");
        }
        for [phrase, min, max, value] in rows(lists::VAGUE) {
            let (min, max) = (min.parse::<f64>().unwrap(), max.parse::<f64>().unwrap());
            assert!(min <= max && (value.is_empty() || value.parse::<f64>().unwrap() >= min), "{phrase}");
        }
        for [phrase, side, effect, _] in rows(lists::HEDGES) {
            assert!(matches!(side, "before" | "after") && effect_of(effect).is_some(), "{phrase}");
        }
        for [code, signs, words, minor] in rows(lists::CURRENCIES) {
            assert!(code.len() == 3 && ![signs, words, minor].contains(&""), "{code}");
        }
        for [code, names] in rows(lists::COUNTRIES) {
            assert!((code == "-" || Lexicon::english().by_code.contains_key(code)) && !names.is_empty(), "{code}");
        }
        for [code, style, forms] in rows(lists::UNITS) {
            assert!(matches!(style, "word" | "sign" | "glued") && !forms.is_empty(), "{code}");
        }
    }
}
