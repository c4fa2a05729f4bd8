use std::fmt;

/// What went wrong while opening a model or reading a caller's context.
///
/// Analysing text never fails; only what comes from outside (a model's bytes, a date that a caller wrote) can.
/// The message says what to do; the predicates say what kind it is.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    kind: Kind,
}

#[derive(Clone, Debug, thiserror::Error)]
enum Kind {
    #[error("{0:?} is not a publication date: write 2019-05-11 or 2019-05-11T18:30:00+02:00 (RFC 3339)")]
    Published(Box<str>),
    #[error("the model {name} cannot be used: {why}")]
    Model { name: Box<str>, why: Box<str> },
}

impl Error {
    #[cold]
    pub(crate) fn published(text: &str) -> Self {
        Self { kind: Kind::Published(text.chars().take(40).collect::<String>().into()) }
    }

    /// A model that is damaged, of another kind or of another format version.
    #[cold]
    pub(crate) fn model(name: &str, why: impl fmt::Display) -> Self {
        Self { kind: Kind::Model { name: name.into(), why: why.to_string().into() } }
    }

    /// Whether the caller's publication date could not be read.
    #[must_use]
    pub fn is_published(&self) -> bool {
        matches!(self.kind, Kind::Published(_))
    }

    /// Whether a model's bytes were refused.
    #[must_use]
    pub fn is_model(&self) -> bool {
        matches!(self.kind, Kind::Model { .. })
    }
}
