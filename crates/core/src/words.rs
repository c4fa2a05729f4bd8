//! The word model: a window of words for tags, an encoder of sentences for lemmas and the parse.

use std::sync::Arc;

use dateline_models::weights;
use once_cell::sync::OnceCell;

use crate::document::{Columns, LemmaWriter, ParseColumns, TagColumns};
use crate::encode::{self, Case, Conventions, Encoder, Look, Vocabulary, WINDOW};
use crate::lemma::Lemmatizer;
use crate::model::Container;
use crate::parse::{Buffers, Parser};
use crate::tag::{self, Tagger, Words};
use crate::{Deprel, Error, Span};

const KIND: [u8; 8] = *b"words\0\0\0";
const VERSION: u32 = 4;

/// Which of its layers a caller wants. Lemmas and the parse need tags, which are then kept as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) lemmas: bool,
    pub(crate) parse: bool,
}

/// A loaded word model. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct WordModel {
    parts: Arc<Parts>,
}

#[derive(Debug)]
struct Parts {
    model: Container,
    vocabulary: Vocabulary,
    conventions: Conventions,
    encoder: Encoder,
    tagger: Tagger,
    lemmatizer: Lemmatizer,
    parser: Parser,
}

impl WordModel {
    /// The model that the program carries, checked once.
    pub(crate) fn bundled() -> Result<Self, Error> {
        static BUNDLED: OnceCell<WordModel> = OnceCell::new();
        BUNDLED.get_or_try_init(|| Self::new(Container::embedded("words", KIND, VERSION, weights::WORDS)?)).cloned()
    }

    /// A model from bytes that the caller gives.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::new(Container::owned("words", KIND, VERSION, bytes)?)
    }

    fn new(model: Container) -> Result<Self, Error> {
        let section = model.section::<u32>("width", Some(1))?;
        let width = model.values::<u32>(&section).first().map_or(0, |width| *width as usize);
        if width == 0 || width > 1024 {
            return Err(Error::model("words", "its width cannot be used"));
        }
        let vocabulary = Vocabulary::open(&model, width)?;
        let conventions = Conventions::open(&model, &vocabulary, width)?;
        let tagger = Tagger::open(&model, &vocabulary, width)?;
        let encoder = Encoder::open(&model, &vocabulary, width)?;
        let lemmatizer = Lemmatizer::open(&model, width, tagger.pairs())?;
        let parser = Parser::open(&model, width)?;
        Ok(Self { parts: Arc::new(Parts { model, vocabulary, conventions, encoder, tagger, lemmatizer, parser }) })
    }

    /// Tags, and lemmas and trees where wanted, for every sentence.
    pub(crate) fn annotate(&self, text: &str, columns: &mut Columns, wanted: Wanted) {
        let Parts { model, vocabulary, conventions, encoder, tagger, lemmatizer, parser } = &*self.parts;
        let count = columns.tokens.len();
        let mut tags = TagColumns {
            upos: Vec::with_capacity(count),
            xpos: Vec::with_capacity(count),
            feats: Vec::with_capacity(count),
        };
        let mut lemmas = LemmaWriter::with_capacity(if wanted.lemmas { count } else { 0 });
        let mut parse = ParseColumns::default();
        let (mut states, mut scratch, mut tagging, mut buffers) =
            (Vec::new(), encode::Scratch::default(), tag::Scratch::default(), Buffers::default());
        let mut forms: Vec<&str> = Vec::new();
        let mut normal = String::new();
        let form = |span: &Span| span.of(text).unwrap_or_default();
        let looks: Vec<Look> =
            columns.tokens.iter().map(|span| vocabulary.look(model, form(span), &mut normal)).collect();
        let sentences = columns.sentences.iter().map(|sentence| {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let (spans, looks) =
                (columns.tokens.get(range.clone()).unwrap_or_default(), looks.get(range).unwrap_or_default());
            (spans, looks, Case::of(looks.iter().map(|look| look.letters())))
        });
        let words = sentences.clone().flat_map(|(spans, looks, case)| {
            looks.iter().zip(spans).map(move |(look, span)| (*look, span.of(text).unwrap_or_default(), case))
        });
        let lean = conventions.lean(vocabulary, words, &mut normal);
        let encoded = wanted.lemmas || wanted.parse;
        let weights = tagger.weights(lean);
        let all = encoded.then(|| encoder.given_to_all(model, lean));
        for (spans, looks, case) in sentences {
            let mut before: Option<u32> = None;
            for (spans, looks) in spans.chunks(WINDOW).zip(looks.chunks(WINDOW)) {
                let first = tags.upos.len();
                forms.clear();
                forms.extend(spans.iter().map(form));
                if let Some(all) = &all {
                    encoder.encode((model, vocabulary), (looks, &forms), (case, all), &mut states, &mut scratch);
                }
                let words = Words { text, spans, forms: &forms, looks, case };
                tagger.tag((model, vocabulary), words, weights, &mut tagging, &mut tags);
                if wanted.lemmas {
                    let rows = (first..).zip(&forms).zip(states.chunks_exact(encoder.width())).zip(&tagging.pairs);
                    for (((at, form), state), pair) in rows {
                        if let (Some(upos), Some(xpos)) = (tags.upos.get(at), tags.xpos.get(at)) {
                            lemmas.push(lemmatizer.lemma(
                                model,
                                state,
                                form,
                                (*upos, xpos.name(), *pair),
                                case == Case::Upper,
                            ));
                        }
                    }
                }
                if wanted.parse {
                    parser.parse(model, &states, first as u32, &mut scratch, &mut buffers, &mut parse);
                    let root = (first..parse.heads.len())
                        .find(|word| parse.heads.get(*word) == Some(&(*word as u32)))
                        .map(|word| word as u32);
                    if let (Some(before), Some(root)) = (before, root)
                        && let (Some(head), Some(deprel)) =
                            (parse.heads.get_mut(root as usize), parse.deprels.get_mut(root as usize))
                    {
                        (*head, *deprel) = (before, Deprel::Parataxis);
                    }
                    before = root;
                    tag::settle(&forms, first, &parse, &mut tags);
                }
            }
        }
        columns.tags = Some(tags);
        columns.lemmas = wanted.lemmas.then(|| lemmas.finish());
        columns.parse = wanted.parse.then(|| {
            parse.link();
            parse
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_model_opens() {
        assert!(WordModel::bundled().is_ok(), "{:?}", WordModel::bundled().err());
    }

    #[test]
    fn layers_that_were_not_asked_for_are_absent() {
        use crate::{Annotator, Layers};
        let read = |layers| Annotator::english().layers(layers).annotate("Two men were arrested.");
        let (text, tags, lemmas, parse) = (
            read(Layers::text()),
            read(Layers::text().with_tags()),
            read(Layers::text().with_lemmas()),
            read(Layers::text().with_parse()),
        );
        let first = |document: &crate::Document| {
            let token = document.token(1).unwrap();
            (token.upos().is_some(), token.lemma().map(str::to_owned), token.deprel().is_some())
        };
        assert_eq!(first(&text), (false, None, false));
        assert_eq!(first(&tags), (true, None, false));
        assert_eq!(first(&lemmas), (true, Some("man".to_owned()), false));
        assert_eq!(first(&parse), (true, None, true));
    }

    #[test]
    fn a_document_is_read_alike_on_every_thread() {
        use crate::Annotator;
        let text =
            "The court sentenced the former minister to six years in prison. He denied the charges.\n\n".repeat(60);
        let annotator = Annotator::english();
        let documents: Vec<_> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| annotator.annotate(text.as_str()))).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(documents.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn capitals_alone_are_read_as_words() {
        use crate::{Annotator, Upos};
        let upos = |text: &str| -> Vec<Upos> {
            Annotator::english().annotate(text).tokens().filter_map(|token| token.upos()).collect()
        };
        for text in [
            "The court sentenced two former ministers to six years in prison.",
            "Rebels attacked a village near the border and killed eleven people.",
            "The company said it would close three factories because sales had fallen.",
        ] {
            let (running, capitals) = (upos(text), upos(&text.to_uppercase()));
            let same = running.iter().zip(&capitals).filter(|(a, b)| a == b).count();
            assert!(same * 10 >= running.len() * 9, "{running:?} {capitals:?}");
        }
    }

    #[test]
    fn a_damaged_model_is_an_error() {
        let bytes = weights::WORDS;
        assert!(WordModel::from_bytes(bytes).is_ok());
        for end in (0..bytes.len()).step_by(bytes.len() / 50) {
            assert!(WordModel::from_bytes(&bytes[..end]).is_err_and(|error| error.is_model()), "cut at {end}");
        }
        let mut damaged = bytes.to_vec();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        assert!(WordModel::from_bytes(&damaged).is_err());
    }
}
