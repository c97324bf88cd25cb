//! A kiosk's visit. What a visitor writes, files and looks at lives in memory, and goes with the page; on the disk is only what
//! was sealed for the server.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::{claim_code::ClaimCode, ids::CaseId};
use leptos::{prelude::*, task::spawn_local};
use sync::{
    engine::{Event, Lane, OutboxRow, RowState, Write},
    handoff::Handoff,
    protocol::{Op, OpId, Payload},
};
use uuid::Uuid;

use super::Driver;
use crate::{
    browser::{
        kiosk::{NotSealed, seal},
        storage::Filing,
    },
    device::{DraftRow, FileProblem, Saving, StorageProblem},
};

/// So long a sealed operation stays after the server has it: a restored backup may lack it, and then it is offered again.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// What is known of this visit.
#[derive(Debug, Default)]
pub(in crate::browser) struct Visit {
    /// What this visitor did, as it was before it was sealed.
    opened: RefCell<BTreeMap<OpId, Op>>,
    /// Somebody's case was filed or looked up: what is fetched from here on is theirs.
    has_case: Cell<bool>,
}

impl Visit {
    /// What may be written while somebody's case is in sight: operations, which are sealed, and nothing that was fetched.
    pub(super) fn for_the_disk(&self, writes: Vec<Write>) -> Vec<Write> {
        if !self.has_case.get() {
            return writes;
        }
        writes.into_iter().filter(|write| matches!(write, Write::Row(_) | Write::DropRow(_))).collect()
    }
}

impl Driver {
    /// An operation as it was before it was sealed, where this visit made it.
    pub(in crate::browser) fn opened<'a>(&self, op: &'a Op) -> Cow<'a, Op> {
        let known = self.visit.as_ref().and_then(|visit| visit.opened.borrow().get(&op.id).cloned());
        known.map_or(Cow::Borrowed(op), Cow::Owned)
    }

    /// At the start: nothing of anybody is on the disk, and what the server has had for long goes.
    pub(super) fn begin_visit(self: Rc<Self>) {
        if self.visit.is_none() {
            return;
        }
        spawn_local(async move {
            if let Err(problem) = self.forget_visitors().await {
                self.storage_refused(problem);
            }
            let now = crate::device::now();
            let old = |row: &&OutboxRow| {
                matches!(row.state, RowState::Receipted { .. }) && now.millis() - row.queued_at.millis() > KEPT_MS
            };
            let ops: Vec<_> = self.engine.borrow().rows().filter(old).map(|row| row.op.id).collect();
            if !ops.is_empty() {
                self.clone().dispatch(Event::Forget { ops });
            }
            self.read_sealed_photos().await;
        });
    }

    /// Takes drafts and cases off the disk: what was done on this browser before it was a kiosk. Unsent work stays.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn forget_visitors(&self) -> Result<(), StorageProblem> {
        self.storage.forget_visitors().await
    }

    pub(super) fn keep_draft_for_visit(&self, draft: DraftRow) {
        let (id, at) = (draft.id, draft.updated_at);
        self.device.drafts.update(|drafts| {
            drafts.retain(|other| other.id != id);
            drafts.insert(0, draft);
        });
        self.device.saving.set(Saving::Saved(at));
    }

    /// 「提交」 at a kiosk: sealed, then on the disk, then on its way.
    pub(super) async fn file_sealed(
        self: Rc<Self>,
        filing: Filing,
        op: Op,
        draft: Uuid,
    ) -> Result<CaseId, FileProblem> {
        let case = filing.case;
        if self.filings.borrow().iter().any(|own| own.case == case) {
            return Ok(case);
        }
        // Before the complaint: a power cut between them leaves photos that follow nothing, which are forgotten at the next start.
        self.seal_photos(case, &filing.claim, op.id).await;
        self.clone().queue_sealed(op).await.map_err(|NotSealed| FileProblem::Storage(StorageProblem::Failed))?;
        self.device.drafts.update(|drafts| drafts.retain(|other| other.id != draft));
        self.add_filing_of_visit(filing);
        Ok(case)
    }

    /// Only what is sealed reaches the disk.
    pub(super) async fn queue_sealed(self: Rc<Self>, op: Op) -> Result<(), NotSealed> {
        let sealed = seal(op.clone()).await?;
        debug_assert!(matches!(sealed.payload, Payload::Sealed { .. }) && sealed.claim.is_none());
        if let Some(visit) = &self.visit {
            visit.opened.borrow_mut().insert(op.id, op);
        }
        let row = self.kept(sealed, Lane::Consumer).await;
        self.queued(row);
        Ok(())
    }

    /// A filing of this visit that still waits, as a phone delivers it.
    pub fn handoff_of(&self, case: CaseId) -> Option<Handoff> {
        let opened = self.visit.as_ref()?.opened.borrow();
        let begins =
            |op: &&Op| domain::kinds::begins(&op.kind) && op.target().is_some_and(|target| target.id == case.0);
        let filed = opened.values().find(begins)?;
        let engine = self.engine.borrow();
        let row = engine.row(filed.id).filter(|row| row.state == RowState::Waiting)?;
        Some(Handoff { op: row.op.clone(), claim: filed.claim.clone()? })
    }

    /// A case of this visit, filed or looked up.
    pub(super) fn add_filing_of_visit(self: Rc<Self>, filing: Filing) {
        // Before anything of it is asked for.
        if let Some(visit) = &self.visit {
            visit.has_case.set(true);
        }
        self.add_filing(filing);
    }

    /// The codes of a visit whose case the server can have: asking for any other would only count as guessing.
    pub(super) fn claims_of_visit(&self, claims: Vec<ClaimCode>) -> Vec<ClaimCode> {
        let Some(visit) = &self.visit else { return claims };
        let engine = self.engine.borrow();
        let waits = |op: &OpId| engine.row(*op).is_some_and(|row| row.state == RowState::Waiting);
        let opened = visit.opened.borrow();
        let begins = |op: &&Op| domain::kinds::begins(&op.kind) && waits(&op.id);
        let waiting: Vec<_> = opened.values().filter(begins).filter_map(|op| op.claim.clone()).collect();
        claims.into_iter().filter(|claim| !waiting.contains(claim)).collect()
    }
}
