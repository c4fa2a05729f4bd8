//! The grammar's view of one paragraph: looking at atoms, numbers and the small words around them.

use crate::times::atoms::{Atom, Gap, Shape};
use crate::times::lexicon::Senses;

/// The atoms of one paragraph. Indices outside it find nothing.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'d> {
    pub(super) text: &'d str,
    pub(super) atoms: &'d [Atom],
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    /// The number; a half is 0.5.
    Exact(f64),
    /// "several", "a few", none said.
    Open,
}

impl Count {
    pub(super) fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(number) => Some(number as i64),
            Self::Open => None,
        }
    }
}

impl<'d> Reader<'d> {
    pub(super) fn atom(&self, i: usize) -> Option<&'d Atom> {
        self.atoms.get(i)
    }

    /// The surface of an atom; empty outside the paragraph.
    pub(super) fn word(&self, i: usize) -> &'d str {
        self.atom(i).and_then(|atom| atom.span.of(self.text)).unwrap_or_default()
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        let surface = self.word(i);
        words.iter().any(|word| surface.eq_ignore_ascii_case(word))
    }

    /// The words before `i`, nearest first: `before(i, 1)` is the one just before.
    pub(super) fn before(&self, i: usize, distance: usize) -> &'d str {
        i.checked_sub(distance).map_or("", |at| self.word(at))
    }

    pub(super) fn before_any(&self, i: usize, words: &[&str]) -> bool {
        let surface = self.before(i, 1);
        words.iter().any(|word| surface.eq_ignore_ascii_case(word))
    }

    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.atom(i).is_some_and(|atom| atom.shape == Shape::Mark(mark))
    }

    /// Whether nothing stands between the atom and the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.atom(i).is_some_and(|atom| atom.gap == Gap::Glued)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.atom(i).is_some_and(|atom| atom.capital)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.atom(i).is_some_and(|atom| atom.shape == Shape::Word)
    }

    pub(super) fn is_mark(&self, i: usize) -> bool {
        self.atom(i).is_some_and(|atom| matches!(atom.shape, Shape::Mark(_)))
    }

    pub(super) fn senses(&self, i: usize) -> Option<&'static Senses> {
        self.atom(i)?.senses
    }

    /// A run of digits: the number, and how many digits.
    pub(super) fn digits(&self, i: usize) -> Option<(u32, u8)> {
        match self.atom(i)?.shape {
            Shape::Number(number, digits) => Some((number, digits)),
            _ => None,
        }
    }

    pub(super) fn dash(&self, i: usize) -> bool {
        self.atom(i).is_some_and(|atom| {
            matches!(atom.shape, Shape::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}' | '\u{2212}'))
        })
    }

    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.mark(i, '\'') || self.mark(i, '\u{2019}') || self.mark(i, '\u{2018}')
    }

    /// Past the hyphen of a compound ("third-quarter"), or `i` itself.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.dash(i) && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }

    /// Past one comma, or `i` itself.
    pub(super) fn past_comma(&self, i: usize) -> usize {
        if self.mark(i, ',') { i + 1 } else { i }
    }

    /// Whether the atom is the second part of something longer: "1,500", "B-52", "$1990", "#12".
    pub(super) fn is_continued(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| self.glued(i)).and_then(|at| self.atom(at)) else {
            return false;
        };
        match before.shape {
            Shape::Word | Shape::Number(..) => true,
            Shape::Mark(mark) => match mark {
                '(' | '[' | '"' | '\u{201c}' | '`' | '*' | '_' | '\u{2018}' | '\'' | '\u{2014}' => false,
                '-' | '\u{2013}'
                    if self.any(i.wrapping_sub(2), &["mid", "early", "late", "pre", "post", "non", "ex"]) =>
                {
                    false
                }
                '-' | '\u{2013}' | '/' => i < 2 || self.glued(i - 1),
                _ => true,
            },
        }
    }

    /// Whether a number goes on after this atom: "1,500", "10.5", "10:30", "90%", "5th".
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let next = i + 1;
        if !self.glued(next) {
            return false;
        }
        match self.atom(next).map(|atom| atom.shape) {
            Some(Shape::Word | Shape::Number(..)) => true,
            Some(Shape::Mark('.' | ',' | ':' | '/')) => self.glued(next + 1) && self.digits(next + 1).is_some(),
            Some(Shape::Mark('%' | '\u{b0}' | '@' | '=' | '_' | '+')) => true,
            _ => false,
        }
    }

    /// A cardinal below a hundred in words, or one word: "twenty-five", "twelve".
    fn small_cardinal(&self, i: usize) -> Option<(u32, usize)> {
        let tens = self.senses(i)?.cardinal?;
        if (20..100).contains(&tens) {
            let at = self.past_hyphen(i + 1);
            if let Some(ones) = self.senses(at).and_then(|senses| senses.cardinal).filter(|ones| (1..10).contains(ones))
            {
                return Some((tens + ones, at + 1));
            }
        }
        Some((tens, i + 1))
    }

    /// A number in figures or words, with fractions: "1,500", "2 1/2", "two hundred and ten", "a hundred".
    pub(super) fn number(&self, i: usize) -> Option<(f64, usize)> {
        if let Some((mut number, _)) = self.digits(i).map(|(n, d)| (f64::from(n), d)) {
            if self.is_continued(i) {
                return None;
            }
            let mut next = i + 1;
            while self.mark(next, ',') && self.glued(next) && self.glued(next + 1) {
                let Some((group, 3)) = self.digits(next + 1) else { break };
                number = number * 1000.0 + f64::from(group);
                next += 2;
            }
            if self.mark(next, '.') && self.glued(next) && self.glued(next + 1) {
                if let Some((fraction, digits)) = self.digits(next + 1) {
                    number += f64::from(fraction) / 10_f64.powi(i32::from(digits));
                    next += 2;
                }
            } else if let Some((top, _)) =
                self.digits(next).filter(|_| self.mark(next + 1, '/') && self.glued(next + 2))
            {
                if let Some((bottom, _)) = self.digits(next + 2).filter(|(bottom, _)| *bottom > top) {
                    number += f64::from(top) / f64::from(bottom);
                    next += 3;
                }
            } else if let Some((fraction, true)) = self.atom(next).map(|atom| (fraction(atom.shape), true))
                && let Some(fraction) = fraction
            {
                number += fraction;
                next += 1;
            }
            if self.any(next, &["hundred", "thousand", "million"]) {
                number *= f64::from(self.senses(next)?.cardinal?);
                next += 1;
            }
            return Some((number, next));
        }
        let start =
            if self.any(i, &["a", "one"]) && self.any(i + 1, &["hundred", "thousand", "dozen"]) { i + 1 } else { i };
        let (mut total, mut group, mut next) = (0_u64, 0_u64, start);
        let mut steps = 0;
        while let Some((value, after)) = self.small_cardinal(next) {
            steps += 1;
            if steps > 8 {
                break;
            }
            match value {
                100 => group = group.max(1) * 100,
                1000.. => {
                    total += group.max(1) * u64::from(value);
                    group = 0;
                }
                _ if group % 100 != 0 => break,
                _ => group += u64::from(value),
            }
            next = after;
            if self.is(next, "and")
                && group % 100 == 0
                && group + total > 0
                && self.small_cardinal(next + 1).is_some_and(|(value, _)| value < 100)
            {
                next += 1;
            }
        }
        (next > start).then_some(((total + group) as f64, next))
    }

    /// How many: a number, an article, "several", "a couple of", "two or three", "half a".
    pub(super) fn count(&self, i: usize) -> Option<(Count, usize)> {
        if self.any(i, &["a", "an", "one", "the"]) && self.is(i + 1, "half") {
            return Some((Count::Exact(0.5), self.past_hyphen(i + 2)));
        }
        if self.is(i, "half") {
            return match self.word(i + 1) {
                "a" | "an" => Some((Count::Exact(0.5), i + 2)),
                _ if self.dash(i + 1) && self.any(i + 2, &["a", "an"]) => {
                    Some((Count::Exact(0.5), self.past_hyphen(i + 3)))
                }
                _ if self.dash(i + 1) => Some((Count::Exact(0.5), self.past_hyphen(i + 1))),
                _ => None,
            };
        }
        if let Some((number, next)) = self.number(i) {
            // "two to three", "two or three", "12-18"
            let link = if self.any(next, &["to", "or"]) { next + 1 } else { self.past_hyphen(next) };
            if link > next
                && let Some((upper, after)) = self.number(link).filter(|(upper, _)| *upper > number)
                && (!self.is_continued(link) || self.dash(next))
            {
                return Some((if upper > number + 1.0 { Count::Open } else { Count::Exact(number) }, after));
            }
            if self.is(next, "and") {
                let half = if self.any(next + 1, &["a", "one"]) { next + 2 } else { next + 1 };
                if self.is(half, "half") {
                    return Some((Count::Exact(number + 0.5), half + 1));
                }
            }
            if self.is(next, "dozen") {
                return Some((Count::Exact(number * 12.0), next + 1));
            }
            return Some((Count::Exact(number), next));
        }
        let of = |next: usize| if self.is(next, "of") { next + 1 } else { next };
        match self.word(i).to_ascii_lowercase().as_str() {
            "a" | "an" if self.is(i + 1, "couple") => Some((Count::Exact(2.0), of(i + 2))),
            "a" if self.any(i + 1, &["few", "handful", "number", "matter"]) => Some((Count::Open, of(i + 2))),
            "a" if self.any(i + 1, &["good", "great"]) && self.any(i + 2, &["few", "many"]) => {
                Some((Count::Open, i + 3))
            }
            "a" | "an" => Some((Count::Exact(1.0), i + 1)),
            "couple" => Some((Count::Exact(2.0), of(i + 1))),
            "several" | "few" | "many" | "some" | "numerous" | "countless" | "various" => Some((Count::Open, i + 1)),
            "dozens" | "hundreds" | "thousands" | "scores" if self.is(i + 1, "of") => Some((Count::Open, i + 2)),
            _ => None,
        }
    }
}

fn fraction(shape: Shape) -> Option<f64> {
    Some(match shape {
        Shape::Mark('\u{bd}') => 0.5,
        Shape::Mark('\u{bc}') => 0.25,
        Shape::Mark('\u{be}') => 0.75,
        _ => return None,
    })
}
