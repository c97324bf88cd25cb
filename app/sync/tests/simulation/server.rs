//! What a schedule needs of a server: the in-memory model here, the real service in the server's own tests.

use domain::{case::Case, ids::StaffId, moment::Moment};
use sync::{
    engine::{Asking, Failure},
    protocol::{Epoch, OpId, PullAnswer, PushAnswer, PushRequest, Seq},
};

/// Where the server's process dies while it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crash {
    /// It lives.
    Never,
    /// After so many operations were committed; of the rest nothing may remain, and nobody hears an answer.
    After(usize),
}

pub(crate) trait ServerUnderTest {
    /// A copy of one contact point.
    type Backup;

    fn push(
        &mut self,
        now: Moment,
        by: Option<StaffId>,
        request: &PushRequest,
        crash: Crash,
    ) -> Result<PushAnswer, Failure>;
    fn pull(&mut self, now: Moment, since: Seq, epoch: Option<Epoch>, asking: &Asking) -> Result<PullAnswer, Failure>;
    fn backup(&mut self) -> Self::Backup;
    /// Goes back to the copy; the epoch is new.
    fn restore(&mut self, backup: &Self::Backup);
    /// Everything that is stored.
    fn audit(&mut self) -> Audit;
}

#[derive(Clone, Debug)]
pub(crate) struct Audit {
    pub(crate) epoch: Epoch,
    /// In the order of commits.
    pub(crate) ops: Vec<(Seq, OpId)>,
    pub(crate) cases: Vec<Case>,
}
