use dateline_core::{Deprel, Document, NameType, Span, Token, Upos};
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

static SUBTYPES: Lazy<FxHashMap<&'static str, &'static str>> =
    Lazy::new(|| dateline_models::entries(lexicon::SUBTYPES).filter_map(|entry| entry.split_once('\t')).collect());

/// What kind of organisation it is: from the description before one of its names ("the militant group X"), or from the words that its name
/// ends in. The text's own description speaks first.
pub(super) fn of(
    document: &Document,
    kind: Option<NameType>,
    names: impl Iterator<Item = Span> + Clone,
) -> Option<&'static str> {
    if kind != Some(NameType::Org) {
        return None;
    }
    let called = names.clone().find_map(|name| described(document, name).or_else(|| explained(document, name)));
    called.or_else(|| {
        names
            .filter_map(|name| last_words(document, document.tokens_in(name).map(|token| token.index()).next_back()?))
            .next()
    })
}

/// The subtype of the description that stands right before a name.
fn described(document: &Document, name: Span) -> Option<&'static str> {
    let first = document.tokens_in(name).next()?;
    let before = first.previous()?;
    (before.sentence() == first.sentence()).then_some(())?;
    // "the Army" before a name is a name of its own.
    before.text().starts_with(char::is_lowercase).then_some(())?;
    last_words(document, before.index())
}

/// The subtype of the noun that explains a name: "X, a rebel group", "X is a rebel group".
fn explained(document: &Document, name: Span) -> Option<&'static str> {
    let inside = |word: Token<'_>| name.contains(word.span());
    let head = document.tokens_in(name).find(|word| word.head().is_none_or(|above| !inside(above)))?;
    let beside = head.children().find(|child| child.deprel() == Some(Deprel::Appos) && !inside(*child));
    let predicate = || head.head().filter(|above| head.deprel() == Some(Deprel::Nsubj) && above.copula().is_some());
    let noun = beside.or_else(predicate).filter(|noun| noun.upos() == Some(Upos::Noun))?;
    last_words(document, noun.index())
}

/// The kind of body that a noun of small letters stands for, in the singular: "army", "rebel group".
pub(crate) fn of_noun(noun: Token<'_>) -> Option<&'static str> {
    let begins = noun.previous().is_none_or(|before| before.sentence() != noun.sentence());
    let is_noun = noun.upos() == Some(Upos::Noun) && (begins || noun.text().starts_with(char::is_lowercase));
    let many = noun.feature("Number") == Some("Plur") && noun.lemma() != Some("police");
    last_words(noun.document(), noun.index()).filter(|_| is_noun && !many)
}

/// The subtype of the two words, or the one word, that end at a token.
fn last_words(document: &Document, last: usize) -> Option<&'static str> {
    let word = |index: usize| document.token(index).map(|token| token.text().trim_end_matches('.').to_lowercase());
    let one = word(last)?;
    let two = last.checked_sub(1).and_then(word).map(|before| format!("{before} {one}"));
    two.and_then(|two| SUBTYPES.get(two.as_str())).or_else(|| SUBTYPES.get(one.as_str())).copied()
}
