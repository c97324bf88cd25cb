//! What a schedule needs of a server: the in-memory model here, the real service in the server's own tests.

use domain::{case::Case, ids::StaffId, moment::Moment};
use sync::{
    engine::{Failure, ScopeRequest},
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
    fn pull(
        &mut self,
        now: Moment,
        since: Seq,
        epoch: Option<Epoch>,
        asking: &ScopeRequest,
    ) -> Result<PullAnswer, Failure>;
    fn backup(&mut self) -> Self::Backup;
    /// Goes back to the copy; the epoch is new.
    fn restore(&mut self, backup: &Self::Backup);
    /// The operations that are stored, by their places, and the life they are stored in.
    fn places(&mut self) -> (Epoch, Vec<(Seq, OpId)>);
    /// Every case.
    fn cases(&mut self) -> Vec<Case>;
}
