//! Whole articles beside what is read from them: `golden/NAME/article.txt` (first line: the publication date) and `expected.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p dateline-tests --test golden` writes the expected files anew, to be reviewed as a diff. The articles are
//! written for this project.

use std::fmt::Write as _;
use std::path::Path;

use dateline_extract::{Article, Extractor, ReportOptions, Span};

#[test]
fn articles_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut wrong = Vec::new();
    for article in names {
        let source = std::fs::read_to_string(article.join("article.txt")).unwrap();
        let (published, text) = source.split_once('\n').unwrap();
        let found = read(text.trim_start_matches('\n'), published);
        let expected = article.join("expected.txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&expected, &found).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
            let line = found
                .lines()
                .zip(wanted.lines())
                .position(|(a, b)| a != b)
                .unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
            wrong.push(format!(
                "{} line {}:\n  expected {}\n  found    {}",
                expected.display(),
                line + 1,
                wanted.lines().nth(line).unwrap_or("(end)"),
                found.lines().nth(line).unwrap_or("(end)")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\nIf this is better, run with UPDATE_GOLDEN=1 and review the diff.", wrong.join("\n"));
}

/// One line an item: layer, words, values, rule.
fn read(text: &str, published: &str) -> String {
    let story = Extractor::english().extract(Article::new(text).published(published.trim().parse().unwrap()));
    let report = story.report(&ReportOptions::new());
    let words = |start: u32, end: u32| {
        let words = Span::new(start, end).of(&report.text).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(100) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None => words,
        }
    };
    let mut out = String::new();
    let mut line = |layer: &str, what: String, values: String, rule: &str| {
        writeln!(out, "{layer:10} {what} | {values} | {rule}").unwrap();
    };
    for block in &report.blocks {
        line("block", words(block.start, block.end), block.kind.to_string(), &block.rule);
    }
    for sentence in &report.sentences {
        line(
            "sentence",
            words(sentence.start, sentence.end),
            if sentence.truncated { "truncated".into() } else { String::new() },
            "",
        );
    }
    for entity in &report.entities {
        let aliases: Vec<String> =
            entity.aliases.iter().map(|alias| format!("{} ({})", alias.text, alias.how)).collect();
        let kind = entity.kind.as_deref().unwrap_or("-");
        line(
            "entity",
            entity.name.to_string(),
            format!("{kind} {} {}", entity.subtype.as_deref().unwrap_or("-"), aliases.join(", ")),
            &entity.rule,
        );
    }
    for time in &report.times {
        line(
            "time",
            words(time.start, time.end),
            format!("{:?} {}", time.kind, time.value.as_deref().unwrap_or("-")),
            &time.rule,
        );
    }
    for quantity in &report.quantities {
        let number = |number: Option<f64>| number.map_or("-".into(), |number| number.to_string());
        let values = format!(
            "{:?} {} ({}..{}) {}",
            quantity.kind,
            number(quantity.value),
            number(quantity.min),
            number(quantity.max),
            quantity.unit.as_deref().unwrap_or("-")
        );
        line("quantity", words(quantity.start, quantity.end), values, &quantity.rule);
    }
    for place in &report.places {
        line(
            "place",
            words(place.start, place.end),
            format!("{} {}", place.name, place.country.as_deref().unwrap_or("-")),
            &place.rule,
        );
    }
    for quote in &report.quotes {
        line(
            "quote",
            words(quote.start, quote.end),
            format!("{:?} {}", quote.kind, quote.speaker.as_ref().map_or("-", |speaker| &speaker.text)),
            &quote.rule,
        );
    }
    for claim in &report.claims {
        let source = claim.source.as_ref().map_or(if claim.author { "(author)" } else { "-" }, |source| &source.text);
        line(
            "claim",
            words(claim.start, claim.end),
            format!("{source} {:?} {:?} {:?}", claim.stance, claim.polarity, claim.certainty),
            &claim.rule,
        );
    }
    for event in &report.events {
        let roles: Vec<String> = event.roles.iter().map(|role| format!("{:?} {}", role.role, role.text)).collect();
        let casualties =
            event.casualties.iter().map(|harm| format!("{:?} {:?}..{:?}", harm.outcome, harm.min, harm.max));
        let mut values = vec![format!("{:?} {:?} {:?}", event.kind, event.modality, event.polarity)];
        values.extend(roles.into_iter().chain(casualties));
        line("event", words(event.trigger.start, event.trigger.end), values.join(", "), &event.rule);
    }
    let five_w = &report.five_w;
    for (question, answers) in [
        ("who", &five_w.who),
        ("what", &five_w.what),
        ("when", &five_w.when),
        ("where", &five_w.place),
        ("why", &five_w.why),
        ("how", &five_w.how),
    ] {
        if let Some(answer) = answers.first() {
            line(
                question,
                words(answer.start, answer.end),
                answer.value.as_deref().unwrap_or_default().to_string(),
                &answer.rule,
            );
        }
    }
    out
}
