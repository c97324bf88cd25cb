//! Photos at a kiosk. In a visit they live in memory; with their complaint they are sealed to the server, and only what is sealed
//! touches the disk. They are sent once their complaint is there, by whichever visit's page is open.

use std::rc::Rc;

use domain::{claim_code::ClaimCode, ids::CaseId, moment::Moment};
use js_sys::{Array, Uint8Array};
use sync::{engine::RowState, protocol::OpId};
use uuid::Uuid;
use web_sys::Blob;

use super::{
    prepare::hash,
    send::KEPT_MS,
    upload::{Authority, Stop, send},
};
use crate::browser::{
    driver::Driver,
    kiosk::seal_content,
    random,
    storage::{SealedPhoto, bytes},
};

impl Driver {
    /// Seals the photos of a form that is being submitted. What cannot be sealed does not hold the complaint up: it stays in
    /// memory, and the page says so.
    pub(in crate::browser) async fn seal_photos(self: &Rc<Self>, case: CaseId, claim: &ClaimCode, after: OpId) {
        let of_case: Vec<(Uuid, Blob)> = {
            let held = self.on_its_way.held.borrow();
            let theirs = held.iter().filter(|held| held.row.case == case && held.row.refused.is_none());
            theirs.filter_map(|held| Some((held.row.id, held.blob.clone()?))).collect()
        };
        for (id, blob) in of_case {
            let sealed = self.seal_photo(claim, after, &blob).await.is_some();
            if let Some(held) = self.on_its_way.held.borrow_mut().iter_mut().find(|held| held.row.id == id) {
                held.on_disk = sealed;
            }
        }
        self.show_attachments();
    }

    async fn seal_photo(&self, claim: &ClaimCode, after: OpId, photo: &Blob) -> Option<()> {
        let sealed = seal_content(claim.clone(), bytes(photo).await?).await.ok()?;
        let length = u64::try_from(sealed.len()).ok()?;
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(sealed.as_slice()))).ok()?;
        let hash = hash(&blob, length).await?;
        let row = SealedPhoto { id: random::uuid(), after, hash, bytes: length, received: None };
        self.storage.keep_sealed_photo(&row, &blob).await.ok()?;
        self.on_its_way.sealed.borrow_mut().push((row, blob));
        Some(())
    }

    /// At the start of a visit: what is still to be sent. What follows no complaint of this kiosk, and what the server has had for
    /// long, goes.
    pub(in crate::browser) async fn read_sealed_photos(self: &Rc<Self>) {
        let Ok(rows) = self.storage.sealed_photos().await else { return };
        let now = crate::device::now().millis();
        let (kept, gone): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(row, _)| {
            let is_old = row.received.is_some_and(|(_, at)| now - at.millis() > KEPT_MS);
            !is_old && self.engine.borrow().row(row.after).is_some()
        });
        let gone: Vec<Uuid> = gone.into_iter().map(|(row, _)| row.id).collect();
        *self.on_its_way.sealed.borrow_mut() = kept;
        if !gone.is_empty() {
            // Where that fails, it is forgotten at the next start.
            let _ = self.storage.forget_attachments(&gone).await;
        }
        self.send_attachments();
    }

    /// How many the server does not have yet, and since when the oldest of them waits.
    pub(in crate::browser) fn waiting_sealed(&self) -> (usize, Option<Moment>) {
        let engine = self.engine.borrow();
        let sealed = self.on_its_way.sealed.borrow();
        let waiting = || sealed.iter().filter(|(row, _)| row.received.is_none());
        let since = waiting().filter_map(|(row, _)| Some(engine.row(row.after)?.queued_at)).min();
        (waiting().count(), since)
    }

    /// The next whose complaint is with the server.
    pub(super) fn next_sealed(&self) -> Option<(SealedPhoto, Blob)> {
        let engine = self.engine.borrow();
        // Before the server's first answer nobody knows whether it is the one that received it.
        let epoch = engine.epoch()?;
        let is_there = |after| matches!(engine.row(after).map(|row| &row.state), Some(RowState::Receipted { .. }));
        let is_received = |row: &SealedPhoto| row.received.is_some_and(|(then, _)| then == epoch);
        let sealed = self.on_its_way.sealed.borrow();
        sealed.iter().find(|(row, _)| !is_received(row) && is_there(row.after)).cloned()
    }

    /// How long to wait, where it may be sent later.
    pub(super) async fn send_sealed(&self, row: SealedPhoto, blob: Blob) -> Result<(), Option<u64>> {
        let id = row.id;
        let epoch = self.engine.borrow().epoch();
        match send(&Authority::Kiosk, row.hash, &blob, row.bytes, |_| {}).await {
            Ok(()) => {
                let row = SealedPhoto { received: epoch.map(|epoch| (epoch, crate::device::now())), ..row };
                // Where that fails, it is sent once more after the next start.
                let _ = self.storage.keep_sealed_photo(&row, &blob).await;
                let mut sealed = self.on_its_way.sealed.borrow_mut();
                if let Some((known, _)) = sealed.iter_mut().find(|(known, _)| known.id == id) {
                    *known = row;
                }
                Ok(())
            }
            Err(Stop::Refused(_)) => {
                self.on_its_way.sealed.borrow_mut().retain(|(known, _)| known.id != id);
                let _ = self.storage.forget_attachments(&[id]).await;
                Ok(())
            }
            Err(Stop::Later(after)) => {
                // The others are not held up by one whose turn has not come.
                let mut sealed = self.on_its_way.sealed.borrow_mut();
                if let Some(place) = sealed.iter().position(|(known, _)| known.id == id) {
                    let last = sealed.remove(place);
                    sealed.push(last);
                }
                Err(after)
            }
        }
    }
}
