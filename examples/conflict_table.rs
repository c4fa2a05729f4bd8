//! The conflict and protest of an article as a table in the manner of ACLED, one row for each happening that is told as a fact.
//!
//! `cargo run --release --example conflict_table -- PUBLISHED FILE`, for example `conflict_table 2021-03-03 examples/articles/valley.txt`

use std::process::ExitCode;

use dateline_extract::claims::Polarity;
use dateline_extract::events::{Event, Modality, Outcome, RoleKind};
use dateline_extract::{Article, Extractor, Story};

const COLUMNS: &str =
    "event_date,event_type,sub_event_type,actor1,actor2,location,country,latitude,longitude,fatalities,source,notes";

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [published, file] = arguments.as_slice() else {
        eprintln!("usage: conflict_table PUBLISHED FILE");
        return Ok(ExitCode::FAILURE);
    };
    let text = std::fs::read_to_string(file)?;
    let story = Extractor::english().extract(Article::new(&text).published(published.parse()?));
    println!("{COLUMNS}");
    for (index, event) in story.events().iter().enumerate() {
        let told =
            event.polarity == Polarity::Positive && matches!(event.modality, Modality::Actual | Modality::Claimed);
        let again = event.same_as.iter().any(|first| first.index() < index);
        if told
            && !again
            && let Some(cells) = row(&story, event)
        {
            println!("{}", cells.map(quoted).join(","));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the article does not say is an empty cell.
fn row(story: &Story, event: &Event) -> Option<[String; 12]> {
    let code = event.acled()?;
    let party = |kinds: &[RoleKind]| {
        let role = kinds.iter().find_map(|&kind| event.roles_of(kind).next());
        role.map(|role| story.document().slice(role.span).to_owned()).unwrap_or_default()
    };
    let place = event.place.and_then(|place| story.places().get(place.index()));
    let (latitude, longitude) = place.and_then(|place| place.position).unzip();
    let time = event.time.and_then(|time| story.times().get(time.index()));
    let killed: Vec<f64> =
        event.casualties.iter().filter(|harm| harm.outcome == Outcome::Killed).filter_map(|harm| harm.min).collect();
    let mut sources: Vec<&str> = event
        .claims
        .iter()
        .filter_map(|claim| story.claims().get(claim.index())?.source.as_ref())
        .map(|source| story.document().slice(source.span))
        .collect();
    sources.dedup();
    let sentence = story.document().token_at(event.trigger.start)?.sentence()?;
    Some([
        // The day, or as much of the date as the article gives.
        time.and_then(|time| Some(time.value.as_deref()?.split('T').next()?.to_owned())).unwrap_or_default(),
        code.event.into(),
        code.sub_event.into(),
        party(&[RoleKind::Actor]),
        party(&[RoleKind::Recipient, RoleKind::Victim, RoleKind::Target]),
        place.map(|place| place.name.clone()).unwrap_or_default(),
        place.and_then(|place| place.country).unwrap_or_default().into(),
        latitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
        longitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
        // The least that the words allow, as ACLED counts.
        if killed.is_empty() { String::new() } else { killed.iter().sum::<f64>().to_string() },
        sources.join("; "),
        story.document().slice(sentence.span()).to_owned(),
    ])
}

fn quoted(cell: String) -> String {
    let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
