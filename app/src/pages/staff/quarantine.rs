//! 单独留存: what arrived and could not be taken in. Somebody is told that staff will look at it; here they do.

use domain::{
    role::Role,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::{Outcome, Quarantine as Quarantined, QuarantinedOp, Review};

use super::{
    desk::due::when,
    flood::FloodBox,
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::{For, Icon, Show, Sign},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
    words::NEWER_THAN_SERVER,
};

const TITLE: Text = text("单独留存的内容", "Kept aside");
const LEAD: Text = text(
    "这些内容送到了，但没法自动办理：路上损坏、编号重复，或者服务器还不认识。原样留在这里，请看一看，需要时联系消费者。",
    "These arrived and could not be taken in: damaged on the way, under a name that was used, or of a kind not known yet. They are kept as they came; please read them, and get in touch with the consumer where needed.",
);
const LOADING: Text = text("正在取留存的内容…", "Fetching what was kept…");
const NOT_YOURS: Text = text("留存的内容由主管查看。", "Supervisors look at what was kept aside.");
const NOT_LOADED: Text = text("没能取到", "It could not be fetched");
const NOT_NOTED: Text = text("没有记下", "Not noted");
const AGAIN: Text = text("再试一次", "Try again");
const NONE: Text = text("没有留存的内容", "Nothing is kept aside");
const NONE_WHY: Text = text("收到的都办理了。", "Everything that arrived was taken in.");
const RECEIVED: Text = text("{} 收到 · {}", "Received {} · {}");
const TOLD: Text = text("送件的人看到的是：“{}”", "Whoever sent it reads: “{}”");
const BY: Text = text("办的人：{}", "Done by {}");
const LOOKED: Text = text("看过了", "I have looked at it");
const WAS_LOOKED_AT: Text = text("{} 于 {} 看过", "{} looked at it, {}");
const CONTENT: Text = text("看原文", "What came");
const EMPTY: Text = text("（没有可读的文字）", "(no readable text)");
const FILING: Text = text("一份投诉或咨询", "A filing");
const OTHER: Text = text("一步操作（{}）", "A step ({})");

/// The page.
#[component]
pub fn Quarantine() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    role.supervises().then(|| view! { <All /> }.into_any())
}

#[component]
fn All() -> impl IntoView {
    let kept = RwSignal::new(None::<Quarantined>);
    let unread = RwSignal::new(None::<ApiError>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        spawn_local(async move {
            match staff_api::quarantine().await {
                Ok(all) => {
                    unread.set(None);
                    kept.set(Some(all));
                }
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let looked = Callback::new(move |what: Review| {
        error.set(None);
        spawn_local(async move {
            match staff_api::review(&what).await {
                Ok(()) => read(),
                Err(why) => error.set(Some(why)),
            }
        });
    });
    let is_empty = move || kept.with(|all| all.as_ref().is_some_and(|all| all.kept.is_empty()));
    let flood = Memo::new(move |_| kept.with(|all| all.as_ref().and_then(|all| all.flood)));
    let discarded =
        Memo::new(move |_| kept.with(|all| all.as_ref().map_or_else(Vec::new, |all| all.discarded.clone())));
    view! {
        <p class="fund__lead">{say(LEAD)}</p>
        <Trouble error=unread title=NOT_LOADED />
        <Trouble error title=NOT_NOTED />
        <Show when=move || unread.get().is_some()>
            <button class="btn" type="button" on:click=move |_| read()>
                {say(AGAIN)}
            </button>
        </Show>
        <Show when=move || kept.with(Option::is_none) && unread.with(Option::is_none)>
            <Loading what=LOADING />
        </Show>
        <FloodBox flood discarded done=Callback::new(move |()| read()) />
        <Show when=is_empty>
            <div class="empty">
                <Icon sign=Sign::Check class="icon empty__icon" />
                <p class="empty__title">{say(NONE)}</p>
                <p class="empty__text">{say(NONE_WHY)}</p>
            </div>
        </Show>
        <For
            each=move || kept.with(|all| all.as_ref().map_or_else(Vec::new, |all| all.kept.clone()))
            key=|one| (one.op, one.hash.clone(), one.reviewed)
            let:one
        >
            <One one looked />
        </For>
    }
}

#[component]
fn One(one: QuarantinedOp, looked: Callback<Review>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let QuarantinedOp { op, hash, kind, by, received_at, outcome, text, reviewed, .. } = one;
    let what = Review { op, hash };
    let received = move || {
        let lang = lang.get();
        RECEIVED.fill(lang, &[&when(received_at, device.now(), lang), &named(&kind, lang)])
    };
    // The sentence speaks to whoever sent it; staff read what that person was told.
    let why = move || {
        let lang = lang.get();
        let told = match &outcome {
            Outcome::Quarantined { detail, .. } | Outcome::Rejected { detail, .. } => detail.in_lang(lang),
            Outcome::Unsupported { .. } | Outcome::Applied { .. } => NEWER_THAN_SERVER.in_lang(lang),
        };
        TOLD.fill(lang, &[told])
    };
    let author = move || {
        by.map(|by| {
            let name = device.desk.members.with(|members| members.get(&by).map(|member| member.name.clone()));
            BY.fill(lang.get(), &[&name.unwrap_or_default()])
        })
    };
    let who = move || {
        reviewed.map(|(at, by)| {
            let lang = lang.get();
            let name = device.desk.members.with(|members| members.get(&by).map(|member| member.name.clone()));
            WAS_LOOKED_AT.fill(lang, &[&name.unwrap_or_default(), &when(at, device.now(), lang)])
        })
    };
    let note = reviewed.is_none().then(|| {
        view! {
            <button class="btn" type="button" on:click=move |_| looked.run(what.clone())>
                {say(LOOKED)}
            </button>
        }
    });
    let content = readable(&text);
    let content = move || if content.is_empty() { EMPTY.in_lang(lang.get()).to_owned() } else { content.clone() };
    view! {
        <article class="card fund__part aside" class:aside--seen=reviewed.is_some()>
            <h2 class="card__title tnum">{received}</h2>
            <p>{author}</p>
            <p>{why}</p>
            <details class="wizard__fold">
                <summary>{say(CONTENT)}</summary>
                <pre class="aside__text" tabindex="0">{content}</pre>
            </details>
            <p class="muted tnum">{who}</p>
            {note}
        </article>
    }
}

/// What it was meant to be.
fn named(kind: &str, lang: Lang) -> String {
    if kind == "case.file" { FILING.in_lang(lang).to_owned() } else { OTHER.fill(lang, &[kind]) }
}

/// JSON in lines, anything else as it came.
fn readable(text: &str) -> String {
    let json = serde_json::from_str::<serde_json::Value>(text).ok();
    json.and_then(|json| serde_json::to_string_pretty(&json).ok()).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_shown_as_it_came() {
        assert_eq!(readable("{\"商品\":\"电饭煲\"}"), "{\n  \"商品\": \"电饭煲\"\n}");
        assert_eq!(readable("{\"商品\":\"电饭"), "{\"商品\":\"电饭");
    }
}
