//! The sentences that tell the article's story in short.
//!
//! Sentences of the story's paragraphs are weighed by their place (news tells the most important first), by the words that they share with the
//! headline, and by the salient entities that they name; what repeats a sentence that was taken weighs less, as does what begins with a word
//! that points back ("He", "But", "This"). Sentences stand as they are, so that nothing loses its source or its "not".
//!
//! Known limits: questions, sentences that break off and those that only quote are left aside where there are others.

use dateline_core::{BlockKind, Document, Sentence, Token, Upos};
use rustc_hash::FxHashSet;

use crate::EntityId;
use crate::entities::Entity;
use crate::mentions::Mention;

/// How many sentences a summary has at most.
const KEPT: usize = 3;
/// Only the first sentences compete: later ones are background in news.
const COMPETING: usize = 60;
/// What has fewer words tells nothing by itself.
const WORDS: usize = 5;

/// A sentence that competes.
struct Candidate<'d> {
    sentence: Sentence<'d>,
    words: FxHashSet<String>,
    score: f32,
}

/// The sentences of the summary by their index, most important first.
#[must_use]
pub(crate) fn of(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<u32> {
    let headline: FxHashSet<String> = document
        .sentences()
        .filter(|sentence| sentence.block().kind() == BlockKind::Headline)
        .flat_map(content)
        .collect();
    let story = || {
        document
            .sentences()
            .filter(|sentence| sentence.block().kind() == BlockKind::Paragraph && sentence.tokens().len() >= WORDS)
    };
    let mut candidates: Vec<Candidate<'_>> = story()
        .take(COMPETING)
        .enumerate()
        .filter(|(_, sentence)| tells(*sentence))
        .map(|(place, sentence)| {
            let words: FxHashSet<String> = content(sentence).collect();
            let score = score(place, sentence, &words, &headline, mentions, entities);
            Candidate { sentence, words, score }
        })
        .collect();
    if candidates.is_empty() {
        candidates.extend(story().take(1).map(|sentence| Candidate {
            sentence,
            words: FxHashSet::default(),
            score: 1.0,
        }));
    }
    // Of a short story the summary is no more than a half.
    let most = KEPT.min(story().count().div_ceil(2));
    let mut chosen: Vec<Candidate<'_>> = Vec::new();
    while chosen.len() < most && !candidates.is_empty() {
        let worth = |candidate: &Candidate<'_>| {
            let again = chosen.iter().map(|other| shared(&candidate.words, &other.words)).fold(0.0, f32::max);
            candidate.score * (1.0 - 0.7 * again)
        };
        let best = (0..candidates.len()).zip(&candidates).map(|(at, candidate)| (at, worth(candidate)));
        let Some((best, _)) = best.reduce(|best, next| if next.1 > best.1 { next } else { best }) else { break };
        chosen.push(candidates.remove(best));
    }
    chosen.iter().map(|candidate| candidate.sentence.index() as u32).collect()
}

/// Whether a sentence states something by itself: it is whole, no question, and not all in quotation marks.
fn tells(sentence: Sentence<'_>) -> bool {
    let (first, last) = (sentence.tokens().next(), sentence.tokens().next_back());
    let quoted = first.is_some_and(|word| word.text().starts_with(['“', '"']))
        && last.is_some_and(|word| word.text().ends_with(['”', '"']));
    !sentence.is_truncated() && !quoted && last.is_none_or(|word| word.text() != "?")
}

fn content(sentence: Sentence<'_>) -> impl Iterator<Item = String> {
    let tells =
        |token: &Token<'_>| matches!(token.upos(), Some(Upos::Noun | Upos::Propn | Upos::Verb | Upos::Num | Upos::Adj));
    sentence.tokens().filter(tells).map(|token| token.lemma().unwrap_or(token.text()).to_lowercase())
}

/// The part of the smaller set's words that both have.
fn shared(a: &FxHashSet<String>, b: &FxHashSet<String>) -> f32 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = small.intersection(large).count();
    both as f32 / small.len().max(1) as f32
}

fn score(
    place: usize,
    sentence: Sentence<'_>,
    words: &FxHashSet<String>,
    headline: &FxHashSet<String>,
    mentions: &[Mention],
    entities: &[Entity],
) -> f32 {
    let position = 1.0 / (1.0 + place as f32 * 0.35);
    let agreement =
        if headline.is_empty() { 0.0 } else { words.intersection(headline).count() as f32 / headline.len() as f32 };
    let span = sentence.span();
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = mentions.iter().skip(from).take_while(|mention| mention.span.start < span.end);
    let mut named: Vec<EntityId> = inside.filter_map(|mention| mention.entity).collect();
    named.sort_unstable();
    named.dedup();
    let salience: f32 =
        named.iter().filter_map(|entity| entities.get(entity.index())).map(|entity| entity.salience).sum();
    let points_back = sentence.tokens().next().is_some_and(|word| {
        matches!(word.upos(), Some(Upos::Pron | Upos::Cconj))
            || matches!(word.text(), "This" | "That" | "These" | "Those" | "However")
    });
    let long = if sentence.tokens().len() > 60 { 0.8 } else { 1.0 };
    (position + 0.8 * agreement + 0.3 * salience.min(2.0)) * long * if points_back && place > 0 { 0.6 } else { 1.0 }
}
