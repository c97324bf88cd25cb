//! How long to wait after a failure: full jitter, so that a mall's devices do not come back all at once.

use domain::moment::Moment;

/// The first wait is at most this long.
pub(super) const BASE_MS: u64 = 1_000;
/// No wait that the server did not ask for is longer than this.
pub(super) const CAP_MS: u64 = 5 * 60 * 1_000;
/// A server that asks for more than this is misconfigured: a queue must not stand still for a week.
const LONGEST_RETRY_AFTER_S: u64 = 60 * 60;

/// `SplitMix64`: small, seeded once, the same on every machine. Only jitter comes from it, never an identity.
#[derive(Clone, Debug)]
pub(super) struct Jitter(u64);

impl Jitter {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 1 to `most`.
    pub(super) fn up_to(&mut self, most: u64) -> u64 {
        1 + self.next() % most.max(1)
    }
}

/// Failures in a row, and the wait after the last of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
    wait: Option<Wait>,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    from: Moment,
    until: Moment,
    /// The server asked for it: being woken does not shorten it.
    firm: bool,
}

impl Wait {
    /// A clock that was set back must not make the wait longer.
    fn is_over(&self, now: Moment) -> bool {
        now >= self.until || now < self.from
    }
}

impl Backoff {
    /// A failure after which a wake may try at once. Gives the wait in milliseconds.
    pub(super) fn failed(&mut self, now: Moment, jitter: &mut Jitter) -> u64 {
        let ceiling = BASE_MS.saturating_mul(1 << self.failures.min(20)).min(CAP_MS);
        self.failures = self.failures.saturating_add(1);
        self.begin(now, jitter.up_to(ceiling), false)
    }

    /// The server answered that it cannot now: not before its `Retry-After`, whoever wakes us.
    pub(super) fn held(&mut self, now: Moment, jitter: &mut Jitter, retry_after: Option<u64>) -> u64 {
        let own = self.failed(now, jitter);
        let asked = retry_after.map_or(0, |s| s.min(LONGEST_RETRY_AFTER_S) * 1_000 + jitter.up_to(BASE_MS));
        self.begin(now, own.max(asked), true)
    }

    fn begin(&mut self, now: Moment, ms: u64, firm: bool) -> u64 {
        let until = now.plus_millis(i64::try_from(ms).unwrap_or(i64::MAX));
        self.wait = Some(Wait { from: now, until, firm });
        ms
    }

    /// It worked.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Something happened that makes a new try worth while. Failures stay counted, so that waking often is no hot loop.
    pub(super) fn wake(&mut self, now: Moment) {
        if self.wait.is_some_and(|w| !w.firm || w.is_over(now)) {
            self.wait = None;
        }
    }

    /// The timer fired: the wait is over whatever the clock says.
    pub(super) fn ended(&mut self) {
        self.wait = None;
    }

    pub(super) const fn is_waiting(&self) -> bool {
        self.wait.is_some()
    }

    pub(super) fn next_try(&self) -> Option<Moment> {
        self.wait.map(|w| w.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment::from_millis(1_795_406_400_000);

    #[test]
    fn waits_grow_to_five_minutes_and_no_further() {
        let (mut backoff, mut jitter) = (Backoff::default(), Jitter::new(1));
        let waits: Vec<u64> = (0..200).map(|_| backoff.failed(NOON, &mut jitter)).collect();
        assert!(waits[0] <= BASE_MS);
        assert!(waits.iter().all(|&ms| (1..=CAP_MS).contains(&ms)));
        assert!(waits.iter().any(|&ms| ms > CAP_MS / 2), "jitter reaches the cap");
    }

    #[test]
    fn a_wake_ends_our_own_wait_but_not_the_servers() {
        let (mut backoff, mut jitter) = (Backoff::default(), Jitter::new(2));
        backoff.failed(NOON, &mut jitter);
        backoff.wake(NOON);
        assert!(!backoff.is_waiting());
        let ms = backoff.held(NOON, &mut jitter, Some(60));
        assert!(ms >= 60_000);
        backoff.wake(NOON.plus_millis(59_999));
        assert!(backoff.is_waiting());
        backoff.wake(NOON.plus_millis(3_600_000));
        assert!(!backoff.is_waiting());
    }

    #[test]
    fn a_clock_set_back_by_years_does_not_hold_the_queue() {
        let (mut backoff, mut jitter) = (Backoff::default(), Jitter::new(3));
        backoff.held(NOON, &mut jitter, Some(60));
        backoff.wake(NOON.plus_millis(-100_000_000_000));
        assert!(!backoff.is_waiting());
    }

    #[test]
    fn an_absurd_retry_after_is_cut() {
        let mut backoff = Backoff::default();
        assert!(backoff.held(NOON, &mut Jitter::new(4), Some(u64::MAX)) <= LONGEST_RETRY_AFTER_S * 1_000 + BASE_MS);
    }
}
