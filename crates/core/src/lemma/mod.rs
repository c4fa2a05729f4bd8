//! Dictionary forms: a lexicon of what the treebanks and word lists say, and learned edits for every other word.
//!
//! An edit cuts characters off the end and appends others (`stopped` → `stop`: cut 3), or replaces the word (`went` → `go`). Which edits a word may
//! take depends on its tags; the model scores them by its context, so that `'s` is `be`, `have` or the possessive by what stands around it.

use compact_str::CompactString;

use crate::encode::dot;
use crate::model::{Container, Section};
use crate::{Error, Upos};

/// Lexicon and edits.
#[derive(Clone, Debug)]
pub(crate) struct Lemmatizer {
    width: usize,
    edits: Vec<Edit>,
    choices: Choices,
    weights: Section,
    bias: Section,
    keys: Section,
    starts: Section,
    entries: Section,
}

/// How a lemma is made from a lower-cased form.
#[derive(Clone, Debug)]
enum Edit {
    /// Cut this many characters off the end and append this.
    Suffix(usize, CompactString),
    /// The lemma itself.
    Whole(CompactString),
}

impl Edit {
    fn parse(rule: &str) -> Option<Self> {
        if let Some(whole) = rule.strip_prefix('=') {
            return Some(Self::Whole(whole.into()));
        }
        let (cut, add) = rule.split_once(':')?;
        Some(Self::Suffix(cut.parse().ok()?, add.into()))
    }

    /// The part of the form that stays, where the edit fits the form.
    fn fits(&self, form: &str) -> bool {
        match self {
            Self::Suffix(0, _) => true,
            Self::Suffix(cut, add) => {
                form.chars().count() > *cut && !(add.is_empty() && form.chars().count() < cut + 2)
            }
            Self::Whole(_) => form.chars().count() <= 8,
        }
    }

    fn apply(&self, form: &str) -> CompactString {
        match self {
            Self::Suffix(cut, add) => {
                let end =
                    if *cut == 0 { form.len() } else { form.char_indices().rev().nth(cut - 1).map_or(0, |(at, _)| at) };
                let mut lemma = CompactString::new(form.get(..end).unwrap_or(form));
                lemma.push_str(add);
                lemma
            }
            Self::Whole(lemma) => lemma.clone(),
        }
    }
}

/// For each pair of tags, the edits that occur with it.
#[derive(Clone, Debug)]
struct Choices {
    ends: Section,
    classes: Section,
}

impl Choices {
    fn open(model: &Container, name: &str, pairs: usize, classes: usize) -> Result<Self, Error> {
        let choices = Self {
            ends: model.section::<u32>(&format!("{name}.end"), Some(pairs))?,
            classes: model.section::<u16>(&format!("{name}.class"), None)?,
        };
        if model.values::<u16>(&choices.classes).iter().any(|class| usize::from(*class) >= classes) {
            return Err(Error::model("words", format_args!("section {name}.class names a class that does not exist")));
        }
        Ok(choices)
    }

    /// The edits of a pair; commonest first.
    fn of<'m>(&self, model: &'m Container, pair: usize) -> &'m [u16] {
        let ends = model.values::<u32>(&self.ends);
        let start = pair.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
        let end = ends.get(pair).map_or(start, |end| *end as usize);
        model.values::<u16>(&self.classes).get(start..end).unwrap_or_default()
    }

    /// The best-scoring edit of a pair, and its score.
    fn best(&self, model: &Container, pair: usize, score: impl Fn(u16) -> f32) -> Option<(u16, f32)> {
        let mut best = None;
        for class in self.of(model, pair) {
            let score = score(*class);
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((*class, score));
            }
        }
        best
    }
}

impl Lemmatizer {
    pub(crate) fn open(model: &Container, width: usize, pairs: usize) -> Result<Self, Error> {
        let bad = || Error::model("words", "its lemma edits cannot be read");
        let edits: Vec<Edit> =
            model.text("rule")?.lines().map(|rule| Edit::parse(rule).ok_or_else(bad)).collect::<Result<_, _>>()?;
        let keys = model.section::<u32>("lemma.key", None)?;
        let slots = model.values::<u32>(&keys).len();
        if !slots.is_power_of_two() || !model.values::<u32>(&keys).contains(&0) {
            return Err(bad());
        }
        Ok(Self {
            width,
            entries: model.section::<u8>("lemma.text", None)?,
            choices: Choices::open(model, "pair.rule", pairs, edits.len())?,
            weights: model.section::<f32>("rule.w", Some(edits.len() * width))?,
            bias: model.section::<f32>("rule.b", Some(edits.len()))?,
            starts: model.section::<u32>("lemma.start", Some(slots))?,
            keys,
            edits,
        })
    }

    /// The lexicon's lemma of a form with a Penn tag. An entry reads `form TAB tag TAB lemma`.
    fn listed<'m>(&self, model: &'m Container, form: &str, xpos: &str) -> Option<&'m str> {
        let keys = model.values::<u32>(&self.keys);
        let hash = |hash: u32, part: &str| {
            part.bytes().fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        };
        let key = hash(hash(0x811c_9dc5, form) ^ 0x1f, xpos).max(1);
        let mut at = key as usize & (keys.len() - 1);
        loop {
            match keys.get(at) {
                Some(found) if *found == key => {
                    let start = *model.values::<u32>(&self.starts).get(at)? as usize;
                    let line = model.values::<u8>(&self.entries).get(start..)?.split(|byte| *byte == b'\n').next()?;
                    let fields =
                        line.strip_prefix(form.as_bytes())?.strip_prefix(b"\t")?.strip_prefix(xpos.as_bytes())?;
                    return std::str::from_utf8(fields.strip_prefix(b"\t")?).ok();
                }
                Some(0) | None => return None,
                _ => at = (at + 1) & (keys.len() - 1),
            }
        }
    }

    /// The lemma of a form. `capitals` says that the sentence has capitals only, which then mean nothing.
    pub(crate) fn lemma(
        &self,
        model: &Container,
        state: &[f32],
        form: &str,
        tags: (Upos, &str, u16),
        capitals: bool,
    ) -> CompactString {
        let (upos, xpos, pair) = tags;
        let lower = lower(form);
        if let Some(lemma) = self.listed(model, &lower, xpos) {
            return restore(form, lemma, upos, capitals);
        }
        let (weights, bias) = (model.values::<f32>(&self.weights), model.values::<f32>(&self.bias));
        let best = self.choices.best(model, usize::from(pair), |class| {
            let class = usize::from(class);
            if !self.edits.get(class).is_some_and(|edit| edit.fits(&lower)) {
                return f32::MIN;
            }
            bias.get(class).unwrap_or(&0.0)
                + dot(state, weights.get(class * self.width..(class + 1) * self.width).unwrap_or_default())
        });
        let edit = best.and_then(|(class, _)| self.edits.get(usize::from(class))).filter(|edit| edit.fits(&lower));
        match edit {
            Some(edit) => restore(form, &edit.apply(&lower), upos, capitals),
            None => restore(form, &lower, upos, capitals),
        }
    }
}

fn lower(form: &str) -> CompactString {
    let mut lower = if form.is_ascii() {
        let mut copy = CompactString::new(form);
        copy.make_ascii_lowercase();
        copy
    } else {
        CompactString::from(form.to_lowercase())
    };
    if lower.contains('’') {
        lower = lower.replace('’', "'").into();
    }
    lower
}

/// Gives a name, and an acronym, the capitals back that its form has; other words have lower-case lemmas.
fn restore(form: &str, lemma: &str, upos: Upos, capitals: bool) -> CompactString {
    let letters = || form.chars().filter(|c| c.is_alphabetic());
    let acronym = !capitals && letters().count() > 1 && letters().all(char::is_uppercase);
    if !(matches!(upos, Upos::Propn | Upos::X | Upos::Sym)
        || acronym && matches!(upos, Upos::Noun | Upos::Adj | Upos::Num))
    {
        return lemma.into();
    }
    let mut out = CompactString::default();
    let mut forms = form.chars();
    let mut same = true;
    for c in lemma.chars() {
        let from = forms.next().filter(|_| same);
        match from {
            Some(from) if from == c || from.to_lowercase().eq([c]) => out.push(from),
            _ => {
                same = false;
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_cut_and_append() {
        let apply = |rule: &str, form: &str| {
            Edit::parse(rule).filter(|edit| edit.fits(form)).map(|edit| edit.apply(form).to_string())
        };
        assert_eq!(apply("3:", "stopped").as_deref(), Some("stop"));
        assert_eq!(apply("3:y", "cities").as_deref(), Some("city"));
        assert_eq!(apply("=go", "went").as_deref(), Some("go"));
        assert_eq!(apply("1:", "s"), None);
        assert_eq!(apply("1:", "cafés").as_deref(), Some("café"));
        assert!(Edit::parse("nonsense").is_none());
    }

    #[test]
    fn names_keep_their_capitals() {
        assert_eq!(restore("Americans", "american", Upos::Propn, false), "American");
        assert_eq!(restore("Police", "police", Upos::Noun, false), "police");
        assert_eq!(restore("MPs", "mp", Upos::Noun, false), "mp");
        assert_eq!(restore("UFO", "ufo", Upos::Noun, false), "UFO");
        assert_eq!(restore("POLICE", "police", Upos::Noun, true), "police");
    }
}
