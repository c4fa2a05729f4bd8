//! Verbs that say what became of the saying that stands under them: "declined to say", "went on to criticize".

use dateline_core::{Deprel, Token};

use crate::quotes::cues::{Class as CueClass, LEADS, Lead};
use crate::quotes::words::Words;

use super::Reported;
use super::force::{is_infinitive, mood, verb_group};

/// Joins an infinitive of saying to the verb above it, which says whether it was said.
pub(super) fn take_lead(words: &Words, found: &mut Reported) {
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
pub(super) fn goes_on(words: &Words, above: usize, at: usize) -> bool {
    let lemma = words.document.token(above).and_then(Token::lemma);
    let follows = matches!(lemma, Some("continue" | "proceed")) || lemma == Some("go") && words.is(above + 1, &["on"]);
    follows && above < at && at - above <= 4
}

/// What becomes of the saying that stands as an infinitive under a word.
pub(super) fn lead(words: &Words, above: usize) -> Option<Lead> {
    let lemma = words.document.token(above).and_then(Token::lemma)?;
    LEADS.get(lemma).copied()
}
