//! A contact point in a test: a clock that is set by hand, a few people, and cases.

use domain::{
    calendar::WorkCalendar,
    case::{
        Case, Command, Context, Event, Linked, Proposal, Record, Registration, Rejection, Settlement, Signature,
        SignedWay, begin, decide_linked, evolve, replay,
    },
    form::{AreaCode, Demand, Draft, Field},
    fund::{Ledger, Movement, movement_of},
    ids::{CaseId, CaseNumber, MerchantId, PaymentId, StaffId},
    moment::{Day, Moment},
    money::Yuan,
    role::{Actor, Role},
    rules::Rules,
};
use uuid::Uuid;

pub(crate) const MAI: StaffId = StaffId(Uuid::from_u128(1));
pub(crate) const LIN: StaffId = StaffId(Uuid::from_u128(2));
pub(crate) const ZHOU: StaffId = StaffId(Uuid::from_u128(3));
pub(crate) const SHOP: MerchantId = MerchantId(Uuid::from_u128(70));
pub(crate) const PAYMENT: PaymentId = PaymentId(Uuid::from_u128(80));

pub(crate) const CONSUMER: Actor = Actor::Consumer;
pub(crate) const SERVER: Actor = Actor::Server;
pub(crate) const MERCHANT: Actor = Actor::Merchant;
/// 麦小姐, who receives.
pub(crate) const RECEPTION: Actor = Actor::Staff { id: MAI, role: Role::Receptionist };
/// 林师傅, who mediates.
pub(crate) const MEDIATOR: Actor = Actor::Staff { id: LIN, role: Role::Mediator };
/// 周主管.
pub(crate) const SUPERVISOR: Actor = Actor::Staff { id: ZHOU, role: Role::Supervisor };
pub(crate) const REGULATOR: Actor = Actor::Staff { id: StaffId(Uuid::from_u128(4)), role: Role::Regulator };

pub(crate) fn calendar() -> WorkCalendar {
    serde_json::from_str(include_str!("../../../../server/content/workdays-cn.json")).expect("the calendar reads")
}

pub(crate) fn rules() -> Rules {
    serde_json::from_str(include_str!("../../../../server/content/rules.json")).expect("the rules read")
}

/// `2026-11-23 10:00` in Shanghai.
pub(crate) fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').expect("a day and a time");
    let (hour, minute) = time.split_once(':').expect("hours and minutes");
    Day::parse(day).expect("a day").at(hour.parse().expect("hours"), minute.parse().expect("minutes"))
}

pub(crate) fn shown(moment: Moment) -> String {
    let (hour, minute) = moment.hour_minute();
    format!("{} {hour:02}:{minute:02}", moment.day())
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub(crate) fn yuan(text: &str) -> Yuan {
    Yuan::parse(text).expect("an amount")
}

/// A rice cooker that does not heat: ¥320, filed as `kind`.
pub(crate) fn form(kind: &str, changes: &[(Field, &str)]) -> Draft {
    let mut form = Draft::from_pairs([
        ("kind", kind),
        ("merchant_name", "好味电器"),
        ("goods", "电饭煲"),
        ("goods_kind", "appliance"),
        ("purchased_on", "2025-12-01"),
        ("amount", "320"),
        ("category", "quality"),
        ("facts", "插电不加热，商家不肯退，请帮忙协调。"),
        ("demands", "refund"),
        ("demand_amount", "320"),
        ("name", "王女士"),
        ("phone", "13800138000"),
        ("privacy_consent", "yes"),
    ]);
    for (field, value) in changes {
        form.set(*field, *value);
    }
    form
}

pub(crate) fn settlement(amount: &str, perform_by: &str) -> Box<Settlement> {
    let drawn = |way| (way == SignedWay::OnScreen).then(|| "ab".repeat(32));
    let signed = |name: &str, way| Signature { name: name.into(), way, evidence: drawn(way) };
    Box::new(Settlement {
        performs: vec![Demand::Refund],
        terms: "商家退款，消费者退回商品".into(),
        amount: Some(yuan(amount)),
        perform_by: day(perform_by),
        consumer: signed("王女士", SignedWay::OnScreen),
        merchant: signed("好味电器 陈店长", SignedWay::OnPaper),
    })
}

pub(crate) fn proposal(perform_by: &str) -> Box<Proposal> {
    Box::new(Proposal {
        performs: vec![Demand::Refund],
        terms: "退回商品，退款".into(),
        amount: Some(yuan("300")),
        perform_by: day(perform_by),
    })
}

pub(crate) fn agreement() -> Option<Signature> {
    Some(Signature { name: "王女士".into(), way: SignedWay::OnScreen, evidence: Some("ab".repeat(32)) })
}

/// One case, what happened to it, and the time.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) now: Moment,
    pub(crate) calendar: WorkCalendar,
    pub(crate) rules: Rules,
    pub(crate) on_duty: Option<StaffId>,
    pub(crate) id: CaseId,
    pub(crate) records: Vec<Record>,
    pub(crate) case: Option<Case>,
    /// The deposit pool, which the case's payments move.
    pub(crate) ledger: Ledger,
}

impl Desk {
    /// Nothing has been filed yet.
    pub(crate) fn empty(now: &str) -> Self {
        let id = CaseId(Uuid::from_u128(42));
        let (calendar, rules) = (calendar(), rules());
        let ledger = Ledger::default();
        let mut desk =
            Self { now: at(now), calendar, rules, on_duty: Some(MAI), id, records: Vec::new(), case: None, ledger };
        desk.deposits("10000");
        desk
    }

    /// The merchant pays a deposit in; nothing else is in the pool then.
    pub(crate) fn deposits(&mut self, amount: &str) {
        let deposit = Movement::TakeDeposit { merchant: SHOP, amount: yuan(amount), receipt: "收 1".into() };
        let empty = Ledger::default();
        let transaction = empty.post(&deposit, self.now, SUPERVISOR).expect("taken");
        self.ledger = empty.take(transaction);
    }

    /// 王女士 filed her complaint at that time.
    pub(crate) fn filed(now: &str) -> Self {
        Self::filed_as(now, "complaint", &[])
    }

    pub(crate) fn filed_as(now: &str, kind: &str, changes: &[(Field, &str)]) -> Self {
        let mut desk = Self::empty(now);
        desk.does(CONSUMER, Command::File { form: form(kind, changes), privacy_notice: 1 });
        desk
    }

    pub(crate) fn case(&self) -> &Case {
        self.case.as_ref().expect("filed")
    }

    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        self.now = at(now);
        self
    }

    pub(crate) fn context(&self, by: Actor) -> Context<'_> {
        let number = CaseNumber { year: self.now.day().year(), serial: 42 };
        let registration = Some(Registration { number, first_receiver: self.on_duty });
        let (now, area_code) = (self.now, AreaCode::default());
        Context { now, made_at: now, by, calendar: &self.calendar, rules: &self.rules, area_code, registration }
    }

    pub(crate) fn linked(&self, by: Actor, command: &Command, other: Option<&Case>) -> Result<Linked, Rejection> {
        decide_linked(None, self.case.as_ref(), other, command, &self.context(by))
    }

    /// Somebody does something, and it takes effect.
    #[expect(clippy::needless_pass_by_value, reason = "a story reads better without references")]
    pub(crate) fn does(&mut self, by: Actor, command: Command) -> &mut Self {
        self.tries(by, &command).unwrap_or_else(|why| panic!("{command:?}: {why} ({})", why.sentence().zh));
        self
    }

    /// Somebody tries something.
    pub(crate) fn tries(&mut self, by: Actor, command: &Command) -> Result<(), Rejection> {
        let events = domain::case::decide(self.case.as_ref(), command, &self.context(by))?;
        let mut pool = self.ledger.clone();
        for event in &events {
            let Some((movement, author)) = self.case.as_ref().and_then(|case| movement_of(case, event)) else {
                continue;
            };
            let transaction = pool.post(&movement, self.now, author.unwrap_or(by))?;
            pool = pool.take(transaction);
        }
        // As the server does in one transaction: the event and what it moves, or neither.
        self.ledger = pool;
        self.take(by, events);
        Ok(())
    }

    pub(crate) fn refused(&mut self, by: Actor, command: &Command) -> Rejection {
        let before = self.case.clone();
        let why = self.tries(by, command).expect_err("refused");
        assert_eq!(self.case, before, "a refusal changes nothing");
        let sentence = why.sentence();
        assert!(!sentence.zh.is_empty() && !sentence.en.is_empty(), "{why:?} says nothing");
        why
    }

    /// Takes events as the server does.
    pub(crate) fn take(&mut self, by: Actor, events: Vec<Event>) {
        for event in events {
            let rev = self.case.as_ref().map_or(0, |case| case.rev) + 1;
            let by = if event.is_by_server() { Actor::Server } else { by };
            let record = Record { rev, at: self.now, made_at: self.now, by, event };
            self.case = match self.case.take() {
                None => begin(self.id, &record),
                Some(case) => Some(evolve(case, &record)),
            };
            self.records.push(record);
        }
    }

    /// What is stored reads back, and makes the same case.
    pub(crate) fn replays(&self) {
        let stored = serde_json::to_string(&self.records).expect("serialises");
        let read: Vec<Record> = serde_json::from_str(&stored).expect("reads");
        assert_eq!(replay(self.id, &read).as_ref(), self.case.as_ref());
        let case = serde_json::to_string(self.case()).expect("serialises");
        assert_eq!(&serde_json::from_str::<Case>(&case).expect("reads"), self.case());
    }

    /// What the consumer reads, as one text.
    pub(crate) fn public(&self) -> String {
        serde_json::to_string(&self.case().for_consumer(|_| Some("接待员".into()))).expect("serialises")
    }

    /// Accepted and sent to the merchant at once.
    pub(crate) fn with_merchant(&mut self) -> &mut Self {
        self.does(RECEPTION, Command::Accept);
        self.does(RECEPTION, Command::SendToMerchant { request: "请给消费者退款".into() })
    }

    pub(crate) fn mediating(&mut self) -> &mut Self {
        self.with_merchant();
        self.does(MEDIATOR, Command::StartMediation { consumer_consents: true, merchant_consents: true })
    }

    pub(crate) fn due(&self) -> String {
        self.case().due.map_or_else(|| "none".into(), |due| shown(due.at))
    }
}
