//! One word, one reading: what a word's places in a document say together.

use rustc_hash::FxHashMap;

use super::lexicon::flag;
use super::model::{Scores, TYPES};
use super::words::{Stretch, Words};

/// Share of the way that a word's scores move to the mean over its places, in sixteenths.
const SHARE: i64 = 6;

/// Scores of a word's readings, whatever their place in the name: outside, then one a type.
type Readings = [i64; TYPES.len() + 1];

fn readings(scores: &Scores) -> Readings {
    std::array::from_fn(|n| {
        let of = |label: usize| scores.get(label).map_or(0, |&s| i64::from(s));
        if n == 0 { of(0) } else { of(2 * n - 1).max(of(2 * n)) }
    })
}

/// Moves the scores of every word with a capital towards the mean over its places. `emissions` has the words of all stretches.
pub fn agree(words: &Words, stretches: &[Stretch], emissions: &mut [Scores]) {
    let mut sums: FxHashMap<u64, (i64, Readings)> = FxHashMap::default();
    let takes_part = |at: usize| {
        words
            .words
            .get(at)
            .filter(|word| word.is_capital() && word.entry.flags & (flag::FREQUENT | flag::CALENDAR | flag::TITLE) == 0)
    };
    let places = || stretches.iter().flat_map(|stretch| stretch.tokens.clone());
    for (at, scores) in places().zip(&*emissions) {
        if let Some(word) = takes_part(at) {
            let (count, sum) = sums.entry(word.lower).or_insert((0, [0; TYPES.len() + 1]));
            *count += 1;
            sum.iter_mut().zip(readings(scores)).for_each(|(sum, own)| *sum += own);
        }
    }
    for (at, scores) in places().zip(emissions) {
        let Some((count, sum)) = takes_part(at).and_then(|word| sums.get(&word.lower)).filter(|(count, _)| *count > 1)
        else {
            continue;
        };
        let own = readings(scores);
        for (n, (sum, own)) in sum.iter().zip(own).enumerate() {
            let change = ((sum / count - own) * SHARE / 16) as i16;
            for label in if n == 0 { 0..1 } else { 2 * n - 1..2 * n + 1 } {
                if let Some(score) = scores.get_mut(label) {
                    *score = score.saturating_add(change);
                }
            }
        }
    }
}
