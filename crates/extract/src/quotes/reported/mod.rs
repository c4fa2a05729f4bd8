//! Reported speech, thought and aims without marks, read from the tree: a cue, its source, and what it takes as content. [`find`] asks each word what
//! it is; each construction has a module of its own:
//!
//! - `verbs`: "the mayor said that …", a verb with its subject. `active` reads what it takes (`clauses`, `infinitives`, `objects`) from the tree,
//!   `plain` the clause from its first words, `passives` what is said to be so; `bounds` moves where it begins and ends; `holders` tells who
//!   speaks; `force` whether the verb is negated or did not happen; `leads` joins "declined to say"
//! - verbs that stand otherwise: `asides`, "The plan, he said, is dead"; `questions`, "Asked whether"; `styled`, "what officials called"
//! - `nouns`: "the claim that"; `adjectives`: "is sure that", "made clear that"
//! - `according`: "according to"; `documents`: "in a poll"; `labels`: "Mayor: …"
//! - `shared`: reports that go on for the source of the one before
//!
//! How far a content reaches is asked in [`extents`](super::extents), who speaks where the tree has no subject in [`subjects`](super::subjects).
//!
//! Limits: what is told outside any clause of the cue ("free indirect speech") is not found, a wrong tree gives a wrong extent, and a content ends
//! after [`LONGEST`] words.

mod according;
mod active;
mod adjectives;
mod asides;
mod bounds;
mod clauses;
mod documents;
pub(super) mod force;
mod holders;
mod infinitives;
mod labels;
mod leads;
mod nouns;
mod objects;
mod passives;
mod plain;
mod questions;
mod shared;
mod styled;
mod verbs;

use std::ops::Range;

use dateline_core::{Deprel, Token};
use rustc_hash::FxHashSet;

use crate::claims::Stance;
use crate::mentions::Mention;
use crate::quotes::cues::{Class as CueClass, Cue};
use crate::quotes::extents::FARTHEST;
use crate::quotes::words::{Class, Words};

use according::according;
use adjectives::adjective;
use labels::labels;
use nouns::noun;
use shared::{hand_on, share};
use verbs::verb;

/// Something that is attributed to a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reported {
    /// The words that name the source.
    pub(crate) source: Option<Range<usize>>,
    /// Their head.
    pub(crate) holder: Option<usize>,
    /// The word that attributes.
    pub(crate) word: usize,
    /// The verb above it that says what became of it: "declined to say".
    lead: Option<usize>,
    /// With its auxiliaries and particle.
    pub(crate) cue: Range<usize>,
    /// What the cue is in the lexicon.
    pub(crate) entry: Option<&'static Cue>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) addressee: Option<Range<usize>>,
    /// Whether the cue is negated: "did not say".
    pub(crate) negative: bool,
    /// Whether it is said to have happened: not "would say", "if they say".
    pub(crate) actual: bool,
    /// Whether it stands in the content of another.
    pub(crate) nested: bool,
    pub(crate) rule: &'static str,
}

impl Reported {
    /// What this source is said to say or think, once and for a fact.
    fn new(rule: &'static str, cue: Range<usize>, source: Option<(usize, Range<usize>)>) -> Self {
        let (holder, source) = source.unzip();
        Self {
            source,
            holder,
            word: cue.start,
            lead: None,
            cue,
            entry: None,
            content: Vec::new(),
            addressee: None,
            negative: false,
            actual: true,
            nested: false,
            rule,
        }
    }
}

pub(super) const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// All that is attributed in the sentences with a tree, in the order of the cues. `quoted` tells whether a word stands in words that are
/// somebody's own, which are not read; `taken` whether a cue is spoken for by words in marks.
pub(crate) fn find(
    words: &Words,
    mentions: &[Mention],
    quoted: impl Fn(usize) -> bool,
    taken: impl Fn(&Reported) -> bool,
) -> Vec<Reported> {
    if !words.is_parsed() {
        return Vec::new();
    }
    let mut found = labels(words, mentions, &quoted);
    for at in 0..words.len() {
        if quoted(at) || !words.is_story(at) {
            continue;
        }
        let reported = match words.class(at) {
            _ if words.is(at, &["according"]) => according(words, at),
            Class::Verb => verb(words, at),
            Class::Noun => noun(words, at),
            Class::Adjective => adjective(words, at),
            _ => None,
        };
        found.extend(reported.map(|reported| set_off(words, shorten(reported))));
    }
    let leads: FxHashSet<usize> = found.iter().filter_map(|reported| reported.lead).collect();
    // "you can see why", "what do you expect": anybody.
    let anybody = |holder: usize| words.is(holder, &["you"]) && words.class(holder) == Class::Pronoun;
    found.retain(|reported| !leads.contains(&reported.word) && !reported.holder.is_some_and(anybody));
    found.sort_by_key(|reported| reported.word);
    hand_on(words, &mut found);
    share(words, &mut found);
    found.retain(|reported| !taken(reported));
    nest(words.len(), &mut found);
    found
}

/// What is said without who tells all of it: "declined to pay, according to the firm".
fn set_off(words: &Words, mut reported: Reported) -> Reported {
    let according = |comma: &usize| words.class(*comma) == Class::Comma && words.is(comma + 1, &["according"]);
    for part in reported.content.iter_mut().filter(|part| part.start > reported.word) {
        let comma = part.clone().take(FARTHEST).find(according);
        part.end = comma.filter(|comma| !(comma + 2..part.end).any(|i| is_finite(words, i))).unwrap_or(part.end);
    }
    reported
}

/// Words of the longest content. Prose has no sentence so long; what says "he said that" without end would be written once for each time.
const LONGEST: usize = 512;

/// What is said, no longer than [`LONGEST`] words.
fn shorten(mut reported: Reported) -> Reported {
    let mut rest = LONGEST;
    for content in &mut reported.content {
        content.end = content.end.min(content.start + rest);
        rest -= content.len();
    }
    reported.content.retain(|content| !content.is_empty());
    reported
}

/// Marks what stands in the content of another.
fn nest(count: usize, found: &mut [Reported]) {
    let mut depth = vec![0i32; count + 1];
    // What is only asked about may be somebody's claim all the same: "Asked about his statement that".
    let tells = |reported: &&Reported| {
        reported.source.is_some() || reported.entry.is_none_or(|entry| entry.stance != Stance::Asks)
    };
    for reported in found.iter().filter(tells) {
        for content in &reported.content {
            if let Some(slot) = depth.get_mut(content.start) {
                *slot += 1;
            }
            if let Some(slot) = depth.get_mut(content.end) {
                *slot -= 1;
            }
        }
    }
    let mut level = 0;
    for slot in &mut depth {
        level += *slot;
        *slot = level;
    }
    for reported in found.iter_mut() {
        reported.nested = depth.get(reported.word).is_some_and(|level| *level > 0);
    }
}

/// Whether a cue attributes speech, so that its content is a quotation.
pub(crate) fn is_speech(reported: &Reported) -> bool {
    let entry = reported.entry.is_none_or(|entry| entry.class == CueClass::Speech);
    let clause = matches!(
        reported.rule,
        "claims.verb.clause"
            | "claims.verb.plain"
            | "claims.verb.aside"
            | "claims.verb.parataxis"
            | "claims.according"
            | "claims.noun.clause"
    ) || (reported.rule == "claims.verb.passive" && reported.content.len() == 1);
    entry && clause && reported.actual && !reported.negative
}

/// The words of a range without punctuation at its ends.
pub(crate) fn trim(words: &Words, range: Range<usize>) -> Range<usize> {
    let outer = |i: usize| {
        matches!(words.class(i), Class::Comma | Class::Stop | Class::Colon | Class::Dash)
            || (words.class(i) == Class::Conjunction)
    };
    let (mut start, mut end) = (range.start, range.end);
    while start < end && outer(start) {
        start += 1;
    }
    while end > start && outer(end - 1) {
        end -= 1;
    }
    start..end
}

/// A clause without the words of `cut`, which stand before, after or inside it.
fn without(words: &Words, whole: Range<usize>, cut: &Range<usize>) -> Vec<Range<usize>> {
    let parts =
        [whole.start..cut.start.clamp(whole.start, whole.end), cut.end.clamp(whole.start, whole.end)..whole.end];
    parts
        .into_iter()
        .map(|part| trim(words, part))
        .filter(|part| part.clone().any(|i| words.text(i).chars().any(char::is_alphanumeric)))
        .collect()
}

pub(super) fn sentence(words: &Words, at: usize) -> Range<usize> {
    let sentence = words.get(at).and_then(|word| words.document.sentence(word.sentence as usize));
    sentence.map_or(at..at + 1, |sentence| {
        let range = sentence.token_range();
        range.start as usize..range.end as usize
    })
}

fn is_finite(words: &Words, at: usize) -> bool {
    matches!(words.document.token(at).and_then(Token::xpos), Some("VBD" | "VBZ" | "VBP" | "MD"))
}

/// Whether words in marks are still open before a word of the sentence that begins at `floor`.
fn in_marks(words: &Words, floor: usize, at: usize) -> bool {
    let marks = (floor..at.min(floor + FARTHEST)).filter(|i| words.class(*i) == Class::Mark).count();
    !marks.is_multiple_of(2)
}

fn has_verb(words: &Words, range: Range<usize>) -> bool {
    range.into_iter().any(|i| matches!(words.class(i), Class::Verb | Class::Auxiliary))
}
