//! Photos and PDFs of a case of this device.

use domain::{
    case::MOST_ATTACHMENTS,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    components::Show,
    device::{OwnCase, use_device},
    lang::{say, use_lang},
    pages::attach::{Attach, HINT, TITLE},
};

const RECEIVED: Text = text("已收到您的照片和文件 {} 份。", "Photos and files of yours received: {}.");
const SEND: Text = text("上传", "Upload");

/// What was received and what is on its way, and room for more. Without a script, a form.
#[component]
pub fn Attached(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let view_of = move |own: &OwnCase| own.view.as_ref().map(|view| view.attachments.clone()).unwrap_or_default();
    let kept = Signal::derive(move || own.with(view_of));
    let (case, claim) = own.with_untracked(|own| (own.id, own.claim.clone()));
    view! {
        <Show when=move || device.alive.get() fallback=move || view! { <Form own kept=kept.with(Vec::len) /> }>
            <Attach case kept claim=Some(claim.clone()) />
        </Show>
    }
}

/// An ordinary form, which ends on the same page.
#[component]
fn Form(own: Signal<OwnCase>, kept: usize) -> impl IntoView {
    let lang = use_lang();
    let claim = own.with_untracked(|own| own.claim.plain());
    view! {
        {(kept > 0).then(|| view! { <p role="status">{move || RECEIVED.fill(lang.get(), &[&kept.to_string()])}</p> })}
        <Show when=move || { kept < MOST_ATTACHMENTS }>
            <form class="attach not-kiosk no-print" method="post" action="/case/attach" enctype="multipart/form-data">
                // First: what follows is taken for the case of this code.
                <input type="hidden" name="claim" value=claim.clone() />
                <input type="hidden" name="lang" value=lang.get_untracked().tag() />
                <div class="field">
                    <label class="field__label" for="attach-files">{say(TITLE)}</label>
                    <p class="field__hint" id="attach-hint">{move || HINT.fill(lang.get(), &[&MOST_ATTACHMENTS.to_string()])}</p>
                    <input class="field__input" type="file" id="attach-files" name="file" accept="image/*,application/pdf" multiple aria-describedby="attach-hint" />
                </div>
                <div class="actions">
                    <button class="btn" type="submit">{say(SEND)}</button>
                </div>
            </form>
        </Show>
    }
}
