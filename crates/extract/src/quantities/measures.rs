//! Units of measure and rates.

use super::lexicon::Unit;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// The unit after a number that ends before `end`, and where it ends.
    pub(super) fn unit_after(&self, end: usize) -> Option<(usize, Unit)> {
        let at = self.past_hyphen(end);
        let sign = self.phrase(&self.lexicon.unit_signs, at, Self::text);
        let word = self.phrase(&self.lexicon.unit_words, at, Self::lower);
        let found = [sign, word].into_iter().flatten().max_by_key(|(past, _)| *past).map(|(past, unit)| (past, *unit));
        let glued = || {
            self.lexicon
                .unit_glued
                .get(self.text(at))
                .filter(|_| at == end && self.glued(at))
                .map(|unit| (at + 1, *unit))
        };
        let metres = || {
            (self.text(at) == "m" && at == end && (!self.glued(at) || self.is_length_cue(at + 1)))
                .then_some((at + 1, Unit::Code("m")))
        };
        let (past, unit) = found.or_else(glued).or_else(metres)?;
        // Letters that go on make it another word: "5kmers", "3D".
        let cut = self.glued(past) && super::atoms::is_word(self.text(past)) && !self.lower(past).starts_with('\'');
        (!cut).then_some((past, unit))
    }

    /// The code of a unit; for those that differ by country ("gallon", "ton") by the countries that the text names.
    pub(super) fn unit_code(&self, unit: Unit, at: usize) -> Option<&'static str> {
        let (us, uk) = (self.evidence.of("USD"), self.evidence.of("GBP"));
        match unit {
            Unit::Code(code) => Some(code),
            Unit::Time => None,
            Unit::Open("pound") => (self.is_weight(at) || us > 0).then_some("[lb_av]"),
            Unit::Open("ton") => (us > uk).then_some("[ston_av]"),
            Unit::Open("gallon") if us > uk => Some("[gal_us]"),
            Unit::Open("gallon") if uk > us => Some("[gal_br]"),
            Unit::Open("pint") if us > uk => Some("[pt_us]"),
            Unit::Open("pint") if uk > us => Some("[pt_br]"),
            Unit::Open(_) => None,
        }
    }

    /// What an amount that ends before `at` is counted by: the name and where it ends. `times_only`: the amount counts things.
    pub(super) fn rate(&self, at: usize, times_only: bool) -> Option<(usize, String)> {
        if self.text(at) == "/" && !times_only {
            return self.lexicon.rates.get(self.lower(at + 1)).map(|(name, _)| (at + 2, (*name).to_owned()));
        }
        let start = self.past_hyphen(at);
        let adverb = match self.lower(start) {
            "annually" | "yearly" => Some("year"),
            "monthly" => Some("month"),
            "weekly" => Some("week"),
            "daily" => Some("day"),
            "hourly" => Some("hour"),
            _ => None,
        };
        if let Some(name) = adverb {
            return self.ends_phrase(start + 1).then(|| (start + 1, name.to_owned()));
        }
        let word = self.lower(start);
        matches!(word, "a" | "an" | "per" | "each" | "every").then_some(())?;
        let noun = self.past_hyphen(start + 1);
        if word == "per" {
            return self.per_phrase(noun);
        }
        let (name, time) = self.lexicon.rates.get(self.lower(noun))?;
        let ago = matches!(self.lower(noun + 1), "ago" | "earlier" | "later" | "after" | "before" | "from" | "old");
        (!ago && (*time || !times_only)).then(|| (noun + 1, (*name).to_owned()))
    }

    /// What stands after "per": a known word, a number of things, a unit of area, or any noun.
    fn per_phrase(&self, at: usize) -> Option<(usize, String)> {
        if let Some(numeral) = self.numeral(at, false) {
            let end = self.plural_after(numeral.end).map_or(numeral.end, |noun| noun.end);
            return Some((end, self.words_of(at, end)));
        }
        let end = match self.phrase(&self.lexicon.unit_words, at, Self::lower) {
            Some((end, Unit::Code(_))) => end,
            _ => at + 1,
        };
        let known = self.lexicon.rates.get(self.lower(at)).filter(|_| end == at + 1);
        let word = super::atoms::is_word(self.text(at)) && !self.lexicon.stop_words.contains(self.lower(at));
        word.then(|| (end, known.map_or_else(|| self.words_of(at, end), |(name, _)| (*name).to_owned())))
    }

    fn words_of(&self, from: usize, to: usize) -> String {
        (from..to).map(|at| self.lower(at)).collect::<Vec<_>>().join(" ")
    }
}
