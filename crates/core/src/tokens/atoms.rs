//! The smallest parts of a chunk: runs of letters, runs of digits, single marks.

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::Lexicon;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Letters,
    Digits,
    /// A mark or a symbol, by its first character; a broken mark by the one that was meant.
    Mark(char),
    /// Characters that take no room and stand outside of words: zero-width spaces, byte order marks, direction marks.
    Invisible,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Whether Unicode sees no word bound before it.
    pub(super) glued: bool,
}

impl Atom {
    pub(super) fn is_word(self) -> bool {
        matches!(self.kind, Kind::Letters | Kind::Digits)
    }
}

/// Marks that writers use as an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '＇')
}

/// Characters that show nothing and take no room.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The atoms of `chunk`, which holds no white space; `start` is where it stands in the text.
pub(super) fn read(chunk: &str, start: usize, lexicon: &Lexicon, atoms: &mut Vec<Atom>) {
    atoms.clear();
    if chunk.is_ascii() {
        ascii(chunk.as_bytes(), start, atoms);
        return;
    }
    let mut at = 0;
    // Broken marks are looked for only where their first two characters stand.
    while let Some(found) = chunk.get(at..).and_then(|rest| rest.find("â€")) {
        let Some((length, meant)) = chunk.get(at + found..).and_then(|rest| lexicon.mojibake(rest)) else { break };
        unicode(chunk.get(at..at + found).unwrap_or_default(), start + at, atoms);
        let from = start + at + found;
        atoms.push(Atom { start: from, end: from + length, kind: Kind::Mark(meant), glued: false });
        at += found + length;
    }
    unicode(chunk.get(at..).unwrap_or_default(), start + at, atoms);
}

/// The same atoms that Unicode's word bounds give, faster.
fn ascii(chunk: &[u8], start: usize, atoms: &mut Vec<Atom>) {
    let mut at = 0;
    let mut after_word = false;
    while let Some(&byte) = chunk.get(at) {
        let run = |class: fn(&u8) -> bool| at + chunk.iter().skip(at).take_while(|byte| class(byte)).count();
        let (end, kind) = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => (run(u8::is_ascii_alphabetic), Kind::Letters),
            b'0'..=b'9' => (run(u8::is_ascii_digit), Kind::Digits),
            b'_' => {
                let end = run(|byte| *byte == b'_');
                let inside = after_word && chunk.get(end).is_some_and(u8::is_ascii_alphanumeric);
                if inside { (end, Kind::Letters) } else { (at + 1, Kind::Mark('_')) }
            }
            _ => (at + 1, Kind::Mark(char::from(byte))),
        };
        let word = matches!(kind, Kind::Letters | Kind::Digits);
        atoms.push(Atom { start: start + at, end: start + end, kind, glued: word && after_word });
        after_word = word;
        at = end;
    }
}

fn unicode(chunk: &str, start: usize, atoms: &mut Vec<Atom>) {
    for (at, piece) in chunk.split_word_bound_indices() {
        if piece.chars().any(char::is_alphanumeric) {
            word_piece(piece, start + at, atoms);
        } else {
            mark_piece(piece, start + at, atoms);
        }
    }
}

/// A piece without letters or digits is one mark (an emoji with what modifies it is one), but for what is invisible at its end.
fn mark_piece(piece: &str, start: usize, atoms: &mut Vec<Atom>) {
    let seen = piece.trim_end_matches(is_invisible);
    if let Some(first) = seen.chars().next() {
        atoms.push(Atom { start, end: start + seen.len(), kind: Kind::Mark(first), glued: false });
    }
    if seen.len() < piece.len() {
        atoms.push(Atom { start: start + seen.len(), end: start + piece.len(), kind: Kind::Invisible, glued: false });
    }
}

/// A piece with letters or digits is cut where they change and at the marks that Unicode leaves inside words.
fn word_piece(piece: &str, start: usize, atoms: &mut Vec<Atom>) {
    let first = atoms.len();
    // Unicode has no word bounds for scripts without spaces and parts every character: what stands together stays one word.
    let syllables = piece.chars().all(is_syllable);
    let mut push = |from: usize, to: usize, kind: Kind| {
        let word = matches!(kind, Kind::Letters | Kind::Digits);
        let touches = atoms.last().is_some_and(|last| last.is_word() && last.end == start + from);
        let glued = word && touches && (atoms.len() > first || syllables);
        atoms.push(Atom { start: start + from, end: start + to, kind, glued });
    };
    let body = piece.trim_end_matches(is_invisible);
    let edge = body.trim_end_matches('_').len();
    let mut open: Option<(usize, Kind)> = None;
    for (at, c) in body.char_indices() {
        let kind = match c {
            '.' | ',' | ';' | ':' | '．' | '‐' => Kind::Mark(c),
            'ʼ' => Kind::Mark(c),
            _ if is_apostrophe(c) => Kind::Mark(c),
            '_' if at >= edge || open.is_none() => Kind::Mark(c),
            _ if c.is_numeric() => Kind::Digits,
            // Combining marks and joiners go on with the letters or digits before them.
            _ if !c.is_alphabetic() && c != '_' => open.map_or(Kind::Letters, |(_, kind)| kind),
            _ => Kind::Letters,
        };
        match open {
            Some((_, same)) if same == kind => {}
            _ => {
                if let Some((from, kind)) = open.take() {
                    push(from, at, kind);
                }
                if matches!(kind, Kind::Mark(_)) {
                    push(at, at + c.len_utf8(), kind);
                } else {
                    open = Some((at, kind));
                }
            }
        }
    }
    if let Some((from, kind)) = open {
        push(from, body.len(), kind);
    }
    if body.len() < piece.len() {
        push(body.len(), piece.len(), Kind::Invisible);
    }
}

/// Characters of scripts without spaces: Thai, Lao, Khmer, Han and Kana.
fn is_syllable(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atoms(chunk: &str) -> Vec<(&str, bool)> {
        let mut atoms = Vec::new();
        read(chunk, 0, Lexicon::get(), &mut atoms);
        atoms.iter().map(|atom| (chunk.get(atom.start..atom.end).unwrap(), atom.glued)).collect()
    }

    #[test]
    fn both_ways_agree() {
        for chunk in ["don't", "3.5m", "_a_", "x2-9890", "AT&T", "U.S.-led", "\"5,000\"", "__init__", "1:30pm", "9/11"]
        {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            ascii(chunk.as_bytes(), 0, &mut fast);
            unicode(chunk, 0, &mut slow);
            let plain = |atoms: &[Atom]| atoms.iter().map(|a| (a.start, a.end, a.kind, a.glued)).collect::<Vec<_>>();
            assert_eq!(plain(&fast), plain(&slow), "{chunk}");
        }
    }

    #[test]
    fn what_takes_no_room_is_outside_of_words_and_kept_inside() {
        assert_eq!(atoms("gov\u{ad}ern\u{feff}"), [("gov\u{ad}ern", false), ("\u{feff}", false)]);
        assert_eq!(atoms("“\u{200b}a"), [("“", false), ("\u{200b}", false), ("a", false)]);
    }

    #[test]
    fn a_broken_mark_is_one_atom() {
        assert_eq!(atoms("â€œNoâ€"), [("â€œ", false), ("No", false), ("â€", false)]);
    }
}
