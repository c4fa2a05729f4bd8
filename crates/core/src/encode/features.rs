//! What a word looks like to the model: its normal form, affixes, shape, and how its sentence uses capitals.
//!
//! The training recipe computes the same values; a change here needs a new model.

/// Hash of a feature, told apart from the other features by `salt` (FNV-1a, 32 bits).
pub(crate) fn hash(salt: u32, text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5 ^ salt, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The form in lower case, digits as 0, quotation marks straight.
pub(crate) fn normalize(form: &str, into: &mut String) {
    into.clear();
    if form.is_ascii() {
        into.push_str(form);
        into.make_ascii_lowercase();
        if form.bytes().any(|byte| byte.is_ascii_digit()) {
            *into = into.chars().map(fold).collect();
        }
    } else {
        into.extend(form.to_lowercase().chars().map(fold));
    }
}

fn fold(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '1'..='9' => '0',
        c => c,
    }
}

/// Number of affixes of [`affixes`].
pub(crate) const AFFIXES: usize = 7;

/// Hashes of the last one to four and the first two, three and five characters of a normal form.
pub(crate) fn affixes(form: &str) -> [u32; AFFIXES] {
    let tail =
        |count: usize| form.char_indices().rev().nth(count - 1).map_or(form, |(at, _)| form.get(at..).unwrap_or(form));
    let lead = |count: usize| form.char_indices().nth(count).map_or(form, |(at, _)| form.get(..at).unwrap_or(form));
    [
        hash(1, tail(1)),
        hash(2, tail(2)),
        hash(3, tail(3)),
        hash(4, tail(4)),
        hash(5, lead(2)),
        hash(6, lead(3)),
        hash(7, lead(5)),
    ]
}

/// Hash of the character classes of a form, runs longer than two cut to two: `Obama` is `Xxx`, `2016` is `dd`, `U.S.` is `X.X.`.
pub(crate) fn shape(form: &str) -> u32 {
    const LONGEST: usize = 10;
    let (mut before, mut count) = (['\0'; 2], 0);
    let mut hash = 0x811c_9dc5_u32 ^ 9;
    for c in form.chars() {
        let class = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            c if c.is_ascii() => c,
            c if c.is_numeric() => 'd',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        if before == [class; 2] {
            continue;
        }
        before = [before[1], class];
        for byte in class.encode_utf8(&mut [0; 4]).bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        count += 1;
        if count == LONGEST {
            break;
        }
    }
    hash
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As running text does.
    Running,
    /// Capitals alone.
    Upper,
    /// No capital at all.
    Lower,
    /// Nearly every long word begins with a capital, as in some headlines.
    Title,
}

impl Case {
    /// How many there are.
    pub(crate) const COUNT: usize = 4;

    /// Of a sentence's words.
    pub(crate) fn of<'t>(forms: impl Iterator<Item = &'t str>) -> Self {
        let (mut words, mut upper, mut lower, mut long, mut titled) = (0, 0, 0, 0, 0);
        for form in forms {
            let (mut letters, mut first) = (0, false);
            let mut letter = |capital: bool, small: bool| {
                upper += usize::from(capital);
                lower += usize::from(small);
                first |= capital && letters == 0;
                letters += 1;
            };
            if form.is_ascii() {
                let alphabetic = form.bytes().filter(u8::is_ascii_alphabetic);
                alphabetic.for_each(|byte| letter(byte.is_ascii_uppercase(), byte.is_ascii_lowercase()));
            } else {
                let alphabetic = form.chars().filter(|c| c.is_alphabetic());
                alphabetic.for_each(|c| letter(c.is_uppercase(), c.is_lowercase()));
            }
            words += usize::from(letters > 0);
            long += usize::from(letters >= 4);
            titled += usize::from(letters >= 4 && first);
        }
        if lower == 0 && words >= 2 {
            Self::Upper
        } else if upper == 0 && words >= 3 {
            Self::Lower
        } else if long >= 3 && titled * 5 >= long * 4 {
            Self::Title
        } else {
            Self::Running
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        let mut into = String::new();
        for (form, expected) in
            [("Obama", "obama"), ("2016", "0000"), ("O’Neill", "o'neill"), ("ÉTAT", "état"), ("", "")]
        {
            normalize(form, &mut into);
            assert_eq!(into, expected);
        }
    }

    #[test]
    fn shapes_cut_runs() {
        assert_eq!(shape("Obama"), shape("Merkel"));
        assert_eq!(shape("2016"), shape("45"));
        assert_ne!(shape("NATO"), shape("Nato"));
        assert_ne!(shape("U.S."), shape("US"));
    }

    #[test]
    fn affixes_of_short_forms_are_the_form() {
        assert_eq!(affixes("a")[3], hash(4, "a"));
        assert_eq!(affixes("running")[2], hash(3, "ing"));
        assert_eq!(affixes("état")[4], hash(5, "ét"));
    }

    #[test]
    fn case_of_a_sentence() {
        let case = |text: &str| Case::of(text.split(' '));
        assert_eq!(case("The mayor of Lyon resigned ."), Case::Running);
        assert_eq!(case("MAYOR OF LYON RESIGNS"), Case::Upper);
        assert_eq!(case("mayor of lyon resigns"), Case::Lower);
        assert_eq!(case("Mayor of Lyon Resigns Over Bridge"), Case::Title);
        assert_eq!(case("NATO"), Case::Running);
    }
}
