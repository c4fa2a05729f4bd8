//! What looks like a count and is none: years, names that hold numbers, codes, telephone numbers, list marks.

use super::amounts::Amount;
use super::atoms::{is_dash, is_figure, is_word};
use super::numerals::Form;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// Whether a bare number counts nothing here.
    pub(super) fn is_no_count(&self, amount: &Amount) -> bool {
        let (at, end) = (amount.number_start, amount.number_end);
        if amount.form == Form::Vague {
            return false;
        }
        let hedged = amount.start < amount.number_start;
        self.is_part_of_code(at, end)
            || self.is_designated(at, end, hedged)
            || amount.plain && self.is_year(amount)
            || self.is_mark(at, end)
            || self.is_coordinate(amount)
            || self.is_address(end)
            || self.is_release(amount)
            || matches!(self.before(at, 1), "per" | "every" | "vs" | "versus")
            || amount.form == Form::Word && self.is_word_no_count(at, end)
    }

    /// Letters, hyphens, slashes or colons that tie it to what stands before or after: "COVID-19", "G20", "10:39", "24/7", "8chan", "1990s".
    fn is_part_of_code(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.text(before));
        let tied_before = self.glued(at)
            && (is_word(before)
                || is_figure(before)
                || is_dash(before) && !self.is_free_dash(at)
                || matches!(before, "/" | ":" | "." | "_" | "#" | "+" | "*" | "@" | "×" | "'" | "’" | "°" | "&"));
        let after = self.text(end);
        let tied_after = self.glued(end)
            && (is_word(after) && !after.starts_with(['\'', '’']) && !self.is_joint(end)
                || is_figure(after)
                || matches!(after, "/" | ":" | "_" | "×" | "°" | "&") && self.glued(end + 1)
                || matches!(after, "'" | "’") && matches!(self.lower(end + 1), "s") && is_figure(self.text(at)));
        tied_before || tied_after
    }

    /// A dash before a number that is no part of its word: after white space, or a long one.
    fn is_free_dash(&self, at: usize) -> bool {
        let dash = at - 1;
        !self.glued(dash) || self.text(dash) == "—" || is_dash(self.before(dash, 1))
    }

    /// A name's number: "page 12", "Article 50", "Flight 370", "Boeing 737", "Apollo 11".
    fn is_designated(&self, at: usize, end: usize, hedged: bool) -> bool {
        if hedged || at == 0 {
            return false;
        }
        let word = self.before(at, 1);
        let plural = self.plural_after(end).is_some_and(|noun| !self.is_capitalised(noun.start));
        let numbered = matches!(word, "#" | "§" | "№")
            || word == "." && matches!(self.before(at, 2), "no" | "nos" | "vol" | "pp" | "p");
        if numbered {
            return true;
        }
        if let Some(weak) = self.lexicon.designators.get(word) {
            return !(*weak && plural);
        }
        if matches!(word, "and" | "to" | "or" | "," | "-") && at > 2 && is_figure(self.text(at - 2)) && !plural {
            // "pages 12 and 14".
            return self.lexicon.designators.contains_key(self.before(at, 3));
        }
        if !is_figure(self.text(at)) || self.title_case {
            return self.is_named(at, end, plural);
        }
        let name = self.is_capitalised(at - 1) && is_word(self.text(at - 1)) && at > 1 && !self.is_opening(at - 1);
        let located =
            matches!(self.before(at, 2), "in" | "across" | "from" | "at" | "near" | "around" | "to" | "of" | "for")
                || is_month(word);
        let counted = plural && (located || self.is_person_before(at));
        name && !counted && !self.lexicon.stop_words.contains(word)
    }

    /// Whether a verb in capitals is unlikely: a name of a person that a count follows ("gave Smith 20 votes").
    fn is_person_before(&self, at: usize) -> bool {
        at > 1
            && matches!(
                self.before(at, 2),
                "gave" | "give" | "gives" | "handed" | "cost" | "costs" | "awarded" | "offered" | "paid" | "sent"
            )
    }

    /// A number word inside a name: "the Five Star Movement", "Three Gorges".
    fn is_named(&self, at: usize, end: usize, plural: bool) -> bool {
        let capital = is_word(self.text(at))
            && self.is_capitalised(at)
            && self.is_capitalised(end)
            && at > 0
            && !self.is_opening(at);
        capital && !self.title_case && !(plural && self.lower(end) == "people")
    }

    /// Whether a word opens a sentence or a quotation, where a capital says nothing.
    pub(super) fn is_opening(&self, at: usize) -> bool {
        at == 0
            || matches!(
                self.before(at, 1),
                "\"" | "“" | "'" | "‘" | ":" | "—" | "–" | "." | "(" | "-" | "…" | "''" | "``" | "•" | "*"
            )
    }

    /// Four digits that nothing counts, or that "in", "the" … stand before.
    fn is_year(&self, amount: &Amount) -> bool {
        let Form::Figure(figure) = amount.form else { return false };
        if !figure.is_year_like() {
            return false;
        }
        let Some(noun) = self.plural_after(amount.number_end) else { return true };
        let recent = (1900.0..2050.0).contains(&figure.value);
        if amount.effect.is_some() {
            // "below 2005 levels", "more than 2016 figures".
            return recent
                && noun.end == noun.start + 1
                && matches!(
                    self.lower(noun.start),
                    "levels" | "figures" | "prices" | "standards" | "totals" | "elections" | "estimates" | "numbers"
                );
        }
        let before = self.before(amount.number_start, 1);
        let dated = matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "from"
                | "of"
                | "before"
                | "after"
                | "during"
                | "late"
                | "early"
                | "mid"
                | "year"
                | "circa"
                | "and"
                | ","
                | "to"
                | "for"
                | "'s"
                | "its"
                | "their"
                | "his"
                | "her"
                | "below"
                | "above"
        ) || is_month(before)
            || matches!(before, "the" | "a" | "this" | "that" | "one");
        dated && (recent || before != "the") || recent && noun.len() > 1 && noun.end - noun.start > 2
    }

    /// A mark of a list or note: "1.", "(2)", "[3]", or a code of many digits.
    fn is_mark(&self, at: usize, end: usize) -> bool {
        if !is_figure(self.text(at)) {
            return false;
        }
        let (before, after) = (self.before(at, 1), self.text(end));
        let opening = at == 0 && (after == ")" || after == "." && self.glued(end) && self.atom(end + 1).is_some());
        let enclosed = matches!((before, after), ("(", ")") | ("[", "]")) && end == at + 1;
        let long = end == at + 1 && self.text(at).len() > 6 && self.text(at).bytes().all(|byte| byte.is_ascii_digit());
        let signed = before == "+" && self.glued(at);
        let chain = end == at + 1
            && (is_figure(after) && is_figure(self.text(end + 1))
                || is_figure(after) && at > 0 && is_figure(self.text(at - 1))
                || at > 1 && is_figure(self.text(at - 1)) && is_figure(self.text(at - 2)));
        let telephone = after == ")" && is_figure(self.text(end + 1)) && before == "(";
        opening || enclosed || long || signed || chain || telephone
    }

    /// Latitude and longitude: degrees with a direction, decimals of a place.
    fn is_coordinate(&self, amount: &Amount) -> bool {
        let after = self.text(amount.end);
        let minutes = is_figure(after) && matches!(self.text(amount.end + 1), "'" | "’" | "′");
        let direction = matches!(after, "N" | "S" | "E" | "W" | "°" | "º");
        let precise = matches!(amount.form, Form::Figure(figure) if figure.decimals >= 4);
        direction || minutes || precise
    }

    /// "619 Waddell Avenue", "10 Downing Street".
    fn is_address(&self, end: usize) -> bool {
        let street = |at: usize| {
            matches!(
                self.lower(at),
                "street"
                    | "st"
                    | "avenue"
                    | "ave"
                    | "road"
                    | "rd"
                    | "boulevard"
                    | "blvd"
                    | "lane"
                    | "drive"
                    | "terrace"
                    | "crescent"
                    | "broadway"
                    | "highway"
                    | "parkway"
            )
        };
        (end..end + 4).take_while(|at| self.is_capitalised(*at)).any(street)
    }

    /// "Web 2.0": a release of what stands before.
    fn is_release(&self, amount: &Amount) -> bool {
        let decimal = matches!(amount.form, Form::Figure(figure) if figure.decimals > 0);
        let at = amount.number_start;
        decimal
            && at > 0
            && amount.start == at
            && self.is_capitalised(at - 1)
            && is_word(self.text(at - 1))
            && !self.lexicon.stop_words.contains(self.before(at, 1))
            && self.plural_after(amount.number_end).is_none()
    }

    /// Number words that count nothing where they stand: "one" the pronoun, "two" in "one-two".
    fn is_word_no_count(&self, at: usize, end: usize) -> bool {
        match self.lower(at) {
            "one" if end == at + 1 => !self.is_counting_one(at),
            "zero" => self.plural_after(end).is_none(),
            _ => false,
        }
    }

    /// Whether "one" counts a thing: "one militant", and not "one of them", "the one", "one says".
    fn is_counting_one(&self, at: usize) -> bool {
        let next = self.lower(at + 1);
        if matches!(
            self.before(at, 1),
            "the"
                | "this"
                | "that"
                | "no"
                | "any"
                | "every"
                | "each"
                | "which"
                | "another"
                | "a"
                | "an"
                | "number"
                | "some"
                | "'s"
                | "his"
                | "her"
                | "its"
                | "their"
                | "my"
                | "your"
                | "our"
                | "other"
                | "only"
                | "and"
        ) && !(matches!(self.before(at, 1), "only" | "and") && self.ends_phrase(at + 1).eq(&false))
        {
            return false;
        }
        if self.glued(at + 1) && (is_dash(self.text(at + 1)) || next.starts_with('\'')) {
            return false;
        }
        if let Some(atom) = self.atom(at)
            && let Some(upos) = atom.upos
        {
            return upos == dateline_core::Upos::Num
                && !matches!(next, "of" | "another")
                && self.counted(at + 1, at, false).is_some();
        }
        let verb = next.len() > 3
            && next.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| next.ends_with(end))
            && !self.lexicon.plurals.contains(next);
        is_word(next) && !self.ends_phrase(at + 1) && !verb
    }
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
    )
}

impl Reader<'_, '_> {
    /// Whether a number is a day of a month, even where no time was read.
    pub(super) fn is_day(&self, amount: &Amount) -> bool {
        let low = amount.value.or(amount.max).is_some_and(|value| value <= 31.0);
        amount.plain
            && amount.currency.is_none()
            && amount.unit.is_none()
            && low
            && self.is_day_of_month(amount.number_start, amount.number_end)
    }

    /// Whether a month's name stands directly before or after.
    pub(super) fn is_day_of_month(&self, start: usize, end: usize) -> bool {
        let back = if self.before(start, 1) == "." { 2 } else { 1 };
        let month = |at: usize| is_month(self.lower(at)) && self.is_capitalised(at);
        start.checked_sub(back).is_some_and(month) || month(end) || self.lower(end) == "of" && month(end + 1)
    }
}
