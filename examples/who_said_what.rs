//! Who said what, how, and how sure they are: every claim of an article beside its source.
//!
//! `cargo run --release --example who_said_what -- FILE…`

use dateline_extract::{Article, Extractor, Span, Story};

fn main() -> std::io::Result<()> {
    let extractor = Extractor::english();
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(file)?;
        let story = extractor.extract(Article::new(&text));
        for claim in story.claims() {
            let Some(source) = claim.source else { continue };
            let who = story.name_of(&source).unwrap_or(source.span);
            println!("{} {} ({}):", words(&story, who), claim.stance, claim.certainty);
            for &part in &claim.content {
                println!("    {}", words(&story, part));
            }
        }
    }
    Ok(())
}

fn words(story: &Story, span: Span) -> String {
    story.document().slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
