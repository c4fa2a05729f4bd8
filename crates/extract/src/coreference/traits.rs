//! What agreement looks at: gender, number, and what kind of thing it is.

use std::cmp::Ordering;

use dateline_core::gazetteer::Gazetteer;
use dateline_core::names::preferences;
use dateline_core::{Deprel, Document, NameType, Token, Upos};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

/// What kind of thing a mention speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unknown,
    Person,
    People,
    Body,
    Place,
    Thing,
}

/// The gender by which pronouns tell people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Unknown,
    Male,
    Female,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Unknown,
    One,
    Many,
}

/// What is known of a mention, or of an entity from all its mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) kind: Kind,
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// What the gender is known from.
    pub(super) sure: Evidence,
    /// Whether it is called as people are, whatever the names model took it for: "Zilic", "Dolores".
    pub(super) personal: bool,
    /// How much the places that it fills in its sentences are those of people: above 0 of people, below 0 of things.
    pub(super) human: i8,
    /// How well known a place of that name is.
    pub(super) place: Renown,
    /// How sure the names model is at most, in tenths, or [`BY_RULE`].
    pub(super) sureness: u8,
    name: Option<NameType>,
}

/// How well known a place of some name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Renown {
    Unknown,
    /// Of the gazetteer.
    Small,
    Town,
    City,
    Country,
}

/// How sure a rule is of a name.
pub(super) const BY_RULE: u8 = 12;

/// What somebody's gender is known from, the weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    #[default]
    None,
    /// A name of one word that is a first name too, or a pronoun that was resolved to it.
    Hint,
    /// The first name before a surname, or a surname that women alone bear.
    Name,
    /// A form of address, or a noun such as "actress" and "brother".
    Word,
}

impl Default for Traits {
    fn default() -> Self {
        Self {
            kind: Kind::Unknown,
            gender: Gender::Unknown,
            number: Number::Unknown,
            sure: Evidence::None,
            personal: false,
            human: 0,
            place: Renown::Unknown,
            sureness: 0,
            name: None,
        }
    }
}

impl Traits {
    /// What a name's type says.
    pub(super) fn of_kind(name: Option<NameType>) -> Self {
        let kind = match name {
            Some(NameType::Person) => Kind::Person,
            Some(NameType::Org) => Kind::Body,
            Some(NameType::Norp) => Kind::People,
            Some(NameType::Gpe | NameType::Loc | NameType::Fac) => Kind::Place,
            Some(_) => Kind::Thing,
            None => Kind::Unknown,
        };
        let number = if kind == Kind::Person { Number::One } else { Number::Unknown };
        Self { kind, number, name, ..Self::default() }
    }

    /// Takes up what another mention of the same adds. What is known already stays.
    pub(super) fn add(&mut self, other: &Self) {
        if self.kind == Kind::Unknown || self.kind == Kind::Thing && other.kind != Kind::Unknown {
            self.kind = other.kind;
        }
        if other.sure > self.sure {
            (self.gender, self.sure) = (other.gender, other.sure);
        }
        if self.number == Number::Unknown {
            self.number = other.number;
        }
        self.personal |= other.personal;
        self.place = self.place.max(other.place);
        self.sureness = self.sureness.max(other.sureness);
        self.human = (self.human + other.human).clamp(-HUMAN, HUMAN);
        self.name = self.name.or(other.name);
    }

    /// Whether it may be what a pronoun with these traits refers to: one person, of no other gender. A name that the model took for a place's or
    /// a body's, or for none, may be a person's where it is called and does what people do.
    pub(super) fn agrees(&self, pronoun: &Self) -> bool {
        let gender = self.gender == pronoun.gender || self.sure <= Evidence::Hint;
        let person = match self.kind {
            Kind::Person => true,
            Kind::People => false,
            Kind::Unknown => self.personal && self.human >= 0,
            // A place that the gazetteer does not know is hardly one.
            Kind::Place if self.place == Renown::Unknown && self.human == 0 => self.personal,
            Kind::Place | Kind::Body | Kind::Thing => {
                self.personal && (self.human > 0 || self.gender == pronoun.gender && self.gender != Gender::Unknown)
            }
        };
        person && self.number != Number::Many && gender
    }

    /// Whether it agrees, or is called as people are, whatever it does.
    pub(super) fn may_agree(&self, pronoun: &Self) -> bool {
        let gender = self.gender == pronoun.gender || self.sure <= Evidence::Hint;
        self.agrees(pronoun) || self.personal && self.number != Number::Many && gender
    }

    /// The OntoNotes type that fits.
    pub(super) fn kind(&self) -> Option<NameType> {
        self.name.or(match self.kind {
            Kind::Person => Some(NameType::Person),
            Kind::Body => Some(NameType::Org),
            Kind::Place => Some(NameType::Loc),
            _ => None,
        })
    }
}

/// How much the places that something fills count at most.
const HUMAN: i8 = 4;

static NOUNS: Lazy<FxHashMap<&'static str, (Kind, Gender)>> = Lazy::new(|| {
    let kind = |class: &str| match class {
        "person" => Kind::Person,
        "people" => Kind::People,
        "body" => Kind::Body,
        "place" => Kind::Place,
        _ => Kind::Thing,
    };
    columns(lexicon::NOUNS)
        .map(|[lemma, class, gender]| (lemma, (kind(class), gender_of(gender).unwrap_or(Gender::Unknown))))
        .collect()
});

fn columns(list: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    dateline_models::entries(list).map(|entry| {
        let mut columns = entry.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

fn gender_of(letter: &str) -> Option<Gender> {
    match letter {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

/// The personal pronouns by what they are forms of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PronounClass {
    He,
    She,
    It,
    They,
    I,
    We,
    You,
}

impl PronounClass {
    /// The class of a pronoun in small letters; `None` for those that are not resolved.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "i" | "me" | "my" | "mine" | "myself" => Self::I,
            "we" | "us" | "our" | "ours" | "ourselves" => Self::We,
            "you" | "your" | "yours" | "yourself" | "yourselves" => Self::You,
            _ => return None,
        })
    }

    /// Whether it stands for who speaks or is spoken to.
    pub(super) fn is_in_conversation(self) -> bool {
        matches!(self, Self::I | Self::We | Self::You)
    }

    pub(super) fn traits(self) -> Traits {
        let (kind, gender, number) = match self {
            Self::He => (Kind::Person, Gender::Male, Number::One),
            Self::She => (Kind::Person, Gender::Female, Number::One),
            Self::It => (Kind::Thing, Gender::Unknown, Number::One),
            Self::They | Self::We => (Kind::Unknown, Gender::Unknown, Number::Many),
            Self::I => (Kind::Person, Gender::Unknown, Number::One),
            Self::You => (Kind::Person, Gender::Unknown, Number::Unknown),
        };
        let sure = if gender == Gender::Unknown { Evidence::None } else { Evidence::Hint };
        Traits { kind, gender, number, sure, ..Traits::default() }
    }
}

/// The traits of a description by its head.
pub(super) fn of_noun(head: Token<'_>) -> Traits {
    let lemma = head.lemma().unwrap_or_default();
    let (kind, gender) = NOUNS.get(lemma).copied().unwrap_or_else(|| by_form(lemma));
    let number = match head.feature("Number") {
        Some("Sing") => Number::One,
        Some("Plur") => Number::Many,
        _ => Number::Unknown,
    };
    let kind = if kind == Kind::Person && number == Number::Many { Kind::People } else { kind };
    let sure = if gender == Gender::Unknown { Evidence::None } else { Evidence::Word };
    let personal = kind == Kind::Unknown && number == Number::One && is_called(&[head]);
    Traits { kind, gender, number, sure, personal, human: preferences::of(head), ..Traits::default() }
}

/// Words within a name that have small letters.
const PARTICLES: [&str; 10] = ["al", "bin", "da", "de", "del", "der", "di", "la", "van", "von"];

/// Whether words are what people are called by: one to four capitalised ones, without an article, that name no known place.
fn is_called(words: &[Token<'_>]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let proper = |word: &Token<'_>| {
        word.upos() == Some(Upos::Propn)
            && word.text().starts_with(char::is_uppercase)
            && word.text().chars().any(char::is_lowercase)
            || PARTICLES.contains(&word.text())
    };
    let article = last.children().any(|child| child.deprel() == Some(Deprel::Det));
    words.len() <= 4
        && first.text().starts_with(char::is_uppercase)
        && words.iter().all(proper)
        && !article
        && renown(words) < Renown::City
}

/// How well known the best-known place of that name is.
fn renown(words: &[Token<'_>]) -> Renown {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Renown::Unknown };
    let known = GAZETTEER.find(first.document().slice(first.span().cover(last.span())));
    let renown = known.and_then(|hit| {
        let renown = |place: dateline_core::gazetteer::Entry<'_>| match place.population() {
            _ if place.feature().is_country() => Renown::Country,
            KNOWN_PLACE.. => Renown::City,
            TOWN.. => Renown::Town,
            _ => Renown::Small,
        };
        hit.entries().map(renown).max()
    });
    renown.unwrap_or(Renown::Unknown)
}

/// Places of more inhabitants are known by their names.
const KNOWN_PLACE: u64 = 300_000;

/// Places of more inhabitants are towns.
const TOWN: u64 = 20_000;

static GAZETTEER: Lazy<Gazetteer> = Lazy::new(Gazetteer::bundled);

/// Nouns for people that no list holds end as such nouns do.
fn by_form(lemma: &str) -> (Kind, Gender) {
    match lemma {
        _ if lemma.ends_with("woman") => (Kind::Person, Gender::Female),
        _ if lemma.ends_with("man") && lemma.len() > 4 => (Kind::Person, Gender::Male),
        _ if lemma.ends_with("ist") && lemma.len() > 5 => (Kind::Person, Gender::Unknown),
        _ => (Kind::Unknown, Gender::Unknown),
    }
}

/// The traits of a name: the gender of a person from the words that describe it, or from the name's form.
pub(super) fn of_name<'d>(kind: Option<NameType>, words: &[Token<'d>], head: Token<'d>) -> Traits {
    let mut traits = Traits::of_kind(kind);
    if kind != Some(NameType::Person) && words.last().is_some_and(|word| word.feature("Number") == Some("Plur")) {
        traits.number = Number::Many;
    }
    traits.human = preferences::of(head);
    traits.place = renown(words);
    traits.personal = !matches!(traits.kind, Kind::Person | Kind::People) && is_called(words);
    let found = described(words, head).map(|gender| (gender, Evidence::Word)).or_else(|| borne(words));
    // A model takes a first name alone for a place or a body now and then; then it is no more than a hint.
    match (found, kind) {
        (Some((gender, sure)), Some(NameType::Person)) => (traits.gender, traits.sure) = (gender, sure),
        (Some((gender, Evidence::Hint)), _) => (traits.gender, traits.sure) = (gender, Evidence::Hint),
        (Some((gender, Evidence::Name)), _) if traits.personal => {
            (traits.gender, traits.sure) = (gender, Evidence::Hint);
        }
        _ => {}
    }
    traits
}

/// The gender of those who mostly bear a first name. The list is sorted, and searched as it is.
pub(crate) fn first_name(word: &str) -> Option<Gender> {
    let mut list = lexicon::FIRST_NAMES;
    while !list.is_empty() {
        let half = list.len() / 2;
        let start = list.as_bytes().iter().take(half).rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let (before, rest) = list.split_at_checked(start)?;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let (name, gender) = line.split_once('\t').unwrap_or((line, ""));
        match word.cmp(name) {
            Ordering::Less => list = before,
            Ordering::Equal => return gender_of(gender),
            Ordering::Greater => list = after,
        }
    }
    None
}

/// The gender that a form of address tells.
pub(crate) fn address(word: &str) -> Option<Gender> {
    ADDRESSES.get(word.trim_end_matches('.')).copied()
}

/// The gender of the words about a name: "Mrs Lee", "the actress Ann Lee", "Ann Lee, his sister", "Lee is a businesswoman".
fn described<'d>(words: &[Token<'d>], head: Token<'d>) -> Option<Gender> {
    let first = words.first()?;
    let before = first.previous().filter(|word| word.sentence() == first.sentence());
    let address = [before, Some(*first).filter(|_| words.len() > 1)].into_iter().flatten();
    let mut address = address.filter_map(|word| ADDRESSES.get(word.text().trim_end_matches('.')).copied());
    let noun = |word: Token<'d>| NOUNS.get(word.lemma()?).map(|(_, gender)| *gender);
    let told = |gender: &Gender| *gender != Gender::Unknown;
    address
        .next()
        .or_else(|| before.filter(|word| word.upos() == Some(Upos::Noun)).and_then(noun).filter(told))
        .or_else(|| {
            let mut beside = head.children().filter(|child| child.deprel() == Some(Deprel::Appos));
            beside.find_map(|child| noun(child).filter(told))
        })
        .or_else(|| {
            let predicate = head.head().filter(|_| head.deprel() == Some(Deprel::Nsubj))?;
            noun(predicate).filter(|gender| told(gender) && predicate.copula().is_some())
        })
}

/// The gender of those who bear such a name.
fn borne(words: &[Token<'_>]) -> Option<(Gender, Evidence)> {
    let first = words.iter().find(|word| !ADDRESSES.contains_key(word.text().trim_end_matches('.')))?;
    let last = words.iter().rfind(|word| word.text().starts_with(char::is_uppercase))?;
    let alone = first == last;
    let name = first.text().split('-').next().and_then(first_name);
    let surname = || {
        let woman = ["ova", "eva", "skaya", "dottir", "dóttir", "ovna", "evna"];
        (woman.iter().any(|end| last.text().ends_with(end)) && last.text().len() > 6).then_some(Gender::Female)
    };
    match name {
        Some(gender) if !alone => Some((gender, Evidence::Name)),
        _ => surname().map(|gender| (gender, Evidence::Name)).or(name.map(|gender| (gender, Evidence::Hint))),
    }
}

/// Forms of address that tell the gender.
static ADDRESSES: Lazy<FxHashMap<&'static str, Gender>> = Lazy::new(|| {
    let men = [
        "Mr", "Sir", "Lord", "King", "Prince", "Father", "Pope", "Duke", "Earl", "Baron", "Emperor", "Sultan",
        "Brother",
    ];
    let women = [
        "Mrs", "Ms", "Miss", "Dame", "Lady", "Queen", "Princess", "Sister", "Duchess", "Countess", "Baroness",
        "Empress", "Madame",
    ];
    men.into_iter()
        .map(|word| (word, Gender::Male))
        .chain(women.into_iter().map(|word| (word, Gender::Female)))
        .collect()
});

/// For each token whether it stands inside quotation marks: marks open and close within a paragraph.
pub(super) fn inside_marks(document: &Document) -> Vec<bool> {
    let mut inside = Vec::with_capacity(document.token_count());
    for block in document.blocks() {
        let mut open = false;
        for token in block.sentences().flat_map(|sentence| sentence.tokens()) {
            match token.text() {
                "“" | "``" => open = true,
                "”" | "''" => open = false,
                "\"" => open = !open,
                _ => {}
            }
            inside.push(open && token.upos() != Some(Upos::Punct));
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_first_name_is_found() {
        for [name, gender, _] in columns(lexicon::FIRST_NAMES) {
            assert_eq!(first_name(name), gender_of(gender), "{name} is out of order");
        }
        for word in ["", "#", "Tuesday", "zebra", "Š"] {
            assert_eq!(first_name(word), None);
        }
    }
}
