use dateline_core::{OffsetTable, OffsetUnit, Span};
use serde_json::Value;

use super::{Report, SCHEMA};
use crate::Error;

/// Reads and checks a report.
pub(super) fn read(json: &str) -> Result<Report<'static>, Error> {
    let value: Value = serde_json::from_str(json).map_err(Error::report)?;
    let field = |name: &str| {
        value.get(name).and_then(Value::as_str).ok_or_else(|| Error::report(format_args!("it has no {name}")))
    };
    let schema = field("schema")?;
    if schema != SCHEMA {
        return Err(Error::report(format_args!("it has schema {schema:?}, and this version reads {SCHEMA:?}")));
    }
    let (text, unit) = (field("text")?, field("offsets")?);
    let unit = OffsetUnit::from_name(unit)
        .ok_or_else(|| Error::report(format_args!("offsets are in {unit:?}, which is no known unit")))?;
    Spans { text, table: OffsetTable::new(text, unit) }.check(&value, &mut String::new())?;
    let report: Report<'static> = serde_json::from_value(value).map_err(Error::report)?;
    order(&report)?;
    references(&report)?;
    Ok(report)
}

/// Checks every object that has a start and an end, wherever it stands.
struct Spans<'t> {
    text: &'t str,
    table: OffsetTable,
}

impl Spans<'_> {
    // JSON is read with a nesting limit of 128, so that the recursion here is bounded too.
    fn check(&self, value: &Value, path: &mut String) -> Result<(), Error> {
        let length = path.len();
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.check(item, path)?;
                    path.truncate(length);
                }
            }
            Value::Object(fields) => {
                if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                    self.span(start, end, fields.get("text"))
                        .map_err(|why| Error::report(format_args!("{path}: {why}")))?;
                }
                for (name, field) in fields {
                    path.push('.');
                    path.push_str(name);
                    self.check(field, path)?;
                    path.truncate(length);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn span(&self, start: &Value, end: &Value, text: Option<&Value>) -> Result<(), String> {
        let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
        let (Some(from), Some(to)) = (number(start), number(end)) else {
            return Err(format!("{start}..{end} is no span"));
        };
        let words = self.table.to_utf8(Span { start: from, end: to }).and_then(|span| span.of(self.text));
        let words = words.ok_or_else(|| format!("{from}..{to} lies outside of the text or inside a character"))?;
        match text {
            Some(Value::String(said)) if said != words => {
                Err(format!("{from}..{to} is {words:?} in the text, not {said:?}"))
            }
            _ => Ok(()),
        }
    }
}

/// Items of every layer stand in text order; tokens, sentences and blocks do not overlap.
fn order(report: &Report<'_>) -> Result<(), Error> {
    fn sorted(layer: &str, spans: impl Iterator<Item = (u32, u32)>, apart: bool) -> Result<(), Error> {
        let mut last = (0, 0);
        for (index, span) in spans.enumerate() {
            if span.0 < last.0 || (apart && span.0 < last.1) {
                return Err(Error::report(format_args!("{layer}[{index}] stands before the end of the one before it")));
            }
            last = span;
        }
        Ok(())
    }
    sorted("blocks", report.blocks.iter().map(|x| (x.start, x.end)), true)?;
    sorted("sentences", report.sentences.iter().map(|x| (x.start, x.end)), true)?;
    sorted("tokens", report.tokens.iter().map(|x| (x.start, x.end)), true)?;
    sorted("mentions", report.mentions.iter().map(|x| (x.start, x.end)), false)?;
    sorted("times", report.times.iter().map(|x| (x.start, x.end)), false)?;
    sorted("quantities", report.quantities.iter().map(|x| (x.start, x.end)), false)?;
    sorted("places", report.places.iter().map(|x| (x.start, x.end)), false)?;
    sorted("quotes", report.quotes.iter().map(|x| (x.start, x.end)), false)?;
    sorted("claims", report.claims.iter().map(|x| (x.start, x.end)), false)?;
    sorted("events", report.events.iter().map(|x| (x.start, x.end)), false)?;
    sorted("relations", report.relations.iter().map(|x| (x.start, x.end)), false)
}

/// Every index and id refers to something that is there.
fn references(report: &Report<'_>) -> Result<(), Error> {
    let inside = |what: &str, index: u32, length: usize| match (index as usize) < length {
        true => Ok(()),
        false => Err(Error::report(format_args!("{what} {index} does not exist"))),
    };
    let mut ids: Vec<&str> = report.entities.iter().map(|entity| &*entity.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Error::report("two entities have one id"));
    }
    let entity = |id: Option<&str>| match id {
        Some(id) if ids.binary_search(&id).is_err() => Err(Error::report(format_args!("entity {id:?} does not exist"))),
        _ => Ok(()),
    };
    for sentence in &report.sentences {
        inside("block", sentence.block, report.blocks.len())?;
        if sentence.first > sentence.last || sentence.last as usize > report.tokens.len() {
            return Err(Error::report(format_args!(
                "tokens {}..{} of a sentence do not exist",
                sentence.first, sentence.last
            )));
        }
    }
    for head in report.tokens.iter().filter_map(|token| token.head.flatten()) {
        inside("token", head, report.tokens.len())?;
    }
    for mention in &report.mentions {
        entity(mention.entity.as_deref())?;
    }
    for item in &report.entities {
        item.mentions.iter().try_for_each(|&index| inside("mention", index, report.mentions.len()))?;
        item.place.map_or(Ok(()), |index| inside("place", index, report.places.len()))?;
    }
    for place in &report.places {
        place.mention.map_or(Ok(()), |index| inside("mention", index, report.mentions.len()))?;
        place.within.iter().try_for_each(|&index| inside("place", index, report.places.len()))?;
    }
    for quote in &report.quotes {
        entity(quote.speaker.as_ref().and_then(|speaker| speaker.entity.as_deref()))?;
        quote.time.map_or(Ok(()), |index| inside("time", index, report.times.len()))?;
    }
    for claim in &report.claims {
        entity(claim.source.as_ref().and_then(|source| source.entity.as_deref()))?;
        claim.via.iter().try_for_each(|id| entity(Some(id)))?;
        claim.quote.map_or(Ok(()), |index| inside("quote", index, report.quotes.len()))?;
        claim.parent.map_or(Ok(()), |index| inside("claim", index, report.claims.len()))?;
    }
    let mut events: Vec<&str> = report.events.iter().map(|event| &*event.id).collect();
    events.sort_unstable();
    for claim in &report.claims {
        claim.events.iter().try_for_each(|&index| inside("event", index, report.events.len()))?;
    }
    for event in &report.events {
        event.roles.iter().try_for_each(|role| entity(role.entity.as_deref()))?;
        event.claimed_by.iter().try_for_each(|id| entity(Some(id)))?;
        event.time.map_or(Ok(()), |index| inside("time", index, report.times.len()))?;
        event.place.map_or(Ok(()), |index| inside("place", index, report.places.len()))?;
        event.claims.iter().try_for_each(|&index| inside("claim", index, report.claims.len()))?;
        if let Some(id) = event.same_as.iter().find(|id| events.binary_search(&&***id).is_err()) {
            return Err(Error::report(format_args!("event {id:?} does not exist")));
        }
    }
    for relation in &report.relations {
        entity(Some(&relation.subject))?;
        entity(Some(&relation.object))?;
        relation.time.map_or(Ok(()), |index| inside("time", index, report.times.len()))?;
    }
    report.summary.iter().try_for_each(|&index| inside("sentence", index, report.sentences.len()))?;
    for answer in report.five_w.answers() {
        entity(answer.entity.as_deref())?;
        answer.place.map_or(Ok(()), |index| inside("place", index, report.places.len()))?;
    }
    Ok(())
}
