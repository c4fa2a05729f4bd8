//! What people, bodies and places are to each other, as the text says: who leads, owns, founded, speaks for or belongs to whom.
//!
//! Read from nouns that say what one is to another ("a spokesman for the bank", "the group's leader", "his wife Ann"), from verbs ("bought",
//! "is based in"), from possessives between names ("IS's Amaq News Agency"), from participles after a hyphen ("the Berlin-based firm"), from
//! other names ("also known as"), and from places that the text puts within others. Which words say what stands in readable lists.
//!
//! Known limits: a relation is read within one sentence, except that a part which a body announced may be named later; what holds only by
//! inference (a minister works for a government that is not named) is not read; "former" is kept as [`Relation::former`].

mod lexicon;
mod names;
mod nouns;
mod sides;
mod verbs;

use dateline_core::Span;

use crate::story::Evidence;
use crate::{EntityId, TimeId};
use sides::Sides;

/// The ids of the rules that find relations.
pub const RULES: &[&str] = &[
    nouns::POSSESSIVE,
    nouns::OF,
    nouns::COMPOUND,
    nouns::INTRODUCED,
    verbs::VERB,
    names::POSSESSIVE,
    names::HYPHEN,
    names::OF,
    names::PARTY,
    names::NATIONAL,
    names::KNOWN_AS,
    names::WITHIN,
];

macro_rules! relation_kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// What the subject of a relation is to its object.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RelationKind { $($(#[$doc])* $kind,)+ }

        impl RelationKind {
            /// Its name, as reports write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }

            /// The kind of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}

relation_kinds! {
    /// Is another name of.
    AliasOf = "alias_of",
    /// Is a branch, wing or other part of.
    PartOf = "part_of",
    /// Is a member of.
    MemberOf = "member_of",
    /// Is at the head of.
    Leads = "leads",
    /// Is employed by or in the service of.
    WorksFor = "works_for",
    /// Lies in.
    LocatedIn = "located_in",
    /// Has its seat in.
    BasedIn = "based_in",
    /// Founded.
    Founded = "founded",
    /// Speaks for.
    SpokespersonOf = "spokesperson_of",
    /// Is tied to in a way that the text leaves open.
    AffiliatedWith = "affiliated_with",
    /// Is family of.
    KinOf = "kin_of",
    /// Is against.
    Opposes = "opposes",
    /// Owns.
    Owns = "owns",
}

/// What one entity is to another, as the text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What the subject is to the object.
    pub kind: RelationKind,
    /// Who or what it is said of.
    pub subject: EntityId,
    /// To whom or what.
    pub object: EntityId,
    /// When it came about or held, where the clause says so.
    pub time: Option<TimeId>,
    /// Whether the text says that it holds no more: "the former head of".
    pub former: bool,
    /// The words that say so, from the first to the last that takes part.
    pub evidence: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Whether a noun says whose kin somebody is.
pub(crate) fn is_kin(noun: &str) -> bool {
    lexicon::roles(noun).iter().any(|role| role.kind == RelationKind::KinOf && role.words.len() == 1)
}

/// The relations that the story states, in text order, each once.
#[must_use]
pub(crate) fn find(evidence: Evidence<'_>) -> Vec<Relation> {
    let sides = Sides::new(evidence);
    let mut relations = nouns::find(&sides);
    relations.extend(verbs::find(&sides));
    relations.extend(names::find(&sides));
    relations
        .sort_by_key(|relation| (relation.kind, relation.subject, relation.object, relation.former, relation.evidence));
    relations.dedup_by_key(|relation| (relation.kind, relation.subject, relation.object, relation.former));
    relations.sort_by_key(|relation| (relation.evidence, relation.kind, relation.subject, relation.object));
    relations
}
