//! Numbers, amounts of money, percentages, counts, measures, ordinals and ages as values.
//!
//! One pass over the words: a numeral (in figures, words, or a vague word such as "dozens"), its currency or unit, its hedge, and what is
//! counted. The words are data (`dateline-models`, `data/quantities`); this module is how they join.
//!
//! What the fields say:
//! - `value` is the number that the words name; a range ("5 to 7") and a vague word ("dozens") name none. `min` and `max` are what the words
//!   allow: "at least 12" has no `max`, "more than 80" of things that are counted begins at 81, "about", "some", "nearly" and "just over"
//!   spread a tenth.
//! - A part of a whole ("two-thirds of voters", "one in five") is a measure of unit `1`, the UCUM code of unity. Percentages have unit `%`;
//!   percentage points `{percentage_point}`.
//! - Money in hundredths ("50 cents") has its value in the currency itself: 0.5.
//! - An age has a unit only where it is not in years.
//! - Lengths of time are the times layer's: "three days" is no quantity. An age is one, even where the words are also read as a time.
//!
//! Known limits: negative numbers are read without their sign; "twice", "double" and "a pair of" without a noun are not read; a bare "m"
//! after a figure is a million before a plural noun, metres before words of length, and nothing elsewhere.

mod ages;
mod amounts;
mod atoms;
mod figures;
#[cfg(test)]
mod hostile;
mod lexicon;
mod measures;
mod money;
mod nouns;
mod numerals;
mod ordinals;
mod reader;
mod refusals;

use std::ops::Range;

use dateline_core::{Document, Span};

use self::amounts::{Amount, Found};
use self::atoms::Atom;
use self::lexicon::{Lexicon, Unit};
use self::money::Evidence;
use self::numerals::Form;
use self::reader::Reader;
use crate::times::Time;

/// The rules of this layer.
pub const RULES: &[&str] = &[
    "quantities.age.aged",
    "quantities.age.apposition",
    "quantities.age.bound",
    "quantities.age.decade",
    "quantities.age.old",
    "quantities.age.predicate",
    "quantities.count.figure",
    "quantities.count.none",
    "quantities.count.range",
    "quantities.count.vague",
    "quantities.count.word",
    "quantities.measure",
    "quantities.money.code",
    "quantities.money.dollar_convention",
    "quantities.money.dollar_country",
    "quantities.money.minor",
    "quantities.money.sign",
    "quantities.money.word",
    "quantities.ordinal.figure",
    "quantities.ordinal.word",
    "quantities.part",
    "quantities.part.ratio",
    "quantities.percent",
];

/// What kind of quantity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// An amount of money; the unit is the ISO 4217 code, absent where the text leaves the currency open.
    Money,
    /// A percentage; the value is in percent, the unit `%` or `{percentage_point}`.
    Percent,
    /// A number of things.
    Count,
    /// A measure; the unit is a UCUM code, absent where the text leaves it open ("degrees").
    Measure,
    /// A place in an order: third.
    Ordinal,
    /// Somebody's age, in years unless the unit says otherwise.
    Age,
}

/// A number that the text states, with what its words allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, hedge and unit included.
    pub span: Span,
    /// What kind of quantity it is.
    pub kind: QuantityKind,
    /// The number that the words name; `None` for "dozens".
    pub value: Option<f64>,
    /// The least that the words allow; `None` where they set no lower bound.
    pub min: Option<f64>,
    /// The most that the words allow; `None` where they set no upper bound.
    pub max: Option<f64>,
    /// ISO 4217 or UCUM code.
    pub unit: Option<&'static str>,
    /// What a rate is counted by: `month`, `person` …
    pub per: Option<String>,
    /// What is counted or measured.
    pub of: Option<Span>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The quantities of a document, in text order. What is part of a time expression is none, but for ages.
///
/// ```
/// use dateline_core::Annotator;
/// let document = Annotator::english().annotate("At least 12 people were hurt and £1.5m was lost.");
/// let found = dateline_extract::quantities::find(&document, &[]);
/// assert_eq!(document.slice(found[0].span), "At least 12");
/// assert_eq!((found[0].min, found[0].max), (Some(12.0), None));
/// assert_eq!((found[1].value, found[1].unit), (Some(1_500_000.0), Some("GBP")));
/// ```
#[must_use]
pub fn find(document: &Document, times: &[Time]) -> Vec<Quantity> {
    let (evidence, lexicon) = (Evidence::read(document), Lexicon::english());
    let mut quantities = Vec::new();
    // the atoms of one block at a time, so that their memory does not grow with the text
    let (mut atoms, mut sentences) = (Vec::new(), Vec::new());
    for block in document.blocks() {
        atoms::read(block, &mut atoms, &mut sentences);
        atoms::block_addresses(&mut atoms);
        mark_times(&mut atoms, block.span(), times);
        for range in &sentences {
            let Some(atoms) = atoms.get_mut(range.clone()) else { continue };
            for at in idioms(&Reader { atoms, lexicon, evidence: &evidence, title_case: false }) {
                if let Some(atom) = atoms.get_mut(at) {
                    atom.blocked = true;
                }
            }
            let reader = Reader { atoms, lexicon, evidence: &evidence, title_case: is_title_case(atoms) };
            let mut at = 0;
            let mut floor = 0;
            while at < atoms.len() {
                let (found, next) = reader.quantity(at, floor);
                at = next.max(at + 1);
                if let Some(quantity) = found {
                    floor = at;
                    quantities.push(quantity);
                }
            }
        }
    }
    quantities.shrink_to_fit();
    quantities
}

fn mark_times(atoms: &mut [Atom<'_>], block: Span, times: &[Time]) {
    let before = times.partition_point(|time| time.span.start < block.start);
    for time in times.iter().skip(before).take_while(|time| time.span.start < block.end) {
        let first = atoms.partition_point(|atom| atom.span.end <= time.span.start);
        let inside = atoms.iter_mut().skip(first).take_while(|atom| atom.span.start < time.span.end);
        inside.for_each(|atom| atom.timed = true);
    }
}

/// The atoms of phrases whose number counts nothing.
fn idioms(reader: &Reader<'_, '_>) -> Vec<usize> {
    let mut blocked = Vec::new();
    for at in 0..reader.atoms.len() {
        if let Some((end, ())) = reader.phrase(&reader.lexicon.idioms, at, Reader::lower) {
            // "one point" of "21 points", "7/7" of "17/7/2005": not inside a longer word or figure.
            let in_figure = reader.glued(at) && atoms::is_figure(reader.text(at - at.min(1)));
            let goes_on = reader.is_joint(end) || reader.glued(end) && reader.text(end) == "/";
            let whole = !in_figure && !goes_on;
            if whole {
                blocked.extend(at..end);
            }
        }
    }
    blocked
}

/// Whether most words are capitalised, as in headlines.
fn is_title_case(atoms: &[Atom<'_>]) -> bool {
    let words = || atoms.iter().filter(|atom| atom.text.len() > 3 && atoms::is_word(atom.text));
    let capitals = words().filter(|atom| atom.text.starts_with(char::is_uppercase)).count();
    words().count() > 2 && capitals * 10 >= words().count() * 8
}

impl Reader<'_, '_> {
    /// The quantity at `at`, and where to read on.
    fn quantity(&self, at: usize, floor: usize) -> (Option<Quantity>, usize) {
        if let Some(rank) = self.rank(at) {
            if self.is_ranking(at, rank)
                && !self.is_timed(at..rank.end)
                && !self.is_day_of_month(at, rank.end)
                && self.numeral(at, false).is_none_or(|numeral| numeral.end <= rank.end)
            {
                let of = if self.is_joint(rank.end) {
                    None
                } else {
                    self.counted(rank.end, at, false).filter(|noun| noun.start == rank.end)
                };
                let value = Some(rank.value);
                let found = self.row(at..rank.end, QuantityKind::Ordinal, [value, value, value], rank.rule);
                return (found.map(|found| Quantity { of: of.and_then(|noun| self.span(noun)), ..found }), rank.end);
            }
            if self.numeral(at, false).is_none_or(|numeral| numeral.form != Form::Part) {
                return (None, rank.end);
            }
        }
        if let Some(found) = self.nobody(at) {
            return found;
        }
        match self.amount(at, floor) {
            None => (None, at + 1),
            Some(Found::Refused(end)) => (None, end),
            Some(Found::Amount(amount)) => self.classify(&amount),
        }
    }

    fn row(
        &self,
        atoms: Range<usize>,
        kind: QuantityKind,
        [value, min, max]: [Option<f64>; 3],
        rule: &'static str,
    ) -> Option<Quantity> {
        let span = self.span(atoms)?;
        Some(Quantity { span, kind, value, min, max, unit: None, per: None, of: None, rule })
    }

    fn is_timed(&self, mut atoms: Range<usize>) -> bool {
        atoms.any(|at| self.atom(at).is_some_and(|atom| atom.timed))
    }

    fn classify(&self, amount: &Amount) -> (Option<Quantity>, usize) {
        if let Some(age) = self.age(amount) {
            let end = age.atoms.end.max(amount.end);
            let row = self.row(age.atoms, QuantityKind::Age, [age.value, age.min, age.max], age.rule);
            return (
                row.map(|row| Quantity { unit: age.unit, of: age.of.and_then(|noun| self.span(noun)), ..row }),
                end,
            );
        }
        let nothing = (None, amount.end);
        let numbers = amount.number_start..amount.number_end;
        if amount.unit == Some(Unit::Time)
            || self.is_timed(numbers)
                && amount.currency.is_none()
                && !(amount.form == Form::Part && self.lower(amount.end) == "of")
            || self.is_day(amount)
        {
            return nothing;
        }
        let limits = [amount.value, amount.min, amount.max];
        let atoms = amount.start..amount.end;
        if let Some(currency) = amount.currency {
            let Some(row) = self.row(atoms, QuantityKind::Money, limits, currency.rule) else { return nothing };
            return self.rated(amount, Quantity { unit: currency.code, ..row });
        }
        if let Some(unit) = amount.unit {
            let code = self.unit_code(unit, amount.end.saturating_sub(1));
            if unit == Unit::Open("degree") && self.is_no_temperature(amount) {
                return nothing;
            }
            let tied = amount.number_start.checked_sub(1).is_some_and(|before| {
                atoms::is_word(self.text(before)) || matches!(self.text(before), "×" | "^" | "*")
            });
            if self.glued(amount.number_start) && tied {
                return nothing;
            }
            let percent = matches!(code, Some("%" | "{percentage_point}"));
            let (kind, rule) = if percent {
                (QuantityKind::Percent, "quantities.percent")
            } else {
                (QuantityKind::Measure, "quantities.measure")
            };
            let kind_of_pounds = unit == Unit::Open("pound") && code.is_none();
            let (kind, rule) = if kind_of_pounds { (QuantityKind::Count, count_rule(amount)) } else { (kind, rule) };
            let Some(row) = self.row(atoms, kind, limits, rule) else { return nothing };
            let of = kind_of_pounds.then(|| self.span(amount.end - 1..amount.end)).flatten();
            return self.rated(amount, Quantity { unit: code, of, ..row });
        }
        if amount.form == Form::Part {
            let Some(row) = self.row(atoms, QuantityKind::Measure, limits, "quantities.part") else { return nothing };
            let of =
                self.counted(amount.end, amount.number_end.saturating_sub(1), false).and_then(|noun| self.span(noun));
            return (Some(Quantity { unit: Some("1"), of, ..row }), amount.end);
        }
        if let Some(found) = self.ratio(amount) {
            return found;
        }
        if let Some(magnitude) = self.magnitude(amount) {
            let Some(row) = self.row(magnitude.clone(), QuantityKind::Measure, limits, "quantities.measure") else {
                return nothing;
            };
            return (Some(Quantity { unit: Some("{magnitude}"), ..row }), magnitude.end);
        }
        if self.is_no_count(amount) {
            return nothing;
        }
        let one = amount.value == Some(1.0) && !amount.range;
        let number = amount.number_end.saturating_sub(1);
        let noun = self.counted(amount.end, number, !one);
        let mut end = amount.end;
        let Some(mut row) = self.row(atoms, QuantityKind::Count, limits, count_rule(amount)) else { return nothing };
        if let Some(noun) = noun {
            if let Some((past, per)) = self.rate(noun.end, true) {
                row.per = Some(per);
                end = past;
            }
            row.of = self.span(noun);
        } else if self.lower(end) == "per"
            && let Some((past, per)) = self.rate(end, false)
        {
            row.per = Some(per);
            end = past;
        }
        (Some(row), end)
    }

    /// Adds what an amount is counted by, and what it is of.
    fn rated(&self, amount: &Amount, mut row: Quantity) -> (Option<Quantity>, usize) {
        let mut end = amount.end;
        if let Some((past, per)) = self.rate(end, false) {
            row.per = Some(per);
            end = past;
            row.span = self.span(amount.start..end).unwrap_or(row.span);
        }
        let worth = if self.lower(end) == "worth" { end + 1 } else { end };
        if self.lower(worth) == "of" && row.of.is_none() {
            row.of = self.counted(worth, amount.number_end, false).and_then(|noun| self.span(noun));
        }
        (Some(row), end)
    }

    /// "magnitude 6.1", "a magnitude of 6.1", "6.1-magnitude": the number and the word.
    fn magnitude(&self, amount: &Amount) -> Option<Range<usize>> {
        let after = self.past_hyphen(amount.end);
        if self.lower(after) == "magnitude" {
            return Some(amount.start..after + 1);
        }
        let back = match (self.before(amount.start, 1), self.before(amount.start, 2)) {
            ("magnitude", _) => 1,
            ("of" | "-", "magnitude") => 2,
            _ => return None,
        };
        Some(amount.start - back..amount.end)
    }

    /// "32° 34’S", "45 degrees north": no temperature.
    fn is_no_temperature(&self, amount: &Amount) -> bool {
        let after = self.lower(amount.end);
        matches!(after, "n" | "s" | "e" | "w" | "north" | "south" | "east" | "west" | "in") && after != "in"
            || atoms::is_figure(after)
            || matches!(self.before(amount.start, 1), "latitude" | "longitude")
            || self.before(amount.end, 1) == "degree" && !self.is_joint(amount.number_end)
    }

    /// "one in five", "four out of 10".
    fn ratio(&self, amount: &Amount) -> Option<(Option<Quantity>, usize)> {
        let (over, end) = (amount.value.filter(|_| amount.plain)?, self.past_hyphen(amount.end));
        let next = match (self.lower(end), self.lower(end + 1)) {
            ("in" | "in-", _) => end + 1,
            ("out", "of") => end + 2,
            ("of", "every") => end + 1,
            ("of", "10" | "ten") => end + 1,
            _ => return None,
        };
        let next = self.past_hyphen(next + usize::from(matches!(self.lower(next), "every")));
        let under = self.numeral(next, false)?;
        let value = under.value.filter(|under| {
            over < *under
                && matches!(
                    *under,
                    2.0..=10.0 | 12.0 | 20.0 | 50.0 | 100.0 | 1000.0 | 10_000.0 | 100_000.0 | 1_000_000.0
                )
        })?;
        let after = self.lower(under.end);
        let fits = !self.is_timed(next..under.end)
            && self.unit_after(under.end).is_none()
            && (self.ends_phrase(under.end)
                || self.plural_after(under.end).is_some()
                || matches!((self.lower(end), after), ("out", _) | (_, "of")))
            && (self.lower(end) != "in" || matches!(amount.form, Form::Word) || self.plural_after(under.end).is_some());
        fits.then_some(())?;
        let bound = |limit: Option<f64>| limit.map(|limit| amounts::tidy(limit / value));
        let limits = [Some(amounts::tidy(over / value)), bound(amount.min), bound(amount.max)];
        let limits = if amount.effect.is_none() { [limits[0]; 3] } else { limits };
        let of = self.counted(under.end, under.end - 1, true).and_then(|noun| self.span(noun));
        let row = self.row(amount.start..under.end, QuantityKind::Measure, limits, "quantities.part.ratio")?;
        Some((Some(Quantity { unit: Some("1"), of, ..row }), under.end))
    }

    /// "no one was hurt", "none of the passengers were injured", "no casualties": zero, where people are counted.
    fn nobody(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let outcome = |at: usize| self.lexicon.outcomes.contains(self.lower(at));
        let noun_after = |first: usize| {
            (first..first + 3).find(|at| outcome(*at) && (first..*at).all(|between| !self.ends_phrase(between)))
        };
        let (end, of) = match (self.lower(at), self.lower(at + 1)) {
            ("no", "one") => (at + 2, None),
            ("nobody" | "none", _) => (at + 1, None),
            ("no", _) => {
                let noun = noun_after(at + 1)
                    .filter(|noun| self.lower(*noun).ends_with('s') || self.lower(*noun) == "casualties")?;
                (at + 1, Some(at + 1..noun + 1))
            }
            _ => return None,
        };
        if of.is_none() {
            let verb = |at: usize| {
                matches!(
                    self.lower(at),
                    "was"
                        | "were"
                        | "has"
                        | "have"
                        | "had"
                        | "is"
                        | "are"
                        | "been"
                        | "being"
                        | "got"
                        | "gets"
                        | "else"
                        | "yet"
                        | "seriously"
                        | "badly"
                        | "reported"
                        | "reportedly"
                        | "believed"
                        | "to"
                        | "be"
                        | "on"
                        | "in"
                        | "aboard"
                        | "board"
                        | "also"
                )
            };
            let group = if self.lower(end) == "of" { self.counted(end, at, true) } else { None };
            let start = group.as_ref().map_or(end, |group| group.end);
            (start..start + 6)
                .find(|at| !verb(*at))
                .filter(|found| *found > start && outcome(*found) || outcome(start))?;
            let row = self.row(at..end, QuantityKind::Count, [Some(0.0); 3], "quantities.count.none")?;
            return Some((Some(Quantity { of: group.and_then(|group| self.span(group)), ..row }), end));
        }
        let row = self.row(at..end, QuantityKind::Count, [Some(0.0); 3], "quantities.count.none")?;
        Some((Some(Quantity { of: of.and_then(|noun| self.span(noun)), ..row }), end))
    }
}

fn count_rule(amount: &Amount) -> &'static str {
    match amount.form {
        _ if amount.range => "quantities.count.range",
        Form::Vague => "quantities.count.vague",
        Form::Figure(_) => "quantities.count.figure",
        Form::Word | Form::Part => "quantities.count.word",
    }
}
