use super::paragraphs::is_item;
use super::phrases::{self, Signs};
use crate::annotator::Given;
use crate::document::{BlockRow, Columns};
use crate::{BlockKind, Span};

const TITLE: &str = "blocks.given.title";
const DESCRIPTION: &str = "blocks.given.description";
const REPEATED: &str = "blocks.headline.repeated";
const HEADLINE: &str = "blocks.headline.first";
const OPENING: &str = "blocks.phrase.opening";
const INSIDE: &str = "blocks.phrase.inside";
const PLEA: &str = "blocks.plea.phrases";
const PLEA_NEIGHBOUR: &str = "blocks.plea.neighbour";
const ITEM: &str = "blocks.item";
const BYLINE: &str = "blocks.byline.by";
const BYLINE_NAME: &str = "blocks.byline.name";
const DATELINE: &str = "blocks.dateline.line";
const KEYWORDS: &str = "blocks.keywords.list";
const STRAY: &str = "blocks.stray.name";
const SUBHEAD: &str = "blocks.subhead.short";
const PARAGRAPH: &str = "blocks.paragraph";

/// The ids of the rules here.
pub(crate) const RULES: &[&str] = &[
    TITLE,
    DESCRIPTION,
    REPEATED,
    HEADLINE,
    OPENING,
    INSIDE,
    PLEA,
    PLEA_NEIGHBOUR,
    ITEM,
    BYLINE,
    BYLINE_NAME,
    DATELINE,
    KEYWORDS,
    STRAY,
    SUBHEAD,
    PARAGRAPH,
];

/// The longest headline, in words.
const HEADLINE_WORDS: usize = 25;
/// The longest subhead, in words.
const SUBHEAD_WORDS: usize = 12;
/// The longest block that one phrase at its start makes something other than story: longer ones tell a story that begins with these words.
const PHRASE_WORDS: usize = 45;
/// The longest plea or legal notice, in words: a longer block is a page that was pasted as one line.
const NOTICE_WORDS: usize = 120;
/// How far from the top or the end of a page a line of tags stands, in blocks.
const KEYWORDS_REACH: usize = 4;

/// Names the kind of each block, from its form, its place on the page and known phrases.
pub(crate) fn label(text: &str, columns: &mut Columns, given: &Given) {
    let forms: Vec<Form<'_>> = columns.blocks.iter().map(|row| Form::new(text, row)).collect();
    let mut page = Page {
        forms: &forms,
        given,
        kinds: Vec::with_capacity(forms.len()),
        last_text: forms.iter().rposition(|form| form.ends_sentence && form.words >= 8),
        has_paragraph: false,
        has_headline: false,
    };
    for at in 0..forms.len() {
        let kind = page.kind(at);
        page.has_paragraph |= kind.0 == BlockKind::Paragraph;
        page.has_headline |= kind.0 == BlockKind::Headline;
        page.kinds.push(kind);
    }
    for (row, kind) in columns.blocks.iter_mut().zip(page.kinds) {
        (row.kind, row.rule) = kind;
    }
}

/// What a block looks like.
struct Form<'t> {
    text: &'t str,
    span: Span,
    sentences: usize,
    words: usize,
    ends_sentence: bool,
    signs: Signs,
}

impl<'t> Form<'t> {
    fn new(text: &'t str, row: &BlockRow) -> Self {
        let block = row.span.of(text).unwrap_or_default();
        Self {
            text: block,
            span: row.span,
            sentences: row.sentences.len(),
            words: block.split_whitespace().count(),
            ends_sentence: block
                .trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*'])
                .ends_with(['.', '!', '?', '…', ':', ';', ',']),
            signs: phrases::signs(block),
        }
    }

    fn words(&self) -> impl Iterator<Item = &'t str> + Clone {
        self.text
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
    }

    fn is_quoted(&self) -> bool {
        self.text.contains(['"', '“', '”'])
    }

    /// Whether the block speaks to its reader about those who write it.
    fn addresses_reader(&self) -> bool {
        let is_one_of =
            |list: &[&str]| self.words().any(|word| list.iter().any(|entry| word.eq_ignore_ascii_case(entry)));
        !self.is_quoted() && is_one_of(&["you", "your"]) && is_one_of(&["we", "us", "our"])
    }

    /// Whether every word begins with a capital, but for the small words that titles leave small.
    fn is_title_case(&self) -> bool {
        let small = |word: &str| {
            matches!(
                word,
                "a" | "an"
                    | "and"
                    | "as"
                    | "at"
                    | "by"
                    | "for"
                    | "from"
                    | "in"
                    | "of"
                    | "on"
                    | "or"
                    | "over"
                    | "the"
                    | "to"
                    | "vs"
                    | "with"
                    | "s"
                    | "de"
                    | "al"
                    | "van"
                    | "bin"
            )
        };
        self.words().all(|word| small(word) || !word.starts_with(char::is_lowercase))
    }

    /// Where and when a story was filed: names and numbers with a month or weekday among them, and nothing else.
    fn is_dateline(&self) -> bool {
        let calendar = || self.words().any(is_calendar);
        let dated = || self.words().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let other = |word: &str| {
            word.starts_with(char::is_lowercase)
                && !matches!(word, "at" | "am" | "pm" | "a.m" | "p.m" | "and" | "of" | "th" | "st" | "nd" | "rd")
        };
        self.words <= 12 && calendar() && dated() && !self.words().any(other)
    }

    /// "By" and names, perhaps with an office or an outlet.
    fn is_byline(&self) -> bool {
        let mut words = self.words();
        let by = words.next().is_some_and(|word| word.eq_ignore_ascii_case("by"));
        let name = words.clone().next().is_some_and(|word| word.starts_with(char::is_uppercase) && !is_calendar(word));
        let small = |word: &str| {
            matches!(
                word,
                "and"
                    | "in"
                    | "for"
                    | "of"
                    | "at"
                    | "the"
                    | "de"
                    | "van"
                    | "von"
                    | "al"
                    | "el"
                    | "bin"
                    | "political"
                    | "staff"
                    | "writer"
                    | "reporter"
                    | "correspondent"
                    | "editor"
            )
        };
        by && name
            && self.words <= 16
            && !self.ends_sentence
            && words.all(|word| small(word) || !word.starts_with(char::is_lowercase))
    }

    /// Two to four capitalised words as people are named, without the words that name firms.
    fn is_person_like(&self) -> bool {
        let name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        (2..=4).contains(&self.words)
            && self.words().all(name)
            && !self.words().last().is_some_and(|word| ORGANISATION_WORDS.contains(&word))
    }

    /// Three or more short items between commas (or bars), without the "and" of a sentence's list.
    fn is_tag_list(&self) -> bool {
        let separator = if self.text.contains('|') { '|' } else { ',' };
        let items = self.text.split(separator).map(|item| item.split_whitespace().count());
        let (count, longest) = items.fold((0, 0), |(count, longest), words| (count + 1, longest.max(words)));
        count >= 3
            && longest <= 3
            && !self.ends_sentence
            && !self.words().any(|word| matches!(word, "and" | "or" | "but" | "is" | "are" | "was"))
    }
}

/// Words that end the names of firms and bodies.
const ORGANISATION_WORDS: &[&str] = &[
    "Bank",
    "Group",
    "Inc",
    "Ltd",
    "Limited",
    "Corp",
    "Corporation",
    "Company",
    "Co",
    "Insurance",
    "Media",
    "Press",
    "News",
    "Agency",
    "University",
    "College",
    "Hospital",
    "Hotel",
    "Hotels",
    "Motors",
    "Airlines",
    "Airways",
    "Telecom",
    "Foundation",
    "Institute",
    "Ministry",
    "Department",
    "Council",
    "Times",
    "Post",
    "Herald",
    "Tribune",
    "Street",
    "Road",
    "Desk",
    "Bureau",
    "Staff",
];

/// Whether a word is the name of a month or weekday, or its abbreviation.
pub(crate) fn is_calendar(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    // Three letters or more of a name are its abbreviation: Jan, Sept, Tues, Thurs.
    word.len() >= 3
        && word.is_ascii()
        && NAMES.iter().any(|name| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// The page so far: the kinds of the blocks above the one in question.
struct Page<'f, 't> {
    forms: &'f [Form<'t>],
    given: &'f Given,
    kinds: Vec<(BlockKind, &'static str)>,
    /// The last block of running text.
    last_text: Option<usize>,
    /// Whether a paragraph, and a headline, stand above.
    has_paragraph: bool,
    has_headline: bool,
}

impl Page<'_, '_> {
    fn kind(&self, at: usize) -> (BlockKind, &'static str) {
        let Some(form) = self.forms.get(at) else { return (BlockKind::Paragraph, PARAGRAPH) };
        if let Some(given) = self.given(form) {
            return given;
        }
        let signs = form.signs;
        if is_item(form.text) && signs.opening.is_none() && signs.pleas == 0 {
            return (BlockKind::ListItem, ITEM);
        }
        if let Some(kind) = signs
            .opening
            .filter(|&kind| form.words <= PHRASE_WORDS || kind == BlockKind::Plea && form.words <= NOTICE_WORDS)
        {
            return (kind, OPENING);
        }
        let is_notice = form.words <= NOTICE_WORDS;
        if is_notice && (signs.pleas >= 2 && !form.is_quoted() || signs.pleas == 1 && form.addresses_reader()) {
            return (BlockKind::Plea, PLEA);
        }
        if let Some(kind) =
            signs.inside.filter(|&kind| form.words <= PHRASE_WORDS || kind == BlockKind::Boilerplate && is_notice)
        {
            return (kind, INSIDE);
        }
        if self.above() == Some(BlockKind::Plea) && form.addresses_reader() {
            return (BlockKind::Plea, PLEA_NEIGHBOUR);
        }
        if form.is_byline() {
            return (BlockKind::Byline, BYLINE);
        }
        if form.is_dateline() {
            return (BlockKind::Dateline, DATELINE);
        }
        self.by_place(at, form)
    }

    fn given(&self, form: &Form<'_>) -> Option<(BlockKind, &'static str)> {
        let inside = |part: Option<Span>| part.is_some_and(|part| part.contains(form.span));
        if inside(self.given.title) {
            return Some((BlockKind::Headline, TITLE));
        }
        if inside(self.given.description) {
            return Some((BlockKind::Paragraph, DESCRIPTION));
        }
        let title =
            self.forms.first().filter(|first| self.given.title.is_some_and(|title| title.contains(first.span)))?;
        (title.text == form.text).then_some((BlockKind::Headline, REPEATED))
    }

    /// What a block is by where it stands: headline, tags, a name above the text, subhead, paragraph.
    fn by_place(&self, at: usize, form: &Form<'_>) -> (BlockKind, &'static str) {
        let later_text = self.last_text.is_some_and(|last| last > at);
        let before_text = !self.has_paragraph;
        let has_headline = self.has_headline;
        let near_edge = at < KEYWORDS_REACH || at + KEYWORDS_REACH >= self.forms.len();
        if near_edge && (has_headline || !before_text) && form.is_tag_list() {
            return (BlockKind::Keywords, KEYWORDS);
        }
        let reads_as_headline = form.sentences <= 2
            && form.words <= HEADLINE_WORDS
            && (!form.ends_sentence || form.is_title_case() || form.text.ends_with(['?', '!']));
        if before_text && !has_headline && later_text && form.words >= 2 && reads_as_headline {
            return (BlockKind::Headline, HEADLINE);
        }
        if before_text && has_headline && later_text && form.words <= 4 && !form.ends_sentence && form.is_title_case() {
            return if form.is_person_like() {
                (BlockKind::Byline, BYLINE_NAME)
            } else {
                (BlockKind::Boilerplate, STRAY)
            };
        }
        let between = !before_text && later_text && self.above().is_some_and(|kind| kind != BlockKind::ListItem);
        if between
            && form.words <= SUBHEAD_WORDS
            && !form.ends_sentence
            && !form.is_quoted()
            && form.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        {
            return (BlockKind::Subhead, SUBHEAD);
        }
        (BlockKind::Paragraph, PARAGRAPH)
    }

    fn above(&self) -> Option<BlockKind> {
        self.kinds.last().map(|&(kind, _)| kind)
    }
}
