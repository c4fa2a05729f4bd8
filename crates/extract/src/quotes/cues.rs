//! The verbs that attribute words, thoughts and aims to somebody, in all their forms.

use std::sync::LazyLock;

use dateline_models::{entries, lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::{Certainty, Stance};

/// What a verb attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Words: says.
    Speech,
    /// Thoughts and feelings: believes.
    Thought,
    /// Aims: wants, plans.
    Aim,
    /// Taking a side: praises.
    Judgement,
    /// What a source shows: finds.
    Evidence,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said
    Past,
    /// said, written
    Participle,
    /// saying
    Ing,
}

/// How a verb takes what it attributes, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frames(u32);

impl Frames {
    pub(crate) const QUOTE: Self = Self(1);
    pub(crate) const CLAUSE: Self = Self(1 << 1);
    pub(crate) const TO: Self = Self(1 << 2);
    pub(crate) const ING: Self = Self(1 << 3);
    pub(crate) const OBJECT: Self = Self(1 << 4);
    pub(crate) const PERSON: Self = Self(1 << 5);
    pub(crate) const NAME: Self = Self(1 << 6);
    const PREPOSITIONS: &'static [&'static str] =
        &["about", "against", "as", "at", "for", "from", "in", "of", "on", "over", "to:", "with"];

    fn named(name: &str) -> Self {
        let at = ["quote", "clause", "to", "ing", "object", "person", "name"].iter().position(|frame| *frame == name);
        let at = at.or_else(|| Self::PREPOSITIONS.iter().position(|frame| *frame == name).map(|at| at + 7));
        Self(at.map_or(0, |at| 1 << at))
    }

    /// The frame of a phrase that this preposition opens.
    pub(crate) fn preposition(word: &str) -> Self {
        Self::named(if word == "to" { "to:" } else { word })
    }

    pub(crate) fn has(self, frame: Self) -> bool {
        self.0 & frame.0 != 0
    }
}

/// A verb, noun or adjective of the lexicon.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
    pub(crate) lemma: &'static str,
    pub(crate) particle: Option<&'static str>,
    pub(crate) class: Class,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    pub(crate) frames: Frames,
}

/// The lexicon: verbs by their written forms.
#[derive(Debug, Default)]
pub(crate) struct Verbs {
    verbs: Vec<Cue>,
    forms: FxHashMap<String, Vec<(u16, Form)>>,
}

/// The verbs that the crate carries.
pub(crate) static VERBS: LazyLock<Verbs> = LazyLock::new(|| Verbs::read(entries(lexicon::ATTRIBUTION_VERBS)));

/// The nouns that the crate carries, singular and plural.
pub(crate) static NOUNS: LazyLock<FxHashMap<String, Cue>> =
    LazyLock::new(|| Cue::list(entries(lexicon::ATTRIBUTION_NOUNS), true));

/// The adjectives that the crate carries.
pub(crate) static ADJECTIVES: LazyLock<FxHashMap<String, Cue>> =
    LazyLock::new(|| Cue::list(entries(lexicon::ATTRIBUTION_ADJECTIVES), false));

/// What becomes of a saying that stands as an infinitive under another word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// It was said: "went on to say".
    Done,
    /// It was not: "declined to say".
    Refused,
    /// It is to come, or only wanted: "is expected to say".
    Ahead,
}

/// The verbs and adjectives above infinitives of saying, by lemma.
pub(crate) static LEADS: LazyLock<FxHashMap<&'static str, Lead>> = LazyLock::new(|| {
    let mut leads = FxHashMap::default();
    for line in entries(lexicon::ATTRIBUTION_LEADS) {
        let Some((outcome, lemmas)) = line.split_once('\t') else { continue };
        let lead = match outcome {
            "done" => Lead::Done,
            "refused" => Lead::Refused,
            _ => Lead::Ahead,
        };
        leads.extend(lemmas.split(' ').map(|lemma| (lemma, lead)));
    }
    leads
});

/// What statements are made in or through.
pub(crate) static MEDIA: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(lexicon::ATTRIBUTION_MEDIA).collect());

/// Documents and inquiries that speak for themselves.
pub(crate) static SOURCES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(lexicon::ATTRIBUTION_SOURCES).collect());

impl Verbs {
    fn read(lines: impl Iterator<Item = &'static str>) -> Self {
        let mut verbs = Self::default();
        for line in lines {
            let mut columns = line.split('\t');
            let mut next = || columns.next().unwrap_or_default();
            let (name, irregular) = (next(), next());
            let (lemma, particle) = match name.split_once(' ') {
                Some((lemma, particle)) => (lemma, Some(particle)),
                None => (name, None),
            };
            let index = verbs.verbs.len() as u16;
            verbs.verbs.push(Cue::read(lemma, particle, columns));
            for (form, text) in inflect(lemma, irregular) {
                let entry = verbs.forms.entry(text).or_default();
                if !entry.contains(&(index, form)) {
                    entry.push((index, form));
                }
            }
        }
        verbs
    }

    /// The verbs that a word, in lower case, can be a form of; one with a particle only where `next` is that particle.
    pub(crate) fn of(&self, word: &str, next: &str) -> Option<(&Cue, Form)> {
        let entries = self.forms.get(word)?;
        let verb = |(index, form): &(u16, Form)| self.verbs.get(*index as usize).map(|verb| (verb, *form));
        let with = entries.iter().filter_map(verb).find(|(verb, _)| verb.particle == Some(next));
        with.or_else(|| entries.iter().filter_map(verb).find(|(verb, _)| verb.particle.is_none()))
    }
}

impl Cue {
    /// Reads class, stance, certainty and frames.
    fn read(
        lemma: &'static str,
        particle: Option<&'static str>,
        mut columns: impl Iterator<Item = &'static str>,
    ) -> Self {
        let mut next = || columns.next().unwrap_or_default();
        let class = match next() {
            "thought" => Class::Thought,
            "aim" => Class::Aim,
            "judgement" => Class::Judgement,
            "evidence" => Class::Evidence,
            _ => Class::Speech,
        };
        let (stance, certainty) = (next(), next());
        Self {
            lemma,
            particle,
            class,
            stance: Stance::from_name(stance).unwrap_or(Stance::Asserts),
            certainty: Certainty::from_name(certainty).unwrap_or(Certainty::Certain),
            frames: Frames(next().split(',').fold(0, |set, frame| set | Frames::named(frame).0)),
        }
    }

    /// Reads a list of nouns or adjectives, each under its written forms.
    fn list(lines: impl Iterator<Item = &'static str>, plural: bool) -> FxHashMap<String, Self> {
        let mut cues = FxHashMap::default();
        for line in lines {
            let mut columns = line.split('\t');
            let lemma = columns.next().unwrap_or_default();
            let cue = Self::read(lemma, None, columns);
            if plural {
                let forms = inflect(lemma, "-");
                if let Some((_, many)) = forms.into_iter().find(|(form, _)| *form == Form::Third) {
                    cues.insert(many, cue.clone());
                }
            }
            cues.insert(lemma.to_owned(), cue);
        }
        cues
    }
}

fn inflect(lemma: &str, irregular: &str) -> Vec<(Form, String)> {
    let consonant_y = lemma.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end));
    let stem = |cut: usize| lemma.get(..lemma.len().saturating_sub(cut)).unwrap_or_default();
    let third = match lemma {
        "have" => "has".to_owned(),
        _ if consonant_y => format!("{}ies", stem(1)),
        _ if ["s", "x", "z", "ch", "sh", "go"].iter().any(|end| lemma.ends_with(end)) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    };
    let regular = match lemma {
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ if consonant_y => format!("{}ied", stem(1)),
        _ => format!("{lemma}ed"),
    };
    let mut given = irregular.split(',').filter(|form| !form.is_empty() && *form != "-");
    let past = given.next().map_or_else(|| regular.clone(), str::to_owned);
    let participle = given.next().map_or_else(|| past.clone(), str::to_owned);
    let ing = given.next().map_or_else(
        || match past.strip_suffix("ed") {
            // "admitted" doubles its consonant, and so does "admitting".
            Some(doubled) if past != regular => format!("{doubled}ing"),
            _ if lemma.ends_with('e') && !lemma.ends_with("ee") => format!("{}ing", stem(1)),
            _ => format!("{lemma}ing"),
        },
        str::to_owned,
    );
    vec![
        (Form::Past, past),
        (Form::Participle, participle),
        (Form::Third, third),
        (Form::Base, lemma.to_owned()),
        (Form::Ing, ing),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Form, VERBS, inflect};

    #[test]
    fn verbs_are_inflected() {
        let forms = |lemma, irregular| inflect(lemma, irregular).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(forms("say", "said"), ["said", "said", "says", "say", "saying"]);
        assert_eq!(forms("admit", "admitted"), ["admitted", "admitted", "admits", "admit", "admitting"]);
        assert_eq!(forms("write", "wrote,written,writing"), ["wrote", "written", "writes", "write", "writing"]);
        assert_eq!(forms("agree", "-"), ["agreed", "agreed", "agrees", "agree", "agreeing"]);
        assert_eq!(forms("reply", "-"), ["replied", "replied", "replies", "reply", "replying"]);
    }

    #[test]
    fn a_particle_makes_another_verb() {
        assert_eq!(VERBS.of("pointed", "out").map(|(verb, form)| (verb.lemma, form)), Some(("point", Form::Past)));
        assert!(VERBS.of("lashed", "at").is_none());
        assert!(VERBS.of("table", "").is_none());
    }
}
