//! Quotations and their speakers.
//!
//! Known limits: quotations inside quotations have no speaker; when something was said is read from the sentence of its cue alone.

pub(crate) mod cues;
mod direct;
pub(crate) mod extents;
mod kinds;
mod marks;
pub(crate) mod reported;
pub(crate) mod sourcing;
pub(crate) mod speakers;
mod subjects;
pub(crate) mod words;

use dateline_core::{Deprel, Document, NameType, Span};

use crate::mentions::{Mention, MentionForm};
use crate::times::{Time, TimeType};
use crate::{EntityId, TimeId};

pub use sourcing::SourceKind;

use direct::Turn;
use kinds::Shape;
use marks::Marked;
use reported::Reported;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use words::{Class, Words};

/// What kind of quotation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Whole sentences in marks.
    Direct,
    /// Reported without marks.
    Indirect,
    /// Reported partly in marks.
    Mixed,
    /// Words that the writer keeps at a distance; nobody's speech.
    Scare,
    /// A name or title in marks; nobody's speech.
    Title,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name them.
    pub span: Span,
    /// The entity that they refer to.
    pub entity: Option<EntityId>,
    /// What kind of source it is, where the words tell.
    pub kind: Option<SourceKind>,
    /// Whether the text says that the source does not want to be named.
    pub anonymous: bool,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// From its first to its last word, marks included.
    pub span: Span,
    /// What kind of quotation it is.
    pub kind: QuoteKind,
    /// The words said: those in marks, without the marks and what interrupts them, or the clause that reports them.
    pub content: Vec<Span>,
    /// What stands in marks: a span for each passage, from its opening to its closing mark.
    pub passages: Vec<Span>,
    /// Who speaks; `None` where the text does not say.
    pub speaker: Option<Speaker>,
    /// The words that report the speech: "said".
    pub cue: Option<Span>,
    /// Who is spoken to.
    pub addressee: Option<Span>,
    /// By what means: "in a statement".
    pub medium: Option<Span>,
    /// When it was said.
    pub time: Option<TimeId>,
    /// The rule that found the speaker, or the quotation where there is none.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub score: Option<f32>,
}

/// The rules that find quotations and their speakers.
pub const RULES: &[&str] = &[
    "quotes.marks.speech",
    "quotes.marks.part",
    "quotes.marks.scare",
    "quotes.marks.title",
    "quotes.marks.nested",
    "quotes.speaker.after",
    "quotes.speaker.inverted",
    "quotes.speaker.before",
    "quotes.speaker.colon",
    "quotes.speaker.label",
    "quotes.speaker.dash",
    "quotes.speaker.according",
    "quotes.speaker.adding",
    "quotes.speaker.gesture",
    "quotes.speaker.within",
    "quotes.speaker.end",
    "quotes.speaker.paragraph",
    "quotes.speaker.sentence_before",
    "quotes.reported.indirect",
    "quotes.reported.mixed",
];

/// The quotations of a document, in text order.
#[must_use]
pub fn find(document: &Document, mentions: &[Mention], times: &[Time]) -> Vec<Quote> {
    let words = Words::new(document);
    let mut marked = marks::pair(document);
    let mut turns = direct::turns(&words, mentions, &mut marked);
    let own = own_words(&words, &marked, &turns);
    let cues: FxHashSet<usize> = turns
        .iter()
        .filter(|turn| turn.is_speech())
        .filter_map(|turn| turn.attribution.as_ref())
        // The cue of the sentence before tells that sentence too.
        .filter(|found| found.rule != "quotes.speaker.sentence_before")
        .flat_map(|found| found.cue.clone())
        .collect();
    let parts: FxHashMap<usize, usize> = turns
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, turn)| !turn.is_speech())
        .filter_map(|(index, turn)| Some((turn.attribution.as_ref()?.cue.start, index)))
        .collect();
    let mut taken = vec![false; turns.len()];
    let mut quotes = Vec::new();
    let quoted = |at: usize| own.get(at).copied().unwrap_or_default();
    for mut reported in reported::find(&words, mentions, quoted, |reported| cues.contains(&reported.word)) {
        if let Some(index) = parts.get(&reported.word)
            && let Some(turn) = turns.get_mut(*index)
        {
            // "Lee, who calls Marsh a “fool,” said he would win": the cue tells what follows it.
            let behind = reported.content.iter().all(|part| part.start >= reported.cue.end);
            let before = turn.attribution.as_ref().is_some_and(|found| found.rule == "quotes.speaker.end");
            if behind && before {
                turn.attribution = None;
            } else {
                take_in(&words, &marked, turn, &mut reported);
            }
        }
        take_on(&words, &marked, &turns, &mut reported);
        quotes.extend(reported_quote(&words, mentions, &marked, &turns, &mut taken, &reported));
    }
    let rest = turns.iter().zip(&taken).filter(|(_, taken)| !**taken);
    quotes.extend(rest.filter_map(|(turn, _)| quote(&words, mentions, &marked, turn)));
    quotes.extend(nested(&words, &marked));
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes.iter_mut().for_each(|quote| quote.time = said_on(&words, times, quote));
    quotes
}

/// When it was said: the date or hour that hangs on the cue, or stands beside it, outside of what was said.
fn said_on(words: &Words, times: &[Time], quote: &Quote) -> Option<TimeId> {
    let cue = words.within(quote.cue?);
    let verb = cue.end.checked_sub(1)?;
    let sentence = words.get(verb).and_then(|word| words.document.sentence(word.sentence as usize))?.span();
    let from = times.partition_point(|time| time.span.start < sentence.start);
    let here = (from..).zip(times.iter().skip(from)).take_while(|(_, time)| time.span.start < sentence.end);
    let outside = |span: Span| {
        !quote.content.iter().chain(&quote.passages).any(|part| part.start < span.end && span.start < part.end)
            && quote.speaker.is_none_or(|speaker| !speaker.span.contains(span))
    };
    here.filter(|(_, time)| matches!(time.kind, TimeType::Date | TimeType::Time) && outside(time.span))
        .find(|(_, time)| {
            let range = words.within(time.span);
            let head = words.top(&range);
            let hangs = head.and_then(|head| words.head(head)).is_some_and(|above| cue.contains(&above));
            let between = if range.start >= cue.end { cue.end..range.start } else { range.end..cue.start };
            let beside = between.len() <= 2
                && between.into_iter().all(|at| matches!(words.class(at), Class::Preposition | Class::Adverb));
            hangs || beside
        })
        .map(|(index, _)| TimeId(index as u32))
}

/// Lets the content reach to the end of the words in marks that the same cue reports: trees break off at quotation marks.
fn take_in(words: &Words, marked: &[Marked], turn: &Turn, reported: &mut Reported) {
    let Some(passage) = turn.pieces.last().and_then(|piece| marked.get(*piece)) else { return };
    let range = words.within(passage.outer);
    if reported.source.as_ref().is_some_and(|source| source.start > reported.word && source.start < range.start) {
        return;
    }
    let ends = |part: &Range<usize>| part.start > reported.word && part.start <= range.start && part.end < range.end;
    if let Some(last) = reported.content.last_mut().filter(|last| ends(last)) {
        last.end = range.end;
    }
}

/// How many words may stand between what is reported and the words in marks that a conjunction joins to it.
const JOINED: usize = 6;

/// Lets the content reach over the words in marks that a conjunction joins to it: said it “is late” and “will not come”.
fn take_on(words: &Words, marked: &[Marked], turns: &[Turn], reported: &mut Reported) {
    if !reported::is_speech(reported) || reported.nested {
        return;
    }
    let Some(last) = reported.content.last_mut().filter(|last| last.start > reported.word) else { return };
    let Some(end) = last.end.checked_sub(1).and_then(|at| words.get(at)) else { return };
    let opening = |turn: &Turn| turn.pieces.first().and_then(|piece| marked.get(*piece)).map(|passage| passage.outer);
    let from = turns.partition_point(|turn| opening(turn).is_none_or(|outer| outer.start < end.span.end));
    let next = turns.get(from).filter(|turn| turn.attribution.is_none() && turn.shape != Shape::Title);
    let Some(passage) = next.and_then(opening).map(|outer| words.within(outer)) else { return };
    let same = words.get(passage.start).is_some_and(|word| word.sentence == end.sentence);
    let mut between = (last.end..passage.start).skip_while(|at| words.class(*at) == Class::Comma);
    let joined = passage.start.saturating_sub(last.end) <= JOINED
        && between.next().is_some_and(|at| words.class(at) == Class::Conjunction);
    let own = (last.end..passage.start).any(|at| words.verb(at).is_some());
    if same && joined && !own {
        last.end = passage.end;
    }
}

/// For each word, whether it stands in whole sentences that somebody else says.
fn own_words(words: &Words, marked: &[Marked], turns: &[Turn]) -> Vec<bool> {
    let mut own = vec![false; words.len()];
    let speech = turns.iter().filter(|turn| turn.is_speech()).flat_map(|turn| &turn.pieces);
    for passage in speech.filter_map(|piece| marked.get(*piece)) {
        own.get_mut(words.within(passage.outer)).into_iter().flatten().for_each(|word| *word = true);
    }
    own
}

/// Reported speech as a quotation: indirect, or mixed where part of it is in marks. The passages that it takes up leave their turns.
fn reported_quote(
    words: &Words,
    mentions: &[Mention],
    marked: &[Marked],
    turns: &[Turn],
    taken: &mut [bool],
    reported: &Reported,
) -> Option<Quote> {
    let (first, last) = (reported.content.first()?, reported.content.last()?);
    let span = words.span(first).cover(words.span(last));
    let speech = reported::is_speech(reported) && !reported.nested;
    let start =
        |turn: &Turn| turn.pieces.first().and_then(|piece| marked.get(*piece)).map_or(0, |passage| passage.inner.start);
    let says = reported.actual
        && !reported.negative
        && reported.entry.is_none_or(|entry| matches!(entry.class, cues::Class::Speech | cues::Class::Judgement));
    // Single words in marks are as much the source's as longer passages, where the source speaks.
    let part = |turn: &Turn| turn.is_part() || says && turn.shape == Shape::Term;
    let within = |passage: &Marked| span.contains(words.span(&reported::trim(words, words.within(passage.inner))));
    // Whole sentences in marks that nobody else says belong to the report that reaches over them: said he was “humbled” and “I will come back.”
    let joined = |turn: &Turn| turn.is_speech() && turn.attribution.is_none() && start(turn) > span.start;
    let inside = |turn: &Turn| {
        (!turn.is_speech() && part(turn) || speech && joined(turn))
            && turn.pieces.iter().all(|piece| marked.get(*piece).is_some_and(within))
    };
    let from = turns.partition_point(|turn| start(turn) < span.start);
    let mut passages = Vec::new();
    if !reported.nested {
        for (turn, taken) in
            turns.iter().zip(taken.iter_mut()).skip(from).take_while(|(turn, _)| start(turn) < span.end)
        {
            if !*taken && inside(turn) {
                *taken = true;
                passages.extend(turn.pieces.iter().filter_map(|piece| marked.get(*piece)).map(|passage| passage.outer));
            }
        }
    }
    if !speech && passages.is_empty() {
        return None;
    }
    let kind = if passages.is_empty() { QuoteKind::Indirect } else { QuoteKind::Mixed };
    let mut content: Vec<Span> = reported.content.iter().map(|part| words.span(part)).collect();
    // The closing mark of the last passage may stand behind a full stop.
    if let (Some(last), Some(passage)) = (content.last_mut(), passages.last()) {
        let cut = |passage: &Span| passage.start >= last.start && passage.start < last.end && passage.end > last.end;
        last.end = if cut(passage) { passage.end } else { last.end };
    }
    let span = content.last().map_or(span, |last| span.cover(*last));
    let between = if first.start >= reported.cue.end {
        reported.cue.end..first.start
    } else {
        reported.cue.end..reported.cue.end
    };
    let source = reported.source.clone();
    // "said in a statement", "a spokesman in an email said", "In an interview with the paper, she said"
    let opening = || {
        let start = words.get(reported.word).and_then(|word| words.document.sentence(word.sentence as usize))?;
        let upto = source.as_ref()?.start.min(first.start);
        speakers::medium(words, start.token_range().start as usize..upto)
    };
    let medium = speakers::medium(words, between).or_else(|| speakers::medium(words, source.clone()?)).or_else(opening);
    Some(Quote {
        span,
        kind,
        content,
        passages,
        speaker: source.map(|source| speaker_of(words, mentions, &source)),
        cue: Some(words.span(&reported.cue)),
        addressee: reported.addressee.as_ref().map(|addressee| words.span(addressee)),
        medium: medium.map(|medium| words.span(&medium)),
        time: None,
        rule: if kind == QuoteKind::Mixed { "quotes.reported.mixed" } else { "quotes.reported.indirect" },
        score: None,
    })
}

fn quote(words: &Words, mentions: &[Mention], marked: &[Marked], turn: &Turn) -> Option<Quote> {
    let pieces: Vec<&Marked> = turn.pieces.iter().filter_map(|piece| marked.get(*piece)).collect();
    let span = pieces.first()?.outer.cover(pieces.last()?.outer);
    let attribution = turn.attribution.as_ref();
    let (kind, rule) = match (turn.shape, attribution) {
        (Shape::Sentence, None) => (QuoteKind::Direct, "quotes.marks.speech"),
        (Shape::Sentence, Some(found)) => {
            (if found.rule == "quotes.speaker.within" { QuoteKind::Mixed } else { QuoteKind::Direct }, found.rule)
        }
        (_, Some(found)) => (QuoteKind::Mixed, found.rule),
        (Shape::Title, None) => (QuoteKind::Title, "quotes.marks.title"),
        (Shape::Part, None) => (QuoteKind::Mixed, "quotes.marks.part"),
        (Shape::Term, None) => (QuoteKind::Scare, "quotes.marks.scare"),
    };
    let range = |range: &Range<usize>| words.span(range);
    let reported = match rule {
        "quotes.speaker.within" => reported_clause(words, attribution?, span),
        _ if turn.ends_sentence(words) => Some(words.span(&turn.lead).cover(span)),
        _ => None,
    };
    Some(Quote {
        span: reported.map_or(span, |clause| clause.cover(span)),
        kind,
        content: if let Some(clause) = reported {
            vec![clause]
        } else {
            pieces.iter().map(|piece| trimmed(words.document, piece.inner)).collect()
        },
        passages: pieces.iter().map(|piece| piece.outer).collect(),
        speaker: attribution
            .and_then(|found| found.speaker.as_ref())
            .map(|speaker| speaker_of(words, mentions, speaker)),
        cue: attribution.map(|found| range(&found.cue)),
        addressee: attribution.and_then(|found| found.addressee.as_ref()).map(range),
        medium: attribution.and_then(|found| found.medium.as_ref()).map(range),
        time: None,
        rule,
        score: None,
    })
}

/// From the cue, and whom it speaks to, to the end of the words in marks.
fn reported_clause(words: &Words, found: &speakers::Attribution, marks: Span) -> Option<Span> {
    let after = found.addressee.as_ref().map_or(found.cue.end, |addressee| addressee.end);
    let end = words.within(marks).end;
    let that = (after..words.within(marks).start).find(|i| words.is(*i, &["that"]));
    // "said on Friday the town is “in crisis”"
    let dated = |i: usize| words.is_when(i) || words.is(i, &["on"]) && words.is_when(i + 1);
    let said = |i: &usize| !matches!(words.class(*i), Class::Comma | Class::Colon) && !dated(*i);
    let start = that.or_else(|| (after..end).find(said))?;
    (end - start <= 40).then(|| words.span(&(start..end)))
}

/// Who a phrase refers to: the entity of the mention that is the phrase or holds its head, else the name that the phrase describes. What stands
/// before the head speaks only where the head speaks for it ("the ministry's statement", "London police"), what stands after it never does
/// ("experts on Japan"), unless a spokesman or a document stands for it.
pub(crate) fn speaker_of(words: &Words, mentions: &[Mention], range: &Range<usize>) -> Speaker {
    let span = words.span(range);
    let entity = if range.len() == 1 && words.is(range.start, &["who", "which", "that"]) {
        antecedent(words, mentions, range.start)
    } else {
        referent(words, mentions, range, span)
    };
    Speaker { span, entity, kind: None, anonymous: false }
}

fn referent(words: &Words, mentions: &[Mention], range: &Range<usize>, span: Span) -> Option<EntityId> {
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = || {
        mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.span.start < span.end)
            .filter(|mention| mention.span.end <= span.end && mention.entity.is_some())
            .filter(|mention| !is_kin(words, range, mention))
    };
    if let Some(whole) = inside().find(|mention| mention.span == span) {
        return whole.entity;
    }
    let titles = |between: Range<usize>| {
        between
            .into_iter()
            .all(|i| matches!(words.class(i), Class::Noun | Class::Name | Class::Adjective | Class::Hyphen))
    };
    // "former Clinton press secretary Ann Lee", "the militant group Islamic Front": a name that ends a phrase of titles is whose they are.
    let titled = inside().find(|mention| {
        let name = words.within(mention.span);
        let noun = name.start.checked_sub(1).and_then(|noun| words.document.token(noun));
        let is_body = mention.kind == Some(NameType::Org) && noun.is_some_and(crate::coreference::describes_body);
        (mention.kind == Some(NameType::Person) || is_body)
            && mention.span.end == span.end
            && name.start > range.start
            && matches!(words.class(name.start - 1), Class::Noun | Class::Name)
            && titles(range.start + usize::from(words.class(range.start) == Class::Determiner)..name.start)
    });
    if let Some(titled) = titled {
        return titled.entity;
    }
    let top = words.top(range);
    let head = top.filter(|_| words.is_parsed()).unwrap_or(range.end.saturating_sub(1));
    let at = words.get(head)?.span;
    let best = inside().filter(|mention| mention.span.contains(at)).max_by_key(|mention| mention.span.len());
    if let Some(best) = best.filter(|best| best.kind != Some(NameType::Norp)) {
        return best.entity;
    }
    let token = words.document.token(head)?;
    let lemma = token.lemma().unwrap_or_default();
    // "Foreign Secretary Ann Lee", "Secretary of State Ann Lee", but not "a friend of Ann Lee" or "others, including Ann Lee".
    let listed = |between: Range<usize>| {
        words.class(between.end - 1) == Class::Conjunction
            || between.into_iter().any(|i| words.is(i, &["including", "like"]))
    };
    let described = inside().find(|mention| {
        let name = words.within(mention.span);
        mention.kind == Some(NameType::Person)
            && mention.span.start >= at.end
            && (titles(head + 1..name.start)
                || mention.span.end == span.end
                    && words.class(name.start - 1) != Class::Preposition
                    && !listed(head + 1..name.start))
    });
    if let Some(named) = described.or_else(|| apposed(words, mentions, range)).or(best) {
        return named.entity;
    }
    let stands_for = lemma.starts_with("spokes") || cues::SOURCES.contains(lemma) || cues::MEDIA.contains(lemma);
    let person = crate::coreference::describes_people(token) && token.feature("Number") != Some("Plur");
    let behind = inside().filter(|mention| {
        let after = mention.span.start >= at.end;
        let own = !after || !words.is_parsed() || speaks_for(words, head, &words.within(mention.span));
        stands_for && own || !after && !person && mention.kind != Some(NameType::Norp)
    });
    let longer = || {
        // "A senior official", of the mention "a senior official, speaking on condition of anonymity,".
        let same = |mention: &&Mention| mention.span.start == span.start && mention.span.end > span.end;
        let near = mentions.iter().skip(from).take_while(|mention| mention.span.start == span.start);
        near.filter(same).find(|mention| mention.form == MentionForm::Nominal)
    };
    behind.max_by_key(|mention| mention.span.len()).or_else(longer).and_then(|mention| mention.entity)
}

/// Whether a noun's own preposition leads to a mention, or to what is the mention's: "a spokeswoman for the U.S. embassy in Lund" speaks for the one,
/// not for the other.
fn speaks_for(words: &Words, head: usize, mention: &Range<usize>) -> bool {
    let owned =
        |at: usize| matches!(words.deprel(at), Some(Deprel::Compound | Deprel::NmodPoss | Deprel::Amod | Deprel::Flat));
    let Some(top) = words.top(mention) else { return false };
    let top = words.head(top).filter(|_| owned(top)).unwrap_or(top);
    let by = words.document.token(top).and_then(|token| token.preposition());
    words.head(top) == Some(head) && matches!(by, Some("for" | "of" | "by" | "from" | "at" | "to" | "with"))
}

/// Whom a relative pronoun stands for: the person named just before it, else what its clause describes.
fn antecedent(words: &Words, mentions: &[Mention], at: usize) -> Option<EntityId> {
    let before = at.checked_sub(2).filter(|_| words.class(at - 1) == Class::Comma).and_then(|last| words.get(last));
    let named = before.and_then(|last| {
        let upto = mentions.partition_point(|mention| mention.span.start <= last.span.start);
        let near = mentions.get(..upto)?.iter().rev().take(4);
        near.filter(|mention| mention.span.end == last.span.end && mention.kind == Some(NameType::Person))
            .find_map(|mention| mention.entity)
    });
    named.or_else(|| {
        let mut clause = words.head(at)?;
        for _ in 0..4 {
            match words.deprel(clause)? {
                Deprel::AclRelcl | Deprel::Acl => {
                    // "Helen Ward, the member for Hull, who …": whom the apposition describes.
                    let described = words.head(clause)?;
                    let named =
                        (words.deprel(described) == Some(Deprel::Appos)).then(|| words.head(described)).flatten();
                    let range = words.phrase_of(named.unwrap_or(described), false);
                    let alone = range.len() == 1 && words.class(range.start) == Class::Pronoun;
                    return if alone { None } else { referent(words, mentions, &range, words.span(&range)) };
                }
                Deprel::Conj | Deprel::Xcomp => clause = words.head(clause)?,
                _ => return None,
            }
        }
        None
    })
}

/// Whether a mention is the one whose somebody the phrase is about: "his critics", "Lee's mother", "Lee's company". Who speaks for somebody is as good as they.
fn is_kin(words: &Words, range: &Range<usize>, mention: &Mention) -> bool {
    let inside = words.within(mention.span);
    let owner = inside.end < range.end
        && (words.class(inside.end) == Class::Possessive
            || words.is(inside.start, &["his", "her", "its", "their", "my", "our", "your"]) && inside.len() == 1);
    let top = words.top(range);
    let head = top.or(range.end.checked_sub(1)).and_then(|head| words.document.token(head));
    owner
        && head.is_some_and(|head| {
            let lemma = head.lemma().unwrap_or_default();
            // "Lee's company" is not Lee; "Iran's government" is as good as Iran.
            let body = mention.kind == Some(NameType::Person) && crate::entities::subtypes::of_noun(head).is_some();
            body || !lemma.starts_with("spokes") && crate::coreference::describes_people(head)
        })
}

/// The name between commas after a description: "the firm's chief executive, Laura Finch, said".
fn apposed<'m>(words: &Words, mentions: &'m [Mention], range: &Range<usize>) -> Option<&'m Mention> {
    // "the mayor of Leeds, Ann Lee, wrote", but not "Leeds, Ann Lee"
    let head = words.top(range);
    let person = head.and_then(|head| words.document.token(head)).is_some_and(crate::coreference::describes_people);
    let described = person || range.end.checked_sub(1).is_some_and(|last| words.class(last) != Class::Name);
    if !described || words.class(range.end) != Class::Comma {
        return None;
    }
    // "one of the authors, biologist Ann Lee, said"
    let phrase = words.phrase_from(range.end + 1, words.len())?;
    let (start, end) = (words.get(phrase.start)?.span.start, words.get(phrase.end - 1)?.span.end);
    let at = mentions.partition_point(|mention| mention.span.start < start);
    let near = mentions.iter().skip(at).take_while(|mention| mention.span.end <= end);
    let name = near.take(6).find(|name| name.kind == Some(NameType::Person) && name.span.end == end)?;
    let end = words.within(name.span).end;
    let closed = matches!(words.class(end), Class::Comma | Class::Stop | Class::Other | Class::Dash);
    (closed || words.verb(end).is_some()).then_some(name)
}

fn trimmed(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let start = span.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}

/// Passages inside passages: nobody's speech that the article attributes, but quotations all the same.
fn nested<'a>(words: &'a Words, marked: &'a [Marked]) -> impl Iterator<Item = Quote> + 'a {
    marked.iter().filter(|passage| passage.parent.is_some()).map(|passage| {
        let kind = match kinds::shape(words, passage, &words.within(passage.outer)) {
            Shape::Sentence => QuoteKind::Direct,
            Shape::Part => QuoteKind::Mixed,
            Shape::Title => QuoteKind::Title,
            Shape::Term => QuoteKind::Scare,
        };
        Quote {
            span: passage.outer,
            kind,
            content: vec![trimmed(words.document, passage.inner)],
            passages: vec![passage.outer],
            speaker: None,
            cue: None,
            addressee: None,
            medium: None,
            time: None,
            rule: "quotes.marks.nested",
            score: None,
        }
    })
}
