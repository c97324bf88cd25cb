//! What is written, as it will be read: on a phone, at a kiosk, on paper.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::lang::say;

const TITLE: Text = text("挂出来是这样", "As it will hang there");
const AS: Text = text("在哪里看", "Where it is read");

/// Where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// On somebody's own telephone.
    Phone,
    /// At a kiosk.
    Kiosk,
    /// Printed.
    Paper,
}

impl On {
    const ALL: [Self; 3] = [Self::Phone, Self::Kiosk, Self::Paper];

    const fn name(self) -> Text {
        match self {
            Self::Phone => text("手机", "Phone"),
            Self::Kiosk => text("一体机", "Kiosk"),
            Self::Paper => text("打印", "Paper"),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Phone => "preview__sheet preview__sheet--phone",
            Self::Kiosk => "preview__sheet preview__sheet--kiosk",
            Self::Paper => "preview__sheet preview__sheet--paper",
        }
    }
}

/// A fold with a sheet of that size.
#[component]
pub fn PreviewFrame<F>(
    /// What stands on the sheet.
    sheet: F,
) -> impl IntoView
where
    F: Fn(On) -> AnyView + Send + 'static,
{
    let on = RwSignal::new(On::Phone);
    let ways = On::ALL.map(|one| {
        view! {
            <button
                class="btn btn--small"
                type="button"
                aria-pressed=move || (on.get() == one).to_string()
                on:click=move |_| on.set(one)
            >
                {say(one.name())}
            </button>
        }
    });
    view! {
        <details class="fold preview no-print">
            <summary>{say(TITLE)}</summary>
            <div class="marks" role="group" aria-label=say(AS)>
                {ways.into_iter().collect_view()}
            </div>
            <div class=move || on.get().class()>{move || sheet(on.get())}</div>
        </details>
    }
}
