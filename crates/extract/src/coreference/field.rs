//! What stands about "he" or "she", whoever it refers to: who else may be meant, where the pronoun before it went, who does what its clause tells.

use dateline_core::{Sentence, Token};

use super::grammar;
use super::phrases::Phrase;
use crate::quotes::cues::{Frames, VERBS};

/// What is known of a pronoun before one of the readings is looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Field<'d> {
    /// How many people named before it may be meant.
    pub(super) before: usize,
    /// How many people named only after it may be meant.
    pub(super) ahead: usize,
    /// The pronoun of the same gender before it.
    pub(super) previous: Option<Previous>,
    /// Who may be meant and was mentioned before, the one mentioned last first.
    pub(super) rivals: Vec<Rival>,
    /// Who does what its clause tells, and what the clause above that tells.
    pub(super) doers: [Option<Token<'d>>; 2],
}

/// A pronoun before, and what it was taken to refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Previous {
    pub(super) entity: usize,
    pub(super) sentences: usize,
    pub(super) words: usize,
}

impl Previous {
    /// The pronoun that was read last, seen from the phrase at `at`.
    pub(super) fn of(phrases: &[Phrase<'_>], at: usize, (last, entity): (usize, usize)) -> Option<Self> {
        let (phrase, last) = (phrases.get(at)?, phrases.get(last)?);
        Some(Self {
            entity,
            sentences: phrase.sentence.saturating_sub(last.sentence),
            words: phrase.head.index().saturating_sub(last.head.index()),
        })
    }
}

/// Somebody whom a pronoun may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    pub(super) entity: usize,
    /// The last mention among the phrases.
    pub(super) last: usize,
    pub(super) mentions: usize,
    /// How often the whole text names it.
    pub(super) names: usize,
}

/// How many rivals are looked at.
pub(super) const RIVALS: usize = 6;

/// Who does what the pronoun's clause tells, and what the clause above that tells; the pronoun itself is nobody else.
pub(super) fn doers(pronoun: Token<'_>) -> [Option<Token<'_>>; 2] {
    let own = pronoun.clause();
    let above = own.and_then(Token::head).and_then(Token::clause);
    [own, above].map(|clause| clause.and_then(Token::understood_subject).filter(|doer| *doer != pronoun))
}

/// Sentences before one in marks in which its speaker is looked for.
const CONTINUED: usize = 4;

/// Words above a pronoun among which the verb of saying is looked for.
const ABOVE: usize = 24;

/// Phrases before and after a pronoun among which who speaks it is looked for.
const NEAR: usize = 60;

/// Who says the words in marks that the pronoun at `at` stands in, among the phrases: the subject of the verb of saying above that stands outside
/// of marks, or of the last such verb before, back to the sentence in which the marks open.
pub(super) fn speaker(phrases: &[Phrase<'_>], at: usize, quoted: &[bool]) -> Option<usize> {
    let word = phrases.get(at).filter(|phrase| phrase.quoted && phrase.is_he_or_she())?.head;
    let outside = |word: &Token<'_>| !quoted.get(word.index()).copied().unwrap_or(false);
    let said = |verb: Token<'_>| {
        let is_said = outside(&verb) && says(verb);
        verb.subject().filter(|subject| is_said && outside(subject)).map(Token::index)
    };
    let opens = |sentence: &Sentence<'_>| sentence.tokens().next().is_some_and(|first| outside(&first));
    let own = word.sentence()?;
    let before = || {
        let sentences = std::iter::successors(Some(own), |sentence| {
            let before = sentence.tokens().next()?.previous()?.sentence()?;
            (before.block() == own.block() && !opens(sentence)).then_some(before)
        });
        sentences.skip(1).take(CONTINUED).filter_map(|sentence| sentence.root()).find_map(said)
    };
    let subject = word.ancestors().take(ABOVE).find_map(said).or_else(before)?;
    let first = at.saturating_sub(NEAR);
    phrases.iter().skip(first).take(2 * NEAR).position(|phrase| phrase.head.index() == subject).map(|nth| first + nth)
}

/// Whether a verb takes words in marks.
fn says(verb: Token<'_>) -> bool {
    let next = verb.next().map_or("", Token::text);
    VERBS.of(&verb.text().to_lowercase(), next).is_some_and(|(cue, _)| cue.frames.has(Frames::QUOTE))
}

impl Field<'_> {
    /// The rivals of an entity.
    pub(super) fn others(&self, entity: Option<usize>) -> impl Iterator<Item = &Rival> + Clone {
        self.rivals.iter().filter(move |rival| Some(rival.entity) != entity)
    }

    /// Whether each of the doers is the one with these mentions (1), a rival (2), something else (3), or nobody (0).
    pub(super) fn doing(&self, phrases: &[Phrase<'_>], own: &[usize], entity: Option<usize>) -> [usize; 2] {
        let heads = |at: usize| phrases.get(at).map(|phrase| phrase.head);
        self.doers.map(|doer| match doer {
            None => 0,
            Some(_) if own.iter().rev().take(RIVALS).any(|&mention| heads(mention) == doer) => 1,
            Some(_) if self.others(entity).any(|rival| heads(rival.last) == doer) => 2,
            Some(_) => 3,
        })
    }
}

/// In what order a search for an antecedent comes to a mention: the nearest sentence first, in it subjects, then what stands high in the tree, then what
/// stands first (after Hobbs 1978).
pub(super) fn order(mention: &Phrase<'_>) -> impl Ord + use<> {
    let subject = grammar::role(mention.head) == super::phrases::Role::Subject;
    (std::cmp::Reverse(mention.sentence), !subject, grammar::depth(mention.head), mention.span.start)
}
