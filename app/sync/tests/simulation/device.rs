//! A device: its store, its tabs, and a driver that executes what the engines want.

use domain::moment::Moment;
use sync::{
    engine::{Effect, Engine, Event, Identity, Lane, OutboxRow, PersistId, RowState, StorageFailure, Timer, Write},
    protocol::{Epoch, OpId},
};

use crate::{
    disk::Disk,
    flaw::Flaw,
    person::{self, Person},
    under_test::ServerUnderTest,
    world::{Happening, START, Tab, World},
};

#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) person: Person,
    /// How far its clock is off.
    pub(crate) skew: i64,
    pub(crate) disk: Disk,
    pub(crate) tabs: [Option<Engine>; 2],
    pub(crate) lives: [u64; 2],
    /// Which tab holds the lock.
    pub(crate) leader: Option<usize>,
    /// A tab wrote on after it had lost the lock.
    pub(crate) stolen: bool,
    pub(crate) online: bool,
    pub(crate) portal: bool,
    pub(crate) disk_full: bool,
    pub(crate) session: bool,
    /// What the person was told is saved.
    pub(crate) saved: Vec<OpId>,
    /// What the page dropped after its receipt, and in which life of the server that was given.
    pub(crate) forgotten: Vec<(OpId, Option<Epoch>)>,
    pub(crate) flaw: Flaw,
}

impl Device {
    pub(crate) fn new(person: Person, skew: i64, flaw: Flaw) -> Self {
        Self {
            person,
            skew,
            disk: Disk::default(),
            tabs: [None, None],
            lives: [0; 2],
            leader: None,
            stolen: false,
            online: true,
            portal: false,
            disk_full: false,
            session: true,
            saved: Vec::new(),
            forgotten: Vec::new(),
            flaw,
        }
    }

    pub(crate) fn who(&self) -> Identity {
        let claims = if self.person == Person::Consumer { self.disk.claims.clone() } else { Vec::new() };
        Identity { claims, staff: self.person.staff() }
    }

    pub(crate) fn leading(&self) -> Option<&Engine> {
        self.tabs[self.leader?].as_ref()
    }
}

impl<S: ServerUnderTest> World<S> {
    pub(crate) fn tab(&self, device: usize, tab: usize) -> Tab {
        Tab { device, tab, life: self.devices[device].lives[tab] }
    }

    /// Opens a tab; it takes the lock where nobody has it.
    pub(crate) fn open(&mut self, device: usize, tab: usize) {
        let seed = self.rng.next();
        let d = &mut self.devices[device];
        if d.tabs[tab].is_some() {
            return;
        }
        d.tabs[tab] = Some(Engine::new(seed));
        d.lives[tab] += 1;
        let leader = *d.leader.get_or_insert(tab) == tab;
        let event = Event::Started { stored: d.disk.stored(), who: d.who(), leader };
        let to = self.tab(device, tab);
        self.tell(to, 0, event);
    }

    /// A tab dies; what it held in memory is gone, and another gets the lock.
    pub(crate) fn kill(&mut self, device: usize, tab: usize) {
        let d = &mut self.devices[device];
        d.tabs[tab] = None;
        d.lives[tab] += 1;
        if d.leader == Some(tab) {
            d.leader = (0..2).find(|&other| d.tabs[other].is_some());
            if let Some(heir) = d.leader {
                let event = Event::BecameLeader { stored: d.disk.stored() };
                let to = self.tab(device, heir);
                self.tell(to, 5, event);
            }
        }
    }

    pub(crate) fn told(&mut self, to: Tab, event: Event) {
        let d = &mut self.devices[to.device];
        let has_the_lock_again = matches!(event, Event::LostLeadership) && d.leader == Some(to.tab);
        if d.lives[to.tab] != to.life || has_the_lock_again {
            return;
        }
        let now = Moment::from_millis(self.now + d.skew);
        let Some(engine) = &mut d.tabs[to.tab] else { return };
        let said = self.traced.then(|| format!("{event:?}"));
        let effects = engine.handle(now, event);
        if let Some(said) = said {
            eprintln!(
                "{:>9} device {} tab {}: {said:.400}\n{:>14} {:.900}",
                self.now - START,
                to.device,
                to.tab,
                "→",
                format!("{effects:?}")
            );
        }
        for effect in effects {
            self.execute(to, effect);
        }
    }

    fn execute(&mut self, tab: Tab, effect: Effect) {
        match effect {
            Effect::Push { request, body, lane } => self.send_push(tab, request, &body, lane),
            Effect::Pull { request, since, epoch, asking } => self.send_pull(tab, request, since, epoch, &asking),
            Effect::Persist(id, writes) => {
                let after = self.rng.between(1, 40);
                self.later(after, Happening::Commit(tab, id, writes));
            }
            Effect::Load => self.later(5, Happening::Read(tab)),
            Effect::SetTimer(timer, ms) => self.set_timer(tab, timer, ms),
            Effect::Changed { ops, .. } => self.forget_at_the_kiosk(tab, &ops),
            Effect::Show(_) | Effect::LookForUpdate => {}
        }
    }

    fn set_timer(&mut self, tab: Tab, timer: Timer, ms: u64) {
        self.tell(tab, i64::try_from(ms).unwrap_or(i64::MAX / 4), Event::TimerFired(timer));
    }

    pub(crate) fn read(&mut self, tab: Tab) {
        let stored = self.devices[tab.device].disk.stored();
        let after = self.rng.between(1, 30);
        self.tell(tab, after, Event::Loaded { stored });
    }

    /// The moment at which a transaction is on the disk. The tab may die before, or before it hears of it.
    pub(crate) fn commit(&mut self, tab: Tab, id: PersistId, mut writes: Vec<Write>) {
        let d = &mut self.devices[tab.device];
        if d.lives[tab.tab] != tab.life {
            return;
        }
        if d.flaw == Flaw::ForgetsChanges && writes.len() > 3 {
            writes.retain(|write| !matches!(write, Write::Put(_)));
        }
        if d.flaw == Flaw::DropsRetained {
            let dropped = |w: Write| {
                if let Write::Row(row) = &w
                    && row.state == RowState::Waiting
                {
                    Write::DropRow(row.op.id)
                } else {
                    w
                }
            };
            writes = writes.into_iter().map(dropped).collect();
        }
        let result = if d.disk_full { Err(StorageFailure::Unavailable) } else { d.disk.commit(writes) };
        let event = match result {
            Ok(proven) => {
                self.check_proofs(&proven);
                Event::Persisted(id)
            }
            Err(why) => Event::PersistFailed(id, why),
        };
        let after = self.rng.between(1, 20);
        self.tell(tab, after, event);
    }

    fn check_proofs(&mut self, proven: &[OutboxRow]) {
        for row in proven {
            if let RowState::Receipted { epoch, .. } = row.state
                && !self.stored.contains(&(epoch, row.op.id))
            {
                self.broken = Some(format!("{} has a receipt, but the server never stored it", row.op.id));
            }
        }
    }

    fn forget_at_the_kiosk(&mut self, tab: Tab, ops: &[OpId]) {
        let d = &mut self.devices[tab.device];
        let Some(engine) = d.tabs[tab.tab].as_ref().filter(|_| d.person == Person::Passer) else { return };
        let has_receipt =
            |op: &&OpId| engine.row(**op).is_some_and(|row| matches!(row.state, RowState::Receipted { .. }));
        let done: Vec<OpId> = ops.iter().filter(has_receipt).copied().collect();
        for op in &done {
            let epoch = engine
                .row(*op)
                .and_then(|r| if let RowState::Receipted { epoch, .. } = r.state { Some(epoch) } else { None });
            d.forgotten.push((*op, epoch));
        }
        if !done.is_empty() {
            self.tell(tab, 3, Event::Forget { ops: done });
        }
    }

    /// A person does something in an open tab: stored first, then said to be saved, then told to the engines.
    pub(crate) fn person_acts(&mut self, device: usize) {
        let now = Moment::from_millis(self.now + self.devices[device].skew);
        let d = &self.devices[device];
        let Some(tab) = (0..2).filter(|&tab| d.tabs[tab].is_some()).max() else { return };
        let Some(engine) = &d.tabs[tab] else { return };
        let Some((op, claim)) = person::act(&mut self.rng, d.person, engine, now, self.now) else { return };
        let lane: Lane = d.person.lane();
        let d = &mut self.devices[device];
        let mut row = OutboxRow { place: 0, op, queued_at: now, lane, state: RowState::Waiting, attempts: 0 };
        if !d.disk_full {
            d.disk.queue(&mut row, claim);
            d.saved.push(row.op.id);
        }
        let follows_cases = d.person.staff().is_none();
        for tab in 0..2 {
            let to = self.tab(device, tab);
            let (soon, sooner) = (self.rng.between(1, 200), self.rng.between(1, 30));
            self.tell(to, soon, Event::Queued { row: Box::new(row.clone()) });
            if follows_cases {
                self.later(sooner, Happening::ReadClaims(to));
            }
        }
    }

    /// A tab reads which cases the device follows. As the browser's driver does, it never takes an older list after a
    /// newer one: the list is of the moment at which it is told.
    pub(crate) fn read_claims(&mut self, tab: Tab) {
        let claims = self.devices[tab.device].who().claims;
        self.told(tab, Event::ClaimsChanged { claims });
    }
}
