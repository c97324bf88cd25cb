//! Gives a device the newest state of everything it may know that changed after its cursor.

use domain::case::Case;
use domain::claim_code::ClaimCode;
use domain::ids::{CaseId, CaseNumber};
use domain::moment::Moment;
use sync::protocol::{Body, Change, Epoch, MAX_CHANGES, Notice, PROTOCOL, PullAnswer, ScopeChecksum, Seq};

use super::{Inner, Service, ServiceError};
use crate::store::StoreError;
use crate::store::cases::{MerchantRow, Point, Scope, ScopeRead, StaffRow};

/// The one name of the board.
const BOARD: &str = "board";
/// A cursor from the future ends the epoch at most so often: anybody can invent a cursor, and a new epoch makes every
/// device read everything again.
const EPOCH_REST_MS: i64 = 10 * 60_000;

/// What a caller asks for.
#[derive(Clone, Debug)]
pub enum PullScope {
    /// The cases of these claim codes, and the board.
    Claims(Vec<ClaimCode>),
    /// What the contact point works on or ended lately; for staff.
    Staff,
}

impl Service {
    /// The newest state of what changed after `since`. Where `epoch` is not the present one, everything from the start.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn pull(&self, since: Seq, epoch: Option<Epoch>, scope: &PullScope) -> Result<PullAnswer, ServiceError> {
        let inner = &self.inner;
        let asked = match scope {
            PullScope::Claims(codes) => {
                Scope::Claims(codes.iter().map(|code| inner.setting.claim_key.hash(code)).collect())
            }
            PullScope::Staff => Scope::Staff,
        };
        // A cursor of another life says nothing about this one; one from the future nothing about anything.
        let from = move |point: &Point| {
            let foreign = epoch.is_some_and(|epoch| epoch != point.epoch);
            if foreign || since > point.head { Seq(0) } else { since }
        };
        let id = inner.setting.point;
        let mut read = inner.store.read_scope(id, &asked, &from, MAX_CHANGES).await?;
        let now = inner.setting.world.now();
        let restored = epoch == Some(read.point.epoch) && since > read.point.head;
        let rested = now.millis().saturating_sub(read.point.epoch_since.millis()) >= EPOCH_REST_MS;
        if restored && (rested || matches!(scope, PullScope::Staff)) {
            let new = Epoch(inner.setting.world.random_id());
            let begun = inner.store.begin_epoch(id, read.point.epoch, new, now).await?;
            inner.announce(begun.head, Some(begun.epoch));
            read = inner.store.read_scope(id, &asked, &from, MAX_CHANGES).await?;
        }
        Ok(inner.answer(read, &asked, now))
    }

    /// The case of a number, also one that has left the staff's scope; for staff.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn numbered(&self, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        self.inner.store.numbered(self.point(), number).await
    }
}

impl Inner {
    fn answer(&self, read: ScopeRead, scope: &Scope, now: Moment) -> PullAnswer {
        let ScopeRead { point, since, cases, gone, staff, merchants, revisions, unknown_claims } = read;
        let board = Change {
            id: BOARD.to_owned(),
            rev: point.board_rev,
            seq: point.board_seq,
            body: Body::Board(Box::new(Notice::clone(&self.posted().notice))),
        };
        let checksum = revisions.map(|revisions| checksum(&board, &staff, &merchants, &revisions, scope));
        let name_of = |id| staff.iter().find(|row| row.member.id == id).map(|row| row.member.name.clone());
        let of_case = |(seq, case): (Seq, Case)| Change {
            id: case.id.to_string(),
            rev: case.rev,
            seq,
            body: match scope {
                Scope::Claims(_) => Body::CaseView(Box::new(case.for_consumer(name_of))),
                Scope::Staff => Body::Case(Box::new(case)),
            },
        };
        let mut changes: Vec<Change> = cases.into_iter().map(of_case).collect();
        if point.board_seq > since {
            changes.push(board);
        }
        if matches!(scope, Scope::Staff) {
            changes.extend(staff.iter().filter(|row| row.seq > since).map(of_staff));
            changes.extend(merchants.iter().filter(|row| row.seq > since).map(of_merchant));
        }
        changes.sort_by_key(|change| change.seq);
        let more = changes.len() > MAX_CHANGES;
        changes.truncate(MAX_CHANGES);
        let last = changes.last().map_or(since, |change| change.seq);
        let cursor = if more { last } else { point.head };
        // Names only, so they count towards no limit; but none of a place that the cursor has not reached.
        let gone = gone.into_iter().filter(|(seq, _)| *seq <= cursor).map(|(_, case)| case).collect();
        PullAnswer {
            protocol: PROTOCOL,
            epoch: point.epoch,
            server_time: now,
            changes,
            cursor,
            more,
            checksum: if more { None } else { checksum },
            unknown_claims,
            gone,
        }
    }
}

/// By which a device notices that its replica differs.
fn checksum(
    board: &Change,
    staff: &[StaffRow],
    merchants: &[MerchantRow],
    revisions: &[(CaseId, u64)],
    scope: &Scope,
) -> String {
    let mut sum = ScopeChecksum::default();
    sum.toggle(board.body.kind(), &board.id, board.rev);
    let case = match scope {
        Scope::Claims(_) => "case_view",
        Scope::Staff => "case",
    };
    for (id, rev) in revisions {
        sum.toggle(case, &id.to_string(), *rev);
    }
    if matches!(scope, Scope::Staff) {
        for row in staff {
            sum.toggle("staff", &row.member.id.to_string(), row.rev);
        }
        for row in merchants {
            sum.toggle("merchant", &row.account.id.to_string(), row.rev);
        }
    }
    sum.as_sent()
}

fn of_staff(row: &StaffRow) -> Change {
    Change { id: row.member.id.to_string(), rev: row.rev, seq: row.seq, body: Body::Staff(row.member.clone()) }
}

fn of_merchant(row: &MerchantRow) -> Change {
    Change { id: row.account.id.to_string(), rev: row.rev, seq: row.seq, body: Body::Merchant(row.account.clone()) }
}
