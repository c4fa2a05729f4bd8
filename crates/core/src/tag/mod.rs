//! Parts of speech, Penn tags and morphological features.
//!
//! The universal tag, the Penn tag and the bundle of features of a word are one choice: a reading, of those that occur in the treebanks. A window of
//! words about it scores the readings that a dictionary allows. Where there are trees, they tell past tenses from
//! participles where what the tree shows leaves no doubt.
//!
//! Known limits: the treebanks disagree on a few features (the number of `you`, the degree of adverbs); a document is read
//! by the conventions of the one whose register is nearer. A tag is read from the words near it: an auxiliary more than six words away is not seen.

mod dictionary;
mod gifts;
mod marks;
mod numbered;
mod window;

pub(crate) use numbered::{Feats, Xpos};

use crate::document::{ParseColumns, TagColumns};
use crate::encode::{Case, Look, Vocabulary};
use crate::model::Container;
use crate::{Deprel, Error, Span, Upos};
pub(crate) use window::Weights;
use window::{Candidate, Window};

/// Scores of readings.
#[derive(Debug)]
pub(crate) struct Tagger {
    readings: Vec<Reading>,
    window: Window,
    pairs: usize,
}

/// What a word may be.
#[derive(Clone, Copy, Debug)]
struct Reading {
    upos: Upos,
    xpos: Xpos,
    feats: Feats,
    /// Number of its pair of tags.
    pair: u16,
    /// Number of its Penn tag in the model.
    tag: u8,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    window: window::Scratch,
    /// For each word, the number of its pair of tags.
    pub(crate) pairs: Vec<u16>,
}

/// The words of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) spans: &'a [Span],
    pub(crate) forms: &'a [&'a str],
    pub(crate) looks: &'a [Look],
    pub(crate) case: Case,
}

impl Tagger {
    pub(crate) fn open(model: &Container, vocabulary: &Vocabulary, width: usize) -> Result<Self, Error> {
        let bad = |what: &str| {
            Error::model(
                "words",
                format_args!("it names {what} that this library does not know; take the model of this release"),
            )
        };
        let upos: Vec<Upos> = model
            .text("upos")?
            .lines()
            .map(|name| Upos::from_name(name).ok_or_else(|| bad("a part of speech")))
            .collect::<Result<_, _>>()?;
        let xpos: Vec<Xpos> = model
            .text("xpos")?
            .lines()
            .map(|name| Xpos::from_name(name).ok_or_else(|| bad("a Penn tag")))
            .collect::<Result<_, _>>()?;
        let feats: Vec<Feats> = model
            .text("feats")?
            .lines()
            .map(|name| Feats::from_name(name).ok_or_else(|| bad("features")))
            .collect::<Result<_, _>>()?;
        let pairs = model.section::<[u8; 2]>("pair", None)?;
        let pairs = model.values::<[u8; 2]>(&pairs);
        let section = model.section::<[u16; 3]>("reading", None)?;
        let reading = |[upos_at, xpos_at, feats_at]: &[u16; 3]| {
            let pair = pairs.iter().position(|pair| pair.map(u16::from) == [*upos_at, *xpos_at])?;
            Some(Reading {
                upos: *upos.get(usize::from(*upos_at))?,
                xpos: *xpos.get(usize::from(*xpos_at))?,
                feats: *feats.get(usize::from(*feats_at))?,
                pair: pair as u16,
                tag: *xpos_at as u8,
            })
        };
        let readings: Vec<Reading> = model
            .values::<[u16; 3]>(&section)
            .iter()
            .map(reading)
            .collect::<Option<_>>()
            .filter(|readings: &Vec<Reading>| !readings.is_empty())
            .ok_or_else(|| bad("a reading"))?;
        Ok(Self {
            window: Window::open(model, vocabulary, width, (readings.len(), xpos.len()))?,
            pairs: pairs.len(),
            readings,
        })
    }

    /// Number of pairs of tags.
    pub(crate) fn pairs(&self) -> usize {
        self.pairs
    }

    /// The weights for a document that leans so.
    pub(crate) fn weights(&self, lean: f32) -> &Weights {
        self.window.weights(lean)
    }

    /// Tags a sentence's words and adds the tags to the columns.
    pub(crate) fn tag(
        &self,
        (model, vocabulary): (&Container, &Vocabulary),
        words: Words<'_>,
        weights: &Weights,
        scratch: &mut Scratch,
        columns: &mut TagColumns,
    ) {
        self.window.read((model, vocabulary), weights, words, &self.readings, &mut scratch.window);
        scratch.pairs.clear();
        for candidates in scratch.window.words() {
            let best = best(candidates).and_then(|reading| self.readings.get(usize::from(reading)));
            // A dictionary without entries would allow nothing: the first reading is as good as any.
            if let Some(reading) = best.or(self.readings.first()) {
                columns.upos.push(reading.upos);
                columns.xpos.push(reading.xpos);
                columns.feats.push(reading.feats);
                scratch.pairs.push(reading.pair);
            }
        }
    }
}

/// Words on either side of a verb among which what belongs to it is looked for.
const NEAR: usize = 24;
/// Features of a past tense, by its subject.
const PAST_SINGULAR: &str = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
const PAST_PLURAL: &str = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
/// Prepositions behind a participle that tell what was done to somebody: `charged with theft`, `accused of it`.
const BEHIND: &[&str] = &["with", "of", "by", "as"];

/// Tells past tenses and participles of one form by what the tree shows. What describes a noun is a participle, as is a verb without a subject and
/// a conjunction before what its participle takes; a verb with a subject, an object and no auxiliary is none. `forms` are a sentence's words, the
/// first of which has the number `first`.
pub(crate) fn settle(forms: &[&str], first: usize, parse: &ParseColumns, tags: &mut TagColumns) {
    let (Some(past), Some(participle)) = (Xpos::from_name("VBD"), Xpos::from_name("VBN")) else { return };
    let verbs = (first..first + forms.len())
        .filter(|at| tags.xpos.get(*at).is_some_and(|tag| [past, participle].contains(tag)));
    for at in verbs.collect::<Vec<_>>() {
        let within = at.saturating_sub(NEAR).max(first)..(at + NEAR).min(first + forms.len());
        let child = |relations: &[Deprel]| {
            within.clone().find(|child| {
                *child != at
                    && parse.heads.get(*child) == Some(&(at as u32))
                    && parse.deprels.get(*child).is_some_and(|deprel| relations.contains(deprel))
            })
        };
        let subject = child(&[Deprel::Nsubj]);
        let finite =
            subject.is_some() || child(&[Deprel::NsubjPass, Deprel::Csubj, Deprel::Expl, Deprel::Mark]).is_some();
        let next = forms.get(at + 1 - first);
        let is_bare = !finite
            && match parse.deprels.get(at) {
                Some(Deprel::Acl) => true,
                Some(Deprel::Advcl) => next.is_some_and(|next| BEHIND.contains(next)),
                _ => false,
            };
        let acts = child(&[Deprel::Obj]).is_some() && child(&[Deprel::Aux, Deprel::AuxPass]).is_none();
        let main = matches!(parse.deprels.get(at), Some(Deprel::Root | Deprel::Ccomp | Deprel::Parataxis));
        let many = subject
            .and_then(|subject| tags.feats.get(subject))
            .is_some_and(|feats| feats.name().contains("Number=Plur"));
        let settled = match tags.xpos.get(at) {
            Some(tag) if *tag == past && is_bare => (participle, "Tense=Past|VerbForm=Part|Voice=Pass"),
            Some(tag) if *tag == participle && subject.is_some() && acts && main => {
                (past, if many { PAST_PLURAL } else { PAST_SINGULAR })
            }
            _ => continue,
        };
        if let (Some(xpos), Some(feats)) = (tags.xpos.get_mut(at), tags.feats.get_mut(at)) {
            (*xpos, *feats) = (settled.0, Feats::from_name(settled.1).unwrap_or(*feats));
        }
    }
}

/// The reading with the highest score, the first of several.
#[inline(always)]
fn best(candidates: &[Candidate]) -> Option<u16> {
    let higher = |best: Candidate, next: &Candidate| if next.score > best.score { *next } else { best };
    let (first, rest) = candidates.split_first()?;
    Some(rest.iter().fold(*first, higher).reading)
}

#[cfg(test)]
mod tests {
    use crate::{Annotator, Layers};

    /// Penn tags of a text's words.
    fn tags(text: &str) -> Vec<String> {
        let document = Annotator::english().layers(Layers::text().with_tags()).annotate(text);
        document.tokens().map(|token| token.xpos().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn the_words_about_a_word_say_what_it_is() {
        assert_eq!(tags("They record every debate.")[1], "VBP");
        assert_eq!(tags("The record stood for years.")[1], "NN");
        assert_eq!(tags("She wants to record it.")[3], "VB");
        assert_eq!(tags("He can open the can.")[1], "MD");
        assert_eq!(tags("He can open the can.")[4], "NN");
    }

    #[test]
    fn words_that_nobody_knows_are_told_by_their_form_and_their_place() {
        assert_eq!(tags("The two frobnicators left.")[2], "NNS");
        assert_eq!(tags("He is glorfing again.")[2], "VBG");
        assert_eq!(tags("Mr Zbrogniew left.")[1], "NNP");
    }

    #[test]
    fn settled_words_are_nothing_that_they_never_were() {
        for text in ["The of and the.", "Of the the of.", "THE OF AND."] {
            for (word, tag) in text.trim_end_matches('.').split(' ').zip(tags(text)) {
                assert_ne!(tag, "VB", "{word} in {text}");
                assert_ne!(tag, "NN", "{word} in {text}");
            }
        }
    }

    #[test]
    fn a_sentence_longer_than_a_window_is_tagged_to_its_end() {
        let text = format!("The council met and {}then left.", "voted and ".repeat(400));
        let tags = tags(&text);
        assert_eq!(tags.len(), 807);
        assert_eq!(tags.last().map(String::as_str), Some("."));
    }

    #[test]
    fn a_tree_tells_past_tenses_from_participles() {
        let tag = |text: &str, word: usize| {
            Annotator::english().annotate(text).token(word).and_then(|token| token.xpos().map(str::to_owned))
        };
        assert_eq!(tag("A sailor appeared in court on Monday, charged with theft.", 8).as_deref(), Some("VBN"));
        assert_eq!(tag("He left when she charged with theft a man.", 4).as_deref(), Some("VBD"));
        assert_eq!(tag("She charged with her horse.", 1).as_deref(), Some("VBD"));
        assert_eq!(tag("A car bomb killed journalist Paul Marek in Tarsk.", 3).as_deref(), Some("VBD"));
        assert_eq!(tag("The bomb was built by rebels.", 3).as_deref(), Some("VBN"));
    }

    #[test]
    fn tags_are_the_same_whatever_else_is_wanted() {
        let text = "The minister said that two men had been arrested in Leeds. \"No,\" she added.";
        let of = |layers| {
            let document = Annotator::english().layers(layers).annotate(text);
            let tags = |token: crate::Token<'_>| (token.upos(), token.feats().map(str::to_owned));
            document.tokens().map(tags).collect::<Vec<_>>()
        };
        assert_eq!(of(Layers::text().with_tags()), of(Layers::all()));
    }
}
