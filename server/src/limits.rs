//! How much is taken from whoever has no account, all in one place, each figure with what it was counted from.
//!
//! A mall of sixty visitors an hour at one address is what it has to carry (decision 0015): a filing, a supplement and an answer
//! later make three operations each, 180 an hour.

use std::time::Duration;

use crate::accounts::Allowance;

/// From one address: twice those 180 an hour come back, and 300 are there at once, for the hour after the mall's network was away.
/// Whoever comes beyond shows a proof of work, or waits.
pub(crate) const AT_ADDRESS: Allowance = Allowance { tries: 300, every: Duration::from_secs(10) };
/// From one device: a person writes a handful a day. After a restored backup a phone offers all that it ever sent, so 60 are there at
/// once and 180 an hour come back. No proof helps here: a device that goes on waits.
pub(crate) const OF_DEVICE: Allowance = Allowance { tries: 60, every: Duration::from_secs(20) };
/// About one case: filing, supplements, withdrawal, objection. Twenty at once are a very long story, and sixty an hour come back.
pub(crate) const OF_CLAIM: Allowance = Allowance { tries: 20, every: Duration::from_secs(60) };
/// Forms without a script, from one address. They cannot compute, so these are kept apart: whoever floods by the interface takes none
/// of them away. One visitor in ten has no script: six an hour, and ten times as many come back.
pub(crate) const FORMS_AT_ADDRESS: Allowance = Allowance { tries: 60, every: Duration::from_secs(60) };
/// Photos and PDFs from one address, in MiB as announced: sixty visitors an hour with nine photos of three megabytes are 1,620 an hour;
/// twice that comes back, and two hours' worth are there at once.
pub(crate) const MIB_AT_ADDRESS: Allowance = Allowance { tries: 3_240, every: Duration::from_millis(1_100) };

/// A proof: sixteen searches of 8,192 hashes each on average, 131,000 in all. What that takes on a slow phone is measured by the
/// journey `end2end/tests/flood.spec.ts`, which fails above two seconds.
pub(crate) const PROOF_ROUNDS: u8 = 16;
pub(crate) const PROOF_BITS: u8 = 13;
/// So long a challenge can be answered; a phone that fell asleep over it asks again.
pub(crate) const CHALLENGE_LIVES: Duration = Duration::from_secs(300);
/// One proof carries so many operations: what one visitor leaves behind in a visit, with room. More come in parts.
pub(crate) const OPS_OF_A_PROOF: usize = 10;

/// What came without an account, was kept aside, and nobody has looked at: one thousand of the longest operations (64 KiB), or some
/// forty thousand of the usual ones. A person looks through two hundred.
pub(crate) const UNREAD_BYTES: u64 = 64 * 1024 * 1024;
/// From so many on it is no chance any more, and those who supervise may discard it all at once.
pub(crate) const A_FLOOD: u64 = 50;
/// Photos and PDFs of consumers that have begun to arrive and belong to no case yet, as announced: an hour of the above, all
/// unfinished at once.
pub(crate) const UNBOUND_BYTES: u64 = 2 * 1024 * 1024 * 1024;
