//! Corpora as token files: `token<TAB>labels` a line, blank line between sentences, `# doc CORPUS WEIGHT` before each document.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::names::model::{LABELS, TYPES};

/// All labels allowed.
pub(crate) const ANY: u32 = (1 << LABELS) - 1;

/// A document with the labels that its corpus allows each token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) corpus: String,
    pub(crate) weight: f32,
    pub(crate) tokens: Vec<String>,
    pub(crate) allowed: Vec<u32>,
    pub(crate) sentences: Vec<Range<usize>>,
}

impl Text {
    /// The document in parts of so many sentences, each a document of its own.
    pub(crate) fn parts(&self, size: usize) -> impl Iterator<Item = Text> {
        self.sentences.chunks(size).filter_map(|sentences| {
            let (first, last) = (sentences.first()?.start, sentences.last()?.end);
            Some(Text {
                corpus: self.corpus.clone(),
                weight: self.weight,
                tokens: self.tokens.get(first..last)?.to_vec(),
                allowed: self.allowed.get(first..last)?.to_vec(),
                sentences: sentences.iter().map(|range| range.start - first..range.end - first).collect(),
            })
        })
    }
}

pub(crate) fn label(name: &str) -> Option<u32> {
    if name == "O" {
        return Some(0);
    }
    let (part, kind) = name.split_once('-')?;
    let number = TYPES.iter().position(|t| t.name() == kind)? as u32;
    Some(2 * number + if part == "B" { 1 } else { 2 })
}

/// Reads a token file; a token without labels may have any.
pub(crate) fn read(path: &Path) -> Result<Vec<Text>> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut texts: Vec<Text> = Vec::new();
    let mut start = 0;
    for line in file.lines() {
        if let Some(head) = line.strip_prefix("# doc ") {
            let (corpus, weight) = head.split_once(' ').unwrap_or((head, "1"));
            texts.push(Text {
                corpus: corpus.to_owned(),
                weight: weight.trim().parse().unwrap_or(1.0),
                ..Text::default()
            });
            start = 0;
            continue;
        }
        let Some(text) = texts.last_mut() else { continue };
        if line.is_empty() {
            if text.tokens.len() > start {
                text.sentences.push(start..text.tokens.len());
                start = text.tokens.len();
            }
            continue;
        }
        let mut columns = line.split('\t');
        text.tokens.push(columns.next().unwrap_or_default().to_owned());
        let labels = columns.next().unwrap_or("?");
        let mask =
            if labels == "?" { ANY } else { labels.split('|').filter_map(label).fold(0, |mask, l| mask | 1 << l) };
        text.allowed.push(if mask == 0 { ANY } else { mask });
    }
    Ok(texts)
}

/// A gold document: tokens, sentences and spans of coarse classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) tokens: Vec<String>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) spans: Vec<(Range<usize>, &'static str)>,
}

/// Reads a BIO file into documents, 50 sentences each where none are marked.
pub(crate) fn gold(path: &Path) -> Result<Vec<Gold>> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let marked = file.contains("-DOCSTART-");
    let mut docs: Vec<Gold> = vec![Gold::default()];
    let mut start = 0;
    let mut open: Option<(usize, String)> = None;
    for line in file.lines().chain([""]) {
        let Some(doc) = docs.last_mut() else { break };
        let (token, tag) = line.split_once('\t').unwrap_or((line, "O"));
        let at = doc.tokens.len();
        let goes_on =
            tag.starts_with("I-") && open.as_ref().is_some_and(|(_, kind)| tag.get(2..) == Some(kind.as_str()));
        if !goes_on
            && let Some((from, kind)) = open.take()
            && let Some(class) = class(&kind)
        {
            doc.spans.push((from..at, class));
        }
        if line.is_empty() {
            if at > start {
                doc.sentences.push(start..at);
                start = at;
            }
            if !marked && doc.sentences.len() >= 50 {
                docs.push(Gold::default());
                start = 0;
            }
            continue;
        }
        if token.starts_with("-DOCSTART-") {
            docs.push(Gold::default());
            start = 0;
            continue;
        }
        if !goes_on && tag != "O" {
            open = Some((at, tag.get(2..).unwrap_or_default().to_owned()));
        }
        doc.tokens.push(token.to_owned());
    }
    docs.retain(|doc| !doc.tokens.is_empty());
    Ok(docs)
}

fn class(kind: &str) -> Option<&'static str> {
    Some(match kind.to_ascii_lowercase().as_str() {
        "per" | "person" => "PER",
        "org" | "organization" => "ORG",
        "loc" | "location" | "place" | "facility" | "gpe" | "fac" => "LOC",
        "norp" => "NORP",
        "misc" | "art" | "eve" | "event" | "product" | "work_of_art" | "law" => "MISC",
        _ => return None,
    })
}
