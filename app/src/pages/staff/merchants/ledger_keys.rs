//! 台账接口: the keys by which this merchant's own system sends its ledger. A supervisor makes one; it is shown once, and revoked here.

use domain::{
    moment::Moment,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::today;
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
    pages::staff::{clipboard::write_clipboard, desk::context::use_desk, trouble::Trouble},
    staff_api::{self, ApiError, LedgerKey},
};

const TITLE: Text = text("台账接口", "The ledger by the merchant’s own system");
const LEAD: Text = text(
    "商户自己的系统可以凭密钥报送进销货台账，只能写这一家的。要联网办理。",
    "The merchant’s own system can send its ledger by a key, which opens this merchant’s ledger only. This needs a network.",
);
const SEE: Text = text("看密钥", "Show the keys");
const NONE: Text = text("还没有密钥。", "There is no key yet.");
const LABEL: Text = text("给哪个系统？", "For which system?");
const MAKE: Text = text("生成密钥", "Make a key");
const ONCE: Text = text(
    "密钥只显示这一次，请马上交给商户的系统管理员；弄丢了就停用它，再生成一个。",
    "The key is shown this once: please hand it to whoever looks after the merchant’s system. If it is lost, revoke it and make another.",
);
const COPY: Text = text("复制密钥", "Copy the key");
const REVOKE: Text = text("停用", "Revoke");
const REVOKED: Text = text("已停用", "Revoked");
const MADE: Text = text("{} 生成", "made {}");
const USED: Text = text("最近使用 {}", "last used {}");
const UNUSED: Text = text("还没有用过", "never used");
const FAILED: Text = text("没有办成", "That did not work");
const HOW: Text = text("报送格式见接口说明：{}", "How lines are sent: {}");
const DOCUMENT: &str = "/api/v1/openapi.json";

/// The card, for supervisors.
#[component]
pub fn LedgerKeys(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let keys = RwSignal::new(None::<Vec<LedgerKey>>);
    let shown = RwSignal::new(None::<String>);
    let label = RwSignal::new(String::new());
    let (error, busy) = (RwSignal::new(None::<ApiError>), RwSignal::new(false));
    let take = move |answer: Result<Vec<LedgerKey>, ApiError>| {
        // The page may be gone meanwhile.
        if busy.try_set(false).is_some() {
            return;
        }
        match answer {
            Ok(all) => keys.set(Some(all)),
            Err(why) => error.set(Some(why)),
        }
    };
    let see = move |_| {
        busy.set(true);
        error.set(None);
        spawn_local(async move { take(staff_api::ledger_keys(id).await) });
    };
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        shown.set(None);
        spawn_local(async move {
            match staff_api::make_ledger_key(id, &label.get_untracked()).await {
                Ok(key) => {
                    shown.try_set(Some(key));
                    label.try_set(String::new());
                    take(staff_api::ledger_keys(id).await);
                }
                Err(why) => take(Err(why)),
            }
        });
    };
    let revoke = move |key: Uuid| {
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match staff_api::revoke_ledger_key(id, key).await {
                Ok(()) => take(staff_api::ledger_keys(id).await),
                Err(why) => take(Err(why)),
            }
        });
    };
    let row = move |key: LedgerKey| {
        let LedgerKey { id: name, label, created_at, last_used_at, revoked_at } = key;
        let about = move || {
            let (lang, today) = (lang.get(), today(&desk));
            let made = MADE.fill(lang, &[&created_at.spoken(lang, today)]);
            let used = last_used_at.map(|at: Moment| USED.fill(lang, &[&at.spoken(lang, today)]));
            format!("{made} · {}", used.unwrap_or_else(|| UNUSED.in_lang(lang).to_owned()))
        };
        let end = if revoked_at.is_some() {
            view! { <span class="tag">{say(REVOKED)}</span> }.into_any()
        } else {
            view! {
                <button
                    class="btn"
                    type="button"
                    disabled=move || busy.get()
                    on:click=move |_| revoke(name)
                >
                    {say(REVOKE)}
                </button>
            }
            .into_any()
        };
        view! {
            <li class="row row--plain">
                <span class="row__main">
                    <span class="row__title">{label}</span>
                    <span class="row__meta tnum">{about}</span>
                </span>
                <span class="row__end">{end}</span>
            </li>
        }
    };
    let list = move || {
        keys.get().map(|all| {
            if all.is_empty() {
                view! { <p class="muted">{say(NONE)}</p> }.into_any()
            } else {
                view! { <ul class="rows">{all.into_iter().map(row).collect_view()}</ul> }.into_any()
            }
        })
    };
    let once = move || {
        shown.get().map(|key| {
            let copied = key.clone();
            view! {
                <NoticeBox tone=Tone::Amber>
                    <p role="status">{say(ONCE)}</p>
                    <p class="merchants__version">
                        {key}
                    </p>
                    <div class="actions">
                        <button class="btn" type="button" on:click=move |_| write_clipboard(&copied)>
                            {say(COPY)}
                        </button>
                    </div>
                </NoticeBox>
            }
        })
    };
    view! {
        <Show when=move || desk.me.with(|me| me.role.supervises())>
            <section class="card" aria-labelledby="merchant-ledger-keys">
                <h2 class="card__title" id="merchant-ledger-keys">
                    {say(TITLE)}
                </h2>
                <p class="muted">{say(LEAD)}</p>
                <p class="small muted">{move || HOW.fill(lang.get(), &[DOCUMENT])}</p>
                <Show when=move || error.with(Option::is_some)><Trouble title=FAILED error /></Show>
                {once}
                {list}
                <Show
                    when=move || keys.with(Option::is_some)
                    fallback=move || {
                        view! {
                            <button class="btn" type="button" disabled=move || busy.get() on:click=see>
                                {say(SEE)}
                            </button>
                        }
                    }
                >
                    <form method="post" novalidate on:submit=make>
                        <div class="field">
                            <label class="field__label" for="ledger-key-label">
                                {say(LABEL)}
                            </label>
                            <input
                                class="field__input"
                                id="ledger-key-label"
                                type="text"
                                autocomplete="off"
                                maxlength="40"
                                prop:value=move || label.get()
                                on:input=move |event| label.set(event_target_value(&event))
                            />
                        </div>
                        <div class="actions">
                            <button class="btn" type="submit" disabled=move || busy.get()>
                                <Icon sign=Sign::Plus />
                                {say(MAKE)}
                            </button>
                        </div>
                    </form>
                </Show>
            </section>
        </Show>
    }
}
