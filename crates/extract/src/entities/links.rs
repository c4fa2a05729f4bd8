//! Which names are names of the same.

use dateline_core::{Document, NameType, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::added::{Added, AddedId};
use super::forms::{self, Class};
use super::{Alias, families, known};
use crate::coreference::{Gender, address, first_name};
use crate::mentions::{Mention, MentionForm};

const SAME: &str = "entities.same";
const KNOWN: &str = "entities.known";
const ADDED: &str = "entities.added";
const ABBREVIATION: &str = "entities.abbreviation";
const INITIALS: &str = "entities.initials";
const TRANSLATION: &str = "entities.translation";
const VARIANT: &str = "entities.variant";
const SURNAME: &str = "entities.surname";
const FIRST_NAME: &str = "entities.first_name";
const NICKNAME: &str = "entities.nickname";
const SHORT_NAME: &str = "entities.short_name";
const INNER_NAME: &str = "entities.inner_name";
const KNOWN_AS: &str = "entities.known_as";
const FAMILY: &str = "entities.family";

/// What stands before a storm's own name.
const STORMS: &[&str] = &["hurricane", "typhoon", "cyclone", "storm"];
/// Words that end newspapers' names and stand for them.
const PAPERS: &[&str] = &[
    "Chronicle",
    "Examiner",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Inquirer",
    "Journal",
    "Mail",
    "Mirror",
    "Observer",
    "Post",
    "Star",
    "Sun",
    "Telegraph",
    "Times",
    "Tribune",
];

/// The ids of the rules that join names.
pub const RULES: &[&str] = &[
    SAME,
    ADDED,
    KNOWN,
    ABBREVIATION,
    INITIALS,
    TRANSLATION,
    VARIANT,
    SURNAME,
    FIRST_NAME,
    NICKNAME,
    SHORT_NAME,
    INNER_NAME,
    KNOWN_AS,
    FAMILY,
];

/// Mentions of one entity, before it is one.
pub(super) struct Chain {
    pub(super) name: Span,
    pub(super) mentions: Vec<usize>,
    pub(super) aliases: Vec<Alias>,
    pub(super) known: Option<usize>,
    pub(super) added: Option<AddedId>,
    /// Whether it is a family under its surname.
    pub(super) family: bool,
    pub(super) rule: &'static str,
}

/// Mentions with the same words.
struct Group<'d> {
    words: Vec<&'d str>,
    class: Class,
    mentions: Vec<usize>,
    known: Option<usize>,
    /// The entity of the caller's that has this name.
    added: Option<AddedId>,
    /// Why it is joined to the group that it was joined to.
    link: Option<Link>,
}

#[derive(Clone, Copy)]
struct Link {
    rule: &'static str,
    evidence: Span,
}

/// The chains of a document's names, in order of their first mention.
pub(super) fn chains(added: &Added, document: &Document, mentions: &[Mention]) -> Vec<Chain> {
    let mut names = Names { document, mentions, groups: Vec::new(), parents: Vec::new(), owners: Vec::new() };
    names.group(added);
    names.join_added();
    names.join_spellings();
    names.join_known();
    names.join_brackets();
    names.join_initials();
    names.join_other_names();
    names.join_people();
    names.join_short_names();
    names.chains()
}

struct Names<'d> {
    document: &'d Document,
    mentions: &'d [Mention],
    groups: Vec<Group<'d>>,
    /// Union-find over the groups; a group's root is the one that it was joined to last.
    parents: Vec<usize>,
    /// The caller's entity that the names under a root belong to; those of two are never joined.
    owners: Vec<Option<AddedId>>,
}

impl<'d> Names<'d> {
    fn group(&mut self, added: &Added) {
        let families = families::find(self.document, self.mentions);
        let senses = self.senses(&families);
        let couples = self.couples();
        let mut index: FxHashMap<(String, Class), usize> = FxHashMap::default();
        for (at, mention) in self.mentions.iter().enumerate().filter(|(_, mention)| mention.form == MentionForm::Name) {
            let mut words = forms::words(self.document, mention);
            words.extend(couples.get(&at));
            let class = match (Class::of(mention.kind), words.as_slice()) {
                _ if families.contains_key(&at) => {
                    words = families.get(&at).copied().into_iter().collect();
                    Class::Family
                }
                // A body's name that the model once took for a place's is one name; a person's and a place's are two.
                (Class::Place, [_, _, ..]) => Class::Body,
                // One word is one name all over the article, whatever the model took it for here, unless somebody bears it beside another.
                (Class::Person | Class::Place | Class::Body, [word]) => {
                    senses.get(forms::key(&[word]).as_str()).copied().unwrap_or(Class::Body)
                }
                (class, _) => class,
            };
            let group = *index.entry((forms::key(&words), class)).or_insert_with(|| {
                let known = known::named(&words.join(" ")).or_else(|| known::named(self.document.slice(mention.span)));
                let added = added.named(&words.join(" ")).or_else(|| added.named(self.document.slice(mention.span)));
                self.groups.push(Group { words, class, mentions: Vec::new(), known, added, link: None });
                self.groups.len() - 1
            });
            if let Some(group) = self.groups.get_mut(group) {
                group.mentions.push(at);
            }
        }
        self.parents = (0..self.groups.len()).collect();
        self.owners = self.groups.iter().map(|group| group.added).collect();
    }

    /// What each name of one word is in this article: a person if a longer person's name holds it, else what the model takes it for most often.
    fn senses(&self, families: &FxHashMap<usize, &str>) -> FxHashMap<String, Class> {
        let mut votes: FxHashMap<String, [usize; 3]> = FxHashMap::default();
        let names = self.mentions.iter().enumerate().filter(|(_, mention)| mention.form == MentionForm::Name);
        for (_, mention) in names.filter(|(at, _)| !families.contains_key(at)) {
            let words = forms::words(self.document, mention);
            let class = match Class::of(mention.kind) {
                Class::Person => 0,
                Class::Place => 1,
                Class::Body => 2,
                Class::Nationality | Class::Family => continue,
            };
            let weight = match words.as_slice() {
                [_] => 1,
                _ if class == 0 => 1000,
                _ => continue,
            };
            for word in words {
                if let Some(vote) = votes.entry(forms::key(&[word])).or_default().get_mut(class) {
                    *vote += weight;
                }
            }
        }
        let decided = |[person, place, body]: [usize; 3]| match (person, place, body) {
            _ if person >= 1000 || person > place && person > body => Class::Person,
            _ if place >= body => Class::Place,
            _ => Class::Body,
        };
        votes.into_iter().map(|(word, votes)| (word, decided(votes))).collect()
    }

    /// The surnames of people who are named with one of their family: of "Katharine" in "Katharine and Charles Parsons".
    fn couples(&self) -> FxHashMap<usize, &'d str> {
        let person = |mention: &&Mention| mention.form == MentionForm::Name && mention.kind == Some(NameType::Person);
        let full = self.mentions.iter().filter(person).map(|mention| forms::words(self.document, mention));
        let surnames: FxHashSet<&str> =
            full.filter(|words| words.len() > 1).filter_map(|words| words.last().copied()).collect();
        let mut couples = FxHashMap::default();
        for (at, pair) in self.mentions.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let (Some(_), Some(_)) = (Some(first).filter(person), Some(second).filter(person)) else { continue };
            let (words, theirs) = (forms::words(self.document, first), forms::words(self.document, second));
            let between = self.document.slice(Span::new(first.span.end, second.span.start)).trim();
            let ([name], [other, .., surname]) = (words.as_slice(), theirs.as_slice()) else { continue };
            // "Clinton and Donald Trump" are of two families.
            let is_first_name = first_name(name).is_some() && first_name(other).is_some() && !surnames.contains(name);
            if is_first_name && matches!(between, "and" | "&") {
                couples.insert(at, *surname);
            }
        }
        couples
    }

    fn root(&self, mut group: usize) -> usize {
        while let Some(&parent) = self.parents.get(group).filter(|&&parent| parent != group) {
            group = parent;
        }
        group
    }

    /// Joins `alias` to `full`, unless they are joined already.
    fn join(&mut self, alias: usize, full: usize, rule: &'static str, evidence: Option<Span>) {
        let (from, to) = (self.root(alias), self.root(full));
        let owner = |root: usize| self.owners.get(root).copied().flatten();
        let (mine, theirs) = (owner(from), owner(to));
        if from == to || mine.is_some() && theirs.is_some() && mine != theirs {
            return;
        }
        if let Some(owner) = self.owners.get_mut(to) {
            *owner = theirs.or(mine);
        }
        if let Some(parent) = self.parents.get_mut(from) {
            *parent = to;
        }
        let evidence = evidence.or_else(|| self.first_mention(alias));
        if let (Some(group), Some(evidence)) = (self.groups.get_mut(alias), evidence) {
            group.link = group.link.or(Some(Link { rule, evidence }));
        }
    }

    fn first_mention(&self, group: usize) -> Option<Span> {
        let first = self.groups.get(group)?.mentions.first()?;
        self.mentions.get(*first).map(|mention| mention.span)
    }

    /// Names of an entity that the caller knows.
    fn join_added(&mut self) {
        let owned: Vec<(usize, AddedId)> =
            self.groups.iter().enumerate().filter_map(|(at, group)| Some((at, group.added?))).collect();
        let mut first: FxHashMap<AddedId, usize> = FxHashMap::default();
        for (at, added) in owned {
            let full = *first.entry(added).or_insert(at);
            self.join(at, full, ADDED, None);
        }
    }

    /// One name with and without accents, hyphens and apostrophes: "Brudziński", "Brudzinski".
    fn join_spellings(&mut self) {
        let mut first: FxHashMap<(String, Class), usize> = FxHashMap::default();
        for at in 0..self.groups.len() {
            let Some(group) = self.groups.get(at) else { continue };
            let full = *first.entry((forms::spelling(&group.words), group.class)).or_insert(at);
            self.join(at, full, VARIANT, None);
        }
    }

    /// Names of one body that every reader of news knows.
    fn join_known(&mut self) {
        let mut first: FxHashMap<usize, usize> = FxHashMap::default();
        for at in 0..self.groups.len() {
            let Some(known) = self.groups.get(at).and_then(|group| group.known) else { continue };
            let full = *first.entry(known).or_insert(at);
            self.join(at, full, KNOWN, None);
        }
    }

    /// "Name (ABBR)", "ABBR (Name)", and a name in marks that brackets translate: “Wilayah” (Province).
    fn join_brackets(&mut self) {
        let owner = self.owners();
        for (at, pair) in self.mentions.windows(2).enumerate() {
            let ([left, right], Some(&a), Some(&b)) = (pair, owner.get(&at), owner.get(&(at + 1))) else { continue };
            let between = self.document.slice(Span::new(left.span.end, right.span.start));
            let closes =
                self.document.text().get(right.span.end as usize..).is_some_and(|after| after.starts_with(')'));
            let quoted = between.starts_with(['”', '"', '’', '\'', '»']);
            if !closes || between.trim_start_matches(['”', '"', '’', '\'', '»']).trim() != "(" {
                continue;
            }
            let evidence = Span::new(left.span.start, right.span.end + 1);
            if self.abbreviates(b, a) {
                self.join(b, a, ABBREVIATION, Some(evidence));
            } else if self.abbreviates(a, b) {
                self.join(a, b, ABBREVIATION, Some(evidence));
            } else if quoted {
                self.join(b, a, TRANSLATION, Some(evidence));
            }
        }
    }

    fn owners(&self) -> FxHashMap<usize, usize> {
        self.groups
            .iter()
            .enumerate()
            .flat_map(|(group, names)| names.mentions.iter().map(move |&mention| (mention, group)))
            .collect()
    }

    /// Another name of somebody: "Ann Lee, born Ann Marsh", "Ann Lee, better known as Anna Storm".
    fn join_other_names(&mut self) {
        let owner = self.owners();
        for (at, pair) in self.mentions.windows(2).enumerate() {
            let ([left, right], Some(&a), Some(&b)) = (pair, owner.get(&at), owner.get(&(at + 1))) else { continue };
            let is_person = |group: usize| self.groups.get(group).is_some_and(|group| group.class == Class::Person);
            let between = Span::new(left.span.end, right.span.start);
            if is_person(a) && is_person(b) && families::is_other_name(self.document, between) {
                self.join(b, a, KNOWN_AS, Some(Span::new(left.span.start, right.span.end)));
            }
        }
    }

    /// Whether the letters of `short` stand in order in the words of `long`, the first of them at its start, or it is a blend of these words.
    fn abbreviates(&self, short: usize, long: usize) -> bool {
        let (Some(short), Some(long)) = (self.groups.get(short), self.groups.get(long)) else { return false };
        let Some(letters) = forms::abbreviation(&short.words) else {
            return matches!(short.words.as_slice(), [word] if forms::is_blend(word, &long.words));
        };
        if long.words.len() < 2 || forms::abbreviation(&long.words).is_some() {
            return false;
        }
        let name = long.words.concat().to_uppercase();
        let mut rest = name.chars();
        let first = letters.chars().next().is_some_and(|letter| name.starts_with(letter));
        first && letters.chars().all(|letter| rest.any(|c| c == letter))
    }

    /// An abbreviation whose letters begin the words of a longer name of the article.
    fn join_initials(&mut self) {
        let mut full: FxHashMap<String, usize> = FxHashMap::default();
        for (at, group) in
            self.groups.iter().enumerate().filter(|(_, group)| group.class != Class::Person && group.words.len() >= 2)
        {
            for letters in forms::initials(&group.words) {
                full.entry(letters).or_insert(at);
            }
        }
        for at in 0..self.groups.len() {
            let Some(letters) = self
                .groups
                .get(at)
                .filter(|group| group.known.is_none() && group.added.is_none())
                .and_then(|group| forms::abbreviation(&group.words))
            else {
                continue;
            };
            if let Some(&long) = full.get(&letters) {
                self.join(at, long, INITIALS, None);
            }
        }
    }

    /// A surname, first name, or name with other middle parts, of someone whom the article names in full.
    fn join_people(&mut self) {
        let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_first: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_nickname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        // A case in court is named after two people and is neither: "Lee v. Marsh".
        let full = |group: &Group<'_>| {
            group.class == Class::Person
                && group.words.len() >= 2
                && !group.words.iter().any(|word| matches!(*word, "v" | "v." | "vs" | "vs."))
        };
        let mut by_particle: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for at in 0..self.groups.len() {
            let Some(group) = self.groups.get(at).filter(|group| full(group)) else { continue };
            if let Some(surname) = forms::surname_with_particle(&group.words) {
                by_particle.entry(surname).or_default().push(at);
            }
            let (Some(first), Some(last)) = (group.words.first(), forms::surname(&group.words)) else { continue };
            let (first, last) = (forms::spelling(&[first]), forms::spelling(&[last]));
            let same = by_last.get(&last).and_then(|others| {
                others.iter().copied().find_map(|other| {
                    let theirs = self.groups.get(other)?.words.first()?;
                    match forms::spelling(&[theirs]) == first {
                        true if self.is_other_generation(at, other) => None,
                        true => Some((other, VARIANT)),
                        false => self.nickname(other).filter(|nickname| *nickname == first).map(|_| (other, NICKNAME)),
                    }
                })
            });
            match same {
                Some((other, rule)) => self.join(at, other, rule, None),
                None => {
                    by_last.entry(last).or_default().push(at);
                    by_first.entry(first).or_default().push(at);
                    if let Some(nickname) = self.nickname(at) {
                        by_nickname.entry(nickname).or_default().push(at);
                    }
                }
            }
        }
        for at in 0..self.groups.len() {
            // "De Blasio" of "Bill de Blasio".
            let alone = self.groups.get(at).filter(|group| full(group) && group.added.is_none());
            let particle = alone.and_then(|group| by_particle.get(&forms::spelling(&group.words)));
            if let Some([one]) = particle.map(Vec::as_slice) {
                self.join(at, *one, SURNAME, None);
            }
        }
        let by_inner = self.inner_names();
        for at in 0..self.groups.len() {
            // A model that sees a surname alone often takes it for something else; what the article spells out in full decides.
            let Some(group) = self.groups.get(at).filter(|group| {
                group.words.len() == 1
                    && !matches!(group.class, Class::Nationality | Class::Family)
                    && group.known.is_none()
                    && group.added.is_none()
            }) else {
                continue;
            };
            let (key, person) = (forms::spelling(&group.words), group.class == Class::Person);
            if let Some([one]) = by_nickname.get(&key).map(Vec::as_slice) {
                self.join(at, *one, NICKNAME, None);
                continue;
            }
            match (by_last.get(&key).map(Vec::as_slice), by_first.get(&key).map(Vec::as_slice)) {
                // "Lee, born to Paul Lee", "Margaret's daughter, Margaret Marsh": the one in full is another.
                (Some([one]), _) | (None, Some([one])) if self.comes_first(at, *one) && self.is_relative(*one) => {}
                (Some([one]), _) if person || self.comes_first(*one, at) => self.join(at, *one, SURNAME, None),
                (Some(several), _) if person => self.share(at, several.to_vec()),
                (None, Some([one])) if person || group.class == Class::Body && self.comes_first(*one, at) => {
                    self.join(at, *one, FIRST_NAME, None)
                }
                (None, None) if person => {
                    if let Some([one]) = by_inner.get(&key).map(Vec::as_slice) {
                        self.join(at, *one, INNER_NAME, None);
                    }
                }
                _ => {}
            }
        }
    }

    /// The people by the names between their first names and their surnames: "Lula" of "Luiz Lula da Silva".
    fn inner_names(&self) -> FxHashMap<String, Vec<usize>> {
        let mut inner: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let people = self.groups.iter().enumerate().filter(|(_, group)| group.class == Class::Person);
        for (at, group) in people.filter(|(at, group)| group.words.len() > 2 && self.root(*at) == *at) {
            // "Scotland" of "First Minister of Scotland Ann Lee" is none.
            let inside = group.words.windows(3).filter_map(|words| match words {
                [before, word, _] if *before != "of" => Some(word),
                _ => None,
            });
            for word in inside.filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase)) {
                inner.entry(forms::spelling(&[word])).or_default().push(at);
            }
        }
        inner
    }

    /// Whether the first mention of somebody says whose kin it is.
    fn is_relative(&self, group: usize) -> bool {
        self.first_mention(group).is_some_and(|name| families::is_relative(self.document, name))
    }

    /// Whether two people with the same first name and surname are parent and child: one is a "Jr." and the text says that they are kin.
    fn is_other_generation(&self, one: usize, other: usize) -> bool {
        let suffix = |group: usize| {
            let last = self.groups.get(group).and_then(|group| group.words.last().copied());
            last.is_some_and(forms::is_suffix)
        };
        suffix(one) != suffix(other) && (self.is_relative(one) || self.is_relative(other))
    }

    /// The nickname that a name of a group holds.
    fn nickname(&self, group: usize) -> Option<String> {
        let names = self.groups.get(group)?.mentions.iter().filter_map(|&mention| self.mentions.get(mention));
        let mut nicknames = names.filter_map(|name| forms::nickname(self.document, name.span));
        nicknames.next().map(|span| forms::spelling(&[self.document.slice(span)]))
    }

    /// The gender of the people in a group: from the form of address or the first name.
    fn gender(&self, group: usize) -> Option<Gender> {
        let group = self.groups.get(group)?;
        let mut addressed = group.mentions.iter().filter_map(|&mention| self.address(mention));
        addressed
            .next()
            .or_else(|| group.words.first().filter(|_| group.words.len() > 1).and_then(|word| first_name(word)))
    }

    /// The gender that the form of address before or in a name tells.
    fn address(&self, mention: usize) -> Option<Gender> {
        let name = self.mentions.get(mention)?;
        let first = self.document.tokens_in(name.span).next()?;
        let before = first.previous().filter(|word| word.sentence() == first.sentence());
        address(first.text()).or_else(|| address(before?.text()))
    }

    fn comes_first(&self, group: usize, other: usize) -> bool {
        self.first_mention(group) < self.first_mention(other)
    }

    /// Gives each mention of a surname that several people have to the one of them who was named last before it.
    fn share(&mut self, surname: usize, people: Vec<usize>) {
        let mut named: Vec<(usize, usize)> = Vec::new();
        for &person in &people {
            named.extend(
                self.groups
                    .get(person)
                    .into_iter()
                    .flat_map(|group| group.mentions.iter().map(move |&mention| (mention, person))),
            );
        }
        named.sort_unstable();
        // The article writes in full of the others: whom it names first and most often, or whose kin the others are, goes by the surname alone.
        let times = |person: usize| named.iter().filter(|(_, other)| *other == person).count();
        let main = named.first().map(|&(_, first)| first).filter(|&first| {
            let is_kin = |other: usize| self.is_relative(other) && !self.is_relative(first);
            people.iter().all(|&other| other == first || times(other) < times(first) || is_kin(other))
        });
        let Some((words, mentions)) =
            self.groups.get_mut(surname).map(|group| (group.words.clone(), std::mem::take(&mut group.mentions)))
        else {
            return;
        };
        let mut shares: Vec<(usize, Vec<usize>)> = Vec::new();
        for mention in mentions {
            // "Mrs Lee" is the woman of that name, whoever was named last.
            let wanted = self.address(mention);
            let fits = |person: usize| wanted.is_none_or(|gender| self.gender(person).is_none_or(|own| own == gender));
            let before = named.partition_point(|&(at, _)| at < mention);
            let (earlier, later) = named.split_at(before);
            let mut order = earlier.iter().rev().chain(later);
            let nearest = order.clone().find(|(_, person)| fits(*person)).or_else(|| order.next());
            let main = main.filter(|&main| fits(main));
            let Some(person) = main.or(nearest.map(|&(_, person)| person)) else { continue };
            match shares.iter_mut().find(|(owner, _)| *owner == person) {
                Some((_, share)) => share.push(mention),
                None => shares.push((person, vec![mention])),
            }
        }
        for (person, mentions) in shares {
            self.groups.push(Group {
                words: words.clone(),
                class: Class::Person,
                mentions,
                known: None,
                added: None,
                link: None,
            });
            self.parents.push(self.groups.len() - 1);
            self.owners.push(None);
            self.join(self.groups.len() - 1, person, SURNAME, None);
        }
    }

    /// The first word or words of a body's longer name: "Amaq" of "Amaq News Agency"; the last one of a storm's and a newspaper's: "Dora" of "Hurricane
    /// Dora", "the Post" of "the Garissa Post". Not where the rest says what it is about, which makes two
    /// bodies: "European Council", "European Council on Foreign Relations"; nor is a place the body that is named after it, "New York".
    fn join_short_names(&mut self) {
        let mut long: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, group) in
            self.groups.iter().enumerate().filter(|(_, group)| group.class == Class::Body && group.words.len() >= 2)
        {
            for end in (1..group.words.len().min(4)).filter(|&end| {
                end == 1 || !group.words.get(end).is_some_and(|next| matches!(*next, "on" | "for" | "of" | "in"))
            }) {
                long.entry(forms::key(group.words.get(..end).unwrap_or_default())).or_default().push(at);
            }
        }
        let mut last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, group) in self.groups.iter().enumerate().filter(|(_, group)| group.class == Class::Body) {
            let [.., before, name] = group.words.as_slice() else { continue };
            if STORMS.iter().any(|storm| before.eq_ignore_ascii_case(storm)) || PAPERS.contains(name) {
                last.entry(forms::key(&[name])).or_default().push(at);
            }
        }
        for at in 0..self.groups.len() {
            let Some(group) = self
                .groups
                .get(at)
                .filter(|group| group.class == Class::Body && group.known.is_none() && group.added.is_none())
                .filter(|group| !self.is_mostly_place(group))
            else {
                continue;
            };
            let key = forms::key(&group.words);
            // The first word of one longer name is its short form; of several, it is a word that many names share.
            if let Some([one]) = long.get(&key).map(Vec::as_slice) {
                self.join(at, *one, SHORT_NAME, None);
            } else if let Some([one]) = last.get(&key).map(Vec::as_slice)
                && self.comes_first(*one, at)
            {
                self.join(at, *one, SHORT_NAME, None);
            }
        }
    }

    /// Whether the names of a group of more than one word were mostly taken for a place.
    fn is_mostly_place(&self, group: &Group<'_>) -> bool {
        let kinds = || group.mentions.iter().filter_map(|&mention| self.mentions.get(mention));
        let places = kinds().filter(|mention| Class::of(mention.kind) == Class::Place).count();
        group.words.len() > 1 && 2 * places > group.mentions.len()
    }

    fn chains(self) -> Vec<Chain> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.groups.len()];
        for at in 0..self.groups.len() {
            if let Some(list) = members.get_mut(self.root(at)) {
                list.push(at);
            }
        }
        let mut chains: Vec<Chain> = members.iter().filter_map(|groups| self.chain(groups)).collect();
        chains.sort_by_key(|chain| chain.mentions.first().copied());
        chains
    }

    fn chain(&self, groups: &[usize]) -> Option<Chain> {
        let own = || groups.iter().filter_map(|&at| self.groups.get(at)).filter(|group| !group.mentions.is_empty());
        let full = own().max_by_key(|group| {
            (
                forms::abbreviation(&group.words).is_none(),
                group.words.len().min(6),
                std::cmp::Reverse(group.mentions.first().copied()),
            )
        })?;
        let span = |group: &Group<'_>| {
            group.mentions.first().and_then(|&mention| self.mentions.get(mention)).map(|mention| mention.span)
        };
        let mut mentions: Vec<usize> = own().flat_map(|group| group.mentions.iter().copied()).collect();
        mentions.sort_unstable();
        let linked = own().find_map(|group| group.link);
        let mut aliases: Vec<Alias> = Vec::new();
        for group in own().filter(|group| !std::ptr::eq(*group, full)) {
            let Some(name) = span(group) else { continue };
            // The group that the others were joined to has no link of its own: what joined them joins it too.
            let Some(link) = group.link.or(full.link).or(linked) else { continue };
            aliases.push(Alias {
                name,
                how: link.rule.rsplit('.').next().unwrap_or(link.rule),
                evidence: link.evidence,
            });
        }
        for name in own().flat_map(|group| &group.mentions).filter_map(|&mention| self.mentions.get(mention)) {
            let nickname = forms::nickname(self.document, name.span).filter(|_| Class::of(name.kind) == Class::Person);
            if let Some(nickname) = nickname {
                let told = |alias: &Alias| self.document.slice(alias.name) == self.document.slice(nickname);
                aliases.retain(|alias| !told(alias));
                aliases.push(Alias { name: nickname, how: "nickname", evidence: name.span });
                break;
            }
        }
        aliases.sort_by_key(|alias| alias.name);
        Some(Chain {
            name: span(full)?,
            mentions,
            aliases,
            known: own().find_map(|group| group.known),
            added: own().find_map(|group| group.added),
            family: full.class == Class::Family,
            rule: if full.class == Class::Family { FAMILY } else { linked.map_or(SAME, |link| link.rule) },
        })
    }
}
