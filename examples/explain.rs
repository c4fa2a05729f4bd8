//! Why is this in the report? Every item of a layer with the rule that made it and the words that it rests on.
//!
//! `cargo run --release --example explain -- LAYER PUBLISHED FILE`, for example `explain quotes 2019-05-11 examples/articles/ferry.txt`.
//! A layer has the name that it has in the JSON: blocks, entities, times, quotes, claims, five_w.who …

use std::process::ExitCode;

use dateline_extract::{Article, Extractor, ReportOptions};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [layer, published, file] = arguments.as_slice() else {
        eprintln!("usage: explain LAYER PUBLISHED FILE");
        return Ok(ExitCode::FAILURE);
    };
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text).published(published.parse()?));
    let report = story.report(&ReportOptions::new());
    for explanation in report.explain(layer) {
        println!("{explanation}");
    }
    Ok(ExitCode::SUCCESS)
}
