//! Texts made of the grammar's own words in any order: nothing panics, every row is sound, and long chains stay linear.

use dateline_core::{Annotator, Layers};

use super::{Quantity, find};

const PIECES: &[&str] = &[
    "one",
    "two",
    "twenty",
    "fifty",
    "-",
    "–",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
    "half",
    "of",
    "third",
    "thirds",
    "dozen",
    "dozens",
    "tens",
    "several",
    "few",
    "couple",
    "point",
    "five",
    "5",
    "1.5",
    "1,234",
    "1,00,000",
    "2019",
    "007",
    "12",
    "99999999999999999999999",
    "m",
    "bn",
    "k",
    "$",
    "£",
    "US$",
    "Rs",
    "Rs.",
    "€",
    "USD",
    "rupees",
    "dollars",
    "pounds",
    "India",
    "Pakistan",
    "cents",
    "%",
    "per",
    "cent",
    "percentage",
    "points",
    "km",
    "kg",
    "ft",
    "feet",
    "in",
    "°",
    "C",
    "degrees",
    "miles",
    "an",
    "hour",
    "month",
    "/",
    "at",
    "least",
    "more",
    "than",
    "up",
    "to",
    "about",
    "between",
    "from",
    "or",
    "so",
    "plus",
    "+",
    "±",
    "aged",
    "age",
    "the",
    "under",
    "over",
    "years",
    "year",
    "old",
    "olds",
    "s",
    "'s",
    "his",
    "late",
    "60",
    "people",
    "soldiers",
    "killed",
    ",",
    ".",
    "(",
    ")",
    "[",
    "]",
    ":",
    "Anna",
    "Berg",
    "He",
    "was",
    "turned",
    "no",
    "none",
    "nobody",
    "hurt",
    "casualties",
    "first",
    "second",
    "21",
    "st",
    "th",
    "Article",
    "page",
    "No.",
    "May",
    "magnitude",
    "won",
    "3-2",
    "½",
    "worth",
    "every",
    "out",
    "é",
    "日本",
    "\u{a0}000",
    "’",
    "\n",
];

fn sound(text: &str, quantities: &[Quantity]) {
    let mut last = 0;
    for quantity in quantities {
        assert!(quantity.span.of(text).is_some_and(|words| !words.trim().is_empty()), "{text:?} {quantity:?}");
        assert!(quantity.span.start >= last, "{text:?} {quantity:?}");
        last = quantity.span.start;
        assert!(
            quantity.of.is_none_or(|of| of.of(text).is_some_and(|words| !words.is_empty())),
            "{text:?} {quantity:?}"
        );
        assert!(
            [quantity.value, quantity.min, quantity.max].into_iter().flatten().all(f64::is_finite),
            "{text:?} {quantity:?}"
        );
        if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
            assert!(min <= max, "{text:?} {quantity:?}");
        }
        assert!(quantity.value.is_some() || quantity.min.is_some() || quantity.max.is_some(), "{text:?} {quantity:?}");
        assert!(super::RULES.contains(&quantity.rule), "{quantity:?}");
    }
}

#[test]
fn a_thousand_seeds_are_read_soundly() {
    let annotator = Annotator::english();
    let mut found = 0;
    for seed in 1..=1000_u64 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let mut text = String::new();
        for _ in 0..3 + next(25) {
            text.push_str(PIECES[next(PIECES.len())]);
            if next(5) > 0 {
                text.push(' ');
            }
        }
        let document = annotator.annotate(text.as_str());
        let quantities = find(&document, &[]);
        sound(document.text(), &quantities);
        found += quantities.len();
    }
    assert!(found > 1000, "{found}");
}

/// A grammar that read any of these twice for each word would not come to an end here.
#[test]
fn long_chains_stay_linear() {
    let annotator = Annotator::english().layers(Layers::text());
    for piece in [
        "and a half ",
        "one hundred and ",
        "twenty-",
        "5-",
        "5 to ",
        "1m to ",
        "between 5 and ",
        "at least ",
        "$",
        "Rs ",
        "US$5",
        "no one was ",
        "of the ",
        "Anna ",
        "Anna, 5, ",
        "6ft ",
        "5,",
        "1,000,",
        "a few ",
        "more police ",
        "in every ",
        "million ",
        "half of a ",
        "aged ",
        "per 5 ",
        "± 5 ",
        "(",
        "5 or more ",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let document = annotator.annotate(text.as_str());
        sound(document.text(), &find(&document, &[]));
    }
}
