//! Runs `cases/LAYER/*.toml`: for each rule, texts in which it must find something, and texts in which it must not.
//!
//! ```toml
//! [[case]]
//! rule = "times.weekday"                  # the rule that must fire
//! published = "2013-02-12"                # optional
//! title = "Strike ends"                   # optional, as is description: put before the text; may hold brackets too
//! added = [["Dunmore Hall", "the Hall"]]  # optional: entities that the caller adds, each by its names
//! want = { value = "2013-02-08" }         # fields of the item, as the report writes them; "speaker.text" looks inside, "roles.0.text" into a list
//! absent = ["mod"]                        # fields that must be null or missing
//! text = ["Police said [last Friday] that it rained."]   # brackets: the exact span of the item; a literal bracket is doubled
//! not = ["Good Friday Agreement", "in [Friday Harbor]"]  # the rule finds nothing; nothing of the layer overlaps the brackets
//! ```
//! A relation's subject and object are compared by the names of their entities. The file's folder names the layer of the report. An entity has no span of its own: there, all brackets of a text must be mentions of one entity
//! (under `not`: must not all be). A rule without a case that it finds, or without one that it must not, fails the run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_extract::entities::NewEntity;
use dateline_extract::{Article, Extractor, ReportOptions};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    published: Option<String>,
    title: Option<String>,
    description: Option<String>,
    #[serde(default)]
    added: Vec<Vec<String>>,
    #[serde(default)]
    want: toml::Table,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let extractor = Arc::new(Extractor::english());
    let (mut trials, mut found, mut refused) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (layer, path) in files() {
        let name = format!("{layer}/{}", path.file_stem().unwrap().to_string_lossy());
        let cases: CaseFile =
            toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in cases.case {
            for (texts, rules, must) in [(&case.text, &mut found, true), (&case.not, &mut refused, false)] {
                for text in texts {
                    rules.insert(case.rule.clone());
                    let title =
                        format!("{name}/{}: {}{text}", case.rule, if must { "" } else { "not " }).replace('\n', "⏎");
                    let (extractor, layer, case, text) = (extractor.clone(), layer.clone(), case.clone(), text.clone());
                    trials.push(Trial::test(title, move || check(&extractor, &layer, &case, &text, must)));
                }
            }
        }
    }
    for rule in dateline_extract::rules() {
        for (kind, rules) in [("finds", &found), ("must not find", &refused)] {
            let covered = rules.contains(rule);
            trials.push(Trial::test(format!("covered/{rule}: {kind}"), move || match covered {
                true => Ok(()),
                false => Err(format!("no case says what {rule} {kind}").into()),
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The case files with their layers, in order of their names.
fn files() -> Vec<(String, PathBuf)> {
    let list = |folder: &Path| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let folders = list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"));
    let layer = |folder: &Path| folder.file_name().unwrap().to_string_lossy().into_owned();
    folders.iter().flat_map(|folder| list(folder).into_iter().map(|file| (layer(folder), file))).collect()
}

fn check(extractor: &Extractor, layer: &str, case: &Case, marked: &str, must: bool) -> Result<(), Failed> {
    let part = |marked: &Option<String>| marked.as_deref().map(unmark);
    let (title, description, (text, _)) = (part(&case.title), part(&case.description), unmark(marked));
    let mut article = Article::new(&text);
    if let Some(published) = &case.published {
        article = article.published(published.parse().map_err(|error| format!("{error}"))?);
    }
    if let Some((title, _)) = &title {
        article = article.title(title);
    }
    if let Some((description, _)) = &description {
        article = article.description(description);
    }
    let added = case.added.iter().filter_map(|names| {
        let (first, others) = names.split_first()?;
        Some(others.iter().fold(NewEntity::new(first), NewEntity::alias))
    });
    let extractor = extractor.clone().with_entities(added);
    let mut report = serde_json::to_value(extractor.extract(article).report(&ReportOptions::new()))?;
    if layer == "relations" {
        name_sides(&mut report);
    }
    let parts = [title, description, Some(unmark(marked))];
    let mut spans = Vec::new();
    let mut shift = 0;
    for (part, marks) in parts.iter().flatten() {
        spans.extend(marks.iter().map(|&(start, end)| (start + shift, end + shift)));
        shift += part.len() + 2;
    }
    let whole = report["text"].as_str().unwrap_or_default();
    if layer == "entities" {
        return check_entity(&report, case, &spans, must);
    }
    let items = items(&report, layer);
    let ends =
        |item: &Value| (item["start"].as_u64().unwrap_or(0) as usize, item["end"].as_u64().unwrap_or(0) as usize);
    let seen =
        || format!("\n  found: {}", items.iter().map(|item| item.to_string()).collect::<Vec<_>>().join("\n         "));
    if !must {
        let wrong = |item: &&&Value| {
            let (start, end) = ends(item);
            item["rule"] == case.rule.as_str() && spans.is_empty()
                || spans.iter().any(|span| start < span.1 && span.0 < end)
        };
        return match items.iter().find(wrong) {
            Some(item) => Err(format!("{} must not be found", item).into()),
            None => Ok(()),
        };
    }
    if spans.is_empty() {
        return Err("no brackets in a text that must hold something".into());
    }
    for (start, end) in spans {
        let here: Vec<&&Value> = items.iter().filter(|item| ends(item) == (start, end)).collect();
        let words = whole.get(start..end).unwrap_or_default();
        if here.is_empty() {
            return Err(format!("nothing at {words:?}{}", seen()).into());
        }
        if !here.iter().any(|item| holds(item, case)) {
            return Err(format!("{words:?} is not as wanted: {}{}", here[0], seen()).into());
        }
    }
    Ok(())
}

fn check_entity(report: &Value, case: &Case, spans: &[(usize, usize)], must: bool) -> Result<(), Failed> {
    let mention = |index: &Value| &report["mentions"][index.as_u64().unwrap_or(u64::MAX) as usize];
    let has = |entity: &Value, span: &(usize, usize)| {
        let mut mentions = entity["mentions"].as_array().into_iter().flatten().map(mention);
        mentions.any(|mention| mention["start"] == span.0 && mention["end"] == span.1)
    };
    let entities = items(report, "entities");
    let joined = |entity: &&&Value| !spans.is_empty() && spans.iter().all(|span| has(entity, span));
    let seen = || format!("found: {}\n  in mentions {}", report["entities"], report["mentions"]);
    match (must, entities.iter().find(joined)) {
        (true, Some(entity)) if holds(entity, case) => Ok(()),
        (true, Some(entity)) => Err(format!("not as wanted: {entity}").into()),
        (true, None) => Err(format!("no entity has all the brackets; {}", seen()).into()),
        (false, Some(entity)) => Err(format!("{entity} must not be found").into()),
        (false, None) if spans.is_empty() && entities.iter().any(|entity| entity["rule"] == case.rule.as_str()) => {
            Err(seen().into())
        }
        (false, None) => Ok(()),
    }
}

/// Puts the names of the entities in the place of their ids.
fn name_sides(report: &mut Value) {
    let names: BTreeMap<String, Value> = items(report, "entities")
        .iter()
        .map(|entity| (entity["id"].as_str().unwrap_or_default().to_owned(), entity["name"].clone()))
        .collect();
    for relation in report["relations"].as_array_mut().into_iter().flatten() {
        for side in ["subject", "object"] {
            if let Some(name) = relation[side].as_str().and_then(|id| names.get(id)) {
                relation[side] = name.clone();
            }
        }
    }
}

/// The items of a layer: `five_w.when` looks inside.
fn items<'r>(report: &'r Value, layer: &str) -> Vec<&'r Value> {
    let node = layer.split('.').try_fold(report, |node, name| node.get(name));
    node.and_then(Value::as_array).map(|items| items.iter().collect()).unwrap_or_default()
}

fn holds(item: &Value, case: &Case) -> bool {
    let inside =
        |node: &'_ Value, name: &str| name.parse::<usize>().map_or_else(|_| node.get(name), |at| node.get(at)).cloned();
    let field =
        |path: &str| path.split('.').try_fold(item.clone(), |node, name| inside(&node, name)).unwrap_or(Value::Null);
    field("rule") == case.rule.as_str()
        && case.absent.iter().all(|name| field(name).is_null())
        && case.want.iter().all(|(name, want)| same(&field(name), want))
}

fn same(value: &Value, want: &toml::Value) -> bool {
    match (value, want) {
        (Value::Number(value), toml::Value::Integer(want)) => value.as_f64() == Some(*want as f64),
        (Value::Number(value), toml::Value::Float(want)) => {
            value.as_f64().is_some_and(|value| (value - want).abs() < 1e-9)
        }
        (Value::Array(values), toml::Value::Array(wants)) => {
            values.len() == wants.len() && values.iter().zip(wants).all(|(value, want)| same(value, want))
        }
        (Value::String(value), toml::Value::String(want)) => value == want,
        (Value::Bool(value), toml::Value::Boolean(want)) => value == want,
        _ => false,
    }
}

/// The text without its brackets, and the spans that they marked.
fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let doubled = rest.starts_with("[[") || rest.starts_with("]]");
        match c {
            '[' if !doubled => open = Some(text.len()),
            ']' if !doubled => spans.extend(open.take().map(|start| (start, text.len()))),
            c => text.push(c),
        }
        rest = &rest[if doubled { 2 } else { c.len_utf8() }..];
    }
    (text, spans)
}
