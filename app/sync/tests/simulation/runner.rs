//! Runs many schedules on two threads and tells which failed, and how to run one of those again.

use std::ops::Range;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Runs as many schedules as `SIM_SCHEDULES` says, else `usual`; with `SIM_SEED` that one only. Each thread has its own
/// place to run them in.
pub(crate) fn run_all<P>(usual: u64, place: impl Fn() -> P + Sync, run: impl Fn(&P, u64) -> Result<(), String> + Sync) {
    let seeds = match number("SIM_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SIM_SCHEDULES").unwrap_or(usual),
    };
    let half = (seeds.start + seeds.end).div_ceil(2);
    let of = |seeds: Range<u64>| {
        let place = place();
        let one = |seed| run(&place, seed).err().map(|why| format!("SIM_SEED={seed}: {why}"));
        seeds.filter_map(one).collect::<Vec<_>>()
    };
    let failures = std::thread::scope(|scope| {
        let other = scope.spawn(|| of(half..seeds.end));
        let mut failures = of(seeds.start..half);
        failures.extend(other.join().expect("the other half ran"));
        failures
    });
    for failure in &failures {
        eprintln!("{failure}");
    }
    assert!(
        failures.is_empty(),
        "{} schedules failed; replay one with its SIM_SEED, told in full with SIM_TRACE=1",
        failures.len()
    );
}
