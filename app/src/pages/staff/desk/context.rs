//! What the parts of the desk share.

use std::{collections::BTreeSet, sync::Arc};

use domain::staff::StaffMember;
use domain::{
    case::Command,
    ids::{CaseId, StaffId},
    moment::Moment,
    role::{Actor, Role},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::engine::Status;

use super::{
    index::Index,
    list::{Filter, Viewer},
};
use crate::{
    desk::CaseOnDesk,
    device::Device,
    typing::{Slot, Typing},
};

const COLLEAGUE: Text = text("同事", "a colleague");
const CONSUMER: Text = text("消费者", "the consumer");
const MERCHANT: Text = text("商家（链接答复）", "the merchant, by its link");
const SERVER: Text = text("联络点", "the contact point");
const NOBODY: Text = text("还没有", "nobody yet");
const ON_LEAVE: Text = text("{}（请假，等同事接手）", "{} (on leave; a colleague takes over)");

/// A case as the page follows it.
pub type CaseSignal = Memo<Arc<CaseOnDesk>>;

/// The desk of whoever is signed in.
#[derive(Clone, Copy, Debug)]
pub struct DeskContext {
    /// The device.
    pub device: Device,
    /// Who is signed in.
    pub me: Memo<StaffMember>,
    /// The server's clock, a step each half minute.
    pub now: RwSignal<Moment>,
    /// What is being written.
    pub typing: Typing,
    /// What lists need to know of every case.
    pub index: Memo<Index>,
    /// Which cases the queue shows; the line about the connection leads to one of them from beside.
    pub filter: RwSignal<Filter>,
}

impl DeskContext {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.me.with(|me| Actor::Staff { id: me.id, role: me.role })
    }

    /// Who looks, for lists.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.me.with(Viewer::of)
    }

    /// Whether this person may only read.
    #[must_use]
    pub fn reads_only(&self) -> bool {
        self.me.with(|me| me.role == Role::Regulator)
    }

    /// Whether the cases are still on their way: before the first answer an empty list says nothing yet.
    #[must_use]
    pub fn is_coming(&self) -> bool {
        let heard = |status: &Status| status.last_contact.is_some() || status.state.is_cut_off();
        self.device.desk.cases.with(|cases| cases.is_empty())
            && !self.device.status.with(|status| status.as_ref().is_some_and(heard))
    }

    /// The name under which a colleague answers.
    #[must_use]
    pub fn name_of(&self, id: StaffId, lang: Lang) -> String {
        self.device
            .desk
            .members
            .with(|members| members.get(&id).map(|member| member.name.clone()))
            .unwrap_or_else(|| COLLEAGUE.in_lang(lang).to_owned())
    }

    /// The name of one who may be missing.
    #[must_use]
    pub fn name_or_nobody(&self, id: Option<StaffId>, lang: Lang) -> String {
        id.map_or_else(|| NOBODY.in_lang(lang).to_owned(), |id| self.name_of(id, lang))
    }

    /// Who works on a case: also that they are on leave, and it waits for somebody else.
    #[must_use]
    pub fn owner(&self, id: Option<StaffId>, lang: Lang) -> String {
        let name = self.name_or_nobody(id, lang);
        if id.is_some_and(|id| self.absent().contains(&id)) { ON_LEAVE.fill(lang, &[&name]) } else { name }
    }

    /// Colleagues who are on leave and not here: their cases wait for others.
    #[must_use]
    pub fn absent(&self) -> BTreeSet<StaffId> {
        let members = self.device.desk.members;
        members.with(|members| members.values().filter(|member| member.absent).map(|member| member.id).collect())
    }

    /// Who did something.
    #[must_use]
    pub fn who(&self, by: Actor, lang: Lang) -> String {
        match by {
            Actor::Consumer => CONSUMER.in_lang(lang).to_owned(),
            Actor::Merchant => MERCHANT.in_lang(lang).to_owned(),
            Actor::Server => SERVER.in_lang(lang).to_owned(),
            Actor::Staff { id, .. } => self.name_of(id, lang),
        }
    }

    /// Does something on a case: on this device at once, at the server as soon as it is reached.
    pub fn act(&self, on_desk: &CaseOnDesk, command: Command) {
        let (device, case, base) = (self.device, on_desk.case.id, confirmed_rev(on_desk));
        spawn_local(async move { device.act_as_staff(case, base, command).await });
    }

    /// Does what was written at a place, in order. The words leave the place only once all of it is on the disk: a tablet
    /// that dies in between has them in one of the two.
    pub fn act_on_words(&self, on_desk: &CaseOnDesk, commands: Vec<Command>, place: String) {
        let (device, case, base) = (self.device, on_desk.case.id, confirmed_rev(on_desk));
        let (typing, me) = (self.typing, self.me_now());
        spawn_local(async move {
            for command in commands {
                device.act_as_staff(case, base, command).await;
            }
            typing.clear(me, case, &place);
        });
    }

    /// Where this person writes at one place of a case.
    #[must_use]
    pub fn slot(&self, case: CaseId, place: &str) -> Slot {
        self.typing.slot(self.me_now(), case, place)
    }

    /// What this person has written there.
    #[must_use]
    pub fn written(&self, case: CaseId, place: &str) -> String {
        self.typing.text(self.me_now(), case, place)
    }

    fn me_now(&self) -> StaffId {
        self.me.with_untracked(|me| me.id)
    }

    /// A case, where it is on this desk, or was looked up by this person.
    #[must_use]
    pub fn case(&self, id: CaseId) -> Option<Arc<CaseOnDesk>> {
        let kept = self.device.desk.cases.with(|cases| cases.get(&id).cloned());
        kept.or_else(|| {
            let me = self.me.with(|me| me.id);
            self.device.desk.looked_up.with(|found| {
                let mine = found.as_ref().filter(|(by, on_desk)| *by == me && on_desk.case.id == id);
                mine.map(|(_, on_desk)| Arc::clone(on_desk))
            })
        })
    }

    /// Whether the device holds the case; else it can only be looked at.
    #[must_use]
    pub fn holds(&self, id: CaseId) -> bool {
        self.device.desk.cases.with(|cases| cases.contains_key(&id))
    }
}

/// The desk.
///
/// # Panics
/// Outside the desk's page, which provides it.
#[must_use]
pub fn use_desk() -> DeskContext {
    expect_context()
}

/// The revision that the server knows: what this device laid on top has no number there yet.
fn confirmed_rev(on_desk: &CaseOnDesk) -> u64 {
    let laid_on_top = on_desk.case.timeline.iter().filter(|entry| on_desk.pending.iter().any(|p| p.at == entry.at));
    on_desk.case.rev.saturating_sub(laid_on_top.count() as u64)
}
