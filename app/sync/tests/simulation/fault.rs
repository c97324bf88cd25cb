//! Servers that are wrong on purpose: a simulation that cannot fail proves nothing.

/// What is wrong with this server, so that the simulation can be seen to notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fault {
    #[default]
    None,
    /// Decides an operation again when it comes again.
    ForgetsReceipts,
    /// Answers before it stores, and stores nothing when it dies in between.
    AnswersBeforeStoring,
    /// A change may get a place behind one that was already handed out.
    PlacesOutOfOrder,
    /// A restored backup keeps its old epoch.
    KeepsEpoch,
}
