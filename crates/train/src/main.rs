//! Builds the data of `dateline-models` from named corpora.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

mod gazetteer;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Builds the data of dateline-models from named corpora")]
struct Arguments {
    #[command(subcommand)]
    recipe: Recipe,
}

#[derive(Subcommand)]
enum Recipe {
    /// The gazetteer, from GeoNames and the lists in crates/train/data/gazetteer; `recipes/gazetteer.sh` fetches the sources
    Gazetteer {
        /// Folder with the unpacked source packages
        sources: PathBuf,
        /// Folder with the corpora: `text/*.jsonl` and `names/train/gmb.bio` count ordinary words and personal names
        corpora: PathBuf,
        /// The file to write
        out: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().recipe {
        Recipe::Gazetteer { sources, corpora, out } => gazetteer::build(&sources, &corpora, &out),
    }
}
