//! Devices that are wrong on purpose: a simulation that cannot fail proves nothing.

/// What is wrong with this device's driver, so that the simulation can be seen to notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Flaw {
    #[default]
    None,
    /// Takes any success for a receipt and deletes what was sent.
    BelievesBareSuccess,
    /// Stores the cursor without the changes before it.
    ForgetsChanges,
    /// Deletes receipted rows when the server's epoch changes.
    DropsRetained,
}
