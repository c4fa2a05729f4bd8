//! Joins the atoms of a chunk into words.

use super::abbreviations::{Abbreviation, abbreviation};
use super::atoms::{self, Atom, Kind, is_apostrophe};
use super::lexicon::{Affix, Lexicon};
use super::names;
use crate::Span;

/// How many groups of digits a number may have that is written with commas or hyphens: what is longer is no number, and is not read again
/// and again from each of its groups.
const LONGEST_NUMBER: usize = 8;

/// Reads paragraph after paragraph into words.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    tokens: Vec<Span>,
    /// The chunk at hand.
    atoms: Vec<Atom>,
    names: Vec<(usize, usize)>,
    /// End of the paragraph at hand, and how many of its tokens are read.
    end: usize,
    first: usize,
    /// Round brackets that are open in the paragraph.
    depth: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let tokens = Vec::with_capacity(text.len() / 4);
        let (atoms, names) = (Vec::new(), Vec::new());
        Self { text, lexicon: Lexicon::get(), tokens, atoms, names, end: 0, first: 0, depth: 0 }
    }

    pub(super) fn into_tokens(mut self) -> Vec<Span> {
        self.tokens.shrink_to_fit();
        self.tokens
    }

    pub(super) fn paragraph(&mut self, paragraph: Span) {
        let range = paragraph.range();
        (self.end, self.first, self.depth) = (range.end.min(self.text.len()), self.tokens.len(), 0);
        let mut at = range.start;
        while let Some(start) = self.skip_space(at) {
            let (end, plain) = self.chunk_end(start);
            if plain {
                self.emit_word(start, end);
            } else {
                self.chunk(start, end);
            }
            at = end;
        }
    }

    /// Where the next chunk starts in the paragraph.
    fn skip_space(&self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..self.end)?;
        let start = from + rest.len() - rest.trim_start().len();
        (start < self.end).then_some(start)
    }

    /// Where the chunk ends that starts at `start`, and whether it is made of ASCII letters alone.
    fn chunk_end(&self, start: usize) -> (usize, bool) {
        let rest = self.text.get(start..self.end).unwrap_or_default();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        match rest.as_bytes().get(letters) {
            None => (self.end, true),
            Some(b' ' | b'\n' | b'\t' | b'\r') => (start + letters, true),
            Some(_) => {
                let tail = rest.get(letters..).unwrap_or_default();
                let length = tail.find(char::is_whitespace).unwrap_or(tail.len());
                (start + letters + length, letters > 0 && length == 0)
            }
        }
    }

    fn chunk(&mut self, start: usize, end: usize) {
        let chunk = self.text.get(start..end).unwrap_or_default();
        atoms::read(chunk, start, self.lexicon, &mut self.atoms);
        if chunk.bytes().any(|byte| matches!(byte, b'.' | b'@' | b':')) {
            names::find(chunk, self.lexicon, &mut self.names);
        } else {
            self.names.clear();
        }
        if self.atoms.len() > 1 && self.atoms.iter().all(|atom| matches!(atom.kind, Kind::Mark(c) if is_rule(c))) {
            return self.emit(start, end);
        }
        let (mut at, mut next_name) = (0, 0);
        while let Some(atom) = self.atoms.get(at).copied() {
            match self.names.get(next_name).copied() {
                Some((from, to)) if start + from < atom.end => {
                    next_name += 1;
                    // Inside an atom that is already read the name is of no use.
                    if start + from >= atom.start {
                        // What is glued to the front of the name (`l` of `lhttp://`) stays a token.
                        if start + from > atom.start {
                            self.emit(atom.start, start + from);
                        }
                        self.emit(start + from, start + to);
                        at += self.atoms.iter().skip(at).take_while(|atom| atom.end <= start + to).count();
                        // A name may end inside an atom of another script.
                        if let Some(cut) = self.atoms.get_mut(at) {
                            cut.start = cut.start.max(start + to);
                        }
                    }
                }
                _ => {
                    at = match atom.kind {
                        Kind::Digits => self.number(at),
                        Kind::Letters => self.word(at),
                        Kind::Mark(c) => self.mark(at, c),
                        Kind::Invisible => self.single(at),
                    }
                    .max(at + 1);
                }
            }
        }
    }

    // ---- looking at atoms ----

    fn kind(&self, at: usize) -> Option<Kind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    fn is_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.is_word())
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(c)) if is_apostrophe(c))
    }

    fn start(&self, at: usize) -> usize {
        self.atoms.get(at).map_or(self.end, |atom| atom.start)
    }

    /// The text of the atoms from `from` up to `to`.
    fn words(&self, from: usize, to: usize) -> &'t str {
        let end = to.checked_sub(1).and_then(|last| self.atoms.get(last)).map_or(0, |atom| atom.end);
        self.text.get(self.start(from)..end).unwrap_or_default()
    }

    /// Where the letters and digits end that are glued to the atom at `at`.
    fn run(&self, at: usize) -> usize {
        let glued = self.atoms.iter().skip(at + 1).take_while(|atom| atom.is_word() && atom.glued).count();
        at + 1 + glued
    }

    /// Where marks of the given class end that start at `at`.
    fn marks(&self, at: usize, class: impl Fn(char) -> bool) -> usize {
        at + self.atoms.iter().skip(at).take_while(|atom| matches!(atom.kind, Kind::Mark(c) if class(c))).count()
    }

    /// The paragraph after the chunk, without the space between.
    fn after_chunk(&self) -> &'t str {
        let from = self.atoms.last().map_or(self.end, |atom| atom.end);
        self.text.get(from..self.end).unwrap_or_default().trim_start()
    }

    /// The word before the chunk's atom at `at`, with or without space between, inside the paragraph.
    fn previous(&self) -> Option<&'t str> {
        self.tokens.get(self.first..)?.last()?.of(self.text)
    }

    // ---- writing tokens ----

    fn emit(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(Span::from_range(start..end));
        }
    }

    /// Writes the atoms from `from` up to `to` as one token.
    fn join(&mut self, from: usize, to: usize) -> usize {
        let start = self.start(from);
        self.emit(start, start + self.words(from, to).len());
        to
    }

    fn single(&mut self, at: usize) -> usize {
        self.join(at, at + 1)
    }

    /// Writes a word, or the words that it reads as.
    fn emit_word(&mut self, start: usize, end: usize) {
        let word = self.text.get(start..end).unwrap_or_default();
        let mut from = start;
        for count in self.lexicon.contraction(word).unwrap_or_default() {
            let rest = self.text.get(from..end).unwrap_or_default();
            let length = rest.char_indices().nth(*count).map_or(rest.len(), |(at, _)| at);
            self.emit(from, from + length);
            from += length;
        }
        self.emit(from, end);
    }

    // ---- words ----

    fn word(&mut self, at: usize) -> usize {
        let mut to = self.run(at);
        if to > at + 1 && self.kind(at + 1) == Some(Kind::Digits) && self.lexicon.currency(self.words(at, at + 1)) {
            return self.single(at);
        }
        if matches!(self.kind(to), Some(Kind::Mark('$' | '£'))) && self.lexicon.currency(self.words(at, to + 1)) {
            return self.join(at, to + 1);
        }
        // Where the last run starts that was joined.
        let mut last = at;
        loop {
            let joined = match self.kind(to) {
                Some(Kind::Mark(c)) if is_apostrophe(c) => match self.apostrophe(at, to) {
                    Apostrophe::Joins(to) => Some(to),
                    Apostrophe::Parts(to) => return to,
                    Apostrophe::Mark => None,
                },
                Some(Kind::Mark('.' | '．')) => match self.dotted(last, to, last == at) {
                    Some(end) => return self.join(at, end),
                    // A version: v2.0
                    None => (self.kind(to - 1) == Some(Kind::Digits) && self.kind(to + 1) == Some(Kind::Digits))
                        .then_some(to + 2),
                },
                Some(Kind::Mark('-' | '‐' | '‑')) if last == at => match self.hyphen(at, to) {
                    Some(end) if end == to + 1 => return self.join(at, end),
                    joined => joined,
                },
                Some(Kind::Mark('&')) if self.kind(to + 1) == Some(Kind::Letters) => {
                    let end = self.run(to + 1);
                    let capitals = |word: &str| word.chars().count() == 1 || word.chars().all(char::is_uppercase);
                    let joins = capitals(self.words(last, to)) && capitals(self.words(to + 1, end));
                    joins.then_some(end).filter(|end| !self.is_mark(*end, ';'))
                }
                Some(Kind::Mark('/')) if last == at => self.slash(at, to),
                Some(Kind::Mark('*')) => {
                    let end = self.marks(to, |c| matches!(c, '*' | '@' | '#' | '$' | '%'));
                    // A word that is masked: f*ck
                    if self.kind(end) == Some(Kind::Letters) { Some(self.run(end)) } else { None }
                }
                _ => None,
            };
            match joined {
                Some(end) => (last, to) = (to + 1, end),
                None => break,
            }
        }
        let start = self.start(at);
        self.emit_word(start, start + self.words(at, to).len());
        to
    }

    /// What the apostrophe at `mark` does to the word that starts at `at`.
    fn apostrophe(&mut self, at: usize, mark: usize) -> Apostrophe {
        if !self.is_word(mark + 1) {
            let elision = self.lexicon.elision(self.words(at, mark + 1));
            return if elision { Apostrophe::Joins(mark + 1) } else { Apostrophe::Mark };
        }
        let end = self.run(mark + 1);
        if self.kind(mark + 1) == Some(Kind::Digits) {
            return Apostrophe::Mark;
        }
        let (word, tail) = (self.words(at, mark), self.words(mark + 1, end));
        let (start, middle, stop) = (self.start(at), self.start(mark), self.start(mark + 1) + tail.len());
        if tail.eq_ignore_ascii_case("t") && word.ends_with(['n', 'N']) {
            self.emit(start, middle - 1);
            self.emit(middle - 1, stop);
            return Apostrophe::Parts(end);
        }
        if is_clitic(tail) && !self.lexicon.elision(self.words(at, end)) {
            self.emit_word(start, middle);
            self.emit(middle, stop);
            return Apostrophe::Parts(end);
        }
        Apostrophe::Joins(end)
    }

    /// Where the abbreviation ends, with its dot, that has its first dot at `dot`.
    /// The run before the dot starts at `at`; `whole` says that nothing stands before the run in its word.
    fn dotted(&self, at: usize, dot: usize, whole: bool) -> Option<usize> {
        if self.is_mark(dot + 1, '.') && self.is_mark(dot + 2, '.') || self.is_mark(dot + 1, '…') {
            return None;
        }
        let word = self.words(at, dot);
        let letters = dot == at + 1 && self.kind(at) == Some(Kind::Letters);
        let is_letter = |at: usize| {
            self.kind(at) == Some(Kind::Letters)
                && self.run(at) == at + 1
                && self.words(at, at + 1).chars().count() == 1
        };
        if letters && is_letter(at) {
            // U.S.A., p.m, J.R.R.
            let mut to = dot;
            while matches!(self.kind(to), Some(Kind::Mark('.' | '．'))) && is_letter(to + 1) {
                to += 2;
            }
            if to > dot {
                return Some(if self.has_dot(to) { to + 1 } else { to });
            }
        }
        if letters
            && self.kind(dot + 1) == Some(Kind::Letters)
            && self.run(dot + 1) == dot + 2
            && abbreviation(self.words(at, dot + 2)).is_some()
        {
            return Some(if self.has_dot(dot + 2) { dot + 3 } else { dot + 2 });
        }
        if !letters || !whole || !self.has_dot(dot) {
            return None;
        }
        if is_letter(at) && word.starts_with(char::is_uppercase) {
            return self.is_initial(word, dot).then_some(dot + 1);
        }
        let joins = match abbreviation(word) {
            Some(Abbreviation::Number) => self.number_follows(dot) || (is_letter(at) && self.month_follows(dot)),
            Some(Abbreviation::Day) => {
                self.is_mark(dot + 1, ',')
                    || self.number_follows(dot)
                    || self.following(dot).starts_with(char::is_lowercase)
                    || self.month_follows(dot)
            }
            Some(Abbreviation::Last) => {
                let rest = self.following(dot);
                !rest.is_empty() && !rest.starts_with(char::is_uppercase)
            }
            Some(_) => true,
            None => false,
        };
        joins.then_some(dot + 1)
    }

    /// Whether the dot at `at` is one, and not the first of an ellipsis. Of two dots the first is the abbreviation's.
    fn has_dot(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Mark('.' | '．')))
            && !(self.is_mark(at + 1, '.') && self.is_mark(at + 2, '.'))
    }

    /// What follows the dot: the rest of the chunk after marks that close, or the paragraph after it.
    fn following(&self, dot: usize) -> &'t str {
        let next = self.marks(dot + 1, |c| matches!(c, '"' | '”' | ')' | ']' | '’' | '\''));
        if next < self.atoms.len() { self.words(next, self.atoms.len()) } else { self.after_chunk() }
    }

    fn number_follows(&self, dot: usize) -> bool {
        let rest = self.following(dot);
        rest.trim_start_matches(['#', '(', '$', '£', '€']).starts_with(|c: char| c.is_ascii_digit())
            || rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(is_roman)
    }

    fn month_follows(&self, dot: usize) -> bool {
        let next = self.following(dot).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_month(next) || abbreviation(next) == Some(Abbreviation::Month)
    }

    /// Whether a capital with a dot is an initial, and not a word at the end of its sentence.
    fn is_initial(&self, letter: &str, dot: usize) -> bool {
        let rest = self.following(dot);
        let next = rest.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c)).next().unwrap_or_default();
        if next.is_empty() {
            // A mark follows, or nothing.
            return rest.starts_with([',', ';', ':', '-', '&'])
                || (rest.starts_with(['(', '“', '"']) && self.previous_is_name());
        }
        if next.starts_with(char::is_lowercase) || next.starts_with(char::is_numeric) {
            return true;
        }
        // Directly joined: J.Smith
        if self.is_word(dot + 1) || next.chars().count() == 1 {
            return letter != "I" || self.previous_is_name() || self.previous().is_none();
        }
        let pronoun = letter == "I" && self.previous().is_some_and(|word| word.starts_with(char::is_lowercase));
        !pronoun && !self.lexicon.opener(next)
    }

    fn previous_is_name(&self) -> bool {
        self.previous().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// How far the word goes on behind the hyphen at `mark`, if the hyphen does not part it.
    fn hyphen(&self, at: usize, mark: usize) -> Option<usize> {
        let word = self.words(at, mark);
        if !self.is_word(mark + 1) {
            // Half a word that a speaker broke off: s-, th-
            let stutter = !self.is_mark(mark + 1, '-')
                && word.chars().count() <= 2
                && word.chars().skip(1).all(|c| c.is_alphabetic() && !"aeiou".contains(c));
            return stutter.then_some(mark + 1);
        }
        let end = self.run(mark + 1);
        let next = self.words(mark + 1, end);
        if self.lexicon.affix(self.words(at, end)) == Some(Affix::Word) {
            return Some(end);
        }
        if self.lexicon.affix(next) == Some(Affix::Suffix) && !self.is_mark(end, '-') {
            return Some(end);
        }
        // Inside of a compound it is a word: Hizb-e-Islami
        let inside = at.checked_sub(1).is_some_and(|before| self.is_mark(before, '-'));
        if inside || mark != at + 1 || self.lexicon.affix(word) != Some(Affix::Prefix) {
            return None;
        }
        // A name that only looks like a prefix (UN-backed, a Post-ABC poll), and an adverb (over-the-counter).
        let capitals = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let name = capitals(word) || (word.starts_with(char::is_uppercase) && capitals(next));
        (!name && !is_inner(next)).then_some(end)
    }

    /// How far the word goes on behind the slash at `mark`: w/o, A/C.
    fn slash(&self, at: usize, mark: usize) -> Option<usize> {
        let slashed = at.checked_sub(1).is_some_and(|before| self.is_mark(before, '/'));
        if self.kind(mark + 1) != Some(Kind::Letters) || slashed {
            return None;
        }
        let end = self.run(mark + 1);
        let (word, next) = (self.words(at, mark), self.words(mark + 1, end));
        let letters = word.chars().count() == 1 && next.chars().count() == 1;
        let without =
            word.eq_ignore_ascii_case("w") && (next.eq_ignore_ascii_case("o") || next.eq_ignore_ascii_case("out"));
        ((letters || without) && !self.is_mark(end, '/')).then_some(end)
    }

    // ---- numbers ----

    fn number(&mut self, at: usize) -> usize {
        if let Some(to) = self.number_code(at) {
            return self.join(at, to);
        }
        let mut to = self.groups(at).unwrap_or(at + 1);
        loop {
            to = match self.kind(to) {
                Some(Kind::Mark('.' | ':' | '/' | '⁄')) if self.kind(to + 1) == Some(Kind::Digits) => to + 2,
                Some(Kind::Digits) => to + 1,
                _ => break,
            };
        }
        if self.kind(to) == Some(Kind::Letters) {
            return self.number_suffix(at, to);
        }
        // A decade: 1990's
        let decade = self.is_apostrophe(to)
            && to == at + 1
            && self.run(to + 1) == to + 2
            && self.words(to + 1, to + 2).eq_ignore_ascii_case("s")
            && matches!(self.words(at, to).as_bytes(), [.., b'0'] if matches!(self.words(at, to).len(), 2 | 4));
        if decade {
            return self.join(at, to + 2);
        }
        if self.is_mark(to, '-') && self.lexicon.affix(self.words(to + 1, to + 2)) == Some(Affix::Suffix) {
            return self.join(at, to + 2);
        }
        self.join(at, to)
    }

    /// Where a number ends that is written in groups of thousands: 1,200,000 or 12,00,000.
    fn groups(&self, at: usize) -> Option<usize> {
        let digits = |at: usize| match self.kind(at) {
            Some(Kind::Digits) => self.words(at, at + 1).len(),
            _ => 0,
        };
        if digits(at) > 3 {
            return None;
        }
        let (mut to, mut end) = (at + 1, None);
        while self.is_mark(to, ',') && matches!(digits(to + 1), 2 | 3) && to < at + 2 * LONGEST_NUMBER {
            if digits(to + 1) == 3 {
                end = Some(to + 2);
            }
            to += 2;
        }
        end
    }

    /// Where a number ends that is no amount but a code with hyphens: a telephone number, a postcode, a date.
    fn number_code(&self, at: usize) -> Option<usize> {
        let length = |at: usize| self.words(at, at + 1).len();
        let (mut to, mut parts, mut longest, mut two) = (at + 1, 1, length(at), length(at) == 2);
        while self.is_mark(to, '-') && self.kind(to + 1) == Some(Kind::Digits) && parts < LONGEST_NUMBER {
            longest = longest.max(length(to + 1));
            two &= length(to + 1) == 2;
            parts += 1;
            to += 2;
        }
        let amount = at
            .checked_sub(1)
            .is_some_and(|before| matches!(self.kind(before), Some(Kind::Mark('$' | '£' | '€' | ',' | '.'))));
        let glued = self.is_word(to)
            || (matches!(self.kind(to), Some(Kind::Mark(',' | '.' | ':'))) && self.kind(to + 1) == Some(Kind::Digits));
        if amount || glued {
            return None;
        }
        let code = match (parts, length(at), length(to - 1)) {
            (1, ..) => false,
            // Round numbers are a range: 500-1000.
            (2, 3, 4) => !self.words(to - 1, to).ends_with("00"),
            (2, 5, 4) => true,
            (2, ..) => false,
            _ => longest >= 3 || two,
        };
        code.then_some(to)
    }

    /// Letters right behind the number from `at` to `to`: 20th, 5pm, $3m, 4G.
    fn number_suffix(&mut self, at: usize, to: usize) -> usize {
        let end = self.run(to);
        let letters = self.words(to, to + 1);
        let currency = at.checked_sub(1).and_then(|before| self.kind(before));
        let currency = matches!(currency, Some(Kind::Mark(c)) if is_currency(c));
        if end == to + 1 {
            let times = matches!(letters, "a" | "p" | "A" | "P")
                && self.is_mark(end, '.')
                && matches!(self.words(end + 1, end + 2), "m" | "M");
            let amount = currency && matches!(letters, "b" | "t" | "tn" | "B" | "M" | "K" | "T" | "Bn" | "Mn");
            let ordinal = matches!(letters, "st" | "nd" | "rd" | "th" | "s");
            let unit =
                self.lexicon.unit(letters) || (letters.len() == 2 && self.lexicon.unit(&letters.to_ascii_lowercase()));
            if !ordinal && (times || amount || unit) {
                return self.join(at, to);
            }
        } else if letters == "x" && self.kind(to + 1) == Some(Kind::Digits) {
            self.join(at, to);
            return self.single(to);
        }
        let mut end = end;
        while self.is_mark(end, '.')
            && self.kind(end - 1) == Some(Kind::Digits)
            && self.kind(end + 1) == Some(Kind::Digits)
        {
            end = self.run(end + 1);
        }
        self.join(at, end)
    }

    // ---- marks ----

    fn mark(&mut self, at: usize, c: char) -> usize {
        if let Some(to) = self.emoticon(at, c) {
            return self.join(at, to);
        }
        match c {
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        match c {
            '.' | '…' => {
                let to = self.marks(at, |c| matches!(c, '.' | '…'));
                let decimal = to == at + 1 && self.kind(to) == Some(Kind::Digits) && !self.follows_word(at);
                if decimal { self.decimal(at) } else { self.join(at, to) }
            }
            '!' | '?' | '‽' | '！' | '？' => {
                let to = self.marks(at, |c| matches!(c, '!' | '?' | '‽' | '！' | '？'));
                self.join(at, to)
            }
            '<' | '>' | '-' | '=' if self.is_arrow(at) => {
                let to = self.marks(at, |c| matches!(c, '<' | '>' | '-' | '='));
                self.join(at, to)
            }
            '#' if self.kind(at + 1) == Some(Kind::Letters) || (self.is_word(at + 1) && self.run(at + 1) > at + 2) => {
                let to = self.run(at + 1);
                self.join(at, to)
            }
            '+' if self.kind(at + 1) == Some(Kind::Digits) && !self.follows_word(at) => {
                let to = self.number_code(at + 1).unwrap_or(at + 2);
                self.join(at, to)
            }
            '&' => {
                let named = self.kind(at + 1) == Some(Kind::Letters) && is_entity(self.words(at + 1, at + 2));
                let length = if named { 1 } else { 2 };
                let coded = self.is_mark(at + 1, '#') && self.is_word(at + 2) && self.run(at + 2) == at + 3;
                let entity = (named || coded) && self.is_mark(at + 1 + length, ';');
                if entity { self.join(at, at + 2 + length) } else { self.single(at) }
            }
            _ if is_apostrophe(c) => self.apostrophe_mark(at, c),
            '-' | '=' | '*' | '~' | '_' | '+' | '#' | '<' | '>' | '^' | ',' | '—' | '|' => {
                let to = self.marks(at, |next| next == c);
                self.join(at, to)
            }
            _ => self.single(at),
        }
    }

    /// Whether a letter or digit stands right before the mark.
    fn follows_word(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_word(before))
    }

    /// A decimal without its zero: .04
    fn decimal(&mut self, at: usize) -> usize {
        let start = self.start(at);
        // The point joins the first token that the number gives.
        let first = self.tokens.len();
        let to = self.number(at + 1);
        if let Some(token) = self.tokens.get_mut(first) {
            *token = Span::from_range(start..token.end as usize);
        }
        to
    }

    fn is_arrow(&self, at: usize) -> bool {
        let to = self.marks(at, |c| matches!(c, '<' | '>' | '-' | '='));
        let arrow = self.words(at, to);
        to > at + 1 && to < at + 8 && arrow.contains(['<', '>']) && arrow.contains(['-', '='])
    }

    fn apostrophe_mark(&mut self, at: usize, c: char) -> usize {
        // Two of them are one quotation mark: ``…'', ‘’…’’
        let pair = match self.kind(at + 1) {
            Some(Kind::Mark(next)) => next == c || (c == '‘' && next == '’'),
            _ => false,
        };
        let opens = !self.follows_word(at);
        if pair && matches!(c, '\'' | '`' | '’' | '‘') {
            return self.join(at, at + 2);
        }
        let end = self.run(at + 1);
        match self.kind(at + 1) {
            Some(Kind::Letters) => {
                let next = self.words(at + 1, end);
                let before = at.checked_sub(1).and_then(|before| self.kind(before));
                let hosts = matches!(
                    before,
                    Some(Kind::Letters | Kind::Digits | Kind::Mark('.' | ')' | ']' | '%' | '”' | '"' | '!' | '°'))
                );
                if hosts && is_clitic(next) {
                    return self.join(at, end);
                }
                if opens && self.is_apostrophe(end) && self.lexicon.elision(self.words(at, end + 1)) {
                    return self.join(at, end + 1);
                }
                let word = self.words(at, end);
                if self.lexicon.elision(word) || self.lexicon.contraction(word).is_some() {
                    let start = self.start(at);
                    self.emit_word(start, start + word.len());
                    return end;
                }
            }
            Some(Kind::Digits) if opens && self.words(at + 1, at + 2).len() == 2 => {
                let decade = end == at + 3 && self.words(at + 2, end).eq_ignore_ascii_case("s");
                // Without an s, '72 is a year only where a sentence is under way: behind a word, and with no number's noun to follow.
                let year = end == at + 2
                    && self.previous().is_some_and(|word| word.ends_with(char::is_alphanumeric))
                    && !matches!(self.kind(end), Some(Kind::Mark('.' | ',' | ':' | '-')) if self.is_word(end + 1));
                if decade || year {
                    return self.join(at, end);
                }
            }
            _ => {}
        }
        self.single(at)
    }

    /// How far the face goes that starts at `at`.
    fn emoticon(&self, at: usize, c: char) -> Option<usize> {
        if !matches!(c, ':' | ';' | '=' | '<' | '>' | '^' | '(' | '-' | '\\') {
            return None;
        }
        let start = self.start(at);
        let rest = self.text.get(start..self.atoms.last().map_or(start, |atom| atom.end))?;
        let face = self.lexicon.emoticon(rest)?;
        let (after, before) =
            (rest.get(face.len()..)?.chars().next(), at.checked_sub(1).and_then(|before| self.kind(before)));
        let lettered = face.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '|' | '*' | '[' | ']'));
        let stands = match before {
            None => true,
            Some(Kind::Digits) => false,
            Some(Kind::Letters) => !lettered && c != '(' && c != '=' && c != '-',
            Some(_) => !lettered,
        };
        let ends = after.is_none_or(|c| !(c.is_alphanumeric() || (lettered && c == '/')));
        let closes = face.ends_with(')') && self.depth > 0;
        (stands && ends && !closes).then_some(())?;
        let count = self.atoms.iter().skip(at).take_while(|atom| atom.end <= start + face.len()).count();
        // The face must end where an atom ends.
        (self.words(at, at + count).len() == face.len()).then_some(at + count)
    }
}

/// What an apostrophe behind a word does.
enum Apostrophe {
    /// The word goes on up to this atom.
    Joins(usize),
    /// The words are written up to this atom.
    Parts(usize),
    /// It is a mark of its own.
    Mark,
}

/// Marks that rules and ornaments are made of.
fn is_rule(c: char) -> bool {
    matches!(c, '-' | '=' | '*' | '~' | '_' | '+' | '#' | '|' | '<' | '>' | '{' | '}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '¢' | '₦' | '₱' | '₩' | '₽' | '₺' | '₪')
}

/// What stands behind an apostrophe as a word of its own.
fn is_clitic(word: &str) -> bool {
    matches!(word, "s" | "m" | "re" | "ve" | "ll" | "d" | "S" | "M" | "RE" | "VE" | "LL" | "D")
}

/// Words that stand inside of hyphenated phrases.
fn is_inner(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "to" | "and" | "or" | "in" | "of" | "by" | "on" | "at" | "for" | "with" | "from"
    )
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word != "I" && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Names of characters that pages escape.
fn is_entity(name: &str) -> bool {
    matches!(
        name,
        "amp"
            | "lt"
            | "gt"
            | "quot"
            | "apos"
            | "nbsp"
            | "ndash"
            | "mdash"
            | "lsquo"
            | "rsquo"
            | "ldquo"
            | "rdquo"
            | "hellip"
            | "pound"
            | "euro"
    )
}
