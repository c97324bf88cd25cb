//! The house's order: rounds (监督检查), measures (及时制止违法行为), and what is said to and asked by the regulator
//! (报告与配合). All of it works without a network; what waits says so.

mod about;
pub(super) mod acts;
pub(super) mod fields;
mod frame;
mod measures;
pub(super) mod refused;
mod regulator;
mod rounds;
pub(super) mod sheet;
mod words;

use std::sync::Arc;

use domain::{
    ids::{MerchantId, StaffId},
    kind::EventSourced,
    merchant::MerchantFile,
    moment::Day,
    role::Role,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::desk::context::DeskContext;
use crate::entities::{List, Shown};

pub use about::{About, InForce};
pub use frame::late;
pub use measures::{MeasureNotice, MeasurePage, Measures};
pub use regulator::{DirectivePage, Regulator, ReportPage, report_address, report_stands};
pub use rounds::{Checklists, InspectionPage, Inspections};

const UNKNOWN: Text = text("（还没取到的商户）", "(a merchant that has not arrived yet)");

/// Every entity of a kind, as this device sees it.
pub(super) fn all<K: EventSourced>(desk: &DeskContext) -> ArcRwSignal<Arc<List<K>>> {
    desk.device.desk.entities.of::<K>()
}

/// One of them, followed.
pub(super) fn one<K: EventSourced>(desk: &DeskContext, id: Uuid) -> Memo<Option<Shown<K>>> {
    let all = all::<K>(desk);
    Memo::new(move |_| all.with(|all| all.shown.get(&id).cloned()))
}

/// The day by the server's clock; it steps with the page.
pub(super) fn today(desk: &DeskContext) -> Day {
    desk.now.get().day()
}

/// The same, where it is only looked at: what a date field begins with.
pub(super) fn offered(desk: &DeskContext) -> String {
    desk.now.get_untracked().day().to_string()
}

/// A merchant as one speaks of it: its sign and its stall.
fn merchant_name(desk: &DeskContext, id: MerchantId, lang: Lang) -> String {
    all::<MerchantFile>(desk).with(|files| {
        let named = files.shown.get(&id.0).map(|shown| &shown.state.application);
        named.map_or_else(|| UNKNOWN.in_lang(lang).to_owned(), |of| format!("{} · {}", of.name, of.stall))
    })
}

/// Merchants to choose from, by floor and stall.
fn merchants(desk: &DeskContext) -> Vec<(MerchantId, String, String)> {
    let mut listed: Vec<_> = all::<MerchantFile>(desk).with(|files| {
        let open = files.shown.iter().filter(|(_, shown)| !shown.state.has_ended());
        let named = open.map(|(id, shown)| {
            let of = &shown.state.application;
            (of.floor.clone(), of.stall.clone(), MerchantId(*id), format!("{} · {}", of.stall, of.name))
        });
        named.collect()
    });
    listed.sort();
    listed.into_iter().map(|(floor, _, id, name)| (id, floor, name)).collect()
}

/// Colleagues who can be asked to do something.
pub(super) fn colleagues(desk: &DeskContext) -> Vec<(StaffId, String)> {
    desk.device.desk.members.with(|members| {
        let here = members.values().filter(|member| member.active && member.role != Role::Regulator);
        here.map(|member| (member.id, member.name.clone())).collect()
    })
}
