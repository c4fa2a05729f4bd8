//! What kind of source speaks: somebody with a name, or an official, insider, expert or witness without one; media, documents, groups.
//!
//! The kinds follow studies of unnamed ("veiled") sources in the news, which tell apart who is named, who speaks by office, who knows from within,
//! from study or from having been there, and what was only read elsewhere.
//!
//! Limits: a pronoun or description is as named as the entity that it was joined to; a noun that the list does not know gives no kind.

use std::sync::LazyLock;

use dateline_core::{Deprel, NameType, Token};
use dateline_models::{entries, lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Class, Words};
use super::{Quote, Speaker};
use crate::claims::Claim;
use crate::entities::Entity;
use crate::mentions::{Mention, MentionForm};

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SourceKind {
    /// Somebody or some body that the article names.
    Named,
    /// Speaks for somebody, without a name: "a spokeswoman for the ministry".
    Spokesperson,
    /// Holds an office, or is a body of the state, without a name: "a senior official", "police".
    Official,
    /// Knows from within: "people familiar with the matter", "sources".
    Insider,
    /// Knows from study: "analysts".
    Expert,
    /// Was there: "witnesses", "residents".
    Witness,
    /// Publishes news, named or not: "local media", "the BBC".
    Media,
    /// Is written or counted: "a report", "the poll".
    Document,
    /// Many people, or a body, without a name: "critics", "the group".
    Group,
    /// One of the people, without a name: "a driver".
    Person,
}

static KINDS: LazyLock<FxHashMap<&'static str, SourceKind>> = LazyLock::new(|| {
    let mut kinds = FxHashMap::default();
    for line in entries(lexicon::SOURCE_KINDS) {
        let Some((name, lemmas)) = line.split_once('\t') else { continue };
        let Some(kind) = SourceKind::ALL.iter().find(|kind| kind.name() == name) else { continue };
        kinds.extend(lemmas.split(' ').map(|lemma| (lemma, *kind)));
    }
    kinds
});

impl SourceKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Named,
        Self::Spokesperson,
        Self::Official,
        Self::Insider,
        Self::Expert,
        Self::Witness,
        Self::Media,
        Self::Document,
        Self::Group,
        Self::Person,
    ];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Spokesperson => "spokesperson",
            Self::Official => "official",
            Self::Insider => "insider",
            Self::Expert => "expert",
            Self::Witness => "witness",
            Self::Media => "media",
            Self::Document => "document",
            Self::Group => "group",
            Self::Person => "person",
        }
    }
}

impl std::fmt::Display for SourceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// What follows "people" or "officials" who know from within.
const KNOWING: &[&str] = &["familiar", "close", "knowledge", "briefed", "privy"];

/// What is said of those who do not want their names told: "on condition of anonymity", "who asked not to be named".
const VEILS: &[&str] = &["anonymity", "anonymously"];
const NAMING: &[&str] = &["named", "identified", "quoted", "identify"];

/// Whether an infinitive is only a wish not to be named.
pub(super) fn veils(words: &Words<'_>, extent: &std::ops::Range<usize>) -> bool {
    extent.len() <= 6
        && extent
            .clone()
            .any(|at| words.is(at, VEILS) || words.is(at, &["named", "identified"]) && words.is(at - 1, &["be"]))
}

/// How many mentions of an entity are asked for its name.
const FORMS: usize = 64;

/// How far after a source's words its wish for anonymity is looked for.
const REACH: usize = 30;

/// Gives every source of quotations and claims its kind.
pub(crate) fn sort(
    words: &Words<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    quotes: &mut [Quote],
    claims: &mut [Claim],
) {
    let sorter = Sorter { words, mentions, entities };
    let mut veiled = FxHashSet::default();
    let speakers = quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    for speaker in speakers.chain(claims.iter_mut().filter_map(|claim| claim.source.as_mut())) {
        speaker.kind = sorter.kind(speaker);
        speaker.anonymous = sorter.is_veiled(speaker);
        veiled.extend(speaker.entity.filter(|_| speaker.anonymous && speaker.kind != Some(SourceKind::Named)));
    }
    // Who does not want to be named at first does not want it later: "He added".
    let speakers = quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    for speaker in speakers.chain(claims.iter_mut().filter_map(|claim| claim.source.as_mut())) {
        speaker.anonymous |= speaker.entity.is_some_and(|entity| veiled.contains(&entity));
    }
}

/// Whether a noun is one for a source.
pub(super) fn is_source(token: Token<'_>) -> bool {
    KINDS.contains_key(token.lemma().unwrap_or_default()) || crate::coreference::describes_people(token)
}

/// Whether a noun before a colon is who says what follows: "Police: Two are missing", but not "Video: Two are missing".
pub(super) fn speaks(token: Token<'_>) -> bool {
    let lemma = token.lemma().unwrap_or_default().to_lowercase();
    lemma == "report"
        || KINDS.get(lemma.as_str()).is_some_and(|kind| !matches!(kind, SourceKind::Document | SourceKind::Media))
}

struct Sorter<'a> {
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    entities: &'a [Entity],
}

impl Sorter<'_> {
    fn kind(&self, speaker: &Speaker) -> Option<SourceKind> {
        let range = self.words.within(speaker.span);
        let mut head = self.words.top(&range)?;
        // "one of the officials", "dozens of residents"
        for _ in 0..2 {
            let of = self
                .words
                .dependent(head, &[Deprel::Nmod])
                .filter(|of| range.contains(of) && self.words.dependents(*of).any(|case| self.words.is(case, &["of"])));
            let counted =
                matches!(self.words.class(head), Class::Number | Class::Determiner | Class::Adjective | Class::Pronoun)
                    || self.words.is(
                        head,
                        &[
                            "one",
                            "some",
                            "many",
                            "most",
                            "several",
                            "number",
                            "dozens",
                            "hundreds",
                            "thousands",
                            "group",
                            "majority",
                        ],
                    );
            match of.filter(|_| counted) {
                Some(of) => head = of,
                None => break,
            }
        }
        let mention = self.covering(head);
        if let Some(name) = mention.filter(|mention| mention.form == MentionForm::Name) {
            return Some(self.of_name(name, speaker));
        }
        if self.words.class(head) == Class::Name {
            return Some(SourceKind::Named);
        }
        if range.len() == 1 && self.words.is(head, &["i", "we", "you"]) {
            return None;
        }
        // "the minister", "she", "its chief executive, Ann Lee": as named as whom they refer to.
        // A name that only tells whose they are, "White House officials", is not theirs; one at the end is, "nominee Ann Lee".
        let part = |at: usize| {
            self.covering(at).is_some_and(|part| {
                let end = self.words.within(part.span).end;
                let last = end >= range.end || matches!(self.words.class(end), Class::Comma | Class::Preposition);
                part.entity == speaker.entity && !(part.kind == Some(NameType::Person) && last)
            })
        };
        let own = mention.is_some() || !range.clone().any(part);
        let entity = speaker.entity.and_then(|entity| self.entities.get(entity.index())).filter(|_| own);
        let forms = |form: MentionForm| {
            entity
                .iter()
                .flat_map(|entity| entity.mentions.iter().take(FORMS))
                .filter_map(move |id| self.mentions.get(id.index()))
                .find(move |mention| mention.form == form)
        };
        if let Some(name) = forms(MentionForm::Name) {
            return Some(self.of_name(name, speaker));
        }
        self.of_noun(head, &range).or_else(|| {
            let described = self.words.within(forms(MentionForm::Nominal)?.span);
            self.of_noun(self.words.top(&described)?, &described)
        })
    }

    /// A name: media have a kind of their own, and people who are called by what they are, as "Republicans", are a group.
    fn of_name(&self, name: &Mention, speaker: &Speaker) -> SourceKind {
        let entity = speaker.entity.or(name.entity).and_then(|entity| self.entities.get(entity.index()));
        match name.kind {
            _ if entity.is_some_and(|entity| entity.subtype.as_deref() == Some("media")) => SourceKind::Media,
            Some(NameType::Norp) => SourceKind::Group,
            _ => SourceKind::Named,
        }
    }

    fn of_noun(&self, head: usize, range: &std::ops::Range<usize>) -> Option<SourceKind> {
        let token = self.words.document.token(head)?;
        let lemma = token.lemma().unwrap_or_default().to_lowercase();
        // "the state news agency"
        if lemma == "agency" && head > range.start && self.words.is(head - 1, &["news", "press", "wire"]) {
            return Some(SourceKind::Media);
        }
        let after = range.end..(range.end + 4).min(self.words.len());
        let knows = range.clone().chain(after).any(|at| self.words.is(at, KNOWING));
        match KINDS.get(lemma.as_str()).copied() {
            Some(SourceKind::Group | SourceKind::Person | SourceKind::Official) | None if knows => {
                Some(SourceKind::Insider)
            }
            Some(SourceKind::Person) if is_plural(token) && lemma != "one" => Some(SourceKind::Group),
            None if self.words.is(head, &["those", "others", "many", "some", "most"]) => Some(SourceKind::Group),
            None if crate::coreference::describes_people(token) => {
                Some(if is_plural(token) { SourceKind::Group } else { SourceKind::Person })
            }
            kind => kind,
        }
    }

    /// Whether the text says that the source does not want to be named.
    fn is_veiled(&self, speaker: &Speaker) -> bool {
        let range = self.words.within(speaker.span);
        // "unnamed officials", but not "Lee said, and unnamed officials agreed"
        if range.clone().any(|at| self.words.is(at, &["unnamed", "unidentified"])) {
            return true;
        }
        let sentence = self.words.get(range.start).map(|word| word.sentence);
        let near = range.start..(range.end + REACH).min(self.words.len());
        let mut near = near
            .take_while(|at| self.words.get(*at).map(|word| word.sentence) == sentence && !self.words.is(*at, &[";"]));
        near.any(|at| {
            self.words.is(at, VEILS)
                || self.words.is(at, NAMING)
                    && (at.saturating_sub(4)..at).any(|before| self.words.is(before, &["not"]))
                    && (at.saturating_sub(6)..at).any(|before| {
                        self.words.is(
                            before,
                            &[
                                "asked",
                                "asking",
                                "requested",
                                "wanted",
                                "wished",
                                "wishing",
                                "insisted",
                                "authorized",
                                "authorised",
                            ],
                        )
                    })
                || self.words.is(at, &["identified", "named"])
                    && (at.saturating_sub(4)..at)
                        .any(|before| self.words.is(before, &["declined", "declining", "refused", "refusing"]))
        })
    }

    fn covering(&self, at: usize) -> Option<&Mention> {
        let span = self.words.get(at)?.span;
        let from = self.mentions.partition_point(|mention| mention.span.start <= span.start);
        let before = self.mentions.get(..from)?.iter().rev().take(6);
        before.filter(|mention| mention.span.contains(span)).min_by_key(|mention| mention.span.len())
    }
}

fn is_plural(token: Token<'_>) -> bool {
    token.feature("Number") == Some("Plur")
}
