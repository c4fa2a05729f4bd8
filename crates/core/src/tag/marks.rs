//! What the place of a mark in its line says of its Penn tag. The model reads words, not the spaces between them; a straight quotation mark opens or
//! closes by the space beside it, and a hyphen that stands free joins nothing.

use crate::Span;

/// The tag that the mark cannot have where it stands.
pub(super) fn barred(text: &str, span: Span) -> Option<&'static str> {
    let form = span.of(text).filter(|form| matches!(*form, "\"" | "'" | "-"))?;
    let before = text.get(..span.start as usize).and_then(|text| text.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|text| text.chars().next());
    let (parted_before, parted_after) = (before.is_none_or(char::is_whitespace), after.is_none_or(char::is_whitespace));
    match form {
        "\"" | "'" if parted_before && !parted_after => Some("''"),
        "\"" | "'" if parted_after && !parted_before => Some("``"),
        // `said."` before a bracket or a dash, `("` before a word
        "\"" if before.is_some_and(|c| "([{".contains(c)) => Some("''"),
        "\"" if after.is_some_and(|c| ".,;:?!)]}".contains(c)) => Some("``"),
        "-" if parted_before && parted_after => Some("HYPH"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_by_the_spaces_beside_them() {
        for (text, mark, expected) in [
            ("he said \"no\" twice", 8, Some("''")),
            ("he said \"no\" twice", 11, Some("``")),
            ("\"No.\"", 0, Some("''")),
            ("\"No.\"", 4, Some("``")),
            ("(\"No\")", 1, Some("''")),
            ("(\"No\")", 4, Some("``")),
            ("a 'fair' price", 2, Some("''")),
            ("the players' bus", 11, Some("``")),
            ("one \" two", 4, None),
            ("five - six", 5, Some("HYPH")),
            ("well-known", 4, None),
            ("pre- and post-war", 3, None),
        ] {
            assert_eq!(barred(text, Span { start: mark, end: mark + 1 }), expected, "{text} {mark}");
        }
    }
}
