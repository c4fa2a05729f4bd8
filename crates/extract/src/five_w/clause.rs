//! The clause that a sentence is built around.

use dateline_core::{Deprel, Span, Token, Upos};

use super::Lead;

/// The predicate of the sentence's main clause. Behind a plain "X said", which tells only who told it, stands what was told.
pub(super) fn predicate<'d>(lead: &Lead<'d>) -> Option<Token<'d>> {
    let root = lead.sentence.root()?;
    let reports =
        |verb: Token<'_>| matches!(verb.lemma(), Some("say" | "report" | "confirm" | "add" | "tell" | "state"));
    if !reports(root) || lead.is_headline {
        return Some(root);
    }
    let told = root
        .children()
        .find(|child| matches!(child.deprel(), Some(Deprel::Ccomp | Deprel::Parataxis)) && child.is_predicate());
    Some(told.unwrap_or(root))
}

/// From the first to the last of these tokens, without punctuation at the edges.
pub(super) fn span<'d>(tokens: impl DoubleEndedIterator<Item = Token<'d>>) -> Option<Span> {
    let mut words =
        tokens.filter(|token| token.upos() != Some(Upos::Punct) || token.text().starts_with(['“', '"', '‘', '”', '’']));
    let first = words.next()?;
    Some(words.next_back().map_or(first.span(), |last| first.span().cover(last.span())))
}

/// The words that a head governs, cut before its relative clauses, asides and appositions after a comma, and to a length that can be quoted.
pub(super) fn phrase(head: Token<'_>, most: usize) -> Option<Span> {
    let range = head.subtree()?;
    let mut end = range.end;
    for child in head.children().filter(|child| child.index() > head.index()) {
        let aside = matches!(
            child.deprel(),
            Some(
                Deprel::AclRelcl | Deprel::Parataxis | Deprel::Appos | Deprel::AdvclRelcl | Deprel::List | Deprel::Dep
            )
        );
        if let Some(own) = child.subtree().filter(|_| aside) {
            end = end.min(own.start);
        }
    }
    let document = head.document();
    span(document.token_range(range.start..end.max(head.index() as u32 + 1).min(range.start + most as u32)))
}
