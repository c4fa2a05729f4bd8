//! What is measured of somebody whom "he" or "she" may refer to, for the trees.

use dateline_core::Deprel;

use super::features::{self, Field, Referent};
use super::grammar;
use super::phrases::{Phrase, Role};
use super::traits::Traits;
use crate::mentions::MentionForm;

/// The names of what is measured, in order.
pub const MEASURES: [&str; 44] = [
    "new",
    "ahead",
    "case",
    "before",
    "ahead_of_it",
    "words_before",
    "fits",
    "later",
    "greater",
    "earlier",
    "evidence",
    "kind",
    "personal",
    "human",
    "sentences",
    "words",
    "phrases",
    "form",
    "role",
    "relation",
    "preposition",
    "part",
    "root",
    "mentions",
    "names",
    "first_sentence",
    "first_subject",
    "subjects",
    "subjects_now",
    "mentions_now",
    "since_name",
    "words_since_name",
    "name_words",
    "longest_name",
    "same_form",
    "next_sentences",
    "next_relation",
    "parallel",
    "first_in_sentence",
    "quoted",
    "beside_it",
    "possessed",
    "barred",
    "name_role",
];

/// The measures of a reading, in their order; what does not apply is 0, or beyond every distance.
pub type Measures = [i16; MEASURES.len()];

/// Nothing is that far away.
const FAR: usize = 99;

fn set(measures: &mut Measures, values: &[(usize, usize)]) {
    for &(at, value) in values {
        if let Some(slot) = measures.get_mut(at) {
            *slot = value.min(FAR) as i16;
        }
    }
}

/// What holds of the pronoun whoever it refers to.
fn pronoun(phrase: &Phrase<'_>, field: &Field) -> Measures {
    let mut measures = [0; MEASURES.len()];
    let start = phrase.head.sentence().and_then(|sentence| sentence.tokens().next()).map_or(0, |first| first.index());
    let possessed = phrase.head.head().filter(|_| phrase.role == Role::Possessive);
    set(
        &mut measures,
        &[
            (2, grammar::case(phrase)),
            (3, field.before),
            (4, field.ahead),
            (5, phrase.head.index().saturating_sub(start).min(FAR)),
            (39, usize::from(phrase.quoted)),
            (41, possessed.map_or(9, |noun| super::phrases::role(noun) as usize)),
        ],
    );
    measures
}

/// Measures of the reading that a pronoun refers to nobody known.
pub(super) fn new(phrase: &Phrase<'_>, field: &Field) -> Measures {
    let mut measures = pronoun(phrase, field);
    set(&mut measures, &[(0, 1)]);
    measures
}

/// Measures of somebody who is named only after the pronoun.
pub(super) fn ahead(phrase: &Phrase<'_>, name: &Phrase<'_>, traits: &Traits, order: usize, field: &Field) -> Measures {
    let mut measures = pronoun(phrase, field);
    set(
        &mut measures,
        &[
            (1, 1),
            (6, 1),
            (7, order),
            (10, features::evidence(phrase, traits)),
            (11, traits.kind as usize),
            (12, usize::from(traits.personal)),
            (14, name.sentence.saturating_sub(phrase.sentence)),
            (15, name.head.index().saturating_sub(phrase.head.index()).min(FAR)),
            (18, grammar::role(name.head) as usize),
            (19, grammar::relation(phrase, name)),
            (32, name.words),
            (35, FAR),
        ],
    );
    set_human(&mut measures, traits);
    measures
}

fn set_human(measures: &mut Measures, traits: &Traits) {
    if let Some(slot) = measures.get_mut(13) {
        *slot = i16::from(traits.human);
    }
}

/// Measures of somebody mentioned before the pronoun.
pub(super) fn of(phrases: &[Phrase<'_>], at: usize, referent: &Referent<'_>, field: &Field) -> Measures {
    let Some(phrase) = phrases.get(at) else { return [0; MEASURES.len()] };
    let mut measures = pronoun(phrase, field);
    let Referent { traits, phrases: entity, next, standing, .. } = *referent;
    let own = || entity.iter().rev().take(40).filter_map(|&other| phrases.get(other));
    let (Some(&last_at), Some(last)) = (entity.last(), own().next()) else { return measures };
    let first = entity.first().and_then(|&first| phrases.get(first)).unwrap_or(last);
    let name = own().find(|other| other.form == MentionForm::Name);
    let near = |reach: usize| own().take_while(move |other| other.sentence + reach >= phrase.sentence);
    let is_subject = |other: &&Phrase<'_>| grammar::role(other.head) == Role::Subject;
    let next = next.and_then(|next| phrases.get(next));
    let part = match last.head.deprel() {
        Some(Deprel::Conj) => 1,
        Some(Deprel::Appos) => 2,
        Some(Deprel::Flat | Deprel::List | Deprel::Parataxis) => 3,
        _ => 0,
    };
    let names = || own().filter(|other| other.form == MentionForm::Name);
    let starts = |other: &Phrase<'_>| {
        last_at
            .checked_sub(1)
            .and_then(|before| phrases.get(before))
            .is_none_or(|before| before.sentence != other.sentence)
    };
    set(
        &mut measures,
        &[
            (6, usize::from(standing.fits)),
            (7, standing.later),
            (8, standing.greater),
            (9, standing.earlier),
            (10, features::evidence(phrase, traits)),
            (11, traits.kind as usize),
            (12, usize::from(traits.personal)),
            (14, phrase.sentence.saturating_sub(last.sentence).min(FAR)),
            (15, phrase.head.index().saturating_sub(last.head.index()).min(FAR)),
            (16, at.saturating_sub(last_at).min(FAR)),
            (17, last.form as usize),
            (18, grammar::role(last.head) as usize),
            (19, grammar::relation(phrase, last)),
            (20, grammar::preposition(last)),
            (21, part),
            (22, usize::from(last.head.head().is_some_and(|head| head.deprel() == Some(Deprel::Root)))),
            (23, entity.len().min(40)),
            (24, names().count()),
            (25, first.sentence.min(FAR)),
            (26, usize::from(first.role == Role::Subject)),
            (27, near(2).filter(is_subject).count()),
            (28, near(0).filter(is_subject).count()),
            (29, near(0).count()),
            (30, name.map_or(FAR, |name| phrase.sentence.saturating_sub(name.sentence).min(FAR))),
            (31, name.map_or(FAR, |name| phrase.head.index().saturating_sub(name.head.index()).min(FAR))),
            (32, name.map_or(0, |name| name.words)),
            (33, names().map(|name| name.words).max().unwrap_or(0)),
            (34, usize::from(last.pronoun.is_some() && last.head.text().eq_ignore_ascii_case(phrase.head.text()))),
            (35, next.map_or(FAR, |next| next.sentence.saturating_sub(phrase.sentence).min(9))),
            (
                36,
                next.filter(|next| next.sentence == phrase.sentence)
                    .map_or(FAR, |next| grammar::relation(phrase, next)),
            ),
            (37, usize::from(near(1).any(|other| grammar::role(other.head) == phrase.role))),
            (38, usize::from(starts(last))),
            (39, usize::from(phrase.quoted) * 2 + usize::from(last.quoted)),
            (40, usize::from(last.head.children().any(|child| child.deprel() == Some(Deprel::Conj)))),
            (42, usize::from(own().take(4).any(|other| grammar::is_barred(phrase, other)))),
            (43, name.map_or(9, |name| grammar::role(name.head) as usize)),
        ],
    );
    set_human(&mut measures, traits);
    measures
}
