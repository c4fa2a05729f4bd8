//! What descriptions and pronouns refer to: "the group", "the 22-year-old", "he".
//!
//! Mentions are read from left to right. For each description or pronoun, the entities named or described before it compete with the reading
//! that it speaks of something new; a linear model ranks them by agreement, distance, grammar and the words they share (a mention-ranking
//! model after Durrett and Klein 2013, over whole entities). For "he" and "she" those whom the paragraph names only afterwards compete too, and
//! the model looks at how the tree of the sentence relates the two, at what the gender is known from, and at who else may be meant; decision trees
//! over the same then add what holds only of several of these together. A name that was not read as a person's may be one where it stands as people
//! do. Weights and trees are trained on OntoGUM, GAP and marked excerpts of Wikipedia and of the news, and stand in readable lists.
//!
//! How many of GAP's development rows, whose pronoun refers to one of two names, are joined to the right one and not to the other, where they were
//! not trained on: `dateline-train antecedents CORPORA --folds 4` prints it, and the README quotes it.
//!
//! A body of state that a description names by itself ("the Indian army") is a mention even where nothing refers to it again.
//!
//! Known limits: names are joined before, by rule; a name does not join the pronouns before it that were taken for somebody new; what refers to
//! events ("this") is not resolved; only the last [`WINDOW`] entities compete, so that time grows linearly with the text.

mod features;
mod field;
mod focus;
mod grammar;
mod holders;
mod measures;
mod model;
mod phrases;
mod traits;
mod trees;

use dateline_core::{Deprel, Document, NameType, Span, Upos};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use crate::entities::{Entity, subtypes};
use crate::mentions::{Mention, MentionForm};
use crate::{EntityId, MentionId};

pub use features::{Features, LENGTH, name};
use field::{Field, Previous, Rival};
use holders::Holders;
pub use measures::{MEASURES, Measures};
pub use model::weights;
use phrases::Phrase;
pub(crate) use traits::{Gender, address, first_name};
use traits::{PronounClass, Traits, inside_marks};
pub use trees::{Forest, forest};

const DESCRIPTION: &str = "coreference.description";
const PRONOUN: &str = "coreference.pronoun";
const BODY: &str = "coreference.body";

/// The ids of the rules here.
pub const RULES: &[&str] = &[DESCRIPTION, PRONOUN, BODY];

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

/// How many people who are named only after a pronoun compete for it.
const AHEAD: usize = 3;

/// How many phrases after a pronoun are looked through for them.
const HORIZON: usize = 40;

/// What is known of an entity while the text is read.
struct Running {
    /// The entity that it was among those named, or a new one.
    named: Option<EntityId>,
    traits: Traits,
    spans: Vec<Span>,
    /// Indices into the phrases.
    phrases: Vec<usize>,
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
    let known = known(&phrases, &names, &entities);
    let mut running: Vec<Running> = Vec::new();
    // Entities by how lately they were mentioned, the last at the end; and by the head words of their descriptions.
    let mut recent: Vec<usize> = Vec::new();
    let mut of_named: FxHashMap<EntityId, usize> = FxHashMap::default();
    let mut by_head: FxHashMap<&str, usize> = FxHashMap::default();
    let mut holders = Holders::default();
    // The last "he" and the last "she" among the phrases, and what they refer to.
    let mut latest: [Option<(usize, usize)>; 2] = [None; 2];
    let entity_of = |at: usize| names.get(phrases.get(at)?.name?)?.entity;
    for (at, phrase) in phrases.iter().enumerate() {
        let chosen = match entity_of(at) {
            Some(entity) => Choice::Named(entity),
            None => {
                // Who speaks is "I" in the own words, not "he".
                let speaker = field::speaker(&phrases, at, &quoted);
                let spoken_by = speaker.and_then(entity_of);
                let mut competing = competitors(phrase, &recent, &by_head, &running, &entities);
                if phrase.is_he_or_she() {
                    competing.retain(|&entity| {
                        let Some(entity) = running.get(entity) else { return true };
                        let last = entity.phrases.last().and_then(|&last| phrases.get(last));
                        !entity.is(speaker, spoken_by) && last.is_none_or(|last| !grammar::is_another(phrase, last))
                    });
                }
                if let Some(owner) = owner(&phrases, at).and_then(entity_of) {
                    competing.retain(|&entity| running.get(entity).is_none_or(|entity| entity.named != Some(owner)));
                }
                let mut ahead = ahead(document, &phrases, at, &names, &of_named, &known);
                ahead.retain(|(id, _)| Some(*id) != spoken_by);
                let standings = standings(&phrases, at, &competing, &running);
                let field = Field {
                    before: standings.iter().filter(|standing| standing.fits).count(),
                    ahead: ahead.len(),
                    previous: phrase.gendered().and_then(|gender| Previous::of(&phrases, at, (*latest.get(gender)?)?)),
                    rivals: rivals(&competing, &standings, &running, &known),
                    doers: if phrase.is_he_or_she() { field::doers(phrase.head) } else { [None; 2] },
                };
                let mut candidates: Vec<Candidate<'_>> = Vec::new();
                for (&number, &standing) in competing.iter().zip(&standings) {
                    let Some(entity) = running.get(number) else { continue };
                    let subtype = entity.subtype(&entities);
                    let next = entity.named.and_then(|id| known.get(&id)).and_then(|known| {
                        known.phrases.get(known.phrases.partition_point(|&name| name <= at)).copied()
                    });
                    let referent = features::Referent {
                        traits: &entity.traits,
                        phrases: &entity.phrases,
                        next,
                        subtype,
                        standing,
                        entity: number,
                        names: entity.names(&known),
                    };
                    let features = features::of(document, &phrases, at, referent, &field);
                    candidates.push(Candidate { spans: &entity.spans, features });
                }
                for (order, &(id, name)) in ahead.iter().enumerate() {
                    let Some(known) = known.get(&id) else { continue };
                    let features =
                        features::ahead(&phrases, at, name, &known.traits, order, known.phrases.len(), &field);
                    candidates.push(Candidate { spans: &known.spans, features });
                }
                let by_sort = sort(document, phrase, &competing, &running, &entities, &by_head)
                    .or_else(|| holders.find(document, phrase));
                let new =
                    features::new(phrase, !competing.is_empty() && by_head.contains_key(phrase.head_word), &field);
                let decided = by_sort.map(Choice::Running).or_else(|| {
                    let index = decider.decide(phrase.span, &new, &candidates)?;
                    let named = |index: usize| ahead.get(index).map(|&(id, _)| Choice::Named(id));
                    match competing.get(index) {
                        Some(&entity) => Some(Choice::Running(entity)),
                        None => named(index - competing.len()),
                    }
                });
                decided.unwrap_or(Choice::New)
            }
        };
        let entity = match chosen {
            Choice::Running(entity) => entity,
            Choice::Named(id) => *of_named.entry(id).or_insert_with(|| {
                running.push(Running::new(Some(id), known.get(&id)));
                running.len() - 1
            }),
            Choice::New => {
                running.push(Running::new(None, None));
                running.len() - 1
            }
        };
        if let Some(entity) = running.get_mut(entity) {
            entity.traits.add(&phrase.traits);
            if phrase.name.is_none() {
                entity.spans.push(phrase.span);
            }
            entity.phrases.push(at);
        }
        holders.note(document, phrase, entity);
        if let Some(slot) = phrase.gendered().and_then(|gender| latest.get_mut(gender)) {
            *slot = Some((at, entity));
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

/// Phrases inside of a description among which its owner is looked for.
const INSIDE: usize = 4;

/// Whose the described is, among the phrases: "Lee" of "Lee's company", which is never Lee.
fn owner(phrases: &[Phrase<'_>], at: usize) -> Option<usize> {
    let described = phrases.get(at).filter(|phrase| phrase.form == MentionForm::Nominal)?;
    let owns = |phrase: &Phrase<'_>| {
        phrase.head.deprel() == Some(Deprel::NmodPoss) && phrase.head.head() == Some(described.head)
    };
    phrases.iter().skip(at + 1).take(INSIDE).position(owns).map(|nth| at + 1 + nth)
}

/// What a phrase is taken to refer to.
enum Choice {
    Running(usize),
    Named(EntityId),
    New,
}

/// What all the names of an entity tell of it.
#[derive(Clone, Default)]
struct Known {
    traits: Traits,
    spans: Vec<Span>,
    /// Indices of its names among the phrases.
    phrases: Vec<usize>,
}

impl Running {
    fn new(named: Option<EntityId>, known: Option<&Known>) -> Self {
        let known = known.cloned().unwrap_or_default();
        Self { named, traits: known.traits, spans: known.spans, phrases: Vec::new() }
    }

    /// Whether it has the phrase among its last mentions, or is the one of those named.
    fn is(&self, phrase: Option<usize>, named: Option<EntityId>) -> bool {
        let mut last = self.phrases.iter().rev().take(2 * WINDOW);
        named.is_some() && self.named == named || phrase.is_some_and(|phrase| last.any(|own| *own == phrase))
    }

    /// What the entity is that it was among those named.
    fn subtype<'e>(&self, entities: &'e [Entity]) -> Option<&'e str> {
        entities.get(self.named?.index())?.subtype.as_deref()
    }

    /// How often the whole text names it.
    fn names(&self, known: &FxHashMap<EntityId, Known>) -> usize {
        self.named.and_then(|id| known.get(&id)).map_or(0, |known| known.phrases.len())
    }
}

fn known(phrases: &[Phrase<'_>], names: &[Mention], entities: &[Entity]) -> FxHashMap<EntityId, Known> {
    let mut known: FxHashMap<EntityId, Known> = FxHashMap::default();
    for (at, phrase) in phrases.iter().enumerate() {
        let Some(id) = phrase.name.and_then(|name| names.get(name)).and_then(|name| name.entity) else { continue };
        let of_kind = || Traits::of_kind(entities.get(id.index()).and_then(|entity| entity.kind));
        let known = known.entry(id).or_insert_with(|| Known { traits: of_kind(), ..Known::default() });
        known.traits.add(&phrase.traits);
        known.spans.push(phrase.span);
        known.phrases.push(at);
    }
    known
}

/// The people whom the paragraph names only after "he" or "she", each with the first of the names.
fn ahead(
    document: &Document,
    phrases: &[Phrase<'_>],
    at: usize,
    names: &[Mention],
    of_named: &FxHashMap<EntityId, usize>,
    known: &FxHashMap<EntityId, Known>,
) -> Vec<(EntityId, usize)> {
    let mut ahead: Vec<(EntityId, usize)> = Vec::new();
    let Some(pronoun) = phrases.get(at).filter(|phrase| phrase.is_he_or_she()) else { return ahead };
    let block = |phrase: &Phrase<'_>| document.sentence(phrase.sentence).map(|sentence| sentence.block().index());
    for (index, phrase) in phrases.iter().enumerate().skip(at + 1).take(HORIZON) {
        let Some(id) = phrase.name.and_then(|name| names.get(name)).and_then(|name| name.entity) else { continue };
        let fits = known.get(&id).is_some_and(|known| known.traits.may_agree(&pronoun.traits));
        if block(phrase) != block(pronoun) {
            break;
        }
        let new = !of_named.contains_key(&id) && !ahead.iter().any(|&(other, _)| other == id);
        if fits && new && !grammar::is_in_relative(pronoun, phrase) && !grammar::is_another(pronoun, phrase) {
            ahead.push((id, index));
            if ahead.len() == AHEAD {
                break;
            }
        }
    }
    ahead
}

/// What each entity is among those that a pronoun may refer to, in their order: the one mentioned last comes first.
fn standings(phrases: &[Phrase<'_>], at: usize, competing: &[usize], running: &[Running]) -> Vec<features::Standing> {
    let mut standings = vec![features::Standing::default(); competing.len()];
    let Some(pronoun) = phrases.get(at).filter(|phrase| phrase.is_he_or_she()) else { return standings };
    let mut fitting: Vec<(usize, usize, usize)> = Vec::new();
    for (index, entity) in competing.iter().enumerate() {
        let Some(entity) = running.get(*entity).filter(|entity| entity.traits.agrees(&pronoun.traits)) else {
            continue;
        };
        let mut own = entity.phrases.iter().rev().take(4).filter_map(|&other| phrases.get(other));
        if !own.any(|mention| grammar::is_barred(pronoun, mention)) {
            fitting.push((index, entity.phrases.len(), entity.phrases.first().copied().unwrap_or(0)));
        }
    }
    let last = |&(index, ..): &(usize, usize, usize)| running.get(*competing.get(index)?)?.phrases.last();
    let orders: Vec<_> =
        fitting.iter().map(|fitting| last(fitting).and_then(|&last| phrases.get(last)).map(field::order)).collect();
    for (later, &(index, count, first)) in fitting.iter().enumerate() {
        if let Some(standing) = standings.get_mut(index) {
            *standing = features::Standing {
                fits: true,
                found: orders.iter().filter(|other| Some(*other) < orders.get(later)).count(),
                later,
                greater: fitting.iter().filter(|other| other.1 > count).count(),
                earlier: fitting.iter().filter(|other| other.2 < first).count(),
            };
        }
    }
    standings
}

/// Those of the entities that fit, the one mentioned last first.
fn rivals(
    competing: &[usize],
    standings: &[features::Standing],
    running: &[Running],
    known: &FxHashMap<EntityId, Known>,
) -> Vec<Rival> {
    let fitting = competing.iter().zip(standings).filter(|(_, standing)| standing.fits);
    let rival = |&entity: &usize| {
        let own = running.get(entity)?;
        let (last, mentions) = (*own.phrases.last()?, own.phrases.len());
        Some(Rival { entity, last, mentions, names: own.names(known) })
    };
    fitting.filter_map(|(entity, _)| rival(entity)).take(field::RIVALS).collect()
}

/// The entities that a phrase may refer to: those mentioned last, and one described with the same word however long ago. Where somebody fits "he" or
/// "she", no place and no body does; a noun for one sort of body speaks of none of another.
fn competitors(
    phrase: &Phrase<'_>,
    recent: &[usize],
    by_head: &FxHashMap<&str, usize>,
    running: &[Running],
    entities: &[Entity],
) -> Vec<usize> {
    let mut competing: Vec<usize> = recent.iter().rev().copied().collect();
    let traits = |entity: &usize| running.get(*entity).map(|entity| &entity.traits);
    if phrase.is_he_or_she() && competing.iter().filter_map(traits).any(|entity| entity.agrees(&phrase.traits)) {
        competing.retain(|entity| {
            traits(entity).is_some_and(|entity| {
                entity.may_agree(&phrase.traits) || !matches!(entity.kind, traits::Kind::Place | traits::Kind::Body)
            })
        });
    }
    if phrase.form == MentionForm::Nominal {
        competing.extend(by_head.get(phrase.head_word).copied().filter(|entity| !competing.contains(entity)));
        if let Some(own) = subtypes::of_noun(phrase.head) {
            let subtype = |at: &usize| running.get(*at).and_then(|entity| entity.subtype(entities));
            competing.retain(|at| !subtype(at).is_some_and(|theirs| are_apart(phrase.head_word, own, theirs)));
        }
    }
    competing
}

/// The sorts of body that a noun stands for.
static SORTS: Lazy<FxHashMap<&'static str, Vec<&'static str>>> = Lazy::new(|| {
    let entries = dateline_models::entries(lexicon::DESCRIPTIONS).filter_map(|entry| entry.split_once('\t'));
    entries.map(|(noun, subtypes)| (noun, subtypes.split(' ').collect())).collect()
});

/// Sorts of body that are never one another, whatever their names look like.
const APART: &[&str] = &["company", "government", "ministry", "court", "military", "police", "school", "team"];

/// Whether a noun for a sort of body speaks of no body of the other sort: "the government" of no company.
fn are_apart(noun: &str, own: &str, theirs: &str) -> bool {
    let both = |one: &str, other: &str| (own == one && theirs == other) || (own == other && theirs == one);
    let may_be = SORTS.get(noun).is_some_and(|sorts| sorts.contains(&theirs));
    APART.contains(&own) && APART.contains(&theirs) && own != theirs && !may_be && !both("government", "ministry")
}

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
    let subtype = |at: &usize| running.get(*at).and_then(|entity| entity.subtype(entities));
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
    let alone = |entity: &Running| {
        let [at] = entity.phrases.as_slice() else { return None };
        let phrase = phrases.get(*at)?;
        Some((phrase, body(phrase, &names)?))
    };
    let bodies: Vec<_> = running.iter().map(alone).collect();
    let mut mentions = names;
    for (entity, body) in running.iter().zip(bodies) {
        let described =
            || entity.phrases.iter().filter_map(|&at| phrases.get(at)).filter(|phrase| phrase.name.is_none());
        let id = match entity.named {
            Some(id) => id,
            None if let Some((phrase, subtype)) = body => {
                let id = EntityId(entities.len() as u32);
                entities.push(described_entity(phrase, Some(NameType::Org), Some(subtype), BODY));
                id
            }
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
                let Some(fullest) = fullest else { continue };
                let kind = entity.traits.kind();
                let subtype = || described().find_map(|phrase| subtypes::of_noun(phrase.head));
                let subtype = if kind == Some(NameType::Org) { subtype() } else { None };
                entities.push(described_entity(fullest, kind, subtype, DESCRIPTION));
                id
            }
        };
        for phrase in described() {
            let rule = match phrase.form {
                MentionForm::Pronoun => PRONOUN,
                _ => entities
                    .get(id.index())
                    .map(|entity| entity.rule)
                    .filter(|rule| *rule == BODY)
                    .unwrap_or(DESCRIPTION),
            };
            let form = phrase.form;
            mentions.push(Mention {
                span: if rule == BODY { body_span(phrase) } else { phrase.span },
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

/// An entity that only descriptions speak of, under the words of one of them.
fn described_entity(
    phrase: &Phrase<'_>,
    kind: Option<NameType>,
    subtype: Option<&'static str>,
    rule: &'static str,
) -> Entity {
    // Without relative clauses and asides.
    let name = match rule {
        BODY => Some(body_span(phrase)),
        _ => phrase.head.noun_phrase().filter(|_| phrase.form == MentionForm::Nominal),
    };
    Entity {
        name: name.filter(|name| phrase.span.contains(*name)).unwrap_or(phrase.span),
        kind,
        subtype: subtype.map(std::borrow::Cow::Borrowed),
        external_id: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        salience: 0.0,
        rule,
    }
}

/// The kind of a body of state that a description names by itself: "the army", "Indian police", "the Kenyan government".
fn body(phrase: &Phrase<'_>, names: &[Mention]) -> Option<&'static str> {
    let subtype = subtypes::of_noun(phrase.head)
        .filter(|subtype| ["military", "police", "government", "ministry", "court"].contains(subtype))?;
    let of_country = || {
        let first = names.partition_point(|name| name.span.start < phrase.span.start);
        let kind = names.get(first).filter(|name| name.span.end <= phrase.head.span().start)?.kind?;
        matches!(kind, NameType::Norp | NameType::Gpe | NameType::Loc).then_some(())
    };
    (phrase.form == MentionForm::Nominal
        && phrase.traits.kind == traits::Kind::Body
        && (phrase.determiner == phrases::Determiner::Definite || of_country().is_some()))
    .then_some(subtype)
}

/// The words that name a body: to its noun, or what is "of" it. Where it stands and what it does is not its name.
fn body_span(phrase: &Phrase<'_>) -> Span {
    let of = phrase.head.next().is_some_and(|next| next.text().eq_ignore_ascii_case("of"));
    match phrase.head.noun_phrase().filter(|_| of) {
        Some(span) => span,
        None => Span { end: phrase.head.span().end, ..phrase.span },
    }
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

/// Whether a noun describes a body of people: "the military", "the embassy".
pub(crate) fn describes_body(head: dateline_core::Token<'_>) -> bool {
    traits::of_noun(head).kind == traits::Kind::Body
}

/// Gives "I" and "we" inside a quotation to who speaks it, and "you" to who is spoken to.
pub(crate) fn resolve_speakers(
    document: &Document,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    quotes: &mut [crate::quotes::Quote],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = mentions;
    let mut at: FxHashMap<Span, usize> = FxHashMap::default();
    at.extend(mentions.iter().enumerate().map(|(index, mention)| (mention.span, index)));
    for quote in quotes.iter() {
        let speaker = quote.speaker.and_then(|speaker| speaker.entity);
        let addressee = quote.addressee.and_then(|span| {
            let named = mentions.iter().filter(|mention| span.contains(mention.span));
            named.max_by_key(|mention| mention.span.len()).and_then(|mention| mention.entity)
        });
        let is_body = |id: EntityId| entities.get(id.index()).is_some_and(|entity| entity.kind == Some(NameType::Org));
        for token in quote.passages.iter().flat_map(|&part| document.tokens_in(part)) {
            let class = PronounClass::of(&token.text().to_lowercase()).filter(|_| token.upos() == Some(Upos::Pron));
            let (entity, other) = match class {
                Some(PronounClass::I) => (speaker, addressee),
                Some(PronounClass::We) => (speaker.filter(|speaker| is_body(*speaker)), None),
                Some(PronounClass::You) => (addressee, speaker),
                _ => continue,
            };
            match (at.get(&token.span()).and_then(|&at| mentions.get_mut(at)), entity) {
                (Some(mention), Some(entity)) => mention.entity = Some(entity),
                // Who speaks is not who is spoken to.
                (Some(mention), None) if mention.entity.is_some() && mention.entity == other => mention.entity = None,
                (None, Some(entity)) => {
                    at.insert(token.span(), mentions.len());
                    mentions.push(Mention {
                        span: token.span(),
                        kind: entities.get(entity.index()).and_then(|entity| entity.kind),
                        form: MentionForm::Pronoun,
                        entity: Some(entity),
                        rule: PRONOUN,
                        score: None,
                    });
                }
                _ => {}
            }
        }
    }
    mentions.retain(|mention| mention.form != MentionForm::Pronoun || mention.entity.is_some());
    drop_empty(document, mentions, entities, quotes)
}

/// Leaves out the entities whose last mention went to another.
fn drop_empty(
    document: &Document,
    mut mentions: Vec<Mention>,
    entities: Vec<Entity>,
    quotes: &mut [crate::quotes::Quote],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentioned = vec![false; entities.len()];
    for id in mentions.iter().filter_map(|mention| mention.entity) {
        if let Some(slot) = mentioned.get_mut(id.index()) {
            *slot = true;
        }
    }
    let mut count = 0;
    let numbers: Vec<Option<EntityId>> = mentioned
        .iter()
        .map(|mentioned| {
            count += u32::from(*mentioned);
            mentioned.then(|| EntityId(count - 1))
        })
        .collect();
    let number = |id: EntityId| numbers.get(id.index()).copied().flatten();
    for mention in &mut mentions {
        mention.entity = mention.entity.and_then(number);
    }
    for speaker in quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
        speaker.entity = speaker.entity.and_then(number);
    }
    let entities = entities.into_iter().zip(mentioned).filter(|(_, mentioned)| *mentioned).map(|(entity, _)| entity);
    self::number(document, mentions, entities.collect())
}
