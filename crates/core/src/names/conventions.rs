//! Where a name begins and ends, which kind of place it names, and when a nationality's word is a language: the conventions of
//! OntoNotes 5.

use std::collections::BTreeSet;

use once_cell::sync::Lazy;

use super::lexicon::flag;
use super::stated::{ARTICLES, OF, PAST};
use super::words::{Casing, Word, Words, spelling};
use super::{Found, LANGUAGE, LISTED, Set, THING, hash, set, stated};
use crate::NameType;

/// How sure a name of the lexicon is.
const SCORE: f32 = 0.8;
/// How sure one is that fills quotation marks.
const WHOLE: f32 = 0.9;
/// Words that say what sort of body or place a name is of.
const HEADS: u16 = flag::ORG_HEAD | flag::BUILT_HEAD | flag::PLACE_HEAD;
/// So many words in small letters that the lexicon does not know are no English.
const FOREIGN: usize = 3;
/// Words before a bracket among which its letters are looked for.
const LONGEST_SPELT: usize = 14;
/// What stands in quotation marks is no name where it is longer.
const LONGEST_MARKED: usize = 6;
/// A name of another language has no more of them: `Autorité de régulation des marchés publics`.
const LONGEST_FOREIGN: usize = 4;

/// Applies all to every name.
pub(super) fn apply(words: &Words, found: &mut Vec<Found>) {
    join(words, found);
    found.retain(|name| !is_foreign(words, name));
    let several = |name: &Found| {
        pair(words, name)
            .or_else(|| possessor(words, name))
            .or_else(|| office(words, name))
            .or_else(|| portfolio(words, name))
            .or_else(|| clause(words, name))
    };
    if found.iter().any(|name| several(name).is_some()) {
        *found = found.drain(..).flat_map(|name| several(&name).unwrap_or_else(|| vec![name])).collect();
    }
    national(words, found);
    particles(words, found);
    titled(words, found);
    abbreviated(words, found);
    for name in found.iter_mut() {
        trim(words, name);
        if matches!(name.kind, NameType::Gpe | NameType::Loc | NameType::Fac) {
            name.kind = place(words, name).unwrap_or(name.kind);
        } else if matches!(name.kind, NameType::Org | NameType::Person) {
            name.kind = ground(words, name).unwrap_or(name.kind);
        }
        if matches!(name.kind, NameType::Gpe | NameType::Loc | NameType::Person) && is_body(words, name) {
            name.kind = NameType::Org;
        }
        if name.kind == NameType::Norp && is_language(words, name) {
            (name.kind, name.rule) = (NameType::Language, LANGUAGE);
        }
    }
    found.retain(|name| !name.tokens.is_empty());
}

/// Organisations and regions of several words that the lexicon holds are one name: `Marks and Spencer`, `Horn of Africa`.
fn join(words: &Words, found: &mut Vec<Found>) {
    let mut at = 0;
    let mut joined = Vec::new();
    let mut names = found.iter().peekable();
    while let Some(first) = words.words.get(at) {
        let (flags, starts) = first.phrase;
        let more = words.words.get(at + 1..).unwrap_or_default();
        let end = at + 1 + more.iter().take_while(|word| word.phrase.0 == flags && !word.phrase.1).count();
        let kind = match flags & (flag::ORG | flag::REGION | flag::GPE | flag::GIVEN | flag::FAMILY) {
            flag::ORG => Some(NameType::Org),
            flag::REGION => Some(NameType::Loc),
            _ => None,
        };
        if let Some(kind) = kind.filter(|_| starts && end > at + 1) {
            while names.next_if(|name| name.tokens.end <= at).is_some() {}
            let mut inside = names.clone().take_while(|name| name.tokens.start < end);
            // A longer name keeps it, as does the model's own finding of it.
            if inside.all(|name| name.tokens.start >= at && name.tokens.end <= end && name.tokens.len() < end - at) {
                joined.push(Found { tokens: at..end, kind, score: SCORE, rule: LISTED });
            }
        }
        at = end.max(at + 1);
    }
    replace(found, joined);
}

/// Puts names in the place of those that they overlap; both are in text order.
fn replace(found: &mut Vec<Found>, mut names: Vec<Found>) {
    if !names.is_empty() {
        found.retain(|name| {
            let after = names.partition_point(|other| other.tokens.end <= name.tokens.start);
            names.get(after).is_none_or(|other| name.tokens.end <= other.tokens.start)
        });
        found.append(&mut names);
        found.sort_by_key(|name| name.tokens.start);
    }
}

/// A nation's word and the head of an organisation after it are one name: `Chinese University`, `Kenyan Ministry`.
fn national(words: &Words, found: &mut [Found]) {
    let starts: Vec<usize> = found.iter().skip(1).map(|name| name.tokens.start).chain([usize::MAX]).collect();
    for (name, next) in found.iter_mut().zip(starts) {
        let head = |word: &&Word| word.surface == spelling::CAPITAL && word.entry.flags & flag::ORG_HEAD != 0;
        let sentence = words.sentence_at(name.tokens.start);
        let at = name.tokens.end;
        let runs_on = |at: usize| words.words.get(at).is_some_and(Word::is_capital) && at < sentence.end;
        if name.kind == NameType::Norp
            && at < next.min(sentence.end)
            && words.words.get(at).filter(head).is_some()
            && !runs_on(at + 1)
        {
            (name.tokens.end, name.kind) = (at + 1, NameType::Org);
        }
    }
}

/// The particle of a surname that begins a sentence with a capital: `De Marco`.
fn particles(words: &Words, found: &mut [Found]) {
    let mut end = 0;
    for name in found.iter_mut() {
        let before = name.tokens.start.checked_sub(1).filter(|before| *before >= end);
        end = name.tokens.end;
        let particle = before.filter(|before| *before >= words.sentence_at(name.tokens.start).start);
        let is_particle = |word: &Word| word.surface == spelling::CAPITAL && PARTICLES.contains(&word.lower);
        if let Some(before) = particle.filter(|before| words.words.get(*before).is_some_and(is_particle))
            && name.kind == NameType::Person
        {
            name.tokens.start = before;
        }
    }
}

/// Words with capitals that fill quotation marks are one name, where a name begins or ends them or nobody knows one of the words:
/// `“Hotel California”`, `“Army of Conquest”`. A title stays outside (`“President Ortega”`).
pub(super) fn marked(words: &Words, found: &mut Vec<Found>) {
    let is_mark = |at: &usize| words.words.get(*at).is_some_and(|word| word.surface == spelling::QUOTE);
    let pairs = words.sentences.iter().zip(&words.casing).flat_map(|(sentence, &casing)| {
        let marks = || sentence.clone().filter(is_mark);
        marks().zip(marks().skip(1)).map(move |(open, close)| (open + 1, close, casing))
    });
    let mut whole: Vec<Found> = Vec::new();
    for (start, end, casing) in pairs.filter(|(start, end, _)| (2..LONGEST_MARKED).contains(&(end - start))) {
        let before = found.partition_point(|name| name.tokens.end <= start);
        let inside = found.get(before..).unwrap_or_default();
        let inside = inside.get(..inside.partition_point(|name| name.tokens.start < end)).unwrap_or_default();
        let rest = || {
            let is_named = |at: &usize| inside.iter().any(|name| name.tokens.contains(at));
            (start..end).filter(move |at| !is_named(at)).filter_map(|at| words.words.get(at))
        };
        let fills = |word: &Word| {
            word.is_capital() && word.entry.flags & flag::TITLE == 0
                || word.surface == spelling::LOWER && INSIDE.contains(&word.lower) && word.lower != *AND
        };
        let adds = |word: &&Word| word.is_capital() && !ARTICLES.contains(&word.lower);
        let ends = [start, end - 1].into_iter().filter_map(|at| words.words.get(at));
        let heads = rest().fold(0, |flags, word| flags | word.entry.flags);
        let is_body = heads & flag::ORG_HEAD != 0;
        let is_strange = |word: &Word| word.is_capital() && word.entry.is_unknown();
        let tokens = start..end;
        let name = match inside {
            [] if rest().filter(adds).count() > 1 && casing == Casing::Normal && rest().any(is_strange) => {
                let kind = if is_body { NameType::Org } else { NameType::WorkOfArt };
                Found { tokens, kind, score: SCORE, rule: THING }
            }
            [name] if (name.tokens.start == start || name.tokens.end == end) && rest().any(|word| adds(&word)) => {
                let kind = match name.kind {
                    _ if is_body => NameType::Org,
                    NameType::Person | NameType::Norp | NameType::Gpe | NameType::Loc => NameType::WorkOfArt,
                    kind => kind,
                };
                Found { tokens, kind, score: name.score.max(WHOLE), ..name.clone() }
            }
            _ => continue,
        };
        if ends.into_iter().all(Word::is_capital) && rest().all(fills) {
            whole.push(name);
        }
    }
    replace(found, whole);
}

/// The words whose initials stand in brackets behind them are one name: `People's Council of the Karun (PCK)`.
fn abbreviated(words: &Words, found: &mut Vec<Found>) {
    let mut joined: Vec<Found> = Vec::new();
    for name in found.iter() {
        let Some(open) = name.tokens.start.checked_sub(1).filter(|_| name.tokens.len() == 1) else { continue };
        let is_open = words.words.get(open).is_some_and(|word| word.surface == spelling::OPEN);
        let closes = words.words.get(name.tokens.end).is_some_and(|word| word.surface == spelling::CLOSE);
        let Some(start) = (is_open && closes).then(|| spelt_out(words, open, name.tokens.start)).flatten() else {
            continue;
        };
        // Only where the model has parts of it, none of them past its ends.
        if joined.last().is_some_and(|before| before.tokens.end > start) {
            continue;
        }
        let from = found.partition_point(|part| part.tokens.end <= start);
        let parts = || found.iter().skip(from).take_while(|part| part.tokens.start < open);
        let inside = parts().all(|part| part.tokens.start >= start && part.tokens.end <= open);
        let whole = parts().any(|part| part.tokens == (start..open));
        if let Some(first) = parts().next().filter(|_| inside && !whole) {
            let kind = if matches!(name.kind, NameType::Person | NameType::Norp) { first.kind } else { name.kind };
            joined.push(Found { tokens: start..open, kind, ..first.clone() });
        }
    }
    replace(found, joined);
}

/// Where the words begin, before the bracket at `open`, whose initials the word at `short` has: each letter a word with a capital, no more than
/// two others between them.
fn spelt_out(words: &Words, open: usize, short: usize) -> Option<usize> {
    let word = words.words.get(short).filter(|word| word.surface == spelling::UPPER)?;
    let wanted = words.form(word).letters;
    let (mut letters, mut others) = (0, 0);
    let sentence = words.sentence_at(open).start;
    for at in (sentence.max(open.saturating_sub(LONGEST_SPELT))..open).rev() {
        let word = words.words.get(at)?;
        if word.is_capital() {
            letters = hash::join(letters, words.form(word).prefix[0]);
            if letters == wanted {
                return Some(at);
            }
            others = 0;
        } else {
            others += 1;
            if others > 2 {
                return None;
            }
        }
    }
    None
}

/// A title and the surname of somebody whom the text names in full are that person, whatever the model took them for: `Justice Marsh`.
fn titled(words: &Words, found: &mut [Found]) {
    let parts = |name: &Found| words.words.get(name.tokens.clone()).unwrap_or_default();
    let is_title = |word: &Word| word.entry.flags & flag::TITLE != 0;
    let unsure = |name: &Found| {
        name.kind == NameType::Org && matches!(parts(name), [title, surname] if is_title(title) && !is_title(surname))
    };
    if !found.iter().any(unsure) {
        return;
    }
    let people = found.iter().filter(|name| name.kind == NameType::Person && name.tokens.len() > 1);
    let surnames: BTreeSet<u64> = people.flat_map(|name| parts(name).iter().skip(1)).map(|word| word.lower).collect();
    for name in found.iter_mut().filter(|name| unsure(name)) {
        if parts(name).last().is_some_and(|surname| surnames.contains(&surname.lower)) {
            (name.tokens.start, name.kind) = (name.tokens.start + 1, NameType::Person);
        }
    }
}

/// Two names of one word that the model took as one: `Siemens and Alstom`. Firms keep theirs (`Ernst and Young`).
fn pair(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let [first, and, second] = words.words.get(name.tokens.clone())? else { return None };
    let alone = |word: &Word| word.is_capital() && word.entry.flags & (flag::LOWER | HEADS) == 0;
    let is_firm = name.kind == NameType::Org && FIRMS.contains(&hash::join(first.lower, second.lower));
    let is_listed = first.phrase.0 != 0 && first.phrase.1;
    let is_work = matches!(name.kind, NameType::WorkOfArt | NameType::Event | NameType::Law | NameType::Product);
    if and.lower != *AND
        || !alone(first)
        || !alone(second)
        || is_firm
        || is_listed
        || is_work
        || first.lower == second.lower
    {
        return None;
    }
    let one = |at: usize, word: &Word| {
        let kind = match word.entry.flags {
            flags if flags & flag::NORP != 0 => NameType::Norp,
            flags if flags & flag::GPE != 0 => NameType::Gpe,
            flags if flags & flag::REGION != 0 => NameType::Loc,
            flags if flags & flag::ORG != 0 => NameType::Org,
            _ => name.kind,
        };
        Found { tokens: at..at + 1, kind, ..name.clone() }
    };
    Some(vec![one(name.tokens.start, first), one(name.tokens.start + 2, second)])
}

/// The owner and what it owns, taken as one name: `Mexico's Supreme Court`, `Alphabet Inc's Google`. Other names keep theirs (`Lloyd's
/// Bank`).
fn possessor(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let parts = words.words.get(name.tokens.clone())?;
    let mark = parts.iter().skip(1).position(|word| POSSESSIVES.contains(&word.lower))? + 1;
    let (owner, owned) = (parts.get(..mark)?, parts.get(mark + 1..)?);
    let (first, last) = (owner.first()?, owner.last()?);
    let listed = match owner {
        [only] => only.entry.flags,
        _ => first.phrase.0 & u16::from(first.phrase.1).wrapping_neg(),
    };
    let kind = match listed {
        _ if owner.len() > 1 && COMPANY_ENDS.contains(&last.lower) => NameType::Org,
        flags if owner.len() > 1 && flags & (flag::ORG | flag::GPE) == flag::ORG => NameType::Org,
        flags if flags & flag::GPE != 0 && flags & (flag::GIVEN | flag::FAMILY | flag::LOWER) == 0 => NameType::Gpe,
        _ => return None,
    };
    owned.first().filter(|word| word.is_capital())?;
    let start = name.tokens.start;
    Some(vec![
        Found { tokens: start..start + mark, kind, ..name.clone() },
        Found { tokens: start + mark + 1..name.tokens.end, ..name.clone() },
    ])
}

/// A body, an office there and who holds it, taken as one name: `Supreme Court Justice Samuel Alito`, `USCG Captain Monica Marsh`.
fn office(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let parts = words.words.get(name.tokens.clone());
    let parts = parts.filter(|_| matches!(name.kind, NameType::Org | NameType::Person))?;
    let is = |word: &Word, flags: u16| word.entry.flags & flags != 0;
    let title = parts.iter().rposition(|word| is(word, flag::TITLE)).filter(|at| *at > 0)?;
    let (body, person) = (parts.get(..title)?, parts.get(title + 1..)?);
    let is_body = |last: &Word| {
        name.kind == NameType::Org && is(last, HEADS) || matches!(last.surface, spelling::UPPER | spelling::DOTTED)
    };
    if !is_full_name(person) || !body.last().is_some_and(is_body) {
        return None;
    }
    let kind = stated::listed(body).map_or(NameType::Org, |(_, kind)| kind);
    let start = name.tokens.start;
    Some(vec![
        Found { tokens: start..start + title, kind, ..name.clone() },
        Found { tokens: start + title + 1..name.tokens.end, kind: NameType::Person, ..name.clone() },
    ])
}

/// What somebody is the minister of, taken as one name with who that is: `Secretary of State Ann Marsh`.
fn portfolio(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let start = name.tokens.start;
    let before = |n: usize| start.checked_sub(n).and_then(|at| words.words.get(at));
    before(1).filter(|word| OFFICE_OF.contains(&word.lower))?;
    before(2).filter(|word| word.entry.flags & flag::TITLE != 0 && word.is_capital())?;
    let parts =
        words.words.get(name.tokens.clone()).filter(|_| matches!(name.kind, NameType::Org | NameType::Person))?;
    // The office is for something that common words name.
    parts.first().filter(|word| word.entry.flags & (flag::LOWER | flag::GIVEN) == flag::LOWER)?;
    let first = parts.iter().position(|word| word.entry.flags & flag::GIVEN != 0)?;
    parts.get(first..).filter(|person| is_full_name(person))?;
    Some(vec![Found { tokens: start + first..name.tokens.end, kind: NameType::Person, ..name.clone() }])
}

/// A given name and more words with capitals, none of them the head of a body or a place.
fn is_full_name(words: &[Word]) -> bool {
    words.len() > 1
        && words.first().is_some_and(|first| first.entry.flags & flag::GIVEN != 0)
        && words.iter().all(|word| word.is_capital() && word.entry.flags & HEADS == 0)
}

/// Two names and the plain words between them, taken as one: `Warren accused Stumpf`, `Justice investigating Ford`.
fn clause(words: &Words, name: &Found) -> Option<Vec<Found>> {
    if !matches!(name.kind, NameType::Person | NameType::Org | NameType::Gpe | NameType::Event) {
        return None;
    }
    let parts = words.words.get(name.tokens.clone())?;
    // Forms of verbs that the lexicon lacks end as verbs do: "upped", "convinces".
    let suffix = |word: &Word| words.form(word).suffix;
    let third = |word: &Word| suffix(word)[0] == *THIRD && suffix(word)[3] != word.lower;
    let small = |word: &Word| {
        let inflected = suffix(word)[2] == *GERUND || suffix(word)[1] == *PAST || third(word);
        word.surface == spelling::LOWER && (word.entry.flags & flag::LOWER != 0 || inflected)
    };
    let capital = |at: usize| parts.get(at).is_some_and(Word::is_capital);
    let verb = (1..parts.len()).zip(parts.iter().skip(1)).position(|(at, word)| {
        let says = suffix(word)[1] == *PAST || VERBS.contains(&word.lower);
        let between = capital(at - 1) && capital(at + 1);
        let inside = INSIDE.contains(&word.lower) || POSSESSIVES.contains(&word.lower);
        // Names of events hold plain words, but no verbs.
        let plain = name.kind != NameType::Event || third(word);
        small(word) && (says || between && !inside && plain)
    })? + 1;
    let start = name.tokens.start;
    let (subject, object) = parts.split_at(verb);
    if subject.first().is_none_or(|word| word.surface == spelling::LOWER) {
        return None;
    }
    let kind = stated::listed(subject).filter(|(end, _)| *end == verb).map_or(name.kind, |(_, kind)| kind);
    let mut names = vec![Found { tokens: start..start + verb, kind, ..name.clone() }];
    if let Some(first) = object.iter().position(Word::is_capital) {
        names.push(Found { tokens: start + verb + first..name.tokens.end, ..name.clone() });
    }
    Some(names)
}

/// A run of words of another language, which only its foreignness makes look like a name.
fn is_foreign(words: &Words, name: &Found) -> bool {
    let unknown = |word: &&Word| word.surface == spelling::LOWER && word.entry.flags & flag::LOWER == 0;
    let Some(parts) = words.words.get(name.tokens.clone()) else { return false };
    if !parts.iter().any(|word| unknown(&word)) || parts.len() < FOREIGN {
        return false;
    }
    let small = |word: &&Word| word.surface == spelling::LOWER;
    let sentence = words.words.get(words.sentence_at(name.tokens.start)).unwrap_or_default();
    let strange = sentence.iter().filter(unknown).count();
    strange >= FOREIGN && strange * 2 > sentence.iter().filter(small).count()
        || parts.iter().filter(unknown).count() > LONGEST_FOREIGN
}

/// Cuts determiners and titles off the front, possessives off the end, and signs off both.
fn trim(words: &Words, name: &mut Found) {
    let word = |at: usize| words.words.get(at).copied().unwrap_or_default();
    let is_work = matches!(name.kind, NameType::WorkOfArt | NameType::Event | NameType::Law | NameType::Product);
    while name.tokens.len() > 1 {
        let (first, second) = (word(name.tokens.start), word(name.tokens.start + 1));
        let determiner = !is_work && ARTICLES.contains(&first.lower) && !AFTER_THE.contains(&second.lower);
        let title = name.kind == NameType::Person && (TITLES.contains(&first.lower) || first.surface == spelling::STOP);
        // `the union Unite`: what kind of body it is, and its name.
        let described = name.kind == NameType::Org
            && first.surface == spelling::LOWER
            && first.entry.flags & flag::ORG_HEAD != 0
            && matches!(second.surface, spelling::CAPITAL..=spelling::MIXED);
        if !(determiner || title || described || is_edge(&first)) {
            break;
        }
        name.tokens.start += 1;
    }
    while !name.tokens.is_empty() {
        let last = word(name.tokens.end - 1);
        // `Gamble fell`: a plain word that the model took along.
        let plain = name.tokens.len() > 1
            && matches!(name.kind, NameType::Person | NameType::Org | NameType::Gpe)
            && last.surface == spelling::LOWER
            && last.entry.flags & (flag::LOWER | HEADS) == flag::LOWER
            && matches!(word(name.tokens.start).surface, spelling::CAPITAL..=spelling::MIXED)
            && word(name.tokens.end - 2).surface != spelling::DASH;
        if !(POSSESSIVES.contains(&last.lower) || is_edge(&last) || plain) {
            break;
        }
        name.tokens.end -= 1;
    }
}

/// The kind of a place as the lists have it, else by its head: `Persian Gulf`, `Museum of Art`, `Lake Chad`.
fn place(words: &Words, name: &Found) -> Option<NameType> {
    let parts = words.words.get(name.tokens.clone())?;
    let (first, last) = (parts.first()?, parts.last()?);
    let listed =
        if parts.len() == 1 { first.entry.flags } else { first.phrase.0 & u16::from(first.phrase.1).wrapping_neg() };
    match (listed & flag::GPE != 0, listed & flag::REGION != 0) {
        (true, false) => return Some(NameType::Gpe),
        (false, true) => return Some(NameType::Loc),
        (true, true) => return None,
        (false, false) => {}
    }
    let head =
        parts.iter().position(|word| word.lower == *OF).and_then(|of| parts.get(of.checked_sub(1)?)).unwrap_or(last);
    let kind = |word: &Word| match word.entry.flags {
        flags if parts.len() == 1 || flags & (flag::BUILT_HEAD | flag::PLACE_HEAD) == 0 => None,
        flags if flags & flag::BUILT_HEAD != 0 => Some(NameType::Fac),
        _ => Some(NameType::Loc),
    };
    kind(head).or_else(|| kind(first).filter(|kind| *kind == NameType::Loc))
}

/// What stands on the ground whatever it was taken for: `Renaissance Dam`, `Tana River`.
fn ground(words: &Words, name: &Found) -> Option<NameType> {
    let parts = words.words.get(name.tokens.clone()).filter(|parts| parts.len() > 1)?;
    let last = parts.last().filter(|word| word.is_capital())?;
    if parts.iter().any(|word| word.entry.flags & flag::ORG_HEAD != 0) {
        return None;
    }
    if BUILT.contains(&last.lower) {
        return Some(NameType::Fac);
    }
    NATURAL.contains(&last.lower).then_some(NameType::Loc)
}

/// An organisation by its last word, whatever it was taken for: `Sinai Brigade`, but `Soviet Union`.
fn is_body(words: &Words, name: &Found) -> bool {
    match words.words.get(name.tokens.clone()) {
        Some([first, .., last]) => {
            let listed = first.phrase.1 && first.phrase.0 & (flag::GPE | flag::REGION) != 0;
            last.is_capital() && BODIES.contains(&last.lower) && !listed
        }
        _ => false,
    }
}

/// A sign that no name begins or ends with. Brackets are left: `Smith (R)` may close in the name.
fn is_edge(word: &Word) -> bool {
    matches!(word.surface, spelling::COMMA | spelling::DASH | spelling::QUOTE)
}

/// `in Arabic`, `speaks French`, `the Welsh language`.
fn is_language(words: &Words, name: &Found) -> bool {
    if name.tokens.len() != 1 || !words.words.get(name.tokens.start).is_some_and(|word| LANGUAGES.contains(&word.lower))
    {
        return false;
    }
    let range = words.sentence_at(name.tokens.start);
    let lower = |at: Option<usize>| {
        at.filter(|at| range.contains(at)).and_then(|at| words.words.get(at)).map_or(0, |word| word.lower)
    };
    let before = lower(name.tokens.start.checked_sub(1));
    let after = lower(Some(name.tokens.end));
    let ends = words.words.get(name.tokens.end).filter(|_| range.contains(&name.tokens.end)).is_none_or(|word| {
        matches!(word.surface, spelling::STOP | spelling::COMMA | spelling::CLOSE | spelling::QUOTE)
            || ENDING.contains(&word.lower)
    });
    OF_LANGUAGE.contains(&after) || (ends && SPEAKING.contains(&before))
}

/// Heads by which no organisation and no person goes.
static BUILT: Set = Lazy::new(|| {
    set("dam bridge tunnel airport airbase airfield highway motorway freeway expressway cemetery reservoir")
});
static NATURAL: Set = Lazy::new(|| {
    set(
        "river lake lakes sea ocean strait island islands isles peninsula mountain mountains volcano glacier archipelago",
    )
});
/// Heads by which no place and no person goes.
static BODIES: Set = Lazy::new(|| {
    set(
        "agency airlines airways association brigade brigades bureau commission committee company corporation directorate ensemble federation foundation gazette holdings industries institute ministry network newspaper parliament party quartet quintet senate tribunal trio union",
    )
});
static COMPANY_ENDS: Set = Lazy::new(|| set("inc inc. corp corp. ltd ltd. plc llc co. group ag holdings"));
static THIRD: Lazy<u64> = Lazy::new(|| hash::word(b"s"));
static GERUND: Lazy<u64> = Lazy::new(|| hash::word(b"ing"));
/// Verbs that no name holds and that do not end in -ed.
static VERBS: Set = Lazy::new(|| set("said says told tells was were has had will would"));
/// Words in small letters that stand inside names.
static INSIDE: Set = Lazy::new(|| {
    set(
        "of and the for in on at to with without against by from or as upon under over near de la le du des del da do dos di van von der den el al bin bint ibn abu un une y e et en und sur sous les los las mac a an n v vs",
    )
});
static AND: Lazy<u64> = Lazy::new(|| hash::word(b"and"));
static FIRMS: Set = Lazy::new(|| {
    let firms = "ernst young;marks spencer;smith wesson;procter gamble;black decker;standard poor;simon schuster;barnes noble;heckler koch;abercrombie fitch;bausch lomb;bang olufsen;crosse blackwell;dolce gabbana;dun bradstreet;arnold porter;tate lyle;rolls royce";
    let key =
        |pair: &str| pair.split_once(' ').map(|(a, b)| hash::join(hash::word(a.as_bytes()), hash::word(b.as_bytes())));
    firms.split(';').filter_map(key).collect()
});

/// Between an office and what it is for.
static OFFICE_OF: Set = Lazy::new(|| set("of for"));
/// Names that keep their article.
static AFTER_THE: Set = Lazy::new(|| set("hague gambia bronx bahamas"));
static POSSESSIVES: Set = Lazy::new(|| set("'s ' s'"));
/// Forms of address; offices are left, since names hold them too (`Judge Dredd`, `King Crimson`).
static TITLES: Set = Lazy::new(|| {
    set(
        "mr mr. mrs mrs. ms ms. dr dr. prof prof. sir gen gen. lt lt. col col. maj maj. capt capt. sgt sgt. sen sen. rep rep. gov gov. rev rev. adm adm. president minister senator governor general colonel mayor chancellor professor",
    )
});
static LANGUAGES: Set = Lazy::new(|| {
    dateline_models::entries(dateline_models::lexicon::LANGUAGES)
        .map(|word| hash::word(word.to_lowercase().as_bytes()))
        .collect()
});
static SPEAKING: Set = Lazy::new(|| {
    set(
        "in into from speak speaks speaking spoke spoken learn learns learning learned teach teaches teaching taught fluent understand understands translated",
    )
});
static OF_LANGUAGE: Set = Lazy::new(|| set("language languages speaker speakers dialect"));
static ENDING: Set = Lazy::new(|| set("and or as but that when while to on at by with"));

/// Small words that surnames begin with.
static PARTICLES: Set = Lazy::new(|| set("de van von di da du del della den der ten ter bin ibn al el"));
