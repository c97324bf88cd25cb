//! The mall while its story is told: what is planned happens in the order of time, and every morning what falls due by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::{Case, Command};
use domain::claim_code::ClaimCode;
use domain::ids::{CaseId, DeviceId, MerchantId};
use domain::kind::EventSourced;
use domain::merchant::MerchantFile;
use domain::moment::{Day, Moment};
use domain::role::Role;
use domain::staff::StaffMember;
use sync::kinds::case::CasePayload;
use sync::protocol::{EntityPayload, MAX_OPS, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

use super::acts::Act;
use super::cases::SampleCase;
use super::dice::Dice;
use super::goods::{Deed as OfGoods, SampleGoods};
use super::merchants::{Deed, SampleMerchant};
use super::order::Deed as OfOrder;
use super::publications::Deed as OfPublication;
use super::trainings::Deed as OfTraining;
use super::world::SampleWorld;
use super::{Place, SampleError, Story, Told, acts, goods, merchants, order, publications, trainings};
use crate::accounts::{Accounts, SessionTimes, Surroundings};
use crate::service::{Caller, Service, Setting, World};
use crate::store::Store;
use crate::store::entities::{Entity, EntityKey, Wanted};

/// In the morning, before anybody is there.
const MORNING: (u8, u8) = (8, 30);
/// When people are at their desks.
const HOURS: (u8, u8) = (9, 17);
/// A verification is due after half a year: a shorter story has nothing overdue in it.
const FEWEST_MONTHS: u32 = 8;
/// The mall opens so long before the first case.
const BEFORE_CASES_DAYS: i64 = 35;

/// What happens next to one of them.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Merchant(usize, Deed),
    Case(usize, Act),
    Goods(OfGoods),
    Order(OfOrder),
    Publication(OfPublication),
    Training(OfTraining),
}

pub(super) struct Mall {
    pub(super) story: Story,
    pub(super) service: Service,
    pub(super) accounts: Accounts,
    pub(super) dice: Dice,
    /// What goods, rounds and publications throw changes nothing for merchants and cases.
    other_dice: Dice,
    pub(super) staff: Vec<StaffMember>,
    pub(super) merchants: Vec<SampleMerchant>,
    pub(super) cases: Vec<SampleCase>,
    pub(super) goods: Vec<SampleGoods>,
    world: Arc<SampleWorld>,
    /// By time, and by when it was planned.
    agenda: BTreeMap<(Moment, u64), Step>,
    planned: u64,
    operations: usize,
}

impl Mall {
    pub(super) async fn open(story: Story, place: Place, store: Arc<dyn Store>) -> Result<Self, SampleError> {
        let Place { point, name, claim_key, seal_keys, content } = place;
        let months = i32::try_from(story.months.max(FEWEST_MONTHS)).unwrap_or(i32::MAX);
        let begins = story.until.plus_months(-months);
        let begins = begins.plus_days(-BEFORE_CASES_DAYS).at(7, 0);
        let world = Arc::new(SampleWorld::new(story.seed, begins));
        let outside = || Arc::clone(&world) as Arc<dyn World>;
        let content = Arc::new(content);
        let setting = Setting { point, name, claim_key, seal_keys, content, with_defaults: true, world: outside() };
        let service = Service::open(store.clone(), setting).await?;
        let told = service.clone();
        let around = Surroundings { world: outside(), committed: Arc::new(move |seq| told.staff_changed(seq)) };
        let times = SessionTimes { longest: std::time::Duration::ZERO, idle: std::time::Duration::ZERO };
        let accounts = Accounts::new(point, store, times, around)?;
        Ok(Self {
            story,
            service,
            accounts,
            // Another row of throws than names come from.
            dice: Dice::of(story.seed ^ 0x005a_3315),
            other_dice: Dice::of(story.seed ^ 0x0009_00d5),
            staff: Vec::new(),
            merchants: Vec::new(),
            cases: Vec::new(),
            goods: Vec::new(),
            world,
            agenda: BTreeMap::new(),
            planned: 0,
            operations: 0,
        })
    }

    /// Lets everything happen that is planned up to the end.
    pub(super) async fn live(&mut self) -> Result<(), SampleError> {
        let ends = self.story.until.at(18, 0);
        let mut morning = self.now().day().next();
        while let Some(((at, _), step)) = self.agenda.pop_first() {
            if at > ends {
                break;
            }
            while morning.at(MORNING.0, MORNING.1) <= at {
                self.wake(morning).await?;
                morning = morning.next();
            }
            self.world.set(at);
            match step {
                Step::Merchant(which, deed) => merchants::happen(self, which, deed).await?,
                Step::Case(which, act) => acts::happen(self, which, act).await?,
                other => {
                    std::mem::swap(&mut self.dice, &mut self.other_dice);
                    self.beside(other).await?;
                    std::mem::swap(&mut self.dice, &mut self.other_dice);
                }
            }
        }
        while morning <= self.story.until {
            self.wake(morning).await?;
            morning = morning.next();
        }
        self.world.set(ends);
        Ok(())
    }

    async fn beside(&mut self, step: Step) -> Result<(), SampleError> {
        match step {
            Step::Goods(deed) => goods::happen(self, deed).await,
            Step::Order(deed) => order::happen(self, deed).await,
            Step::Publication(deed) => publications::happen(self, deed).await,
            Step::Training(deed) => trainings::happen(self, deed).await,
            Step::Merchant(..) | Step::Case(..) => Ok(()),
        }
    }

    /// With the other dice.
    pub(super) fn apart(&mut self, what: impl FnOnce(&mut Self)) {
        std::mem::swap(&mut self.dice, &mut self.other_dice);
        what(self);
        std::mem::swap(&mut self.dice, &mut self.other_dice);
    }

    async fn wake(&self, day: Day) -> Result<(), SampleError> {
        self.world.set(day.at(MORNING.0, MORNING.1));
        self.service.do_what_is_due().await;
        // A day is looked at once: what was not done is said here and not tomorrow.
        self.service.suspend_overdue_merchants().await?;
        Ok(())
    }

    pub(super) fn told(&self) -> Told {
        let (merchants, staff, cases) = (self.merchants.len(), self.staff.len(), self.cases.len());
        Told { merchants, staff, cases, goods: self.goods.len(), operations: self.operations }
    }

    pub(super) fn now(&self) -> Moment {
        self.world.now()
    }

    pub(super) fn fresh(&self) -> Uuid {
        self.world.random_id()
    }

    /// Plans a step.
    pub(super) fn at(&mut self, at: Moment, step: Step) {
        self.planned += 1;
        self.agenda.insert((at, self.planned), step);
    }

    /// A moment at which people work, so many working days later; on the same day soon.
    pub(super) fn later(&mut self, from: Moment, days: u32) -> Moment {
        let board = self.service.board();
        let calendar = &board.calendar;
        let mut day = from.day();
        if days == 0 {
            let soon = from.plus_millis(60_000 * i64::from(self.dice.between(9, 70)));
            if soon.day() == day && calendar.is_workday(day) && soon.hour_minute().0 < HOURS.1 {
                return soon;
            }
        }
        for _ in 0..days.max(1) {
            day = day.next();
            while !calendar.is_workday(day) {
                day = day.next();
            }
        }
        self.hour_of(day)
    }

    /// Some time of the working hours of a day.
    pub(super) fn hour_of(&mut self, day: Day) -> Moment {
        let hour = self.dice.between(u32::from(HOURS.0), u32::from(HOURS.1) - 1);
        let minute = self.dice.between(0, 59);
        day.at(u8::try_from(hour).unwrap_or(HOURS.0), u8::try_from(minute).unwrap_or_default())
    }

    /// Somebody of a role, another one each time.
    pub(super) fn somebody(&mut self, role: Role) -> StaffMember {
        let of_role: Vec<usize> = (0..self.staff.len()).filter(|one| self.staff[*one].role == role).collect();
        let which = self.dice.one_of(&of_role);
        self.staff[which].clone()
    }

    pub(super) async fn case(&self, id: CaseId) -> Result<Case, SampleError> {
        let missing = || SampleError::refused("a case", "it is not there");
        self.state::<Case>(domain::case::KIND.name, id.0).await?.ok_or_else(missing)
    }

    pub(super) async fn file(&self, id: MerchantId) -> Result<Option<MerchantFile>, SampleError> {
        self.state::<MerchantFile>(domain::merchant::KIND.name, id.0).await
    }

    /// An entity as it stands.
    pub(super) async fn state<T: Clone + 'static>(
        &self,
        kind: &'static str,
        id: Uuid,
    ) -> Result<Option<T>, SampleError> {
        let key = EntityKey { kind, id };
        let inner = &self.service.inner;
        let mut transaction = inner.store.begin(self.service.point()).await?;
        let found = transaction.find(&Wanted { entities: vec![key], ..Wanted::default() }).await?;
        Ok(found.entities.get(&key).and_then(Entity::as_type::<T>).cloned())
    }

    /// Does something on a case; with the claim code, as its consumer.
    pub(super) async fn on_case(
        &mut self,
        by: Caller,
        case: CaseId,
        claim: Option<ClaimCode>,
        command: Command,
    ) -> Result<(), SampleError> {
        let (id, device) = (OpId(self.fresh()), DeviceId(self.fresh()));
        let body = CasePayload { case, base: None, command };
        let op = Op::on_case(id, device, self.now(), claim, &body);
        self.push(by, op).await
    }

    /// Does something on an entity of any other kind, as it stands now.
    pub(super) async fn on<K: EventSourced>(
        &mut self,
        by: &StaffMember,
        id: Uuid,
        base: Option<u64>,
        command: K::Command,
    ) -> Result<(), SampleError> {
        self.on_many::<K>(by, vec![(id, base, command)]).await
    }

    /// Does several things on entities of a kind, one after the other, as a device that sends them at once.
    pub(super) async fn on_many<K: EventSourced>(
        &mut self,
        by: &StaffMember,
        all: Vec<(Uuid, Option<u64>, K::Command)>,
    ) -> Result<(), SampleError> {
        let device = DeviceId(self.fresh());
        let op = |(id, base, command): (Uuid, Option<u64>, K::Command)| {
            let kind = K::op_kind(&command);
            Op::new(OpId(self.fresh()), device, self.now(), None, kind, &EntityPayload { id, base, command })
        };
        let ops: Vec<Op> = all.into_iter().map(op).collect();
        for some in ops.chunks(MAX_OPS) {
            self.push_all(Caller::Staff { id: by.id, role: by.role }, some.to_vec()).await?;
        }
        Ok(())
    }

    async fn push(&mut self, by: Caller, op: Op) -> Result<(), SampleError> {
        self.push_all(by, vec![op]).await
    }

    async fn push_all(&mut self, by: Caller, ops: Vec<Op>) -> Result<(), SampleError> {
        let kinds: Vec<_> = ops.iter().map(|op| op.kind.clone()).collect();
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.now(), ops };
        let receipts = self.service.push(request, by).await?.receipts;
        for (kind, receipt) in kinds.iter().zip(&receipts) {
            if !matches!(receipt.outcome, Outcome::Applied { .. }) {
                let what = format!("{kind} on {}", self.now().day());
                return Err(SampleError::refused(what, format!("{:?}", receipt.outcome)));
            }
        }
        self.operations += receipts.len();
        Ok(())
    }
}
