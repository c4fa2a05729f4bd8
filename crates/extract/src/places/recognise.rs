//! Which words name a place.

use std::ops::Range;

use dateline_core::gazetteer::{Entry, Feature, Gazetteer, Hit, fold};
use dateline_core::{Document, NameType, Span, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Named, Text, Word, demonym, is_seat};
use crate::MentionId;
use crate::mentions::{Mention, MentionForm};

/// How a place name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The gazetteer holds the name.
    Gazetteer,
    /// The gazetteer holds it as the abbreviation of a division.
    Abbreviation,
    /// A direction and a place: "North London".
    Part,
    /// A word beside it says what kind of place it is: "Amshipora village".
    Kind,
    /// The names layer says that it is a place.
    Name,
    /// It is named like a site: "Hertford Road".
    Site,
}

/// Words that name a place.
#[derive(Clone, Debug)]
pub(super) struct Toponym<'g> {
    /// Its words.
    pub(super) words: Range<usize>,
    pub(super) span: Span,
    /// Folded name: the same place, said again, has the same one.
    pub(super) key: String,
    /// What the gazetteer holds under the name, or under the name that it is a part of.
    pub(super) entries: Vec<Entry<'g>>,
    pub(super) origin: Origin,
    /// Features that the word beside it allows, as the list has them.
    pub(super) kind: Option<&'static str>,
    /// Feature of a site.
    pub(super) site: Option<Feature>,
    pub(super) mention: Option<MentionId>,
    pub(super) score: f32,
    /// It opens a block as the place where the story was filed.
    pub(super) dateline: bool,
}

pub(super) struct Recogniser<'a> {
    gazetteer: &'a Gazetteer,
    document: &'a Document,
    text: &'a Text<'a>,
    /// Names with their first and last word, in text order.
    names: Vec<(Range<usize>, NameType, MentionId)>,
    /// The names layer found names: what it passed over is less likely one.
    named: bool,
    /// First and last words of people's names.
    surnames: FxHashSet<&'a str>,
}

/// What a name must reach to be a place.
const ENOUGH: f32 = 1.5;
/// What it must reach where the document names the same place elsewhere.
const ENOUGH_AGAIN: f32 = 0.5;
/// No name of a place has more words.
const LONGEST: usize = 8;

impl<'a> Recogniser<'a> {
    pub(super) fn new(
        gazetteer: &'a Gazetteer,
        document: &'a Document,
        text: &'a Text<'a>,
        mentions: &[Mention],
    ) -> Self {
        let mut names = Vec::new();
        let mut surnames = FxHashSet::default();
        for (id, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.form == MentionForm::Name) {
            let Some(kind) = mention.kind else { continue };
            let mut tokens = document.tokens_in(mention.span);
            let (Some(first), Some(last)) = (tokens.next(), document.tokens_in(mention.span).next_back()) else {
                continue;
            };
            names.push((first.index()..last.index() + 1, kind, MentionId(id as u32)));
            if kind == NameType::Person {
                surnames.insert(first.text());
                surnames.insert(last.text());
            }
        }
        let named = document.names().is_some_and(|names| names.len() > 0);
        let mut recogniser = Self { gazetteer, document, text, names, named, surnames };
        recogniser.titled_people();
        recogniser
    }

    /// "Mr. Churchill" makes Churchill a person for the whole document, and "Georgia Stevens" Georgia.
    fn titled_people(&mut self) {
        for (index, word) in self.text.words().enumerate() {
            let line = self.text.line(index);
            let plain = |word: &Word<'_>| word.capital && word.is_letter() && !word.upper && word.class.is_plain();
            if plain(&word)
                && line.is_some_and(|line| !line.title && !line.shouting)
                && self.text.after(index).is_some_and(|next| next.space && plain(&next))
            {
                let given = self.gazetteer.find(word.text).filter(|hit| hit.person() > 0);
                let longer = self.walk(index, index + 2).iter().any(|(count, _)| *count == 2);
                if given.is_some()
                    && !longer
                    && self.text.before(index).is_none_or(|before| !before.capital || before.first)
                {
                    self.surnames.insert(word.text);
                }
            }
            if word.class.is_honorific() && word.capital && !word.class.is_role() {
                let last = (index + 1..index + 4).take_while(|at| {
                    self.text
                        .word(*at, word.sentence)
                        .is_some_and(|word| word.capital && word.is_letter() && !word.upper)
                });
                if let Some(word) = last.last().and_then(|at| self.text.get(at)) {
                    self.surnames.insert(word.text);
                }
            }
        }
    }

    /// The place names, in text order, without overlaps.
    pub(super) fn run(&self) -> Vec<Toponym<'a>> {
        self.keep(self.run_all())
    }

    /// Whatever may name a place.
    pub(super) fn run_all(&self) -> Vec<Toponym<'a>> {
        let mut found = Vec::new();
        for line in self.text.lines.iter().filter(|line| line.story) {
            let mut at = line.words.start;
            while at < line.words.end {
                let here = self.starting_at(at, line.words.end);
                at = here.as_ref().map_or(at + 1, |toponym| toponym.words.end.max(at + 1));
                found.extend(here);
            }
        }
        found
    }

    /// Weak ones stay where the document names the same place beyond doubt elsewhere.
    fn keep(&self, found: Vec<Toponym<'a>>) -> Vec<Toponym<'a>> {
        let mut best: FxHashMap<String, f32> = FxHashMap::default();
        for toponym in &found {
            let known = best.entry(toponym.key.clone()).or_insert(f32::MIN);
            *known = known.max(toponym.score);
        }
        let sure = |toponym: &Toponym<'_>| best.get(&toponym.key).is_some_and(|best| *best >= ENOUGH + 1.0);
        found
            .into_iter()
            .filter(|toponym| toponym.score >= ENOUGH || (toponym.score >= ENOUGH_AGAIN && sure(toponym)))
            .collect()
    }

    fn named(&self, words: &Range<usize>) -> (Named, Option<MentionId>) {
        let at = self.names.partition_point(|(name, ..)| name.end <= words.start);
        let Some((name, kind, id)) = self.names.get(at).filter(|(name, ..)| name.start < words.end) else {
            return (if self.named { Named::Not } else { Named::Unknown }, None);
        };
        // "The Kremlin" is the Kremlin.
        let article = self.text.get(name.start).is_some_and(|word| word.is("the"));
        let named = match () {
            () if name == words || article && name.start + 1 == words.start && name.end == words.end => {
                Named::Exactly(*kind)
            }
            () if name.start <= words.start && words.end <= name.end => Named::Inside(*kind),
            () => Named::Crossing(*kind),
        };
        (named, Some(*id))
    }

    /// The best reading of the words from `at` on, if they may name a place.
    fn starting_at(&self, at: usize, end: usize) -> Option<Toponym<'a>> {
        let word = self.text.get(at)?;
        let prefixed = word
            .text
            .strip_prefix("al-")
            .or_else(|| word.text.strip_prefix("el-"))
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let article = matches!(word.text, "al" | "el" | "ar" | "as")
            && self.text.get(at + 1).is_some_and(|next| next.text == "-" && !next.space);
        // The article belongs to hardly any name: "The Hague".
        let the = word.text == "The" && self.text.after(at).is_none_or(|next| next.text != "Hague");
        if !(word.capital || prefixed || article) || !word.is_letter() || the {
            return None;
        }
        let site = self.site(at, end);
        let direction = self.part(at, end);
        let plain = self.plain(at, end);
        let mut readings: Vec<Toponym<'a>> = [site, direction]
            .into_iter()
            .flatten()
            .chain(plain)
            .filter(|toponym| toponym.score >= ENOUGH_AGAIN)
            .collect();
        let held = |toponym: &Toponym<'_>| toponym.origin == Origin::Gazetteer;
        readings.sort_by(|a, b| {
            b.words.len().cmp(&a.words.len()).then(held(b).cmp(&held(a))).then(b.score.total_cmp(&a.score))
        });
        let mut readings = readings.into_iter();
        let longest = readings.next();
        // A shorter reading wins only where the longer one is too weak to stand by itself.
        match longest {
            Some(longest) if longest.score >= ENOUGH => Some(longest),
            Some(longest) => Some(readings.find(|shorter| shorter.score >= ENOUGH).unwrap_or(longest)),
            None => self.unheld(at, end),
        }
    }

    fn walk(&self, at: usize, end: usize) -> Vec<(usize, Hit<'a>)> {
        // A space inside a name joins its words only on one line of the page.
        self.gazetteer.names_at(self.text.range(at..end.min(at + LONGEST)).map(|word| (word.text, word.space)))
    }

    /// Names that the gazetteer holds.
    fn plain(&self, at: usize, end: usize) -> Vec<Toponym<'a>> {
        let mut readings = Vec::new();
        for (count, hit) in self.walk(at, end) {
            let mut words = at..at + count;
            let Some(last) = self.text.get(words.end - 1) else { continue };
            let small = |word: Word<'_>| !word.capital && word.is_letter() && word.text.chars().count() > 3;
            if self.text.range(words.clone()).skip(1).any(small) || !(last.capital || count > 1) {
                continue;
            }
            // "Ky." may be one word or two.
            let dot = self
                .text
                .get(words.end)
                .is_some_and(|dot| dot.text == "." && !dot.space && self.text.after(words.end).is_some());
            if dot && count == 1 && last.text.chars().count() <= 4 {
                words.end += 1;
            }
            readings.extend(self.judge(words, &hit));
        }
        readings
    }

    fn toponym(&self, words: Range<usize>, entries: Vec<Entry<'a>>, origin: Origin) -> Option<Toponym<'a>> {
        let span = self.text.span(&words)?;
        let mut key = String::new();
        fold(self.document.slice(span), &mut key);
        Some(Toponym {
            words,
            span,
            key,
            entries,
            origin,
            kind: None,
            site: None,
            mention: None,
            score: 0.0,
            dateline: false,
        })
    }

    /// How much speaks for the name being a place here.
    fn judge(&self, words: Range<usize>, hit: &Hit<'a>) -> Option<Toponym<'a>> {
        let mut entries: Vec<Entry<'a>> = hit.entries().collect();
        let (first, last) = (self.text.get(words.start)?, self.text.get(words.end - 1)?);
        let line = self.text.line(words.start)?;
        let single = words.len() == 1 || (words.len() == 2 && last.text == ".");
        let mut key = String::new();
        fold(self.document.slice(self.text.span(&words)?), &mut key);
        let short = single && key.len() <= 5;
        let is_abbreviation = |entry: &Entry<'_>| {
            let mut main = String::new();
            fold(entry.name().unwrap_or_default(), &mut main);
            entry.feature() == Feature::Division1 && main != key
        };
        let abbreviated = short
            && matches!(entries.iter().map(is_abbreviation).next(), Some(true))
            && (first.upper || self.document.slice(self.text.span(&words)?).contains('.'));
        let mut score = 0.0_f32;
        if abbreviated {
            entries.retain(|entry| is_abbreviation(entry) || entry.feature().is_country());
            score += self.abbreviation(&words, first)?;
        } else {
            // What is written small with capitals only at its head is no abbreviation: "Me", "Or", "Man".
            if short && !first.upper {
                entries.retain(|entry| !is_abbreviation(entry) || key.len() > 3);
            }
            if key.len() <= 2 && !first.upper {
                return None;
            }
            if short
                && first.upper
                && key.len() <= 3
                && !line.shouting
                && !entries.iter().any(|entry| {
                    entry.feature().extent() >= 3 || entry.geonames().is_none() || entry.population() > 3_000_000
                })
            {
                return None;
            }
            score += entries.iter().map(weight).fold(f32::MIN, f32::max);
            if words.len() > 1 {
                let mut inner = self.text.range(words.clone());
                // "Far North", "Southern District": a direction and a kind are no name by themselves.
                let held =
                    entries.iter().any(|entry| !entry.feature().is_division() && !entry.feature().is_populated());
                let empty = !held
                    && !last.is("territory")
                    && inner.all(|word| {
                        word.class.is_direction() || word.class.kind().is_some() || word.class.is_function()
                    });
                score += match (empty, last.class.kind().is_some() && last.capital) {
                    (true, _) => -2.0,
                    (false, true) => 2.2,
                    (false, false) => 0.7,
                };
            }
            let unsure = if first.first || line.title || line.shouting { 1.35 } else { 1.0 };
            score -= [0.0, 0.7, 2.2, 4.5].get(usize::from(hit.word())).copied().unwrap_or_default() * unsure;
            // A seat stands for a body as often as for the place: that makes it no less a place.
            if !is_seat(self.document.slice(self.text.span(&words)?)) {
                score -= [0.0, 0.3, 1.2, 2.0].get(usize::from(hit.person())).copied().unwrap_or_default();
            }
            if single && (first.class.is_calendar() || first.class.is_direction() || demonym(first.text).is_some()) {
                score -= 6.0;
            }
        }
        if entries.is_empty() {
            return None;
        }
        let origin = if abbreviated { Origin::Abbreviation } else { Origin::Gazetteer };
        let mut toponym = self.toponym(words.clone(), entries, origin)?;
        let around = self.surroundings(&mut toponym, single && hit.person() > 0);
        score += around;
        let (named, mention) = self.named(&words);
        let known = toponym.entries.iter().any(|entry| weight(entry) > 2.0);
        let says = match named {
            Named::Unknown => 0.0,
            Named::Not => {
                if known {
                    -0.1
                } else {
                    -0.4
                }
            }
            Named::Exactly(NameType::Gpe | NameType::Loc | NameType::Fac) => 3.0,
            Named::Inside(NameType::Gpe | NameType::Loc | NameType::Fac)
            | Named::Crossing(NameType::Gpe | NameType::Loc | NameType::Fac) => 0.3,
            Named::Exactly(NameType::Org) if known => -0.7,
            Named::Exactly(NameType::Org) => -1.5,
            Named::Exactly(NameType::Person) => -4.0,
            Named::Inside(NameType::Person) | Named::Crossing(NameType::Person) => -5.0,
            Named::Inside(NameType::Org)
                if self.text.after(words.end - 1).is_some_and(|word| word.class.is_public()) =>
            {
                -0.4
            }
            Named::Inside(NameType::Org) if known => -2.5,
            Named::Inside(_) => -4.0,
            Named::Exactly(_) | Named::Crossing(_) => -2.5,
        };
        // What stands around a name outweighs the names layer, which knows fewer places than the gazetteer.
        score += match says < 0.0 {
            true if toponym.dateline => 0.0,
            true if around >= 1.5 => says * 0.5,
            _ => says,
        };
        if matches!(named, Named::Exactly(_)) {
            toponym.mention = mention;
        }
        if single
            && self.surnames.contains(first.text)
            && (around < 1.5 || !matches!(named, Named::Exactly(NameType::Gpe | NameType::Loc)))
        {
            score -= 3.0;
        }
        if matches!(named, Named::Unknown | Named::Not)
            && last.upos.is_some_and(|upos| !matches!(upos, Upos::Propn | Upos::Noun | Upos::X))
        {
            score -= if hit.word() + hit.person() > 0 { 1.2 } else { 0.4 };
        }
        toponym.score = score;
        Some(toponym)
    }

    /// An abbreviation stands after its town, after a preposition, or is one that needs no help.
    fn abbreviation(&self, words: &Range<usize>, first: Word<'_>) -> Option<f32> {
        let text = self.document.slice(self.text.span(words)?);
        let before = self.text.before(words.start);
        let town = before.is_some_and(|comma| comma.text == ",")
            && words
                .start
                .checked_sub(2)
                .and_then(|at| self.text.word(at, first.sentence))
                .is_some_and(|word| word.capital);
        let placed = before.is_some_and(|word| word.class.is_locative() || word.class.is_towards() || word.is("of"));
        let dots = text.matches('.').count();
        Some(match (dots, town, placed) {
            (_, true, _) => 4.0,
            (2.., false, true) => 3.0,
            (2.., false, false) => 1.8,
            (1, false, true) => 2.5,
            (0, false, true) if text.len() > 2 => 1.5,
            (1, false, false) if words.start > 0 && before.is_some_and(|word| word.capital) => 0.5,
            _ => return None,
        })
    }

    /// What the words around a name say, and the kind of place that they name.
    fn surroundings(&self, toponym: &mut Toponym<'a>, person: bool) -> f32 {
        let words = toponym.words.clone();
        let (Some(line), Some(first)) = (self.text.line(words.start), self.text.get(words.start)) else {
            return 0.0;
        };
        let last = words.end - 1;
        let (before, after) = (self.text.before(words.start), self.text.after(last));
        let mut score = 0.0;
        let headline = line.title || line.shouting;
        if line.opens && words.start < line.words.start + 3 && self.is_dateline(&words) {
            toponym.dateline = true;
            score += 3.0;
        }
        if let Some(word) = before {
            let of = word
                .is("of")
                .then(|| words.start.checked_sub(2).and_then(|at| self.text.word(at, first.sentence)))
                .flatten();
            if let Some(kind) = of.and_then(|kind| kind.class.kind()) {
                toponym.kind = Some(kind);
                score += 2.0;
            } else if of.is_some_and(|head| {
                head.capital && (head.class.is_body() || head.class.is_public() || head.class.site().is_some())
            }) {
                score -= 0.8;
            } else if word.class.is_locative() {
                score += 1.7;
            } else if word.class.is_towards() {
                score += 0.8;
            } else if word.is("of") {
                score += 0.4;
            } else if word.class.is_honorific() && word.capital {
                score -= 4.0;
            } else if word.class.is_role() && word.capital {
                score -= 1.5;
            } else if word.capital
                && word.is_letter()
                && !word.class.is_calendar()
                && !word.class.is_direction()
                && !headline
                && demonym(word.text).is_none()
            {
                score -= match (word.class.is_function(), word.first) {
                    (true, _) => 0.0,
                    (false, true) => 1.2,
                    (false, false) if person => 3.0,
                    // "Nazi Germany", "Team Alberta".
                    (false, false) => 1.7,
                };
            } else if word.text == "-" && !word.space {
                score -= 1.2;
            }
        }
        if let Some(word) = after {
            let kind = word.class.kind().filter(|_| !word.class.is_site_prefix());
            if let Some(kind) = kind.filter(|_| !word.capital || !headline) {
                // "U.S. District Court" is no district.
                if !word.capital {
                    toponym.kind = toponym.kind.or(Some(kind));
                }
                score += 1.8;
            } else if word.text == "-" && !word.space {
                // "Kurdish-led", "Toronto-based": the hyphen is no part of a name.
                score += if self
                    .text
                    .after(last + 1)
                    .is_some_and(|next| next.is("based") || next.is("born") || next.is("area"))
                {
                    1.0
                } else {
                    -0.3
                };
            } else if word.capital && word.is_letter() && !headline {
                if word.class.is_role() || word.class.is_calendar() || word.class.is_function() {
                    score += 0.2;
                } else if word.class.is_public() {
                    score -= 0.3;
                } else if word.class.is_body() || word.class.site().is_some() {
                    score -= 3.0;
                } else if !toponym.dateline {
                    score -= if person { 4.0 } else { 2.4 };
                }
            } else if word.capital && headline && (word.class.is_body() || word.class.site().is_some()) {
                score -= 1.5;
            } else if word.text == "," || word.text == "(" {
                score += 0.2;
            } else if matches!(word.text, "’s" | "'s" | "’" | "'") {
                score += 0.3;
            }
            if word.text == "," {
                score += self.contained(toponym, last + 2);
            }
        }
        if before.is_some_and(|word| word.text == "," || word.is("and")) && self.contains_before(toponym) {
            score += 1.5;
        }
        score
    }

    /// Whether a container follows the comma: "Long Beach, CA".
    fn contained(&self, toponym: &Toponym<'a>, next: usize) -> f32 {
        let Some(sentence) = self.text.get(toponym.words.start).map(|word| word.sentence) else { return 0.0 };
        let next = if self.text.word(next, sentence).is_some_and(|word| matches!(word.text, "in" | "the")) {
            next + 1
        } else {
            next
        };
        let Some(end) = self.text.lines.get(sentence as usize).map(|line| line.words.end) else { return 0.0 };
        if !self.text.word(next, sentence).is_some_and(|word| word.capital) {
            return 0.0;
        }
        let holds = self.walk(next, end).into_iter().any(|(_, hit)| {
            let containers: Vec<u32> =
                hit.entries().filter(|entry| entry.feature().extent() >= 3).map(|entry| entry.number()).collect();
            !containers.is_empty()
                && toponym
                    .entries
                    .iter()
                    .any(|entry| entry.ancestors().any(|ancestor| containers.contains(&ancestor.number())))
        });
        if holds { 2.5 } else { 0.0 }
    }

    /// Whether the word before the comma names something inside this place.
    fn contains_before(&self, toponym: &Toponym<'a>) -> bool {
        let Some(at) = toponym.words.start.checked_sub(2) else { return false };
        let Some(word) = self.text.get(at).filter(|word| word.capital) else { return false };
        let containers: Vec<u32> = toponym.entries.iter().map(Entry::number).collect();
        let hit = self.gazetteer.find(word.text);
        hit.is_some_and(|hit| {
            hit.entries().any(|entry| entry.ancestors().any(|ancestor| containers.contains(&ancestor.number())))
        })
    }

    /// "BEIRUT (Reuters) -", "SALT LAKE CITY —", "WASHINGTON, May 3 —": in the first words of a block, before a dash.
    fn is_dateline(&self, words: &Range<usize>) -> bool {
        let Some(line) = self.text.line(words.start) else { return false };
        let upper = self.text.range(words.clone()).all(|word| word.upper || !word.is_letter());
        let ahead = self.text.range(words.end..line.words.end.min(words.end + 14));
        let next = ahead.clone().next();
        let agency = next.is_some_and(|word| word.text == "(")
            && ahead.len() > 5
            && ahead.clone().take(6).skip(1).any(|word| word.text == ")");
        if agency && ahead.clone().nth(1).is_some_and(|word| word.capital) {
            return true;
        }
        let dash = ahead.clone().position(|word| matches!(word.text, "—" | "–" | "--" | "-") && word.space);
        if let Some(dash) = dash {
            return upper && ahead.take(dash).all(|word| !word.is_letter() || word.capital || word.is("and"));
        }
        // The dash may be lost: "DETROIT The company said".
        upper
            && !line.shouting
            && words.start == line.words.start
            && next.is_some_and(|word| word.capital && !word.upper)
    }

    /// "North London", "Southern California": a direction written large, and a place.
    fn part(&self, at: usize, end: usize) -> Option<Toponym<'a>> {
        let word = self.text.get(at)?;
        let next = self.text.get(at + 1).filter(|next| next.space && next.capital)?;
        let line = self.text.line(at)?;
        if !word.class.is_direction() || line.title || line.shouting || next.sentence != word.sentence || word.first {
            return None;
        }
        let inner = self
            .plain(at + 1, end)
            .into_iter()
            .filter(|inner| inner.score >= ENOUGH)
            .max_by_key(|inner| inner.words.len())?;
        if inner.entries.iter().all(|entry| entry.feature().extent() == 0) {
            return None;
        }
        let entries = inner.entries.clone();
        let mut toponym = self.toponym(at..inner.words.end, entries, Origin::Part)?;
        toponym.score = inner.score + self.surroundings(&mut toponym.clone(), false).min(1.0);
        let (named, mention) = self.named(&toponym.words);
        match named {
            Named::Exactly(NameType::Gpe | NameType::Loc | NameType::Fac) => toponym.mention = mention,
            Named::Inside(_) | Named::Exactly(_) => return None,
            _ => {}
        }
        Some(toponym)
    }

    /// "Hertford Road", "Pearson International Airport", "Lake Tana", "Highway 403".
    fn site(&self, at: usize, end: usize) -> Option<Toponym<'a>> {
        let word = self.text.get(at)?;
        let line = self.text.line(at)?;
        if line.title || line.shouting || word.class.is_function() || word.class.is_calendar() {
            return None;
        }
        let inside = |(index, word): &(usize, Word<'_>)| {
            // "St. Michael's Hospital", "Children's Hospital", but "Toronto's Pearson Airport".
            let owner = matches!(word.text, "'s" | "’s")
                && (self.text.get(at).is_some_and(|first| first.text.starts_with("St"))
                    || self.text.after(*index).is_some_and(|next| next.class.site().is_some()));
            word.capital && !word.class.is_calendar()
                || word.text.chars().all(|c| c.is_ascii_digit())
                || word.text == "-" && !word.space
                || owner
        };
        let run = (at..end.min(at + 8)).filter_map(|index| Some((index, self.text.get(index)?))).take_while(inside);
        let run: Vec<Word<'_>> = run.map(|(_, word)| word).collect();
        if word.class.is_site_prefix()
            && !self.text.before(at).is_some_and(|before| before.capital && before.is_letter() && !before.first)
        {
            let number = matches!(word.text, "Highway" | "Route" | "Interstate" | "Hwy.");
            let next = run.get(1)?;
            let numeric = next.text.chars().next().is_some_and(|c| c.is_ascii_digit());
            if number == numeric && (numeric || run.get(2).is_none_or(|third| !third.capital)) {
                let mut toponym = self.toponym(at..at + 2, Vec::new(), Origin::Site)?;
                let feature = match word.text {
                    "Lake" | "Loch" => Feature::Lake,
                    "Mount" | "Mt." | "Mont" => Feature::Mountain,
                    _ if number => Feature::Street,
                    _ => Feature::Site,
                };
                toponym.site = Some(feature);
                toponym.score = 1.0 + self.located(at);
                return self.named_site(toponym);
            }
        }
        // The longest run that ends in a site's noun.
        let length = run.iter().rposition(|word| word.class.site().is_some())?;
        let noun = run.get(length)?;
        if length == 0 || !self.is_name(run.get(..length)?) {
            return None;
        }
        // "Hall County Sheriff" and "Park Avenue Bank" go on.
        if run.get(length + 1).is_some_and(|next| next.capital && next.class.is_body()) {
            return None;
        }
        let mut toponym = self.toponym(at..at + length + 1, Vec::new(), Origin::Site)?;
        toponym.site = noun.class.site();
        toponym.score = 1.3 + self.located(at);
        self.named_site(toponym)
    }

    fn located(&self, at: usize) -> f32 {
        match self.text.before(at) {
            Some(before) if before.class.is_locative() => 1.0,
            Some(before)
                if before.class.is_towards()
                    || matches!(before.text, "on" | "the" | "and" | "or" | "of" | "'s" | "’s" | ",") =>
            {
                0.5
            }
            Some(before) if before.capital && before.is_letter() && !before.first => -2.0,
            _ => 0.0,
        }
    }

    /// Whether words can be the proper part of a site's name.
    fn is_name(&self, words: &[Word<'_>]) -> bool {
        words.iter().any(|word| {
            !word.class.is_role() && !word.class.is_honorific() && !word.class.is_direction() && word.is_letter()
        }) && words.iter().all(|word| !word.class.is_honorific() || word.text.starts_with("St"))
            && demonym(words.first().map_or("", |word| word.text)).is_none()
    }

    fn named_site(&self, mut toponym: Toponym<'a>) -> Option<Toponym<'a>> {
        let (named, mention) = self.named(&toponym.words);
        match named {
            Named::Exactly(NameType::Gpe | NameType::Loc | NameType::Fac) => {
                toponym.mention = mention;
                toponym.score += 2.0;
            }
            Named::Exactly(NameType::Org) => toponym.score -= 1.0,
            Named::Inside(_) | Named::Exactly(_) | Named::Crossing(NameType::Person | NameType::Org) => return None,
            Named::Not => toponym.score -= 0.8,
            Named::Unknown | Named::Crossing(_) => {}
        }
        let hit = self.gazetteer.find(self.document.slice(toponym.span));
        toponym.entries = hit.map(|hit| hit.entries().collect()).unwrap_or_default();
        if !toponym.entries.is_empty() {
            toponym.origin = Origin::Gazetteer;
            toponym.score += 1.0;
        }
        Some(toponym)
    }

    /// Names that the gazetteer does not hold: a kind of place beside them, or the names layer, says what they are.
    fn unheld(&self, at: usize, end: usize) -> Option<Toponym<'a>> {
        let word = self.text.get(at)?;
        let line = self.text.line(at)?;
        if word.class.is_function()
            || word.class.is_calendar()
            || word.class.is_role()
            || word.class.is_honorific()
            || demonym(word.text).is_some()
        {
            return None;
        }
        let at_name = self.names.partition_point(|(name, ..)| name.end <= at);
        if let Some((words, NameType::Gpe | NameType::Loc | NameType::Fac, id)) =
            self.names.get(at_name).filter(|(name, ..)| name.start == at && name.end <= end)
        {
            return self.only_named(words.clone(), *id, end);
        }
        if line.title
            || line.shouting
            || word.upper
            || self.text.before(at).is_some_and(|before| before.capital && before.is_letter() && !before.first)
        {
            return None;
        }
        let count = (at..end.min(at + 4))
            .take_while(|index| {
                self.text.get(*index).is_some_and(|word| word.capital && word.is_letter() && !word.upper)
            })
            .count();
        let mut toponym = self.toponym(at..at + count.max(1), Vec::new(), Origin::Kind)?;
        if matches!(self.named(&toponym.words).0, Named::Exactly(_) | Named::Inside(_) | Named::Crossing(_)) {
            return None;
        }
        let before = self.text.before(at);
        let of = before
            .filter(|word| word.is("of"))
            .and_then(|_| self.text.word(at.checked_sub(2)?, word.sentence))
            .filter(|kind| !kind.capital && kind.class.kind().is_some());
        let kind_before = of.and_then(|kind| kind.class.kind());
        let article = before.is_some_and(|before| before.is("the") || before.is("a"));
        let after = self.text.after(toponym.words.end - 1).filter(|word| !word.capital);
        let kind_after = after.and_then(|word| word.class.kind());
        let placed = before.is_some_and(|word| word.class.is_locative() || word.class.is_towards() || word.text == ",");
        // "Apple city": a kind after a name needs a preposition or an article before it.
        let kind = kind_before.or(kind_after.filter(|_| placed || article && !word.first))?;
        toponym.kind = Some(kind);
        toponym.score = if kind_before.is_some() { 2.0 } else { 1.6 };
        Some(toponym)
    }
}

impl<'a> Recogniser<'a> {
    /// A name of the names layer that the gazetteer does not hold as it stands.
    fn only_named(&self, words: Range<usize>, id: MentionId, end: usize) -> Option<Toponym<'a>> {
        let mut inner = self.text.range(words.clone());
        // "City of Montreal", "Nazi Germany": the place inside speaks for itself. "Oak Street near Elm Street" is two.
        if inner.clone().any(|word| word.class.is_locative() && !word.capital || word.is("on") || word.is("between")) {
            return None;
        }
        let held = |start: usize| {
            self.plain(start, end).iter().any(|toponym| toponym.score >= ENOUGH && toponym.words.end == words.end)
        };
        if (words.start + 1..words.end).any(held) {
            return None;
        }
        let person = inner.any(|word| self.surnames.contains(word.text));
        let mut toponym = self.toponym(words, Vec::new(), Origin::Name)?;
        toponym.mention = Some(id);
        let around = self.surroundings(&mut toponym, false);
        if toponym.kind.is_some() {
            toponym.origin = Origin::Kind;
        }
        toponym.score = (0.7 + around).min(3.0) - if person { 2.0 } else { 0.0 };
        (toponym.score >= ENOUGH).then_some(toponym)
    }
}

/// How much a place of this size is expected in the news.
fn weight(entry: &Entry<'_>) -> f32 {
    let people = entry.population();
    let size = match entry.feature() {
        Feature::Country => 3.2,
        Feature::Territory | Feature::Continent => 2.8,
        Feature::Division1 => 2.4,
        Feature::Division2 => 0.6,
        Feature::City | Feature::Capital | Feature::Quarter => match people {
            1_000_000.. => 2.4,
            200_000.. => 1.8,
            50_000.. => 1.3,
            10_000.. => 0.8,
            _ if entry.geonames().is_none() => 2.2,
            _ => 0.3,
        },
        _ => 2.4,
    };
    if entry.is_secondary() { size - 0.5 } else { size }
}
