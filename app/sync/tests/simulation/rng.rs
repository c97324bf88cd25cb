//! Chance from a seed: the same seed gives the same schedule on every machine.

use domain::claim_code::{ClaimCode, RANDOM_BYTES};
use uuid::{Builder, Uuid};

#[derive(Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xA24B_AED4_963E_E407) ^ 0x9FB2_1C65_1E98_DF25)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` up to, not including, `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() >> 1).unwrap_or(0) % (high - low).max(1)
    }

    pub(crate) fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 100) < chance
    }

    pub(crate) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(len.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.index(from.len())).cloned()
    }

    pub(crate) fn uuid(&mut self, millis: i64) -> Uuid {
        let random = self.next().to_le_bytes();
        let more = self.next().to_le_bytes();
        let bytes: [u8; 10] = std::array::from_fn(|i| if i < 8 { random[i] } else { more[i - 8] });
        Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &bytes).into_uuid()
    }

    pub(crate) fn claim(&mut self) -> ClaimCode {
        ClaimCode::from_random([0; RANDOM_BYTES].map(|_: u8| self.next().to_le_bytes()[0]))
    }
}
