//! Places and where they lie.
//!
//! A name is a place by what stands around it and by the names layer, and lies where the text says ("Long Beach, CA", "Amshipora village, in
//! Shopian district"), where the document's other places are, or where most people of that name live, in this order. A place that the
//! gazetteer does not hold is still a place, located by what the text says it lies in. Demonyms ("Indian") are no places, but speak for a
//! country.
//!
//! Known limits: one name has one reading in a document, so that two places of the same name are told apart only where they are written
//! differently; streets and buildings are placed in the town that the text names nearest before them; names in lower case are not found.

mod locate;
mod recognise;
mod words;

use dateline_core::gazetteer::{Feature, Gazetteer};
use dateline_core::{Document, Span};

use crate::entities::Entity;
use crate::mentions::Mention;
use crate::{MentionId, PlaceId};
use locate::{Choice, Located, Reason};
use recognise::{Origin, Recogniser, Toponym};
use words::Text;

/// The ids of the rules that find and resolve places.
pub const RULES: &[&str] = &[
    "places.said.within",
    "places.said.kind",
    "places.name",
    "places.context",
    "places.population",
    "places.abbreviation",
    "places.metonym",
    "places.part",
    "places.site",
    "places.unheld.kind",
    "places.unheld.name",
];

/// A place that the story mentions, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands in the text.
    pub span: Span,
    /// Its name, without qualifiers: "Kashmir" of "Indian-administered Kashmir".
    pub name: String,
    /// The mention that it is.
    pub mention: Option<MentionId>,
    /// GeoNames id; `None` where the gazetteer does not hold it.
    pub geonames: Option<u32>,
    /// Latitude and longitude in degrees (WGS 84): of the place itself, or of what the text says it lies in.
    pub position: Option<(f64, f64)>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<&'static str>,
    /// First-level division.
    pub admin1: Option<String>,
    /// GeoNames feature, class and code: `P.PPL`.
    pub feature: Option<&'static str>,
    /// Places of the story that it lies in, as the text says.
    pub within: Vec<PlaceId>,
    /// Whether the name stands for a government or another body.
    pub metonym: bool,
    /// GeoNames ids of the other readings, most likely first.
    pub alternatives: Vec<u32>,
    /// The rule that resolved it.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub score: Option<f32>,
}

/// The places of a document, in text order, after the gazetteer that the crate carries.
#[must_use]
pub fn resolve(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<Place> {
    resolve_with(&Gazetteer::bundled(), document, mentions, entities)
}

/// The places of a document, in text order, after another gazetteer.
#[must_use]
pub fn resolve_with(
    gazetteer: &Gazetteer,
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
) -> Vec<Place> {
    let _ = entities;
    let text = Text::read(document);
    let toponyms = Recogniser::new(gazetteer, document, &text, mentions).run();
    let located = locate::locate(&text, &toponyms);
    let mut places: Vec<Place> =
        (0..toponyms.len()).filter_map(|index| place(document, &text, &toponyms, &located, index)).collect();
    inherit(&mut places, &toponyms);
    places
}

/// No more other readings than these are listed.
const ALTERNATIVES: usize = 5;

fn place(
    document: &Document,
    text: &Text<'_>,
    toponyms: &[Toponym<'_>],
    located: &Located<'_>,
    index: usize,
) -> Option<Place> {
    let toponym = toponyms.get(index)?;
    let at = located.of.get(index).copied();
    let choice: Option<&Choice<'_>> = at.and_then(|at| located.groups.get(at));
    let best = choice.and_then(|choice| choice.ranked.first()).map(|(entry, _)| *entry);
    let others = choice.map(|choice| choice.ranked.as_slice()).unwrap_or_default().iter().skip(1);
    let alternatives = others.filter_map(|(entry, _)| entry.geonames()).take(ALTERNATIVES).collect();
    let metonym = best
        .is_some_and(|best| best.feature() == Feature::Capital || words::is_seat(document.slice(toponym.span)))
        && acts(text, toponym);
    let inherits = locate::inherits(toponym);
    let rule = match (toponym.origin, choice.map(|choice| choice.reason)) {
        _ if metonym => "places.metonym",
        (Origin::Part, _) => "places.part",
        (Origin::Site, _) => "places.site",
        (Origin::Kind, _) => "places.unheld.kind",
        (Origin::Name, _) => "places.unheld.name",
        (Origin::Abbreviation, _) => "places.abbreviation",
        (_, Some(Reason::Containment)) => "places.said.within",
        (_, Some(Reason::Kind)) => "places.said.kind",
        (_, Some(Reason::Context)) => "places.context",
        (_, Some(Reason::Population)) => "places.population",
        (_, Some(Reason::Name) | None) => "places.name",
    };
    let division = best.and_then(|best| best.division());
    let feature = match toponym.site.filter(|_| toponym.origin == Origin::Site) {
        Some(site) => Some(site.code()),
        None if toponym.origin == Origin::Part => Some(Feature::Region.code()),
        None => {
            best.map(|best| best.feature().code()).or_else(|| toponym.kind.and_then(|kinds| kinds.split('|').next()))
        }
    };
    let within = located.within.get(index).map(Vec::as_slice).unwrap_or_default();
    Some(Place {
        span: toponym.span,
        name: name(document.slice(toponym.span)),
        mention: toponym.mention,
        geonames: best.filter(|_| !inherits).and_then(|best| best.geonames()),
        position: best.map(|best| best.position()),
        country: best.and_then(|best| best.country()),
        admin1: division.and_then(|division| division.name()).map(str::to_owned),
        feature,
        within: within.iter().map(|outer| PlaceId(*outer as u32)).collect(),
        metonym,
        alternatives,
        rule,
        score: Some(choice.filter(|_| best.is_some()).map_or(0.5, Choice::confidence)),
    })
}

/// The name as a gazetteer would print it: no capitals throughout, one space between words.
fn name(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 3 && !word.chars().any(char::is_lowercase);
        if shouted {
            let mut start = true;
            for c in word.chars() {
                if start {
                    name.push(c)
                } else {
                    name.extend(c.to_lowercase())
                }
                start = !c.is_alphanumeric() && c != '\'' && c != '’';
            }
        } else {
            name.push_str(word);
        }
    }
    name
}

/// Whether the place does what a government does: "Washington said", "talks with Tehran".
fn acts(text: &Text<'_>, toponym: &Toponym<'_>) -> bool {
    if toponym.dateline || toponym.kind.is_some() {
        return false;
    }
    let last = toponym.words.end.saturating_sub(1);
    let (before, after) = (text.before(toponym.words.start), text.after(last));
    let placed = before.is_some_and(|word| {
        word.class.is_locative() || word.is("to") || word.is("from") || word.is("at") || word.text == ","
    });
    if after.is_some_and(|word| word.class.acts() && !word.capital) {
        return !placed;
    }
    let has = after.is_some_and(|word| {
        matches!(word.text, "has" | "had" | "have" | "is" | "was" | "will" | "would" | "could" | "also")
    });
    if has && text.after(last + 1).is_some_and(|word| word.class.acts()) {
        return !placed;
    }
    let with = before.filter(|word| word.is("with") || word.is("between") || word.is("and"));
    let Some(with) = with else { return false };
    let sentence = with.sentence;
    let start = toponym.words.start;
    (2..8).any(|back| {
        start.checked_sub(back).and_then(|at| text.word(at, sentence)).is_some_and(|word| word.class.is_deal())
    })
}

/// Places that the gazetteer does not hold get the position of what they lie in; sites without one, of the town named nearest before them.
fn inherit(places: &mut [Place], toponyms: &[Toponym<'_>]) {
    let mut town: Option<usize> = None;
    for (index, toponym) in toponyms.iter().enumerate() {
        let Some(here) = places.get(index) else { continue };
        if here.position.is_none() {
            let outer = here.within.first().map(|outer| outer.index());
            let same = toponyms.iter().take(index).position(|other| other.key == toponym.key);
            let nearby = town.filter(|_| toponym.origin == Origin::Site);
            let sure = if outer.is_some() { 0.7 } else { 0.4 };
            let from = outer.or(same).or(nearby).and_then(|from| places.get(from));
            let Some((position, country, admin1)) = from.map(|from| (from.position, from.country, from.admin1.clone()))
            else {
                continue;
            };
            let Some(here) = places.get_mut(index) else { continue };
            (here.position, here.country, here.admin1, here.score) = (position, country, admin1, Some(sure));
        } else if here.feature.is_some_and(|feature| feature.starts_with("P.")) && toponym.origin == Origin::Gazetteer {
            town = Some(index);
        }
    }
}
