//! What an item of a report rests on, for people: its rule, its values, and its spans with carets under the text.

use std::fmt;

use dateline_core::{OffsetTable, OffsetUnit, Span};
use serde_json::Value;

use super::Report;

/// How many characters of the text stand around a span, and of a long span itself.
const CONTEXT: usize = 24;
const LONGEST: usize = 64;

/// Fields that hold the index of an item of another layer, or a list of such.
const REFERENCES: [(&str, &str); 8] = [
    ("mention", "mentions"),
    ("mentions", "mentions"),
    ("time", "times"),
    ("place", "places"),
    ("within", "places"),
    ("quote", "quotes"),
    ("claims", "claims"),
    ("events", "events"),
];

/// Why an item stands in a report: the rule that made it and the spans that it rests on. `Display` is for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation<'r> {
    /// The rule, pattern or model that made the item.
    pub rule: String,
    /// The item's fields that are plain values, in order of their names.
    pub values: Vec<(String, String)>,
    /// The spans that it rests on, in bytes of the report's text, with the field that each comes from: its own span first, then in text order.
    pub evidence: Vec<(String, Span)>,
    text: &'r str,
}

impl Report<'_> {
    /// An explanation for every item of a layer, in the layer's order. A layer is named as in the JSON: `quotes`, `times`, `five_w.who`. A name
    /// that is no layer, or a layer whose items have no rule (tokens, sentences), gives nothing.
    ///
    /// ```
    /// use dateline_extract::{Extractor, ReportOptions};
    /// let story = Extractor::english().extract("“It rained,” said Mary Lee.");
    /// let report = story.report(&ReportOptions::new());
    /// let quote = report.explain("quotes").remove(0);
    /// assert!(quote.rule.starts_with("quotes."));
    /// assert!(quote.evidence.iter().any(|(field, span)| field == "speaker" && span.of(&report.text) == Some("Mary Lee")));
    /// assert!(quote.to_string().contains("^^^^^^^^"));
    /// ```
    #[must_use]
    pub fn explain(&self, layer: &str) -> Vec<Explanation<'_>> {
        let Ok(report) = serde_json::to_value(self) else { return Vec::new() };
        let unit = OffsetUnit::from_name(&self.offsets).unwrap_or_default();
        let reader = Reader { report: &report, table: OffsetTable::new(&self.text, unit) };
        let items = layer.split('.').try_fold(&report, |value, name| value.get(name));
        let items = items.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(|item| reader.explain(item, &self.text)).collect()
    }
}

struct Reader<'v> {
    report: &'v Value,
    table: OffsetTable,
}

impl Reader<'_> {
    fn explain<'r>(&self, item: &Value, text: &'r str) -> Option<Explanation<'r>> {
        let rule = item.get("rule")?.as_str()?.to_string();
        let mut evidence = Vec::new();
        for (name, field) in item.as_object()? {
            self.collect(name, field, &mut evidence);
        }
        evidence.sort_by(|a: &(String, Span), b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        if let Some(own) = self.span(item) {
            evidence.insert(0, ("span".to_string(), own));
        }
        let plain = |(name, value): (&String, &Value)| {
            let shown = match value {
                Value::String(value) => value.clone(),
                Value::Number(_) | Value::Bool(_) => value.to_string(),
                _ => return None,
            };
            let told = ["start", "end", "rule", "text"].contains(&name.as_str()) || refers_to(name).is_some();
            (!told).then(|| (name.clone(), shown))
        };
        Some(Explanation { rule, values: item.as_object()?.iter().filter_map(plain).collect(), evidence, text })
    }

    /// The spans of a field: its own, those inside it, and those of the items that it refers to.
    // A report is as deep as its types are, so that the recursion is bounded.
    fn collect(&self, name: &str, field: &Value, evidence: &mut Vec<(String, Span)>) {
        match field {
            Value::Array(items) => items.iter().for_each(|item| self.collect(name, item, evidence)),
            Value::Object(fields) => {
                // The part that a span has says more than the list that it stands in: actor, killed.
                let part = ["role", "outcome"].iter().find_map(|part| fields.get(*part)?.as_str());
                evidence.extend(self.span(field).map(|span| (part.unwrap_or(name).to_string(), span)));
                for (inner, field) in fields {
                    self.collect(&format!("{name}.{inner}"), field, evidence);
                }
            }
            Value::Number(index) => {
                let item = refers_to(name.rsplit('.').next().unwrap_or(name))
                    .and_then(|layer| self.report.get(layer)?.get(usize::try_from(index.as_u64()?).ok()?));
                evidence.extend(item.and_then(|item| self.span(item)).map(|span| (name.to_string(), span)));
            }
            _ => {}
        }
    }

    fn span(&self, item: &Value) -> Option<Span> {
        let position = |name: &str| u32::try_from(item.get(name)?.as_u64()?).ok();
        self.table.to_utf8(Span { start: position("start")?, end: position("end")? })
    }
}

fn refers_to(field: &str) -> Option<&'static str> {
    REFERENCES.iter().find(|(name, _)| *name == field).map(|&(_, layer)| layer)
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.rule)?;
        for (name, value) in &self.values {
            write!(f, "  {name}={value}")?;
        }
        writeln!(f)?;
        let widest = self.evidence.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        for (name, span) in &self.evidence {
            let before = self.text.get(..span.start as usize).unwrap_or_default().chars().rev();
            let mut before: Vec<char> = before.take_while(|c| *c != '\n').take(CONTEXT).collect();
            // Where a word is cut, the line begins with the next.
            if before.len() == CONTEXT {
                before.truncate(before.iter().rposition(|c| c.is_whitespace()).unwrap_or(CONTEXT));
            }
            let words: Vec<char> = span.of(self.text).unwrap_or_default().chars().collect();
            let after = self.text.get(span.end as usize..).unwrap_or_default().chars().take_while(|c| *c != '\n');
            let shown = words.len().min(LONGEST);
            let line = before.iter().rev().chain(words.iter().take(LONGEST)).copied();
            let rest: String = if words.len() > LONGEST { "…".into() } else { after.take(CONTEXT).collect() };
            // One character for each, so that the carets stand below what they mean.
            let line: String = line.map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
            writeln!(f, "  {name:widest$}  {}", format_args!("{line}{rest}").to_string().trim_end())?;
            writeln!(f, "  {:widest$}  {:indent$}{}", "", "", "^".repeat(shown), indent = before.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use dateline_core::{Article, OffsetUnit};

    use crate::{Extractor, ReportOptions};

    const TEXT: &str = "“É late,” Mayor Ann Lee told reporters in Lyon on Friday. “I said so on Monday.”";

    #[test]
    fn carets_stand_under_the_words() {
        let story = Extractor::english().extract(Article::new(TEXT).published("2019-05-11".parse().unwrap()));
        let report = story.report(&ReportOptions::new());
        let mut checked = 0;
        for layer in ["blocks", "mentions", "entities", "times", "places", "quotes", "claims", "events", "five_w.who"] {
            for explanation in report.explain(layer) {
                assert!(!explanation.evidence.is_empty(), "{layer} {explanation:?}");
                let page = explanation.to_string();
                let lines: Vec<Vec<char>> = page.lines().skip(1).map(|line| line.chars().collect()).collect();
                for (pair, (_, span)) in lines.chunks(2).zip(&explanation.evidence) {
                    let [line, carets] = pair else { panic!("{page}") };
                    let marked: String =
                        line.iter().zip(carets).filter(|(_, caret)| **caret == '^').map(|(c, _)| c).collect();
                    let words: String = span.of(TEXT).unwrap().chars().take(super::LONGEST).collect();
                    assert_eq!(marked, words, "{page}");
                    checked += 1;
                }
            }
        }
        assert!(checked > 20, "{checked}");
    }

    #[test]
    fn the_unit_of_positions_does_not_matter() {
        let story = Extractor::english().extract(TEXT);
        let bytes = story.report(&ReportOptions::new());
        let wide = story.report(&ReportOptions::new().offsets(OffsetUnit::Utf16));
        assert_eq!(bytes.explain("quotes"), wide.explain("quotes"));
        assert!(!bytes.explain("quotes").is_empty());
    }

    #[test]
    fn what_is_no_layer_has_no_items() {
        let story = Extractor::english().extract(TEXT);
        let report = story.report(&ReportOptions::new());
        for name in ["", "tokens", "text", "five_w", "five_w.whom", "quotes.0"] {
            assert!(report.explain(name).is_empty(), "{name}");
        }
    }
}
