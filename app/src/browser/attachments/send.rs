//! Sends what is on its way, one after the other, from the tab that sends. A photo waits until its case is with the server; the case
//! waits for no photo.

use std::{rc::Rc, time::Duration};

use domain::album::{AlbumName, Pictured};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{
    Held,
    upload::{Authority, Stop, send},
};
use crate::{browser::driver::Driver, desk::SessionState, device::Delivery};

const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// So long one stays after the server has it: a restored backup may lack it, and then it is sent again.
pub(super) const KEPT_MS: i64 = 3 * 24 * 3_600_000;

impl Driver {
    /// Sends what can be sent now, where nobody does already.
    pub(in crate::browser) fn send_attachments(self: &Rc<Self>) {
        self.forget_received();
        let nothing_to_do = || self.next_attachment().is_none() && self.next_sealed().is_none();
        if self.on_its_way.running.get() || !self.is_sender() || nothing_to_do() {
            return;
        }
        self.on_its_way.running.set(true);
        self.on_its_way.again.replace(None);
        let driver = Rc::clone(self);
        spawn_local(async move {
            while driver.is_sender() {
                let sent = if let Some(held) = driver.next_attachment() {
                    driver.send_one(&held).await
                } else if let Some((row, blob)) = driver.next_sealed() {
                    driver.send_sealed(row, blob).await
                } else {
                    break;
                };
                if let Err(after) = sent {
                    driver.send_again(after);
                    break;
                }
                driver.on_its_way.tries.set(0);
            }
            driver.on_its_way.sending.set(None);
            driver.on_its_way.running.set(false);
            driver.show_attachments();
        });
    }

    /// Whatever else happens wakes it: a network that is back, a case that has arrived, a change that came.
    pub(in crate::browser) fn wake_attachments(self: &Rc<Self>) {
        let is_empty = self.on_its_way.held.borrow().is_empty() && self.on_its_way.sealed.borrow().is_empty();
        if is_empty || self.on_its_way.again.borrow().is_some() {
            return;
        }
        self.send_attachments();
    }

    /// At once, whatever was agreed before: the network is back.
    pub(in crate::browser) fn send_attachments_now(self: &Rc<Self>) {
        self.on_its_way.again.replace(None);
        self.on_its_way.tries.set(0);
        self.send_attachments();
    }

    /// The next whose case is with the server.
    fn next_attachment(&self) -> Option<Held> {
        let delivered = |held: &&Held| {
            self.device.mine.with_untracked(|mine| {
                mine.iter().any(|own| own.id == held.row.case && own.delivery == Delivery::Delivered)
            })
        };
        // Under the name of whoever took it down, and of nobody else.
        let signed_in = self.device.desk.session.with_untracked(|session| match session {
            SessionState::SignedIn(member) => Some(member.id),
            _ => None,
        });
        let at_desk = |held: &Held| {
            self.device
                .desk
                .cases
                .with_untracked(|cases| cases.get(&held.row.case).is_some_and(|on_desk| on_desk.case.number.is_some()))
        };
        let is_visit = self.visit.is_some();
        let can_go = |held: &&Held| match held.row.staff {
            // What a visitor adds goes sealed.
            None if is_visit => false,
            None => delivered(held),
            staff if staff != signed_in => false,
            _ => held.row.album.map_or_else(|| at_desk(held), |album| self.is_there(album)),
        };
        let (held, epoch) = (self.on_its_way.held.borrow(), self.engine.borrow().epoch());
        let waits = |held: &&Held| !held.row.is_received(epoch) && held.row.refused.is_none() && held.blob.is_some();
        held.iter().filter(waits).find(can_go).cloned()
    }

    /// What an album is of is with the server: a photo waits for it, and it waits for no photo.
    fn is_there(&self, album: AlbumName) -> bool {
        // By the words of what the server has: the types of staff's kinds are no part of a consumer's download.
        let engine = self.engine.borrow();
        let name = album.id.to_string();
        match album.of {
            Pictured::Merchant => engine.replica().of_kind("merchant_file").any(|file| file.id == name),
            Pictured::Visit => {
                engine.replica().of_kind("inspection").any(|round| round.body.json().as_text().contains(&name))
            }
        }
    }

    /// How long to wait, where it may be sent later.
    async fn send_one(&self, held: &Held) -> Result<(), Option<u64>> {
        let id = held.row.id;
        let Some(blob) = &held.blob else { return Err(None) };
        let authority = match held.row.staff {
            Some(_) => held.row.album.map_or(Authority::Session(held.row.case, held.row.purpose), Authority::Album),
            None => Authority::Claim(self.filing(held.row.case).ok_or(None)?.claim),
        };
        self.arrived(id, 0);
        let sent = send(&authority, held.row.hash, blob, held.row.bytes, |bytes| self.arrived(id, bytes)).await;
        let mut row = held.row.clone();
        match sent {
            Ok(()) => {
                (row.received, row.received_at) = (true, Some(crate::device::now()));
                row.received_in = self.engine.borrow().epoch();
            }
            Err(Stop::Refused(problem)) => row.refused = Some(problem.detail),
            Err(Stop::Later(after)) => return Err(after),
        }
        // What was refused needs no bytes any more.
        let blob = held.blob.as_ref().filter(|_| row.received);
        let on_disk = held.on_disk && self.storage.keep_attachment(&row, blob).await.is_ok();
        if let Some(known) = self.on_its_way.held.borrow_mut().iter_mut().find(|known| known.row.id == id) {
            (known.row, known.on_disk) = (row, on_disk || known.on_disk);
        }
        self.on_its_way.sending.set(None);
        self.show_attachments();
        self.wrote();
        Ok(())
    }

    fn arrived(&self, id: Uuid, bytes: u64) {
        self.on_its_way.sending.set(Some((id, bytes)));
        self.show_attachments();
    }

    fn send_again(self: &Rc<Self>, after: Option<u64>) {
        let tries = self.on_its_way.tries.get();
        self.on_its_way.tries.set(tries + 1);
        let doubled = (FIRST_WAIT * 2_u32.saturating_pow(tries.min(6))).min(LONGEST_WAIT);
        let wait = after.map_or(doubled, |seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
        let driver = Rc::clone(self);
        let again = Timeout::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX), move || {
            driver.on_its_way.again.replace(None);
            driver.send_attachments();
        });
        self.on_its_way.again.replace(Some(again));
    }

    /// What the case has shown for long is the server's now.
    fn forget_received(self: &Rc<Self>) {
        let now = crate::device::now().millis();
        let is_old = |held: &Held| held.row.received_at.is_some_and(|at| now - at.millis() > KEPT_MS);
        let gone = self.received(is_old);
        if gone.is_empty() {
            return;
        }
        let driver = Rc::clone(self);
        spawn_local(async move { driver.forget(&gone).await });
    }

    /// A full device keeps what is new rather than what the server has; whether there was any of that.
    pub(super) async fn make_room(self: &Rc<Self>) -> bool {
        let gone = self.received(|_| true);
        self.forget(&gone).await;
        !gone.is_empty()
    }

    /// Which ones the server has, says the case.
    fn received(&self, which: impl Fn(&Held) -> bool) -> Vec<Uuid> {
        let epoch = self.engine.borrow().epoch();
        let shown = |held: &Held| self.kept_of(held.whose()).iter().any(|kept| kept.was_sent_as(held.row.hash));
        let held = self.on_its_way.held.borrow();
        let gone = held.iter().filter(|held| held.row.is_received(epoch) && which(held) && shown(held));
        gone.map(|held| held.row.id).collect()
    }

    async fn forget(self: &Rc<Self>, gone: &[Uuid]) {
        self.on_its_way.held.borrow_mut().retain(|held| !gone.contains(&held.row.id));
        self.show_attachments();
        // Where that fails, it is forgotten at the next start.
        let _ = self.storage.forget_attachments(gone).await;
        self.wrote();
    }
}
