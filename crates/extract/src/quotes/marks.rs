//! Pairing of quotation marks, told apart from apostrophes, elisions and inches.
//!
//! Works paragraph by paragraph with a stack, so that an odd mark costs at most the paragraph it stands in, and reads the direction of a mark
//! from the white space around it where the glyph does not say it or says it wrongly.

use dateline_core::{Document, Span};

/// A passage in quotation marks inside one paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Marked {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// The passage in marks that it stands in.
    pub(crate) parent: Option<u32>,
    /// The paragraph.
    pub(crate) block: u32,
    /// Whether the text has the opening mark.
    pub(crate) opened: bool,
    /// Whether the text has the closing mark.
    pub(crate) closed: bool,
    /// Whether the marks are single ones.
    pub(crate) single: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Angle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Glyph {
    start: usize,
    end: usize,
    kind: Kind,
    direction: Direction,
    before: Option<char>,
    after: Option<char>,
}

/// All passages in marks, in the order in which they open; a passage stands before those inside it.
pub(crate) fn pair(document: &Document) -> Vec<Marked> {
    let mut found = Vec::new();
    let blocks: Vec<Span> = document.blocks().map(|block| block.span()).collect();
    for (index, block) in (0..).zip(&blocks) {
        let text = document.slice(*block);
        if !text.bytes().any(|byte| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xEF)) {
            continue;
        }
        let glyphs = glyphs(text);
        let goes_on = blocks.get(index as usize + 1).is_some_and(|next| opens_with_mark(document.slice(*next)));
        let first = found.len();
        pair_block(text, &glyphs, goes_on, &mut found);
        for marked in found.iter_mut().skip(first) {
            marked.block = index;
            marked.parent = marked.parent.map(|parent| parent + first as u32);
            for span in [&mut marked.outer, &mut marked.inner] {
                *span = Span::new(span.start + block.start, span.end + block.start);
            }
        }
    }
    found
}

fn opens_with_mark(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('"' | '“' | '„' | '«' | '”' | '‘') => true,
        Some('\'' | '`') => matches!(chars.next(), Some('\'' | '`')),
        _ => false,
    }
}

fn glyphs(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        let shape = match c {
            '"' | '＂' => Some((Kind::Double, Direction::Either)),
            '“' | '„' | '‟' | '〝' => Some((Kind::Double, Direction::Open)),
            '”' | '〞' => Some((Kind::Double, Direction::Close)),
            '«' => Some((Kind::Angle, Direction::Open)),
            '»' => Some((Kind::Angle, Direction::Close)),
            '‹' | '‘' | '‚' | '‛' => Some((Kind::Single, Direction::Open)),
            '›' => Some((Kind::Single, Direction::Close)),
            '\'' | '’' | '`' => Some((Kind::Single, Direction::Either)),
            _ => None,
        };
        let Some((mut kind, mut direction)) = shape else {
            before = Some(c);
            continue;
        };
        let mut end = start + c.len_utf8();
        // Two single marks are the double mark of wire copy and typewriters; of three, the outer pair is at the outer side.
        if matches!(c, '\'' | '`' | '’' | '‘') && chars.peek().is_some_and(|(_, next)| *next == c) {
            let opening = before.is_none_or(|b: char| b.is_whitespace() || opens_bracket(b));
            let mut ahead = chars.clone();
            ahead.next();
            let three = ahead.peek().is_some_and(|(_, next)| *next == c);
            if !three || opening {
                chars.next();
                end += c.len_utf8();
                kind = Kind::Double;
                direction = match c {
                    '`' | '‘' => Direction::Open,
                    _ => Direction::Either,
                };
            }
        } else if c == '`' {
            direction = Direction::Open;
        }
        let after = chars.peek().map(|(_, next)| *next);
        glyphs.push(Glyph { start, end, kind, direction, before, after });
        before = text.get(start..end).and_then(|mark| mark.chars().next_back());
    }
    glyphs
}

fn opens_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '=' | '>')
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '\'' | '‘' | '’' | '«' | '»' | '`')
}

impl Glyph {
    /// Whether what stands around it allows it to open.
    fn can_open(&self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || opens_bracket(c) || is_mark(c) || matches!(c, ':' | ','))
            && self
                .after
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '!' | '?'))
    }

    /// Whether what stands around it allows it to close.
    fn can_close(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'))
            && self
                .after
                .is_none_or(|c| !c.is_alphanumeric() || matches!(self.before, Some(',' | '.' | '!' | '?' | '…')))
    }

    fn within_word(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }

    fn ends_clause(&self) -> bool {
        self.before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…' | ')' | ']' | '—' | '-'))
            || self.after.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '”' | '"' | '—'))
    }
}

/// What an elided word begins with after its apostrophe: ’em, ’n’, ’til, ’90s.
const ELISIONS: &[&str] = &[
    "em", "n", "til", "cause", "tis", "twas", "round", "bout", "cos", "cuz", "neath", "er", "s", "t", "re", "ve", "ll",
    "d", "m",
];

fn is_elision(text: &str, glyph: &Glyph) -> bool {
    let rest = text.get(glyph.end..).unwrap_or_default();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let decade = word.len() == 3 && word.ends_with('s') && word.bytes().take(2).all(|b| b.is_ascii_digit());
    let year = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    decade
        || year
        || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision) && (*elision != "n" || word.len() == 1))
}

/// Feet and inches: 6'2", 5’ 11”.
fn is_measure(text: &str, glyph: &Glyph) -> bool {
    let Some(digits) = glyph.before.filter(char::is_ascii_digit).and_then(|_| text.get(..glyph.start)) else {
        return false;
    };
    let feet = digits.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end();
    glyph.kind == Kind::Double
        && feet.ends_with(['\'', '’', '′'])
        && feet.trim_end_matches(['\'', '’', '′']).ends_with(|c: char| c.is_ascii_digit())
}

/// Passages inside passages beyond this depth are forgotten, so that a heap of marks costs no more than a line of them.
const DEEPEST: usize = 16;

struct Open {
    at: usize,
    index: usize,
}

fn pair_block(text: &str, glyphs: &[Glyph], goes_on: bool, found: &mut Vec<Marked>) {
    let first = found.len();
    let mut stack: Vec<Open> = Vec::new();
    let mut closed_until = 0;
    // For each glyph, whether a single mark after it surely closes.
    let mut later_close = vec![false; glyphs.len() + 1];
    for (i, glyph) in glyphs.iter().enumerate().rev() {
        let later = later_close.get(i + 1).copied().unwrap_or_default();
        let closes = glyph.kind == Kind::Single
            && glyph.direction != Direction::Open
            && !glyph.within_word()
            && glyph.can_close();
        if let Some(slot) = later_close.get_mut(i) {
            *slot = later || closes;
        }
    }
    for (i, glyph) in glyphs.iter().enumerate() {
        let top = stack.iter().rposition(|open| glyphs.get(open.at).is_some_and(|g| g.kind == glyph.kind));
        let (can_open, can_close) = (glyph.can_open(), glyph.can_close());
        let closes_later = later_close.get(i + 1).copied().unwrap_or_default();
        let action = match glyph.kind {
            Kind::Angle => Some(glyph.direction),
            Kind::Single if glyph.within_word() => None,
            Kind::Single if glyph.direction == Direction::Open => {
                (closes_later && !is_elision(text, glyph)).then_some(Direction::Open)
            }
            Kind::Single if can_close && top.is_some() => {
                // "the workers' rights": a plural's apostrophe, where a surer close still follows before anything else opens.
                let plural = glyph.before == Some('s') && glyph.after == Some(' ') && !glyph.ends_clause();
                let next = glyphs.iter().skip(i + 1).take(DEEPEST).find(|g| g.kind == Kind::Single && !g.within_word());
                let surer = next.is_some_and(|g| !g.can_open() && g.can_close());
                (!(plural && surer)).then_some(Direction::Close)
            }
            Kind::Single if can_open && !can_close => {
                (closes_later && !is_elision(text, glyph)).then_some(Direction::Open)
            }
            Kind::Single => None,
            Kind::Double
                if is_measure(text, glyph)
                    || (top.is_none()
                        && glyph.before.is_some_and(|c| c.is_ascii_digit())
                        && glyph.direction == Direction::Either
                        && !can_open) =>
            {
                None
            }
            Kind::Double => match glyph.direction {
                Direction::Open if can_open || top.is_none() || !can_close => Some(Direction::Open),
                Direction::Open => Some(Direction::Close),
                Direction::Close if top.is_some() || !can_open => Some(Direction::Close),
                Direction::Close => Some(Direction::Open),
                Direction::Either if can_open && can_close => {
                    Some(if top.is_some() { Direction::Close } else { Direction::Open })
                }
                Direction::Either if can_open => Some(Direction::Open),
                Direction::Either if can_close => Some(Direction::Close),
                Direction::Either => Some(if top.is_some() { Direction::Close } else { Direction::Open }),
            },
        };
        match action {
            Some(Direction::Open) => {
                if stack.len() == DEEPEST {
                    stack.remove(0);
                }
                stack.push(Open { at: i, index: found.len() });
                found.push(Marked {
                    outer: Span::from_range(glyph.start..text.len()),
                    inner: Span::from_range(glyph.end..text.len()),
                    parent: None,
                    block: 0,
                    opened: true,
                    closed: false,
                    single: glyph.kind == Kind::Single,
                });
            }
            Some(_) => match top {
                Some(depth) => {
                    if let Some(open) = stack.get(depth) {
                        let index = open.index;
                        if let Some(marked) = found.get_mut(index) {
                            marked.outer.end = glyph.end as u32;
                            marked.inner.end = (glyph.start as u32).max(marked.inner.start);
                            marked.closed = true;
                            closed_until = glyph.end;
                        }
                    }
                    stack.truncate(depth);
                }
                None if glyph.kind != Kind::Single && glyph.ends_clause() => {
                    let start = last_sentence(text, closed_until, glyph.start);
                    closed_until = glyph.end;
                    stack.clear();
                    found.push(Marked {
                        outer: Span::from_range(start..glyph.end),
                        inner: Span::from_range(start..glyph.start),
                        parent: None,
                        block: 0,
                        opened: false,
                        closed: true,
                        single: false,
                    });
                }
                None => {}
            },
            None => {}
        }
    }
    settle(text, goes_on, first, found);
}

/// Ends what was never closed: at the next passage or the end of the paragraph. A single mark without a partner was an apostrophe.
fn settle(text: &str, goes_on: bool, first: usize, found: &mut Vec<Marked>) {
    let mut next_double = u32::MAX;
    for row in found.iter_mut().skip(first).rev() {
        let runs_on = goes_on && row.outer.start == 0;
        if !row.closed && !runs_on && next_double != u32::MAX {
            let end = text.get(..next_double as usize).map_or(row.outer.end as usize, |before| before.trim_end().len())
                as u32;
            row.outer.end = end.max(row.outer.start);
            row.inner.end = end.max(row.inner.start);
        }
        if !row.single && row.opened {
            next_double = row.outer.start;
        }
    }
    let mut kept: Vec<Marked> = found.drain(first..).collect();
    kept.retain(|row| {
        (row.closed || !row.single) && row.inner.of(text).is_some_and(|words| words.chars().any(char::is_alphanumeric))
    });
    kept.sort_by_key(|row| (row.outer.start, std::cmp::Reverse(row.outer.end)));
    let mut around: Vec<(u32, u32)> = Vec::new();
    for (index, row) in (0..).zip(kept.iter_mut()) {
        while around.last().is_some_and(|(_, end)| *end <= row.outer.start) {
            around.pop();
        }
        row.parent = around.last().map(|(parent, _)| *parent);
        around.push((index, row.outer.end));
    }
    found.append(&mut kept);
}

/// Where the sentence begins that ends at `end`, not before `floor`.
fn last_sentence(text: &str, floor: usize, end: usize) -> usize {
    let body = text.get(floor..end).unwrap_or_default();
    let inside = body.trim_end_matches(['.', '!', '?', ',', '…']);
    let start = inside
        .rmatch_indices(['.', '!', '?'])
        .find(|(at, _)| inside.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')))
        .map_or(0, |(at, _)| at + 1);
    let lead = body.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    floor + start + lead
}

#[cfg(test)]
mod tests {
    use dateline_core::Annotator;

    use super::pair;

    fn passages(text: &str) -> Vec<String> {
        let document = Annotator::english().annotate(text);
        pair(&document).iter().map(|marked| document.slice(marked.inner).to_owned()).collect()
    }

    #[test]
    fn every_kind_of_mark_is_paired() {
        assert_eq!(
            passages("“One,” he said. \"Two.\" ''Three,'' she said. ``Four.'' «Five» and ‘six’."),
            ["One,", "Two.", "Three,", "Four.", "Five", "six"]
        );
        assert_eq!(passages("He said ”wrong way round“ twice."), ["wrong way round"]);
        assert_eq!(passages("'Nobody saw it,' the guard said."), ["Nobody saw it,"]);
    }

    #[test]
    fn apostrophes_elisions_and_inches_are_no_marks() {
        for text in [
            "Don’t tell the workers’ council.",
            "Rock ’n’ roll of the ’90s, ‘em too.",
            "He is 6'2\" tall and 5’ 11” wide.",
            "It's O'Neill's.",
        ] {
            assert!(passages(text).is_empty(), "{text}");
        }
        assert_eq!(passages("‘The workers’ rights come first,’ he said."), ["The workers’ rights come first,"]);
    }

    #[test]
    fn a_missing_mark_loses_nothing_else() {
        assert_eq!(passages("Rain fell. It was bad,\" he said. \"Very bad.\""), ["It was bad,", "Very bad."]);
        assert_eq!(passages("“We waited. “Then we left,” he said."), ["We waited.", "Then we left,"]);
        assert_eq!(passages("“We waited all night\n\nNext day he came."), ["We waited all night"]);
        assert_eq!(passages("He said \""), Vec::<String>::new());
    }

    #[test]
    fn passages_nest() {
        assert_eq!(passages("“He said ‘no’ twice,” she said."), ["He said ‘no’ twice,", "no"]);
        assert_eq!(
            passages("\"They called me \"Danger\" then,\" he said."),
            ["They called me \"Danger\" then,", "Danger"]
        );
        assert_eq!(
            passages("''He told us, 'what a mess,''' she said."),
            ["He told us, 'what a mess,'", "what a mess,"]
        );
    }
}
