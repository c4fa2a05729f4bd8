//! Inputs made to break things: nothing panics, nothing is lost. How time grows with them is measured by the bench `growth`.

use dateline_extract::{Extractor, Report, ReportOptions};

/// Repeats a piece until the text has about this many bytes.
fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

fn check(text: &str) {
    let story = Extractor::english().extract(text);
    assert_eq!(story.document().text(), text);
    let held: usize =
        story.document().tokens().map(|token| token.text().chars().filter(|c| !c.is_whitespace()).count()).sum();
    assert_eq!(held, text.chars().filter(|c| !c.is_whitespace()).count());
    let report = story.report(&ReportOptions::new());
    assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
}

#[test]
fn runs_of_one_piece() {
    for piece in [
        "\"",
        "“",
        "'",
        "(",
        "[",
        "a.",
        "a",
        "1",
        "9,",
        "-",
        "—",
        "…",
        ".",
        "word ",
        "Word ",
        "“A.” ",
        "on Friday ",
        "IS ",
        "said ",
        "\n",
        "A\n",
        "@",
        "#",
        "http://",
        "$",
        "%",
        "é",
        "e\u{301}",
        "\u{200b}",
        "\u{202e}x",
        "\u{feff}",
        "😀",
        "日",
        "A (B) ",
        "“(",
        "U.S. ",
        "and ",
        "of ",
        "1 ",
        "1-",
        "the ",
        "he said, ",
    ] {
        check(&repeated(piece, 20_000));
    }
}

#[test]
fn deep_nesting() {
    check(&format!("{}word{}", "(".repeat(5_000), ")".repeat(5_000)));
    check(&format!("{}word{}", "“".repeat(5_000), "”".repeat(5_000)));
    check(&repeated("he said that ", 40_000));
    check(&repeated("which the man who ", 40_000));
}

#[test]
fn small_stacks_suffice() {
    let texts = [repeated("he said that ", 40_000), "(".repeat(40_000), repeated("a, ", 40_000)];
    let thread =
        std::thread::Builder::new().stack_size(256 * 1024).spawn(move || texts.iter().for_each(|text| check(text)));
    thread.unwrap().join().unwrap();
}

#[test]
fn odd_texts() {
    for text in [
        "",
        " ",
        "\n\n",
        "\u{feff}",
        "\0",
        "a\0b",
        "\u{fffd}\u{fffd}",
        "\\ud800",
        "â€œquotedâ€\u{9d}",
        "&amp;amp; &quot;x&quot;",
        "مرحبا بالعالم",
        "\r\r\n\r",
        "A",
        ".",
    ] {
        check(text);
    }
}

#[test]
fn a_long_line_and_a_long_word() {
    check(&repeated("The council met on Monday and said that it would meet again on Tuesday ", 200_000));
    check(&"x".repeat(200_000));
    // A name and what may be put together from its words.
    let word = format!("A{}", "a".repeat(100_000));
    check(&format!("The {word} {word} ({word}) said on Monday that it would close."));
}
