//! Files of texts.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// What a file holds; an error names it.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The texts of a file of JSON Lines with `text`.
pub(crate) fn of(path: &Path) -> Result<Vec<String>> {
    let text = |line: &str| -> Result<String> {
        let row: Value = serde_json::from_str(line)?;
        Ok(row["text"].as_str().context("a line without text")?.to_owned())
    };
    read(path)?.lines().filter(|line| !line.trim().is_empty()).map(text).collect()
}
