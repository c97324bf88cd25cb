//! Where I am signed in, and ending what is not mine any more.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};

use super::{desk::due::when, trouble::Trouble};
use crate::{
    components::{For, Show},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError, SessionPlace},
};

const TITLE: Text = text("我登录在哪里", "Where I am signed in");
const HINT: Text = text(
    "不认识的，或者忘了退出的，在这里退出；那台设备要重新输入密码。丢了平板，请主管在“设备”里停用它。",
    "What you do not know, or forgot to leave, ends here; a password is asked for there. A tablet that is lost is ended by a supervisor under “Devices”.",
);
const NAMELESS: Text = text("没有起名的设备", "A device without a name");
const HERE: Text = text("就是这台", "This one");
const LINE: Text = text("{} 登录 · 最后使用 {}", "Signed in {} · last used {}");
const END: Text = text("退出", "Sign out");
const NOT_READ: Text = text("没能取到", "It could not be fetched");
const NOT_ENDED: Text = text("没有退出", "Not signed out");

/// The card.
#[component]
pub fn Sessions() -> impl IntoView {
    let places = RwSignal::new(Vec::<SessionPlace>::new());
    let unread = RwSignal::new(None::<ApiError>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        spawn_local(async move {
            match staff_api::sessions().await {
                Ok(all) => {
                    unread.set(None);
                    places.set(all);
                }
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let end = Callback::new(move |id: String| {
        error.set(None);
        spawn_local(async move {
            match staff_api::end_session(&id).await {
                Ok(()) => read(),
                Err(why) => error.set(Some(why)),
            }
        });
    });
    view! {
        <section class="card" aria-labelledby="sessions-title">
            <h2 class="card__title" id="sessions-title">
                {say(TITLE)}
            </h2>
            <p class="small muted">{say(HINT)}</p>
            <Trouble error=unread title=NOT_READ />
            <Trouble error title=NOT_ENDED />
            <ul class="rows">
                <For each=move || places.get() key=|place| (place.id.clone(), place.last_seen_at) let:place>
                    <Place place end />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Place(place: SessionPlace, end: Callback<String>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let SessionPlace { id, device: label, since, last_seen_at, current } = place;
    let name =
        Memo::new(move |_| if label.is_empty() { NAMELESS.in_lang(lang.get()).to_owned() } else { label.clone() });
    let line = move || {
        let (lang, now) = (lang.get(), device.now());
        LINE.fill(lang, &[&when(since, now, lang), &when(last_seen_at, now, lang)])
    };
    view! {
        <li class="row row--plain">
            <span class="row__main">
                <span class="row__title">
                    {move || name.get()} " "
                    <Show when=move || current>
                        <span class="tag">{say(HERE)}</span>
                    </Show>
                </span>
                <span class="row__meta tnum">{line}</span>
            </span>
            <span class="row__end">
                {(!current)
                    .then(|| {
                        view! {
                            <button class="btn btn--small" type="button" on:click=move |_| end.run(id.clone())>
                                {say(END)}
                                <span class="vh">" "{move || name.get()}</span>
                            </button>
                        }
                    })}
            </span>
        </li>
    }
}
