//! Penn tags and bundles of features by their number in the list of the models crate: a document keeps the numbers of millions of words.

use dateline_models::{entries, lexicon};
use once_cell::sync::Lazy;

/// A Penn tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Xpos(u8);

/// A bundle of universal features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Feats(u16);

static XPOS: Lazy<Vec<&'static str>> = Lazy::new(|| entries(lexicon::XPOS).collect());
/// The first is that of words without features.
static FEATS: Lazy<Vec<&'static str>> = Lazy::new(|| std::iter::once("").chain(entries(lexicon::FEATS)).collect());

impl Xpos {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        XPOS.iter().position(|entry| *entry == name)?.try_into().ok().map(Self)
    }

    pub(crate) fn name(self) -> &'static str {
        XPOS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

impl Feats {
    /// The bundle of that name; `_` is none.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let name = if name == "_" { "" } else { name };
        FEATS.iter().position(|entry| *entry == name)?.try_into().ok().map(Self)
    }

    /// `Case=Nom|Number=Sing`, or empty.
    pub(crate) fn name(self) -> &'static str {
        FEATS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_lists_has_a_number_of_its_own() {
        for name in entries(lexicon::XPOS) {
            assert_eq!(Xpos::from_name(name).map(Xpos::name), Some(name));
        }
        for name in entries(lexicon::FEATS) {
            assert_eq!(Feats::from_name(name).map(Feats::name), Some(name));
        }
        assert_eq!(Feats::from_name("_").map(Feats::name), Some(""));
        assert_eq!(Feats::default().name(), "");
        assert_eq!(Xpos::from_name("NNNN"), None);
        assert_eq!(Feats::from_name("Case=Vocative"), None);
    }
}
