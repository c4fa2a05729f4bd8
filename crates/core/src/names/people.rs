//! People who are called by a word or two that may name anything: what the names model took for a place, a body or nothing, and the tree of the
//! sentences shows as somebody: `Rivera sang`, `Vic's nightclub`, `asked Stanner to come`.
//!
//! All places of the same words are judged together, by what the lexicon knows of them, what the model took them for, what they do in their sentences
//! ([`preferences`]), and who is "he" and "she" beside them: a logistic regression over small numbers under named templates. Its weights are a list
//! that `dateline-train names people` writes.

use std::ops::Range;

use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, flag};
use super::{DATELINE, LISTED, PEOPLE, STATED, hash, preferences};
use crate::document::NameRow;
use crate::{Deprel, Document, NameType, Token, Upos};

/// Words of the longest name that is judged.
const LONGEST: usize = 3;
/// From this probability on, it is a person.
const SURE: f32 = 0.4;
/// Places of the same words that are looked at.
const PLACES: usize = 12;
/// What is coordinated with a name, at most.
const BESIDE: usize = 8;
/// Words behind a name among which "he" and "she" are looked for.
const REACH: usize = 30;

macro_rules! templates {
    ($($template:ident $name:literal)*) => {
        #[derive(Clone, Copy)]
        enum Template {
            $($template,)*
        }

        const TEMPLATES: &[&str] = &[$($name),*];
    };
}

templates! {
    Kind "kind"
    Score "score"
    Words "words"
    Person "person"
    Listed "listed"
    Spelt "spelt"
    Human "human"
    HumanListed "human_listed"
    Role "role"
    MainRole "main_role"
    Case "case"
    Article "article"
    Beside "beside"
    Pronoun "pronoun"
    People "people"
    Initial "initial"
    Count "count"
    Longer "longer"
    Tag "tag"
    Next "next"
    Before "before"
    Doing "doing"
    Known "known"
    Best "best"
    Mean "mean"
}

/// How likely the names model takes a word for a part of a person's name: the binary logarithm of the odds in halves, from -20 to 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance(i8);

impl Chance {
    const MOST: i32 = 20;
    /// How many values there are.
    const VALUES: usize = 2 * Self::MOST as usize + 1;
    /// The least one.
    pub(crate) const NONE: Self = Self(-Self::MOST as i8);

    /// Of a probability. The exponent of a float is its logarithm, the same on every machine; a half more where the fraction reaches the square root
    /// of two.
    pub(crate) fn of(probability: f32) -> Self {
        let probability = probability.clamp(1e-6, 1.0 - 1e-6);
        let odds = probability / (1.0 - probability);
        let half = i32::from(odds.to_bits() & 0x007f_ffff >= 0x0035_04f3);
        let halves = 2 * ((odds.to_bits() >> 23) as i32 - 127) + half;
        Self(halves.clamp(-Self::MOST, Self::MOST) as i8)
    }
}

/// A template has fewer values.
const VALUES: usize = 512;

/// How many features there are.
pub const LENGTH: usize = TEMPLATES.len() * VALUES;

/// Template and value of a feature, as the list of weights names them.
#[must_use]
pub fn name(index: usize) -> Option<(&'static str, usize)> {
    Some((TEMPLATES.get(index / VALUES)?, index % VALUES))
}

static WEIGHTS: Lazy<Vec<f32>> = Lazy::new(|| {
    let mut weights = vec![0.0; LENGTH];
    for line in entries(lexicon::PEOPLE) {
        let mut columns = line.split('\t');
        let (template, value, weight) = (columns.next(), columns.next(), columns.next());
        let template = TEMPLATES.iter().position(|name| Some(*name) == template);
        let value = value.and_then(|value| value.parse::<usize>().ok());
        if let (Some(template), Some(value), Some(weight)) = (template, value, weight.and_then(|w| w.parse().ok()))
            && let Some(slot) = weights.get_mut(template * VALUES + value)
        {
            *slot = weight;
        }
    }
    weights
});

/// Words that may be somebody's name, at all their places.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Token ranges, half-open, with the number of the name that stands there.
    pub places: Vec<(Range<u32>, Option<usize>)>,
    /// Indices below [`LENGTH`], each with the value 1.
    pub features: Vec<u32>,
}

/// The names of a document with those of people set right; `None` where they stay as they are.
pub(crate) fn settle(document: &Document, lexicon: &Lexicon<'_>) -> Option<Vec<NameRow>> {
    let mut rows: Option<Vec<NameRow>> = None;
    for candidate in candidates(document, lexicon) {
        let sum: f32 = candidate.features.iter().filter_map(|&index| WEIGHTS.get(index as usize)).sum();
        let score = 1.0 / (1.0 + (-sum).exp());
        if score < SURE {
            continue;
        }
        let rows = rows.get_or_insert_with(|| document.columns().names.clone().unwrap_or_default());
        for (tokens, name) in candidate.places {
            match name.and_then(|name| rows.get_mut(name)) {
                Some(row) => (row.kind, row.score, row.rule) = (NameType::Person, score, PEOPLE),
                None => rows.push(NameRow { tokens, kind: NameType::Person, score, rule: PEOPLE }),
            }
        }
    }
    if let Some(rows) = &mut rows {
        rows.sort_by_key(|row| row.tokens.start);
    }
    rows
}

/// The names of other types, and capitalised words without a name, that are judged.
#[must_use]
pub fn candidates(document: &Document, lexicon: &Lexicon<'_>) -> Vec<Candidate> {
    let Some(names) = document.names() else { return Vec::new() };
    if document.tokens().next().is_none_or(|token| token.deprel().is_none() || token.lemma().is_none()) {
        return Vec::new();
    }
    let mut index: FxHashMap<u64, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<(Range<u32>, Option<usize>)>> = Vec::new();
    let mut context = Context::new(document, lexicon);
    let mut add = |tokens: Range<u32>, name: Option<usize>| {
        let key = key(document.token_range(tokens.clone()));
        let group = *index.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            group.push((tokens, name));
        }
    };
    for (at, name) in names.enumerate() {
        let words: Vec<Token<'_>> = name.tokens().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let range = first.index() as u32..last.index() as u32 + 1;
        for word in &words {
            if let Some(slot) = context.named.get_mut(word.index()) {
                *slot = Some(name.kind());
            }
            if words.len() > 1 {
                let longer = context.longer.entry(key(std::iter::once(*word))).or_default();
                *longer |= if name.kind() == NameType::Person { 1 } else { 2 };
            }
        }
        if name.kind() == NameType::Person {
            let sureness = 1 + usize::from(name.score() >= CLEAR);
            let known = context.people.entry(key(words.iter().copied())).or_default();
            *known = sureness.max(*known);
        }
        let judged = !matches!(name.kind(), NameType::Person | NameType::Norp | NameType::Language)
            && ![STATED, DATELINE, LISTED].contains(&name.rule());
        if judged && words.len() <= LONGEST && words.iter().all(|word| is_name_like(*word)) {
            add(range, Some(at));
        }
    }
    for token in document.tokens().filter(|token| context.is_unnamed(*token)) {
        add(token.index() as u32..token.index() as u32 + 1, None);
    }
    groups
        .into_iter()
        .map(|mut places| {
            places.sort_by_key(|(tokens, _)| tokens.start);
            let features = features(&context, &places);
            Candidate { places, features }
        })
        .collect()
}

/// From this certainty on a name is clear.
const CLEAR: f32 = 0.85;

/// What is known of the document as a whole.
struct Context<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon<'a>,
    /// What kind of name each word is in.
    named: Vec<Option<NameType>>,
    /// How surely the words are a person's name elsewhere.
    people: FxHashMap<u64, usize>,
    /// Whether a word is a part of a longer name of a person (1), of something else (2).
    longer: FxHashMap<u64, usize>,
    /// Places of "he" and "she".
    people_words: Vec<usize>,
    /// Places of "it".
    thing_words: Vec<usize>,
}

impl<'a> Context<'a> {
    /// The context without any name.
    fn new(document: &'a Document, lexicon: &'a Lexicon<'a>) -> Self {
        let (mut people_words, mut thing_words) = (Vec::new(), Vec::new());
        for token in document.tokens().filter(|token| token.upos() == Some(Upos::Pron)) {
            match token.text().to_ascii_lowercase().as_str() {
                "he" | "him" | "his" | "she" | "her" => people_words.push(token.index()),
                "it" | "its" => thing_words.push(token.index()),
                _ => {}
            }
        }
        let named = vec![None; document.token_count()];
        let (people, longer) = (FxHashMap::default(), FxHashMap::default());
        Self { document, lexicon, named, people, longer, people_words, thing_words }
    }

    fn kind_of(&self, word: Token<'_>) -> Option<NameType> {
        self.named.get(word.index()).copied().flatten()
    }

    /// What the lexicon has a word as.
    fn flags_of(&self, word: Token<'_>) -> u16 {
        self.lexicon.entry(hash::word(word.text().to_lowercase().trim_end_matches('.').as_bytes())).flags
    }

    /// Whether a word has the look of a name, stands alone, and is none. "The Secretary" is described, not named.
    fn is_unnamed(&self, word: Token<'_>) -> bool {
        let beside = |other: Option<Token<'_>>| {
            other.is_some_and(|other| {
                other.sentence() == word.sentence()
                    && (self.kind_of(other).is_some() || other.upos() == Some(Upos::Propn))
                    && other.text().starts_with(char::is_uppercase)
                    && self.flags_of(other) & flag::CALENDAR == 0
            })
        };
        word.upos() == Some(Upos::Propn)
            && is_name_like(word)
            && word.text().chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
            && self.kind_of(word).is_none()
            && word.previous().is_none_or(|before| before.upos() != Some(Upos::Det))
            && self.flags_of(word) & (flag::CALENDAR | flag::TITLE) == 0
            && !beside(word.previous())
            && !beside(word.next())
    }
}

fn key<'d>(words: impl Iterator<Item = Token<'d>>) -> u64 {
    words.fold(0, |key, word| hash::join(key, hash::word(word.text().to_lowercase().as_bytes())))
}

/// A capital, and small letters: no abbreviation ("Okla."), no number.
fn is_name_like(word: Token<'_>) -> bool {
    let text = word.text();
    text.starts_with(char::is_uppercase) && text.chars().any(char::is_lowercase) && !text.ends_with('.')
}

struct Builder {
    features: Vec<u32>,
}

impl Builder {
    fn add(&mut self, template: Template, value: usize) {
        self.features.push((template as usize * VALUES + value.min(VALUES - 1)) as u32);
    }
}

/// How many classes of roles there are.
const ROLES: usize = 13;

/// What a name does in its sentence.
fn role(head: Token<'_>) -> usize {
    match head.deprel() {
        Some(Deprel::Nsubj) => 0,
        Some(Deprel::NsubjPass) => 1,
        Some(Deprel::Obj) => 2,
        Some(Deprel::Iobj) => 3,
        Some(Deprel::NmodPoss) => 4,
        Some(Deprel::Compound) => 5,
        Some(Deprel::Appos) => 6,
        Some(Deprel::Conj) => 7,
        Some(Deprel::Obl | Deprel::OblAgent) => 8,
        Some(Deprel::Nmod) => 9,
        Some(Deprel::Flat) => 10,
        Some(Deprel::Root | Deprel::Parataxis | Deprel::List) => 11,
        _ => 12,
    }
}

/// How many classes of prepositions there are.
const CASES: usize = 15;

/// The preposition before a name.
fn case(head: Token<'_>) -> usize {
    match head.preposition() {
        None => 0,
        Some("in" | "at" | "near" | "into" | "across" | "outside" | "around") => 1,
        Some("from") => 2,
        Some("to") => 3,
        Some("of") => 4,
        Some("by") => 5,
        Some("with") => 6,
        Some("for") => 7,
        Some("against" | "over") => 8,
        Some("as") => 9,
        Some("than" | "like" | "unlike") => 10,
        Some("between") => 11,
        Some("'s") => 12,
        Some("on" | "about") => 13,
        Some(_) => 14,
    }
}

/// What stands behind a name: its owner's mark, an age, a bracket with a number, a comma, else.
fn behind(last: Token<'_>) -> usize {
    let digits =
        |word: Option<Token<'_>>| word.is_some_and(|word| word.text().starts_with(|c: char| c.is_ascii_digit()));
    match last.next().filter(|next| next.sentence() == last.sentence()) {
        None => 0,
        Some(next) => match next.text() {
            "'s" | "’s" => 1,
            "," if digits(next.next()) && next.next().is_some_and(|age| age.text().len() == 2) => 2,
            "(" if digits(next.next()) => 3,
            "," => 4,
            "(" => 5,
            _ if next.upos() == Some(Upos::Verb) => 6,
            _ if next.upos() == Some(Upos::Aux) => 7,
            _ if next.upos() == Some(Upos::Noun) => 8,
            _ => 9,
        },
    }
}

/// What stands before a name: an article, a noun for people by its form or lexicon, another noun, an adjective, a verb, else.
fn before(first: Token<'_>, context: &Context<'_>) -> usize {
    let Some(word) = first.previous().filter(|word| word.sentence() == first.sentence()) else { return 0 };
    let title = || context.flags_of(word) & flag::TITLE != 0;
    match word.upos() {
        Some(Upos::Det) => 1,
        Some(Upos::Noun | Upos::Propn) if title() => 2,
        Some(Upos::Noun) => 3,
        Some(Upos::Adj) => 4,
        Some(Upos::Verb) => 5,
        Some(Upos::Adp) => 6,
        Some(Upos::Cconj) => 7,
        Some(Upos::Punct) => 8,
        _ => 9,
    }
}

/// What words do at their places.
#[derive(Default)]
struct Doing {
    /// How much the places are those of people.
    human: i32,
    roles: [usize; ROLES],
    cases: [bool; CASES],
    /// What is coordinated with them: no name, a person, a place, a body, else.
    beside: [bool; 5],
    behind: [bool; 10],
    before: [bool; 10],
    article: bool,
    /// Whether they only open sentences.
    initial: bool,
    tag: usize,
    /// Whether "he" or "she" follows, whether "it" does.
    people: bool,
    things: bool,
}

impl Doing {
    fn of(context: &Context<'_>, places: &[(Range<u32>, Option<usize>)]) -> Self {
        let mut doing = Self { initial: true, ..Self::default() };
        for (tokens, _) in places.iter().take(PLACES) {
            let own: Vec<Token<'_>> = context.document.token_range(tokens.clone()).collect();
            let inside = |word: Token<'_>| tokens.contains(&(word.index() as u32));
            let outermost = own.iter().find(|word| word.head().is_none_or(|head| !inside(head)));
            let (Some(first), Some(last), Some(&head)) = (own.first(), own.last(), outermost.or(own.last())) else {
                continue;
            };
            doing.human += i32::from(preferences::of(head));
            doing.roles[role(head)] += 1;
            doing.cases[case(head)] = true;
            doing.article |= head.children().any(|child| child.deprel() == Some(Deprel::Det));
            doing.initial &= first.previous().is_none_or(|before| before.sentence() != first.sentence());
            doing.behind[behind(*last)] = true;
            doing.before[before(*first, context)] = true;
            for other in head.coordination().filter(|other| *other != head).take(BESIDE) {
                let kind = match context.kind_of(other) {
                    None => 0,
                    Some(NameType::Person) => 1,
                    Some(NameType::Gpe | NameType::Loc | NameType::Fac) => 2,
                    Some(NameType::Org) => 3,
                    Some(_) => 4,
                };
                doing.beside[kind] = true;
            }
            let reach = tokens.end as usize..tokens.end as usize + REACH;
            let follows = |pronouns: &[usize]| {
                pronouns.get(pronouns.partition_point(|at| *at < reach.start)).is_some_and(|at| reach.contains(at))
            };
            doing.people |= follows(&context.people_words);
            doing.things |= follows(&context.thing_words);
            doing.tag = doing.tag.max(match head.upos() {
                _ if head.feature("Number") == Some("Plur") => 4,
                Some(Upos::Propn) => 1,
                Some(Upos::Noun) => 2,
                _ => 3,
            });
        }
        doing
    }
}

/// The mean chance of the words of a place.
fn chance(chances: &[Chance], tokens: &Range<u32>) -> i32 {
    let own = chances.get(tokens.start as usize..tokens.end as usize).unwrap_or_default();
    mean(own.iter().map(|chance| i32::from(chance.0)))
}

fn mean(chances: impl ExactSizeIterator<Item = i32>) -> i32 {
    let count = chances.len() as i32;
    chances.sum::<i32>().checked_div(count).unwrap_or(-Chance::MOST)
}

fn features(context: &Context<'_>, places: &[(Range<u32>, Option<usize>)]) -> Vec<u32> {
    let document = context.document;
    let mut builder = Builder { features: Vec::with_capacity(48) };
    let Some((first, _)) = places.first() else { return builder.features };
    let words: Vec<Token<'_>> = document.token_range(first.clone()).collect();
    let names: Vec<&NameRow> = {
        let rows = document.columns().names.as_deref().unwrap_or_default();
        places.iter().take(PLACES).filter_map(|(_, name)| rows.get((*name)?)).collect()
    };
    // The kind that most places have, in full and in four classes.
    let kind =
        names.iter().map(|name| name.kind).max_by_key(|kind| names.iter().filter(|name| name.kind == *kind).count());
    let class = match kind {
        None => 0,
        Some(NameType::Gpe | NameType::Loc | NameType::Fac) => 1,
        Some(NameType::Org) => 2,
        Some(_) => 3,
    };
    let of = |value: usize, values: usize| class * values + value.min(values - 1);
    builder.add(Template::Kind, kind.map_or(0, |kind| 1 + kind as usize));
    let score = names.iter().map(|name| name.score).fold(0.0, f32::max);
    builder.add(Template::Score, of((score * 10.0) as usize, 11));
    builder.add(Template::Words, of(words.len(), 4));
    let key = key(words.iter().copied());
    builder.add(Template::Person, of(context.people.get(&key).copied().unwrap_or(0), 3));
    builder.add(Template::Longer, of(context.longer.get(&key).copied().unwrap_or(0), 4));
    builder.add(Template::Count, of(places.len().min(5), 6));
    let listed_as = |word: Option<&Token<'_>>| word.map_or(0, |word| context.flags_of(*word));
    let (given, family) = (listed_as(words.first()), listed_as(words.last()));
    let bit = |flags: u16, flag: u16| usize::from(flags & flag != 0);
    let listed = bit(given, flag::GIVEN) + 2 * bit(family, flag::FAMILY);
    let places_listed =
        4 * bit(given & family, flag::GPE | flag::REGION) + 8 * bit(given, flag::NORP) + 16 * bit(given, flag::ORG);
    builder.add(Template::Listed, of(listed + places_listed, 32) + 128 * usize::from(words.len() > 1));
    builder.add(
        Template::Spelt,
        of(
            bit(family, flag::LOWER)
                + 2 * bit(family, flag::FREQUENT)
                + 4 * bit(family, flag::CAPITAL)
                + 8 * bit(family, flag::ORG_HEAD | flag::PLACE_HEAD | flag::BUILT_HEAD | flag::CALENDAR),
            16,
        ),
    );
    let Doing { human, roles, cases, beside, behind, before, article, initial, tag, people, things } =
        Doing::of(context, places);
    let human = (human.clamp(-4, 4) + 4) as usize;
    builder.add(Template::Human, of(human, 9));
    builder.add(Template::HumanListed, listed * 9 + human);
    let main = (0..ROLES).rev().max_by_key(|role| roles[*role]).unwrap_or(0);
    builder.add(Template::MainRole, of(main, ROLES));
    let mut some = |template: Template, found: &[bool]| {
        for (value, _) in found.iter().enumerate().filter(|(_, found)| **found) {
            builder.add(template, of(value, found.len()));
        }
    };
    some(Template::Role, &roles.map(|count| count > 0));
    some(Template::Case, &cases);
    some(Template::Beside, &beside);
    some(Template::Next, &behind);
    some(Template::Before, &before);
    builder.add(Template::Article, of(usize::from(article), 2));
    builder.add(Template::Initial, of(usize::from(initial), 2));
    builder.add(Template::Tag, of(tag, 5));
    let pronoun = usize::from(people) + 2 * usize::from(things);
    builder.add(Template::Pronoun, of(pronoun, 4));
    // What holds only of several together.
    let part = match main {
        0 | 1 => 0,
        2 | 3 => 1,
        4 => 2,
        _ => 3,
    };
    let sense = (human > 4) as usize + 2 * (human < 4) as usize;
    builder.add(Template::Doing, of((sense * 4 + pronoun) * 4 + part, 48));
    builder.add(Template::Known, of((listed * 4 + pronoun) * 4 + part, 64));
    let share = 1000 * context.people_words.len() / document.token_count().max(1);
    builder.add(Template::People, of((share / 8).min(7), 8));
    let chances = document.columns().chances.as_deref().unwrap_or_default();
    let chances: Vec<i32> = places.iter().take(PLACES).map(|(tokens, _)| chance(chances, tokens)).collect();
    let value = |chance: i32| of((chance + Chance::MOST) as usize, Chance::VALUES);
    builder.add(Template::Best, value(chances.iter().copied().max().unwrap_or(-Chance::MOST)));
    builder.add(Template::Mean, value(mean(chances.into_iter())));
    builder.features
}
