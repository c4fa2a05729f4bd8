//! What a word looks like to the model: its normal form, affixes, shape, and how its sentence uses capitals.
//!
//! The training recipe computes the same values; a change here needs a new model.

/// The hash of nothing (FNV-1a, 32 bits).
const EMPTY: u32 = 0x811c_9dc5;

#[inline]
fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Hash of a feature, told apart from the other features by `salt`.
pub(crate) fn hash(salt: u32, text: &str) -> u32 {
    text.bytes().fold(EMPTY ^ salt, add)
}

/// The letters of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    count: u8,
    pub(crate) upper: bool,
    lower: bool,
    /// Whether the first of them is a capital.
    first: bool,
}

impl Letters {
    #[inline]
    fn add(&mut self, capital: bool, small: bool) {
        self.first |= capital && self.count == 0;
        self.upper |= capital;
        self.lower |= small;
        self.count = self.count.saturating_add(1);
    }
}

/// Hashes of a form's normal form and of its shape, and its letters. `normal` is memory.
pub(crate) fn read(form: &str, normal: &mut String) -> (u32, u32, Letters) {
    let mut letters = Letters::default();
    if !form.is_ascii() {
        form.chars().filter(|c| c.is_alphabetic()).for_each(|c| letters.add(c.is_uppercase(), c.is_lowercase()));
        normalize(form, normal);
        return (hash(0, normal), shape(form), letters);
    }
    let mut shape = Shape::default();
    let mut normal = EMPTY;
    for byte in form.bytes() {
        let class = class(char::from(byte));
        shape.add(class);
        if matches!(class, 'x' | 'X') {
            letters.add(class == 'X', class == 'x');
        }
        normal = add(normal, if class == 'd' { b'0' } else { byte.to_ascii_lowercase() });
    }
    (normal, shape.hash, letters)
}

/// The class of a character in a shape; what is neither letter nor number is a class of its own.
#[inline]
fn class(c: char) -> char {
    match c {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        c if c.is_ascii() => c,
        c if c.is_numeric() => 'd',
        c if c.is_uppercase() => 'X',
        c if c.is_alphabetic() => 'x',
        c => c,
    }
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
struct Shape {
    hash: u32,
    /// The last two classes.
    before: [char; 2],
    count: u8,
}

impl Default for Shape {
    fn default() -> Self {
        Self { hash: EMPTY ^ 9, before: ['\0'; 2], count: 0 }
    }
}

impl Shape {
    /// Classes that count.
    const LONGEST: u8 = 10;

    #[inline]
    fn add(&mut self, class: char) {
        if self.before != [class; 2] && self.count < Self::LONGEST {
            self.before = [self.before[1], class];
            self.hash = class.encode_utf8(&mut [0; 4]).bytes().fold(self.hash, add);
            self.count += 1;
        }
    }
}

/// The shape of a form.
fn shape(form: &str) -> u32 {
    let mut shape = Shape::default();
    form.chars().for_each(|c| shape.add(class(c)));
    shape.hash
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
    pub(crate) fn of(words: impl Iterator<Item = Letters>) -> Self {
        let (mut count, mut upper, mut lower, mut long, mut titled) = (0, false, false, 0, 0);
        for letters in words {
            count += usize::from(letters.count > 0);
            upper |= letters.upper;
            lower |= letters.lower;
            long += usize::from(letters.count >= 4);
            titled += usize::from(letters.count >= 4 && letters.first);
        }
        if !lower && count >= 2 {
            Self::Upper
        } else if !upper && count >= 3 {
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
    fn hashes_are_those_of_the_parts() {
        let mut normal = String::new();
        for form in ["Obama", "2016", "U.S.", "", "F-16s", "aaaaBBBB1111", "a.b.c.d.e.f.g.h.i"] {
            let (found, of_shape, _) = read(form, &mut String::new());
            normalize(form, &mut normal);
            assert_eq!((found, of_shape), (hash(0, &normal), shape(form)), "{form}");
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
        let case = |text: &str| Case::of(text.split(' ').map(|form| read(form, &mut String::new()).2));
        assert_eq!(case("The mayor of Lyon resigned ."), Case::Running);
        assert_eq!(case("MAYOR OF LYON RESIGNS"), Case::Upper);
        assert_eq!(case("mayor of lyon resigns"), Case::Lower);
        assert_eq!(case("Mayor of Lyon Resigns Over Bridge"), Case::Title);
        assert_eq!(case("NATO"), Case::Running);
    }
}
