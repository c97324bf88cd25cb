//! The world of one schedule: devices, a network, a server, and what happens when.

use domain::{ids::StaffId, moment::Moment};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    engine::{Event, Lane, PersistId, RequestId, ScopeRequest, Write},
    protocol::{Epoch, OpId, PushRequest, Seq},
};

use crate::{device::Device, rng::Rng, schedule::Trouble, under_test::ServerUnderTest};

/// The first millisecond of every schedule: a Monday at 11:20 in Shanghai.
pub(crate) const START: i64 = 1_795_404_000_000;

/// A tab of a device in one of its lives; what was meant for an earlier life arrives nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tab {
    pub(crate) device: usize,
    pub(crate) tab: usize,
    pub(crate) life: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Happening {
    Tell(Tab, Box<Event>),
    /// The tab reads its store and is told what was in it, a while later.
    Read(Tab),
    ReadClaims(Tab),
    Commit(Tab, PersistId, Vec<Write>),
    PushArrives(Tab, RequestId, PushRequest, Lane),
    PullArrives(Tab, RequestId, Seq, Option<Epoch>, ScopeRequest),
    PersonActs(usize),
    Trouble(Trouble),
}

/// How bad things are just now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weather {
    /// Percent of messages lost, of messages doubled.
    pub(crate) loss: i64,
    pub(crate) double: i64,
    /// Longest delay of a message.
    pub(crate) delay: i64,
    /// The server answers everything with this status.
    pub(crate) spell: Option<u16>,
    /// The server dies at its next push.
    pub(crate) dies: bool,
}

pub(crate) struct World<S: ServerUnderTest> {
    pub(crate) rng: Rng,
    pub(crate) now: i64,
    pub(crate) server: S,
    pub(crate) backups: Vec<S::Backup>,
    pub(crate) devices: Vec<Device>,
    pub(crate) weather: Weather,
    /// On these the server fails, whenever it meets them.
    pub(crate) poison: BTreeMap<OpId, u16>,
    /// What the server has really stored, in each of its lives.
    pub(crate) stored: BTreeSet<(Epoch, OpId)>,
    /// The newest place handed out in each life.
    pub(crate) highest: BTreeMap<Epoch, Seq>,
    /// Up to where devices were poked last.
    pub(crate) poked: BTreeMap<Epoch, Seq>,
    pub(crate) broken: Option<String>,
    /// Tells everything that engines hear and want: for the replay of one schedule.
    pub(crate) traced: bool,
    agenda: BTreeMap<(i64, u64), Happening>,
    count: u64,
}

impl<S: ServerUnderTest> World<S> {
    pub(crate) fn new(seed: u64, server: S, devices: Vec<Device>) -> Self {
        let weather = Weather { delay: 500, ..Weather::default() };
        Self {
            rng: Rng::new(seed),
            now: START,
            server,
            backups: Vec::new(),
            devices,
            weather,
            poison: BTreeMap::new(),
            stored: BTreeSet::new(),
            highest: BTreeMap::new(),
            poked: BTreeMap::new(),
            broken: None,
            traced: std::env::var_os("SIM_TRACE").is_some(),
            agenda: BTreeMap::new(),
            count: 0,
        }
    }

    pub(crate) fn later(&mut self, after: i64, happening: Happening) {
        self.count += 1;
        self.agenda.insert((self.now + after, self.count), happening);
    }

    pub(crate) fn tell(&mut self, to: Tab, after: i64, event: Event) {
        self.later(after, Happening::Tell(to, Box::new(event)));
    }

    /// Lets everything happen up to that time.
    pub(crate) fn run_until(&mut self, end: i64) {
        while self.broken.is_none()
            && let Some(entry) = self.agenda.first_entry()
            && entry.key().0 <= end
        {
            let ((at, _), happening) = entry.remove_entry();
            self.now = at;
            self.happen(happening);
        }
        self.now = end;
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Tell(to, event) => self.told(to, *event),
            Happening::Read(tab) => self.read(tab),
            Happening::ReadClaims(tab) => self.read_claims(tab),
            Happening::Commit(tab, id, writes) => self.commit(tab, id, writes),
            Happening::PushArrives(from, request, body, lane) => self.push_arrives(from, request, &body, lane),
            Happening::PullArrives(from, request, since, epoch, asking) => {
                self.pull_arrives(from, request, since, epoch, &asking);
            }
            Happening::PersonActs(device) => self.person_acts(device),
            Happening::Trouble(trouble) => self.trouble(trouble),
        }
    }

    pub(crate) fn true_time(&self) -> Moment {
        Moment::from_millis(self.now)
    }

    /// Troubles that nobody has any more once everything is healed.
    pub(crate) fn drop_agenda_of_troubles(&mut self) {
        self.agenda.retain(|_, happening| !matches!(happening, Happening::Trouble(_) | Happening::PersonActs(_)));
    }

    pub(crate) fn session_of(&self, device: usize) -> Option<StaffId> {
        let device = &self.devices[device];
        device.person.staff().filter(|_| device.session)
    }
}
