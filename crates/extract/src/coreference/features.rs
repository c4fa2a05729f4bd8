//! What speaks for and against a reading: small numbers under named templates, each weighed apart for each sort of anaphor.

use dateline_core::{Deprel, Document};

use super::field::Field;
use super::grammar;
use super::measures::{self, Measures};
use super::phrases::{Determiner, Phrase, Role};
use super::traits::{Gender, Kind, Number, PronounClass, Traits};
use crate::mentions::MentionForm;

/// The templates. Each gives a value below [`VALUES`].
#[derive(Clone, Copy)]
enum Template {
    New,
    NewDeterminer,
    Form,
    Sentences,
    Mentions,
    Gender,
    Number,
    Kind,
    Head,
    Words,
    Role,
    Roles,
    Size,
    Quoted,
    SameClause,
    Nested,
    Determiner,
    FirstRole,
    SubjectStreak,
    FormDistance,
    Pronoun,
    Bare,
    NewBare,
    NewPerson,
    Ahead,
    AheadSentences,
    Relation,
    Standing,
    Prominence,
    Nearness,
    Case,
    Preposition,
    Fullness,
    Evidence,
    Topic,
    Verbs,
    Streak,
    Aside,
    Human,
    Next,
}

/// The templates' names, in their order.
pub(super) const TEMPLATES: &[&str] = &[
    "new",
    "new_determiner",
    "form",
    "sentences",
    "mentions",
    "gender",
    "number",
    "kind",
    "head",
    "words",
    "role",
    "roles",
    "size",
    "quoted",
    "same_clause",
    "nested",
    "determiner",
    "first_role",
    "subject_streak",
    "form_distance",
    "pronoun",
    "bare",
    "new_bare",
    "new_person",
    "ahead",
    "ahead_sentences",
    "relation",
    "standing",
    "prominence",
    "nearness",
    "case",
    "preposition",
    "fullness",
    "evidence",
    "topic",
    "verbs",
    "streak",
    "aside",
    "human",
    "next",
];

/// The sorts of anaphor.
pub(super) const ANAPHORS: &[&str] = &["he_she", "it", "they", "i", "we", "you", "the", "this", "other"];

/// How many values a template has at most.
pub(super) const VALUES: usize = 256;

/// How many features there are.
pub const LENGTH: usize = TEMPLATES.len() * ANAPHORS.len() * VALUES;

/// The features of a reading: indices below [`LENGTH`], each with the value 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The indices.
    pub indices: Vec<u32>,
    /// What is measured of the reading where somebody is "he" or "she".
    pub measures: Option<Measures>,
}

impl Features {
    /// The sum of the features' weights.
    #[must_use]
    pub fn score(&self, weights: &[f32]) -> f32 {
        self.indices.iter().filter_map(|&index| weights.get(index as usize)).sum()
    }
}

/// The feature's number.
pub(super) fn index(template: usize, anaphor: usize, value: usize) -> usize {
    (template * ANAPHORS.len() + anaphor) * VALUES + value.min(VALUES - 1)
}

/// Template, anaphor and value of a feature, as the list of weights names them.
#[must_use]
pub fn name(index: usize) -> Option<(&'static str, &'static str, usize)> {
    let (rest, value) = (index / VALUES, index % VALUES);
    Some((TEMPLATES.get(rest / ANAPHORS.len())?, ANAPHORS.get(rest % ANAPHORS.len())?, value))
}

/// The sort of "he" and "she".
const HE_SHE: usize = 0;

fn anaphor(phrase: &Phrase<'_>) -> usize {
    match (phrase.pronoun, phrase.determiner) {
        (Some(PronounClass::He | PronounClass::She), _) => HE_SHE,
        (Some(PronounClass::It), _) => 1,
        (Some(PronounClass::They), _) => 2,
        (Some(PronounClass::I), _) => 3,
        (Some(PronounClass::We), _) => 4,
        (Some(PronounClass::You), _) => 5,
        (None, Determiner::Definite) => 6,
        (None, Determiner::Demonstrative) => 7,
        (None, _) => 8,
    }
}

struct Builder {
    anaphor: usize,
    features: Features,
}

impl Builder {
    fn add(&mut self, template: Template, value: usize) {
        self.features.indices.push(index(template as usize, self.anaphor, value) as u32);
    }
}

/// The features of the reading that a phrase speaks of something new.
pub(super) fn new(phrase: &Phrase<'_>, described_before: bool, field: &Field<'_>) -> Features {
    let mut builder = Builder { anaphor: anaphor(phrase), features: Features::default() };
    builder.add(Template::New, usize::from(described_before));
    builder.add(Template::NewDeterminer, phrase.determiner as usize * 6 + phrase.traits.kind as usize);
    builder.add(Template::NewBare, usize::from(is_bare(phrase)) * 6 + phrase.traits.kind as usize);
    if builder.anaphor == HE_SHE {
        builder.add(Template::NewPerson, field.before.min(3) * 4 + field.ahead.min(3));
        builder.features.measures = Some(measures::new(phrase, field));
    }
    builder.features
}

/// Whether a description is nothing but its noun and what introduces it: "the group".
fn is_bare(phrase: &Phrase<'_>) -> bool {
    phrase.form == MentionForm::Nominal
        && phrase.head.subtree().is_some_and(|range| range.end as usize == phrase.head.index() + 1)
        && phrase.head.children().len() <= 2
}

/// What an entity is among those that a pronoun may refer to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// Whether gender, number, kind and grammar allow it.
    pub(super) fits: bool,
    /// How many that fit were mentioned later.
    pub(super) later: usize,
    /// How many that fit were mentioned more often.
    pub(super) greater: usize,
    /// How many that fit were mentioned first before it was.
    pub(super) earlier: usize,
    /// How many that fit a search through the trees comes to first.
    pub(super) found: usize,
}

/// An entity that a phrase may refer to, as it is known so far.
#[derive(Clone, Copy)]
pub(super) struct Referent<'r> {
    pub(super) traits: &'r Traits,
    /// Its mentions before the phrase.
    pub(super) phrases: &'r [usize],
    /// Where it is named next after the phrase.
    pub(super) next: Option<usize>,
    pub(super) subtype: Option<&'r str>,
    pub(super) standing: Standing,
    /// Its number among the entities.
    pub(super) entity: usize,
    /// How often the whole text names it.
    pub(super) names: usize,
}

/// The features of the reading that a pronoun refers to somebody who is named only after it, at `name`.
pub(super) fn ahead(
    phrases: &[Phrase<'_>],
    at: usize,
    name: usize,
    traits: &Traits,
    order: usize,
    names: usize,
    field: &Field<'_>,
) -> Features {
    let (Some(phrase), Some(name)) = (phrases.get(at), phrases.get(name)) else { return Features::default() };
    let mut builder = Builder { anaphor: anaphor(phrase), features: Features::default() };
    let relation = grammar::relation(phrase, name);
    let sentences = bucket(name.sentence.saturating_sub(phrase.sentence), &[0, 1, 2, 4]);
    builder.add(Template::Ahead, (relation * 4 + grammar::case(phrase)).min(VALUES - 1));
    builder.add(
        Template::AheadSentences,
        ((sentences * 3 + order.min(2)) * 4 + field.before.min(3)) * 2
            + usize::from(grammar::role(name.head) == Role::Subject),
    );
    builder.add(Template::Evidence, 64 + evidence(phrase, traits));
    builder.add(Template::Human, 64 + human(traits));
    builder.add(Template::Fullness, 64 + fullness(phrases, &[], name) * 3 + sentences.min(2));
    builder.features.measures = Some(measures::ahead(phrases, phrase, name, traits, order, names, field));
    builder.features
}

/// What kind it is, whether it is called as people are, and whether it does what people do.
fn human(traits: &Traits) -> usize {
    let doing = match traits.human {
        ..0 => 0,
        0 => 1,
        1 => 2,
        _ => 3,
    };
    (traits.kind as usize * 2 + usize::from(traits.personal)) * 4 + doing
}

/// How a pronoun's gender and what is known of the other's compare.
pub(super) fn evidence(phrase: &Phrase<'_>, traits: &Traits) -> usize {
    match traits.gender == phrase.traits.gender {
        _ if traits.gender == Gender::Unknown => 0,
        true => 1 + traits.sure as usize,
        false => 5 + traits.sure as usize,
    }
}

/// How long the name is that an entity was called by last, and whether it has a longer one.
fn fullness(phrases: &[Phrase<'_>], entity: &[usize], last: &Phrase<'_>) -> usize {
    let words = |phrase: &Phrase<'_>| phrase.words.min(3);
    let longest = entity
        .iter()
        .take(8)
        .filter_map(|&other| phrases.get(other))
        .filter(|other| other.form == MentionForm::Name)
        .map(words)
        .max();
    let named = if last.form == MentionForm::Name { words(last) } else { 0 };
    named * 4 + longest.unwrap_or(0)
}

/// Mentions of an entity among which its name is looked for.
const REACH: usize = 64;

/// The features of the reading that the phrase at `at` refers to an entity.
pub(super) fn of(
    document: &Document,
    phrases: &[Phrase<'_>],
    at: usize,
    referent: Referent<'_>,
    field: &Field<'_>,
) -> Features {
    let Referent { traits, phrases: entity, subtype, .. } = referent;
    let Some(phrase) = phrases.get(at) else { return Features::default() };
    let mut builder = Builder { anaphor: anaphor(phrase), features: Features::default() };
    let Some((last_at, last)) = entity.last().and_then(|&last| Some((last, phrases.get(last)?))) else {
        return builder.features;
    };
    let sentences = bucket(phrase.sentence.saturating_sub(last.sentence), &[0, 1, 2, 3, 5, 9]);
    let is_name = |other: &usize| phrases.get(*other).is_some_and(|other| other.form == MentionForm::Name);
    let named = entity.iter().take(REACH).any(is_name);
    let form = match last.form {
        MentionForm::Name => 0,
        MentionForm::Nominal => 1,
        MentionForm::Pronoun => 2,
    } + 3 * usize::from(named);
    builder.add(Template::Form, form);
    builder.add(Template::Sentences, sentences);
    builder.add(Template::FormDistance, sentences.min(4) * 6 + form);
    builder.add(Template::Mentions, bucket(at - last_at, &[1, 2, 3, 4, 6, 9, 14, 20]));
    builder.add(
        Template::Gender,
        match (phrase.traits.gender, traits.gender) {
            (Gender::Unknown, Gender::Unknown) => 0,
            (Gender::Unknown, _) => 1,
            (_, Gender::Unknown) => 2,
            (a, b) if a == b => 3,
            _ => 4,
        },
    );
    builder.add(
        Template::Number,
        match (phrase.traits.number, traits.number) {
            (Number::Unknown, _) => 0,
            (_, Number::Unknown) => 1,
            (a, b) if a == b => 2,
            (Number::Many, _) => 3,
            _ => 4,
        },
    );
    builder.add(Template::Kind, phrase.traits.kind as usize * 6 + traits.kind as usize);
    builder.add(Template::Human, human(traits));
    let heads = |other: &Phrase<'_>| {
        phrase.form == MentionForm::Nominal && other.form == MentionForm::Nominal && other.head_word == phrase.head_word
    };
    let same_head = entity.iter().rev().take(8).filter_map(|&other| phrases.get(other)).find(|other| heads(other));
    let name_word = || {
        entity
            .iter()
            .take(4)
            .filter_map(|&other| phrases.get(other))
            .any(|other| other.form == MentionForm::Name && names_head(document, other, phrase))
    };
    builder.add(
        Template::Head,
        match same_head {
            _ if phrase.form != MentionForm::Nominal => 0,
            Some(_) => 1,
            // "The group" of a militant group, "the ministry" of a ministry.
            None if subtype.is_some_and(|subtype| subtype.rsplit('_').next() == Some(phrase.head_word)) => 5,
            None if name_word() => 2,
            None => 3 + usize::from(last.form == MentionForm::Pronoun),
        },
    );
    if let Some(other) = same_head {
        builder.add(Template::Words, modifiers(document, phrase, other));
    }
    let same_kind = phrase.traits.kind == traits.kind && traits.kind != Kind::Unknown;
    builder.add(
        Template::Bare,
        usize::from(is_bare(phrase))
            + 2 * usize::from(same_kind)
            + 4 * usize::from(named)
            + 8 * usize::from(entity.len() >= 3),
    );
    builder.add(Template::Role, last.role as usize);
    builder.add(Template::Roles, last.role as usize * 5 + phrase.role as usize);
    builder.add(Template::Size, bucket(entity.len(), &[1, 2, 3, 5, 9]) + 6 * usize::from(sentences == 0));
    builder.add(Template::Quoted, usize::from(phrase.quoted) * 2 + usize::from(last.quoted));
    builder.add(Template::SameClause, same_clause(phrase, last));
    builder.add(
        Template::Nested,
        usize::from(last.span.contains(phrase.span)) + 2 * usize::from(phrase.span.contains(last.span)),
    );
    builder.add(Template::Determiner, last.determiner as usize);
    let first = entity.first().and_then(|&first| phrases.get(first));
    builder
        .add(Template::FirstRole, first.map_or(0, |first| first.role as usize + 5 * usize::from(first.sentence == 0)));
    let pronoun = entity.iter().rev().take(6).filter_map(|&other| phrases.get(other)?.pronoun).next();
    builder.add(
        Template::Pronoun,
        pronoun.map_or(0, |class| 1 + class as usize)
            + 8 * usize::from(phrase.pronoun.is_some() && phrase.pronoun == pronoun),
    );
    let subjects = entity
        .iter()
        .rev()
        .take(3)
        .filter(|&&other| phrases.get(other).is_some_and(|other| other.role == Role::Subject))
        .count();
    builder.add(Template::SubjectStreak, subjects + 4 * usize::from(phrase.role == Role::Subject));
    if builder.anaphor == HE_SHE {
        person(document, phrases, &mut builder, phrase, referent, last);
        builder.features.measures = Some(measures::of(phrases, at, &referent, field));
    }
    builder.features
}

/// What tells several people apart that "he" or "she" may be.
fn person(
    document: &Document,
    phrases: &[Phrase<'_>],
    builder: &mut Builder,
    phrase: &Phrase<'_>,
    referent: Referent<'_>,
    last: &Phrase<'_>,
) {
    let Referent { traits, phrases: entity, standing, .. } = referent;
    let case = grammar::case(phrase);
    let sentences = phrase.sentence.saturating_sub(last.sentence);
    let named = entity
        .iter()
        .rev()
        .take(20)
        .filter_map(|&other| phrases.get(other))
        .find(|other| other.form == MentionForm::Name);
    let fits = usize::from(standing.fits);
    builder.add(
        Template::Next,
        referent.next.and_then(|next| phrases.get(next)).map_or(0, |next| {
            match next.sentence.saturating_sub(phrase.sentence) {
                0 => 1 + grammar::relation(phrase, next),
                later => 49 + later.min(3),
            }
        }),
    );
    builder.add(Template::Relation, grammar::relation(phrase, last) * 4 + case);
    builder.add(
        Template::Standing,
        if standing.fits { 1 + standing.later.min(3) * 12 + standing.earlier.min(2) * 4 + sentences.min(3) } else { 0 },
    );
    builder.add(
        Template::Prominence,
        fits + 2 * (standing.greater.min(2) * 20 + bucket(entity.len(), &[1, 2, 3, 5]) * 4 + sentences.min(3)),
    );
    builder.add(
        Template::Nearness,
        fits + 2
            * (standing.later.min(4) * 12
                + grammar::role(last.head) as usize * 2
                + usize::from(phrase.role == Role::Subject)),
    );
    builder.add(Template::Case, (grammar::role(last.head) as usize * 4 + case) * 3 + sentences.min(2));
    builder.add(Template::Preposition, (grammar::preposition(last) * 3 + sentences.min(2)) * 4 + case);
    builder.add(Template::Fullness, fullness(phrases, entity, last) * 3 + sentences.min(2));
    builder.add(
        Template::Evidence,
        evidence(phrase, traits) + 10 * standing.later.min(2) + 30 * usize::from(named.is_some()),
    );
    let first = entity.first().and_then(|&first| phrases.get(first));
    builder.add(
        Template::Topic,
        first.map_or(0, |first| {
            standing.earlier.min(2) * 8
                + usize::from(first.role == Role::Subject) * 4
                + (first.sentence.min(1)) * 2
                + usize::from(standing.greater == 0)
        }),
    );
    let between = phrase.head.index().saturating_sub(last.head.index());
    let verbs = if between > 60 {
        9
    } else {
        document
            .token_range(last.head.index() as u32..phrase.head.index() as u32)
            .filter(|token| token.is_predicate())
            .take(9)
            .count()
    };
    builder.add(Template::Verbs, verbs * 4 + case);
    let subjects = entity
        .iter()
        .rev()
        .take(60)
        .filter_map(|&other| phrases.get(other))
        .take_while(|other| other.sentence + 3 > phrase.sentence);
    let subjects = subjects.filter(|other| other.role == Role::Subject).count();
    let named_since = named.map_or(3, |named| (phrase.sentence.saturating_sub(named.sentence)).min(2));
    builder.add(
        Template::Streak,
        (subjects.min(3) * 4 + named_since) * 3
            + usize::from(last.form == MentionForm::Pronoun)
            + usize::from(
                last.form == MentionForm::Pronoun && last.head.text().eq_ignore_ascii_case(phrase.head.text()),
            ),
    );
    let opens = document.text().get(..last.span.start as usize).is_some_and(|before| before.ends_with('('));
    let part = matches!(
        last.head.deprel(),
        Some(Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::List | Deprel::Parataxis)
    );
    let first_of_several = last.head.children().any(|child| child.deprel() == Some(Deprel::Conj));
    builder.add(
        Template::Aside,
        (usize::from(opens) + 2 * usize::from(part) + 4 * usize::from(first_of_several)) * 3 + sentences.min(2),
    );
}

/// The number of the first bound that the distance does not pass.
fn bucket(distance: usize, bounds: &[usize]) -> usize {
    bounds.iter().position(|&bound| distance <= bound).unwrap_or(bounds.len())
}

/// Whether a name ends in what the description calls it: "Interior Ministry", "the ministry".
fn names_head(document: &Document, name: &Phrase<'_>, phrase: &Phrase<'_>) -> bool {
    document.tokens_in(name.span).any(|word| word.text().eq_ignore_ascii_case(phrase.head_word))
}

/// How the words before two equal heads compare: none, the same, more than before, other.
fn modifiers(document: &Document, phrase: &Phrase<'_>, other: &Phrase<'_>) -> usize {
    let words = |phrase: &Phrase<'_>| -> Vec<String> {
        let content = document
            .tokens_in(phrase.span)
            .filter(|word| word.index() < phrase.head.index() && word.upos().is_some_and(|upos| upos.is_content()));
        content.map(|word| word.text().to_lowercase()).collect()
    };
    let (mine, theirs) = (words(phrase), words(other));
    match mine.iter().all(|word| theirs.contains(word)) {
        true if mine.is_empty() => usize::from(!theirs.is_empty()),
        true => 2,
        false if theirs.is_empty() => 3,
        false => 4,
    }
}

/// Whether both depend on one predicate, where only a reflexive pronoun can refer to the other; 2 for a reflexive, 3 for a possessive.
fn same_clause(phrase: &Phrase<'_>, last: &Phrase<'_>) -> usize {
    let (Some(a), Some(b)) = (phrase.head.head(), last.head.head()) else { return 0 };
    let reflexive = phrase.head.text().ends_with("self") || phrase.head.text().ends_with("selves");
    match a == b {
        true if reflexive => 2,
        true => 1,
        false if phrase.role == Role::Possessive && a.head() == Some(b) => 3,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_name() {
        assert_eq!(TEMPLATES.len(), Template::Next as usize + 1);
        for feature in 0..LENGTH {
            let (template, anaphor, value) = name(feature).unwrap();
            let (template, anaphor) = (
                TEMPLATES.iter().position(|x| *x == template).unwrap(),
                ANAPHORS.iter().position(|x| *x == anaphor).unwrap(),
            );
            assert_eq!(index(template, anaphor, value), feature);
        }
    }
}
