//! Time expressions and their values (TIMEX3 of TimeML 1.2.1).
//!
//! A trigger lexicon decides where to look at all; a grammar over the document's words reads the longest expression at each place, and what
//! it says is then given a calendar value: from the publication date, the dateline's date, or the time just spoken of. Spans are as TimeBank
//! has them: no preposition before, "early", "late", "about" and "at least" inside.
//!
//! Known limits: bare hours ("at 10") and bare days of the month ("on the 5th" without a month nearby) are read only beside a day; a fiscal
//! year has the name of its year, not its days; Islamic holidays may be one day off (`APPROX`); the direction of a yearless date comes from
//! the tense of the verb that governs it, which a headline may not have.

mod anchor;
mod atoms;
mod calendar;
mod grammar;
mod holidays;
mod interval;
mod lexicon;
mod meaning;
mod names;
mod tense;

use dateline_core::{Document, Span};

use crate::TimeId;

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar time of a day or more.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that recurs.
    Set,
}

/// What a time was worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the words are complete, or too little is known.
    None,
    /// The publication date.
    Published,
    /// The dateline's date.
    Dateline(Span),
    /// Another time of the story.
    Time(TimeId),
}

/// Which way from its anchor a time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Neither, or not known.
    None,
    /// Before the anchor.
    Past,
    /// After the anchor.
    Future,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value: `2019-05-10`, `2019-W19`, `XXXX-WXX-5`, `P2D`, `PAST_REF`; `None` for an impossible date.
    pub value: Option<String>,
    /// TIMEX3 mod: `START`, `MID`, `END`, `APPROX`, `EQUAL_OR_MORE` …
    pub modifier: Option<&'static str>,
    /// First instant that the words allow, ISO 8601 of the value's precision.
    pub earliest: Option<String>,
    /// First instant after what the words allow.
    pub latest: Option<String>,
    /// What the value was worked out from.
    pub anchor: Anchor,
    /// Which way from the anchor.
    pub direction: Direction,
    /// Other values that the words allow.
    pub alternatives: Vec<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The rules of this layer.
pub const RULES: &[&str] = &[
    "times.apart",
    "times.ago",
    "times.beside",
    "times.century",
    "times.clock",
    "times.date",
    "times.date.numeric",
    "times.daypart",
    "times.decade",
    "times.deictic",
    "times.duration",
    "times.duration.vague",
    "times.fiscal",
    "times.half",
    "times.holiday",
    "times.impossible",
    "times.month",
    "times.period",
    "times.quarter",
    "times.range",
    "times.relative",
    "times.season",
    "times.set",
    "times.told",
    "times.vague",
    "times.vague.period",
    "times.weekday",
    "times.weekend",
    "times.year",
];

/// The time expressions of a document, in text order.
#[must_use]
pub fn find(document: &Document) -> Vec<Time> {
    let atoms = atoms::atoms(document);
    let mut found = grammar::find(document.text(), &atoms);
    names::leave_out(document, &atoms, &mut found);
    anchor::resolve(document, &atoms, found)
}

/// The day of publication.
pub(crate) fn published(document: &Document) -> Option<jiff::civil::Date> {
    let at = document.published()?;
    calendar::day(at.year(), at.month() as i8, at.day() as i8)
}

#[cfg(test)]
mod tests {
    use dateline_core::{Annotator, Article, Layers};

    use super::*;

    /// Words that the grammar knows, figures and marks, strung together as no writer would.
    const PIECES: &[&str] = &[
        "the",
        "a",
        "last",
        "next",
        "this",
        "that",
        "early",
        "late",
        "mid-",
        "end of",
        "two",
        "twenty-five",
        "half",
        "several",
        "a few",
        "May",
        "Sept.",
        "Monday",
        "Sun",
        "fall",
        "spring",
        "second",
        "third-quarter",
        "year",
        "years",
        "months'",
        "week",
        "weekend",
        "night",
        "morning",
        "noon",
        "ago",
        "earlier",
        "later",
        "before",
        "2019",
        "1985-87",
        "5",
        "31",
        "10:30",
        "p.m.",
        "GMT",
        "10/05/2019",
        "2019-02-30",
        "9/11",
        "'89",
        "1990s",
        "21st century",
        "BC",
        "every",
        "each",
        "once a",
        "daily",
        "now",
        "recent",
        "past",
        "future",
        "Christmas",
        "Good Friday",
        "Ramadan",
        "of",
        "to",
        "and",
        "or",
        "-",
        "\u{2013}",
        ",",
        ".",
        "(",
        "'s",
        "99999999999",
        "0",
        "00:00",
        "24:00",
        "fiscal",
        "about",
        "at least",
        "more than",
        "Q3",
        "H1",
        "\u{bd}",
        "tomorrow",
        "tonight",
        "was",
        "will",
        "said",
        "\u{1f600}",
        "\n",
        "\n\n",
    ];

    /// A short text for a seed: the same text for the same seed.
    fn text(seed: u64) -> String {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut draw = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let mut text = String::new();
        for _ in 0..3 + draw(12) {
            text.push_str(PIECES.get(draw(PIECES.len())).unwrap());
            if draw(4) > 0 {
                text.push(' ');
            }
        }
        text
    }

    fn read(text: &str, published: Option<&str>) -> (Document, Vec<Time>) {
        let mut article = Article::new(text);
        if let Some(published) = published {
            article = article.published(published.parse().unwrap());
        }
        let document = Annotator::english().layers(Layers::text()).annotate(article);
        let times = find(&document);
        (document, times)
    }

    #[test]
    fn any_string_of_words_is_read() {
        for seed in 0..1000 {
            let text = text(seed);
            for published in [None, Some("2019-05-11"), Some("0001-01-01"), Some("9999-12-31")] {
                let (document, times) = read(&text, published);
                assert_eq!(read(&text, published).1, times, "{text:?}");
                let mut end = 0;
                for time in &times {
                    assert!(
                        time.span.start >= end && !time.span.is_empty() && !document.slice(time.span).is_empty(),
                        "{text:?}"
                    );
                    assert!(RULES.contains(&time.rule), "{}", time.rule);
                    end = time.span.end;
                }
            }
        }
    }

    #[test]
    fn paragraphs_are_read_apart() {
        // What is found in a paragraph does not depend on how many others there are: the work grows with the text.
        let texts: Vec<String> =
            (0..400).map(|seed| text(seed).replace('\n', " ")).filter(|text| !text.trim().is_empty()).collect();
        let joined = texts.join("\n\n");
        let spans = |text: &str| {
            read(text, Some("2019-05-11"))
                .1
                .iter()
                .map(|time| (text.get(time.span.range()).unwrap().to_owned(), time.rule))
                .collect::<Vec<_>>()
        };
        let apart: Vec<(String, &str)> = texts.iter().flat_map(|text| spans(text)).collect();
        assert_eq!(spans(&joined), apart);
    }

    #[test]
    fn long_runs_stay_linear() {
        // Each of these opens an expression at every word; a reader that looked back over them would not come to an end.
        for piece in
            ["the ", "5-", "May ", "a.", "1", "twenty ", "and ", "last last ", "'", "(2019", "10:", "two hundred and "]
        {
            let text = piece.repeat(20_000);
            read(&text, Some("2019-05-11"));
        }
    }
}
