//! Thousands of seeded schedules of devices and faults against the real service and its store. Every failure prints its
//! seed.
//!
//! `SIM_SEED=42 cargo test -p server --test simulation` replays one (`SIM_TRACE=1` tells everything that is heard and
//! done in it); `SIM_SCHEDULES=100000` runs more. Devices, network and schedules are those of the sync crate's tests,
//! which run them against a server in memory.

#[path = "../../../app/sync/tests/simulation/belonging.rs"]
mod belonging;
#[path = "../../../app/sync/tests/simulation/check.rs"]
mod check;
#[path = "../../../app/sync/tests/simulation/device.rs"]
mod device;
#[path = "../../../app/sync/tests/simulation/disk.rs"]
mod disk;
#[path = "../../../app/sync/tests/simulation/flaw.rs"]
mod flaw;
#[path = "../../../app/sync/tests/simulation/network.rs"]
mod network;
#[path = "../../../app/sync/tests/simulation/person.rs"]
mod person;
#[path = "../../../app/sync/tests/simulation/rng.rs"]
mod rng;
#[path = "../../../app/sync/tests/simulation/runner.rs"]
mod runner;
#[path = "../../../app/sync/tests/simulation/schedule.rs"]
mod schedule;
mod service;
#[path = "../../../app/sync/tests/simulation/together.rs"]
mod together;
#[path = "../../../app/sync/tests/simulation/under_test.rs"]
mod under_test;
#[path = "../../../app/sync/tests/simulation/world.rs"]
mod world;

use flaw::Flaw;
use service::{Engine, Place};
use std::sync::atomic::Ordering;

/// A statement goes to another process and back: so many schedules take as long as all of SQLite's.
const IN_POSTGRESQL: u64 = 60;

fn run<S: Engine>(place: &Place<S>, seed: u64, flaw: Flaw) -> Result<(), String> {
    let (server, staff) = place.point(seed);
    schedule::run(seed, server, &staff, flaw)
}

#[test]
fn whatever_goes_wrong_nothing_is_lost_and_nothing_is_doubled() {
    runner::run_all(500, Place::new, |place, seed| run(place, seed, Flaw::None));
}

#[test]
fn tablets_that_are_cut_off_while_they_work_on_the_same_cases_agree_afterwards() {
    runner::run_all(300, Place::new, |place, seed| {
        let (server, staff) = place.point(seed);
        schedule::run_desk(seed, server, &staff)
    });
    belonging::assert_all_kinds_were_played();
    let paid = service::PAID.load(Ordering::Relaxed);
    println!("{paid} advance payments");
    assert!(paid > 0 || std::env::var_os("SIM_SEED").is_some(), "no schedule moved money");
}

#[test]
fn in_postgresql_whatever_goes_wrong_nothing_is_lost_and_nothing_is_doubled() {
    runner::run_all(IN_POSTGRESQL, Place::in_postgresql, |place, seed| run(place, seed, Flaw::None));
}

#[test]
fn in_postgresql_tablets_that_are_cut_off_agree_afterwards() {
    runner::run_all(IN_POSTGRESQL, Place::in_postgresql, |place, seed| {
        let (server, staff) = place.point(seed);
        schedule::run_desk(seed, server, &staff)
    });
    println!("{} advance payments", service::PAID.load(Ordering::Relaxed));
}

#[test]
fn a_device_that_believes_a_bare_success_is_noticed() {
    let place = Place::new();
    assert!((0..600).any(|seed| run(&place, seed, Flaw::BelievesBareSuccess).is_err()));
}
