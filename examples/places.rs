//! Where it happened: the places of an article as GeoJSON, ready for a map.
//!
//! `cargo run --release --example places -- FILE`

use std::collections::BTreeMap;

use dateline_extract::{Article, Extractor};
use serde_json::json;

fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/articles/valley.txt".into());
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text));

    let mut on_map = BTreeMap::new();
    let mut unknown = BTreeMap::new();
    // "Washington said" names a government, not a point on the map.
    for place in story.places().iter().filter(|place| !place.metonym) {
        let within: Vec<&str> = place
            .within
            .iter()
            .filter_map(|id| story.places().get(id.index()))
            .map(|outer| outer.name.as_str())
            .collect();
        match place.position {
            Some((lat, lon)) => on_map.entry(&place.name).or_insert((lat, lon, place, 0)).3 += 1,
            // No gazetteer holds every village: what the text says it lies in is still known.
            None => drop(unknown.insert(&place.name, within)),
        }
    }

    let features: Vec<_> = on_map
        .into_iter()
        .map(|(name, (lat, lon, place, mentions))| {
            json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [lon, lat] },
                "properties": { "name": name, "country": place.country, "geonames": place.geonames, "mentions": mentions },
            })
        })
        .collect();
    println!("{:#}", json!({ "type": "FeatureCollection", "features": features, "unknown": unknown }));
    Ok(())
}
