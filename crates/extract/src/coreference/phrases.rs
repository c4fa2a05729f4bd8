//! The phrases that refer: names, descriptions and pronouns, in text order.

use dateline_core::{Deprel, Document, Span, Token, Upos};

use super::traits::{self, PronounClass, Traits};
use crate::mentions::{Mention, MentionForm};

/// How a phrase is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    None,
    Definite,
    Indefinite,
    Demonstrative,
    Possessive,
}

/// A phrase that refers to somebody or something.
#[derive(Clone, Debug)]
pub(super) struct Phrase<'d> {
    pub(super) span: Span,
    pub(super) form: MentionForm,
    /// Index of the name that it is.
    pub(super) name: Option<usize>,
    pub(super) head: Token<'d>,
    /// What it is a form of, if it is a pronoun.
    pub(super) pronoun: Option<PronounClass>,
    /// The head's lemma.
    pub(super) head_word: &'d str,
    pub(super) traits: Traits,
    pub(super) determiner: Determiner,
    pub(super) sentence: usize,
    pub(super) quoted: bool,
    pub(super) role: Role,
    /// How many words it has.
    pub(super) words: usize,
}

impl Phrase<'_> {
    /// Whether it is a form of "he" or "she".
    pub(super) fn is_he_or_she(&self) -> bool {
        self.gendered().is_some()
    }

    /// 0 for a form of "he", 1 for a form of "she".
    pub(super) fn gendered(&self) -> Option<usize> {
        match self.pronoun? {
            PronounClass::He => Some(0),
            PronounClass::She => Some(1),
            _ => None,
        }
    }
}

/// What a phrase does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Subject,
    Object,
    Possessive,
    Oblique,
    Other,
}

/// The phrases of the story's blocks, in text order; of two that start together the longer comes first.
pub(super) fn find<'d>(document: &'d Document, names: &[Mention], quoted: &[bool]) -> Vec<Phrase<'d>> {
    let mut phrases = Vec::new();
    let mut named = vec![false; document.token_count()];
    for (at, name) in names.iter().enumerate() {
        let words: Vec<Token<'d>> = document.tokens_in(name.span).collect();
        for word in &words {
            if let Some(slot) = named.get_mut(word.index()) {
                *slot = true;
            }
        }
        let head =
            words.iter().find(|word| word.head().is_none_or(|head| !name.span.contains(head.span()))).or(words.last());
        if let Some(&head) = head {
            let sureness = name.score.map_or(traits::BY_RULE, |score| (score * 10.0) as u8);
            let mut traits = traits::of_name(name.kind, &words, head);
            traits.sureness = sureness;
            phrases.push(phrase(name.span, MentionForm::Name, Some(at), head, traits, quoted));
        }
    }
    for sentence in document.sentences().filter(|sentence| sentence.block().kind().is_story()) {
        for token in sentence.tokens().filter(|token| !named.get(token.index()).copied().unwrap_or(false)) {
            phrases.extend(pronoun(token, quoted).or_else(|| description(token, &named, quoted)));
        }
    }
    phrases.sort_by_key(|phrase| (phrase.span.start, std::cmp::Reverse(phrase.span.end)));
    phrases
}

fn phrase<'d>(
    span: Span,
    form: MentionForm,
    name: Option<usize>,
    head: Token<'d>,
    traits: Traits,
    quoted: &[bool],
) -> Phrase<'d> {
    let determiner = match form {
        MentionForm::Nominal => determiner(head),
        _ => Determiner::None,
    };
    Phrase {
        span,
        form,
        name,
        head,
        pronoun: None,
        head_word: head.lemma().unwrap_or(head.text()),
        traits,
        determiner,
        sentence: head.sentence().map_or(0, |sentence| sentence.index()),
        quoted: quoted.get(head.index()).copied().unwrap_or(false),
        role: role(head),
        words: head.document().tokens_in(span).filter(|word| word.text().starts_with(char::is_alphabetic)).count(),
    }
}

fn pronoun<'d>(token: Token<'d>, quoted: &[bool]) -> Option<Phrase<'d>> {
    let personal = matches!(token.upos(), Some(Upos::Pron)) && token.deprel() != Some(Deprel::Expl);
    let class = PronounClass::of(&token.text().to_lowercase()).filter(|_| personal)?;
    let phrase = phrase(token.span(), MentionForm::Pronoun, None, token, class.traits(), quoted);
    Some(Phrase { pronoun: Some(class), ..phrase })
}

/// The description that a noun heads; a noun that only modifies another heads none, nor does one whose words a name holds.
fn description<'d>(token: Token<'d>, named: &[bool], quoted: &[bool]) -> Option<Phrase<'d>> {
    let heads = matches!(token.upos(), Some(Upos::Noun | Upos::Propn))
        && !matches!(
            token.deprel(),
            Some(
                Deprel::Compound
                    | Deprel::Flat
                    | Deprel::Fixed
                    | Deprel::Goeswith
                    | Deprel::Amod
                    | Deprel::Advmod
                    | Deprel::Dep
                    | Deprel::Punct
                    | Deprel::NmodDesc
            )
        );
    if !heads {
        return None;
    }
    // "The minister, Ann Lee" and "the minister Ann Lee" are the name's own words.
    let span = extent(token)?;
    let is_named = |word: Token<'_>| named.get(word.index()).copied().unwrap_or(false);
    let names_it = token.children().any(|child| {
        let beside = child.subtree().is_some_and(|own| own.start as usize == token.index() + 1);
        is_named(child) && (child.deprel() == Some(Deprel::Flat) || child.deprel() == Some(Deprel::Appos) && beside)
    });
    // So is "the group" of "the group Free Valley", which a parser may hang anywhere beside the name.
    let introduces = token.next().filter(|next| is_named(*next)).is_some_and(|next| {
        let head = next.ancestors().take(6).find(|word| !is_named(*word));
        let beside = [token.head(), token.head().and_then(|head| head.head())].contains(&head);
        token.text().starts_with(char::is_lowercase)
            && (token.head().is_some_and(is_named) || token.deprel().is_some_and(Deprel::is_subject) && beside)
    });
    (!names_it && !introduces).then(|| phrase(span, MentionForm::Nominal, None, token, traits::of_noun(token), quoted))
}

/// The noun phrase with its prepositional phrases and relative clauses, without preposition, conjuncts and asides: what OntoNotes marks.
fn extent(head: Token<'_>) -> Option<Span> {
    let range = head.subtree()?;
    let at = head.index() as u32;
    let (mut start, mut end) = (range.start, range.end);
    for child in head.children() {
        let own = child.subtree()?;
        let leaves = matches!(
            child.deprel(),
            Some(
                Deprel::Case
                    | Deprel::Cc
                    | Deprel::Conj
                    | Deprel::Mark
                    | Deprel::Cop
                    | Deprel::Nsubj
                    | Deprel::Parataxis
                    | Deprel::Advcl
                    | Deprel::Punct
                    | Deprel::Aux
                    | Deprel::Discourse
                    | Deprel::Expl
                    | Deprel::List
            )
        );
        // A possessive's mark belongs to it where it is somebody's: "the group's".
        if leaves && (child.index() as u32) < at {
            start = start.max(own.end);
        } else if leaves && child.deprel() != Some(Deprel::Punct) {
            end = end.min(own.start.max(at + 1));
        }
    }
    let document = head.document();
    let mut words = document.token_range(start.min(at)..end);
    let first = words.clone().find(|word| word.upos() != Some(Upos::Punct))?;
    let last = words.rfind(|word| word.upos() != Some(Upos::Punct)).unwrap_or(first);
    Some(first.span().cover(last.span()))
}

fn determiner(head: Token<'_>) -> Determiner {
    for child in head.children().filter(|child| child.index() < head.index()) {
        match (child.deprel(), child.lemma()) {
            (Some(Deprel::Det), Some("the")) => return Determiner::Definite,
            (Some(Deprel::Det), Some("this" | "that" | "these" | "those")) => return Determiner::Demonstrative,
            (Some(Deprel::Det), _) => return Determiner::Indefinite,
            (Some(Deprel::NmodPoss), _) => return Determiner::Possessive,
            _ => {}
        }
    }
    Determiner::None
}

pub(super) fn role(head: Token<'_>) -> Role {
    match head.deprel() {
        Some(deprel) if deprel.is_subject() => Role::Subject,
        Some(Deprel::Obj | Deprel::Iobj) => Role::Object,
        Some(Deprel::NmodPoss) => Role::Possessive,
        Some(Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked | Deprel::Nmod) => Role::Oblique,
        _ => Role::Other,
    }
}
