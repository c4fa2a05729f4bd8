macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident,)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $id(pub u32);

            impl $id {
                /// The index in the story's list.
                #[must_use]
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}

ids! {
    /// Refers to an entity of the same story.
    EntityId,
    /// Refers to a mention of the same story.
    MentionId,
    /// Refers to a time of the same story.
    TimeId,
    /// Refers to a place of the same story.
    PlaceId,
    /// Refers to a quotation of the same story.
    QuoteId,
    /// Refers to a claim of the same story.
    ClaimId,
    /// Refers to an event of the same story.
    EventId,
}
