//! Whether a paragraph of running text breaks off inside its last sentence.

use super::boundaries::Paragraph;

/// Fewest words of a last sentence that counts as running text: headings, names and buttons have fewer.
const RUNNING: usize = 4;

/// Whether more text would be needed to end the paragraph's last sentence, which ends at the last of `ends`.
pub(super) fn breaks_off(paragraph: &Paragraph<'_>, ends: &[usize]) -> bool {
    let end = paragraph.len();
    let start = ends.iter().rev().nth(1).copied().unwrap_or_default();
    let last = paragraph.word(end.wrapping_sub(1));
    // A stop, a closing mark or a sign at the end is an end; so is a colon, behind which a quotation or a list follows.
    let ends_open =
        last.ends_with(|c: char| c.is_alphanumeric()) || matches!(last, "," | "-" | "–" | "—" | "(" | "“" | "[" | "‘");
    if !ends_open {
        return false;
    }
    let mut words = 0;
    let mut lower = 0;
    for at in start..end {
        let word = paragraph.word(at);
        words += usize::from(word.starts_with(char::is_alphanumeric));
        lower += usize::from(word.starts_with(char::is_lowercase));
    }
    // Headlines in title case, names and labels are not running text.
    if words < RUNNING || lower < 3 || lower * 2 < words {
        return false;
    }
    // Behind a whole sentence comes another whole one. A sentence alone may be a headline, unless its last word asks for more.
    start > 0 || (words >= 2 * RUNNING && (needs_more(last) || unclosed(paragraph, start)))
}

/// Words that no sentence or headline ends with.
fn needs_more(word: &str) -> bool {
    matches!(
        word,
        "," | "("
            | "“"
            | "["
            | "‘"
            | "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "of"
            | "to"
            | "from"
            | "with"
            | "at"
            | "into"
            | "between"
            | "that"
            | "which"
            | "who"
            | "whose"
            | "because"
            | "while"
            | "when"
            | "if"
            | "than"
            | "as"
            | "its"
            | "their"
            | "his"
            | "my"
            | "our"
            | "your"
            | "is"
            | "was"
            | "were"
            | "are"
            | "has"
            | "had"
            | "been"
            | "will"
            | "would"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "including"
            | "during"
    )
}

/// Whether a bracket or a curly quotation mark is open at the end.
fn unclosed(paragraph: &Paragraph<'_>, start: usize) -> bool {
    let mut depth = 0i64;
    for at in start..paragraph.len() {
        match paragraph.word(at) {
            "(" | "[" | "“" => depth += 1,
            ")" | "]" | "”" => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}
