//! Amounts: a numeral with its currency or unit, ranges of two, and the hedges around them.

use super::atoms::{is_dash, is_figure, is_word};
use super::lexicon::{Effect, Unit};
use super::money::Currency;
use super::numerals::{Form, Numeral};
use super::reader::Reader;

/// A numeral with its currency or unit.
#[derive(Clone, Copy, Debug)]
struct Term {
    end: usize,
    numeral: Numeral,
    currency: Option<Currency>,
    unit: Option<Unit>,
}

/// A number or range of numbers, with what loosens it.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// First atom, hedge and sign of currency included.
    pub(super) start: usize,
    /// One past the last atom, unit included.
    pub(super) end: usize,
    /// First atom of the number itself (or of its sign of currency).
    pub(super) number_start: usize,
    /// One past the last atom of the number itself, without its unit.
    pub(super) number_end: usize,
    pub(super) value: Option<f64>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) currency: Option<Currency>,
    pub(super) unit: Option<Unit>,
    pub(super) form: Form,
    /// The figure or word alone: no scale, no range.
    pub(super) plain: bool,
    pub(super) range: bool,
    pub(super) effect: Option<Effect>,
}

/// What stands at a position.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Amount(Amount),
    /// Numbers that are no amount, up to here: a result such as "3-2".
    Refused(usize),
}

impl Amount {
    /// Whether it is a bare number: no currency, no unit, not a part of one.
    pub(super) fn is_bare(&self) -> bool {
        self.currency.is_none() && self.unit.is_none() && self.form != Form::Part
    }

    /// Applies a hedge. Where things are counted, "more than 80" begins at 81.
    fn loosen(&mut self, effect: Effect) {
        let whole = self.is_bare() && self.value.is_some_and(|value| value.fract() == 0.0);
        let step = if whole { 1.0 } else { 0.0 };
        let low = |value: f64| if whole { tidy(value).floor() } else { tidy(value) };
        let high = |value: f64| if whole { tidy(value).ceil() } else { tidy(value) };
        self.effect = Some(effect);
        match (effect, self.value) {
            (Effect::AtLeast, _) => self.max = None,
            (Effect::MoreThan, value) => {
                (self.min, self.max) = (value.map_or(self.min, |value| Some(value + step)), None)
            }
            (Effect::AtMost, _) => self.min = None,
            (Effect::LessThan, value) => {
                (self.min, self.max) = (None, value.map_or(self.max, |value| Some(value - step)))
            }
            (Effect::About, Some(value)) => (self.min, self.max) = (Some(low(value * 0.9)), Some(high(value * 1.1))),
            (Effect::Nearly, Some(value)) => self.min = Some(low(value * 0.9)),
            (Effect::JustOver, Some(value)) => (self.min, self.max) = (Some(value + step), Some(high(value * 1.1))),
            (Effect::About | Effect::Nearly | Effect::JustOver, None) => {}
        }
    }
}

/// Takes the dust of binary fractions off a product.
pub(super) fn tidy(value: f64) -> f64 {
    if value.fract() == 0.0 {
        return value;
    }
    let rounded = (value * 1e6).round() / 1e6;
    if rounded.is_finite() { rounded } else { value }
}

impl Reader<'_, '_> {
    /// The amount that begins at `at`; hedges before it may reach back to `floor`.
    pub(super) fn amount(&self, at: usize, floor: usize) -> Option<Found> {
        let first = self.term(at)?;
        let mut amount = match self.range(at, &first) {
            Some(Found::Amount(amount)) => amount,
            Some(refused) => return Some(refused),
            None => self.single(at, &first),
        };
        if amount.range && self.before(amount.start, 1) == "between" {
            amount.start -= 1;
        }
        self.hedge_before(&mut amount, floor);
        self.hedge_after(&mut amount);
        Some(Found::Amount(amount))
    }

    fn single(&self, at: usize, term: &Term) -> Amount {
        let Numeral { end, value, min, max, scale, form } = term.numeral;
        let hundredth = if term.currency.is_some_and(|currency| currency.minor) { 0.01 } else { 1.0 };
        // A third is left as it is; "1.1 million" and "35 cents" lose what binary fractions add.
        let exact = |value: f64| if form == Form::Part { value } else { tidy(value * hundredth) };
        let mut amount = Amount {
            start: at,
            end: term.end,
            number_start: at,
            number_end: end,
            value: value.map(exact),
            min: Some(exact(min)),
            max: Some(exact(max)),
            currency: term.currency,
            unit: term.unit,
            form,
            plain: scale == 1.0,
            range: false,
            effect: None,
        };
        if let Some((error, end)) = self.error(&amount) {
            let value = amount.value.unwrap_or_default();
            (amount.min, amount.max, amount.end, amount.range) =
                (Some(tidy(value - error.0)), Some(tidy(value + error.0)), end, true);
            amount.unit = amount.unit.or(error.1);
        }
        amount
    }

    /// "± 195 light years": the error, its unit and its end.
    fn error(&self, amount: &Amount) -> Option<((f64, Option<Unit>), usize)> {
        let sign = match (self.text(amount.end), self.lower(amount.end + 1), self.lower(amount.end + 2)) {
            ("±", ..) => 1,
            ("+", "/", "-") | ("plus", "or", "minus") => 3,
            _ => return None,
        };
        amount.value?;
        let term = self.term(amount.end + sign)?;
        Some(((term.numeral.value?, term.unit), term.end))
    }

    fn term(&self, at: usize) -> Option<Term> {
        if let Some((next, currency)) = self.currency_before(at) {
            let numeral = self.numeral(next, true)?;
            return Some(Term { end: numeral.end, numeral, currency: Some(currency), unit: None });
        }
        let mut numeral = self.numeral(at, false)?;
        let of = usize::from(
            matches!(numeral.form, Form::Vague | Form::Part)
                && self.lower(numeral.end) == "of"
                && !self.before(numeral.end, 1).eq("of"),
        );
        let article =
            usize::from(of == 1 && numeral.form == Form::Part && matches!(self.lower(numeral.end + 1), "a" | "an"));
        // "a few more miles", "20 square miles": only the unit itself may follow.
        for unit_at in [numeral.end, numeral.end + of + article] {
            if let Some((end, currency)) = self.currency_after(unit_at) {
                return Some(Term { end, numeral, currency: Some(currency), unit: None });
            }
            if let Some((mut end, unit)) = self.unit_after(unit_at) {
                if unit == Unit::Code("[ft_i]")
                    && let Some((inches, past)) = self.inches(end)
                {
                    let feet = |value: f64| tidy(value + inches / 12.0);
                    (numeral.value, numeral.min, numeral.max, end) =
                        (numeral.value.map(feet), feet(numeral.min), feet(numeral.max), past);
                }
                return Some(Term { end, numeral, currency: None, unit: Some(unit) });
            }
        }
        Some(Term { end: numeral.end, numeral, currency: None, unit: None })
    }

    /// "2in" after "6ft", "two" after "six-foot-".
    fn inches(&self, end: usize) -> Option<(f64, usize)> {
        let at = self.past_hyphen(end);
        let numeral = self.numeral(at, false)?;
        let value = numeral.value.filter(|value| *value < 12.0 && numeral.scale == 1.0)?;
        match self.unit_after(numeral.end) {
            Some((past, Unit::Code("[in_i]"))) => Some((value, past)),
            Some(_) => None,
            None => (at > end
                || self.ends_phrase(numeral.end) && numeral.is_whole() && !matches!(self.lower(numeral.end), "of"))
            .then_some((value, numeral.end)),
        }
    }

    /// Two numbers that bound a range, or that are a result.
    fn range(&self, at: usize, first: &Term) -> Option<Found> {
        // "3-to-1", "230-to-198": odds and results.
        let hyphened = self.past_hyphen(first.end);
        if hyphened > first.end
            && self.lower(hyphened) == "to"
            && self.is_joint(hyphened + 1)
            && let Some(second) = self.term(hyphened + 2)
        {
            return Some(Found::Refused(second.end));
        }
        let joint = first.end;
        let word = self.lower(joint);
        let glued = is_dash(self.text(joint))
            && (self.is_joint(joint) || !self.glued(joint) && !self.glued(joint + 1) && self.text(joint) == "–");
        let between = matches!(self.before(at, 1), "between")
            || matches!(self.before(at, 2), "between")
                && !self.lexicon.hedges_before.starting(self.before(at, 1)).is_empty();
        let between = between || matches!((self.before(at, 1), self.before(at, 2)), ("of", "ages"));
        let joins = glued || word == "to" || word == "or" || word == "and" && between;
        (joins && self.is_open(joint + 1)).then_some(())?;
        if glued
            && !(is_figure(self.text(joint + 1))
                || self.currency_before(joint + 1).is_some()
                || !is_figure(self.text(at)))
        {
            return None;
        }
        let second = self.term(joint + 1)?;
        if glued && self.is_joint(second.end) && is_figure(self.text(second.end + 1)) {
            // Three figures with hyphens: a telephone number, a date, a formation.
            let mut end = second.end;
            while self.is_joint(end) && is_figure(self.text(end + 1)) {
                end += 2;
            }
            return Some(Found::Refused(end));
        }
        let (low, high) = (first.numeral.value?, second.numeral.value?);
        // "5 to 7 million", "$5-7bn": the scale is for both.
        let shared = if first.numeral.scale == 1.0 && second.numeral.scale > 1.0 && low < high / second.numeral.scale {
            second.numeral.scale
        } else {
            1.0
        };
        let low = low * shared;
        let sides =
            (first.unit.is_none() && first.currency.is_none(), second.unit.is_none() && second.currency.is_none());
        let same = match (first.currency, second.currency) {
            (Some(one), Some(other)) => one.code == other.code && one.minor == other.minor,
            (Some(_), None) => second.unit.is_none(),
            (None, Some(_)) => first.unit.is_none(),
            (None, None) => first.unit == second.unit || sides.0 || sides.1 && word != "or",
        };
        let bare = sides.0 && sides.1;
        let parts = first.numeral.form == Form::Part || second.numeral.form == Form::Part;
        if bare && !between && (glued || word == "to") && self.is_result(at, second.end, low, high, glued) {
            return Some(Found::Refused(second.end));
        }
        let from = word == "to"
            && self.before(at, 1) == "from"
            && !matches!(
                self.before(at, 2),
                "ranging" | "range" | "ranged" | "ranges" | "anywhere" | "somewhere" | "anything"
            );
        let from = from || word == "to" && self.hedge_ends_from(at);
        let adverbial = word == "to"
            && matches!(
                self.before(at, 1),
                "by" | "rose" | "fell" | "jumped" | "dropped" | "up" | "down" | "increased" | "climbed"
            )
            && (bare || !sides.0);
        (same && low < high && !from && !adverbial && !parts).then_some(())?;
        let currency = second.currency.or(first.currency);
        let hundredth = if currency.is_some_and(|currency| currency.minor) { 0.01 } else { 1.0 };
        Some(Found::Amount(Amount {
            start: at,
            end: second.end,
            number_start: at,
            number_end: second.numeral.end,
            value: None,
            min: Some(tidy(low * hundredth)),
            max: Some(tidy(high * hundredth)),
            currency,
            unit: second.unit.or(first.unit),
            form: second.numeral.form,
            plain: first.numeral.scale == 1.0 && second.numeral.scale == 1.0,
            range: true,
            effect: None,
        }))
    }

    /// "from about 5 to 7": a change, with a hedge between.
    fn hedge_ends_from(&self, at: usize) -> bool {
        self.phrase_before(&self.lexicon.hedges_before, at).is_some_and(|(start, _)| {
            self.before(start, 1) == "from" && !matches!(self.before(start, 2), "ranging" | "anywhere")
        })
    }

    /// Whether two bare numbers are a result ("3-2", "won 5 to 4"), a code, or another pair that bounds nothing.
    fn is_result(&self, at: usize, end: usize, low: f64, high: f64, glued: bool) -> bool {
        let score = |word: &str| self.lexicon.score_words.contains(word);
        let near = (1..=3).any(|back| score(self.before(at, back)))
            || score(self.lower(self.past_hyphen(end)))
            || score(self.lower(end + 1)) && self.is_joint(end);
        let noun = self.plural_after(self.past_hyphen(end)).is_some();
        if !glued {
            return near && !noun || low >= high && !noun && self.atom(end).is_none_or(|atom| !is_word(atom.text));
        }
        let hedged = self.phrase_before(&self.lexicon.hedges_before, at).is_some()
            || matches!(self.before(at, 1), "aged" | "ages");
        low >= high || near || !(noun || hedged)
    }

    fn hedge_before(&self, amount: &mut Amount, floor: usize) {
        let Some((start, hedge)) =
            self.phrase_before(&self.lexicon.hedges_before, amount.start).filter(|(start, _)| *start >= floor)
        else {
            return;
        };
        if hedge.unless.contains(&self.before(start, 1)) {
            return;
        }
        let small = amount.is_bare() && amount.form == Form::Word && amount.value.is_some_and(|value| value < 10.0);
        let one = small
            && amount.value == Some(1.0)
            && !matches!(hedge.effect, Effect::AtLeast | Effect::MoreThan | Effect::AtMost | Effect::LessThan);
        if one
            || small
                && start + 1 == amount.start
                && matches!(self.before(amount.start, 1), "over" | "under" | "above" | "below" | "beyond")
        {
            return;
        }
        amount.start = start;
        amount.loosen(hedge.effect);
        // "more than about 20", "at least some 30": the outer hedge bounds it too.
        if let Some((outer, hedge)) = self
            .phrase_before(&self.lexicon.hedges_before, start)
            .filter(|(outer, hedge)| *outer >= floor && !hedge.unless.contains(&self.before(*outer, 1)))
            && matches!(hedge.effect, Effect::AtLeast | Effect::MoreThan | Effect::AtMost | Effect::LessThan)
        {
            amount.start = outer;
            amount.loosen(hedge.effect);
        }
    }

    fn hedge_after(&self, amount: &mut Amount) {
        let at = self.past_hyphen(amount.end);
        let Some((end, hedge)) = self.phrase(&self.lexicon.hedges_after, at, Self::lower) else { return };
        let joined = at > amount.end || self.glued(at);
        let fits = match self.lower(at) {
            "plus" => joined,
            "odd" => at > amount.end,
            "+" => joined && !self.glued(at + 1),
            _ => true,
        };
        if !fits {
            return;
        }
        amount.end = end;
        if amount.is_bare() {
            // "20-plus miles", "five or more years": the unit stands after the hedge.
            if let Some((end, currency)) = self.currency_after(end) {
                (amount.end, amount.currency) = (end, Some(currency));
            } else if let Some((end, unit)) = self.unit_after(end) {
                (amount.end, amount.unit) = (end, Some(unit));
            }
        }
        amount.loosen(hedge.effect);
    }
}
