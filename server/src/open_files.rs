//! How many files this process may have open. Each line is one, and so is each device that listens: where they are used up,
//! nobody can file any more.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing::{info, warn};

/// Below this a mall's phones use them up.
const FEW: u64 = 4_096;

/// Takes as many as the operating system gives without being asked again: the usual limit of 1,024 is for programs that
/// wait with `select`, which this one does not.
pub(crate) fn raise() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current != maximum
        && let Err(why) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
    {
        warn!("the limit of open files stays: {why}");
    }
    match most() {
        most if most < FEW => warn!("only {most} files may be open: more devices than half of that cannot listen"),
        most => info!("{most} files may be open"),
    }
}

/// How many may be open.
#[must_use]
pub(crate) fn most() -> u64 {
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}
