//! Lists that anybody may read at any time. They are cheap, and still nobody can keep the server busy with them alone.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use sync::protocol::{Code, Problem};

use super::error::ApiError;
use crate::accounts::{Allowance, Limiter, Wait};

/// For one address, behind which a whole mall may stand (decision 0015): every kiosk reads a list once a visit, a phone once for
/// each page. Ten a second go on for ever.
const AT_ADDRESS: Allowance = Allowance { tries: 600, every: Duration::from_millis(100) };

/// Who has read how much.
#[derive(Debug)]
pub(super) struct PublicReads(Limiter<IpAddr>);

impl Default for PublicReads {
    fn default() -> Self {
        Self(Limiter::new(AT_ADDRESS))
    }
}

impl PublicReads {
    /// Takes one.
    ///
    /// # Errors
    ///
    /// How long to wait, where there is none left.
    pub(super) fn take(&self, address: IpAddr) -> Result<(), ApiError> {
        let limited = |wait: Wait| Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() };
        Ok(self.0.take(&address, Instant::now()).map_err(limited)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn a_mall_reads_all_day_and_who_asks_without_end_waits() {
        let reads = PublicReads::default();
        let (mall, other) = (IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)));
        let taken = (0..2_000).take_while(|_| reads.take(mall).is_ok()).count();
        assert!((600..1_000).contains(&taken), "{taken}");
        assert!(reads.take(mall).is_err(), "none left");
        assert!(reads.take(other).is_ok(), "others read on");
    }
}
