//! One schedule: who is there, what goes wrong when, and the healing at the end.

use domain::{ids::StaffId, role::Role};
use sync::engine::Event;

use crate::{
    check,
    device::Device,
    flaw::Flaw,
    person::Person,
    rng::Rng,
    under_test::ServerUnderTest,
    world::{Happening, START, Weather, World},
};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const YEAR: i64 = 365 * 24 * 60 * MINUTE;
/// After healing, all must agree within this; ten minutes of it are the guard against fetching everything too often.
const BOUND: i64 = 40 * MINUTE;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble {
    Weather,
    Offline(usize, bool),
    Portal(usize, bool),
    DiskFull(usize, bool),
    SessionEnds(usize),
    SignsIn(usize),
    ClockJumps(usize),
    TabDies(usize, usize),
    TabOpens(usize, usize),
    LockIsStolen(usize),
    Spell(Option<u16>),
    ServerDies,
    Backup,
    Restore,
    Poison(usize),
    FollowsAtHome(usize, usize),
}

fn devices(rng: &mut Rng, staff: &[(StaffId, Role)], flaw: Flaw) -> Vec<Device> {
    let count = 2 + rng.index(3);
    let skew = |rng: &mut Rng| match rng.index(4) {
        0 => 0,
        1 => rng.between(-10 * MINUTE, 10 * MINUTE),
        2 => rng.between(-2 * YEAR, 2 * YEAR),
        _ => rng.between(-SECOND, SECOND),
    };
    let person = |i: usize, rng: &mut Rng| match i {
        1 => Person::Staff(staff[0].0, staff[0].1),
        2 if rng.percent(50) => Person::Passer,
        0 | 2 => Person::Consumer,
        _ => Person::Staff(staff[1].0, staff[1].1),
    };
    (0..count).map(|i| Device::new(person(i, rng), skew(rng), flaw)).collect()
}

/// Runs one schedule.
///
/// # Errors
/// What does not hold.
pub(crate) fn run<S: ServerUnderTest>(
    seed: u64,
    server: S,
    staff: &[(StaffId, Role)],
    flaw: Flaw,
) -> Result<(), String> {
    let mut rng = Rng::new(seed);
    let devices = devices(&mut rng, staff, flaw);
    let mut world = World::new(rng.next(), server, devices);
    let length = rng.between(2 * MINUTE, 12 * MINUTE);
    for device in 0..world.devices.len() {
        world.open(device, 0);
        for _ in 0..rng.between(2, 9) {
            let at = rng.between(0, length);
            world.later(at, Happening::PersonActs(device));
        }
    }
    for _ in 0..rng.between(2, 14) {
        let at = rng.between(0, length);
        plan(&mut world, &mut rng, at);
    }
    played(world, length)
}

/// Three tablets and a consumer: few cases, much work on them, and each tablet cut off again and again.
///
/// # Errors
/// What does not hold.
pub(crate) fn run_desk<S: ServerUnderTest>(seed: u64, server: S, staff: &[(StaffId, Role)]) -> Result<(), String> {
    let mut rng = Rng::new(seed);
    let tablet = |place: usize| Person::Staff(staff[place].0, staff[place].1);
    // The receptionist is signed in on two of them.
    let people = [Person::Consumer, tablet(0), tablet(1), tablet(0)];
    let devices = people.map(|person| Device::new(person, rng.between(-10 * MINUTE, 10 * MINUTE), Flaw::None)).into();
    let mut world = World::new(rng.next(), server, devices);
    let length = rng.between(10 * MINUTE, 30 * MINUTE);
    for device in 0..people.len() {
        world.open(device, 0);
        let (acts, until) = if device == 0 { (rng.between(2, 6), 2 * MINUTE) } else { (rng.between(8, 16), length) };
        for _ in 0..acts {
            let at = rng.between(0, until);
            world.later(at, Happening::PersonActs(device));
        }
        for _ in 0..if device == 0 { 0 } else { rng.between(1, 3) } {
            let (at, spell) = (rng.between(0, length), rng.between(MINUTE, 10 * MINUTE));
            world.later(at, Happening::Trouble(Trouble::Offline(device, true)));
            world.later(at + spell, Happening::Trouble(Trouble::Offline(device, false)));
        }
    }
    for _ in 0..rng.between(0, 4) {
        let at = rng.between(0, length);
        plan(&mut world, &mut rng, at);
    }
    played(world, length)
}

/// Plays it, heals everything, and looks whether all agree within the bound.
fn played<S: ServerUnderTest>(mut world: World<S>, length: i64) -> Result<(), String> {
    world.run_until(START + length);
    heal(&mut world);
    let end = world.now + BOUND;
    world.run_until(world.now + SECOND);
    loop {
        let verdict = world.broken.clone().map_or_else(|| check::converged(&mut world), |why| Err(vec![why]));
        match verdict {
            Ok(()) => return check::holds(&mut world),
            Err(whys) if world.broken.is_some() || world.now >= end => return Err(whys.join("; ")),
            Err(_) => world.run_until(world.now + 20 * SECOND),
        }
    }
}

fn plan<S: ServerUnderTest>(world: &mut World<S>, rng: &mut Rng, at: i64) {
    let device = rng.index(world.devices.len());
    let spell = rng.between(SECOND, 4 * MINUTE);
    let mut pair = |first, last| {
        world.later(at, Happening::Trouble(first));
        world.later(at + spell, Happening::Trouble(last));
    };
    match rng.index(16) {
        0 | 1 => pair(Trouble::Weather, Trouble::Weather),
        2 => pair(Trouble::Offline(device, true), Trouble::Offline(device, false)),
        3 => pair(Trouble::Portal(device, true), Trouble::Portal(device, false)),
        4 => pair(Trouble::DiskFull(device, true), Trouble::DiskFull(device, false)),
        5 => pair(Trouble::SessionEnds(device), Trouble::SignsIn(device)),
        6 => pair(Trouble::ClockJumps(device), Trouble::ClockJumps(device)),
        7 | 8 => pair(Trouble::TabDies(device, 0), Trouble::TabOpens(device, 0)),
        9 => pair(Trouble::TabOpens(device, 1), Trouble::TabDies(device, 1)),
        10 => pair(Trouble::TabOpens(device, 1), Trouble::LockIsStolen(device)),
        11 => pair(Trouble::Spell(rng.pick(&[500, 502, 503, 429])), Trouble::Spell(None)),
        12 => pair(Trouble::ServerDies, Trouble::ServerDies),
        13 => pair(Trouble::Backup, Trouble::Restore),
        14 => pair(Trouble::Poison(if rng.percent(50) { 400 } else { 500 }), Trouble::ServerDies),
        _ => pair(Trouble::FollowsAtHome(device, 0), Trouble::Weather),
    }
}

impl<S: ServerUnderTest> World<S> {
    pub(crate) fn trouble(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::Weather => {
                let (loss, double) = (self.rng.between(0, 60), self.rng.between(0, 40));
                let delay = self.rng.between(10, 15 * SECOND);
                self.weather = Weather { loss, double, delay, ..self.weather.clone() };
            }
            Trouble::Offline(device, off) => {
                self.devices[device].online = !off;
                self.tell_tabs(device, &if off { Event::Offline } else { Event::Online });
            }
            Trouble::Portal(device, on) => self.devices[device].portal = on,
            Trouble::DiskFull(device, on) => self.devices[device].disk_full = on,
            Trouble::SessionEnds(device) => self.devices[device].session = false,
            Trouble::SignsIn(device) => self.signs_in(device),
            Trouble::ClockJumps(device) => self.devices[device].skew += self.rng.between(-YEAR, YEAR),
            Trouble::TabDies(device, tab) => self.kill(device, tab),
            Trouble::TabOpens(device, tab) => self.open(device, tab),
            Trouble::LockIsStolen(device) => self.steal(device),
            Trouble::Spell(status) => self.weather.spell = status,
            Trouble::ServerDies => self.weather.dies = true,
            Trouble::Backup => {
                let backup = self.server.backup();
                self.backups.push(backup);
            }
            Trouble::Restore => {
                if let Some(backup) = self.backups.last() {
                    self.server.restore(backup);
                    self.note_what_is_stored();
                }
            }
            Trouble::Poison(status) => self.poison_one(u16::try_from(status).unwrap_or(500)),
            Trouble::FollowsAtHome(from, to) => self.follow(from, to),
        }
    }

    fn tell_tabs(&mut self, device: usize, event: &Event) {
        for tab in 0..2 {
            let to = self.tab(device, tab);
            self.tell(to, 1, event.clone());
        }
    }

    fn signs_in(&mut self, device: usize) {
        self.devices[device].session = true;
        if let Some(staff) = self.devices[device].person.staff() {
            self.tell_tabs(device, &Event::SignedIn { staff });
        }
    }

    /// The other tab takes the lock; the one that had it learns of it a while later and goes on writing until then.
    fn steal(&mut self, device: usize) {
        let d = &mut self.devices[device];
        let (Some(before), Some(after)) = (d.leader, (0..2).find(|&t| d.leader != Some(t) && d.tabs[t].is_some()))
        else {
            return;
        };
        (d.leader, d.stolen) = (Some(after), true);
        let stored = d.disk.stored();
        let (old, new) = (self.tab(device, before), self.tab(device, after));
        self.tell(new, 1, Event::BecameLeader { stored });
        let unaware = self.rng.between(0, 20 * SECOND);
        self.tell(old, unaware, Event::LostLeadership);
    }

    fn poison_one(&mut self, status: u16) {
        let waiting: Vec<_> = self
            .devices
            .iter()
            .filter_map(|d| d.disk.rows.values().find(|r| r.state == sync::engine::RowState::Waiting))
            .collect();
        if let Some(op) = self.rng.pick(&waiting).map(|row| row.op.id) {
            self.poison.insert(op, status);
        }
    }

    /// A consumer types the code of a case filed elsewhere into their own telephone.
    fn follow(&mut self, from: usize, to: usize) {
        let claim = self.rng.pick(&self.devices[from].disk.claims);
        let d = &mut self.devices[to];
        if let Some(claim) = claim.filter(|claim| d.person == Person::Consumer && !d.disk.claims.contains(claim)) {
            d.disk.claims.push(claim);
            for tab in 0..2 {
                let tab = self.tab(to, tab);
                self.later(1, Happening::ReadClaims(tab));
            }
        }
    }
}

fn heal<S: ServerUnderTest>(world: &mut World<S>) {
    world.drop_agenda_of_troubles();
    world.weather = Weather { delay: 100, ..Weather::default() };
    world.poison.retain(|_, status| *status == 400);
    for device in 0..world.devices.len() {
        let d = &mut world.devices[device];
        (d.online, d.portal, d.disk_full) = (true, false, false);
        world.open(device, 0);
        world.signs_in(device);
        world.tell_tabs(device, &Event::Online);
    }
}
