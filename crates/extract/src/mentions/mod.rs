//! Who and what is mentioned: names, nominals ("the group") and pronouns.

use dateline_core::{Deprel, Document, NameType, Span, Token, Upos};

use crate::EntityId;
use crate::entities::{Added, is_mark, is_title, known, subtypes};

const KNOWN: &str = "mentions.known";
const ADDED: &str = "mentions.added";
const NICKNAME: &str = "mentions.nickname";
const DESCRIBED: &str = "mentions.described";

/// The ids of the rules here; names that a model found carry the model's id.
pub const RULES: &[&str] = &[KNOWN, ADDED, NICKNAME, DESCRIBED];

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// By a name: "Amnesty International".
    Name,
    /// By a description: "the group".
    Nominal,
    /// By a pronoun: "it".
    Pronoun,
}

/// A mention of a person, organisation, place or thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing it refers to, where that is known.
    pub kind: Option<NameType>,
    /// How it refers.
    pub form: MentionForm,
    /// The entity that it refers to.
    pub entity: Option<EntityId>,
    /// The rule or model that found it.
    pub rule: &'static str,
    /// How sure, 0 to 1, where a model decided.
    pub score: Option<f32>,
}

/// The names of a document, in text order, none overlapping another: what the model found, and bodies that every reader of news knows.
#[must_use]
pub fn find(document: &Document) -> Vec<Mention> {
    find_with(&Added::default(), document)
}

/// The same with the names that the caller added and without those that the caller refused.
pub(crate) fn find_with(added: &Added, document: &Document) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = document
        .names()
        .into_iter()
        .flatten()
        .filter(|name| {
            name.tokens()
                .next()
                .and_then(|token| token.sentence())
                .is_some_and(|sentence| sentence.block().kind().is_story())
        })
        .map(|name| Mention {
            span: name.span(),
            kind: Some(name.kind()),
            form: MentionForm::Name,
            entity: None,
            rule: name.rule(),
            score: Some(name.score()),
        })
        .collect();
    let found = mentions.len();
    for sighting in known::sightings(document) {
        // `mentions` is sorted up to `found`, without overlaps.
        let from =
            mentions.get(..found).map_or(0, |names| names.partition_point(|name| name.span.end <= sighting.span.start));
        let overlapping = mentions.get(from).filter(|name| from < found && name.span.start < sighting.span.end);
        let kind = known::body(sighting.id).map(|body| body.kind);
        match overlapping {
            // The model's longer name stands: "Islamic State fighters", "US Airways". The same words are what the lexicon knows them to be.
            Some(name) if name.span != sighting.span => {}
            Some(_) => {
                if let Some(name) = mentions.get_mut(from) {
                    name.kind = kind;
                }
            }
            None => mentions.push(Mention {
                span: sighting.span,
                kind,
                form: MentionForm::Name,
                entity: None,
                rule: KNOWN,
                score: None,
            }),
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    let found = nicknamed(document, &mentions).into_iter().chain(described(document, &mentions)).collect::<Vec<_>>();
    for name in found {
        mentions.retain(|mention| mention.span.end <= name.span.start || name.span.end <= mention.span.start);
        mentions.push(name);
    }
    mentions.retain(|mention| !added.refuses(document.slice(mention.span)));
    mentions.sort_by_key(|mention| mention.span);
    add(added, document, mentions)
}

fn name(span: Span, kind: NameType, rule: &'static str) -> Mention {
    Mention { span, kind: Some(kind), form: MentionForm::Name, entity: None, rule, score: None }
}

/// People with a nickname in marks between their names, which a model reads as two names or none: `Robert "Bobby" Tables`.
fn nicknamed(document: &Document, names: &[Mention]) -> Vec<Mention> {
    let person_at = |token: Token<'_>| {
        let before = names.partition_point(|name| name.span.start <= token.span().start);
        let name = before.checked_sub(1).and_then(|at| names.get(at))?;
        (name.kind == Some(NameType::Person) && name.span.contains(token.span())).then_some(name.span)
    };
    let capital = |token: &Token<'_>| token.text().starts_with(char::is_uppercase);
    let mut found: Vec<Mention> = Vec::new();
    for open in document.tokens().filter(|token| is_mark(token.text()) && token.has_space_before()) {
        let nickname = document.token_range(open.index() as u32 + 1..open.index() as u32 + 5);
        let Some(close) = nickname.clone().find(|token| is_mark(token.text())) else { continue };
        let mut inside = nickname.take_while(|token| *token != close).peekable();
        let (Some(before), Some(after)) = (open.previous().filter(capital), close.next().filter(capital)) else {
            continue;
        };
        let is_one = inside.peek().is_some_and(capital)
            && inside.all(|token| token.text().chars().all(char::is_alphanumeric))
            && before.sentence() == after.sentence()
            && !close.has_space_before()
            && after.has_space_before();
        let (first, last) = (person_at(before), person_at(after));
        if is_one && (first.is_some() || last.is_some() && before.upos() == Some(Upos::Propn)) {
            let start = first.unwrap_or(before.span()).start;
            // What the model read past the marks is the other name.
            let end = last.unwrap_or(after.span()).end;
            if found.last().is_none_or(|name| name.span.end <= start) {
                found.push(name(Span::new(start, end.max(after.span().end)), NameType::Person, NICKNAME));
            }
        }
    }
    found
}

/// Capitalised words that a noun for a body introduces: "the union Unite".
fn described(document: &Document, names: &[Mention]) -> Vec<Mention> {
    let named = |token: Token<'_>| {
        let before = names.partition_point(|name| name.span.start <= token.span().start);
        before.checked_sub(1).and_then(|at| names.get(at)).is_some_and(|name| name.span.end > token.span().start)
    };
    let mut found: Vec<Mention> = Vec::new();
    for noun in document.tokens().filter(|noun| subtypes::of_noun(*noun).is_some()) {
        if !noun.sentence().is_some_and(|sentence| sentence.block().kind().is_story()) {
            continue;
        }
        let own =
            |token: &Token<'_>| token.text().starts_with(char::is_uppercase) && token.sentence() == noun.sentence();
        let at = noun.index() as u32;
        let words: Vec<Token<'_>> = document.token_range(at + 1..at + 7).take_while(own).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        // One apposition of the noun: not "told the court Monday", not "army Colonel Lee".
        let heads = words.iter().filter(|word| word.head().is_none_or(|head| !words.contains(&head)));
        let of_noun = |word: &Token<'_>| {
            word.head() == Some(noun) && matches!(word.deprel(), Some(Deprel::Appos | Deprel::Flat | Deprel::NmodDesc))
                || noun.head() == Some(*word)
        };
        let introduces = |child: Token<'_>| {
            matches!(child.deprel(), Some(Deprel::Det | Deprel::NmodPoss)) && child.index() < noun.index()
        };
        let determined = noun.children().chain(last.children()).any(introduces);
        let taken = words.iter().any(|word| named(*word) || is_title(word.text()));
        if determined && !taken && heads.clone().count() == 1 && heads.clone().all(of_noun) {
            found.push(name(first.span().cover(last.span()), NameType::Org, DESCRIBED));
        }
    }
    found
}

/// Puts the caller's names in place of what else was found there, unless a longer name holds them: "Apple" of "Apple Daily".
fn add(added: &Added, document: &Document, found: Vec<Mention>) -> Vec<Mention> {
    let sightings = added.sightings(document);
    if sightings.is_empty() {
        return found;
    }
    let longer = |name: &Mention, span: Span| {
        let mut others = document.tokens_in(name.span).filter(|word| !span.contains(word.span()));
        let capital = |word: Token<'_>| word.text().starts_with(char::is_uppercase);
        // A model runs on over a verb now and then: "Quill spoke of Quill Books".
        let joins = |word: Token<'_>| !matches!(word.upos(), Some(Upos::Verb | Upos::Aux | Upos::Noun | Upos::Pron));
        name.span != span
            && name.span.contains(span)
            && others.clone().all(|word| capital(word) || joins(word))
            && others.any(|word| capital(word) && !is_title(word.text()) && !word.text().eq_ignore_ascii_case("the"))
    };
    let mut found = found.into_iter().peekable();
    let mut mentions = Vec::new();
    for (span, id) in sightings {
        while let Some(before) = found.next_if(|name| name.span.end <= span.start) {
            mentions.push(before);
        }
        if found.peek().is_some_and(|name| longer(name, span)) {
            continue;
        }
        let mut kind = added.facts(id).and_then(|facts| facts.kind);
        while let Some(there) = found.next_if(|name| name.span.start < span.end) {
            kind = kind.or(there.kind);
        }
        mentions.push(Mention { span, kind, form: MentionForm::Name, entity: None, rule: ADDED, score: None });
    }
    mentions.extend(found);
    mentions
}
