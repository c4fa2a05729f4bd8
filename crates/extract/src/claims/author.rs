//! What the article itself states with less than certainty.

use dateline_core::Deprel;

use super::certainty::{Hedge, Place, hedge, of_clause};
use super::{Claim, Polarity};
use crate::quotes::words::{Class, Words};

/// The article's own hedged statements, outside what others are reported to say.
pub(super) fn find(words: &Words, own: &[bool], claims: &[Claim]) -> Vec<Claim> {
    let mut reported = own.to_vec();
    for content in claims.iter().flat_map(|claim| claim.content.iter().chain(claim.cue.as_ref())) {
        reported.get_mut(words.within(*content)).into_iter().flatten().for_each(|word| *word = true);
    }
    let mut found: Vec<Claim> = Vec::new();
    for at in 0..words.len() {
        if reported.get(at).copied().unwrap_or_default() {
            continue;
        }
        let Some((hedge, predicate, rule)) = hedged(words, at).filter(|(_, at, _)| !is_open(words, *at)) else {
            continue;
        };
        let extent = words.subtree(predicate);
        let mut end = extent.end;
        let start = (extent.start..end).find(|i| words.class(*i) != Class::Comma).unwrap_or(end);
        while end > start && matches!(words.class(end - 1), Class::Stop | Class::Comma) {
            end -= 1;
        }
        let span = words.span(&(start..end));
        if span.is_empty() || found.last().is_some_and(|last| last.content.first() == Some(&span)) {
            continue;
        }
        let (certainty, polarity) = if rule == "claims.author.modifier" {
            (hedge.certainty, Polarity::Positive)
        } else {
            of_clause(words, predicate)
        };
        found.push(Claim {
            span,
            source: None,
            author: true,
            cue: words.get(at).map(|word| word.span),
            stance: hedge.stance,
            polarity,
            certainty: certainty.min(hedge.certainty),
            factuality: None,
            parent: None,
            via: Vec::new(),
            quote: None,
            content: vec![span],
            events: Vec::new(),
            rule,
            score: None,
        });
    }
    found
}

/// Whether a clause states nothing that could be hedged: a condition, "if they could not", or a question.
fn is_open(words: &Words, predicate: usize) -> bool {
    let condition = words
        .dependents(predicate)
        .any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["if", "unless", "whether"]));
    condition || words.asks(predicate)
}

/// The hedge that a word is, and the predicate or noun that it hedges.
fn hedged(words: &Words, at: usize) -> Option<(Hedge, usize, &'static str)> {
    let relation = words.deprel(at)?;
    let head = words.head(at);
    match (words.class(at), relation) {
        (Class::Auxiliary, Deprel::Aux) => Some((hedge(words, at, Place::Modal)?, head?, "claims.author.modal")),
        (_, Deprel::Advmod) => {
            let found = hedge(words, at, Place::Adverb)?;
            Some((found, stated(words, at, head?)?, "claims.author.adverb"))
        }
        (_, Deprel::Amod) => Some((hedge(words, at, Place::Modifier)?, head?, "claims.author.modifier")),
        (Class::Adjective, _) => {
            let below = words.dependent(at, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Csubj, Deprel::Advcl]).is_some();
            Some((hedge(words, at, Place::Predicate).filter(|_| below)?, at, "claims.author.predicate"))
        }
        (Class::Verb, _) => {
            let passive = words.dependent(at, &[Deprel::AuxPass]).is_some();
            let place = if passive { Place::Predicate } else { Place::Raising };
            words.dependent(at, &[Deprel::Xcomp])?;
            Some((hedge(words, at, place)?, at, "claims.author.predicate"))
        }
        _ => None,
    }
}

/// The predicate that an adverb hedges: one that the tree hangs on the subject before it, "the attack reportedly was in", speaks of what is said of
/// the subject; one before a number or an attribute, "seemingly 27", "a potentially lost chance", of no statement.
fn stated(words: &Words, at: usize, head: usize) -> Option<usize> {
    match words.class(head) {
        _ if words.deprel(head) == Some(Deprel::Amod) => None,
        Class::Number | Class::Determiner | Class::Adverb => None,
        Class::Noun | Class::Name if head < at => {
            let subject = matches!(words.deprel(head), Some(Deprel::Nsubj | Deprel::NsubjPass));
            Some(words.head(head).filter(|_| subject).unwrap_or(head))
        }
        _ => Some(head),
    }
}
