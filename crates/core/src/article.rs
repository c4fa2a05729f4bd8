use std::fmt;
use std::str::FromStr;

use crate::Error;

/// One news story as the caller has it: the text, and the context that travels with it.
///
/// Nothing is looked up elsewhere: a publication date that is not given stays unknown.
///
/// ```
/// use dateline_core::Article;
/// let article = Article::new("The bridge reopened on Friday.")
///     .title("Bridge reopens")
///     .published("2019-05-11".parse()?);
/// assert_eq!(article.text(), "The bridge reopened on Friday.");
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article<'t> {
    text: &'t str,
    title: Option<&'t str>,
    description: Option<&'t str>,
    published: Option<Published>,
}

impl<'t> Article<'t> {
    /// An article of this text, without context.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, title: None, description: None, published: None }
    }

    /// The headline, where it is kept apart from the text. It becomes the document's first block.
    #[must_use]
    pub fn title(mut self, title: &'t str) -> Self {
        self.title = Some(title);
        self
    }

    /// The standfirst or teaser, where it is kept apart from the text. It becomes a block before the text.
    #[must_use]
    pub fn description(mut self, description: &'t str) -> Self {
        self.description = Some(description);
        self
    }

    /// When the article was published.
    #[must_use]
    pub fn published(mut self, published: Published) -> Self {
        self.published = Some(published);
        self
    }

    /// The text alone, as given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn parts(&self) -> (Option<&'t str>, Option<&'t str>, &'t str, Option<Published>) {
        let kept = |part: Option<&'t str>| part.filter(|text| !text.trim().is_empty());
        (kept(self.title), kept(self.description), self.text, self.published)
    }
}

impl<'t> From<&'t str> for Article<'t> {
    fn from(text: &'t str) -> Self {
        Self::new(text)
    }
}

/// The publication date, or date and time, that relative times are read against (RFC 3339).
///
/// ```
/// use dateline_core::Published;
/// let published: Published = "2019-05-11T18:30:00+02:00".parse()?;
/// assert_eq!((published.year(), published.month(), published.day()), (2019, 5, 11));
/// assert_eq!(published.to_string(), "2019-05-11T18:30:00+02:00");
/// assert!("11 May".parse::<Published>().is_err());
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Published {
    year: i16,
    month: u8,
    day: u8,
    time: Option<PublishedTime>,
}

/// The time of day of a [`Published`]: hour, minute, second and, where given, minutes east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublishedTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60 (a leap second).
    pub second: u8,
    /// Minutes east of UTC; `None` where the date-time names no zone.
    pub offset_minutes: Option<i16>,
}

impl Published {
    /// Year of the Gregorian calendar, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The time of day, where one was given.
    #[must_use]
    pub fn time(self) -> Option<PublishedTime> {
        self.time
    }
}

impl FromStr for Published {
    type Err = Error;

    /// Reads `YYYY-MM-DD`, optionally followed by `T` (or a space) and `hh:mm[:ss[.fraction]]` and `Z` or `±hh:mm`.
    fn from_str(text: &str) -> Result<Self, Error> {
        read_published(text.trim().as_bytes()).ok_or_else(|| Error::published(text))
    }
}

fn read_published(bytes: &[u8]) -> Option<Published> {
    let (date, rest) = bytes.split_at_checked(10)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else { return None };
    let year = i16::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    let (month, day) = (number(&[m1, m2])? as u8, number(&[d1, d2])? as u8);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => return None,
    };
    if year < 1 || day < 1 || day > last {
        return None;
    }
    let time = match rest {
        [] => None,
        [b'T' | b't' | b' ', clock @ ..] => Some(read_time(clock)?),
        _ => return None,
    };
    Some(Published { year, month, day, time })
}

fn read_time(bytes: &[u8]) -> Option<PublishedTime> {
    let (clock, mut rest) = bytes.split_at_checked(5)?;
    let [h1, h2, b':', m1, m2] = *clock else { return None };
    let (hour, minute) = (number(&[h1, h2])?, number(&[m1, m2])?);
    let mut second = 0;
    if let [b':', s1, s2, tail @ ..] = rest {
        second = number(&[*s1, *s2])?;
        rest = tail;
        if let [b'.', fraction @ ..] = rest {
            let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            rest = fraction.get(digits..).filter(|_| digits > 0)?;
        }
    }
    let offset_minutes = match *rest {
        [] => None,
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (h, m) = (number(&[h1, h2])?, number(&[m1, m2])?);
            let minutes = (h < 24 && m < 60).then_some(h * 60 + m)? as i16;
            Some(if sign == b'-' { -minutes } else { minutes })
        }
        _ => return None,
    };
    (hour < 24 && minute < 60 && second <= 60).then_some(PublishedTime {
        hour: hour as u8,
        minute: minute as u8,
        second: second as u8,
        offset_minutes,
    })
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
        match time.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written() {
        for text in
            ["2019-05-11", "2020-02-29", "2019-05-11T18:30:00Z", "2019-05-11T18:30:00-05:30", "2019-05-11T00:00:00"]
        {
            assert_eq!(text.parse::<Published>().unwrap().to_string(), text);
        }
        assert_eq!("2019-05-11T18:30".parse::<Published>().unwrap().to_string(), "2019-05-11T18:30:00");
        assert_eq!("2019-05-11 18:30:01.25Z".parse::<Published>().unwrap().to_string(), "2019-05-11T18:30:01Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2019",
            "2019-5-11",
            "2019-02-29",
            "2019-13-01",
            "0000-01-01",
            "2019-05-11T24:00",
            "2019-05-11x",
            "2019-05-11T10:00:00+25:00",
            "é019-05-11",
            "2019-05-11T10:00:00.",
        ] {
            assert!(text.parse::<Published>().unwrap_err().is_published(), "{text}");
        }
    }
}
