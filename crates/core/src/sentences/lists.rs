//! Lists whose items stand in one paragraph: 1. … 2. …, a) … b) …, • … • …

use super::boundaries::Paragraph;

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Number of the item, or of its letter; none for a bullet.
    number: Option<u32>,
    kind: Kind,
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Letter,
    Bullet(char),
}

impl Marker {
    /// The marker at `at`.
    pub(super) fn read(paragraph: &Paragraph<'_>, at: usize) -> Option<Self> {
        let word = paragraph.word(at);
        let mut chars = word.chars();
        let first = chars.next()?;
        if matches!(first, '•' | '⁃' | '●' | '▪' | '◦' | '‣' | '∙' | '■' | '·') {
            // Its number, if the item has one too, is part of it: • 4. …
            let length = 1 + Self::read_number(paragraph, at + 1).map_or(0, |marker| marker.length);
            return chars.as_str().is_empty().then_some(Self { number: None, kind: Kind::Bullet(first), length });
        }
        Self::read_number(paragraph, at)
    }

    fn read_number(paragraph: &Paragraph<'_>, at: usize) -> Option<Self> {
        let word = paragraph.word(at);
        let stem = word.strip_suffix('.').unwrap_or(word);
        let (number, kind) = match stem.as_bytes() {
            [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] => (stem.parse().ok()?, Kind::Number),
            [letter @ (b'a'..=b'z' | b'A'..=b'Z')] => (u32::from(letter.to_ascii_lowercase() - b'a') + 1, Kind::Letter),
            _ => return None,
        };
        let mut length = 1;
        let mut closed = stem.len() < word.len();
        for mark in [".", ")"] {
            if paragraph.word(at + length) == mark && paragraph.touches(at + length) {
                length += 1;
                closed = true;
            }
        }
        // What follows stands apart, or it is a number with decimals or a bracket's end.
        let apart = at + length < paragraph.len() && !paragraph.touches(at + length);
        (closed && apart).then_some(Self { number: Some(number), kind, length })
    }

    /// How many tokens it has.
    pub(super) fn length(self) -> usize {
        self.length
    }
}

/// The list that a sentence of the paragraph opened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    last: Option<Marker>,
}

impl List {
    /// A sentence begins with `marker`.
    pub(super) fn open(&mut self, marker: Marker) {
        self.last = Some(marker);
    }

    /// Whether `marker` goes on with the list: the same kind, and the next number.
    pub(super) fn continues(&self, marker: Marker) -> bool {
        self.last.is_some_and(|last| {
            let next = last.number.map(|number| number + 1);
            last.kind == marker.kind && next == marker.number && (last.length == marker.length || last.number.is_none())
        })
    }
}
