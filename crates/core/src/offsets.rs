use crate::Span;

/// The unit in which positions in a text are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes: what Rust, Go and C count.
    #[default]
    Utf8,
    /// Unicode scalar values: what Python counts.
    Chars,
    /// UTF-16 code units: what JavaScript, Java and C# count.
    Utf16,
}

impl OffsetUnit {
    /// The name that reports carry: `utf8`, `chars` or `utf16`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Chars => "chars",
            Self::Utf16 => "utf16",
        }
    }

    /// The unit of that name.
    ///
    /// ```
    /// use dateline_core::OffsetUnit;
    /// assert_eq!(OffsetUnit::from_name("utf16"), Some(OffsetUnit::Utf16));
    /// assert_eq!(OffsetUnit::from_name("bytes"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Utf8, Self::Chars, Self::Utf16].into_iter().find(|unit| unit.name() == name)
    }

    fn width(self, c: char) -> u32 {
        match self {
            Self::Utf8 => c.len_utf8() as u32,
            Self::Chars => 1,
            Self::Utf16 => c.len_utf16() as u32,
        }
    }
}

/// Converts byte positions of one text into another unit and back.
///
/// Built in one pass. Only the characters that are wider than one byte are kept, so that plain English costs almost nothing;
/// a conversion is a binary search among them.
///
/// ```
/// use dateline_core::{OffsetTable, OffsetUnit, Span};
/// let text = "a ‘b’ 😀 c";
/// let table = OffsetTable::new(text, OffsetUnit::Utf16);
/// let c = Span::new(15, 16);
/// assert_eq!(c.of(text), Some("c"));
/// assert_eq!(table.from_utf8(c), Span::new(9, 10));
/// assert_eq!(table.to_utf8(Span::new(9, 10)), Some(c));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetTable {
    unit: OffsetUnit,
    wide: Vec<Wide>,
    len: u32,
}

/// A character that is wider in bytes than in the table's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    byte: u32,
    position: u32,
    bytes: u8,
    units: u8,
}

impl OffsetTable {
    /// The table of `text` for `unit`.
    #[must_use]
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let mut wide = Vec::new();
        if unit != OffsetUnit::Utf8 {
            let mut saved = 0;
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                let (byte, bytes, units) = (at as u32, c.len_utf8() as u8, unit.width(c) as u8);
                wide.push(Wide { byte, position: byte - saved, bytes, units });
                saved += u32::from(bytes - units);
            }
        }
        Self { unit, wide, len: text.len() as u32 }
    }

    /// The unit that this table converts to.
    #[must_use]
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// A span of bytes, in the table's unit. The span must lie on character boundaries.
    #[must_use]
    pub fn from_utf8(&self, span: Span) -> Span {
        Span::new(self.position(span.start), self.position(span.end))
    }

    /// A span in the table's unit, in bytes; `None` where an end lies inside a character or outside of the text.
    #[must_use]
    pub fn to_utf8(&self, span: Span) -> Option<Span> {
        (span.start <= span.end).then_some(Span { start: self.byte(span.start)?, end: self.byte(span.end)? })
    }

    fn position(&self, byte: u32) -> u32 {
        match self.wide.partition_point(|w| w.byte < byte).checked_sub(1).and_then(|i| self.wide.get(i)) {
            Some(w) => w.position + u32::from(w.units) + byte.saturating_sub(w.byte + u32::from(w.bytes)),
            None => byte,
        }
    }

    fn byte(&self, position: u32) -> Option<u32> {
        let byte =
            match self.wide.partition_point(|w| w.position < position).checked_sub(1).and_then(|i| self.wide.get(i)) {
                Some(w) => {
                    let past = position.checked_sub(w.position + u32::from(w.units))?;
                    (w.byte + u32::from(w.bytes)).checked_add(past)?
                }
                None => position,
            };
        (byte <= self.len).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_goes_there_and_back_and_nothing_else_does() {
        let text = "né “x” 😀😀é\u{200b}z";
        for unit in [OffsetUnit::Utf8, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let table = OffsetTable::new(text, unit);
            let mut position = 0;
            let mut boundaries = Vec::new();
            for (byte, c) in text.char_indices().chain([(text.len(), ' ')]) {
                let at = Span::new(byte as u32, byte as u32);
                assert_eq!(table.from_utf8(at), Span::new(position, position), "{unit:?} {byte}");
                assert_eq!(table.to_utf8(Span::new(position, position)), Some(at), "{unit:?} {byte}");
                boundaries.push(position);
                position += unit.width(c);
            }
            if unit == OffsetUnit::Utf16 {
                for inside in (0..position).filter(|p| !boundaries.contains(p)) {
                    assert_eq!(table.to_utf8(Span::new(inside, inside)), None, "{inside}");
                }
            }
            assert_eq!(table.to_utf8(Span::new(position + 5, position + 5)), None);
        }
    }
}
