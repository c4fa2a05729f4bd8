//! The words of a document as the rules of speech read them: word classes, verbs of the lexicon, the tree from the top down, noun phrases.

use std::ops::Range;

use dateline_core::{Deprel, Document, NameType, Span, Token, Upos};

use super::cues::{ADJECTIVES, Cue, Form, Frames, NOUNS, VERBS};

/// What a word is to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Pronoun,
    Noun,
    Name,
    Number,
    Adjective,
    Adverb,
    Verb,
    Auxiliary,
    Preposition,
    Conjunction,
    Subordinator,
    Possessive,
    Comma,
    Stop,
    Colon,
    Dash,
    Hyphen,
    Mark,
    Bracket,
    Other,
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) class: Class,
    pub(crate) nominal: Option<&'static Cue>,
    pub(crate) sentence: u32,
}

/// What is kept of a word; the rest stands in the document.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Of a verb or, without a form, of a noun or an adjective.
    cue: Option<&'static Cue>,
    form: Option<Form>,
    class: Class,
    story: bool,
    sentence: u32,
}

impl Row {
    fn verb(self) -> Option<(&'static Cue, Form)> {
        self.cue.zip(self.form)
    }
}

/// All words of a document.
#[derive(Debug)]
pub(crate) struct Words<'d> {
    pub(crate) document: &'d Document,
    rows: Vec<Row>,
    /// Names of more than one word, as ranges of words, in text order.
    names: Vec<Named>,
    parsed: bool,
}

/// A name as a range of words.
#[derive(Clone, Copy, Debug)]
struct Named {
    start: u32,
    end: u32,
    kind: NameType,
}

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some",
    "many", "several", "no", "all", "both", "another", "other", "one",
];
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "who",
    "which",
    "him",
    "them",
    "us",
    "me",
    "himself",
    "herself",
    "themselves",
    "others",
    "someone",
];
const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "to", "for", "from", "with", "by", "about", "against", "after", "before", "during",
    "under", "over", "through", "via", "into", "among", "between", "since",
];
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "may", "might", "shall", "should", "must", "not", "n't", "n’t",
];
const CONJUNCTIONS: &[&str] = &["and", "or", "but", "&", "nor"];
const SUBORDINATORS: &[&str] =
    &["as", "when", "while", "if", "because", "that", "although", "though", "where", "whether", "until", "unless"];
const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"];
pub(crate) const REFLEXIVES: &[&str] = &["itself", "himself", "herself", "themselves"];
/// How many dependents of a word are asked for a negation; no clause that a person wrote has more.
const WIDEST: usize = 32;
/// A noun phrase of more words is cut: it is a list or a parsing error.
const LONGEST_PHRASE: usize = 64;

fn lowered<'b>(text: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    buffer.extend(text.chars().map(|c| c.to_ascii_lowercase()));
    buffer
}

impl<'d> Words<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let count = document.token_count();
        let mut rows: Vec<Row> = Vec::with_capacity(count);
        let (mut buffer, mut second) = (String::new(), String::new());
        for sentence in document.sentences() {
            let story = sentence.block().kind().is_story();
            let small =
                sentence.tokens().filter(|token| token.text().starts_with(|c: char| c.is_lowercase())).take(3).count()
                    == 3;
            for token in sentence.tokens() {
                let text = token.text();
                let word = lowered(text, &mut buffer);
                let next = token.next().map_or("", |next| lowered(next.text(), &mut second));
                let verb =
                    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') { VERBS.of(word, next) } else { None };
                let class = class(text, word, token.upos(), verb.is_some(), token.has_space_before(), small);
                // "The website states that": a noun with a clause of its own behind a subject, or behind what may be one, is a verb.
                let has = |relation: Deprel| token.children().any(|child| child.deprel() == Some(relation));
                let root = || token.deprel() == Some(Deprel::Root) && has(Deprel::Compound);
                let clausal =
                    class == Class::Noun && verb.is_some() && has(Deprel::Ccomp) && (has(Deprel::Nsubj) || root());
                let class = if clausal { Class::Verb } else { class };
                // "The statement read: “…”"
                let quoting = class == Class::Noun
                    && verb.is_some_and(|(verb, form)| form == Form::Past && verb.frames.has(Frames::QUOTE))
                    && token.previous().is_some_and(|before| matches!(before.upos(), Some(Upos::Noun | Upos::Propn)))
                    && token.next().is_some_and(|next| {
                        matches!(next.text(), ":" | ",")
                            && next.next().is_some_and(|mark| matches!(mark.text(), "“" | "\"" | "‘"))
                    });
                let class = if quoting { Class::Verb } else { class };
                // "so-called"
                let compound = !token.has_space_before() && token.previous().is_some_and(|before| before.text() == "-");
                let verb = verb.filter(|_| class == Class::Verb && !compound);
                let nominal = match class {
                    Class::Noun => NOUNS.get(word),
                    Class::Adjective => ADJECTIVES.get(word),
                    _ => None,
                };
                let (cue, form) = verb.map_or((nominal, None), |(cue, form)| (Some(cue), Some(form)));
                rows.push(Row { cue, form, class, story, sentence: sentence.index() as u32 });
            }
        }
        // After an abbreviation that spells a verb, its ’s is no verb either: "IS’s Amaq News Agency".
        for at in 1..rows.len().saturating_sub(1) {
            let nominal = |at: usize| {
                rows.get(at).is_some_and(|row| matches!(row.class, Class::Name | Class::Noun | Class::Adjective))
            };
            let text = |at: usize| document.token(at).map_or("", Token::text);
            let own = rows.get(at).is_some_and(|row| row.class == Class::Auxiliary && matches!(text(at), "'s" | "’s"));
            let shouts = rows
                .get(at - 1)
                .is_some_and(|row| row.class == Class::Name && text(at - 1).bytes().all(|b| b.is_ascii_uppercase()));
            if own
                && shouts
                && nominal(at + 1)
                && let Some(row) = rows.get_mut(at)
            {
                row.class = Class::Possessive;
            }
        }
        let mut names: Vec<Named> = document
            .names()
            .into_iter()
            .flatten()
            .filter_map(|name| {
                let mut tokens = document.tokens_in(name.span());
                let start = tokens.next()?.index();
                let end = tokens.next_back().map_or(start, Token::index) + 1;
                Some(Named { start: start as u32, end: end as u32, kind: name.kind() })
            })
            .collect();
        // A name that spells an adverb is a name: "Jolly said".
        for name in names.iter().filter(|name| name.end - name.start == 1) {
            if let Some(row) = rows.get_mut(name.start as usize).filter(|row| row.class == Class::Adverb) {
                row.class = Class::Name;
            }
        }
        // "Said Marsh, “…”"
        let quotes = |at: usize| document.token(at).is_some_and(|token| matches!(token.text(), "“" | "\"" | "‘"));
        let inverted = |name: &Named| {
            let verb = rows.get(name.start as usize).and_then(|row| row.verb());
            verb.is_some_and(|(verb, _)| verb.frames.has(Frames::QUOTE)) && quotes(name.end as usize + 1)
        };
        let inverted: Vec<bool> = names.iter().map(inverted).collect();
        for (name, _) in names.iter_mut().zip(inverted).filter(|(_, inverted)| *inverted) {
            name.start += 1;
        }
        // A name that spells an auxiliary or a verb is neither: "Theresa May", "Omar bin Said".
        for name in names.iter().filter(|name| name.kind == NameType::Person && name.end - name.start > 1) {
            for row in rows.iter_mut().take(name.end as usize).skip(name.start as usize) {
                if matches!(row.class, Class::Auxiliary | Class::Verb) {
                    (row.class, row.cue, row.form) = (Class::Name, None, None);
                }
            }
        }
        Self { document, rows, names, parsed: document.has_parse() }
    }

    /// A phrase with the whole of the names at its ends, wherever the tree cut them, and with the name of whom its last word describes:
    /// "police commissioner" in "police commissioner Ann Lee".
    pub(super) fn with_whole_names(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end);
        let from = self.names.partition_point(|name| name.end as usize <= start);
        if let Some(first) = self.names.get(from).filter(|name| (name.start as usize) < start) {
            start = first.start as usize;
        }
        // "director-general"
        if self.class(end) == Class::Hyphen && self.class(end - 1) == Class::Noun && self.class(end + 1) == Class::Noun
        {
            end += 2;
        }
        let at = self.names.partition_point(|name| name.end as usize <= end);
        if let Some(name) = self.names.get(at) {
            // A form of address may stand between: "nominee Gov. Ann Lee".
            let addressed = end + usize::from(self.is_title(end));
            // "press secretary Ann Lee", "militant group Islamic Front"
            let describes = |noun: Token<'_>| match name.kind {
                NameType::Person => crate::coreference::describes_people(noun),
                NameType::Org => crate::coreference::describes_body(noun),
                _ => false,
            };
            let described = name.start as usize == addressed
                && matches!(self.class(end - 1), Class::Noun | Class::Name)
                && self.document.token(end - 1).is_some_and(describes);
            if (name.start as usize) < end || described {
                end = name.end as usize;
                // The article of a name that the tree hung on its last word.
                start -= usize::from(start > 0 && self.class(start - 1) == Class::Determiner);
            }
        }
        start..end
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Word> {
        let (row, token) = (self.rows.get(index)?, self.document.token(index)?);
        Some(Word {
            span: token.span(),
            class: row.class,
            nominal: row.cue.filter(|_| row.form.is_none()),
            sentence: row.sentence,
        })
    }

    /// Whether the word stands in a part of the page that tells the story.
    pub(crate) fn is_story(&self, index: usize) -> bool {
        self.rows.get(index).is_some_and(|row| row.story)
    }

    pub(crate) fn class(&self, index: usize) -> Class {
        self.rows.get(index).map_or(Class::Other, |row| row.class)
    }

    pub(crate) fn text(&self, index: usize) -> &'d str {
        self.document.token(index).map_or("", Token::text)
    }

    /// Whether the word is one of these, whatever its case.
    pub(crate) fn is(&self, index: usize, words: &[&str]) -> bool {
        let text = self.text(index);
        words.iter().any(|word| word.eq_ignore_ascii_case(text))
    }

    /// Whether the word says when: a day, "tonight", "week".
    pub(super) fn is_when(&self, index: usize) -> bool {
        // The last word of "USA Today" is no day.
        let from = self.names.partition_point(|name| name.end as usize <= index);
        let named = self.names.get(from).is_some_and(|name| name.start as usize <= index);
        // "Friday afternoon"
        let hour =
            || index > 0 && self.is(index, &["morning", "afternoon", "evening", "night"]) && self.is(index - 1, DAYS);
        !named && (self.is(index, DAYS) || self.is(index, &["tonight", "week", "month", "year"]) || hour())
    }

    /// Where a phrase begins with the words that tell how near its number is: "nearly eight in 10", "more than 20 people".
    pub(crate) fn with_bounds(&self, start: usize) -> usize {
        let numbers = self.class(start) == Class::Number || self.is(start, &["half", "a", "one"]);
        let one = start >= 1
            && self.is(
                start - 1,
                &["nearly", "almost", "about", "around", "roughly", "approximately", "over", "only", "just", "some"],
            );
        let two = start >= 2
            && (self.is(start - 2, &["more", "fewer", "less"]) && self.is(start - 1, &["than"])
                || self.is(start - 2, &["at"]) && self.is(start - 1, &["least", "most"]));
        let whole = self.class(start) == Class::Number
            || !one
            || self.is(start + 1, &["dozen", "hundred", "thousand", "million", "third", "quarter", "of"])
            || self.is(start, &["half"]);
        match (numbers && whole, one, two) {
            (true, true, _) => start - 1,
            (true, _, true) => start - 2,
            _ => start,
        }
    }

    pub(crate) fn verb(&self, index: usize) -> Option<(&'static Cue, Form)> {
        self.rows.get(index).and_then(|row| row.verb())
    }

    pub(crate) fn deprel(&self, index: usize) -> Option<Deprel> {
        self.document.token(index)?.deprel()
    }

    pub(crate) fn head(&self, index: usize) -> Option<usize> {
        self.document.token(index)?.head().map(Token::index)
    }

    /// The words of a range that hang on what is outside of it.
    pub(crate) fn tops(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        range.clone().filter(|at| self.head(*at).is_none_or(|head| !range.contains(&head)))
    }

    /// The first of them.
    pub(crate) fn top(&self, range: &Range<usize>) -> Option<usize> {
        self.tops(range).next()
    }

    pub(crate) fn is_parsed(&self) -> bool {
        self.parsed
    }

    /// The words that depend on a word, in text order.
    pub(crate) fn dependents(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + Clone {
        self.document.token(index).map(Token::children).into_iter().flatten().map(Token::index)
    }

    /// The first dependent in one of these relations.
    pub(crate) fn dependent(&self, index: usize, relations: &[Deprel]) -> Option<usize> {
        self.dependents(index)
            .find(|dependent| self.deprel(*dependent).is_some_and(|deprel| relations.contains(&deprel)))
    }

    /// Whether a predicate is negated in its own clause: "did not", "never", "no one was", "there were no", "made no".
    pub(crate) fn is_negated(&self, index: usize) -> bool {
        let no = |noun: usize| {
            self.is(noun, &["nobody", "none", "nothing", "no-one"])
                || self
                    .dependents(noun)
                    .take(WIDEST)
                    .any(|i| self.deprel(i) == Some(Deprel::Det) && self.is(i, &["no", "neither"]))
        };
        self.dependents(index).take(WIDEST).any(|i| match self.deprel(i) {
            Some(Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj) => self.is(i, &["not", "n't", "n’t", "never", "nor"]),
            Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) => no(i),
            // "there was no", with a noun as the predicate
            Some(Deprel::Det) => self.is(i, &["no", "neither"]),
            _ => false,
        })
    }

    /// The comma right before a word; it may stand inside of marks that close there: "…,” he".
    pub(crate) fn comma_before(&self, index: usize) -> Option<usize> {
        let before = (index.saturating_sub(3)..index).rev().find(|i| self.class(*i) != Class::Mark)?;
        (self.class(before) == Class::Comma).then_some(before)
    }

    /// Whether the sentence of a word ends as a question, before closing marks.
    pub(crate) fn asks(&self, index: usize) -> bool {
        let sentence = self.get(index).and_then(|word| self.document.sentence(word.sentence as usize));
        let range = sentence.map(|sentence| sentence.token_range());
        range.is_some_and(|range| range.rev().take(3).any(|word| self.is(word as usize, &["?"])))
    }

    /// From the first to the last byte of a range of words.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        match (self.document.token(range.start), self.document.token(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => Span::default(),
        }
    }

    /// The words that lie inside a span.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let words = self.document.tokens_in(span);
        let start = words
            .clone()
            .next()
            .map_or_else(|| self.document.tokens_in(Span { start: 0, end: span.start }).len(), Token::index);
        start..start + words.len()
    }

    /// Whether a phrase holds a person's name, or is "he" or "she".
    pub(super) fn is_somebody(&self, phrase: &Range<usize>) -> bool {
        let from = self.names.partition_point(|name| name.end as usize <= phrase.start);
        let mut inside = self.names.iter().skip(from).take_while(|name| (name.start as usize) < phrase.end);
        inside.any(|name| name.kind == NameType::Person) || phrase.len() == 1 && self.is(phrase.start, &["he", "she"])
    }

    fn is_nominal(&self, index: usize) -> bool {
        matches!(self.class(index), Class::Noun | Class::Name | Class::Number | Class::Adjective | Class::Determiner)
    }

    /// The noun phrase that begins at a word, without relative clauses and appositions.
    pub(crate) fn phrase_from(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = start;
        let mut has_head = false;
        while at < end {
            match self.class(at) {
                Class::Pronoun if at == start => return Some(at..at + 1),
                Class::Noun | Class::Name | Class::Number => has_head = true,
                Class::Determiner if has_head => break,
                // "a person familiar with the talks"
                Class::Adjective if has_head && self.class(at + 1) == Class::Preposition && self.is_nominal(at + 2) => {
                    let Some(rest) = self.phrase_from(at + 2, end) else { break };
                    return Some(start..rest.end);
                }
                Class::Adjective | Class::Determiner => {}
                Class::Adverb if !has_head && self.is_nominal(at + 1) => {}
                Class::Verb if at > start && !has_head && self.is_attribute(at) => {}
                Class::Possessive if has_head => {}
                Class::Hyphen if at > start => {}
                Class::Preposition if has_head && self.is(at, &["of", "for", "at"]) && self.is_nominal(at + 1) => {
                    let Some(rest) = self.phrase_from(at + 1, end) else { break };
                    return Some(start..rest.end);
                }
                Class::Conjunction if has_head && self.class(at + 1) == Class::Name => {}
                _ => break,
            }
            at += 1;
        }
        while at > start && matches!(self.class(at - 1), Class::Hyphen | Class::Conjunction | Class::Adverb) {
            at -= 1;
        }
        has_head.then_some(start..at)
    }

    /// The noun phrase that ends before a word.
    pub(crate) fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut at = end;
        let mut has_head = false;
        while at > floor {
            let before = at - 1;
            match self.class(before) {
                Class::Pronoun if at == end => return Some(before..end),
                Class::Noun | Class::Name | Class::Number => has_head = true,
                Class::Possessive | Class::Hyphen if has_head => {}
                Class::Adjective if has_head => {}
                Class::Verb if has_head && self.is_attribute(before) => {}
                Class::Determiner if has_head => {
                    at = before;
                    let linked = at > floor + 1
                        && self.is(at - 1, &["of", "for", "at"])
                        && matches!(self.class(at - 2), Class::Noun | Class::Name);
                    if !linked {
                        break;
                    }
                    continue;
                }
                Class::Preposition
                    if has_head
                        && before > floor
                        && self.is(before, &["of", "for", "at"])
                        && matches!(self.class(before - 1), Class::Noun | Class::Name) => {}
                Class::Conjunction
                    if has_head
                        && before > floor
                        && matches!(self.class(before - 1), Class::Name)
                        && self.class(at) == Class::Name => {}
                _ => break,
            }
            at = before;
        }
        while at < end && matches!(self.class(at), Class::Possessive | Class::Hyphen | Class::Conjunction) {
            at += 1;
        }
        (has_head && at < end).then_some(at..end)
    }

    /// The phrase of a head noun, from the tree: its modifiers, and with `whole` what follows them (relative clauses, appositions).
    pub(crate) fn phrase_of(&self, head: usize, whole: bool) -> Range<usize> {
        let (mut start, mut end) = (head, head + 1);
        let mut pending = vec![head];
        let mut steps = 0;
        while let Some(word) = pending.pop().filter(|_| steps < LONGEST_PHRASE) {
            steps += 1;
            for dependent in self.dependents(word) {
                let Some(relation) = self.deprel(dependent) else { continue };
                let inside = match relation {
                    Deprel::Punct
                    | Deprel::Parataxis
                    | Deprel::Discourse
                    | Deprel::Dep
                    | Deprel::Nsubj
                    | Deprel::Cop
                    | Deprel::Aux
                    | Deprel::Advcl
                    | Deprel::Mark => false,
                    // "the Committee to Protect Journalists"
                    Deprel::Acl if dependent == head + 2 && self.is(head + 1, &["to"]) => {
                        let capital = |at: usize| self.text(at).starts_with(char::is_uppercase);
                        whole || capital(head) && capital(dependent)
                    }
                    // "Ambassador to the United Nations Ann Lee": no comma parts the name.
                    Deprel::Appos if self.class(dependent) == Class::Name && dependent > head => {
                        let beside = matches!(self.class(dependent - 1), Class::Name | Class::Noun);
                        whole || beside && (head..dependent).take(LONGEST_PHRASE).all(|i| self.class(i) != Class::Dash)
                    }
                    Deprel::AclRelcl | Deprel::Acl | Deprel::Appos => whole,
                    Deprel::Case => dependent > head || word != head,
                    Deprel::Cc => word != head || dependent > head,
                    Deprel::Advmod => word != head || dependent > start,
                    _ => true,
                };
                if inside {
                    start = start.min(dependent);
                    end = end.max(dependent + 1);
                    pending.push(dependent);
                }
            }
        }
        // "Sen. Ann Lee said", where the tree has a subject each for the title and the name.
        let subject =
            |at: usize| self.deprel(at) == Some(Deprel::Nsubj) && matches!(self.class(at), Class::Name | Class::Noun);
        if end == head + 1 && subject(head) && subject(end) && self.head(end) == self.head(head) {
            let name = self.phrase_of(end, whole);
            (start, end) = (start.min(name.start), name.end);
        }
        // "Leeds and York officials said", where the tree has a subject each.
        if subject(head) && self.class(end) == Class::Conjunction {
            let other = self.head(end).filter(|other| *other > end && *other <= end + 4);
            if let Some(other) = other.filter(|other| subject(*other) && self.head(*other) == self.head(head)) {
                end = other + 1;
            }
        }
        // "On Friday the ministry said", "itself Ford said": a day or a reflexive that the tree hung on the name after it.
        while start < head
            && (self.is(start, DAYS) || self.is(start, REFLEXIVES))
            && matches!(self.class(start + 1), Class::Name | Class::Determiner)
        {
            start += 1;
        }
        // "Ann Lee, in an attempt to win, said"
        let apart = |at: &usize| {
            self.class(*at) == Class::Comma && self.class(at + 1) == Class::Preposition && !self.is(at + 1, &["of"])
        };
        if !whole {
            end = (head + 1..end).take(LONGEST_PHRASE).find(apart).unwrap_or(end);
        }
        // What the tree took for a verb: "IS's Amaq News Agency", "the IS statement".
        while start > 0
            && (self.class(start - 1) == Class::Possessive
                || (self.class(start - 1) == Class::Name && self.is_abbreviation(start - 1)))
        {
            start -= 1;
        }
        // "the candidate's former doctor", where the tree left the owner outside.
        if start > 0 && self.class(start) == Class::Possessive {
            start = self.phrase_before(start, 0).map_or(start, |owner| owner.start);
        }
        if start < end
            && start > 0
            && start < head
            && self.is_abbreviation(start)
            && matches!(self.class(start - 1), Class::Determiner | Class::Adjective | Class::Noun)
        {
            start = self.phrase_before(start, 0).map_or(start, |before| before.start);
        }
        self.with_whole_names(start..end)
    }

    /// Whether a participle stands before the noun that it describes: "the printed card", "a leading lawyer".
    fn is_attribute(&self, index: usize) -> bool {
        self.deprel(index) == Some(Deprel::Amod)
            && matches!(self.document.token(index).and_then(Token::xpos), Some("VBN" | "VBG"))
    }

    fn is_title(&self, index: usize) -> bool {
        self.text(index).starts_with(char::is_uppercase) && crate::entities::is_title(self.text(index))
    }

    fn is_abbreviation(&self, index: usize) -> bool {
        let text = self.text(index);
        text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// The words below a word in the tree, itself included, from the first to the last.
    pub(crate) fn subtree(&self, head: usize) -> Range<usize> {
        let range = self.document.token(head).and_then(Token::subtree);
        range.map_or(head..head + 1, |range| range.start as usize..range.end as usize)
    }
}

fn class(text: &str, lower: &str, upos: Option<Upos>, is_verb: bool, spaced: bool, small: bool) -> Class {
    match text {
        "," | "，" => return Class::Comma,
        "." | "!" | "?" | "..." | "…" | ";" => return Class::Stop,
        ":" => return Class::Colon,
        "—" | "–" | "--" | "―" => return Class::Dash,
        "-" => return if spaced { Class::Dash } else { Class::Hyphen },
        "'s" | "’s" | "‘s" => {
            return if matches!(upos, Some(Upos::Aux | Upos::Verb)) { Class::Auxiliary } else { Class::Possessive };
        }
        "\"" | "“" | "”" | "''" | "``" | "«" | "»" | "‘" | "„" | "`" => return Class::Mark,
        "'" | "’" => return if upos == Some(Upos::Part) { Class::Possessive } else { Class::Mark },
        "(" | ")" | "[" | "]" => return Class::Bracket,
        _ => {}
    }
    if let Some(upos) = upos {
        // Capitals throughout in a text of small letters are an abbreviation, whatever word they spell: IS, US, IT, WHO.
        let shouts = text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase()) && small;
        if shouts && matches!(upos, Upos::Aux | Upos::Pron | Upos::Verb | Upos::Sconj) && !matches!(text, "II" | "OK") {
            return Class::Name;
        }
        return match upos {
            Upos::Det => Class::Determiner,
            Upos::Pron
                if DETERMINERS.contains(&lower)
                    && !matches!(
                        lower,
                        "this"
                            | "that"
                            | "these"
                            | "those"
                            | "some"
                            | "many"
                            | "several"
                            | "all"
                            | "both"
                            | "one"
                            | "another"
                            | "other"
                    ) =>
            {
                Class::Determiner
            }
            Upos::Pron => Class::Pronoun,
            Upos::Noun => Class::Noun,
            Upos::Propn => Class::Name,
            Upos::Num => Class::Number,
            Upos::Adj => Class::Adjective,
            Upos::Adv => Class::Adverb,
            Upos::Verb => Class::Verb,
            Upos::Aux => Class::Auxiliary,
            Upos::Adp => Class::Preposition,
            Upos::Cconj => Class::Conjunction,
            Upos::Sconj => Class::Subordinator,
            _ => Class::Other,
        };
    }
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    match lower {
        _ if DETERMINERS.contains(&lower) => Class::Determiner,
        _ if PRONOUNS.contains(&lower) => Class::Pronoun,
        _ if PREPOSITIONS.contains(&lower) => Class::Preposition,
        _ if AUXILIARIES.contains(&lower) => Class::Auxiliary,
        _ if CONJUNCTIONS.contains(&lower) => Class::Conjunction,
        _ if SUBORDINATORS.contains(&lower) => Class::Subordinator,
        _ if capital => Class::Name,
        _ if is_verb => Class::Verb,
        _ if text.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
        _ if lower.len() > 4 && lower.ends_with("ly") => Class::Adverb,
        _ if text.starts_with(char::is_alphabetic) => Class::Noun,
        _ => Class::Other,
    }
}
