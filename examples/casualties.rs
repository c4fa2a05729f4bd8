//! Who was hurt: the numbers of an article, as ranges, with what happened and who says so.
//!
//! `cargo run --release --example casualties -- FILE`

use dateline_extract::{Article, Extractor, ReportOptions};

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/articles/ferry.txt".into());
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text));
    let report = story.report(&ReportOptions::new());

    for event in &report.events {
        let sources = event.claims.iter().filter_map(|&claim| report.claims.get(claim as usize)?.source.as_ref());
        let mut sources: Vec<&str> = sources.map(|source| &*source.text).collect();
        sources.dedup();
        for harm in &event.casualties {
            // "at least four" has no upper bound, "dozens" has no single value.
            let number = match (harm.min, harm.max) {
                (Some(min), Some(max)) if min == max => format!("{min}"),
                (Some(min), Some(max)) => format!("{min} to {max}"),
                (Some(min), None) => format!("{min} or more"),
                (None, Some(max)) => format!("up to {max}"),
                (None, None) => "no number".to_string(),
            };
            let who = harm.who.as_ref().map_or("", |who| &who.text);
            println!("{} {number}: “{who}” ({}, “{}”)", harm.outcome.name(), event.kind.name(), event.trigger.text);
            if !sources.is_empty() {
                println!("    according to {}", sources.join(", "));
            }
        }
    }
    Ok(())
}
