use std::ops::Range;

use compact_str::CompactString;

use crate::{BlockKind, Deprel, NameType, Span, Upos};

/// Everything that annotation found, one vector a property.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) tokens: Vec<Span>,
    pub(crate) sentences: Vec<SentenceRow>,
    pub(crate) blocks: Vec<BlockRow>,
    pub(crate) tags: Option<TagColumns>,
    pub(crate) lemmas: Option<Vec<CompactString>>,
    pub(crate) parse: Option<ParseColumns>,
    pub(crate) names: Option<Vec<NameRow>>,
}

/// A sentence: its tokens, its block, and whether the text breaks off inside it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SentenceRow {
    pub(crate) tokens: Range<u32>,
    pub(crate) block: u32,
    pub(crate) truncated: bool,
}

/// A block: its span, its sentences, and the rule that named its kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlockRow {
    pub(crate) span: Span,
    pub(crate) sentences: Range<u32>,
    pub(crate) kind: BlockKind,
    pub(crate) rule: &'static str,
}

/// Parts of speech and morphological features, one entry a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TagColumns {
    /// Universal part of speech.
    pub(crate) upos: Vec<Upos>,
    /// Penn Treebank tag.
    pub(crate) xpos: Vec<&'static str>,
    /// Universal features as `Case=Nom|Number=Sing`, or empty.
    pub(crate) feats: Vec<&'static str>,
}

/// The dependency tree, one entry a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ParseColumns {
    /// Token index of the head; a root's head is the root itself.
    pub(crate) heads: Vec<u32>,
    /// Relation to the head.
    pub(crate) deprels: Vec<Deprel>,
}

/// A name: a range of tokens inside one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameRow {
    /// Token indices, half-open.
    pub(crate) tokens: Range<u32>,
    /// What kind of thing it names.
    pub(crate) kind: NameType,
    /// How sure the model is, 0 to 1.
    pub(crate) score: f32,
    /// The model or rule that found it.
    pub(crate) rule: &'static str,
}
