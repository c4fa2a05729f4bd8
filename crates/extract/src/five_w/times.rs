//! When it happens.

use super::{Answer, Evidence, Lead};
use crate::TimeId;
use crate::times::{Time, TimeType};

pub(super) const NEAR: &str = "five_w.when.near";

/// The times of the story, those nearest to the main clauses and most exact first.
pub(super) fn when(evidence: Evidence<'_>, leads: &[Lead<'_>]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for lead in leads {
        let span = lead.sentence.span();
        let from = evidence.times.partition_point(|time| time.span.start < span.start);
        let inside = (from as u32..)
            .map(TimeId)
            .zip(evidence.times.iter().skip(from))
            .take_while(|(_, time)| time.span.start < span.end);
        for (id, time) in inside {
            let Some(worth) = worth(time) else { continue };
            let answer = Answer::new(time.span, NEAR, lead.weight * worth, &[lead.reason(), precision(time)]);
            answers.push(Answer { time: Some(id), ..answer });
        }
    }
    answers
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
        _ if !dated => Some(0.2),
        (_, "hour" | "day") => Some(0.95),
        _ => Some(0.5),
    }
}
