//! Events in the codes of other data sets: ACLED's event and sub-event types, CAMEO's root codes, UCDP's kinds of violence.

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::{Event, EventType, RoleKind};

/// An ACLED event type with its sub-event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AcledType {
    /// `Battles`, `Protests` …
    pub event: &'static str,
    /// `Armed clash`, `Peaceful protest` …
    pub sub_event: &'static str,
}

/// UCDP's kinds of organised violence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UcdpKind {
    /// Between a government and a group, or two governments (type 1).
    StateBased,
    /// Between groups, neither of them a government (type 2).
    NonState,
    /// Against civilians (type 3).
    OneSided,
}

impl UcdpKind {
    /// UCDP's number for it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::StateBased => 1,
            Self::NonState => 2,
            Self::OneSided => 3,
        }
    }
}

static ACLED: Lazy<FxHashMap<(EventType, &'static str), AcledType>> = Lazy::new(|| {
    dateline_models::entries(dateline_models::events::ACLED)
        .filter_map(|entry| {
            let mut columns = entry.split('\t');
            let (kind, mode) = (EventType::from_name(columns.next()?)?, columns.next()?);
            Some(((kind, mode), AcledType { event: columns.next()?, sub_event: columns.next()? }))
        })
        .collect()
});

static CAMEO: Lazy<FxHashMap<(EventType, &'static str), &'static str>> = Lazy::new(|| {
    dateline_models::entries(dateline_models::events::CAMEO)
        .filter_map(|entry| {
            let mut columns = entry.split('\t');
            let (kind, mode) = (EventType::from_name(columns.next()?)?, columns.next()?);
            Some(((kind, mode), columns.next()?))
        })
        .collect()
});

fn by_mode<T: Copy>(table: &FxHashMap<(EventType, &'static str), T>, event: &Event) -> Option<T> {
    let mode = event.mode.and_then(|mode| table.get(&(event.kind, mode)));
    mode.or_else(|| table.get(&(event.kind, "-"))).copied()
}

impl Event {
    /// The ACLED event and sub-event type that comes nearest; `None` for what ACLED does not code. Violence counts as a battle where both sides
    /// fight, and as violence against civilians where its victims are people who do not.
    #[must_use]
    pub fn acled(&self) -> Option<AcledType> {
        let found = by_mode(&ACLED, self)?;
        let civilians = self.kind == EventType::Assault
            && found.event == "Battles"
            && self.roles_of(RoleKind::Victim).next().is_some()
            && self.roles_of(RoleKind::Recipient).next().is_none();
        Some(match civilians {
            true => AcledType { event: "Violence against civilians", sub_event: "Attack" },
            false => found,
        })
    }

    /// The CAMEO root code, `01` to `20`; `None` for general news that CAMEO does not code.
    #[must_use]
    pub fn cameo_root(&self) -> Option<&'static str> {
        by_mode(&CAMEO, self)
    }

    /// UCDP's kind of violence; `None` where the event is no use of force, or where the text does not say who uses it against whom. `is_state`
    /// says of an entity's index whether it is a government or its forces.
    #[must_use]
    pub fn ucdp_kind(&self, is_state: impl Fn(&super::Role) -> bool) -> Option<UcdpKind> {
        if self.kind != EventType::Assault {
            return None;
        }
        let actor = self.roles_of(RoleKind::Actor).next()?;
        if self.roles_of(RoleKind::Victim).next().is_some() && self.roles_of(RoleKind::Recipient).next().is_none() {
            return Some(UcdpKind::OneSided);
        }
        let recipient = self.roles_of(RoleKind::Recipient).next()?;
        Some(match is_state(actor) || is_state(recipient) {
            true => UcdpKind::StateBased,
            false => UcdpKind::NonState,
        })
    }
}
