use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Dictionary forms, one a token. A text says the same words again and again, so that each different form is kept once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lemmas {
    /// For each token the number of its form.
    numbers: Vec<u32>,
    /// Where each form ends in `forms`; it begins where the one before ends.
    ends: Vec<u32>,
    forms: String,
}

impl Lemmas {
    pub(crate) fn get(&self, token: usize) -> Option<&str> {
        let number = *self.numbers.get(token)? as usize;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.forms.get(start as usize..*self.ends.get(number)? as usize)
    }
}

/// Collects the dictionary forms of a document in the order of its tokens.
#[derive(Debug, Default)]
pub(crate) struct LemmaWriter {
    lemmas: Lemmas,
    known: FxHashMap<CompactString, u32>,
}

impl LemmaWriter {
    pub(crate) fn with_capacity(tokens: usize) -> Self {
        Self { lemmas: Lemmas { numbers: Vec::with_capacity(tokens), ..Lemmas::default() }, ..Self::default() }
    }

    pub(crate) fn push(&mut self, lemma: CompactString) {
        let Lemmas { numbers, ends, forms } = &mut self.lemmas;
        let number = match self.known.get(&lemma) {
            Some(number) => *number,
            None => {
                let number = ends.len() as u32;
                forms.push_str(&lemma);
                ends.push(forms.len() as u32);
                self.known.insert(lemma, number);
                number
            }
        };
        numbers.push(number);
    }

    pub(crate) fn finish(mut self) -> Lemmas {
        self.lemmas.ends.shrink_to_fit();
        self.lemmas.forms.shrink_to_fit();
        self.lemmas
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_back_in_the_order_of_their_tokens() {
        let said = ["the", "man", "", "see", "the", "é", "man", ""];
        let mut writer = LemmaWriter::with_capacity(said.len());
        said.iter().for_each(|lemma| writer.push((*lemma).into()));
        let lemmas = writer.finish();
        assert_eq!((0..said.len()).map(|token| lemmas.get(token).unwrap()).collect::<Vec<_>>(), said);
        assert_eq!(lemmas.get(said.len()), None);
        assert_eq!(lemmas.forms, "themanseeé");
    }
}
