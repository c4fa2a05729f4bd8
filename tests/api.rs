//! What programs rely on that no type signature in the tests would show.

use dateline_extract::core::{Annotator, NameType};
use dateline_extract::entities::NewEntity;
use dateline_extract::{Article, Document, Error, Extractor, Published, Report, ReportOptions, Story};

#[test]
fn everything_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Document>();
    shared::<Story>();
    shared::<Annotator>();
    shared::<Extractor>();
    shared::<Report<'static>>();
    shared::<Error>();
    shared::<Published>();
}

fn names(story: &Story) -> Vec<Vec<&str>> {
    let words = |id: &dateline_extract::MentionId| story.document().slice(story.mentions()[id.index()].span);
    story.entities().iter().map(|entity| entity.mentions.iter().map(words).collect()).collect()
}

#[test]
fn added_names_are_found_at_the_bounds_of_words() {
    let quill = NewEntity::new("Quill").alias("Quill & Daughters").kind(NameType::Org).subtype("printer").id("q7");
    let extractor = Extractor::english().with_entities([quill]);
    let story =
        extractor.extract("We met the people of Quill & Daughters. Quill's presses ran; a quill lay in Quillby.");
    assert_eq!(names(&story)[0], ["Quill & Daughters", "Quill"]);
    let entity = &story.entities()[0];
    assert_eq!((entity.subtype.as_deref(), entity.external_id.as_deref()), (Some("printer"), Some("q7")));
    let report = story.report(&ReportOptions::new()).to_json();
    assert!(report.contains("\"external_id\":\"q7\""));
    assert!(Report::from_json(&report).is_ok());

    let any = Extractor::english().with_entities([NewEntity::new("wet wet").kind(NameType::Person).any_case()]);
    assert_eq!(names(&any.extract("It was Wet Wet who sang."))[0], ["Wet Wet"]);
}

#[test]
fn the_first_of_two_added_entities_with_one_name_has_it_and_the_longest_name_counts() {
    let entity = |name: &str, id: &str| NewEntity::new(name).kind(NameType::Org).id(id);
    let entities = [entity("Nimbus", "first"), entity("Nimbus", "second"), entity("Nimbus Rail", "third")];
    let story = Extractor::english().with_entities(entities).extract("Nimbus spoke of Nimbus Rail on Friday.");
    let ids: Vec<_> = story.entities().iter().filter_map(|entity| entity.external_id.as_deref()).collect();
    assert_eq!(ids, ["first", "third"]);
}

#[test]
fn entities_are_joined_and_parted_as_the_caller_says() {
    let text = "Peter Lund spoke on Friday. The chairman, Peter J. Lund, was not there, and Bob the Baker sang.";
    assert_eq!(names(&Extractor::english().extract(text))[0], ["Peter Lund", "Peter J. Lund"]);
    let parted = Extractor::english().with_entities([NewEntity::new("Peter Lund"), NewEntity::new("Peter J. Lund")]);
    assert_eq!(names(&parted.extract(text))[..2], [["Peter Lund"], ["Peter J. Lund"]]);
    let joined = Extractor::english().with_entities([NewEntity::new("Peter Lund").alias("Bob the Baker")]);
    assert_eq!(names(&joined.extract(text))[0], ["Peter Lund", "Peter J. Lund", "Bob the Baker"]);
}

#[test]
fn refused_names_are_none() {
    let text = "Berlin said no. The mayor of Berlin Town wept.";
    let found = |extractor: Extractor| names(&extractor.extract(text)).concat().join(", ");
    assert!(found(Extractor::english()).starts_with("Berlin, "));
    let refused = found(Extractor::english().without_names(["Berlin"]));
    assert!(refused.starts_with("Berlin Town"), "{refused}");
}

#[test]
fn a_story_outlives_the_text_it_was_read_from() {
    let story = {
        let text = String::from("Rain fell on Berlin.");
        Extractor::english().extract(Article::new(&text))
    };
    assert_eq!(story.document().text(), "Rain fell on Berlin.");
}

#[test]
fn title_and_description_stand_before_the_text() {
    let article = Article::new("Rain fell.").title("Storm").description("It was wet.");
    let story = Extractor::english().extract(article);
    assert_eq!(story.document().text(), "Storm\n\nIt was wet.\n\nRain fell.");
    assert_eq!(
        story.document().blocks().map(|block| block.text()).collect::<Vec<_>>(),
        ["Storm", "It was wet.", "Rain fell."]
    );
}

#[test]
fn damaged_reports_are_refused_by_name() {
    let json = Extractor::english().extract("Rain fell on “Berlin”.").report(&ReportOptions::new()).to_json();
    let refused = |from: &str, to: &str| {
        assert!(json.contains(from), "{from} in {json}");
        Report::from_json(&json.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert!(refused("dateline/1", "dateline/9").contains("dateline/9"));
    assert!(refused("\"offsets\":\"utf8\"", "\"offsets\":\"words\"").contains("words"));
    assert!(refused("{\"start\":0,\"end\":4", "{\"start\":4,\"end\":0").contains("tokens[0]"));
    assert!(refused("{\"start\":0,\"end\":4", "{\"start\":0,\"end\":14").contains("tokens[0]"), "inside a character");
    assert!(refused("{\"start\":5,\"end\":9", "{\"start\":1,\"end\":3").contains("tokens[1]"), "out of order");
    assert!(refused("\"block\":0", "\"block\":7").contains('7'));
    assert!(refused("\"skipped\":[]", "\"skipped\":7").contains("expected"));
    assert!(Report::from_json("").is_err());
    assert!(Report::from_json(&"[".repeat(100_000)).is_err());
}

#[test]
fn models_open_from_files() {
    let weights = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/models/weights");
    let from_files = Annotator::english()
        .word_model_file(format!("{weights}/words.bin"))
        .and_then(|annotator| annotator.names_model_file(format!("{weights}/names.bin")));
    let text = "Rain fell on Berlin.";
    assert_eq!(from_files.unwrap().annotate(text), Annotator::english().annotate(text));

    let swapped = Annotator::english().word_model_file(format!("{weights}/names.bin")).unwrap_err();
    assert!(swapped.is_model(), "{swapped}");
    let missing = Annotator::english().names_model_file("no/such/file").unwrap_err();
    assert!(missing.to_string().contains("no/such/file"), "{missing}");
}

#[test]
fn events_have_the_codes_of_other_data_sets() {
    use dateline_extract::core::NameType;
    let extractor = Extractor::english();
    let codes = |text: &str| {
        let story = extractor.extract(text);
        let event = story.events().first().cloned().unwrap_or_else(|| panic!("no event in {text:?}"));
        let kind = |role: &dateline_extract::events::Role| story.entities().get(role.entity?.index())?.kind;
        let ucdp = event.ucdp_kind(|role| kind(role) == Some(NameType::Gpe)).map(|kind| kind.number());
        (event.acled().map(|code| (code.event, code.sub_event)), event.cameo_root(), ucdp)
    };
    for (text, acled, cameo, ucdp) in [
        ("Rebels clashed with the army.", Some(("Battles", "Armed clash")), Some("19"), Some(2)),
        ("Gunmen killed three villagers.", Some(("Violence against civilians", "Attack")), Some("18"), Some(3)),
        (
            "Gunmen abducted a teacher.",
            Some(("Violence against civilians", "Abduction/forced disappearance")),
            Some("18"),
            Some(3),
        ),
        (
            "The army shelled the town.",
            Some(("Explosions/Remote violence", "Shelling/artillery/missile attack")),
            Some("19"),
            None,
        ),
        ("Thousands of people demonstrated in the capital.", Some(("Protests", "Peaceful protest")), Some("14"), None),
        ("Police arrested a journalist.", Some(("Strategic developments", "Arrests")), Some("17"), None),
        ("The minister met the ambassador.", None, Some("04"), None),
        ("The bank acquired the insurance company.", None, None, None),
    ] {
        assert_eq!(codes(text), (acled, cameo, ucdp), "{text}");
    }
}
