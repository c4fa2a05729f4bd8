//! What the article is about, in few words: its entities by salience, and noun phrases by how often and how early they stand.
//!
//! A phrase is weighed by its occurrences (the headline counts most, the lead more than the rest), a phrase of several words more than each of
//! its words; what every article speaks of ("people", "statement") stands in a readable list and is no phrase. Of phrases that share their
//! words only the best is kept.
//!
//! Known limits: phrases are single noun phrases without prepositions; how common a word is in other news is not weighed.

use dateline_core::{BlockKind, Deprel, Document, NameType, Span, Token, Upos};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::entities::Entity;
use crate::mentions::MentionForm;
use crate::story::Evidence;

const ENTITY: &str = "keyphrases.entity";
const NOUN_PHRASE: &str = "keyphrases.noun_phrase";

/// The ids of the rules that find keyphrases.
pub const RULES: &[&str] = &[ENTITY, NOUN_PHRASE];

/// How many keyphrases are kept.
const KEPT: usize = 15;
/// The longest noun phrase, in words.
const WORDS: usize = 4;

static PLAIN: Lazy<FxHashSet<&'static str>> = Lazy::new(|| dateline_models::entries(lexicon::PLAIN_NOUNS).collect());

/// A phrase that says what the article is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyphrase {
    /// The phrase as it is best said: an entity's fullest name, a noun phrase where it first stands.
    pub best: Span,
    /// How much the article is about it, 0 to 1: the first has 1.
    pub score: f32,
    /// Where it stands, in text order.
    pub spans: Vec<Span>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The article's keyphrases, best first.
#[must_use]
pub(crate) fn find(evidence: Evidence<'_>) -> Vec<Keyphrase> {
    let mut phrases = named(evidence);
    phrases.extend(described(evidence));
    phrases.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.best.cmp(&b.best)));
    let mut kept: Vec<(Keyphrase, Vec<String>)> = Vec::new();
    for phrase in phrases {
        if kept.len() == KEPT {
            break;
        }
        let words = words(evidence.document, phrase.best);
        let holds = |all: &[String], some: &[String]| some.iter().all(|word| all.contains(word));
        if !words.is_empty() && !kept.iter().any(|(_, other)| holds(other, &words) || holds(&words, other)) {
            kept.push((phrase, words));
        }
    }
    let most = kept.first().map_or(1.0, |(first, _)| first.score).max(f32::MIN_POSITIVE);
    kept.into_iter().map(|(phrase, _)| Keyphrase { score: phrase.score / most, ..phrase }).collect()
}

/// The lemmas of a phrase that carry meaning, in small letters.
fn words(document: &Document, span: Span) -> Vec<String> {
    let content = document
        .tokens_in(span)
        .filter(|token| token.text().contains(char::is_alphanumeric) && token.upos() != Some(Upos::Det));
    content.map(|token| token.lemma().unwrap_or(token.text()).to_lowercase()).collect()
}

/// What an occurrence weighs by where it stands.
fn weight(token: Token<'_>) -> f32 {
    let Some(sentence) = token.sentence() else { return 0.0 };
    match sentence.block().kind() {
        BlockKind::Headline => 3.0,
        _ if sentence.block().index() <= 3 => 1.5,
        _ => 1.0,
    }
}

/// The entities that have a name.
fn named(evidence: Evidence<'_>) -> Vec<Keyphrase> {
    let phrase = |entity: &Entity| {
        let own = entity.mentions.iter().filter_map(|mention| evidence.mentions.get(mention.index()));
        let spans: Vec<Span> =
            own.filter(|mention| mention.form == MentionForm::Name).map(|mention| mention.span).collect();
        let score: f32 = spans.iter().filter_map(|span| evidence.document.tokens_in(*span).next()).map(weight).sum();
        let adjective = matches!(entity.kind, Some(NameType::Norp | NameType::Language));
        let score = if adjective { score / 2.0 } else { score };
        (!spans.is_empty()).then_some(Keyphrase { best: entity.name, score, spans, rule: ENTITY })
    };
    evidence.entities.iter().filter_map(phrase).collect()
}

/// Noun phrases of the story outside of names, times and amounts.
fn described(evidence: Evidence<'_>) -> Vec<Keyphrase> {
    let document = evidence.document;
    let mut taken = vec![false; document.token_count()];
    let names =
        evidence.mentions.iter().filter(|mention| mention.form == MentionForm::Name).map(|mention| mention.span);
    let others =
        evidence.times.iter().map(|time| time.span).chain(evidence.quantities.iter().map(|quantity| quantity.span));
    for token in names.chain(others).flat_map(|span| document.tokens_in(span)) {
        if let Some(slot) = taken.get_mut(token.index()) {
            *slot = true;
        }
    }
    let free = |token: Token<'_>| !taken.get(token.index()).copied().unwrap_or(true);
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut phrases: Vec<(Keyphrase, f32)> = Vec::new();
    for head in document
        .sentences()
        .filter(|sentence| sentence.block().kind().is_story())
        .flat_map(|sentence| sentence.tokens())
    {
        let heads = head.upos() == Some(Upos::Noun)
            && head.deprel() != Some(Deprel::Compound)
            && free(head)
            && head.text().chars().count() > 2;
        let lemma = head.lemma().unwrap_or(head.text()).to_lowercase();
        if !heads {
            continue;
        }
        let mut first = head;
        let mut length = 1.0_f32;
        while let Some(before) =
            first.previous().filter(|word| free(*word) && word.head() == Some(head) && (length as usize) < WORDS)
        {
            let inside = match (before.upos(), before.deprel()) {
                (Some(Upos::Noun), Some(Deprel::Compound)) => true,
                (Some(Upos::Adj), Some(Deprel::Amod)) => !is_plain_adjective(before),
                _ => false,
            };
            if !inside || before.sentence() != head.sentence() {
                break;
            }
            first = before;
            length += 1.0;
        }
        // "district-level elections": what a hyphen joins is one word, all of it or none.
        while let Some(hyphen) = first.previous().filter(|word| word.text() == "-" && !first.has_space_before()) {
            match hyphen.previous().filter(|word| !hyphen.has_space_before() && free(*word)) {
                Some(whole) => first = whole,
                None => break,
            }
        }
        if !first.has_space_before() && first.previous().is_some_and(|word| word.text() == "-") {
            match first.next().filter(|next| first != head && next.has_space_before()) {
                Some(next) => (first, length) = (next, length - 1.0),
                None => continue,
            }
        }
        if length < 2.0 && PLAIN.contains(lemma.as_str()) {
            continue;
        }
        let span = first.span().cover(head.span());
        let key = words(document, span).join(" ");
        let at = *index.entry(key).or_insert_with(|| {
            let phrase = Keyphrase { best: span, score: 0.0, spans: Vec::new(), rule: NOUN_PHRASE };
            phrases.push((phrase, if length > 1.0 { 0.8 } else { 0.5 }));
            phrases.len() - 1
        });
        if let Some((phrase, worth)) = phrases.get_mut(at) {
            phrase.score += *worth * weight(head);
            phrase.spans.push(span);
        }
    }
    phrases.into_iter().map(|(phrase, _)| phrase).collect()
}

/// Adjectives that stand by any noun and tell nothing of it.
fn is_plain_adjective(word: Token<'_>) -> bool {
    matches!(
        word.lemma(),
        Some(
            "new"
                | "last"
                | "first"
                | "next"
                | "other"
                | "same"
                | "such"
                | "many"
                | "several"
                | "own"
                | "more"
                | "most"
                | "recent"
                | "previous"
                | "early"
                | "late"
                | "latest"
                | "good"
                | "big"
                | "few"
                | "little"
                | "full"
                | "whole"
                | "certain"
                | "various"
                | "different"
                | "similar"
                | "possible"
                | "further"
                | "great"
                | "large"
                | "small"
                | "old"
                | "long"
                | "short"
                | "second"
                | "third"
                | "only"
                | "main"
                | "additional"
        )
    )
}
