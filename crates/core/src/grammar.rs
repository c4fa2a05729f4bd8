//! The closed sets of Universal Dependencies (version 2) and of OntoNotes 5 that annotation uses.

/// A closed set whose members have the names that a standard or a format gives them.
#[doc(hidden)]
#[macro_export]
macro_rules! closed_set {
    ($(#[$doc:meta])* $set:ident { $($(#[$member_doc:meta])* $member:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $set { $($(#[$member_doc])* $member,)+ }

        impl $set {
            /// Every member, in the order of their discriminants.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The name that the standard gives it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$member => $name,)+ }
            }

            /// The member of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$member),)+ _ => None }
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

closed_set! {
    /// Universal part of speech.
    ///
    /// ```
    /// use dateline_core::Upos;
    /// assert_eq!(Upos::from_name("PROPN"), Some(Upos::Propn));
    /// assert_eq!(Upos::Verb.to_string(), "VERB");
    /// ```
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition: prepositions.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary verb.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle: possessive 's, infinitive to, not.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else: foreign words, typing errors.
        X = "X",
    }
}

impl Upos {
    /// Whether words of this class carry content: nouns, names, verbs, adjectives, adverbs, numerals.
    #[must_use]
    pub fn is_content(self) -> bool {
        matches!(self, Self::Adj | Self::Adv | Self::Noun | Self::Num | Self::Propn | Self::Verb)
    }
}

closed_set! {
    /// Universal dependency relation, with the subtypes that English treebanks use.
    Deprel {
        /// Clausal modifier of a noun.
        Acl = "acl",
        /// Relative clause.
        AclRelcl = "acl:relcl",
        /// Adverbial clause.
        Advcl = "advcl",
        /// Adverbial relative clause, without a noun that it modifies.
        AdvclRelcl = "advcl:relcl",
        /// Adverbial modifier.
        Advmod = "advmod",
        /// Adjectival modifier.
        Amod = "amod",
        /// Appositional modifier.
        Appos = "appos",
        /// Auxiliary.
        Aux = "aux",
        /// Passive auxiliary.
        AuxPass = "aux:pass",
        /// Case marking: prepositions and possessive 's.
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// First part of a paired conjunction: both … and.
        CcPreconj = "cc:preconj",
        /// Clausal complement.
        Ccomp = "ccomp",
        /// Part of a compound.
        Compound = "compound",
        /// Particle of a phrasal verb.
        CompoundPrt = "compound:prt",
        /// Conjunct.
        Conj = "conj",
        /// Copula.
        Cop = "cop",
        /// Clausal subject.
        Csubj = "csubj",
        /// Clausal subject of a passive.
        CsubjPass = "csubj:pass",
        /// Clausal subject of an outer clause.
        CsubjOuter = "csubj:outer",
        /// Unspecified dependency.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Predeterminer: all the …
        DetPredet = "det:predet",
        /// Discourse element.
        Discourse = "discourse",
        /// Dislocated element.
        Dislocated = "dislocated",
        /// Expletive: there, it.
        Expl = "expl",
        /// Fixed expression: because of.
        Fixed = "fixed",
        /// Flat expression: parts of names, dates.
        Flat = "flat",
        /// Second part of a word that the text splits.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// List item.
        List = "list",
        /// Subordinating marker: that, to, because.
        Mark = "mark",
        /// Nominal modifier of a noun.
        Nmod = "nmod",
        /// Nominal descriptor: President Lincoln, Chapter 3.
        NmodDesc = "nmod:desc",
        /// Possessive modifier.
        NmodPoss = "nmod:poss",
        /// Noun phrase as modifier without a preposition: a week later.
        NmodUnmarked = "nmod:unmarked",
        /// Nominal subject.
        Nsubj = "nsubj",
        /// Nominal subject of a passive.
        NsubjPass = "nsubj:pass",
        /// Nominal subject of an outer clause.
        NsubjOuter = "nsubj:outer",
        /// Numeric modifier.
        Nummod = "nummod",
        /// Direct object.
        Obj = "obj",
        /// Oblique nominal: a prepositional phrase of a verb.
        Obl = "obl",
        /// Agent of a passive: by …
        OblAgent = "obl:agent",
        /// Noun phrase as adverbial without a preposition: last week.
        OblUnmarked = "obl:unmarked",
        /// Orphan of an elided head.
        Orphan = "orphan",
        /// Loosely joined clause: reporting clauses, asides.
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// Overridden disfluency.
        Reparandum = "reparandum",
        /// Root of the sentence.
        Root = "root",
        /// Vocative.
        Vocative = "vocative",
        /// Open clausal complement.
        Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    #[must_use]
    pub fn universal(self) -> &'static str {
        self.name().split(':').next().unwrap_or_default()
    }
}

closed_set! {
    /// Type of a name, after OntoNotes 5.
    NameType {
        /// People.
        Person = "PERSON",
        /// Nationalities, religious and political groups.
        Norp = "NORP",
        /// Buildings, airports, roads, bridges.
        Fac = "FAC",
        /// Companies, agencies, institutions, armed groups.
        Org = "ORG",
        /// Countries, cities, states.
        Gpe = "GPE",
        /// Other places: mountains, seas, regions.
        Loc = "LOC",
        /// Things that are made: vehicles, weapons, apps.
        Product = "PRODUCT",
        /// Named hurricanes, battles, wars, sports events.
        Event = "EVENT",
        /// Titles of books, songs, films.
        WorkOfArt = "WORK_OF_ART",
        /// Named documents made into laws.
        Law = "LAW",
        /// Any named language.
        Language = "LANGUAGE",
    }
}

closed_set! {
    /// What a block of a news text is.
    ///
    /// ```
    /// use dateline_core::BlockKind;
    /// assert!(BlockKind::Paragraph.is_story());
    /// assert!(!BlockKind::Plea.is_story());
    /// ```
    BlockKind {
        /// The story's title.
        Headline = "headline",
        /// A line of tags.
        Keywords = "keywords",
        /// Who wrote it.
        Byline = "byline",
        /// Where and when it was filed, on a line of its own.
        Dateline = "dateline",
        /// Running text.
        Paragraph = "paragraph",
        /// A heading inside the story.
        Subhead = "subhead",
        /// Words under a picture.
        Caption = "caption",
        /// Who owns a picture or text.
        Credit = "credit",
        /// An item of a list.
        ListItem = "list_item",
        /// A note on what was changed after publication.
        Correction = "correction",
        /// Pointers to other stories.
        Related = "related",
        /// Asks the reader for money, an address or attention.
        Plea = "plea",
        /// Buttons, notices, advertisements.
        Boilerplate = "boilerplate",
    }
}

impl BlockKind {
    /// Whether the block tells the story: what extraction reads facts from.
    #[must_use]
    pub fn is_story(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Paragraph | Self::Subhead | Self::ListItem | Self::Caption | Self::Dateline
        )
    }
}
