//! What the person sees about sending. Never more than is true: "delivered" means receipted.

use domain::moment::Moment;

use crate::protocol::Code;

/// How things stand between this device and the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// In one word.
    pub state: State,
    /// Operations without a receipt, those that are on their way included; not those of [`Status::others`].
    pub waiting: usize,
    /// Operations of colleagues of whoever has the device now: they wait for their authors.
    pub others: usize,
    /// Operations on their way.
    pub sending: usize,
    /// Operations that did not take effect, but for those of colleagues.
    pub set_aside: usize,
    /// When the server last answered, by the device's clock.
    pub last_contact: Option<Moment>,
    /// Why the server takes nothing right now, where it said so at the last try: its sentence is for a person.
    pub held: Option<Code>,
    /// The device's store refuses to write: what is new is in memory only, and lost when the page is closed.
    pub storage_failed: bool,
}

/// How things stand, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// This build is too old: nothing is sent before the page is loaded again.
    UpdateNeeded,
    /// No connection at the last try.
    Offline,
    /// The network wants a sign-in before it lets anything through.
    CaptivePortal,
    /// What waits needs a member of staff who is not signed in.
    SignInNeeded,
    /// Something waits to be sent.
    Waiting {
        /// When it is tried again, by the device's clock; none: it is on its way, or another tab sends.
        next_try: Option<Moment>,
    },
    /// Something did not take effect; a person should look.
    Attention,
    /// All is sent, but what is shown may differ from what the server has.
    Differs,
    /// The server has everything.
    AllDelivered,
}

impl State {
    /// Whether the server cannot be reached at all.
    #[must_use]
    pub const fn is_cut_off(self) -> bool {
        matches!(self, Self::Offline | Self::CaptivePortal)
    }
}
