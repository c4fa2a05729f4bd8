use dateline_core::{Annotator, Article, Document};

use crate::{
    Story, claims, coreference, entities, five_w, keyphrases, mentions, places, quantities, quotes, relations, summary, times,
};

/// Reads articles into [`Story`]s. Cheap to clone, `Send + Sync`, the same output whatever the thread.
///
/// ```
/// use dateline_extract::{Article, Extractor};
/// let article = Article::new("The bridge reopened on Friday.").published("2019-05-11".parse()?);
/// let story = Extractor::english().extract(article);
/// assert_eq!(story.document().text(), "The bridge reopened on Friday.");
/// # Ok::<(), dateline_extract::core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    annotator: Annotator,
}

impl Extractor {
    /// The extractor for English, with everything that the crates carry.
    #[must_use]
    pub fn english() -> Self {
        Self { annotator: Annotator::english() }
    }

    /// Annotates an article and reads what it reports.
    #[must_use]
    pub fn extract<'t>(&self, article: impl Into<Article<'t>>) -> Story {
        self.read(self.annotator.annotate(article))
    }

    /// Reads what an annotated document reports.
    #[must_use]
    pub fn read(&self, document: Document) -> Story {
        let times = times::find(&document);
        let quantities = quantities::find(&document, &times);
        let (mentions, entities) = entities::chain(&document, mentions::find(&document));
        let (mentions, entities) = coreference::resolve(&document, mentions, entities);
        let quotes = quotes::find(&document, &mentions);
        let (mentions, entities) = coreference::resolve_speakers(&document, mentions, entities, &quotes);
        let places = places::resolve(&document, &mentions, &entities);
        let claims = claims::find(&document, &quotes, &mentions);
        let relations = relations::find(relations::Evidence {
            document: &document,
            mentions: &mentions,
            entities: &entities,
            times: &times,
            places: &places,
        });
        let five_w = five_w::answer(five_w::Evidence {
            document: &document,
            mentions: &mentions,
            entities: &entities,
            times: &times,
            places: &places,
        });
        let keyphrases = keyphrases::find(keyphrases::Evidence {
            document: &document,
            mentions: &mentions,
            entities: &entities,
            times: &times,
            quantities: &quantities,
        });
        let summary = summary::of(&document, &mentions, &entities);
        Story {
            document,
            mentions,
            entities,
            times,
            quantities,
            places,
            quotes,
            claims,
            relations,
            five_w,
            keyphrases,
            summary,
        }
    }

    /// Reads many articles, in order. With the feature `rayon` on all cores of the current pool; the stories are the same either way.
    #[must_use]
    pub fn extract_all(&self, articles: &[Article<'_>]) -> Vec<Story> {
        #[cfg(feature = "rayon")]
        {
            use rayon::prelude::*;
            articles.par_iter().map(|article| self.extract(article.clone())).collect()
        }
        #[cfg(not(feature = "rayon"))]
        articles.iter().map(|article| self.extract(article.clone())).collect()
    }
}
