//! Where articles come from: text files, JSON Lines, standard input.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use dateline_extract::{Article, Published};
use serde::Deserialize;

/// The largest input that is read into memory: far above any article, far below what positions can count.
const MAX_BYTES: u64 = 1 << 30;

/// An article with its context, as it was read.
#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    /// The caller's name for it.
    pub(crate) id: Option<String>,
    text: String,
    title: Option<String>,
    description: Option<String>,
    published: Option<String>,
}

impl Input {
    /// The article, with `published` where it does not say itself.
    pub(crate) fn article(&self, published: Option<Published>) -> anyhow::Result<Article<'_>> {
        let own = self.published.as_deref().filter(|date| !date.is_empty()).map(str::parse).transpose();
        let own = own.with_context(|| format!("article {}", self.id.as_deref().unwrap_or("without id")))?;
        let mut article = Article::new(&self.text);
        if let Some(title) = &self.title {
            article = article.title(title);
        }
        if let Some(description) = &self.description {
            article = article.description(description);
        }
        if let Some(published) = own.or(published) {
            article = article.published(published);
        }
        Ok(article)
    }
}

/// The articles of the files, in order; what cannot be read is an error in its place.
pub(crate) fn read(files: &[String]) -> Box<dyn Iterator<Item = anyhow::Result<Input>> + '_> {
    match files {
        [] => Box::new(std::iter::once_with(standard_input)),
        files => Box::new(files.iter().flat_map(|file| open(file))),
    }
}

fn open(file: &str) -> Box<dyn Iterator<Item = anyhow::Result<Input>> + '_> {
    match file {
        "-" => Box::new(std::iter::once_with(standard_input)),
        _ if Path::new(file).extension().is_some_and(|ending| ending == "jsonl") => match File::open(file) {
            Ok(lines) => Box::new(json_lines(file, lines)),
            Err(error) => Box::new(std::iter::once(Err(anyhow::Error::new(error).context(file.to_string())))),
        },
        _ => Box::new(std::iter::once_with(move || text_file(file))),
    }
}

fn standard_input() -> anyhow::Result<Input> {
    text(std::io::stdin().lock(), "standard input")
}

fn text_file(file: &str) -> anyhow::Result<Input> {
    text(File::open(file).with_context(|| file.to_string())?, file)
}

fn text(source: impl Read, name: &str) -> anyhow::Result<Input> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(|| name.to_string())?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("{name}: larger than {} MiB; split it into articles", MAX_BYTES >> 20);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!(
            "{name}: not UTF-8 at byte {at}; convert it first, for example with iconv -f windows-1252 -t utf-8"
        )
    })?;
    Ok(Input { id: None, text, title: None, description: None, published: None })
}

fn json_lines<'f>(file: &'f str, lines: File) -> impl Iterator<Item = anyhow::Result<Input>> + 'f {
    let lines = BufReader::new(lines).split(b'\n').enumerate();
    lines.filter_map(move |(index, line)| {
        let place = || format!("{file}, line {}", index + 1);
        match line {
            Ok(line) if line.iter().all(u8::is_ascii_whitespace) => None,
            Ok(line) => Some(serde_json::from_slice(&line).with_context(place)),
            Err(error) => Some(Err(anyhow::Error::new(error).context(place()))),
        }
    })
}
