//! A device at a bench: the engine, a clock, and the server's answers written by hand.

use domain::staff::StaffMember;
use domain::{
    case::{Command, Rejection},
    claim_code::{ClaimCode, RANDOM_BYTES},
    form::Draft,
    ids::{CaseId, DeviceId, StaffId},
    moment::Moment,
    role::Role,
};
use sync::kinds::case::CasePayload;
use sync::{
    engine::{
        Effect, Engine, Event, Failure, Identity, Lane, OutboxRow, PersistId, PersistedState, RequestId, RowState,
        ScopeRequest, Status, Timer, Write,
    },
    protocol::{Body, Change, Epoch, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushAnswer, Receipt, ScopeChecksum, Seq},
};
use uuid::Uuid;

pub(crate) const LIFE: Epoch = Epoch(Uuid::from_u128(1));
pub(crate) const NEXT_LIFE: Epoch = Epoch(Uuid::from_u128(2));
pub(crate) const MAI: StaffId = StaffId(Uuid::from_u128(77));
pub(crate) const NOON: i64 = 1_795_406_400_000;

pub(crate) fn op_id(number: u128) -> OpId {
    OpId(Uuid::from_u128(number))
}

pub(crate) fn claim(number: u8) -> ClaimCode {
    ClaimCode::from_random([number; RANDOM_BYTES])
}

fn row(number: u128, case: u128, lane: Lane, command: Command) -> OutboxRow {
    let now = Moment::from_millis(NOON);
    let claim = (lane == Lane::Consumer).then(|| claim(u8::try_from(case).unwrap_or(0)));
    let body = CasePayload { case: CaseId(Uuid::from_u128(case)), base: None, command };
    let op = Op::on_case(op_id(number), DeviceId(Uuid::from_u128(9)), now, claim, &body);
    OutboxRow {
        place: u64::try_from(number).unwrap_or(0),
        op,
        queued_at: now,
        lane,
        state: RowState::Waiting,
        attempts: 0,
    }
}

/// Filing number `case`, as operation of that number.
pub(crate) fn filing(case: u128) -> OutboxRow {
    row(case, case, Lane::Consumer, Command::File { form: Draft::default(), privacy_notice: 1 })
}

pub(crate) fn supplement(number: u128, case: u128) -> OutboxRow {
    row(number, case, Lane::Consumer, Command::Supplement { words: format!("{number}") })
}

pub(crate) fn note(number: u128, case: u128) -> OutboxRow {
    row(number, case, Lane::Staff { id: MAI }, Command::Note { words: format!("{number}"), mentions: Vec::new() })
}

pub(crate) fn long(number: u128, words: usize) -> OutboxRow {
    row(number, number, Lane::Consumer, Command::Supplement { words: "长".repeat(words) })
}

/// An entity of staff's scope, at a revision.
pub(crate) fn member(number: u128, rev: u64, seq: i64) -> Change {
    let id = StaffId(Uuid::from_u128(number));
    let member =
        StaffMember {
            id, name: "接待员".into(), role: Role::Receptionist, on_duty: true, active: true, absent: false
        };
    Change { id: id.to_string(), rev, seq: Seq(seq), body: Body::of(&member) }
}

/// A case of staff's scope, at a revision.
pub(crate) fn case(number: u128, rev: u64, seq: i64) -> Change {
    let id = CaseId(Uuid::from_u128(number));
    let case = serde_json::json!({
        "id": id, "rev": rev, "number": null, "state": "received", "resume_to": null, "first_receiver": null,
        "assignee": null, "filed_at": NOON, "received_at": NOON, "due": null, "object_until": null, "timeline": [],
        "complaint": {
            "kind": "complaint", "merchant": "unsure", "goods": "电饭煲", "goods_kind": "appliance",
            "purchased_on": null, "amount": 32_000, "category": "quality", "facts": "插电不加热，商家不肯退。",
            "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
            "publication_consent": false, "privacy_notice": 1
        }
    });
    let case: domain::case::Case = serde_json::from_value(case).expect("a case");
    Change { id: id.to_string(), rev, seq: Seq(seq), body: Body::of(&case) }
}

pub(crate) fn refused(status: u16, retry_after: Option<u64>) -> Failure {
    let code = sync::protocol::Code::ALL.iter().copied().find(|code| code.status() == status);
    Failure::Refused { status, code, retry_after }
}

pub(crate) struct Bench {
    pub(crate) engine: Engine,
    pub(crate) now: i64,
    pub(crate) life: Epoch,
    /// What was wanted and not answered yet.
    pub(crate) push: Option<(RequestId, Vec<Op>, Lane)>,
    pub(crate) pull: Option<(RequestId, Seq, Option<Epoch>, ScopeRequest)>,
    pub(crate) persist: Option<(PersistId, Vec<Write>)>,
    pub(crate) timers: Vec<(Timer, u64)>,
    pub(crate) status: Option<Status>,
    pub(crate) looked_for_update: u32,
    pub(crate) loads: usize,
}

impl Bench {
    pub(crate) fn started(rows: Vec<OutboxRow>, staff: Option<StaffId>) -> Self {
        let claims = rows.iter().filter_map(|row| row.op.claim.clone()).collect();
        Self::with(PersistedState { rows, ..PersistedState::default() }, Identity { claims, staff }, true)
    }

    pub(crate) fn with(stored: PersistedState, who: Identity, leader: bool) -> Self {
        let engine = Engine::new(7);
        let (push, pull, persist, status) = (None, None, None, None);
        let mut bench = Self {
            engine,
            now: NOON,
            life: LIFE,
            push,
            pull,
            persist,
            timers: Vec::new(),
            status,
            looked_for_update: 0,
            loads: 0,
        };
        bench.tell(Event::Started { stored, who, leader });
        bench
    }

    pub(crate) fn tell(&mut self, event: Event) {
        for effect in self.engine.handle(Moment::from_millis(self.now), event) {
            match effect {
                Effect::Push { request, body, lane } => {
                    assert!(self.push.replace((request, body.ops, lane)).is_none(), "two pushes at once");
                }
                Effect::Pull { request, since, epoch, asking } => {
                    assert!(self.pull.replace((request, since, epoch, asking)).is_none(), "two pulls at once");
                }
                Effect::Persist(id, writes) => {
                    assert!(self.persist.replace((id, writes)).is_none(), "two transactions at once");
                }
                Effect::SetTimer(timer, ms) => {
                    self.timers.retain(|(other, _)| other.purpose != timer.purpose);
                    self.timers.push((timer, ms));
                }
                Effect::LookForUpdate => self.looked_for_update += 1,
                Effect::Show(status) => self.status = Some(status),
                Effect::Load => self.loads += 1,
                Effect::Changed { .. } => {}
            }
        }
    }

    pub(crate) fn queue(&mut self, row: OutboxRow) {
        self.tell(Event::Queued { row: Box::new(row) });
    }

    /// The operations on their way, by number.
    pub(crate) fn sent(&self) -> Vec<u128> {
        self.push.iter().flat_map(|(_, ops, _)| ops.iter().map(|op| op.id.0.as_u128())).collect()
    }

    pub(crate) fn receipts(&self, outcome: impl Fn(&Op) -> Outcome) -> PushAnswer {
        let ops = self.push.as_ref().map(|(_, ops, _)| ops.clone()).unwrap_or_default();
        let receipt = |op: Op| Receipt { op: op.id, hash: op.hash.clone(), seq: Seq(5), outcome: outcome(&op) };
        let receipts = ops.into_iter().map(receipt).collect();
        PushAnswer { protocol: PROTOCOL, epoch: self.life, server_time: Moment::from_millis(NOON), receipts }
    }

    pub(crate) fn answer_push(&mut self, result: Result<PushAnswer, Failure>) {
        let (request, ..) = self.push.take().expect("a push is on its way");
        self.tell(Event::PushAnswered { request, result });
    }

    pub(crate) fn deliver(&mut self) {
        let answer = self.receipts(applied);
        self.answer_push(Ok(answer));
    }

    pub(crate) fn answer_pull(&mut self, result: Result<PullAnswer, Failure>) {
        let (request, ..) = self.pull.take().expect("a pull is on its way");
        self.tell(Event::PullAnswered { request, result });
    }

    /// The whole of the scope at that place, or a first page of it.
    pub(crate) fn page(&self, changes: Vec<Change>, cursor: i64, more: bool, whole: &[Change]) -> PullAnswer {
        let mut sum = ScopeChecksum::default();
        whole.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
        let checksum = (!more).then(|| sum.as_sent());
        let server_time = Moment::from_millis(NOON);
        PullAnswer {
            protocol: PROTOCOL,
            epoch: self.life,
            server_time,
            changes,
            cursor: Seq(cursor),
            more,
            checksum,
            unknown_claims: Vec::new(),
            gone: Vec::new(),
            gone_of: std::collections::BTreeMap::new(),
        }
    }

    pub(crate) fn persisted(&mut self) -> Vec<Write> {
        let (id, writes) = self.persist.take().expect("a transaction is on its way");
        self.tell(Event::Persisted(id));
        writes
    }

    /// Answers what is open until nothing is, with an empty scope.
    pub(crate) fn settle(&mut self) {
        for _ in 0..50 {
            if self.push.is_some() {
                self.deliver();
            } else if self.pull.is_some() {
                let page = self.page(Vec::new(), 9, false, &[]);
                self.answer_pull(Ok(page));
            } else if self.persist.is_some() {
                self.persisted();
            }
        }
    }

    /// Lets the newest timer of the purpose run out.
    pub(crate) fn fire(&mut self, purpose: sync::engine::Purpose) -> u64 {
        let at = self.timers.iter().position(|(timer, _)| timer.purpose == purpose).expect("a timer is set");
        let (timer, ms) = self.timers.remove(at);
        self.now += i64::try_from(ms).unwrap_or(0);
        self.tell(Event::TimerFired(timer));
        ms
    }

    pub(crate) fn state(&self, number: u128) -> RowState {
        self.engine.row(op_id(number)).expect("the row is there").state.clone()
    }

    pub(crate) fn shown(&self) -> sync::engine::State {
        self.status.as_ref().expect("a status was shown").state
    }
}

pub(crate) fn applied(op: &Op) -> Outcome {
    let id = op.target().map_or(Uuid::nil(), |target| target.id);
    Outcome::Applied { id, rev: 2, number: None }
}

pub(crate) fn rejected(_: &Op) -> Outcome {
    let why = Rejection::TooLateToObject;
    Outcome::rejected(&why, why.sentence())
}
