//! Names of the reader's own: entities that no model knows, names that are none here, and two people whom one name would join.
//!
//! `cargo run --release --example own_names`

use dateline_extract::Extractor;
use dateline_extract::core::NameType;
use dateline_extract::entities::NewEntity;

const TEXT: &str = "Quill has bought the bakery Rye & Sons for 3 million pounds, its owner Peter Lund said on Friday. \
    Apple cake stays on the list, and so does Turkey in December. Quill Books's chairman, Peter J. Lund, was not there.";

fn main() {
    let extractor = Extractor::english()
        // The names of one entity are one wherever they stand.
        .with_entities([
            NewEntity::new("Quill Books").alias("Quill").kind(NameType::Org).subtype("company").id("GB-1182"),
            NewEntity::new("Rye & Sons").kind(NameType::Org).subtype("bakery").id("GB-2093"),
        ])
        // Those of two are never joined: the baker and the chairman stay two.
        .with_entities([
            NewEntity::new("Peter Lund").kind(NameType::Person).id("baker"),
            NewEntity::new("Peter J. Lund").kind(NameType::Person).id("chairman"),
        ])
        .without_names(["Turkey", "Apple"]);
    let story = extractor.extract(TEXT);
    for entity in story.entities() {
        let names: Vec<&str> = entity
            .mentions
            .iter()
            .filter_map(|id| story.mentions().get(id.index()))
            .map(|mention| story.document().slice(mention.span))
            .collect();
        let kind = entity.subtype.as_deref().or(entity.kind.map(|kind| kind.name())).unwrap_or("?");
        println!("{} ({kind}): {}", entity.external_id.as_deref().unwrap_or("-"), names.join(", "));
    }
}
