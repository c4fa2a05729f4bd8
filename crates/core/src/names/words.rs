//! The words of a document as the recogniser sees them: hashes, spelling, lexicon entries, and the spelling that a word would have
//! where the text's own capitals say nothing (headlines, ALL CAPITALS, lower case).

use std::ops::Range;

use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

use super::hash;
use super::lexicon::{Entry, Lexicon, flag};

/// How a word is spelt.
pub mod spelling {
    /// `rain`
    pub const LOWER: u8 = 1;
    /// `Rain`
    pub const CAPITAL: u8 = 2;
    /// `NATO`
    pub const UPPER: u8 = 3;
    /// `J`, `J.`
    pub const INITIAL: u8 = 4;
    /// `U.S.`
    pub const DOTTED: u8 = 5;
    /// `McDonald`, `iPhone`
    pub const MIXED: u8 = 6;
    /// `1984`
    pub const DIGITS: u8 = 7;
    /// `F-16`, `4th`
    pub const ALPHANUMERIC: u8 = 8;
    /// `.` `!` `?`
    pub const STOP: u8 = 9;
    /// `,` `;` `:`
    pub const COMMA: u8 = 10;
    /// `-`
    pub const DASH: u8 = 11;
    /// Quotation marks.
    pub const QUOTE: u8 = 12;
    /// `(` `[`
    pub const OPEN: u8 = 13;
    /// `)` `]`
    pub const CLOSE: u8 = 14;
    /// Any other sign.
    pub const SIGN: u8 = 15;
}

/// What the capitals of a sentence are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Casing {
    /// Capitals mark names and sentence starts.
    #[default]
    Normal,
    /// All letters are capitals.
    Upper,
    /// No letter is a capital, in a text that hardly has any.
    Lower,
    /// Nearly every word has a capital, as in a headline.
    Title,
}

/// One word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the lower-case form.
    pub lower: u64,
    /// Number of its form among [`Words::forms`].
    pub form: u32,
    /// How it is spelt, or would be.
    pub spelling: u8,
    /// How the text spells it.
    pub surface: u8,
    /// Hash of the shape, `Xx`, `d.d`, runs cut to two.
    pub shape: u64,
    /// Lexicon entry.
    pub entry: Entry,
    /// A lexicon name of several words covers it: that entry's flags, and whether it stands at its start.
    pub phrase: (u16, bool),
    /// What the document's other places say of it.
    pub evidence: Evidence,
}

/// What the characters of a lower-cased word say. A document keeps it once, however often the word stands there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// Hashes of the first one to four characters.
    pub prefix: [u64; 4],
    /// Hashes of the last one to four characters.
    pub suffix: [u64; 4],
    /// Hash of its letters, from the last to the first: what initials are compared with.
    pub letters: u64,
    /// Lexicon entry.
    entry: Entry,
}

/// The form of words that are not there.
static NONE: Form = Form { prefix: [0; 4], suffix: [0; 4], letters: 0, entry: Entry { flags: 0, class: 0 } };

/// What other places of the same document say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Seen with a capital inside a sentence.
    pub capital: bool,
    /// Seen in lower case.
    pub lower: bool,
    /// Seen in capitals inside a sentence that is not all capitals.
    pub upper: bool,
    /// Seen after a title.
    pub titled: bool,
}

impl Word {
    /// Whether it is read as starting with a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        matches!(self.spelling, spelling::CAPITAL..=spelling::MIXED)
    }

    /// Whether it may be in a name wherever it stands: it is read with a capital, or nobody knows it as a plain word, a number or a mark.
    fn may_be_name(&self) -> bool {
        self.is_capital()
            || match self.surface {
                spelling::LOWER..=spelling::MIXED => self.entry.flags & flag::LOWER == 0,
                spelling::ALPHANUMERIC => true,
                _ => false,
            }
    }

    /// Whether it has letters at all.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.surface, spelling::LOWER..=spelling::MIXED)
    }
}

/// The forms of a document's words, each once.
#[derive(Debug)]
struct Forms<'l> {
    lexicon: Lexicon<'l>,
    forms: Vec<Form>,
    numbers: FxHashMap<u64, u32>,
}

impl Forms<'_> {
    /// The number of a lower-cased word. `starts` says where its characters begin, as they were before they were lowered.
    fn number(&mut self, lower: u64, word: &[u8], starts: &[usize]) -> u32 {
        // a capital may become two small characters, so that the length counts too
        let number = self.numbers.entry(hash::join(lower, starts.len() as u64)).or_insert(self.forms.len() as u32);
        if *number as usize == self.forms.len() {
            let affix = |range: Range<usize>| word.get(range).map_or(0, hash::word);
            let at = |n: usize| starts.get(n).copied().unwrap_or(word.len());
            let back = |n: usize| starts.len().checked_sub(n).map_or(0, at);
            self.forms.push(Form {
                prefix: [1, 2, 3, 4].map(|n| affix(0..at(n))),
                suffix: [1, 2, 3, 4].map(|n| affix(back(n)..word.len())),
                letters: word
                    .iter()
                    .filter(|byte| **byte != b'.')
                    .rev()
                    .fold(0, |key, byte| hash::join(key, hash::word(&[*byte]))),
                entry: self.lexicon.entry(lower),
            });
        }
        *number
    }
}

/// Counts what a word is made of and hashes its shape.
#[derive(Default)]
struct Spelt {
    upper: u32,
    lower: u32,
    digits: u32,
    dots: u32,
    count: u32,
    first_upper: bool,
    last: u8,
    run: u8,
    shape: u64,
}

impl Spelt {
    #[inline]
    fn add(&mut self, kind: u8) {
        match kind {
            b'X' => {
                self.upper += 1;
                self.first_upper |= self.count == 0;
            }
            b'x' => self.lower += 1,
            b'd' => self.digits += 1,
            _ => self.dots += u32::from(kind == b'.'),
        }
        self.run = if kind == self.last { self.run.saturating_add(1) } else { 1 };
        self.last = kind;
        if self.run <= 2 {
            self.shape = hash::byte(self.shape, kind);
        }
        self.count += 1;
    }
}

/// Reads one word without its context.
fn read(text: &str, forms: &mut Forms<'_>, buffer: &mut Vec<u8>, starts: &mut Vec<usize>) -> Word {
    buffer.clear();
    let mut spelt = Spelt { shape: hash::EMPTY, ..Spelt::default() };
    if text.is_ascii() {
        buffer.extend_from_slice(text.as_bytes());
        buffer.make_ascii_lowercase();
        for byte in text.bytes() {
            spelt.add(match byte {
                b'a'..=b'z' => b'x',
                b'A'..=b'Z' => b'X',
                b'0'..=b'9' => b'd',
                other => other,
            });
        }
        // each character is one byte
        starts.clear();
        starts.extend(0..buffer.len());
    } else {
        starts.clear();
        for character in text.chars() {
            starts.push(buffer.len());
            spelt.add(if character.is_uppercase() {
                b'X'
            } else if character.is_alphabetic() {
                b'x'
            } else if character.is_numeric() {
                b'd'
            } else if character.is_ascii() {
                character as u8
            } else {
                b'~'
            });
            let mut bytes = [0; 4];
            let plain = if character == '’' { '\'' } else { character };
            for lowered in plain.to_lowercase() {
                buffer.extend_from_slice(lowered.encode_utf8(&mut bytes).as_bytes());
            }
        }
    }
    let Spelt { upper, lower, digits, dots, count, first_upper, shape, .. } = spelt;
    let spelling = match (upper, lower, digits) {
        (0, 0, 0) => match buffer.first().copied().unwrap_or(0) {
            b'.' | b'!' | b'?' => spelling::STOP,
            b',' | b';' | b':' => spelling::COMMA,
            b'-' => spelling::DASH,
            b'"' | b'\'' | b'`' => spelling::QUOTE,
            b'(' | b'[' => spelling::OPEN,
            b')' | b']' => spelling::CLOSE,
            _ if text.starts_with(['–', '—']) => spelling::DASH,
            _ if text.starts_with(['“', '”', '‘', '«', '»']) => spelling::QUOTE,
            _ => spelling::SIGN,
        },
        (0, 0, _) => spelling::DIGITS,
        (_, _, 1..) => spelling::ALPHANUMERIC,
        (0, _, 0) => spelling::LOWER,
        (1, 0, 0) if count <= 2 => spelling::INITIAL,
        (_, 0, 0) if dots > 0 => spelling::DOTTED,
        (_, 0, 0) => spelling::UPPER,
        (1, _, 0) if first_upper => spelling::CAPITAL,
        (_, _, 0) => spelling::MIXED,
    };
    let lower = hash::word(buffer);
    let form = forms.number(lower, buffer, starts);
    let entry = forms.forms.get(form as usize).map(|form| form.entry).unwrap_or_default();
    Word { lower, form, spelling, surface: spelling, shape, entry, ..Word::default() }
}

/// Where a word without a capital stands among capitals.
#[derive(Clone, Copy, Debug)]
enum Company {
    /// `Bank of England`
    Between = 1,
    /// `Ministry of the Interior`: one more word parts it from one of the two.
    Chain = 2,
    After = 4,
    Before = 8,
}

/// What stands for every number in the list.
static NUMBER: Lazy<u64> = Lazy::new(|| hash::word(b"0"));

/// The companies in which names have words and marks without a capital.
static INSIDE: Lazy<FxHashMap<u64, u8>> = Lazy::new(|| {
    let listed = entries(lexicon::NAME_INSIDE).filter_map(|entry| entry.split_once('\t'));
    let company = |name: &str| match name {
        "between" => Company::Between as u8,
        "chain" => Company::Chain as u8,
        "after" => Company::After as u8,
        _ => Company::Before as u8,
    };
    listed.map(|(word, places)| (hash::word(word.as_bytes()), places.split(' ').map(company).sum())).collect()
});

/// Words that are no names where they begin a sentence and no capital follows.
static OPENING: Lazy<FxHashSet<u64>> =
    Lazy::new(|| entries(lexicon::NAME_OPENING).map(|word| hash::word(word.as_bytes())).collect());

/// Words of one sentence that stand side by side and may belong to names; all others are outside of names. These are words that may be in a name
/// wherever they stand, and those beside a capital in such company as names have them in; and every word of a sentence whose capitals tell
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Number of the sentence.
    pub sentence: usize,
    /// Token range.
    pub tokens: Range<usize>,
    /// Whether a word that is outside of names stands before it in the sentence.
    pub preceded: bool,
    /// Whether one stands after it.
    pub followed: bool,
}

/// The words of a document with everything that features need.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// One entry a token.
    pub words: Vec<Word>,
    /// One entry a lower-cased word; the first is of words that are not there.
    pub forms: Vec<Form>,
    /// Token ranges.
    pub sentences: Vec<Range<usize>>,
    /// One entry a sentence.
    pub casing: Vec<Casing>,
}

impl Words {
    /// Reads the tokens of a document.
    pub fn read<'t>(
        tokens: impl Iterator<Item = &'t str>,
        sentences: Vec<Range<usize>>,
        lexicon: &Lexicon<'_>,
    ) -> Self {
        let (mut buffer, mut starts) = (Vec::new(), Vec::new());
        let mut forms = Forms { lexicon: *lexicon, forms: vec![NONE], numbers: FxHashMap::default() };
        let mut words: Vec<Word> = Vec::with_capacity(sentences.last().map_or(0, |last| last.end));
        // most words stand in a document more than once
        let mut known: FxHashMap<&str, Word> = FxHashMap::default();
        words.extend(
            tokens
                .map(|token| *known.entry(token).or_insert_with(|| read(token, &mut forms, &mut buffer, &mut starts))),
        );
        let forms = forms.forms;
        let casing = casing(&words, &forms, &sentences);
        let mut this = {
            let evidence = gather(&words, forms.len(), &sentences, &casing);
            for (range, &casing) in sentences.iter().zip(&casing) {
                for word in words.get_mut(range.clone()).unwrap_or_default() {
                    word.evidence = evidence.get(word.form as usize).copied().unwrap_or_default();
                    if casing != Casing::Normal && word.is_word() {
                        recase(word, casing);
                    }
                }
            }
            Self { words, forms, sentences, casing }
        };
        this.find_phrases(lexicon);
        this
    }

    /// Where names may be, in text order.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let may = move |at: usize, range: &Range<usize>, casing: Casing| {
            let word = self.words.get(at);
            casing != Casing::Normal
                || word.is_some_and(|word| {
                    if word.may_be_name() { !self.is_opening(word, at, range) } else { self.is_inside(word, at, range) }
                })
        };
        self.sentences.iter().zip(&self.casing).enumerate().flat_map(move |(sentence, (range, &casing))| {
            let mut from = range.start;
            std::iter::from_fn(move || {
                let start = (from..range.end).find(|at| may(*at, range, casing))?;
                let end = (start..range.end).find(|at| !may(*at, range, casing)).unwrap_or(range.end);
                from = end;
                let (preceded, followed) = (start > range.start, end < range.end);
                Some(Stretch { sentence, tokens: start..end, preceded, followed })
            })
        })
    }

    /// Whether a word without a capital stands where names have it.
    fn is_inside(&self, word: &Word, at: usize, range: &Range<usize>) -> bool {
        let word_at = |at: Option<usize>| at.filter(|at| range.contains(at)).and_then(|at| self.words.get(at));
        let capital = |at: Option<usize>| word_at(at).is_some_and(Word::is_capital);
        let company = match (capital(at.checked_sub(1)), capital(Some(at + 1))) {
            (false, false) => return false,
            (true, true) => Company::Between,
            (true, false) if capital(Some(at + 2)) => Company::Chain,
            (false, true) if capital(at.checked_sub(2)) => Company::Chain,
            (true, false) => Company::After,
            (false, true) => Company::Before,
        };
        let key = if word.surface == spelling::DIGITS { *NUMBER } else { word.lower };
        INSIDE.get(&key).is_some_and(|listed| listed & company as u8 > 0)
    }

    /// Whether a word has its capital because it begins a sentence.
    fn is_opening(&self, word: &Word, at: usize, range: &Range<usize>) -> bool {
        let next = self.words.get(at + 1).filter(|_| at + 1 < range.end);
        at == range.start
            && word.surface == spelling::CAPITAL
            && !next.is_some_and(Word::is_capital)
            && OPENING.contains(&word.lower)
    }

    /// The form of a word.
    #[must_use]
    pub fn form(&self, word: &Word) -> &Form {
        self.forms.get(word.form as usize).unwrap_or(&NONE)
    }

    /// The sentence that holds a token.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        let number = self.sentences.partition_point(|range| range.end <= at);
        self.sentences.get(number).cloned().unwrap_or(0..0)
    }

    fn find_phrases(&mut self, lexicon: &Lexicon<'_>) {
        for range in &self.sentences {
            let Some(words) = self.words.get_mut(range.clone()) else { continue };
            let mut at = 0;
            while at < words.len() {
                let mut taken = 1;
                if let Some([first, rest @ ..]) = words.get(at..)
                    && first.entry.flags & flag::OPENS != 0
                    && first.is_capital()
                {
                    let (mut key, mut best) = (first.lower, None);
                    for (n, word) in rest.iter().take(4).enumerate() {
                        key = hash::join(key, word.lower);
                        let entry = if word.is_capital() { lexicon.entry(key) } else { Entry::default() };
                        if entry != Entry::default() {
                            best = Some((n + 2, entry.flags));
                        }
                    }
                    if let Some((count, flags)) = best {
                        for (n, word) in words.iter_mut().skip(at).take(count).enumerate() {
                            word.phrase = (flags, n == 0);
                        }
                        taken = count;
                    }
                }
                at += taken;
            }
        }
    }
}

/// Which sentences have capitals that tell something.
fn casing(words: &[Word], forms: &[Form], sentences: &[Range<usize>]) -> Vec<Casing> {
    let capitals = words.iter().filter(|w| w.is_word() && w.surface != spelling::LOWER).count();
    let letters = words.iter().filter(|w| w.is_word()).count();
    // A text without capitals: fewer than one word in sixty has one.
    let bare = letters >= 4 && capitals * 60 < letters;
    sentences
        .iter()
        .map(|range| {
            let (mut lower, mut upper, mut capital, mut lower_content) = (0, 0, 0, 0);
            for word in words.get(range.clone()).unwrap_or_default() {
                match word.surface {
                    spelling::LOWER => {
                        lower += 1;
                        // Headline style leaves short words small.
                        lower_content +=
                            usize::from(forms.get(word.form as usize).is_none_or(|form| form.suffix[3] != word.lower));
                    }
                    spelling::CAPITAL | spelling::MIXED => capital += 1,
                    spelling::UPPER | spelling::DOTTED | spelling::INITIAL => upper += 1,
                    _ => {}
                }
            }
            let total = lower + upper + capital;
            if bare {
                Casing::Lower
            } else if (total >= 2 && upper == total) || (upper >= 5 && upper * 10 >= total * 8) {
                Casing::Upper
            } else if total >= 5 && capital >= 4 && lower_content * 8 <= total {
                Casing::Title
            } else {
                Casing::Normal
            }
        })
        .collect()
}

/// What the sentences with telling capitals say of each form.
fn gather(words: &[Word], forms: usize, sentences: &[Range<usize>], casing: &[Casing]) -> Vec<Evidence> {
    let mut evidence = vec![Evidence::default(); forms];
    for (range, casing) in sentences.iter().zip(casing) {
        if *casing != Casing::Normal {
            continue;
        }
        let (mut started, mut title) = (false, false);
        for word in words.get(range.clone()).unwrap_or_default() {
            let Some(seen) = evidence.get_mut(word.form as usize) else { continue };
            match word.surface {
                spelling::LOWER => seen.lower = true,
                spelling::CAPITAL | spelling::MIXED => {
                    seen.capital |= started;
                    seen.titled |= title;
                }
                spelling::UPPER | spelling::DOTTED => {
                    seen.capital |= started;
                    seen.upper = true;
                    seen.titled |= title;
                }
                _ => {}
            }
            title = word.entry.flags & flag::TITLE != 0 || (title && word.surface == spelling::STOP);
            // A quotation, a dash or another sign starts a sentence as far as capitals go; a comma or a number goes on with one.
            started = match word.surface {
                spelling::STOP | spelling::QUOTE | spelling::OPEN | spelling::DASH | spelling::SIGN => false,
                spelling::COMMA | spelling::CLOSE => started,
                _ => true,
            };
        }
    }
    evidence
}

/// Gives a word the spelling that it has elsewhere in the document, else in news.
fn recase(word: &mut Word, casing: Casing) {
    let Evidence { capital, lower, upper, .. } = word.evidence;
    let flags = word.entry.flags;
    if matches!(word.surface, spelling::INITIAL | spelling::DOTTED) && casing != Casing::Lower {
        return;
    }
    let spelt = if upper && !lower {
        spelling::UPPER
    } else if capital && !lower {
        spelling::CAPITAL
    } else if lower && !capital {
        spelling::LOWER
    } else if flags & flag::UPPER != 0 {
        spelling::UPPER
    } else if flags & flag::CAPITAL != 0 {
        spelling::CAPITAL
    } else if flags & flag::LOWER != 0 {
        spelling::LOWER
    } else if casing == Casing::Title {
        word.surface
    } else {
        spelling::CAPITAL
    };
    word.spelling = spelt;
    word.shape = hash::spread(u64::from(spelt));
}
