//! Where sentences end inside a paragraph.

use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::FxHashSet;

use super::lists::{List, Marker};
use crate::Span;
use crate::tokens::{Abbreviation, abbreviation, is_invisible};

/// The tokens of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'t> {
    text: &'t str,
    tokens: &'t [Span],
    words: &'static Words,
}

/// The word lists of the rules.
#[derive(Debug)]
struct Words {
    openers: FxHashSet<&'static str>,
    reporting: FxHashSet<&'static str>,
    times: FxHashSet<&'static str>,
    faces: FxHashSet<&'static str>,
}

static WORDS: Lazy<Words> = Lazy::new(|| Words {
    openers: entries(lexicon::OPENERS).collect(),
    reporting: entries(lexicon::REPORTING_VERBS).collect(),
    times: entries(lexicon::TIME_WORDS).collect(),
    faces: entries(lexicon::EMOTICONS).collect(),
});

/// A mark that may close a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Period,
    /// A question or an exclamation.
    Call,
    /// Two or three dots, or the character for them.
    Ellipsis,
    /// Four dots or more: an ellipsis and a period.
    LongEllipsis,
    /// The dot of an abbreviation.
    Abbreviation,
}

impl<'t> Paragraph<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Span]) -> Self {
        Self { text, tokens, words: &WORDS }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at`; empty behind the last.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| token.of(self.text)).unwrap_or_default()
    }

    /// Whether white space stands before the token at `at`.
    fn spaced(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|before| before.end);
        self.tokens.get(at).is_none_or(|token| end != Some(token.start))
    }

    /// Whether the token at `at` touches the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        !self.spaced(at)
    }

    /// Writes where each sentence ends, as token indices; the last is the paragraph's own end.
    pub(super) fn boundaries(&self, ends: &mut Vec<usize>) {
        let (mut start, mut at) = (0, 0);
        let mut quoted = false;
        let mut list = List::default();
        while at < self.len() {
            if let Some(marker) = Marker::read(self, at) {
                if at > start && list.continues(marker) {
                    ends.push(at);
                    start = at;
                }
                if at == start {
                    list.open(marker);
                    at += marker.length();
                    continue;
                }
            }
            let Some((stop, behind)) = self.stop(at) else {
                quoted ^= self.word(at) == "\"";
                at += 1;
                continue;
            };
            let end = self.closers(behind, &mut quoted);
            if end < self.len() && self.closes(start, at, behind, end, stop) {
                ends.push(end);
                start = end;
            }
            at = end;
        }
        if start < self.len() {
            ends.push(self.len());
        }
    }

    /// The mark at `at` that may close a sentence, and where it ends.
    fn stop(&self, at: usize) -> Option<(Stop, usize)> {
        let word = self.word(at);
        let last = word.chars().next_back()?;
        let stop = match last {
            '.' | '…' if word.starts_with(['.', '…']) => {
                let count: usize = word.chars().map(|c| if c == '…' { 3 } else { 1 }).sum();
                match count {
                    1 => return Some(self.spaced_dots(at)),
                    2 | 3 => Stop::Ellipsis,
                    _ => Stop::LongEllipsis,
                }
            }
            '.' => Stop::Abbreviation,
            '!' | '?' | '‽' | '！' | '？' => Stop::Call,
            '。' => Stop::Period,
            _ => return None,
        };
        Some((stop, at + 1))
    }

    /// A period, or an ellipsis of spaced dots.
    fn spaced_dots(&self, at: usize) -> (Stop, usize) {
        let dots = self.tokens.iter().skip(at).take_while(|token| token.of(self.text) == Some(".")).count();
        let stop = match dots {
            1 | 2 => Stop::Period,
            3 => Stop::Ellipsis,
            _ => Stop::LongEllipsis,
        };
        (stop, at + dots)
    }

    /// Where the marks end that close with the sentence: quotation marks, brackets, further stops, faces, references.
    fn closers(&self, from: usize, quoted: &mut bool) -> usize {
        let mut at = from;
        loop {
            let word = self.word(at);
            let closes = match word {
                ")" | "]" | "}" | "”" | "»" | "''" | "’’" | "›" => true,
                "’" | "'" => !self.spaced(at),
                "\"" => {
                    let (before, behind) = (self.spaced(at), self.spaced(at + 1));
                    // Between spaces on both sides or on none, the marks before it decide.
                    let closes = if before == behind { *quoted } else { !before };
                    *quoted = if closes { false } else { *quoted };
                    closes
                }
                "." => !self.spaced(at) && at > from,
                "" => false,
                _ if word.starts_with(['!', '?']) => !self.spaced(at),
                _ if word.chars().all(is_invisible) => true,
                "[" => {
                    // A reference: [12]
                    let number =
                        self.word(at + 1).bytes().all(|byte| byte.is_ascii_digit()) && self.word(at + 2) == "]";
                    at += if number { 2 } else { 0 };
                    number
                }
                // The number of a note: as it did before. 9 For example …
                _ if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                    self.words.openers.contains(self.word(at + 1))
                }
                _ => self.words.faces.contains(word) && !word.starts_with(char::is_alphanumeric),
            };
            if !closes {
                return at;
            }
            at += 1;
        }
    }

    /// Whether the sentence that starts at `start` closes with the stop at `at`, which ends at `behind` and closes up to `end`.
    fn closes(&self, start: usize, at: usize, behind: usize, end: usize, stop: Stop) -> bool {
        let next = self.word(end);
        if next.starts_with([',', ';', ':', ')', ']', '”', '%', '/', '.', '…', '?', '!']) {
            return false;
        }
        // Words left out are no sentence of their own: [...]
        let said = (start..end.min(start + 4)).any(|at| self.word(at).contains(char::is_alphanumeric));
        if !said && end - start <= 4 && stop == Stop::Ellipsis {
            return false;
        }
        // Nor are those left out where a quotation begins: he was pleased and "...would come back".
        let opens = |mark: usize| match self.word(mark) {
            "“" | "‘" | "«" | "``" => true,
            "\"" | "'" => self.spaced(mark),
            _ => false,
        };
        if stop == Stop::Ellipsis && at > start && !self.spaced(at) && !self.spaced(behind) && opens(at - 1) {
            return false;
        }
        let (opened, first) = self.first_word(end);
        let link = first.contains("://") || first.starts_with("www.");
        let (upper, lower) =
            (link || first.starts_with(char::is_uppercase), !link && first.starts_with(char::is_lowercase));
        let number = first.starts_with(|c: char| c.is_numeric());
        let enclosed = end > behind;
        match stop {
            Stop::Period => {
                let before = self.word(at.wrapping_sub(1));
                let sign = matches!(before, "°" | "º" | "№") && number;
                let numbered =
                    lower && before.chars().count() <= 2 && before.chars().all(char::is_numeric) && !before.is_empty();
                // A stop in place of a comma: "It is over." Smith said.
                let reported = enclosed && self.reporting_verb(end).is_some_and(|verb| self.word(verb + 1) == ".");
                !sign
                    && !numbered
                    && !reported
                    && !(lower && (enclosed || !self.spaced(end)))
                    && (self.spaced(end) || !number)
            }
            Stop::Call => {
                let called = matches!(self.word(at.wrapping_sub(1)), "Yahoo" | "Jeopardy" | "Yum" | "Joomla")
                    && self.word(at) == "!";
                !(lower && (enclosed || called)) && !(enclosed && self.reporting_verb(end).is_some())
            }
            // Three spaced dots leave words out inside of a sentence.
            Stop::Ellipsis => upper && behind == at + 1 && next != "(",
            Stop::LongEllipsis => upper || number,
            Stop::Abbreviation => self.abbreviation_closes(start, at, end, opened, first),
        }
    }

    /// The first word of what follows, and whether a mark opens it.
    fn first_word(&self, end: usize) -> (bool, &'t str) {
        let opens = |word: &str| {
            matches!(word, "\"" | "“" | "‘" | "'" | "``" | "(" | "[" | "«" | "-" | "--" | "—" | "–" | "*" | "•")
        };
        let marks =
            self.tokens.iter().skip(end).take(3).take_while(|token| token.of(self.text).is_some_and(opens)).count();
        let opened = matches!(self.word(end), "\"" | "“" | "‘" | "``" | "«");
        (opened, self.word(end + marks))
    }

    /// Where the reporting verb stands with which a quotation goes on: "Why?" Smith asked.
    fn reporting_verb(&self, end: usize) -> Option<usize> {
        for at in end..end + 5 {
            let word = self.word(at);
            if at > end && self.words.reporting.contains(word) {
                return Some(at);
            }
            // Names, titles and pronouns, nothing else.
            let subject = matches!(word, "The" | "He" | "She" | "They" | "I" | "We" | "One");
            if !word.starts_with(char::is_uppercase) || (self.words.openers.contains(word) && !subject) {
                return None;
            }
        }
        None
    }

    fn abbreviation_closes(&self, start: usize, at: usize, end: usize, opened: bool, first: &str) -> bool {
        let word = self.word(at);
        let stem = word.strip_suffix('.').unwrap_or(word);
        if !first.starts_with(char::is_uppercase) {
            return false;
        }
        let opener = self.words.openers.contains(first);
        if stem.eq_ignore_ascii_case("a.m") || stem.eq_ignore_ascii_case("p.m") {
            // At 5 a.m. Mr. Smith went …: a time alone is no sentence yet.
            let alone = at - start <= 3
                && matches!(
                    self.word(start),
                    "At" | "By" | "Around" | "About" | "On" | "From" | "Until" | "Before" | "After"
                );
            // 8 p.m. AST, 10 a.m. Tongan time
            let zone = first.len() <= 5 && first.ends_with('T') && first.chars().all(char::is_uppercase);
            let time = zone || self.words.times.contains(first) || self.word(end + 1).eq_ignore_ascii_case("time");
            return !alone && !time;
        }
        match abbreviation(stem) {
            Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number | Abbreviation::Day) => false,
            Some(Abbreviation::Last) => true,
            Some(Abbreviation::Tail | Abbreviation::Month) => opener || opened,
            Some(Abbreviation::Place) => opener || (opened && end > at + 1),
            // Initials: the tokeniser joins their dot only where a name goes on.
            None if stem.chars().count() == 1 => false,
            None => opener || opened,
        }
    }
}
