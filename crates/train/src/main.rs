//! Builds the data of `dateline-models` from named corpora, and scores it.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

mod names;
mod words;

use anyhow::{Result, bail};

const USAGE: &str = "usage: dateline-train words score GOLD.conllu     scores on gold words
       dateline-train words annotate < TEXT.jsonl   tokens with tags, lemmas and heads
       dateline-train words split < TEXT.jsonl      one sentence a line, words parted by spaces
       dateline-train words speed < TEXT.jsonl      words a second by layer
       dateline-train names COMMAND                 (names without a command lists them)";

fn main() -> Result<()> {
    let owned: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = owned.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["words", "score", paths @ ..] => paths.iter().try_for_each(|path| words::score(path)),
        ["words", "annotate"] => words::annotate(),
        ["words", "split"] => words::split(),
        ["words", "speed"] => words::speed(),
        ["names", ..] => names::run(owned.get(1..).unwrap_or_default()),
        _ => bail!(USAGE),
    }
}
