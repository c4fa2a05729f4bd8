//! Whom a verb turns the mind to: who "praised" is the subject, but whom the next "she" is about is mostly the object.

use dateline_core::Token;
use dateline_models::lexicon;
use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

/// The classes of verbs, in the order of their numbers; 0 is every other word.
const CLASSES: [&str; 6] = ["stimulus", "evaluate", "direct", "give", "act", "say"];

static VERBS: Lazy<FxHashMap<&'static str, usize>> = Lazy::new(|| {
    let entry = |line: &'static str| {
        let (lemma, class) = line.split_once('\t')?;
        Some((lemma, 1 + CLASSES.iter().position(|name| *name == class)?))
    };
    dateline_models::entries(lexicon::FOCUS).filter_map(entry).collect()
});

/// The class of a verb.
pub(super) fn class(verb: Token<'_>) -> usize {
    verb.lemma().and_then(|lemma| VERBS.get(lemma)).copied().unwrap_or(0)
}
