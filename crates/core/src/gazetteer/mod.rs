//! The places of the world by name: countries, divisions, towns, regions and seas, read in place from one file.
//!
//! Names are found under their folded spelling ([`fold()`]), so that "Xi’an" and "Xian" are one name. The bundled data comes from GeoNames
//! (CC BY 4.0) and from lists of regions; `SOURCES.md` of `dateline-models` credits them.
//!
//! Known limits: places of fewer than some hundred inhabitants are not held; towns have no second names unless these are common in English
//! or other transcriptions of the same name; the point of a division is the middle of its towns unless GeoNames' own point is known.

mod countries;
mod feature;
mod fold;
pub mod layout;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use once_cell::sync::Lazy;

pub use feature::Feature;
pub use fold::fold;
use layout::{Cell, Record};

use crate::Error;

static BUNDLED: Lazy<Gazetteer> =
    Lazy::new(|| Gazetteer::read(dateline_models::weights::GAZETTEER, false).unwrap_or_else(|_| Gazetteer::empty()));

/// A list of the world's places that is searched by name.
///
/// Cheap to clone. Nothing is built at start: the bundled file is used as it lies in the program.
///
/// ```
/// use dateline_core::gazetteer::Gazetteer;
/// let gazetteer = Gazetteer::bundled();
/// let hit = gazetteer.find("Aleppo").expect("a city");
/// assert!(hit.entries().any(|entry| entry.country() == Some("SY")));
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    file: File,
    added: Option<Arc<Added>>,
}

#[derive(Clone)]
struct File {
    bytes: Bytes,
    records: Range<usize>,
    ends: Range<usize>,
    names: Range<usize>,
    keys: Range<usize>,
    postings: Range<usize>,
    transducer: Option<fst::raw::Fst<Bytes>>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("bytes", &self.bytes.as_ref().len()).finish_non_exhaustive()
    }
}

#[derive(Clone)]
enum Bytes {
    Static(&'static [u8], usize),
    Shared(Arc<[u8]>, usize),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes, from) => bytes.get(*from..),
            Self::Shared(bytes, from) => bytes.get(*from..),
        }
        .unwrap_or_default()
    }
}

impl Bytes {
    fn tail(&self, at: usize) -> Self {
        match self {
            Self::Static(bytes, from) => Self::Static(bytes, from + at),
            Self::Shared(bytes, from) => Self::Shared(Arc::clone(bytes), from + at),
        }
    }
}

/// A place that a caller adds to the gazetteer.
///
/// ```
/// use dateline_core::gazetteer::{Feature, Gazetteer, NewPlace};
/// let camp = NewPlace::new("Camp Bravo", 36.5, 37.9).country("SY").feature(Feature::Base);
/// let gazetteer = Gazetteer::bundled().with([camp]);
/// assert_eq!(gazetteer.find("Camp Bravo").map(|hit| hit.entries().count()), Some(1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewPlace {
    names: Vec<String>,
    position: (f64, f64),
    country: Option<&'static str>,
    feature: Feature,
    population: u64,
    geonames: Option<u32>,
}

impl NewPlace {
    /// A populated place of this name at this latitude and longitude (degrees, WGS 84).
    #[must_use]
    pub fn new(name: impl Into<String>, latitude: f64, longitude: f64) -> Self {
        Self {
            names: vec![name.into()],
            position: (latitude.clamp(-90.0, 90.0), longitude.clamp(-180.0, 180.0)),
            country: None,
            feature: Feature::City,
            population: 0,
            geonames: None,
        }
    }

    /// Another name of it.
    #[must_use]
    pub fn alias(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The country that it lies in (ISO 3166-1 alpha-2); an unknown code is left out.
    #[must_use]
    pub fn country(mut self, code: &str) -> Self {
        self.country = countries::position(code).and_then(|at| countries::CODES.get(usize::from(at))).copied();
        self
    }

    /// What kind of place it is.
    #[must_use]
    pub fn feature(mut self, feature: Feature) -> Self {
        self.feature = feature;
        self
    }

    /// How many people live there.
    #[must_use]
    pub fn population(mut self, population: u64) -> Self {
        self.population = population;
        self
    }

    /// Its GeoNames id. The gazetteer's own entry of that id is then replaced by this one.
    #[must_use]
    pub fn geonames(mut self, id: u32) -> Self {
        self.geonames = Some(id);
        self
    }
}

#[derive(Debug, Default)]
struct Added {
    places: Vec<NewPlace>,
    names: BTreeMap<String, Vec<u32>>,
    replaced: Vec<u32>,
}

impl Gazetteer {
    /// The gazetteer that the crate carries.
    #[must_use]
    pub fn bundled() -> Self {
        BUNDLED.clone()
    }

    /// A gazetteer that holds nothing: only what a caller adds.
    #[must_use]
    pub fn empty() -> Self {
        let file = File {
            bytes: Bytes::Static(&[], 0),
            records: 0..0,
            ends: 0..0,
            names: 0..0,
            keys: 0..0,
            postings: 0..0,
            transducer: None,
        };
        Self { file, added: None }
    }

    /// Opens a gazetteer file that the caller has in memory.
    ///
    /// # Errors
    /// When the bytes are not a gazetteer of this format version, or are damaged.
    pub fn open(bytes: impl Into<Arc<[u8]>>) -> Result<Self, Error> {
        Self::parse(Bytes::Shared(bytes.into(), 0), true)
    }

    fn read(bytes: &'static [u8], verify: bool) -> Result<Self, Error> {
        Self::parse(Bytes::Static(bytes, 0), verify)
    }

    fn parse(bytes: Bytes, verify: bool) -> Result<Self, Error> {
        let fail = |why: &str| Error::model("gazetteer", why);
        let all = bytes.as_ref();
        let header = all.get(..layout::HEADER).ok_or_else(|| fail("it is shorter than a header"))?;
        if header.get(..8) != Some(layout::MAGIC) || header.get(8..16) != Some(layout::KIND) {
            return Err(fail("it is not a gazetteer file"));
        }
        let number = |at: usize| {
            let bytes = header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
            u32::from_le_bytes(bytes) as usize
        };
        if number(16) != layout::VERSION as usize {
            return Err(fail("it has another format version: build it again"));
        }
        let payload = all.get(layout::HEADER..).unwrap_or_default();
        let sum = header.get(32..40).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
        if verify && sum != Some(layout::hash(payload)) {
            return Err(fail("its content does not match its checksum"));
        }
        let mut at = layout::HEADER;
        let mut part = |size: usize| {
            let range = at..at + size;
            at += size;
            range
        };
        let records = part(number(40) * layout::RECORD);
        let ends = part(number(44) * 4);
        let names = part(number(56));
        let keys = part(number(48) * 3);
        let postings = part(number(52) * 3);
        let transducer = part(number(60));
        if transducer.end != all.len() {
            return Err(fail("it is cut off"));
        }
        let transducer =
            fst::raw::Fst::new(bytes.tail(transducer.start)).map_err(|error| Error::model("gazetteer", error))?;
        let file = File { records, ends, names, keys, postings, transducer: Some(transducer), bytes };
        Ok(Self { file, added: None })
    }

    /// The same gazetteer with these places added. They come before the gazetteer's own places of the same name.
    #[must_use]
    pub fn with(mut self, places: impl IntoIterator<Item = NewPlace>) -> Self {
        let mut added = Added::default();
        let before = self.added.iter().flat_map(|added| added.places.iter().cloned());
        for place in before.chain(places) {
            for name in &place.names {
                let mut key = String::new();
                fold(name, &mut key);
                let list: &mut Vec<u32> = added.names.entry(key).or_default();
                list.push(added.places.len() as u32);
            }
            added.replaced.extend(place.geonames);
            added.places.push(place);
        }
        added.replaced.sort_unstable();
        self.added = Some(Arc::new(added));
        self
    }

    /// The places of exactly this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Hit<'_>> {
        let mut key = String::new();
        fold(name, &mut key);
        self.find_folded(&key)
    }

    fn find_folded(&self, key: &str) -> Option<Hit<'_>> {
        let cell = self.file.transducer.as_ref().and_then(|fst| fst.get(key)).and_then(|at| self.key(at.value()));
        self.hit(cell, key)
    }

    fn hit(&self, cell: Option<Cell>, key: &str) -> Option<Hit<'_>> {
        let added = self.added.as_ref().and_then(|added| added.names.get(key)).map_or(&[][..], Vec::as_slice);
        (cell.is_some() || !added.is_empty()).then_some(Hit { gazetteer: self, cell, added })
    }

    /// The names that begin with the first of `words`, shortest first: how many words each takes, and what it names.
    ///
    /// Each word comes with whether white space stands before it; hyphens and dots may be words of their own.
    pub fn names_at<'g, 'w>(&'g self, words: impl IntoIterator<Item = (&'w str, bool)>) -> Vec<(usize, Hit<'g>)> {
        let mut found = Vec::new();
        let transducer = self.file.transducer.as_ref();
        let mut node = transducer.map(|fst| (fst.root(), fst::raw::Output::zero()));
        let mut key = String::new();
        let mut word = String::new();
        let mut gap = false;
        for (count, (text, space)) in (1..).zip(words) {
            if count > 1 && !space && text.len() > 1 && text.starts_with(['\'', '’']) {
                break;
            }
            word.clear();
            fold(text, &mut word);
            if word.is_empty() {
                match text {
                    "-" | "–" | "‐" | "‑" | "/" if count > 1 => gap = true,
                    "." | "'" | "’" if count > 1 => {}
                    _ => break,
                }
            } else {
                let from = key.len();
                if count > 1 && (space || gap) {
                    key.push(' ');
                }
                gap = false;
                key.push_str(&word);
                node = node.and_then(|(mut node, mut output)| {
                    let fst = transducer?;
                    for byte in key.as_bytes().get(from..)? {
                        let step = node.transition(node.find_input(*byte)?);
                        output = output.cat(step.out);
                        node = fst.node(step.addr);
                    }
                    Some((node, output))
                });
            }
            let longer_added = self.added.as_ref().is_some_and(|added| {
                added.names.range(key.clone()..).next().is_some_and(|(name, _)| name.starts_with(&key))
            });
            if node.is_none() && !longer_added {
                break;
            }
            if word.is_empty() {
                continue;
            }
            let cell = node
                .as_ref()
                .filter(|(node, _)| node.is_final())
                .and_then(|(node, output)| self.key(output.cat(node.final_output()).value()));
            found.extend(self.hit(cell, &key).map(|hit| (count, hit)));
        }
        found
    }

    /// The place of an entry number, as [`Entry::number`] gave it.
    #[must_use]
    pub fn entry(&self, number: u32) -> Option<Entry<'_>> {
        let own = self.file.records.len() / layout::RECORD;
        let at = number as usize;
        let record = if at < own {
            let start = self.file.records.start + at * layout::RECORD;
            layout::unpack(self.file.bytes.as_ref().get(start..start + layout::RECORD)?)?
        } else {
            let place = self.added.as_ref()?.places.get(at - own)?;
            let parent = place.country.and_then(countries::position).map(u16::from);
            Record {
                geonames: place.geonames,
                position: place.position,
                parent,
                feature: place.feature,
                population: place.population,
            }
        };
        Some(Entry { gazetteer: self, number, record, secondary: false })
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Entry<'_>> {
        self.entry(u32::from(countries::position(code)?))
    }

    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.file.bytes.as_ref().get(range.clone()).unwrap_or_default()
    }

    fn key(&self, at: u64) -> Option<Cell> {
        Cell::read(self.part(&self.file.keys), usize::try_from(at).ok()?)
    }
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'g> {
    gazetteer: &'g Gazetteer,
    cell: Option<Cell>,
    added: &'g [u32],
}

impl<'g> Hit<'g> {
    /// How common an ordinary English word the name is: 0 not at all, 3 nearly always.
    #[must_use]
    pub fn word(&self) -> u8 {
        self.cell.filter(|_| self.added.is_empty()).map_or(0, Cell::word)
    }

    /// How common a personal name it is: 0 not at all, 3 mostly.
    #[must_use]
    pub fn person(&self) -> u8 {
        self.cell.filter(|_| self.added.is_empty()).map_or(0, Cell::person)
    }

    /// The places of that name, those that a caller added first, then in the order of their size.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'g>> + use<'g> {
        let gazetteer = self.gazetteer;
        let own = (gazetteer.file.records.len() / layout::RECORD) as u32;
        let added = self.added.iter().filter_map(move |at| gazetteer.entry(own + at));
        let postings = gazetteer.part(&gazetteer.file.postings);
        let mut next = self.cell.map(|cell| if cell.many() { (cell.index() as usize, None) } else { (0, Some(cell)) });
        let held = std::iter::from_fn(move || {
            let (at, only) = next.take()?;
            let cell = match only {
                Some(cell) => cell,
                None => {
                    let cell = Cell::read(postings, at)?;
                    next = (!cell.many()).then_some((at + 1, None));
                    cell
                }
            };
            Some(cell)
        });
        let held =
            held.filter_map(move |cell| Some(Entry { secondary: cell.secondary(), ..gazetteer.entry(cell.index())? }));
        let replaced = gazetteer.added.as_ref().map_or(&[][..], |added| added.replaced.as_slice());
        added.chain(held.filter(move |entry| entry.geonames().is_none_or(|id| replaced.binary_search(&id).is_err())))
    }
}

/// One place of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'g> {
    gazetteer: &'g Gazetteer,
    number: u32,
    record: Record,
    secondary: bool,
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<'g> Entry<'g> {
    /// Its number in this gazetteer.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// GeoNames id.
    #[must_use]
    pub fn geonames(&self) -> Option<u32> {
        self.record.geonames
    }

    /// Latitude and longitude in degrees (WGS 84).
    #[must_use]
    pub fn position(&self) -> (f64, f64) {
        self.record.position
    }

    /// What kind of place it is.
    #[must_use]
    pub fn feature(&self) -> Feature {
        self.record.feature
    }

    /// About how many people live there; 0 where that is not known.
    #[must_use]
    pub fn population(&self) -> u64 {
        self.record.population
    }

    /// Whether it was found under a secondary name: an older one, an abbreviation, another transcription.
    #[must_use]
    pub fn is_secondary(&self) -> bool {
        self.secondary
    }

    /// The division or country that it lies in.
    #[must_use]
    pub fn parent(&self) -> Option<Entry<'g>> {
        self.gazetteer.entry(u32::from(self.record.parent?)).filter(|parent| parent.number != self.number)
    }

    /// The division and country that it lies in, the nearest first.
    pub fn ancestors(&self) -> impl Iterator<Item = Entry<'g>> + use<'g> {
        // No place of the gazetteer lies deeper than four levels; a damaged file may go in circles.
        std::iter::successors(self.parent(), Entry::parent).take(4)
    }

    /// ISO 3166-1 alpha-2 code of its country.
    #[must_use]
    pub fn country(&self) -> Option<&'static str> {
        let country = std::iter::once(*self)
            .chain(self.ancestors())
            .find(|entry| entry.feature().is_country() && (entry.number as usize) < countries::CODES.len())?;
        countries::CODES.get(country.number as usize).copied()
    }

    /// The first-level division that it is or lies in.
    #[must_use]
    pub fn division(&self) -> Option<Entry<'g>> {
        std::iter::once(*self).chain(self.ancestors()).find(|entry| entry.feature() == Feature::Division1)
    }

    /// Its main name in English; held for countries, regions and first-level divisions.
    #[must_use]
    pub fn name(&self) -> Option<&'g str> {
        let ends = self.gazetteer.part(&self.gazetteer.file.ends);
        let end = |at: usize| {
            ends.get(at * 4..at * 4 + 4)
                .and_then(|bytes| bytes.try_into().ok())
                .map(|bytes| u32::from_le_bytes(bytes) as usize)
        };
        let at = self.number as usize;
        let range = at.checked_sub(1).map_or(Some(0), end)?..end(at)?;
        std::str::from_utf8(self.gazetteer.part(&self.gazetteer.file.names).get(range)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Feature, Gazetteer, NewPlace};

    fn best(name: &str) -> Option<(Option<&'static str>, Feature)> {
        let hit = Gazetteer::bundled();
        let entry = hit.find(name)?.entries().next()?;
        Some((entry.country(), entry.feature()))
    }

    #[test]
    fn the_bundled_file_is_sound() {
        assert!(Gazetteer::open(dateline_models::weights::GAZETTEER).is_ok());
        assert_eq!(best("India"), Some((Some("IN"), Feature::Country)));
        assert_eq!(best("Aleppo").and_then(|best| best.0), Some("SY"));
        assert_eq!(best("Long Beach").and_then(|best| best.0), Some("US"));
        assert_eq!(best("Shopian").and_then(|best| best.0), Some("IN"));
        assert_eq!(best("Europe"), Some((None, Feature::Continent)));
    }

    #[test]
    fn damage_is_an_error() {
        let whole = dateline_models::weights::GAZETTEER;
        for cut in [0, 7, 63, 64, 1000, whole.len() - 1] {
            assert!(Gazetteer::open(&whole[..cut]).is_err(), "{cut} bytes");
        }
        for at in [3, 9, 17, 33, 41, 60, 64, 5000, whole.len() / 2, whole.len() - 1] {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 0x10;
            assert!(Gazetteer::open(bytes).is_err(), "byte {at}");
        }
    }

    #[test]
    fn names_are_walked_word_by_word() {
        let gazetteer = Gazetteer::bundled();
        let lengths = |words: &[(&str, bool)]| {
            gazetteer.names_at(words.iter().copied()).into_iter().map(|(count, _)| count).collect::<Vec<_>>()
        };
        assert_eq!(lengths(&[("New", true), ("York", true), ("City", true), ("police", true)]).last(), Some(&3));
        assert_eq!(lengths(&[("Ust", true), ("-", false), ("Kamenogorsk", false)]).last(), Some(&3));
        assert_eq!(lengths(&[("U.S.", true), ("troops", true)]), [1]);
        assert_eq!(lengths(&[("Qqqq", true)]), [0; 0]);
    }

    #[test]
    fn a_caller_adds_and_replaces() {
        let camp = NewPlace::new("Camp Bravo Two", 1.0, 2.0).alias("Camp Bravo").country("SY").feature(Feature::Base);
        let gazetteer = Gazetteer::bundled().with([camp]);
        let found = gazetteer.names_at([("Camp", true), ("Bravo", true), ("Two", true)]);
        assert_eq!(found.iter().map(|(count, _)| *count).filter(|count| *count > 1).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(
            found.last().and_then(|(_, hit)| hit.entries().next()).and_then(|entry| entry.country()),
            Some("SY")
        );
        let aleppo = Gazetteer::bundled()
            .find("Aleppo")
            .and_then(|hit| hit.entries().next())
            .and_then(|entry| entry.geonames())
            .expect("an id");
        let moved = Gazetteer::bundled().with([NewPlace::new("Aleppo", 10.0, 10.0).geonames(aleppo)]);
        let positions: Vec<_> = moved
            .find("Aleppo")
            .into_iter()
            .flat_map(|hit| {
                hit.entries().filter(|e| e.geonames() == Some(aleppo)).map(|e| e.position()).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(positions, [(10.0, 10.0)]);
    }
}
