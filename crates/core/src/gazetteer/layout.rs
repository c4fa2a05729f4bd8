//! The gazetteer file, read in place and written by the recipe that builds it.
//!
//! | part | bytes |
//! |---|---|
//! | header | magic `DATELINE`, kind `GAZETTER`, then little-endian `u32` format version, `u32` zero, `u64` source hash, `u64` payload hash, and six `u32`: records, named records, keys, postings, bytes of the names, bytes of the transducer |
//! | records | 12 bytes each: countries, regions, first-level divisions, second-level divisions, towns |
//! | name ends | `u32` for each named record (countries, regions, first-level divisions): where its name ends |
//! | names | UTF-8 |
//! | keys | 3 bytes for each folded name, in the order of the names: one entry or a run of postings, and what else the name is |
//! | postings | 3 bytes each, a run for each name that several places share |
//! | transducer | `fst` map from folded names to positions in `keys` |
//!
//! A record: 3 bytes GeoNames id (0: none), 20 bits latitude, 20 bits longitude, `u16` record that it lies in (0xFFFF: none), 1 byte feature,
//! 1 byte size (8 log2 of the population). A key or posting: 18 bits record or first posting, 1 bit several postings or last posting, 1 bit
//! whether the name is a secondary one; a key has in its upper 4 bits how common a word and how common a personal name it is, 0 to 3 each.

use std::fmt;

use super::Feature;

pub(super) const MAGIC: &[u8; 8] = b"DATELINE";
pub(super) const KIND: &[u8; 8] = b"GAZETTER";
pub(super) const VERSION: u32 = 1;
pub(super) const HEADER: usize = 64;
pub(super) const RECORD: usize = 12;
pub(super) const NOWHERE: u16 = u16::MAX;

const INDEX: u32 = (1 << 18) - 1;
const MANY: u32 = 1 << 18;
const SECONDARY: u32 = 1 << 19;

/// One place as the file holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
    /// Record of the country, region or division that it lies in.
    pub parent: Option<u16>,
    /// What kind of place it is.
    pub feature: Feature,
    /// Population, or 0.
    pub population: u64,
}

/// What a folded name stands for, as the file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// Records, and whether the name is a secondary one of that record.
    pub entries: Vec<(u32, bool)>,
    /// How common an ordinary word it is, 0 to 3.
    pub word: u8,
    /// How common a personal name it is, 0 to 3.
    pub person: u8,
}

/// Why a gazetteer could not be written.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteError(String);

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WriteError {}

/// Writes a gazetteer file: records in the order of the layout, the names of the first of them, and the keys by folded name.
///
/// # Errors
/// When a number does not fit its field.
pub fn write(
    source: u64,
    records: &[Record],
    names: &[String],
    keys: &std::collections::BTreeMap<String, Key>,
) -> Result<Vec<u8>, WriteError> {
    let fail = |what: &str| WriteError(format!("{what} does not fit the gazetteer's format"));
    let mut body = Vec::new();
    for record in records {
        body.extend(pack(record).ok_or_else(|| fail("a record"))?);
    }
    let mut end = 0_u32;
    for name in names {
        end += u32::try_from(name.len()).map_err(|_| fail("a name"))?;
        body.extend(end.to_le_bytes());
    }
    names.iter().for_each(|name| body.extend(name.as_bytes()));
    let (mut heads, mut postings) = (Vec::new(), Vec::new());
    let mut transducer = fst::MapBuilder::memory();
    for (position, (name, key)) in (0_u64..).zip(keys) {
        transducer.insert(name, position).map_err(|error| WriteError(error.to_string()))?;
        let flags = u32::from(key.word.min(3)) << 20 | u32::from(key.person.min(3)) << 22;
        let entry = |(record, secondary): (u32, bool)| {
            (record <= INDEX).then_some(record | if secondary { SECONDARY } else { 0 })
        };
        let head = match key.entries.as_slice() {
            [] => return Err(fail("a name without places")),
            [only] => entry(*only),
            [rest @ .., last] => {
                let first = (postings.len() / 3) as u32;
                for one in rest {
                    put(&mut postings, entry(*one).ok_or_else(|| fail("a record number"))?);
                }
                put(&mut postings, entry(*last).ok_or_else(|| fail("a record number"))? | MANY);
                (first <= INDEX).then_some(first | MANY)
            }
        };
        put(&mut heads, head.ok_or_else(|| fail("a record number"))? | flags);
    }
    let transducer = transducer.into_inner().map_err(|error| WriteError(error.to_string()))?;
    let counts = [records.len(), names.len(), keys.len(), postings.len() / 3, end as usize, transducer.len()];
    body.extend(heads);
    body.extend(postings);
    body.extend(transducer);
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend(MAGIC);
    file.extend(KIND);
    file.extend(VERSION.to_le_bytes());
    file.extend(0_u32.to_le_bytes());
    file.extend(source.to_le_bytes());
    file.extend(hash(&body).to_le_bytes());
    for count in counts {
        file.extend(u32::try_from(count).map_err(|_| fail("a count"))?.to_le_bytes());
    }
    file.extend(body);
    Ok(file)
}

fn put(list: &mut Vec<u8>, value: u32) {
    let [a, b, c, _] = value.to_le_bytes();
    list.extend([a, b, c]);
}

fn pack(record: &Record) -> Option<[u8; RECORD]> {
    let id = record.geonames.unwrap_or(0);
    let feature = Feature::ALL.iter().position(|feature| *feature == record.feature)?;
    let scaled = |value: f64, range: f64| ((value / range + 0.5).clamp(0.0, 1.0) * 1_048_575.0).round() as u64;
    let place = scaled(record.position.0, 180.0) | scaled(record.position.1, 360.0) << 20;
    let size = if record.population == 0 {
        0
    } else {
        ((record.population as f64).log2() * 8.0).round().clamp(1.0, 255.0) as u8
    };
    let [a, b, c, 0] = id.to_le_bytes() else { return None };
    let [d, e, f, g, h, ..] = place.to_le_bytes();
    let [i, j] = record.parent.unwrap_or(NOWHERE).to_le_bytes();
    Some([a, b, c, d, e, f, g, h, i, j, u8::try_from(feature).ok()?, size])
}

pub(super) fn unpack(bytes: &[u8]) -> Option<Record> {
    let &[a, b, c, d, e, f, g, h, i, j, feature, size] = bytes else { return None };
    let id = u32::from_le_bytes([a, b, c, 0]);
    let place = u64::from_le_bytes([d, e, f, g, h, 0, 0, 0]);
    let degrees = |bits: u64, range: f64| {
        let value = ((bits & 0xF_FFFF) as f64 / 1_048_575.0 - 0.5) * range;
        (value * 1e3).round() / 1e3
    };
    let parent = u16::from_le_bytes([i, j]);
    Some(Record {
        geonames: (id != 0).then_some(id),
        position: (degrees(place, 180.0), degrees(place >> 20, 360.0)),
        parent: (parent != NOWHERE).then_some(parent),
        feature: Feature::ALL.get(usize::from(feature)).copied()?,
        population: if size == 0 { 0 } else { (f64::from(size) / 8.0).exp2().round() as u64 },
    })
}

/// A key or posting taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell(u32);

impl Cell {
    pub(super) fn read(table: &[u8], at: usize) -> Option<Self> {
        let &[a, b, c] = table.get(at * 3..at * 3 + 3)? else { return None };
        Some(Self(u32::from_le_bytes([a, b, c, 0])))
    }

    pub(super) fn index(self) -> u32 {
        self.0 & INDEX
    }

    /// Of a key: whether it has a run of postings. Of a posting: whether it is the run's last.
    pub(super) fn many(self) -> bool {
        self.0 & MANY != 0
    }

    pub(super) fn secondary(self) -> bool {
        self.0 & SECONDARY != 0
    }

    pub(super) fn word(self) -> u8 {
        (self.0 >> 20 & 3) as u8
    }

    pub(super) fn person(self) -> u8 {
        (self.0 >> 22 & 3) as u8
    }
}

/// A 64-bit hash of bytes (FNV-1a over little-endian words of eight), to find damage, not forgery.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let word = chunk.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}
