//! Decides a batch under the contact point's lock. All is done in memory: an operation that fails leaves nothing behind,
//! and what succeeds is written by a few statements.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::case::{Case, Command, Event};
use domain::clock::next_warning;
use domain::fund::{Account, Transaction};
use domain::ids::{CaseId, MerchantId};
use domain::moment::Moment;
use domain::money::Yuan;
use domain::role::Actor;
use domain::words::Bilingual;
use sync::protocol::{Code, MerchantAccount, Outcome, PayloadHash, Receipt, Seq};

use super::Caller;
use super::assign;
use super::decide::{Known, Verdict, actor, decided, verdict};
use super::prepared::{Body, Prepared};
use crate::content::Content;
use crate::store::cases::{
    ChangedCase, Changes, Found, MerchantRow, NewEvent, NewOp, NewQuarantine, NewTransaction, StoredReceipt, Wanted,
    WorkChange,
};

/// A case whose clocks were looked at is not looked at again before that.
const LOOK_AGAIN_MS: i64 = 1_000;

/// What must be known before these operations are decided.
pub(super) fn wanted<'a>(ops: impl Iterator<Item = &'a Prepared>, now: Moment) -> Wanted {
    let mut wanted = Wanted::default();
    for op in ops {
        wanted.ops.push(op.id);
        wanted.claims.extend(op.claim);
        let Some(payload) = op.case() else { continue };
        wanted.cases.push(payload.case);
        wanted.cases.extend(payload.command.other_case());
        if let Command::PayInAdvance { merchant, .. } = &payload.command {
            wanted.merchants.extend(*merchant);
        }
        wanted.on_duty |= payload.command.gives_to().is_some();
        if matches!(payload.command, Command::File { .. } | Command::SplitReport { .. }) {
            wanted.filing_in = Some(now.day().year());
        }
    }
    wanted
}

/// What goes with these cases and is not known yet: those that go on in them, those in which they go on, and the
/// money of those that were paid in advance.
pub(super) fn wanted_with(found: &Found) -> Wanted {
    let with = found.cases.values().flat_map(|case| case.duplicates.iter().copied().chain(case.merged_into));
    let mut cases: Vec<CaseId> = with.filter(|case| !found.cases.contains_key(case)).collect();
    cases.sort_unstable();
    cases.dedup();
    let paid = found.cases.values().flat_map(|case| case.payments.iter().map(|payment| payment.merchant));
    let mut merchants: Vec<MerchantId> = paid.filter(|merchant| !found.merchants.contains_key(merchant)).collect();
    merchants.sort_unstable();
    merchants.dedup();
    Wanted { cases, merchants, ..Wanted::default() }
}

/// A batch on its way.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    content: &'a Content,
    now: Moment,
    found: Found,
    changes: Changes,
}

impl<'a> Batch<'a> {
    pub(super) fn new(content: &'a Content, now: Moment, head: Seq, found: Found) -> Self {
        Self { content, now, found, changes: Changes { head, ..Changes::default() } }
    }

    pub(super) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Decides one operation, or finds what was decided before.
    pub(super) fn receipt(&mut self, op: &Prepared) -> Receipt {
        if let Body::Damaged(code) = op.body {
            return self.set_aside(op, code);
        }
        match self.found.receipts.get(&op.id) {
            Some(stored) if stored.hash != op.hash => return self.set_aside(op, Code::OpReused),
            Some(stored) if !can_be_decided_now(stored, op) || op.is_orphaned() => return told(op, stored),
            _ => {}
        }
        let verdict = self.verdict(op);
        self.take(op, verdict)
    }

    /// Decides what the server does by itself. False where the rules refuse it: then it leaves no trace.
    pub(super) fn by_server(&mut self, op: &Prepared) -> bool {
        let Body::Case(payload) = &op.body else { return false };
        let known = Known { found: &self.found, content: self.content, now: self.now };
        let verdict = decided(op, payload, &known, Actor::Server, self.found.cases.get(&payload.case));
        let applied = matches!(verdict.outcome, Outcome::Applied { .. });
        if applied {
            self.take(op, verdict);
        }
        applied
    }

    fn verdict(&self, op: &Prepared) -> Verdict {
        let undecided = |outcome| Verdict {
            actor: Actor::Server,
            outcome,
            changed: Vec::new(),
            money: Vec::new(),
            new_claim: None,
            number: None,
        };
        if let Caller::Former { why, .. } = op.caller {
            return Verdict { actor: actor(op), ..undecided(quarantined(why)) };
        }
        match &op.body {
            Body::Case(payload) => {
                let known = Known { found: &self.found, content: self.content, now: self.now };
                // A fault of ours in one operation must not hold up the rest of the queue for ever.
                let decided = catch_unwind(AssertUnwindSafe(|| verdict(op, payload, &known)));
                decided.unwrap_or_else(|_| undecided(quarantined(Code::Internal)))
            }
            Body::Unsupported => undecided(Outcome::Unsupported { kind: op.kind.clone() }),
            Body::Malformed(code) | Body::Damaged(code) => undecided(quarantined(*code)),
        }
    }

    /// Keeps what came beside what has that name already.
    fn set_aside(&mut self, op: &Prepared, code: Code) -> Receipt {
        let key = (op.id, op.hash.clone());
        if let Some(stored) = self.found.quarantined.get(&key) {
            return told(op, stored);
        }
        let stored = StoredReceipt { hash: op.hash.clone(), seq: self.next_seq(), outcome: quarantined(code) };
        self.changes.quarantined.push(NewQuarantine {
            op: op.id,
            hash: op.hash.clone(),
            seq: stored.seq,
            kind: op.kind.clone(),
            made_at: op.made_at,
            received_at: self.now,
            payload: op.payload.clone(),
            outcome: stored.outcome.clone(),
        });
        let receipt = told(op, &stored);
        self.found.quarantined.insert(key, stored);
        receipt
    }

    fn take(&mut self, op: &Prepared, verdict: Verdict) -> Receipt {
        let seq = self.next_seq();
        let Verdict { actor, outcome, changed, money, new_claim, number } = verdict;
        let case = op.case().map(|payload| payload.case);
        for (place, (after, records)) in changed.into_iter().enumerate() {
            // Devices fetch by the place: no two cases share one.
            let seq = if place == 0 { seq } else { self.next_seq() };
            let event = |record| NewEvent { case: after.id, record, made_at_claimed: op.made_at, seq, op: op.id };
            self.changes.events.extend(records.into_iter().map(event));
            self.change(after, seq);
        }
        for transaction in money {
            self.post(transaction);
        }
        if let (Some(claim), Some(case)) = (new_claim, case) {
            self.changes.claims.push((claim, case));
            self.found.claims.insert(claim, case);
        }
        if let Some(number) = number {
            self.found.last_serial = number.serial;
            self.changes.last_number = Some(number);
        }
        let stored = StoredReceipt { hash: op.hash.clone(), seq, outcome: outcome.clone() };
        let receipt = told(op, &stored);
        self.found.receipts.insert(op.id, stored);
        // The events hold what took effect; of anything else nothing but this is left.
        let kept_payload = (!matches!(outcome, Outcome::Applied { .. })).then(|| op.payload.clone());
        self.changes.ops.push(NewOp {
            id: op.id,
            hash: op.hash.clone(),
            kind: op.kind.clone(),
            device: op.device,
            made_at: op.made_at,
            sent_at: op.sent_at,
            received_at: self.now,
            seq,
            actor,
            case,
            outcome,
            kept_payload,
            attachments: op.attachments.clone(),
        });
        receipt
    }

    fn change(&mut self, after: Case, seq: Seq) {
        let id: CaseId = after.id;
        let before = self.found.cases.get(&id);
        let holder = |case: &Case| case.assignee.filter(|_| !case.state.is_final() && case.merged_into.is_none());
        let (held, holds) = (before.and_then(holder), holder(&after));
        let given = after.first_receiver.filter(|_| before.is_none_or(|case| case.first_receiver.is_none()));
        let mut work = |staff, more: i64, assigned: Seq| {
            let change: &mut WorkChange = self.changes.work.entry(staff).or_default();
            change.open_cases += more;
            change.last_assigned = change.last_assigned.max(assigned);
            assign::note(&mut self.found.on_duty, staff, more, assigned);
        };
        if held != holds {
            if let Some(staff) = held {
                work(staff, -1, Seq(0));
            }
            if let Some(staff) = holds {
                work(staff, 1, Seq(0));
            }
        }
        if let Some(staff) = given {
            work(staff, 0, seq);
        }
        let closed_at = closed_at(&after);
        let warn_at = self.warn_at(&after);
        self.changes.cases.insert(id, ChangedCase { case: after.clone(), seq, closed_at, warn_at });
        self.found.cases.insert(id, after);
    }

    /// Opens the account of a merchant.
    pub(super) fn open_account(&mut self, id: MerchantId, name: String) -> MerchantAccount {
        let account = MerchantAccount { id, name, deposit: Yuan::ZERO, owed: Yuan::ZERO };
        let row = MerchantRow { account: account.clone(), rev: 1, seq: self.next_seq() };
        self.changes.merchants.insert(id, row);
        account
    }

    /// Takes a transaction into the ledger; what the merchant's account stands at follows.
    pub(super) fn post(&mut self, transaction: Transaction) {
        let seq = self.next_seq();
        let merchant = transaction.merchant();
        self.found.ledger.transactions.push(transaction.clone());
        if let Some(row) = merchant.and_then(|merchant| self.found.merchants.get_mut(&merchant)) {
            let id = row.account.id;
            let deposit = self.found.ledger.balance(Account::Deposit(id)).fen();
            row.account.deposit = Yuan::from_fen(deposit.saturating_neg());
            row.account.owed = self.found.ledger.balance(Account::Receivable(id));
            row.rev += 1;
            row.seq = seq;
            self.changes.merchants.insert(id, row.clone());
        }
        self.changes.money.push(NewTransaction { transaction, seq });
    }

    /// When somebody must next be told that a clock of the case runs out.
    pub(super) fn warn_at(&self, case: &Case) -> Option<Moment> {
        next_warning(case, &self.content.calendar, &self.content.rules, self.now).map(|warning| warning.at)
    }

    /// Notes when the clocks of a case to which nothing happened are to be looked at next.
    pub(super) fn reschedule_warning(&mut self, case: CaseId) {
        let Some(found) = self.found.cases.get(&case).filter(|_| !self.changes.cases.contains_key(&case)) else {
            return;
        };
        // Should a warning be refused that is due, it is not asked for again at once and for ever.
        let later = Moment::from_millis(self.now.millis().saturating_add(LOOK_AGAIN_MS));
        let warn_at = self.warn_at(found).map(|at| at.max(later));
        self.changes.warn_rescheduled.push((case, warn_at));
    }

    fn next_seq(&mut self) -> Seq {
        self.changes.head = Seq(self.changes.head.0 + 1);
        self.changes.head
    }
}

/// Since when nobody has to do anything; what goes on in another case ends with that. Who applies for the seller's name after mediation failed waits for an answer,
/// however long ago that was.
fn closed_at(case: &Case) -> Option<Moment> {
    if case.seller_info_is_asked() {
        return None;
    }
    if case.merged_into.is_some() {
        let since = case.timeline.iter().rev().take_while(|entry| !matches!(entry.event, Some(Event::Merged { .. })));
        let mut ended = since.filter(|entry| matches!(entry.event, Some(Event::MergedCaseEnded { .. })));
        return ended.next().map(|entry| entry.at);
    }
    let ended = case.timeline.iter().rev().take_while(|entry| entry.state.is_final());
    ended.last().map(|entry| entry.at)
}

/// What was kept because its kind was unknown is decided once the kind is known.
fn can_be_decided_now(stored: &StoredReceipt, op: &Prepared) -> bool {
    matches!(stored.outcome, Outcome::Unsupported { .. }) && !matches!(op.body, Body::Unsupported)
}

fn told(op: &Prepared, stored: &StoredReceipt) -> Receipt {
    let hash: PayloadHash = stored.hash.clone();
    Receipt { op: op.id, hash, seq: stored.seq, outcome: stored.outcome.clone() }
}

fn quarantined(code: Code) -> Outcome {
    Outcome::Quarantined { code: code.as_str().to_owned(), detail: Bilingual::from(code.sentence()) }
}
