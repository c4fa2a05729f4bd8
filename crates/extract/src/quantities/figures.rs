//! Numbers in figures: "1,234,567", "1,00,000", "1.5".

/// A number in figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) value: f64,
    /// Digits before the decimal point.
    pub(super) digits: usize,
    /// Digits after the decimal point.
    pub(super) decimals: usize,
    /// Whether its digits are parted into groups.
    pub(super) grouped: bool,
}

impl Figure {
    /// Reads a figure; none where the digits are grouped as no number is ("1,5", "12,34,56.7.8"), or begin with a zero as codes do.
    pub(super) fn read(text: &str) -> Option<Self> {
        let separators = |sign: char| text.matches(sign).count();
        let (whole, decimals) = match (separators(','), separators('.')) {
            (_, 0) => (text, ""),
            (_, 1) => text.split_once('.')?,
            (0, _) => (text, ""),
            _ => return None,
        };
        let separator = if separators('.') > 1 { '.' } else { ',' };
        let grouped = whole.contains(separator);
        if grouped && !is_grouped(whole, separator) {
            return None;
        }
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty()
            || digits.len() > 24
            || decimals.len() > 12
            || (digits.len() > 1 && digits.starts_with('0'))
        {
            return None;
        }
        let value = format!("{digits}.{decimals}0").parse().ok()?;
        Some(Self { value, digits: digits.len(), decimals: decimals.len(), grouped })
    }

    /// Whether it may be a year: four digits and nothing else.
    pub(super) fn is_year_like(self) -> bool {
        self.digits == 4 && self.decimals == 0 && !self.grouped && (1000.0..2100.0).contains(&self.value)
    }
}

/// Groups of three, or of two before a last one of three as in India.
fn is_grouped(whole: &str, separator: char) -> bool {
    let lengths: Vec<usize> = whole.split(separator).map(str::len).collect();
    let [first, middle @ .., last] = lengths.as_slice() else { return false };
    let western = (1..=3).contains(first) && middle.iter().all(|length| *length == 3);
    let indian = separator == ',' && (1..=2).contains(first) && middle.iter().all(|length| *length == 2);
    *last == 3 && (western || indian)
}

/// The value of a fraction that is one character.
pub(super) fn vulgar_fraction(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_is_western_or_indian() {
        for (text, value) in [
            ("1,234,567", 1_234_567.0),
            ("1,00,000", 100_000.0),
            ("12,34,567", 1_234_567.0),
            ("1.5", 1.5),
            ("0.5", 0.5),
            ("1.234.567", 1_234_567.0),
            ("0", 0.0),
            ("3,000.25", 3000.25),
        ] {
            assert_eq!(Figure::read(text).map(|figure| figure.value), Some(value), "{text}");
        }
        for text in ["1,5", "1,2345", "007", "1,23,45", "1.2.3", "1,000,00", "", "1,000.2.3", "1234,567"] {
            assert_eq!(Figure::read(text), None, "{text}");
        }
    }
}
