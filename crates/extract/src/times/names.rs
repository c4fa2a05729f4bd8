//! Words of time that are part of a name: "The Sunday Post", "Theresa May", "White Christmas".

use dateline_core::{Document, NameType};

use super::atoms::Atom;
use super::meaning::Found;

/// Leaves out what lies within a longer name of a person, an organisation, a work, a product or a building. Names of events, laws and
/// places keep their times: "the 2012 Olympics", "the 1971 Convention".
pub(super) fn leave_out(document: &Document, atoms: &[Atom], found: &mut Vec<Found>) {
    let Some(names) = document.names() else { return };
    let mut names = names
        .filter(|name| {
            matches!(
                name.kind(),
                NameType::Person | NameType::Org | NameType::WorkOfArt | NameType::Product | NameType::Fac
            )
        })
        .peekable();
    found.retain(|read| {
        let (Some(first), Some(last)) = (atoms.get(read.first), read.next.checked_sub(1).and_then(|at| atoms.get(at)))
        else {
            return true;
        };
        let span = first.span.cover(last.span);
        while names.next_if(|name| name.span().end <= span.start).is_some() {}
        names
            .peek()
            .is_none_or(|name| !name.span().contains(span) || name.span() == span && name.kind() != NameType::Person)
    });
}
