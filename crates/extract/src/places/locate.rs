//! Where the named places lie: one reading for each name of the document, chosen by what the text says and by what else it names.

use std::collections::BTreeMap;

use dateline_core::gazetteer::{Entry, Feature};
use rustc_hash::FxHashMap;

use super::recognise::{Origin, Toponym};
use super::words::{Text, demonym};

/// What decided on a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The text says what it lies in, and the gazetteer agrees.
    Containment,
    /// The text says what kind of place it is.
    Kind,
    /// The name has one reading, or one that all others give way to.
    Name,
    /// Other places of the document speak for it.
    Context,
    /// It is where most people of that name live.
    Population,
}

/// The reading of a group of equal names.
#[derive(Clone, Debug)]
pub(super) struct Choice<'g> {
    /// Readings, the best first.
    pub(super) ranked: Vec<(Entry<'g>, f32)>,
    pub(super) reason: Reason,
}

impl Choice<'_> {
    /// How sure the best reading is, 0 to 1.
    pub(super) fn confidence(&self) -> f32 {
        match self.ranked.as_slice() {
            [] => 0.0,
            [_] => 0.98,
            [(_, best), (_, next), ..] => 1.0 / (1.0 + (next - best).exp()),
        }
    }
}

/// The reading of every group of names, and what the text says lies in what.
#[derive(Debug)]
pub(super) struct Located<'g> {
    pub(super) groups: Vec<Choice<'g>>,
    /// Group of each toponym.
    pub(super) of: Vec<usize>,
    /// For each toponym, the toponyms that the text says it lies in.
    pub(super) within: Vec<Vec<usize>>,
}

struct Group<'g> {
    entries: Vec<Entry<'g>>,
    members: Vec<usize>,
    /// What speaks for each entry by itself.
    own: Vec<f32>,
    said: Vec<f32>,
    kind: Vec<f32>,
    context: Vec<f32>,
    chosen: usize,
    sure: f32,
}

/// Context is counted over no more groups than this for each name.
const NEIGHBOURS: usize = 48;

pub(super) fn locate<'g>(text: &Text<'_>, toponyms: &[Toponym<'g>]) -> Located<'g> {
    let (mut groups, of) = group(toponyms);
    let links = links(text, toponyms);
    for (inner, outer) in &links {
        said(&mut groups, of.get(*inner).copied(), of.get(*outer).copied());
    }
    let demonyms = demonyms(text);
    for round in 0..3 {
        if round > 0 {
            context(&mut groups, toponyms, &demonyms, round);
        }
        for group in &mut groups {
            group.choose();
        }
    }
    let mut within = vec![Vec::new(); toponyms.len()];
    for (inner, outer) in links {
        let (Some(a), Some(b)) =
            (of.get(inner).and_then(|at| groups.get(*at)), of.get(outer).and_then(|at| groups.get(*at)))
        else {
            continue;
        };
        let agrees = match (a.best(), b.best()) {
            (Some(a), Some(b)) => holds(&b, &a),
            (None, Some(b)) => b.feature().extent() >= 1,
            (_, None) => true,
        };
        if let Some(list) = within.get_mut(inner).filter(|_| agrees) {
            list.push(outer);
        }
    }
    Located { groups: groups.iter().map(Group::choice).collect(), of, within }
}

/// Names that are written alike are one place, whatever the document says where.
fn group<'g>(toponyms: &[Toponym<'g>]) -> (Vec<Group<'g>>, Vec<usize>) {
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::default();
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut of = Vec::with_capacity(toponyms.len());
    for (index, toponym) in toponyms.iter().enumerate() {
        let at = *by_key.entry(&toponym.key).or_insert(groups.len());
        if at == groups.len() {
            let own = toponym.entries.iter().map(prior).collect::<Vec<_>>();
            let zero = vec![0.0; own.len()];
            groups.push(Group {
                entries: toponym.entries.clone(),
                members: Vec::new(),
                own,
                said: zero.clone(),
                kind: zero.clone(),
                context: zero,
                chosen: 0,
                sure: 0.0,
            });
        }
        of.push(at);
        let Some(group) = groups.get_mut(at) else { continue };
        group.members.push(index);
        let Some(kinds) = toponym.kind else { continue };
        for (entry, score) in group.entries.iter().zip(&mut group.kind) {
            let fits = kinds
                .split('|')
                .any(|code| code == entry.feature().code() || (code == "P.PPL" && entry.feature() == Feature::Capital));
            *score = score.max(if fits { 4.0 } else { 0.0 });
        }
    }
    (groups, of)
}

/// How likely a reading is before anything else is known.
fn prior(entry: &Entry<'_>) -> f32 {
    let people = (entry.population() as f32 + 50.0).log10();
    let size = match entry.feature() {
        Feature::Country | Feature::Continent => 9.0,
        Feature::Territory => 7.6,
        Feature::Division1 if entry.population() == 0 => 6.5,
        Feature::Division1 => 4.6 + 0.3 * people,
        Feature::Division2 => 2.2 + 0.4 * people,
        Feature::Capital => people + 2.0,
        Feature::City if entry.population() == 0 && entry.geonames().is_none() => 7.5,
        Feature::City | Feature::Quarter => people,
        Feature::FormerCountry => 7.0,
        _ => 6.8,
    };
    // A place that a caller added has neither id nor the doubts of a list.
    if entry.is_secondary() { size - 1.2 } else { size }
}

/// Whether one place can lie in another: the gazetteer says so, or it is near enough to a region without bounds.
pub(super) fn holds(outer: &Entry<'_>, inner: &Entry<'_>) -> bool {
    if outer.number() == inner.number() || outer.feature().extent() < inner.feature().extent() {
        return false;
    }
    if inner.ancestors().any(|ancestor| ancestor.number() == outer.number()) {
        return true;
    }
    let near = distance(outer.position(), inner.position());
    match outer.feature() {
        Feature::Country | Feature::Territory | Feature::Division1 | Feature::Division2 => false,
        Feature::Continent => near < 6000.0,
        Feature::City | Feature::Capital => near < 40.0 && outer.country() == inner.country(),
        _ => match (outer.country(), inner.country()) {
            (Some(a), Some(b)) => a == b && near < 700.0,
            _ => near < 2000.0,
        },
    }
}

/// Great-circle distance in kilometres.
pub(super) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h = ((q - p) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

/// Pairs of toponyms (inner, outer) of which the text says that the first lies in the second.
fn links(text: &Text<'_>, toponyms: &[Toponym<'_>]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (index, pair) in toponyms.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let gap = text.range(a.words.end..b.words.start);
        let sentence = text.get(a.words.start).map(|word| word.sentence);
        if !(1..=6).contains(&gap.len()) || text.get(b.words.start).map(|word| word.sentence) != sentence {
            continue;
        }
        let quiet = gap.clone().all(|word| {
            matches!(word.text, "," | "in" | "of" | "the" | "[" | "]" | "(" | "'s" | "’s" | "’" | "'")
                || word.class.kind().is_some()
                || (word.class.is_direction() || word.class.is_locative() && word.text.ends_with("ern"))
        });
        if !quiet {
            continue;
        }
        let says = |word: &str| gap.clone().any(|inner| inner.text == word);
        let possessive = gap.clone().any(|word| matches!(word.text, "'s" | "’s" | "’" | "'"));
        let known = |inner: &Toponym<'_>, outer: &Toponym<'_>| {
            inner.entries.iter().any(|i| outer.entries.iter().any(|o| holds(o, i)))
        };
        let known_wide = |inner: &Toponym<'_>, outer: &Toponym<'_>| {
            let wide = || outer.entries.iter().filter(|entry| entry.feature().extent() >= 2);
            inner.entries.iter().any(|i| wide().any(|o| holds(o, i)))
        };
        let unheld = |toponym: &Toponym<'_>| toponym.entries.is_empty();
        let wide = |toponym: &Toponym<'_>| toponym.entries.iter().any(|entry| entry.feature().extent() >= 1);
        if possessive {
            if known(b, a) || (unheld(b) && wide(a)) {
                links.push((index + 1, index));
            }
        } else if says("in") || says("of") {
            if known(a, b) || (unheld(a) && (wide(b) || unheld(b))) {
                links.push((index, index + 1));
            }
        } else if says(",") || says("(") {
            let outer_wide = b.entries.iter().any(|entry| entry.feature().extent() >= 2);
            let known = if is_listed(text, toponyms, index) { known_wide(a, b) } else { known(a, b) };
            if known || (unheld(a) && outer_wide && gap.len() <= 2 || unheld(a) && b.kind.is_some()) {
                links.push((index, index + 1));
            }
        }
    }
    // "Amshipora in Shopian, Kashmir": what the container lies in holds the contained too, through the chain.
    links
}

/// Whether the toponym and the next are members of a list, "Ada, Bor, Cres and Dole": what follows the next is another member.
fn is_listed(text: &Text<'_>, toponyms: &[Toponym<'_>], index: usize) -> bool {
    let [Some(b), Some(c)] = [index + 1, index + 2].map(|at| toponyms.get(at)) else { return false };
    let mut gap = text.range(b.words.end..c.words.start);
    (1..=2).contains(&gap.len()) && gap.all(|word| matches!(word.text, "," | "and" | "or" | "&"))
}

/// The text says that one group lies in the other: readings that agree gain.
fn said(groups: &mut [Group<'_>], inner: Option<usize>, outer: Option<usize>) {
    let (Some(inner), Some(outer)) = (inner, outer) else { return };
    if inner == outer {
        return;
    }
    let (Some(a), Some(b)) = (groups.get(inner), groups.get(outer)) else { return };
    let inside: Vec<bool> = a.entries.iter().map(|i| b.entries.iter().any(|o| holds(o, i))).collect();
    let around: Vec<bool> = b.entries.iter().map(|o| a.entries.iter().any(|i| holds(o, i))).collect();
    for (at, agrees) in [(inner, inside), (outer, around)] {
        let Some(group) = groups.get_mut(at) else { continue };
        for (score, agrees) in group.said.iter_mut().zip(agrees) {
            *score = score.max(if agrees { 6.0 } else { 0.0 });
        }
    }
}

/// How often the document speaks of the people and things of each country.
fn demonyms(text: &Text<'_>) -> BTreeMap<&'static str, f32> {
    let mut counts = BTreeMap::new();
    for code in text.words().filter(|word| word.capital).filter_map(|word| demonym(word.text)) {
        *counts.entry(code).or_default() += 1.0;
    }
    counts
}

/// What the other places of the document say about each reading.
fn context(groups: &mut [Group<'_>], toponyms: &[Toponym<'_>], demonyms: &BTreeMap<&'static str, f32>, round: usize) {
    let mut countries: BTreeMap<&'static str, f32> = BTreeMap::new();
    let mut divisions: BTreeMap<u32, f32> = BTreeMap::new();
    let mut points: Vec<(usize, (f64, f64), f32)> = Vec::new();
    let mut share: Vec<(Option<&'static str>, Option<u32>, f32)> = Vec::with_capacity(groups.len());
    for (index, group) in groups.iter().enumerate() {
        let said = (group.members.len() as f32).sqrt();
        let filed = group.members.iter().any(|member| toponyms.get(*member).is_some_and(|toponym| toponym.dateline));
        let weight = group.sure * said * if filed { 1.5 } else { 1.0 };
        let (mut country, mut division) = (None, None);
        if let Some(best) = group.best() {
            country = best.country();
            division = best.division().map(|division| division.number());
            if best.feature().extent() <= 2 {
                points.push((index, best.position(), group.sure));
            }
        }
        if let Some(code) = country {
            *countries.entry(code).or_default() += weight;
        }
        if let Some(number) = division {
            *divisions.entry(number).or_default() += weight;
        }
        share.push((country, division, weight));
    }
    for (code, count) in demonyms {
        *countries.entry(code).or_default() += 0.6 * count.sqrt();
    }
    points.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    points.truncate(NEIGHBOURS);
    let total: f32 = countries.values().sum();
    // In the first round the guesses that context rests on are rough.
    let trust = if round == 1 { 0.7 } else { 1.0 };
    for (index, group) in groups.iter_mut().enumerate() {
        let (own_country, own_division, own_weight) = share.get(index).copied().unwrap_or_default();
        for (entry, score) in group.entries.iter().zip(&mut group.context) {
            *score = 0.0;
            if let Some(code) = entry.country() {
                // A name does not speak for its own reading.
                let own = if own_country == Some(code) { own_weight } else { 0.0 };
                let count = (countries.get(code).copied().unwrap_or_default() - own).max(0.0);
                let rest = (total - own_weight).max(0.01);
                // One neighbour is all of its country's share, but little evidence.
                *score += (count / rest) * 1.6 * (count / (count + 1.0)) + (1.0 + count).ln().min(2.0) * 0.7;
            }
            if let Some(division) = entry.division() {
                let own = if own_division == Some(division.number()) { own_weight } else { 0.0 };
                let count = (divisions.get(&division.number()).copied().unwrap_or_default() - own).max(0.0);
                *score += (1.0 + count).ln().min(1.6) * 1.3;
            }
            if entry.feature().extent() <= 2 {
                let near: f32 = points
                    .iter()
                    .filter(|(other, ..)| *other != index)
                    .map(|(_, point, sure)| match distance(*point, entry.position()) {
                        km if km < 50.0 => 0.9 * sure,
                        km if km < 150.0 => 0.5 * sure,
                        _ => 0.0,
                    })
                    .sum();
                *score += near.min(2.2);
            }
            *score *= trust;
        }
    }
}

impl<'g> Group<'g> {
    fn total(&self, at: usize) -> f32 {
        [&self.own, &self.said, &self.kind, &self.context].into_iter().filter_map(|part| part.get(at)).sum()
    }

    fn best(&self) -> Option<Entry<'g>> {
        self.entries.get(self.chosen).copied()
    }

    fn choose(&mut self) {
        let mut order: Vec<(usize, f32)> = (0..self.entries.len()).map(|at| (at, self.total(at))).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.chosen = order.first().map_or(0, |best| best.0);
        self.sure = match order.as_slice() {
            [] => 0.0,
            [_] => 0.95,
            [best, next, ..] => 1.0 / (1.0 + (next.1 - best.1).exp()),
        };
    }

    fn choice(&self) -> Choice<'g> {
        let mut order: Vec<(usize, f32)> = (0..self.entries.len()).map(|at| (at, self.total(at))).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let chosen = order.first().map_or(0, |best| best.0);
        let at = |part: &Vec<f32>| part.get(chosen).copied().unwrap_or_default();
        let first = (0..self.entries.len())
            .max_by(|a, b| self.own.get(*a).unwrap_or(&0.0).total_cmp(self.own.get(*b).unwrap_or(&0.0)).then(b.cmp(a)));
        let reason = match () {
            () if at(&self.said) > 0.0 => Reason::Containment,
            () if at(&self.kind) > 0.0 && self.entries.len() > 1 => Reason::Kind,
            () if self.entries.len() == 1 => Reason::Name,
            () if first != Some(chosen) => Reason::Context,
            () if at(&self.own) >= 6.5 => Reason::Name,
            () if at(&self.context) > 1.0 => Reason::Context,
            () => Reason::Population,
        };
        Choice {
            ranked: order.iter().filter_map(|(at, score)| Some((*self.entries.get(*at)?, *score))).collect(),
            reason,
        }
    }
}

/// Whether a toponym only inherits the position of another.
pub(super) fn inherits(toponym: &Toponym<'_>) -> bool {
    toponym.entries.is_empty() || toponym.origin == Origin::Part
}
