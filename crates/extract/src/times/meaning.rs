//! What the words of a time expression say, before the calendar gives it a value.

use super::calendar::{Calendar, Season, Unit};
use super::holidays::Rule;
use super::lexicon::Part;

/// A time that recurs every year, month or week: it needs another time to be complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Month(i8),
    /// Month, day.
    MonthDay(i8, i8),
    /// "the 20th", "5" in "5-6 May".
    DayOfMonth(i8),
    Weekday(i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Weekend,
    Holiday(Rule),
    /// "the sixties".
    ShortDecade(i16),
}

/// Which one of the times of a name or a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// A time as the words give it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// Complete in itself.
    Fixed(Calendar),
    /// A numeric date whose order is open: year, first number, second number; the year may be absent.
    Numeric(Option<i16>, i8, i8),
    /// A name alone: "Friday", "in May".
    Name(Name),
    /// "last Friday", "next May", "this summer".
    Which(Which, Name),
    /// "June last year", "the third quarter of 1990": the part, then what it is part of.
    In(Name, Box<When>),
    /// Days counted from the day of speaking.
    Deictic(i64),
    /// "this week", "last year": counted in units from the time of speaking.
    Current(Unit, i64),
    /// "that year", "the following day": counted in units from the time just spoken of.
    Told(Unit, i64),
    /// "the year", "the end of the month": the one that the story is in.
    The(Unit),
    /// "two weeks ago"; an unknown count is `None`.
    Ago(Option<i64>, Unit),
    /// "two days later", "a month earlier": from the time just spoken of.
    Apart(Option<i64>, i64, Unit),
    /// "a year earlier", "year-ago": the same time of the year before.
    YearBefore(Option<Unit>),
    /// "the quarter", "the latest period".
    LatestPeriod,
    /// "the week of March 6".
    Around(Unit, Box<When>),
    /// "the day before Christmas".
    Beside(i64, Unit, Box<When>),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    /// `Some(None)`: a zone whose offset the season decides.
    pub(super) zone: Option<Option<i16>>,
}

/// A time of day or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Daytime {
    Clock(Clock),
    Part(Part),
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Date(When),
    /// The day may be unsaid.
    Time(Option<When>, Daytime),
    /// The TIMEX3 value; for "the past three months" also the units that it reaches back or ahead from now.
    Duration(String, Option<(i64, Unit)>),
    /// The TIMEX3 value of what recurs.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A date that no calendar has.
    Impossible,
}

/// An expression that the grammar found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Index of its first atom.
    pub(super) first: usize,
    /// Index after its last atom.
    pub(super) next: usize,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<&'static str>,
    pub(super) rule: &'static str,
}
