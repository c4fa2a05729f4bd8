//! What else a place's name is: an ordinary word, a personal name.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::gazetteer::fold;

/// Counts of words in running text and of names in lists of people.
pub(super) struct Senses {
    lower: HashMap<String, u32>,
    upper: HashMap<String, u32>,
    /// Share of the population that bears the name, in thousandths of a percent.
    borne: HashMap<String, (u32, bool)>,
    person: HashMap<String, u32>,
    place: HashMap<String, u32>,
}

impl Senses {
    pub(super) fn read(packages: &Path, corpora: &Path) -> Result<Self> {
        let mut senses = Self {
            lower: HashMap::new(),
            upper: HashMap::new(),
            borne: HashMap::new(),
            person: HashMap::new(),
            place: HashMap::new(),
        };
        for file in ["gmb_voa_detok", "wikinews_2019_2020", "wikipedia_current_events"] {
            let path = corpora.join("text").join(file).with_extension("jsonl");
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for line in text.lines() {
                let row: serde_json::Value = serde_json::from_str(line)?;
                senses.count(row.get("text").and_then(|text| text.as_str()).unwrap_or_default());
            }
        }
        let lists = packages.join("names-0.3.0/names");
        for (file, given) in [("dist.male.first", true), ("dist.female.first", true), ("dist.all.last", false)] {
            let path = lists.join(file);
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for line in text.lines() {
                let mut columns = line.split_whitespace();
                let (Some(name), Some(share)) =
                    (columns.next(), columns.next().and_then(|share| share.parse::<f64>().ok()))
                else {
                    continue;
                };
                let known = senses.borne.entry(name.to_lowercase()).or_default();
                known.0 += (share * 1000.0) as u32;
                known.1 |= given;
            }
        }
        let path = corpora.join("names/train/gmb.bio");
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines() {
            let Some((word, label)) = line.split_once('\t') else { continue };
            let mut key = String::new();
            fold(word, &mut key);
            match label.get(2..) {
                Some("PER" | "ORG") => *senses.person.entry(key).or_default() += 1,
                Some("LOC") => *senses.place.entry(key).or_default() += 1,
                _ => {}
            }
        }
        Ok(senses)
    }

    /// Words inside sentences: the first word after a full stop is written large whatever it is.
    fn count(&mut self, text: &str) {
        let mut inside = false;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if inside && !bare.is_empty() {
                let mut key = String::new();
                fold(bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare), &mut key);
                let table =
                    if bare.chars().next().is_some_and(char::is_lowercase) { &mut self.lower } else { &mut self.upper };
                *table.entry(key).or_default() += 1;
            }
            inside = !word.ends_with(['.', '!', '?', '"', '”', ':', '–', '—']);
        }
    }

    /// How common an ordinary word the folded name is, 0 to 3.
    pub(super) fn word(&self, key: &str) -> u8 {
        let all = |table: &HashMap<String, u32>| {
            key.split(' ').map(|word| table.get(word).copied().unwrap_or(0)).min().unwrap_or(0)
        };
        if key.contains(' ') {
            // Words that never stand with a capital make no name: "as is", "to the".
            let ordinary = key.split(' ').all(|word| {
                self.lower.get(word).copied().unwrap_or(0) > 20 * self.upper.get(word).copied().unwrap_or(0).max(1)
            });
            return if ordinary { 2 } else { 0 };
        }
        let (lower, upper) = (all(&self.lower), all(&self.upper));
        match lower {
            0..=1 => 0,
            _ if lower > 10 * upper.max(3) => 3,
            _ if lower > upper => 2,
            _ if lower * 8 > upper => 1,
            _ => 0,
        }
    }

    /// How common a personal name the folded name is, 0 to 3; `wide` places are known by their name even so.
    pub(super) fn person(&self, key: &str, wide: bool) -> u8 {
        if key.contains(' ') {
            return 0;
        }
        let (share, given) = self.borne.get(key).copied().unwrap_or_default();
        let (person, place) = (self.person.get(key).copied().unwrap_or(0), self.place.get(key).copied().unwrap_or(0));
        let level = match share {
            0 => 0,
            1..=3 => 1,
            4..=19 => 1 + u8::from(given),
            20..=99 => 2,
            _ => 3,
        };
        let seen = match (person, place) {
            (0, 0) => level,
            (person, place) if place >= 5 && place > 4 * person => 0,
            (person, place) if place > person => level.min(1),
            (person, place) if person >= 3 && person > 4 * place => level.max(2),
            _ => level.max(1),
        };
        if wide { seen.min(1) } else { seen }
    }
}

/// Whether two names are transcriptions of one: the same first letter and nearly the same consonants.
pub(super) fn similar(name: &str, main: &str) -> bool {
    let latin = name.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
    let starts = name.chars().next().is_some_and(char::is_uppercase) && name.chars().skip(1).any(char::is_lowercase);
    if !latin || !starts {
        return false;
    }
    let skeleton = |name: &str| {
        let mut key = String::new();
        fold(name, &mut key);
        let mut bones: Vec<u8> = Vec::new();
        for byte in key.bytes().filter(u8::is_ascii_alphabetic) {
            let class = match byte {
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' => continue,
                b'c' | b'k' | b'q' | b'g' => b'k',
                b's' | b'z' | b'x' => b's',
                b'd' | b't' => b't',
                b'b' | b'p' | b'v' | b'f' => b'b',
                b'j' => b'j',
                other => other,
            };
            if bones.last() != Some(&class) {
                bones.push(class);
            }
        }
        (key.bytes().next().unwrap_or_default(), key.split(' ').count(), bones)
    };
    let ((first, words, bones), (first_main, words_main, bones_main)) = (skeleton(name), skeleton(main));
    let vowels = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    bones == bones_main
        && words == words_main
        && (first == first_main || (vowels(first) && vowels(first_main)) || bones.len() > 1)
}
