//! What somebody signed by the code at a training's door, on a device of their own.

use domain::{
    ids::StaffId,
    kind::EventSourced,
    training::{Command, KIND, Training},
};
use leptos::prelude::*;
use sync::{
    engine::{Lane, RowState},
    protocol::{EntityPayload, Payload},
};

use super::{Changed, KindView};
use crate::{
    browser::driver::{Driver, refusal},
    signed_in::{OwnSignIn, SignInState},
};

/// Each of them, the last first.
#[derive(Debug)]
pub struct OwnSignIns;

impl KindView for OwnSignIns {
    fn kind(&self) -> &'static str {
        KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if !changed.has_ops() {
            return;
        }
        let engine = driver.engine.borrow();
        let own = engine.rows().filter_map(|row| {
            if row.lane != Lane::Consumer || !KIND.commands.contains(&row.op.kind.as_str()) {
                return None;
            }
            let Payload::Plain(text) = &row.op.payload else { return None };
            let read: EntityPayload<<Training as EventSourced>::Command> = sync::read_json(text).ok()?;
            let Command::SignIn { name, unit, .. } = read.command else { return None };
            let state = match refusal(row) {
                Some(why) => SignInState::Refused { why },
                None if matches!(row.state, RowState::Receipted { .. }) => SignInState::Taken,
                None => SignInState::Waiting,
            };
            Some(OwnSignIn { op: row.op.id, training: read.id, name, unit, at: row.queued_at, state })
        });
        let mut own: Vec<OwnSignIn> = own.collect();
        own.reverse();
        driver.device.sign_ins.maybe_update(|shown| {
            let differs = *shown != own;
            if differs {
                *shown = own;
            }
            differs
        });
    }
}
