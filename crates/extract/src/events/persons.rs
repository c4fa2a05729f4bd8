//! One person is one phrase, whatever the parse makes of the words that name and describe them.

use dateline_core::{Deprel, NameType, Upos};

use super::tree::{Link, Node};

/// How many words of a description are looked through.
const DESCRIPTION: usize = 12;

/// Makes one phrase of a name that the parse has in two, of a name behind its description ("the journalist John Smith"), and of a person and what
/// they are ("Ann Lee, head of the force").
pub(super) fn whole(nodes: &mut [Node<'_>]) {
    for at in 1..nodes.len() {
        name_in_two(nodes, at);
        described(nodes, at);
        apposition(nodes, at);
    }
}

/// Whether a relation gives a phrase a part in a clause.
fn is_part(relation: Deprel) -> bool {
    matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl | Deprel::OblAgent)
}

/// "killing Ann" and "Lee": two words of one name that depend on the same word.
fn name_in_two(nodes: &mut [Node<'_>], at: usize) {
    let (Some(first), Some(node)) = (nodes.get(at - 1), nodes.get(at)) else { return };
    let one = node.mention != Link::NONE && node.mention == first.mention && node.name == Some(NameType::Person);
    if !one || node.head == Link::NONE || node.head != first.head || !is_part(node.deprel) || !is_part(first.deprel) {
        return;
    }
    let object = node.deprel == Deprel::Obj;
    if let Some(first) = nodes.get_mut(at - 1).filter(|first| object && first.deprel == Deprel::Iobj) {
        first.deprel = Deprel::Obj;
    }
    if let Some(node) = nodes.get_mut(at) {
        (node.deprel, node.head) = (Deprel::Flat, Link::to(at - 1));
    }
}

/// "killed the journalist" and "John Smith", or the one added to the other: no list and no aside is without comma and "and". The name leads.
fn described(nodes: &mut [Node<'_>], at: usize) {
    let (Some(noun), Some(node)) = (nodes.get(at - 1), nodes.get(at)) else { return };
    let opens = node.name == Some(NameType::Person) && node.mention != noun.mention && node.upos == Upos::Propn;
    let alike = node.head != Link::NONE && node.head == noun.head && node.deprel == noun.deprel && is_part(node.deprel);
    let added = node.deprel == Deprel::Appos && node.head == Link::to(at - 1);
    if !opens || !(alike || added) || noun.upos != Upos::Noun || noun.time != Link::NONE {
        return;
    }
    let (head, relation) = (noun.head, noun.deprel);
    if let Some(node) = nodes.get_mut(at) {
        (node.deprel, node.head) = (relation, head);
    }
    if let Some(noun) = nodes.get_mut(at - 1) {
        (noun.deprel, noun.head) = (Deprel::NmodDesc, Link::to(at));
    }
    // What is told of the person behind the name.
    for node in nodes.iter_mut().skip(at + 1).take(DESCRIPTION).filter(|node| node.head == Link::to(at - 1)) {
        node.head = Link::to(at);
    }
}

/// "Ann Lee, head of the force", "the head of the force, Ann Lee": a list of two has an "and".
fn apposition(nodes: &mut [Node<'_>], at: usize) {
    let Some(node) = nodes.get(at).filter(|node| node.deprel == Deprel::Conj) else { return };
    let Some(head) = node.head.get().filter(|&head| head < at) else { return };
    let Some(first) = nodes.get(head) else { return };
    let person = |node: &Node<'_>| node.name == Some(NameType::Person) && node.upos == Upos::Propn;
    let described = |node: &Node<'_>| node.upos == Upos::Noun && node.name.is_none() && node.singular;
    if !(person(first) && described(node) || described(first) && person(node)) {
        return;
    }
    let until = nodes.len().min(at + DESCRIPTION);
    let listed = nodes.iter().enumerate().take(until).skip(head + 1).any(|(place, other)| {
        other.head == Link::to(head) && place != at && matches!(other.deprel, Deprel::Conj | Deprel::Cc)
            || other.head == Link::to(at) && other.deprel == Deprel::Cc
    });
    let comma = nodes.iter().take(at).skip(head + 1).any(|other| other.lemma == ",");
    if listed || !comma {
        return;
    }
    if let Some(node) = nodes.get_mut(at) {
        node.deprel = Deprel::Appos;
    }
}
