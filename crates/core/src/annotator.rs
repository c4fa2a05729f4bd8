use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::document::{BlockRow, Columns, SentenceRow};
use crate::names::{self, model::NamesModel};
use crate::words::{Wanted, WordModel};
use crate::{Article, BlockKind, Document, Error, Span, blocks, sentences, tokens};

/// Which layers to annotate. Tokens, sentences and blocks are always there; what is not asked for costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    tags: bool,
    lemmas: bool,
    parse: bool,
    names: bool,
}

impl Layers {
    /// Tokens, sentences and blocks alone.
    #[must_use]
    pub fn text() -> Self {
        Self { tags: false, lemmas: false, parse: false, names: false }
    }

    /// With parts of speech, Penn tags and features.
    #[must_use]
    pub fn with_tags(mut self) -> Self {
        self.tags = true;
        self
    }

    /// With dictionary forms, and the tags that they need.
    #[must_use]
    pub fn with_lemmas(mut self) -> Self {
        (self.tags, self.lemmas) = (true, true);
        self
    }

    /// With dependency trees, and the tags that they need.
    #[must_use]
    pub fn with_parse(mut self) -> Self {
        (self.tags, self.parse) = (true, true);
        self
    }

    /// With names.
    #[must_use]
    pub fn with_names(mut self) -> Self {
        self.names = true;
        self
    }

    /// Every layer.
    #[must_use]
    pub fn all() -> Self {
        Self { tags: true, lemmas: true, parse: true, names: true }
    }
}

/// Turns articles into [`Document`]s. Cheap to clone, `Send + Sync`, the same output whatever the thread.
#[derive(Clone, Debug)]
pub struct Annotator {
    layers: Layers,
    words: Option<WordModel>,
    names: Option<Arc<NamesModel>>,
    /// Whether the trees may say that a name is a person's.
    settle: bool,
}

impl Annotator {
    /// The annotator for English, with every layer and the models that the crate carries.
    #[must_use]
    pub fn english() -> Self {
        // the bundled models are checked by a test: they cannot be refused
        Self {
            layers: Layers::all(),
            words: WordModel::bundled().ok(),
            names: NamesModel::bundled().ok().map(Arc::new),
            settle: true,
        }
    }

    /// The same annotator with the word model (tags, lemmas, parse) of these bytes, as the models crate has it.
    ///
    /// # Errors
    /// Where the bytes are damaged, of another kind of model, or of another release.
    pub fn word_model(mut self, bytes: &[u8]) -> Result<Self, Error> {
        self.words = Some(WordModel::from_bytes(bytes)?);
        Ok(self)
    }

    /// The same annotator with the names model of these bytes, as the models crate has it.
    ///
    /// # Errors
    /// Where the bytes are damaged, of another kind of model, or of another release.
    pub fn names_model(mut self, bytes: &[u8]) -> Result<Self, Error> {
        self.names = Some(Arc::new(NamesModel::from_bytes(bytes)?));
        Ok(self)
    }

    /// [`word_model`](Self::word_model) with the bytes of a file.
    ///
    /// # Errors
    /// Where the file cannot be read or its bytes are refused.
    pub fn word_model_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        self.word_model(&read("words", path.as_ref())?)
    }

    /// [`names_model`](Self::names_model) with the bytes of a file.
    ///
    /// # Errors
    /// Where the file cannot be read or its bytes are refused.
    pub fn names_model_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        self.names_model(&read("names", path.as_ref())?)
    }

    /// The same annotator with these layers only.
    #[must_use]
    pub fn layers(mut self, layers: Layers) -> Self {
        self.layers = layers;
        self
    }

    /// Annotates an article, or a bare text.
    #[must_use]
    pub fn annotate<'t>(&self, article: impl Into<Article<'t>>) -> Document {
        let (title, description, body, published) = article.into().parts();
        let (text, given) = join(title, description, body);
        let paragraphs = blocks::paragraphs(&text, &given);
        let tokens = tokens::tokenize(&text, &paragraphs);
        let mut columns = Columns { tokens, ..Columns::default() };
        (columns.sentences, columns.blocks) = sentences::split(&text, &columns.tokens, &paragraphs);
        blocks::label(&text, &mut columns, &given);
        self.annotate_columns(&text, &mut columns);
        self.settle(Document::new(text, published, columns))
    }
}

impl Annotator {
    /// Annotates a text whose words and sentences are given, as a treebank has them: each sentence is a list of spans in text order. Blank
    /// spans, and spans that do not lie in the text after the one before, are left out. The whole text is one block.
    #[must_use]
    pub fn annotate_words(&self, text: &str, sentences: &[Vec<Span>]) -> Document {
        let mut columns = Columns::default();
        let mut end = 0;
        for sentence in sentences {
            let first = columns.tokens.len() as u32;
            for span in sentence {
                if span.start >= end && span.of(text).is_some_and(|word| !word.trim().is_empty()) {
                    columns.tokens.push(*span);
                    end = span.end;
                }
            }
            let range = first..columns.tokens.len() as u32;
            if !range.is_empty() {
                columns.sentences.push(SentenceRow { tokens: range, block: 0, truncated: false });
            }
        }
        let span = Span::from_range(0..text.len());
        columns.blocks.push(BlockRow {
            span,
            sentences: 0..columns.sentences.len() as u32,
            kind: BlockKind::Paragraph,
            rule: "",
        });
        self.annotate_columns(text, &mut columns);
        self.settle(Document::new(Arc::from(text), None, columns))
    }

    /// Names as they are found before the trees say which are people's: what the weights of that decision are learned from.
    #[doc(hidden)]
    #[must_use]
    pub fn without_settled_people(mut self) -> Self {
        self.settle = false;
        self
    }

    fn settle(&self, mut document: Document) -> Document {
        if let Some(model) = self.names.as_ref().filter(|_| self.settle && self.layers.names) {
            let names = names::people::settle(&document, &model.view().lexicon);
            document.settle_names(names);
        }
        document
    }

    fn annotate_columns(&self, text: &str, columns: &mut Columns) {
        // names need the more memory while they are found, so that they come before the columns of the words
        if let Some(model) = self.names.as_ref().filter(|_| self.layers.names) {
            names::annotate(model, text, columns, self.layers.lemmas && self.layers.parse);
        }
        if let Some(words) = self.words.as_ref().filter(|_| self.layers.tags) {
            words.annotate(text, columns, Wanted { lemmas: self.layers.lemmas, parse: self.layers.parse });
        }
    }
}

fn read(model: &str, path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::model(model, format_args!("{}: {error}", path.display())))
}

/// Where the parts stand that the caller gave apart from the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub(crate) title: Option<Span>,
    pub(crate) description: Option<Span>,
}

fn join(title: Option<&str>, description: Option<&str>, body: &str) -> (Arc<str>, Given) {
    if title.is_none() && description.is_none() {
        return (Arc::from(body), Given::default());
    }
    let mut text = String::new();
    let mut put = |part: Option<&str>| {
        let part = part?;
        let start = text.len();
        text.push_str(part);
        let span: Range<usize> = start..text.len();
        text.push_str("\n\n");
        Some(Span::from_range(span))
    };
    let given = Given { title: put(title), description: put(description) };
    text.push_str(body);
    (Arc::from(text), given)
}
