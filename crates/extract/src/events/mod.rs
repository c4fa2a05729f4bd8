//! What happened: events with their roles, time, place, casualties, and whether they did happen.
//!
//! An event is triggered by a verb ("clashed"), a noun ("gunfight") or an adjective of a state ("willing"); its type and frame come from the
//! predicate lexicon. Types for politics and conflict are PLOVER's; [`EventType`] documents those and the ones for general news.
//!
//! Where a word only tells what a happening led to ("killing 26", "was killed in a gunfight"), it adds to the event that it belongs to and makes
//! none of its own. What is demanded, refused or threatened is the topic of the demand, refusal or threat, and no event.
//!
//! A pronoun that fills a role is spelled out by the words of the same sentence that it stands for; a dateline fills none. Who denies a deed that is
//! spoken of as known ("denied that it was behind the blast") says nothing against the deed.
//!
//! Known limits: an event lies within one sentence; who acts is found in its sentence or not at all, without following pronouns further than
//! their mentions do; nouns that name an event type in general ("violence", "terrorism") count only where somebody does it or suffers it.

mod arguments;
mod casualties;
mod claimants;
mod codes;
pub(crate) mod datelines;
mod fold;
mod lexicon;
mod persons;
mod roles;
mod same;
mod setting;
mod status;
mod tree;
mod triggers;

use dateline_core::{Block, Document, Span, closed_set};

use crate::claims::{Claim, Polarity};
use crate::entities::Entity;
use crate::mentions::Mention;
use crate::places::Place;
use crate::quantities::Quantity;
use crate::times::Time;
use crate::{ClaimId, EntityId, EventId, PlaceId, TimeId};

pub use codes::{AcledType, UcdpKind};

/// A closed set that reports write by its members' names.
macro_rules! named {
    ($(#[$doc:meta])* $set:ident $members:tt) => {
        closed_set! { $(#[$doc])* #[non_exhaustive] $set $members }

        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_name(&name)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&name, &[stringify!($set)]))
            }
        }
    };
}

named! {
    /// What kind of thing happens: PLOVER's event types, then those for general news.
    EventType {
        /// Agrees, offers or promises to cooperate; PLOVER also puts cooperation that is only announced here.
        Agree = "AGREE",
        /// Meets, visits, talks.
        Consult = "CONSULT",
        /// Supports in words or by diplomatic acts: praises, recognises, signs a treaty.
        Support = "SUPPORT",
        /// Gives way in words: apologises, makes concessions.
        Concede = "CONCEDE",
        /// Cooperates to mutual benefit: trade, joint exercises, shared intelligence.
        Cooperate = "COOPERATE",
        /// Gives material aid, asylum or rescue.
        Aid = "AID",
        /// Gives way in deed: withdraws, releases, disarms, ceases fire, lets in, eases restrictions, resigns.
        Retreat = "RETREAT",
        /// Asks, demands, orders.
        Request = "REQUEST",
        /// Disapproves, accuses, sues, investigates, convicts.
        Accuse = "ACCUSE",
        /// Refuses or rejects.
        Reject = "REJECT",
        /// Threatens or warns.
        Threaten = "THREATEN",
        /// Demonstrates, strikes, riots.
        Protest = "PROTEST",
        /// Reduces relations: stops aid, recalls or expels diplomats, leaves bodies.
        Sanction = "SANCTION",
        /// Moves or readies forces short of using them.
        Mobilize = "MOBILIZE",
        /// Represses short of violence: arrests, seizes, restricts, imposes sanctions (as the CAMEO to PLOVER table has it), deports.
        Coerce = "COERCE",
        /// Uses force that can harm people or destroy things.
        Assault = "ASSAULT",
        /// Makes known: announcements, declarations, publications.
        Statement = "STATEMENT",
        /// Appoints or dismisses (mode `dismiss`); resignations are RETREAT, mode `resign`, as in PLOVER.
        Appoint = "APPOINT",
        /// Elections and their results.
        Elect = "ELECT",
        /// Laws that are made, changed or voted on.
        Legislate = "LEGISLATE",
        /// Rulings, acquittals, sentences, pleas; convictions are ACCUSE, mode `convict`, arrests COERCE, mode `arrest`.
        Verdict = "VERDICT",
        /// Trials and hearings.
        Trial = "TRIAL",
        /// Crashes, fires, collapses: harm that nobody means.
        Accident = "ACCIDENT",
        /// Earthquakes, floods, storms that destroy.
        Disaster = "DISASTER",
        /// Deals, figures, prices, products.
        Business = "BUSINESS",
        /// Something is founded, opened or built.
        Found = "FOUND",
        /// Something is closed or dissolved.
        Close = "CLOSE",
        /// Somebody dies, by no violence that the text tells of.
        Death = "DEATH",
        /// Somebody is hurt, by no violence that the text tells of.
        Injury = "INJURY",
        /// Matches, races and their results.
        Sport = "SPORT",
        /// Prizes and honours.
        Award = "AWARD",
        /// Diseases, vaccinations, treatments.
        Health = "HEALTH",
        /// Discoveries, studies, space flight.
        Science = "SCIENCE",
        /// Weather short of disaster.
        Weather = "WEATHER",
    }
}

named! {
    /// What part somebody or something has in an event.
    RoleKind {
        /// Who does it.
        Actor = "actor",
        /// To or with whom it is done.
        Recipient = "recipient",
        /// What is attacked, seized or destroyed.
        Target = "target",
        /// Who is harmed.
        Victim = "victim",
        /// With what.
        Instrument = "instrument",
        /// Where.
        Location = "location",
        /// From where.
        Origin = "origin",
        /// To where.
        Destination = "destination",
        /// What it is about.
        Topic = "topic",
        /// For whose good.
        Beneficiary = "beneficiary",
    }
}

named! {
    /// Whether an event happened, and who vouches for it.
    Modality {
        /// It is told as a fact.
        Actual = "actual",
        /// A party to it says so.
        Claimed = "claimed",
        /// It is said without proof.
        Alleged = "alleged",
        /// It may happen, or may have happened.
        Possible = "possible",
        /// It is to happen.
        Planned = "planned",
        /// It is only supposed, wished, feared or asked for.
        Hypothetical = "hypothetical",
    }
}

named! {
    /// When an event lies, by its grammar.
    Tense {
        /// Before the telling.
        Past = "past",
        /// Now, or in general.
        Present = "present",
        /// Ahead.
        Future = "future",
    }
}

named! {
    /// What became of people.
    Outcome {
        /// They died.
        Killed = "killed",
        /// They were hurt.
        Injured = "injured",
        /// They are missing.
        Missing = "missing",
        /// They were arrested or held.
        Detained = "detained",
        /// They had to leave.
        Displaced = "displaced",
        /// Killed or injured; the text does not say which.
        KilledOrInjured = "killed_or_injured",
    }
}

named! {
    /// On whose side casualties are.
    Side {
        /// The actor's.
        Actor = "actor",
        /// The recipient's.
        Recipient = "recipient",
        /// Civilians.
        Civilian = "civilian",
        /// The text does not say.
        Unknown = "unknown",
    }
}

/// Somebody or something that has a part in an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Role {
    /// Which part.
    pub kind: RoleKind,
    /// The words that name it.
    pub span: Span,
    /// The entity that they refer to.
    pub entity: Option<EntityId>,
}

/// People that an event harmed, as the text counts them.
#[derive(Clone, Debug, PartialEq)]
pub struct Casualties {
    /// What became of them.
    pub outcome: Outcome,
    /// The least number that the words allow.
    pub min: Option<f64>,
    /// The greatest number that the words allow.
    pub max: Option<f64>,
    /// The number that the words name.
    pub value: Option<f64>,
    /// Who: the words.
    pub who: Option<Span>,
    /// On whose side.
    pub side: Side,
    /// From the first to the last of the words that say so.
    pub span: Span,
}

/// Something that happened, or is said to.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// From the first to the last word of trigger, roles and casualties.
    pub span: Span,
    /// The word that tells of it.
    pub trigger: Span,
    /// What kind of thing happens.
    pub kind: EventType,
    /// In what manner: PLOVER's modes, `investigate`, `firearms` …
    pub mode: Option<&'static str>,
    /// The predicate's lemma: "clash", "car bombing", "call for".
    pub lemma: &'static str,
    /// Who and what has a part in it.
    pub roles: Vec<Role>,
    /// When.
    pub time: Option<TimeId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Whom it harmed.
    pub casualties: Vec<Casualties>,
    /// Who claims responsibility for it, or tells of it as a party to it.
    pub claimed_by: Vec<EntityId>,
    /// The claims that hold it.
    pub claims: Vec<ClaimId>,
    /// Whether it is told to have happened or not to have.
    pub polarity: Polarity,
    /// Whether it happened.
    pub modality: Modality,
    /// How certain a reader may be that it happened: -3 (certainly not) to 3 (certainly), learned. See [`factuality`](crate::factuality).
    pub factuality: Option<f32>,
    /// When it lies, by its grammar.
    pub tense: Option<Tense>,
    /// Other tellings of the same happening.
    pub same_as: Vec<EventId>,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Event {
    /// The roles of a kind.
    pub fn roles_of(&self, kind: RoleKind) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(move |role| role.kind == kind)
    }
}

/// Whether a noun names people: "fighter", "crowd".
pub(crate) fn names_people(noun: dateline_core::Token<'_>) -> bool {
    noun.lemma().is_some_and(|lemma| lexicon::word_classes(lemma).has(*lexicon::PERSONS))
}

/// Whether a verb says what became of people: "killed", "wounded".
pub(crate) fn tells_outcome(verb: dateline_core::Token<'_>) -> bool {
    verb.lemma().is_some_and(|lemma| lexicon::outcome("v", lemma).or(lexicon::outcome("i", lemma)).is_some())
}

/// The rules that find events.
pub const RULES: &[&str] =
    &["events.verb", "events.noun", "events.light_verb", "events.adjective", "events.refusal", "events.promise"];

/// How many words of a sentence are read at once; what a text without full stops costs is linear in its length.
const LONGEST: usize = 400;

/// How many words are read at once, in whole blocks, so that the memory does not grow with the text: far above any article. A toll is not joined
/// to an event before the stretch.
const STRETCH: usize = 16_384;

/// What the layers before have found.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'s> {
    /// Mentions.
    pub mentions: &'s [Mention],
    /// Entities.
    pub entities: &'s [Entity],
    /// Times.
    pub times: &'s [Time],
    /// Quantities.
    pub quantities: &'s [Quantity],
    /// Places.
    pub places: &'s [Place],
    /// Claims.
    pub claims: &'s [Claim],
}

/// The events of a document, in text order; none where it was not parsed.
#[must_use]
pub fn find(document: &Document, layers: Layers<'_>) -> Vec<Event> {
    let nesting = setting::Nesting::new(layers.places);
    let blocks: Vec<_> = document.blocks().collect();
    let mut events = Vec::new();
    let mut rest = blocks.as_slice();
    while !rest.is_empty() {
        let mut words = 0;
        let mut fits = |block: &Block<'_>| {
            words += block.sentences().map(|sentence| sentence.token_range().len()).sum::<usize>();
            words <= STRETCH
        };
        let (stretch, after) = rest.split_at(rest.iter().take_while(|block| fits(block)).count().max(1));
        events.extend(find_in(document, stretch, layers, &nesting));
        rest = after;
    }
    events.sort_by_key(|event| (event.span.start, event.trigger.start, event.span.end));
    same::join(document, layers, &mut events);
    events
}

/// The events of neighbouring blocks.
fn find_in(
    document: &Document,
    blocks: &[Block<'_>],
    layers: Layers<'_>,
    nesting: &setting::Nesting<'_>,
) -> Vec<Event> {
    let Some(tree) = tree::Tree::new(document, blocks, layers.mentions, layers.times) else { return Vec::new() };
    let mut found = Vec::new();
    for sentence in blocks.iter().filter(|block| block.kind().is_story()).flat_map(|block| block.sentences()) {
        let words = tree.words(sentence);
        for start in words.clone().step_by(LONGEST) {
            let part = start..words.end.min(start + LONGEST);
            let mut here = triggers::find(&tree, part.clone());
            roles::fill(&tree, &mut here);
            fold::fold(&tree, &mut here);
            claimants::give(&tree, &mut here, &mut found);
            casualties::count(&tree, layers.quantities, part, &mut here, &mut found);
            // A toll without its number tells of nothing.
            here.retain(|draft| {
                !draft.dropped && (draft.predicate.words != "death toll" || !draft.casualties.is_empty())
            });
            found.extend(here);
        }
    }
    found.iter().map(|draft| setting::place(&tree, layers, nesting, draft)).collect()
}
