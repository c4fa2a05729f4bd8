//! Reported speech, thought and aims without marks, read from the tree: a cue, its source, and what it takes as content.
//!
//! Limits: what is told outside any clause of the cue ("free indirect speech") is not found, a wrong tree gives a wrong extent, and a content ends
//! after [`LONGEST`] words.

use std::ops::Range;

use dateline_core::{BlockKind, Deprel, NameType, Token};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::Stance;
use crate::mentions::Mention;

use super::cues::{Class as CueClass, Cue, Form, Frames, LEADS, Lead, SOURCES};
use super::extents::{
    FARTHEST, LOOSE, breaks_off, calling, cut, dependent_end, ends_medium, is_medium, joined, main_clause, run_on,
    said_when, unbroken,
};
use super::speakers;
use super::subjects::{
    ASIDE, NEAR, SOME, head_of, is_present, participle_subject, past_aside, phrase_left, speaker_before, subject_beside,
};
use super::words::{Class, REFLEXIVES, Words};

/// Something that is attributed to a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reported {
    /// The words that name the source.
    pub(crate) source: Option<Range<usize>>,
    /// Their head.
    pub(crate) holder: Option<usize>,
    /// The word that attributes.
    pub(crate) word: usize,
    /// The verb above it that says what became of it: "declined to say".
    lead: Option<usize>,
    /// With its auxiliaries and particle.
    pub(crate) cue: Range<usize>,
    /// What the cue is in the lexicon.
    pub(crate) entry: Option<&'static Cue>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) addressee: Option<Range<usize>>,
    /// Whether the cue is negated: "did not say".
    pub(crate) negative: bool,
    /// Whether it is said to have happened: not "would say", "if they say".
    pub(crate) actual: bool,
    /// Whether it stands in the content of another.
    pub(crate) nested: bool,
    pub(crate) rule: &'static str,
}

impl Reported {
    /// What this source is said to say or think, once and for a fact.
    fn new(rule: &'static str, cue: Range<usize>, source: Option<(usize, Range<usize>)>) -> Self {
        let (holder, source) = source.unzip();
        Self {
            source,
            holder,
            word: cue.start,
            lead: None,
            cue,
            entry: None,
            content: Vec::new(),
            addressee: None,
            negative: false,
            actual: true,
            nested: false,
            rule,
        }
    }
}

/// What things go according to without anybody's word.
const STANDARDS: &[&str] = &[
    "plan",
    "plans",
    "schedule",
    "tradition",
    "custom",
    "size",
    "age",
    "taste",
    "need",
    "needs",
    "rank",
    "ability",
    "index",
    "scale",
    "formula",
];

/// Verbs whose subject holds the opinion or makes the remark that is their object: "voiced concern about".
const GIVING: &[&str] = &[
    "make",
    "makes",
    "made",
    "making",
    "voice",
    "voices",
    "voiced",
    "voicing",
    "express",
    "expresses",
    "expressed",
    "expressing",
    "raise",
    "raises",
    "raised",
    "raising",
    "have",
    "has",
    "had",
    "offer",
    "offers",
    "offered",
    "offering",
    "issue",
    "issues",
    "issued",
    "issuing",
    "deliver",
    "delivered",
    "repeat",
    "repeated",
    "repeating",
    "launch",
    "launched",
    "launching",
    "give",
    "gives",
    "gave",
    "given",
    "renew",
    "renewed",
    "share",
    "shares",
    "shared",
    "signal",
    "signals",
    "signaled",
    "signalled",
    "reach",
    "reaches",
    "reached",
    "file",
    "files",
    "filed",
];

/// Verbs that cannot do without whom they speak to.
const TELLING: &[&str] = &["tell", "inform", "assure", "remind", "notify"];

/// Words that stand for what is said elsewhere, and so are nothing that is said.
const EMPTY: &[&str] = &["it", "that", "this", "what", "which", "whatever"];

pub(super) const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// All that is attributed in the sentences with a tree, in the order of the cues. `quoted` tells whether a word stands in words that are
/// somebody's own, which are not read; `taken` whether a cue is spoken for by words in marks.
pub(crate) fn find(
    words: &Words,
    mentions: &[Mention],
    quoted: impl Fn(usize) -> bool,
    taken: impl Fn(&Reported) -> bool,
) -> Vec<Reported> {
    if !words.is_parsed() {
        return Vec::new();
    }
    let mut found = labels(words, mentions, &quoted);
    for at in 0..words.len() {
        if quoted(at) || !words.is_story(at) {
            continue;
        }
        let reported = match words.class(at) {
            _ if words.is(at, &["according"]) => according(words, at),
            Class::Verb => verb(words, at),
            Class::Noun => noun(words, at),
            Class::Adjective => adjective(words, at),
            _ => None,
        };
        found.extend(reported.map(shorten));
    }
    let leads: FxHashSet<usize> = found.iter().filter_map(|reported| reported.lead).collect();
    // "you can see why", "what do you expect": anybody.
    let anybody = |holder: usize| words.is(holder, &["you"]) && words.class(holder) == Class::Pronoun;
    found.retain(|reported| !leads.contains(&reported.word) && !reported.holder.is_some_and(anybody));
    found.sort_by_key(|reported| reported.word);
    hand_on(words, &mut found);
    share(words, &mut found);
    found.retain(|reported| !taken(reported));
    nest(words.len(), &mut found);
    found
}

/// Words of the longest content. Prose has no sentence so long; what says "he said that" without end would be written once for each time.
const LONGEST: usize = 512;

/// What is said, no longer than [`LONGEST`] words.
fn shorten(mut reported: Reported) -> Reported {
    let mut rest = LONGEST;
    for content in &mut reported.content {
        content.end = content.end.min(content.start + rest);
        rest -= content.len();
    }
    reported.content.retain(|content| !content.is_empty());
    reported
}

/// How many turns of a conversation are asked for the name that initials stand for.
const SPEAKERS: usize = 16;

/// Speakers before a colon: "Minister: Talks will go on" in a headline, and turns of a conversation in print.
fn labels(words: &Words, mentions: &[Mention], quoted: &impl Fn(usize) -> bool) -> Vec<Reported> {
    let mut found = Vec::new();
    let mut turns = Vec::new();
    let story = words.document.blocks().filter(|block| block.kind().is_story());
    for (nth, block) in story.enumerate() {
        let range = words.within(block.span());
        let Some(colon) =
            range.clone().take(7).find(|i| words.class(*i) == Class::Colon).filter(|colon| *colon > range.start)
        else {
            continue;
        };
        let label = range.start..colon;
        let content = trim(words, colon + 1..range.end);
        if quoted(range.start) || content.len() < 3 || quoted(content.start) || content.clone().all(quoted) {
            continue;
        }
        let speaker = words.span(&label);
        let from = mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let kind = mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.span.start < speaker.end)
            // "Lion Air disaster: Recorder found": a name that only says which disaster it is says nothing.
            .filter(|mention| mention.span.end == speaker.end)
            .find_map(|mention| mention.kind);
        let somebody = matches!(kind, Some(NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp))
            && !has_verb(words, label.clone());
        let document = label.len() <= 3
            && label.clone().next_back().is_some_and(|last| {
                let speaks = words.document.token(last).is_some_and(super::sourcing::speaks);
                speaks || SOURCES.contains(words.text(last).to_ascii_lowercase().as_str())
            });
        let capitals = words.text(label.start).chars().all(|c| c.is_uppercase()) && label.len() <= 3;
        // "NG:" after "Natasha Gray:" is the same speaker.
        let spoke = |name: &Range<usize>| {
            let initials = name.clone().filter_map(|i| words.text(i).chars().next()).collect::<String>();
            capitals && label.len() == 1 && name.len() > 1 && initials == words.text(label.start)
        };
        let known = turns.iter().take(SPEAKERS).filter_map(|turn: &Reported| turn.source.clone()).find(spoke);
        let source = (known.map_or(label.end, |name| name.end) - 1, label);
        let reported =
            Reported { content: vec![content], ..Reported::new("claims.label", colon..colon + 1, Some(source)) };
        if (nth == 0 || block.kind() == BlockKind::Headline) && (somebody || document) {
            found.push(reported);
        } else if capitals || (somebody && kind == Some(NameType::Person)) {
            turns.push(reported);
        }
    }
    if turns.len() > 2 {
        found.extend(turns);
    }
    found
}

/// A participle after the comma at which another report ends speaks for the same source.
fn hand_on(words: &Words, found: &mut [Reported]) {
    let ends: FxHashMap<usize, usize> =
        found.iter().enumerate().filter_map(|(index, reported)| Some((reported.content.last()?.end, index))).collect();
    for index in 0..found.len() {
        let Some(reported) =
            found.get(index).filter(|reported| words.verb(reported.word).is_some_and(|(_, form)| form == Form::Ing))
        else {
            continue;
        };
        let before = reported
            .cue
            .start
            .checked_sub(1)
            .filter(|link| matches!(words.class(*link), Class::Comma | Class::Conjunction))
            .and_then(|comma| ends.get(&comma))
            .filter(|before| **before != index);
        let Some((source, holder)) =
            before.and_then(|before| found.get(*before)).map(|before| (before.source.clone(), before.holder))
        else {
            continue;
        };
        if let Some(reported) = found.get_mut(index) {
            (reported.source, reported.holder) = (source, holder);
        }
    }
}

/// How many reports before one are asked whether it goes on with them.
const BEFORE: usize = 6;

/// Gives a report that a conjunction joins to another one to the same source, where the tree hung it on a subject that cannot speak: "indicated no
/// cars were involved and suggested the driver lost control".
fn share(words: &Words, found: &mut [Reported]) {
    for index in 1..found.len() {
        let Some((holder, start, form)) = found.get(index).and_then(|reported| {
            let (entry, form) = words.verb(reported.word)?;
            let says = entry.class == CueClass::Speech && matches!(form, Form::Past | Form::Third);
            let joined = reported.cue.start > 0 && words.class(reported.cue.start - 1) == Class::Conjunction;
            let mute = |holder: usize| {
                words.class(holder) == Class::Noun
                    && !words.document.token(holder).is_some_and(super::sourcing::is_source)
            };
            let holder = reported.holder.filter(|holder| says && joined && mute(*holder))?;
            Some((holder, reported.cue.start, form))
        }) else {
            continue;
        };
        let teller = (index.saturating_sub(BEFORE)..index).rev().find(|before| {
            found.get(*before).is_some_and(|before| {
                let same = words
                    .verb(before.word)
                    .is_some_and(|(entry, said)| entry.class == CueClass::Speech && said == form);
                same && before.content.iter().any(|part| part.contains(&holder) && part.contains(&start))
            })
        });
        let Some(known) = teller.and_then(|teller| found.get_mut(teller)) else { continue };
        for part in known.content.iter_mut().filter(|part| part.contains(&start)) {
            *part = trim(words, part.start..start - 1);
        }
        let (source, holder) = (known.source.clone(), known.holder);
        if let Some(reported) = found.get_mut(index) {
            (reported.source, reported.holder) = (source, holder);
        }
    }
}

/// Marks what stands in the content of another.
fn nest(count: usize, found: &mut [Reported]) {
    let mut depth = vec![0i32; count + 1];
    // What is only asked about may be somebody's claim all the same: "Asked about his statement that".
    let tells = |reported: &&Reported| {
        reported.source.is_some() || reported.entry.is_none_or(|entry| entry.stance != Stance::Asks)
    };
    for reported in found.iter().filter(tells) {
        for content in &reported.content {
            if let Some(slot) = depth.get_mut(content.start) {
                *slot += 1;
            }
            if let Some(slot) = depth.get_mut(content.end) {
                *slot -= 1;
            }
        }
    }
    let mut level = 0;
    for slot in &mut depth {
        level += *slot;
        *slot = level;
    }
    for reported in found.iter_mut() {
        reported.nested = depth.get(reported.word).is_some_and(|level| *level > 0);
    }
}

/// The words of a range without punctuation at its ends.
pub(crate) fn trim(words: &Words, range: Range<usize>) -> Range<usize> {
    let outer = |i: usize| {
        matches!(words.class(i), Class::Comma | Class::Stop | Class::Colon | Class::Dash)
            || (words.class(i) == Class::Conjunction)
    };
    let (mut start, mut end) = (range.start, range.end);
    while start < end && outer(start) {
        start += 1;
    }
    while end > start && outer(end - 1) {
        end -= 1;
    }
    start..end
}

/// A clause without the words of `cut`, which stand before, after or inside it.
fn without(words: &Words, whole: Range<usize>, cut: &Range<usize>) -> Vec<Range<usize>> {
    let parts =
        [whole.start..cut.start.clamp(whole.start, whole.end), cut.end.clamp(whole.start, whole.end)..whole.end];
    parts
        .into_iter()
        .map(|part| trim(words, part))
        .filter(|part| part.clone().any(|i| words.text(i).chars().any(char::is_alphanumeric)))
        .collect()
}

fn verb(words: &Words, at: usize) -> Option<Reported> {
    let (entry, form) = words.verb(at)?;
    let relation = words.deprel(at)?;
    if matches!(
        relation,
        Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Aux | Deprel::Cop
    ) {
        return None;
    }
    if let Some(found) = as_reported(words, at, entry, form).or_else(|| styled(words, at, entry)) {
        return Some(found);
    }
    if asked(words, at, form) {
        return question(words, at, entry);
    }
    // "voters who support the plan": which they are, not what they take a side on.
    let restricts = relation == Deprel::AclRelcl
        && entry.class == CueClass::Judgement
        && entry.frames.has(Frames::OBJECT)
        && words.dependent(at, SUBJECTS).is_some_and(|subject| {
            words.is(subject, &["who", "that", "which"]) && subject > 0 && words.class(subject - 1) != Class::Comma
        });
    if restricts {
        return None;
    }
    // "…, charged with theft": a participle without an auxiliary tells of the subject of the clause that it hangs on.
    let bare = relation == Deprel::Advcl
        && words.document.token(at).and_then(Token::xpos) == Some("VBN")
        && words.dependent(at, &[Deprel::Aux, Deprel::Nsubj]).is_none();
    let passive = words.dependent(at, &[Deprel::AuxPass]).is_some()
        // "Ann Lee predicted at the debate that": without an auxiliary it is no passive, whatever the tree calls its subject.
        || words.dependent(at, &[Deprel::NsubjPass]).is_some() && words.dependent(at, &[Deprel::Aux]).is_some()
        || (relation == Deprel::Acl && matches!(form, Form::Participle | Form::Past))
        || bare;
    let (negative, actual) = force(words, at, entry);
    let mut found = Reported::new("", cue_range(words, at, entry), None);
    (found.word, found.entry, found.negative, found.actual) = (at, Some(entry), negative, actual);
    if !passive && let Some((source, content)) = aside(words, at, entry, form) {
        found.holder =
            words.dependent(at, SUBJECTS).filter(|subject| source.contains(subject)).or(source.clone().next_back());
        found.source = Some(source);
        found.content = content;
        found.rule = "claims.verb.aside";
        return Some(found);
    }
    let borrowed = || words.head(at).filter(|_| bare).and_then(|above| words.dependent(above, SUBJECTS));
    let subject = words.dependent(at, SUBJECTS).or_else(borrowed);
    let parsed =
        if passive { passive_content(words, at, entry, subject) } else { active_content(words, at, entry, relation) };
    let plain = if passive { None } else { plain_clause(words, at, entry, form) };
    (found.content, found.rule) = match (parsed, plain) {
        (None, plain) => (vec![plain?], "claims.verb.plain"),
        (Some((_, "claims.verb.object" | "claims.verb.phrase" | "claims.verb.parataxis")), Some(plain)) => {
            (vec![plain], "claims.verb.plain")
        }
        (Some((content, rule)), Some(plain)) if rule == "claims.verb.clause" && breaks_off(words, &content, &plain) => {
            (vec![plain], rule)
        }
        (Some(parsed), _) => parsed,
    };
    // "told CNN, neighbors tried to help": who is told ends at the comma.
    let told = entry.frames.has(Frames::PERSON) && found.rule != "claims.verb.to" && !passive;
    let near = told.then(|| words.phrase_from(found.cue.end, sentence(words, at).end)).flatten();
    // "told local media Lee's heart had stopped": who is told ends with a noun for them.
    let hears = |i: &usize| {
        words.class(*i) == Class::Noun
            && matches!(words.class(i + 1), Class::Name | Class::Determiner)
            && words.document.token(*i).is_some_and(super::sourcing::is_source)
    };
    let clause = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain");
    let merged = |near: &Range<usize>| clause && found.content.first().is_some_and(|part| part.start == near.start);
    let listener = near.clone().filter(merged).and_then(|near| {
        let last = (near.start..near.end - 1).find(hears)?;
        Some(near.start..last + 1)
    });
    let near = near.filter(|near| words.class(near.end) == Class::Comma).or(listener);
    if let Some((near, part)) = near.as_ref().zip(found.content.first_mut()) {
        let after = near.end + usize::from(words.class(near.end) == Class::Comma);
        if part.start == near.start
            || part.start > near.end + 1 && part.start < near.end + ASIDE && !has_verb(words, near.end..part.start)
        {
            part.start = after.min(part.end);
        }
    }
    // A tree that takes the cue into its own content: what follows the cue is the content.
    for part in found.content.iter_mut().filter(|part| part.contains(&at)) {
        part.start = found.cue.end.max(at + 1).min(part.end);
        *part = trim(words, part.clone());
    }
    found.content.retain(|part| !part.is_empty());
    if matches!(found.rule, "claims.verb.clause" | "claims.verb.plain" | "claims.verb.object") {
        for part in found.content.iter_mut().filter(|part| part.start > at) {
            // "believes there is no way but that they will have to try"
            let that = part.end + usize::from(words.class(part.end) == Class::Comma) + 1;
            if entry.class == CueClass::Speech || words.is(that, &["that"]) {
                part.end = joined(words, at, part.end, sentence(words, at).end);
            }
            part.end = main_clause(words, part, sentence(words, at).end);
            part.end = cut(words, part);
            part.end = dependent_end(words, at, part);
            // "telling reporters that it was late and asking them to leave"
            let goes_on = |i: &usize| {
                let next = i + 1 + usize::from(words.class(i + 1) == Class::Adverb);
                words.class(*i) == Class::Conjunction
                    && words.verb(next).is_some_and(|(verb, said)| said == form && verb.class == CueClass::Speech)
            };
            let conjunction = (part.start..part.end.min(part.start + FARTHEST)).find(goes_on);
            if let Some(conjunction) = conjunction.filter(|_| form == Form::Ing) {
                *part = trim(words, part.start..conjunction);
            }
            part.start = said_when(words, part);
        }
    }
    // "reported the landing, which was late, was a mistake": the object is the subject of a clause.
    let tells = found.rule == "claims.verb.object"
        && !matches!(entry.class, CueClass::Judgement | CueClass::Aim)
        && entry.frames.has(Frames::CLAUSE)
        && matches!(form, Form::Past | Form::Third);
    for part in found.content.iter_mut().filter(|part| tells && part.start > at) {
        let apart = part.clone().take(FARTHEST).any(|i| words.class(i) == Class::Comma);
        if apart && words.class(part.end) == Class::Comma && words.class(part.end + 1) == Class::Auxiliary {
            part.end = trim(words, part.start..sentence(words, at).end).end;
            found.rule = "claims.verb.clause";
        }
    }
    for part in found.content.iter_mut().filter(|part| part.start > at) {
        part.end = next_subject(words, part);
        // "to delay the ruling, but he declined": a clause of its own is no part of an infinitive.
        if found.rule == "claims.verb.to" {
            let clause = |comma: &usize| {
                let subject = words
                    .phrase_from(comma + 2, part.end)
                    .filter(|_| words.class(*comma) == Class::Comma && words.class(comma + 1) == Class::Conjunction);
                let tag = subject.and_then(|subject| words.document.token(subject.end)).and_then(Token::xpos);
                matches!(tag, Some("VBD" | "VBZ" | "VBP" | "MD"))
            };
            let next = part.clone().take(FARTHEST).find(clause);
            part.end = cut(words, part).min(next.unwrap_or(part.end));
        }
    }
    found.holder = if passive {
        let agent = agent(words, at);
        // "called a fraud by her colleagues": the content ends before them.
        let by = agent.map_or(usize::MAX, |agent| words.subtree(agent).start);
        for part in found.content.iter_mut().filter(|part| part.start > at && part.contains(&by)) {
            *part = trim(words, part.start..by);
        }
        agent
    } else {
        let own = words.dependent(at, SUBJECTS).filter(|subject| !words.is_when(*subject));
        let beside = if own.is_none() { subject_beside(words, &found, form) } else { None };
        match beside {
            Some(phrase) => {
                let head = head_of(words, &phrase);
                found.source = Some(phrase);
                Some(head)
            }
            None => {
                let outside = |subject: &usize| !found.content.iter().any(|part| part.contains(subject));
                let subject = speakers::subject_in_tree(words, at).or_else(|| participle_subject(words, &found));
                // "Lee, 70, opposed the plan and said": the tree may have no subject for the first verb either.
                let first = || {
                    let above = words.head(at).filter(|above| relation == Deprel::Conj && *above < at)?;
                    let floor = sentence(words, at).start;
                    let past = words.verb(above).is_some_and(|(_, said)| said == form);
                    phrase_left(words, past_aside(words, above, floor), floor).filter(|_| past)
                };
                let subject = subject
                    .filter(outside)
                    .or_else(|| speaker_before(words, at, form))
                    .or_else(|| first().map(|phrase| head_of(words, &phrase)));
                subject.map(|subject| speakers::past_dateline(words, subject, at))
            }
        }
    };
    // "what happened to point out that", "That said, …": nobody.
    let that = |holder: usize| words.is(holder, &["that"]) && holder + 1 == at && words.class(at + 1) == Class::Comma;
    let nobody = found
        .holder
        .is_some_and(|holder| words.is(holder, &["what"]) || that(holder) || words.is_when(holder) && !passive);
    // "The planet they found was small"
    let lacks = entry.class == CueClass::Evidence
        && found.content.iter().any(|part| matches!(words.class(part.start), Class::Verb | Class::Auxiliary));
    let empty =
        |part: &Range<usize>| words.is(part.end - 1, &["what"]) || part.len() == 1 && words.is(part.start, EMPTY);
    if found.content.iter().all(empty)
        || (found.holder.is_none() && !passive)
        || nobody
        || lacks
        || found.holder.is_some_and(|source| found.content.iter().any(|part| part.contains(&source)))
    {
        return None;
    }
    found.source = found.source.or_else(|| {
        let holder = found.holder?;
        let phrase = words.phrase_of(holder, false);
        // "claimed by the rebels, but the army blamed": the next clause is none of theirs.
        let but = (holder + 1..phrase.end).find(|i| words.class(*i) == Class::Comma && words.is(i + 1, &["but"]));
        Some(phrase.start..occasion(words, &phrase).min(but.unwrap_or(phrase.end)).max(holder + 1))
    });
    if let Some((source, holder)) = found.source.as_mut().zip(found.holder) {
        // "One example: the agency requires": what stands before a colon is no part of its name.
        let colon = (source.start..holder.min(source.end)).rev().find(|i| words.class(*i) == Class::Colon);
        source.start = colon.map_or(source.start, |colon| colon + 1);
        source.start = words.with_bounds(source.start);
        source.end -= usize::from(source.len() > 1 && words.class(source.end - 1) == Class::Comma);
    }
    if matches!(found.rule, "claims.verb.object" | "claims.verb.phrase" | "claims.verb.name")
        && is_clause(words, &found)
    {
        return None;
    }
    // A tree that takes the cue into its own source: who stands before a finite verb speaks, else nobody is told apart from what is said.
    if let Some(source) = found.source.as_mut().filter(|source| source.contains(&at)) {
        let before = trim(words, source.start..found.cue.start);
        let named = found.holder.is_some_and(|holder| before.contains(&holder));
        if !named || !matches!(form, Form::Past | Form::Third) {
            return None;
        }
        *source = before;
    }
    take_lead(words, &mut found);
    let person = || words.dependent(at, &[Deprel::Iobj]).or_else(|| words.dependent(at, &[Deprel::Obj]));
    found.addressee = entry
        .frames
        .has(Frames::PERSON)
        .then(person)
        .flatten()
        .map(|person| words.phrase_of(person, false))
        .map(|person| person.start..occasion(words, &person))
        .map(|person| near.clone().filter(|near| near.start == person.start).unwrap_or(person))
        .or_else(|| near.clone())
        .filter(|person| !found.content.iter().any(|part| part.contains(&person.start)));
    Some(found)
}

/// Where a content ends whose last words are the subject of the next clause: "voted to lift it, and the agency | announced", "to end in May, but |
/// it was".
fn next_subject(words: &Words, part: &Range<usize>) -> usize {
    let floor = part.start.max(part.end.saturating_sub(ASIDE));
    let comma =
        (floor..part.end).rev().find(|i| words.class(*i) == Class::Comma && words.class(i + 1) == Class::Conjunction);
    let Some(comma) = comma.filter(|comma| !has_verb(words, *comma..part.end)) else { return part.end };
    let verb = (part.end..part.end + 2).find(|i| words.class(*i) != Class::Adverb);
    let subject = words
        .phrase_from(comma + 2, part.end)
        .is_some_and(|subject| subject.end == part.end || words.class(subject.end) == Class::Bracket)
        && verb.is_some_and(|verb| matches!(words.class(verb), Class::Verb | Class::Auxiliary));
    let when = words.class(comma + 2) == Class::Preposition
        && matches!(words.class(part.end), Class::Pronoun | Class::Determiner | Class::Name);
    if subject || when { comma } else { part.end }
}

/// Whether the tree took a whole clause for the source: a finite verb stands in it.
fn is_clause(words: &Words, found: &Reported) -> bool {
    let finite = |i: usize| {
        let tag = words.document.token(i).and_then(Token::xpos);
        let named = matches!(words.deprel(i), Some(Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::Nmod));
        words.class(i) == Class::Verb && matches!(tag, Some("VBD" | "VBZ" | "VBP")) && !named && !words.is(i, NEAR)
    };
    found.source.clone().is_some_and(|source| source.into_iter().skip(1).any(|i| Some(i) != found.holder && finite(i)))
}

/// Where a phrase ends before the day or medium that a tree hangs on it: "told reporters on Friday".
fn occasion(words: &Words, phrase: &Range<usize>) -> usize {
    let day = |i: usize| words.is(i, &["on", "last", "this"]) && words.is_when(i + 1) || words.is_when(i);
    (phrase.start + 1..phrase.end).find(|i| day(*i) || is_medium(words, *i)).unwrap_or(phrase.end)
}

/// Whether a participle without auxiliary or subject opens its sentence or clause: "Asked to explain the delay, she said". Who is asked does
/// not ask.
fn asked(words: &Words, at: usize, form: Form) -> bool {
    let first = at == sentence(words, at).start;
    let opens = first
        || matches!(words.class(at - 1), Class::Comma | Class::Subordinator) && words.deprel(at) == Some(Deprel::Advcl);
    opens
        && matches!(form, Form::Participle | Form::Past)
        && words.dependents(at).all(|i| i > at || matches!(words.deprel(i), Some(Deprel::Mark | Deprel::Advmod)))
        && words.dependents(at).all(|i| !words.deprel(i).is_some_and(|relation| SUBJECTS.contains(&relation)))
}

/// "As reported by the Courier, the mayor fled": what the paper reports is the main clause.
fn as_reported(words: &Words, at: usize, entry: &'static Cue, form: Form) -> Option<Reported> {
    let whole = sentence(words, at);
    let link = at.checked_sub(1 + usize::from(words.is(at.wrapping_sub(1), &["first", "previously"])))?;
    let says = entry.class == CueClass::Speech && entry.frames.has(Frames::CLAUSE);
    let by = matches!(form, Form::Participle | Form::Past) && words.is(at + 1, &["by"]) && words.is(link, &["as"]);
    let source = words.phrase_from(at + 2, whole.end).filter(|_| says && by && link >= whole.start)?;
    let content = told_as(words, link, source.end, &whole)?;
    let found = Reported::new("claims.verb.passive", at..at + 2, Some((head_of(words, &source), source)));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}

/// What is told in a sentence with "as the Courier noted": what follows the comma behind it, or else what stands before.
fn told_as(words: &Words, link: usize, from: usize, whole: &Range<usize>) -> Option<Range<usize>> {
    let close = (from..whole.end.min(from + ASIDE)).find(|i| matches!(words.class(*i), Class::Comma | Class::Stop))?;
    let lead = trim(words, whole.start..link);
    let rest = trim(words, close + 1..whole.end);
    let apart = link == whole.start || words.class(link - 1) == Class::Comma;
    // "It helps that, as he noted, prices fell": what waits for its clause is followed by it.
    let waits = link > whole.start + 1
        && matches!(words.class(link - 2), Class::Subordinator | Class::Preposition | Class::Conjunction);
    let main = if waits || !has_verb(words, lead.clone()) { rest } else { lead };
    let clause = has_verb(words, main.clone()) && !matches!(words.class(close + 1), Class::Verb | Class::Auxiliary);
    (apart && clause && !has_verb(words, from..close)).then_some(main)
}

/// "what officials called a hate crime", "what she described as a mistake": the name that somebody gives to something.
fn styled(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let floor = sentence(words, at).start;
    let source = words.phrase_before(verb_group(words, at), floor).filter(|source| source.start > floor)?;
    let as_what = words.is(at + 1, &["as"]) && entry.frames.has(Frames::preposition("as"));
    let named = words.is(source.start - 1, &["what"]) && (as_what || entry.frames.has(Frames::NAME));
    let start = at + 1 + usize::from(as_what);
    let after = start + usize::from(words.class(start) == Class::Mark);
    let phrase = words.phrase_from(after, sentence(words, at).end).filter(|_| named)?;
    let mut end = phrase.end.max(words.subtree(head_of(words, &phrase)).end);
    if after > start {
        let comma = usize::from(words.class(phrase.end) == Class::Comma);
        end = phrase.end + if words.class(phrase.end + comma) == Class::Mark { comma + 1 } else { 0 };
    }
    let content = start..end;
    let found = Reported::new("claims.verb.name", cue_range(words, at, entry), Some((head_of(words, &source), source)));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}

/// What was asked, by somebody whom the text need not name: "Asked whether he would stay, he said", "when asked about the delay".
fn question(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let asked = |i: &usize| {
        let marked = |mark: usize| {
            matches!(words.deprel(mark), Some(Deprel::Mark | Deprel::Case))
                && words.is(mark, &["if", "whether", "about"])
        };
        let phrase = matches!(words.deprel(*i), Some(Deprel::Advcl | Deprel::Obl)) && words.dependents(*i).any(marked);
        *i > at && (words.deprel(*i) == Some(Deprel::Ccomp) || phrase)
    };
    let content = words.dependents(at).find(asked).filter(|_| entry.stance == Stance::Asks)?;
    let extent = words.subtree(content);
    // The question begins with its own word, and the main clause is none of it.
    let opening = (at + 1..extent.start.min(at + LOOSE)).find(|i| words.is(*i, QUESTIONS)).unwrap_or(extent.start);
    let main = main_subject(words, opening, sentence(words, at).end).map_or(extent.end, |main| main - 1);
    let content = topic(words, trim(words, opening..extent.end.min(main)));
    let source = agent(words, at).map(|agent| (agent, words.phrase_of(agent, false)));
    let found = Reported::new("claims.verb.passive", cue_range(words, at, entry), source);
    let empty = content.len() == 1 && words.class(content.start) == Class::Pronoun;
    (!empty && !content.is_empty()).then(|| Reported { word: at, entry: Some(entry), content: vec![content], ..found })
}

/// What a phrase with "about" is about.
fn topic(words: &Words, extent: Range<usize>) -> Range<usize> {
    extent.start + usize::from(words.is(extent.start, &["about"]))..extent.end
}

/// Words with which a question begins.
const QUESTIONS: &[&str] = &["when", "where", "why", "how", "what", "who", "which", "whether", "if"];

/// Joins an infinitive of saying to the verb above it, which says whether it was said.
fn take_lead(words: &Words, found: &mut Reported) {
    let at = found.word;
    let says = matches!(found.rule, "claims.verb.clause" | "claims.verb.plain" | "claims.verb.name")
        && found.entry.is_some_and(|entry| entry.class == CueClass::Speech);
    let below = matches!(words.deprel(at), Some(Deprel::Xcomp | Deprel::Advcl)) && is_infinitive(words, at);
    let objects = matches!(found.rule, "claims.verb.object" | "claims.verb.phrase");
    let Some(above) = words.head(at).filter(|above| below && *above < at && at - above <= 4) else { return };
    let Some(lead) = lead(words, above).filter(|_| says || objects && goes_on(words, above, at)) else { return };
    let (not, happened) = mood(words, above);
    found.lead = Some(above);
    found.cue.start = verb_group(words, above);
    found.negative = not || lead == Lead::Refused;
    found.actual = happened && lead != Lead::Ahead;
}

/// Whether a verb only tells that the one below it follows: "went on to criticize".
fn goes_on(words: &Words, above: usize, at: usize) -> bool {
    let lemma = words.document.token(above).and_then(Token::lemma);
    let follows = matches!(lemma, Some("continue" | "proceed")) || lemma == Some("go") && words.is(above + 1, &["on"]);
    follows && above < at && at - above <= 4
}

/// What becomes of the saying that stands as an infinitive under a word.
fn lead(words: &Words, above: usize) -> Option<Lead> {
    let lemma = words.document.token(above).and_then(Token::lemma)?;
    LEADS.get(lemma).copied()
}

pub(super) fn sentence(words: &Words, at: usize) -> Range<usize> {
    let sentence = words.get(at).and_then(|word| words.document.sentence(word.sentence as usize));
    sentence.map_or(at..at + 1, |sentence| {
        let range = sentence.token_range();
        range.start as usize..range.end as usize
    })
}

fn has_verb(words: &Words, range: Range<usize>) -> bool {
    range.into_iter().any(|i| matches!(words.class(i), Class::Verb | Class::Auxiliary))
}

/// A cue between commas or at the end of its sentence: "The plan, he said, is dead"; "Rain is likely, forecasters said on Friday."
fn aside(words: &Words, at: usize, entry: &Cue, form: Form) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    if form == Form::Ing || !entry.frames.has(Frames::CLAUSE) || entry.class == CueClass::Aim {
        return None;
    }
    // "After the vote, the town reported its losses": a cue with an object of its own speaks of that.
    let after = at + 1 + usize::from(entry.particle.is_some());
    // "The plan, he thinks, is dead", but not "In the end, he thinks taxes will rise"
    let ends = matches!(words.class(after), Class::Comma | Class::Stop | Class::Dash | Class::Mark | Class::Bracket);
    if entry.class == CueClass::Thought && !ends {
        return None;
    }
    let person = entry.frames.has(Frames::PERSON);
    let object = |i: usize| i >= after && words.deprel(i) == Some(Deprel::Obj) && !words.is_when(i);
    let tells_of = !person && words.dependents(at).any(object);
    let whole = sentence(words, at);
    let close = |from: usize| {
        (from..whole.end.min(from + 15))
            .find(|i| matches!(words.class(*i), Class::Comma | Class::Stop | Class::Dash))
            .or((whole.end <= from + 14).then_some(whole.end))
            .filter(|close| {
                !has_verb(words, from..*close)
                    && !(from..*close).any(|i| words.is(i, &["that"]) || words.class(i) == Class::Mark)
            })
    };
    let mut start = at;
    while start > whole.start && matches!(words.class(start - 1), Class::Adverb | Class::Auxiliary) {
        start -= 1;
    }
    let subject = words
        .dependent(at, SUBJECTS)
        .filter(|subject| *subject < at)
        .map(|subject| words.phrase_of(subject, false))
        .filter(|phrase| phrase.end == start)
        .map(|phrase| {
            // "passed one million worldwide, university data showed": what the tree put before the comma is what was shown.
            let comma = phrase.clone().rev().find(|i| words.class(*i) == Class::Comma);
            let whole = |comma: &usize| {
                let last = words.phrase_from(comma + 1, phrase.end);
                last.is_some_and(|last| {
                    last.end == phrase.end && !last.into_iter().any(|i| words.class(i) == Class::Conjunction)
                })
            };
            comma.filter(whole).map_or(phrase.start, |comma| comma + 1)..phrase.end
        });
    let relative = |phrase: &Range<usize>| words.is(phrase.start, &["which", "who", "that"]) && phrase.len() == 1;
    // "…, a spokeswoman, Ann Lee, said on Friday": the phrase before what stands between the commas.
    let outer = || {
        let end = past_aside(words, start, whole.start);
        let phrase = phrase_left(words, end, whole.start)?;
        let apart = end == start || phrase.start > whole.start && words.class(phrase.start - 1) == Class::Comma;
        apart.then_some(phrase)
    };
    let before = subject.or_else(outer).filter(|phrase| !relative(phrase));
    // "As the Courier noted, …"
    if let Some(source) =
        before.clone().filter(|source| !tells_of && source.start > whole.start && words.is(source.start - 1, &["as"]))
    {
        return told_as(words, source.start - 1, after, &whole).map(|told| (source, vec![told]));
    }
    let opens = |i: usize| i > whole.start + 1 && matches!(words.class(i - 1), Class::Comma | Class::Dash);
    if let Some(source) = before.filter(|source| !tells_of && opens(source.start)) {
        let close = close(after)?;
        let lead = trim(words, whole.start..source.start);
        if close >= whole.end || matches!(words.class(close), Class::Stop) {
            // "When asked about it, he said": a clause that waits for its main clause is no content.
            let main = if words.class(lead.start) == Class::Subordinator {
                (lead.start..lead.end).find(|i| words.class(*i) == Class::Comma).unwrap_or(lead.end)
            } else {
                lead.start
            };
            let clause = has_verb(words, main..lead.end);
            return clause.then(|| (source, vec![lead]));
        }
        let rest = trim(words, close + 1..whole.end);
        // "The deal is off, they said Sunday — a blow to both."
        if words.class(close) == Class::Dash {
            let opens = matches!(
                words.class(lead.start),
                Class::Subordinator | Class::Preposition | Class::Adverb | Class::Verb
            );
            let clause = has_verb(words, lead.clone()) && !opens;
            return clause.then(|| (source, vec![lead]));
        }
        if !has_verb(words, rest.clone()) && !has_verb(words, lead.clone()) {
            return None;
        }
        let rest = rest.start..if rest.is_empty() { rest.end } else { cut(words, &rest) };
        // "Writing for the court, Ann Lee said", "In May, she said"
        let participle = words.class(lead.start) == Class::Verb
            && words.text(lead.start).ends_with("ing")
            && !matches!(words.class(rest.start), Class::Verb | Class::Auxiliary);
        let setting = participle
            || matches!(words.class(lead.start), Class::Preposition | Class::Adverb) && !has_verb(words, lead.clone());
        let content = if setting { vec![rest] } else { vec![lead, rest] };
        return Some((source, content.into_iter().filter(|part| !part.is_empty()).collect()));
    }
    // ", said X, its president."
    // What follows "told" is who was told.
    let inverts = entry.frames.has(Frames::QUOTE) && !TELLING.contains(&entry.lemma);
    // "…, say scientists"
    let bare = || words.dependent(at, &[Deprel::Aux, Deprel::Mark]).is_none();
    let finite = matches!(form, Form::Past | Form::Third) || form == Form::Base && bare();
    if inverts && finite && opens(at) {
        let source = words.phrase_from(after, whole.end)?;
        let lead = trim(words, whole.start..at);
        // "The road, said the mayor, is closed": the tree may take the road for the speaker.
        let bare = !has_verb(words, lead.clone());
        let subject = bare || words.dependent(at, SUBJECTS).is_none_or(|subject| subject > at);
        // "…, says residents fled": who is named is the subject of what is said.
        let subject = subject
            && !matches!(words.class(source.end), Class::Verb | Class::Auxiliary)
            && !words.is_when(source.start)
            && speaks(words, &source);
        // "Because of the rain, said the mayor, the road is closed": the main clause follows.
        let waits = matches!(words.class(lead.start), Class::Subordinator | Class::Preposition);
        let open = waits || bare;
        let comma = close(source.end).filter(|close| open && words.class(*close) == Class::Comma);
        let rest = comma.map(|comma| comma + 1..whole.end).filter(|rest| {
            let verb =
                if waits { words.phrase_from(rest.start, rest.end).map(|phrase| phrase.end) } else { Some(rest.start) };
            verb.is_some_and(|verb| {
                matches!(words.class(verb), Class::Verb | Class::Auxiliary) && !words.text(verb).ends_with("ing")
            })
        });
        let content: Vec<Range<usize>> =
            std::iter::once(lead).chain(rest.map(|rest| trim(words, rest.start..cut(words, &rest)))).collect();
        return (subject && content.iter().any(|part| has_verb(words, part.clone()))).then_some((source, content));
    }
    None
}

/// Whether a noun phrase names somebody who can speak.
fn speaks(words: &Words, source: &Range<usize>) -> bool {
    source.clone().any(|i| {
        matches!(words.class(i), Class::Name | Class::Pronoun)
            || (words.class(i) == Class::Noun && words.document.token(i).is_some_and(super::sourcing::is_source))
    })
}

/// The clause that follows a verb of saying, by its first words, where the tree does not show it.
fn plain_clause(words: &Words, at: usize, entry: &Cue, form: Form) -> Option<Range<usize>> {
    if !entry.frames.has(Frames::CLAUSE) {
        return None;
    }
    let spoken = entry.class == CueClass::Speech
        && (form != Form::Base || matches!(entry.lemma, "say" | "argue") || is_present(words, at));
    // "appeared to imply that": an infinitive under a verb that says what became of it.
    let led = || is_infinitive(words, at) && words.head(at).is_some_and(|above| lead(words, above).is_some());
    let whole = sentence(words, at);
    let mut start = at + 1 + usize::from(entry.particle.is_some());
    let question = |i: usize| words.is(i, QUESTIONS);
    while start < whole.end && words.class(start) == Class::Adverb && !question(start) {
        start += 1;
    }
    // "said at a rally in Texas that": up to the conjunction.
    // "told the paper, however, that"
    let aside = |i: usize| {
        (i.saturating_sub(2)..=i).any(|adverb| {
            words.class(adverb) == Class::Comma
                && words.is(adverb + 1, &["however", "though", "too"])
                && words.class(adverb + 2) == Class::Comma
        })
    };
    // "said in a statement carried by state media that"
    let of_medium = |i: usize| i > start && ends_medium(words, start..i);
    let object = |i: usize| words.deprel(i) == Some(Deprel::Obj) && !words.is_when(i);
    let that = (start..whole.end.min(start + ASIDE))
        .take_while(|i| {
            let stop = matches!(words.class(*i), Class::Verb | Class::Comma | Class::Stop | Class::Colon);
            !stop || of_medium(*i) || aside(*i) || words.deprel(*i) == Some(Deprel::Amod)
        })
        .find(|i| words.is(*i, &["that"]));
    // "ruled last week that", "said in an interview that": what tells when or by what means it was said has no relative clause.
    let told_when = |that: usize| {
        let when = that > start && (words.is_when(that - 1) || (start + 1..=that).any(of_medium));
        when && !(start..that).any(|i| object(i) || question(i))
    };
    // "summing up talks that ran late", "contradicting his claim that": the word belongs to the noun before it.
    let that = that.filter(|that| {
        // An object beside another object is no relative: "predicted at the debate that they will take every state".
        let other = |verb: usize| words.dependents(verb).any(|i| i != *that && words.deprel(i) == Some(Deprel::Obj));
        let relative = words.deprel(*that).is_some_and(|relation| {
            relation == Deprel::Obj && !words.head(*that).is_some_and(other) || SUBJECTS.contains(&relation)
        });
        let noun = (start..*that).any(|i| {
            let beside = words.deprel(i) == Some(Deprel::Obj) || i + 1 == *that;
            beside && words.get(i).is_some_and(|word| word.nominal.is_some())
        });
        let noun = noun || words.is(that.saturating_sub(1), &["now", "so", "but", "except", "given", "provided"]);
        let asked = (start..*that).any(question);
        let plain = *that == start && (spoken || led()) || spoken && !relative && !noun && !asked;
        // "ordered that change": the word points at a noun.
        let points = words.document.token(*that).and_then(Token::xpos) == Some("DT")
            && matches!(words.class(that + 1), Class::Noun | Class::Adjective);
        !points && (plain || told_when(*that) && (spoken || form != Form::Base))
    });
    if that.is_none() && !spoken {
        return None;
    }
    let opens = (question(start)
        || matches!(
            words.class(start),
            Class::Pronoun | Class::Determiner | Class::Name | Class::Noun | Class::Number | Class::Adjective
        ))
        && matches!(
            entry.lemma,
            "say" | "add" | "argue" | "note" | "insist" | "claim" | "suggest" | "acknowledge" | "contend" | "state"
        );
    // "announced it was closing": after these a noun may be all that is announced, a pronoun is not.
    let pronoun = words.is(start, &["it", "he", "she", "they", "we", "i"])
        && matches!(entry.lemma, "announce" | "report" | "confirm" | "reveal" | "warn" | "deny" | "admit");
    // "telling the paper he had nothing to do with it"
    let told = || {
        let somebody = entry.frames.has(Frames::PERSON) && !question(start);
        let person = somebody.then(|| words.phrase_from(start, whole.end)).flatten()?;
        let clause = words.is(person.end, &["it", "he", "she", "they", "we", "i", "there"])
            && matches!(words.class(person.end + 1), Class::Verb | Class::Auxiliary | Class::Adverb);
        clause.then_some(person.end)
    };
    let start = that.or((opens || pronoun).then_some(start)).or_else(told)?;
    // After a conjunction, asides may stand before the verb: "proposed that in birds, as in planes, wings lift".
    let conjunction = words.is(start, &["that"]) && words.class(start) == Class::Subordinator;
    let stops = |i: &usize| {
        matches!(words.class(*i), Class::Stop | Class::Colon) || words.class(*i) == Class::Comma && !conjunction
    };
    let verb = (start..whole.end.min(start + FARTHEST))
        .take_while(|i| !stops(i))
        .find(|i| matches!(words.class(*i), Class::Verb | Class::Auxiliary));
    // "questioned that sum, asking for more"
    let participle =
        |verb: usize| words.verb(verb).is_some_and(|(_, form)| form == Form::Ing) || words.text(verb).ends_with("ing");
    let verb = verb.filter(|verb| !(participle(*verb) && words.class(verb - 1) == Class::Comma));
    // "claimed great wealth and said": the next report's verb.
    let clause = verb.is_some_and(|verb| {
        words.class(verb - 1) != Class::Conjunction
            || words.verb(verb).is_none_or(|(verb, _)| verb.class != CueClass::Speech)
    });
    clause.then(|| trim(words, start..whole.end))
}

/// A verb with its auxiliaries, negation and particle.
fn cue_range(words: &Words, at: usize, entry: &Cue) -> Range<usize> {
    verb_group(words, at)..at + 1 + usize::from(entry.particle.is_some())
}

/// Where a verb begins with its auxiliaries and negation.
fn verb_group(words: &Words, at: usize) -> usize {
    let mut start = at;
    while start > 0
        && at - start < 6
        && matches!(words.class(start - 1), Class::Auxiliary | Class::Adverb | Class::Other)
        && words.head(start - 1) == Some(at)
        && !(words.is(start - 1, SOME) && (start < 2 || words.class(start - 2) != Class::Auxiliary))
    {
        start -= 1;
    }
    start
}

/// Whether a cue is negated, and whether it is said to have happened.
fn force(words: &Words, at: usize, entry: &Cue) -> (bool, bool) {
    let (negative, actual) = mood(words, at);
    (negative || matches!(entry.lemma, "refuse" | "decline"), actual)
}

/// Whether a verb is negated, and whether it is free of modals and conditions.
fn mood(words: &Words, at: usize) -> (bool, bool) {
    let negative = words.is_negated(at);
    let modal = words.dependents(at).any(|i| {
        words.deprel(i) == Some(Deprel::Aux)
            && words.class(i) != Class::Name
            && words
                .is(i, &["will", "would", "could", "may", "might", "should", "must", "can", "’ll", "'ll", "’d", "'d"])
    });
    let marked = words
        .dependents(at)
        .any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["if", "unless", "to", "whether"]));
    (negative, !modal && !marked)
}

/// Who does what a passive tells. It may hang on what somebody is called: "was called a fraud by her colleagues".
fn agent(words: &Words, at: usize) -> Option<usize> {
    let by = |i: &usize| {
        matches!(words.deprel(*i), Some(Deprel::OblAgent | Deprel::Obl | Deprel::Nmod))
            && words.dependents(*i).any(|case| words.deprel(case) == Some(Deprel::Case) && words.is(case, &["by"]))
    };
    let names = words.verb(at).is_some_and(|(entry, _)| entry.frames.has(Frames::NAME));
    words.dependents(at).find(by).or_else(|| {
        let called = |i: &usize| *i > at && matches!(words.deprel(*i), Some(Deprel::Xcomp | Deprel::Obj));
        words.dependents(at).filter(called).filter(|_| names).find_map(|i| words.dependents(i).find(by))
    })
}

/// The preposition of a phrase.
fn case<'d>(words: &Words<'d>, at: usize) -> Option<(usize, &'d str)> {
    words.dependent(at, &[Deprel::Case, Deprel::Mark]).map(|i| (i, words.text(i)))
}

pub(super) fn is_infinitive(words: &Words, at: usize) -> bool {
    words.dependents(at).any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["to"]))
}

fn active_content(
    words: &Words,
    at: usize,
    entry: &Cue,
    relation: Deprel,
) -> Option<(Vec<Range<usize>>, &'static str)> {
    let frames = entry.frames;
    // "decried the sum, saying that": the clause belongs to the participle.
    let handed = |clause: usize| {
        let start = words.subtree(clause).start.max(at + 1);
        let participle = |i: usize| {
            words.class(i - 1) == Class::Comma
                && words.verb(i).is_some_and(|(verb, form)| {
                    verb.class == CueClass::Speech && verb.frames.has(Frames::CLAUSE) && form == Form::Ing
                })
        };
        // "noted the theories, though others had reported more": nor is a clause that stands against it what is noted.
        let against = words.class(start - 1) == Class::Comma
            && !words.is(start.saturating_sub(2), &["that"])
            && words.is(start, &["though", "although", "while", "whereas"]);
        against || (at + 2..start.min(at + ASIDE)).any(participle)
    };
    let clauses = || words.dependents(at).filter(|i| words.deprel(*i) == Some(Deprel::Ccomp) && !handed(*i));
    let clause = clauses().find(|i| *i > at).or_else(|| clauses().next());
    let object = words
        .dependents(at)
        .find(|i| words.deprel(*i) == Some(Deprel::Obj) && !words.is(*i, REFLEXIVES) && !words.is_when(*i));
    let clausal = frames.has(Frames::CLAUSE) || frames.has(Frames::QUOTE);
    // "claimed to have no memory of the night her brother was shot": what follows an infinitive belongs to it.
    let aims = |i: &usize| {
        words.deprel(*i) == Some(Deprel::Xcomp) && is_infinitive(words, *i) && words.subtree(*i).start == at + 1
    };
    let aim = words.dependents(at).find(|i| *i > at && aims(i)).filter(|_| frames.has(Frames::TO));
    if let Some((aim, clause)) = aim.zip(clause).filter(|(aim, clause)| clause > aim) {
        let extent = words.subtree(aim);
        let end = unbroken(words, extent.end, sentence(words, at).end).max(words.subtree(clause).end);
        return Some((vec![trim(words, extent.start..end)], "claims.verb.to"));
    }
    // "began producing films", "continued": what goes on before words in marks takes no clause without them.
    let opens = |clause: &usize| {
        let start = words.subtree(*clause).start;
        words.class(start) == Class::Mark || words.is(start, &["that"])
    };
    let spoken = |clause: &usize| clausal && (frames.has(Frames::CLAUSE) || opens(clause));
    if let Some(clause) =
        clause.filter(|clause| spoken(clause) || frames.has(Frames::NAME) || frames.has(Frames::OBJECT))
    {
        let mut extent = words.subtree(clause);
        // What the tree broke in two: "noted that these accounts, left untouched, may be of value".
        for next in clauses().filter(|i| *i > clause && clause > at) {
            let more = words.subtree(next);
            let marks = more.clone().take(FARTHEST).filter(|i| words.class(*i) == Class::Mark).count();
            if more.start <= extent.end + 1 && marks.is_multiple_of(2) {
                extent.end = extent.end.max(more.end);
            }
        }
        // A noun between a verb of saying and a clause without subject or conjunction is the clause's subject, whatever the tree says; so is
        // one right before the clause, where the tree found another: "said the plan's rejection is itself a threat".
        if let Some(object) = object.filter(|object| *object > at && *object < clause)
            && entry.class == CueClass::Speech
            && !frames.has(Frames::PERSON)
            && (words.dependent(clause, SUBJECTS).is_none() || words.subtree(object).end == extent.start)
            && words.dependent(clause, &[Deprel::Mark]).is_none()
        {
            extent.start = extent.start.min(words.subtree(object).start);
        }
        extent.start = opening(words, at + 1 + usize::from(entry.particle.is_some()), entry, clause, extent.start);
        // "a decision that he said was wrong": what the clause lacks stands before it.
        let fronted = relation == Deprel::AclRelcl && words.dependent(clause, SUBJECTS).is_none() && clause > at;
        let relative = |i: &usize| *i < at && words.is(*i, &["that", "which"]);
        let relative = fronted.then(|| words.dependents(at).chain(words.dependents(clause)).find(relative)).flatten();
        let said = extent.start.max(at + 1)..extent.end;
        let lacks = matches!(words.class(said.start), Class::Verb | Class::Auxiliary);
        if let Some(antecedent) = relative.filter(|_| lacks).and_then(|_| words.head(at)) {
            let parts = [words.phrase_of(antecedent, false), said].map(|part| trim(words, part));
            return Some((parts.into(), "claims.verb.clause"));
        }
        // The conjunction belongs to the clause, wherever the tree begins it.
        if frames.has(Frames::CLAUSE) && extent.start > at {
            let that =
                (at + 1..extent.start).find(|i| words.is(*i, &["that"]) && words.class(*i) == Class::Subordinator);
            extent.start = that.unwrap_or(extent.start);
        }
        return Some((vec![trim(words, extent)], "claims.verb.clause"));
    }
    let question = words.dependents(at).find(|i| {
        *i > at
            && words.deprel(*i) == Some(Deprel::Advcl)
            && words
                .dependents(*i)
                .any(|mark| words.deprel(mark) == Some(Deprel::Mark) && words.is(mark, &["if", "whether"]))
    });
    if let Some(question) = question.filter(|_| entry.stance == Stance::Asks && frames.has(Frames::CLAUSE)) {
        return Some((vec![trim(words, words.subtree(question))], "claims.verb.clause"));
    }
    let person = object.filter(|_| frames.has(Frames::PERSON)).map_or(at + 1, |object| words.subtree(object).end);
    let infinitive = words.dependents(at).find(|i| {
        // "described seeing smoke"
        let doing = || {
            words.deprel(*i) == Some(Deprel::Advcl)
                && words.class(at + 1) == Class::Verb
                && words.subtree(*i).start == at + 1
                && frames.has(Frames::ING)
        };
        // "voted 66 to 27 along party lines to ban"
        let counted = || {
            let start = words.subtree(*i).start;
            let apart = |i: usize| matches!(words.class(i), Class::Comma | Class::Stop | Class::Verb);
            entry.lemma == "vote" && start > at && start - at <= LOOSE && !(at + 1..start).any(apart)
        };
        *i > at && (matches!(words.deprel(*i), Some(Deprel::Xcomp)) || doing())
            || (words.deprel(*i) == Some(Deprel::Advcl)
                && *i > at
                && is_infinitive(words, *i)
                && (words.subtree(*i).start == at + 1 || words.subtree(*i).start == person || counted()))
    });
    if let Some(infinitive) = infinitive {
        let extent = words.subtree(infinitive);
        let to = is_infinitive(words, infinitive);
        let with_object = object
            .or_else(|| words.dependent(at, &[Deprel::Iobj]))
            .filter(|object| *object > at)
            .map_or(extent.start, |object| words.subtree(object).start.min(extent.start));
        // "asked for the price to be kept secret"
        let for_whom = words.is(at + 1, &["for"])
            && words.phrase_from(at + 2, extent.start).is_some_and(|who| who.end == extent.start);
        let with_object = if for_whom { at + 2 } else { with_object };
        let apart = words.class(extent.start) == Class::Comma
            || (extent.start > at + 1 && words.class(extent.start - 1) == Class::Comma);
        // "asked not to be named" only tells how somebody is quoted.
        if to && super::sourcing::veils(words, &extent) {
            return None;
        }
        if to && !apart && frames.has(Frames::TO) {
            // "wants to see the town become rich", but not "the town he wants to see is rich"
            let ends = matches!(words.class(extent.end), Class::Verb | Class::Auxiliary)
                || words.class(extent.end - 1) == Class::Comma;
            let end = if ends { extent.end } else { unbroken(words, extent.end, sentence(words, at).end) };
            return Some((vec![trim(words, with_object..end)], "claims.verb.to"));
        }
        let doing = words.verb(infinitive).is_some_and(|(_, form)| form == Form::Ing)
            || words.text(infinitive).ends_with("ing");
        let finite = words.document.token(infinitive).and_then(Token::xpos) == Some("VBD");
        // "found it hard", "held them liable": what is found so is nobody's words.
        let named = frames.has(Frames::NAME)
            || doing && (frames.has(Frames::ING) || object.is_some() && frames.has(Frames::OBJECT))
            || (doing || finite)
                && entry.class == CueClass::Evidence
                && (object.is_some()
                    || words.dependent(infinitive, SUBJECTS).is_some_and(|subject| !words.is(subject, REFLEXIVES)));
        if !to && !apart && named {
            let end = unbroken(words, extent.end, sentence(words, at).end);
            return Some((vec![trim(words, with_object..end)], "claims.verb.name"));
        }
    }
    // "as he accepted the nomination" tells when, not what.
    let when = |i: usize| words.deprel(i) == Some(Deprel::Advcl) && words.dependent(i, SUBJECTS).is_some();
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i)
                .is_some_and(|(_, case)| frames.has(Frames::preposition(case)) && !(case == "as" && when(*i)))
    });
    // "went on to criticize the party"
    let done = words.head(at).is_some_and(|above| goes_on(words, above, at));
    let loose = is_infinitive(words, at) && !done
        || matches!(relation, Deprel::Ccomp | Deprel::Parataxis)
        || (relation == Deprel::AclRelcl && !matches!(entry.class, CueClass::Speech | CueClass::Judgement));
    // "The survey finds her ahead": what an inquiry finds is told, what somebody finds is not.
    let inquiry = || {
        let subject = words.dependent(at, SUBJECTS).map(|subject| words.text(subject).to_ascii_lowercase());
        entry.class == CueClass::Evidence && subject.is_some_and(|subject| SOURCES.contains(subject.as_str()))
    };
    let takes = frames.has(Frames::OBJECT) || frames.has(Frames::NAME) || inquiry();
    if let Some(object) = object.filter(|_| takes).filter(|_| !loose) {
        let mut extent = words.subtree(object);
        if let Some(phrase) = phrase {
            extent.end = extent.end.max(words.subtree(phrase).end);
        }
        // "which the group had claimed": what is claimed stands before the relative clause.
        if words.is(object, &["which", "that", "whom", "what"]) && object < at && relation == Deprel::AclRelcl {
            let before = (object > 0 && words.class(object - 1) == Class::Comma)
                .then(|| words.phrase_before(object - 1, 0))
                .flatten();
            extent = before.or_else(|| words.head(at).map(|antecedent| words.phrase_of(antecedent, false)))?;
            // "an explosion that he described as deliberate"; "a finish that he said defied expectations"
            let after = at + 1 + usize::from(entry.particle.is_some());
            let said = matches!(words.class(after), Class::Verb | Class::Auxiliary) && clausal;
            let rest = || trim(words, after..unbroken(words, after, sentence(words, at).end));
            let more = phrase.filter(|phrase| *phrase > at).map(|phrase| trim(words, words.subtree(phrase)));
            let more = more.or_else(|| said.then(rest));
            if let Some(more) = more {
                return Some((vec![trim(words, extent), more], "claims.verb.object"));
            }
        }
        if object < at && extent.end > at {
            return None;
        }
        extent.end = run_on(words, at, extent.end);
        if frames.has(Frames::NAME) {
            let called = calling(words, at, object, extent.end);
            // "called a meeting": nobody is called anything.
            if called == extent.end
                && entry.stance == Stance::Orders
                && !(extent.clone()).any(|i| words.class(i) == Class::Mark)
            {
                return None;
            }
            extent.end = called;
        }
        return Some((vec![trim(words, extent)], "claims.verb.object"));
    }
    if frames.has(Frames::PERSON) && object.is_some() && phrase.is_none() {
        // Told somebody, with the words told elsewhere.
        return beside(words, at, relation);
    }
    if let Some(phrase) = phrase {
        let extent = words.subtree(phrase);
        let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
        // "cast herself as the heir"
        let whom = words.dependents(at).find(|i| *i > at && *i < extent.start && words.deprel(*i) == Some(Deprel::Obj));
        let as_what = whom.filter(|_| words.is(case, &["as"]));
        let start = match as_what {
            Some(object) => words.subtree(object).start,
            None if case == extent.start => case + 1,
            None => extent.start,
        };
        return Some((vec![trim(words, start..run_on(words, at, extent.end))], "claims.verb.phrase"));
    }
    if relation == Deprel::AclRelcl
        && (frames.has(Frames::OBJECT))
        && object.is_none()
        && words.dependent(at, SUBJECTS).is_some_and(|subject| !words.is(subject, &["who", "which", "that"]))
    {
        // "the attack the group claimed"
        let antecedent = words.head(at)?;
        return Some((vec![trim(words, words.phrase_of(antecedent, false))], "claims.verb.object"));
    }
    if clausal && matches!(entry.class, CueClass::Speech | CueClass::Evidence) {
        beside(words, at, relation)
    } else {
        None
    }
}

/// A clause that the cue is loosely joined to: "Rain is likely, he said"; "The plan, he said, is dead".
fn beside(words: &Words, at: usize, relation: Deprel) -> Option<(Vec<Range<usize>>, &'static str)> {
    words.dependent(at, SUBJECTS)?;
    // "went on to say": the infinitive speaks.
    if words.dependent(at, &[Deprel::Xcomp]).is_some()
        || words.dependents(at).any(|i| i > at && is_infinitive(words, i))
    {
        return None;
    }
    if relation == Deprel::Parataxis {
        // What takes an object of its own speaks of that.
        if words.dependent(at, &[Deprel::Obj]).is_some() {
            return None;
        }
        let host = words.head(at)?;
        let content = without(words, words.subtree(host), &words.subtree(at));
        return Some((content, "claims.verb.parataxis"));
    }
    // "wrote letters - it is not easy", "interrupted, …": what is loosely added to a verb with an object, or to one of no clause, is the writer's.
    let clausal = words.verb(at).is_some_and(|(verb, _)| verb.frames.has(Frames::CLAUSE));
    if !clausal || words.dependent(at, &[Deprel::Obj]).is_some_and(|object| object > at) {
        return None;
    }
    let beside = words.dependents(at).find(|i| {
        words.deprel(*i) == Some(Deprel::Parataxis)
            || (words.deprel(*i) == Some(Deprel::Advcl)
                && words.subtree(*i).end + 1 >= words.subtree(at).end
                && case(words, *i).is_some_and(|(_, case)| case.eq_ignore_ascii_case("that")))
    })?;
    let own = words.dependents(beside).any(|i| words.deprel(i).is_some_and(|relation| SUBJECTS.contains(&relation)));
    own.then(|| (vec![trim(words, words.subtree(beside))], "claims.verb.parataxis"))
}

/// Where the clause of a cue begins that the tree lets begin too late: "said the council and its partners will pay", "told him how tired she was".
fn opening(words: &Words, after: usize, entry: &Cue, clause: usize, start: usize) -> usize {
    if !entry.frames.has(Frames::CLAUSE) || start <= after || start - after > 10 {
        return start;
    }
    let gap = after..start;
    let question = gap.clone().find(|i| words.is(*i, &["how", "what", "which", "why", "whether"]));
    if let Some(question) = question {
        return question;
    }
    let nominal = |i: usize| {
        matches!(
            words.class(i),
            Class::Determiner
                | Class::Noun
                | Class::Name
                | Class::Number
                | Class::Adjective
                | Class::Possessive
                | Class::Hyphen
                | Class::Conjunction
        ) || i > after && words.class(i) == Class::Preposition
    };
    let bare = words.dependent(clause, SUBJECTS).is_none() && words.dependent(clause, &[Deprel::Mark]).is_none();
    let tied = bare || words.class(start - 1) == Class::Conjunction;
    // "found the mayor's advice “was wrong”"
    let opens = |i: usize| {
        i + 1 == start && words.class(i) == Class::Mark && matches!(words.class(start), Class::Verb | Class::Auxiliary)
    };
    let said = !entry.frames.has(Frames::PERSON) && gap.clone().all(|i| (nominal(i) || opens(i)) && !words.is_when(i));
    // "said parents who adopt will pay": the tree lost the subject with its relative clause.
    let relative = || {
        let who = gap.clone().find(|i| words.is(*i, &["who", "which", "that"]));
        who.is_some_and(|who| who > after && (after..who).all(|i| nominal(i) && !words.is_when(i)))
            && !gap.clone().any(|i| matches!(words.class(i), Class::Comma | Class::Stop))
    };
    let lost = bare && !entry.frames.has(Frames::PERSON) && relative();
    if said && tied || lost { after } else { start }
}

fn passive_content(
    words: &Words,
    at: usize,
    entry: &Cue,
    subject: Option<usize>,
) -> Option<(Vec<Range<usize>>, &'static str)> {
    let frames = entry.frames;
    let clause = words.dependents(at).find(|i| matches!(words.deprel(*i), Some(Deprel::Ccomp | Deprel::CsubjPass)));
    if let Some(clause) = clause {
        return Some((vec![trim(words, words.subtree(clause))], "claims.verb.passive"));
    }
    let by = agent(words, at);
    // "was warned by officials that": what the tree hangs elsewhere.
    let that = by
        .map(|by| words.phrase_of(by, false).end)
        .filter(|that| words.is(*that, &["that"]) && frames.has(Frames::CLAUSE));
    if let Some(that) = that.filter(|_| entry.class == CueClass::Speech) {
        return Some((
            vec![trim(words, that..unbroken(words, that + 1, sentence(words, at).end))],
            "claims.verb.passive",
        ));
    }
    // "It was reported on Saturday two people had died": without a conjunction.
    if subject.is_some_and(|subject| words.is(subject, &["it"]))
        && entry.class == CueClass::Speech
        && frames.has(Frames::CLAUSE)
    {
        let dated = words.is(at + 1, &["on", "in"]) && words.is_when(at + 2);
        let start = at + 1 + 2 * usize::from(dated);
        let end = sentence(words, at).end;
        let clause = words
            .phrase_from(start, end)
            .filter(|clause| matches!(words.class(clause.end), Class::Verb | Class::Auxiliary));
        return clause.map(|clause| (vec![trim(words, clause.start..end)], "claims.verb.passive"));
    }
    let subject = subject.map(|subject| trim(words, words.subtree(subject)));
    // "was found guilty" is a verdict, "was called guilty" a claim.
    let open = words.dependents(at).find(|i| {
        let framed = || case(words, *i).is_some_and(|(_, case)| frames.has(Frames::preposition(case)));
        // "was said to be hiding", which may hang more loosely
        let near = || words.deprel(*i) == Some(Deprel::Advcl) && is_infinitive(words, *i) && words.is(at + 1, &["to"]);
        *i > at
            && (words.deprel(*i) == Some(Deprel::Xcomp) || near() && frames.has(Frames::CLAUSE))
            && (frames.has(Frames::NAME) || is_infinitive(words, *i) || framed())
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && Some(*i) != by
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i).is_some_and(|(_, case)| frames.has(Frames::preposition(case)))
    });
    // "a man called Lee"
    if relation_names(words, at, entry) {
        return None;
    }
    // "were reported by the paper to have left": what the tree hangs elsewhere.
    let behind =
        by.map(|by| words.phrase_of(by, false).end).filter(|end| words.is(*end, &["to"]) && frames.has(Frames::CLAUSE));
    if let Some(start) = behind.filter(|_| open.is_none()) {
        let mut content: Vec<Range<usize>> = subject.into_iter().collect();
        content.push(trim(words, start..unbroken(words, start + 1, sentence(words, at).end)));
        return Some((content, "claims.verb.passive"));
    }
    // "are required to": by no one.
    if by.is_none() && entry.lemma == "require" {
        return None;
    }
    if let Some(open) = open {
        let mut content: Vec<Range<usize>> = subject.into_iter().collect();
        content.push(trim(words, words.subtree(open)));
        return Some((content, "claims.verb.passive"));
    }
    // Without an agent it takes a charge or a description to tell of somebody's view: "was accused of", "is seen as".
    let viewed = subject.is_some() && matches!(entry.stance, Stance::Alleges | Stance::Asks)
        || phrase.and_then(|phrase| case(words, phrase)).is_some_and(|(_, case)| case == "as");
    // "was called by her doctor": she is called nothing.
    if by.is_some() && phrase.is_none() && frames.has(Frames::NAME) && entry.stance == Stance::Orders {
        return None;
    }
    if by.is_none() && (phrase.is_none() || !viewed) {
        return None;
    }
    // "was asked about the delay": who is asked is no part of the question.
    let mut content: Vec<Range<usize>> = subject.filter(|_| entry.stance != Stance::Asks).into_iter().collect();
    content.extend(phrase.map(|phrase| topic(words, trim(words, words.subtree(phrase)))));
    if content.is_empty() {
        // "a report published by the ministry"
        let antecedent = words.head(at).filter(|_| words.deprel(at) == Some(Deprel::Acl))?;
        content.push(trim(words, words.phrase_of(antecedent, false)));
    }
    (frames.has(Frames::OBJECT) || by.is_none()).then_some((content, "claims.verb.passive"))
}

/// Whether a passive only says what somebody or something is called: "a man named Lee", "he was elected president".
fn relation_names(words: &Words, at: usize, entry: &Cue) -> bool {
    entry.frames.has(Frames::NAME) && words.deprel(at) == Some(Deprel::Acl) && agent(words, at).is_none()
}

fn noun(words: &Words, at: usize) -> Option<Reported> {
    let entry = words.get(at)?.nominal.or(None);
    if entry.is_none() {
        return document_source(words, at);
    }
    let entry = entry?;
    let clause = words.dependents(at).find(|i| {
        *i > at && matches!(words.deprel(*i), Some(Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)) && {
            let that = words
                .dependents(*i)
                .any(|mark| words.deprel(mark) == Some(Deprel::Mark) && words.is(mark, &["that", "whether"]));
            (that && entry.frames.has(Frames::CLAUSE)) || (is_infinitive(words, *i) && entry.frames.has(Frames::TO))
        }
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Nmod))
            && case(words, *i).is_some_and(|(_, case)| entry.frames.has(Frames::preposition(case)))
    });
    let owner = words.dependent(at, &[Deprel::NmodPoss]);
    let by = words.dependents(at).find(|i| {
        words.deprel(*i) == Some(Deprel::Nmod)
            && case(words, *i).is_some_and(|(_, case)| matches!(case, "by" | "from" | "among"))
    });
    // "made the claim that", "has no plans to": the verb's subject is the source; of other verbs it is not, "disputes the idea that".
    let verb = words.head(at).filter(|verb| words.deprel(at) == Some(Deprel::Obj) && words.is(*verb, GIVING));
    let given = verb.and_then(|verb| speakers::subject_in_tree(words, verb));
    let source = owner.or(by).or(given).or_else(|| warner(words, at));
    let (content, rule) = match (clause, phrase) {
        // Without a source it takes a noun that says so: "reports that", "allegations that".
        (Some(clause), _) if source.is_some() || matches!(entry.stance, Stance::Reports | Stance::Alleges) => {
            (trim(words, words.subtree(clause)), "claims.noun.clause")
        }
        // What a remark or opinion is about is told as a claim only where somebody makes or voices it.
        // So is what an owner's words are about: "the mayor's calls for an inquiry".
        (None, Some(phrase))
            if Some(phrase) != by
                && (given.is_some() && voices(words, verb, entry) || owner.is_some() && utters(entry)) =>
        {
            let extent = words.subtree(phrase);
            let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
            (trim(words, if case == extent.start { case + 1 } else { extent.start }..extent.end), "claims.noun.phrase")
        }
        // "the view is that", "his message:": what the noun is said to be
        (None, _) => {
            let _ = owner?;
            let root =
                words.head(at).filter(|_| words.deprel(at).is_some_and(|relation| SUBJECTS.contains(&relation)))?;
            let that = words.dependents(root).any(|i| words.deprel(i) == Some(Deprel::Mark) && words.is(i, &["that"]));
            let extent = words.subtree(root);
            if !that || extent.contains(&at) {
                return None;
            }
            (trim(words, extent), "claims.noun.clause")
        }
        _ => return None,
    };
    let negative = words.dependents(at).any(|i| words.deprel(i) == Some(Deprel::Det) && words.is(i, &["no"]));
    let source = source.map(|source| (source, words.phrase_of(source, false)));
    Some(Reported { entry: Some(entry), content: vec![content], negative, ..Reported::new(rule, at..at + 1, source) })
}

/// Whether a noun is for words by itself, not for what somebody has or thinks: "calls for", but not "support for".
fn utters(entry: &Cue) -> bool {
    entry.class == CueClass::Speech && matches!(entry.stance, Stance::Orders | Stance::Alleges)
}

/// Whether a verb utters what its object is: support and doubts that somebody only has are nothing said.
fn voices(words: &Words, verb: Option<usize>, entry: &Cue) -> bool {
    entry.class != CueClass::Aim && verb.is_some_and(|verb| !words.is(verb, &["have", "has", "had"]))
}

/// Who warns in "…, warning that": the tag of a noun, after a comma, for what is a participle.
fn warner(words: &Words, at: usize) -> Option<usize> {
    let bare = words.dependents(at).all(|i| i > at || words.deprel(i) == Some(Deprel::Punct));
    let opens = at > 0 && words.class(at - 1) == Class::Comma && words.is(at + 1, &["that"]);
    if !(bare && opens && words.text(at).ends_with("ing")) {
        return None;
    }
    let mut above = at;
    for _ in 0..4 {
        above = words.head(above)?;
        if let Some(subject) = speakers::subject_in_tree(words, above).filter(|subject| *subject < at) {
            return Some(subject);
        }
    }
    None
}

/// A poll or survey that speaks for itself: "in a new poll, most said no".
fn document_source(words: &Words, at: usize) -> Option<Reported> {
    // "in the polls" is no one inquiry, "in exit polls" is.
    let many = words.text(at).ends_with('s') && !words.text(at).ends_with("is") && !words.text(at).ends_with("us");
    if !matches!(words.deprel(at), Some(Deprel::Obl | Deprel::Nmod))
        || many && words.dependent(at, &[Deprel::Amod, Deprel::Compound, Deprel::Acl]).is_none()
        || !SOURCES.contains(words.text(at).to_ascii_lowercase().as_str())
    {
        return None;
    }
    let (case, _) = case(words, at).filter(|(_, text)| text.eq_ignore_ascii_case("in"))?;
    // "Given his lead in the polls, he should run": what the noun before it is, not what it tells.
    let setting = words.deprel(at) == Some(Deprel::Nmod)
        && matches!(words.class(sentence(words, at).start), Class::Verb | Class::Preposition | Class::Subordinator)
        && words.class(words.subtree(at).end) == Class::Comma;
    if setting {
        return None;
    }
    // What it tells is a clause with a subject; who takes part in it tells nothing.
    let takes_part =
        ["participated", "participate", "surveyed", "asked", "included", "questioned", "polled", "conducted", "borne"];
    let mut clause = words.head(at)?;
    for _ in 0..4 {
        let dependent = matches!(words.deprel(clause)?, Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl | Deprel::Xcomp);
        let subject = words.dependent(clause, SUBJECTS).is_some();
        let published = clause == at + 1;
        if words.is(clause, &takes_part) || dependent && !subject && !published {
            return None;
        }
        if subject {
            break;
        }
        clause = words.head(clause)?;
    }
    let subject = words.dependent(clause, SUBJECTS)?;
    if words.is(subject, &["who", "which", "that", "you", "we", "i"]) {
        return None;
    }
    // With what the tree cut from its name: "a poll released on Sunday", "a survey, conducted in May".
    let mut cut = case..words.subtree(at).end;
    let told = cut.end + usize::from(words.class(cut.end) == Class::Comma);
    if words.document.token(told).and_then(Token::xpos) == Some("VBN") {
        cut.end = (told..words.subtree(clause).end.min(told + ASIDE))
            .find(|i| words.class(*i) == Class::Comma)
            .unwrap_or(cut.end);
    }
    // "In a poll last month, most": the month is the poll's.
    let dated = |comma: &usize| words.is_when(comma - 1) && !has_verb(words, cut.end..*comma);
    let comma = (cut.end + 1..cut.end + LOOSE).find(|i| words.class(*i) == Class::Comma).filter(dated);
    cut.end = comma.unwrap_or(cut.end);
    let content = without(words, words.subtree(clause), &cut);
    if !content.iter().any(|part| part.contains(&subject)) {
        return None;
    }
    let source = (at, words.phrase_of(at, false));
    Some(Reported { content, ..Reported::new("claims.document.in", case..case + 1, Some(source)) })
}

fn adjective(words: &Words, at: usize) -> Option<Reported> {
    let entry = words.get(at)?.nominal?;
    if let Some(found) = made_clear(words, at, entry) {
        return Some(found);
    }
    words.dependent(at, &[Deprel::Cop])?;
    let source = words.dependent(at, SUBJECTS)?;
    let clause = words.dependents(at).find(|i| {
        *i > at
            && (matches!(words.deprel(*i), Some(Deprel::Ccomp | Deprel::Xcomp))
                || (words.deprel(*i) == Some(Deprel::Advcl) && words.subtree(*i).start == at + 1))
    });
    let phrase = words.dependents(at).find(|i| {
        *i > at
            && matches!(words.deprel(*i), Some(Deprel::Obl | Deprel::Advcl))
            && case(words, *i).is_some_and(|(_, case)| entry.frames.has(Frames::preposition(case)))
    });
    let content = match (clause, phrase) {
        (Some(clause), _) if !is_infinitive(words, clause) || entry.frames.has(Frames::TO) => {
            trim(words, words.subtree(clause))
        }
        (_, Some(phrase)) => {
            let extent = words.subtree(phrase);
            let case = case(words, phrase).map_or(extent.start, |(case, _)| case);
            trim(words, if case == extent.start { case + 1 } else { extent.start }..extent.end)
        }
        _ => return None,
    };
    if content.is_empty() || words.is(source, &["it", "there", "that", "this"]) {
        return None;
    }
    let cop = words.dependent(at, &[Deprel::Cop]).filter(|cop| at.abs_diff(*cop) < LOOSE / 2)?;
    let (negative, actual) = force(words, at, entry);
    let source = (source, words.phrase_of(source, false));
    let found = Reported::new("claims.adjective", cop.min(at)..at + 1, Some(source));
    Some(Reported { word: at, entry: Some(entry), content: vec![content], negative, actual, ..found })
}

/// "made clear that", "made it clear that": who makes it clear says so.
fn made_clear(words: &Words, at: usize, entry: &'static Cue) -> Option<Reported> {
    let it = usize::from(at > 0 && words.is(at - 1, &["it"]));
    let verb = at.checked_sub(1 + it).filter(|verb| words.is(*verb, &["make", "makes", "made", "making"]))?;
    if !words.is(at, &["clear"]) {
        return None;
    }
    let whole = sentence(words, at);
    let start = (at + 1..whole.end.min(at + 8)).find(|i| words.is(*i, &["that"]))?;
    let content = start..cut(words, &trim(words, start..whole.end));
    let holder = speakers::past_dateline(words, speakers::subject_in_tree(words, verb)?, verb);
    if holder > verb {
        return None;
    }
    let (negative, actual) = mood(words, verb);
    let found = Reported::new(
        "claims.adjective",
        verb_group(words, verb)..at + 1,
        Some((holder, words.phrase_of(holder, false))),
    );
    Some(Reported { word: at, entry: Some(entry), content: vec![content], negative, actual, ..found })
}

fn according(words: &Words, at: usize) -> Option<Reported> {
    if !words.is(at + 1, &["to"]) {
        return None;
    }
    let head = words.head(at)?;
    // Whichever of the two words the tree makes the preposition, the source is the noun after them.
    let mut source = if head > at + 1 { head } else { words.dependents(at).find(|i| *i > at + 1)? };
    // "according to Commissioner James Lee": the title is not the head.
    if words.deprel(source) == Some(Deprel::NmodDesc) {
        source = words.head(source).filter(|name| *name > source).unwrap_or(source);
    }
    // "according to plan", but "according to the schedule published on Thursday"
    let published = || words.dependent(source, &[Deprel::Acl, Deprel::AclRelcl]).is_some();
    if words.is(source, STANDARDS) && !published() {
        return None;
    }
    let mut clause = words.head(source)?;
    while clause == at || clause == at + 1 {
        clause = words.head(clause)?;
    }
    let mut named = words.phrase_of(source, false);
    let mut cut = words.subtree(source);
    cut.start = cut.start.min(at);
    // "According to a May 14, 2019 report and the police, the man had fled": the main clause begins where a subject follows a comma.
    let main = if opens_sentence(words, at) { main_subject(words, source, sentence(words, at).end) } else { None };
    if let Some(main) = main {
        cut.end = main - 1;
        named.end = named.end.min(cut.end);
    }
    // "According to officials, at least ten": what follows the comma is the writer's.
    let aside = |i: &usize| {
        words.class(*i) == Class::Comma && words.is(i + 1, &["at", "about", "more", "some", "only", "nearly", "almost"])
    };
    if let Some(comma) = (source + 1..cut.end).find(aside) {
        cut.end = comma;
    }
    // With what follows the name that the tree cut off: "according to ecologist Ann Lee of the University of Leeds".
    if main.is_none() && named.end > cut.end {
        let last = words.subtree(named.end - 1);
        cut.end = if last.start >= cut.start { last.end.max(named.end) } else { named.end };
    }
    // A phrase inside a noun phrase or a dependent clause belongs to the clause with a subject above it; after a comma at the end of a
    // sentence it speaks of the whole.
    let ends = at > 0 && words.class(at - 1) == Class::Comma && (cut.end + 1 >= sentence(words, at).end);
    for _ in 0..6 {
        let subject = words.dependent(clause, SUBJECTS).is_some();
        let whole = match words.deprel(clause) {
            None | Some(Deprel::Root) => true,
            Some(Deprel::Ccomp) => subject,
            Some(Deprel::Conj | Deprel::Parataxis) => subject && !ends,
            Some(Deprel::Advcl) => subject && !ends && words.subtree(clause).start < at && !opens_sentence(words, at),
            _ => false,
        };
        match words.head(clause).filter(|_| !whole) {
            Some(above) => clause = above,
            None => break,
        }
    }
    let mut content = without(words, words.subtree(clause), &cut);
    // "…, according to X, but …": what is joined on after the source is the writer's own again.
    if content.len() > 1 && content.first().is_some_and(|part| part.end <= at) {
        content.retain(|part| part.start < at || !(cut.end..part.start).any(|i| words.class(i) == Class::Conjunction));
    }
    content.truncate(2);
    if let Some((main, part)) = main.zip(content.last_mut()) {
        part.start = main;
    }
    content.retain(|part| !part.is_empty());
    if content.is_empty() {
        return None;
    }
    let mut phrase = words.phrase_of(source, false);
    if let Some(main) = main {
        let comma = (at + 2..main).find(|i| words.class(*i) == Class::Comma).unwrap_or(main - 1);
        phrase = at + 2..comma.max(source + 1);
    }
    // "according to the mayor on Saturday"
    let day = |end: usize| {
        let named = usize::from(words.is_when(end - 1));
        named + usize::from(named > 0 && words.is(end.saturating_sub(2), &["on", "late", "early"]))
    };
    let named = phrase.end - day(phrase.end);
    if named > source && words.class(named - 1) != Class::Verb {
        phrase.end = named;
    }
    // "according to the mayor, as well as a map": what follows the comma is none of theirs, unless it names them.
    let more = |i: &usize| {
        words.class(*i) == Class::Comma
            && (matches!(words.class(i + 1), Class::Adjective | Class::Preposition | Class::Verb)
                || words.is(i + 1, &["as", "such"]))
    };
    let end = (source + 1..phrase.end).find(more).unwrap_or(phrase.end);
    let source = (source, phrase.start.max(at + 2)..end.min(cut.end.max(source + 1)));
    Some(Reported { content, ..Reported::new("claims.according", at..at + 2, Some(source)) })
}

/// Where the main clause begins after a phrase that opens a sentence: behind a comma, with a subject and a finite verb.
fn main_subject(words: &Words, from: usize, end: usize) -> Option<usize> {
    let finite = |i: usize| {
        let tag = words.document.token(i).and_then(Token::xpos);
        matches!(tag, Some("VBD" | "VBZ" | "VBP" | "MD"))
    };
    (from..end.min(from + ASIDE)).filter(|i| words.class(*i) == Class::Comma).map(|comma| comma + 1).find(|start| {
        let subject = words.phrase_from(*start, end);
        let both = |subject: &Range<usize>| {
            (words.class(subject.end) == Class::Conjunction).then(|| words.phrase_from(subject.end + 1, end)).flatten()
        };
        let subject = subject.map(|subject| both(&subject).unwrap_or(subject));
        subject.is_some_and(|subject| {
            // "two databases containing names were found"
            let far = end.min(subject.end + LOOSE);
            let plain = |i: &usize| words.class(*i) != Class::Comma && !words.is(*i, &["who", "which", "that"]);
            (subject.end..far).take_while(plain).any(finite)
        })
    })
}

/// Whether nothing but punctuation stands before a word in its sentence.
fn opens_sentence(words: &Words, at: usize) -> bool {
    (sentence(words, at).start..at).all(|i| matches!(words.class(i), Class::Mark | Class::Bracket | Class::Dash))
}

/// Whether a cue attributes speech, so that its content is a quotation.
pub(crate) fn is_speech(reported: &Reported) -> bool {
    let entry = reported.entry.is_none_or(|entry| entry.class == CueClass::Speech);
    let clause = matches!(
        reported.rule,
        "claims.verb.clause"
            | "claims.verb.plain"
            | "claims.verb.aside"
            | "claims.verb.parataxis"
            | "claims.according"
            | "claims.noun.clause"
    ) || (reported.rule == "claims.verb.passive" && reported.content.len() == 1);
    entry && clause && reported.actual && !reported.negative
}
