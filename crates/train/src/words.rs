//! Scores the word model and feeds its recipes.

use std::fs;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Instant;

use anyhow::{Context, Result};
use dateline_core::{Annotator, Document, Layers, Span, Token};
use serde_json::{Value, json};

fn annotator(model: Option<&str>) -> Result<Annotator> {
    let annotator = Annotator::english().layers(Layers::text().with_lemmas().with_parse());
    let Some(path) = model else { return Ok(annotator) };
    Ok(annotator.word_model(&fs::read(path).with_context(|| format!("cannot read {path}"))?)?)
}

/// `{"id", "text"}` a line in, the same with tokens and sentences out.
pub(crate) fn annotate(model: Option<&str>) -> Result<()> {
    let annotator = annotator(model)?;
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().context("a line without text")?;
        let document = annotator.annotate(text);
        let tokens: Vec<Value> = document.tokens().map(token).collect();
        let sentences: Vec<Value> =
            document.sentences().map(|s| json!({"start": s.span().start, "end": s.span().end})).collect();
        writeln!(
            out,
            "{}",
            json!({"id": row["id"], "text": document.text(), "offsets": "utf8", "tokens": tokens, "sentences": sentences})
        )?;
    }
    Ok(())
}

fn token(token: Token<'_>) -> Value {
    json!({
        "start": token.span().start, "end": token.span().end, "upos": token.upos().map(|upos| upos.name()), "xpos": token.xpos(),
        "feats": token.feats().map(|feats| if feats.is_empty() { "_" } else { feats }), "lemma": token.lemma(),
        "head": token.head().map(|head| head.index()), "deprel": token.deprel().map(|deprel| deprel.name()),
    })
}

/// The columns of one treebank word.
struct Word {
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
    feats: String,
    head: usize,
    deprel: String,
}

fn treebank(path: &str) -> Result<Vec<Vec<Word>>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        if line.is_empty() {
            sentences.push(Vec::new());
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, feats, head, deprel, ..] = columns.as_slice() else { continue };
        if id.bytes().all(|byte| byte.is_ascii_digit()) {
            let [form, lemma, upos, xpos, feats, deprel] =
                [form, lemma, upos, xpos, feats, deprel].map(|column| column.to_string());
            sentences.last_mut().context("no sentence")?.push(Word {
                form,
                lemma,
                upos,
                xpos,
                feats,
                head: head.parse()?,
                deprel,
            });
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// Scores on gold words and sentences of a treebank file.
pub(crate) fn score(model: Option<&str>, path: &str) -> Result<()> {
    let sentences = treebank(path)?;
    let (mut text, mut spans) = (String::new(), Vec::new());
    for sentence in &sentences {
        let row = sentence.iter().map(|word| {
            let start = text.len();
            text.push_str(&word.form);
            let span = Span::from_range(start..text.len());
            text.push(' ');
            span
        });
        spans.push(row.collect());
    }
    let document: Document = annotator(model)?.annotate_words(&text, &spans);
    let mut right = [0_usize; 6];
    let mut words = 0;
    for (sentence, gold) in document.sentences().zip(&sentences) {
        let first = sentence.token_range().start as usize;
        for (token, word) in sentence.tokens().zip(gold) {
            let head = token.head().map_or(0, |head| head.index() - first + 1) == word.head;
            let deprel = |name: &str| name.split(':').next().map(str::to_owned);
            let feats = token.feats().map(|feats| if feats.is_empty() { "_" } else { feats });
            let checks = [
                token.upos().is_some_and(|upos| upos.name() == word.upos),
                token.xpos() == Some(&word.xpos),
                feats == Some(&word.feats),
                token.lemma().is_some_and(|lemma| lemma.to_lowercase() == word.lemma.to_lowercase()),
                head,
                head && token.deprel().and_then(|found| deprel(found.name())) == deprel(&word.deprel),
            ];
            right.iter_mut().zip(checks).for_each(|(right, check)| *right += usize::from(check));
            words += 1;
        }
    }
    print!("{path}: {words} words");
    for (name, right) in ["UPOS", "XPOS", "feats", "lemma", "UAS", "LAS"].iter().zip(right) {
        print!("  {name} {:.2}", 100.0 * right as f64 / words as f64);
    }
    println!();
    Ok(())
}

/// Words a second, one thread, for each layer on top of the ones before; `{"text"}` a line in.
#[allow(clippy::disallowed_methods, reason = "a measurement")]
pub(crate) fn speed() -> Result<()> {
    let texts: Vec<String> = stdin()
        .lock()
        .lines()
        .map(|line| {
            Ok(serde_json::from_str::<Value>(&line?)?["text"].as_str().context("a line without text")?.to_owned())
        })
        .collect::<Result<_>>()?;
    let layers = [
        ("text", Layers::text()),
        ("tags", Layers::text().with_tags()),
        ("names", Layers::text().with_names()),
        ("tags names", Layers::text().with_tags().with_names()),
        ("tags lemmas", Layers::text().with_lemmas()),
        ("tags lemmas parse", Layers::text().with_lemmas().with_parse()),
        ("all", Layers::all()),
    ];
    for (name, layers) in layers {
        let annotator = Annotator::english().layers(layers);
        let mut best = f64::MAX;
        let mut words = 0;
        for _ in 0..3 {
            let start = Instant::now();
            words = texts.iter().map(|text| annotator.annotate(text.as_str()).token_count()).sum::<usize>();
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{name:20} {words} words, {:.0} words/s, {:.2} us a word",
            words as f64 / best,
            1e6 * best / words as f64
        );
    }
    Ok(())
}
