//! What the server does with each kind: a module for each, registered once in [`ALL`]. A kind without an entry here is changed
//! by a service of its own (staff, the board) and only read by devices.

mod adapter;
mod bulletin;
mod canned_reply;
pub(crate) mod case;
mod goods;
pub(crate) mod merchant;
mod merchant_file;
mod oversight;
mod posting;
mod publication;
mod training;

use std::fmt;
use std::sync::Arc;

use domain::album::Album;
use domain::kind::KindInfo;
use domain::ledger::LedgerExport;
use domain::moment::Moment;
use domain::oversight::look::RegulatorLook;
use domain::saved_view::SavedView;
use http::Extensions;
use sync::protocol::{Op, Seq};
use uuid::Uuid;

use self::adapter::Adapter;
use crate::service::{Batch, Known, Prepared, Verdict};
use crate::store::entities::{Entity, EntityKey, EntityState, Found, NewEvent, Wanted};

/// What the server does with a kind.
pub(crate) trait ServerKind: fmt::Debug + Send + Sync {
    /// What is known of it without its types.
    fn info(&self) -> &'static KindInfo;

    /// What an operation asks; none where it cannot be read.
    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>>;

    /// An entity from JSON; none where a later version wrote it.
    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>>;

    /// The entity that its whole history makes.
    fn replay(&self, _: Uuid, _: &[NewEvent]) -> Replay {
        Replay::NoHistory
    }

    /// What a contact point begins with: operations, each as its kind and its payload. Done by the server where there is no
    /// entity of this kind yet.
    fn defaults(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// One of its entities has changed in this batch: keeps in step what the kind keeps besides.
    fn changed(&self, _: &mut Batch<'_>, _: EntityKey, _: Option<&Entity>, _: Seq) {}

    /// An operation was decided: takes what it writes besides entities.
    fn wrote(&self, _: &mut Batch<'_>, _: &Prepared, _: &Extensions, _: Seq) {}
}

/// What an operation asks, read before the contact point's lock is taken.
pub(crate) trait PreparedCommand: fmt::Debug + Send + Sync {
    /// The entity that it names.
    fn target(&self) -> EntityKey;

    /// What must be known besides that entity.
    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted);

    /// What else must be known, by what was found.
    fn want_more(&self, found: &Found, more: &mut Wanted);

    /// What it leads to.
    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict;
}

/// The kinds that operations change.
const ALL: &[&dyn ServerKind] = &[
    &case::CaseKind,
    &merchant::MerchantKind,
    &canned_reply::CANNED_REPLIES,
    &Adapter::<SavedView>::NEW,
    &Adapter::<LedgerExport>::NEW,
    &merchant_file::MerchantFiles,
    &publication::Publications,
    &publication::PublishedOnes,
    &posting::Postings,
    &oversight::CHECKLISTS,
    &oversight::INSPECTIONS,
    &oversight::MEASURES,
    &oversight::REPORTS,
    &oversight::DIRECTIVES,
    &Adapter::<RegulatorLook>::NEW,
    &goods::Goods,
    &Adapter::<Album>::NEW,
    &training::Trainings,
];

/// What an operation asks, or why it cannot be decided.
pub(crate) fn prepare(op: &Op) -> Prepare {
    let known = ALL.iter().find(|kind| kind.info().commands.contains(&op.kind.as_str()));
    match known.map(|kind| kind.prepare(op)) {
        None => Prepare::Unsupported,
        Some(None) => Prepare::Malformed,
        Some(Some(command)) => Prepare::Command(command),
    }
}

/// Tells the kind of an entity that it has changed.
pub(crate) fn changed(batch: &mut Batch<'_>, key: EntityKey, before: Option<&Entity>, seq: Seq) {
    if let Some(kind) = ALL.iter().find(|kind| kind.info().name == key.kind) {
        kind.changed(batch, key, before, seq);
    }
}

/// Tells every kind what an operation writes besides.
pub(crate) fn wrote(batch: &mut Batch<'_>, op: &Prepared, ext: &Extensions, seq: Seq) {
    if !ext.is_empty() {
        ALL.iter().for_each(|kind| kind.wrote(batch, op, ext, seq));
    }
}

/// What a history makes.
pub(crate) enum Replay {
    /// Entities of this kind are more than their history, or were there before it was kept.
    NoHistory,
    /// A later version wrote it, or it is none.
    Unreadable,
    Entity(Arc<dyn EntityState>),
}

/// The entity that its whole history makes.
pub(crate) fn replay(key: EntityKey, events: &[NewEvent]) -> Replay {
    let kind = ALL.iter().find(|kind| kind.info().name == key.kind);
    kind.map_or(Replay::NoHistory, |kind| kind.replay(key.id, events))
}

/// What became of reading an operation.
pub(crate) enum Prepare {
    Command(Box<dyn PreparedCommand>),
    Unsupported,
    Malformed,
}

/// The kinds that a contact point begins with something of, and with what.
pub(crate) fn defaults() -> impl Iterator<Item = (&'static KindInfo, Vec<(&'static str, String)>)> {
    ALL.iter().map(|kind| (kind.info(), kind.defaults())).filter(|(_, defaults)| !defaults.is_empty())
}

/// An entity from JSON; none where a later version wrote it, or where no operation changes its kind.
pub(crate) fn read_state(kind: &str, json: &str) -> Option<Arc<dyn EntityState>> {
    ALL.iter().find(|known| known.info().name == kind)?.read_state(json)
}
