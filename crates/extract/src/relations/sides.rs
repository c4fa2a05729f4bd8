//! The mentions as the two sides of a relation: which starts, ends or has its head at a word, and what may stand where.

use std::num::NonZeroU32;

use dateline_core::{Deprel, NameType, Span, Token, Upos};
use rustc_hash::FxHashMap;

use super::{Relation, RelationKind, lexicon};
use crate::EntityId;
use crate::mentions::{Mention, MentionForm};
use crate::story::Evidence;

/// Descriptions of more words are left aside: their heads are far from what is said of them.
const WORDS: usize = 30;

/// A mention by the tokens that it covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// Index of its first token.
    pub(super) first: usize,
    /// One past the index of its last token.
    pub(super) end: usize,
    pub(super) span: Span,
    pub(super) form: MentionForm,
    pub(super) entity: EntityId,
    pub(super) kind: Option<NameType>,
}

impl Side {
    /// The classes that the list of kinds knows it by.
    pub(super) fn classes(&self) -> &'static [&'static str] {
        match self.kind {
            Some(NameType::Person) => &["person"],
            Some(NameType::Org) => &["body"],
            Some(NameType::Norp) => &["people"],
            Some(NameType::Gpe) => &["state", "place"],
            Some(NameType::Loc | NameType::Fac) => &["place"],
            Some(NameType::Product | NameType::Event | NameType::WorkOfArt | NameType::Law) => &["thing"],
            Some(NameType::Language) | None => &[],
        }
    }

    pub(super) fn is(&self, class: &str) -> bool {
        self.classes().contains(&class)
    }
}

/// For each token the number of its side, counted from one.
type Places = Vec<Option<NonZeroU32>>;

/// The mentions of a story, found by token.
pub(super) struct Sides<'s> {
    pub(super) evidence: Evidence<'s>,
    sides: Vec<Side>,
    starts: Places,
    /// By the index after the last token.
    ends: Places,
    heads: Places,
    /// Whether a name holds the token.
    named: Vec<bool>,
    /// Countries of the story by their code.
    countries: FxHashMap<&'static str, EntityId>,
}

impl<'s> Sides<'s> {
    pub(super) fn new(evidence: Evidence<'s>) -> Self {
        let tokens = evidence.document.token_count();
        let mut sides = Self {
            evidence,
            sides: Vec::with_capacity(evidence.mentions.len()),
            starts: vec![None; tokens + 1],
            ends: vec![None; tokens + 1],
            heads: vec![None; tokens + 1],
            named: vec![false; tokens],
            countries: FxHashMap::default(),
        };
        for place in evidence.places.iter().filter(|place| place.feature.is_some_and(|code| code.starts_with("A.PCL")))
        {
            let mention = place.mention.and_then(|mention| evidence.mentions.get(mention.index()));
            if let (Some(code), Some(entity)) = (place.country, mention.and_then(|mention| mention.entity)) {
                sides.countries.entry(code).or_insert(entity);
            }
        }
        // A name goes before a description of the same words, and the shorter of two descriptions before the longer.
        for form in [MentionForm::Name, MentionForm::Pronoun, MentionForm::Nominal] {
            for mention in evidence.mentions.iter().rev().filter(|mention| mention.form == form) {
                sides.enter(mention);
            }
        }
        sides
    }

    fn enter(&mut self, mention: &Mention) {
        let document = self.evidence.document;
        let words: Vec<Token<'_>> = document.tokens_in(mention.span).take(WORDS + 1).collect();
        let (Some(first), Some(last), Some(entity)) = (words.first(), words.last(), mention.entity) else { return };
        if words.len() > WORDS {
            return;
        }
        let kind = self.evidence.entities.get(entity.index()).and_then(|entity| entity.kind).or(mention.kind);
        let (first, end) = (first.index(), last.index() + 1);
        let side = Side { first, end, span: mention.span, form: mention.form, entity, kind };
        let head = words.iter().find(|word| word.head().is_none_or(|head| head.index() < first || head.index() >= end));
        self.sides.push(side);
        let number = NonZeroU32::new(self.sides.len() as u32);
        let places = [
            (&mut self.starts, first),
            (&mut self.ends, end),
            (&mut self.heads, head.map_or(first, |head| head.index())),
        ];
        for (list, at) in places {
            if let Some(slot) = list.get_mut(at) {
                *slot = slot.or(number);
            }
        }
        if mention.form == MentionForm::Name {
            for slot in self.named.iter_mut().take(end).skip(first) {
                *slot = true;
            }
        }
    }

    fn at(&self, places: &Places, token: usize) -> Option<Side> {
        let number = (*places.get(token)?)?;
        self.sides.get(number.get() as usize - 1).copied()
    }

    /// The name, or else the pronoun or description, that starts at a token.
    pub(super) fn starting(&self, token: usize) -> Option<Side> {
        self.at(&self.starts, token)
    }

    /// The one that ends right before a token.
    pub(super) fn ending(&self, token: usize) -> Option<Side> {
        self.at(&self.ends, token)
    }

    /// The one that a word is the head of; of a noun, the name that stands at it.
    pub(super) fn headed(&self, token: Token<'_>) -> Option<Side> {
        let own = self.at(&self.heads, token.index());
        own.filter(|side| side.form == MentionForm::Name).or_else(|| {
            let at = |deprel| token.child(deprel).and_then(|child| self.at(&self.heads, child.index()));
            at(Deprel::Flat).filter(|side| side.form == MentionForm::Name).or(own)
        })
    }

    pub(super) fn name_starting(&self, token: usize) -> Option<Side> {
        self.starting(token).filter(|side| side.form == MentionForm::Name)
    }

    pub(super) fn name_ending(&self, token: usize) -> Option<Side> {
        self.ending(token).filter(|side| side.form == MentionForm::Name)
    }

    /// Whether the token is among a name's words.
    pub(super) fn in_name(&self, token: usize) -> bool {
        self.named.get(token).copied().unwrap_or(false)
    }

    pub(super) fn token(&self, index: usize) -> Option<Token<'s>> {
        self.evidence.document.token(index)
    }

    /// The token's word in small letters; empty past the ends.
    pub(super) fn word(&self, index: usize) -> String {
        self.token(index).map(|token| token.text().to_lowercase()).unwrap_or_default()
    }

    /// The name that starts at a token or behind up to two titles or an opening mark there.
    pub(super) fn name_from(&self, token: usize) -> Option<Side> {
        (token..token + 3).find_map(|at| {
            let title = |index: usize| {
                self.token(index)
                    .is_some_and(|word| word.text().starts_with(|c: char| c.is_uppercase() || "“\"‘'(".contains(c)))
            };
            self.name_starting(at).filter(|_| (token..at).all(title))
        })
    }

    /// Whether the token makes what stands before it a possessor.
    pub(super) fn is_possessive(&self, index: usize) -> bool {
        let Some(token) = self.token(index) else { return false };
        match token.text() {
            // The tag is no help after a name that looks like a verb: "IS's".
            "'s" | "’s" | "'S" | "’S" => !token.has_space_before(),
            "'" | "’" => {
                !token.has_space_before() && (token.upos() == Some(Upos::Part) || token.deprel() == Some(Deprel::Case))
            }
            _ => false,
        }
    }

    /// The one that a possessive mark or pronoun that ends right before a token stands for.
    pub(super) fn possessor(&self, token: usize) -> Option<Side> {
        let before = token.checked_sub(1)?;
        if matches!(self.word(before).as_str(), "his" | "her" | "its" | "their") {
            return self.starting(before).filter(|side| side.form == MentionForm::Pronoun);
        }
        // "Ann Lee, whose husband"
        if self.word(before) == "whose" {
            let comma = before.checked_sub(1).filter(|&comma| self.word(comma) == ",");
            return self.name_ending(comma.unwrap_or(before));
        }
        if !self.is_possessive(before) {
            return None;
        }
        self.name_ending(before)
            .or_else(|| self.ending(token))
            .or_else(|| self.ending(before))
            .filter(|side| side.form != MentionForm::Pronoun)
    }

    /// Whether a word may stand between a determiner or possessor and the head of its noun phrase.
    pub(super) fn modifies(&self, index: usize) -> bool {
        let Some(token) = self.token(index) else { return false };
        match token.upos() {
            Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num) => true,
            Some(Upos::Verb) => {
                matches!(token.xpos(), Some("VBN" | "VBG")) && token.deprel() == Some(Deprel::Amod)
                    || lexicon::is("distancing", token.text())
            }
            Some(Upos::Adv) => {
                token.deprel() == Some(Deprel::Advmod)
                    && token.head().is_some_and(|head| {
                        head.index() > index && head.upos() != Some(Upos::Verb) || head.deprel() == Some(Deprel::Amod)
                    })
            }
            Some(Upos::Punct) => matches!(token.text(), "-" | "“" | "‘" | "”" | "’" | "\""),
            _ => token.text() == "-",
        }
    }

    /// What stands for a side in a relation: a nationality stands for its country, where the story names it.
    pub(super) fn resolved(&self, side: Side) -> Option<Side> {
        if side.kind != Some(NameType::Norp) {
            return Some(side);
        }
        match lexicon::nationality(self.evidence.document.slice(side.span)) {
            Some(code) => self.countries.get(code).map(|&entity| Side { entity, kind: Some(NameType::Gpe), ..side }),
            None => Some(side),
        }
    }

    /// The relation, if these two may stand in it.
    pub(super) fn relation(
        &self,
        kind: RelationKind,
        subject: Side,
        object: Side,
        rule: &'static str,
    ) -> Option<Relation> {
        let (from, to) = (self.resolved(subject)?, self.resolved(object)?);
        let fits = kind == RelationKind::AliasOf || lexicon::fits(kind, from.classes(), to.classes());
        (fits && from.entity != to.entity).then(|| Relation {
            kind,
            subject: from.entity,
            object: to.entity,
            time: None,
            former: false,
            evidence: subject.span.cover(object.span),
            rule,
        })
    }

    /// The tokens of the story's blocks.
    pub(super) fn story_tokens(&self) -> impl Iterator<Item = Token<'s>> {
        self.evidence
            .document
            .sentences()
            .filter(|sentence| sentence.block().kind().is_story())
            .flat_map(|sentence| sentence.tokens())
    }
}
