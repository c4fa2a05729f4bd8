//! What descriptions and pronouns refer to: "the group", "the 22-year-old", "he".
//!
//! Mentions are read from left to right. For each description or pronoun, the entities named or described before it compete with the reading
//! that it speaks of something new; a linear model ranks them by agreement, distance, grammar and the words they share (a mention-ranking
//! model after Durrett and Klein 2013, over whole entities). Its weights are trained on OntoGUM and stand in a readable list.
//!
//! Known limits: names are joined before, by rule; what refers forward ("before he spoke, Lee …") and what refers to events ("this") is not
//! resolved; only the last [`WINDOW`] entities compete, so that time grows linearly with the text.

mod features;
mod model;
mod phrases;
mod traits;

use dateline_core::{Document, NameType, Span, Upos};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use crate::entities::Entity;
use crate::mentions::{Mention, MentionForm};
use crate::{EntityId, MentionId};

pub use features::{Features, LENGTH, name};
pub use model::weights;
use phrases::Phrase;
use traits::{Traits, inside_marks};

const DESCRIPTION: &str = "coreference.description";
const PRONOUN: &str = "coreference.pronoun";

/// The ids of the rules here.
pub const RULES: &[&str] = &[DESCRIPTION, PRONOUN];

/// How many entities, those mentioned last, compete for a description or pronoun.
pub const WINDOW: usize = 40;

/// Chooses among the readings of a description or pronoun.
pub trait Decide {
    /// The index of the candidate that the words at `span` refer to, or `None` where they speak of something new. The features of that reading are
    /// `new`; each candidate has the spans of its mentions so far.
    fn decide(&mut self, span: Span, new: &Features, candidates: &[Candidate<'_>]) -> Option<usize>;
}

/// An entity that a description or pronoun may refer to.
#[derive(Clone, Debug)]
pub struct Candidate<'c> {
    /// Its mentions so far.
    pub spans: &'c [Span],
    /// What speaks for and against it.
    pub features: Features,
}

/// What is known of an entity while the text is read.
struct Running {
    /// The entity that it was among those named, or a new one.
    named: Option<EntityId>,
    traits: Traits,
    spans: Vec<Span>,
    /// Indices into the phrases.
    phrases: Vec<usize>,
    last: usize,
}

/// Adds descriptions and pronouns to the mentions, and to the entities that they refer to. Descriptions of one thing that no name names become
/// an entity of their own.
#[must_use]
pub fn resolve(document: &Document, names: Vec<Mention>, entities: Vec<Entity>) -> (Vec<Mention>, Vec<Entity>) {
    resolve_with(document, names, entities, &mut model::Ranker)
}

/// The same with another way to decide; training decides by the gold chains.
pub fn resolve_with(
    document: &Document,
    names: Vec<Mention>,
    entities: Vec<Entity>,
    decider: &mut impl Decide,
) -> (Vec<Mention>, Vec<Entity>) {
    let quoted = inside_marks(document);
    let phrases = phrases::find(document, &names, &quoted);
    let mut running: Vec<Running> = Vec::new();
    // Entities by how lately they were mentioned, the last at the end; and by the head words of their descriptions.
    let mut recent: Vec<usize> = Vec::new();
    let mut of_named: FxHashMap<EntityId, usize> = FxHashMap::default();
    let mut by_head: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, phrase) in phrases.iter().enumerate() {
        let chosen = match phrase.name.and_then(|name| names.get(name)).and_then(|name| name.entity) {
            Some(entity) => Some(*of_named.entry(entity).or_insert_with(|| {
                let kind = entities.get(entity.index()).and_then(|entity| entity.kind);
                running.push(Running {
                    named: Some(entity),
                    traits: Traits::of_kind(kind),
                    spans: Vec::new(),
                    phrases: Vec::new(),
                    last: at,
                });
                running.len() - 1
            })),
            None => {
                let competing = competitors(phrase, &recent, &by_head);
                let candidates: Vec<Candidate<'_>> = competing
                    .iter()
                    .filter_map(|&entity| {
                        let entity = running.get(entity)?;
                        let subtype =
                            entity.named.and_then(|id| entities.get(id.index())).and_then(|entity| entity.subtype);
                        let features = features::of(document, &phrases, at, &entity.traits, &entity.phrases, subtype);
                        Some(Candidate { spans: &entity.spans, features })
                    })
                    .collect();
                let by_sort = sort(document, phrase, &competing, &running, &entities, &by_head);
                let new = features::new(phrase, !competing.is_empty() && by_head.contains_key(phrase.head_word));
                by_sort.or_else(|| {
                    decider.decide(phrase.span, &new, &candidates).and_then(|index| competing.get(index).copied())
                })
            }
        };
        let entity = match chosen {
            Some(entity) => entity,
            None => {
                running.push(Running {
                    named: None,
                    traits: Traits::default(),
                    spans: Vec::new(),
                    phrases: Vec::new(),
                    last: at,
                });
                running.len() - 1
            }
        };
        if let Some(entity) = running.get_mut(entity) {
            entity.traits.add(&phrase.traits);
            entity.spans.push(phrase.span);
            entity.phrases.push(at);
            entity.last = at;
        }
        recent.retain(|&other| other != entity);
        recent.push(entity);
        if recent.len() > WINDOW {
            recent.remove(0);
        }
        if phrase.form == MentionForm::Nominal {
            by_head.insert(phrase.head_word, entity);
        }
    }
    collect(document, names, entities, &phrases, &running)
}

/// The entities that a phrase may refer to: those mentioned last, and one described with the same word however long ago.
fn competitors(phrase: &Phrase<'_>, recent: &[usize], by_head: &FxHashMap<&str, usize>) -> Vec<usize> {
    let mut competing: Vec<usize> = recent.iter().rev().copied().collect();
    if phrase.form == MentionForm::Nominal {
        competing.extend(by_head.get(phrase.head_word).copied().filter(|entity| !competing.contains(entity)));
    }
    competing
}

/// The sorts of body that a noun stands for.
static SORTS: Lazy<FxHashMap<&'static str, Vec<&'static str>>> = Lazy::new(|| {
    let entries = dateline_models::entries(lexicon::DESCRIPTIONS).filter_map(|entry| entry.split_once('\t'));
    entries.map(|(noun, subtypes)| (noun, subtypes.split(' ').collect())).collect()
});

/// The body mentioned last among those of the sort that a bare "the group" or "the ministry" names, unless one was described by that very word.
fn sort(
    document: &Document,
    phrase: &Phrase<'_>,
    competing: &[usize],
    running: &[Running],
    entities: &[Entity],
    by_head: &FxHashMap<&str, usize>,
) -> Option<usize> {
    let sorts = SORTS.get(phrase.head_word).filter(|_| phrase.determiner == phrases::Determiner::Definite)?;
    let singular = phrase.traits.number != traits::Number::Many;
    let bare = document
        .tokens_in(phrase.span)
        .filter(|word| word.text().contains(char::is_alphabetic) && word.upos() != Some(Upos::Part))
        .count()
        == 2;
    let described = by_head
        .get(phrase.head_word)
        .and_then(|&entity| running.get(entity))
        .is_some_and(|entity| entity.named.is_none());
    if !singular || !bare || described {
        return None;
    }
    let subtype = |at: &usize| {
        running.get(*at).and_then(|entity| entities.get(entity.named?.index())).and_then(|entity| entity.subtype)
    };
    competing.iter().copied().find(|at| subtype(at).is_some_and(|subtype| sorts.contains(&subtype)))
}

/// Mentions and entities with what was resolved.
fn collect(
    document: &Document,
    names: Vec<Mention>,
    mut entities: Vec<Entity>,
    phrases: &[Phrase<'_>],
    running: &[Running],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = names;
    for entity in running {
        let described =
            || entity.phrases.iter().filter_map(|&at| phrases.get(at)).filter(|phrase| phrase.name.is_none());
        let id = match entity.named {
            Some(id) => id,
            // What is described once is nobody that the article tells of; nor what only "it" and "they" speak of. Who says "I" is somebody.
            None if entity.phrases.len() < 2
                || described().all(|phrase| phrase.pronoun.is_some_and(|class| !class.is_in_conversation())) =>
            {
                continue;
            }
            None => {
                let id = EntityId(entities.len() as u32);
                let fullest = described().max_by_key(|phrase| {
                    (phrase.form == MentionForm::Nominal, phrase.span.len().min(60), std::cmp::Reverse(phrase.span))
                });
                entities.push(Entity {
                    name: fullest.map_or(Span::default(), |phrase| phrase.span),
                    kind: entity.traits.kind(),
                    subtype: None,
                    aliases: Vec::new(),
                    mentions: Vec::new(),
                    salience: 0.0,
                    rule: DESCRIPTION,
                });
                id
            }
        };
        for phrase in described() {
            let (form, rule) = (phrase.form, if phrase.form == MentionForm::Pronoun { PRONOUN } else { DESCRIPTION });
            mentions.push(Mention {
                span: phrase.span,
                kind: entities.get(id.index()).and_then(|entity| entity.kind),
                form,
                entity: Some(id),
                rule,
                score: None,
            });
        }
    }
    number(document, mentions, entities)
}

/// Puts the mentions in text order and gives every entity the numbers of its own.
fn number(document: &Document, mut mentions: Vec<Mention>, mut entities: Vec<Entity>) -> (Vec<Mention>, Vec<Entity>) {
    mentions.sort_by_key(|mention| mention.span);
    for entity in &mut entities {
        entity.mentions.clear();
    }
    for (at, mention) in (0..).zip(&mentions) {
        if let Some(entity) = mention.entity.and_then(|id| entities.get_mut(id.index())) {
            entity.mentions.push(MentionId(at));
        }
    }
    crate::entities::weigh(document, &mentions, &mut entities);
    (mentions, entities)
}

/// Whether a noun describes people.
pub(crate) fn describes_people(head: dateline_core::Token<'_>) -> bool {
    matches!(traits::of_noun(head).kind, traits::Kind::Person | traits::Kind::People)
}

/// Gives "I" and "we" inside a quotation to who speaks it.
pub(crate) fn resolve_speakers(
    document: &Document,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    quotes: &[crate::quotes::Quote],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = mentions;
    for quote in quotes {
        let Some(speaker) = quote.speaker.and_then(|speaker| speaker.entity) else { continue };
        let kind = entities.get(speaker.index()).and_then(|entity| entity.kind);
        for token in quote.content.iter().flat_map(|&part| document.tokens_in(part)) {
            let own = match token.text() {
                "I" | "me" | "my" | "My" | "myself" | "Me" | "mine" => true,
                "we" | "We" | "us" | "our" | "Our" => kind == Some(NameType::Org),
                _ => false,
            };
            if own && !mentions.iter().any(|mention| mention.span == token.span()) {
                mentions.push(Mention {
                    span: token.span(),
                    kind,
                    form: MentionForm::Pronoun,
                    entity: Some(speaker),
                    rule: PRONOUN,
                    score: None,
                });
            }
        }
    }
    number(document, mentions, entities)
}
