//! From the engine's memory to what pages show: a module for each kind, registered once, in the list of whoever sees it. The
//! lists are apart because the staff's kinds are no part of a consumer's download.

mod board;
mod case;
mod case_view;
mod event_sourced;
mod merchant;
mod published;
mod signed_in;
mod staff;

use domain::{
    album::Album,
    canned_reply::CannedReply,
    goods::GoodsFile,
    ids::StaffId,
    ledger::LedgerExport,
    merchant::MerchantFile,
    oversight::{
        checklist::Checklist, directive::Directive, inspection::Inspection, look::RegulatorLook, measure::Measure,
        report::Report,
    },
    posting::Posting,
    publication::Publication,
    saved_view::SavedView,
    training::Training,
};
use sync::{engine::Key, protocol::OpId};

use self::event_sourced::EventSourcedView;
use super::driver::Driver;

/// How a kind is shown.
pub trait KindView {
    /// The name of its kind.
    fn kind(&self) -> &'static str;
    /// Shows what changed.
    fn show(&self, driver: &Driver, viewer: Option<StaffId>, changed: &Changed<'_>);
}

/// Kinds that anybody sees.
pub const CONSUMER: &[&dyn KindView] =
    &[&board::BoardView, &published::PublishedView, &case_view::MyCases, &signed_in::OwnSignIns];

/// Kinds that staff see. Members come first: what is shown of the others needs them.
pub const STAFF: &[&dyn KindView] = &[
    &staff::Members,
    &merchant::Merchants,
    &case::DeskCases,
    &EventSourcedView::<CannedReply>::NEW,
    &EventSourcedView::<SavedView>::NEW,
    &EventSourcedView::<LedgerExport>::NEW,
    &EventSourcedView::<MerchantFile>::NEW,
    &EventSourcedView::<Publication>::NEW,
    &EventSourcedView::<Posting>::NEW,
    &EventSourcedView::<Checklist>::NEW,
    &EventSourcedView::<Inspection>::NEW,
    &EventSourcedView::<Measure>::NEW,
    &EventSourcedView::<Report>::NEW,
    &EventSourcedView::<Directive>::NEW,
    &EventSourcedView::<RegulatorLook>::NEW,
    &EventSourcedView::<GoodsFile>::NEW,
    &EventSourcedView::<Album>::NEW,
    &EventSourcedView::<Training>::NEW,
];

/// What changed in the engine's memory.
#[derive(Clone, Copy, Debug)]
pub enum Changed<'a> {
    /// Perhaps everything.
    All,
    /// These operations and entities.
    Some(&'a [OpId], &'a [Key]),
}

impl Changed<'_> {
    /// Whether an entity of that kind has changed.
    #[must_use]
    pub fn has_kind(&self, kind: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(_, entities) => entities.iter().any(|key| key.kind == kind),
        }
    }

    /// Whether an operation has.
    #[must_use]
    pub const fn has_ops(&self) -> bool {
        match self {
            Self::All => true,
            Self::Some(ops, _) => !ops.is_empty(),
        }
    }
}

/// Shows a list where it differs from what is shown.
fn replace_if_different<T: PartialEq>(shown: &mut std::sync::Arc<T>, fresh: T) -> bool {
    let differs = **shown != fresh;
    if differs {
        *shown = std::sync::Arc::new(fresh);
    }
    differs
}
