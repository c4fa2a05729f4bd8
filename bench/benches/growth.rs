//! Twice the input, at most 2.5 times the time: counted on texts made to break that. Fails (exit code 1) where one takes more.
//!
//! `DATELINE_BYTES` sets the smaller size (default 200000).

use std::process::ExitCode;
use std::time::{Duration, Instant};

use dateline_extract::Extractor;

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\"", "“", "(", "a.", "9", "9,", "x", "word ", "Word ", "“A.” ", "on Friday ", "IS ", "A (B) ", "Ab Cd (AC) ", "said ", "he said that ", "the man who ",
    "a, ", "and the ", "e\u{301}", "\u{202e}x", "\n", "A\n", "http://", "$5 ", "three hundred ", "Paris, ", "Mr. Lee said. ",
    "He told her that he saw her. ", "Ann Lee and Bob Roe ",
];
const RUNS: usize = 5;
const LIMIT: f64 = 2.5;
/// Below this a measure is noise.
const LEAST: Duration = Duration::from_millis(2);

fn main() -> ExitCode {
    let bytes = std::env::var("DATELINE_BYTES").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(200_000);
    let extractor = Extractor::english();
    let _ = extractor.extract("Everything that is read once is read now.");
    let mut within = true;
    for piece in PIECES {
        let [once, twice] = [bytes, 2 * bytes].map(|bytes| median(&extractor, &piece.repeat(bytes / piece.len())));
        let ratio = twice.as_secs_f64() / once.max(LEAST).as_secs_f64();
        let verdict = if ratio > LIMIT { "too slow" } else { "" };
        println!("{:18} {:>10.1?} {:>10.1?} {ratio:6.2} {verdict}", format!("{piece:?}"), once, twice);
        within &= ratio <= LIMIT;
    }
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn median(extractor: &Extractor, text: &str) -> Duration {
    let mut times = [Duration::ZERO; RUNS];
    for time in &mut times {
        let start = Instant::now();
        std::hint::black_box(extractor.extract(text));
        *time = start.elapsed();
    }
    times.sort();
    times[RUNS / 2]
}
