//! A page was asked for whose part of the application has not come yet. Something shows at once, and where the part takes
//! longer than a second, the server's own page is asked for instead: it can be read and used without the part.

use std::time::Duration;

use domain::words::{Text, text};
use futures::future::{Either, ready, select};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

use super::bundles::Bundle;
use crate::{
    components::{Show, in_turn},
    host,
    lang::say,
};

const OPENING: Text = text("正在打开…", "Opening…");

/// How long the part may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Stands inside the router. The page that was there stays until the next one can be shown.
#[component]
pub fn OnTheWay() -> impl IntoView {
    let location = use_location();
    let coming = RwSignal::new(false);
    // Which press it is: one that was overtaken by another neither shows nor leads anywhere any more.
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        let path = location.pathname.get();
        let this = turn.get_value().wrapping_add(1);
        turn.set_value(this);
        coming.set(false);
        // The page with which the document came is there.
        if before.is_none() {
            return;
        }
        let search = location.search.get_untracked();
        let address = path.clone() + if search.is_empty() { "" } else { "?" } + &search;
        spawn_local(async move {
            let part = Box::pin(Bundle::of(&path).ensure_loaded());
            // A part that is there is there at once, and nothing flashes.
            let Either::Right(((), part)) = select(part, ready(())).await else { return };
            let waits = move || turn.get_value() == this;
            if !waits() {
                return;
            }
            coming.set(true);
            set_timeout(
                move || {
                    if waits() && coming.get_untracked() {
                        leave_for(&address);
                    }
                },
                PATIENCE,
            );
            // Where it failed, the page says so by itself.
            let _ = part.await;
            if waits() {
                coming.set(false);
            }
        });
    });
    in_turn(move || {
        view! {
            <div role="status">
                <Show when=move || coming.get()>
                    <p class="on-the-way">
                        <span class="spin">{say(OPENING)}</span>
                    </p>
                </Show>
            </div>
        }
        .into_any()
    })
}

fn leave_for(address: &str) {
    if let Some(platform) = host::platform() {
        platform.leave_for(address);
    }
}
