use proptest::prelude::*;

use super::tokenize;
use crate::Span;

/// The words of a one-paragraph text, divided by bars.
fn words(text: &str) -> String {
    let spans = tokenize(text, &[Span::from_range(0..text.len())]);
    spans.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>().join("|")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(words(text), *expected, "{text}");
    }
}

#[test]
fn clitics_are_words() {
    check(&[
        ("He didn't say", "He|did|n't|say"),
        ("It’s Reuters’s; they’ve gone", "It|’s|Reuters|’s|;|they|’ve|gone"),
        ("CAN'T WON'T", "CA|N'T|WO|N'T"),
        ("I'd've left", "I|'d|'ve|left"),
        ("cannot Cannot gonna wanna dont", "can|not|Can|not|gon|na|wan|na|do|nt"),
        ("y'all d'you 'tis I'ma", "y'|all|d'|you|'t|is|I|'m|a"),
        ("the U.S.'s and Marlow Jr.'s", "the|U.S.|'s|and|Marlow|Jr.|'s"),
        ("workers' pay, the 747's wing", "workers|'|pay|,|the|747|'s|wing"),
        ("isn‘t mama`s", "is|n‘t|mama|`s"),
        // Must not be cut.
        ("O'Neill Sana'a Qur'an Shi’ite o'clock ma'am", "O'Neill|Sana'a|Qur'an|Shi’ite|o'clock|ma'am"),
        ("its lets cant", "its|lets|ca|nt"),
        ("canned gotham", "canned|gotham"),
    ]);
}

#[test]
fn apostrophes_that_are_no_quotation_marks() {
    check(&[
        ("the '90s, the ’60s", "the|'90s|,|the|’60s"),
        ("in the summer of '72.", "in|the|summer|of|'72|."),
        ("rock 'n' roll, tell 'em, ’til", "rock|'n'|roll|,|tell|'em|,|’til"),
        ("nothin' doin’", "nothin'|doin’"),
        ("the 1930's", "the|1930's"),
        // Must be parted.
        ("he said 'no' twice", "he|said|'|no|'|twice"),
        ("‘We won,’ she said", "‘|We|won|,|’|she|said"),
        ("``No,'' he said", "``|No|,|''|he|said"),
        ("'50 people died,' he said", "'|50|people|died|,|'|he|said"),
        ("\"'No' means no\"", "\"|'|No|'|means|no|\""),
    ]);
}

#[test]
fn hyphens() {
    check(&[
        ("a 26-year-old, state-of-the-art", "a|26|-|year|-|old|,|state|-|of|-|the|-|art"),
        ("Indian-administered Kashmir–Ladakh", "Indian|-|administered|Kashmir|–|Ladakh"),
        ("al-Qaeda F-16 Tu-154", "al|-|Qaeda|F|-|16|Tu|-|154"),
        ("U.S.-led UN-backed a Post-ABC poll", "U.S.|-|led|UN|-|backed|a|Post|-|ABC|poll"),
        ("Hizb-e-Islami", "Hizb|-|e|-|Islami"),
        ("over-the-counter", "over|-|the|-|counter"),
        ("and -- or --- well—yes", "and|--|or|---|well|—|yes"),
        ("2-1, 5-10, 1969-1970, 500-1000", "2|-|1|,|5|-|10|,|1969|-|1970|,|500|-|1000"),
        // Must not be parted.
        ("e-mail co-founder anti-American mid-1980s pre-war", "e-mail|co-founder|anti-American|mid-1980s|pre-war"),
        ("tenfold ten-fold clockwise-wise", "tenfold|ten-fold|clockwise-wise"),
        ("713-853-3989 555-0143 2019-05-10 94720-1900", "713-853-3989|555-0143|2019-05-10|94720-1900"),
        ("uh-huh", "uh-huh"),
    ]);
}

#[test]
fn numbers() {
    check(&[
        ("$1.5bn US$4.5m €200 Rs500 A$10", "$|1.5|bn|US$|4.5|m|€|200|Rs|500|A$|10"),
        ("1,200,000 12,00,000 [13,14]", "1,200,000|12,00,000|[|13|,|14|]"),
        ("9/11 1/2 24/7 10:30 3.14 .04", "9/11|1/2|24/7|10:30|3.14|.04"),
        ("7pm 7:30PM 9p.m. 35mm 10k", "7|pm|7:30|PM|9|p.m.|35|mm|10|k"),
        ("20th 1970s 4G Q1 G20 B2B M16", "20th|1970s|4G|Q1|G20|B2B|M16"),
        ("50% 24°C ±5 #1", "50|%|24|°|C|±|5|#|1"),
        ("It rose 3.5. Then", "It|rose|3.5|.|Then"),
        ("+44 20 7946", "+44|20|7946"),
        ("2½ ½", "2½|½"),
    ]);
}

#[test]
fn abbreviations_keep_their_dot() {
    check(&[
        ("Sen. Cruz (R-Texas) met Gov. Li", "Sen.|Cruz|(|R|-|Texas|)|met|Gov.|Li"),
        ("No. 5 on Jan. 6 at 9 a.m. Monday", "No.|5|on|Jan.|6|at|9|a.m.|Monday"),
        ("U.S. D.C. Ph.D. e.g. i.e., a.k.a.", "U.S.|D.C.|Ph.D.|e.g.|i.e.|,|a.k.a."),
        ("Nov.28 Dr.Webb P.O.Box", "Nov.|28|Dr.|Webb|P.O.|Box"),
        ("J. R. R. Lane, J.Smith, J.K. Rowe", "J.|R.|R.|Lane|,|J.|Smith|,|J.K.|Rowe"),
        ("roads, dams, etc. were cut", "roads|,|dams|,|etc.|were|cut"),
        ("Wed. Sept. 27, born (b. August 1950)", "Wed.|Sept.|27|,|born|(|b.|August|1950|)"),
        // Must be parted.
        ("He said no. They left. The sun.", "He|said|no|.|They|left|.|The|sun|."),
        ("but you and I. Have you", "but|you|and|I|.|Have|you"),
        ("hit by Plan B. The", "hit|by|Plan|B|.|The"),
        ("a union rep. He", "a|union|rep|.|He"),
        ("an update to IE. Its", "an|update|to|IE|.|Its"),
        ("roads, dams, etc. The", "roads|,|dams|,|etc|.|The"),
        ("the soil.The rain", "the|soil|.|The|rain"),
        ("left the U.S..", "left|the|U.S.|."),
    ]);
}

#[test]
fn addresses_accounts_and_tags() {
    check(&[
        ("see https://example.org/a-b?c=1.", "see|https://example.org/a-b?c=1|."),
        ("(www.example.com)", "(|www.example.com|)"),
        ("mail a.b@example.com, or @desk_1!", "mail|a.b@example.com|,|or|@desk_1|!"),
        ("#FloodWatch #1", "#FloodWatch|#|1"),
        ("read Example.com’s page", "read|Example.com|’s|page"),
        ("notes.pdf", "notes.pdf"),
    ]);
}

#[test]
fn marks_and_faces() {
    check(&[
        ("Well... no… yes....", "Well|...|no|…|yes|...."),
        ("What?! No!!", "What|?!|No|!!"),
        ("Thanks :) (see below:)", "Thanks|:)|(|see|below|:|)"),
        ("<3 ^_^ --> *** ____", "<3|^_^|-->|***|____"),
        ("(((a)))", "(|(|(|a|)|)|)"),
        ("he/she and/or w/o A/C", "he|/|she|and|/|or|w/o|A/C"),
        ("AT&T R&D salt&pepper &amp; ok", "AT&T|R&D|salt|&|pepper|&amp;|ok"),
        ("f*ck *note", "f*ck|*|note"),
        ("a_b _a_", "a_b|_|a|_"),
        ("👩‍👩‍👧🇮🇳 👍🏽", "👩‍👩‍👧|🇮🇳|👍🏽"),
        ("“No,” he said.", "“|No|,|”|he|said|."),
    ]);
}

#[test]
fn strange_characters_survive() {
    check(&[
        ("10\u{a0}May", "10|May"),
        ("\u{feff}Rain \u{200b}fell\u{200b}.", "\u{feff}|Rain|\u{200b}|fell|\u{200b}|."),
        ("gov\u{ad}ernment", "gov\u{ad}ernment"),
        ("donâ€™t â€œgoâ€\u{9d}", "do|nâ€™t|â€œ|go|â€\u{9d}"),
        ("a\r\nb\tc", "a|b|c"),
        ("Zoë café cafe\u{301} Đà Nẵng", "Zoë|café|cafe\u{301}|Đà|Nẵng"),
        ("樋口 夏子", "樋口|夏子"),
        ("שלום، מה", "שלום|،|מה"),
    ]);
}

proptest! {
    /// Tokens are in order, apart, on character boundaries, without white space, and leave nothing else out.
    #[test]
    fn tokens_cover_the_text(text in "(\\PC|[ \\t\\n.,'’\"“”()\\-–—:;/&@#$%!?*_0-9a-zA-Z\u{200b}\u{ad}\u{feff}\u{301}\u{200d}â€œ™]|U\\.S\\.|https?://|n't|don't|www\\.|a@b\\.c|\\.com|:\\)){0,60}") {
        let spans = tokenize(&text, &[Span::from_range(0..text.len())]);
        let mut at = 0;
        for span in &spans {
            let word = span.of(&text).expect("on character boundaries");
            prop_assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{:?} in {:?}", word, text);
            let between = text.get(at..span.start as usize).expect("in order");
            prop_assert!(between.trim().is_empty(), "{:?} is left out of {:?}", between, text);
            at = span.end as usize;
        }
        prop_assert!(text.get(at..).unwrap().trim().is_empty());
    }
}
