//! The pieces that the number grammar reads: finer than tokens, so that "£100bn", "22-year-old" and "US$5" read alike however they were
//! tokenised.

use std::borrow::Cow;

use dateline_core::{Block, Deprel, Span, Upos};

/// A figure, a word or a sign.
#[derive(Debug)]
pub(super) struct Atom<'d> {
    pub(super) text: &'d str,
    /// In lower case, curly apostrophes straightened, the dot of an abbreviation taken off.
    pub(super) lower: Cow<'d, str>,
    pub(super) span: Span,
    /// Whether it stands directly after the atom before, without white space.
    pub(super) glued: bool,
    /// Index of the token that it is part of.
    pub(super) token: u32,
    /// Part of an address on the web, a handle, or a name: no number is read from it.
    pub(super) blocked: bool,
    /// Part of a time expression.
    pub(super) timed: bool,
    /// Whether a space that does not break stands before it, as between groups of digits.
    pub(super) narrow: bool,
    pub(super) upos: Option<Upos>,
    /// Whether the tagger calls it a plural.
    pub(super) plural: bool,
    /// Whether the tagger calls it a participle.
    pub(super) participle: bool,
    /// Token that it depends on as a number.
    pub(super) counts: Option<u32>,
}

/// Whether a text is a figure: it begins with a digit.
pub(super) fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text is a word: it begins with a letter.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// Whether a text is a hyphen or a dash that joins.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑" | "–" | "—" | "−")
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Figure,
    Letters,
    Sign,
}

/// What parts a token: a token without any of these is one atom.
fn parts(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '-' | '‐'
                | '‑'
                | '–'
                | '—'
                | '−'
                | '/'
                | '%'
                | '+'
                | '~'
                | '±'
                | '°'
                | 'º'
                | '$'
                | '£'
                | '€'
                | '¥'
                | '₹'
                | '('
                | ')'
        )
        || matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛' | '\u{20a0}'..='\u{20c0}')
}

/// The pieces of a word with their places in it, in order; none is empty and together they are the word.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let whole = !word.contains(parts);
    let mut rest = if whole { "" } else { word };
    let mut at = 0;
    let pieces = std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let class = class(first);
        let mut end = first.len_utf8();
        let mut tail = rest.get(end..).unwrap_or_default().chars();
        while let Some(c) = tail.next() {
            let joins = match class {
                Class::Figure => {
                    c.is_ascii_digit()
                        || matches!(c, '.' | ',') && tail.clone().next().is_some_and(|d| d.is_ascii_digit())
                }
                Class::Letters => self::class(c) == Class::Letters,
                Class::Sign => false,
            };
            if !joins {
                break;
            }
            end += c.len_utf8();
        }
        let (piece, after) = rest.split_at_checked(end)?;
        let start = at;
        (rest, at) = (after, at + end);
        Some((start, piece))
    });
    whole.then_some((0, word)).into_iter().chain(pieces)
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Figure,
        c if parts(c) => Class::Sign,
        _ => Class::Letters,
    }
}

/// How words are compared.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let text = match text.strip_suffix('.') {
        Some(stem) if stem.len() > 1 => stem,
        _ => text,
    };
    if text.chars().all(|c| !c.is_uppercase() && c != '’') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace('’', "'"))
}

/// Puts the atoms of a block into `atoms`, and for each of its sentences the range of its atoms into `sentences`.
pub(super) fn read<'d>(block: Block<'d>, atoms: &mut Vec<Atom<'d>>, sentences: &mut Vec<std::ops::Range<usize>>) {
    atoms.clear();
    sentences.clear();
    for sentence in block.sentences() {
        let first = atoms.len();
        for token in sentence.tokens() {
            let counts = (token.deprel() == Some(Deprel::Nummod))
                .then(|| token.head().map(|head| head.index() as u32))
                .flatten();
            for (at, text) in pieces(token.text()) {
                let start = token.span().start + at as u32;
                let span = Span::new(start, start + text.len() as u32);
                let glued = atoms.last().is_some_and(|before| before.span.end == start);
                let gap = Span::new(atoms.last().map_or(start, |before| before.span.end), start);
                atoms.push(Atom {
                    text,
                    lower: folded(text),
                    span,
                    glued,
                    token: token.index() as u32,
                    blocked: false,
                    timed: false,
                    narrow: matches!(block.document().slice(gap), "\u{a0}" | "\u{202f}" | "\u{2009}"),
                    upos: token.upos(),
                    plural: matches!(token.xpos(), Some("NNS" | "NNPS")),
                    participle: matches!(token.xpos(), Some("VBN" | "VBG")),
                    counts,
                });
            }
        }
        sentences.push(first..atoms.len());
    }
}

/// Marks what no number is read from: runs of characters without white space that are addresses or handles.
pub(super) fn block_addresses(atoms: &mut [Atom<'_>]) {
    let mut run = 0;
    while run < atoms.len() {
        let length = 1 + atoms.iter().skip(run + 1).take_while(|atom| atom.glued).count();
        let Some(chunk) = atoms.get_mut(run..run + length) else { break };
        let handle = chunk.first().is_some_and(|atom| atom.text.starts_with(['@', '#'])) && length > 1;
        let pairs = chunk.windows(2).any(|pair| matches!(pair, [a, b] if a.text == "/" && b.text == "/"));
        let words = chunk.iter().any(|atom| {
            atom.text.contains('@')
                || atom.text.contains("://")
                || atom.lower.starts_with("www")
                || atom.lower.starts_with("http")
        });
        if handle || pairs || words {
            chunk.iter_mut().for_each(|atom| atom.blocked = true);
        }
        run += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart_where_figures_and_signs_meet_letters() {
        let split = |word| pieces(word).map(|(_, piece)| piece).collect::<Vec<_>>();
        assert_eq!(split("£1,234.5bn"), ["£", "1,234.5", "bn"]);
        assert_eq!(split("22-year-old"), ["22", "-", "year", "-", "old"]);
        assert_eq!(split("US$5,"), ["US", "$", "5", ","]);
        assert_eq!(split("didn't"), ["didn't"]);
        assert_eq!(split("1.5."), ["1.5", "."]);
        assert_eq!(split(""), [""; 1]);
    }
}
