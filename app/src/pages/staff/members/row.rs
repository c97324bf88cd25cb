//! One member in the list.

use domain::{
    ids::StaffId,
    role::Role,
    words::{Text, text},
};
use leptos::{html::Dialog, prelude::*, task::spawn_local};

use super::{Context, hand_out::HandOut};
use crate::{
    components::Show,
    lang::{say, use_lang},
    staff_api::{self, Member, MemberChange},
};

const ON_DUTY: Text = text("今天当班", "On duty");
const OFF_DUTY: Text = text("今天不在", "Off duty");
const NEVER: Text = text("还没登录过", "Never signed in");
const STOPPED: Text = text("已停用", "Deactivated");
const ACCOUNT: Text = text("{} · 账号 {}", "{} · account {}");
const RESET: Text = text("重设密码", "Reset password");
const END: Text = text("全部退出", "Sign out everywhere");
const ENDED: Text = text("已在所有设备上退出", "Signed out everywhere");
const STOP: Text = text("停用", "Deactivate");
const START: Text = text("重新启用", "Activate again");
const STOP_ASK: Text = text("停用 {}？", "Deactivate {}?");
const STOP_WHAT: Text = text(
    "停用后不能再登录，正在办的案件自动分给在岗的同事，首问人不变。以后可以重新启用。",
    "They can no longer sign in. Their cases go to colleagues on duty; the first receivers stay. You can activate them again later.",
);
const BACK: Text = text("先不停用", "Not now");

/// The row of a member.
#[component]
pub fn Row(
    /// Whose.
    id: StaffId,
) -> impl IntoView {
    let context: Context = expect_context();
    let lang = use_lang();
    let member = Memo::new(move |_| {
        context.members.with(|members| members.iter().flatten().find(|member| member.id == id).cloned())
    });
    let of = move |read: fn(&Member) -> bool| member.with(|member| member.as_ref().is_some_and(read));
    let name = Memo::new(move |_| member.with(|member| member.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let meta = move || {
        member.with(|member| {
            let lang = lang.get();
            member.as_ref().map(|member| ACCOUNT.fill(lang, &[member.role.name().in_lang(lang), &member.account]))
        })
    };
    let never = move || of(|member| !member.can_sign_in && member.active);
    let stopped = move || of(|member| !member.active);
    view! {
        <li class="row row--plain">
            <span class="row__main">
                <span class="row__title">
                    {move || name.get()} " "
                    <Show when=never>
                        <span class="tag tag--amber">{say(NEVER)}</span>
                    </Show>
                    <Show when=stopped>
                        <span class="tag">{say(STOPPED)}</span>
                    </Show>
                </span>
                <span class="row__meta">{meta}</span>
            </span>
            <span class="row__end">
                <Show when=move || of(|member| member.active && member.role != Role::Regulator)>
                    <Duty id name on=Signal::derive(move || of(|member| member.on_duty)) />
                </Show>
                <HandOut id name />
                <Show when=move || context.manages>
                    <Manage id name stopped=Signal::derive(stopped) />
                </Show>
            </span>
        </li>
    }
}

#[component]
fn Duty(id: StaffId, name: Memo<String>, on: Signal<bool>) -> impl IntoView {
    let context: Context = expect_context();
    let (on_duty, off_duty) = (say(ON_DUTY), say(OFF_DUTY));
    // What was pressed shows at once and goes back where the server refuses it.
    let shown = RwSignal::new(on.get_untracked());
    Effect::new(move |_| shown.set(on.get()));
    let switch = move |change: leptos::ev::Event| {
        let wanted = event_target_checked(&change);
        shown.set(wanted);
        context.error.set(None);
        spawn_local(async move {
            match staff_api::change_member(id, MemberChange { on_duty: Some(wanted), active: None }).await {
                Ok(member) => context.put(member),
                Err(why) => {
                    shown.set(!wanted);
                    context.error.set(Some(why));
                }
            }
        });
    };
    view! {
        <label class="switch">
            <input
                class="switch__input"
                type="checkbox"
                role="switch"
                disabled=!context.manages
                prop:checked=move || shown.get()
                on:change=switch
            />
            <span class="switch__track"></span>
            <span class="switch__text">
                {move || if shown.get() { on_duty() } else { off_duty() }}
                <span class="vh">" "{move || name.get()}</span>
            </span>
        </label>
    }
}

#[component]
fn Manage(id: StaffId, name: Memo<String>, stopped: Signal<bool>) -> impl IntoView {
    let context: Context = expect_context();
    let lang = use_lang();
    let asking = NodeRef::<Dialog>::new();
    let reset = move |_| {
        context.error.set(None);
        context.link.set(None);
        spawn_local(async move {
            match staff_api::reset_link(id).await {
                Ok(link) => context.link.set(Some((name.get_untracked(), link))),
                Err(why) => context.error.set(Some(why)),
            }
        });
    };
    let ended = RwSignal::new(false);
    let end_all = move |_| {
        context.error.set(None);
        spawn_local(async move {
            match staff_api::end_sessions_of(id).await {
                Ok(()) => ended.set(true),
                Err(why) => context.error.set(Some(why)),
            }
        });
    };
    let set_active = move |active| {
        context.error.set(None);
        spawn_local(async move {
            match staff_api::change_member(id, MemberChange { on_duty: None, active: Some(active) }).await {
                Ok(member) => context.put(member),
                Err(why) => context.error.set(Some(why)),
            }
        });
    };
    let close = move || {
        if let Some(dialog) = asking.get_untracked() {
            dialog.close();
        }
    };
    let ask = move |_| {
        if let Some(dialog) = asking.get_untracked()
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    };
    let title = format!("stop-{id}");
    let labelled_by = title.clone();
    view! {
        <Show
            when=move || !stopped.get()
            fallback=move || {
                view! {
                    <button class="btn btn--small" type="button" on:click=move |_| set_active(true)>
                        {say(START)}
                        <span class="vh">" "{move || name.get()}</span>
                    </button>
                }
            }
        >
            <button class="btn btn--small" type="button" on:click=reset>
                {say(RESET)}
                <span class="vh">" "{move || name.get()}</span>
            </button>
            <button class="btn btn--small" type="button" on:click=end_all>
                {say(END)}
                <span class="vh">" "{move || name.get()}</span>
            </button>
            <span class="small muted" role="status">
                {move || ended.get().then(|| ENDED.in_lang(lang.get()))}
            </span>
            <button class="btn btn--small" type="button" on:click=ask>
                {say(STOP)}
                <span class="vh">" "{move || name.get()}</span>
            </button>
        </Show>
        <dialog class="dialog" aria-labelledby=labelled_by node_ref=asking>
            <h2 class="dialog__title" id=title>
                {move || STOP_ASK.fill(lang.get(), &[&name.get()])}
            </h2>
            <p class="dialog__text">{say(STOP_WHAT)}</p>
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| close()>
                    {say(BACK)}
                </button>
                <button
                    class="btn btn--danger"
                    type="button"
                    on:click=move |_| {
                        close();
                        set_active(false);
                    }
                >
                    {say(STOP)}
                </button>
            </div>
        </dialog>
    }
}
