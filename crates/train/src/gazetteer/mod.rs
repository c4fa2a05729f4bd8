//! The gazetteer: which places are held, under which names, and what else those names are.

mod senses;
mod sources;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::gazetteer::layout::{self, Key, Record};
use dateline_core::gazetteer::{Feature, fold};

use senses::Senses;
use sources::{Country, Division, Sources, Town};

/// Countries where English is an everyday language of the press, or that the world's news keeps reporting on: small places are held.
const CLOSE: &[&str] = &[
    "US", "GB", "CA", "AU", "NZ", "IE", "IN", "PK", "NG", "ZA", "KE", "GH", "UG", "JM", "SG", "HK", "MT", "PS", "IL",
    "LB", "SY", "IQ", "IR", "AF", "YE", "LY", "SD", "SS", "SO", "ET", "ER", "ML", "NE", "BF", "TD", "CF", "CD", "CM",
    "MZ", "MM", "UA", "BY", "GE", "AM", "AZ", "XK", "BA", "HT", "BD", "LK", "NP", "EG", "TN", "JO", "SA", "KW", "QA",
    "BH", "OM", "AE", "CY", "RW", "BI", "DJ", "SL", "LR", "ZW", "PG", "FJ", "TW", "KP",
];
/// Countries whose names are transcribed from another script: other transcriptions are held as secondary names.
const TRANSCRIBED: &[&str] = &[
    "PS", "IL", "LB", "SY", "IQ", "IR", "AF", "YE", "LY", "SD", "EG", "TN", "DZ", "MA", "EH", "JO", "SA", "KW", "QA",
    "BH", "OM", "AE", "IN", "PK", "BD", "LK", "NP", "BT", "MM", "TH", "LA", "KH", "KR", "KP", "JP", "CN", "TW", "MN",
    "KZ", "KG", "TJ", "TM", "UZ", "RU", "UA", "BY", "GE", "AM", "AZ", "BG", "MK", "RS", "GR", "CY", "ET", "ER", "MV",
    "SO", "DJ", "TD", "MR", "KM", "HK", "MO",
];

/// Builds the file.
pub(crate) fn build(sources: &Path, corpora: &Path, out: &Path) -> Result<()> {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gazetteer");
    let sources = Sources::read(sources, &lists)?;
    let senses = Senses::read(&sources.packages, corpora)?;
    let mut file = Draft::default();
    file.countries(&sources);
    file.regions(&sources);
    file.divisions(&sources);
    file.towns(&sources);
    file.exonyms(&sources)?;
    let keys = file.keys(&senses);
    let bytes = layout::write(sources.hash, &file.records, &file.named, &keys)?;
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    let many = keys.values().filter(|key| key.entries.len() > 1).count();
    println!(
        "{} records ({} named), {} keys ({many} of several places), {} bytes",
        file.records.len(),
        file.named.len(),
        keys.len(),
        bytes.len()
    );
    Ok(())
}

#[derive(Default)]
struct Draft {
    records: Vec<Record>,
    named: Vec<String>,
    names: BTreeMap<String, BTreeMap<u32, bool>>,
    by_code: HashMap<String, u16>,
    by_id: HashMap<u32, u16>,
    towns_by_name: HashMap<(String, String), u32>,
}

impl Draft {
    fn add(&mut self, record: Record) -> u32 {
        self.records.push(record);
        (self.records.len() - 1) as u32
    }

    fn name(&mut self, record: u32, name: &str, secondary: bool) {
        let mut key = String::new();
        fold(name, &mut key);
        let plain = key.strip_prefix("the ").map(str::to_owned);
        for key in [Some(key), plain]
            .into_iter()
            .flatten()
            .filter(|key| key.chars().count() > 1 && key.bytes().all(|b| b.is_ascii()))
        {
            let known = self.names.entry(key).or_default().entry(record).or_insert(secondary);
            *known &= secondary;
        }
    }

    fn countries(&mut self, sources: &Sources) {
        for country in &sources.countries {
            let Country { code, geonames, name, population, position, names, dependent } = country;
            let feature = if *dependent { Feature::Territory } else { Feature::Country };
            let number = self.add(Record {
                geonames: Some(*geonames),
                position: *position,
                parent: None,
                feature,
                population: *population,
            });
            self.by_code.insert(code.clone(), number as u16);
            self.named.push(name.clone());
            self.name(number, name, false);
            names.iter().for_each(|name| self.name(number, name, false));
        }
    }

    fn regions(&mut self, sources: &Sources) {
        for region in &sources.regions {
            let parent = self.by_code.get(&region.country).copied();
            let number = self.add(Record {
                geonames: region.geonames,
                position: region.position,
                parent,
                feature: region.feature,
                population: 0,
            });
            self.by_id.extend(region.geonames.map(|id| (id, number as u16)));
            self.named.push(region.names.first().cloned().unwrap_or_default());
            region.names.iter().for_each(|name| self.name(number, name, false));
        }
    }

    /// Divisions get the middle and the people of their towns; those without towns and without a point are left out.
    fn divisions(&mut self, sources: &Sources) {
        let mut middles: HashMap<&str, Middle> = HashMap::new();
        let mut town_names: HashSet<(&str, String)> = HashSet::new();
        for town in &sources.towns {
            for code in [&town.division1, &town.division2] {
                middles.entry(code).or_default().add(town);
            }
            let mut key = String::new();
            fold(&town.name, &mut key);
            town_names.insert((&town.division2, key));
        }
        let many: HashMap<&str, usize> =
            sources.divisions.iter().filter(|d| d.level == 2).fold(HashMap::new(), |mut many, division| {
                *many.entry(&division.country).or_default() += 1;
                many
            });
        for level in [1, 2] {
            for division in sources.divisions.iter().filter(|division| division.level == level) {
                let Division { code, country, geonames, name, names, position, parent, .. } = division;
                // The list of regions may hold a division under its own feature: the Gaza Strip.
                if let Some(number) = geonames.and_then(|id| self.by_id.get(&id)).copied() {
                    self.by_code.insert(code.clone(), number);
                    continue;
                }
                let middle = middles.get(code.as_str());
                let Some(position) = position.or_else(|| middle.map(Middle::point)) else { continue };
                let mut key = String::new();
                fold(name, &mut key);
                let far = !CLOSE.contains(&country.as_str());
                // A commune of a far country that is called like its town adds nothing to the town.
                if level == 2
                    && far
                    && (many.get(country.as_str()).is_some_and(|many| *many > 450)
                        || town_names.contains(&(code.as_str(), key)))
                {
                    continue;
                }
                let feature = if level == 1 { Feature::Division1 } else { Feature::Division2 };
                let parent = self.by_code.get(parent).or_else(|| self.by_code.get(country)).copied();
                if self.records.len() >= usize::from(u16::MAX) {
                    continue;
                }
                let population = middle.map_or(0, |middle| middle.people);
                let number = self.add(Record { geonames: *geonames, position, parent, feature, population });
                self.by_code.insert(code.clone(), number as u16);
                if level == 1 {
                    self.named.push(name.clone());
                }
                self.name(number, name, false);
                for plain in plain_division(name) {
                    self.name(number, &plain, false);
                }
                for (name, curated) in names {
                    let close = *curated
                        || (TRANSCRIBED.contains(&country.as_str()) && senses::similar(name, &division.name))
                        || plain_division(&division.name).contains(name);
                    if close {
                        self.name(number, name, !curated);
                        if level == 2 {
                            plain_division(name).iter().for_each(|plain| self.name(number, plain, true));
                        }
                    }
                }
            }
        }
    }

    fn towns(&mut self, sources: &Sources) {
        for town in &sources.towns {
            let least = if CLOSE.contains(&town.country.as_str()) { 0 } else { 2500 };
            if town.population < least && !town.capital {
                continue;
            }
            let parent = [&town.division2, &town.division1, &town.country]
                .into_iter()
                .find_map(|code| self.by_code.get(code))
                .copied();
            let feature = if town.capital { Feature::Capital } else { Feature::City };
            let number = self.add(Record {
                geonames: Some(town.geonames),
                position: town.position,
                parent,
                feature,
                population: town.population,
            });
            self.name(number, &town.name, false);
            for name in town.name.split(" / ").filter(|part| part.len() < town.name.len()) {
                self.name(number, name, false);
            }
            let mut key = String::new();
            fold(&town.name, &mut key);
            let larger = self.towns_by_name.entry((key, town.country.clone())).or_insert(number);
            if self.records.get(*larger as usize).is_some_and(|known| known.population < town.population) {
                *larger = number;
            }
            if town.population < 2000 {
                continue;
            }
            let transcribed = TRANSCRIBED.contains(&town.country.as_str());
            for name in &town.names {
                let city = name.strip_suffix(" City").is_some_and(|plain| plain == town.name)
                    || town.name.strip_suffix(" City").is_some_and(|plain| plain == name);
                if city || (transcribed && senses::similar(name, &town.name)) {
                    self.name(number, name, true);
                }
            }
        }
    }

    fn exonyms(&mut self, sources: &Sources) -> Result<()> {
        for (main, country, names) in &sources.exonyms {
            let mut key = String::new();
            fold(main, &mut key);
            let named = self.towns_by_name.get(&(key.clone(), country.clone())).copied();
            let of_country = |number: &u32| {
                self.by_code.get(country).is_some_and(|country| self.country_of(*number) == Some(*country))
            };
            let other = || {
                self.names
                    .get(&key)?
                    .keys()
                    .copied()
                    .filter(of_country)
                    .max_by_key(|number| self.records.get(*number as usize).map(|record| record.population))
            };
            let Some(number) = named.or_else(other) else {
                println!("no town is called {main} ({country})");
                continue;
            };
            names.iter().for_each(|name| self.name(number, name, false));
        }
        Ok(())
    }

    fn country_of(&self, number: u32) -> Option<u16> {
        let mut at = self.records.get(number as usize)?.parent?;
        while let Some(parent) = self.records.get(usize::from(at))?.parent {
            at = parent;
        }
        Some(at)
    }

    fn keys(&self, senses: &Senses) -> BTreeMap<String, Key> {
        let rank = |number: u32| {
            let record = self.records.get(number as usize);
            record.map_or((0, 0), |record| (record.feature.extent(), record.population))
        };
        let keyed = self.names.iter().map(|(name, entries)| {
            let mut entries: Vec<(u32, bool)> =
                entries.iter().map(|(number, secondary)| (*number, *secondary)).collect();
            entries.sort_by_key(|(number, secondary)| (std::cmp::Reverse(rank(*number)), *secondary, *number));
            // Wide places are few; of the many towns of one name the largest are enough.
            entries.truncate(48);
            let wide = entries.iter().any(|(number, _)| rank(*number).0 >= 3 || rank(*number).1 > 3_000_000);
            (name.clone(), Key { word: senses.word(name), person: senses.person(name, wide), entries })
        });
        keyed.collect()
    }
}

/// The middle of towns: of the outer bounds of nearly all of them, so that a division's crowded corner does not pull it over.
#[derive(Default)]
struct Middle {
    points: Vec<(f64, f64)>,
    people: u64,
}

impl Middle {
    fn add(&mut self, town: &Town) {
        self.points.push(town.position);
        self.people += town.population;
    }

    fn point(&self) -> (f64, f64) {
        let axis = |pick: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = self.points.iter().map(pick).collect();
            values.sort_by(f64::total_cmp);
            let cut = values.len() / 50;
            let bounds = (values.get(cut).copied().unwrap_or_default()
                + values.get(values.len() - 1 - cut).copied().unwrap_or_default())
                / 2.0;
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            f64::midpoint(bounds, mean)
        };
        (axis(|point| point.0), axis(|point| point.1))
    }
}

/// The name of a division without the word that says what kind of division it is.
fn plain_division(name: &str) -> Vec<String> {
    const BEFORE: &[&str] = &[
        "Muhafazat ",
        "Republic of ",
        "City of ",
        "Province of ",
        "State of ",
        "Al ",
        "An ",
        "Ar ",
        "As ",
        "Ash ",
        "Ad ",
        "Al-",
        "Ar-",
        "As-",
        "Departamento de ",
        "Provincia de ",
        "District of ",
    ];
    const AFTER: &[&str] = &[
        " Oblast",
        " Republic",
        " Krai",
        " Kray",
        " Province",
        " State",
        " Governorate",
        " Region",
        " District",
        " Prefecture",
        " Department",
        " Municipality",
        " Parish",
        " Territory",
        " Division",
        " Regency",
        " Raion",
        " City",
        " Shahrestān",
        " Agency",
        " Voivodeship",
        " Canton",
    ];
    let mut plain: Vec<String> =
        BEFORE.iter().filter_map(|before| name.strip_prefix(before)).map(str::to_owned).collect();
    plain.extend(AFTER.iter().filter_map(|after| name.strip_suffix(after)).map(str::to_owned));
    plain.retain(|plain| plain.chars().count() > 2);
    plain
}
