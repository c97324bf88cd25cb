//! Operations on their way. What staff did is kept sealed: under whose name it waits can be read, what it says cannot.

use domain::ids::StaffId;
use serde::{Deserialize, Serialize};
use sync::{
    engine::{Lane, OutboxRow, RowState},
    protocol::{Op, OpId},
};
use uuid::Uuid;

use super::{
    Result, Storage, Store,
    scope::Scope,
    transaction::{Reading, Writing},
};
use crate::device::StorageProblem;

/// The next place in the outbox.
const NEXT_PLACE: &str = "next-place";

/// An operation of staff, as kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SealedRow {
    sealed: String,
    vault: Uuid,
    op: OpId,
    /// Under whose name it was done.
    staff: StaffId,
    /// It has not been sent.
    waits: bool,
}

/// The outbox as a tab sees it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Those that it can read, in order of queueing.
    pub(super) open: Vec<OutboxRow>,
    /// Those that it cannot.
    pub(super) sealed: Vec<OpId>,
    /// Who did those of them that have not been sent, one for each.
    pub(super) unsent_of: Vec<StaffId>,
}

impl Storage {
    /// Saves an operation.
    ///
    /// # Errors
    /// Where the device refuses; nothing is queued then.
    pub async fn queue(&self, op: Op, lane: Lane) -> Result<OutboxRow> {
        let scope = self.scope();
        let writing = self.write(&[Store::Outbox, Store::Meta]).await?;
        let row = queue(&writing, &scope, op, lane).await?;
        writing.done().await?;
        Ok(row)
    }

    /// Drops what staff did and what the server has: nobody will open this device any more.
    ///
    /// # Errors
    /// Where the device refuses.
    pub(super) async fn drop_sent(&self, writing: &Writing) -> Result<()> {
        let sealed = writing.texts(Store::Outbox).await?;
        let sent = sealed.iter().filter_map(|text| sync::read_json::<SealedRow>(text).ok()).filter(|row| !row.waits);
        for row in sent {
            writing.delete(Store::Outbox, &row.op.to_string())?;
        }
        Ok(())
    }

    /// Seals what an earlier version kept as it was.
    ///
    /// # Errors
    /// Where the device refuses; it is then as it was.
    pub async fn seal_rows(&self, scope: &Scope) -> Result<()> {
        let writing = self.write(&[Store::Outbox]).await?;
        let open = |text: &String| sync::read_json::<OutboxRow>(text).ok();
        let rows: Vec<_> = writing.texts(Store::Outbox).await?.iter().filter_map(open).collect();
        for row in rows.iter().filter(|row| matches!(row.lane, Lane::Staff { .. })) {
            put(&writing, scope, row)?;
        }
        writing.done().await
    }
}

/// Gives the operation the next place. Two tabs cannot take the same one: their transactions on the store take turns.
pub(super) async fn queue(writing: &Writing, scope: &Scope, op: Op, lane: Lane) -> Result<OutboxRow> {
    let place: u64 = writing.get(Store::Meta, NEXT_PLACE).await?.unwrap_or_default();
    let row = OutboxRow { place, queued_at: op.made_at, op, lane, state: RowState::Waiting, attempts: 0 };
    if !put(writing, scope, &row)? {
        return Err(StorageProblem::Failed);
    }
    writing.put(Store::Meta, NEXT_PLACE, &(place + 1))?;
    Ok(row)
}

/// Keeps a row. False where it is of staff and this tab is locked.
pub(super) fn put(writing: &Writing, scope: &Scope, row: &OutboxRow) -> Result<bool> {
    let op = row.op.id;
    let Lane::Staff { id: staff } = row.lane else {
        return writing.put(Store::Outbox, &op.to_string(), row).map(|()| true);
    };
    let Some(seal) = scope.seal() else { return Ok(false) };
    let text = serde_json::to_string(row).map_err(|_| StorageProblem::Failed)?;
    let sealed = seal.seal(&place(op), &text).ok_or(StorageProblem::Failed)?;
    let waits = row.state == RowState::Waiting;
    let row = SealedRow { sealed, vault: seal.vault(), op, staff, waits };
    writing.put(Store::Outbox, &op.to_string(), &row).map(|()| true)
}

/// Every row.
pub(super) async fn rows(reading: &Reading, scope: &Scope) -> Result<Rows> {
    let mut rows = Rows::default();
    for text in reading.texts(Store::Outbox).await? {
        if let Ok(row) = sync::read_json::<SealedRow>(&text) {
            match opened(&row, scope) {
                Some(open) => rows.open.push(open),
                None => {
                    rows.sealed.push(row.op);
                    rows.unsent_of.extend(row.waits.then_some(row.staff));
                }
            }
        } else if let Ok(row) = sync::read_json(&text) {
            rows.open.push(row);
        }
    }
    rows.open.sort_by_key(|row| row.place);
    Ok(rows)
}

fn opened(row: &SealedRow, scope: &Scope) -> Option<OutboxRow> {
    let seal = scope.seal().filter(|seal| seal.vault() == row.vault)?;
    sync::read_json(&seal.open(&place(row.op), &row.sealed)?).ok()
}

fn place(op: OpId) -> String {
    format!("outbox/{op}")
}
