//! Builds the data of `dateline-models` from named corpora.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

fn main() {
    println!("usage: dateline-train COMMAND; no recipe is built in yet");
}
