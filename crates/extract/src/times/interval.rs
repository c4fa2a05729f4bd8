//! The interval that the words of an expression allow: its first instant, and the first instant after it.

use jiff::civil::Date;

use super::anchor::moved;
use super::calendar::{Calendar, Unit, shift_days};
use super::lexicon::Part;
use super::meaning::{Clock, Daytime};

/// First instant, and the first instant after.
type Interval = (Option<String>, Option<String>);

fn write(date: Option<Date>) -> Option<String> {
    date.filter(|date| date.year() > 0).map(|date| Calendar::Day(date).to_string())
}

/// The interval of a calendar time under a modifier; `days` of it where it is a feast of several.
pub(super) fn of_calendar(calendar: Calendar, modifier: Option<&str>, days: i64) -> Interval {
    let (first, end) = (calendar.first(), calendar.end());
    let end = if days > 1 { first.and_then(|first| shift_days(first, days)) } else { end };
    match modifier {
        None => (write(first), write(end)),
        Some(stage @ ("START" | "MID" | "END")) => stage_of(calendar, stage),
        Some("BEFORE") => (None, write(first)),
        Some("ON_OR_BEFORE") => (None, write(end)),
        Some("AFTER") => (write(end), None),
        Some("ON_OR_AFTER") => (write(first), None),
        // "About", "nearly": the words set no bounds.
        Some(_) => (None, None),
    }
}

/// The early, middle or late part: a third of the whole; of a day its first nine, next six or last six hours.
fn stage_of(calendar: Calendar, stage: &str) -> Interval {
    let (Some(first), Some(end)) = (calendar.first(), calendar.end()) else { return (None, None) };
    if let Calendar::Day(_) = calendar {
        let Some(day) = write(Some(first)) else { return (None, None) };
        let (from, to) = match stage {
            "START" => ("00:00", "09:00"),
            "MID" => ("09:00", "18:00"),
            _ => ("18:00", "24:00"),
        };
        return (Some(format!("{day}T{from}")), Some(format!("{day}T{to}")));
    }
    let third = |part: i64| match calendar {
        Calendar::Year(_) => moved(first, part * 4, Unit::Month),
        Calendar::Half(..) => moved(first, part * 2, Unit::Month),
        Calendar::Quarter(..) | Calendar::Season(..) => moved(first, part, Unit::Month),
        Calendar::Month(..) => shift_days(first, part * 10),
        Calendar::Decade(_) => moved(first, part * 3 + i64::from(part > 1), Unit::Year),
        _ => {
            let days = first.until(end).map_or(0, |span| i64::from(span.get_days()));
            shift_days(first, days * part / 3)
        }
    };
    match stage {
        "START" => (write(Some(first)), write(third(1))),
        "MID" => (write(third(1)), write(third(2))),
        _ => (write(third(2)), write(Some(end))),
    }
}

/// The interval of a time of day.
pub(super) fn of_daytime(calendar: Calendar, daytime: Daytime, modifier: Option<&str>) -> Interval {
    let Calendar::Day(date) = calendar else { return of_calendar(calendar, None, 1) };
    let Some(day) = write(Some(date)) else { return (None, None) };
    let at = |minutes: i64, offset: &str| {
        // 24:00 is the day's own end; later hours are of the day after.
        if minutes > 24 * 60 {
            let next = write(shift_days(date, 1))?;
            Some(format!("{next}T{:02}:{:02}{offset}", minutes / 60 - 24, minutes % 60))
        } else {
            Some(format!("{day}T{:02}:{:02}{offset}", minutes / 60, minutes % 60))
        }
    };
    match daytime {
        Daytime::Part(Part::Stretch(_, from, to)) => {
            let (from, to) = (i64::from(from) * 60, i64::from(to) * 60);
            let third = (to - from) / 3;
            match modifier {
                Some("START") => (at(from, ""), at(from + third, "")),
                Some("MID") => (at(from + third, ""), at(to - third, "")),
                Some("END") => (at(to - third, ""), at(to, "")),
                _ => (at(from, ""), at(to, "")),
            }
        }
        Daytime::Part(Part::Moment(hour)) => (at(i64::from(hour) * 60, ""), at(i64::from(hour) * 60 + 1, "")),
        Daytime::Clock(Clock { hour, minute, zone, .. }) => {
            if modifier.is_some() || minute.is_none() {
                return (None, None);
            }
            let offset = match zone.flatten() {
                Some(0) => "Z".to_owned(),
                Some(minutes) => format!(
                    "{}{:02}:{:02}",
                    if minutes < 0 { '-' } else { '+' },
                    minutes.abs() / 60,
                    minutes.abs() % 60
                ),
                None => String::new(),
            };
            let from = i64::from(hour) * 60 + i64::from(minute.unwrap_or(0));
            (at(from, &offset), at(from + 1, &offset))
        }
    }
}

/// The stretch from a day back, or ahead, by a count of units: "the past three months".
pub(super) fn reach(now: Date, count: i64, unit: Unit) -> Interval {
    let other = moved(now, count, unit);
    if other.is_none() {
        (None, None)
    } else if count < 0 {
        (write(other), write(Some(now)))
    } else {
        (write(Some(now)), write(other))
    }
}
