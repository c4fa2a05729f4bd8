//! Gives expressions their calendar value: from the day of publication, the dateline's day or the time just spoken of.

use dateline_core::{BlockKind, Document, Span};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::atoms::{Atom, Shape};
use super::calendar::{Calendar, Season, Unit, day, monday, shift_days, weekday_from};
use super::holidays::Rule;
use super::meaning::{Clock, Daytime, Found, Meaning, Name, When, Which};
use super::{Anchor, Direction, Time, TimeType, interval, tense};
use crate::TimeId;

/// A value and how it was come by.
#[derive(Clone, Debug)]
struct Resolved {
    value: Value,
    anchor: Anchor,
    alternatives: Vec<String>,
}

/// The value of a date.
#[derive(Clone, Debug)]
enum Value {
    Calendar(Calendar),
    /// Some of its figures are not known: `XXXX-05-10`.
    Partial(String),
    Reference(&'static str),
}

impl Resolved {
    fn new(value: Value, anchor: Anchor) -> Self {
        Self { value, anchor, alternatives: Vec::new() }
    }

    fn reference(direction: i64) -> Self {
        let value = match direction {
            ..0 => "PAST_REF",
            0 => "PRESENT_REF",
            1.. => "FUTURE_REF",
        };
        Self::new(Value::Reference(value), Anchor::None)
    }
}

/// How many days ago a day is at most of which the next paragraph may give the hour.
const JUST_PAST: i64 = 7;

/// The time just spoken of.
#[derive(Clone, Copy, Debug)]
struct Told {
    calendar: Calendar,
    time: TimeId,
    /// The paragraph that it stands in.
    block: usize,
}

/// What a comparison with the year before is about.
#[derive(Clone, Copy, Debug)]
enum Period {
    Quarter(i16, i8),
    Year(i16),
}

/// What expressions are counted from, as the story goes on.
struct Anchors<'d> {
    document: &'d Document,
    published: Option<Date>,
    dateline: Option<(Date, Span)>,
    told: Option<Told>,
    /// The last time told of that is not to come.
    past: Option<Told>,
    period: Option<Period>,
    /// The story tells of other years than its own: times go on from each other, not from the day of publication.
    narrative: bool,
    /// Numeric dates have the day first; `None` where nothing says so.
    day_first: Option<bool>,
}

/// The times of a document from what its grammar found.
pub(super) fn resolve(document: &Document, atoms: &[Atom], mut found: Vec<Found>) -> Vec<Time> {
    share_years(document, atoms, &mut found);
    let published = super::published(document);
    let mut anchors = Anchors {
        document,
        published,
        dateline: None,
        told: None,
        past: None,
        period: None,
        narrative: is_narrative(&found, published),
        day_first: date_order(atoms, &found),
    };
    anchors.find_dateline(atoms, &found);
    let mut times = Vec::with_capacity(found.len());
    for read in found {
        let (Some(first), Some(last)) = (atoms.get(read.first), read.next.checked_sub(1).and_then(|at| atoms.get(at)))
        else {
            continue;
        };
        let id = TimeId(times.len() as u32);
        times.push(anchors.time(read, first, last, id));
    }
    times
}

/// "between March and June 2015", "from 5 May to 10 June 2018": the first takes the year of the second.
fn share_years(document: &Document, atoms: &[Atom], found: &mut [Found]) {
    for second in 1..found.len() {
        let Some([left, right]) =
            found.get_mut(second - 1..=second).and_then(|pair| <&mut [Found; 2]>::try_from(pair).ok())
        else {
            continue;
        };
        let (Meaning::Date(When::Name(name)), Meaning::Date(When::Fixed(whole))) = (&left.meaning, &right.meaning)
        else {
            continue;
        };
        let between = right.first.saturating_sub(left.next);
        let linked = (1..=2).contains(&between)
            && (left.next..right.first).all(|at| {
                atoms.get(at).is_some_and(|atom| {
                    matches!(
                        document.slice(atom.span),
                        "to" | "and" | "or" | "until" | "through" | "-" | "\u{2013}" | "\u{2014}" | "till" | "into"
                    )
                })
            });
        let (Some(year), Some(until)) = (whole.year(), whole.month()) else { continue };
        let from = match name {
            Name::Month(month) | Name::MonthDay(month, _) => *month,
            _ => continue,
        };
        if linked {
            let year = if from <= until { year } else { year - 1 };
            left.meaning = Meaning::Date(When::In(*name, Box::new(When::Fixed(Calendar::Year(year)))));
        }
    }
}

/// Whether most of what the story dates lies years away from its publication.
fn is_narrative(found: &[Found], published: Option<Date>) -> bool {
    let (mut away, mut near) = (0, 0);
    for read in found {
        match &read.meaning {
            Meaning::Date(When::Fixed(calendar)) | Meaning::Time(Some(When::Fixed(calendar)), _) => {
                match (published, calendar.year()) {
                    (Some(now), Some(year)) if now.year() - year < 3 => near += 1,
                    // A year alone may be background; a month or a day is told.
                    (_, Some(_)) if calendar.month().is_some() => away += 1,
                    _ => {}
                }
            }
            Meaning::Date(when) | Meaning::Time(Some(when), _) => match when {
                When::Deictic(_)
                | When::Current(..)
                | When::Ago(..)
                | When::Name(Name::Weekday(_))
                | When::Which(..)
                | When::LatestPeriod
                | When::YearBefore(_) => near += 1,
                _ => {}
            },
            _ => {}
        }
    }
    away >= 3 && away > 2 * near
}

/// Whether numeric dates have the day first: by a neighbour that can only be read one way, by the dates in words, by spelling.
fn date_order(atoms: &[Atom], found: &[Found]) -> Option<bool> {
    if !found.iter().any(|read| {
        matches!(read.meaning, Meaning::Date(When::Numeric(..)) | Meaning::Time(Some(When::Numeric(..)), _))
    }) {
        return None;
    }
    let (mut figures, mut words) = (0, 0);
    for read in found {
        let number = |offset: usize| match atoms.get(read.first + offset)?.shape {
            Shape::Number(number, digits) => Some((number, digits)),
            _ => None,
        };
        match read.rule {
            "times.date.numeric" => match (number(0), number(2)) {
                (Some((13.., 1 | 2)), _) => figures += 1,
                (Some((_, 1 | 2)), Some((13.., _))) => figures -= 1,
                _ => {}
            },
            "times.date" if number(0).is_some() => words += 1,
            "times.date" => words -= 1,
            _ => {}
        }
    }
    let spelling = || {
        let counts = |pick: fn(&super::lexicon::Senses) -> bool| {
            atoms.iter().filter(|atom| atom.senses.is_some_and(pick)).count()
        };
        let (british, american) = (counts(|senses| senses.british), counts(|senses| senses.american));
        (british != american).then_some(british > american)
    };
    match (figures, words) {
        (0, 0) => spelling(),
        (0, _) => Some(words > 0),
        _ => Some(figures > 0),
    }
}

/// The value of a name without a year.
fn partial(name: Name) -> String {
    match name {
        Name::Month(month) => format!("XXXX-{month:02}"),
        Name::MonthDay(month, of_month) => format!("XXXX-{month:02}-{of_month:02}"),
        Name::DayOfMonth(of_month) => format!("XXXX-XX-{of_month:02}"),
        Name::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Name::Season(season) => format!("XXXX-{}", season.code()),
        Name::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Name::Half(half) => format!("XXXX-H{half}"),
        Name::Weekend => "XXXX-WXX-WE".to_owned(),
        Name::Holiday(Rule::Fixed(month, of_month)) => format!("XXXX-{month:02}-{of_month:02}"),
        Name::Holiday(_) => "XXXX".to_owned(),
        Name::ShortDecade(decade) => format!("XX{decade}"),
    }
}

/// The time of that name in a year.
fn in_year(name: Name, year: i16) -> Option<Calendar> {
    Some(match name {
        Name::Month(month) => Calendar::Month(year, month),
        Name::MonthDay(month, of_month) => Calendar::Day(day(year, month, of_month)?),
        Name::Season(season) => Calendar::Season(year, season),
        Name::Quarter(quarter) => Calendar::Quarter(year, quarter),
        Name::Half(half) => Calendar::Half(year, half),
        Name::Holiday(rule) => rule.in_year(year)?,
        Name::DayOfMonth(_) | Name::Weekday(_) | Name::Weekend | Name::ShortDecade(_) => return None,
    })
}

/// The times of that name just before (or around) a day, and just after (or around) it.
fn beside(name: Name, now: Date) -> (Option<Calendar>, Option<Calendar>) {
    match name {
        Name::Weekday(weekday) => {
            (weekday_from(now, weekday, false).map(Calendar::Day), weekday_from(now, weekday, true).map(Calendar::Day))
        }
        Name::Weekend => {
            let this = Calendar::Weekend(monday(now));
            let at_weekend = now.weekday().to_monday_one_offset() >= 6;
            (if at_weekend { Some(this) } else { this.step(-1) }, Some(this))
        }
        Name::DayOfMonth(of_month) => {
            let at = |months: i64| {
                let month = Calendar::Month(now.year(), now.month()).step(months)?.first()?;
                day(month.year(), month.month(), of_month).map(Calendar::Day)
            };
            let today = now.day();
            (if of_month <= today { at(0) } else { at(-1) }, if of_month >= today { at(0) } else { at(1) })
        }
        _ => {
            let year = now.year();
            let candidates = [year.checked_sub(1), Some(year), year.checked_add(1)]
                .map(|year| year.and_then(|year| in_year(name, year)));
            let before = candidates
                .iter()
                .rev()
                .flatten()
                .find(|calendar| calendar.first().is_some_and(|first| first <= now))
                .copied();
            let after =
                candidates.iter().flatten().find(|calendar| calendar.end().is_some_and(|end| end > now)).copied();
            (before, after)
        }
    }
}

/// "last Friday", "next May", "this summer", counted from a day.
fn pointed(which: Which, name: Name, now: Date) -> Option<Calendar> {
    match (which, name) {
        (Which::This, Name::Weekday(weekday)) => shift_days(monday(now), i64::from(weekday) - 1).map(Calendar::Day),
        (Which::This, Name::Weekend) => Some(Calendar::Weekend(monday(now))),
        (Which::This, Name::Season(Season::Winter)) if now.month() < 3 => in_year(name, now.year() - 1),
        (Which::This, Name::DayOfMonth(of_month)) => day(now.year(), now.month(), of_month).map(Calendar::Day),
        (Which::This, _) => in_year(name, now.year()),
        (Which::Last, Name::Weekend) => Calendar::Weekend(monday(now)).step(-1),
        (Which::Next, Name::Weekend) => Calendar::Weekend(monday(now)).step(1),
        // Strictly before, and over; strictly after, and not begun.
        (Which::Last, _) => {
            let before = beside(name, shift_days(now, -1)?).0?;
            if before.end().is_some_and(|end| end > now) {
                beside(name, shift_days(before.first()?, -1)?).0
            } else {
                Some(before)
            }
        }
        (Which::Next, _) => {
            let after = beside(name, shift_days(now, 1)?).1?;
            if after.first().is_some_and(|first| first <= now) { beside(name, after.end()?).1 } else { Some(after) }
        }
    }
}

/// Days from one day to another.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl Anchors<'_> {
    /// The day of speaking.
    fn now(&self) -> Option<(Date, Anchor)> {
        match (self.dateline, self.published) {
            (Some((date, span)), _) => Some((date, Anchor::Dateline(span))),
            (None, Some(date)) => Some((date, Anchor::Published)),
            (None, None) => None,
        }
    }

    /// The day that a report's first line gives: "BEIRUT, May 3 (Reuters) -".
    fn find_dateline(&mut self, atoms: &[Atom], found: &[Found]) {
        for read in found.iter().take(4) {
            let Meaning::Date(when) = &read.meaning else { continue };
            let is_day = matches!(when, When::Name(Name::MonthDay(..)) | When::Fixed(Calendar::Day(_)));
            let (Some(first), Some(last)) = (atoms.get(read.first), atoms.get(read.next - 1)) else { continue };
            let Some(sentence) = self.document.token(first.token as usize).and_then(dateline_core::Token::sentence)
            else {
                continue;
            };
            let block = sentence.block();
            if block.index() > 5 || !is_day {
                continue;
            }
            let start = block.span().start;
            let before = self.document.slice(Span::new(start, first.span.start));
            let place = before.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
            let capitals = place.is_none_or(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase));
            let rest: String =
                self.document.text().get(last.span.end as usize..).unwrap_or_default().chars().take(32).collect();
            let rest = rest.split('\n').next().unwrap_or_default();
            // A line that holds nothing but the date.
            let alone = block.span() == first.span.cover(last.span) && matches!(when, When::Fixed(_));
            let dash = ["--", "\u{2014}", "\u{2013}", " - ", "_ ", ") -", ") _"].iter().any(|dash| rest.contains(dash));
            if block.kind() != BlockKind::Dateline
                && !alone
                && !(before.len() < 60 && capitals && dash && (place.is_some() || rest.contains('(')))
            {
                continue;
            }
            let date = match (when, self.published) {
                (When::Fixed(Calendar::Day(date)), _) => Some(*date),
                (When::Name(name), Some(now)) => {
                    let (before, after) = beside(*name, now);
                    let near = |calendar: Option<Calendar>| {
                        calendar.and_then(Calendar::first).filter(|date| days_between(*date, now).abs() <= 10)
                    };
                    near(before).or_else(|| near(after))
                }
                _ => None,
            };
            if let Some(date) =
                date.filter(|date| self.published.is_none_or(|now| days_between(*date, now).abs() <= 10))
            {
                self.dateline = Some((date, first.span.cover(last.span)));
                return;
            }
        }
    }

    fn block_of(&self, token: u32) -> usize {
        self.document
            .token(token as usize)
            .and_then(dateline_core::Token::sentence)
            .map_or(0, |sentence| sentence.block().index())
    }

    /// One expression's row.
    fn time(&mut self, read: Found, first: &Atom, last: &Atom, id: TimeId) -> Time {
        let span = first.span.cover(last.span);
        let mut time = Time {
            span,
            kind: TimeType::Date,
            value: None,
            modifier: read.modifier,
            earliest: None,
            latest: None,
            anchor: Anchor::None,
            direction: Direction::None,
            alternatives: Vec::new(),
            rule: read.rule,
        };
        let block = self.block_of(first.token);
        self.turn_back(first, last);
        match read.meaning {
            Meaning::Impossible => time.rule = "times.impossible",
            Meaning::Reference(value) => {
                time.value = Some(value.to_owned());
                time.direction = match value {
                    "PAST_REF" => Direction::Past,
                    "FUTURE_REF" => Direction::Future,
                    _ => Direction::None,
                };
            }
            Meaning::Set(value) => {
                time.kind = TimeType::Set;
                time.value = Some(value);
            }
            Meaning::Duration(value, reach) => {
                time.kind = TimeType::Duration;
                if let (Some(months), Some((now, _))) = (
                    value
                        .strip_prefix('P')
                        .and_then(|rest| rest.strip_suffix('M'))
                        .and_then(|count| count.parse::<u8>().ok()),
                    self.now(),
                ) && reach.is_none()
                    && matches!(months, 6 | 9)
                {
                    self.period = Some(Period::Year(now.year()));
                }
                time.value = Some(value);
                if let (Some((count, unit)), Some((now, anchor))) = (reach, self.now()) {
                    (time.earliest, time.latest) = interval::reach(now, count, unit);
                    time.anchor = anchor;
                    time.direction = if count < 0 { Direction::Past } else { Direction::Future };
                }
            }
            Meaning::Date(when) => {
                let resolved = self.when(&when, first, last);
                time.anchor = resolved.anchor;
                time.alternatives = resolved.alternatives;
                match resolved.value {
                    Value::Calendar(calendar) => {
                        let days = match when {
                            When::Name(Name::Holiday(rule))
                            | When::Which(_, Name::Holiday(rule))
                            | When::In(Name::Holiday(rule), _) => rule.days(),
                            _ => 1,
                        };
                        (time.earliest, time.latest) = interval::of_calendar(calendar, time.modifier, days);
                        time.direction = self.direction_of(calendar, time.anchor);
                        self.compare(&when, calendar);
                        self.tell(calendar, id, block);
                        time.value = Some(calendar.to_string());
                    }
                    Value::Partial(value) => time.value = Some(value),
                    Value::Reference(value) => time.value = Some(value.to_owned()),
                }
            }
            Meaning::Time(when, daytime) => {
                time.kind = TimeType::Time;
                self.daytime(&mut time, when.as_ref(), daytime, (first, last), id);
            }
        }
        time
    }

    /// Which way from its anchor a value lies.
    fn direction_of(&self, calendar: Calendar, anchor: Anchor) -> Direction {
        let base = match anchor {
            Anchor::None => return Direction::None,
            Anchor::Time(_) => self.told.and_then(|told| told.calendar.first()),
            Anchor::Published | Anchor::Dateline(_) => self.now().map(|(now, _)| now),
        };
        match (base, calendar.first(), calendar.end()) {
            (Some(base), _, Some(end)) if end <= base => Direction::Past,
            (Some(base), Some(first), _) if first > base => Direction::Future,
            _ => Direction::None,
        }
    }

    /// Keeps a time as the one just spoken of.
    fn tell(&mut self, calendar: Calendar, time: TimeId, block: usize) {
        match calendar {
            Calendar::Century(_) | Calendar::Decade(_) => return,
            _ => {}
        }
        // A day is not forgotten for the year that it lies in.
        self.told = Some(Told { calendar, time, block });
        if !self.is_ahead(calendar) {
            self.past = self.told;
        }
    }

    /// Whether a time is still to come.
    fn is_ahead(&self, calendar: Calendar) -> bool {
        self.now().zip(calendar.first()).is_some_and(|((now, _), first)| first > now)
    }

    /// A story that turns back to what was goes on from there, not from what is to come: "He will appear on 5 April. … That day he was seen".
    fn turn_back(&mut self, first: &Atom, last: &Atom) {
        if self.told.is_some_and(|told| self.is_ahead(told.calendar)) && self.is_past(first, last) {
            self.told = self.past;
        }
    }

    /// Keeps the quarter that the story reports on, which "a year earlier" compares with: not one that is itself compared with, or to come.
    fn compare(&mut self, when: &When, calendar: Calendar) {
        let (Calendar::Quarter(year, quarter), Some((now, _))) = (calendar, self.now()) else { return };
        let reported = matches!(when, When::Name(_) | When::LatestPeriod)
            || matches!(when, When::In(_, whole) if matches!(**whole, When::Current(_, 0)));
        if reported && (self.period.is_none() || calendar.end().is_some_and(|end| end <= now)) {
            self.period = Some(Period::Quarter(year, quarter));
        }
    }

    /// The day of which a time of day alone is: the one told of in its paragraph, or a day just past that the paragraph before told of.
    fn day_told(&self, block: usize, first: &Atom, last: &Atom) -> Option<Told> {
        let told = self.told.filter(|told| matches!(told.calendar, Calendar::Day(_)))?;
        let is_recent = || {
            let days = self.now().zip(told.calendar.first()).map(|((now, _), day)| days_between(day, now));
            days.is_some_and(|days| (1..=JUST_PAST).contains(&days))
        };
        let goes_on = || told.block + 1 == block && is_recent() && self.is_past(first, last);
        (told.block == block || goes_on()).then_some(told)
    }

    /// Whether the words around an expression tell of what was.
    fn is_past(&self, first: &Atom, last: &Atom) -> bool {
        tense::direction(self.document, first.token as usize, last.token as usize).0 == Direction::Past
    }

    fn daytime(
        &mut self,
        time: &mut Time,
        when: Option<&When>,
        daytime: Daytime,
        (first, last): (&Atom, &Atom),
        id: TimeId,
    ) {
        let block = self.block_of(first.token);
        let resolved = match when {
            Some(when) => self.when(when, first, last),
            None => match (self.day_told(block, first, last), self.now()) {
                (Some(told), _) => Resolved::new(Value::Calendar(told.calendar), Anchor::Time(told.time)),
                (None, Some((now, anchor))) if !self.narrative => {
                    Resolved::new(Value::Calendar(Calendar::Day(now)), anchor)
                }
                _ => Resolved::new(Value::Partial("XXXX-XX-XX".to_owned()), Anchor::None),
            },
        };
        time.anchor = resolved.anchor;
        let date = match resolved.value {
            Value::Calendar(calendar) => {
                time.direction = self.direction_of(calendar, time.anchor);
                if when.is_some() {
                    self.tell(calendar, id, block);
                }
                (time.earliest, time.latest) = interval::of_daytime(calendar, daytime, time.modifier);
                calendar.to_string()
            }
            Value::Partial(value) => value,
            Value::Reference("PRESENT_REF") | Value::Reference(_) => "XXXX-XX-XX".to_owned(),
        };
        let suffix = match daytime {
            Daytime::Part(super::lexicon::Part::Stretch(code, _, _)) => format!("T{code}"),
            Daytime::Part(super::lexicon::Part::Moment(hour)) => format!("T{hour:02}:00"),
            Daytime::Clock(Clock { hour, minute, second, zone }) => {
                let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
                let zulu = if zone == Some(Some(0)) { "Z" } else { "" };
                format!("T{hour:02}:{:02}{seconds}{zulu}", minute.unwrap_or(0))
            }
        };
        time.alternatives = resolved.alternatives.into_iter().map(|other| other + &suffix).collect();
        if let Daytime::Clock(Clock { hour: hour @ 1..=11, minute: None, .. }) = daytime {
            time.alternatives.push(format!("{date}T{:02}:00", hour + 12));
        }
        time.value = Some(date + &suffix);
    }

    /// The time just spoken of, where expressions such as "that year" or "two days later" look for it.
    fn base(&self) -> Option<(Calendar, Anchor)> {
        match (self.told, self.now()) {
            (Some(told), _) => Some((told.calendar, Anchor::Time(told.time))),
            (None, Some((now, anchor))) => Some((Calendar::Day(now), anchor)),
            (None, None) => None,
        }
    }

    fn when(&self, when: &When, first: &Atom, last: &Atom) -> Resolved {
        let complete = |calendar: Option<Calendar>, anchor: Anchor, fallback: i64| {
            calendar.map_or_else(
                || Resolved::reference(fallback),
                |calendar| Resolved::new(Value::Calendar(calendar), anchor),
            )
        };
        match when {
            When::Fixed(calendar) => Resolved::new(Value::Calendar(*calendar), Anchor::None),
            When::Numeric(year, first, second) => self.numeric(*year, *first, *second),
            When::Name(name) => self.name(*name, first, last),
            When::Which(which, name) => {
                let Some((now, anchor)) = self.now() else {
                    return Resolved::new(Value::Partial(partial(*name)), Anchor::None);
                };
                let calendar = pointed(*which, *name, now);
                let mut resolved = calendar.map_or_else(
                    || Resolved::new(Value::Partial(partial(*name)), Anchor::None),
                    |calendar| Resolved::new(Value::Calendar(calendar), anchor),
                );
                // "Next Friday" said on a Monday: this week's or the next.
                if let (Which::Next, Name::Weekday(_), Some(calendar)) = (which, name, calendar) {
                    resolved.alternatives.extend(calendar.step(7).map(|other| other.to_string()));
                }
                resolved
            }
            When::In(name, whole) => self.inside(*name, whole, first, last),
            When::Deictic(days) => match self.now() {
                Some((now, anchor)) => complete(Calendar::Day(now).step(*days), anchor, *days),
                None => Resolved::reference(*days),
            },
            When::Current(unit, step) => match self.now() {
                Some((now, anchor)) => complete(Calendar::around(now, *unit).step(*step), anchor, *step),
                None => Resolved::reference(*step),
            },
            When::The(unit) => match (self.narrative, self.now(), self.base()) {
                (false, Some((now, anchor)), _) => complete(Some(Calendar::around(now, *unit)), anchor, 0),
                (_, _, Some(_)) => self.told(*unit, 0),
                _ => Resolved::reference(0),
            },
            When::Told(unit, step) => self.told(*unit, *step),
            When::Ago(count, unit) => {
                let direction = count.map_or(-1, i64::signum);
                let (Some(count), Some((now, anchor))) = (*count, self.now()) else {
                    return Resolved::reference(direction);
                };
                match unit {
                    Unit::Second | Unit::Minute => Resolved::reference(direction),
                    Unit::Hour if count.abs() < 24 => Resolved::reference(direction),
                    Unit::Hour => complete(Calendar::Day(now).step(count / 24), anchor, direction),
                    _ => complete(Calendar::Day(now).shift(count, *unit, false), anchor, direction),
                }
            }
            When::Apart(count, direction, unit) => {
                let (Some(count), Some((base, anchor))) = (*count, self.base()) else {
                    return Resolved::reference(*direction);
                };
                if base.unit().rank() > unit.rank() || unit.rank() < Unit::Day.rank() {
                    return Resolved::reference(*direction);
                }
                complete(base.shift(count * direction, *unit, false), anchor, *direction)
            }
            When::YearBefore(unit) => self.year_before(*unit),
            When::LatestPeriod => self.latest_period(),
            When::Around(unit, inner) => {
                let inner = self.when(inner, first, last);
                match &inner.value {
                    Value::Calendar(calendar) => {
                        complete(calendar.first().map(|date| Calendar::around(date, *unit)), inner.anchor, 0)
                    }
                    _ => inner,
                }
            }
            When::Beside(step, unit, inner) => {
                let inner = self.when(inner, first, last);
                match &inner.value {
                    Value::Calendar(calendar) => complete(calendar.shift(*step, *unit, false), inner.anchor, *step),
                    _ => Resolved::reference(*step),
                }
            }
        }
    }

    fn numeric(&self, year: Option<i16>, first: i8, second: i8) -> Resolved {
        let Some(year) = year else { return Resolved::reference(0) };
        let (day_first, month_first) = (day(year, second, first), day(year, first, second));
        let order = self.day_first.unwrap_or_else(|| match (self.published, day_first, month_first) {
            // Nothing tells the order: the day nearer to publication, and in doubt the month first.
            (Some(now), Some(one), Some(other)) => days_between(one, now).abs() < days_between(other, now).abs(),
            _ => false,
        });
        let (chosen, other) = if order { (day_first, month_first) } else { (month_first, day_first) };
        let mut resolved = match chosen {
            Some(date) => Resolved::new(Value::Calendar(Calendar::Day(date)), Anchor::None),
            None => Resolved::reference(0),
        };
        resolved.alternatives.extend(other.map(|date| Calendar::Day(date).to_string()));
        resolved
    }

    /// "that year", "the following day".
    fn told(&self, unit: Unit, step: i64) -> Resolved {
        let Some((base, anchor)) = self.base() else { return Resolved::reference(step) };
        if base.unit().rank() > unit.rank() {
            // The day of a month that was only named is not known.
            return match (base, unit) {
                (Calendar::Month(..), Unit::Day) => Resolved::new(Value::Partial(format!("{base}-XX")), anchor),
                (Calendar::Year(_), Unit::Month) => Resolved::new(Value::Partial(format!("{base}-XX")), anchor),
                (Calendar::Year(_), Unit::Day) => Resolved::new(Value::Partial(format!("{base}-XX-XX")), anchor),
                _ if step == 0 => Resolved::new(Value::Calendar(base), anchor),
                _ => Resolved::reference(step),
            };
        }
        let moved = base.first().and_then(|first| Calendar::around(first, unit).step(step));
        moved.map_or_else(|| Resolved::reference(step), |calendar| Resolved::new(Value::Calendar(calendar), anchor))
    }

    fn latest_period(&self) -> Resolved {
        let Some((now, anchor)) = self.now() else {
            return Resolved::new(Value::Partial("XXXX-QX".to_owned()), Anchor::None);
        };
        let calendar = match self.period {
            Some(Period::Quarter(year, quarter)) => Some(Calendar::Quarter(year, quarter)),
            _ => Calendar::around(now, Unit::Quarter).step(-1),
        };
        calendar.map_or_else(|| Resolved::reference(0), |calendar| Resolved::new(Value::Calendar(calendar), anchor))
    }

    /// The same time of the year before: of the quarter or the year that is being compared.
    fn year_before(&self, unit: Option<Unit>) -> Resolved {
        let anchor =
            self.told.map_or(self.now().map_or(Anchor::None, |(_, anchor)| anchor), |told| Anchor::Time(told.time));
        let calendar = match (self.period, self.now(), self.told) {
            (Some(Period::Quarter(year, quarter)), _, _) => Some(Calendar::Quarter(year - 1, quarter)),
            (Some(Period::Year(year)), Some((now, _)), _) if unit == Some(Unit::Quarter) => {
                Calendar::around(now, Unit::Quarter).step(-5).filter(|_| year > 0)
            }
            (Some(Period::Year(year)), _, _) => Some(Calendar::Year(year - 1)),
            (None, _, Some(told)) if unit.is_none() => told.calendar.shift(-1, Unit::Year, false),
            (None, Some((now, anchor)), _) => {
                let calendar = if unit == Some(Unit::Quarter) {
                    Calendar::around(now, Unit::Quarter).step(-5)
                } else {
                    Calendar::around(now, Unit::Year).step(-1)
                };
                return calendar.map_or_else(
                    || Resolved::reference(-1),
                    |calendar| Resolved::new(Value::Calendar(calendar), anchor),
                );
            }
            _ => None,
        };
        calendar.map_or_else(|| Resolved::reference(-1), |calendar| Resolved::new(Value::Calendar(calendar), anchor))
    }

    /// A part of something larger: "June last year", "the previous Friday".
    fn inside(&self, name: Name, whole: &When, first: &Atom, last: &Atom) -> Resolved {
        // "the previous April", "the following Monday": from the time just spoken of.
        if let When::Told(_, step) = whole {
            let Some((base, anchor)) = self.base() else {
                return Resolved::new(Value::Partial(partial(name)), Anchor::None);
            };
            let which = match step {
                ..0 => Which::Last,
                0 => Which::This,
                1.. => Which::Next,
            };
            let from = if which == Which::Next { base.end().and_then(|end| shift_days(end, -1)) } else { base.first() };
            let calendar = from.and_then(|from| pointed(which, name, from));
            return calendar.map_or_else(
                || Resolved::new(Value::Partial(partial(name)), Anchor::None),
                |calendar| Resolved::new(Value::Calendar(calendar), anchor),
            );
        }
        let whole = self.when(whole, first, last);
        match &whole.value {
            Value::Calendar(calendar @ (Calendar::Decade(_) | Calendar::Century(_))) => {
                Resolved::new(Value::Calendar(*calendar), whole.anchor)
            }
            Value::Calendar(calendar) => {
                let found = calendar.year().and_then(|year| in_year(name, year));
                found.map_or_else(
                    || Resolved::new(Value::Partial(partial(name)), whole.anchor),
                    |found| Resolved::new(Value::Calendar(found), whole.anchor),
                )
            }
            _ => Resolved::new(Value::Partial(partial(name)), Anchor::None),
        }
    }

    /// A name alone: the tense says which way.
    fn name(&self, name: Name, first: &Atom, last: &Atom) -> Resolved {
        if let Name::Holiday(rule @ Rule::Day(..)) = name {
            return rule.in_year(0).map_or_else(
                || Resolved::reference(-1),
                |calendar| Resolved::new(Value::Calendar(calendar), Anchor::None),
            );
        }
        if let Name::ShortDecade(decade) = name {
            let recent = self.published.is_some_and(|now| decade < 2 && 2000 + decade * 10 <= now.year());
            return Resolved::new(
                Value::Calendar(Calendar::Decade(if recent { 200 } else { 190 } + decade)),
                Anchor::None,
            );
        }
        if let Some(resolved) = self.told_name(name) {
            return resolved;
        }
        let Some((now, anchor)) = self.now() else { return Resolved::new(Value::Partial(partial(name)), Anchor::None) };
        let (before, after) = beside(name, now);
        let (direction, by_present) = tense::direction(self.document, first.token as usize, last.token as usize);
        let is_day = matches!(name, Name::Weekday(_) | Name::Weekend);
        // A quarter that has just ended is the one that companies report, whatever they expect to say of it.
        let just_ended = matches!(name, Name::Quarter(_))
            && before.and_then(Calendar::end).is_some_and(|end| days_between(end, now) < 95);
        let (back, ahead) = (
            before.and_then(Calendar::first).map_or(i64::MAX, |date| days_between(date, now)),
            after.and_then(Calendar::first).map_or(i64::MAX, |date| days_between(now, date)),
        );
        // A date ten months away is rarely told without its year, when another of that name is weeks away.
        let forward = match direction {
            _ if just_ended => false,
            _ if is_day => direction == Direction::Future,
            Direction::Future if by_present => ahead <= back,
            Direction::Future => !(ahead > 280 && back < 60),
            Direction::Past => back > 280 && ahead < 60,
            Direction::None => back > 240 || ahead < 30 && back > 60,
        };
        let (chosen, other) = if forward { (after, before) } else { (before, after) };
        let Some(calendar) = chosen.or(other) else { return Resolved::new(Value::Partial(partial(name)), anchor) };
        let mut resolved = Resolved::new(Value::Calendar(calendar), anchor);
        if direction == Direction::None && other.is_some_and(|other| other != calendar) {
            resolved.alternatives.extend(other.map(|other| other.to_string()));
        }
        // "On Friday", told on a Friday: that day or the week before.
        if let (Name::Weekday(_), Calendar::Day(date)) = (name, calendar)
            && date == now
        {
            let step = if direction == Direction::Future { 7 } else { -7 };
            resolved.alternatives =
                shift_days(now, step).map(|date| Calendar::Day(date).to_string()).into_iter().collect();
        }
        resolved
    }

    /// A name that goes on from the time just spoken of, in a narrative.
    fn told_name(&self, name: Name) -> Option<Resolved> {
        let told = self.told.filter(|_| self.narrative)?;
        let year = told.calendar.year()?;
        let start = told.calendar.first()?;
        let calendar = match name {
            Name::Weekday(_) | Name::Weekend | Name::DayOfMonth(_) => {
                if !matches!(told.calendar, Calendar::Day(_) | Calendar::Month(..)) {
                    return Some(Resolved::new(Value::Partial(partial(name)), Anchor::None));
                }
                beside(name, start).1?
            }
            _ => {
                let same = in_year(name, year)?;
                // The nearest of that name to a day or a month; the one of a year that was named alone.
                let finer = matches!(
                    told.calendar,
                    Calendar::Day(_) | Calendar::Month(..) | Calendar::Season(..) | Calendar::Week(_)
                );
                let distance = days_between(start, same.first()?);
                if finer && distance < -200 && matches!(name, Name::Month(_) | Name::MonthDay(..)) {
                    in_year(name, year.checked_add(1)?)?
                } else if finer && distance > 270 {
                    in_year(name, year.checked_sub(1)?)?
                } else {
                    same
                }
            }
        };
        Some(Resolved::new(Value::Calendar(calendar), Anchor::Time(told.time)))
    }
}

/// The day `count` units from a day.
pub(super) fn moved(from: Date, count: i64, unit: Unit) -> Option<Date> {
    let count = i32::try_from(count).ok()?;
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Part(_) => count.days(),
        Unit::Week | Unit::Weekend => count.checked_mul(7)?.days(),
        Unit::Month => count.months(),
        Unit::Quarter => count.checked_mul(3)?.months(),
        Unit::Year | Unit::Season(_) => count.years(),
        Unit::Decade => count.checked_mul(10)?.years(),
        Unit::Century => count.checked_mul(100)?.years(),
        Unit::Millennium => count.checked_mul(1000)?.years(),
    };
    from.checked_add(span).ok()
}
