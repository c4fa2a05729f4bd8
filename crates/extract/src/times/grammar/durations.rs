//! Lengths of time ("two and a half years", "a 10-hour flight"), stretches from now ("the past three months"), and what recurs ("every Friday").

use super::reader::{Count, Reader};
use crate::times::calendar::Unit;
use crate::times::meaning::{Found, Meaning};

/// The TIMEX3 value of a length.
pub(super) fn length(count: Count, unit: Unit, size: i64) -> String {
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week => ("", "W", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Season(season) => ("", season.code(), 1),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
        Unit::Millennium => ("", "Y", 1000),
        Unit::Part(code) => ("T", code, 1),
    };
    let Count::Exact(number) = count else {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Millennium => "ML",
            _ => letter,
        };
        return format!("P{time}X{letter}");
    };
    let number = number * (size * factor) as f64;
    let whole = number.trunc();
    let rest = number - whole;
    if rest == 0.0 {
        return format!("P{time}{whole:.0}{letter}");
    }
    // A half is written in the next smaller unit, where one divides evenly.
    let smaller = match unit {
        Unit::Minute => Some(("S", 60.0)),
        Unit::Hour => Some(("M", 60.0)),
        Unit::Year | Unit::Decade | Unit::Century => Some(("M", 12.0)),
        Unit::Day => Some(("H", 24.0)),
        _ => None,
    };
    match smaller {
        Some((small, times)) => {
            let part = rest * times;
            if (part - part.round()).abs() > 1e-6 {
                return format!("P{time}{number}{letter}");
            }
            let part = part.round();
            let head = if whole > 0.0 { format!("{whole:.0}{letter}") } else { String::new() };
            let inner = if unit == Unit::Day { "T" } else { "" };
            format!("P{time}{head}{inner}{part:.0}{small}")
        }
        None => format!("P{time}{number}{letter}"),
    }
}

impl Reader<'_> {
    fn found(&self, first: usize, next: usize, meaning: Meaning, rule: &'static str) -> Option<Found> {
        Some(Found { first, next, meaning, modifier: None, rule })
    }

    /// Words between a number and its unit that leave both as they are.
    fn past_adjectives(&self, i: usize) -> usize {
        let words = [
            "more",
            "additional",
            "full",
            "consecutive",
            "straight",
            "trading",
            "working",
            "business",
            "calendar",
            "whole",
            "long",
            "solid",
            "extra",
            "further",
            "other",
            "successive",
            "short",
            "great",
            "brief",
            "school",
            "crucial",
            "entire",
            "academic",
            "fiscal",
        ];
        let mut at = i;
        while self.any(at, &words) && at < i + 2 {
            at += 1;
        }
        at
    }

    /// A length of time.
    pub(super) fn duration(&self, i: usize) -> Option<Found> {
        if self.is_continued(i) && self.digits(i).is_some() || i > 0 && self.mark(i - 1, '+') {
            return None;
        }
        let (count, at) = match self.count(i) {
            Some(found) => found,
            None if self.is(i, "another") || self.is(i, "one") => (Count::Exact(1.0), i + 1),
            None => (Count::Open, i),
        };
        let bare = at == i;
        if at > i && self.any(i, &["some", "many"]) && self.any(at, &["time"]) {
            let free = self.is_mark(at + 1) || self.closes(at + 1) || self.word(at + 1).is_empty();
            return if self.is(i, "some") && free {
                self.found(i, at + 1, Meaning::Duration("PXM".to_owned(), None), "times.duration.vague")
            } else {
                None
            };
        }
        if self.is(i, "a") && self.is(at, "while") && !self.is(at + 1, "ago") {
            return self.found(i, at + 1, Meaning::Duration("PXX".to_owned(), None), "times.duration.vague");
        }
        let adjectives = if bare { at } else { self.past_adjectives(at) };
        let adjectives = if adjectives > at && self.is(adjectives, "of") { at } else { adjectives };
        let hyphenated = self.past_hyphen(adjectives);
        let compound = hyphenated > adjectives;
        let (unit, size, plural, mut next) = self.unit(hyphenated)?;
        let article = self.any(i, &["a", "an"]) && at == i + 1;
        // "a second", "seconds": ordinals and boxers; "a day" in "a day".
        if matches!(unit, Unit::Part(_) | Unit::Season(_)) && (article || bare || !plural) {
            return None;
        }
        if unit == Unit::Second && (article || bare) || unit == Unit::Weekend && article {
            return None;
        }
        if bare && !plural {
            return self.long(i, unit, size, next);
        }
        let mut count = count;
        let mut halved = false;
        if self.is(next, "and") && self.any(next + 1, &["a", "one"]) && self.is(next + 2, "half") {
            if let Count::Exact(number) = count {
                count = Count::Exact(number + 0.5);
            }
            halved = true;
            next += 3;
        } else if self.is(next, "or") && self.is(next + 1, "so") {
            next += 2;
        } else if self.dash(next) && self.any(next + 1, &["and"]) && self.dash(next + 2) {
            return None;
        }
        // Ages: "a 45-year-old man", "six months old", "18 years of age".
        let past = self.past_hyphen(next);
        if self.any(past, &["old", "olds", "older", "younger"])
            || self.is(next, "of") && self.is(next + 1, "age")
            || self.any(next, &["old", "olds"])
        {
            return None;
        }
        if self.any(next, &["ago", "earlier"]) && bare {
            return None;
        }
        if bare {
            return self.bare_duration(i, unit, next);
        }
        if article && plural {
            return None;
        }
        if article {
            // "a year-long trial": the article is the trial's.
            if self.dash(next) && self.glued(next) || self.any(hyphenated.saturating_sub(1), &["calendar", "fiscal"]) {
                return None;
            }
            let rate = self.is_rate(i);
            if rate || compound || self.any(next, &["of"]) && unit == Unit::Day {
                return None;
            }
            // "a year" alone is a length only where something says so.
            let led = self.before_any(
                i,
                &[
                    "for", "in", "within", "after", "than", "about", "nearly", "almost", "over", "of", "every",
                    "least", "only", "just", "barely", "under", "another", "once", "lasted", "lasting", "took", "take",
                    "takes", "taken", "spent", "spend", "as", "around", "roughly", "by", "him", "them", "last",
                    "during", "to", "up",
                ],
            );
            let followed =
                self.any(next, &["after", "before", "later", "earlier", "since", "from", "or", "in", "that", "ago"]);
            let big = matches!(unit, Unit::Decade | Unit::Century | Unit::Week | Unit::Month | Unit::Year | Unit::Hour);
            if !(led || followed && big || halved) {
                return None;
            }
            if unit == Unit::Day
                && !halved
                && !(self.before_any(
                    i,
                    &[
                        "for", "within", "after", "than", "nearly", "almost", "about", "least", "in", "spent",
                        "lasted", "took",
                    ],
                ))
            {
                return None;
            }
        }
        // "the first quarter", "one quarter of": not a length; "3 quarters".
        let fraction = self.any(i, &["three", "one", "a"]) && (compound || self.is(next, "of"));
        if unit == Unit::Quarter && (!compound && !plural || fraction || count == Count::Open && self.is(i, "some")) {
            return None;
        }
        // "$20 a day": the rate is the price's; "90 days" is a length. "10-day" compounds end with their unit.
        if compound && self.dash(next) && self.glued(next) && self.is(next + 1, "long") {
            next += 2;
        }
        if self.any(i, &["one"])
            && unit == Unit::Day
            && at == i + 1
            && !compound
            && !self.before_any(
                i,
                &["for", "in", "within", "than", "only", "just", "least", "by", "last", "after", "about", "job"],
            )
        {
            return self.one_day(i, next);
        }
        let mut start = i;
        // "the four days", "the two-day rally": the article belongs to the length only where the unit is its noun.
        if self.before_any(i, &["the"]) && !compound && plural && self.plain_noun_end(next) {
            start = i - 1;
        }
        if self.digits(i).is_some() && !self.digits(i).is_some_and(|(n, d)| n < 10000 || d < 5) {
            return None;
        }
        let mut value = length(count, unit, size);
        // "two years and three months", "1 hour 59 minutes 40 seconds"
        let mut last = unit;
        while let Some((smaller, part, after)) = self
            .smaller_part(next, last)
            .filter(|_| !compound && matches!(count, Count::Exact(number) if number.fract() == 0.0))
        {
            let part = length(part, smaller, 1);
            let body = part.trim_start_matches('P');
            value.push_str(if value.contains('T') { body.trim_start_matches('T') } else { body });
            (last, next) = (smaller, after);
        }
        self.found(start, next, Meaning::Duration(value, None), "times.duration")
    }

    /// The part of a length in a smaller unit that goes on a length: "and three months".
    fn smaller_part(&self, i: usize, larger: Unit) -> Option<(Unit, Count, usize)> {
        let at = self.past_comma(i);
        let at = if self.is(at, "and") { at + 1 } else { at };
        let (number, next) = self.number(at)?;
        let (unit, 1, _, next) = self.unit(next)? else { return None };
        let fits = matches!(
            (larger, unit),
            (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
                | (Unit::Month | Unit::Week, Unit::Day)
                | (Unit::Day, Unit::Hour | Unit::Minute)
                | (Unit::Hour, Unit::Minute | Unit::Second)
                | (Unit::Minute, Unit::Second)
        );
        (fits && !self.any(next, &["ago", "earlier", "later", "old"]) && !self.dash(next)).then_some((
            unit,
            Count::Exact(number),
            next,
        ))
    }

    fn plain_noun_end(&self, next: usize) -> bool {
        self.is_mark(next)
            || self.word(next).is_empty()
            || self.closes(next)
            || self.any(next, &["ended", "ending", "following", "preceding"])
    }

    /// "day-long", "months-long", "decades-old".
    fn long(&self, i: usize, unit: Unit, size: i64, next: usize) -> Option<Found> {
        let long = self.past_hyphen(next);
        if long > next && self.is(long, "long") && !self.is_continued(i) {
            return self.found(
                i,
                long + 1,
                Meaning::Duration(length(Count::Exact(1.0), unit, size), None),
                "times.duration",
            );
        }
        None
    }

    /// "One day he will": a day of the future; "one day" of a count stays a length.
    fn one_day(&self, i: usize, next: usize) -> Option<Found> {
        let window = (1..=3).any(|back| {
            i.checked_sub(back).is_some_and(|at| self.any(at, &["will", "would", "could", "may", "might", "can", "ll"]))
        });
        let ahead = (0..=4).any(|ahead| self.any(next + ahead, &["will", "would", "could", "may", "might", "be"]));
        if window || ahead {
            return self.found(i, next, Meaning::Reference("FUTURE_REF"), "times.vague");
        }
        self.found(i, next, Meaning::Duration("P1D".to_owned(), None), "times.duration")
    }

    /// A plural unit alone: "for years", "within weeks", "months of talks", "decades-long".
    fn bare_duration(&self, i: usize, unit: Unit, next: usize) -> Option<Found> {
        let long = self.past_hyphen(next);
        if long > next {
            return if self.is(long, "long") {
                self.found(i, long + 1, Meaning::Duration(length(Count::Open, unit, 1), None), "times.duration.vague")
            } else {
                None
            };
        }
        if matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend)
            || self.is(next, "old")
            || self.before_any(i, &["his", "her", "their", "its", "these", "those", "golden", "early"])
        {
            return None;
        }
        // "weeks or months", "days and weeks"
        let mut next = next;
        if self.any(next, &["or", "and"]) && self.senses(next + 1).is_some_and(|senses| senses.unit_plural) {
            next += 2;
        }
        let led = self.before_any(
            i,
            &[
                "for", "within", "in", "after", "over", "of", "took", "take", "takes", "spent", "lasted", "follows",
                "past", "during", "through",
            ],
        );
        let strong = self.before_any(i, &["for", "within"]);
        let followed =
            self.is(next, "of") && !matches!(unit, Unit::Day | Unit::Minute | Unit::Hour) && !self.is(next + 1, "the");
        let closed = self.is_mark(next) || self.word(next).is_empty() || self.closes(next);
        ((strong && closed)
            || (led && closed && !self.before_any(i, &["of", "past", "in"]))
            || (self.before_any(i, &["in"]) && closed && self.is_mark(next))
            || followed)
            .then(|| Found {
                first: i,
                next,
                meaning: Meaning::Duration(length(Count::Open, unit, 1), None),
                modifier: None,
                rule: "times.duration.vague",
            })
    }

    /// "39 rupees a month", "four times a week": what is counted by the unit stands before.
    pub(super) fn is_rate(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        if self.is_mark(before)
            && (self.mark(before, '%') || self.mark(before, '$') || self.mark(before, '£') || self.mark(before, '€'))
        {
            return true;
        }
        if self.any(
            before,
            &[
                "once", "twice", "thrice", "times", "percent", "apiece", "each", "million", "billion", "thousand",
                "hundred", "pounds", "dollars", "euros", "rupees", "cents", "pence",
            ],
        ) {
            return true;
        }
        // A number within the three words before, with no other small word between: "20 hours a day", "358,000 a month".
        for back in 1..=3 {
            let Some(at) = i.checked_sub(back) else { return false };
            if self.digits(at).is_some() || self.senses(at).is_some_and(|senses| senses.cardinal.is_some()) {
                return true;
            }
            if self.is_mark(at) && !self.dash(at) || self.closes(at) {
                return false;
            }
        }
        false
    }

    /// "the past three months", "the next few days", "recent years", "the coming weeks", "the first nine months", "the weeks ahead".
    pub(super) fn period(&self, i: usize) -> Option<Found> {
        let the = self.any(i, &["the", "its", "these", "those"]);
        let mut at = if the { i + 1 } else { i };
        let first = if self.is(i, "the") { i } else { at };
        // "each of the past three years"
        let word = self.word(at).to_ascii_lowercase();
        // "may last several weeks": a verb.
        if word == "last"
            && !the
            && self.before_any(
                i,
                &["will", "to", "could", "may", "might", "would", "can", "should", "must", "not", "ll", "did", "t"],
            )
        {
            return None;
        }
        let (direction, vague) = match word.as_str() {
            "last" | "past" | "previous" | "preceding" | "prior" => (-1, false),
            "next" | "coming" | "following" | "upcoming" => (1, false),
            "recent" => (-1, true),
            "future" => (1, true),
            "first" | "final" | "latest" | "initial" | "opening" | "closing" | "early" | "intervening" => (0, false),
            _ => return None,
        };
        at += 1;
        let counted =
            self.count(at).filter(|_| !self.any(at, &["a", "an", "the"]) || self.any(at + 1, &["couple", "few"]));
        let (count, noun) = counted.unwrap_or((Count::Open, at));
        let noun = self.past_hyphen(self.past_adjectives(noun));
        let (unit, size, plural, mut next) = self.unit(noun)?;
        if !plural && (counted.is_none() || count != Count::Exact(1.0)) {
            // "the next year or so"
            return if the && self.is(next, "or") && self.is(next + 1, "so") && direction != 0 {
                self.found(
                    first,
                    next + 2,
                    Meaning::Duration(length(Count::Exact(1.0), unit, size), Some((direction * size, unit))),
                    "times.period",
                )
            } else {
                None
            };
        }
        if self.is(next, "or") && self.is(next + 1, "so") {
            next += 2;
        }
        if self.any(next, &["old"]) || self.dash(next) && self.glued(next) {
            return None;
        }
        if self.any(next, &["and", "or"]) && self.senses(next + 1).is_some_and(|senses| senses.unit_plural) {
            next += 2;
        }
        if (word == "recent" || word == "future") && self.capital(noun) {
            return None;
        }
        if word == "early"
            || (direction == 0 && counted.is_none() && !matches!(unit, Unit::Hour | Unit::Minute | Unit::Day))
        {
            return None;
        }
        if word == "past"
            && !the
            && i > 0
            && !self.before_any(i, &["in", "over", "for", "during", "of", "from", "through", "within"])
            && counted.is_none()
        {
            return None;
        }
        // "future quarters", "past years": no length is meant, only the direction.
        if counted.is_none() && matches!(word.as_str(), "future" | "past" | "last" | "previous" | "preceding" | "prior")
        {
            let value = if direction < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return self.found(first, next, Meaning::Reference(value), "times.vague.period");
        }
        if vague || counted.is_none() && direction != 0 {
            return self.found(
                first,
                next,
                Meaning::Duration(length(Count::Open, unit, size), None),
                "times.vague.period",
            );
        }
        let reach = count.whole().filter(|_| direction != 0).map(|whole| (whole * size * direction, unit));
        self.found(first, next, Meaning::Duration(length(count, unit, size), reach), "times.period")
    }

    /// "the year ended March 31", "the fiscal year ending in June": a length that its end fixes.
    pub(super) fn ended(&self, i: usize) -> Option<Found> {
        if !self.is(i, "the") {
            return None;
        }
        let at = if self.any(i + 1, &["fiscal", "financial", "full"]) { i + 2 } else { i + 1 };
        let (unit @ Unit::Year, size, false, next) = self.unit(at)? else { return None };
        (self.any(next, &["ended", "ending"])).then(|| {
            self.found(i, next, Meaning::Duration(length(Count::Exact(1.0), unit, size), None), "times.period")
        })?
    }

    /// What recurs: "every Friday", "each July", "daily", "twice a week", "on Mondays".
    pub(super) fn recurrence(&self, i: usize) -> Option<Found> {
        let rule = "times.set";
        if self.any(i, &["every", "each"]) {
            let mut at = i + 1;
            let other = self.any(at, &["other", "second"]);
            if other {
                at += 1;
            }
            if self.any(at, &["single", "alternate"]) {
                at += 1;
            }
            let count = self.number(at).filter(|(_, next)| self.unit(*next).is_some());
            let (number, noun) = count.map_or((if other { 2.0 } else { 1.0 }, at), |(number, next)| (number, next));
            if let Some((unit, size, _, next)) = self.unit(noun) {
                if self.dash(next) && self.glued(next) {
                    return None;
                }
                let value = match unit {
                    Unit::Part(code) => format!("XXXX-XX-XXT{code}"),
                    Unit::Season(season) => format!("XXXX-{}", season.code()),
                    Unit::Weekend => "XXXX-WXX-WE".to_owned(),
                    _ => length(Count::Exact(number), unit, size),
                };
                return self.found(i, next, Meaning::Set(value), rule);
            }
            let senses = self.senses(at)?;
            if let Some(weekday) = senses.weekday {
                let night = self.part(at + 1);
                let (code, next) = match night {
                    Some((crate::times::lexicon::Part::Stretch(code, _, _), next)) => (format!("T{code}"), next),
                    _ => (String::new(), at + 1),
                };
                return self.found(i, next, Meaning::Set(format!("XXXX-WXX-{weekday}{code}")), rule);
            }
            if let Some((month, next)) = self.month(at) {
                if let Some((of_month, next, _)) = self.day_number(next) {
                    return self.found(i, next, Meaning::Set(format!("XXXX-{month:02}-{of_month:02}")), rule);
                }
                return self.found(i, next, Meaning::Set(format!("XXXX-{month:02}")), rule);
            }
            if let Some(season) = senses.season {
                return self.found(i, at + 1, Meaning::Set(format!("XXXX-{}", season.code())), rule);
            }
            if let Some(crate::times::lexicon::Part::Stretch(code, _, _)) = senses.part {
                return self.found(i, at + 1, Meaning::Set(format!("XXXX-XX-XXT{code}")), rule);
            }
            return None;
        }
        let once = self.any(i, &["once", "twice", "thrice"]) && self.any(i + 1, &["a", "per", "every", "each"]);
        let times = (self.senses(i).is_some_and(|senses| senses.cardinal.is_some()) || self.digits(i).is_some())
            && self.is(i + 1, "times")
            && self.any(i + 2, &["a", "per", "every", "each"]);
        if once || times {
            let (unit, size, false, next) = self.unit(if once { i + 2 } else { i + 3 })? else { return None };
            return self.found(i, next, Meaning::Set(length(Count::Exact(1.0), unit, size)), rule);
        }
        let senses = self.senses(i)?;
        if let Some(value) = senses.frequency {
            // "the Daily Bugle", "Newsweekly", "a weekly".
            let named = self.capital(i) && (i > 0 && !self.is_mark(i - 1) || self.capital(i + 1));
            if self.is_rate(i) && !self.before_any(i, &["once", "twice", "times"]) {
                return None;
            }
            if named || i > 0 && self.glued(i) && self.is_word(i - 1) || self.glued(i) && self.dash(i.wrapping_sub(1)) {
                return None;
            }
            return self.found(i, i + 1, Meaning::Set(value.to_owned()), rule);
        }
        if let Some(weekday) = senses.weekday.filter(|_| senses.weekdays) {
            return self.found(i, i + 1, Meaning::Set(format!("XXXX-WXX-{weekday}")), rule);
        }
        if senses.weekday.is_some() && self.any(i + 1, &["nights", "mornings", "evenings", "afternoons"]) {
            let code = match self.word(i + 1).to_ascii_lowercase().as_str() {
                "nights" => "NI",
                "mornings" => "MO",
                "evenings" => "EV",
                _ => "AF",
            };
            return self.found(i, i + 2, Meaning::Set(format!("XXXX-WXX-{}T{code}", senses.weekday?)), rule);
        }
        if self.any(i, &["weekends"]) && (self.before_any(i, &["on", "at"]) || self.is_mark(i + 1)) {
            return self.found(i, i + 1, Meaning::Set("XXXX-WXX-WE".to_owned()), rule);
        }
        None
    }

    /// "now", "recently", "current", "the past", "in the near future", "soon", "these days".
    pub(super) fn vague(&self, i: usize) -> Option<Found> {
        let rule = "times.vague";
        let ends =
            |next: usize| self.is_mark(next) && !self.dash(next) || self.word(next).is_empty() || self.closes(next);
        if self.is(i, "the") {
            let near = if self.any(i + 1, &["near", "immediate", "foreseeable", "recent", "distant", "not"]) {
                i + 2
            } else {
                i + 1
            };
            if self.is(near, "future") && ends(near + 1) {
                return self.found(i, near + 1, Meaning::Reference("FUTURE_REF"), rule);
            }
            if self.is(near, "past") && ends(near + 1) {
                return self.found(i, near + 1, Meaning::Reference("PAST_REF"), rule);
            }
            if self.any(i + 1, &["near", "short"]) && self.is(i + 2, "term") && ends(i + 3) {
                return self.found(i, i + 3, Meaning::Reference("FUTURE_REF"), rule);
            }
            return None;
        }
        if self.is(i, "these") && self.is(i + 1, "days") && ends(i + 2) {
            return self.found(i, i + 2, Meaning::Reference("PRESENT_REF"), rule);
        }
        if self.is(i, "right") && self.is(i + 1, "now") {
            return self.found(i, i + 2, Meaning::Reference("PRESENT_REF"), rule);
        }
        if self.is(i, "as") && self.is(i + 1, "soon") && self.is(i + 2, "as") && self.is(i + 3, "possible") {
            return self.found(i, i + 4, Meaning::Reference("FUTURE_REF"), rule);
        }
        if self.is(i, "more") && self.is(i + 1, "recently") {
            return self.found(i, i + 2, Meaning::Reference("PAST_REF"), rule);
        }
        let senses = self.senses(i)?;
        let glued = i > 0 && self.glued(i) && (self.is_word(i - 1) || self.dash(i - 1));
        if glued {
            return None;
        }
        if let Some(value) = senses.reference {
            // "as soon as", "too soon", "sooner".
            let told = self.senses(i + 1).is_some_and(|senses| senses.past) || self.word(i + 1).ends_with("ed");
            if self.is(i, "soon")
                && (told
                    || self.before_any(i, &["was", "were", "had", "then", "and", "but"])
                    || self.mark(i + 1, ',')
                    || self.any(i + 1, &["as", "enough"])
                    || self.before_any(i, &["as", "too", "so", "how", "very", "pretty"])
                    || self.any(i + 1, &["after", "afterward", "afterwards", "before", "became", "found", "followed"]))
            {
                return None;
            }
            return self.found(i, i + 1, Meaning::Reference(value), rule);
        }
        if let Some(value) = senses.adjective {
            let noun = self.is_word(i + 1) && !self.closes(i + 1);
            let plural_unit = self.senses(i + 1).is_some_and(|senses| senses.unit.is_some());
            if !noun
                || plural_unit
                || self.capital(i) && self.capital(i + 1)
                || self.before_any(i, &["most", "more", "electric", "alternating", "direct"])
                    && !self.before_any(i, &["most", "more"])
            {
                return None;
            }
            return self.found(i, i + 1, Meaning::Reference(value), rule);
        }
        None
    }
}
