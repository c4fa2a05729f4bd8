//! The days of holidays: fixed, counted in a month, moved by Easter, or of the Islamic and Hebrew calendars.

use dateline_models::{entries, times};

use super::calendar::{Calendar, day, easter, hebrew, islamic, nth_weekday, orthodox_easter, shift_days};

/// How a holiday's day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Fixed(i8, i8),
    Nth(i8, i8, i8),
    Easter(i64),
    Orthodox(i64),
    /// Month, day, length in days; the day may be one off where the moon is watched.
    Islamic(i64, i64, i64),
    Hebrew(i64, i64, i64),
    /// One day of history.
    Day(i16, i8, i8),
    /// Listed year by year under this name.
    Table(&'static str),
}

impl Rule {
    /// Reads the second column of the holiday list.
    pub(super) fn read(name: &'static str, text: &'static str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
        let numbers: Vec<i64> = rest.split(' ').filter_map(|n| n.parse().ok()).collect();
        let small = |at: usize| numbers.get(at).and_then(|n| i8::try_from(*n).ok());
        let date: Vec<i16> = rest.split('-').filter_map(|n| n.parse().ok()).collect();
        Some(match (kind, date.as_slice()) {
            ("fixed", [month, of_month]) => Self::Fixed(*month as i8, *of_month as i8),
            ("day", [year, month, of_month]) => Self::Day(*year, *month as i8, *of_month as i8),
            ("nth", _) => Self::Nth(small(0)?, small(1)?, small(2)?),
            ("easter", _) => Self::Easter(*numbers.first()?),
            ("orthodox", _) => Self::Orthodox(*numbers.first()?),
            ("islamic", _) => Self::Islamic(*numbers.first()?, *numbers.get(1)?, numbers.get(2).copied().unwrap_or(1)),
            ("hebrew", _) => Self::Hebrew(*numbers.first()?, *numbers.get(1)?, numbers.get(2).copied().unwrap_or(1)),
            ("table", _) => Self::Table(name),
            _ => return None,
        })
    }

    /// Its (first) day in a year; `None` where the year is not known to the list.
    pub(super) fn in_year(self, year: i16) -> Option<Calendar> {
        let found = match self {
            Self::Fixed(month, of_month) => day(year, month, of_month),
            Self::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
            Self::Easter(offset) => shift_days(easter(year)?, offset),
            Self::Orthodox(offset) => shift_days(orthodox_easter(year)?, offset),
            Self::Islamic(month, of_month, _) => islamic(year, month, of_month),
            Self::Hebrew(month, of_month, _) => hebrew(year, month, of_month),
            Self::Day(year, month, of_month) => day(year, month, of_month),
            Self::Table(name) => {
                let listed = entries(times::HOLIDAY_DATES).filter_map(|line| line.split_once('\t'));
                let mut days = listed
                    .filter(|(listed, _)| *listed == name)
                    .filter_map(|(_, text)| text.parse::<jiff::civil::Date>().ok());
                days.find(|date| date.year() == year)
            }
        };
        found.map(Calendar::Day)
    }

    /// How many days it lasts.
    pub(super) fn days(self) -> i64 {
        match self {
            Self::Islamic(_, _, days) | Self::Hebrew(_, _, days) => days,
            _ => 1,
        }
    }

    /// Whether the day may be one off.
    pub(super) fn is_approximate(self) -> bool {
        matches!(self, Self::Islamic(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_give_days() {
        let written =
            |rule: &'static str, year| Rule::read("Diwali", rule).unwrap().in_year(year).map(|found| found.to_string());
        assert_eq!(written("fixed 12-25", 2019).unwrap(), "2019-12-25");
        assert_eq!(written("easter -2", 2019).unwrap(), "2019-04-19");
        assert_eq!(written("nth 5 -1 1", 2019).unwrap(), "2019-05-27");
        assert_eq!(written("table", 2018).unwrap(), "2018-11-07");
        assert_eq!(written("table", 1950), None);
        assert_eq!(Rule::read("x", "every day"), None);
    }
}
