//! Verbs that only tell what a happening led to are made part of it: "attacked a base, killing 26", "was killed in a gunfight".

use dateline_core::Deprel;

use super::arguments::{self, FilledSlot};
use super::lexicon::{self, Part, Slot};
use super::roles::Filled;
use super::tree::Tree;
use super::triggers::Draft;
use super::{EventType, RoleKind};

/// Whether an event of this type can be what killed or destroyed.
pub(super) fn is_cause(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault | EventType::Accident | EventType::Disaster | EventType::Weather | EventType::Protest
    )
}

/// Joins results to their causes within a sentence.
pub(super) fn fold(tree: &Tree<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some(cause) = drafts
            .get(at)
            .filter(|draft| !draft.dropped && is_result(tree, draft))
            .and_then(|draft| cause(tree, draft, drafts))
        else {
            continue;
        };
        let Some(result) = drafts.get_mut(at) else { continue };
        result.dropped = true;
        let trigger = result.trigger;
        let roles = std::mem::take(&mut result.roles);
        let mut results = std::mem::take(&mut result.results);
        results.push(trigger);
        let Some(cause) = drafts.get_mut(cause) else { continue };
        cause.results.append(&mut results);
        for role in roles {
            let taken = cause.roles.iter().any(|own| own.token == role.token) || role.token == cause.trigger;
            let second_actor = role.kind == RoleKind::Actor && cause.role(RoleKind::Actor).is_some();
            if !taken && !second_actor {
                cause.roles.push(Filled { ..role });
            }
        }
    }
}

/// Whether a verb says what became of people or things.
pub(super) fn tells_result(lemma: &str) -> bool {
    lexicon::outcome("v", lemma).is_some_and(|outcome| outcome != super::Outcome::Detained)
        || lexicon::outcome("i", lemma).is_some()
        || matches!(
            lemma,
            "destroy"
                | "damage"
                | "rock"
                | "hit"
                | "strike"
                | "shake"
                | "target"
                | "level"
                | "devastate"
                | "shatter"
                | "flatten"
        )
}

/// Whether an event is told by a word for what came of another.
pub(super) fn is_result(tree: &Tree<'_>, draft: &Draft) -> bool {
    let lemma = tree.lemma(draft.trigger);
    let deaths = draft.part == Part::Noun && draft.kind == EventType::Death && lemma == "death";
    deaths || draft.part == Part::Verb && tells_result(lemma)
}

fn cause(tree: &Tree<'_>, result: &Draft, drafts: &[Draft]) -> Option<usize> {
    let living = |token: usize| {
        drafts.iter().position(|draft| {
            !draft.dropped
                && (draft.trigger == token || draft.results.contains(&token))
                && is_cause(draft.kind)
                && draft.trigger != result.trigger
        })
    };
    let subject = result.arguments.of(tree, Slot::Subject).find_map(living);
    let during = || {
        let phrases = result.arguments.fillers.iter().filter(|filler| {
            matches!(filler.slot, FilledSlot::Preposition(case) if matches!(tree.lemma(case), "in" | "during" | "by" | "from" | "on" | "with"))
        });
        phrases.map(|filler| filler.token).find_map(|token| {
            living(token).or_else(|| tree.with(token, &[Deprel::Nmod, Deprel::Conj]).find_map(living))
        })
    };
    let above = || {
        let head = tree.head(result.trigger)?;
        let own = tree.with(result.trigger, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some();
        match tree.deprel(result.trigger)? {
            Deprel::Reparandum => living(head).or_else(|| tree.head(head).and_then(living)),
            Deprel::Advcl | Deprel::Xcomp | Deprel::Conj if tree.xpos(result.trigger) == "VBG" => {
                living(head).or_else(|| {
                    // "bombs went off at a market, killing 5": the cause may be told by a noun of the clause above.
                    drafts.iter().position(|draft| {
                        !draft.dropped && is_cause(draft.kind) && draft.light.is_some_and(|(verb, _)| verb == head)
                    })
                })
            }
            Deprel::Conj if !own => {
                living(head).filter(|&cause| drafts.get(cause).is_some_and(|draft| draft.part == Part::Verb))
            }
            Deprel::Acl | Deprel::AclRelcl => living(head),
            _ => None,
        }
    };
    // "were killed when a bomber crashed"
    let when = || {
        // "four were killed and dozens injured when fire broke out": the clause may hang on the last of several results.
        std::iter::once(result.trigger)
            .chain(
                tree.with(result.trigger, &[Deprel::Conj])
                    .filter(|&verb| lexicon::outcome("v", tree.lemma(verb)).is_some()),
            )
            .flat_map(|verb| tree.with(verb, &[Deprel::Advcl]).collect::<Vec<_>>())
            .filter(|&clause| {
                tree.with(clause, &[Deprel::Mark, Deprel::Advmod])
                    .any(|word| matches!(tree.lemma(word), "when" | "as" | "after"))
            })
            .find_map(living)
    };
    // "the disaster that resulted in the deaths of 29 miners"
    let led_to = || {
        let verb = tree.head(result.trigger).filter(|&verb| {
            result.part == Part::Noun
                && matches!(tree.lemma(verb), "result" | "lead" | "cause" | "end" | "follow" | "bring")
        })?;
        arguments::of_verb(tree, verb).of(tree, Slot::Subject).find_map(living)
    };
    subject.or_else(during).or_else(above).or_else(when).or_else(led_to)
}
