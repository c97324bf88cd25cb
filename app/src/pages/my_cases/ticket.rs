//! The ticket: claim code as text and as QR, with the seal of where the case stands. It prints.

use domain::{
    claim_code::ClaimCode,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{Icon, Show, Sign, qr::Qr},
    device::use_device,
    lang::{say, use_lang},
};

const RECEIPT: Text = text("回执", "Receipt");
const CODE: Text = text("查询码", "Claim code");
const KEEP: Text = text(
    "请拍下来、截图或抄下来。凭它在任何手机上都能查，请不要给不相干的人看。",
    "Please photograph it or write it down. It opens the case on any phone; do not show it to strangers.",
);
const PRINT: Text = text("打印", "Print");

/// The ticket. `children` is what stands below the tear.
#[component]
pub fn Ticket(
    claim: ClaimCode,
    /// The seal's words and class.
    #[prop(into)]
    stamp: Signal<(Text, &'static str)>,
    /// Case number and goods.
    #[prop(into)]
    meta: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let groups = claim.groups().into_iter().map(|group| view! { <span class="code__g">{group}</span> }).collect_view();
    // The code stands in the fragment, which no server and no log ever sees.
    let plain = claim.plain();
    let link = move || {
        let base = device
            .notice
            .with(|notice| notice.as_ref().map(|notice| notice.place.public_url.clone()))
            .unwrap_or_default();
        format!("{}/track#{plain}", base.trim_end_matches('/'))
    };
    view! {
        <article class="ticket" aria-label=say(RECEIPT)>
            <div class="ticket__head">
                <p class="ticket__label" id="claim-label">{say(CODE)}</p>
                <p class="code" translate="no" aria-labelledby="claim-label" data-claim=claim.plain()>{groups}</p>
                <span class=move || stamp.get().1>{move || stamp.get().0.in_lang(lang.get())}</span>
            </div>
            <p class="ticket__meta tnum">{meta}</p>
            <div class="ticket__qr">
                {move || view! { <Qr text=link() label=CODE /> }}
                <p>{say(KEEP)}</p>
            </div>
            <div class="ticket__tear" aria-hidden="true">
                <i></i>
            </div>
            <div class="ticket__body">{children.map(|children| children())}</div>
        </article>
        <div class="receipt__more no-print">
            <Show when=move || device.alive.get()>
                <button class="link" type="button" on:click=|_| print()>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
            </Show>
        </div>
    }
}

fn print() {
    #[cfg(feature = "hydrate")]
    if window().print().is_err() {
        leptos::logging::warn!("this browser does not print");
    }
}
