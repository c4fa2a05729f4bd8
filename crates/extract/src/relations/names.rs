//! Names beside names: "IS's Amaq News Agency", "the Berlin-based Acme", "Ann Lee of the BBC", "X, also known as Y", places within places.

use dateline_core::Upos;

use super::sides::{Side, Sides};
use super::{Relation, RelationKind, lexicon};
use crate::mentions::MentionForm;

pub(super) const POSSESSIVE: &str = "relations.possessive";
pub(super) const HYPHEN: &str = "relations.hyphen";
pub(super) const OF: &str = "relations.of";
pub(super) const PARTY: &str = "relations.party";
pub(super) const NATIONAL: &str = "relations.national";
pub(super) const KNOWN_AS: &str = "relations.known_as";
pub(super) const WITHIN: &str = "relations.within";

/// How many words may stand between a possessor and the name that it possesses.
const BETWEEN: usize = 4;
/// How far apart in bytes two places may stand for their words to be one evidence.
const NEAR: u32 = 120;

/// The relations that stand between names.
pub(super) fn find(sides: &Sides<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for token in sides.story_tokens() {
        let at = token.index();
        relations.extend(possessive(sides, at));
        relations.extend(hyphen(sides, at));
        if let Some(name) = sides.name_ending(at) {
            relations.extend(of(sides, name));
            relations.extend(party(sides, name));
            relations.extend(national(sides, name));
            relations.extend(known_as(sides, name));
        }
    }
    relations.extend(within(sides));
    relations
}

/// The name that stands at a token or behind its phrase's modifiers; none where a noun that says more stands between.
fn name_behind(sides: &Sides<'_>, from: usize) -> Option<Side> {
    for at in from..=from + BETWEEN {
        if let Some(name) = sides.name_starting(at) {
            return Some(name);
        }
        let telling = lexicon::roles(&sides.word(at)).iter().any(|role| role.words.len() == 1);
        if telling || !sides.modifies(at) {
            return None;
        }
    }
    None
}

/// Who possesses the name that follows: `at` is the word behind the possessive.
fn possessive(sides: &Sides<'_>, at: usize) -> Option<Relation> {
    let owner = sides.possessor(at)?;
    let owned = name_behind(sides, at)?;
    // A name before another noun only modifies it: "Ukraine's Nato bid".
    let modifies = sides.token(owned.end).is_some_and(|next| {
        next.upos() == Some(Upos::Noun)
            && !sides.in_name(owned.end)
            && sides.token(owned.end - 1).is_some_and(|last| last.head() == Some(next))
    });
    if modifies || sides.is_possessive(owned.end) && owned.is("person") {
        return None;
    }
    let subtype = sides.evidence.entities.get(owned.entity.index()).and_then(|entity| entity.subtype.as_deref());
    let last = sides.word(owned.end - 1);
    let is_part = lexicon::roles(&last).iter().any(|role| role.kind == RelationKind::PartOf && role.words.len() == 1);
    let is_of_state = matches!(subtype, Some("ministry" | "government" | "military" | "police" | "court" | "agency"));
    let owner_side = sides.resolved(owner)?;
    let kind = match (owned.is("body"), owner_side.is("body"), owner_side.is("state")) {
        (true, true, _) if is_part => RelationKind::PartOf,
        (true, true, _) => RelationKind::AffiliatedWith,
        (true, _, true) if is_of_state => RelationKind::PartOf,
        (true, _, true) => RelationKind::BasedIn,
        _ if owned.is("person") && owner_side.is("body") => RelationKind::AffiliatedWith,
        _ => return None,
    };
    sides.relation(kind, owned, owner, POSSESSIVE)
}

/// "The Berlin-based Acme", "Iran-backed Houthis": `at` is the hyphen.
fn hyphen(sides: &Sides<'_>, at: usize) -> Vec<Relation> {
    let name = sides.name_ending(at).filter(|_| sides.word(at) == "-");
    let (Some(name), Some(compound)) = (name, lexicon::compound(&sides.word(at + 1))) else { return Vec::new() };
    let described = name_behind(sides, at + 2).or_else(|| {
        let noun = (at + 2..at + 2 + BETWEEN).take_while(|&index| sides.modifies(index)).last()?;
        sides.headed(sides.token(noun)?)
    });
    let Some(described) = described else { return Vec::new() };
    let forth = compound.forth.and_then(|kind| sides.relation(kind, described, name, HYPHEN));
    let back = compound.back.and_then(|kind| sides.relation(kind, name, described, HYPHEN));
    forth.into_iter().chain(back).collect()
}

/// "Ann Lee of the BBC", "Ann Lee, of the BBC,".
fn of(sides: &Sides<'_>, person: Side) -> Option<Relation> {
    let comma = sides.word(person.end) == ",";
    let at = person.end + usize::from(comma);
    if !person.is("person") || sides.word(at) != "of" {
        return None;
    }
    let body =
        sides.name_starting(at + 1).or_else(|| sides.name_starting(at + 2).filter(|_| sides.word(at + 1) == "the"))?;
    let whole = !sides.token(body.end).is_some_and(|next| next.upos() == Some(Upos::Noun) && next.has_space_before())
        && !sides.is_possessive(body.end);
    (body.is("body") && whole).then(|| sides.relation(RelationKind::AffiliatedWith, person, body, OF)).flatten()
}

/// "Ann Lee, a Republican".
fn party(sides: &Sides<'_>, person: Side) -> Option<Relation> {
    let article = matches!(sides.word(person.end + 1).as_str(), "a" | "an");
    let party = sides.name_from(person.end + 2).filter(|_| sides.word(person.end) == "," && article)?;
    let last = sides.word(party.end - 1);
    let belongs = person.is("person") && party.is("people") && lexicon::is("party", &last);
    let whole = sides.token(party.end).is_none_or(|next| next.upos() != Some(Upos::Noun));
    (belongs && whole).then(|| sides.relation(RelationKind::MemberOf, person, party, PARTY)).flatten()
}

/// "The Lebanese group Hezbollah": `country` is the nationality.
fn national(sides: &Sides<'_>, country: Side) -> Option<Relation> {
    let body = name_behind(sides, country.end).filter(|body| country.is("people") && body.is("body"))?;
    let described = body.first.checked_sub(1).filter(|&noun| noun >= country.end).and_then(|noun| sides.token(noun));
    let noun = described.is_some_and(|noun| noun.upos() == Some(Upos::Noun) && noun.feature("Number") != Some("Plur"));
    let known = sides.resolved(country).is_some_and(|country| country.is("state"));
    (noun && known).then(|| sides.relation(RelationKind::BasedIn, body, country, NATIONAL)).flatten()
}

/// "X, also known as Y", where nothing else showed yet that they are one.
fn known_as(sides: &Sides<'_>, name: Side) -> Option<Relation> {
    let mut at = name.end;
    at += usize::from(matches!(sides.word(at).as_str(), "," | "("));
    at += usize::from(sides.token(at)?.upos() == Some(Upos::Adv));
    let other = match (sides.word(at).as_str(), sides.word(at + 1).as_str()) {
        ("known" | "identified", "as") => sides.name_from(at + 2 + usize::from(sides.word(at + 2) == "the"))?,
        ("alias" | "aka", _) => sides.name_from(at + 1)?,
        _ => return None,
    };
    let alike = name.classes().iter().any(|class| other.is(class));
    alike.then(|| sides.relation(RelationKind::AliasOf, other, name, KNOWN_AS)).flatten()
}

/// Places that the text puts within others.
fn within(sides: &Sides<'_>) -> Vec<Relation> {
    let evidence = sides.evidence;
    let side = |place: &crate::places::Place| {
        let mention =
            evidence.mentions.get(place.mention?.index()).filter(|mention| mention.form == MentionForm::Name)?;
        let first = evidence.document.tokens_in(mention.span).next()?;
        sides.name_starting(first.index())
    };
    let mut relations = Vec::new();
    for inner in evidence.places.iter().filter(|place| !place.metonym) {
        for outer in inner.within.iter().filter_map(|id| evidence.places.get(id.index())) {
            let (Some(subject), Some(object)) = (side(inner), side(outer)) else { continue };
            let Some(mut relation) = sides.relation(RelationKind::LocatedIn, subject, object, WITHIN) else { continue };
            let sentence = |side: Side| sides.token(side.first).and_then(|token| token.sentence());
            if relation.evidence.len() as u32 > NEAR || sentence(subject) != sentence(object) {
                relation.evidence = subject.span;
            }
            relations.push(relation);
        }
    }
    relations
}
