//! How a pronoun stands to another mention in the tree of its sentence.

use dateline_core::{Deprel, Token};

use super::phrases::{Phrase, Role};
use super::traits::{Kind, Number};

/// How many words a search up the tree passes.
const REACH: usize = 24;

/// What a pronoun's form says of its place: subject, object, possessive, other.
pub(super) fn case(pronoun: &Phrase<'_>) -> usize {
    match pronoun.role {
        Role::Subject => 0,
        Role::Object => 1,
        Role::Possessive => 2,
        _ => 3,
    }
}

/// The head of the coordination or apposition that a mention is a part of.
fn outer(mention: Token<'_>) -> Token<'_> {
    let inner = |token: &Token<'_>| matches!(token.deprel(), Some(Deprel::Conj | Deprel::Appos | Deprel::Flat));
    let mut token = mention;
    for _ in 0..REACH {
        match token.head().filter(|_| inner(&token)) {
            Some(head) => token = head,
            None => break,
        }
    }
    token
}

/// The role of the coordination or apposition that a mention is a part of.
pub(super) fn role(mention: Token<'_>) -> Role {
    super::phrases::role(outer(mention))
}

/// The word that governs the coordination or apposition that a mention is a part of.
pub(super) fn governor(mention: Token<'_>) -> Option<Token<'_>> {
    outer(mention).head()
}

/// Subject, object or oblique, other.
fn broad(role: Role) -> usize {
    match role {
        Role::Subject => 0,
        Role::Object | Role::Oblique => 1,
        _ => 2,
    }
}

/// The word below `above` on the way up from `below`; `None` where `above` does not govern it.
fn step_below<'d>(below: Token<'d>, above: Token<'d>) -> Option<Token<'d>> {
    let mut token = below;
    for _ in 0..REACH {
        let head = token.head()?;
        if head == above {
            return Some(token);
        }
        token = head;
    }
    None
}

/// The mention is what the pronoun's owner has: "his brother, Lee".
const OF_ITSELF: usize = 2;
/// The pronoun is an object in a clause that tells of the mention: "Lee, who saw him".
const IN_RELATIVE: usize = 4;

/// Whether the pronoun is an object in a clause that tells of the mention.
pub(super) fn is_in_relative(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    relation(pronoun, mention) == IN_RELATIVE
}

/// Where the mention stands, seen from the pronoun: in another sentence, in a phrase of which the pronoun is a part, in the same clause, in a
/// clause above, below or beside it.
pub(super) fn relation(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> usize {
    let (p, m) = (pronoun.head, mention.head);
    let before = m.index() < p.index();
    if pronoun.sentence != mention.sentence {
        return usize::from(!before);
    }
    // "Her mother, Louise": nobody is of their own.
    if pronoun.role == Role::Possessive {
        let possessed = p.head().filter(|possessed| *possessed == m || of_itself(m, *possessed));
        if possessed.is_some() {
            return OF_ITSELF;
        }
    }
    if let Some(part) = step_below(p, m) {
        return match part.deprel() {
            Some(Deprel::AclRelcl) if p.clause() == Some(part) => match pronoun.role {
                Role::Subject => 3,
                Role::Object => IN_RELATIVE,
                _ => 5,
            },
            Some(Deprel::AclRelcl) => 6,
            Some(Deprel::Acl) => 7,
            Some(Deprel::Conj) => 8,
            Some(Deprel::Appos) => 9,
            _ => 10,
        };
    }
    let (Some(own), Some(other)) = (p.clause(), m.clause()) else { return 47 };
    let role = role(m);
    if own == other {
        return match role {
            _ if !before => 16,
            Role::Subject => 11,
            Role::Object => 12,
            Role::Oblique => 13,
            Role::Possessive => 14,
            Role::Other => 15,
        };
    }
    if let Some(clause) = step_below(own, other) {
        let link = match clause.deprel() {
            Some(Deprel::Conj) => 0,
            Some(Deprel::Advcl | Deprel::AdvclRelcl) => 1,
            Some(Deprel::Ccomp) => 2,
            Some(Deprel::Xcomp) => 3,
            Some(Deprel::Acl | Deprel::AclRelcl) => 4,
            Some(Deprel::Parataxis) => 5,
            _ => 6,
        };
        return match before {
            true => 17 + 3 * link + broad(role),
            false => 38 + usize::from(link == 1),
        };
    }
    if step_below(other, own).is_some() {
        return 40 + usize::from(role == Role::Subject) + 2 * usize::from(before);
    }
    if before { 44 + broad(role) } else { 47 }
}

/// Whether the mention is a part of that noun's phrase, and not coordinated with it.
fn of_itself(mention: Token<'_>, noun: Token<'_>) -> bool {
    let mut token = mention;
    for _ in 0..REACH {
        let Some(head) = token.head().filter(|_| token.deprel() != Some(Deprel::Conj)) else { return false };
        if head == noun {
            return true;
        }
        token = head;
    }
    false
}

/// Whether no sentence says that of one: the mention does what is done to the pronoun, or is said to be what the pronoun's owner has.
pub(super) fn is_another(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    is_doer(pronoun, mention) || is_said_of(pronoun, mention)
}

/// Whether the mention is who does what is done to a pronoun that is not reflexive: "Lee went and saw him".
fn is_doer(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    pronoun.role == Role::Object
        && pronoun.sentence == mention.sentence
        && !pronoun.head.text().ends_with("self")
        && pronoun.head.head().filter(|verb| !is_outcome(*verb)).and_then(Token::understood_subject)
            == Some(mention.head)
}

/// Verbs of which a participle after a comma tells what came of all that was said before, so that nobody does it: "won again, making her the first".
const OUTCOMES: &[&str] = &[
    "make", "leave", "give", "allow", "enable", "cause", "earn", "cost", "force", "prompt", "lead", "bring", "render",
];

/// Whether a verb without a subject of its own tells what came of the clause before.
fn is_outcome(verb: Token<'_>) -> bool {
    verb.xpos() == Some("VBG")
        && verb.subject().is_none()
        && verb.lemma().is_some_and(|lemma| OUTCOMES.contains(&lemma))
        && !matches!(verb.deprel(), Some(Deprel::Xcomp | Deprel::Conj))
}

/// Whether the grammar forbids that a pronoun that is not reflexive refers to the mention: "Lee saw him", "Lee went and saw him", "his brother, Lee".
pub(super) fn is_barred(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    let reflexive = pronoun.head.text().ends_with("self");
    if is_another(pronoun, mention) {
        return true;
    }
    let relation = relation(pronoun, mention);
    match relation {
        OF_ITSELF | IN_RELATIVE => true,
        11 | 12 => {
            !reflexive && pronoun.role == Role::Object && pronoun.head.head() == mention.head.head()
                || pronoun.role == Role::Subject && pronoun.head.head() == mention.head.head()
        }
        _ => false,
    }
}

/// Numbers and pronouns that take a part of what follows: "one of his players".
const PARTS: &[&str] = &["one", "two", "three", "some", "many", "several", "any", "none", "most"];

/// Whether what the pronoun's owner has is said of the mention: "Lee was one of his players", "Lee became his deputy", "served as his deputy",
/// "his brother Lee". Nobody is of their own, but "his own".
fn is_said_of(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    let possessed =
        pronoun.head.head().filter(|_| pronoun.role == Role::Possessive && pronoun.sentence == mention.sentence);
    let Some(mut noun) = possessed.filter(|noun| is_of_people(*noun)) else { return false };
    if noun.children().any(|child| child.lemma() == Some("own")) {
        return false;
    }
    let first = noun.document().tokens_in(mention.span).next();
    if first.is_some_and(|first| noun.index() + 1 == first.index()) {
        return true;
    }
    if let Some(part) = noun
        .head()
        .filter(|head| noun.deprel() == Some(Deprel::Nmod) && PARTS.contains(&head.lemma().unwrap_or_default()))
    {
        noun = part;
    }
    let outer = outer(mention.head);
    if outer.head() == Some(noun) && outer.deprel().is_some_and(Deprel::is_subject) && noun.copula().is_some() {
        return true;
    }
    let Some(verb) = noun.head() else { return false };
    let passive = verb.is_passive();
    let is_predicate = match noun.deprel() {
        Some(Deprel::Xcomp) => true,
        Some(Deprel::Obj) => passive,
        // "with Lee as his deputy" speaks of Lee.
        Some(Deprel::Obl | Deprel::Nmod) => {
            let with = |other: Token<'_>| other.index() < noun.index() && other.preposition() == Some("with");
            noun.preposition() == Some("as") && !verb.obliques().any(with)
        }
        _ => false,
    };
    let object = || verb.objects().rfind(|object| *object != noun).filter(|_| !passive);
    is_predicate && object().or_else(|| verb.understood_subject()) == Some(outer)
}

/// Whether a noun stands for a person or for people one by one.
fn is_of_people(noun: Token<'_>) -> bool {
    let traits = super::traits::of_noun(noun);
    traits.kind == Kind::Person || traits.kind == Kind::People && traits.number == Number::Many
}

/// How the clause of a pronoun is joined to what stands about it.
pub(super) fn mark(pronoun: Token<'_>) -> usize {
    let Some(clause) = pronoun.clause() else { return 0 };
    let word = |deprel| clause.child(deprel).and_then(|word| word.lemma());
    let adverb = || {
        let first =
            clause.children().find(|child| child.deprel() == Some(Deprel::Advmod) && child.index() < pronoun.index());
        first.and_then(|word| word.lemma()).filter(|lemma| matches!(*lemma, "when" | "where" | "how" | "why"))
    };
    match word(Deprel::Mark).or_else(adverb) {
        Some("because" | "since" | "as" | "for") => 1,
        Some("when" | "while" | "after" | "before" | "until" | "once") => 2,
        Some("if" | "although" | "though" | "whether" | "unless") => 3,
        Some("that") => 4,
        Some("to") => 5,
        Some(_) => 6,
        None => match word(Deprel::Cc) {
            Some("but") => 7,
            Some(_) => 8,
            None => 0,
        },
    }
}

/// What stands between a mention and its head: the preposition, in classes.
pub(super) fn preposition(mention: &Phrase<'_>) -> usize {
    match mention.head.preposition() {
        None => 0,
        Some("'s") => 1,
        Some("by") => 2,
        Some("with") => 3,
        Some("of") => 4,
        Some("to") => 5,
        Some("for") => 6,
        Some("from") => 7,
        Some("against" | "over") => 8,
        Some(_) => 9,
    }
}

/// What stands between a mention and its head, by what it says: a part that somebody plays, a place, a way, a likeness, a time, else.
pub(super) fn sense_of_case(mention: Token<'_>) -> usize {
    match mention.preposition() {
        None => 0,
        Some("as") => 1,
        Some("in" | "at" | "near" | "into" | "across" | "through") => 2,
        Some("from" | "to") => 3,
        Some("like" | "than" | "unlike" | "besides" | "alongside") => 4,
        Some("after" | "before" | "since" | "until" | "during") => 5,
        Some(_) => 6,
    }
}

/// How deep a word stands in its sentence.
pub(super) fn depth(word: Token<'_>) -> usize {
    word.ancestors().take(DEEPEST).count()
}

/// Words that stand deeper are as deep as this.
const DEEPEST: usize = 12;

/// A word and those that govern it.
fn way_up(word: Token<'_>) -> impl Iterator<Item = Token<'_>> {
    std::iter::once(word).chain(word.ancestors().take(REACH))
}

/// How many steps in the tree lie between two words of a sentence.
pub(super) fn steps(a: Token<'_>, b: Token<'_>) -> Option<usize> {
    way_up(b).enumerate().find_map(|(up, word)| Some(up + way_up(a).position(|other| other == word)?))
}

/// Whether a word stands between brackets.
pub(super) fn is_aside(word: Token<'_>) -> bool {
    let before = std::iter::successors(word.previous(), |word| word.previous());
    let own = before.take(REACH).take_while(|other| other.sentence() == word.sentence());
    own.map(Token::text).find(|text| matches!(*text, "(" | ")")) == Some("(")
}
