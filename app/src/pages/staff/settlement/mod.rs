//! 和解书 on paper: filled from the case, with room for what is not agreed yet, for both sides to sign.

pub mod agreed;
pub mod sheet;

use leptos::prelude::*;

use self::sheet::Sheet;
use super::paper::{OnPaper, Paper};

/// The page.
#[component]
pub fn SettlementPaper() -> impl IntoView {
    view! { <OnPaper paper=Paper::Settlement sheet=|case| view! { <Sheet case /> }.into_any() /> }
}
