//! The end of an account or of the device: what was not sent goes to a supervisor, and the copy of the cases goes.

use std::rc::Rc;

use domain::{ids::StaffId, moment::Moment};
use gloo_net::http::Request;
use leptos::prelude::*;
use sync::{
    engine::{Event, Lane, RowState},
    protocol::{Code, Op, OrphanedOps, PROTOCOL, PushAnswer, PushRequest, Receipt},
};

use super::SessionLock;
use crate::{
    browser::network,
    desk::{Ended, SessionState},
};

/// So many at a time: a request has room for as many of the largest.
const AT_A_TIME: usize = 10;

impl SessionLock {
    /// This person, or everybody, has no business here any more.
    pub(super) async fn give_up(self: Rc<Self>, why: Code) {
        let Some(open) = self.opened() else { return };
        let leaving: Vec<StaffId> = match why {
            Code::DeviceRevoked => self.people().await,
            _ => vec![open.staff],
        };
        let (mut handed_over, mut left) = (0, 0);
        for staff in &leaving {
            let (done, open) = self.hand_over(*staff).await;
            handed_over += done;
            left += open;
        }
        let gone = leaving.clone();
        let alone = why == Code::DeviceRevoked || self.people().await.iter().all(|staff| gone.contains(staff));
        if alone {
            // Refused, it is tried again at the next contact.
            let _ = self.driver.storage.wipe_desk().await;
        }
        // Whoever still has something here keeps the key to it: nothing else would open it.
        if left == 0 {
            let dismissed = move |vault: Option<vault::Vault>| {
                let mut vault = vault?;
                gone.iter().for_each(|staff| vault.dismiss(*staff));
                (!vault.people.is_empty()).then_some(vault)
            };
            let _ = self.driver.storage.change_vault(dismissed).await;
        }
        self.clone().lock().await;
        self.driver.device.desk.ended.set(Some(Ended { why, handed_over, left }));
    }

    /// Nobody opened the device, and it was ended: the copy goes. What was not sent waits, sealed, for who opens it.
    pub(super) async fn ended_while_locked(&self) {
        let _ = self.driver.storage.wipe_desk().await;
        let kept = self.driver.storage.snapshot(self.driver.me).await.ok();
        let sealed_of = kept.map(|kept| kept.sealed_of).unwrap_or_default();
        let keeps = !sealed_of.is_empty();
        let vault = self.driver.storage.change_vault(move |vault| vault.filter(|_| keeps)).await.ok().flatten();
        self.show_session(vault.as_ref(), &sealed_of, SessionState::Locked);
        self.driver.device.desk.ended.set(Some(Ended {
            why: Code::DeviceRevoked,
            handed_over: 0,
            left: sealed_of.len(),
        }));
    }

    /// What a colleague left here whose account was closed meanwhile.
    pub(super) async fn hand_over_for_colleagues(&self) {
        let Some(open) = self.opened() else { return };
        let known = self.people().await;
        let is_closed = |staff: &StaffId| {
            self.driver.device.desk.members.with_untracked(|members| members.get(staff).is_some_and(|m| !m.active))
        };
        for staff in known.into_iter().filter(|staff| *staff != open.staff && is_closed(staff)) {
            let (_, left) = self.hand_over(staff).await;
            if left == 0 {
                let dismissed = |vault: Option<vault::Vault>| {
                    let mut vault = vault?;
                    vault.dismiss(staff);
                    Some(vault)
                };
                let _ = self.driver.storage.change_vault(dismissed).await;
            }
        }
    }

    async fn people(&self) -> Vec<StaffId> {
        let vault = self.driver.storage.vault().await.ok().flatten();
        vault.map(|vault| vault.people.iter().map(|person| person.staff.id).collect()).unwrap_or_default()
    }

    /// Hands over what a person did here and never sent. Gives how much a supervisor has now, and how much is still here.
    async fn hand_over(&self, staff: StaffId) -> (usize, usize) {
        let waiting: Vec<Op> = self
            .driver
            .engine
            .borrow()
            .rows()
            .filter(|row| row.lane == Lane::Staff { id: staff } && row.state == RowState::Waiting)
            .map(|row| row.op.clone())
            .collect();
        if waiting.is_empty() {
            return (0, 0);
        }
        let Some(from) = self.returning(staff).await else { return (0, waiting.len()) };
        let mut done = 0;
        for ops in waiting.chunks(AT_A_TIME) {
            let sent_at: Moment = crate::device::now();
            let push = PushRequest { protocol: PROTOCOL, sent_at, ops: ops.to_vec() };
            let body = OrphanedOps { from: from.clone(), push };
            let asked = network::ask::<PushAnswer>(Request::post("/api/v1/left-behind"), Some(&body)).await;
            let Ok(PushAnswer { epoch, receipts, .. }) = asked else { break };
            // Only a receipt for what was sent lets it go.
            let receipts: Vec<Receipt> = receipts.into_iter().filter(|receipt| is_for(receipt, ops)).collect();
            let proven: Vec<_> = receipts.iter().map(|receipt| receipt.op).collect();
            done += proven.len();
            self.driver.clone().dispatch(Event::HandedOver { epoch, receipts });
            self.driver.clone().dispatch(Event::Forget { ops: proven });
        }
        (done, waiting.len() - done)
    }
}

fn is_for(receipt: &Receipt, ops: &[Op]) -> bool {
    ops.iter().any(|op| op.id == receipt.op && op.hash == receipt.hash)
}
