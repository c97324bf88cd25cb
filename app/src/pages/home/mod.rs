//! Where a visit begins: three entry points, the board to read below them, the contact at the foot.

pub mod entry_points;
pub mod foot;
pub mod masthead;
pub mod posted;
pub mod rights;

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{NoticeBox, Page, Show, Sign, Tone, in_turn, with_notice::LOADING},
    device::use_device,
    lang::{say, use_lang},
};

const TITLE: Text = text("首页", "Home");
const OFFLINE: Text = text(
    "没有网络也能投诉：先存在本机，联网后自动送达，不会丢。",
    "No network? You can still file: saved here, sent later, never lost.",
);

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    // Set anew with every board, also where nothing of it shows here.
    let summary = Memo::new(move |_| device.summary.get());
    // While there is no network, the line across the top says so already.
    let offline =
        Memo::new(move |_| device.alive.get() && device.status.get().is_some_and(|status| status.state.is_cut_off()));
    view! {
        <Page
            class="home"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| in_turn(|| view! { <masthead::Masthead /> }.into_any())
            foot=|| in_turn(|| view! { <foot::Foot /> }.into_any())
        >
            <Show when=move || !offline.get()>
                <NoticeBox tone=Tone::Info sign=Sign::Saved>
                    <p>{say(OFFLINE)}</p>
                </NoticeBox>
            </Show>
            {in_turn(|| view! { <entry_points::EntryPoints /> }.into_any())}
            {in_turn(move || {
                view! {
                    <div class="home__board">
                        {move || match summary.get() {
                            Some(summary) => {
                                let rights = summary.rights.as_ref().map(|rights| rights::rights(rights, lang.get()));
                                view! { {rights} {posted::posted(&summary.documents, lang.get())} }.into_any()
                            }
                            None => view! { <p class="loading" role="status">{say(LOADING)}</p> }.into_any(),
                        }}
                    </div>
                }
                .into_any()
            })}
        </Page>
    }
}
