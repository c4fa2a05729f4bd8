use std::fmt;

/// What went wrong while reading a report. Extraction itself never fails.
#[derive(Clone, Debug, thiserror::Error)]
#[error("this is no report that can be used: {why}")]
pub struct Error {
    why: Box<str>,
}

impl Error {
    #[cold]
    pub(crate) fn report(why: impl fmt::Display) -> Self {
        Self { why: why.to_string().into() }
    }
}
