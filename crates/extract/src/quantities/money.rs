//! Money: signs, codes and words of currencies, and which country's is meant.
//!
//! A word or sign that several currencies share ("rupees", "pesos", "$") is read by the countries that the text names: the currency whose
//! country is named most, if it is named at least twice as often as every other that shares the word. Otherwise the unit is absent. A bare
//! "$" or "dollars" in a text that names no country of any dollar is US dollars, as the style books of the international press have it; the
//! rule `quantities.money.dollar_convention` says that this was assumed.

use dateline_core::{Document, Upos};

use super::atoms::{is_figure, pieces};
use super::lexicon::{Lexicon, Reading};
use super::reader::Reader;

/// How often each currency's countries are named.
#[derive(Debug)]
pub(super) struct Evidence {
    counts: Vec<u32>,
}

/// A currency, and the rule that read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Currency {
    /// ISO 4217 code; absent where the text leaves it open.
    pub(super) code: Option<&'static str>,
    pub(super) rule: &'static str,
    /// Whether the amount is in hundredths of it.
    pub(super) minor: bool,
}

impl Evidence {
    /// Counts the names of countries in a document.
    pub(super) fn read(document: &Document) -> Self {
        let lexicon = Lexicon::english();
        let mut counts = vec![0_u32; lexicon.codes.len()];
        let mut block_words: Vec<&str> = Vec::new();
        for block in document.blocks() {
            let tokens = block.sentences().flat_map(|sentence| sentence.tokens());
            block_words.clear();
            block_words.extend(tokens.flat_map(|token| pieces(token.text())).map(|(_, piece)| stem(piece)));
            let mut rest = block_words.as_slice();
            while let Some(first) = rest.first() {
                let found = lexicon.countries.starting(first).iter().find(|(words, _)| rest.starts_with(words));
                rest = rest.get(found.map_or(1, |(words, _)| words.len().max(1))..).unwrap_or_default();
                if let Some((_, Some(currency))) = found
                    && let Some(count) = counts.get_mut(usize::from(*currency))
                {
                    *count += 1;
                }
            }
        }
        Self { counts }
    }

    fn count(&self, reading: Reading) -> u32 {
        self.counts.get(usize::from(reading.currency)).copied().unwrap_or(0)
    }

    /// How often the country of an ISO 4217 code is named.
    pub(super) fn of(&self, code: &str) -> u32 {
        Lexicon::english()
            .by_code
            .get(code)
            .map_or(0, |currency| self.count(Reading { currency: *currency, needs_evidence: false }))
    }

    /// Which of the readings the text speaks for: `None` where it is no currency here, `Some(None)` where it is an open one.
    fn choose(&self, readings: &[Reading]) -> Option<Option<&'static str>> {
        let code = |reading: &Reading| Lexicon::english().codes.get(usize::from(reading.currency)).copied();
        let mut allowed = readings.iter().filter(|reading| !reading.needs_evidence || self.count(**reading) > 0);
        let first = allowed.next()?;
        let (mut best, mut second, mut alone) = (first, 0, true);
        for reading in allowed {
            alone = false;
            let (leader, other) =
                if self.count(*reading) > self.count(*best) { (reading, best) } else { (best, reading) };
            (best, second) = (leader, second.max(self.count(*other)));
        }
        let count = self.count(*best);
        Some(if alone || count > 0 && count >= 2 * second { code(best) } else { None })
    }

    /// The dollar that a bare "$" or "dollars" means.
    fn dollars(&self, readings: &[Reading], minor: bool) -> Currency {
        if readings.iter().all(|reading| self.count(*reading) == 0) {
            return Currency { code: Some("USD"), rule: "quantities.money.dollar_convention", minor };
        }
        Currency { code: self.choose(readings).flatten(), rule: "quantities.money.dollar_country", minor }
    }
}

/// ISO 4217 codes that are also words of headlines.
const WORDLIKE: [&str; 11] = ["ALL", "TOP", "TRY", "CUP", "COP", "PEN", "GEL", "MAD", "BAM", "SOS", "BOB"];

impl Reader<'_, '_> {
    fn chosen(&self, readings: &[Reading], rule: &'static str, minor: bool) -> Option<Currency> {
        self.evidence.choose(readings).map(|code| Currency { code, rule, minor })
    }

    /// A sign or code of a currency before a figure, and where the figure stands.
    pub(super) fn currency_before(&self, at: usize) -> Option<(usize, Currency)> {
        self.is_open(at).then_some(())?;
        let text = self.text(at);
        if self.text(at + 1) == "$" && self.glued(at + 1) {
            let sign = [text, "$"].concat();
            let country = self
                .lexicon
                .signs
                .get(&*sign)
                .and_then(|readings| self.chosen(readings, "quantities.money.sign", false));
            return country.map(|currency| (at + 2, currency)).filter(|(next, _)| is_figure(self.text(*next)));
        }
        let dot = usize::from(self.text(at + 1) == "." && self.glued(at + 1));
        let next = at + 1 + if is_figure(self.text(at + 1)) { 0 } else { dot };
        is_figure(self.text(next)).then_some(())?;
        if let Some(readings) = self.lexicon.signs.get(text.trim_end_matches('.')) {
            if text == "$" {
                return Some((next, self.evidence.dollars(readings, false)));
            }
            return self.chosen(readings, "quantities.money.sign", false).map(|currency| (next, currency));
        }
        let code = self.code(at).filter(|code| self.glued(next) || !WORDLIKE.contains(code))?;
        Some((next, Currency { code: Some(code), rule: "quantities.money.code", minor: false }))
    }

    fn code(&self, at: usize) -> Option<&'static str> {
        let currency = self.lexicon.by_code.get(self.text(at))?;
        self.lexicon.codes.get(usize::from(*currency)).copied()
    }

    /// A word, code or sign of a currency after a number, and where it ends.
    pub(super) fn currency_after(&self, end: usize) -> Option<(usize, Currency)> {
        let at = self.past_hyphen(end);
        let (rule, minor) = ("quantities.money.word", false);
        if let Some((next, Some(country))) =
            self.phrase(&self.lexicon.countries, at, |reader, at| stem(reader.text(at)))
        {
            let of = |readings: &Vec<Reading>| readings.iter().any(|reading| reading.currency == *country);
            let code = self.lexicon.codes.get(usize::from(*country)).copied();
            if self.lexicon.money_words.get(self.lower(next)).is_some_and(of) {
                return Some((next + 1, Currency { code, rule, minor }));
            }
            if self.lexicon.minor_words.get(self.lower(next)).is_some_and(of) {
                return Some((next + 1, Currency { code, rule: "quantities.money.minor", minor: true }));
            }
        }
        let word = self.lower(at);
        if let Some(readings) = self.lexicon.money_words.get(word) {
            if matches!(word, "dollar" | "dollars" | "buck" | "bucks") {
                return self.lexicon.signs.get("$").map(|signs| {
                    (at + 1, Currency { rule: dollar_word_rule(self, signs), ..self.evidence.dollars(signs, minor) })
                });
            }
            if matches!(word, "pound" | "pounds") && !self.is_sterling(at) {
                return None;
            }
            if self.lower(at + 1) == "sterling" {
                return Some((at + 2, Currency { code: Some("GBP"), rule, minor }));
            }
            // "50,000 won the vote": a verb has something after it.
            let ends = matches!(self.lower(at + 1), "" | "." | "," | ";" | ":" | "?" | "!" | ")" | "”" | "\"");
            if !ends && self.atom(at).is_some_and(|atom| atom.upos == Some(Upos::Verb)) {
                return None;
            }
            let next = at + 1 + usize::from(matches!((word, self.lower(at + 1)), ("cfa", "franc" | "francs")));
            return self.chosen(readings, rule, minor).map(|currency| (next, currency));
        }
        if let Some(readings) = self.lexicon.minor_words.get(word).filter(|_| word != "p" || self.is_pence(end)) {
            let currency = match word {
                "p" => self.lexicon.by_code.get("GBP").map(|_| Currency { code: Some("GBP"), rule, minor }),
                _ => self.chosen(readings, rule, minor),
            };
            return currency
                .map(|currency| (at + 1, Currency { rule: "quantities.money.minor", minor: true, ..currency }));
        }
        let code = self.code(at).filter(|code| !WORDLIKE.contains(code));
        if let Some(code) = code {
            return Some((at + 1, Currency { code: Some(code), rule: "quantities.money.code", minor }));
        }
        let readings = self
            .lexicon
            .signs
            .get(self.text(at))
            .filter(|_| !is_figure(self.text(at + 1)) && (self.glued(at) || at == end))?;
        match self.text(at) {
            "$" => self.glued(at).then(|| (at + 1, self.evidence.dollars(readings, minor))),
            _ => self.chosen(readings, "quantities.money.sign", minor).map(|currency| (at + 1, currency)),
        }
    }

    /// Whether a word names a currency here.
    pub(super) fn is_money_word(&self, at: usize) -> bool {
        self.lexicon.money_words.get(self.lower(at)).is_some_and(|readings| self.evidence.choose(readings).is_some())
            || self.code(at).is_some_and(|code| !WORDLIKE.contains(&code))
    }

    /// Whether "p" after a figure is pence, not a picture's lines or a page.
    fn is_pence(&self, end: usize) -> bool {
        self.glued(end) && !self.glued(end + 1) && !matches!(self.before(end, 1), "480" | "720" | "1080" | "2160")
    }

    /// Whether "pounds" are money, not a weight.
    fn is_sterling(&self, at: usize) -> bool {
        let british = self.evidence.of("GBP").max(self.evidence.of("EGP")).max(self.evidence.of("LBP"));
        self.lower(at + 1) == "sterling" || british > 0 && !self.is_weight(at)
    }

    /// Whether "pound" or "pounds" at `at` is spoken of as a weight.
    pub(super) fn is_weight(&self, at: usize) -> bool {
        let stuff = self.lower(at + 1) == "of"
            && self.atom(at + 2).is_some()
            && !matches!(
                self.lower(at + 2),
                "damage"
                    | "damages"
                    | "debt"
                    | "investment"
                    | "funding"
                    | "aid"
                    | "savings"
                    | "cuts"
                    | "public"
                    | "taxpayers"
                    | "taxpayer"
                    | "fines"
            );
        let weighs = (2..=7).any(|back| {
            matches!(
                self.before(at, back),
                "weigh" | "weighs" | "weighed" | "weighing" | "weight" | "lost" | "gained" | "heavier" | "lighter"
            )
        });
        stuff || weighs || matches!(self.lower(at + 1), "heavier" | "lighter" | "overweight")
    }
}

/// A name without the dot of its abbreviation or its possessive.
fn stem(text: &str) -> &str {
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    text.trim_end_matches('.')
}

/// "Dollars" is a word; that its country was assumed outweighs that.
fn dollar_word_rule(reader: &Reader<'_, '_>, readings: &[Reading]) -> &'static str {
    match reader.evidence.dollars(readings, false).rule {
        "quantities.money.dollar_convention" => "quantities.money.dollar_convention",
        _ => "quantities.money.word",
    }
}
