//! Numerals: figures, words and vague words, with scales and fractions.

use dateline_core::Upos;

use super::atoms::is_figure;
use super::figures::{Figure, vulgar_fraction};
use super::lexicon::NumberClass::{Digit, Dozen, Hundred, Ordinal, Part, Scale, Suffix, Teen, Ten};
use super::lexicon::NumberWord;
use super::reader::Reader;

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// In figures, with or without a scale in words.
    Figure(Figure),
    /// In words.
    Word,
    /// A word for a number left open.
    Vague,
    /// A part of one: "half", "two-thirds".
    Part,
}

/// A number as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// One past its last atom.
    pub(super) end: usize,
    pub(super) value: Option<f64>,
    pub(super) min: f64,
    pub(super) max: f64,
    /// What "million" multiplied by; 1 without.
    pub(super) scale: f64,
    pub(super) form: Form,
}

impl Numeral {
    fn exact(end: usize, value: f64, scale: f64, form: Form) -> Option<Self> {
        value.is_finite().then_some(Self { end, value: Some(value), min: value, max: value, scale, form })
    }

    pub(super) fn is_whole(&self) -> bool {
        self.value.is_none_or(|value| value.fract() == 0.0)
    }
}

impl Reader<'_, '_> {
    /// The numeral at `at`. `money`: a sign of currency stands before it, so that "m" is a million and "b" a billion.
    pub(super) fn numeral(&self, at: usize, money: bool) -> Option<Numeral> {
        self.is_open(at).then_some(())?;
        let text = self.text(at);
        if is_figure(text) {
            return self.figure(at, money);
        }
        if text == "."
            && !self.glued(at)
            && self.glued(at + 1)
            && self.text(at + 1).bytes().all(|byte| byte.is_ascii_digit())
        {
            return self.bare_decimal(at);
        }
        if let Some(value) = vulgar_fraction(text) {
            return Numeral::exact(at + 1, value, 1.0, Form::Part);
        }
        self.vague(at).or_else(|| self.half(at)).or_else(|| self.part(at)).or_else(|| self.words(at))
    }

    fn figure(&self, at: usize, money: bool) -> Option<Numeral> {
        let mut figure = Figure::read(self.text(at))?;
        let mut end = at + 1;
        // Groups parted by a space that does not break: "10 000".
        while figure.decimals == 0 && !figure.grouped && figure.digits < 4 && self.is_space_grouped(end) {
            let group: f64 = self.text(end).parse().ok()?;
            end += 1;
            let grouped = !self.is_space_grouped(end);
            figure = Figure { value: figure.value * 1000.0 + group, grouped, ..figure };
        }
        // "Sh3,500" may come in parts.
        while !figure.grouped
            && figure.decimals == 0
            && figure.digits < 4
            && self.text(end) == ","
            && self.glued(end)
            && self.is_glued_group(end + 1)
        {
            let group: f64 = self.text(end + 1).parse().ok()?;
            end += 2;
            let grouped = !(self.text(end) == "," && self.glued(end) && self.is_glued_group(end + 1));
            figure = Figure { value: figure.value * 1000.0 + group, grouped, ..figure };
        }
        let mut value = figure.value;
        if let Some(part) = vulgar_fraction(self.text(end)) {
            (value, end) = (value + part, end + 1);
        } else if let Some((part, past)) = self.slashed(end).filter(|_| figure.decimals == 0 && !self.glued(end)) {
            (value, end) = (value + part, past);
        } else if let Some((part, past)) =
            self.slashed(at).filter(|_| matches!(self.lower(at + 3), "of" | "majority" | "cup" | "cups"))
        {
            return Numeral::exact(past, part, 1.0, Form::Part);
        }
        let (scale, past) = self.scales(end, money);
        let (halves, past) = self.and_a_half(past);
        let later = if scale == 1.0 { self.scales(past, money) } else { (1.0, past) };
        let step = if scale == 1.0 { 1.0 } else { scale };
        Numeral::exact(later.1, (value * scale + halves * step) * later.0, scale * later.0, Form::Figure(figure))
    }

    /// ".5"
    fn bare_decimal(&self, at: usize) -> Option<Numeral> {
        let figure = Figure::read(&["0.", self.text(at + 1)].concat())?;
        let (scale, end) = self.scales(at + 2, false);
        Numeral::exact(end, figure.value * scale, scale, Form::Figure(figure))
    }

    fn is_glued_group(&self, at: usize) -> bool {
        self.glued(at) && self.text(at).len() == 3 && self.text(at).bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_space_grouped(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| {
            atom.narrow && atom.text.len() == 3 && atom.text.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// "3/4" at `at`: its value and end.
    fn slashed(&self, at: usize) -> Option<(f64, usize)> {
        let joined = self.text(at + 1) == "/"
            && self.glued(at + 1)
            && self.glued(at + 2)
            && !(self.text(at + 3) == "/" && self.glued(at + 3));
        let (over, under): (u8, u8) = (self.text(at).parse().ok()?, self.text(at + 2).parse().ok()?);
        (joined && over < under && matches!(under, 2..=10 | 16)).then(|| (f64::from(over) / f64::from(under), at + 3))
    }

    /// The scales after a figure or word: "million", "lakh crore", "bn", and "m" and "k" where they are meant.
    pub(super) fn scales(&self, mut at: usize, money: bool) -> (f64, usize) {
        let mut scale = 1.0;
        for step in 0..2 {
            let next = self.past_hyphen(at);
            let Some(word) = self.number(next, |class| matches!(class, Hundred | Scale | Dozen | Suffix)) else {
                break;
            };
            let fits = match word.class {
                Suffix => step == 0 && self.is_suffix(next, money),
                Hundred | Dozen => step == 0,
                _ => true,
            };
            if !fits {
                break;
            }
            (scale, at) = (scale * word.value, next + 1);
        }
        (scale, at)
    }

    /// Whether letters after a figure are a scale and not a unit or part of a code.
    fn is_suffix(&self, at: usize, money: bool) -> bool {
        let word = self.lower(at);
        let glued = self.glued(at);
        if self.glued(at + 1) && super::atoms::is_word(self.text(at + 1)) {
            return false;
        }
        match word {
            "bn" | "mn" | "tn" | "mln" | "bln" | "trn" => true,
            "cr" => money,
            _ if money => glued || matches!(word, "m" | "b") && self.text(at) == word,
            _ => {
                // "5m to 7m people": what is counted stands after the second.
                let joined = matches!(self.lower(at + 1), "to" | "or" | "and" | "-" | "–")
                    && is_figure(self.text(at + 2))
                    && self.lower(at + 3) == word;
                let next = if joined { at + 4 } else { at + 1 };
                glued && (self.is_money_word(next) || self.plural_after(next).is_some() && !self.is_length_cue(next))
            }
        }
    }

    /// Whether a word says that "m" before it is metres.
    pub(super) fn is_length_cue(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "tall"
                | "wide"
                | "long"
                | "high"
                | "deep"
                | "away"
                | "above"
                | "below"
                | "apart"
                | "from"
                | "race"
                | "sprint"
                | "freestyle"
                | "hurdles"
                | "final"
                | "finals"
                | "butterfly"
                | "backstroke"
                | "breaststroke"
                | "relay"
                | "waves"
                | "walls"
                | "in"
                | "underwater"
                | "underground"
                | "down"
                | "off"
                | "up"
        )
    }

    /// "and a half" at `at`: 0.5, and where it ends.
    fn and_a_half(&self, at: usize) -> (f64, usize) {
        let second = self.past_hyphen(at);
        let third = self.past_hyphen(second + 1);
        let fourth = self.past_hyphen(third + 1);
        if self.lower(second) == "and" && self.lower(third) == "a" {
            match self.lower(fourth) {
                "half" => return (0.5, fourth + 1),
                "quarter" => return (0.25, fourth + 1),
                _ => {}
            }
        }
        (0.0, at)
    }

    fn vague(&self, at: usize) -> Option<Numeral> {
        let (end, vague) = self.phrase(&self.lexicon.vague, at, Self::lower)?;
        let next = self.lower(end);
        let fits = match self.lower(at) {
            // "scores" and "tens" are mostly something else.
            "scores" | "tens" => {
                end > at + 1
                    || matches!(
                        next,
                        "of" | "more"
                            | "others"
                            | "dead"
                            | "killed"
                            | "injured"
                            | "wounded"
                            | "hurt"
                            | "arrested"
                            | "missing"
                    )
            }
            "few" => matches!(
                self.before(at, 1),
                "last" | "next" | "past" | "first" | "the" | "these" | "those" | "his" | "her" | "their"
            ),
            "couple" => matches!(self.before(at, 1), "last" | "next" | "past" | "first" | "another" | "these" | "the"),
            // A couple who married is two people, not a number.
            "a" if end == at + 2 && self.lower(at + 1) == "couple" => {
                self.plural_after(end).is_some() || matches!(next, "more")
            }
            "lakhs" | "crores" => next == "of",
            _ => true,
        };
        let (scale, past) = self.scales(end, false);
        // "a couple of": the "of" belongs to what is counted.
        let end = if past == end && self.before(end, 1) == "of" { end - 1 } else { past };
        let value = vague.value.map(|value| value * scale);
        fits.then_some(Numeral { end, value, min: vague.min * scale, max: vague.max * scale, scale, form: Form::Vague })
    }

    /// "half a million", "half a dozen", "half of the", "half a mile".
    fn half(&self, at: usize) -> Option<Numeral> {
        let start = if matches!(self.lower(at), "a" | "one") && matches!(self.lower(at + 1), "half") {
            self.past_hyphen(at + 1)
        } else {
            at
        };
        (self.lower(start) == "half" && !(self.glued(at) && super::atoms::is_dash(self.before(at, 1)))).then_some(())?;
        let mut next = self.past_hyphen(start + 1);
        let article = matches!(self.lower(next), "a" | "an");
        if article {
            next = self.past_hyphen(next + 1);
        }
        if let Some(word) = self.number(next, |class| matches!(class, Hundred | Scale | Dozen)) {
            let (more, end) = self.scales(next + 1, false);
            return Numeral::exact(end, 0.5 * word.value * more, word.value * more, Form::Word);
        }
        if self.phrase(&self.lexicon.unit_words, next, Self::lower).is_some() {
            return Numeral::exact(next, 0.5, 1.0, Form::Part);
        }
        let whole = matches!(
            self.lower(start + 1),
            "of" | "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "all" | "those" | "these" | "as"
        );
        let bare = matches!(
            self.before(at, 1),
            "than" | "about" | "almost" | "nearly" | "over" | "by" | "in" | "roughly" | "around" | "other"
        ) && self.ends_phrase(start + 1);
        (whole || bare && !matches!(self.before(at, 1), "other")).then_some(())?;
        self.of_scale(start + 1, 0.5).or_else(|| Numeral::exact(start + 1, 0.5, 1.0, Form::Part))
    }

    /// "two-thirds", "three quarters", "a fifth of", "one-third".
    fn part(&self, at: usize) -> Option<Numeral> {
        let over = match self.lower(at) {
            "a" => 1.0,
            _ => self.number(at, |class| matches!(class, Digit | Teen))?.value,
        };
        let hyphen = self.is_joint(at + 1);
        let next = self.past_hyphen(at + 1);
        let under = match over == 1.0 {
            true => self
                .number(next, |class| matches!(class, Ordinal | Part))
                .filter(|word| word.value > 2.0 || word.class == Part)?,
            false => self.number(next, |class| class == Part).filter(|word| word.value > 2.0)?,
        };
        let singular = over == 1.0;
        let after = self.lower(next + 1);
        let counted = matches!(after, "of" | "the" | "as");
        let alone = self.ends_phrase(next + 1)
            && matches!(
                self.before(at, 1),
                "by" | "than" | "about" | "nearly" | "almost" | "to" | "roughly" | "around" | "over" | "just"
            );
        // "a third man" is an ordinal, "the third quarter" a time, "a quarter" also a coin.
        let fits = if singular && !(hyphen || self.lower(at) == "one") {
            counted && after != "the" || alone
        } else {
            over < under.value || counted
        };
        let coin = matches!(self.lower(next), "quarters") && !hyphen && !counted && !alone;
        (fits && !coin && !self.is_joint(next + 1)).then_some(())?;
        let value = over / under.value;
        self.of_scale(next + 1, value).or_else(|| Numeral::exact(next + 1, value, 1.0, Form::Part))
    }

    /// "of a million" after a part.
    fn of_scale(&self, at: usize, part: f64) -> Option<Numeral> {
        matches!((self.lower(at), self.lower(at + 1)), ("of", "a" | "one")).then_some(())?;
        let word = self.number(at + 2, |class| matches!(class, Scale))?;
        Numeral::exact(at + 3, part * word.value, word.value, Form::Word)
    }

    /// Whether no noun phrase goes on at `at`.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let word = self.lower(at);
        let verb = self.atom(at).is_some_and(|atom| {
            matches!(atom.upos, Some(Upos::Aux)) || atom.upos == Some(Upos::Verb) && !atom.participle
        });
        !word.starts_with(char::is_alphanumeric) || verb || self.lexicon.stop_words.contains(word)
    }

    /// A number in words: "two hundred and fifty-one", "a dozen", "two point five million".
    fn words(&self, at: usize) -> Option<Numeral> {
        let small = |word: &NumberWord| matches!(word.class, Digit | Teen | Ten);
        let mut walk = Walk::default();
        let mut end = at;
        if matches!(self.lower(at), "a" | "an") {
            let next = self.past_hyphen(at + 1);
            self.number(next, |class| matches!(class, Hundred | Scale | Dozen))?;
            walk.group = Some(1.0);
            end = next;
        } else if self.number(at, |class| matches!(class, Digit | Teen | Ten)).is_none() {
            return self.bare_scale(at);
        }
        loop {
            let next = if end > at { self.past_hyphen(end) } else { end };
            let joins = |at: usize| {
                self.number(at, |class| matches!(class, Digit | Teen | Ten | Hundred | Dozen | Scale))
                    .filter(|_| self.is_open(at))
            };
            if let Some(word) = joins(next)
                && walk.take(word)
            {
                end = next + 1;
                continue;
            }
            let tail = self.past_hyphen(next + 1);
            if self.lower(next) == "and"
                && walk.takes_and
                && let Some(word) = joins(tail).filter(small)
                && walk.take(word)
            {
                end = tail + 1;
                continue;
            }
            break;
        }
        if self.lower(end) == "point"
            && walk.total == 0.0
            && let Some(group) = walk.group
            && let Some((decimals, past)) = self.decimals(end + 1)
        {
            let (scale, past) = self.scales(past, false);
            return Numeral::exact(past, (group + decimals) * scale, scale, Form::Word);
        }
        let value = walk.total + walk.group.unwrap_or(0.0);
        let last = if walk.group.is_some() { 1.0 } else { walk.scale };
        let (halves, past) = self.and_a_half(end);
        let (scale, past) = if halves > 0.0 && last == 1.0 { self.scales(past, false) } else { (1.0, past) };
        let end = if halves > 0.0 { past } else { end };
        Numeral::exact(end, (value + halves * last) * scale, walk.scale * scale, Form::Word)
    }

    /// "million" alone before "-dollar", and "dozen" after "the": one of it.
    fn bare_scale(&self, at: usize) -> Option<Numeral> {
        let word = self.number(at, |class| matches!(class, Scale | Dozen))?;
        let compound = self.is_joint(at + 1) && self.is_money_word(at + 2) && !self.glued(at);
        let dozen = word.class == Dozen
            && matches!(
                self.before(at, 1),
                "the" | "these" | "those" | "another" | "other" | "first" | "last" | "his" | "her" | "their"
            );
        (compound || dozen).then_some(())?;
        Numeral::exact(at + 1, word.value, word.value, Form::Word)
    }

    fn decimals(&self, mut at: usize) -> Option<(f64, usize)> {
        let (mut value, mut place) = (0.0, 0.1);
        while let Some(word) = self.number(at, |class| class == Digit) {
            (value, place, at) = (value + word.value * place, place / 10.0, at + 1);
        }
        (place < 0.1).then_some((value, at))
    }
}

/// The state of reading number words from left to right.
#[derive(Debug, Default)]
struct Walk {
    total: f64,
    /// What stands since the last scale.
    group: Option<f64>,
    scale: f64,
    takes_and: bool,
    /// Whether the last word was twenty, thirty …, so that one to nine may follow.
    after_ten: bool,
    /// Whether the group is closed: after a dozen nothing follows.
    closed: bool,
}

impl Walk {
    /// Takes the next word in, or refuses it where no number goes on so.
    fn take(&mut self, word: NumberWord) -> bool {
        if self.closed {
            return false;
        }
        let after_hundred = self.takes_and && self.group.is_some();
        let taken = match (word.class, self.group) {
            (Digit | Teen | Ten, None) => {
                self.group = Some(word.value);
                self.total == 0.0 || word.value < self.scale
            }
            (Digit, Some(group)) if self.after_ten => {
                self.group = Some(group + word.value);
                word.value > 0.0
            }
            (Digit | Teen | Ten, Some(group)) if after_hundred => {
                self.group = Some(group + word.value);
                true
            }
            (Hundred, Some(group)) if group < 100.0 && group > 0.0 => {
                self.group = Some(group * word.value);
                true
            }
            (Dozen, Some(group)) => {
                (self.group, self.closed) = (Some(group * word.value), true);
                true
            }
            (Scale, Some(group)) if self.total == 0.0 || word.value < self.scale => {
                (self.total, self.group, self.scale) = (self.total + group * word.value, None, word.value);
                true
            }
            (Scale, None) if self.total > 0.0 && self.total < 1e9 => {
                (self.total, self.scale) = (self.total * word.value, self.scale * word.value);
                true
            }
            _ => false,
        };
        if taken {
            self.after_ten = word.class == Ten;
            self.takes_and = matches!(word.class, Hundred | Scale);
            if self.scale == 0.0 {
                self.scale = 1.0;
            }
        }
        taken
    }
}
