//! Names: people, organisations, places and other things that are called by a name, in the types of OntoNotes 5.
//!
//! A linear-chain model over hashed features labels the stretches of each sentence where a name may be: words with capitals, small words and marks
//! in such company as names have them in, and words that are not known as plain ones. Its features see the whole document: a word that is clear in
//! one place (`Minister Jane Lanner`) helps where it is not (`LANNER QUITS`). Sentences whose capitals tell nothing are read with the
//! spelling that the rest of the document, else the lexicon, gives each word.
//!
//! Then rules: what the text itself says a name is, datelines, other places of the same words, and the conventions of where a name begins
//! and ends. Where there are lemmas and trees, what a name does in its sentences may still make a person of it ([`people`]).
//!
//! Known limits: a name is a run of tokens of one sentence, without names inside it. Names of works and products are often missed, and
//! an unknown word at a sentence's start is found only where the text has it elsewhere too.

pub mod agreement;
mod conventions;
mod datelines;
pub mod features;
pub mod hash;
pub mod lattice;
pub mod lexicon;
pub mod model;
pub mod people;
pub mod preferences;
mod repeats;
mod stated;
mod things;
pub mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use once_cell::sync::Lazy;

use crate::NameType;
use crate::document::{Columns, NameRow};
use features::Features;
use lattice::{Lattice, Marginals};
use model::{LABELS, Model, NamesModel, ROW, Scores, TYPES};
use words::{Stretch, Words};

/// A name that the model found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Token indices, half-open.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: NameType,
    /// How sure the model is, 0 to 1.
    pub score: f32,
    /// What found it.
    pub rule: &'static str,
}

/// The model, on the word's own sentence and the document's evidence.
pub const MODEL: &str = "names.model";
/// The same words are a clear name elsewhere in the document.
pub const REPEAT: &str = "names.repeat";
/// A nationality's word where it is a language.
pub const LANGUAGE: &str = "names.language";
/// The text says what it is: `the newspaper Echo`.
pub const STATED: &str = "names.stated";
/// The place and the source in a dateline: `LONDON (Reuters) - `.
pub const DATELINE: &str = "names.dateline";
/// A name of several words that the lexicon holds.
pub const LISTED: &str = "names.listed";
/// Its own words or those beside it say whether it is an event, a work, a product or a law.
pub const THING: &str = "names.thing";
/// What it does in its sentences says that it is a person.
pub const PEOPLE: &str = "names.person";
/// All of them.
pub(crate) const RULES: [&str; 8] = [MODEL, REPEAT, LANGUAGE, STATED, DATELINE, LISTED, THING, PEOPLE];

/// Words by hash.
type Set = Lazy<BTreeSet<u64>>;

fn set(words: &str) -> BTreeSet<u64> {
    words.split(' ').map(|word| hash::word(word.as_bytes())).collect()
}

/// Adds the names column, and, where it is asked for, how likely each word is to be of a person's name.
pub(crate) fn annotate(model: &NamesModel, text: &str, columns: &mut Columns, with_chances: bool) {
    let tokens = columns.tokens.iter().map(|token| token.of(text).unwrap_or_default());
    let sentences = columns.sentences.iter().map(|row| row.tokens.start as usize..row.tokens.end as usize).collect();
    let row = |found: Found| NameRow {
        tokens: found.tokens.start as u32..found.tokens.end as u32,
        kind: found.kind,
        score: found.score,
        rule: found.rule,
    };
    let mut chances = with_chances.then(|| vec![people::Chance::NONE; columns.tokens.len()]);
    let found = recognize(&model.view(), tokens, sentences, chances.as_deref_mut());
    columns.names = Some(found.into_iter().map(row).collect());
    columns.chances = chances;
}

/// Finds the names of a document, in text order. `chances`, one for each token, take in how likely it is to be of a person's name.
#[must_use]
pub fn recognize<'t>(
    model: &Model<'_>,
    tokens: impl Iterator<Item = &'t str>,
    sentences: Vec<Range<usize>>,
    chances: Option<&mut [people::Chance]>,
) -> Vec<Found> {
    let words = Words::read(tokens, sentences, &model.lexicon);
    let stretches: Vec<Stretch> = words.stretches().collect();
    let emissions = emissions(model, &words, &stretches);
    let mut found = pulp::Arch::new().dispatch(Search { model, stretches: &stretches, emissions: &emissions, chances });
    conventions::marked(&words, &mut found);
    repeats::agree(&words, &mut found);
    repeats::shorten(&words, &mut found);
    repeats::add(&words, &mut found);
    datelines::add(&words, &mut found);
    stated::apply(&words, &mut found);
    conventions::apply(&words, &mut found);
    things::apply(&words, &mut found);
    found
}

/// The number of a person's type.
const PERSON: usize = 0;
const _: () = assert!(matches!(TYPES[PERSON], NameType::Person));

/// The search for names, the same on every machine whatever the width of its vectors.
struct Search<'a> {
    model: &'a Model<'a>,
    stretches: &'a [Stretch],
    emissions: &'a [Scores],
    chances: Option<&'a mut [people::Chance]>,
}

impl pulp::NullaryFnOnce for Search<'_> {
    type Output = Vec<Found>;

    #[inline(always)]
    fn call(self) -> Vec<Found> {
        let Self { model, stretches, emissions: mut rest, mut chances } = self;
        let (mut lattice, mut marginals, mut labels) =
            (Lattice::new(model.transitions), Marginals::new(model.odds), Vec::new());
        let mut found = Vec::new();
        for stretch in stretches {
            let (part, after) = rest.split_at_checked(stretch.tokens.len()).unwrap_or_default();
            rest = after;
            lattice.decode(part, stretch, &mut labels);
            let spans = spans(&labels);
            let is_wanted = !spans.is_empty() || chances.is_some();
            let probabilities = if is_wanted { marginals.of(part, stretch) } else { &[] };
            if let Some(own) = chances.as_mut().and_then(|chances| chances.get_mut(stretch.tokens.clone())) {
                let of = |word: &[f32; ROW]| people::Chance::of(certainty(std::slice::from_ref(word), PERSON));
                own.iter_mut().zip(probabilities).for_each(|(chance, word)| *chance = of(word));
            }
            let start = stretch.tokens.start;
            for (span, kind) in spans {
                let score = certainty(probabilities.get(span.clone()).unwrap_or_default(), kind);
                let tokens = start + span.start..start + span.end;
                found.push(Found { tokens, kind: TYPES[kind], score, rule: MODEL });
            }
        }
        found
    }
}

/// Label scores of the words of all stretches, one after the other.
#[must_use]
pub fn emissions(model: &Model<'_>, words: &Words, stretches: &[Stretch]) -> Vec<Scores> {
    let mut emissions = pulp::Arch::new().dispatch(Emissions { model, features: Features::new(words), stretches });
    agreement::agree(words, stretches, &mut emissions);
    emissions
}

/// Sums of whole numbers, the same on every machine; wider vectors add up a row at once.
struct Emissions<'a> {
    model: &'a Model<'a>,
    features: Features<'a>,
    stretches: &'a [Stretch],
}

impl pulp::NullaryFnOnce for Emissions<'_> {
    type Output = Vec<Scores>;

    #[inline(always)]
    fn call(self) -> Vec<Scores> {
        let (mut hashes, mut slots) = (Vec::with_capacity(features::MOST), model::Slots::default());
        let mut emissions = Vec::with_capacity(self.stretches.iter().map(|stretch| stretch.tokens.len()).sum());
        for stretch in self.stretches {
            for at in stretch.tokens.clone() {
                self.features.of(stretch.sentence, at, &mut hashes);
                emissions.push(self.model.scores(&hashes, &mut slots));
            }
        }
        emissions
    }
}

/// Spans of a label sequence, with the number of their type.
#[must_use]
pub fn spans(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
    let mut spans: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        if label == 0 || label >= LABELS {
            continue;
        }
        let kind = (label - 1) / 2;
        match spans.last_mut() {
            Some((span, open)) if label % 2 == 0 && *open == kind && span.end == at => span.end = at + 1,
            _ => spans.push((at..at + 1, kind)),
        }
    }
    spans
}

/// Mean probability of the type over a name's words.
fn certainty(probabilities: &[[f32; ROW]], kind: usize) -> f32 {
    let sum: f32 = probabilities.iter().flat_map(|p| p.get(2 * kind + 1..2 * kind + 3).unwrap_or_default()).sum();
    (sum / probabilities.len().max(1) as f32).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::model::NamesModel;
    use crate::{Annotator, Layers, NameType};

    fn annotator() -> Annotator {
        Annotator::english().layers(Layers::text().with_names())
    }

    fn names(text: &str) -> Vec<(String, NameType)> {
        let document = annotator().annotate(text);
        document.names().unwrap().map(|name| (name.text().to_owned(), name.kind())).collect()
    }

    fn found(text: &str, name: &str, kind: NameType) {
        let names = names(text);
        assert!(
            names.iter().any(|(words, found)| words == name && *found == kind),
            "{name} {kind} in {text:?}: {names:?}"
        );
    }

    #[test]
    fn titles_and_possessives_are_no_part_of_a_name() {
        found("President Marta Oduya met the press.", "Marta Oduya", NameType::Person);
        found("Mr. Okafor's lawyer spoke in court.", "Okafor", NameType::Person);
        found("Israel's army said that it had withdrawn.", "Israel", NameType::Gpe);
        found("Supreme Court Justice Samuel Okafor wrote the opinion.", "Samuel Okafor", NameType::Person);
        found("Supreme Court Justice Samuel Okafor wrote the opinion.", "Supreme Court", NameType::Org);
        found("USCG Captain Monica Rochester told the press.", "Monica Rochester", NameType::Person);
        found("USCG Captain Monica Rochester told the press.", "USCG", NameType::Org);
    }

    #[test]
    fn a_life_in_brackets_is_no_dateline() {
        let text = "Walter Brown (August 1917 – June 1956) was a singer who worked with a band for years.";
        assert!(names(text).iter().all(|(_, kind)| *kind != NameType::Gpe), "{:?}", names(text));
    }

    #[test]
    fn two_names_are_not_one() {
        found("The commission fined Siemens and Bosch on Friday.", "Siemens", NameType::Org);
        found("The commission fined Siemens and Bosch on Friday.", "Bosch", NameType::Org);
    }

    #[test]
    fn a_name_holds_no_plain_words_and_no_other_name() {
        let text = "Harbour Union defeat Lomny Rovers. The US Department of Justice investigating Ford said nothing.";
        assert!(names(text).iter().all(|(name, _)| !name.contains("defeat") && !name.contains("investigating")));
        found("She teaches at the Chinese University in town.", "Chinese University", NameType::Org);
        found("The Chinese government spoke.", "Chinese", NameType::Norp);
        found("The Bank of England said nothing.", "Bank of England", NameType::Org);
    }

    #[test]
    fn what_nobody_knows_is_named_by_what_stands_beside_it() {
        found("Troops closed the road to Lomian district, and Lomian fell quiet.", "Lomian", NameType::Gpe);
        assert!(
            names("They called it “Wurayah of Zind” in a statement.").iter().any(|(name, _)| name == "Wurayah of Zind")
        );
        found("Police in the Kurdish region said nothing.", "Kurdish", NameType::Norp);
        found("Shares in Norvik rose, and Norvik was founded in Bergen.", "Norvik", NameType::Org);
        found("Shares in London rose.", "London", NameType::Gpe);
        // What closes a sentence opens nothing in the next one.
        found("\"We lost a year.\" Marsh on Friday \"lost\" it again, said Ann Marsh.", "Marsh", NameType::Person);
        let text = "He spoke of “the Cup of Life” on Friday.";
        assert!(names(text).iter().all(|(name, _)| !name.contains("of")), "{:?}", names(text));
    }

    #[test]
    fn passages_in_another_language_hold_no_names_of_many_words() {
        for text in [
            "Одной рукой покачивала ребенка, другой держала книгу по нейрохирургии.",
            "Él dijo: hoy siento que continuar en esta posición representa una dificultad.",
            "हम लोग को वहाँ पे रहने का मौक़ा मिलता",
        ] {
            assert!(names(text).iter().all(|(name, _)| name.split(' ').count() < 3), "{:?}", names(text));
        }
    }

    #[test]
    fn plain_words_are_no_names() {
        for text in [
            "Rain fell on the city for nine hours on Friday, and the river rose above its banks before dawn.",
            "On Monday the minister said in January that talks would go on.",
            "",
            "1984",
            "... !!! ???",
        ] {
            assert_eq!(names(text), [], "{text:?}");
        }
    }

    #[test]
    fn headlines_are_read_with_the_evidence_of_the_body() {
        let body = "Grace Oduya resigned as mayor of Garissa on Friday. Oduya, 51, gave no reason, and Garissa will vote in May.";
        found(&format!("ODUYA RESIGNS AS MAYOR OF GARISSA\n\n{body}"), "ODUYA", NameType::Person);
        found(&format!("ODUYA RESIGNS AS MAYOR OF GARISSA\n\n{body}"), "GARISSA", NameType::Gpe);
    }

    #[test]
    fn text_without_capitals_has_names_too() {
        let text = "the prime minister of india, narendra modi, met president joe biden in washington";
        found(text, "india", NameType::Gpe);
        found(text, "joe biden", NameType::Person);
    }

    #[test]
    fn a_word_that_the_document_writes_small_is_no_name_in_its_headline() {
        let body = "The storm reached Garissa on Friday. The storm was the worst in years, and the flood took a bridge. The flood fell later.";
        let names = names(&format!("STORM AND FLOOD REACH GARISSA\n\n{body}"));
        assert!(names.iter().all(|(words, _)| !words.contains("STORM") && !words.contains("FLOOD")), "{names:?}");
    }

    #[test]
    fn names_are_in_order_inside_a_sentence_and_scored() {
        let text = "Anna Svoboda of the World Bank flew from Prague to Lima. Svoboda met Peru's president.\n\nLIMA, PERU\n\nShe left.";
        let document = annotator().annotate(text);
        let mut last = 0;
        for name in document.names().unwrap() {
            assert!(name.span().start >= last && !name.span().is_empty());
            last = name.span().end;
            let sentence = name.tokens().next().unwrap().sentence().unwrap();
            assert!(sentence.span().contains(name.span()));
            assert!((0.0..=1.0).contains(&name.score()));
            assert!(super::RULES.contains(&name.rule()));
        }
        assert!(last > 0);
    }

    #[test]
    fn the_same_text_gives_the_same_names() {
        let text = "Anna Svoboda of the World Bank flew from Prague to Lima.";
        assert_eq!(annotator().annotate(text), annotator().annotate(text));
        assert_eq!(names(text), names(text));
    }

    #[test]
    fn other_layers_do_not_pay_for_names() {
        assert!(Annotator::english().layers(Layers::text()).annotate("Prague").names().is_none());
    }

    #[test]
    fn a_damaged_model_is_an_error() {
        let bytes = dateline_models::weights::NAMES;
        assert!(NamesModel::bundled().is_ok());
        assert!(NamesModel::from_bytes(bytes).is_ok());
        for end in [0, 7, 40, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(NamesModel::from_bytes(&bytes[..end]).unwrap_err().is_model(), "cut at {end}");
        }
        for at in [0, 9, 17, 45, 5_000, bytes.len() / 2, bytes.len() - 40] {
            let mut damaged = bytes.to_vec();
            damaged[at] ^= 0x20;
            assert!(NamesModel::from_bytes(&damaged).unwrap_err().is_model(), "byte {at}");
        }
        assert!(NamesModel::from_bytes(dateline_models::weights::WORDS).unwrap_err().is_model());
    }
}
