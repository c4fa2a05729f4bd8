//! What happened when: the dated sentences of an article in the order of the calendar.
//!
//! `cargo run --release --example timeline -- PUBLISHED FILE`, for example `timeline 2019-05-11 examples/articles/ferry.txt`

use std::process::ExitCode;

use dateline_extract::times::TimeType;
use dateline_extract::{Article, Extractor, Span};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [published, file] = arguments.as_slice() else {
        eprintln!("usage: timeline PUBLISHED FILE");
        return Ok(ExitCode::FAILURE);
    };
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text).published(published.parse()?));

    // A time is an interval: "May" begins on the 1st. What has no calendar value ("recently") is not on a timeline.
    let mut dated: Vec<_> = story
        .times()
        .iter()
        .filter(|time| matches!(time.kind, TimeType::Date | TimeType::Time))
        .filter_map(|time| Some((time.earliest.as_deref()?, time.value.as_deref()?, time.span)))
        .collect();
    dated.sort();

    for (_, value, span) in dated {
        let Some(sentence) = story.document().token_at(span.start).and_then(|token| token.sentence()) else { continue };
        let before = story.document().slice(Span::new(sentence.span().start, span.start));
        let after = story.document().slice(Span::new(span.end, sentence.span().end));
        println!("{value:16} {}", format!("{before}[{}]{after}", story.document().slice(span)).replace('\n', " "));
    }
    Ok(ExitCode::SUCCESS)
}
