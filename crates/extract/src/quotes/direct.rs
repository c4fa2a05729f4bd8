//! Words in marks, joined into turns of one speaker and attributed by what stands around them.

use std::ops::Range;

use dateline_core::{BlockKind, Deprel, Document, NameType};

use super::cues::Frames;
use super::kinds::{Shape, shape};
use super::marks::Marked;
use super::speakers::{self, Attribution};
use super::words::{Class, Words};
use crate::mentions::Mention;

/// Passages of one speaker under one cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turn {
    /// Indices of its passages.
    pub(crate) pieces: Vec<usize>,
    pub(crate) shape: Shape,
    pub(crate) attribution: Option<Attribution>,
    /// The words before the first passage in its sentence.
    pub(crate) lead: Range<usize>,
    /// The last passage's paragraph goes on in the next: its closing mark is still to come.
    open: bool,
}

impl Turn {
    /// Whether it is speech in whole sentences, told apart from the sentences around it.
    pub(crate) fn is_speech(&self) -> bool {
        self.shape == Shape::Sentence
            && self.attribution.as_ref().is_none_or(|found| found.rule != "quotes.speaker.within")
            || self
                .attribution
                .as_ref()
                .is_some_and(|found| !matches!(found.rule, "quotes.speaker.within" | "quotes.speaker.end"))
    }

    /// Whether it ends a sentence that begins before the marks and whose cue follows: The plan “is dead,” he said.
    pub(crate) fn ends_sentence(&self, words: &Words) -> bool {
        let after = self.attribution.as_ref().is_some_and(|found| {
            matches!(found.rule, "quotes.speaker.after" | "quotes.speaker.inverted" | "quotes.speaker.end")
        });
        after
            && self.shape != Shape::Sentence
            && self.lead.clone().any(|i| {
                !matches!(
                    words.class(i),
                    Class::Mark | Class::Bracket | Class::Conjunction | Class::Comma | Class::Other
                )
            })
    }

    /// Whether its cue is the last one before a passage that follows it in the same sentence: “A,” said X, “b.”
    fn runs_to(&self, words: &Words, lead: &Range<usize>) -> bool {
        let quoting = |at: usize| words.verb(at).is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE));
        let Some(found) = self.attribution.as_ref().filter(|_| self.is_speech()) else { return false };
        lead.contains(&found.cue.start) && !(found.cue.end..lead.end).any(quoting)
    }

    /// Whether it carries on the sentence around it as words that somebody used; names and single nouns in marks do not.
    pub(crate) fn is_part(&self) -> bool {
        matches!(self.shape, Shape::Part | Shape::Sentence) || self.attribution.is_some()
    }
}

/// All turns, in the order of their first passages. May shorten a passage whose closing mark is missing.
pub(crate) fn turns(words: &Words, mentions: &[Mention], marked: &mut [Marked]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut at = 0;
    while let Some(block) = marked.get(at).map(|passage| passage.block) {
        let end = at + marked.iter().skip(at).take_while(|passage| passage.block == block).count();
        read_block(words, mentions, marked, at..end, &mut turns);
        at = end;
    }
    turns
}

fn block_words(words: &Words, block: u32) -> Range<usize> {
    words.document.block(block as usize).map_or(0..0, |block| words.within(block.span()))
}

fn is_story(document: &Document, block: u32) -> bool {
    document.block(block as usize).is_some_and(|block| block.kind().is_story())
}

fn read_block(
    words: &Words,
    mentions: &[Mention],
    marked: &mut [Marked],
    passages: Range<usize>,
    turns: &mut Vec<Turn>,
) {
    let Some(block) = marked.get(passages.start).map(|passage| passage.block) else { return };
    if !is_story(words.document, block) {
        return;
    }
    let bounds = block_words(words, block);
    let tops: Vec<usize> =
        passages.clone().filter(|i| marked.get(*i).is_some_and(|passage| passage.parent.is_none())).collect();
    let mut previous_end = bounds.start;
    let first_turn = turns.len();
    for (nth, index) in tops.iter().enumerate() {
        let Some(mut passage) = marked.get(*index).cloned() else { continue };
        let next_start = tops
            .get(nth + 1)
            .and_then(|next| marked.get(*next))
            .map_or(bounds.end, |next| words.within(next.outer).start);
        let mut range = words.within(passage.outer);
        if !passage.closed
            && !runs_on(words.document, &passage)
            && let Some(end) = missing_close(words, &range)
        {
            passage.outer.end = words.get(end).map_or(passage.outer.end, |word| word.span.end);
            passage.inner.end = passage.outer.end;
            range.end = end + 1;
            if let Some(slot) = marked.get_mut(*index) {
                *slot = passage.clone();
            }
        }
        let open = !passage.closed && runs_on(words.document, &passage);
        let look = shape(words, &passage, &range);
        let stops =
            (previous_end..range.start).filter(|i| words.class(*i) == Class::Stop && !words.is(*i, &[";"])).count();
        let lead = sentence_start(words, previous_end..range.start)..range.start;
        let tail_end = (range.end..next_start).find(|i| words.class(*i) == Class::Stop).unwrap_or(next_start);
        let tail = range.end..tail_end;
        let bare = lead.clone().all(|i| matches!(words.class(i), Class::Mark | Class::Bracket));
        let last = turns.len().checked_sub(1).filter(|last| *last >= first_turn);
        let running = last
            .and_then(|last| turns.get_mut(last))
            .filter(|turn| look != Shape::Title && look != Shape::Term && turn.runs_to(words, &lead));
        if let Some(turn) = running {
            turn.pieces.push(*index);
            turn.open = open;
            previous_end = range.end;
            continue;
        }
        let found = attribute(words, &passage, look, &lead, &tail, bare).or_else(|| {
            let next = block_words(words, block + 1);
            let ends = look == Shape::Sentence
                && range.end >= bounds.end
                && words.class(next.start) == Class::Dash
                && next.len() <= 12;
            speakers::after(words, next).filter(|_| ends)
        });
        let same_cue =
            |turn: &Turn, found: &Attribution| turn.attribution.as_ref().is_some_and(|known| known.cue == found.cue);
        match found {
            Some(found) => match last.and_then(|last| turns.get_mut(last)).filter(|turn| same_cue(turn, &found)) {
                Some(turn) => {
                    turn.pieces.push(*index);
                    turn.open = open;
                }
                None => {
                    // A participle speaks for whoever spoke before it: "…,” he said, adding: “…”.
                    let mut found = found;
                    if found.speaker.is_none() && found.rule == "quotes.speaker.adding" {
                        found.speaker = last
                            .and_then(|last| turns.get(last))
                            .and_then(|turn| turn.attribution.as_ref())
                            .and_then(|known| known.speaker.clone());
                    }
                    turns.push(Turn {
                        pieces: vec![*index],
                        shape: look,
                        attribution: Some(found),
                        lead: lead.clone(),
                        open,
                    });
                }
            },
            None if look == Shape::Sentence && bare => {
                let follows = last
                    .and_then(|last| turns.get_mut(last))
                    .filter(|turn| turn.attribution.is_some() && turn.shape == Shape::Sentence);
                match follows {
                    // “A,” said X. “B.”
                    Some(turn) if stops <= 1 => {
                        turn.pieces.push(*index);
                        turn.open = open;
                    }
                    Some(turn) => {
                        let attribution = turn
                            .attribution
                            .clone()
                            .map(|known| Attribution { rule: "quotes.speaker.paragraph", ..known });
                        turns.push(Turn { pieces: vec![*index], shape: look, attribution, lead: lead.clone(), open });
                    }
                    None if nth == 0 && range.start == bounds.start => {
                        across_paragraphs(words, mentions, *index, block, open, turns)
                    }
                    None => {
                        // The plan “is dead,” said X. “B.”
                        let known = last.and_then(|last| turns.get(last)).filter(|turn| turn.ends_sentence(words));
                        let attribution = known
                            .filter(|_| stops <= 1)
                            .and_then(|turn| turn.attribution.clone())
                            .map(|known| Attribution { rule: "quotes.speaker.sentence_before", ..known })
                            .or_else(|| sentence_before(words, mentions, bounds.start..lead.start));
                        turns.push(Turn { pieces: vec![*index], shape: look, attribution, lead: lead.clone(), open });
                    }
                }
            }
            None => turns.push(Turn { pieces: vec![*index], shape: look, attribution: None, lead: lead.clone(), open }),
        }
        previous_end = range.end;
    }
}

/// Where the last sentence of a range begins.
fn sentence_start(words: &Words, range: Range<usize>) -> usize {
    range.clone().rev().find(|i| words.class(*i) == Class::Stop).map_or(range.start, |stop| stop + 1)
}

/// The last sentence of a range without what closes it: marks may stand behind its stop.
fn last_sentence(words: &Words, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    while end > range.start && matches!(words.class(end - 1), Class::Stop | Class::Mark) {
        end -= 1;
    }
    sentence_start(words, range.start..end)..end
}

fn runs_on(document: &Document, passage: &Marked) -> bool {
    let here = document.block(passage.block as usize);
    let next = document.block(passage.block as usize + 1);
    here.is_some_and(|block| block.span().end == passage.outer.end)
        && next.is_some_and(|next| next.text().starts_with(['"', '“', '”', '«', '\'', '`']))
}

/// The end of the speech in a passage that has no closing mark but goes on with its cue: “We lost a year, Ann Lee said.
fn missing_close(words: &Words, range: &Range<usize>) -> Option<usize> {
    let comma = range.clone().rev().take(60).filter(|i| words.class(*i) == Class::Comma).find(|i| {
        let end = (*i + 1..range.end).find(|i| words.class(*i) == Class::Stop).unwrap_or(range.end);
        end + 1 >= range.end
            && speakers::after(words, *i + 1..end).is_some_and(|found| {
                matches!(found.rule, "quotes.speaker.after" | "quotes.speaker.inverted") && found.cue.start <= *i + 8
            })
    })?;
    (comma > range.start + 1).then_some(comma)
}

fn attribute(
    words: &Words,
    passage: &Marked,
    look: Shape,
    lead: &Range<usize>,
    tail: &Range<usize>,
    bare: bool,
) -> Option<Attribution> {
    // “… to heal us[,]” said X: an editor may have put the comma there, or it stands inside of inner marks, “… and ‘no,’” X said.
    let closing = |c: char| c.is_whitespace() || matches!(c, ']' | '’' | '\'' | '”' | '"');
    let inner_end = words.document.slice(passage.inner).trim_end_matches(closing).chars().next_back();
    let comma_inside = matches!(inner_end, Some(',' | '?' | '!' | '…' | '—' | '-' | ':'));
    let linked = comma_inside || words.class(tail.start) == Class::Comma;
    let sentence = look == Shape::Sentence;
    // On “Sunday Forum,” the mayor said: a name in marks is no speech because a comma follows it.
    if sentence || (linked && comma_inside && look != Shape::Title) {
        let before = if bare { None } else { speakers::before(words, lead.clone(), sentence) };
        if before.as_ref().is_some_and(|found| found.rule != "quotes.speaker.label" || !linked) {
            return before;
        }
        let dash = words.class(tail.start) == Class::Dash || (words.class(tail.start) == Class::Hyphen);
        let according = words.is(tail.start, &["according"]);
        // “I am in awe of them” tweeted the mayor, Ann Lee: without a comma.
        let inverts = sentence
            && words.verb(tail.start).is_some_and(|(verb, form)| {
                verb.frames.has(Frames::QUOTE) && matches!(form, super::cues::Form::Past | super::cues::Form::Third)
            });
        if (linked || dash || according || inverts || !passage.closed)
            && let Some(found) = speakers::after(words, tail.clone())
        {
            return Some(found);
        }
        if before.is_some() {
            return before;
        }
    }
    if sentence && bare {
        return None;
    }
    // Part of a sentence: the nearest reporting verb to its left, else a cue at the end of the sentence.
    let quoting = |i: &usize| {
        words.verb(*i).is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE) || verb.frames.has(Frames::NAME))
    };
    if matches!(look, Shape::Part | Shape::Sentence) || (look == Shape::Term && !is_noun_phrase(words, passage)) {
        let mut cues = lead.clone().rev().take(30).filter(quoting);
        // "said he did not mention it because “…”": what was not mentioned is not in marks, if another cue stands before.
        let nearest = cues.next().map(|cue| cues.next().filter(|_| words.is_negated(cue)).unwrap_or(cue));
        if let Some(cue) = nearest.filter(|cue| governs(words, *cue, passage)) {
            let (verb, _) = words.verb(cue)?;
            // Who is called something in marks does not speak.
            let passive = words.dependent(cue, &[Deprel::AuxPass]).is_some();
            let speaker = if passive { None } else { Some(speakers::speaker_of(words, cue, lead.start)?) };
            let cue_end = cue + 1 + usize::from(verb.particle.is_some());
            return Some(Attribution {
                speaker,
                cue: cue..cue_end,
                addressee: speakers::addressee(words, cue, lead.end),
                medium: speakers::medium(words, lead.clone()),
                rule: "quotes.speaker.within",
            });
        }
        if look != Shape::Term {
            let comma = tail.clone().find(|i| words.class(*i) == Class::Comma)?;
            return speakers::after(words, comma..tail.end)
                .filter(|found| found.rule != "quotes.speaker.gesture")
                .map(|found| Attribution { rule: "quotes.speaker.end", ..found });
        }
    }
    None
}

/// Whether words in marks belong to what a cue before them takes: they hang on it in the tree, or no other verb stands between, since trees
/// break off at marks.
fn governs(words: &Words, cue: usize, passage: &Marked) -> bool {
    let inside = words.within(passage.inner);
    let next = !(cue + 1..inside.start).any(|i| words.class(i) == Class::Verb);
    next || inside.clone().take(40).any(|i| {
        let mut at = i;
        (0..12).any(|_| {
            let Some(head) = words.head(at) else { return false };
            at = head;
            head == cue
        })
    })
}

/// Whether the words in marks are a noun, or belong to a larger noun phrase: the IS ‘caliphate’.
fn is_noun_phrase(words: &Words, passage: &Marked) -> bool {
    let inside = words.within(passage.inner);
    inside.clone().next_back().is_some_and(|last| matches!(words.class(last), Class::Noun | Class::Name))
}

/// A whole paragraph in marks, or one that opens with them, and no cue of its own.
fn across_paragraphs(words: &Words, mentions: &[Mention], index: usize, block: u32, open: bool, turns: &mut Vec<Turn>) {
    let before = block.checked_sub(1).filter(|before| {
        words
            .document
            .block(*before as usize)
            .is_some_and(|b| matches!(b.kind(), BlockKind::Paragraph | BlockKind::ListItem))
    });
    let bounds = before.map(|before| block_words(words, before));
    if let Some(turn) = turns.last_mut().filter(|turn| turn.open) {
        turn.pieces.push(index);
        turn.open = open;
        return;
    }
    let mut attribution = None;
    if let Some(bounds) = bounds.filter(|bounds| !bounds.is_empty()) {
        if words.class(bounds.end - 1) == Class::Colon {
            let lead = sentence_start(words, bounds.clone())..bounds.end;
            attribution = speakers::before(words, lead, true);
        } else {
            attribution = sentence_before(words, mentions, bounds);
        }
    }
    turns.push(Turn { pieces: vec![index], shape: Shape::Sentence, attribution, lead: 0..0, open });
}

/// How many verbs of a sentence are asked who speaks in it.
const CUES: usize = 4;

/// The speaker from the sentence before: a person who is reported to speak there.
fn sentence_before(words: &Words, mentions: &[Mention], before: Range<usize>) -> Option<Attribution> {
    let sentence = last_sentence(words, before.clone());
    let cues = sentence.clone().filter(|i| words.verb(*i).is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE)));
    let mut speakers = cues.take(CUES).filter_map(|cue| {
        let speaker = speakers::subject_of(words, cue, sentence.start)?;
        // Who speaks of themselves, or in words that are marked themselves, is no speaker of what follows.
        let marks = (cue..before.end).filter(|i| words.class(*i) == Class::Mark).count();
        let outside = marks.is_multiple_of(2) && !words.is(speaker.start, &["i", "we"]);
        (outside && is_person(words, mentions, &speaker)).then_some((cue, speaker))
    });
    let (cue, speaker) = speakers.next()?;
    Some(Attribution {
        speaker: Some(speaker),
        cue: cue..cue + 1,
        addressee: None,
        medium: None,
        rule: "quotes.speaker.sentence_before",
    })
}

fn is_person(words: &Words, mentions: &[Mention], range: &Range<usize>) -> bool {
    if range.len() == 1 && words.is(range.start, &["he", "she", "they", "we", "i"]) {
        return true;
    }
    let span = words.span(range);
    let from = mentions.partition_point(|mention| mention.span.end <= span.start);
    let mut inside = mentions.iter().skip(from).take_while(|mention| mention.span.start < span.end);
    if words.document.names().is_none() {
        return range.clone().all(|i| words.class(i) == Class::Name);
    }
    inside.any(|mention| mention.kind == Some(NameType::Person))
}
