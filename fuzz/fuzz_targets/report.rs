//! Any JSON in: a report or an error, no panic.
#![no_main]

use dateline_extract::Report;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    let _ = Report::from_json(json);
});
