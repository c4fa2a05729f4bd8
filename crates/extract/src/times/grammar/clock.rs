//! Times of day: "10 p.m.", "22:00", "0735 GMT", "half past six", "noon", "4 in the morning".

use super::reader::Reader;
use crate::times::lexicon::Part;
use crate::times::meaning::{Clock, Daytime};

impl Reader<'_> {
    /// A time by the clock or a moment of the day, with its zone: what it says, and the atom after it.
    pub(super) fn clock(&self, i: usize) -> Option<(Daytime, usize)> {
        if let Some(Part::Moment(hour)) = self.senses(i).and_then(|senses| senses.part) {
            let (zone, next) = self.zone(i + 1);
            return Some((Daytime::Clock(Clock { hour, minute: Some(0), second: None, zone }), next));
        }
        if self.any(i, &["half", "quarter"]) && self.any(i + 1, &["past", "to", "after"]) {
            let (hour, next) = self.hour_word(i + 2)?;
            let minutes: i16 = if self.is(i, "half") { 30 } else { 15 };
            let total = i16::from(hour) * 60 + if self.is(i + 1, "to") { -minutes } else { minutes };
            return Some((
                self.afternoon(
                    Clock { hour: (total / 60) as u8, minute: Some((total % 60) as u8), second: None, zone: None },
                    next,
                )?
                .0,
                next,
            ));
        }
        let (mut clock, mut next, mut sure) = if let Some((number, digits)) = self.digits(i) {
            if self.is_continued(i) {
                return None;
            }
            let colon =
                [':', '.'].into_iter().find(|mark| self.mark(i + 1, *mark) && self.glued(i + 1) && self.glued(i + 2));
            let minutes =
                colon.and_then(|_| self.digits(i + 2)).filter(|(minutes, digits)| *digits == 2 && *minutes < 60);
            match (colon, minutes) {
                (Some(mark), Some((minutes, _))) if number < 25 && digits <= 2 => {
                    let mut next = i + 3;
                    let mut second = None;
                    if self.mark(next, ':') && self.glued(next) && self.glued(next + 1) {
                        if let Some((seconds @ 0..60, 2)) = self.digits(next + 1) {
                            second = Some(seconds as u8);
                            next += 2;
                        } else {
                            return None;
                        }
                    }
                    if self.glued(next)
                        && (self.digits(next).is_some()
                            || (self.mark(next, ':') || self.mark(next, '.'))
                                && self.glued(next + 1)
                                && self.digits(next + 1).is_some())
                    {
                        return None;
                    }
                    // "10:30" is a time where the words lead to one, else a score or a ratio; "2:05:48" is a runner's, "10.30" needs "am" or a zone.
                    let leads =
                        ["at", "by", "until", "till", "from", "around", "about", "since", "before", "after", "between"];
                    // "from 10:00 to 11:30": the second hour of two.
                    let second_of_two = (self.before_any(i, &["to", "and", "until"]) || i > 0 && self.dash(i - 1))
                        && i > 4
                        && self.mark(i - 3, ':')
                        && self.before_any(i - 4, &["from", "between", "at"]);
                    let led = self.before_any(i, &leads)
                        || second_of_two
                        || i == 0
                        || self.is_mark(i - 1) && !self.dash(i - 1)
                        || self.senses(i.wrapping_sub(1)).is_some_and(|senses| senses.weekday.is_some())
                        || self.digits(i - 1).is_some();
                    let sure = mark == ':' && led && (second.is_none() || self.before_any(i, &["at"]));
                    (Clock { hour: number as u8, minute: Some(minutes as u8), second, zone: None }, next, sure)
                }
                _ if digits == 4 && number % 100 < 60 && number < 2400 && self.has_zone(i + 1) => (
                    Clock { hour: (number / 100) as u8, minute: Some((number % 100) as u8), second: None, zone: None },
                    i + 1,
                    true,
                ),
                _ if digits <= 2 && number <= 24 && number > 0 => {
                    (Clock { hour: number as u8, minute: None, second: None, zone: None }, i + 1, false)
                }
                _ => return None,
            }
        } else {
            let (hour, next) = self.hour_word(i)?;
            (Clock { hour, minute: None, second: None, zone: None }, next, false)
        };
        if self.is(next, "o") && self.apostrophe(next + 1) && self.is(next + 2, "clock") {
            next += 3;
            sure = true;
        }
        if let Some((after_noon, after)) = self.meridiem(next).filter(|_| (1..=12).contains(&clock.hour)) {
            clock.hour = clock.hour % 12 + if after_noon { 12 } else { 0 };
            clock.minute = clock.minute.or(Some(0));
            next = after;
            sure = true;
        } else if self.is(next, "noon") || self.is(next, "midnight") {
            if clock.hour != 12 {
                return None;
            }
            clock.hour = if self.is(next, "noon") { 12 } else { 24 };
            next += 1;
            sure = true;
        } else if let Some((found, after)) = self.afternoon(clock, next) {
            let Daytime::Clock(found) = found else { return None };
            if after > next {
                clock = found;
                clock.minute = clock.minute.or(Some(0));
                next = after;
                sure = true;
            }
        }
        let (zone, after) = self.zone(next);
        if zone.is_some() {
            sure = true;
            clock.zone = zone;
            next = after;
        } else if after > next && sure {
            next = after;
        }
        if !sure || clock.hour > 24 || (clock.hour == 24 && clock.minute.is_some_and(|minute| minute > 0)) {
            return None;
        }
        if self.mark(next, '%') || (clock.minute.is_none() && self.glued(next) && self.is_word(next)) {
            return None;
        }
        Some((Daytime::Clock(clock), next))
    }

    fn hour_word(&self, i: usize) -> Option<(u8, usize)> {
        if let Some((number @ 1..=12, _)) = self.digits(i) {
            return Some((number as u8, i + 1));
        }
        let hour = self.senses(i)?.cardinal.filter(|hour| (1..=12).contains(hour))?;
        (!self.is(i, "dozen")).then_some((hour as u8, i + 1))
    }

    /// "a.m.", "pm", "p.m": whether after noon, and the atom after it.
    fn meridiem(&self, i: usize) -> Option<(bool, usize)> {
        if self.any(i, &["am", "pm"]) {
            // "I am": the number must be close and the word in lower or full capitals.
            let surface = self.word(i);
            return (surface == "am" || surface == "pm" || surface == "AM" || surface == "PM")
                .then_some((self.is(i, "pm"), i + 1));
        }
        if self.any(i, &["a", "p"]) && self.mark(i + 1, '.') && self.glued(i + 1) && self.is(i + 2, "m") {
            let dot = usize::from(self.mark(i + 3, '.') && self.glued(i + 3));
            return Some((self.is(i, "p"), i + 3 + dot));
        }
        None
    }

    /// "in the morning", "at night" after an hour.
    fn afternoon(&self, clock: Clock, i: usize) -> Option<(Daytime, usize)> {
        let (word, next) = if self.is(i, "in") && self.is(i + 1, "the") {
            (i + 2, i + 3)
        } else if self.is(i, "at") && self.is(i + 1, "night") {
            (i + 1, i + 2)
        } else {
            return Some((Daytime::Clock(clock), i));
        };
        let hour = match self.word(word).to_ascii_lowercase().as_str() {
            "morning" => clock.hour % 12,
            "afternoon" | "evening" => clock.hour % 12 + 12,
            "night" if clock.hour >= 6 => clock.hour % 12 + 12,
            "night" => clock.hour,
            _ => return Some((Daytime::Clock(clock), i)),
        };
        Some((Daytime::Clock(Clock { hour, ..clock }), next))
    }

    fn has_zone(&self, i: usize) -> bool {
        self.senses(i).is_some_and(|senses| senses.zone.is_some()) && self.is_capitals(i)
            || self.any(i, &["hours", "hrs", "local"]) && self.is(i + 1, "time")
            || self.is(i, "hrs")
            || self.is(i, "z") && self.glued(i)
    }

    fn is_capitals(&self, i: usize) -> bool {
        self.word(i).bytes().all(|b| b.is_ascii_uppercase())
    }

    /// A zone after a time of day: "GMT", "local time", "Eastern time"; the words of a zone that is not known are passed.
    fn zone(&self, i: usize) -> (Option<Option<i16>>, usize) {
        if let Some(zone) = self.senses(i).and_then(|senses| senses.zone).filter(|_| self.is_capitals(i)) {
            return (Some(zone), i + 1);
        }
        if self.is(i, "local") && self.is(i + 1, "time") {
            return (None, i + 2);
        }
        let named = [
            ("eastern", None),
            ("central", None),
            ("pacific", None),
            ("mountain", None),
            ("moscow", Some(180)),
            ("beijing", Some(480)),
            ("tokyo", Some(540)),
            ("london", None),
            ("greenwich", Some(0)),
            ("paris", None),
            ("berlin", None),
        ];
        if let Some((_, zone)) = named.iter().find(|(name, _)| self.is(i, name)) {
            let middle = if self.any(i + 1, &["daylight", "standard", "mean", "summer"]) { i + 2 } else { i + 1 };
            if self.is(middle, "time") {
                return (Some(*zone), middle + 1);
            }
        }
        (None, i)
    }

    /// "morning", "night": a stretch of the day.
    pub(super) fn part(&self, i: usize) -> Option<(Part, usize)> {
        let part = self.senses(i)?.part?;
        let hyphen = self.dash(i + 1) && self.glued(i + 1) && self.glued(i + 2);
        (!hyphen || matches!(part, Part::Moment(_))).then_some((part, i + 1))
    }
}
