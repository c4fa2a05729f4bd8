//! Families under their surname: "the Parsons", "the Clintons", "the Parsons family", where the article names one of them in full; who is
//! introduced as somebody's kin; and names that people had before or go by.

use dateline_core::{Deprel, Document, NameType, Span, Token, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::forms;
use crate::mentions::{Mention, MentionForm};
use crate::relations;

/// Nouns behind a surname that make a family of it.
const NOUNS: &[&str] = &["family", "families", "clan", "dynasty", "household"];

/// The surnames of families among the mentions, by the mention.
pub(super) fn find<'d>(document: &'d Document, mentions: &[Mention]) -> FxHashMap<usize, &'d str> {
    let names = || mentions.iter().enumerate().filter(|(_, mention)| mention.form == MentionForm::Name);
    let people = names().filter(|(_, mention)| mention.kind == Some(NameType::Person));
    let full = people.map(|(_, mention)| forms::words(document, mention)).filter(|words| words.len() > 1);
    let surnames: FxHashSet<&'d str> = full.filter_map(|words| forms::surname(&words)).collect();
    names().filter_map(|(at, mention)| Some((at, surname(document, mention, &surnames)?))).collect()
}

/// The surname of the family that a name of one word is.
fn surname<'d>(document: &'d Document, name: &Mention, surnames: &FxHashSet<&'d str>) -> Option<&'d str> {
    let mut words = document.tokens_in(name.span).filter(|word| word.text().contains(char::is_alphanumeric));
    let (Some(mut word), mut second) = (words.next(), words.next()) else { return None };
    // The article may be a part of the name.
    if word.text().eq_ignore_ascii_case("the")
        && let Some(next) = second.take()
    {
        word = next;
        second = words.next();
    }
    let next = second.or(word.next()).filter(|next| next.sentence() == word.sentence());
    if next.is_some_and(|next| NOUNS.contains(&next.text())) {
        return surnames.get(word.text()).copied();
    }
    // "the Collins/Parker ticket"
    let joined = next.is_some_and(|next| matches!(next.text(), "/" | "-" | "–"));
    let after_article = word.previous().is_some_and(|before| before.text().eq_ignore_ascii_case("the"));
    if !after_article || joined || second.is_some() || modifies(word) {
        return None;
    }
    let plural = word.text().strip_suffix('s')?;
    let of = |surname: &str| surnames.get(surname).copied();
    of(word.text()).or_else(|| of(plural)).or_else(|| of(plural.strip_suffix('e')?))
}

/// Whether a name stands before the noun that it belongs to: "the Clinton campaign".
fn modifies(name: Token<'_>) -> bool {
    matches!(name.deprel(), Some(Deprel::Compound | Deprel::Amod))
}

/// Words before a name among which its kin is looked for.
const REACH: usize = 24;

/// Whether the words before a name say whose kin it is: "his son Paul Lee", "Lee's daughter, Ann Lee", "the son of Paul Lee and Ann Marsh", "born in Oslo
/// to Paul Lee".
pub(super) fn is_relative(document: &Document, name: Span) -> bool {
    let Some(first) = document.tokens_in(name).next() else { return false };
    let before: Vec<Token<'_>> = std::iter::successors(first.previous(), |word| word.previous())
        .take_while(|word| word.sentence() == first.sentence())
        .take(REACH)
        .collect();
    let is_kin = |word: &Token<'_>| word.lemma().is_some_and(relations::is_kin);
    let owned = |at: usize| {
        let mut owner = before.iter().skip(at + 1).take(3);
        owner.any(|word| word.deprel() == Some(Deprel::NmodPoss) || matches!(word.text(), "'s" | "’s"))
    };
    let noun = before.iter().position(|word| word.text() != "," && !forms::is_title(word.text()));
    if noun.is_some_and(|at| before.get(at).is_some_and(is_kin) && owned(at)) {
        return true;
    }
    // Nearest first: what stands between the preposition and the name must be names and their company.
    let mut words = before.iter().enumerate();
    let preposition = words
        .find(|(_, word)| matches!(word.text(), "of" | "to") || matches!(word.upos(), Some(Upos::Verb | Upos::Aux)));
    match preposition {
        Some((at, word)) if word.text() == "of" => {
            // "Duke of Somerset" is company too.
            let verbless = before.iter().take_while(|word| !matches!(word.upos(), Some(Upos::Verb | Upos::Aux)));
            let mut pairs = verbless.zip(before.iter().skip(1)).skip(at);
            pairs.any(|(of, noun)| of.text() == "of" && is_kin(noun))
        }
        Some((at, word)) if word.text() == "to" => before.iter().skip(at + 1).any(|word| word.text() == "born"),
        _ => false,
    }
}

/// Words that say before a name that somebody has it beside another one.
const OTHER_NAMES: &[&[&str]] = &[
    &["born"],
    &["born", "as"],
    &["née"],
    &["nee"],
    &["né"],
    &["alias"],
    &["aka"],
    &["a.k.a."],
    &["known", "as"],
    &["real", "name"],
    &["real", "name", "is"],
    &["real", "name", "was"],
    &["birth", "name"],
    &["stage", "name"],
    &["pen", "name"],
    &["courtesy", "name"],
];

/// Words of the longest passage between two names of one.
const LONGEST: usize = 6;

/// Whether the words between two names say that they are one's: ", born", "(better known as", ", whose real name is".
pub(super) fn is_other_name(document: &Document, between: Span) -> bool {
    let words: Vec<&str> = document
        .tokens_in(between)
        .map(Token::text)
        .filter(|word| word.contains(char::is_alphabetic))
        .take(LONGEST + 1)
        .collect();
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    words.len() <= LONGEST && words.iter().all(small) && OTHER_NAMES.iter().any(|ending| words.ends_with(ending))
}
