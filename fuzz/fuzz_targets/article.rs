//! Any text in: no panic, and a report that reads back as it was written.
#![no_main]

use dateline_extract::{Extractor, Report, ReportOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let story = Extractor::english().extract(text);
    let report = story.report(&ReportOptions::new());
    assert_eq!(Report::from_json(&report.to_json()).ok(), Some(report));
});
