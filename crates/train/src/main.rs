//! Builds the data of `dateline-models` from named corpora.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

mod names;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, rest)) if command == "names" => names::run(rest),
        _ => anyhow::bail!("usage: dateline-train names COMMAND"),
    }
}
