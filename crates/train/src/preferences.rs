//! Which places in a sentence people fill and which things do, from how often plain news has "he" and "she" there, and how often "it".

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::names::preferences;
use dateline_core::{Annotator, Deprel};

use crate::texts;

/// A place that fewer pronouns fill tells nothing.
const FEWEST: f64 = 4.0;
/// Bounds of the logarithm of how much more often than elsewhere people fill the place.
const BOUNDS: [f64; 2] = [0.5, 1.3];

/// Counts the pronouns of the folder's texts and writes the list.
pub(crate) fn build(folder: &Path, out: &Path) -> Result<()> {
    let annotator = Annotator::english();
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    // How often people and how often things fill each place.
    let mut counts: BTreeMap<(&'static str, String), [f64; 2]> = BTreeMap::new();
    for path in paths {
        for text in texts::of(&path)? {
            let document = annotator.annotate(text.as_str());
            for word in document.tokens().filter(|word| word.deprel() != Some(Deprel::Expl)) {
                let column = match word.text().to_lowercase().as_str() {
                    "he" | "him" | "his" | "she" | "her" => 0,
                    "it" | "its" => 1,
                    _ => continue,
                };
                if let Some((slot, lemma)) = preferences::slot(word) {
                    counts.entry((slot, lemma.to_lowercase())).or_default()[column] += 1.0;
                }
            }
        }
    }
    let mut totals: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    for ((slot, _), own) in &counts {
        let total = totals.entry(slot).or_insert([1.0; 2]);
        total[0] += own[0];
        total[1] += own[1];
    }
    let mut list = String::from(
        "# Whether people or things fill a place in the sentence.\n\
         # Written by `dateline-train preferences`, from how often plain news has \"he\" and \"she\" there, and how often \"it\".\n\
         # what it is to the word\tlemma of the word\t-2 .. 2: things by far, things, people, people by far\n",
    );
    for ((slot, lemma), own) in counts.iter().filter(|(_, own)| own[0] + own[1] >= FEWEST) {
        let [people, things] = totals[slot];
        let odds = ((own[0] + 1.0) / (own[1] + 1.0)).ln() - (people / things).ln() / 2.0;
        let strength = BOUNDS.iter().filter(|bound| odds.abs() > **bound).count() as i8;
        if strength > 0 && lemma.chars().all(char::is_alphabetic) {
            writeln!(list, "{slot}\t{lemma}\t{}", if odds < 0.0 { -strength } else { strength })?;
        }
    }
    std::fs::write(out, list)?;
    Ok(())
}
