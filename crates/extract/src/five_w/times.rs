//! When it happens.

use dateline_core::{BlockKind, Tense, Token};
use jiff::civil::Date;

use super::clause::{predicate, verb_group};
use super::event::{MainEvent, TOLD_AGAIN};
use super::{Answer, Lead};
use crate::TimeId;
use crate::events::datelines;
use crate::story::Evidence;
use crate::times::{self, Anchor, Time, TimeType};

pub(super) const NEAR: &str = "five_w.when.near";
pub(super) const PUBLISHED: &str = "five_w.when.published";

/// Until which hour a day's stories tell of the day before.
const SMALL_HOURS: u8 = 5;
/// How many sentences count as the news of the day.
const NEWS: usize = 3;

/// The times of the story: those that the main event is told with first, the most exact first. Then the day of publication, where the first
/// sentences tell their news without one.
pub(super) fn when(evidence: Evidence<'_>, leads: &[Lead<'_>], main: &MainEvent<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    let written = written(evidence);
    for lead in leads {
        let span = lead.sentence.span();
        let from = evidence.times.partition_point(|time| time.span.start < span.start);
        let inside = (from as u32..)
            .map(TimeId)
            .zip(evidence.times.iter().skip(from))
            .take_while(|(_, time)| time.span.start < span.end);
        let news = datelines::behind(lead.sentence);
        for (id, time) in inside {
            let Some(worth) = worth(time) else { continue };
            // A dateline says when the story was written.
            let worth = if time.span.start < news { worth * 0.4 } else { worth };
            let (nearness, told) = governor(evidence, time).map_or((1.0, false), |word| main.nearness(lead, word));
            let weight = if told { lead.weight.max(TOLD_AGAIN) } else { lead.weight };
            let score = weight * worth * nearness * newness(written, time);
            let mut answer = Answer::new(time.span, NEAR, score, &[lead.reason(), precision(time)]);
            answer.reasons.extend(told.then_some("main_event"));
            answers.push(Answer { time: Some(id), ..answer });
        }
    }
    answers.extend(published(evidence, leads));
    answers
}

/// The word that a time hangs on.
fn governor<'d>(evidence: Evidence<'d>, time: &Time) -> Option<Token<'d>> {
    let words = evidence.document.tokens_in(time.span);
    words.filter_map(|word| word.head()).find(|head| !time.span.contains(head.span()))
}

/// The day of publication, by the verb that tells the news: a headline's present tense, a past or perfect of the first sentence.
fn published(evidence: Evidence<'_>, leads: &[Lead<'_>]) -> Option<Answer> {
    let published = evidence.document.published()?;
    let told = leads.iter().take(NEWS).find_map(|lead| {
        let verb = predicate(lead).filter(|verb| verb.is_predicate() && verb.copula().is_none())?;
        let is_news = match verb.tense() {
            Some(Tense::Past) => true,
            Some(Tense::Present) => lead.is_headline || verb.auxiliaries().next().is_some(),
            _ => false,
        };
        let plain = lead.sentence.block().kind() != BlockKind::Subhead && verb.modal().is_none();
        (is_news && plain).then(|| verb_group(verb))
    })?;
    let answer = Answer::new(told, PUBLISHED, 0.15, &["published", "tense"]);
    // What a story of the small hours tells happened on the day before; midnight sharp is a day without its hour.
    let small_hours = published
        .time()
        .is_some_and(|time| time.hour < SMALL_HOURS && (time.hour, time.minute, time.second) != (0, 0, 0));
    let day = times::published(evidence.document)?;
    let day = if small_hours { day.yesterday().unwrap_or(day) } else { day };
    let day = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    Some(Answer { inferred: Some(day), ..answer })
}

/// News is told within days: the further a time lies from the day of publication, the less it is when the news happened. A bare year tells of the
/// past, not of the news.
fn newness(written: Option<Date>, time: &Time) -> f32 {
    let value = time.value.as_deref().unwrap_or_default();
    let day = value.get(..10).and_then(|day| day.parse::<Date>().ok());
    let is_year = value.len() == 4 && time.kind == TimeType::Date;
    let (day, published) = match (day, written) {
        (Some(day), Some(published)) => (day, published),
        (None, Some(_)) if is_year => return 0.3,
        _ => return 1.0,
    };
    match published.duration_since(day).as_hours() / 24 {
        0..=2 => 1.0,
        3..=7 => 0.85,
        -7..=-1 => 0.75,
        _ => 0.5,
    }
}

/// The day of publication, else the dateline's, from which times are counted.
fn written(evidence: Evidence<'_>) -> Option<Date> {
    if evidence.document.published().is_some() {
        return times::published(evidence.document);
    }
    let dateline = evidence.times.iter().find_map(|time| match time.anchor {
        Anchor::Dateline(span) => Some(span),
        _ => None,
    })?;
    let day = evidence.times.iter().find(|time| dateline.contains(time.span))?;
    day.value.as_deref()?.get(..10)?.parse().ok()
}

fn precision(time: &Time) -> &'static str {
    match (time.kind, time.value.as_deref().map_or(0, str::len)) {
        (TimeType::Time, _) => "hour",
        (_, 10) => "day",
        _ => "period",
    }
}

/// How well a time says when something happened: days and hours well, a year badly, a length of time not at all.
fn worth(time: &Time) -> Option<f32> {
    let dated = time.value.as_deref().is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit() || c == 'X'));
    match (time.kind, precision(time)) {
        (TimeType::Duration | TimeType::Set, _) => None,
        _ if !dated => Some(0.1),
        (_, "hour" | "day") => Some(0.95),
        _ => Some(0.5),
    }
}
