use dateline_core::{Document, NameType, Span};
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
    names.clone().find_map(|name| described(document, name)).or_else(|| {
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

/// The subtype of the two words, or the one word, that end at a token.
fn last_words(document: &Document, last: usize) -> Option<&'static str> {
    let word = |index: usize| document.token(index).map(|token| token.text().trim_end_matches('.').to_lowercase());
    let one = word(last)?;
    let two = last.checked_sub(1).and_then(word).map(|before| format!("{before} {one}"));
    two.and_then(|two| SUBTYPES.get(two.as_str())).or_else(|| SUBTYPES.get(one.as_str())).copied()
}
