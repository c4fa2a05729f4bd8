//! The words of time, with every sense that they have.

use std::sync::LazyLock;

use dateline_models::{entries, times};
use rustc_hash::FxHashMap;

use super::calendar::{Season, Unit};
use super::holidays::Rule;

/// What a word of time may mean; a word may have several of these at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Senses {
    /// 1 to 12.
    pub(super) month: Option<i8>,
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
    /// "Fridays".
    pub(super) weekdays: bool,
    /// An abbreviation that may take a dot.
    pub(super) abbreviation: bool,
    /// Also a common word: the surroundings must show that time is meant.
    pub(super) weak: bool,
    pub(super) unit: Option<Unit>,
    /// How many of the unit one of it is: two weeks in a fortnight.
    pub(super) unit_size: u8,
    pub(super) unit_plural: bool,
    pub(super) cardinal: Option<u32>,
    pub(super) ordinal: Option<u8>,
    /// The sixties: 6.
    pub(super) decade: Option<i16>,
    pub(super) season: Option<Season>,
    pub(super) part: Option<Part>,
    /// Minutes east of UTC; `Some(None)` where the season decides.
    pub(super) zone: Option<Option<i16>>,
    /// "daily": `P1D`.
    pub(super) frequency: Option<&'static str>,
    /// "now": `PRESENT_REF`.
    pub(super) reference: Option<&'static str>,
    /// "current": `PRESENT_REF`.
    pub(super) adjective: Option<&'static str>,
    /// "yesterday": -1.
    pub(super) deictic: Option<i8>,
    /// "tonight", "overnight".
    pub(super) night: bool,
    /// May begin an expression, though it is no time itself.
    pub(super) opener: bool,
    /// Makes an expression together with other words that are no times.
    pub(super) hint: bool,
    /// Whether it is a time, or makes one out of a number before it; set once every sense is known.
    pub(super) core: bool,
    /// Whether an expression may begin with it; set once every sense is known.
    pub(super) opens: bool,
    /// "postponed": what follows "until" lies ahead.
    pub(super) deferring: bool,
    /// Begins the name of a holiday.
    pub(super) holiday: bool,
    /// Begins a name that tells no time.
    pub(super) named: bool,
    pub(super) past: bool,
    pub(super) future: bool,
    pub(super) british: bool,
    pub(super) american: bool,
    /// Is counted by the number before it.
    pub(super) counted: bool,
}

impl Senses {
    fn is_core(&self) -> bool {
        self.hint
            || self.month.is_some()
            || self.weekday.is_some()
            || self.unit.is_some()
            || self.decade.is_some()
            || self.season.is_some()
            || self.part.is_some()
            || self.zone.is_some()
            || self.frequency.is_some()
            || self.reference.is_some()
            || self.adjective.is_some()
            || self.deictic.is_some()
            || self.night
            || self.holiday
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A stretch: TIMEX3 code, first hour, hour after the last (past 24 on the next day).
    Stretch(&'static str, u8, u8),
    /// A moment: noon, midnight.
    Moment(u8),
}

/// The word lists, read once.
pub(super) struct Lexicon {
    words: FxHashMap<&'static str, Senses>,
    /// Holiday names by their first word, the longest first.
    pub(super) holidays: FxHashMap<String, Vec<(Vec<String>, Rule)>>,
    /// Names that tell no time, by each of their words that is one of time.
    pub(super) names: FxHashMap<String, Vec<Vec<String>>>,
}

/// Words longer than this are in no list.
const LONGEST: usize = 16;

impl Lexicon {
    /// The senses of a word, whatever its case.
    pub(super) fn senses(&self, word: &str) -> Option<&Senses> {
        let bytes = word.as_bytes();
        let mut lower = [0_u8; LONGEST];
        let lower = lower.get_mut(..bytes.len())?;
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        self.words.get(std::str::from_utf8(lower).ok()?)
    }
}

/// The parts of a name as the reader's atoms have them: letters, digits and every other character apart.
pub(super) fn name_atoms(name: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in name.chars() {
        let c = if c == '\u{2019}' { '\'' } else { c };
        let continues = (c.is_alphabetic() && last.is_alphabetic()) || (c.is_ascii_digit() && last.is_ascii_digit());
        last = c;
        match atoms.last_mut() {
            _ if c.is_whitespace() => {}
            Some(atom) if continues => atom.push(c),
            _ => atoms.push(c.to_string()),
        }
    }
    atoms
}

fn unit(code: &'static str) -> Option<(Unit, u8)> {
    Some(match code {
        "s" => (Unit::Second, 1),
        "min" => (Unit::Minute, 1),
        "h" => (Unit::Hour, 1),
        "d" => (Unit::Day, 1),
        "w" => (Unit::Week, 1),
        "2w" => (Unit::Week, 2),
        "we" => (Unit::Weekend, 1),
        "m" => (Unit::Month, 1),
        "q" => (Unit::Quarter, 1),
        "y" => (Unit::Year, 1),
        "10y" => (Unit::Decade, 1),
        "100y" => (Unit::Century, 1),
        "1000y" => (Unit::Millennium, 1),
        "night" => (Unit::Part("NI"), 1),
        "evening" => (Unit::Part("EV"), 1),
        "morning" => (Unit::Part("MO"), 1),
        "afternoon" => (Unit::Part("AF"), 1),
        "summer" => (Unit::Season(Season::Summer), 1),
        "winter" => (Unit::Season(Season::Winter), 1),
        "autumn" => (Unit::Season(Season::Autumn), 1),
        _ => return None,
    })
}

fn part(value: &'static str) -> Option<Part> {
    if let Some((hour, _)) = value.split_once(':') {
        return Some(Part::Moment(hour.parse().ok()?));
    }
    let mut columns = value.split(' ');
    Some(Part::Stretch(columns.next()?, columns.next()?.parse().ok()?, columns.next()?.parse().ok()?))
}

impl Senses {
    fn add(&mut self, class: &str, value: &'static str) {
        match class {
            "month" => self.month = value.parse().ok(),
            "weekday" => self.weekday = value.parse().ok(),
            "weekdays" => {
                self.weekday = value.parse().ok();
                self.weekdays = true;
            }
            "weak" => self.weak = true,
            "unit" | "units" => {
                if let Some((unit, size)) = unit(value) {
                    (self.unit, self.unit_size) = (Some(unit), size);
                    self.unit_plural = class == "units";
                }
            }
            "cardinal" => self.cardinal = value.parse().ok(),
            "ordinal" => self.ordinal = value.parse().ok(),
            "decade" => self.decade = value.parse().ok(),
            "season" => self.season = Season::from_code(value),
            "daypart" => self.part = part(value),
            "frequency" => self.frequency = Some(value),
            "reference" => self.reference = Some(value),
            "adjective" => self.adjective = Some(value),
            "deictic" => self.deictic = value.parse().ok(),
            "tonight" | "overnight" => self.night = true,
            "opener" => self.opener = true,
            "hint" => self.hint = true,
            "deferring" => self.deferring = true,
            "past" => self.past = true,
            "future" => self.future = true,
            "british" => self.british = true,
            "american" => self.american = true,
            "counted" => self.counted = true,
            _ => {}
        }
    }
}

/// The word lists that the crate carries.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Senses> = FxHashMap::default();
    for line in entries(times::WORDS) {
        let mut columns = line.split('\t');
        if let (Some(word), Some(class), Some(value)) = (columns.next(), columns.next(), columns.next()) {
            let senses = words.entry(word.trim_end_matches('.')).or_default();
            senses.add(class, value);
            senses.abbreviation |= word.ends_with('.');
        }
    }
    for (zone, minutes) in entries(times::ZONES).filter_map(|line| line.split_once('\t')) {
        words.entry(zone).or_default().zone = Some(minutes.parse().ok());
    }
    let mut first_words: Vec<(String, bool)> = Vec::new();
    let mut holidays: FxHashMap<String, Vec<(Vec<String>, Rule)>> = FxHashMap::default();
    for (name, rule) in entries(times::HOLIDAYS).filter_map(|line| line.split_once('\t')) {
        if let Some(rule) = Rule::read(name, rule) {
            let atoms = name_atoms(name);
            let first = atoms.first().cloned().unwrap_or_default().to_lowercase();
            first_words.push((first.clone(), true));
            holidays.entry(first).or_default().push((atoms, rule));
        }
    }
    let mut names: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
    for name in entries(times::NAMES) {
        let atoms = name_atoms(name);
        for word in &atoms {
            let word = word.to_lowercase();
            if words.get(word.as_str()).is_some_and(|senses| senses.is_core() || senses.cardinal.is_some())
                || word.bytes().all(|b| b.is_ascii_digit())
            {
                first_words.push((word.clone(), false));
                names.entry(word).or_default().push(atoms.clone());
            }
        }
    }
    for (word, is_holiday) in first_words {
        // Leaked once: the map's keys live as long as the program, as its other keys do.
        let known = words.contains_key(word.as_str());
        let senses = if known { words.get_mut(word.as_str()) } else { Some(words.entry(word.leak()).or_default()) };
        if let Some(senses) = senses {
            senses.holiday |= is_holiday;
            senses.named |= !is_holiday;
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for list in holidays.values_mut() {
        list.sort_by_key(|(atoms, _)| std::cmp::Reverse(atoms.len()));
    }
    #[expect(clippy::iter_over_hash_type, reason = "each word is looked at by itself")]
    for senses in words.values_mut() {
        senses.core = senses.is_core();
        senses.opens = senses.core || senses.opener || senses.cardinal.is_some() || senses.ordinal.is_some();
    }
    Lexicon { words, holidays, names }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        for line in entries(times::WORDS) {
            let mut columns = line.split('\t');
            let (word, class, value) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
            assert!(columns.next().is_none() && word.trim_end_matches('.').len() <= LONGEST, "{line}");
            let mut senses = Senses::default();
            senses.add(class, value);
            assert_ne!(format!("{senses:?}"), format!("{:?}", Senses::default()), "{line}");
        }
        for line in entries(times::HOLIDAYS) {
            let (name, rule) = line.split_once('\t').unwrap();
            assert!(Rule::read(name, rule).is_some(), "{line}");
        }
        for line in entries(times::NAMES) {
            let holds_time = name_atoms(line).iter().any(|word| LEXICON.names.contains_key(&word.to_lowercase()));
            assert!(holds_time, "{line}: no word of it would be read as a time");
        }
    }

    #[test]
    fn words_have_all_their_senses() {
        let second = LEXICON.senses("Second").unwrap();
        assert_eq!((second.ordinal, second.unit, second.weak), (Some(2), Some(Unit::Second), true));
        assert_eq!(LEXICON.senses("MAY").unwrap().month, Some(5));
        assert!(LEXICON.senses("informationfripple").is_none());
        assert_eq!(name_atoms("New Year\u{2019}s 9/11"), ["New", "Year", "'", "s", "9", "/", "11"]);
    }
}
