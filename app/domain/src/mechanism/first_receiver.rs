//! 首问责任: every case. Who receives it first is recorded once and answers for it to the end.

use super::{Decision, Mechanism};
use crate::{
    ids::StaffId,
    words::{Text, text},
};

const FIXED: Text = text(
    "首问责任：首问人已记录，以后谁办理都不改变",
    "First receiver: recorded, and unchanged whoever works on it later",
);
const NOBODY: Text = text(
    "首问责任：收到时无人在岗，第一个接手的人就是首问人",
    "First receiver: nobody was on duty; whoever takes it on first is the one",
);

/// Whether the first receiver is known.
#[must_use]
pub fn first_receiver(first: Option<StaffId>) -> Decision {
    match first {
        Some(_) => Decision::takes(Mechanism::FirstReceiver, FIXED, &[]),
        None => Decision::leaves(Mechanism::FirstReceiver, NOBODY, &[]),
    }
}
