//! What events are read by: predicates, frames, classes of nouns, and the tables into other codes.

/// Predicates: words, part of speech, type, mode, conditions, frame.
pub const PREDICATES: &str = include_str!("../data/events/predicates.tsv");
/// Which part of the sentence fills which role: frame, slot=role.
pub const FRAMES: &str = include_str!("../data/events/frames.tsv");
/// Classes of nouns that predicates ask for: class, word.
pub const CLASSES: &str = include_str!("../data/events/classes.tsv");
/// Words that hold an event at a distance: word, part, what it makes of the event.
pub const EMBEDDING: &str = include_str!("../data/events/embedding.tsv");
/// Verbs that lend an event noun their subject: verb, link, role.
pub const LIGHT_VERBS: &str = include_str!("../data/events/light.tsv");
/// Words that say what became of people: word, how it governs them, outcome.
pub const OUTCOMES: &str = include_str!("../data/events/outcomes.tsv");
/// Event types to ACLED's: type, mode, event type, sub-event type.
pub const ACLED: &str = include_str!("../data/events/acled.tsv");
/// Event types to CAMEO's root codes: type, mode, code.
pub const CAMEO: &str = include_str!("../data/events/cameo.tsv");
