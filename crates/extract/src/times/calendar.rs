//! Calendar times at every precision, their arithmetic and the days that they cover.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month in which it begins.
    pub(super) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Season(Season),
    Year,
    Decade,
    Century,
    Millennium,
    /// A part of the day, counted: nights, mornings.
    Part(&'static str),
}

impl Unit {
    /// How fine the unit is: a larger number is a longer unit.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Second => 0,
            Self::Minute => 1,
            Self::Hour => 2,
            Self::Part(_) => 3,
            Self::Day => 4,
            Self::Weekend | Self::Week => 5,
            Self::Month => 6,
            Self::Season(_) | Self::Quarter => 7,
            Self::Year => 8,
            Self::Decade => 9,
            Self::Century => 10,
            Self::Millennium => 11,
        }
    }
}

/// A time of the calendar, as exact as the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    /// `19`: 1900 to 1999, as speakers count the twentieth century.
    Century(i16),
    /// `197`: 1970 to 1979.
    Decade(i16),
    Year(i16),
    Half(i16, i8),
    Quarter(i16, i8),
    Season(i16, Season),
    Month(i16, i8),
    /// The week that begins on this Monday.
    Week(Date),
    /// The weekend of the week that begins on this Monday.
    Weekend(Date),
    Day(Date),
}

/// Writes a year as TIMEX3 has it: four digits, `BC` before those that precede year 1.
fn write_year(f: &mut fmt::Formatter<'_>, year: i16) -> fmt::Result {
    if year > 0 { write!(f, "{year:04}") } else { write!(f, "BC{:04}", 1 - i32::from(year)) }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) if century < 0 => write!(f, "BC{:02}", -century - 1),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) if decade < 0 => write!(f, "BC{:03}", -decade - 1),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write_year(f, year),
            Self::Half(year, half) => write_year(f, year).and_then(|()| write!(f, "-H{half}")),
            Self::Quarter(year, quarter) => write_year(f, year).and_then(|()| write!(f, "-Q{quarter}")),
            Self::Season(year, season) => write_year(f, year).and_then(|()| write!(f, "-{}", season.code())),
            Self::Month(year, month) => write_year(f, year).and_then(|()| write!(f, "-{month:02}")),
            Self::Week(monday) => {
                let week = monday.iso_week_date();
                write_year(f, week.year()).and_then(|()| write!(f, "-W{:02}", week.week()))
            }
            Self::Weekend(monday) => {
                let week = monday.iso_week_date();
                write_year(f, week.year()).and_then(|()| write!(f, "-W{:02}-WE", week.week()))
            }
            Self::Day(day) => {
                write_year(f, day.year()).and_then(|()| write!(f, "-{:02}-{:02}", day.month(), day.day()))
            }
        }
    }
}

/// The day, where the calendar has it.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The Monday of a day's week.
pub(super) fn monday(of: Date) -> Date {
    shift_days(of, -i64::from(of.weekday().to_monday_zero_offset())).unwrap_or(of)
}

/// The day `days` later; `None` past the calendar's ends.
pub(super) fn shift_days(from: Date, days: i64) -> Option<Date> {
    from.checked_add(i32::try_from(days).ok()?.days()).ok()
}

/// The nearest day of this name (Monday is 1) on or after the first day asked for, stepping forward or back.
pub(super) fn weekday_from(from: Date, weekday: i8, forward: bool) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    let ahead = i64::from((wanted.to_monday_zero_offset() - from.weekday().to_monday_zero_offset()).rem_euclid(7));
    shift_days(from, if forward || ahead == 0 { ahead } else { ahead - 7 })
}

impl Calendar {
    /// The time of this unit that holds a day.
    pub(super) fn around(date: Date, unit: Unit) -> Self {
        let year = date.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Part(_) | Unit::Day => Self::Day(date),
            Unit::Week => Self::Week(monday(date)),
            Unit::Weekend => Self::Weekend(monday(date)),
            Unit::Month => Self::Month(year, date.month()),
            Unit::Quarter => Self::Quarter(year, (date.month() - 1) / 3 + 1),
            Unit::Season(season) => Self::Season(year, season),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100)),
        }
    }

    /// What it is counted in.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) | Self::Quarter(..) => Unit::Quarter,
            Self::Season(_, season) => Unit::Season(season),
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
        }
    }

    /// The time `count` of its own units later.
    pub(super) fn step(self, count: i64) -> Option<Self> {
        let small = i16::try_from(count).ok()?;
        let serial = |year: i16, part: i8, parts: i64| {
            let at = i64::from(year) * parts + i64::from(part) - 1 + count;
            Some((i16::try_from(at.div_euclid(parts)).ok()?, at.rem_euclid(parts) as i8 + 1))
        };
        Some(match self {
            Self::Century(century) => Self::Century(century.checked_add(small)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(small)?),
            Self::Year(year) => Self::Year(year.checked_add(small)?),
            Self::Half(year, half) => serial(year, half, 2).map(|(year, half)| Self::Half(year, half))?,
            Self::Quarter(year, quarter) => {
                serial(year, quarter, 4).map(|(year, quarter)| Self::Quarter(year, quarter))?
            }
            Self::Season(year, season) => Self::Season(year.checked_add(small)?, season),
            Self::Month(year, month) => serial(year, month, 12).map(|(year, month)| Self::Month(year, month))?,
            Self::Week(start) => Self::Week(shift_days(start, count.checked_mul(7)?)?),
            Self::Weekend(start) => Self::Weekend(shift_days(start, count.checked_mul(7)?)?),
            Self::Day(date) => Self::Day(shift_days(date, count)?),
        })
        .filter(|moved: &Self| moved.first().is_some())
    }

    /// The time `count` units later, at that unit's precision or its own, whichever is the finer asked for by `keep`.
    pub(super) fn shift(self, count: i64, unit: Unit, keep: bool) -> Option<Self> {
        let count = match unit {
            Unit::Millennium => count.checked_mul(10)?,
            _ => count,
        };
        if keep && unit.rank() > self.unit().rank() {
            // "A year earlier" of a quarter is a quarter, of a day the same day.
            let months = count.checked_mul(match unit {
                Unit::Month => 1,
                Unit::Quarter => 3,
                Unit::Year => 12,
                Unit::Decade => 120,
                _ => 0,
            })?;
            return match self {
                Self::Day(date) if months == 0 => Calendar::around(date, Unit::Day).step(count.checked_mul(7)?),
                Self::Day(date) => Some(Self::Day(date.checked_add(i32::try_from(months).ok()?.months()).ok()?)),
                Self::Month(..) => self.step(months),
                Self::Quarter(..) => self.step(months / 3),
                Self::Half(..) => self.step(months / 6),
                Self::Season(..) | Self::Year(_) => self.step(months / 12),
                Self::Decade(_) => self.step(months / 120),
                _ => Calendar::around(self.first()?, unit).step(count),
            };
        }
        Calendar::around(self.first()?, unit).step(count)
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Century(century) => day(century.checked_mul(100)?, 1, 1),
            Self::Decade(decade) => day(decade.checked_mul(10)?, 1, 1),
            Self::Year(year) => day(year, 1, 1),
            Self::Half(year, half) => day(year, (half - 1) * 6 + 1, 1),
            Self::Quarter(year, quarter) => day(year, (quarter - 1) * 3 + 1, 1),
            Self::Season(year, season) => day(year, season.first_month(), 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Week(start) => Some(start),
            Self::Weekend(start) => shift_days(start, 5),
            Self::Day(date) => Some(date),
        }
    }

    /// The day after its last.
    pub(super) fn end(self) -> Option<Date> {
        match self {
            Self::Weekend(start) => shift_days(start, 7),
            Self::Season(year, season) => {
                let first = day(year, season.first_month(), 1)?;
                first.checked_add(3.months()).ok()
            }
            _ => self.step(1)?.first(),
        }
    }

    /// Its year, where it lies in one.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            _ => self.first().map(Date::year),
        }
    }

    /// Its month, where it lies in one.
    pub(super) fn month(self) -> Option<i8> {
        match self {
            Self::Month(_, month) => Some(month),
            Self::Day(date) => Some(date.month()),
            Self::Week(start) | Self::Weekend(start) => Some(start.month()),
            _ => None,
        }
    }
}

/// Easter Sunday of a Gregorian year (the computus of Meeus).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = h + l - 7 * m;
    let month = (n + 90) / 25;
    day(year, month as i8, ((n + 33 * month + 19) % 32) as i8)
}

/// Easter Sunday of the Julian reckoning, as a Gregorian day.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let of_month = (d + e + 114) % 31 + 1;
    shift_days(day(year, month as i8, of_month as i8)?, y / 100 - y / 400 - 2)
}

/// The day of the civil Islamic calendar that falls into a Gregorian year first; sighting may move it by a day.
pub(super) fn islamic(year: i16, month: i64, of_month: i64) -> Option<Date> {
    // Day 1 of year 1 is 16 July 622 (Julian), 19 July 622 (Gregorian).
    let epoch = date(622, 7, 19);
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find_map(|hijri| {
        let days = (hijri - 1) * 354 + (11 * hijri + 3).div_euclid(30) + 29 * (month - 1) + month / 2 + of_month - 1;
        shift_days(epoch, days).filter(|found| found.year() == year)
    })
}

/// The day of the Hebrew calendar that falls into a Gregorian year (Nisan is month 1; Adar, or Adar II, is 0).
pub(super) fn hebrew(year: i16, month: i64, of_month: i64) -> Option<Date> {
    // Months before Tishri belong to the Hebrew year that began the autumn before.
    let hebrew_year = i64::from(year) + if month >= 7 { 3761 } else { 3760 };
    let leap = (7 * hebrew_year + 1).rem_euclid(19) < 7;
    let start = hebrew_new_year(hebrew_year);
    let length = hebrew_new_year(hebrew_year + 1) - start;
    let cheshvan = 29 + i64::from(length % 10 == 5);
    let kislev = 30 - i64::from(length % 10 == 3);
    // Tishri, Cheshvan, Kislev, Tevet, Shevat, in leap years Adar I, Adar, then Nisan …
    let year = [(7, 30), (8, cheshvan), (9, kislev), (10, 29), (11, 30), (12, 30)].into_iter();
    let year = year.chain([(0, 29), (1, 30), (2, 29), (3, 30), (4, 29), (5, 30), (6, 29)]);
    let in_year = |(name, _): &(i64, i64)| leap || *name != 12;
    let before: i64 = year.filter(in_year).take_while(|(name, _)| *name != month).map(|(_, days)| days).sum();
    // Day 1 of the reckoning is 7 September of year -3760 (Gregorian, astronomical); counted from a day inside the calendar.
    let reference = hebrew_new_year(5761);
    shift_days(date(2000, 9, 30), start - reference + before + of_month - 1)
}

/// Days from the reckoning's first day to the new year's day of a Hebrew year.
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12084 + 13753 * months;
        let days = 29 * months + parts.div_euclid(25920);
        if (3 * (days + 1)).rem_euclid(7) < 3 { days + 1 } else { days }
    };
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    this + if next - this == 356 { 2 } else { i64::from(this - last == 382) }
}

/// The `nth` weekday of a month; counted from the end where `nth` is negative.
pub(super) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(nth, wanted).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(easter(2019), day(2019, 4, 21));
        assert_eq!(easter(2024), day(2024, 3, 31));
        assert_eq!(orthodox_easter(2019), day(2019, 4, 28));
        assert_eq!(orthodox_easter(2021), day(2021, 5, 2));
        assert_eq!(hebrew(2019, 7, 1), day(2019, 9, 30));
        assert_eq!(hebrew(2023, 7, 10), day(2023, 9, 25));
        assert_eq!(hebrew(2024, 1, 15), day(2024, 4, 23));
        assert_eq!(hebrew(2023, 1, 15), day(2023, 4, 6));
        assert_eq!(hebrew(2022, 9, 25), day(2022, 12, 19));
        assert_eq!(hebrew(2024, 0, 14), day(2024, 3, 24));
        assert_eq!(islamic(2018, 9, 1), day(2018, 5, 16));
        assert_eq!(nth_weekday(2019, 11, 4, 4), day(2019, 11, 28));
        assert_eq!(nth_weekday(2019, 5, -1, 1), day(2019, 5, 27));
    }

    #[test]
    fn times_are_written_and_shifted() {
        let friday = Calendar::Day(date(2019, 5, 10));
        assert_eq!(friday.to_string(), "2019-05-10");
        assert_eq!(Calendar::around(date(2019, 5, 10), Unit::Week).to_string(), "2019-W19");
        assert_eq!(Calendar::around(date(2019, 5, 10), Unit::Weekend).to_string(), "2019-W19-WE");
        assert_eq!(Calendar::Year(-240).to_string(), "BC0241");
        assert_eq!(Calendar::Quarter(2019, 1).step(-1).unwrap().to_string(), "2018-Q4");
        assert_eq!(Calendar::Quarter(2019, 3).shift(-1, Unit::Year, true).unwrap().to_string(), "2018-Q3");
        assert_eq!(friday.shift(-2, Unit::Month, false).unwrap().to_string(), "2019-03");
        assert_eq!(Calendar::Year(9999).step(1), None);
        assert_eq!(weekday_from(date(2019, 5, 11), 5, false), day(2019, 5, 10));
        assert_eq!(weekday_from(date(2019, 5, 11), 5, true), day(2019, 5, 17));
        assert_eq!(weekday_from(date(2019, 5, 10), 5, true), day(2019, 5, 10));
    }
}
