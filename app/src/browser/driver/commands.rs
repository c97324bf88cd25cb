//! What a person does on this device: kept first, sent afterwards.

use std::{rc::Rc, time::Duration};
use sync::kinds::case::CasePayload;

use domain::{
    case::{CaseView, Command},
    claim_code::ClaimCode,
    form::check,
    ids::{CaseId, StaffId},
};
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};
use sync::{
    engine::{Event, Failure, Lane, OutboxRow, RowState},
    protocol::{Code, Op, OpId, Problem},
};
use uuid::Uuid;

use super::Driver;
use crate::{
    browser::{random, storage::Filing},
    device::{DraftRow, FileProblem, Saving, StorageProblem},
};

/// Keystrokes within this time share one write; well under the 300 ms promised.
const GATHER: Duration = Duration::from_millis(120);

impl Driver {
    /// Saves a draft soon; what is typed meanwhile goes along.
    pub fn save_draft(self: Rc<Self>, draft: DraftRow) {
        if self.visit.is_some() {
            return self.keep_draft_for_visit(draft);
        }
        self.device.saving.set(Saving::Pending);
        let id = draft.id;
        let already_waiting = self.unsaved.borrow_mut().insert(id, draft).is_some();
        if !already_waiting {
            spawn_local(async move {
                sleep(GATHER).await;
                self.write_draft(id).await;
            });
        }
    }

    /// Saves a draft that came from elsewhere; true once it is on the disk.
    pub(in crate::browser) async fn save_draft_now(self: &Rc<Self>, draft: DraftRow) -> bool {
        let id = draft.id;
        self.unsaved.borrow_mut().insert(id, draft);
        self.write_draft(id).await;
        !self.memory_only.borrow().drafts.contains_key(&id)
    }

    async fn write_draft(self: &Rc<Self>, id: Uuid) {
        let Some(draft) = self.unsaved.borrow_mut().remove(&id) else { return };
        let saving = match self.storage.save_draft(&draft).await {
            Ok(()) => {
                self.memory_only.borrow_mut().drafts.remove(&id);
                self.storage_recovered();
                Saving::Saved(draft.updated_at)
            }
            Err(problem) => {
                self.memory_only.borrow_mut().drafts.insert(id, draft.clone());
                self.storage_refused(problem);
                Saving::Failed(problem)
            }
        };
        self.device.drafts.update(|drafts| {
            drafts.retain(|other| other.id != id);
            drafts.insert(0, draft);
        });
        self.device.saving.set(saving);
        self.wrote();
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// Where the device refuses; the draft is still there.
    pub async fn delete_draft(self: &Rc<Self>, id: Uuid) -> Result<(), StorageProblem> {
        if self.visit.is_some() {
            self.device.drafts.update(|drafts| drafts.retain(|draft| draft.id != id));
            return Ok(());
        }
        self.unsaved.borrow_mut().remove(&id);
        self.storage.delete_draft(id).await?;
        self.detach_all(CaseId(id)).await;
        self.memory_only.borrow_mut().drafts.remove(&id);
        self.device.drafts.update(|drafts| drafts.retain(|draft| draft.id != id));
        self.wrote();
        Ok(())
    }

    /// 「提交」: complaint and operation on the disk in one transaction, then on their way.
    ///
    /// # Errors
    /// [`FileProblem`]; what was typed is still in the draft.
    pub async fn file(self: Rc<Self>, draft: DraftRow) -> Result<CaseId, FileProblem> {
        let notice = self.device.notice.get_untracked().ok_or(FileProblem::NoRules)?;
        let privacy_notice = notice.rules.privacy_notice;
        let (today, area) = (self.device.now().day(), notice.place.area_code);
        let complaint = check(&draft.form, today, privacy_notice, area).map_err(FileProblem::Form)?;
        let claim = random::claim_code().ok_or(FileProblem::Storage(StorageProblem::Failed))?;
        let made_at = crate::device::now();
        // The draft names the case: pressing twice, or in two tabs, files one case.
        let case = CaseId(draft.id);
        let body =
            CasePayload { case, base: None, command: Command::File { form: draft.form.clone(), privacy_notice } };
        let op = Op::on_case(OpId(random::uuid()), self.me, made_at, Some(claim.clone()), &body);
        // They come by themselves; the complaint says which belong to it.
        let op = Op { attachments: self.announced(case), ..op };
        let filing = Filing { case, claim, kind: complaint.kind, goods: complaint.goods, filed_at: made_at };
        if self.visit.is_some() {
            return self.file_sealed(filing, op, draft.id).await;
        }
        self.unsaved.borrow_mut().remove(&draft.id);
        let row = match self.storage.file(&filing, op.clone(), draft.id).await {
            Ok(Some(row)) => {
                self.storage_recovered();
                row
            }
            // Another tab was faster with the same draft.
            Ok(None) => {
                self.reread();
                return Ok(case);
            }
            Err(problem) => {
                // Not on the disk: it can still be sent while the page is open, and the page says so.
                self.storage_refused(problem);
                self.memory_only.borrow_mut().filings.push(filing.clone());
                in_memory(op, Lane::Consumer)
            }
        };
        self.device.drafts.update(|drafts| drafts.retain(|other| other.id != draft.id));
        self.memory_only.borrow_mut().drafts.remove(&draft.id);
        self.clone().queued(row);
        self.add_filing(filing);
        Ok(case)
    }

    /// A consumer's command on a case of this device.
    ///
    /// # Errors
    /// Where the case is not of this device.
    pub async fn act(self: Rc<Self>, case: CaseId, command: Command) -> Result<(), Problem> {
        let found = self.filings.borrow().iter().find(|filing| filing.case == case).map(|filing| filing.claim.clone());
        let claim = found.ok_or_else(|| Code::UnknownClaim.problem())?;
        let base = self.device.mine.with_untracked(|mine| {
            mine.iter().find(|own| own.id == case).and_then(|own| own.view.as_ref().map(|view| view.rev))
        });
        let body = CasePayload { case, base, command };
        let op = Op::on_case(OpId(random::uuid()), self.me, crate::device::now(), Some(claim), &body);
        if self.visit.is_some() {
            return self.queue_sealed(op).await.map_err(|_| Code::Internal.problem());
        }
        self.queue(op, Lane::Consumer).await;
        Ok(())
    }

    /// A command of the member of staff who is signed in. It is on the disk when this returns, or the device has said
    /// that it keeps nothing.
    pub async fn act_as_staff(
        self: Rc<Self>,
        staff: StaffId,
        kind: &'static str,
        payload: String,
        claim: Option<ClaimCode>,
    ) {
        let op = Op::with_payload(OpId(random::uuid()), self.me, crate::device::now(), claim, kind, payload);
        self.queue(op, Lane::Staff { id: staff }).await;
    }

    /// An operation of whoever holds this device. Who may do it says its content; the code beside it opens nothing.
    pub async fn act_as_visitor(self: Rc<Self>, kind: &'static str, payload: String) {
        let Some(claim) = random::claim_code() else { return };
        let op = Op::with_payload(OpId(random::uuid()), self.me, crate::device::now(), Some(claim), kind, payload);
        self.queue(op, Lane::Consumer).await;
    }

    async fn queue(self: Rc<Self>, op: Op, lane: Lane) {
        let row = self.kept(op, lane).await;
        self.clone().queued(row);
        self.wrote();
    }

    /// The operation on the disk, or in memory where the device refuses.
    pub(in crate::browser) async fn kept(self: &Rc<Self>, op: Op, lane: Lane) -> OutboxRow {
        match self.storage.queue(op.clone(), lane).await {
            Ok(row) => {
                self.storage_recovered();
                row
            }
            Err(problem) => {
                self.storage_refused(problem);
                self.memory_only_op(op.id);
                in_memory(op, lane)
            }
        }
    }

    pub(in crate::browser) fn queued(self: Rc<Self>, row: OutboxRow) {
        let op = row.op.id;
        self.clone().dispatch(Event::Queued { row: Box::new(row) });
        self.show_changed(&[op], &[]);
    }

    /// Drops an operation that was refused and that the person has dealt with.
    pub fn dismiss(self: Rc<Self>, op: OpId) {
        self.clone().dispatch(Event::Forget { ops: vec![op] });
        self.show_changed(&[op], &[]);
    }

    /// Looks a case up by its code and follows it from this device.
    ///
    /// # Errors
    /// A [`Problem`] for the person.
    pub async fn track(self: Rc<Self>, code: ClaimCode) -> Result<CaseId, Problem> {
        let own = self.filings.borrow().iter().find(|filing| filing.claim == code).map(|filing| filing.case);
        if let Some(case) = own {
            return Ok(case);
        }
        let answer = self.look_up(&code).await.map_err(|failure| failed(&failure))?;
        let view = answer.changes.into_iter().find_map(|change| change.body.read::<CaseView>());
        let view = view.ok_or_else(|| Code::UnknownClaim.problem())?;
        let filing =
            Filing { case: view.id, claim: code, kind: view.kind, goods: view.goods.clone(), filed_at: view.filed_at };
        if self.visit.is_some() {
            self.add_filing_of_visit(filing);
            return Ok(view.id);
        }
        // Not kept where the device refuses: the case is then followed as long as the page is open.
        if let Err(problem) = self.storage.follow(&filing).await {
            self.storage_refused(problem);
            self.memory_only.borrow_mut().filings.push(filing.clone());
        }
        self.add_filing(filing);
        Ok(view.id)
    }

    /// Takes a case off this device. The server keeps it; the code still opens it anywhere.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn unfollow(self: Rc<Self>, case: CaseId) -> Result<(), StorageProblem> {
        if self.visit.is_some() {
            self.change_filings(|filings| filings.retain(|filing| filing.case != case));
            return Ok(());
        }
        self.storage.unfollow(case).await?;
        self.detach_all(case).await;
        self.memory_only.borrow_mut().filings.retain(|filing| filing.case != case);
        self.change_filings(|filings| filings.retain(|filing| filing.case != case));
        Ok(())
    }
}

/// A row that the device would not keep: it lives as long as the page.
fn in_memory(op: Op, lane: Lane) -> OutboxRow {
    OutboxRow { place: u64::MAX, queued_at: op.made_at, op, lane, state: RowState::Waiting, attempts: 0 }
}

/// What a failed request means for a person.
fn failed(failure: &Failure) -> Problem {
    match failure {
        Failure::Refused { code: Some(code), retry_after, .. } => {
            Problem { retry_after: *retry_after, ..code.problem() }
        }
        Failure::Network | Failure::CaptivePortal => {
            Problem { detail: crate::words::NEEDS_NETWORK.into(), ..Code::TimedOut.problem() }
        }
        Failure::Newer => Code::ProtocolUnknown.problem(),
        Failure::Timeout | Failure::BadAnswer | Failure::Refused { .. } => Code::TimedOut.problem(),
    }
}
