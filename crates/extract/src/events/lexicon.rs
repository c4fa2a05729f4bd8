//! The predicates of events with their frames, the classes of nouns that they ask for, and the words that hold events at a distance.

use dateline_core::{NameType, Upos};
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::{EventType, Modality, RoleKind};

/// A set of classes of nouns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u128);

impl Classes {
    pub(super) fn has(self, class: Classes) -> bool {
        self.0 & class.0 != 0
    }

    fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// A part of the sentence that can fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The logical subject.
    Subject,
    /// The logical object.
    Object,
    /// The indirect object.
    Indirect,
    /// A complement without a subject of its own: "to attack", "guilty".
    Complement,
    /// A complement clause.
    Clause,
    /// A possessive.
    Possessive,
    /// A noun before the noun.
    Compound,
    /// An adjective before the noun.
    Adjective,
    /// A phrase with this preposition.
    Preposition(&'static str),
}

impl Slot {
    fn from_name(name: &'static str) -> Self {
        match name {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "iobj" => Self::Indirect,
            "xcomp" | "acomp" => Self::Complement,
            "ccomp" => Self::Clause,
            "poss" => Self::Possessive,
            "comp" => Self::Compound,
            "amod" => Self::Adjective,
            preposition => Self::Preposition(preposition),
        }
    }
}

/// One alternative of a condition.
#[derive(Debug)]
pub(super) enum Test {
    /// The slot is filled.
    Filled(Slot),
    /// By one of these words.
    Words(Slot, Vec<&'static str>),
    /// By a word of this class.
    Class(Slot, Classes),
    /// A word of this class stands in the sentence.
    Near(Classes),
    /// The subject is plural or a list.
    PluralSubject,
    /// The verb is passive.
    Passive,
    /// The story tells of mishaps more than of arms.
    Mishap,
}

/// A condition of a predicate: one of the tests holds, or none does.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) negated: bool,
    pub(super) tests: Vec<Test>,
}

/// A predicate of events.
#[derive(Debug)]
pub(super) struct Predicate {
    pub(super) words: &'static str,
    pub(super) kind: EventType,
    pub(super) mode: Option<&'static str>,
    pub(super) conditions: Vec<Condition>,
    pub(super) frame: &'static Frame,
}

impl Predicate {
    /// Whether the conditions name this word behind this preposition: the "strike" of "go on strike".
    pub(super) fn asks_for(&self, preposition: &str, word: &str) -> bool {
        self.conditions.iter().filter(|condition| !condition.negated).flat_map(|condition| &condition.tests).any(
            |test| matches!(test, Test::Words(Slot::Preposition(name), words) if *name == preposition && words.contains(&word)),
        )
    }

    /// Whether the object is said by the conditions to be the matter of the event ("provide aid") and not who it happens to.
    pub(super) fn object_is_topic(&self) -> bool {
        self.conditions.iter().filter(|condition| !condition.negated).flat_map(|condition| &condition.tests).any(
            |test| match test {
                Test::Class(Slot::Object, class) => class.has(*TOPICS),
                Test::Words(Slot::Object, words) => {
                    words.iter().filter(|word| word_classes(word).has(*FILLERS)).count() * 2 <= words.len()
                }
                _ => false,
            },
        )
    }
}

/// Which slots fill which roles.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) name: &'static str,
    pub(super) parts: Vec<(Vec<Slot>, RoleKind)>,
}

/// The words of a lexicon by the kind of word that they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// What a verb that lends its subject to an event noun makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lent {
    Role(RoleKind),
    /// Who claims to have done it.
    Claimant,
    Nothing,
}

static CLASS_NAMES: Lazy<Vec<&'static str>> = Lazy::new(|| {
    let mut names = Vec::new();
    for (class, _) in
        dateline_models::entries(dateline_models::events::CLASSES).filter_map(|entry| entry.split_once('\t'))
    {
        if !names.contains(&class) {
            names.push(class);
        }
    }
    names
});

static WORD_CLASSES: Lazy<FxHashMap<&'static str, Classes>> = Lazy::new(|| {
    let mut words: FxHashMap<&'static str, Classes> = FxHashMap::default();
    for (class, word) in
        dateline_models::entries(dateline_models::events::CLASSES).filter_map(|entry| entry.split_once('\t'))
    {
        let entry = words.entry(word).or_default();
        *entry = entry.with(class_named(class));
    }
    words
});

/// The class of that name; the empty set where there is none.
pub(super) fn class_named(name: &str) -> Classes {
    match CLASS_NAMES.iter().position(|class| *class == name) {
        Some(bit) if bit < 128 => Classes(1 << bit),
        _ => Classes::default(),
    }
}

fn union(names: &[&str]) -> Classes {
    names.iter().fold(Classes::default(), |all, name| all.with(class_named(name)))
}

macro_rules! class_sets {
    ($($(#[$doc:meta])* $set:ident = [$($name:literal),+];)+) => {
        $($(#[$doc])* pub(super) static $set: Lazy<Classes> = Lazy::new(|| union(&[$($name),+]));)+
    };
}

class_sets! {
    PERSONS = ["person", "armed", "force", "police"];
    THINGS = ["thing", "vehicle", "building"];
    WEAPONS = ["weapon", "explosive"];
    /// What shows that damage is done on purpose.
    VIOLENCE = ["weapon", "explosive", "blast", "armed"];
    VEHICLES = ["vehicle"];
    BUILT = ["building", "thing"];
    CAUSES = ["blast", "accident", "disaster", "weather"];
    /// Who can act.
    AGENTS = ["person", "armed", "force", "police", "group", "state", "government", "body", "legislature", "court", "protester", "worker", "diplomat", "politician", "leader", "company", "team", "scientist", "media"];
    /// Who can be dealt with.
    PARTIES = ["person", "force", "police", "state", "government", "protester", "worker", "politician", "leader"];
    /// What speaks for those who wrote it.
    WRITINGS = ["document"];
    /// Verbs whose object is held to have done something: "accuse", "jail", "praise".
    JUDGING = ["judging"];
    /// What burns, leaks or gives way by itself.
    MISHAPS = ["mishap"];
    ARMS = ["weapon", "explosive", "armed"];
    /// Lengths of time.
    SPANS = ["span"];
    GROUPS = ["group", "body", "force"];
    PLACES = ["place"];
    TOPICS = [
        "aid", "money", "relation", "supply", "talks", "meeting", "agreement", "restriction", "demand", "request", "claim", "document", "data",
        "utility", "figure", "price", "contract", "law", "tax", "right", "protest", "exercise", "joint", "shot", "office", "title", "award",
        "match", "asset", "election", "payment", "disapproval", "bodypart", "disease", "case", "fire", "assaultnoun", "product"
    ];
    FILLERS = ["person", "thing", "armed", "force", "state", "group"];
    PERSON_NAMES = ["person", "leader", "politician", "suspect"];
    STATE_NAMES = ["place", "state", "government", "team"];
    PLACE_NAMES = ["place"];
    BODY_NAMES = ["group", "body", "company", "team"];
    BUILDING_NAMES = ["thing", "place", "building", "struck"];
    WORK_NAMES = ["product"];
}

/// The classes of a word, whatever it names.
pub(super) fn word_classes(word: &str) -> Classes {
    WORD_CLASSES.get(word).copied().unwrap_or_default()
}

/// The lemma that a word has where the annotated one is not in the lexicon and comes from cutting off too much or too little: "fre" of "freed",
/// "acquitt" of "acquitted", "boycot" of "boycotted", "troops".
pub(super) fn repaired(lemma: &str, form: &str, upos: Upos) -> Option<String> {
    // Irregular forms that may be left as they stand or be cut like regular ones ("struc").
    let irregular = match form.to_ascii_lowercase().as_str() {
        "shot" => Some("shoot"),
        "overran" => Some("overrun"),
        "fought" => Some("fight"),
        "struck" => Some("strike"),
        "slain" => Some("slay"),
        "stole" | "stolen" => Some("steal"),
        "threw" | "thrown" => Some("throw"),
        "burnt" => Some("burn"),
        "hung" => Some("hang"),
        _ => None,
    };
    if let Some(verb) = irregular.filter(|_| upos == Upos::Verb) {
        return Some(verb.to_owned());
    }
    let known = |word: &str| {
        PREDICATES.contains_key(word)
            || outcome("v", word).is_some()
            || LIGHT.contains_key(word)
            || embedding("v", word).or(embedding("x", word)).is_some()
            || upos != Upos::Verb && WORD_CLASSES.contains_key(word)
    };
    if !matches!(upos, Upos::Verb | Upos::Noun) || !lemma.is_ascii() || known(lemma) {
        return None;
    }
    let candidates = match upos {
        Upos::Verb => {
            let doubled = lemma.len() > 3 && lemma.bytes().rev().take(2).all(|last| lemma.bytes().last() == Some(last));
            let single = doubled.then(|| lemma.get(..lemma.len() - 1).unwrap_or_default().to_owned());
            let double = lemma.chars().last().map(|last| format!("{lemma}{last}"));
            [Some(format!("{lemma}e")), single, lemma.strip_suffix('e').map(str::to_owned), double]
        }
        _ => [
            lemma.strip_suffix('s').map(str::to_owned),
            lemma.strip_suffix("ies").map(|stem| format!("{stem}y")),
            lemma.strip_suffix("es").map(str::to_owned),
            None,
        ],
    };
    candidates.into_iter().flatten().find(|candidate| known(candidate))
}

/// The classes of a word: its own, and those of what it names.
pub(super) fn classes(lemma: &str, upos: Upos, name: Option<NameType>) -> Classes {
    let own = match upos {
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym | Upos::X => word_classes(lemma),
        Upos::Pron if matches!(lemma, "he" | "she" | "they" | "we" | "i" | "who" | "you" | "him" | "them" | "her") => {
            *PERSON_NAMES
        }
        Upos::Pron => word_classes(lemma),
        _ => Classes::default(),
    };
    let named = match name {
        Some(NameType::Person) => *PERSON_NAMES,
        Some(NameType::Gpe) => *STATE_NAMES,
        Some(NameType::Loc) => *PLACE_NAMES,
        Some(NameType::Org | NameType::Norp) => *BODY_NAMES,
        Some(NameType::Fac) => *BUILDING_NAMES,
        Some(NameType::Product | NameType::WorkOfArt) => *WORK_NAMES,
        _ => Classes::default(),
    };
    own.with(named)
}

static FRAMES: Lazy<Vec<Frame>> = Lazy::new(|| {
    let mut frames: Vec<Frame> = dateline_models::entries(dateline_models::events::FRAMES)
        .filter_map(|entry| {
            let (name, parts) = entry.split_once('\t')?;
            let part = |part: &'static str| {
                let (slots, role) = part.split_once('=')?;
                Some((slots.split('|').map(Slot::from_name).collect(), RoleKind::from_name(role)?))
            };
            Some(Frame { name, parts: parts.split(' ').filter_map(part).collect() })
        })
        .collect();
    frames.push(Frame { name: "", parts: Vec::new() });
    frames
});

fn frame(name: &str) -> Option<&'static Frame> {
    FRAMES.iter().find(|frame| frame.name == name).or_else(|| FRAMES.last())
}

fn condition(text: &'static str) -> Condition {
    let (negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let test = |test: &'static str| match (test.split_once('='), test.split_once('@')) {
        (Some((slot, words)), _) => Test::Words(Slot::from_name(slot), words.split(',').collect()),
        (_, Some(("near", class))) => Test::Near(class_named(class)),
        (_, Some((slot, class))) => Test::Class(Slot::from_name(slot), class_named(class)),
        _ if test == "subj-plural" => Test::PluralSubject,
        _ if test == "passive" => Test::Passive,
        _ if test == "mishap" => Test::Mishap,
        _ => Test::Filled(Slot::from_name(test)),
    };
    Condition { negated, tests: text.split('|').map(test).collect() }
}

/// The predicates by the word that triggers them: a verb or adjective, or the last word of a noun.
static PREDICATES: Lazy<FxHashMap<&'static str, [Vec<Predicate>; 3]>> = Lazy::new(|| {
    let mut predicates: FxHashMap<&'static str, [Vec<Predicate>; 3]> = FxHashMap::default();
    for entry in dateline_models::entries(dateline_models::events::PREDICATES) {
        let columns: Vec<&'static str> = entry.split('\t').collect();
        let [words, part, kind, mode, conditions, frame_name] = columns.as_slice() else { continue };
        let part = match *part {
            "v" => Part::Verb,
            "n" => Part::Noun,
            _ => Part::Adjective,
        };
        let (Some(kind), Some(frame)) = (EventType::from_name(kind), frame(frame_name)) else { continue };
        let key = match part {
            Part::Noun => words.rsplit(' ').next(),
            _ => words.split(' ').next(),
        };
        let Some(list) = predicates.entry(key.unwrap_or(words)).or_default().get_mut(part as usize) else { continue };
        list.push(Predicate {
            words,
            kind,
            mode: Some(*mode).filter(|mode| *mode != "-"),
            conditions: conditions.split(' ').filter(|text| *text != "-").map(condition).collect(),
            frame,
        });
    }
    predicates
});

/// The predicates that a word may trigger.
pub(super) fn predicates(part: Part, lemma: &str) -> &'static [Predicate] {
    PREDICATES.get(lemma).and_then(|parts| parts.get(part as usize)).map_or(&[], Vec::as_slice)
}

static EMBEDDING: Lazy<FxHashMap<(&'static str, &'static str), Embedding>> = Lazy::new(|| {
    dateline_models::entries(dateline_models::events::EMBEDDING)
        .filter_map(|entry| {
            let mut columns = entry.split('\t');
            let (word, part, what) = (columns.next()?, columns.next()?, columns.next()?);
            let what = match what {
                "negative" => Embedding::Negative,
                other => Embedding::Modality(Modality::from_name(other)?),
            };
            Some(((part, word), what))
        })
        .collect()
});

/// What a word makes of an event under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Embedding {
    Modality(Modality),
    Negative,
}

/// What a word makes of an event under it; `part` is the column of the list: `v`, `n`, `a` above the event, `x` a verb
/// above an infinitive, `j`, `r`, `m`, `s`, `d` beside it.
pub(super) fn embedding(part: &'static str, lemma: &str) -> Option<Embedding> {
    EMBEDDING.get(&(part, lemma)).copied()
}

struct Light {
    verb: &'static str,
    link: &'static str,
    lent: Lent,
}

static LIGHT: Lazy<FxHashMap<&'static str, Vec<Light>>> = Lazy::new(|| {
    let mut verbs: FxHashMap<&'static str, Vec<Light>> = FxHashMap::default();
    for entry in dateline_models::entries(dateline_models::events::LIGHT_VERBS) {
        let columns: Vec<&'static str> = entry.split('\t').collect();
        let [verb, link, lent] = columns.as_slice() else { continue };
        let lent = match *lent {
            "claimant" => Lent::Claimant,
            role => RoleKind::from_name(role).map_or(Lent::Nothing, Lent::Role),
        };
        verbs.entry(verb.split(' ').next().unwrap_or(verb)).or_default().push(Light { verb, link, lent });
    }
    verbs
});

/// What a verb lends to an event noun that is linked to it so: `obj` or a preposition.
pub(super) fn light(verb: &str, link: &str) -> Option<Lent> {
    LIGHT.get(verb)?.iter().find(|light| light.link == link && light.verb.starts_with(verb)).map(|light| light.lent)
}

static OUTCOMES: Lazy<FxHashMap<(&'static str, &'static str), super::Outcome>> = Lazy::new(|| {
    dateline_models::entries(dateline_models::events::OUTCOMES)
        .filter_map(|entry| {
            let mut columns = entry.split('\t');
            let (word, part, outcome) = (columns.next()?, columns.next()?, columns.next()?);
            Some(((part, word), super::Outcome::from_name(outcome)?))
        })
        .collect()
});

/// What a word says became of people; `part` is the column of the list.
pub(super) fn outcome(part: &'static str, lemma: &str) -> Option<super::Outcome> {
    OUTCOMES.get(&(part, lemma)).copied()
}
