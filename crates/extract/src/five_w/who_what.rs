//! Who acts, and what happens.

use dateline_core::{Deprel, Document, NameType, Span, Token, Upos};

use super::clause::{naming, predicate, span};
use super::{Answer, Lead};
use crate::EntityId;
use crate::events::{Event, EventType, Role, RoleKind, datelines};
use crate::mentions::{Mention, MentionForm};
use crate::story::Evidence;

pub(super) const SUBJECT: &str = "five_w.who.subject";
pub(super) const AGENT: &str = "five_w.who.agent";
pub(super) const HARMED: &str = "five_w.who.harmed";
pub(super) const SALIENT: &str = "five_w.who.salient";
pub(super) const PREDICATE: &str = "five_w.what.predicate";
pub(super) const HEADLINE: &str = "five_w.what.headline";

/// The longest answer to who, in tokens.
const WHO_TOKENS: usize = 14;
/// The longest answer to what, in tokens.
const WHAT_TOKENS: usize = 14;

/// Those who act: subjects of the main clauses, agents of passives, and the people and bodies that the article is about.
pub(super) fn who(evidence: Evidence<'_>, leads: &[Lead<'_>]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for lead in leads {
        let Some(predicate) = predicate(lead) else { continue };
        if let Some(agent) = predicate.passive_agent() {
            answers.extend(actor(evidence, lead, agent, AGENT, 0.75 * capacity(evidence, lead, agent)));
        }
        match predicate.understood_subject() {
            Some(subject) => {
                let capacity = capacity(evidence, lead, subject);
                answers.extend(actor(evidence, lead, subject, SUBJECT, 0.8 * capacity));
                if capacity < 1.0 {
                    answers.extend(harmed(evidence, lead));
                }
            }
            // A headline without a verb is about its first noun.
            None if lead.is_headline && predicate.upos() != Some(Upos::Verb) => {
                answers.extend(actor(evidence, lead, predicate, SUBJECT, 0.4));
            }
            None => {}
        }
    }
    for (id, entity) in (0..).map(EntityId).zip(evidence.entities) {
        if matches!(entity.kind, Some(NameType::Person | NameType::Org | NameType::Norp)) {
            let answer = Answer::new(entity.name, SALIENT, 0.45 * entity.salience, &["salient"]);
            answers.push(Answer { entity: Some(id), ..answer });
        }
    }
    answers
}

/// How much a noun can be who: a fire, a shooting or a bomb is what happened and not who did it.
fn capacity(evidence: Evidence<'_>, lead: &Lead<'_>, head: Token<'_>) -> f32 {
    let harms = |event: &Event| {
        matches!(event.kind, EventType::Assault | EventType::Accident | EventType::Disaster | EventType::Weather)
            && (event.trigger.contains(head.span()) && head.upos() == Some(Upos::Noun)
                || event.roles_of(RoleKind::Instrument).any(|role| role.span.contains(head.span())))
    };
    if told(evidence, lead).any(harms) { 0.4 } else { 1.0 }
}

/// The events that a sentence tells of.
fn told<'s>(evidence: Evidence<'s>, lead: &Lead<'_>) -> impl Iterator<Item = &'s Event> {
    let sentence = lead.sentence.span();
    let from = evidence.events.partition_point(|event| event.span.start < sentence.start);
    evidence.events.iter().skip(from).take_while(move |event| event.span.start < sentence.end)
}

/// Who did it or suffered it, where the sentence is built around what happened: "Fire kills four".
fn harmed(evidence: Evidence<'_>, lead: &Lead<'_>) -> Vec<Answer> {
    let here = told(evidence, lead).filter(|event| {
        let harm = matches!(
            event.kind,
            EventType::Assault | EventType::Accident | EventType::Disaster | EventType::Death | EventType::Injury
        );
        harm && lead.sentence.span().contains(event.trigger)
    });
    let roles = here.flat_map(|event| &event.roles).filter(|role| lead.sentence.span().contains(role.span));
    let answer = |role: &Role| {
        let worth = match role.kind {
            RoleKind::Actor => 0.7,
            RoleKind::Victim => 0.65,
            _ => return None,
        };
        let answer = Answer::new(role.span, HARMED, lead.weight * worth, &[lead.reason(), role.kind.name()]);
        Some(Answer { entity: role.entity, ..answer })
    };
    roles.filter_map(answer).collect()
}

/// An answer for a noun that acts, under the fullest name that the article gives it.
fn actor(evidence: Evidence<'_>, lead: &Lead<'_>, head: Token<'_>, rule: &'static str, worth: f32) -> Option<Answer> {
    let placed = head.children().any(|child| {
        child.deprel() == Some(Deprel::Case)
            && matches!(child.text(), "at" | "At" | "in" | "In" | "on" | "off" | "near")
    });
    if head.upos() == Some(Upos::Pron) || placed || head.span().start < datelines::behind(lead.sentence) {
        return None;
    }
    let from = evidence.mentions.partition_point(|mention| mention.span.start < lead.sentence.span().start);
    let mut around = evidence
        .mentions
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start <= head.span().start)
        .filter(|mention| mention.span.contains(head.span()));
    let first = around.clone().next();
    let mention = around.find(|mention| mention.form == MentionForm::Name).or(first);
    let words = whole(evidence.document, naming(head, WHO_TOKENS)?, mention);
    let entity =
        mention.and_then(|mention| mention.entity).and_then(|id| Some((id, evidence.entities.get(id.index())?)));
    let named = entity.filter(|(_, entity)| {
        matches!(entity.kind, Some(NameType::Person | NameType::Org | NameType::Gpe | NameType::Norp))
    });
    let salience = named.map_or(0.0, |(_, entity)| entity.salience);
    let mut reasons = vec![lead.reason(), if rule == AGENT { "agent" } else { "subject" }];
    let (span, id) = match (named, mention) {
        // The name is the whole of what acts: say it in full.
        (Some((id, entity)), Some(mention))
            if is_all(evidence.document, mention.span, words) || entity.kind == Some(NameType::Person) =>
        {
            reasons.push("name");
            (full_name(evidence, id).unwrap_or(entity.name), Some(id))
        }
        (named, _) => (words, named.map(|(id, _)| id)),
    };
    if salience > 0.5 {
        reasons.push("salient");
    }
    let answer = Answer::new(span, rule, (lead.weight * worth + 0.2 * salience).min(1.0), &reasons);
    Some(Answer { entity: id, ..answer })
}

/// The phrase of what acts; behind a name stands nothing that belongs to it, except after "of".
fn whole(document: &Document, words: Span, mention: Option<&Mention>) -> Span {
    let Some(name) = mention.filter(|mention| {
        mention.form == MentionForm::Name && words.end > mention.span.end && words.start <= mention.span.start
    }) else {
        return words;
    };
    let goes_on = document.tokens_in(Span::new(name.span.end, words.end)).next().is_some_and(|next| {
        matches!(next.text(), "of" | "and" | "or")
            || matches!(next.upos(), Some(Upos::Noun | Upos::Propn))
            || !next.has_space_before()
    });
    if goes_on { words } else { Span::new(words.start, name.span.end) }
}

/// Whether the words are the name and no more than an article before it.
fn is_all(document: &Document, name: Span, words: Span) -> bool {
    let before = document.slice(Span::new(words.start, name.start.max(words.start))).trim();
    name.end >= words.end && matches!(before, "" | "The" | "the")
}

/// The entity's name, as the text first spells it out.
fn full_name(evidence: Evidence<'_>, entity: EntityId) -> Option<Span> {
    evidence.entities.get(entity.index()).map(|entity| entity.name)
}

/// What happens: the main clauses' predicates with what completes them, or a headline that has no verb.
pub(super) fn what(leads: &[Lead<'_>]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for lead in leads {
        let Some(predicate) = predicate(lead) else { continue };
        if let Some(span) = verb_phrase(predicate) {
            answers.push(Answer::new(span, PREDICATE, lead.weight * 0.9, &[lead.reason(), "predicate"]));
        } else if lead.is_headline {
            answers.extend(span(lead.sentence.tokens()).map(|span| Answer::new(span, HEADLINE, 0.85, &["headline"])));
        }
    }
    answers
}

/// A predicate from its first word that carries meaning to the end of what completes it, without its subject and without when, where and why.
pub(super) fn verb_phrase(predicate: Token<'_>) -> Option<Span> {
    if !predicate.is_predicate() {
        return None;
    }
    let document = predicate.document();
    let negation = predicate.negation().map(|word| word.index().min(predicate.index()));
    let first = predicate.copula().map(|copula| copula.index()).or(negation).unwrap_or(predicate.index());
    let first = first.min(predicate.subtree().filter(|_| predicate.copula().is_some()).map_or(first, |_| first));
    let has_object = predicate.objects().next().is_some()
        || predicate.children().any(|child| matches!(child.deprel(), Some(Deprel::Xcomp | Deprel::Ccomp)));
    let mut end = predicate.index() as u32 + 1;
    for child in predicate.children().filter(|child| child.index() > predicate.index()) {
        let completes = match child.deprel() {
            Some(Deprel::Obj | Deprel::Iobj | Deprel::CompoundPrt | Deprel::Xcomp | Deprel::Ccomp) => true,
            Some(Deprel::Obl | Deprel::OblAgent) => {
                !has_object || child.index() as u32 == end || child.index() as u32 <= end + 2
            }
            Some(Deprel::Advmod) => false,
            _ => false,
        };
        if completes && !is_when(child) {
            end = end.max(child.subtree()?.end);
        }
    }
    span(document.token_range(first as u32..end.min(first as u32 + WHAT_TOKENS as u32)))
}

/// Whether a phrase says when.
fn is_when(head: Token<'_>) -> bool {
    matches!(
        head.lemma(),
        Some(
            "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "week"
                | "month"
                | "year"
                | "day"
                | "night"
                | "morning"
        )
    )
}
