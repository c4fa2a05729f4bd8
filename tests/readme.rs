//! What the README shows is what the library gives: the output of its example, its page, its report, its explanation.
//!
//! `UPDATE_GOLDEN=1 cargo test -p dateline-tests --test readme` writes these four blocks anew.

use std::path::Path;

use dateline_extract::claims::Stance;
use dateline_extract::quotes::QuoteKind;
use dateline_extract::{Article, Extractor, Report, ReportOptions, Story};

fn story(text: &str) -> Story {
    Extractor::english().extract(Article::new(text).published("2019-05-11".parse().unwrap()))
}

/// What the example of the README prints.
fn example(readme: &str) -> String {
    let text = readme.split("let text = \"").nth(1).unwrap().split("\";").next().unwrap();
    let story = story(text);
    let words = |span| story.document().slice(span);
    let quotes = story
        .quotes()
        .iter()
        .map(|quote| format!("{:?} said {}", quote.speaker.map(|speaker| words(speaker.span)), words(quote.span)));
    let times = story.times().iter().map(|time| format!("{} is {:?}", words(time.span), time.value));
    quotes.chain(times).collect::<Vec<_>>().join("\n")
}

/// What the program `extract` prints, as its expected output has it.
fn page() -> String {
    let expected = include_str!("../examples/expected/extract.txt").replace("\r\n", "\n");
    expected.split_once('\n').unwrap().1.trim_end().to_string()
}

/// Some items of a report, as its JSON has them, one a line.
fn excerpt(report: &Report<'_>) -> String {
    let json = |item: Option<String>| item.unwrap();
    let entity = report.entities.iter().find(|entity| !entity.aliases.is_empty());
    let time = report.times.first();
    let place = report.places.iter().find(|place| place.geonames.is_some());
    let quote = report.quotes.iter().find(|quote| quote.kind == QuoteKind::Direct);
    let claim = report.claims.iter().rev().find(|claim| claim.stance == Stance::Denies);
    let items = [
        ("entities", json(entity.map(|item| serde_json::to_string(item).unwrap()))),
        ("times", json(time.map(|item| serde_json::to_string(item).unwrap()))),
        ("places", json(place.map(|item| serde_json::to_string(item).unwrap()))),
        ("quotes", json(quote.map(|item| serde_json::to_string(item).unwrap()))),
        ("claims", json(claim.map(|item| serde_json::to_string(item).unwrap()))),
    ];
    let items: Vec<String> = items.iter().map(|(layer, item)| format!("  \"{layer}\": [\n    {item}\n  ]")).collect();
    format!(
        "{{\n  \"schema\": \"{}\",\n  \"offsets\": \"{}\",\n{}\n}}",
        report.schema,
        report.offsets,
        items.join(",\n")
    )
}

/// The explanation of the quotation in the excerpt.
fn explanation(report: &Report<'_>) -> String {
    let at = report.quotes.iter().position(|quote| quote.kind == QuoteKind::Direct).unwrap();
    report.explain("quotes").remove(at).to_string().trim_end().to_string()
}

#[test]
fn the_readme_shows_what_comes_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let ferry = story(include_str!("../examples/articles/ferry.txt"));
    let report = ferry.report(&ReportOptions::new());
    let mut fresh =
        [("text", example(&readme)), ("text", page()), ("json", excerpt(&report)), ("text", explanation(&report))]
            .into_iter();
    let mut wanted = String::new();
    let mut language = None;
    for line in readme.lines() {
        match line.strip_prefix("```") {
            Some("") => language = None,
            Some(opened) => language = Some(opened),
            None if matches!(language, Some("text" | "json")) => continue,
            None => {}
        }
        wanted.push_str(line);
        wanted.push('\n');
        if let (Some(opened @ ("text" | "json")), true) = (language, line.starts_with("```")) {
            let (kind, block) = fresh.next().unwrap();
            assert_eq!(kind, opened, "another block than the test knows of");
            wanted.push_str(&block);
            wanted.push('\n');
        }
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, wanted).unwrap();
    } else {
        for (line, (shown, given)) in readme.lines().zip(wanted.lines()).enumerate() {
            assert_eq!(
                shown,
                given,
                "README.md, line {}; if it is better so, run this test with UPDATE_GOLDEN=1",
                line + 1
            );
        }
        assert_eq!(readme.lines().count(), wanted.lines().count());
    }
}
