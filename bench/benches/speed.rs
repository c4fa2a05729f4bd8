//! Words a second on one thread, by layer, beside the tokeniser of harper-core on the same text in the same run.
//!
//! `DATELINE_TEXTS=FILE.jsonl` reads other articles, one a line, in the field `text`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_bench::{texts, words};
use dateline_extract::Extractor;
use dateline_extract::core::{Annotator, Layers};
use harper_core::parsers::{Parser, PlainEnglish};

fn speed(criterion: &mut Criterion) {
    let texts = texts();
    let mut group = criterion.benchmark_group("speed");
    group.throughput(Throughput::Elements(words(&texts))).sample_size(10);

    // harper reads characters; turning text into them is not counted against it.
    let characters: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
    group.bench_function("harper-core tokens", |bench| {
        bench.iter(|| characters.iter().map(|text| black_box(PlainEnglish.parse(text)).len()).sum::<usize>());
    });
    let annotators = [
        ("tokens, sentences, blocks", Annotator::english().layers(Layers::text())),
        ("all of core", Annotator::english()),
    ];
    for (name, annotator) in annotators {
        group.bench_function(name, |bench| {
            bench.iter(|| {
                texts.iter().map(|text| black_box(annotator.annotate(text.as_str())).token_count()).sum::<usize>()
            });
        });
    }
    let extractor = Extractor::english();
    group.bench_function("story", |bench| {
        bench.iter(|| {
            texts.iter().map(|text| black_box(extractor.extract(text.as_str())).claims().len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
