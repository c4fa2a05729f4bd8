//! Ages: "22-year-old", "aged 62", ", 62,", "in her 40s", "under-18s".

use std::ops::Range;

use super::amounts::Amount;
use super::atoms::is_word;
use super::lexicon::{Effect, Unit};
use super::numerals::Form;
use super::reader::Reader;

/// An age that was read from an amount.
#[derive(Clone, Debug)]
pub(super) struct Age {
    pub(super) atoms: Range<usize>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) value: Option<f64>,
    /// UCUM code where the age is not in years.
    pub(super) unit: Option<&'static str>,
    /// Whose age it is.
    pub(super) of: Option<Range<usize>>,
    pub(super) rule: &'static str,
}

/// Nobody is older.
const OLDEST: f64 = 125.0;

impl Reader<'_, '_> {
    /// The age that an amount is, if it is one.
    pub(super) fn age(&self, amount: &Amount) -> Option<Age> {
        if amount.currency.is_some() || amount.form == Form::Part {
            return None;
        }
        let highest = amount.max.or(amount.min).or(amount.value)?;
        match amount.unit {
            Some(Unit::Time) => self.years_old(amount),
            Some(_) => None,
            None if highest > OLDEST || !amount.plain || matches!(amount.form, Form::Vague) => None,
            None => self
                .decade(amount)
                .or_else(|| self.aged(amount))
                .or_else(|| self.bound(amount))
                .or_else(|| self.apposed(amount))
                .or_else(|| self.predicated(amount)),
        }
    }

    fn from(amount: &Amount, atoms: Range<usize>, rule: &'static str) -> Age {
        Age { atoms, min: amount.min, max: amount.max, value: amount.value, unit: None, of: None, rule }
    }

    /// "22-year-old", "62 years old", "six months old", "62 years of age".
    fn years_old(&self, amount: &Amount) -> Option<Age> {
        let unit_at = amount.end - 1;
        let unit = match self.lower(unit_at) {
            "year" | "years" | "yr" | "yrs" => None,
            "month" | "months" => Some("mo"),
            "week" | "weeks" => Some("wk"),
            "day" | "days" => Some("d"),
            "hour" | "hours" => Some("h"),
            _ => return None,
        };
        let next = self.past_hyphen(amount.end);
        let joined = self.is_joint(amount.number_end);
        let aged = matches!(self.before(amount.start, 1), "aged" | "age");
        let end = match self.lower(next) {
            "old" => next + 1,
            "olds" if joined || next > amount.end => next + 1,
            "of" if self.lower(next + 1) == "age" => next + 2,
            _ if aged => amount.end,
            _ => return None,
        };
        // "the 500-year-old oak", "the company is 20 years old": an age all the same.
        let start = if aged { amount.start - 1 } else { amount.start };
        let (value, min, max) = (amount.value, amount.min, amount.max);
        let of = self
            .counted(end, amount.number_end.saturating_sub(1), false)
            .filter(|_| joined && self.lower(next) == "old");
        Some(Age { atoms: start..end, min, max, value, unit, of, rule: "quantities.age.old" })
    }

    /// "aged 62", "at the age of 62", "ages 5 to 12", "under the age of 18".
    fn aged(&self, amount: &Amount) -> Option<Age> {
        let at = amount.start;
        let mut age = Self::from(amount, at..amount.end, "quantities.age.aged");
        match self.before(at, 1) {
            "aged" | "ages" | "age" => age.atoms.start = at - 1,
            "of" if matches!(self.before(at, 2), "age" | "ages") => {
                let the = if self.before(at, 3) == "the" { 3 } else { 2 };
                age.atoms.start = at - the;
                let before = self.phrase_before(&self.lexicon.hedges_before, age.atoms.start);
                if let Some((start, hedge)) = before {
                    let value = amount.value;
                    match hedge.effect {
                        Effect::MoreThan | Effect::AtLeast => (age.min, age.max) = (value, None),
                        Effect::LessThan => (age.min, age.max) = (None, value.map(|value| value - 1.0)),
                        Effect::AtMost => (age.min, age.max) = (None, value),
                        _ => {}
                    }
                    age.atoms.start = start;
                }
            }
            _ => return None,
        }
        // "age 62" but not "age 3 billion" nor "Ages 2 films"; the number ends the phrase or a bound follows.
        let free = self.ends_phrase(amount.end) || matches!(self.before(at, 1), "aged" | "ages");
        let named = self.is_capitalised(age.atoms.start) && !self.is_opening(age.atoms.start) && !self.title_case;
        (free && !named).then_some(age)
    }

    /// "in his 60s", "in her late 30s".
    fn decade(&self, amount: &Amount) -> Option<Age> {
        let end = amount.number_end;
        let value = amount.value.filter(|value| value % 10.0 == 0.0 && (10.0..=110.0).contains(value))?;
        let glued = self.glued(end) && (self.lower(end) == "s" || self.lower(end) == "'s");
        glued.then_some(())?;
        let (mut at, mut low, mut high) = (amount.number_start, 0.0, 9.0);
        let word = if self.text(at - at.min(1)) == "-" { 2 } else { 1 };
        match self.before(at, word) {
            "early" => (high, at) = (3.0, at - word),
            "mid" => (low, high, at) = (4.0, 6.0, at - word),
            "late" => (low, at) = (7.0, at - word),
            _ => {}
        }
        matches!(self.before(at, 1), "his" | "her" | "their" | "my" | "your" | "our").then_some(())?;
        let mut age = Self::from(amount, at..end + 1, "quantities.age.decade");
        (age.value, age.min, age.max) = (None, Some(value + low), Some(value + high));
        Some(age)
    }

    /// "under-18s", "over-65s", "65 and older", "children under five".
    fn bound(&self, amount: &Amount) -> Option<Age> {
        let end = amount.number_end;
        let elders = matches!(self.before(amount.end, 1), "older" | "younger") && amount.end > end;
        if elders {
            return Some(Self::from(amount, amount.start..amount.end, "quantities.age.bound"));
        }
        let at = amount.number_start;
        let back = if self.text(at - at.min(1)) == "-" { 2 } else { 1 };
        let side = self.before(at, back);
        matches!(side, "over" | "under").then_some(())?;
        let plural = self.glued(end) && matches!(self.lower(end), "s" | "'s");
        let people = matches!(
            self.before(at, back + 1),
            "children"
                | "people"
                | "adults"
                | "women"
                | "men"
                | "those"
                | "anyone"
                | "kids"
                | "boys"
                | "girls"
                | "pupils"
                | "residents"
                | "voters"
                | "patients"
                | "everyone"
                | "workers"
                | "person"
                | "aged"
                | "someone"
        );
        (plural || people && self.ends_phrase(end)).then_some(())?;
        let mut age = Self::from(amount, at - back..if plural { end + 1 } else { end }, "quantities.age.bound");
        let value = amount.value?;
        (age.value, age.min, age.max) =
            (Some(value), (side == "over").then_some(value), (side == "under").then_some(value - 1.0));
        Some(age)
    }

    /// "Anna Berg, 62, said", "Anna Berg (62)", "her husband, 45,".
    fn apposed(&self, amount: &Amount) -> Option<Age> {
        let (at, end) = (amount.number_start, amount.number_end);
        let open = self.before(at, 1);
        (amount.effect.is_none()
            && !amount.range
            && amount.start == at
            && at > 1
            && matches!(amount.form, Form::Figure(_)))
        .then_some(())?;
        let value = amount.value.filter(|value| value.fract() == 0.0 && *value >= 1.0)?;
        let closed = match open {
            "," => matches!(self.lower(end), "," | "." | ";" | "and" | "—" | "–" | "") || self.atom(end).is_none(),
            "(" => self.lower(end) == ")",
            _ => false,
        };
        let holder = at - 2;
        let person = self.lexicon.age_nouns.contains(self.lower(holder));
        let name = self.is_capitalised(holder)
            && is_word(self.text(holder))
            && self.lower(holder).len() > 1
            && !self.lexicon.designators.contains_key(self.lower(holder))
            && !self.lexicon.stop_words.contains(self.lower(holder));
        let mut first = holder;
        while name
            && first > 0
            && is_word(self.text(first - 1))
            && self.is_capitalised(first - 1)
            && !self.lexicon.stop_words.contains(self.lower(first - 1))
        {
            first -= 1;
        }
        // A single capitalised word before a small number may be anything: "Chelsea, 3, and", "Paris, 75,".
        let named = name && (first < holder || value >= 10.0 && open == ",");
        let adult = (1.0..=115.0).contains(&value);
        let listed = matches!(self.lower(end), "," | "and") && self.numeral(end + 1, false).is_some();
        (closed && adult && (person || named) && !listed).then_some(())?;
        let mut age = Self::from(amount, at..end, "quantities.age.apposition");
        age.of = Some(if name { first..holder + 1 } else { holder..holder + 1 });
        Some(age)
    }

    /// "She was 95.", "he turned 40", "died at 62".
    fn predicated(&self, amount: &Amount) -> Option<Age> {
        let (at, end) = (amount.start, amount.end);
        let ends = self.ends_phrase(end)
            && !matches!(self.lower(end), "of" | "to" | "%" | "up" | "down" | "-" | "–")
            && !(self.glued(end) && is_word(self.text(end)));
        (ends && amount.is_bare()).then_some(())?;
        let mut verb = self.before(at, 1);
        let mut back = 1;
        while matches!(verb, "only" | "just" | "now" | "already" | "aged" | "then" | "still" | "also" | "been" | "have")
        {
            back += 1;
            verb = self.before(at, back);
        }
        let who = self.before(at, back + 1);
        let person = matches!(who, "he" | "she")
            || matches!(who, "would" | "had") && matches!(self.before(at, back + 2), "he" | "she");
        let fits = match verb {
            "was" | "is" | "'s" | "be" | "would" => person && !matches!(self.lower(end), "on" | "and" | "for"),
            "turned" | "turns" | "turning" => {
                amount.effect.is_none() && amount.value.is_some_and(|value| (1.0..=110.0).contains(&value))
            }
            "at" => matches!(self.before(at, back + 1), "died" | "dies" | "dead" | "die" | "retired" | "married"),
            _ => false,
        };
        fits.then(|| Self::from(amount, at..end, "quantities.age.predicate"))
    }
}
