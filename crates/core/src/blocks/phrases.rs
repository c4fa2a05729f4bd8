use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use regex::Regex;

use crate::BlockKind;

/// Where in a block a phrase must stand to give the block away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Start,
    Whole,
    Any,
}

/// Phrases, and what they give away.
struct Phrases {
    automaton: Option<AhoCorasick>,
    meanings: Vec<(BlockKind, Where)>,
}

/// Phrases that a block begins with, and those that stand anywhere in it: every byte of a text passes the latter alone.
static PHRASES: Lazy<[Phrases; 2]> = Lazy::new(|| {
    let (mut opening, mut inside) = (Vec::new(), Vec::new());
    for entry in dateline_models::entries(lexicon::BLOCKS) {
        let mut columns = entry.split('\t');
        let (Some(kind), Some(place), Some(phrase)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let place = match place {
            "start" => Where::Start,
            "whole" => Where::Whole,
            _ => Where::Any,
        };
        let Some(kind) = BlockKind::from_name(kind) else { continue };
        let list = if place == Where::Any { &mut inside } else { &mut opening };
        list.push((phrase.to_string(), (kind, place)));
        if phrase.contains('\'') {
            list.push((phrase.replace('\'', "’"), (kind, place)));
        }
    }
    let build = |list: Vec<(String, (BlockKind, Where))>, kind, start| {
        let (words, meanings): (Vec<_>, Vec<_>) = list.into_iter().unzip();
        let mut builder = AhoCorasick::builder();
        builder.kind(Some(kind)).start_kind(start).ascii_case_insensitive(true);
        Phrases { automaton: builder.build(words).ok(), meanings }
    };
    [
        build(opening, AhoCorasickKind::ContiguousNFA, StartKind::Anchored),
        build(inside, AhoCorasickKind::DFA, StartKind::Unanchored),
    ]
});

/// How a notice of rights opens: a sign or word and a year, "(c) 2016", "Copyright, 2016".
static NOTICE: Lazy<Option<Regex>> =
    Lazy::new(|| Regex::new(r"^(?i:copyright\b|\(c\)|©)[\s,©]*(?:\(c\)\s*)?(?:19|20)\d\d\b").ok());

/// What known phrases say about a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// The kind that the block's first words, or all of them, give away.
    pub(super) opening: Option<BlockKind>,
    /// How many phrases of a plea stand in it.
    pub(super) pleas: usize,
    /// The kind, other than a plea, that a phrase somewhere in it gives away.
    pub(super) inside: Option<BlockKind>,
}

/// Reads the signs of a block's text.
pub(super) fn signs(block: &str) -> Signs {
    let mut signs = Signs::default();
    let mut longest = 0;
    let found = PHRASES.iter().zip([Anchored::Yes, Anchored::No]).flat_map(|(phrases, anchored)| {
        let mut state = OverlappingState::start();
        let next = move || {
            let input = Input::new(block).anchored(anchored);
            phrases.automaton.as_ref()?.try_find_overlapping(input, &mut state).ok()?;
            state.get_match()
        };
        std::iter::from_fn(next).filter_map(|found| Some((found, *phrases.meanings.get(found.pattern().as_usize())?)))
    });
    for (found, (kind, place)) in found {
        if !is_bounded(block, found.start(), found.end()) {
            continue;
        }
        match place {
            Where::Any if kind == BlockKind::Plea => signs.pleas += 1,
            Where::Any => signs.inside = signs.inside.or(Some(kind)),
            Where::Whole if found.start() > 0 || found.end() < block.len() => {}
            Where::Start if found.start() > 0 => {}
            Where::Start | Where::Whole if found.end() > longest => {
                longest = found.end();
                signs.opening = Some(kind);
            }
            Where::Start | Where::Whole => {}
        }
    }
    if signs.opening.is_none() && signs.inside.is_none() && NOTICE.as_ref().is_some_and(|notice| notice.is_match(block))
    {
        signs.opening = Some(BlockKind::Boilerplate);
    }
    signs
}

/// Whether the phrase does not cut a word in two.
fn is_bounded(block: &str, start: usize, end: usize) -> bool {
    let bytes = block.as_bytes();
    let word = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let starts_word = word(bytes.get(start));
    let ends_word = word(bytes.get(end.wrapping_sub(1)));
    !(starts_word && word(bytes.get(start.wrapping_sub(1))) || ends_word && word(bytes.get(end)))
}
