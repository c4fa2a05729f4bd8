//! Ordinals: "third", "21st", "twenty-first".

use super::atoms::{is_figure, is_word};
use super::figures::Figure;
use super::lexicon::NumberClass::{Ordinal, Ten};
use super::reader::Reader;

/// A place in an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rank {
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) rule: &'static str,
}

impl Reader<'_, '_> {
    /// The ordinal at `at`, whether or not it ranks something.
    pub(super) fn rank(&self, at: usize) -> Option<Rank> {
        self.is_open(at).then_some(())?;
        if is_figure(self.text(at)) {
            let figure = Figure::read(self.text(at)).filter(|figure| figure.decimals == 0)?;
            let ending = match (figure.value % 10.0, figure.value % 100.0) {
                (_, tens) if (11.0..=13.0).contains(&tens) => "th",
                (1.0, _) => "st",
                (2.0, _) => "nd",
                (3.0, _) => "rd",
                _ => "th",
            };
            let fits =
                self.glued(at + 1) && (self.lower(at + 1) == ending || ending == "nd" && self.lower(at + 1) == "d");
            return fits.then_some(Rank { end: at + 2, value: figure.value, rule: "quantities.ordinal.figure" });
        }
        let rule = "quantities.ordinal.word";
        if let Some(ten) = self.number(at, |class| class == Ten) {
            let next = self.past_hyphen(at + 1);
            let one = self.number(next, |class| class == Ordinal).filter(|one| one.value < 10.0 && next > at + 1)?;
            return Some(Rank { end: next + 1, value: ten.value + one.value, rule });
        }
        let word = self.number(at, |class| class == Ordinal)?;
        Some(Rank { end: at + 1, value: word.value, rule })
    }

    /// Whether an ordinal ranks something: not an adverb ("first elected"), a unit of time ("a second"), a part of a name or compound.
    pub(super) fn is_ranking(&self, at: usize, rank: Rank) -> bool {
        let (before, after) = (self.before(at, 1), self.lower(rank.end));
        let joint = self.is_joint(rank.end);
        if joint && !self.is_rank_compound(rank.end + 1) {
            return false;
        }
        if self.glued(at) && at > 0 && !matches!(self.text(at - 1), "\"" | "“" | "‘" | "'" | "(" | "—" | "[") {
            return false;
        }
        let name = self.is_capitalised(at) && self.is_capitalised(rank.end) && !self.is_opening(at) && !self.title_case;
        if name || matches!(after, "century" | "centuries" | "street" | "avenue" | "amendment" | "quarter") {
            return false;
        }
        if rank.rule == "quantities.ordinal.figure" {
            return true;
        }
        let determined = matches!(
            before,
            "the"
                | "a"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "your"
                | "'s"
                | "'"
                | "this"
                | "that"
                | "another"
                | "every"
                | "each"
                | "very"
                | "one"
                | "an"
                | "whose"
                | "and"
                | "or"
                | "no"
                | "any"
                | "to"
                | "for"
                | "in"
                | "only"
        );
        let placed = matches!(
            before,
            "came"
                | "finished"
                | "placed"
                | "ranked"
                | "coming"
                | "finishing"
                | "come"
                | "finish"
                | "distant"
                | "remained"
                | "ranks"
                | "place"
        );
        let noun = is_word(after) && !self.lexicon.stop_words.contains(after);
        match rank.value {
            1.0 => {
                determined
                    && (noun && !after.ends_with("ed") || matches!(after, "of" | "to"))
                    && !matches!(before, "to" | "and" | "or" | "only")
                    || placed && matches!(before, "came" | "finished" | "placed" | "ranked" | "coming")
            }
            2.0 => {
                placed
                    || determined
                        && (noun || joint || matches!(before, "the") && !matches!(after, ""))
                        && after != "that"
                    || matches!(before, "in") && after == "place"
            }
            _ => determined || placed || noun || !is_word(after),
        }
    }

    /// "third-largest", "second-biggest", "fourth-placed".
    fn is_rank_compound(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.ends_with("est")
            || matches!(
                word,
                "most"
                    | "place"
                    | "placed"
                    | "best"
                    | "worst"
                    | "ranked"
                    | "round"
                    | "generation"
                    | "seeded"
                    | "ever"
                    | "longest"
                    | "term"
                    | "grade"
                    | "grader"
                    | "floor"
                    | "tier"
                    | "division"
            )
    }
}
