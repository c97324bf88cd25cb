//! A flood: more came without an account than a person looks through. How much, from how many devices, and how it goes at once.

use domain::words::{Lang, Text, text};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::{Discard, Discarded, Flood, MOST_REASON_CHARS};

use super::{desk::due::when, trouble::Trouble};
use crate::{
    components::{For, Show},
    device::{Device, use_device},
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("读不懂的内容大量涌入", "A flood of what cannot be read");
const HOW_MUCH: Text = text(
    "{} 条，来自 {} 台设备，从 {} 到 {}；占了可用空间的 {}%。占满以后，这一类内容暂时收不进来，读得懂的投诉照收。",
    "{} items from {} devices, from {} to {}; they take {} % of the room there is. Once it is full, nothing of this sort is taken for a while; complaints that can be read still are.",
);
const HOW: Text = text(
    "请先看下面几条：像真的，按“看过了”，它就留着。剩下的确认是恶意或故障，写明原因，一次丢弃：内容删除，谁、何时、为什么、多少条留作记录。",
    "Please look at some of them first: what seems real stays once you press “I have looked at it”. Where the rest is malice or a fault, say why and discard it at once: the contents go; who, when, why and how many stay on record.",
);
const REASON: Text = text("丢弃的原因", "Why it is discarded");
const DISCARD: Text = text("全部丢弃", "Discard all of it");
const NOT_DONE: Text = text("没有丢弃", "Not discarded");
const DISCARDED: Text = text("丢弃过的", "What was discarded");
const RECORD: Text = text("{} 于 {} 丢弃 {} 条（{} 台设备）：{}", "{} discarded, {}, {} items ({} devices): {}");

/// What there is of it, and what was done before.
#[component]
pub fn FloodBox(
    flood: Memo<Option<Flood>>,
    discarded: Memo<Vec<Discarded>>,
    /// Something went.
    done: Callback<()>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<ApiError>);
    let how_much = move || {
        flood.get().map(|flood| {
            let (lang, now) = (lang.get(), device.now());
            let share = flood.bytes.saturating_mul(100).checked_div(flood.room).unwrap_or(100).min(100);
            HOW_MUCH.fill(
                lang,
                &[
                    &flood.ops.to_string(),
                    &flood.devices.to_string(),
                    &when(flood.first, now, lang),
                    &when(flood.last, now, lang),
                    &share.to_string(),
                ],
            )
        })
    };
    let discard = move |_| {
        let Some(until) = flood.get_untracked().map(|flood| flood.last) else { return };
        error.set(None);
        let what = Discard { until, reason: reason.get_untracked() };
        spawn_local(async move {
            match staff_api::discard(&what).await {
                Ok(_) => {
                    reason.set(String::new());
                    done.run(());
                }
                Err(why) => error.set(Some(why)),
            }
        });
    };
    view! {
        <Show when=move || flood.with(Option::is_some)>
            <section class="card fund__part aside" aria-labelledby="flood">
                <h2 class="card__title" id="flood">
                    {say(TITLE)}
                </h2>
                <p class="tnum">{how_much}</p>
                <p>{say(HOW)}</p>
                <div class="field">
                    <label class="field__label" for="flood-reason">
                        {say(REASON)}
                    </label>
                    <input
                        class="field__input"
                        id="flood-reason"
                        maxlength=MOST_REASON_CHARS.to_string()
                        prop:value=move || reason.get()
                        on:input=move |input| reason.set(event_target_value(&input))
                    />
                </div>
                <Trouble error title=NOT_DONE />
                <button class="btn btn--danger" type="button" on:click=discard>
                    {say(DISCARD)}
                </button>
            </section>
        </Show>
        <Show when=move || discarded.with(|all| !all.is_empty())>
            <section class="card fund__part" aria-labelledby="discarded">
                <h2 class="card__title" id="discarded">
                    {say(DISCARDED)}
                </h2>
                <ul>
                    <For each=move || discarded.get() key=|one| (one.at, one.ops) let:one>
                        <li class="tnum">{move || record(&one, device, lang)}</li>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

fn record(one: &Discarded, device: Device, lang: RwSignal<Lang>) -> String {
    let lang = lang.get();
    let name = device.desk.members.with(|members| members.get(&one.by).map(|member| member.name.clone()));
    let (ops, devices) = (one.ops.to_string(), one.devices.to_string());
    let at = when(one.at, device.now(), lang);
    RECORD.fill(lang, &[&name.unwrap_or_default(), &at, &ops, &devices, &one.reason])
}
