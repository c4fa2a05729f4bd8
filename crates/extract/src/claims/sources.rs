//! Who stands behind a claim: through relative pronouns, documents and agencies to the one who speaks.

use std::ops::Range;

use dateline_core::Deprel;

use crate::EntityId;
use crate::mentions::Mention;
use crate::quotes::cues::MEDIA;
use crate::quotes::reported::Reported;
use crate::quotes::speakers::subject_in_tree;
use crate::quotes::words::{Class, Words};
use crate::quotes::{Speaker, speaker_of};

/// Words in the name of a body that publishes for others: "IS's Amaq News Agency".
const OUTLETS: &[&str] = &[
    "agency",
    "news",
    "press",
    "radio",
    "television",
    "tv",
    "channel",
    "newspaper",
    "media",
    "website",
    "magazine",
    "wire",
    "broadcaster",
    "outlet",
];

const RELATIVES: &[&str] = &["who", "which", "that"];

/// The source of what is reported, as its words and its entity, and who passed it on.
pub(super) fn of(words: &Words, mentions: &[Mention], found: &Reported) -> (Option<Speaker>, Vec<EntityId>) {
    let Some((head, range)) = found.holder.zip(found.source.as_ref()) else { return (None, Vec::new()) };
    let mut speaker = speaker_of(words, mentions, range);
    // Initials stand for who was named before.
    if head < range.start && speaker.entity.is_none() {
        speaker.entity = speaker_of(words, mentions, &words.phrase_of(head, false)).entity;
    }
    let mut holder = head;
    for _ in 0..3 {
        let Some(next) = behind(words, holder, found.rule) else { break };
        holder = next;
    }
    if holder != head {
        let known = speaker_of(words, mentions, &words.phrase_of(holder, false));
        speaker.entity = speaker.entity.filter(|_| words.is(head, RELATIVES)).or(known.entity).or(speaker.entity);
    }
    let mut via = Vec::new();
    if let Some((owner, outlet)) = owner_of_outlet(words, holder) {
        via.extend(speaker_of(words, mentions, &outlet).entity);
        let owner = speaker_of(words, mentions, &owner).entity;
        speaker.entity = owner.or(speaker.entity);
    }
    (Some(speaker), via)
}

/// Whom a relative pronoun or a document stands for.
fn behind(words: &Words, head: usize, rule: &str) -> Option<usize> {
    if words.is(head, RELATIVES) {
        let mut clause = words.head(head)?;
        for _ in 0..4 {
            match words.deprel(clause)? {
                Deprel::AclRelcl | Deprel::Acl => return words.head(clause),
                Deprel::Conj | Deprel::Xcomp => clause = words.head(clause)?,
                _ => return None,
            }
        }
        return None;
    }
    if !MEDIA.contains(words.text(head).to_ascii_lowercase().as_str()) {
        return None;
    }
    // "its statement", "the IS statement", "a statement by the ministry"; "announced in a statement": whoever announced it.
    let by = words.dependents(head).find(|i| {
        words.deprel(*i) == Some(Deprel::Nmod)
            && words
                .dependents(*i)
                .any(|case| words.deprel(case) == Some(Deprel::Case) && words.is(case, &["by", "from"]))
    });
    // "a statement released by the court"
    let released = || {
        let verb = words.dependent(head, &[Deprel::Acl])?;
        words.dependent(verb, &[Deprel::OblAgent])
    };
    let by = by.or_else(released);
    let own = by.or_else(|| words.dependent(head, &[Deprel::NmodPoss, Deprel::Compound]));
    // "He will win, according to an article": who wins did not write it.
    own.or_else(|| issuer(words, head).filter(|_| rule != "claims.according"))
}

/// Who made a statement that is told of as "in a statement": the subject of the verb that it goes with; after a comma, of the main verb.
fn issuer(words: &Words, head: usize) -> Option<usize> {
    let phrase = words.phrase_of(head, false);
    let apart = phrase.start > 1 && words.class(phrase.start - 2) == Class::Comma;
    let mut found = None;
    let mut at = head;
    for _ in 0..8 {
        let Some(above) = words.head(at) else { break };
        at = above;
        let subject = subject_in_tree(words, at)
            .filter(|_| words.class(at) == Class::Verb)
            .filter(|subject| !words.is(*subject, &["that", "which", "who"]));
        found = subject.or(found);
        if found.is_some() && !apart {
            break;
        }
    }
    found
}

/// The owner and the outlet in "IS's Amaq News Agency".
fn owner_of_outlet(words: &Words, head: usize) -> Option<(Range<usize>, Range<usize>)> {
    let whole = words.phrase_of(head, false);
    let mark = whole.clone().rev().find(|i| words.class(*i) == Class::Possessive)?;
    let outlet = mark + 1..whole.end;
    let owner = words.phrase_before(mark, whole.start)?;
    let named = outlet.clone().any(|i| words.is(i, OUTLETS));
    (named && !outlet.is_empty()).then_some((owner, outlet))
}
