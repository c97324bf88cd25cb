//! A clock that does not jump: an operating system's goes to 1970 when its battery is empty, and two years ahead for a
//! minute when a time server is wrong.
//!
//! Time is carried on by what has really passed (the monotonic clock). A wall clock that says something else counts only
//! once it has said so for ten minutes on end; until then nothing falls due because of it: no warnings, no case that leaves
//! the tablets, no session that ends. What it corrects by seconds is followed at once.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::moment::{Day, Moment};
use tracing::warn;
use uuid::Uuid;

use super::{SystemWorld, World};

/// What a time server corrects without anybody noticing.
const STEP_MS: i64 = 60_000;
/// After so long a clock that jumped is right, such as that of a machine that slept.
const SETTLED_AFTER_MS: i64 = 10 * 60_000;
/// A server that was off for longer than this at its start has perhaps the wrong time.
const LONG_OFF_MS: i64 = 30 * 24 * 3_600_000;
/// A clock that is behind by less is corrected while it runs.
const BEHIND_MS: i64 = 24 * 3_600_000;

/// The two clocks of a machine.
pub trait Clocks: fmt::Debug + Send + Sync {
    /// What the wall clock says.
    fn wall(&self) -> Moment;

    /// What has really passed since some moment.
    fn passed(&self) -> Duration;
}

/// The operating system's clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClocks(Instant);

impl Default for SystemClocks {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clocks for SystemClocks {
    fn wall(&self) -> Moment {
        SystemWorld.now()
    }

    fn passed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// What a clock says at the start of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtStart {
    /// It is before the day from which the rules of this version hold: it cannot be right.
    Impossible,
    /// It is before what was seen last, by so many days.
    Behind(i64),
    /// It is so many days after what was seen last.
    FarAhead(i64),
    /// Nothing speaks against it.
    Plausible,
}

impl AtStart {
    /// Compares a clock with the day before which it cannot be, and with the moment that was seen last.
    #[must_use]
    pub fn of(now: Moment, not_before: Day, last_seen: Option<Moment>) -> Self {
        let since = last_seen.map_or(0, |seen| now.millis().saturating_sub(seen.millis()));
        let days = since.saturating_abs() / (24 * 3_600_000);
        match since {
            _ if now.day() < not_before => Self::Impossible,
            since if since < -BEHIND_MS => Self::Behind(days),
            since if since > LONG_OFF_MS => Self::FarAhead(days),
            _ => Self::Plausible,
        }
    }
}

/// The outside, with a clock that does not jump.
#[derive(Debug)]
pub struct SteadyWorld<C> {
    clocks: C,
    /// No clock before this is right.
    not_before: Day,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// By which time is told.
    told: Reading,
    /// Another that the wall clock has been on since.
    other: Option<Reading>,
    /// When a jump was logged last.
    logged: Option<i64>,
    /// From when on what falls due by itself may happen.
    settled_from: i64,
}

/// A moment of the wall clock, and what had passed by then.
#[derive(Clone, Copy, Debug)]
struct Reading {
    wall: i64,
    passed: i64,
}

impl Reading {
    /// What the wall clock says later, if it does not jump.
    const fn after(self, passed: i64) -> i64 {
        self.wall.saturating_add(passed.saturating_sub(self.passed))
    }

    const fn fits(self, wall: i64, passed: i64) -> bool {
        wall.saturating_sub(self.after(passed)).saturating_abs() <= STEP_MS
    }
}

impl<C: Clocks> SteadyWorld<C> {
    /// From what the wall clock says now. `doubtful`: nothing falls due by itself before it has stayed for ten minutes.
    #[must_use]
    pub fn new(clocks: C, not_before: Day, doubtful: bool) -> Self {
        let (wall, passed) = (clocks.wall().millis(), millis(clocks.passed()));
        let told = Reading { wall, passed };
        let settled_from = if doubtful { passed.saturating_add(SETTLED_AFTER_MS) } else { passed };
        Self { clocks, not_before, state: Mutex::new(State { told, other: None, logged: None, settled_from }) }
    }

    fn read(&self) -> (Moment, bool) {
        let (wall, passed) = (self.clocks.wall().millis(), millis(self.clocks.passed()));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.told.fits(wall, passed) {
            state.told = Reading { wall, passed };
            state.other = None;
        } else if state.is_right(wall, passed) && Moment::from_millis(wall).day() >= self.not_before {
            state.say(wall, passed, "it is believed from now on");
            if passed < state.settled_from {
                state.settled_from = passed.saturating_add(SETTLED_AFTER_MS);
            }
            state.told = Reading { wall, passed };
            state.other = None;
        } else if state.other.is_none_or(|other| !other.fits(wall, passed)) {
            state.say(wall, passed, "time goes on as if it had not, until it has stayed there for ten minutes");
            state.other = Some(Reading { wall, passed });
        }
        (Moment::from_millis(state.told.after(passed)), passed >= state.settled_from)
    }
}

impl State {
    /// Whether the wall clock has been there for long enough; at once where the one that is told by was doubtful anyway.
    fn is_right(&self, wall: i64, passed: i64) -> bool {
        let stayed = |other: Reading| other.fits(wall, passed) && passed - other.passed >= SETTLED_AFTER_MS;
        passed < self.settled_from || self.other.is_some_and(stayed)
    }

    /// A clock that goes to and fro must not fill the log.
    fn say(&mut self, wall: i64, passed: i64, what: &str) {
        if self.logged.is_none_or(|at| passed - at >= SETTLED_AFTER_MS) {
            self.logged = Some(passed);
            warn!("the clock jumped by {} s: {what}", wall.saturating_sub(self.told.after(passed)) / 1_000);
        }
    }
}

impl<C: Clocks> World for SteadyWorld<C> {
    fn now(&self) -> Moment {
        self.read().0
    }

    fn is_settled(&self) -> bool {
        self.read().1
    }

    fn random_id(&self) -> Uuid {
        SystemWorld.random_id()
    }
}

fn millis(passed: Duration) -> i64 {
    i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)
}
