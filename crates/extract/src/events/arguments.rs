//! What a verb or noun governs, by slot: passives, relative clauses, coordination and control undone.

use dateline_core::Deprel;

use super::lexicon::{self, Slot};
use super::tree::Tree;
use super::triggers::is_container;

/// What fills a slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Filler {
    pub(super) slot: FilledSlot,
    pub(super) token: usize,
}

/// A slot as it stands in the text: a preposition is the token that holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FilledSlot {
    Part(Slot),
    /// The preposition's token.
    Preposition(usize),
}

/// The fillers of a predicate's slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    pub(super) fillers: Vec<Filler>,
    pub(super) passive: bool,
    /// Particles, adverbs and prepositions that may be part of the predicate: "blow up", "call for".
    pub(super) companions: Vec<usize>,
}

impl Arguments {
    pub(super) fn of<'a>(&'a self, tree: &'a Tree<'_>, slot: Slot) -> impl Iterator<Item = usize> + 'a {
        self.fillers
            .iter()
            .filter(move |filler| match (filler.slot, slot) {
                (FilledSlot::Part(part), slot) => part == slot,
                (FilledSlot::Preposition(token), Slot::Preposition(name)) => tree.lemma(token) == name,
                _ => false,
            })
            .map(|filler| filler.token)
    }

    pub(super) fn first(&self, tree: &Tree<'_>, slot: Slot) -> Option<usize> {
        self.of(tree, slot).next()
    }

    pub(super) fn put(&mut self, slot: Slot, token: usize) {
        self.fillers.push(Filler { slot: FilledSlot::Part(slot), token });
    }

    fn has(&self, slot: Slot) -> bool {
        self.fillers.iter().any(|filler| filler.slot == FilledSlot::Part(slot))
    }
}

/// How far subjects are looked for through coordination and control.
const HOPS: usize = 5;

/// The arguments of a verb, or of an adjective or noun that is the predicate of a clause.
pub(super) fn of_verb(tree: &Tree<'_>, verb: usize) -> Arguments {
    arguments(tree, verb, HOPS)
}

fn is_passive(tree: &Tree<'_>, verb: usize) -> bool {
    let marked = tree.with(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).next().is_some();
    let bare = tree.xpos(verb) == "VBN"
        && matches!(tree.deprel(verb), Some(Deprel::Acl | Deprel::Advcl | Deprel::Amod | Deprel::Root))
        && tree.with(verb, &[Deprel::Aux, Deprel::Nsubj, Deprel::Obj]).next().is_none();
    // "the officers shot by the gunman"
    let by = tree.xpos(verb) == "VBN" && tree.with(verb, &[Deprel::OblAgent]).next().is_some();
    marked || bare || by || shares_passive(tree, verb)
}

/// "Two were killed and five others wounded": the second participle shares the auxiliary of the first.
fn shares_passive(tree: &Tree<'_>, verb: usize) -> bool {
    let first = tree.head(verb).filter(|_| tree.deprel(verb) == Some(Deprel::Conj) && tree.xpos(verb) == "VBN");
    first.is_some_and(|first| tree.with(first, &[Deprel::AuxPass]).next().is_some())
        && tree.with(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj]).next().is_none()
}

fn arguments(tree: &Tree<'_>, verb: usize, hops: usize) -> Arguments {
    let mut found = Arguments { passive: is_passive(tree, verb), ..Arguments::default() };
    for child in tree.children(verb) {
        let Some(relation) = tree.deprel(child) else { continue };
        let token = tree.antecedent(child);
        let subject = matches!(relation, Deprel::Nsubj | Deprel::NsubjPass);
        // "more than 40 people" are one subject, whatever the parse makes of "more".
        let people = || tree.with(verb, &[relation]).any(|other| other > child);
        if tree.is_comparison(child) && (subject || relation == Deprel::Obj && people()) {
            continue;
        }
        // A dateline is no part of the sentence behind it: the subject is what the parse hangs on it.
        let inner = |&next: &usize| {
            !tree.is_dateline(next) && tree.is_nominal(next) && tree.cases(next).next().is_none() && !tree.is_time(next)
        };
        let token = match subject && tree.is_dateline(child) {
            true => match tree.children(child).find(inner) {
                Some(inner) => inner,
                None => continue,
            },
            false => token,
        };
        // "fire off Orsa kills four": what stands behind a preposition is no subject.
        if subject && tree.cases(child).any(|case| matches!(case, "in" | "off" | "near" | "outside" | "on" | "from")) {
            prepositions(tree, child, token, &mut found);
            continue;
        }
        match relation {
            Deprel::Nsubj if found.passive => found.put(Slot::Object, token),
            Deprel::Nsubj => found.put(Slot::Subject, token),
            Deprel::NsubjPass => found.put(Slot::Object, token),
            Deprel::Obj => found.put(Slot::Object, token),
            Deprel::Iobj => found.put(Slot::Indirect, token),
            Deprel::OblAgent => found.put(Slot::Subject, token),
            Deprel::Xcomp => found.put(Slot::Complement, child),
            Deprel::Ccomp => found.put(Slot::Clause, child),
            Deprel::CompoundPrt => found.companions.push(child),
            Deprel::Advmod => found.companions.push(child),
            // "killed at least 26 soldiers" is an object, whatever the parse makes of "at".
            Deprel::Obl | Deprel::Nmod if !found.passive && hedged(tree, child) => found.put(Slot::Object, token),
            Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked | Deprel::Advcl if tree.is_nominal(child) => {
                let agent = found.passive && tree.cases(child).any(|case| case == "by") && !tree.is_time(child);
                match agent {
                    true => found.put(Slot::Subject, token),
                    false => prepositions(tree, child, token, &mut found),
                }
            }
            _ => {}
        }
    }
    // "shot him dead": the parse may take the one object for an indirect one.
    if !found.has(Slot::Object) && !found.has(Slot::Clause) {
        for token in found.of(tree, Slot::Indirect).collect::<Vec<_>>() {
            found.put(Slot::Object, token);
        }
    }
    if !found.has(Slot::Object) && shares_passive(tree, verb) {
        // "one was killed and two others wounded": the parse may take the second subject for another member of the list.
        let before = verb.checked_sub(1).filter(|&before| {
            tree.deprel(before) == Some(Deprel::Conj) && tree.head(before) == tree.head(verb) && tree.is_nominal(before)
        });
        if let Some(subject) = before {
            found.put(Slot::Object, subject);
        }
    }
    if !found.passive && !found.has(Slot::Object) {
        // "killed or wounded 12 people"
        let next = tree.with(verb, &[Deprel::Conj]).next().filter(|&next| next > verb && next - verb <= 3);
        let shared = next.and_then(|next| tree.with(next, &[Deprel::Obj]).next());
        if let Some(object) = shared {
            found.put(Slot::Object, object);
        }
    }
    let objects: Vec<usize> = found.of(tree, Slot::Object).collect();
    inherited(tree, verb, &mut found, hops);
    // "send aid to Fiji": the parse may hang the phrase on the object.
    for object in objects {
        let counted = |child: usize| is_container(tree.lemma(object)) && tree.cases(child).any(|case| case == "of");
        for child in tree.with(object, &[Deprel::Nmod]).filter(|&child| !tree.is_time(child) && !counted(child)) {
            prepositions(tree, child, child, &mut found);
        }
        for clause in
            tree.with(object, &[Deprel::Acl]).filter(|clause| tree.children(*clause).any(|c| tree.lemma(c) == "to"))
        {
            found.put(Slot::Complement, clause);
        }
    }
    found
}

/// Whether a phrase begins with "at least", "at most".
fn hedged(tree: &Tree<'_>, phrase: usize) -> bool {
    let (first, _) = tree.extent(phrase);
    let opens = |at: usize| tree.lemma(at) == "at" && matches!(tree.lemma(at + 1), "least" | "most" | "leat");
    opens(first) || tree.with(phrase, &[Deprel::Case]).any(opens)
}

fn prepositions(tree: &Tree<'_>, phrase: usize, token: usize, found: &mut Arguments) {
    // "at least 20": a hedge is nowhere and nobody.
    if matches!(tree.lemma(phrase), "least" | "most" | "leat") {
        return;
    }
    let mut cases: Vec<usize> = tree.with(phrase, &[Deprel::Case]).collect();
    if cases.is_empty() {
        // with “the army": what stands between may have led the parse to hang the preposition elsewhere.
        let before = tree.phrase(phrase).0.checked_sub(1);
        let before =
            before.and_then(|at| if tree.deprel(at) == Some(Deprel::Punct) { at.checked_sub(1) } else { Some(at) });
        cases.extend(
            before.filter(|&at| tree.deprel(at) == Some(Deprel::Case) && tree.head(at).is_some_and(|head| head > at)),
        );
    }
    for case in cases {
        // "on Tuesday" says when, and never upon what.
        if tree.is_time(phrase) && matches!(tree.lemma(case), "on" | "in" | "at") {
            continue;
        }
        found.companions.push(case);
        found.fillers.push(Filler { slot: FilledSlot::Preposition(case), token });
    }
}

/// The subject that a verb has from what governs it, or the object that a relative or participle clause takes from its noun.
fn inherited(tree: &Tree<'_>, verb: usize, found: &mut Arguments, hops: usize) {
    let (Some(head), Some(relation)) = (tree.head(verb), tree.deprel(verb)) else { return };
    let missing = if found.passive { Slot::Object } else { Slot::Subject };
    let fills = |slot: Slot, token: usize| found.fillers.contains(&Filler { slot: FilledSlot::Part(slot), token });
    if relation == Deprel::AclRelcl
        && found.has(Slot::Subject)
        && !fills(Slot::Subject, head)
        && !found.has(Slot::Object)
        && !found.passive
    {
        // "the attacks that the group claimed": the pronoun may be left out or be unmarked.
        return found.put(Slot::Object, head);
    }
    if found.has(missing) || hops == 0 {
        return;
    }
    // "In a statement released Tuesday, officials said": a bare participle belongs to the noun right before it.
    let before = verb.checked_sub(1).filter(|&before| {
        found.passive
            && relation == Deprel::Advcl
            && tree.classes(before).has(*lexicon::WRITINGS)
            && tree.with(verb, &[Deprel::Mark]).next().is_none()
    });
    if let Some(noun) = before {
        return found.put(missing, noun);
    }
    match relation {
        Deprel::AclRelcl => found.put(missing, head),
        Deprel::Acl if !infinitive(tree, verb) => {
            let issuer = issuer(tree, verb, head).filter(|_| missing == Slot::Subject);
            found.put(missing, issuer.unwrap_or(head));
        }
        Deprel::Amod if found.passive => found.put(missing, head),
        Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis => {
            if relation == Deprel::Conj && tree.is_noun(head) {
                return;
            }
            let above = arguments(tree, head, hops - 1);
            let object = above.first(tree, Slot::Object);
            let subject = above.first(tree, Slot::Subject);
            let surface = if above.passive { object } else { subject };
            let filler = match relation {
                // "ordered the army to attack": who is ordered acts; "threatened the city to attack": rare enough.
                Deprel::Xcomp if !above.passive => object.or(subject),
                // "accused the army of hiding it", "jailed the man for burning it": who suffers it did the other.
                Deprel::Advcl if answers_for(tree, verb, head) => object.or(surface),
                // "called on the minister to resign"
                Deprel::Advcl if infinitive(tree, verb) => asked(tree, head, &above).or(surface),
                _ => surface,
            };
            if let Some(token) = filler {
                found.put(missing, token);
            }
        }
        _ => {}
    }
}

/// Who speaks through what is written: the group of "the group issued a statement accusing the army".
fn issuer(tree: &Tree<'_>, clause: usize, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|_| tree.deprel(noun) == Some(Deprel::Obj))?;
    let speaks = tree.xpos(clause) == "VBG" && tree.classes(noun).has(*lexicon::WRITINGS);
    let subject = speaks.then(|| tree.with(verb, &[Deprel::Nsubj]).next()).flatten()?;
    Some(tree.antecedent(subject))
}

/// Whether a clause tells what the object of the verb above is held to have done, or is repaid for.
fn answers_for(tree: &Tree<'_>, clause: usize, verb: usize) -> bool {
    let mark = tree.with(clause, &[Deprel::Mark]).any(|mark| matches!(tree.lemma(mark), "of" | "for" | "with"));
    mark && tree.xpos(clause) == "VBG" && lexicon::word_classes(tree.lemma(verb)).has(*lexicon::JUDGING)
}

fn infinitive(tree: &Tree<'_>, clause: usize) -> bool {
    tree.with(clause, &[Deprel::Mark]).any(|mark| tree.lemma(mark) == "to")
}

/// Who is asked by a verb with a preposition: "called on", "appealed to".
fn asked(tree: &Tree<'_>, verb: usize, arguments: &Arguments) -> Option<usize> {
    let case = match tree.lemma(verb) {
        "call" => "on",
        "appeal" => "to",
        "plead" => "with",
        _ => return None,
    };
    arguments.first(tree, Slot::Preposition(case))
}

/// The arguments of a noun.
pub(super) fn of_noun(tree: &Tree<'_>, noun: usize) -> Arguments {
    let mut found = Arguments::default();
    for child in tree.children(noun) {
        let token = tree.antecedent(child);
        match tree.deprel(child) {
            Some(Deprel::NmodPoss) => found.put(Slot::Possessive, token),
            Some(Deprel::Compound | Deprel::NmodDesc | Deprel::Flat) => found.put(Slot::Compound, token),
            Some(Deprel::Amod) => found.put(Slot::Adjective, token),
            Some(Deprel::Nmod | Deprel::Obl | Deprel::OblAgent) => prepositions(tree, child, token, &mut found),
            _ => {}
        }
    }
    found
}
