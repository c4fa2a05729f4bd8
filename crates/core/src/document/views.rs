use std::fmt;

use super::Document;
use super::columns::{BlockRow, NameRow, SentenceRow};
use crate::{BlockKind, Deprel, NameType, Span, Upos};

macro_rules! view {
    ($(#[$doc:meta])* $view:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $view<'d> {
            pub(super) document: &'d Document,
            pub(super) index: u32,
        }

        impl<'d> $view<'d> {
            /// Its place among its kind in the document.
            #[must_use]
            pub fn index(self) -> usize {
                self.index as usize
            }

            /// The document that it belongs to.
            #[must_use]
            pub fn document(self) -> &'d Document {
                self.document
            }

            /// Its words, as the text has them.
            #[must_use]
            pub fn text(self) -> &'d str {
                self.span().of(&self.document.text).unwrap_or_default()
            }
        }

        impl PartialEq for $view<'_> {
            /// Whether both are the same item of the same document (not merely of an equal one).
            fn eq(&self, other: &Self) -> bool {
                self.index == other.index && std::ptr::eq(self.document, other.document)
            }
        }

        impl Eq for $view<'_> {}

        impl fmt::Debug for $view<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?} {:?})", stringify!($view), self.span(), self.text())
            }
        }
    };
}

view! {
    /// A word of Universal Dependencies: `didn't` is two, `did` and `n't`.
    Token
}

view! {
    /// A sentence: consecutive tokens of one block.
    Sentence
}

view! {
    /// A part of the page: headline, paragraph, caption, plea …
    Block
}

view! {
    /// A name of a person, organisation, place or other thing.
    Name
}

impl<'d> Token<'d> {
    /// Where it stands.
    #[must_use]
    pub fn span(self) -> Span {
        self.document.columns().tokens.get(self.index()).copied().unwrap_or_default()
    }

    /// The token after it, in the document.
    #[must_use]
    pub fn next(self) -> Option<Token<'d>> {
        self.document.token(self.index() + 1)
    }

    /// The token before it, in the document.
    #[must_use]
    pub fn previous(self) -> Option<Token<'d>> {
        self.document.token(self.index().checked_sub(1)?)
    }

    /// Whether white space stands between it and the token before.
    #[must_use]
    pub fn has_space_before(self) -> bool {
        self.previous().is_none_or(|before| before.span().end < self.span().start)
    }

    /// The sentence that it belongs to.
    #[must_use]
    pub fn sentence(self) -> Option<Sentence<'d>> {
        let sentences = &self.document.columns().sentences;
        self.document.sentence(sentences.partition_point(|row| row.tokens.end <= self.index))
    }

    /// Universal part of speech.
    #[must_use]
    pub fn upos(self) -> Option<Upos> {
        self.document.columns().tags.as_ref()?.upos.get(self.index()).copied()
    }

    /// Penn Treebank tag.
    #[must_use]
    pub fn xpos(self) -> Option<&'static str> {
        self.document.columns().tags.as_ref()?.xpos.get(self.index()).map(|xpos| xpos.name())
    }

    /// Universal features, `Case=Nom|Number=Sing`; empty where the word has none.
    #[must_use]
    pub fn feats(self) -> Option<&'static str> {
        self.document.columns().tags.as_ref()?.feats.get(self.index()).map(|feats| feats.name())
    }

    /// The value of one universal feature: `Some("Sing")` for `Number`.
    #[must_use]
    pub fn feature(self, name: &str) -> Option<&'static str> {
        self.feats()?
            .split('|')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    }

    /// Dictionary form.
    #[must_use]
    pub fn lemma(self) -> Option<&'d str> {
        self.document.columns().lemmas.as_ref()?.get(self.index())
    }

    /// The word that it depends on; `None` at a root, and where sentences were not parsed.
    #[must_use]
    pub fn head(self) -> Option<Token<'d>> {
        let head = *self.document.columns().parse.as_ref()?.heads.get(self.index())?;
        (head != self.index).then_some(())?;
        self.document.token(head as usize)
    }

    /// Its relation to its head.
    #[must_use]
    pub fn deprel(self) -> Option<Deprel> {
        self.document.columns().parse.as_ref()?.deprels.get(self.index()).copied()
    }
}

impl<'d> Sentence<'d> {
    fn row(self) -> Option<&'d SentenceRow> {
        self.document.columns().sentences.get(self.index())
    }

    /// Index of its first token, and one past its last.
    #[must_use]
    pub fn token_range(self) -> std::ops::Range<u32> {
        self.row().map_or(0..0, |row| row.tokens.clone())
    }

    /// Its tokens.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'d>> + ExactSizeIterator + Clone {
        self.document.token_range(self.token_range())
    }

    /// From its first token's start to its last token's end.
    #[must_use]
    pub fn span(self) -> Span {
        match (self.tokens().next(), self.tokens().next_back()) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => Span::default(),
        }
    }

    /// The block that it stands in.
    #[must_use]
    pub fn block(self) -> Block<'d> {
        Block { document: self.document, index: self.row().map_or(0, |row| row.block) }
    }

    /// Whether the text breaks off before the sentence ends.
    #[must_use]
    pub fn is_truncated(self) -> bool {
        self.row().is_some_and(|row| row.truncated)
    }

    /// The root of its tree, where sentences were parsed.
    #[must_use]
    pub fn root(self) -> Option<Token<'d>> {
        self.tokens().find(|token| token.deprel() == Some(Deprel::Root))
    }
}

impl<'d> Block<'d> {
    fn row(self) -> Option<&'d BlockRow> {
        self.document.columns().blocks.get(self.index())
    }

    /// Where it stands, without the white space around it.
    #[must_use]
    pub fn span(self) -> Span {
        self.row().map_or(Span::default(), |row| row.span)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> BlockKind {
        self.row().map_or(BlockKind::Paragraph, |row| row.kind)
    }

    /// The rule that says so.
    #[must_use]
    pub fn rule(self) -> &'static str {
        self.row().map_or("", |row| row.rule)
    }

    /// Its sentences.
    pub fn sentences(self) -> impl DoubleEndedIterator<Item = Sentence<'d>> + ExactSizeIterator + Clone {
        let document = self.document;
        self.row().map_or(0..0, |row| row.sentences.clone()).map(move |index| Sentence { document, index })
    }
}

impl<'d> Name<'d> {
    fn row(self) -> Option<&'d NameRow> {
        self.document.columns().names.as_ref()?.get(self.index())
    }

    /// Its tokens.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'d>> + ExactSizeIterator + Clone {
        self.document.token_range(self.row().map_or(0..0, |row| row.tokens.clone()))
    }

    /// Where it stands.
    #[must_use]
    pub fn span(self) -> Span {
        match (self.tokens().next(), self.tokens().next_back()) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => Span::default(),
        }
    }

    /// What kind of thing it names.
    #[must_use]
    pub fn kind(self) -> NameType {
        self.row().map_or(NameType::Org, |row| row.kind)
    }

    /// How sure the model is, 0 to 1.
    #[must_use]
    pub fn score(self) -> f32 {
        self.row().map_or(0.0, |row| row.score)
    }

    /// The model or rule that found it.
    #[must_use]
    pub fn rule(self) -> &'static str {
        self.row().map_or("", |row| row.rule)
    }
}
