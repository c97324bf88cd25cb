//! Room for what a part of its own adds to the form, such as a kiosk's way to choose the merchant by touch: that part is loaded by
//! kiosks only, and the form by everybody.

use std::cell::Cell;

use leptos::prelude::*;

use super::form_state::FormState;

/// Shown above the merchant's name.
pub type BesideMerchant = fn(FormState) -> AnyView;

thread_local! {
    static BESIDE: Cell<Option<BesideMerchant>> = const { Cell::new(None) };
}

/// From here it is shown.
pub fn set_beside_merchant(view: BesideMerchant) {
    BESIDE.set(Some(view));
}

/// What is shown; mostly nothing.
pub(super) fn beside_merchant(form: FormState) -> Option<AnyView> {
    BESIDE.get().map(|view| view(form))
}
