//! A faithful server in memory: the domain decides, every operation is stored once with its receipt.

use domain::staff::StaffMember;
use domain::{
    calendar::WorkCalendar,
    case::{
        Case, CaseView, Command, Context, Event, FollowUp, Record, Registration, Rejection, begin, decide_linked,
        evolve, follow_ups,
    },
    claim_code::ClaimCode,
    form::AreaCode,
    ids::{CaseId, CaseNumber, StaffId},
    moment::Moment,
    role::{Actor, Role},
    rules::Rules,
};
use std::collections::BTreeMap;
use sync::{
    engine::{Failure, ScopeRequest},
    protocol::{
        Body, Change, Code, Epoch, Op, OpId, Outcome, PROTOCOL, PayloadHash, PullAnswer, PushAnswer, PushRequest,
        Receipt, ScopeChecksum, Seq,
    },
};

use crate::{
    fault::Fault,
    rng::Rng,
    under_test::{Crash, ServerUnderTest},
};

/// Small, so that nearly every pull has several pages.
const PAGE: usize = 3;

#[derive(Clone, Debug)]
struct PersistedState {
    case: Case,
    claim: Option<ClaimCode>,
    seq: Seq,
}

#[derive(Clone, Debug)]
pub(crate) struct Data {
    cases: BTreeMap<CaseId, PersistedState>,
    ops: BTreeMap<OpId, (PayloadHash, Receipt)>,
    order: Vec<(Seq, OpId)>,
    seq: i64,
    last_number: u32,
}

#[derive(Debug)]
pub(crate) struct Model {
    data: Data,
    epoch: Epoch,
    rng: Rng,
    staff: Vec<(StaffId, Role)>,
    calendar: WorkCalendar,
    rules: Rules,
    fault: Fault,
}

impl Model {
    pub(crate) fn new(seed: u64, staff: Vec<(StaffId, Role)>, fault: Fault) -> Self {
        let mut rng = Rng::new(seed ^ 0x5E11);
        let rules =
            serde_json::from_str(include_str!("../../../../server/content/rules.json")).expect("the rules read");
        let data = Data { cases: BTreeMap::new(), ops: BTreeMap::new(), order: Vec::new(), seq: 0, last_number: 0 };
        Self { data, epoch: Epoch(rng.uuid(1)), rng, staff, calendar: WorkCalendar::default(), rules, fault }
    }

    fn take(&mut self, now: Moment, sent_at: Moment, by: Actor, op: &Op) -> Receipt {
        let known = self.data.ops.get(&op.id).cloned();
        if let Some((hash, receipt)) = &known
            && self.fault != Fault::ForgetsReceipts
        {
            if *hash == op.hash {
                return receipt.clone();
            }
            return self.quarantined(op, Code::OpReused);
        }
        if op.payload.hash() != op.hash {
            return self.quarantined(op, Code::HashMismatch);
        }
        self.data.seq += 1;
        let seq = match self.fault {
            Fault::PlacesOutOfOrder if self.data.seq % 5 == 0 => Seq(self.data.seq - 4),
            _ => Seq(self.data.seq),
        };
        let outcome = self.decide(now, sent_at, by, op, seq);
        let receipt = Receipt { op: op.id, hash: op.hash.clone(), seq, outcome };
        self.data.ops.insert(op.id, (op.hash.clone(), receipt.clone()));
        if known.is_none() {
            self.data.order.push((seq, op.id));
        }
        receipt
    }

    fn quarantined(&self, op: &Op, code: Code) -> Receipt {
        let outcome = Outcome::Quarantined { code: code.as_str().to_owned(), detail: code.sentence().into() };
        Receipt { op: op.id, hash: op.hash.clone(), seq: Seq(self.data.seq), outcome }
    }

    fn decide(&mut self, now: Moment, sent_at: Moment, by: Actor, op: &Op, seq: Seq) -> Outcome {
        let Some(body) = op.case_payload() else { return Outcome::Unsupported { kind: op.kind.clone() } };
        let stored = self.data.cases.get(&body.case);
        let stranger = by == Actor::Consumer && stored.is_some_and(|s| s.claim != op.claim);
        if stranger {
            return rejected(&Rejection::NoSuchCase);
        }
        let made_at = Moment::from_millis(op.made_at.millis() + now.millis() - sent_at.millis()).min(now);
        let number = CaseNumber { year: now.day().year(), serial: self.data.last_number + 1 };
        let registration = Some(Registration { number, first_receiver: self.staff.first().map(|s| s.0) });
        let (calendar, rules, area_code) = (&self.calendar, &self.rules, AreaCode::default());
        let context = Context { now, made_at, by, calendar, rules, area_code, registration };
        let before = stored.map(|s| s.case.clone());
        let claim = stored.map_or_else(|| op.claim.clone(), |s| s.claim.clone());
        let other = body.command.other_case().and_then(|other| self.data.cases.get(&other)).map(|s| s.case.clone());
        let decided = decide_linked(body.base, before.as_ref(), other.as_ref(), &body.command, &context);
        let linked = match decided {
            Ok(linked) => linked,
            Err(why) => {
                let attempt =
                    Event::Refused { action: body.command.action(), code: why.code().to_owned(), written: None };
                if let Some(case) =
                    continued(body.case, before.as_ref(), vec![attempt], &context).filter(|_| before.is_some())
                {
                    self.data.cases.insert(body.case, PersistedState { case, claim, seq });
                }
                return rejected(&why);
            }
        };
        let Some(after) = continued(body.case, before.as_ref(), linked.here, &context) else {
            return Outcome::Unsupported { kind: op.kind.clone() };
        };
        let told = before.as_ref().map(|before| follow_ups(before.state, &after)).unwrap_or_default();
        let mut there = Vec::new();
        for FollowUp { case: id, events } in linked.there.into_iter().chain(told) {
            let known = self.data.cases.get(&id).cloned();
            let claim = known.as_ref().and_then(|stored| stored.claim.clone());
            if let Some(case) = continued(id, known.as_ref().map(|stored| &stored.case), events, &context) {
                there.push((id, case, claim));
            }
        }
        if matches!(body.command, Command::File { .. } | Command::SplitReport { .. }) {
            self.data.last_number += 1;
        }
        let outcome = Outcome::Applied { id: after.id.0, rev: after.rev, number: after.number };
        self.data.cases.insert(body.case, PersistedState { case: after, claim, seq });
        for (id, case, claim) in there {
            // Devices fetch by the place: no two cases share one.
            self.data.seq += 1;
            self.data.cases.insert(id, PersistedState { case, claim, seq: Seq(self.data.seq) });
        }
        outcome
    }

    fn scope(&self, asking: &ScopeRequest) -> Vec<Change> {
        let name = |id: StaffId| Some(format!("接待员 {id}"));
        let cases = self.data.cases.values().filter(|stored| match asking {
            ScopeRequest::Staff(_) => true,
            ScopeRequest::Claims(claims) => stored.claim.as_ref().is_some_and(|claim| claims.contains(claim)),
        });
        let mut changes: Vec<_> = cases
            .map(|stored| {
                let case = stored.case.clone();
                let view: CaseView = case.for_consumer(name);
                let body = match asking {
                    ScopeRequest::Staff(_) => Body::of(&case),
                    ScopeRequest::Claims(_) => Body::of(&view),
                };
                Change { id: stored.case.id.to_string(), rev: stored.case.rev, seq: stored.seq, body }
            })
            .collect();
        if matches!(asking, ScopeRequest::Staff(_)) {
            changes.extend(self.staff.iter().map(|&(id, role)| {
                let member = StaffMember {
                    id,
                    name: name(id).unwrap_or_default(),
                    role,
                    on_duty: true,
                    active: true,
                    absent: false,
                };
                Change { id: id.to_string(), rev: 1, seq: Seq(0), body: Body::of(&member) }
            }));
        }
        changes.sort_by_key(|change| change.seq);
        changes
    }
}

fn rejected(why: &Rejection) -> Outcome {
    Outcome::rejected(why, why.sentence())
}

/// A case with these events behind it.
fn continued(id: CaseId, before: Option<&Case>, events: Vec<Event>, context: &Context<'_>) -> Option<Case> {
    let mut case = before.cloned();
    for event in events {
        let rev = case.as_ref().map_or(1, |c| c.rev + 1);
        let by = if event.is_by_server() { Actor::Server } else { context.by };
        let record = Record { rev, at: context.now, made_at: context.made_at, by, event };
        case = match case {
            None => begin(id, &record),
            Some(case) => Some(evolve(case, &record)),
        };
    }
    case
}

impl ServerUnderTest for Model {
    type Backup = Data;

    fn push(
        &mut self,
        now: Moment,
        by: Option<StaffId>,
        request: &PushRequest,
        crash: Crash,
    ) -> Result<PushAnswer, Failure> {
        let role = |id| self.staff.iter().find(|(of, _)| *of == id).map(|(_, role)| *role);
        let by = match by {
            None => Actor::Consumer,
            Some(id) => Actor::Staff { id, role: role(id).ok_or_else(|| Failure::from(Code::SignInNeeded.problem()))? },
        };
        let mut receipts = Vec::new();
        for (done, op) in request.ops.iter().enumerate() {
            if crash == Crash::After(done) {
                if self.fault != Fault::AnswersBeforeStoring {
                    return Err(Failure::Network);
                }
                let before = self.data.clone();
                receipts.extend(request.ops[done..].iter().map(|op| self.take(now, request.sent_at, by, op)));
                self.data = before;
                break;
            }
            receipts.push(self.take(now, request.sent_at, by, op));
        }
        if crash == Crash::After(request.ops.len()) {
            return Err(Failure::Network);
        }
        Ok(PushAnswer { protocol: PROTOCOL, epoch: self.epoch, server_time: now, receipts })
    }

    fn pull(
        &mut self,
        now: Moment,
        since: Seq,
        epoch: Option<Epoch>,
        asking: &ScopeRequest,
    ) -> Result<PullAnswer, Failure> {
        let since = if epoch.is_none_or(|epoch| epoch == self.epoch) { since } else { Seq(0) };
        let all = self.scope(asking);
        let mut checksum = ScopeChecksum::default();
        all.iter().for_each(|change| checksum.toggle(change.body.kind(), &change.id, change.rev));
        let mut changes: Vec<_> = all.into_iter().filter(|c| c.seq > since || since == Seq(0)).collect();
        let more = changes.len() > PAGE;
        if more {
            // A page never ends within one place.
            let last = changes[PAGE - 1].seq.max(Seq(1));
            changes.retain(|change| change.seq <= last);
        }
        let cursor = if more { changes.last().map_or(since, |c| c.seq.max(Seq(1))) } else { Seq(self.data.seq) };
        let checksum = (!more).then(|| checksum.as_sent());
        Ok(PullAnswer {
            protocol: PROTOCOL,
            epoch: self.epoch,
            server_time: now,
            changes,
            cursor,
            more,
            checksum,
            unknown_claims: Vec::new(),
            gone: Vec::new(),
            gone_of: BTreeMap::new(),
        })
    }

    fn backup(&mut self) -> Data {
        self.data.clone()
    }

    fn restore(&mut self, backup: &Data) {
        self.data = backup.clone();
        if self.fault != Fault::KeepsEpoch {
            self.epoch = Epoch(self.rng.uuid(2));
        }
    }

    fn places(&mut self) -> (Epoch, Vec<(Seq, OpId)>) {
        (self.epoch, self.data.order.clone())
    }

    fn cases(&mut self) -> Vec<Case> {
        self.data.cases.values().map(|stored| stored.case.clone()).collect()
    }
}
