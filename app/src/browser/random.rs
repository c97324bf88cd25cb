//! Fresh names and codes, from the browser's cryptographic random source.

use domain::claim_code::{ClaimCode, RANDOM_BYTES};
use uuid::{NoContext, Timestamp, Uuid};

/// A new `UUIDv7` by this device's clock.
#[must_use]
pub fn uuid() -> Uuid {
    let millis = u64::try_from(crate::device::now().millis()).unwrap_or_default();
    let nanos = u32::try_from(millis % 1000).unwrap_or_default() * 1_000_000;
    Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos))
}

/// A new claim code; none where the browser has no random source, which no supported browser lacks.
#[must_use]
pub fn claim_code() -> Option<ClaimCode> {
    let mut bytes = [0; RANDOM_BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(ClaimCode::from_random(bytes))
}

/// A number that differs from device to device.
#[must_use]
pub fn seed() -> u64 {
    getrandom::u64().unwrap_or_default()
}
