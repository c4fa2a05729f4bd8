//! Builds the data of `dateline-models` from named corpora, and scores it.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

mod gazetteer;
mod words;

use anyhow::{Result, bail};

const USAGE: &str = "usage: dateline-train words score GOLD.conllu     scores on gold words
       dateline-train words annotate < TEXT.jsonl   tokens with tags, lemmas and heads
       dateline-train words split < TEXT.jsonl      one sentence a line, words parted by spaces
       dateline-train words speed < TEXT.jsonl      words a second by layer
       dateline-train gazetteer SOURCES CORPORA OUT builds the gazetteer; recipes/gazetteer.sh fetches the sources";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["words", "score", paths @ ..] => paths.iter().try_for_each(|path| words::score(path)),
        ["words", "annotate"] => words::annotate(),
        ["words", "split"] => words::split(),
        ["words", "speed"] => words::speed(),
        ["gazetteer", sources, corpora, out] => gazetteer::build(sources.as_ref(), corpora.as_ref(), out.as_ref()),
        _ => bail!(USAGE),
    }
}
