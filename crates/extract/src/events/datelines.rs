//! The dateline that a report's first sentence begins with: "PORT HALDEN, May 10 (Valley Echo) - ".

use dateline_core::{Sentence, Upos};

/// How many tokens a dateline has at most.
const LONGEST: usize = 14;

/// Where the dateline ends that a paragraph begins with; the sentence's start where it has none. In a text all in capitals, only names, numbers and
/// signs before the dash make one.
pub(crate) fn behind(sentence: Sentence<'_>) -> u32 {
    let start = sentence.span().start;
    let opens = sentence.block().sentences().next().is_some_and(|first| first.span() == sentence.span());
    let place = sentence.tokens().next().is_some_and(|word| word.text().chars().all(char::is_uppercase));
    if !opens || !place {
        return start;
    }
    for word in sentence.tokens().take(LONGEST) {
        if matches!(word.text(), "-" | "--" | "\u{2013}" | "\u{2014}") {
            return word.span().end;
        }
        if matches!(word.upos(), Some(Upos::Verb | Upos::Aux | Upos::Det | Upos::Pron)) {
            break;
        }
    }
    start
}
