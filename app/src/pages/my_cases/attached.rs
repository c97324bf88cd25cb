//! Photos and PDFs of a case of this device.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::Show,
    device::{OwnCase, use_device},
    lang::use_lang,
    pages::attach::Attach,
};

const RECEIVED: Text = text("已收到您的照片和文件 {} 份。", "Photos and files of yours received: {}.");

/// What was received and what is on its way, and room for more. Before the page is alive, how many were received.
#[component]
pub fn Attached(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let kept = Signal::derive(move || {
        own.with(|own| own.view.as_ref().map(|view| view.attachments.clone()).unwrap_or_default())
    });
    let count = Memo::new(move |_| kept.with(Vec::len));
    let (case, claim) = own.with_untracked(|own| (own.id, own.claim.clone()));
    view! {
        <Show
            when=move || device.alive.get()
            fallback=move || {
                (count.get() > 0).then(|| view! { <p>{move || RECEIVED.fill(lang.get(), &[&count.get().to_string()])}</p> })
            }
        >
            <Attach case kept claim=Some(claim.clone()) />
        </Show>
    }
}
