//! The device keeps things again, after it refused: what lives in memory only is written, so that closing the page loses
//! nothing any more.

use std::rc::Rc;

use domain::{case::Command, ids::CaseId};
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use sync::{
    engine::{OutboxRow, RowState},
    protocol::OpId,
};

use super::Driver;
use crate::{browser::storage::Filing, device::StorageProblem};

/// Before the first try while nothing else is written, and the longest pause between two.
const PAUSES: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(10));

impl Driver {
    /// A write was refused: the page says so, and it is tried again until it works.
    pub(in crate::browser) fn storage_refused(self: &Rc<Self>, problem: StorageProblem) {
        let is_first = self.device.storage.get_untracked().is_none();
        self.device.storage.set(Some(problem));
        if is_first {
            let driver = self.clone();
            spawn_local(async move {
                let (mut pause, longest) = PAUSES;
                while driver.device.storage.get_untracked().is_some() {
                    sleep(pause).await;
                    pause = (pause * 2).min(longest);
                    let _ = driver.persist_memory_only().await;
                }
            });
        }
    }

    /// A write was done: the device keeps things again.
    pub(in crate::browser) fn storage_recovered(self: &Rc<Self>) {
        if self.device.storage.get_untracked().is_some() {
            let driver = self.clone();
            spawn_local(async move {
                let _ = driver.persist_memory_only().await;
            });
        }
    }

    /// Writes what is in memory only. Where all of it is on the disk the page stops warning.
    async fn persist_memory_only(self: &Rc<Self>) -> Result<(), StorageProblem> {
        let (filings, drafts, ops) = {
            let memory_only = self.memory_only.borrow();
            (
                memory_only.filings.clone(),
                memory_only.drafts.values().cloned().collect::<Vec<_>>(),
                memory_only.ops.clone(),
            )
        };
        // With nothing to write, writing something harmless tells whether it works.
        self.storage.remember_clock(self.device.clock_offset.get_untracked()).await?;
        for filing in filings {
            match self.filed_by(&filing) {
                Some(row) => drop(self.storage.file(&filing, row.op, filing.case.0).await?),
                // The server has it already, or it was filed elsewhere.
                None => self.storage.follow(&filing).await?,
            }
            self.memory_only.borrow_mut().filings.retain(|own| own.case != filing.case);
        }
        for op in ops {
            let row = self.engine.borrow().row(op).cloned();
            if let Some(row) = row.filter(is_on_its_way) {
                self.storage.queue(row.op, row.lane).await?;
            }
            self.memory_only.borrow_mut().ops.retain(|own| *own != op);
        }
        for draft in drafts {
            self.storage.save_draft(&draft).await?;
            let mut memory_only = self.memory_only.borrow_mut();
            if memory_only.drafts.get(&draft.id).is_some_and(|own| own.updated_at == draft.updated_at) {
                memory_only.drafts.remove(&draft.id);
            }
        }
        self.device.storage.set(None);
        if self.unread.replace(false) {
            self.clone().reread();
        }
        self.show_mine();
        self.wrote();
        Ok(())
    }

    /// The operation that filed a case, while the server has not answered it.
    fn filed_by(&self, filing: &Filing) -> Option<OutboxRow> {
        let engine = self.engine.borrow();
        let files = |row: &&OutboxRow| {
            row.op
                .case_payload()
                .is_some_and(|body| body.case == filing.case && matches!(body.command, Command::File { .. }))
        };
        engine.rows().find(files).filter(|row| is_on_its_way(row)).cloned()
    }

    /// Whether a filing would be lost with the page.
    pub(in crate::browser) fn is_memory_only(&self, case: CaseId, filed_by: Option<OpId>) -> bool {
        let memory_only = self.memory_only.borrow();
        let op = filed_by.is_some_and(|op| memory_only.ops.contains(&op));
        op || memory_only.filings.iter().any(|filing| filing.case == case)
    }

    /// The same, of an operation that is no filing of this device.
    pub(in crate::browser) fn is_memory_only_op(&self, op: OpId) -> bool {
        self.memory_only.borrow().ops.contains(&op)
    }

    /// Remembers an operation that lives in memory only.
    pub(super) fn memory_only_op(&self, op: OpId) {
        self.memory_only.borrow_mut().ops.push(op);
    }
}

fn is_on_its_way(row: &OutboxRow) -> bool {
    !matches!(row.state, RowState::Receipted { .. } | RowState::SetAside { .. })
}
