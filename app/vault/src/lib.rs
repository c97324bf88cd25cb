//! What a shared tablet keeps of staff, sealed: cases, what was done and not sent, what is being written.
//!
//! One random key seals it all. The key itself lies on the device only wrapped: under what the server keeps for whoever
//! signs in there, and under the password and the PIN of each member who did. So a thief of the tablet reads nothing, a
//! member who is known here works on without a network, and neither a forgotten PIN nor a new password loses anything.
//!
//! Nothing here knows a browser: randomness comes in, texts go out.

mod cipher;
mod people;
mod record;
mod secret;

pub use cipher::{Fresh, NONCE_BYTES, Sealed, VaultKey};
pub use people::{Person, Tried, Way};
pub use record::Vault;
pub use secret::{PinGuard, PinProblem, check_pin};
