//! The features of a word in its sentence and its document, as hashes.

use rustc_hash::FxHashMap;

use super::hash::{join, spread};
use super::lexicon::flag;
use super::words::{Word, Words, spelling};

/// A run of words with capitals, taken as one phrase: `Ministry of Foreign Affairs`.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
}

/// The longest phrase of the document in which a word stands.
#[derive(Clone, Copy, Debug, Default)]
struct Longest {
    length: u32,
    start: u32,
    end: u32,
    at: u32,
}

/// Computes features; keeps what it derived from the whole document.
#[derive(Debug)]
pub struct Features<'w> {
    words: &'w Words,
    runs: Vec<Run>,
    /// Of each form, the longest phrase that holds it.
    longest: Vec<Longest>,
    /// Of each form, the first places where it has a capital.
    places: Vec<[u32; PLACES]>,
    /// Phrases by the initials of their words with capitals.
    initials: FxHashMap<u64, Run>,
}

/// Places of a word that are looked at from each other place.
const PLACES: usize = 3;
/// No place.
const NONE: u32 = u32::MAX;

/// Most features that a word can have.
pub const MOST: usize = 128;

impl<'w> Features<'w> {
    /// Reads the phrases of the document.
    #[must_use]
    pub fn new(words: &'w Words) -> Self {
        let mut runs = vec![Run { start: 0, end: 0 }; words.words.len()];
        let mut longest = vec![Longest::default(); words.forms.len()];
        let mut places = vec![[NONE; PLACES]; words.forms.len()];
        let mut initials: FxHashMap<u64, Run> = FxHashMap::default();
        for range in &words.sentences {
            let mut at = range.start;
            while at < range.end {
                if !words.words.get(at).is_some_and(Word::is_capital) {
                    at += 1;
                    continue;
                }
                let end = run_end(&words.words, at, range.end);
                for inside in at..end {
                    if let Some(run) = runs.get_mut(inside) {
                        *run = Run { start: at as u32, end: end as u32 };
                    }
                    if let Some(word) = words.words.get(inside).filter(|w| w.is_capital()) {
                        let length = (end - at) as u32;
                        // At a sentence's start the first word may be no part of the name.
                        let known = places.get_mut(word.form as usize).into_iter().flatten();
                        if let Some(free) = known.into_iter().find(|place| **place == NONE) {
                            *free = inside as u32;
                        }
                        if let Some(seen) = longest.get_mut(word.form as usize)
                            && length > seen.length
                            && length <= 8
                        {
                            *seen = Longest { length, start: at as u32, end: end as u32, at: inside as u32 };
                        }
                    }
                }
                let (mut letters, mut count) = (0, 0);
                for inside in (at..end).rev() {
                    if let Some(word) = words.words.get(inside).filter(|w| w.is_capital()) {
                        letters = join(letters, words.form(word).prefix[0]);
                        count += 1;
                        if count > 1 {
                            initials.entry(letters).or_insert(Run { start: inside as u32, end: end as u32 });
                        }
                    }
                }
                at = end;
            }
        }
        Self { words, runs, longest, places, initials }
    }

    /// Puts the features of the word at `at`, in sentence number `sentence`, into `out`.
    pub fn of(&self, sentence: usize, at: usize, out: &mut Vec<u64>) {
        out.clear();
        let none = Word::default();
        let range = self.words.sentences.get(sentence).cloned().unwrap_or(0..0);
        let casing = self.words.casing.get(sentence).copied().unwrap_or_default();
        let word = |offset: isize| -> &Word {
            at.checked_add_signed(offset)
                .filter(|n| range.contains(n))
                .and_then(|n| self.words.words.get(n))
                .unwrap_or(&none)
        };
        let (w, l1, l2, r1, r2) = (word(0), word(-1), word(-2), word(1), word(2));
        let mut template = 0u64;
        let mut put = |value: u64| {
            template += 1;
            out.push(join(value, template));
        };
        let s = |w: &Word| u64::from(w.spelling);
        let c = |w: &Word| u64::from(w.entry.class) | 1 << 20;
        let f = |w: &Word| u64::from(w.entry.flags) | 1 << 21;
        let first = at == range.start;
        let mode = casing as u64;
        let spell = s(w) | s(l1) << 4 | s(r1) << 8;
        // Every word.
        put(mode);
        put(w.lower);
        put(l1.lower);
        put(r1.lower);
        put(spell);
        put(spell | s(l2) << 12 | s(r2) << 16);
        put(join(w.shape, u64::from(first)));
        put(c(w));
        put(c(l1));
        put(c(r1));
        put(f(w) | u64::from(first) << 30);
        let form = self.words.form(w);
        put(form.suffix[2]);
        put(join(s(w), l1.lower));
        if !w.is_capital()
            && l1.spelling != spelling::CAPITAL
            && r1.spelling != spelling::CAPITAL
            && w.entry.flags & flag::LOWER != 0
        {
            return;
        }
        // Words that a name may hold.
        template = 32;
        let mut put = |value: u64| {
            template += 1;
            out.push(join(value, template));
        };
        put(l2.lower);
        put(r2.lower);
        put(form.prefix[1]);
        put(form.prefix[2]);
        put(form.prefix[3]);
        put(form.suffix[0]);
        put(form.suffix[1]);
        put(form.suffix[3]);
        put(join(self.words.form(l1).suffix[2], s(w)));
        put(join(self.words.form(r1).suffix[2], s(w)));
        put(join(w.shape, join(l1.shape, r1.shape)));
        put(c(l2));
        put(c(r2));
        put(join(c(l1), c(w)));
        put(join(f(w), spell));
        put(join(f(l1), f(w)));
        put(join(f(w), f(r1)));
        put(join(f(l1), spell));
        put(join(f(r1), spell));
        let phrase = |w: &Word| u64::from(w.phrase.0) | u64::from(w.phrase.1) << 20;
        put(phrase(w));
        let e = w.evidence;
        let evidence =
            u64::from(e.capital) | u64::from(e.lower) << 1 | u64::from(e.upper) << 2 | u64::from(e.titled) << 3;
        let known = u64::from(w.entry.flags >> 12);
        put(evidence | known << 4 | u64::from(first) << 8 | s(w) << 9 | mode << 14);
        put(join(evidence, join(f(w), u64::from(first) | s(w) << 1)));
        put(join(mode, f(w)));
        put(join(mode, spell));
        put(join(mode, c(w)));
        let Some(run) = self.runs.get(at).filter(|run| run.end > run.start).copied() else { return };
        // The phrase.
        template = 80;
        let mut put = |value: u64| {
            template += 1;
            out.push(join(value, template));
        };
        let (start, end) = (run.start as usize, run.end as usize);
        let inside = |n: usize| self.words.words.get(n).filter(|_| range.contains(&n)).unwrap_or(&none);
        let (head, opening) = (inside(end - 1), inside(start));
        let (before, after) = (if start > range.start { inside(start - 1) } else { &none }, inside(end));
        let place = ((at - start).min(3) | (end - 1 - at).min(3) << 2) as u64;
        let opens = u64::from(start == range.start);
        put(place | opens << 8);
        put(join(head.lower, (end - 1 - at).min(2) as u64));
        put(join(opening.lower, (at - start).min(2) as u64));
        put(join(before.lower, place));
        put(join(after.lower, place));
        put(join(c(before), place));
        put(join(c(after), place));
        put(join(c(head), place | 64));
        put(join(c(opening), place));
        put(join(f(head), place | opens << 8));
        put(join(f(opening), place | opens << 8));
        put(join(f(opening), join(f(head), place)));
        let all = (start..end).fold(u16::MAX, |mask, n| mask & inside(n).entry.flags);
        let any = (start..end).fold(0, |mask, n| mask | inside(n).entry.flags) & !0xF000;
        put(join(u64::from(all), place));
        put(join(u64::from(any), place));
        // The longest phrase elsewhere that holds this word: `Lanner` after `Jane Lanner`.
        let longest = self.longest.get(w.form as usize).copied().unwrap_or_default();
        if longest.length > (end - start) as u32 {
            let far = |n: u32| self.words.words.get(n as usize).unwrap_or(&none);
            let (opening, head) = (far(longest.start), far(longest.end.saturating_sub(1)));
            let place = u64::from(
                (longest.at - longest.start).min(2)
                    | (longest.end - 1 - longest.at).min(2) << 2
                    | longest.length.min(5) << 4,
            );
            put(place | s(w) << 12);
            put(join(f(opening), place));
            put(join(f(head), place | 1 << 50));
            put(join(head.lower, place & 15));
            put(join(c(opening), place | 1 << 40));
            put(join(c(head), place | 1 << 41));
            let preceding = longest.start.checked_sub(1).map_or(&none, far);
            put(spread(preceding.lower) ^ 5);
        } else {
            put(7);
        }
        // What stands beside the word's other places.
        template = 110;
        let mut put = |value: u64, nth: u64| out.push(join(value, template + nth));
        for &other in self.places.get(w.form as usize).into_iter().flatten() {
            let Some(run) = self.runs.get(other as usize).filter(|_| other as usize != at) else { continue };
            let far = |n: Option<u32>| n.and_then(|n| self.words.words.get(n as usize)).unwrap_or(&none);
            let (before, after) = (far(run.start.checked_sub(1)), far(Some(run.end)));
            let place = u64::from((other - run.start).min(1) | (run.end - 1 - other).min(1) << 1);
            put(join(before.lower, place), 1);
            put(join(after.lower, place), 2);
            put(join(c(before), place), 3);
            put(join(c(after), place), 4);
        }
        // What its letters stand for.
        if let Some(run) =
            self.initials.get(&form.letters).filter(|_| matches!(w.surface, spelling::UPPER | spelling::DOTTED))
        {
            let far = |n: u32| self.words.words.get(n as usize).unwrap_or(&none);
            let (opening, head) = (far(run.start), far(run.end - 1));
            put(head.lower, 5);
            put(f(head), 6);
            put(c(head), 7);
            put(c(opening), 8);
            put(0, 9);
        }
    }
}

/// One past the last word of the phrase that starts at `start`: capitals, joined by hyphens, ampersands and the small words of names.
fn run_end(words: &[Word], start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    loop {
        let Some(next) = words.get(end..limit).and_then(<[Word]>::first) else { return end };
        if next.is_capital() {
            end += 1;
            continue;
        }
        // Small words join only where a capital follows, at most two of them: `Ministry of the Interior`.
        let mut ahead = end;
        while ahead < limit && ahead - end < 2 && words.get(ahead).is_some_and(joins) {
            ahead += 1;
        }
        if ahead > end && ahead < limit && words.get(ahead).is_some_and(Word::is_capital) {
            end = ahead + 1;
        } else {
            return end;
        }
    }
}

fn joins(word: &Word) -> bool {
    JOINING.contains(&word.lower) || word.surface == spelling::DASH
}

/// Hashes of the small words that stand inside names.
static JOINING: once_cell::sync::Lazy<Vec<u64>> = once_cell::sync::Lazy::new(|| {
    [
        "of", "the", "de", "la", "del", "al", "el", "bin", "van", "von", "der", "da", "dos", "di", "du", "&", "+", "-",
        "ibn", "for",
    ]
    .iter()
    .map(|word| super::hash::word(word.as_bytes()))
    .collect()
});
