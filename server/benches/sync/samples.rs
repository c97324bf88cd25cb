//! What was measured once.

use std::time::Duration;

/// One stretch of work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples {
    /// Operations, or pulls.
    pub(crate) count: usize,
    /// From the first to the end of the last.
    pub(crate) took: Duration,
    /// Each request, or each transaction.
    pub(crate) each: Vec<Duration>,
}

impl Samples {
    /// How many in a second.
    pub(crate) fn rate(&self) -> f64 {
        count(self.count) / self.took.as_secs_f64()
    }
}

/// A number to calculate with.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// The value below which that share (0 to 100) of the values lies.
pub(crate) fn percentile(values: &[f64], share: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * share / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
