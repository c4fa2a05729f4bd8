//! Word lists of the rules: one entry a line, `#` comments.

/// What gives a block of a news page away: kind, where in the block, words.
pub const BLOCKS: &str = include_str!("../data/blocks.tsv");

/// Organisations, countries and bodies that news calls by several names: type, subtype, names.
pub const KNOWN_ENTITIES: &str = include_str!("../data/entities/known.tsv");

/// Words that say what kind of organisation a name is: word, subtype.
pub const SUBTYPES: &str = include_str!("../data/entities/subtypes.tsv");

/// Verbs by whom their clause turns the mind to: lemma, class.
pub const FOCUS: &str = include_str!("../data/entities/focus.tsv");

/// Forms of address and offices that stand before a person's name.
pub const TITLES: &str = include_str!("../data/entities/titles.txt");

/// Weights that tell people among names: template, value, weight.
pub const PEOPLE: &str = include_str!("../data/names/people.tsv");

/// Bundles of universal features.
pub const FEATS: &str = include_str!("../data/feats.tsv");

/// Words for the people and things of a country, by ISO 3166-1 code.
pub const DEMONYMS: &str = include_str!("../data/places/demonyms.tsv");

/// Places whose name stands for a government or another body.
pub const GOVERNMENTS: &str = include_str!("../data/places/governments.tsv");

/// Words around the names of places, by class.
pub const PLACE_WORDS: &str = include_str!("../data/places/words.tsv");

/// Adjectives that say what somebody thinks or wants.
pub const ATTRIBUTION_ADJECTIVES: &str = include_str!("../data/quotes/adjectives.tsv");

/// Weights that rate how certain a predicate is: feature, weight.
pub const FACTUALITY: &str = include_str!("../data/quotes/factuality.tsv");

/// Words that make a statement less than certain.
pub const HEDGES: &str = include_str!("../data/quotes/hedges.tsv");

/// What statements are made in or through.
pub const ATTRIBUTION_MEDIA: &str = include_str!("../data/quotes/media.txt");

/// Nouns that attribute words, thoughts and aims to somebody.
pub const ATTRIBUTION_NOUNS: &str = include_str!("../data/quotes/nouns.tsv");

/// Documents and inquiries that speak for themselves.
pub const ATTRIBUTION_SOURCES: &str = include_str!("../data/quotes/sources.txt");

/// What stands above an infinitive of saying: outcome, lemmas.
pub const ATTRIBUTION_LEADS: &str = include_str!("../data/quotes/leads.tsv");

/// Nouns for sources: kind, lemmas.
pub const SOURCE_KINDS: &str = include_str!("../data/quotes/source_kinds.tsv");

/// Verbs that attribute words, thoughts and aims to somebody.
pub const ATTRIBUTION_VERBS: &str = include_str!("../data/quotes/verbs.tsv");

/// Verbs that name who spoke.
pub const REPORTING_VERBS: &str = include_str!("../data/sentences/reporting_verbs.txt");

/// Words with a capital that go on a time of day.
pub const TIME_WORDS: &str = include_str!("../data/sentences/time_words.txt");

/// Words that read as several: the word with a bar where it parts.
pub const CONTRACTIONS: &str = include_str!("../data/tokens/contractions.tsv");

/// Currency codes and prefixes that stand before an amount without a space.
pub const CURRENCIES: &str = include_str!("../data/tokens/currencies.txt");

/// Words with an apostrophe at the edge that is no quotation mark.
pub const ELISIONS: &str = include_str!("../data/tokens/elisions.txt");

/// Faces made of marks.
pub const EMOTICONS: &str = include_str!("../data/tokens/emoticons.txt");

/// Parts of hyphenated words that the hyphen does not part from the rest: part, where it stands.
pub const HYPHEN_AFFIXES: &str = include_str!("../data/tokens/hyphen_affixes.tsv");

/// Broken sequences and the marks that were meant.
pub const MOJIBAKE: &str = include_str!("../data/tokens/mojibake.tsv");

/// What the names of web addresses and files end in: ending, kind.
pub const NAME_ENDINGS: &str = include_str!("../data/tokens/name_endings.tsv");

/// Words with a capital that open a sentence far more often than they are part of a name.
pub const OPENERS: &str = include_str!("../data/tokens/openers.txt");

/// Letters behind a number that are a word of their own.
pub const UNITS: &str = include_str!("../data/tokens/units.txt");

/// Penn Treebank tags.
pub const XPOS: &str = include_str!("../data/xpos.tsv");

/// Abbreviations that end in a dot: abbreviation, class (what may follow, and whether a sentence may end there).
pub const ABBREVIATIONS: &str = include_str!("../data/tokens/abbreviations.tsv");

/// Languages, as English calls them.
pub const LANGUAGES: &str = include_str!("../data/names/languages.txt");

/// Words without a capital that stand inside names: word, where among capitals.
pub const NAME_INSIDE: &str = include_str!("../data/names/inside.tsv");
/// Words that are no names where they begin a sentence and no capital follows.
pub const NAME_OPENING: &str = include_str!("../data/names/opening.txt");
/// Nouns that say beside a name what kind of thing it names: noun, type, where they stand.
pub const NAME_KINDS: &str = include_str!("../data/names/kinds.tsv");

/// First names that mostly men or mostly women have: name, gender.
pub const FIRST_NAMES: &str = include_str!("../data/entities/first_names.tsv");

/// Nouns for people, bodies and places: lemma, class, gender.
pub const NOUNS: &str = include_str!("../data/entities/nouns.tsv");

/// Whether people or things fill a place in the sentence: what it is to the word that governs it, that word's lemma, -2 to 2.
pub const PREFERENCES: &str = include_str!("../data/entities/preferences.tsv");

/// Weights of the model that finds antecedents: template, anaphor, value, weight.
pub const ANTECEDENTS: &str = include_str!("../data/entities/antecedents.tsv");

/// Trees of the model that finds whom "he" and "she" refer to, one a line, from the root: questions `measure<=bound` and leaves.
pub const ANTECEDENT_TREES: &str = include_str!("../data/entities/antecedent_trees.txt");

/// What may stand on the two sides of a relation: kind, classes of the subject, classes of the object.
pub const RELATION_KINDS: &str = include_str!("../data/relations/kinds.tsv");

/// Nouns that say what one is to another: noun, kind of relation, prepositions.
pub const RELATION_ROLES: &str = include_str!("../data/relations/roles.tsv");

/// Verbs that say what one is to another: verb, voice, preposition, kind of relation.
pub const RELATION_VERBS: &str = include_str!("../data/relations/verbs.tsv");

/// Participles that a hyphen joins to a name: participle, kind of relation, kind in the other direction.
pub const RELATION_COMPOUNDS: &str = include_str!("../data/relations/compounds.tsv");

/// Words around the nouns that say what one is to another: class, word.
pub const RELATION_WORDS: &str = include_str!("../data/relations/words.tsv");

/// Nouns that tell little of what an article is about.
pub const PLAIN_NOUNS: &str = include_str!("../data/keyphrases/plain_nouns.txt");

/// Nouns that stand for a body of a known kind: noun, subtypes.
pub const DESCRIPTIONS: &str = include_str!("../data/entities/descriptions.tsv");
