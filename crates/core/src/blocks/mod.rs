//! The parts of a page: where each paragraph stands ([`paragraphs`]) and what it is ([`label`]).
//!
//! Nothing is deleted: what is not story keeps its place and gets a kind that extraction passes over.
//!
//! Known limits: kinds are read from form, position and known phrases, not from meaning; a house style that puts captions between paragraphs
//! without any mark leaves them paragraphs, and a page that was pasted as one line is one block.

mod label;
mod paragraphs;
mod phrases;

pub(crate) use label::{RULES, is_calendar, label};
pub(crate) use paragraphs::paragraphs;
