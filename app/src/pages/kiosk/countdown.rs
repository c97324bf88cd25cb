//! Beside every page of a kiosk: the way to end the visit, and the question whether anybody is there.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::on_phone::OnPhone;
use crate::{
    components::{Icon, Sign},
    device::use_device,
    host,
    lang::{say, use_lang},
};

const END: Text = text("结束，清除屏幕", "Finish and clear the screen");
const THERE: Text = text("您还在吗？", "Are you still there?");
const SOON: Text = text(
    "为了不让别人看到您填的内容，{} 秒后清除屏幕。",
    "So that nobody else sees what you wrote, the screen is cleared in {} seconds.",
);
const HERE: Text = text("我还在，接着办", "Yes, carry on");
const BAR: Text = text("这次办理", "This visit");

/// The bar and the question.
#[component]
pub fn Countdown(
    /// Seconds left; none while somebody is there.
    left: RwSignal<Option<u32>>,
) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let end = |_| {
        if let Some(host) = host::kiosk() {
            host.end_visit();
        }
    };
    let counting = Memo::new(move |_| left.get().is_some());
    let begun = move || !device.drafts.with(Vec::is_empty) || !device.mine.with(Vec::is_empty);
    view! {
        <aside class="kiosk-bar no-print" class=("kiosk-bar--begun", begun) aria-label=say(BAR)>
            <OnPhone />
            <button class="btn kiosk-bar__end" type="button" on:click=end>
                <Icon sign=Sign::Close />
                {say(END)}
            </button>
        </aside>
        {move || {
            counting
                .get()
                .then(|| {
                    let seconds = move || left.get().unwrap_or_default();
                    view! {
                        <div class="kiosk-ask no-print" role="alertdialog" aria-modal="true" aria-labelledby="kiosk-there" aria-describedby="kiosk-soon">
                            <div class="kiosk-ask__sheet">
                                <h2 id="kiosk-there">{say(THERE)}</h2>
                                <p class="kiosk-ask__count num" aria-hidden="true">{seconds}</p>
                                <p id="kiosk-soon" class="tnum">{move || SOON.fill(lang.get(), &[&seconds().to_string()])}</p>
                                // Any touch is an answer; the button is for whoever looks for one.
                                <button class="btn btn--main" type="button" autofocus=true>
                                    {say(HERE)}
                                </button>
                                <button class="btn" type="button" on:click=end>
                                    {say(END)}
                                </button>
                            </div>
                        </div>
                    }
                })
        }}
    }
}
