//! What holds for every text, whatever it is: DESIGN invariants over arbitrary Unicode and over texts built from what news is made of.

use dateline_extract::core::{Annotator, OffsetTable, OffsetUnit};
use dateline_extract::{Article, Extractor, Report, ReportOptions, Span};
use once_cell::sync::Lazy;
use proptest::prelude::*;
use proptest::sample::select;

static EXTRACTOR: Lazy<Extractor> = Lazy::new(Extractor::english);

/// Text from the pieces that rules look at, and from anything.
fn news() -> impl Strategy<Value = String> {
    let pieces = &[
        "Mr. Lee",
        "said",
        "“",
        "”",
        "\"",
        "'",
        "’s",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        ".",
        ",",
        "?",
        "(",
        ")",
        "[",
        "]",
        "—",
        "-",
        "the U.S.",
        "IS",
        "on Friday",
        "12",
        "1.5m",
        "$",
        "€5",
        "%",
        "May",
        "29 February 2015",
        "According to",
        "police",
        "killed",
        "at least",
        "dozens",
        "Paris",
        "in",
        "\u{a0}",
        "\u{200b}",
        "\u{ad}",
        "é",
        "日本",
        "😀",
        "e\u{301}",
        "\u{202e}",
        "http://a.b/c?d",
        "@name",
        "#tag",
        "a.m.",
        "don't",
        "By",
        "Subscribe",
        "...",
        "…",
        "1/2/2019",
        "\r\n",
        "\t",
        "ISIS (IS)",
    ];
    prop_oneof![
        prop::collection::vec(select(pieces), 0..60).prop_map(|parts| parts.concat()),
        prop::collection::vec(select(pieces), 0..60).prop_map(|parts| parts.join(" ")),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_character_belongs_to_one_token_and_one_block(text in news()) {
        let document = Annotator::english().annotate(text.as_str());
        prop_assert_eq!(document.text(), text.as_str());
        let mut end = 0;
        for token in document.tokens() {
            let span = token.span();
            prop_assert!(span.start >= end && !span.is_empty() && span.of(&text).is_some());
            prop_assert!(text[end as usize..span.start as usize].trim().is_empty(), "between tokens: {:?}", &text[end as usize..span.start as usize]);
            end = span.end;
        }
        prop_assert!(text[end as usize..].trim().is_empty());
        let mut end = 0;
        for block in document.blocks() {
            prop_assert!(block.span().start >= end && !block.text().trim().is_empty());
            prop_assert!(text[end as usize..block.span().start as usize].trim().is_empty());
            end = block.span().end;
        }
        prop_assert!(text[end as usize..].trim().is_empty());
    }

    #[test]
    fn sentences_partition_the_tokens(text in news()) {
        let document = Annotator::english().annotate(text.as_str());
        let mut next = 0;
        for sentence in document.sentences() {
            prop_assert_eq!(sentence.token_range().start, next);
            prop_assert!(sentence.tokens().len() > 0);
            prop_assert!(sentence.block().span().contains(sentence.span()));
            next = sentence.token_range().end;
        }
        prop_assert_eq!(next as usize, document.token_count());
    }

    #[test]
    fn trees_have_one_root_and_no_cycle(text in news()) {
        let document = Annotator::english().annotate(text.as_str());
        if document.has_parse() {
            for sentence in document.sentences() {
                prop_assert_eq!(sentence.tokens().filter(|token| token.head().is_none()).count(), 1);
                for token in sentence.tokens() {
                    let mut steps = 0;
                    let mut at = token;
                    while let Some(head) = at.head() {
                        prop_assert_eq!(head.sentence(), Some(sentence));
                        at = head;
                        steps += 1;
                        prop_assert!(steps <= sentence.tokens().len());
                    }
                }
            }
        }
    }

    #[test]
    fn a_report_reads_back_as_it_was_written(text in news(), unit in select(&[OffsetUnit::Utf8, OffsetUnit::Chars, OffsetUnit::Utf16])) {
        let published = "2019-05-11".parse().unwrap();
        let story = EXTRACTOR.extract(Article::new(&text).title("A title").published(published));
        let report = story.report(&ReportOptions::new().offsets(unit));
        let mut written = Vec::new();
        story.write_report(&ReportOptions::new().offsets(unit), &mut written).unwrap();
        prop_assert_eq!(String::from_utf8(written).unwrap(), report.to_json());
        let read = Report::from_json(&report.to_json());
        prop_assert!(read.is_ok(), "{}", read.unwrap_err());
        prop_assert_eq!(read.unwrap(), report);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(texts in prop::collection::vec(news(), 1..6)) {
        let articles: Vec<Article<'_>> = texts.iter().map(|text| Article::new(text)).collect();
        let together = EXTRACTOR.extract_all(&articles);
        for (article, story) in articles.into_iter().zip(together) {
            let alone = EXTRACTOR.clone().extract(article);
            prop_assert_eq!(alone.report(&ReportOptions::new()).to_json(), story.report(&ReportOptions::new()).to_json());
        }
    }

    #[test]
    fn later_text_leaves_earlier_tokens_alone(text in news()) {
        let short = Annotator::english().annotate(text.as_str());
        let longer = format!("{text}\n\nX.");
        let long = Annotator::english().annotate(longer.as_str());
        let spans = |document: &dateline_extract::Document| document.tokens().map(|token| token.span()).collect::<Vec<_>>();
        prop_assert!(spans(&long).starts_with(&spans(&short)));
    }

    #[test]
    fn offsets_convert_there_and_back(text in any::<String>(), at in 0_u32..60) {
        for unit in [OffsetUnit::Chars, OffsetUnit::Utf16] {
            let table = OffsetTable::new(&text, unit);
            let span = Span::new(0, at);
            match span.of(&text) {
                Some(words) => {
                    let length = if unit == OffsetUnit::Chars { words.chars().count() } else { words.encode_utf16().count() };
                    prop_assert_eq!(table.from_utf8(span).end as usize, length);
                    prop_assert_eq!(table.to_utf8(table.from_utf8(span)), Some(span));
                }
                None => prop_assert!(at as usize >= text.len() || !text.is_char_boundary(at as usize)),
            }
        }
    }

    #[test]
    fn a_damaged_report_is_an_error_or_a_report(text in news(), cut in 0.0_f64..1.0, byte in any::<u8>()) {
        let json = EXTRACTOR.extract(text.as_str()).report(&ReportOptions::new()).to_json();
        let mut bytes = json.into_bytes();
        let at = (bytes.len() as f64 * cut) as usize;
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        if let Ok(damaged) = String::from_utf8(bytes) {
            // Some changes leave a report that is as good as before; none may panic.
            let _ = Report::from_json(&damaged);
            let _ = Report::from_json(damaged.get(..at).unwrap_or_default());
        }
    }
}
