//! Dates as written: days, months, years, decades, centuries, seasons, quarters, holidays.

use super::reader::Reader;
use crate::times::calendar::{Calendar, day};
use crate::times::lexicon::LEXICON;
use crate::times::meaning::{Name, When};

/// A date that the grammar read: what it says, the atom after it, the rule. `None` for a date that no calendar has.
pub(super) type Read = (Option<When>, usize, &'static str);

/// A written date whose day may not exist.
fn dated(year: i16, month: i8, of_month: i8, next: usize, rule: &'static str) -> Read {
    match day(year, month, of_month) {
        Some(date) => (Some(When::Fixed(Calendar::Day(date))), next, rule),
        None => (None, next, "times.impossible"),
    }
}

impl Reader<'_> {
    /// A year in figures or words, with its era.
    pub(super) fn year(&self, i: usize) -> Option<(i16, usize)> {
        if let Some((number, digits)) = self.digits(i) {
            if self.is_continued(i) || self.goes_on(i) {
                return None;
            }
            let (before_christ, after) = self.era(i + 1);
            if after > i + 1 && number > 0 && number < 4000 {
                let year = i16::try_from(number).ok()?;
                return Some((if before_christ { 1 - year } else { year }, after));
            }
            return (digits == 4 && (1000..=2199).contains(&number)).then_some((number as i16, i + 1));
        }
        self.spoken_year(i)
    }

    /// "BC", "B.C.", "BCE", "CE" after a year: whether it counts back, and the atom after.
    fn era(&self, i: usize) -> (bool, usize) {
        match self.word(i) {
            "BC" | "BCE" => (true, i + 1),
            "AD" | "CE" => (false, i + 1),
            "B" | "A"
                if self.mark(i + 1, '.') && self.glued(i + 1) && self.any(i + 2, &["C", "D"]) && self.glued(i + 2) =>
            {
                let dot = usize::from(self.mark(i + 3, '.') && self.glued(i + 3));
                (self.word(i) == "B", i + 3 + dot)
            }
            _ => (false, i),
        }
    }

    /// "nineteen ninety-six", "two thousand and five".
    fn spoken_year(&self, i: usize) -> Option<(i16, usize)> {
        let cardinal = |at: usize| self.senses(at).and_then(|senses| senses.cardinal);
        let first = cardinal(i)?;
        if first == 2 && self.is(i + 1, "thousand") {
            let at = if self.is(i + 2, "and") { i + 3 } else { i + 2 };
            let rest = self.number(at).filter(|(rest, _)| *rest < 100.0 && *rest >= 1.0 && self.digits(at).is_none());
            return Some(rest.map_or((2000, i + 2), |(rest, next)| (2000 + rest as i16, next)));
        }
        if !(15..=20).contains(&first) {
            return None;
        }
        let second = cardinal(i + 1)?;
        let century = first as i16 * 100;
        if (20..100).contains(&second) {
            let at = self.past_hyphen(i + 2);
            if let Some(ones) = cardinal(at).filter(|ones| (1..10).contains(ones)) {
                return Some((century + second as i16 + ones as i16, at + 1));
            }
            return Some((century + second as i16, i + 2));
        }
        (10..20).contains(&second).then_some((century + second as i16, i + 2))
    }

    /// A year after a month or a day: "1996", ", 1996", "of 1792", "'99".
    fn year_after(&self, i: usize) -> Option<(i16, usize)> {
        let at = if self.mark(i, ',') || self.is(i, "of") || self.is(i, "in") { i + 1 } else { i };
        let glued_year = || {
            let (year, 4) = self.digits(at).filter(|_| self.mark(i, ',') && self.glued(at) && !self.goes_on(at))?
            else {
                return None;
            };
            (1000..2200).contains(&year).then_some((year as i16, at + 1))
        };
        if let Some((year, next)) = self.year(at).or_else(glued_year) {
            // "In May 1500 soldiers": a count.
            let counted = self.senses(next).is_some_and(|senses| senses.counted) && !self.mark(next, ',');
            let counted = counted && !(1900..=2035).contains(&year);
            let plausible = year > 1300 || self.digits(at).is_none() || next > at + 1;
            return (plausible && !(counted && at == i)).then_some((year, next));
        }
        self.short_year(at).filter(|_| at == i)
    }

    /// "'89".
    fn short_year(&self, i: usize) -> Option<(i16, usize)> {
        let (number, 2) = self.digits(i + 1).filter(|_| self.apostrophe(i) && self.glued(i + 1))? else { return None };
        if self.goes_on(i + 1) {
            return None;
        }
        let number = number as i16;
        Some((if number < 50 { 2000 + number } else { 1900 + number }, i + 2))
    }

    /// A month's name, its dot included.
    pub(super) fn month(&self, i: usize) -> Option<(i8, usize)> {
        let senses = self.senses(i)?;
        let month = senses.month?;
        if !self.capital(i) && (senses.weak || senses.abbreviation) {
            return None;
        }
        if i > 0 && self.glued(i) && !self.is_mark(i - 1) && self.digits(i - 1).is_none() {
            return None;
        }
        let dot = senses.abbreviation && self.mark(i + 1, '.') && self.glued(i + 1);
        Some((month, i + 1 + usize::from(dot)))
    }

    /// A day of the month: 5, 5th, "twenty-fifth". The flag says whether it is an ordinal.
    pub(super) fn day_number(&self, i: usize) -> Option<(i8, usize, bool)> {
        if let Some((number, digits)) = self.digits(i) {
            if !(1..=31).contains(&number) || digits > 2 || self.is_continued(i) {
                return None;
            }
            if self.glued(i + 1) && self.any(i + 1, &["st", "nd", "rd", "th"]) {
                return Some((number as i8, i + 2, true));
            }
            // "February 23,2022": a year goes on, no thousands.
            let year = self.mark(i + 1, ',')
                && self.digits(i + 2).is_some_and(|(year, digits)| digits == 4 && (1000..2200).contains(&year));
            return (!self.goes_on(i) || year).then_some((number as i8, i + 1, false));
        }
        let senses = self.senses(i)?;
        if let Some(tens @ (20 | 30)) = senses.cardinal {
            let at = self.past_hyphen(i + 1);
            let ones = self.senses(at)?.ordinal.filter(|ones| *ones < 10)?;
            let number = tens as i8 + ones as i8;
            return (number <= 31).then_some((number, at + 1, true));
        }
        senses.ordinal.map(|ordinal| (ordinal as i8, i + 1, true))
    }

    /// Whether the month of an ambiguous word is meant: what stands around it shows so.
    fn is_surely_month(&self, i: usize, next: usize) -> bool {
        let Some(senses) = self.senses(i) else { return false };
        if !self.capital(i) {
            return !senses.weak;
        }
        if !senses.weak {
            // "April O'Neil", "June Carter": a name goes on, unless something leads to the month ("in April Microsoft said").
            let first_name = matches!(senses.month, Some(4 | 6))
                && self.capital(next)
                && !self.senses(next).is_some_and(|senses| senses.core);
            let leads = [
                "in", "by", "since", "until", "of", "last", "next", "this", "early", "late", "mid", "from", "through",
                "during", "the", "a", "an", "its", "and", "to", "for",
            ];
            return !first_name || self.before_any(i, &leads);
        }
        if self.year_after(next).is_some() {
            return true;
        }
        let before = self.before(i, 1);
        let leads = [
            "in",
            "by",
            "since",
            "until",
            "till",
            "of",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "from",
            "through",
            "during",
            "for",
            "every",
            "each",
            "before",
            "after",
            "past",
            "that",
            "to",
            "and",
            "between",
            "or",
            "previous",
            "following",
        ];
        if senses.abbreviation && !self.mark(i + 1, '.') {
            return false;
        }
        let named = self.capital(next) && !self.senses(next).is_some_and(|senses| senses.core);
        if leads.iter().any(|lead| before.eq_ignore_ascii_case(lead)) {
            // "to May", "and May", "of May": also a person.
            let loose = ["of", "to", "and", "or", "for", "from", "that", "by", "before", "after", "between"]
                .iter()
                .any(|lead| before.eq_ignore_ascii_case(lead));
            let other_month = self.before_month(i);
            return !named
                && (!loose
                    || other_month
                    || self.is_mark(next) && !self.apostrophe(next)
                    || self.word(next).is_empty()
                    || self.closes(next));
        }
        self.dash(i.wrapping_sub(1)) && i > 0 && self.glued(i)
    }

    /// Whether a month stands shortly before.
    fn before_month(&self, i: usize) -> bool {
        (2..=4)
            .any(|back| i.checked_sub(back).and_then(|at| self.senses(at)).is_some_and(|senses| senses.month.is_some()))
    }

    /// Whether a word ends a noun phrase: a preposition, a conjunction, an auxiliary.
    pub(super) fn closes(&self, i: usize) -> bool {
        let words = [
            "in", "on", "at", "by", "to", "of", "for", "from", "with", "and", "or", "but", "as", "when", "while",
            "after", "before", "because", "if", "that", "which", "who", "where", "until", "since", "through", "during",
            "over", "under", "into", "than", "then", "was", "were", "is", "are", "has", "had", "have", "will", "would",
            "could", "should", "he", "she", "they", "it", "we", "i", "the", "a", "an", "this", "his", "her", "their",
            "its", "not", "said", "says",
        ];
        self.any(i, &words)
    }

    /// Day and month, or month and day, with or without a year; also a month alone.
    pub(super) fn calendar_date(&self, i: usize) -> Option<Read> {
        if let Some((month, after)) = self.month(i) {
            return self.month_first(i, month, after);
        }
        self.day_first(i, false)
    }

    fn month_first(&self, i: usize, month: i8, after: usize) -> Option<Read> {
        let after_the = if self.is(after, "the") { after + 1 } else { after };
        if let Some((of_month, next, ordinal)) =
            self.day_number(after_the).filter(|(_, _, ordinal)| *ordinal || after_the == after)
        {
            let counted = self.senses(next).is_some_and(|senses| senses.counted)
                || self.any(next, &["percent", "per", "million", "billion"]);
            let sure = !self.senses(i)?.weak || self.capital(i);
            if sure && (ordinal || !counted) && !self.mark(next, '%') {
                if let Some((year, next)) = self.year_after(next) {
                    return Some(dated(year, month, of_month, next, "times.date"));
                }
                if day(2000, month, of_month).is_none() {
                    return Some((None, next, "times.impossible"));
                }
                return Some((Some(When::Name(Name::MonthDay(month, of_month))), next, "times.date"));
            }
        }
        if let Some((year, next)) = self.year_after(after) {
            return Some((Some(When::Fixed(Calendar::Month(year, month))), next, "times.month"));
        }
        // A month alone keeps its dot only where the sentence goes on.
        let next = if after > i + 1 && !self.is_word(after) { after - 1 } else { after };
        self.is_surely_month(i, after).then_some((Some(When::Name(Name::Month(month))), next, "times.month"))
    }

    /// A day before its month; `ranged` where a dash stands before it, as in "5-6 May".
    pub(super) fn day_first(&self, i: usize, ranged: bool) -> Option<Read> {
        let start = if self.is(i, "the") { i + 1 } else { i };
        let (of_month, mut at, ordinal) = match self.day_number(start) {
            None if ranged && self.dash(start.checked_sub(1)?) => {
                let (number @ 1..=31, 1 | 2) = self.digits(start)? else { return None };
                (number as i8, start + 1, false)
            }
            found => found?,
        };
        if start > i && !ordinal {
            return None;
        }
        if self.is(at, "day") && ordinal && self.is(at + 1, "of") {
            at += 1;
        }
        if self.is(at, "of") {
            at += 1;
        } else if self.dash(at) && self.glued(at) && self.glued(at + 1) {
            // "10-May-2019"
            at += 1;
        }
        let (month, after) = self.month(at)?;
        // "the third May" is no date; "3 May 2019" is.
        if self.senses(at)?.weak && !self.capital(at) {
            return None;
        }
        let dashed = self.past_hyphen(after);
        if let Some((year, next)) =
            self.year_after(after).or_else(|| self.dashed_year(dashed).filter(|_| dashed > after))
        {
            return Some(dated(year, month, of_month, next, "times.date"));
        }
        if day(2000, month, of_month).is_none() {
            return Some((None, after, "times.impossible"));
        }
        Some((Some(When::Name(Name::MonthDay(month, of_month))), after, "times.date"))
    }

    fn dashed_year(&self, i: usize) -> Option<(i16, usize)> {
        let (year, 4) = self.digits(i)? else { return None };
        (1000..2200).contains(&year).then_some((year as i16, i + 1))
    }

    /// "2019-05-10", "10/05/2019", "10.05.19", "2019-05-10T18:00".
    pub(super) fn numeric_date(&self, i: usize) -> Option<Read> {
        let (first, first_digits) = self.digits(i)?;
        if self.is_continued(i) {
            return None;
        }
        let separator = ['-', '/', '.'].into_iter().find(|mark| self.mark(i + 1, *mark))?;
        if !(1..=4).all(|offset| self.glued(i + offset)) || !self.mark(i + 3, separator) {
            return None;
        }
        let (second, second_digits) = self.digits(i + 2)?;
        let (third, third_digits) = self.digits(i + 4)?;
        let next = i + 5;
        let after_day = self.any(i + 5, &["T"]) && self.glued(i + 5);
        if (self.goes_on(i + 4) && !after_day) || (self.glued(next) && self.mark(next, separator)) {
            return None;
        }
        let small = |number: u32| i8::try_from(number).ok();
        if first_digits == 4 && separator != '.' {
            if second_digits > 2 || third_digits > 2 || !(1000..2200).contains(&first) {
                return None;
            }
            return Some(dated(first as i16, small(second)?, small(third)?, next, "times.date.numeric"));
        }
        if first_digits > 2
            || second_digits > 2
            || !(third_digits == 4 || third_digits == 2)
            || first == 0
            || second == 0
        {
            return None;
        }
        let year = match third_digits {
            4 if (1000..2200).contains(&third) => third as i16,
            2 if third < 50 => 2000 + third as i16,
            2 => 1900 + third as i16,
            _ => return None,
        };
        if third_digits == 2 && separator != '/' {
            return None;
        }
        let (first, second) = (small(first)?, small(second)?);
        if separator == '.' {
            return Some(dated(year, second, first, next, "times.date.numeric"));
        }
        match (first <= 12, second <= 12) {
            (true, true) if first == second => Some(dated(year, first, second, next, "times.date.numeric")),
            (true, true) => Some((Some(When::Numeric(Some(year), first, second)), next, "times.date.numeric")),
            (true, false) => Some(dated(year, first, second, next, "times.date.numeric")),
            (false, true) => Some(dated(year, second, first, next, "times.date.numeric")),
            (false, false) => (third_digits == 4).then_some((None, next, "times.impossible")),
        }
    }

    /// A weekday's name, with the date that may follow: "Friday", "Sat., Oct. 13", "Sunday the 5th".
    pub(super) fn weekday(&self, i: usize) -> Option<Read> {
        let senses = self.senses(i)?;
        let weekday = senses.weekday.filter(|_| !senses.weekdays)?;
        if i > 0 && self.glued(i) && self.is_word(i - 1) {
            return None;
        }
        let dot = senses.abbreviation && self.mark(i + 1, '.') && self.glued(i + 1);
        let after = i + 1 + usize::from(dot);
        let at = self.past_comma(after);
        let full = self.calendar_date(at).filter(|(when, _, _)| {
            !matches!(when, Some(When::Name(Name::Month(_)) | When::Fixed(Calendar::Month(..))))
        });
        if let Some((when, next, rule)) = full.or_else(|| self.numeric_date(at)) {
            return Some((when, next, rule));
        }
        let led = self.before_any(i, &["on", "last", "next", "every", "since", "until", "by", "from"]);
        if senses.abbreviation && !(self.capital(i) && (dot && led || self.clock(at).is_some())) {
            return None;
        }
        let the = if self.is(at, "the") { at + 1 } else { at };
        if the > at
            && let Some((of_month, next, true)) = self.day_number(the).filter(|_| !self.is(the + 1, "of"))
            && (!self.is_word(next) || self.closes(next))
        {
            return Some((Some(When::Name(Name::DayOfMonth(of_month))), next, "times.date"));
        }
        Some((Some(When::Name(Name::Weekday(weekday))), after, "times.weekday"))
    }

    /// A year standing alone, where it is one and no count or price.
    pub(super) fn bare_year(&self, i: usize) -> Option<Read> {
        let the_year = self.is(i, "the") && self.is(i + 1, "year");
        let at = if the_year {
            i + 2
        } else if self.is(i, "year") && self.digits(i + 1).is_some_and(|(_, digits)| digits == 4) {
            i + 1
        } else {
            i
        };
        let (year, next) = self.year(at)?;
        let read = (Some(When::Fixed(Calendar::Year(year))), next, "times.year");
        if at > i || next > at + 1 {
            // An era, or words, leave no doubt; "nineteen hundred" does.
            let words = self.digits(at).is_none() && self.is(at + 1, "thousand") && at == i;
            let bare = next == at + 2 && words;
            return (!(words && bare)).then_some(read);
        }
        let before = self.before(i, 1);
        if self.mark(i.wrapping_sub(1), '$')
            || self.any(next, &["million", "billion", "hundred", "thousand", "percent", "per", "to"])
                && self.digits(i).is_none()
        {
            return None;
        }
        let senses = self.senses(next);
        if senses.is_some_and(|senses| senses.counted)
            || self.any(next, &["percent", "per", "gmt", "hrs", "hours", "million", "billion", "local", "dollars"])
        {
            return None;
        }
        if senses.is_some_and(|senses| senses.zone.is_some()) || self.mark(next, '%') {
            return None;
        }
        if [
            "no",
            "number",
            "page",
            "flight",
            "route",
            "room",
            "about",
            "some",
            "nearly",
            "almost",
            "over",
            "than",
            "least",
            "another",
            "only",
            "$",
            "£",
            "€",
            "#",
            "x",
            "most",
            "exactly",
            "approximately",
            "roughly",
            "he",
            "they",
            "windows",
            "highway",
            "bus",
            "section",
            "article",
            "resolution",
            "least",
            "lot",
            "chapter",
        ]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word))
        {
            return None;
        }
        let lead = [
            "in",
            "since",
            "by",
            "until",
            "till",
            "of",
            "during",
            "for",
            "the",
            "from",
            "to",
            "and",
            "through",
            "between",
            "before",
            "after",
            "around",
            "early",
            "late",
            "mid",
            "circa",
            "than",
            "or",
            "throughout",
            "into",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
            "that",
            "fiscal",
            "summer",
            "winter",
            "autumn",
            "spring",
            "year",
        ]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word));
        let common = (1900..=2035).contains(&year);
        let strong = ["in", "since", "until", "till", "during", "circa", "throughout", "year"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
        let ends = self.is_mark(next) && !self.mark(next, '/') || self.word(next).is_empty() || self.closes(next);
        let fits = if common {
            lead || ends || self.capital(next) || self.is_mark(i.wrapping_sub(1)) || self.is_word(next)
        } else {
            let bracketed = self.mark(i.wrapping_sub(1), '(') && self.mark(next, ')');
            (1100..=2100).contains(&year)
                && (bracketed
                    || strong && (ends || !self.plural(next))
                    || lead && (ends || !self.plural(next)) && (1400..1900).contains(&year))
        };
        fits.then_some(read)
    }

    /// Whether a word looks like a plural noun.
    fn plural(&self, i: usize) -> bool {
        let word = self.word(i);
        self.is_word(i)
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !self.capital(i)
    }

    /// "the 1980s", "the '80s", "the nineties", with "early", "late" or "mid" left to the caller.
    pub(super) fn decade(&self, i: usize) -> Option<Read> {
        let at = if self.is(i, "the") { i + 1 } else { i };
        if let Some((number, 4)) = self.digits(at) {
            let suffix = if self.apostrophe(at + 1) && self.glued(at + 1) { at + 2 } else { at + 1 };
            if self.is(suffix, "s")
                && self.glued(suffix)
                && number % 10 == 0
                && (1000..2100).contains(&number)
                && !self.is_continued(at)
            {
                let when = if number % 100 == 0 && number != 2000 {
                    Calendar::Century(number as i16 / 100)
                } else {
                    Calendar::Decade(number as i16 / 10)
                };
                return Some((Some(When::Fixed(when)), suffix + 1, "times.decade"));
            }
            return None;
        }
        // "470s BC"
        if let Some((number, digits @ (2 | 3))) = self.digits(at) {
            let quoted = at > i || self.apostrophe(at.wrapping_sub(1));
            if self.is(at + 1, "s") && self.glued(at + 1) && number % 10 == 0 && quoted {
                let (before_christ, next) = self.era(at + 2);
                if before_christ {
                    return Some((
                        Some(When::Fixed(Calendar::Decade(-(number as i16 / 10) - 1))),
                        next,
                        "times.decade",
                    ));
                }
                if digits == 2 && number >= 20 && !self.any(at.wrapping_sub(2), &["his", "her", "their", "my"]) {
                    return Some((Some(When::Name(Name::ShortDecade(number as i16 / 10))), at + 2, "times.decade"));
                }
            }
            return None;
        }
        if self.apostrophe(at) && self.glued(at + 1) {
            let (number, 2) = self.digits(at + 1)? else { return None };
            if self.is(at + 2, "s") && self.glued(at + 2) && number % 10 == 0 {
                return Some((Some(When::Name(Name::ShortDecade(number as i16 / 10))), at + 3, "times.decade"));
            }
            return None;
        }
        let decade = self.senses(at)?.decade?;
        (at > i).then_some((Some(When::Name(Name::ShortDecade(decade))), at + 1, "times.decade"))
    }

    /// "the 19th century", "20th-century", "the fourth century BC".
    pub(super) fn century(&self, i: usize) -> Option<Read> {
        let start = if self.is(i, "the") { i + 1 } else { i };
        let (number, after, true) = self.day_number(start)? else { return None };
        let at = self.past_hyphen(after);
        if !self.any(at, &["century", "centuries"]) {
            return None;
        }
        // "his 20th century" is a batsman's, "20th Century Fox" a company.
        if self.before_any(i, &["his", "her", "their", "my", "maiden"]) || self.capital(at) && self.capital(at + 1) {
            return None;
        }
        let (before_christ, next) = self.era(at + 1);
        let century = if before_christ { -i16::from(number) } else { i16::from(number) - 1 };
        Some((Some(When::Fixed(Calendar::Century(century))), next, "times.century"))
    }

    /// "summer 2018", "the spring of 1794", "the fall", "winter".
    pub(super) fn season(&self, i: usize) -> Option<Read> {
        let at = if self.is(i, "the") { i + 1 } else { i };
        let senses = self.senses(at)?;
        let season = senses.season?;
        if at > 0 && self.glued(at) && self.is_word(at - 1) {
            return None;
        }
        let of = if self.any(at + 1, &["of", "in"]) { at + 2 } else { self.past_comma(at + 1) };
        if let Some((year, next)) = self.year(of).or_else(|| self.short_year(of)) {
            return Some((Some(When::Fixed(Calendar::Season(year, season))), next, "times.season"));
        }
        let prepositions = [
            "in",
            "by",
            "since",
            "until",
            "during",
            "this",
            "last",
            "next",
            "every",
            "each",
            "through",
            "throughout",
            "early",
            "late",
            "mid",
            "over",
            "for",
        ];
        let led = self.before_any(i, &prepositions);
        let weak = senses.weak;
        let capital_name = self.capital(at) && at > 0 && !self.before_any(at, &["the"]) && !led;
        if capital_name || self.capital(at) && self.capital(at + 1) {
            return None;
        }
        let followed =
            self.is_mark(at + 1) || self.word(at + 1).is_empty() || self.closes(at + 1) && !self.is(at + 1, "of");
        if weak
            && !(at > i
                && followed
                && self.before_any(i, &["in", "by", "until", "since", "during", "through", "throughout", "of"])
                || at == i && led && followed)
        {
            return None;
        }
        Some((Some(When::Name(Name::Season(season))), at + 1, "times.season"))
    }

    /// "the third quarter", "third-quarter", "Q3 2019", "the 1988 second quarter", "the first half of 2008".
    pub(super) fn quarter(&self, i: usize) -> Option<Read> {
        let mut at = i;
        if self.any(at, &["the"]) {
            at += 1;
        }
        let opened = at > i;
        let mut fiscal = false;
        if self.any(at, &["fiscal", "seasonally"]) {
            fiscal = true;
            at = self.past_hyphen(at + 1);
        }
        let mut year = None;
        if let Some((found, next)) = self.year(at).filter(|_| self.digits(at).is_some_and(|(_, digits)| digits == 4)) {
            year = Some(found);
            at = next;
        }
        if self.any(at, &["fiscal"]) {
            fiscal = true;
            at = self.past_hyphen(at + 1);
        }
        let rule = if fiscal { "times.fiscal" } else { "times.quarter" };
        // "Q3", "H1"
        let short = self.digits(at + 1).filter(|(_, digits)| {
            *digits == 1 && self.glued(at + 1) && !self.goes_on(at + 1) && !self.is_continued(at)
        });
        let (name, next, rule) = if let Some((quarter @ 1..=4, _)) = short.filter(|_| self.word(at) == "Q") {
            (Name::Quarter(quarter as i8), at + 2, rule)
        } else if let Some((half @ 1..=2, _)) = short.filter(|_| self.word(at) == "H" && self.year(at + 2).is_some()) {
            (Name::Half(half as i8), at + 2, "times.half")
        } else if let Some((quarter @ 1..=4, after, true)) = self.day_number(at) {
            let unit = self.past_hyphen(after);
            // "the third-quarter loss": the article is the loss's.
            if opened && unit > after && self.is_word(unit + 1) && !self.closes(unit + 1) {
                return None;
            }
            if self.any(unit, &["quarter", "quarters"])
                && !self.any(unit + 1, &["final", "finals", "back", "century"])
                && !self.dash(unit + 1)
            {
                (Name::Quarter(quarter), unit + 1, rule)
            } else if quarter <= 2
                && self.is(unit, "half")
                && (year.is_some() || self.is(unit + 1, "of") && self.year_ahead(unit + 2))
            {
                (Name::Half(quarter), unit + 1, "times.half")
            } else {
                return None;
            }
        } else if self.any(at, &["last", "latter"])
            && self.is(at + 1, "half")
            && self.is(at + 2, "of")
            && self.year_ahead(at + 3)
        {
            (Name::Half(2), at + 2, "times.half")
        } else {
            return None;
        };
        // Where the article only belongs to a longer noun phrase ("a third-quarter loss"), it is no part of the time.
        if let Some(year) = year {
            return Some((Some(When::In(name, Box::new(When::Fixed(Calendar::Year(year))))), next, rule));
        }
        let of = if self.any(next, &["of", "in"]) { next + 1 } else { next };
        let of = if self.is(of, "fiscal") { of + 1 } else { of };
        if let Some((year, next)) = self.year(of).or_else(|| self.short_year(of)) {
            return Some((Some(When::In(name, Box::new(When::Fixed(Calendar::Year(year))))), next, rule));
        }
        Some((Some(When::Name(name)), next, rule))
    }

    fn year_ahead(&self, i: usize) -> bool {
        let at = if self.any(i, &["the", "this", "last", "next"]) { i + 1 } else { i };
        self.year(at).is_some()
            || self.decade(i).is_some()
            || self.is(at, "year")
            || self.century(i).is_some()
            || self.is(at, "fiscal")
    }

    /// "fiscal 1989", "fiscal year 2016", "FY2016", "the 2014-15 fiscal year".
    pub(super) fn fiscal_year(&self, i: usize) -> Option<Read> {
        let start = if self.is(i, "the") { i + 1 } else { i };
        if self.is(start, "fiscal") {
            let at = if self.is(start + 1, "year") { start + 2 } else { start + 1 };
            let (year, next) = self.year(at).or_else(|| self.short_year(at))?;
            return Some((Some(When::Fixed(Calendar::Year(year))), next, "times.fiscal"));
        }
        if self.word(start) == "FY" {
            let (number, digits) = self.digits(start + 1)?;
            let year = if digits == 2 { 2000 + number } else { number };
            return (digits == 4 || digits == 2).then_some((
                Some(When::Fixed(Calendar::Year(year as i16))),
                start + 2,
                "times.fiscal",
            ));
        }
        None
    }

    /// A holiday by name, with its year where one follows.
    pub(super) fn holiday(&self, i: usize) -> Option<Read> {
        let start = if self.is(i, "the") { i + 1 } else { i };
        if !self.senses(start)?.holiday {
            return None;
        }
        if self.digits(start).is_some() && self.is_continued(start) {
            return None;
        }
        if self.is_word(start) && !self.capital(start) {
            return None;
        }
        let names = LEXICON.holidays.get(&self.word(start).to_lowercase())?;
        let (atoms, rule) = names.iter().find(|(atoms, _)| {
            atoms.iter().enumerate().all(|(offset, atom)| {
                let at = start + offset;
                let fits = if atom == "'" { self.apostrophe(at) } else { self.is(at, atom) };
                fits && (offset == 0
                    || atom.chars().all(char::is_alphabetic)
                    || self.glued(at)
                    || self.digits(at).is_none())
            })
        })?;
        let next = start + atoms.len();
        if self.digits(start).is_some() && (self.goes_on(next - 1) || self.is(next, "of")) {
            return None;
        }
        if self.capital(next)
            && self.any(next, &["Agreement", "Accord", "Accords", "Island", "Islands", "Tree", "Carol", "massacre"])
        {
            return None;
        }
        let of = if self.is(next, "of") || self.mark(next, ',') || self.is(next, "in") { next + 1 } else { next };
        if let Some((year, after)) = self.year(of)
            && let Some(found) = rule.in_year(year)
        {
            return Some((Some(When::Fixed(found)), after, "times.holiday"));
        }
        Some((Some(When::Name(Name::Holiday(*rule))), next, "times.holiday"))
    }
}
