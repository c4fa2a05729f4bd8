//! The answers to who, what, when, where, why and how, for the article's main event.
//!
//! The event is read from the headline and the first sentences of the story: the clause that each is built around. Answers are short stretches of
//! the text, as an editor would underline; each carries its reasons. A question that the article does not answer stays empty.
//!
//! Times, places, reasons and means count by how near they belong to that event: those of its own clause first, those of other happenings
//! in between last. Where no words say when, the first sentences' verb and the day of publication stand in: such an answer says that it is
//! inferred.
//!
//! Known limits: an article with several main events is read as having one, and one that retells an older event is dated by its telling;
//! reasons and means are found by the words and clauses that introduce them (because, after, to, by, blame), and the course of events by verbs
//! of harm, not by inference.

mod clause;
mod event;
mod places;
mod reasons;
mod times;
mod who_what;

use dateline_core::{BlockKind, Document, Sentence, Span};

use crate::story::Evidence;
use crate::{EntityId, PlaceId, TimeId};

/// The ids of the rules that answer.
pub const RULES: &[&str] = &[
    who_what::SUBJECT,
    who_what::AGENT,
    who_what::HARMED,
    who_what::SALIENT,
    who_what::PREDICATE,
    who_what::HEADLINE,
    times::NEAR,
    times::PUBLISHED,
    places::NEAR,
    reasons::BECAUSE,
    reasons::AFTER,
    reasons::PURPOSE,
    reasons::STRATEGY,
    reasons::FOR,
    reasons::CHARGE,
    reasons::BLAME,
    reasons::CAUSE,
    reasons::CIRCUMSTANCE,
    reasons::MEANS,
    reasons::MANNER,
    reasons::COURSE,
    reasons::MEDIUM,
];

/// How many sentences of the body belong to the lead.
const LEAD: usize = 4;
/// How many answers are kept to a question.
const KEPT: usize = 5;

/// An answer to one of the questions: a short stretch of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The words that answer.
    pub span: Span,
    /// How good an answer, 0 to 1.
    pub score: f32,
    /// The entity that they name, for who.
    pub entity: Option<EntityId>,
    /// The time that they name, for when.
    pub time: Option<TimeId>,
    /// The day, for when, where no words name it: inferred from the day of publication and the verb that tells the news.
    pub inferred: Option<String>,
    /// The place that they name, for where.
    pub place: Option<PlaceId>,
    /// What spoke for the answer: `headline`, `lead`, `subject`, `salient` …
    pub reasons: Vec<&'static str>,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Answer {
    fn new(span: Span, rule: &'static str, score: f32, reasons: &[&'static str]) -> Self {
        Self { span, score, entity: None, time: None, inferred: None, place: None, reasons: reasons.to_vec(), rule }
    }
}

/// The answers for the article's main event, best first. A question that the article does not answer stays empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiveW {
    /// Who acts.
    pub who: Vec<Answer>,
    /// What happens.
    pub what: Vec<Answer>,
    /// When it happens.
    pub when: Vec<Answer>,
    /// Where it happens.
    pub place: Vec<Answer>,
    /// Why it happens.
    pub why: Vec<Answer>,
    /// How it happens.
    pub how: Vec<Answer>,
}

impl FiveW {
    /// Each question's name with its answers, in the customary order.
    #[must_use]
    pub fn questions(&self) -> [(&'static str, &[Answer]); 6] {
        [
            ("who", &self.who),
            ("what", &self.what),
            ("when", &self.when),
            ("where", &self.place),
            ("why", &self.why),
            ("how", &self.how),
        ]
    }
}

/// Answers the six questions.
#[must_use]
pub(crate) fn answer(evidence: Evidence<'_>) -> FiveW {
    let leads = leads(evidence.document);
    let main = event::MainEvent::new(&leads);
    FiveW {
        who: best(evidence.document, who_what::who(evidence, &leads)),
        what: best(evidence.document, who_what::what(&leads)),
        when: best(evidence.document, times::when(evidence, &leads, &main)),
        place: best(evidence.document, places::place(evidence, &leads, &main)),
        why: best(evidence.document, reasons::why(&leads, &main)),
        how: best(evidence.document, [reasons::how(&leads, &main), reasons::course(evidence, &leads)].concat()),
    }
}

/// A sentence that may tell the main event, and how much its place speaks for it.
#[derive(Clone, Copy)]
struct Lead<'d> {
    sentence: Sentence<'d>,
    weight: f32,
    is_headline: bool,
}

impl Lead<'_> {
    fn reason(&self) -> &'static str {
        if self.is_headline { "headline" } else { "lead" }
    }
}

/// The headline and the first sentences of the story, then, with little weight, the rest of it.
fn leads(document: &Document) -> Vec<Lead<'_>> {
    let mut leads = Vec::new();
    let mut body = 0_usize;
    for sentence in document.sentences() {
        let (is_headline, weight) = match sentence.block().kind() {
            BlockKind::Headline if leads.is_empty() => (true, 1.0),
            BlockKind::Paragraph if sentence.tokens().len() >= 4 => {
                body += 1;
                (false, if body <= LEAD { 0.95 - 0.12 * body as f32 } else { 0.4 / (body - LEAD) as f32 })
            }
            _ => continue,
        };
        leads.push(Lead { sentence, weight, is_headline });
    }
    leads
}

/// The best answers, best first, none twice.
fn best(document: &Document, mut answers: Vec<Answer>) -> Vec<Answer> {
    answers.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)));
    let mut kept: Vec<Answer> = Vec::new();
    for answer in answers {
        let again = |other: &Answer| {
            other.span.overlaps(answer.span)
                || document.slice(other.span).eq_ignore_ascii_case(document.slice(answer.span))
                || answer.entity.is_some() && other.entity == answer.entity
        };
        if kept.len() < KEPT && !kept.iter().any(again) {
            kept.push(answer);
        }
    }
    kept
}
