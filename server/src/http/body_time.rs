//! How long a request's body may take to arrive. One that stops on the way, or drips for ever, ends in an answer, and
//! whoever sent it knows that nothing was taken.

use std::time::Duration;

use sync::protocol::Code;
use tokio::time::timeout;

/// A phone at the far end of the mall needs a while for one megabyte.
const BODY_WITHIN: Duration = Duration::from_secs(30);

/// What reading a body came to, where it came in time.
///
/// # Errors
///
/// [`Code::BodyTooSlow`].
pub(super) async fn in_time<T>(reading: impl Future<Output = T>) -> Result<T, Code> {
    timeout(BODY_WITHIN, reading).await.map_err(|_| Code::BodyTooSlow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_never_ends_ends() {
        assert_eq!(in_time(std::future::pending::<()>()).await, Err(Code::BodyTooSlow));
        assert_eq!(in_time(async { 7 }).await, Ok(7));
    }
}
