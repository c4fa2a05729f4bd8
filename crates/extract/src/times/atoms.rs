//! The document's words cut into atoms, so that the grammar reads "third-quarter", "6am", "1990s" and "10.30" whatever the tokens are.

use dateline_core::{Document, Span};

use super::lexicon::{LEXICON, Senses};

/// What stands between an atom and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    Glued,
    /// White space within a paragraph.
    Space,
    /// The start of another paragraph.
    Break,
}

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters.
    Word,
    /// ASCII digits: the number, where it fits, and how many digits it has.
    Number(u32, u8),
    /// One other character.
    Mark(char),
}

/// A run of letters, a run of digits, or one other character, within one token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) token: u32,
    pub(super) gap: Gap,
    pub(super) shape: Shape,
    pub(super) senses: Option<&'static Senses>,
    /// Begins with a capital.
    pub(super) capital: bool,
}

/// A line shorter than this was ended on purpose; a longer one may have been wrapped.
const WRAPPED: usize = 50;

/// The atoms of a document, in text order.
pub(super) fn atoms(document: &Document) -> Vec<Atom> {
    let lexicon = &*LEXICON;
    let text = document.text();
    let mut atoms: Vec<Atom> = Vec::with_capacity(document.token_count() + document.token_count() / 4);
    let (mut end, mut line) = (0_usize, 0_usize);
    for (token, view) in (0_u32..).zip(document.tokens()) {
        let span = view.span();
        let mut gap = Gap::Glued;
        let between = text.get(end..span.start as usize).unwrap_or_default();
        if !between.is_empty() {
            gap = Gap::Space;
            if let Some(at) = between.find(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
                let rest = between.get(at..).unwrap_or_default();
                let lines = rest.matches('\n').count().max(1);
                if lines > 1 || end.saturating_sub(line) < WRAPPED || rest.contains(['\u{2029}', '\u{c}']) {
                    gap = Gap::Break;
                }
                line = span.start as usize;
            }
        }
        if atoms.is_empty() {
            gap = Gap::Break;
        }
        end = span.end as usize;
        let surface = view.text();
        let mut at = 0;
        let mut chars = surface.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            let kind = |c: char| {
                if c.is_alphabetic() {
                    1
                } else if c.is_ascii_digit() {
                    2
                } else {
                    0
                }
            };
            let shape_kind = kind(c);
            if shape_kind != 0 {
                while chars.next_if(|(_, next)| kind(*next) == shape_kind).is_some() {}
            }
            let until = chars.peek().map_or(surface.len(), |(next, _)| *next);
            let piece = surface.get(at..until).unwrap_or_default();
            let shape = match shape_kind {
                1 => Shape::Word,
                2 => Shape::Number(piece.parse().unwrap_or(u32::MAX), u8::try_from(piece.len()).unwrap_or(u8::MAX)),
                _ => Shape::Mark(c),
            };
            atoms.push(Atom {
                span: Span::from_range(span.start as usize + at..span.start as usize + until),
                token,
                gap: if at == 0 { gap } else { Gap::Glued },
                shape,
                senses: if shape_kind == 1 || shape_kind == 2 { lexicon.senses(piece) } else { None },
                capital: shape_kind == 1 && c.is_uppercase(),
            });
            at = until;
        }
    }
    atoms
}

#[cfg(test)]
mod tests {
    use dateline_core::Annotator;

    use super::*;

    #[test]
    fn words_come_apart() {
        let document = Annotator::english().annotate("A third-quarter loss at 6am.\nNext, 10.30");
        let atoms = atoms(&document);
        let words: Vec<&str> = atoms.iter().map(|atom| document.slice(atom.span)).collect();
        assert_eq!(words, ["A", "third", "-", "quarter", "loss", "at", "6", "am", ".", "Next", ",", "10", ".", "30"]);
        assert_eq!(atoms.iter().filter(|atom| atom.gap == Gap::Break).count(), 2);
    }
}
