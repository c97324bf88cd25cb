//! Thousands of seeded schedules of devices, faults and a server in memory. Every failure prints its seed.
//!
//! `SIM_SEED=42 cargo test -p sync --test simulation` replays one (`SIM_TRACE=1` tells
//! everything that is heard and done in it); `SIM_SCHEDULES=100000` runs more.

mod belonging;
mod check;
mod device;
mod disk;
mod fault;
mod flaw;
mod model;
mod network;
mod person;
mod rng;
mod runner;
mod schedule;
mod together;
mod under_test;
mod world;

use domain::{ids::StaffId, role::Role};
use fault::Fault;
use flaw::Flaw;
use model::Model;
use rng::Rng;
use world::START;

fn run(seed: u64, fault: Fault, flaw: Flaw) -> Result<(), String> {
    let mut rng = Rng::new(seed ^ 0x57AF);
    let staff = [Role::Receptionist, Role::Supervisor].map(|role| (StaffId(rng.uuid(START)), role));
    schedule::run(seed, Model::new(seed, staff.to_vec(), fault), &staff, flaw)
}

#[test]
fn whatever_goes_wrong_nothing_is_lost_and_nothing_is_doubled() {
    runner::run_all(1_500, || (), |(), seed| run(seed, Fault::None, Flaw::None));
}

#[test]
fn tablets_that_are_cut_off_while_they_work_on_the_same_cases_agree_afterwards() {
    runner::run_all(
        500,
        || (),
        |(), seed| {
            let mut rng = Rng::new(seed ^ 0xDE5C);
            let staff = [Role::Receptionist, Role::Supervisor].map(|role| (StaffId(rng.uuid(START)), role));
            schedule::run_desk(seed, Model::new(seed, staff.to_vec(), Fault::None), &staff)
        },
    );
    belonging::assert_all_kinds_were_played();
}

fn is_noticed(fault: Fault, flaw: Flaw) {
    let noticed = (0..600).find_map(|seed| run(seed, fault, flaw).err());
    assert!(noticed.is_some(), "600 schedules did not notice {fault:?} {flaw:?}");
}

#[test]
fn a_device_that_believes_a_bare_success_is_noticed() {
    is_noticed(Fault::None, Flaw::BelievesBareSuccess);
}

#[test]
fn a_device_that_stores_a_cursor_without_its_changes_is_noticed() {
    is_noticed(Fault::None, Flaw::ForgetsChanges);
}

#[test]
fn a_device_that_deletes_what_a_restored_server_lost_is_noticed() {
    is_noticed(Fault::None, Flaw::DropsRetained);
}

#[test]
fn a_server_that_decides_an_operation_twice_is_noticed() {
    is_noticed(Fault::ForgetsReceipts, Flaw::None);
}

#[test]
fn a_server_that_answers_before_it_stores_is_noticed() {
    is_noticed(Fault::AnswersBeforeStoring, Flaw::None);
}

#[test]
fn a_server_whose_places_are_out_of_order_is_noticed() {
    is_noticed(Fault::PlacesOutOfOrder, Flaw::None);
}

#[test]
fn a_restored_server_that_keeps_its_epoch_is_noticed() {
    is_noticed(Fault::KeepsEpoch, Flaw::None);
}
