//! Reads the expressions of a paragraph from its atoms, left to right, the longest at each place.

mod clock;
mod dates;
mod durations;
mod reader;
mod relative;

use dates::Read;
use reader::Reader;

use super::atoms::{Atom, Gap, Shape};
use super::calendar::{Calendar, Unit};
use super::lexicon::{LEXICON, Part};
use super::meaning::{Daytime, Found, Meaning, Name, When};

/// How far before its first word of time an expression may begin ("the end of the first").
const REACH: usize = 8;

/// The expressions of a document, in text order; none overlaps another.
pub(super) fn find(text: &str, atoms: &[Atom]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let length = atoms.iter().skip(start + 1).take_while(|atom| atom.gap != Gap::Break).count() + 1;
        let paragraph = atoms.get(start..start + length).unwrap_or_default();
        Reader { text, atoms: paragraph }.paragraph(start, &mut found);
        start += length;
    }
    found
}

/// What an expression's modifier words say.
type Modifier = Option<&'static str>;

impl Reader<'_> {
    fn paragraph(&self, offset: usize, found: &mut Vec<Found>) {
        let mut last_core = None;
        // The distance from each atom to the next word of time decides where to look at all.
        let mut near = vec![false; self.atoms.len()];
        for (i, atom) in self.atoms.iter().enumerate().rev() {
            if self.is_core(i, atom) {
                last_core = Some(i);
            }
            if let Some(slot) = near.get_mut(i) {
                *slot = last_core.is_some_and(|core| core - i <= REACH);
            }
        }
        let mut i = 0;
        while i < self.atoms.len() {
            let open = near.get(i).copied().unwrap_or(false) && self.may_open(i);
            if open {
                if let Some(next) = self.name_that_is_no_time(i) {
                    i = next.max(i + 1);
                    continue;
                }
                let from = found.len();
                let next = self.range(i, found).or_else(|| {
                    let read = self.expression(i)?;
                    let next = read.next;
                    found.push(read);
                    Some(next)
                });
                if let Some(next) = next.filter(|next| *next > i) {
                    for read in found.iter_mut().skip(from) {
                        read.first += offset;
                        read.next += offset;
                    }
                    i = next;
                    continue;
                }
                found.truncate(from);
            }
            i += 1;
        }
    }

    /// Whether an atom is a time, or may be one by its figures.
    fn is_core(&self, i: usize, atom: &Atom) -> bool {
        match atom.shape {
            Shape::Number(_, digits) => digits <= 4,
            _ => atom.senses.is_some_and(|senses| {
                senses.core
                    || senses.cardinal.is_some()
                        && (self.is(i + 1, "thousand")
                            || self.senses(i + 1).is_some_and(|next| next.cardinal.is_some()))
            }),
        }
    }

    /// Whether an expression may begin here.
    fn may_open(&self, i: usize) -> bool {
        let Some(atom) = self.atom(i) else { return false };
        match atom.shape {
            Shape::Number(..) => true,
            Shape::Word => atom.senses.is_some_and(|senses| senses.opens),
            Shape::Mark(_) => self.apostrophe(i),
        }
    }

    /// A name that holds a word of time ("Good Friday Agreement"): the atom after it.
    fn name_that_is_no_time(&self, i: usize) -> Option<usize> {
        if !self.senses(i)?.named {
            return None;
        }
        let names = LEXICON.names.get(&self.word(i).to_lowercase())?;
        names.iter().find_map(|atoms| {
            // The word may stand anywhere in its name.
            atoms.iter().enumerate().find_map(|(offset, _)| {
                let start = i.checked_sub(offset)?;
                let fits = atoms.iter().enumerate().all(|(at, atom)| {
                    if atom == "'" { self.apostrophe(start + at) } else { self.word(start + at) == atom }
                });
                fits.then_some(start + atoms.len())
            })
        })
    }

    /// One expression, the longest that the families read.
    fn expression(&self, i: usize) -> Option<Found> {
        let (modifier, start) = self.hedge(i);
        let mut best: Option<Found> = None;
        let mut keep = |found: Option<Found>| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.next > best.next)
            {
                best = Some(found);
            }
        };
        keep(self.timed(start));
        keep(self.dated(start));
        keep(self.duration(start));
        keep(self.ended(start));
        keep(self.period(start));
        keep(self.recurrence(start));
        keep(self.vague(start));
        let mut found = best?;
        if found.first < start && start > i {
            found.first = start;
        }
        if modifier.is_some() {
            let fits = match &found.meaning {
                // "at least several years": nothing that a bound could be set to.
                Meaning::Duration(value, _) => !value.contains('X'),
                // "about 10 p.m.", "nearly two years ago": but not "over Friday" or "under the 1988 law".
                Meaning::Date(When::Ago(..) | When::YearBefore(_) | When::Apart(..)) => true,
                Meaning::Time(..) | Meaning::Date(_) => {
                    modifier == Some("APPROX")
                        && self.any(i, &["around", "about", "circa", "ca", "approximately", "roughly"])
                }
                _ => false,
            };
            if !fits {
                // Read again without the words before it.
                return if start > i { None } else { Some(found) };
            }
            found.first = i;
            found.modifier = found.modifier.or(modifier);
        }
        if self.is_no_time(&found) {
            return None;
        }
        Some(found)
    }

    /// "at least", "more than", "about", "nearly": the modifier, and the atom after.
    fn hedge(&self, i: usize) -> (Modifier, usize) {
        let one = |modifier| (Some(modifier), i + 1);
        let two = |modifier| (Some(modifier), i + 2);
        match self.word(i).to_ascii_lowercase().as_str() {
            "about" | "around" | "approximately" | "roughly" | "circa" => one("APPROX"),
            "ca" | "c" if self.mark(i + 1, '.') && self.digits(i + 2).is_some() => two("APPROX"),
            "some" if self.count(i + 1).is_some() && !self.any(i + 1, &["few", "a", "several", "many"]) => {
                one("APPROX")
            }
            "nearly" | "almost" => one("LESS_THAN"),
            "over" if self.over_is_more(i) => one("MORE_THAN"),
            "under" => one("LESS_THAN"),
            "barely" => one("EQUAL_OR_LESS"),
            "up" if self.is(i + 1, "to") => two("EQUAL_OR_LESS"),
            "at" if self.is(i + 1, "least") => two("EQUAL_OR_MORE"),
            "at" if self.is(i + 1, "most") => two("EQUAL_OR_LESS"),
            "more" | "longer" if self.is(i + 1, "than") => two("MORE_THAN"),
            "less" | "fewer" if self.is(i + 1, "than") => two("LESS_THAN"),
            "close" if self.is(i + 1, "to") => two("APPROX"),
            "well" if self.is(i + 1, "over") => two("MORE_THAN"),
            "no" | "not" if self.any(i + 1, &["more", "longer", "later"]) && self.is(i + 2, "than") => {
                (Some("EQUAL_OR_LESS"), i + 3)
            }
            "no" | "not" if self.any(i + 1, &["less", "fewer"]) && self.is(i + 2, "than") => {
                (Some("EQUAL_OR_MORE"), i + 3)
            }
            _ => (None, i),
        }
    }

    /// Whether "over" before a length means "more than", not "during".
    fn over_is_more(&self, i: usize) -> bool {
        let counted = self.number(i + 1).is_some() || self.any(i + 1, &["a", "an", "half"]);
        counted
            && (i == 0
                || self.is_mark(i - 1)
                || self.before_any(
                    i,
                    &[
                        "for", "after", "in", "took", "takes", "taken", "lasted", "lasting", "of", "spent", "just",
                        "well", "little", "within", "to", "than", "last", "by", "and", "waited", "at", "a",
                    ],
                ))
    }

    /// What stands around an expression and shows that no time is meant.
    fn is_no_time(&self, found: &Found) -> bool {
        let (first, next) = (found.first, found.next);
        // Part of a longer run of letters and figures, an address or a path: "B-1990-X", "example.com/2019/05".
        if first > 0
            && self.glued(first)
            && let Some(Shape::Mark('/' | '=' | '@' | '#' | '_' | '&' | '?' | '+' | '$' | '\u{a3}' | '\u{20ac}')) =
                self.atom(first - 1).map(|atom| atom.shape)
        {
            return !self.mark(first - 1, '/')
                || first < 2
                || self.glued(first - 1) && (self.mark(first - 2, '/') || self.is_path(first));
        }
        if self.glued(next)
            && (self.mark(next, '/') && self.glued(next + 1) && self.is_path(next)
                || self.mark(next, '_')
                || self.mark(next, '=')
                || self.mark(next, '@')
                || self.mark(next, '\u{b0}'))
        {
            return true;
        }
        false
    }

    /// Whether the glued run around an atom looks like an address or a file's path.
    fn is_path(&self, i: usize) -> bool {
        let mut at = i;
        let mut slashes = 0;
        for _ in 0..24 {
            if self.mark(at, ':') && self.mark(at + 1, '/')
                || self.is(at, "www")
                || self.any(at, &["com", "org", "net", "html"])
            {
                return true;
            }
            slashes += usize::from(self.mark(at, '/'));
            if at == 0 || !self.glued(at) {
                break;
            }
            at -= 1;
        }
        slashes > 2
    }

    /// A time by the clock or a part of the day, with its day before or after.
    fn timed(&self, i: usize) -> Option<Found> {
        let found = |next: usize, when: Option<When>, daytime: Daytime, modifier: Modifier, rule: &'static str| {
            Some(Found { first: i, next, meaning: Meaning::Time(when, daytime), modifier, rule })
        };
        let (modifier, start) = self.stage(i);
        if (start == i || modifier.is_some())
            && let Some((daytime, mut next)) = self.clock(start)
        {
            // "5 p.m. EST, Nov. 6", "noon Thursday", "10 p.m. on Wednesday"
            let comma = self.past_comma(next);
            let on = if self.any(comma, &["on"]) { comma + 1 } else { comma };
            let day = self.day_of(on).filter(|_| !self.mark(next, ',') || !self.is(comma, "on"));
            if let Some((when, after)) = day {
                return found(after, Some(when), daytime, modifier, "times.clock");
            }
            if self.mark(next - 1, '.') && !self.is_word(next) && next == self.atoms.len() {
                next -= 1;
            }
            return found(next, None, daytime, modifier, "times.clock");
        }
        // "last night", "this morning", "tonight", "overnight", "the morning of April 19"
        let at = start;
        if self.is(at, "tonight") {
            return found(
                at + 1,
                Some(When::Deictic(0)),
                Daytime::Part(Part::Stretch("NI", 18, 30)),
                modifier,
                "times.daypart",
            );
        }
        if self.is(at, "overnight") && !self.glued(at) {
            return found(
                at + 1,
                Some(When::Deictic(-1)),
                Daytime::Part(Part::Stretch("NI", 18, 30)),
                modifier,
                "times.daypart",
            );
        }
        let the = self.is(at, "the");
        let pointed = if the { at + 1 } else { at };
        if self.any(pointed, &["last", "this", "that", "next", "following", "previous", "same", "past"])
            && let Some((part @ Part::Stretch(code, _, _), next)) = self.part(pointed + 1)
        {
            let when = match self.word(pointed).to_ascii_lowercase().as_str() {
                "last" if matches!(code, "NI" | "EV") && !the => When::Deictic(-1),
                "this" if !the => When::Deictic(0),
                "that" | "same" => When::Told(Unit::Day, 0),
                "next" | "following" => When::Told(Unit::Day, 1),
                "previous" => When::Told(Unit::Day, -1),
                _ => return None,
            };
            if self.dash(next) && self.glued(next) {
                return None;
            }
            // "last night at 9", "this morning at about 6:30 a.m."
            return found(next, Some(when), Daytime::Part(part), modifier, "times.daypart");
        }
        if let Some((part, next)) = self.part(pointed).filter(|(part, _)| matches!(part, Part::Stretch(..))) {
            if self.any(next, &["of", "on"])
                && let Some((when, after)) = self.day_of(next + 1)
            {
                return found(after, Some(when), Daytime::Part(part), modifier, "times.daypart");
            }
            if !the
                && let Some((when, after)) = self
                    .day_of(next)
                    .filter(|(when, _)| matches!(when, When::Deictic(_) | When::Name(Name::Weekday(_))))
            {
                return found(after, Some(when), Daytime::Part(part), modifier, "times.daypart");
            }
            let ends = self.is_mark(next) || self.word(next).is_empty() || self.closes(next);
            let led = self.before_any(i, &["in", "during", "by", "until", "through", "throughout", "since", "before"])
                && the
                || self.before_any(i, &["at", "by", "before", "until", "after"])
                    && self.any(at, &["night", "dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall"]);
            if (led || modifier.is_some()) && ends && !self.dash(next) {
                return found(next, None, Daytime::Part(part), modifier, "times.daypart");
            }
        }
        // "Friday night", "tomorrow afternoon", "May 8 1:00am", "Wednesday at 10 p.m."
        let (when, next) = self.day_of(at)?;
        if let Some((part @ Part::Stretch(..), after)) = self.part(self.past_hyphen(next))
            && !(self.dash(after) && self.glued(after))
        {
            return found(after, Some(when), Daytime::Part(part), modifier, "times.daypart");
        }
        let comma = self.past_comma(next);
        let at_clock = if self.any(comma, &["at"]) { comma + 1 } else { comma };
        let about = if at_clock > comma && self.any(at_clock, &["about", "around"]) { at_clock + 1 } else { at_clock };
        // Figures after a day without "at" must be a clock beyond doubt.
        if let Some((daytime, after)) = self.clock(about) {
            return found(after, Some(when), daytime, modifier, "times.clock");
        }
        None
    }

    /// A day: a weekday, a date, "yesterday", a holiday.
    fn day_of(&self, i: usize) -> Option<(When, usize)> {
        let start = if self.any(i, &["early", "late"]) { i + 1 } else { i };
        let (when, next, _) = self.plain_when(start)?;
        let when = when?;
        let day = match &when {
            When::Fixed(calendar) => matches!(calendar, Calendar::Day(_)),
            When::Numeric(..) | When::Deictic(_) | When::Beside(..) => true,
            When::Name(name) | When::Which(_, name) | When::In(name, _) => {
                matches!(name, Name::MonthDay(..) | Name::DayOfMonth(_) | Name::Weekday(_) | Name::Holiday(_))
            }
            When::Told(unit, _) => *unit == Unit::Day,
            When::Apart(_, _, unit) => *unit == Unit::Day,
            _ => false,
        };
        (day && start == i).then_some((when, next))
    }

    /// "early", "late", "mid-", "earlier", "the end of", "the beginning of": the modifier, and the atom after.
    fn stage(&self, i: usize) -> (Modifier, usize) {
        let the = usize::from(self.any(i, &["the", "its", "their"]));
        let at = i + the;
        let of = |at: usize| self.any(at, &["of"]);
        let modifier = match self.word(at).to_ascii_lowercase().as_str() {
            "end" | "close" | "tail" if of(at + 1) => return (Some("END"), at + 2),
            "beginning" | "start" | "turn" | "opening" | "outset" if of(at + 1) => return (Some("START"), at + 2),
            "middle" if of(at + 1) => return (Some("MID"), at + 2),
            "rest" | "remainder" if of(at + 1) => return (Some("END"), at + 2),
            "latter" | "last" | "later" if self.is(at + 1, "part") && of(at + 2) => return (Some("END"), at + 3),
            "early" | "first" if self.is(at + 1, "part") && of(at + 2) => return (Some("START"), at + 3),
            "early" | "earlier" => "START",
            "late" | "later" => "END",
            "mid" => "MID",
            _ => return (None, i),
        };
        if the > 0 && self.any(at, &["earlier", "later"]) {
            return (None, i);
        }
        let next = self.past_hyphen(at + 1);
        // "late on Friday", "early in 1914", "later in the year"
        let next = if self.any(next, &["in", "on", "into"]) && the == 0 { next + 1 } else { next };
        (Some(modifier), next)
    }

    /// A date with what may stand before it: "late 2017", "the end of the month", "earlier this year", "late on Friday".
    fn dated(&self, i: usize) -> Option<Found> {
        if let Some((meaning, next)) = self.year_end(i) {
            return Some(Found { first: i, next, meaning, modifier: Some("END"), rule: "times.year" });
        }
        let (modifier, start) = self.stage(i);
        if modifier.is_some() {
            let sometime = self.plain_when(start);
            let the_unit = || {
                // "the end of the month", "later in the day": counted from the time just spoken of.
                let noun = if self.is(start, "the") { start + 1 } else { return None };
                let (unit, _, false, next) = self.unit(noun)? else { return None };
                let unit_fits = matches!(
                    unit,
                    Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century
                ) && !(self.dash(next) && self.glued(next));
                unit_fits.then_some((Some(When::The(unit)), next, "times.told"))
            };
            let read = sometime.or_else(the_unit);
            if let Some((Some(when), next, rule)) = read {
                let vague = matches!(when, When::Ago(None, _) | When::Apart(..));
                if !vague && !self.is_listed_year(i, start, &when) {
                    return Some(Found { first: i, next, meaning: Meaning::Date(when), modifier, rule });
                }
            }
            // "the last decade" needs no stage; "early Friday morning" is read with the times of day.
        }
        if self.is(i, "sometime") {
            let at = if self.any(i + 1, &["in", "on"]) { i + 2 } else { i + 1 };
            if let Some((Some(when), next, rule)) = self.plain_when(at) {
                return Some(Found { first: i, next, meaning: Meaning::Date(when), modifier: None, rule });
            }
        }
        let (when, next, rule) = self.plain_when(i)?;
        let Some(when) = when else {
            return Some(Found { first: i, next, meaning: Meaning::Impossible, modifier: None, rule });
        };
        if let When::Ago(None, _) = when {
            return Some(Found { first: i, next, meaning: Meaning::Reference("PAST_REF"), modifier: None, rule });
        }
        // "1994 or later", "1990 and beyond"
        if self.any(next, &["or", "and"]) && self.any(next + 1, &["later", "beyond", "after"]) && self.is_mark(next + 2)
        {
            return Some(Found {
                first: i,
                next: next + 2,
                meaning: Meaning::Date(when),
                modifier: Some("ON_OR_AFTER"),
                rule,
            });
        }
        // "year 2000"-long compounds keep to themselves: "the May 10-based".
        let short = if self.apostrophe(next - 1) && !self.is_mark(i) { next - 1 } else { next };
        let modifier = match &when {
            When::Name(Name::Holiday(rule)) if rule.is_approximate() => Some("APPROX"),
            _ => None,
        };
        Some(Found { first: i, next: short, meaning: Meaning::Date(when), modifier, rule })
    }

    /// "early 500 people": the number after a stage word is no year unless it is one alone.
    fn is_listed_year(&self, i: usize, start: usize, when: &When) -> bool {
        matches!(when, When::Fixed(Calendar::Year(_))) && self.is(i, "later") && start == i + 1
    }

    /// "year-end", "year's end", "the year end".
    fn year_end(&self, i: usize) -> Option<(Meaning, usize)> {
        let unit = match self.word(i).to_ascii_lowercase().as_str() {
            "year" => Unit::Year,
            "month" => Unit::Month,
            "week" => Unit::Week,
            _ => return None,
        };
        let end = if self.apostrophe(i + 1) && self.is(i + 2, "s") { i + 3 } else { self.past_hyphen(i + 1) };
        let plain = end == i + 1;
        if !self.is(end, "end") || (plain && unit != Unit::Year) || self.any(end + 1, &["of"]) || self.dash(end + 1) {
            return None;
        }
        Some((Meaning::Date(When::Current(unit, 0)), end + 1))
    }

    /// A date without a stage before it: by its name, or by its place beside one.
    fn plain_when(&self, i: usize) -> Option<Read> {
        let named = self.named_when(i);
        let definite = self.definite(i);
        match (&named, &definite) {
            (Some((_, one, _)), Some((_, other, _))) if other > one => definite,
            (None, Some(_)) => definite,
            _ => named,
        }
    }

    /// A date by its name, with the larger time that it is part of.
    fn named_when(&self, i: usize) -> Option<Read> {
        let mut best: Option<Read> = None;
        let mut keep = |read: Option<Read>| {
            if let Some(read) = read
                && best.as_ref().is_none_or(|best| read.1 > best.1)
            {
                best = Some(read);
            }
        };
        keep(self.numeric_date(i));
        keep(self.weekday(i));
        keep(self.calendar_date(i));
        keep(self.deictic(i));
        keep(self.distance(i));
        keep(self.pointed(i));
        keep(self.decade(i));
        keep(self.century(i));
        keep(self.quarter(i));
        keep(self.fiscal_year(i));
        keep(self.holiday(i));
        keep(self.season(i));
        keep(self.bare_year(i));
        let (when, next, rule) = best?;
        let Some(when) = when else { return Some((None, next, rule)) };
        // "this year's third quarter"
        if matches!(when, When::Current(Unit::Year, _) | When::Fixed(Calendar::Year(_)) | When::Told(Unit::Year, _))
            && self.apostrophe(next)
            && self.is(next + 1, "s")
        {
            if let Some((Some(When::Name(name @ (Name::Quarter(_) | Name::Half(_)))), after, rule)) =
                self.quarter(next + 2)
            {
                return Some((Some(When::In(name, Box::new(when))), after, rule));
            }
            if self.any(next + 2, &["quarter"]) {
                return Some((Some(When::YearBefore(Some(Unit::Quarter))), next + 3, "times.quarter"));
            }
        }
        if let When::Name(name) = &when {
            let partial = matches!(
                name,
                Name::Month(_)
                    | Name::MonthDay(..)
                    | Name::Quarter(_)
                    | Name::Half(_)
                    | Name::Season(_)
                    | Name::Holiday(_)
            );
            let of = if self.any(next, &["of", "in"]) || self.mark(next, ',') { next + 1 } else { next };
            if partial {
                let whole = self.pointed(of).filter(|(whole, _, _)| {
                    matches!(whole, Some(When::Current(Unit::Year, _) | When::Told(Unit::Year, _)))
                });
                let whole = whole.or_else(|| {
                    if of > next && !matches!(name, Name::Month(_) | Name::MonthDay(..)) {
                        self.decade(of).or_else(|| self.century(of))
                    } else {
                        None
                    }
                });
                if let Some((Some(whole), after, _)) =
                    whole.filter(|_| !self.mark(next, ',') || matches!(name, Name::MonthDay(..)))
                {
                    return Some((Some(When::In(*name, Box::new(whole))), after, rule));
                }
            }
            if let (Name::Half(_) | Name::Quarter(_), true) =
                (name, self.is(next, "of") && self.is(next + 1, "the") && self.is(next + 2, "year"))
            {
                return Some((Some(When::In(*name, Box::new(When::The(Unit::Year)))), next, rule));
            }
            if let Name::Half(_) = name {
                return None;
            }
        }
        Some((Some(when), next, rule))
    }

    /// Two times that share a word: "5-6 May", "April 24 and 25", "1985-87", "March 5 – 9, 1918".
    fn range(&self, i: usize, found: &mut Vec<Found>) -> Option<usize> {
        let rule = "times.range";
        let push = |found: &mut Vec<Found>, first: usize, next: usize, when: When| {
            found.push(Found { first, next, meaning: Meaning::Date(when), modifier: None, rule });
        };
        let link = |at: usize| {
            if self.dash(at) || self.any(at, &["to", "and", "or", "through", "until"]) { Some(at + 1) } else { None }
        };
        // Days before the month: "5, 6 and 7 May".
        if let Some(next) = self.listed_days(i, found) {
            return Some(next);
        }
        if let Some((first_day, after, _)) = self.day_number(i).or_else(|| self.range_day(i))
            && let Some(second) = link(after)
            && let Some((Some(when), next, _)) = self
                .calendar_date(second)
                .filter(|_| self.month(second).is_none())
                .or_else(|| self.day_first(second, true))
        {
            let month = match &when {
                When::Name(Name::MonthDay(month, of_month)) if *of_month > first_day => Some((None, *month)),
                When::Fixed(Calendar::Day(date)) if date.day() > first_day => Some((Some(date.year()), date.month())),
                _ => None,
            };
            if let Some((year, month)) = month {
                let first = match year {
                    Some(year) => {
                        super::calendar::day(year, month, first_day).map(|date| When::Fixed(Calendar::Day(date)))
                    }
                    None => Some(When::Name(Name::MonthDay(month, first_day))),
                };
                push(found, i, after, first?);
                push(found, second, next, when);
                return Some(next);
            }
        }
        // Days after the month.
        if let Some((month, day_at)) = self.month(i).filter(|_| self.capital(i))
            && let Some((first_day, after, _)) = self.day_number(day_at).or_else(|| self.range_day(day_at))
            && let Some(second) = link(after)
            && let Some((second_day, mut next, _)) = self
                .day_number(second)
                .or_else(|| self.second_day(second))
                .filter(|(second_day, _, _)| *second_day > first_day)
        {
            let counted = self
                .senses(next)
                .is_some_and(|senses| senses.counted || senses.unit.is_some() || senses.month.is_some())
                || self.mark(next, '%');
            let clock = self.clock(second).is_some();
            if !counted && !clock {
                let year_at = self.past_comma(next);
                let year = self.year(year_at).filter(|(year, _)| *year > 1300);
                if let Some((year, after_year)) = year {
                    next = after_year;
                    let day =
                        |number| super::calendar::day(year, month, number).map(|date| When::Fixed(Calendar::Day(date)));
                    push(found, i, after, day(first_day)?);
                    push(found, second, next, day(second_day)?);
                } else {
                    super::calendar::day(2000, month, second_day)?;
                    push(found, i, after, When::Name(Name::MonthDay(month, first_day)));
                    push(found, second, next, When::Name(Name::MonthDay(month, second_day)));
                }
                return Some(next);
            }
        }
        // "1985-87", "2014-15", "1939/40", "1914-1918"
        if let Some((first @ 1000..=2199, 4)) = self.digits(i).filter(|_| !self.is_continued(i)) {
            let slash = self.mark(i + 1, '/');
            if (self.dash(i + 1) || slash) && self.glued(i + 1) && self.glued(i + 2) {
                let (second, digits) = self.digits(i + 2)?;
                if self.goes_on(i + 2)
                    || self.dash(i + 3) && self.glued(i + 3) && self.glued(i + 4) && self.digits(i + 4).is_some()
                {
                    return None;
                }
                let full = match digits {
                    2 => first / 100 * 100 + second,
                    4 => second,
                    _ => return None,
                };
                let counted = self.senses(i + 3).is_some_and(|senses| senses.counted);
                if full > first && full - first < 150 && !counted && full < 2200 && !(slash && full != first + 1) {
                    push(found, i, i + 1, When::Fixed(Calendar::Year(first as i16)));
                    push(found, i + 2, i + 3, When::Fixed(Calendar::Year(full as i16)));
                    return Some(i + 3);
                }
            }
        }
        None
    }

    /// "5, 6 and 7 May": three days or more of one month.
    fn listed_days(&self, i: usize, found: &mut Vec<Found>) -> Option<usize> {
        const MOST: usize = 6;
        let mut days = Vec::new();
        let mut at = i;
        loop {
            let (of_month, after, _) = self.day_number(at)?;
            let listed = days.last().is_none_or(|(_, last)| *last < of_month);
            if !listed || days.len() == MOST {
                return None;
            }
            days.push((at, of_month));
            if self.mark(after, ',') {
                at = after + 1 + usize::from(self.is(after + 1, "and"));
            } else if self.is(after, "and") {
                at = after + 1;
            } else {
                break;
            }
        }
        let (last_at, _) = days.pop()?;
        if days.len() < 2 {
            return None;
        }
        let (Some(when), next, _) = self.day_first(last_at, false)? else { return None };
        let (year, month) = match &when {
            When::Name(Name::MonthDay(month, _)) => (None, *month),
            When::Fixed(Calendar::Day(date)) => (Some(date.year()), date.month()),
            _ => return None,
        };
        for (at, of_month) in days {
            let day = match year {
                Some(year) => When::Fixed(Calendar::Day(super::calendar::day(year, month, of_month)?)),
                None => When::Name(Name::MonthDay(month, of_month)),
            };
            found.push(Found {
                first: at,
                next: at + 1,
                meaning: Meaning::Date(day),
                modifier: None,
                rule: "times.range",
            });
        }
        found.push(Found { first: last_at, next, meaning: Meaning::Date(when), modifier: None, rule: "times.range" });
        Some(next)
    }

    /// The day before a dash: "5" in "5-6 May" goes on, but as a range.
    fn range_day(&self, i: usize) -> Option<(i8, usize, bool)> {
        let (number @ 1..=31, digits) = self.digits(i)? else { return None };
        (digits <= 2 && !self.is_continued(i) && self.dash(i + 1)).then_some((number as i8, i + 1, false))
    }

    /// The day after a dash that is glued to it.
    fn second_day(&self, i: usize) -> Option<(i8, usize, bool)> {
        let (number @ 1..=31, digits) = self.digits(i)? else { return None };
        (digits <= 2 && self.dash(i.checked_sub(1)?) && !self.goes_on(i)).then_some((number as i8, i + 1, false))
    }
}
