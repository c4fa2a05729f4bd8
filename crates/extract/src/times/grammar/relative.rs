//! Times told by their distance from now or from the time just spoken of: "last year", "two weeks ago", "the following day".

use super::dates::Read;
use super::reader::{Count, Reader};
use crate::times::calendar::Unit;
use crate::times::meaning::{Name, When, Which};

impl Reader<'_> {
    /// A unit's name: the unit, how many of it the word means, whether it is a plural, and the atom after.
    pub(super) fn unit(&self, i: usize) -> Option<(Unit, i64, bool, usize)> {
        let senses = self.senses(i)?;
        let unit = senses.unit?;
        let dot = senses.abbreviation && self.mark(i + 1, '.') && self.glued(i + 1);
        Some((unit, i64::from(senses.unit_size), senses.unit_plural, i + 1 + usize::from(dot)))
    }

    /// What "last", "next", "this" can point at besides units: the name and the atom after.
    fn name(&self, i: usize) -> Option<(Name, usize, &'static str)> {
        if self.any(i, &["weekend"]) {
            return Some((Name::Weekend, i + 1, "times.weekend"));
        }
        let senses = self.senses(i)?;
        if let Some(weekday) = senses.weekday.filter(|_| !senses.weekdays && (!senses.abbreviation || self.capital(i)))
        {
            return Some((Name::Weekday(weekday), i + 1, "times.weekday"));
        }
        if let Some((month, next)) = self.month(i).filter(|_| self.capital(i)) {
            if let Some((of_month, after, _)) =
                self.day_number(next).filter(|(_, _, ordinal)| !ordinal || self.digits(next).is_some())
            {
                return Some((Name::MonthDay(month, of_month), after, "times.date"));
            }
            return Some((Name::Month(month), next, "times.month"));
        }
        if let Some(season) = senses.season {
            return Some((Name::Season(season), i + 1, "times.season"));
        }
        if let Some((Some(When::Name(name)), next, rule)) = self.holiday(i).or_else(|| self.quarter(i)) {
            return Some((name, next, rule));
        }
        None
    }

    /// "last Friday", "next year", "this month", "that day", "the previous quarter", "the past year".
    pub(super) fn pointed(&self, i: usize) -> Option<Read> {
        let the = self.is(i, "the");
        let mut at = if the { i + 1 } else { i };
        let word = self.word(at).to_ascii_lowercase();
        let told_here =
            ["that", "those", "same", "previous", "preceding", "following", "subsequent", "ensuing", "prior"]
                .contains(&word.as_str());
        let (which, step): (Which, i64) = match word.as_str() {
            "last" | "past" => (Which::Last, -1),
            "next" | "coming" | "upcoming" | "forthcoming" => (Which::Next, 1),
            "this" if self.any(at + 1, &["past"]) => {
                at += 1;
                (Which::Last, -1)
            }
            "this" if self.any(at + 1, &["coming", "upcoming"]) => {
                at += 1;
                (Which::Next, 1)
            }
            "this" if self.any(at + 1, &["same"]) => {
                at += 1;
                (Which::This, 0)
            }
            "this" => (Which::This, 0),
            "current" | "present" => (Which::This, 0),
            "latest" => (Which::Last, 0),
            "that" if self.is(at + 1, "same") => {
                at += 1;
                (Which::This, 0)
            }
            "that" | "same" => (Which::This, 0),
            "previous" | "preceding" | "prior" => (Which::Last, -1),
            "following" | "subsequent" | "ensuing" => (Which::Next, 1),
            _ => return None,
        };
        let told = told_here || (the && matches!(word.as_str(), "next"));
        if !the
            && matches!(
                word.as_str(),
                "same"
                    | "previous"
                    | "preceding"
                    | "prior"
                    | "following"
                    | "current"
                    | "present"
                    | "past"
                    | "coming"
                    | "latest"
                    | "upcoming"
                    | "subsequent"
                    | "ensuing"
            )
            && !self.before_any(i, &["its", "their", "our", "his", "her", "s"])
        {
            return None;
        }
        // "past five o'clock", "past them"
        let mut noun = at + 1;
        if self.any(noun, &["fiscal", "full", "whole", "entire", "calendar", "financial", "single", "very"]) {
            noun += 1;
        }
        let fiscal = self.is(noun.saturating_sub(1), "fiscal");
        if self.dash(noun) {
            return None;
        }
        if let Some((unit, size, false, next)) =
            self.unit(noun).filter(|(unit, _, _, _)| !matches!(unit, Unit::Weekend))
        {
            if self.dash(next) && self.glued(next) && self.glued(next + 1) {
                return None;
            }
            match unit {
                Unit::Second | Unit::Minute | Unit::Hour => return None,
                // "last night", "this summer" are read elsewhere.
                Unit::Part(_) | Unit::Season(_) => {}
                _ => {
                    let rule = if fiscal {
                        "times.fiscal"
                    } else if told {
                        "times.told"
                    } else {
                        "times.relative"
                    };
                    if word == "latest" {
                        let rule = if unit == Unit::Quarter { "times.quarter" } else { rule };
                        return Some((
                            Some(if unit == Unit::Quarter { When::LatestPeriod } else { When::Current(unit, 0) }),
                            next,
                            rule,
                        ));
                    }
                    // "the last day of the hearing", "the next day": a day is never counted from publication.
                    if unit == Unit::Day {
                        let meant = match word.as_str() {
                            "last" | "past" => return None,
                            "this" => When::Told(unit, 0),
                            "current" | "present" => return None,
                            _ => When::Told(unit, step),
                        };
                        return Some((Some(meant), next, "times.told"));
                    }
                    let step = step * size;
                    return Some((
                        Some(if told { When::Told(unit, step) } else { When::Current(unit, step) }),
                        next,
                        rule,
                    ));
                }
            }
        }
        if self.any(noun, &["period"]) && (word == "latest") {
            return Some((Some(When::LatestPeriod), noun + 1, "times.quarter"));
        }
        let (name, next, rule) = self.name(noun)?;
        if self.dash(next) && self.glued(next) && self.glued(next + 1) {
            return None;
        }
        // "that third-quarter profit rose", "that Sun makes": a conjunction.
        if word == "that" && matches!(name, Name::Quarter(_))
            || self.senses(noun).is_some_and(|senses| senses.abbreviation && senses.weekday.is_some())
        {
            return None;
        }
        if word == "latest" || (word == "current" && !matches!(name, Name::Quarter(_) | Name::Season(_))) {
            return None;
        }
        // "this May 2019": the date is complete.
        if matches!(name, Name::MonthDay(..) | Name::Month(_)) && self.year(self.past_comma(next)).is_some() {
            return self.calendar_date(noun);
        }
        if word == "this" || which != Which::This {
            // "this coming Sunday, March eighth"
            if let (Name::Weekday(_), Some((Some(when), after, rule))) =
                (name, self.calendar_date(self.past_comma(next)))
                && !matches!(when, When::Name(Name::Month(_)))
            {
                return Some((Some(when), after, rule));
            }
        }
        if told {
            let step = which;
            return Some((
                Some(When::In(
                    name,
                    Box::new(When::Told(
                        told_unit(name),
                        match step {
                            Which::Last => -1,
                            Which::This => 0,
                            Which::Next => 1,
                        },
                    )),
                )),
                next,
                rule,
            ));
        }
        Some((Some(When::Which(which, name)), next, rule))
    }

    /// "yesterday", "today"; "the day before yesterday".
    pub(super) fn deictic(&self, i: usize) -> Option<Read> {
        let days = self.senses(i)?.deictic?;
        if self.capital(i)
            && self.before_any(i, &["USA", "Russia", "India", "Sports", "Psychology", "World", "History"])
            || self.glued(i) && i > 0 && self.is_word(i - 1)
        {
            return None;
        }
        Some((Some(When::Deictic(i64::from(days))), i + 1, "times.deictic"))
    }

    /// "two weeks ago", "a month earlier", "three days later", "a year-ago", "two years before".
    pub(super) fn distance(&self, i: usize) -> Option<Read> {
        if let Some(read) = self.year_before(i) {
            return Some(read);
        }
        let (count, at) = match self.count(i) {
            Some((count, at)) => (count, at),
            // "weeks later", "months ago"
            None => (Count::Open, i),
        };
        let bare = at == i;
        let at = if self.any(at, &["more", "full", "short", "long", "whole", "mere", "brief", "calendar", "odd"]) {
            at + 1
        } else {
            at
        };
        let at = self.past_hyphen(at);
        let (unit, size, plural, mut next) = self.unit(at)?;
        if bare && !plural {
            return None;
        }
        // "a year and a half ago", "a week or so ago", "a year or two ago", "two years, three months ago"
        let mut count = count;
        if self.is(next, "and") && self.any(next + 1, &["a", "one"]) && self.is(next + 2, "half") {
            if let Count::Exact(number) = count {
                count = Count::Exact(number + 0.5);
            }
            next += 3;
        } else if self.is(next, "or") && self.any(next + 1, &["so", "two", "more"]) {
            next += 2;
        }
        let tail = self.past_hyphen(next);
        // "a year-earlier loss": the article is the loss's.
        if tail > next && !bare {
            return None;
        }
        let whole = count.whole().map(|number| number * size);
        // "in two weeks' time", "a year's time"
        let owned = match (self.apostrophe(next), self.is(next + 1, "s")) {
            (true, true) => next + 2,
            (true, false) => next + 1,
            _ => next,
        };
        if owned > next && self.is(owned, "time") && self.before_any(i, &["in", "within", "about", "until"]) {
            return Some((Some(When::Ago(whole, unit)), owned + 1, "times.ago"));
        }
        let direction = match self.word(tail).to_ascii_lowercase().as_str() {
            "ago" => {
                // "A year ago Friday", "six months ago tomorrow" keep their own day.
                return Some(match (whole, unit) {
                    (_, Unit::Second | Unit::Minute | Unit::Hour | Unit::Part(_)) if whole.is_none() => {
                        (Some(When::Ago(None, Unit::Day)), tail + 1, "times.ago")
                    }
                    (Some(1), Unit::Year | Unit::Quarter) if matches!(count, Count::Exact(number) if number < 1.5) => {
                        (Some(When::YearBefore(Some(unit))), tail + 1, "times.ago")
                    }
                    _ => (Some(When::Ago(whole.map(|number| -number), unit)), tail + 1, "times.ago"),
                });
            }
            "hence" => return Some((Some(When::Ago(whole, unit)), tail + 1, "times.ago")),
            "from" if self.any(tail + 1, &["now", "today"]) => {
                return Some((Some(When::Ago(whole, unit)), tail + 2, "times.ago"));
            }
            "earlier" | "previously" | "beforehand" => -1,
            "before" if self.any(tail + 1, &["that", "then"]) && self.is_mark(tail + 2) => {
                return Some((Some(When::Apart(whole, -1, unit)), tail + 2, "times.apart"));
            }
            "before" if self.is_mark(tail + 1) || self.word(tail + 1).is_empty() => -1,
            "later" | "afterwards" | "afterward" | "thereafter" => 1,
            "after" if self.is_mark(tail + 1) || self.word(tail + 1).is_empty() => 1,
            _ => return None,
        };
        if self.is(tail, "later") && self.is(tail + 1, "than") || self.is(tail, "earlier") && self.is(tail + 1, "than")
        {
            return None;
        }
        let rule = "times.apart";
        if direction < 0 && unit == Unit::Year && whole == Some(1) && count == Count::Exact(1.0) {
            return Some((Some(When::YearBefore(None)), tail + 1, rule));
        }
        Some((Some(When::Apart(whole, direction, unit)), tail + 1, rule))
    }

    /// "year-ago", "the year-earlier quarter", "the corresponding period last year", "the 1988 period".
    fn year_before(&self, i: usize) -> Option<Read> {
        let the = if self.any(i, &["the"]) { i + 1 } else { i };
        let at = if self.any(the, &["comparable", "corresponding", "same"]) { the + 1 } else { the };
        if self.is(at, "year") && self.dash(at + 1) && self.any(at + 2, &["ago", "earlier"]) {
            let after = at + 3;
            let noun = after;
            if self.any(noun, &["quarter", "period", "month"]) && (the > i) {
                let unit = if self.is(noun, "quarter") { Some(Unit::Quarter) } else { None };
                return Some((Some(When::YearBefore(unit)), noun + 1, "times.apart"));
            }
            if the > i
                && let Some((Some(When::Name(Name::Quarter(quarter))), next, _)) = self.quarter(noun)
            {
                return Some((
                    Some(When::In(Name::Quarter(quarter), Box::new(When::Current(Unit::Year, -1)))),
                    next,
                    "times.quarter",
                ));
            }
            // "a year-earlier loss", "the year-ago results": the article is the noun's.
            return (at == i).then_some((Some(When::YearBefore(None)), after, "times.apart"));
        }
        if at > the
            && self.any(at, &["period", "quarter"])
            && self.any(at + 1, &["last", "a"])
            && self.is(at + 2, "year")
        {
            let next = if self.is(at + 1, "a") { at + 4 } else { at + 3 };
            if self.is(at + 1, "last") || self.any(at + 3, &["ago", "earlier"]) {
                return Some((Some(When::YearBefore(Some(Unit::Quarter))), next, "times.apart"));
            }
        }
        if the > i
            && at == the
            && let Some((year, next)) = self.year(at).filter(|_| self.digits(at).is_some())
            && self.any(next, &["period", "quarter"])
        {
            return Some((Some(When::Fixed(crate::times::calendar::Calendar::Year(year))), next + 1, "times.year"));
        }
        None
    }

    /// "the quarter", "the weekend", "the day before", "the day after the vote", "the week of March 6", "the month".
    pub(super) fn definite(&self, i: usize) -> Option<Read> {
        let at = if self.is(i, "the") { i + 1 } else { i };
        let the = at > i;
        if the && self.is(at, "weekend") && !self.dash(at + 1) {
            return Some((Some(When::Name(Name::Weekend)), at + 1, "times.weekend"));
        }
        let full = if self.any(at, &["full", "whole", "fiscal"]) { at + 1 } else { at };
        let (unit, _, false, next) = self.unit(full)? else { return None };
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
            || self.dash(next) && self.glued(next)
        {
            return None;
        }
        if unit == Unit::Day || unit == Unit::Week || unit == Unit::Month || unit == Unit::Year {
            // "the day before yesterday", "the week after Easter"
            if self.any(next, &["before", "after"]) && full == at {
                let step = if self.is(next, "before") { -1 } else { 1 };
                if let Some((Some(when), after, _)) = self.named_when(next + 1) {
                    return Some((Some(When::Beside(step, unit, Box::new(when))), after, "times.beside"));
                }
                if the
                    && unit == Unit::Day
                    && !self.capital(next + 1)
                    && (self.is_mark(next + 1)
                        || self.closes(next + 1)
                            && !self.any(
                                next + 1,
                                &["the", "his", "her", "their", "its", "a", "an", "he", "she", "they", "it"],
                            )
                        || self.word(next + 1).is_empty())
                {
                    return Some((Some(When::Told(Unit::Day, step)), next + 1, "times.beside"));
                }
            }
            if the
                && self.any(next, &["of", "beginning", "ending", "starting"])
                && unit == Unit::Week
                && let Some((Some(when), after, _)) = self.named_when(next + 1)
            {
                return Some((Some(When::Around(unit, Box::new(when))), after, "times.beside"));
            }
        }
        if !the || matches!(unit, Unit::Day) {
            return None;
        }
        if self.any(next, &["of", "when", "that", "in"]) && !(unit == Unit::Quarter) {
            return None;
        }
        if unit == Unit::Quarter && (self.any(next, &["of", "final", "finals", "mile", "century"])) {
            return None;
        }
        if unit == Unit::Quarter {
            return Some((Some(When::LatestPeriod), next, "times.quarter"));
        }
        // "Woman of the year": a part or an end of the year leads to it.
        let part = self.before_any(i, &["of"])
            && i > 1
            && self.any(
                i - 2,
                &[
                    "months",
                    "weeks",
                    "days",
                    "half",
                    "quarter",
                    "quarters",
                    "rest",
                    "part",
                    "most",
                    "remainder",
                    "time",
                ],
            );
        let led = part
            || self.before_any(
                i,
                &["in", "for", "during", "through", "throughout", "over", "by", "within", "to", "with", "into"],
            );
        let closed = self.is_mark(next) || self.word(next).is_empty() || self.closes(next);
        (led && closed).then_some((Some(When::The(unit)), next, "times.told"))
    }
}

fn told_unit(name: Name) -> Unit {
    match name {
        Name::Weekday(_) | Name::Weekend => Unit::Week,
        Name::DayOfMonth(_) => Unit::Month,
        _ => Unit::Year,
    }
}
