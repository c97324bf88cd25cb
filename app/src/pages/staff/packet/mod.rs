//! 移送材料 on paper: what the market regulator needs of a case that goes on there. Internal notes never leave staff.

pub mod enclosures;
pub mod sheet;

use domain::{
    case::{Case, State},
    form::Kind,
};
use leptos::prelude::*;

use self::sheet::Sheet;
use super::paper::{OnPaper, Paper};

/// Whether a case is passed on, or may well be next.
#[must_use]
pub fn is_packed(case: &Case) -> bool {
    let reported = case.complaint.kind == Kind::Report && !case.state.is_on_device();
    reported || matches!(case.state, State::Transferred | State::MediationFailed)
}

/// The page.
#[component]
pub fn PacketPaper() -> impl IntoView {
    view! { <OnPaper paper=Paper::Packet sheet=|case| view! { <Sheet case /> }.into_any() /> }
}
