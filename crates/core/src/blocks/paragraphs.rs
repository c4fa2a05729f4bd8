use crate::Span;
use crate::annotator::Given;

/// The longest line, in characters, of a text that was broken into lines by hand or by a mail program.
const WRAP_WIDTH: usize = 120;

/// The paragraphs of a text. A line is a paragraph, except in texts that are wrapped at a fixed width, where a blank line, or a line that
/// had room for the next word, ends one. The parts that were given apart are paragraphs of their own.
pub(crate) fn paragraphs(text: &str, given: &Given) -> Vec<Span> {
    let mut paragraphs: Vec<Span> =
        [given.title, given.description].into_iter().flatten().filter_map(|part| trimmed(text, part)).collect();
    let body = paragraphs.last().map_or(0, |part| part.end as usize);
    let lines = lines(text, body);
    let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let mut current: Option<(Span, Line)> = None;
    for line in lines {
        current = Some(match current {
            Some((span, last)) if continues(text, last, line, width) => (span.cover(line.span), line),
            Some((span, _)) => {
                paragraphs.push(span);
                (line.span, line)
            }
            None => (line.span, line),
        });
    }
    paragraphs.extend(current.map(|(span, _)| span));
    paragraphs
}

/// A line that holds more than white space.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// In characters.
    width: usize,
    /// Whether the line before it is blank.
    after_blank: bool,
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut after_blank) = (from, true);
    for line in text.get(from..).unwrap_or_default().split_inclusive(line_end) {
        match trimmed(text, Span::from_range(start..start + line.len())) {
            Some(span) => {
                lines.push(Line { span, width: span.of(text).map_or(0, |line| line.chars().count()), after_blank });
                after_blank = false;
            }
            // The line feed of a CRLF is no line of its own.
            None => after_blank |= !(line == "\n" && text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\r')),
        }
        start += line.len();
    }
    lines
}

fn line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text)?;
    let start = span.start as usize + (words.len() - words.trim_start().len());
    let body = words.trim();
    (!body.is_empty()).then(|| Span::from_range(start..start + body.len()))
}

/// Whether a line goes on with the paragraph of the line before it.
fn continues(text: &str, last: Line, line: Line, width: usize) -> bool {
    let (Some(before), Some(after)) = (last.span.of(text), line.span.of(text)) else { return false };
    if line.after_blank || is_item(after) {
        return false;
    }
    let open = !before.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '…']);
    if open && after.starts_with(char::is_lowercase) {
        return true;
    }
    let next_word = after.split_whitespace().next().map_or(0, |word| word.chars().count());
    width <= WRAP_WIDTH && last.width * 2 > width && last.width + 1 + next_word > width
}

/// Whether a line begins as an item of a list does.
pub(super) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '▪' | '●' | '◦' | '‣' | '■') => true,
        // A dash before a small letter goes on with a sentence, or names who said it.
        Some('-' | '*' | '–' | '—' | '+') => {
            chars.next().is_some_and(|c| c == ' ' || c == '\u{a0}')
                && !chars.as_str().trim_start().starts_with(char::is_lowercase)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some('(') => {
            let label = chars.next().is_some_and(|c| c.is_ascii_alphanumeric());
            // (c) before a year is a copyright sign.
            label
                && chars.as_str().starts_with(") ")
                && !chars.as_str().trim_start_matches([')', ' ']).starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = paragraphs(text, &Given::default());
        assert_eq!(found.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("One.\nTwo.\r\n\r\n Three \u{a0}\u{2028}Four", &["One.", "Two.", "Three", "Four"]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council voted on Monday to close the last\npublic bath in the old town, which had opened\nin 1911.\nResidents protested.";
        check(
            text,
            &[
                "The council voted on Monday to close the last\npublic bath in the old town, which had opened\nin 1911.",
                "Residents protested.",
            ],
        );
    }

    #[test]
    fn items_and_headings_are_not() {
        check(
            "What we know\n- Two dead\n- Road closed\n1. Wait",
            &["What we know", "- Two dead", "- Road closed", "1. Wait"],
        );
    }
}
