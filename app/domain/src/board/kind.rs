//! The board as a kind: one entity, everybody's.

use crate::kind::KindInfo;

/// The notice board and what goes with it.
pub const KIND: KindInfo =
    KindInfo { name: "board", commands: &[], begins: &[], visible_to: |_| true, in_first_version: true };
