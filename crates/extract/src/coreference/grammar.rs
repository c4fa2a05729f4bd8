//! How a pronoun stands to another mention in the tree of its sentence.

use dateline_core::{Deprel, Token};

use super::phrases::{Phrase, Role};

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

/// The role of the coordination or apposition that a mention is a part of.
pub(super) fn role(mention: Token<'_>) -> Role {
    let inner = |token: &Token<'_>| matches!(token.deprel(), Some(Deprel::Conj | Deprel::Appos | Deprel::Flat));
    let mut token = mention;
    for _ in 0..REACH {
        match token.head().filter(|_| inner(&token)) {
            Some(head) => token = head,
            None => break,
        }
    }
    super::phrases::role(token)
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
            return 2;
        }
    }
    if let Some(part) = step_below(p, m) {
        return match part.deprel() {
            Some(Deprel::AclRelcl) if p.clause() == Some(part) => match pronoun.role {
                Role::Subject => 3,
                Role::Object => 4,
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

/// Whether the grammar forbids that a pronoun that is not reflexive refers to the mention: "Lee saw him", "his brother, Lee".
pub(super) fn is_barred(pronoun: &Phrase<'_>, mention: &Phrase<'_>) -> bool {
    let reflexive = pronoun.head.text().ends_with("self");
    let relation = relation(pronoun, mention);
    match relation {
        2 | 4 => true,
        11 | 12 => {
            !reflexive && pronoun.role == Role::Object && pronoun.head.head() == mention.head.head()
                || pronoun.role == Role::Subject && pronoun.head.head() == mention.head.head()
        }
        _ => false,
    }
}

/// What stands between a mention and its head: the preposition, in classes.
pub(super) fn preposition(mention: &Phrase<'_>) -> usize {
    let case = mention.head.children().find(|child| child.deprel() == Some(Deprel::Case));
    match case.and_then(|case| case.lemma()) {
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
