//! The container of trained weights: a header that is checked on load, and sections whose bytes are used in place.
//!
//! Layout, all integers little-endian: magic `DATELINE` · kind (8 bytes) · format version `u32` · number of sections `u32` · source hash
//! `u64` · checksum of everything after the header `u64` · one entry a section (name of 16 bytes, offset `u32`, length `u32`) · sections,
//! each starting at a multiple of 16. Weights are little-endian `f32`, so that a big-endian machine refuses the model.

use std::ops::Range;
use std::sync::Arc;

use crate::Error;

const MAGIC: &[u8; 8] = b"DATELINE";
const HEADER: usize = 40;
const ENTRY: usize = 24;

/// Bytes that start at an address fit for any weight.
#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Owned(Arc<[u64]>, usize),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(words, len) => bytemuck::cast_slice(words).get(..*len).unwrap_or_default(),
        }
    }
}

/// A checked container.
#[derive(Clone)]
pub(crate) struct Container {
    bytes: Bytes,
    name: &'static str,
    source: u64,
    sections: Vec<([u8; 16], Range<usize>)>,
}

/// Where the values of one section lie.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section(Range<usize>);

impl Container {
    /// Opens a model that the program carries. Its bytes are used where they are.
    pub(crate) fn embedded(
        name: &'static str,
        kind: [u8; 8],
        version: u32,
        bytes: &'static [u8],
    ) -> Result<Self, Error> {
        if bytemuck::try_cast_slice::<u8, u32>(bytes.get(..bytes.len() / 4 * 4).unwrap_or_default()).is_err() {
            return Self::owned(name, kind, version, bytes);
        }
        Self::open(name, kind, version, Bytes::Static(bytes))
    }

    /// Opens a model from bytes that the caller gives; they are copied once.
    pub(crate) fn owned(name: &'static str, kind: [u8; 8], version: u32, bytes: &[u8]) -> Result<Self, Error> {
        let words = bytes.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            u64::from_ne_bytes(word)
        });
        Self::open(name, kind, version, Bytes::Owned(words.collect(), bytes.len()))
    }

    fn open(name: &'static str, kind: [u8; 8], version: u32, bytes: Bytes) -> Result<Self, Error> {
        let fail = |why: &str| Error::model(name, why);
        if cfg!(target_endian = "big") {
            return Err(fail("its weights are little-endian and this machine is not"));
        }
        let all = bytes.get();
        if all.get(..8) != Some(MAGIC.as_slice()) {
            return Err(fail("it does not begin as a Dateline model does; pass a file of the models crate"));
        }
        if all.get(8..16) != Some(kind.as_slice()) {
            return Err(fail("it is a model of another kind"));
        }
        let cut = || fail("it is cut off; copy the file again");
        let found = u32_at(all, 16).ok_or_else(cut)?;
        if found != version {
            return Err(Error::model(
                name,
                format_args!(
                    "its format version is {found}, this library reads {version}; take the model of this release"
                ),
            ));
        }
        let count = u32_at(all, 20).ok_or_else(cut)? as usize;
        let source = u64_at(all, 24).ok_or_else(cut)?;
        let sum = u64_at(all, 32).ok_or_else(cut)?;
        let table = all.get(HEADER..).and_then(|rest| rest.get(..count.checked_mul(ENTRY)?)).ok_or_else(cut)?;
        let mut sections = Vec::with_capacity(count);
        for entry in table.chunks_exact(ENTRY) {
            let mut label = [0; 16];
            label.iter_mut().zip(entry).for_each(|(to, from)| *to = *from);
            let start = u32_at(entry, 16).ok_or_else(cut)? as usize;
            let end = start + u32_at(entry, 20).ok_or_else(cut)? as usize;
            if end > all.len() {
                return Err(cut());
            }
            sections.push((label, start..end));
        }
        if checksum(all.get(HEADER..).unwrap_or_default()) != sum {
            return Err(fail("its bytes are damaged (the checksum differs); copy the file again"));
        }
        Ok(Self { bytes, name, source, sections })
    }

    /// The hash of the corpora and settings that the weights were trained with.
    pub(crate) fn source(&self) -> u64 {
        self.source
    }

    /// The section `label`, which must hold `len` values of type `T` (any number where `len` is `None`).
    pub(crate) fn section<T: bytemuck::Pod>(&self, label: &str, len: Option<usize>) -> Result<Section, Error> {
        let found =
            self.sections.iter().find(|(name, _)| name.split(|byte| *byte == 0).next() == Some(label.as_bytes()));
        let (_, range) = found.ok_or_else(|| Error::model(self.name, format_args!("section {label} is missing")))?;
        let values =
            self.bytes.get().get(range.clone()).and_then(|bytes| bytemuck::try_cast_slice::<u8, T>(bytes).ok());
        match values {
            Some(values) if len.is_none_or(|len| len == values.len()) => Ok(Section(range.clone())),
            _ => Err(Error::model(self.name, format_args!("section {label} has the wrong size"))),
        }
    }

    /// The values of a section; it was checked when it was looked up.
    pub(crate) fn values<T: bytemuck::Pod>(&self, section: &Section) -> &[T] {
        let bytes = self.bytes.get().get(section.0.clone()).unwrap_or_default();
        bytemuck::try_cast_slice(bytes).unwrap_or_default()
    }

    /// A section of lines of text.
    pub(crate) fn text(&self, label: &str) -> Result<&str, Error> {
        let section = self.section::<u8>(label, None)?;
        std::str::from_utf8(self.values(&section))
            .map_err(|why| Error::model(self.name, format_args!("section {label}: {why}")))
    }
}

/// The bytes of a container, for the program that builds models.
pub(crate) fn build(kind: [u8; 8], version: u32, source: u64, sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut at = (HEADER + ENTRY * sections.len()).next_multiple_of(16);
    let (mut rest, mut body) = (Vec::new(), Vec::new());
    for (label, bytes) in sections {
        let mut name = [0; 16];
        name.iter_mut().zip(label.bytes()).for_each(|(to, from)| *to = from);
        rest.extend(name);
        rest.extend((at as u32).to_le_bytes());
        rest.extend((bytes.len() as u32).to_le_bytes());
        body.push((at, *bytes));
        at = (at + bytes.len()).next_multiple_of(16);
    }
    for (at, bytes) in body {
        rest.resize(at - HEADER, 0);
        rest.extend(bytes);
    }
    let mut all = [
        MAGIC.as_slice(),
        &kind,
        &version.to_le_bytes(),
        &(sections.len() as u32).to_le_bytes(),
        &source.to_le_bytes(),
    ]
    .concat();
    all.extend(checksum(&rest).to_le_bytes());
    all.extend(rest);
    all
}

impl std::fmt::Debug for Container {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Container({}, {} bytes, source {:016x})", self.name, self.bytes.get().len(), self.source)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Eight lanes of multiply and add over 64-byte steps: notices any changed or missing byte at memory speed.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut lanes = [0xcbf2_9ce4_8422_2325_u64; 8];
    let mut steps = bytes.chunks_exact(64);
    for step in &mut steps {
        for (lane, word) in lanes.iter_mut().zip(step.chunks_exact(8)) {
            *lane = (*lane ^ u64_at(word, 0).unwrap_or_default()).wrapping_mul(PRIME);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(PRIME);
    }
    steps.remainder().iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: [u8; 8] = *b"test\0\0\0\0";

    fn build(sections: &[(&str, &[u8])]) -> Vec<u8> {
        super::build(KIND, 7, 5, sections)
    }

    #[test]
    fn sections_come_back() {
        let bytes = build(&[("words", "a\nb".as_bytes()), ("weights", bytemuck::cast_slice(&[1.5_f32, -2.0]))]);
        let model = Container::owned("test", KIND, 7, &bytes).unwrap();
        assert_eq!(model.text("words").unwrap(), "a\nb");
        let section = model.section::<f32>("weights", Some(2)).unwrap();
        assert_eq!(model.values::<f32>(&section), [1.5, -2.0]);
        assert!(format!("{model:?}").ends_with("source 0000000000000005)"));
        assert!(model.section::<f32>("weights", Some(3)).is_err());
        assert!(model.section::<f32>("word", None).is_err());
    }

    #[test]
    fn a_changed_model_is_refused() {
        let bytes = build(&[("weights", &[7; 200])]);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            // the source hash alone may differ: it is a statement about training, not a part of the weights
            let refused = Container::owned("test", KIND, 7, &damaged).is_err();
            assert_eq!(refused, !(24..32).contains(&at), "byte {at}");
        }
        for end in 0..bytes.len() {
            assert!(Container::owned("test", KIND, 7, &bytes[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn the_error_says_what_is_wrong() {
        let bytes = build(&[("weights", &[7; 20])]);
        let why = |kind, version| Container::owned("test", kind, version, &bytes).unwrap_err();
        assert!(why(*b"other\0\0\0", 7).to_string().contains("another kind"));
        assert!(why(KIND, 8).to_string().contains("format version is 7"));
        assert!(why(KIND, 8).is_model());
    }
}
