//! The clause that a sentence is built around.

use dateline_core::{Deprel, Span, Token, Upos};

use super::Lead;

/// Words from which on a participle clause behind a noun is left out of [`naming`].
const LONG: usize = 8;

/// The predicate of the sentence's main clause. Behind a plain "X said", which tells only who told it, stands what was told.
pub(super) fn predicate<'d>(lead: &Lead<'d>) -> Option<Token<'d>> {
    let root = lead.sentence.root()?;
    if lead.is_headline {
        // "Fire kills four, rebels deny attack": where two clauses stand side by side, the first is the news.
        let fronted = root.children().find(|child| {
            matches!(child.deprel(), Some(Deprel::Ccomp | Deprel::Parataxis))
                && child.index() < root.index()
                && child.is_predicate()
        });
        return Some(fronted.unwrap_or(root));
    }
    let reports =
        |verb: Token<'_>| matches!(verb.lemma(), Some("say" | "report" | "confirm" | "add" | "tell" | "state"));
    if !reports(root) {
        return Some(root);
    }
    let told = root
        .children()
        .find(|child| matches!(child.deprel(), Some(Deprel::Ccomp | Deprel::Parataxis)) && child.is_predicate());
    Some(told.unwrap_or(root))
}

/// A verb with its auxiliaries: "has now been named".
pub(super) fn verb_group(verb: Token<'_>) -> Span {
    verb.auxiliaries()
        .filter(|word| word.index() < verb.index())
        .fold(verb.span(), |group, word| group.cover(word.span()))
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

/// A noun with what belongs to it, without its preposition.
pub(super) fn noun_phrase(noun: Token<'_>, most: usize) -> Option<Span> {
    let words = phrase(noun, most)?;
    let is_case =
        |child: &Token<'_>| matches!(child.deprel(), Some(Deprel::Case | Deprel::Mark)) && child.index() < noun.index();
    let start = noun.children().rfind(is_case).map_or(words.start, |case| case.span().end);
    span(noun.document().tokens_in(Span::new(start.max(words.start), words.end)))
}

/// A noun with what says which one it is. A long participle clause tells a story of its own, and is where trees err most: it stays out.
pub(super) fn naming(noun: Token<'_>, most: usize) -> Option<Span> {
    let words = noun_phrase(noun, most)?;
    let clauses = noun.children().filter(|child| child.index() > noun.index() && child.deprel() == Some(Deprel::Acl));
    let start = clauses.filter_map(|clause| clause.subtree()).find(|range| range.len() > LONG).map(|range| range.start);
    let document = noun.document();
    let Some(end) = start.and_then(|first| document.token(first as usize)).map(|first| first.span().start) else {
        return Some(words);
    };
    span(document.tokens_in(Span::new(words.start, words.end.min(end))))
}
