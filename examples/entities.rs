//! Who is who: each person, organisation and place once, under all its names, with the words that show that they are the same.
//!
//! `cargo run --release --example entities -- FILE`

use dateline_extract::mentions::MentionForm;
use dateline_extract::{Article, Extractor, Span};

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/articles/ferry.txt".into());
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text));
    let words = |span: Span| story.document().slice(span).split_whitespace().collect::<Vec<_>>().join(" ");

    let mut entities: Vec<_> = story.entities().iter().collect();
    entities.sort_by(|a, b| b.salience.total_cmp(&a.salience).then(a.name.cmp(&b.name)));
    for entity in entities {
        let kind = entity.subtype.as_deref().or(entity.kind.map(|kind| kind.name())).unwrap_or("?");
        println!("{} ({kind})", words(entity.name));
        for alias in &entity.aliases {
            println!("    also {}: {}, from “{}”", words(alias.name), alias.how, words(alias.evidence));
        }
        // Not only names: "the group", "she".
        let mentions = entity.mentions.iter().filter_map(|id| story.mentions().get(id.index()));
        let mut others: Vec<String> =
            mentions.filter(|mention| mention.form != MentionForm::Name).map(|mention| words(mention.span)).collect();
        others.dedup();
        if !others.is_empty() {
            println!("    spoken of as {}", others.join(", "));
        }
    }
    Ok(())
}
