//! A form while it is typed. Each field is on the disk within moments, sealed, under the person and what the form is about; it
//! leaves that place once what was done is on the disk itself.

use domain::{
    ids::CaseId,
    kind::{Context, EventSourced, Refusal},
    moment::Day,
    oversight::Rejection,
    words::Bilingual,
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{pages::staff::desk::context::DeskContext, typing::Slot};

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    desk: DeskContext,
    of: Uuid,
    place: StoredValue<String>,
    /// It is on its way to the disk: pressed twice, it is done once.
    busy: StoredValue<bool>,
    /// Why it was not taken, in words.
    pub wrong: RwSignal<Option<Bilingual>>,
}

impl Sheet {
    /// A form about something.
    pub fn of(desk: DeskContext, of: Uuid, place: impl Into<String>) -> Self {
        let (place, busy) = (StoredValue::new(place.into()), StoredValue::new(false));
        Self { desk, of, place, busy, wrong: RwSignal::new(None) }
    }

    /// The fields begin with what stands there in that revision. Where a colleague has changed it since they were typed, they
    /// stay and that is said.
    pub fn begun_on(self, rev: u64, begin: impl FnOnce(Self)) {
        let (base, rev) = (self.text("base"), rev.to_string());
        if base.is_empty() {
            begin(self);
        } else if base != rev {
            self.wrong.set(Some(Rejection::ChangedSince.sentence()));
        }
        self.slot("base").set(rev);
    }

    fn key(self, field: &str) -> String {
        self.place.with_value(|place| format!("{place}.{field}"))
    }

    /// The id of a field's control.
    pub fn id(self, field: &str) -> String {
        self.place.with_value(|place| format!("order-{place}-{field}"))
    }

    /// One field.
    pub fn slot(self, field: &str) -> Slot {
        self.desk.slot(CaseId(self.of), &self.key(field))
    }

    /// What stands in a field now.
    pub fn text(self, field: &str) -> String {
        self.desk.written(CaseId(self.of), &self.key(field))
    }

    /// The day that stands in a field now.
    pub fn day(self, field: &str) -> Option<Day> {
        Day::parse(&self.text(field))
    }

    /// The same; where the field was left as it was offered, that day.
    pub fn day_or(self, field: &str, offered: Day) -> Option<Day> {
        if self.text(field).is_empty() { Some(offered) } else { self.day(field) }
    }

    /// The name that stands in a field now.
    pub fn uuid(self, field: &str) -> Option<Uuid> {
        self.text(field).parse().ok()
    }

    /// Writes a field in which nothing stands yet.
    pub fn suggest(self, field: &str, text: impl FnOnce() -> String) {
        if self.text(field).is_empty() {
            self.slot(field).set(text());
        }
    }

    /// Nothing is typed any more.
    pub fn clear(self) {
        let me = self.desk.me.with_untracked(|me| me.id);
        self.desk.typing.clear(me, CaseId(self.of), &self.key(""));
    }

    /// Does it, where the rules allow it on what is shown; else says why not.
    pub fn submit<K: EventSourced>(
        self,
        id: Uuid,
        state: Option<K::State>,
        commands: Vec<K::Command>,
        done: Callback<()>,
    ) {
        let desk = self.desk;
        let context = Context { now: desk.device.now(), by: desk.actor() };
        let Some(command) = commands.first() else { return };
        if self.busy.get_value() {
            return;
        }
        let base = state.as_ref().map(K::rev);
        if let Err(why) = K::decide(state.as_ref(), base, command, &context) {
            return self.wrong.set(Some(why.sentence()));
        }
        self.wrong.set(None);
        self.busy.set_value(true);
        let (typing, me, place) = (desk.typing, desk.me.with_untracked(|me| me.id), self.key(""));
        spawn_local(async move {
            // Each on what the one before it leads to.
            let mut base = base;
            for command in commands {
                desk.device.act_on::<K>(id, base, command).await;
                base = Some(base.unwrap_or_default() + 1);
            }
            // What was done may have taken this form off the page.
            typing.clear(me, CaseId(self.of), &place);
            self.busy.try_set_value(false);
            done.run(());
        });
    }
}
