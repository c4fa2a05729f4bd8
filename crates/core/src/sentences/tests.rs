use crate::Annotator;

/// The sentences of a text, divided by bars; what breaks off is marked.
fn sentences(text: &str) -> String {
    let document = Annotator::english().annotate(text);
    let mark = |truncated| if truncated { " <breaks off>" } else { "" };
    document.sentences().map(|s| format!("{}{}", s.text(), mark(s.is_truncated()))).collect::<Vec<_>>().join("|")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(sentences(text), *expected, "{text}");
    }
}

#[track_caller]
fn one(texts: &[&str]) {
    for text in texts {
        assert_eq!(sentences(text), *text);
    }
}

#[test]
fn news_phrases_stay_whole() {
    one(&[
        "BEIRUT (Reuters) - Rain fell on Friday.",
        "HARBOR CITY, Maine (AP) -- The ferry sank.",
        "Sen. Ana Ruiz (R-Texas) met Gov. Paul Li and Lt. Col. Dana Moss.",
        "They ranked No. 5 on Jan. 6 at 9 a.m. Monday in St. Louis.",
        "The talks begin at 5 p.m. Eastern on Friday.",
        "The U.S. President spoke to Acme Inc. Chairman Leo Marsh.",
        "He quoted Adm. J. R. Stone vs. the navy, e.g. Ships and crews.",
        "Prices rose 3.5 percent, to $1.25 per gallon, vs. $1.10.",
        "“Who will pay for it?” Smith asked.",
        "“Never again!” the crowd shouted.",
        "\"Why now?\" Mayor Clara Stone said.",
        "The group (it has no name.) was formed in May.",
        "The U.N. Security Council met.",
        "\"It is over.\" Smith said.",
        "The storm was near at 8 p.m. AST on Monday, or 10 a.m. Tongan time.",
        "He was born in Washington, D.C. in 1950.",
        "She was pleased and \"...I will come back.\"",
        "She said “…Nobody asked me.”",
    ]);
}

#[test]
fn stops_end_sentences() {
    check(&[
        ("He left in 2019. 39 people stayed.", "He left in 2019.|39 people stayed."),
        ("“It is over. We lost,” he said. “They won.”", "“It is over.|We lost,” he said.|“They won.”"),
        ("\"A start,\" he said. \"No more.\" She agreed.", "\"A start,\" he said.|\"No more.\"|She agreed."),
        ("\" Stop the war. \" They marched.", "\" Stop the war. \"|They marched."),
        ("He said \"no\"... The mayor did not.", "He said \"no\"...|The mayor did not."),
        ("He said “no… Nobody came.”", "He said “no…|Nobody came.”"),
        ("He called it a \"win.\" The mayor did not.", "He called it a \"win.\"|The mayor did not."),
        ("It opens at 9 a.m. The gates close at dusk.", "It opens at 9 a.m.|The gates close at dusk."),
        ("He works for Acme Inc. The firm is new.", "He works for Acme Inc.|The firm is new."),
        ("He said no. They left.", "He said no.|They left."),
        ("(It rained.) Nobody came.", "(It rained.)|Nobody came."),
        (
            "It fell in 1812. [7] His heirs left. [8] [9] They came back.",
            "It fell in 1812. [7]|His heirs left. [8] [9]|They came back.",
        ),
        ("Great :) See you.", "Great :) See you."),
        ("Great! :) See you.", "Great! :)|See you."),
        ("See www.example.com. It has a map.", "See www.example.com.|It has a map."),
        ("The mayor left. [...] The guards stayed.", "The mayor left.|[...] The guards stayed."),
        ("\"It is over.\" Smith said he was tired.", "\"It is over.\"|Smith said he was tired."),
        ("Wait… The door moved.", "Wait…|The door moved."),
    ]);
}

#[test]
fn paragraphs_end_sentences() {
    check(&[
        (
            "Flood cuts off town\n\nRain fell. It did not stop",
            "Flood cuts off town|Rain fell.|It did not stop <breaks off>",
        ),
        ("He said:\n\n“We will stay.\n\n“We have no choice.”", "He said:|“We will stay.|“We have no choice.”"),
    ]);
}

#[test]
fn texts_that_break_off() {
    check(&[
        (
            "The army denied it. The group did not say when the alleged attack on the base\n\nOn Friday rain fell.",
            "The army denied it.|The group did not say when the alleged attack on the base <breaks off>|On Friday rain fell.",
        ),
        (
            "The minister arrived in the town late on Sunday with a dozen officials and the\n\nRain fell.",
            "The minister arrived in the town late on Sunday with a dozen officials and the <breaks off>|Rain fell.",
        ),
        // Must not be marked.
        ("Army denies attack on village in the north", "Army denies attack on village in the north"),
        ("It is done. Clara Stone", "It is done.|Clara Stone"),
        ("We thank you. Subscribe today »", "We thank you.|Subscribe today »"),
        ("He put it thus:", "He put it thus:"),
        ("Reporting by Ana Ruiz; editing by Paul Li", "Reporting by Ana Ruiz; editing by Paul Li"),
    ]);
}

#[test]
fn lists_need_a_first_item() {
    one(&["You either 1) pay more for it or 2) do without it."]);
    check(&[("1. Boil water. 2. Wait. 3. Drink.", "1. Boil water.|2. Wait.|3. Drink.")]);
}
