//! Steps between which a power cut must do no harm.

/// Where a test has the process die.
#[cfg(feature = "testing")]
pub(super) fn step() {
    use std::sync::atomic::{AtomicU32, Ordering};
    static STEPS: AtomicU32 = AtomicU32::new(0);
    let step = STEPS.fetch_add(1, Ordering::SeqCst) + 1;
    if std::env::var("TEST_DIES_AT_STEP").is_ok_and(|at| at == step.to_string()) {
        std::process::abort();
    }
}

#[cfg(not(feature = "testing"))]
pub(super) const fn step() {}
