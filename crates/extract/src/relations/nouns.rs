//! Nouns that say what one is to another: "the group's leader", "a spokesman for the bank", "Hamas leader X".

use dateline_core::{Deprel, NameType, Token, Upos};
use rustc_hash::FxHashMap;

use super::lexicon::{self, Role};
use super::sides::{Side, Sides};
use super::{Relation, RelationKind};

pub(super) const POSSESSIVE: &str = "relations.noun.possessive";
pub(super) const OF: &str = "relations.noun.of";
pub(super) const COMPOUND: &str = "relations.noun.compound";
pub(super) const INTRODUCED: &str = "relations.noun.introduced";

/// How many words may stand before the noun in its phrase.
const BEFORE: usize = 10;
/// How many words may stand in brackets between a name and what it is called.
const ASIDE: usize = 8;
/// How many words may stand between a preposition and the name behind it.
const AFTER: usize = 5;

/// A role noun in the text.
struct Found<'s> {
    role: &'static Role,
    kind: RelationKind,
    first: usize,
    last: Token<'s>,
}

/// The noun's phrase: who or what it is of, and how that is said.
struct Phrase {
    first: usize,
    end: usize,
    objects: Vec<Side>,
    rule: &'static str,
    /// A name among the noun's own modifiers that names it: "the so-called Khorasan Province branch".
    named: Option<Side>,
    /// Whether a preposition introduces who or what it is of.
    is_prepositional: bool,
    former: bool,
}

/// The relations that nouns state.
pub(super) fn find(sides: &Sides<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    // What a body announced as a part of itself, by the noun for it.
    let mut introduced: FxHashMap<&str, Side> = FxHashMap::default();
    for found in roles(sides) {
        if found.kind == RelationKind::PartOf
            && let Some(owner) = introducer(sides, found.last)
        {
            introduced.insert(found.last.lemma().unwrap_or_default(), owner);
        }
        let mut phrase = phrase(sides, &found);
        if phrase.objects.is_empty() && found.kind == RelationKind::PartOf {
            phrase.objects.extend(found.last.lemma().and_then(|lemma| introduced.get(lemma)).copied());
            phrase.rule = INTRODUCED;
        }
        if phrase.objects.is_empty() || found.last.is_negated() {
            continue;
        }
        let Some(bearer) = bearer(sides, &found, &phrase) else { continue };
        for &object in &phrase.objects {
            let Some(mut relation) = sides.relation(found.kind, bearer, object, phrase.rule) else { continue };
            let noun =
                sides.token(found.first).map_or(found.last.span(), |first| first.span().cover(found.last.span()));
            relation.evidence =
                if phrase.rule == INTRODUCED { bearer.span.cover(noun) } else { relation.evidence.cover(noun) };
            // Who founded something, and whose child one is, stays so.
            relation.former = phrase.former && !matches!(found.kind, RelationKind::Founded | RelationKind::KinOf);
            relations.push(relation);
        }
    }
    relations
}

/// The role nouns of the story, in text order; of two that share a word the longer.
fn roles<'s>(sides: &Sides<'s>) -> Vec<Found<'s>> {
    let mut found: Vec<Found<'s>> = Vec::new();
    for token in sides.story_tokens() {
        if sides.in_name(token.index()) || token.feature("Number") == Some("Plur") {
            continue;
        }
        let word = token.text().to_lowercase();
        let stands = |role: &&Role| {
            let first = (token.index() + 1).checked_sub(role.words.len());
            first.is_some_and(|first| {
                (first..).zip(&role.words).all(|(at, word)| sides.word(at) == *word)
                    && (first..=token.index()).all(|at| !sides.in_name(at))
            })
        };
        let candidates =
            lexicon::roles(&word).iter().chain(lexicon::roles(token.text()).iter().filter(|_| word != token.text()));
        let all_capitals = |role: &&Role| role.words.len() == 1 && role.words.first() == Some(&token.text());
        let Some(role) = candidates.clone().find(stands).or_else(|| candidates.clone().find(all_capitals)) else {
            continue;
        };
        let first = token.index() + 1 - role.words.len();
        while found.last().is_some_and(|other| other.last.index() >= first) {
            found.pop();
        }
        // "Army captain": a rank, which leads nothing.
        let forces = || first.checked_sub(1).is_some_and(|at| lexicon::is("force", &sides.word(at)));
        let ranks = lexicon::is("rank", &word) && forces();
        let kind = if ranks { RelationKind::WorksFor } else { role.kind };
        found.push(Found { role, kind, first, last: token });
    }
    // A noun that only modifies another says nothing of anybody: "branch addition".
    found.retain(|found| {
        let next = found.last.next();
        !next.is_some_and(|next| {
            next.upos() == Some(Upos::Noun)
                && !sides.in_name(next.index())
                && next.sentence() == found.last.sentence()
                && found.last.deprel() == Some(Deprel::Compound)
        })
    });
    // "chief technical officer": the last noun is the role.
    let lasts: Vec<usize> = found.iter().map(|found| found.last.index()).collect();
    found.retain(|found| {
        let above = found.last.head().map(Token::index).filter(|above| *above > found.last.index());
        !above.is_some_and(|above| {
            matches!(found.last.deprel(), Some(Deprel::Compound | Deprel::Amod)) && lasts.binary_search(&above).is_ok()
        })
    });
    found
}

/// The body that makes a part of itself known: "the group announced a branch in India".
fn introducer(sides: &Sides<'_>, noun: Token<'_>) -> Option<Side> {
    let indefinite = noun
        .children()
        .any(|child| child.deprel() == Some(Deprel::Det) && matches!(child.lemma(), Some("a" | "an" | "another")));
    let verb = noun.head().filter(|_| noun.deprel() == Some(Deprel::Obj) && indefinite)?;
    let introduces = verb.lemma().is_some_and(|lemma| lexicon::is("introducing", lemma)) && !verb.is_negated();
    let subject = verb.understood_subject().filter(|_| introduces)?;
    sides.headed(subject).filter(|side| side.is("body"))
}

fn phrase(sides: &Sides<'_>, found: &Found<'_>) -> Phrase {
    let kind = found.kind;
    let mut phrase = Phrase {
        first: found.first,
        end: found.last.index() + 1,
        objects: Vec::new(),
        rule: OF,
        named: None,
        is_prepositional: false,
        former: false,
    };
    let sentence = found.last.sentence().map_or(0, |sentence| sentence.token_range().start as usize);
    let fits = |side: &Side| sides.resolved(*side).is_some_and(|side| lexicon::takes(kind, side.classes()));
    let (mut compound, mut owner) = (None, None);
    while phrase.first > sentence && found.first - phrase.first < BEFORE {
        let at = phrase.first;
        if let Some(side) = sides.possessor(at) {
            (owner, phrase.first) = (Some(side), side.first);
            break;
        }
        if let Some(side) = sides.name_ending(at) {
            if compound.is_some() {
                break;
            }
            (compound, phrase.first) = (Some(side), side.first);
            continue;
        }
        let before = sides.word(at - 1);
        if matches!(before.as_str(), "the" | "a" | "an" | "this" | "that") {
            phrase.first = at - 1;
            break;
        }
        let joins =
            before == "and" && at >= 2 && sides.token(at - 2).is_some_and(|word| word.upos() == Some(Upos::Noun));
        if !joins && !sides.modifies(at - 1) {
            break;
        }
        phrase.former |= lexicon::is("over", &before);
        phrase.first = at - 1;
    }
    let is_part = matches!(kind, RelationKind::PartOf | RelationKind::LocatedIn);
    let behind = prepositional(sides, found, &mut phrase.end, &fits);
    let (owner, compound) = (owner.filter(fits), compound);
    if is_part && (owner.is_some() || !behind.is_empty()) {
        phrase.named = compound.filter(|name| name.is("body") || is_distanced(sides, name));
    }
    let before = compound.filter(|name| fits(name) && phrase.named.is_none() && kind != RelationKind::KinOf);
    // "A Leeds lawyer" works for no Leeds, a Leeds councillor does.
    let before = before.filter(|name| {
        let serves = || lexicon::is("serving", &sides.word(found.last.index()));
        kind != RelationKind::WorksFor || !name.is("state") || serves()
    });
    // "A Kenyan commander" leads no Kenya.
    let before = before.filter(|name| {
        let reigns = || lexicon::is("reigning", &sides.word(found.last.index()));
        kind != RelationKind::Leads || name.kind != Some(NameType::Norp) || reigns()
    });
    // "Leeds police chief": whom he leads is no town.
    let before = before.filter(|name| {
        let body = found.first.checked_sub(1).filter(|&at| at >= name.end).and_then(|at| sides.token(at));
        let noun = body.is_some_and(|word| {
            let noun =
                word.upos() == Some(Upos::Noun) || word.upos() == Some(Upos::Propn) && !sides.in_name(word.index());
            noun && !lexicon::is("ranking", &word.text().to_lowercase())
        });
        kind != RelationKind::Leads || !name.is("place") || !noun
    });
    (phrase.objects, phrase.rule) = match (before, owner) {
        (Some(name), _) if !is_part || (owner.is_none() && behind.is_empty()) => (vec![name], COMPOUND),
        (_, Some(owner)) => (vec![owner], POSSESSIVE),
        _ => {
            phrase.is_prepositional = !behind.is_empty();
            (behind, OF)
        }
    };
    phrase
}

/// Whether the article keeps its distance from a name: "so-called X", “X”.
fn is_distanced(sides: &Sides<'_>, name: &Side) -> bool {
    let Some(before) = name.first.checked_sub(1) else { return false };
    lexicon::is("distancing", &sides.word(before)) || matches!(sides.word(before).as_str(), "“" | "‘" | "\"")
}

/// Who or what a preposition behind the noun introduces: "head of X and Y", "founder and chief executive of X".
fn prepositional(sides: &Sides<'_>, found: &Found<'_>, end: &mut usize, fits: &impl Fn(&Side) -> bool) -> Vec<Side> {
    let mut at = *end;
    if sides.word(at) == "and" {
        let other = (at + 1..at + 5).take_while(|&index| sides.modifies(index)).last();
        at = other.map_or(at, |last| last + 1);
    }
    if !found.role.prepositions.contains(&sides.word(at).as_str()) {
        return Vec::new();
    }
    let Some(first) = behind(sides, at + 1).or_else(|| beyond(sides, found, at + 1)) else { return Vec::new() };
    let mut objects = vec![first];
    *end = first.end;
    if sides.word(first.end) == "and"
        && let Some(second) = behind(sides, first.end + 1).filter(|second| second.kind == first.kind)
    {
        objects.push(second);
        *end = second.end;
    }
    objects.retain(fits);
    objects
}

/// Where somebody does what their role is about: "professor of surgery at Y".
fn beyond(sides: &Sides<'_>, found: &Found<'_>, from: usize) -> Option<Side> {
    let at = (from..from + AFTER).find(|&at| {
        !(sides.modifies(at)
            || sides.token(at).is_some_and(|word| word.upos() == Some(Upos::Noun)) && !sides.in_name(at))
    })?;
    let word = sides.word(at);
    let joins = word == "at" || word != "of" && found.role.prepositions.contains(&word.as_str());
    let works = found.kind == RelationKind::WorksFor && at > from && joins;
    works.then(|| behind(sides, at + 1)).flatten()
}

/// The name, pronoun or description behind a preposition, where it is the whole of what the preposition introduces.
fn behind(sides: &Sides<'_>, from: usize) -> Option<Side> {
    let mut found = None;
    for at in from..from + AFTER {
        if let Some(name) = sides.name_starting(at) {
            found = Some(name);
            break;
        }
        if !(sides.modifies(at)
            || matches!(sides.word(at).as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their"))
        {
            break;
        }
    }
    let side = found.or_else(|| sides.starting(from))?;
    if sides.is_possessive(side.end) {
        let owned = (side.end + 1..side.end + 4).take_while(|&at| at == side.end + 1 || sides.modifies(at - 1));
        return owned.filter_map(|at| sides.name_starting(at)).next().filter(|name| ends_phrase(sides, name.end));
    }
    ends_phrase(sides, side.end).then_some(side)
}

/// Whether no noun follows that would be the head instead.
fn ends_phrase(sides: &Sides<'_>, at: usize) -> bool {
    !sides.token(at).is_some_and(|next| {
        matches!(next.upos(), Some(Upos::Noun)) && next.has_space_before() && !sides.in_name(at) || next.text() == "-"
    })
}

/// Who or what the noun is said of.
fn bearer(sides: &Sides<'_>, found: &Found<'_>, phrase: &Phrase) -> Option<Side> {
    let kind = found.kind;
    let object = phrase.objects.first()?;
    let fits =
        |side: &Side| side.entity != object.entity && sides.relation(kind, *side, *object, phrase.rule).is_some();
    if phrase.rule == INTRODUCED {
        return naming(sides, phrase.end).filter(fits);
    }
    // Behind "the president of France" a person's name only where nothing parts the two.
    let adjacent = || {
        let close = |name: &Side| name.first == phrase.end && name.is("person") && !object.is("person");
        sides.name_from(phrase.end).filter(|name| !phrase.is_prepositional || close(name))
    };
    phrase
        .named
        .filter(fits)
        .or_else(|| adjacent().filter(fits))
        // "X, the nominee's daughter" is no nominee.
        .or_else(|| before(sides, phrase.first).filter(|_| !sides.is_possessive(phrase.end)).filter(fits))
        .filter(|name| !is_apart(sides, *name, found.last))
        .or_else(|| after(sides, phrase.end, found.last).filter(fits))
        .or_else(|| naming(sides, phrase.end).filter(fits))
        .or_else(|| subject(sides, found.last).filter(fits))
}

/// "X, head of Y", "X, 58, head of Y", "X (head of Y".
fn before(sides: &Sides<'_>, first: usize) -> Option<Side> {
    let mut at = first.checked_sub(1).filter(|&at| matches!(sides.word(at).as_str(), "," | "(" | "–" | "—"))?;
    // "X (D-Ohio), head of Y"
    if at.checked_sub(1).is_some_and(|bracket| sides.word(bracket) == ")") {
        at = (at.saturating_sub(ASIDE)..at).rev().find(|&bracket| sides.word(bracket) == "(")?;
    }
    let age =
        at.checked_sub(1).and_then(|number| sides.token(number)).is_some_and(|number| number.upos() == Some(Upos::Num));
    if age {
        at = at.checked_sub(2).filter(|&comma| sides.word(comma) == ",")?;
    }
    sides.name_ending(at).filter(|name| {
        sides
            .token(first)
            .is_some_and(|token| token.sentence() == sides.token(name.first).and_then(|name| name.sentence()))
    })
}

/// "Against X, the head of Y won": the noun is the subject, and the name behind a preposition another than it.
fn is_apart(sides: &Sides<'_>, name: Side, noun: Token<'_>) -> bool {
    let governed = sides.token(name.first).and_then(Token::previous);
    noun.deprel() == Some(Deprel::Nsubj)
        && name.end < noun.index()
        && governed.is_some_and(|before| before.upos() == Some(Upos::Adp))
}

/// "The head of Y, X, said": a name between commas; of the subject, also where the second comma is missing.
fn after(sides: &Sides<'_>, end: usize, noun: Token<'_>) -> Option<Side> {
    let name = sides.name_from(end + 1).filter(|_| sides.word(end) == ",")?;
    let closes = sides.token(name.end).is_none_or(|next| {
        matches!(next.text(), "," | "." | ")" | ";" | ":" | "–" | "—")
            || noun.deprel() == Some(Deprel::Nsubj) && next.upos() == Some(Upos::Verb)
    });
    closes.then_some(name)
}

/// "The branch, called X", "the branch, whose Arabic name is X", "the branch known as X".
fn naming(sides: &Sides<'_>, end: usize) -> Option<Side> {
    let mut at = if sides.word(end) == "," { end + 1 } else { end };
    match sides.word(at).as_str() {
        "whose" => {
            let name = (at + 1..at + 4).find(|&index| sides.word(index) == "name")?;
            at = name + 1;
            (sides.token(at)?.lemma() == Some("be")).then_some(())?;
            at += 1;
        }
        "known" if sides.word(at + 1) == "as" => at += 2,
        word if lexicon::is("naming", word) => at += 1,
        _ => return None,
    }
    sides.name_from(at)
}

/// "X is the head of Y", "X, who is the head of Y".
fn subject(sides: &Sides<'_>, noun: Token<'_>) -> Option<Side> {
    noun.copula()?;
    if noun.modal().is_some() {
        return None;
    }
    let subject = noun.subject()?;
    let relative = matches!(subject.lemma(), Some("who" | "which" | "that")) && noun.deprel() == Some(Deprel::AclRelcl);
    sides.headed(if relative { noun.head()? } else { subject })
}
