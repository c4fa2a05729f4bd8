use std::sync::Arc;

use dateline_core::gazetteer::{Gazetteer, NewPlace};
use dateline_core::{Annotator, Article, Document};

use crate::entities::{Added, NewEntity};
use crate::quotes::words::Words;
use crate::story::Evidence;
use crate::{
    Story, claims, coreference, entities, events, factuality, five_w, keyphrases, mentions, places, quantities, quotes,
    relations, summary, times,
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
    gazetteer: Gazetteer,
    added: Arc<Added>,
}

impl Extractor {
    /// The extractor for English, with everything that the crates carry.
    #[must_use]
    pub fn english() -> Self {
        Self { annotator: Annotator::english(), gazetteer: Gazetteer::bundled(), added: Arc::default() }
    }

    /// Knows these places too. They come before the gazetteer's own places of the same name; one with the GeoNames id of a place that
    /// the gazetteer holds replaces it.
    ///
    /// ```
    /// use dateline_extract::Extractor;
    /// use dateline_extract::core::gazetteer::{Feature, NewPlace};
    /// let camp = NewPlace::new("Camp Dunmore", 36.5, 37.9).country("SY").feature(Feature::Base);
    /// let story = Extractor::english().with_places([camp]).extract("Rain fell in Camp Dunmore on Friday.");
    /// assert_eq!(story.places()[0].country, Some("SY"));
    /// ```
    #[must_use]
    pub fn with_places(mut self, places: impl IntoIterator<Item = NewPlace>) -> Self {
        self.gazetteer = self.gazetteer.with(places);
        self
    }

    /// Knows these entities too, by all their names; a million of them load in seconds. They go before what the model and the library's own list
    /// take the same words for.
    ///
    /// ```
    /// use dateline_extract::Extractor;
    /// use dateline_extract::core::NameType;
    /// use dateline_extract::entities::NewEntity;
    /// let union = NewEntity::new("Hands Off").kind(NameType::Org).subtype("ngo");
    /// let story = Extractor::english().with_entities([union]).extract("On Friday Hands Off's lawyers spoke.");
    /// assert_eq!(story.entities()[0].kind, Some(NameType::Org));
    /// ```
    #[must_use]
    pub fn with_entities(mut self, entities: impl IntoIterator<Item = NewEntity>) -> Self {
        Arc::make_mut(&mut self.added).add(entities);
        self
    }

    /// Takes these words for no name, where they would be one by themselves: `Turkey` on a page of recipes. A longer name that holds them stays.
    ///
    /// ```
    /// use dateline_extract::Extractor;
    /// let extractor = Extractor::english().without_names(["Brussels"]);
    /// assert!(extractor.extract("She grew sprouts in Brussels.").entities().is_empty());
    /// ```
    #[must_use]
    pub fn without_names(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Arc::make_mut(&mut self.added).refuse(names.into_iter().map(Into::into));
        self
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
        let (mentions, entities) =
            entities::chain_with(&self.added, &document, mentions::find_with(&self.added, &document));
        let (mentions, entities) = coreference::resolve(&document, mentions, entities);
        let mut quotes = quotes::find(&document, &mentions, &times);
        let (mentions, entities) = coreference::resolve_speakers(&document, mentions, entities, &mut quotes);
        let places = places::resolve_with(&self.gazetteer, &document, &mentions, &entities);
        let words = Words::new(&document);
        let mut claims = claims::find_in(&words, &quotes, &mentions);
        quotes::sourcing::sort(&words, &mentions, &entities, &mut quotes, &mut claims);
        let layers = events::Layers {
            mentions: &mentions,
            entities: &entities,
            times: &times,
            quantities: &quantities,
            places: &places,
            claims: &claims,
        };
        let mut events = events::find(&document, layers);
        claims::hold(&mut claims, &events);
        factuality::rate(words, &mut claims, &mut events);
        let evidence = Evidence {
            document: &document,
            mentions: &mentions,
            entities: &entities,
            times: &times,
            quantities: &quantities,
            places: &places,
            events: &events,
        };
        let relations = relations::find(evidence);
        let five_w = five_w::answer(evidence);
        let keyphrases = keyphrases::find(evidence);
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
            events,
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
