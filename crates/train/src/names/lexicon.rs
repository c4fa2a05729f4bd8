//! Builds the lexicon: lists of names, spelling in news, word classes.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::names::hash;
use dateline_core::names::lexicon::{Entry, PROBES, SLOT, fingerprint, flag};

use super::classes;
use super::corpus::Text;

fn lines(path: &Path) -> Result<Vec<String>> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(str::to_owned).collect())
}

/// Entries by the hash that the recogniser looks up, in order.
pub(crate) struct Builder {
    entries: BTreeMap<u64, Entry>,
}

impl Builder {
    pub(crate) fn from_lists(lists: &Path) -> Result<Self> {
        let mut this = Self { entries: BTreeMap::new() };
        for (file, bit) in [
            ("given.txt", flag::GIVEN),
            ("family.txt", flag::FAMILY),
            ("gpe.txt", flag::GPE),
            ("countries.txt", flag::GPE),
            ("orgs.txt", flag::ORG),
            ("regions.txt", flag::REGION),
            ("titles.txt", flag::TITLE),
            ("org_heads.txt", flag::ORG_HEAD),
        ] {
            for line in lines(&lists.join(file))? {
                this.add(&line, bit);
            }
        }
        for line in lines(&lists.join("norp.txt"))? {
            this.add(&line, flag::NORP);
            this.add(&format!("{line}s"), flag::NORP);
        }
        for line in lines(&lists.join("place_heads.txt"))? {
            let mut columns = line.split('\t');
            let (word, kind) = (columns.next().unwrap_or_default(), columns.next());
            this.add(word, if kind == Some("FAC") { flag::BUILT_HEAD } else { flag::PLACE_HEAD });
        }
        for word in "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(' ') {
            this.add(word, flag::CALENDAR);
        }
        Ok(this)
    }

    /// Adds a name of one to five words; longer names open at their first word.
    fn add(&mut self, name: &str, bits: u16) {
        let lower = name.to_lowercase().replace('’', "'");
        let parts: Vec<&str> = lower.split_whitespace().flat_map(split_hyphens).collect();
        let Some((first, rest)) = parts.split_first() else { return };
        if rest.len() > 4 {
            return;
        }
        let key =
            rest.iter().fold(hash::word(first.as_bytes()), |key, part| hash::join(key, hash::word(part.as_bytes())));
        self.entries.entry(key).or_default().flags |= bits;
        if !rest.is_empty() {
            self.entries.entry(hash::word(first.as_bytes())).or_default().flags |= flag::OPENS;
        }
    }

    /// Adds how news spells words, and their classes.
    pub(crate) fn observe(&mut self, texts: &[&[Text]]) {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut forms: Vec<[u32; 3]> = Vec::new();
        let mut sentences: Vec<Vec<u32>> = Vec::new();
        for text in texts.iter().flat_map(|t| t.iter()) {
            for range in &text.sentences {
                let tokens = &text.tokens[range.clone()];
                let small = tokens.iter().filter(|t| t.starts_with(char::is_lowercase)).count();
                let telling = small * 3 > tokens.len();
                let mut started = false;
                sentences.push(
                    tokens
                        .iter()
                        .map(|token| {
                            let lower = token.to_lowercase().replace('’', "'");
                            let shown =
                                if token.starts_with(|c: char| c.is_ascii_digit()) { "0".to_owned() } else { lower };
                            let number = *numbers.entry(shown).or_insert_with(|| {
                                counts.push(0);
                                forms.push([0; 3]);
                                counts.len() as u32 - 1
                            });
                            counts[number as usize] += 1;
                            let letters = token.chars().any(char::is_alphabetic);
                            if telling && letters && (started || token.starts_with(char::is_lowercase)) {
                                let upper = token.chars().filter(|c| c.is_uppercase()).count();
                                let form = if upper == 0 {
                                    0
                                } else if upper > 1 && !token.chars().any(char::is_lowercase) {
                                    2
                                } else {
                                    1
                                };
                                forms[number as usize][form] += 1;
                            }
                            if letters {
                                started = true;
                            } else if !token.starts_with(char::is_alphanumeric) && token != "," && token != "-" {
                                started = false;
                            }
                            number
                        })
                        .collect(),
                );
            }
        }
        let classes = classes::learn(&sentences, &counts, 5, 512, 2);
        let mut words: Vec<(&String, &u32)> = numbers.iter().collect();
        words.sort();
        let mut classed = 0;
        for (word, &number) in words {
            let count = counts[number as usize];
            let [lower, capital, upper] = forms[number as usize];
            if count < 4 {
                continue;
            }
            let entry = self.entries.entry(hash::word(word.as_bytes())).or_default();
            let total = lower + capital + upper;
            if total >= 2 {
                if lower * 10 >= total * 6 {
                    entry.flags |= flag::LOWER;
                } else if upper * 2 > total {
                    entry.flags |= flag::UPPER;
                } else if (capital + upper) * 10 >= total * 6 {
                    entry.flags |= flag::CAPITAL;
                }
            }
            if lower >= 200 {
                entry.flags |= flag::FREQUENT;
            }
            entry.class = classes.get(&number).copied().unwrap_or(0);
            classed += usize::from(entry.class > 0);
        }
        println!("lexicon: {} entries, {classed} with a class", self.entries.len());
    }

    /// The table's bytes.
    pub(crate) fn slots(&self) -> Vec<u8> {
        let count = (self.entries.len() * 8 / 7).next_power_of_two();
        let mut slots = vec![0u8; count * SLOT];
        let mut lost = 0;
        for (&key, entry) in &self.entries {
            let mut at = key as usize & (count - 1);
            let mut placed = false;
            for _ in 0..PROBES {
                let slot = &mut slots[at * SLOT..at * SLOT + SLOT];
                if slot[0] == 0 && slot[1] == 0 {
                    slot[..2].copy_from_slice(&fingerprint(key).to_le_bytes());
                    slot[2..4].copy_from_slice(&entry.flags.to_le_bytes());
                    slot[4..].copy_from_slice(&entry.class.to_le_bytes());
                    placed = true;
                    break;
                }
                at = (at + 1) & (count - 1);
            }
            lost += usize::from(!placed);
        }
        println!("lexicon: {} slots, {lost} entries lost", count);
        slots
    }
}

fn split_hyphens(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for (at, part) in word.split('-').enumerate() {
        if at > 0 {
            parts.push("-");
        }
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}
