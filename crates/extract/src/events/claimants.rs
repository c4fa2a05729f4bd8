//! Who claims a deed that the sentence does not name again: "A bomb went off. The group claimed responsibility."

use dateline_core::{Deprel, Upos};

use super::lexicon::Slot;
use super::tree::Tree;
use super::triggers::Draft;
use super::{EventType, Modality};
use crate::claims::Polarity;

/// How many events before are looked through for the deed.
const BACK: usize = 8;

/// Gives the deeds that a sentence claims to the last attack that was told of. What stands behind "for" is claimed as an event of its own.
pub(super) fn give(tree: &Tree<'_>, drafts: &mut [Draft], before: &mut [Draft]) {
    let claims: Vec<(usize, usize)> = drafts.iter().filter_map(|draft| claim(tree, draft)).collect();
    for (trigger, claimant) in claims {
        let here = drafts.iter_mut().rev().filter(|draft| draft.trigger < trigger);
        let deed = here.chain(before.iter_mut().rev().take(BACK)).find(|draft| {
            !draft.dropped
                && draft.kind == EventType::Assault
                && draft.status.polarity == Polarity::Positive
                && matches!(draft.status.modality, Modality::Actual | Modality::Claimed | Modality::Alleged)
        });
        if let Some(deed) = deed.filter(|deed| deed.claimants.is_empty()) {
            deed.claimants.push(claimant);
        }
    }
}

/// The verb of "claimed responsibility", where it does not say for what, and who does.
fn claim(tree: &Tree<'_>, draft: &Draft) -> Option<(usize, usize)> {
    let told = draft.predicate.words == "claim"
        && tree.upos(draft.trigger) == Some(Upos::Verb)
        && draft.status.polarity == Polarity::Positive
        && draft.status.modality == Modality::Actual;
    let object = draft.arguments.of(tree, Slot::Object).find(|&object| tree.lemma(object) == "responsibility")?;
    let said = [draft.trigger, object].into_iter().any(|word| {
        tree.children(word)
            .any(|child| tree.with(child, &[Deprel::Case, Deprel::Mark]).any(|word| tree.lemma(word) == "for"))
    });
    let claimant = draft.arguments.first(tree, Slot::Subject)?;
    (told && !said && !draft.dropped).then_some((draft.trigger, claimant))
}
