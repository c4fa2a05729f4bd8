//! The names model: `dateline-train names build …`, `dateline-train names score …`.

mod classes;
pub(crate) mod corpus;
mod crf;
mod lexicon;
mod people;
mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use dateline_core::names::features::Features;
use dateline_core::names::hash;
use dateline_core::names::lattice::Marginals;
use dateline_core::names::lexicon::{Lexicon, flag};
use dateline_core::names::model::{LABELS, Model, NamesModel, PROBES, ROW, ROW_BITS, STRIDE, Sections, print};
use dateline_core::names::words::{Stretch, Words};
use dateline_core::names::{emissions, recognize};
use dateline_core::{Annotator, Layers, NameType};

use rustc_hash::FxHashMap;

use corpus::Text;
use crf::{Crf, Sums};
use random::Random;

/// What a build reads and how it trains.
struct Options {
    values: BTreeMap<String, String>,
}

impl Options {
    fn read(arguments: &[String]) -> Result<Self> {
        let mut values = BTreeMap::new();
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { bail!("every option takes a value") };
            values.insert(name.trim_start_matches("--").to_owned(), value.clone());
        }
        Ok(Self { values })
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        Ok(self.values.get(name).with_context(|| format!("--{name} is missing"))?.into())
    }

    fn number<T: std::str::FromStr>(&self, name: &str, otherwise: T) -> T {
        self.values.get(name).and_then(|v| v.parse().ok()).unwrap_or(otherwise)
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [command, rest @ ..] if command == "build" => build(&Options::read(rest)?),
        [command, model, golds @ ..] if command == "score" => {
            let model = NamesModel::from_bytes(&fs::read(model)?)?;
            golds.iter().try_for_each(|gold| score(&model.view(), Path::new(gold)))
        }
        [command, model, gold] if command == "errors" => {
            errors(&NamesModel::from_bytes(&fs::read(model)?)?.view(), Path::new(gold))
        }
        [command, corpora, even, odd, out] if command == "people" => {
            people::build(Path::new(corpora), [Path::new(even), Path::new(odd)], Path::new(out))
        }
        [command, model, input, out] if command == "annotate" => {
            annotate(&fs::read(model)?, Path::new(input), Path::new(out))
        }
        _ => bail!(
            "usage: names build --corpora FILE --text FILE --lists DIR --out FILE [--annotated CORPUS] [--dev FILE] [--half 0|1]\n       names score MODEL GOLD...\n       names errors MODEL GOLD\n       names annotate MODEL INPUT.jsonl OUT.jsonl\n       names people CORPORA EVEN.bin ODD.bin OUT.tsv"
        ),
    }
}

fn words_of(text: &Text, lexicon: &Lexicon<'_>, form: Form) -> Words {
    let sentences = text.sentences.clone();
    match form {
        Form::Plain => Words::read(text.tokens.iter().map(String::as_str), sentences, lexicon),
        _ => {
            let tokens: Vec<String> = text.tokens.iter().map(|t| form.of(t)).collect();
            Words::read(tokens.iter().map(String::as_str), sentences, lexicon)
        }
    }
}

/// Spelling of a training copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Upper,
    Lower,
    Title,
}

impl Form {
    fn of(self, token: &str) -> String {
        match self {
            Form::Plain => token.to_owned(),
            Form::Upper => token.to_uppercase(),
            Form::Lower => token.to_lowercase(),
            Form::Title => {
                let mut letters = token.chars();
                match letters.next() {
                    Some(first) if token.chars().count() > 3 => first.to_uppercase().chain(letters).collect(),
                    _ => token.to_owned(),
                }
            }
        }
    }
}

fn build(options: &Options) -> Result<()> {
    let seed = options.number("seed", 5);
    let mut texts = corpus::read(&options.path("corpora")?)?;
    // With `--half` only every second document teaches: the others are those that the model has never seen.
    if let Some(half) = options.values.get("half").and_then(|half| half.parse::<usize>().ok()) {
        texts = texts.into_iter().skip(half).step_by(2).collect();
    }
    let mut news = corpus::read(&options.path("text")?)?;
    // How words are spelt and grouped is learned from the corpora and the plain text, each read once.
    let mut lexicon = lexicon::Builder::from_lists(&options.path("lists")?)?;
    lexicon.observe(&[&texts, &news]);
    let slots = lexicon.slots();
    let lexicon = Lexicon::new(&slots).context("lexicon")?;
    repair(&mut texts, &lexicon, &slots, options, seed)?;
    let dev = options.values.get("dev").map(PathBuf::from);
    let mut sections = fit(&texts, &lexicon, &slots, options, seed, 1);
    // A model labels plain news, and the next one learns from that too.
    let annotated = texts.len();
    let also = options.values.get("annotated").map(String::as_str).unwrap_or_default();
    news.retain(|text| text.corpus != also);
    texts.append(&mut news);
    for round in 1..=options.number("rounds", 1) {
        let teacher = NamesModel::from_bytes(&sections.to_bytes(0))?;
        if let Some(dev) = &dev {
            score(&teacher.view(), dev)?;
        }
        for text in texts.iter_mut().skip(annotated) {
            text.weight = options.number("news-weight", 0.4);
            label(&teacher.view(), text, options.number("floor", 0.8));
        }
        println!("round {round} with plain news");
        sections = fit(&texts, &lexicon, &slots, options, seed, options.number("orders", 4));
    }
    let bytes = sections.to_bytes(fingerprint(options)?);
    fs::write(options.path("out")?, &bytes)?;
    println!("{} bytes", bytes.len());
    if let Some(dev) = dev {
        score(&NamesModel::from_bytes(&bytes)?.view(), &dev)?;
    }
    Ok(())
}

/// Trains a model: all features first, then the strongest on their own.
fn fit(texts: &[Text], lexicon: &Lexicon<'_>, slots: &[u8], options: &Options, seed: u64, orders: u64) -> Sections {
    let rows: usize = options.number("rows", 78_000);
    println!("{} documents, {} tokens", texts.len(), texts.iter().map(|t| t.tokens.len()).sum::<usize>());
    let least: u32 = options.number("least", 3);
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let mut hashes = Vec::new();
    for text in texts {
        let words = words_of(text, lexicon, Form::Plain);
        let features = Features::new(&words);
        for stretch in words.stretches() {
            for at in stretch.tokens {
                features.of(stretch.sentence, at, &mut hashes);
                for &hash in &hashes {
                    *counts.entry(hash).or_insert(0) += 1;
                }
            }
        }
    }
    let mut kept: Vec<u64> = counts.iter().filter(|&(_, &n)| n >= least).map(|(&hash, _)| hash).collect();
    kept.sort_unstable();
    println!("{} features, {} of them seen {least} times", counts.len(), kept.len());
    let (crf, map) =
        train(texts, lexicon, &kept, options.number("passes", 2), options.number("l1", 2e-4), seed, options);
    let mut strength: Vec<(f32, u64)> =
        kept.iter().map(|hash| (crf.rows[map[hash] as usize].iter().map(|w| w * w).sum::<f32>(), *hash)).collect();
    strength.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    println!(
        "kept {rows} of {}; strength at the cut {:.4}",
        strength.len(),
        strength.get(rows).map_or(0.0, |s| s.0.sqrt())
    );
    let mut kept: Vec<u64> = strength.into_iter().take(rows).map(|(_, hash)| hash).collect();
    // Common features stand side by side, so that those in use are near at hand.
    kept.sort_unstable_by_key(|hash| (std::cmp::Reverse(counts[hash]), *hash));
    drop((crf, map));
    // The texts read in another order give other weights, and their mean errs less than any.
    let in_order =
        |order: u64| train(texts, lexicon, &kept, options.number("last-passes", 3), 0.0, seed + 1 + order, options);
    let (mut crf, map) = in_order(0);
    for order in 1..orders {
        crf.join(&in_order(order).0, 1.0 / (order + 1) as f32);
    }
    pack(&crf, &map, &kept, slots)
}

/// How many documents of a pass are read in parts, and how many sentences a part has.
const IN_PARTS: f32 = 0.3;
const PART: usize = 3;

/// How many of the words with a capital that are no plain words are read as strangers, and how many of these are in no list either.
const UNKNOWN: f32 = 0.15;
const UNLISTED: f32 = 0.6;

/// Makes strangers of words, as many names of the news are: their letters and places are all that is known of them, or these and what lists say.
fn forget(words: &mut Words, random: &mut Random, share: f32) {
    let fates: Vec<f32> = words.forms.iter().map(|_| random.unit()).collect();
    let plain = flag::LOWER | flag::FREQUENT | flag::CALENDAR | flag::TITLE;
    for word in words.words.iter_mut().filter(|word| word.is_capital() && word.entry.flags & plain == 0) {
        let fate = fates[word.form as usize];
        if fate < share {
            word.lower = hash::join(word.lower, STRANGE);
            word.entry.class = 0;
        }
        if fate < share * UNLISTED {
            word.entry.flags = 0;
            word.phrase = (0, false);
        }
    }
}

/// What makes another word of a word.
const STRANGE: u64 = 77;

/// The corpus that is marked for this project: what a model finds impossible there it has to learn.
const MARKS: &str = "marks";

/// Opens the labels that a model of the other half of the documents finds all but impossible.
fn repair(texts: &mut [Text], lexicon: &Lexicon<'_>, slots: &[u8], options: &Options, seed: u64) -> Result<()> {
    let mut random = Random::new(seed);
    let half: Vec<bool> = texts.iter().map(|_| random.unit() < 0.5).collect();
    let mut opened: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut repaired: Vec<Option<Vec<u32>>> = vec![None; texts.len()];
    for side in [false, true] {
        let others: Vec<Text> = texts.iter().zip(&half).filter(|(_, h)| **h != side).map(|(t, _)| t.clone()).collect();
        let model = NamesModel::from_bytes(&fit(&others, lexicon, slots, options, seed, 1).to_bytes(0))?;
        let of_side = |(number, text): &(usize, &Text)| half[*number] == side && text.corpus != MARKS;
        for (number, text) in texts.iter().enumerate().filter(of_side) {
            let floor =
                if text.weight < 1.0 { options.number("doubt", 0.08) } else { options.number("doubt-hand", 0.01) };
            let mut allowed = text.allowed.clone();
            let counts = opened.entry(text.corpus.clone()).or_default();
            for (at, probabilities) in probabilities(&model.view(), text).iter().enumerate() {
                let held: f32 = (0..LABELS).filter(|l| allowed[at] >> l & 1 == 1).map(|l| probabilities[l]).sum();
                counts.1 += 1;
                if held < floor {
                    counts.0 += 1;
                    allowed[at] |= (0..LABELS).filter(|&l| probabilities[l] > 0.1).fold(0, |mask, l| mask | 1 << l);
                }
            }
            repaired[number] = Some(allowed);
        }
    }
    for (text, allowed) in texts.iter_mut().zip(repaired) {
        if let Some(allowed) = allowed {
            text.allowed = allowed;
        }
    }
    for (corpus, (opened, tokens)) in opened {
        println!("{corpus}: {opened} of {tokens} labels opened");
    }
    Ok(())
}

/// Label probabilities of every token.
fn probabilities(model: &Model<'_>, text: &Text) -> Vec<[f32; ROW]> {
    let mut marginals = Marginals::new(model.odds);
    let words = words_of(text, &model.lexicon, Form::Plain);
    let stretches: Vec<Stretch> = words.stretches().collect();
    let emissions = emissions(model, &words, &stretches);
    let mut outside = [0.0; ROW];
    outside[0] = 1.0;
    let mut probabilities = vec![outside; text.tokens.len()];
    let mut rest = emissions.as_slice();
    for stretch in stretches {
        let (part, after) = rest.split_at(stretch.tokens.len());
        rest = after;
        probabilities[stretch.tokens.clone()].copy_from_slice(marginals.of(part, &stretch));
    }
    probabilities
}

/// Labels plain text with a model, for the next one to learn from: what the model is not sure of stays open.
fn label(model: &Model<'_>, text: &mut Text, floor: f32) {
    let probabilities = probabilities(model, text);
    for (allowed, probabilities) in text.allowed.iter_mut().zip(probabilities) {
        let best = (0..LABELS).max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b])).unwrap_or(0);
        *allowed = if probabilities[best] >= floor {
            1 << best
        } else {
            (0..LABELS).filter(|&l| probabilities[l] > 0.05).fold(0, |mask, l| mask | 1 << l)
        };
    }
}

/// One hash of all that a build reads and is told.
fn fingerprint(options: &Options) -> Result<u64> {
    let mut sum = hash::EMPTY;
    for (name, value) in options.values.iter().filter(|(name, _)| *name != "out" && *name != "dev") {
        sum = hash::join(sum, hash::word(name.as_bytes()));
        let path = Path::new(value);
        let mut files = if path.is_dir() {
            fs::read_dir(path)?.map(|f| Ok(f?.path())).collect::<Result<Vec<_>>>()?
        } else {
            vec![path.to_owned()]
        };
        files.sort();
        for file in files {
            sum = hash::join(
                sum,
                if file.is_file() { hash::word(&fs::read(file)?) } else { hash::word(value.as_bytes()) },
            );
        }
    }
    Ok(sum)
}

fn train(
    texts: &[Text],
    lexicon: &Lexicon<'_>,
    kept: &[u64],
    passes: usize,
    l1: f32,
    seed: u64,
    options: &Options,
) -> (Crf, FxHashMap<u64, u32>) {
    let map: FxHashMap<u64, u32> = kept.iter().enumerate().map(|(at, &hash)| (hash, at as u32)).collect();
    let mut crf = Crf::new(kept.len());
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut sums = [Sums::default(), Sums::default()];
    let (mut hashes, mut tokens) = (Vec::new(), Vec::new());
    let base: f32 = options.number("rate", 0.25);
    let share_in_parts = options.number("in-parts", IN_PARTS);
    let share_unknown = options.number("unknown", UNKNOWN);
    let steps = passes * texts.len();
    let mut average = vec![[0f32; ROW]; kept.len()];
    let mut transitions = [[0f32; ROW]; LABELS];
    let mut averaged = 0f32;
    for pass in 0..passes {
        random.shuffle(&mut order);
        let (mut loss, mut count) = (0f64, 0usize);
        for (step, &number) in order.iter().enumerate() {
            let text = &texts[number];
            // Part of every pass is read without telling capitals.
            let form = match random.unit() {
                u if u < 0.06 => Form::Upper,
                u if u < 0.10 => Form::Lower,
                u if u < 0.15 => Form::Title,
                _ => Form::Plain,
            };
            let done = (pass * order.len() + step) as f32 / steps as f32;
            let rate = base * (1.0 - 0.9 * done);
            // Some are read as if no more than a part was there: a name may stand short, its full form unseen.
            let in_parts = random.unit() < share_in_parts;
            let parts: Vec<Text> = if in_parts { text.parts(PART).collect() } else { Vec::new() };
            for text in if in_parts { parts.as_slice() } else { std::slice::from_ref(text) } {
                let mut words = words_of(text, lexicon, form);
                forget(&mut words, &mut random, share_unknown);
                let features = Features::new(&words);
                for stretch in words.stretches() {
                    let range = &stretch.tokens;
                    if range.len() > 250 {
                        continue;
                    }
                    tokens.resize_with(range.len(), Vec::new);
                    for (at, rows) in range.clone().zip(tokens.iter_mut()) {
                        features.of(stretch.sentence, at, &mut hashes);
                        rows.clear();
                        rows.extend(hashes.iter().filter_map(|hash| map.get(hash).copied()));
                    }
                    loss += f64::from(crf.step(
                        &stretch,
                        &tokens,
                        &text.allowed[range.clone()],
                        text.weight,
                        rate,
                        &mut sums,
                    ));
                    count += range.len();
                }
            }
            if l1 > 0.0 && step % 400 == 399 {
                crf.decay(l1, 0.0);
            }
            if pass + 1 == passes && step % 150 == 149 {
                averaged += 1.0;
                for (sum, row) in average.iter_mut().zip(&crf.rows) {
                    sum.iter_mut().zip(row).for_each(|(s, w)| *s += w);
                }
                transitions.iter_mut().flatten().zip(crf.transitions.iter().flatten()).for_each(|(s, w)| *s += w);
            }
        }
        println!("pass {pass}: loss {:.5} a token", loss / count.max(1) as f64);
    }
    if averaged > 0.0 {
        crf.rows = average.into_iter().map(|row| row.map(|w| w / averaged)).collect();
        crf.transitions = transitions.map(|row| row.map(|w| w / averaged));
    }
    (crf, map)
}

/// Weights as bytes: one step for all, so that the largest common weights fit.
fn pack(crf: &Crf, map: &FxHashMap<u64, u32>, kept: &[u64], slots: &[u8]) -> Sections {
    let mut sizes: Vec<f32> = crf.rows.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let most = sizes.get(sizes.len() - 1 - sizes.len() / 20_000).copied().unwrap_or(1.0);
    let step = most / 127.0;
    println!("weights: largest {:.2}, step {step:.4}", sizes.last().copied().unwrap_or(0.0));
    let count = (kept.len() * 3 / 2).next_power_of_two();
    let mut index = vec![0u32; count];
    let mut rows = Vec::new();
    let mut lost = 0;
    for &hash in kept {
        let row: Vec<i8> = crf.rows[map[&hash] as usize]
            .iter()
            .take(STRIDE)
            .map(|w| (w / step).round().clamp(-127.0, 127.0) as i8)
            .collect();
        if row.iter().all(|&w| w == 0) {
            continue;
        }
        let number = (rows.len() / STRIDE + 1) as u32;
        let mut at = hash as usize & (count - 1);
        let mut placed = false;
        for _ in 0..PROBES {
            if index[at] == 0 {
                index[at] = print(hash) << ROW_BITS | number;
                placed = true;
                break;
            }
            at = (at + 1) & (count - 1);
        }
        if placed { rows.extend(row) } else { lost += 1 }
    }
    println!("rows: {}, lost {lost}, slots {count}", rows.len() / STRIDE);
    rows.extend([0; ROW - STRIDE]);
    let transitions = (0..LABELS)
        .flat_map(|p| (0..LABELS).map(move |l| (p, l)))
        .map(|(p, l)| {
            if crf::can_follow(p, l) {
                (crf.transitions[p][l] / step).round().clamp(-8000.0, 8000.0) as i16
            } else {
                -16000
            }
        })
        .collect();
    Sections { lexicon: slots.to_vec(), index, rows, transitions, step }
}

fn coarse(kind: NameType) -> &'static str {
    match kind {
        NameType::Person => "PER",
        NameType::Org => "ORG",
        NameType::Gpe | NameType::Loc | NameType::Fac => "LOC",
        NameType::Norp => "NORP",
        _ => "MISC",
    }
}

type Spans = Vec<(usize, usize, usize, &'static str)>;

fn predict(model: &Model<'_>, docs: &[corpus::Gold], form: Form) -> (Spans, Spans) {
    let (mut gold, mut found) = (Vec::new(), Vec::new());
    for (number, doc) in docs.iter().enumerate() {
        let tokens: Vec<String> = doc.tokens.iter().map(|t| form.of(t)).collect();
        gold.extend(doc.spans.iter().map(|(s, k)| (number, s.start, s.end, *k)));
        found.extend(
            recognize(model, tokens.iter().map(String::as_str), doc.sentences.clone(), None)
                .into_iter()
                .map(|f| (number, f.tokens.start, f.tokens.end, coarse(f.kind))),
        );
    }
    (gold, found)
}

/// Prints F1 by class on gold tokens, as it stands, in capitals and in lower case.
fn score(model: &Model<'_>, path: &Path) -> Result<()> {
    let docs = corpus::gold(path)?;
    let tokens: usize = docs.iter().map(|d| d.tokens.len()).sum();
    println!("{} ({tokens} tokens)", path.display());
    for form in [Form::Plain, Form::Upper, Form::Lower] {
        let (gold, found) = predict(model, &docs, form);
        let three = |s: &Spans| s.iter().filter(|s| matches!(s.3, "PER" | "ORG" | "LOC")).copied().collect::<Spans>();
        let f1 = |gold: &Spans, found: &Spans| {
            let all: std::collections::BTreeSet<_> = gold.iter().collect();
            let hits = found.iter().filter(|f| all.contains(f)).count() as f64;
            200.0 * hits / (gold.len() + found.len()).max(1) as f64
        };
        let one = |s: &Spans, class: &str| s.iter().filter(|s| s.3 == class).copied().collect::<Spans>();
        let line: Vec<String> = ["PER", "ORG", "LOC", "NORP", "MISC"]
            .iter()
            .map(|c| format!("{c} {:.1}", f1(&one(&gold, c), &one(&found, c))))
            .collect();
        let bare = |s: &Spans| s.iter().map(|&(d, a, b, _)| (d, a, b, "")).collect::<Spans>();
        println!(
            "  {form:?}: P+O+L {:.2} untyped {:.2}  {}",
            f1(&three(&gold), &three(&found)),
            f1(&bare(&three(&gold)), &bare(&three(&found))),
            line.join(" ")
        );
    }
    Ok(())
}

/// Annotates raw texts (`id` and `text` a line) and writes their names as reports have them, for scoring from raw text.
#[allow(clippy::disallowed_methods, reason = "it measures speed")]
fn annotate(model: &[u8], input: &Path, out: &Path) -> Result<()> {
    let bare = Annotator::english().layers(Layers::text());
    let annotator = Annotator::english().layers(Layers::text().with_names()).names_model(model)?;
    let mut written = String::new();
    let (mut spent, mut without, mut tokens) = (Duration::ZERO, Duration::ZERO, 0);
    for line in fs::read_to_string(input)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().context("a line has no text")?;
        let start = Instant::now();
        let _ = bare.annotate(text);
        without += start.elapsed();
        let start = Instant::now();
        let document = annotator.annotate(text);
        spent += start.elapsed();
        tokens += document.token_count();
        let mentions: Vec<serde_json::Value> = document
            .names()
            .into_iter()
            .flatten()
            .map(|name| {
                let span = name.span();
                serde_json::json!({"start": span.start, "end": span.end, "type": name.kind().name(), "kind": "name", "rule": name.rule(), "score": name.score()})
            })
            .collect();
        written.push_str(
            &serde_json::json!({"id": row["id"], "text": text, "offsets": "utf8", "mentions": mentions}).to_string(),
        );
        written.push('\n');
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / tokens.max(1) as f64;
    println!(
        "{tokens} tokens; {:.2} us a token from text to names, {:.2} of it for names",
        each(spent),
        each(spent) - each(without)
    );
    Ok(fs::write(out, written)?)
}

/// Prints each wrong span with its sentence.
fn errors(model: &Model<'_>, path: &Path) -> Result<()> {
    let docs = corpus::gold(path)?;
    let (gold, found) = predict(model, &docs, Form::Plain);
    for (mark, ours, theirs) in [("missed", &gold, &found), ("wrong", &found, &gold)] {
        for &(doc, start, end, kind) in ours.iter().filter(|s| !theirs.contains(s)) {
            let tokens = &docs[doc].tokens;
            let other: Vec<String> = theirs
                .iter()
                .filter(|o| o.0 == doc && o.1 < end && start < o.2)
                .map(|o| format!("{}:{}", o.3, tokens[o.1..o.2].join(" ")))
                .collect();
            let left = tokens[start.saturating_sub(5)..start].join(" ");
            let right = tokens[end..(end + 4).min(tokens.len())].join(" ");
            println!("{mark}\t{kind}\t{left} [{}] {right}\t{}", tokens[start..end].join(" "), other.join("; "));
        }
    }
    Ok(())
}
