//! What is measured of somebody whom "he" or "she" may refer to, for the trees.

use dateline_core::Deprel;

use super::features::{self, Referent};
use super::field::Field;
use super::focus;
use super::grammar;
use super::phrases::{Phrase, Role};
use super::traits::Traits;
use crate::mentions::MentionForm;

macro_rules! measures {
    ($($measure:ident $name:literal)*) => {
        /// What is measured, each by its place among the measures.
        #[derive(Clone, Copy)]
        enum Measure {
            $($measure,)*
        }

        const COUNT: usize = [$($name),*].len();

        /// The names of what is measured, in order.
        pub const MEASURES: [&str; COUNT] = [$($name),*];
    };
}

measures! {
    New "new"
    Ahead "ahead"
    Case "case"
    Before "before"
    AheadOfIt "ahead_of_it"
    WordsBefore "words_before"
    Fits "fits"
    Later "later"
    Greater "greater"
    Earlier "earlier"
    Evidence "evidence"
    Kind "kind"
    Personal "personal"
    Human "human"
    Sentences "sentences"
    Words "words"
    Phrases "phrases"
    Form "form"
    Role "role"
    Relation "relation"
    Preposition "preposition"
    Part "part"
    Root "root"
    Mentions "mentions"
    Names "names"
    FirstSentence "first_sentence"
    FirstSubject "first_subject"
    Subjects "subjects"
    SubjectsNow "subjects_now"
    MentionsNow "mentions_now"
    SinceName "since_name"
    WordsSinceName "words_since_name"
    NameWords "name_words"
    LongestName "longest_name"
    SameForm "same_form"
    NextSentences "next_sentences"
    NextRelation "next_relation"
    Parallel "parallel"
    FirstInSentence "first_in_sentence"
    Quoted "quoted"
    BesideIt "beside_it"
    Possessed "possessed"
    Barred "barred"
    NameRole "name_role"
    Place "place"
    AllNames "all_names"
    Depth "depth"
    OwnDepth "own_depth"
    Steps "steps"
    Found "found"
    RivalRelation "rival_relation"
    RivalSubject "rival_subject"
    RivalMentions "rival_mentions"
    RivalsHere "rivals_here"
    Previous "previous"
    PreviousSentences "previous_sentences"
    PreviousWords "previous_words"
    PossessedKind "possessed_kind"
    Aside "aside"
    CaseWord "case_word"
    SameGender "same_gender"
    OtherGender "other_gender"
    MentionsNear "mentions_near"
    Sureness "sureness"
    Doer "doer"
    Above "above"
    NamedMore "named_more"
    Governor "governor"
    OwnGovernor "own_governor"
    Mark "mark"
    NextBarred "next_barred"
}

/// The measures of a reading, in their order; what does not apply is 0, or beyond every distance.
pub type Measures = [i16; COUNT];

/// Nothing is that far away.
const FAR: usize = 99;

fn set(measures: &mut Measures, values: &[(Measure, usize)]) {
    for &(at, value) in values {
        if let Some(slot) = measures.get_mut(at as usize) {
            *slot = value.min(FAR) as i16;
        }
    }
}

/// What holds of the pronoun whoever it refers to.
fn pronoun(phrase: &Phrase<'_>, field: &Field<'_>) -> Measures {
    let mut measures = [0; COUNT];
    let start = phrase.head.sentence().and_then(|sentence| sentence.tokens().next()).map_or(0, |first| first.index());
    let possessed = phrase.head.head().filter(|_| phrase.role == Role::Possessive);
    set(
        &mut measures,
        &[
            (Measure::Case, grammar::case(phrase)),
            (Measure::Before, field.before),
            (Measure::AheadOfIt, field.ahead),
            (Measure::WordsBefore, phrase.head.index().saturating_sub(start).min(FAR)),
            (Measure::Quoted, usize::from(phrase.quoted)),
            (Measure::Possessed, possessed.map_or(9, |noun| super::phrases::role(noun) as usize)),
            (Measure::PossessedKind, possessed.map_or(9, |noun| super::traits::of_noun(noun).kind as usize)),
            (Measure::OwnDepth, grammar::depth(phrase.head)),
            (Measure::OwnGovernor, grammar::governor(phrase.head).map_or(0, focus::class)),
            (Measure::Mark, grammar::mark(phrase.head)),
            (Measure::PreviousSentences, field.previous.map_or(FAR, |previous| previous.sentences)),
            (Measure::PreviousWords, field.previous.map_or(FAR, |previous| previous.words)),
        ],
    );
    measures
}

/// Measures of the reading that a pronoun refers to nobody known.
pub(super) fn new(phrase: &Phrase<'_>, field: &Field<'_>) -> Measures {
    let mut measures = pronoun(phrase, field);
    set(&mut measures, &[(Measure::New, 1)]);
    measures
}

/// Measures of somebody who is named only after the pronoun.
pub(super) fn ahead(
    phrases: &[Phrase<'_>],
    phrase: &Phrase<'_>,
    name: &Phrase<'_>,
    traits: &Traits,
    order: usize,
    names: usize,
    field: &Field<'_>,
) -> Measures {
    let mut measures = pronoun(phrase, field);
    set(
        &mut measures,
        &[
            (Measure::Ahead, 1),
            (Measure::Fits, 1),
            (Measure::Later, order),
            (Measure::Evidence, features::evidence(phrase, traits)),
            (Measure::Kind, traits.kind as usize),
            (Measure::Personal, usize::from(traits.personal)),
            (Measure::Sentences, name.sentence.saturating_sub(phrase.sentence)),
            (Measure::Words, name.head.index().saturating_sub(phrase.head.index()).min(FAR)),
            (Measure::Role, grammar::role(name.head) as usize),
            (Measure::Relation, grammar::relation(phrase, name)),
            (Measure::NameWords, name.words),
            (Measure::NextSentences, FAR),
            (Measure::Place, traits.place as usize),
            (Measure::Sureness, usize::from(traits.sureness)),
            (Measure::Depth, grammar::depth(name.head)),
            (Measure::Steps, grammar::steps(phrase.head, name.head).unwrap_or(FAR)),
            (Measure::Aside, usize::from(grammar::is_aside(name.head))),
            (Measure::CaseWord, grammar::sense_of_case(name.head)),
            (Measure::Governor, grammar::governor(name.head).map_or(0, focus::class)),
            (Measure::Barred, usize::from(grammar::is_barred(phrase, name))),
        ],
    );
    set_human(&mut measures, traits);
    set_rivals(&mut measures, phrases, phrase, (None, &[], names), field);
    measures
}

/// Measures of how the others that fit stand to the pronoun, and of what the one with these mentions is among them.
fn set_rivals(
    measures: &mut Measures,
    phrases: &[Phrase<'_>],
    phrase: &Phrase<'_>,
    (entity, own, names): (Option<usize>, &[usize], usize),
    field: &Field<'_>,
) {
    let [doer, above] = field.doing(phrases, own, entity);
    let others = || field.others(entity);
    let lasts = || others().filter_map(|rival| phrases.get(rival.last));
    let subject = lasts().find(|last| grammar::role(last.head) == Role::Subject);
    set(
        measures,
        &[
            (Measure::AllNames, names),
            (Measure::NamedMore, others().filter(|rival| rival.names > names).count()),
            (Measure::Doer, doer),
            (Measure::Above, above),
            (Measure::RivalsHere, lasts().filter(|last| last.sentence == phrase.sentence).count()),
            (Measure::RivalSubject, subject.map_or(FAR, |last| phrase.sentence.saturating_sub(last.sentence))),
            (Measure::RivalRelation, lasts().next().map_or(FAR, |last| grammar::relation(phrase, last))),
            (Measure::RivalMentions, others().next().map_or(0, |rival| rival.mentions)),
        ],
    );
}

fn set_human(measures: &mut Measures, traits: &Traits) {
    if let Some(slot) = measures.get_mut(Measure::Human as usize) {
        *slot = i16::from(traits.human);
    }
}

/// Measures of somebody mentioned before the pronoun.
pub(super) fn of(phrases: &[Phrase<'_>], at: usize, referent: &Referent<'_>, field: &Field<'_>) -> Measures {
    let Some(phrase) = phrases.get(at) else { return [0; COUNT] };
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
            (Measure::Fits, usize::from(standing.fits)),
            (Measure::Later, standing.later),
            (Measure::Greater, standing.greater),
            (Measure::Earlier, standing.earlier),
            (Measure::Evidence, features::evidence(phrase, traits)),
            (Measure::Kind, traits.kind as usize),
            (Measure::Personal, usize::from(traits.personal)),
            (Measure::Sentences, phrase.sentence.saturating_sub(last.sentence).min(FAR)),
            (Measure::Words, phrase.head.index().saturating_sub(last.head.index()).min(FAR)),
            (Measure::Phrases, at.saturating_sub(last_at).min(FAR)),
            (Measure::Form, last.form as usize),
            (Measure::Role, grammar::role(last.head) as usize),
            (Measure::Relation, grammar::relation(phrase, last)),
            (Measure::Preposition, grammar::preposition(last)),
            (Measure::Part, part),
            (Measure::Root, usize::from(last.head.head().is_some_and(|head| head.deprel() == Some(Deprel::Root)))),
            (Measure::Mentions, entity.len().min(40)),
            (Measure::Names, names().count()),
            (Measure::FirstSentence, first.sentence.min(FAR)),
            (Measure::FirstSubject, usize::from(first.role == Role::Subject)),
            (Measure::Subjects, near(2).filter(is_subject).count()),
            (Measure::SubjectsNow, near(0).filter(is_subject).count()),
            (Measure::MentionsNow, near(0).count()),
            (Measure::SinceName, name.map_or(FAR, |name| phrase.sentence.saturating_sub(name.sentence).min(FAR))),
            (
                Measure::WordsSinceName,
                name.map_or(FAR, |name| phrase.head.index().saturating_sub(name.head.index()).min(FAR)),
            ),
            (Measure::NameWords, name.map_or(0, |name| name.words)),
            (Measure::LongestName, names().map(|name| name.words).max().unwrap_or(0)),
            (
                Measure::SameForm,
                usize::from(last.pronoun.is_some() && last.head.text().eq_ignore_ascii_case(phrase.head.text())),
            ),
            (Measure::NextSentences, next.map_or(FAR, |next| next.sentence.saturating_sub(phrase.sentence).min(9))),
            (
                Measure::NextRelation,
                next.filter(|next| next.sentence == phrase.sentence)
                    .map_or(FAR, |next| grammar::relation(phrase, next)),
            ),
            (Measure::Parallel, usize::from(near(1).any(|other| grammar::role(other.head) == phrase.role))),
            (Measure::FirstInSentence, usize::from(starts(last))),
            (Measure::Quoted, usize::from(phrase.quoted) * 2 + usize::from(last.quoted)),
            (Measure::BesideIt, usize::from(last.head.children().any(|child| child.deprel() == Some(Deprel::Conj)))),
            (Measure::Barred, usize::from(own().take(4).any(|other| grammar::is_barred(phrase, other)))),
            (Measure::NameRole, name.map_or(9, |name| grammar::role(name.head) as usize)),
            (Measure::Place, traits.place as usize),
            (Measure::Sureness, usize::from(traits.sureness)),
            (Measure::Depth, grammar::depth(last.head)),
            (
                Measure::Steps,
                Some(last.head)
                    .filter(|_| last.sentence == phrase.sentence)
                    .and_then(|last| grammar::steps(phrase.head, last))
                    .unwrap_or(FAR),
            ),
            (Measure::Found, standing.found),
            (
                Measure::Previous,
                field.previous.map_or(0, |previous| 2 - usize::from(previous.entity == referent.entity)),
            ),
            (Measure::Aside, usize::from(grammar::is_aside(last.head))),
            (Measure::CaseWord, grammar::sense_of_case(last.head)),
            (Measure::Governor, grammar::governor(last.head).map_or(0, focus::class)),
            (Measure::NextBarred, usize::from(next.is_some_and(|next| grammar::is_barred(phrase, next)))),
            (Measure::SameGender, own().filter(|other| other.pronoun == phrase.pronoun).count()),
            (
                Measure::OtherGender,
                own().filter(|other| other.is_he_or_she() && other.pronoun != phrase.pronoun).count(),
            ),
            (Measure::MentionsNear, near(1).count()),
        ],
    );
    set_human(&mut measures, traits);
    set_rivals(&mut measures, phrases, phrase, (Some(referent.entity), entity, referent.names), field);
    measures
}
