//! Who is served first.

use super::is_green;
use crate::{case::Case, ids::CaseId, moment::Moment};

/// A case's place in the queue: smaller is earlier. 绿色通道 tops the queue; then what was promised soonest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueuePlace {
    /// `false` sorts first: in the green lane.
    not_green: bool,
    /// What has run out and was passed up comes before what has not.
    not_escalated: bool,
    /// The promised time, in milliseconds; without one at the end.
    due: i64,
    /// When it came.
    received: Moment,
    /// So that two devices show the same order.
    id: CaseId,
}

/// The place of a case.
#[must_use]
pub fn queue_place(case: &Case) -> QueuePlace {
    QueuePlace {
        not_green: !is_green(case),
        not_escalated: !case.is_escalated(),
        due: case.due.map_or(i64::MAX, |due| due.at.millis()),
        received: case.received_at.unwrap_or(case.filed_at),
        id: case.id,
    }
}
