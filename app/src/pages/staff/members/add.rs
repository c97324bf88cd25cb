//! A new member. They get a one-time link from whoever adds them, face to face; nothing is sent by mail.

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{focus::focus, line::Line, sign_in::Submit, trouble::Trouble},
    Context,
};
use crate::{
    lang::say,
    staff_api::{self, ApiError, Link},
};

const TITLE: Text = text("添加成员", "Add a member");
const LEAD: Text = text(
    "添加后会给一个只能用一次的链接，请当面交给本人设密码。",
    "You then get a link that works once; give it to them in person to set a password.",
);
const NAME: Text = text("称呼", "Name");
const NAME_HINT: Text = text("消费者会看到，例如“接待员 03”", "Consumers see it, for example “Reception 03”");
const ACCOUNT: Text = text("登录用的账号", "Account for signing in");
const ACCOUNT_HINT: Text = text("例如 jiedai03", "For example reception03");
const ROLE: Text = text("做什么", "Role");
const ADD: Text = text("添加", "Add");
const BUSY: Text = text("正在添加…", "Adding…");
const CANCEL: Text = text("先不添加", "Not now");
const FAILED: Text = text("还没添加", "Not added yet");

/// The form.
#[component]
pub fn Add(
    /// Whether the form is open.
    adding: RwSignal<bool>,
) -> impl IntoView {
    let context: Context = expect_context();
    let name = RwSignal::new(String::new());
    let account = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Receptionist);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        context.link.set(None);
        spawn_local(async move {
            let (typed_account, typed_name) = (account.get_untracked(), name.get_untracked());
            match staff_api::add_member(typed_account.trim(), typed_name.trim(), role.get_untracked()).await {
                Ok(added) => {
                    let link = Link { link: added.link, link_expires_at: added.link_expires_at };
                    context.link.set(Some((added.staff.name.clone(), link)));
                    context.members.update(|members| members.get_or_insert_default().push(added.staff));
                    adding.set(false);
                }
                Err(why) => {
                    let wrong_name = why.code() == "name_invalid";
                    error.set(Some(why));
                    busy.set(false);
                    focus(if wrong_name { "name" } else { "account" });
                }
            }
        });
    };
    view! {
        <section class="card members__add" aria-labelledby="add-title">
            <h2 class="card__title" id="add-title">
                {say(TITLE)}
            </h2>
            <p class="muted">{say(LEAD)}</p>
            <Trouble error title=FAILED />
            <form method="post" on:submit=submit>
                <Line id="name" label=NAME hint=NAME_HINT value=name autocomplete="off" />
                <Line id="account" label=ACCOUNT hint=ACCOUNT_HINT value=account autocomplete="off" />
                <div class="field">
                    <label class="field__label" for="role">
                        {say(ROLE)}
                    </label>
                    <div class="field__select">
                        <select
                            class="field__input"
                            id="role"
                            name="role"
                            on:change=move |change| {
                                if let Some(chosen) = Role::from_code(&event_target_value(&change)) {
                                    role.set(chosen);
                                }
                            }
                        >
                            {Role::ALL
                                .into_iter()
                                .map(|role| view! { <option value=role.code()>{say(role.name())}</option> })
                                .collect_view()}
                        </select>
                    </div>
                </div>
                <div class="actions">
                    <Submit busy label=ADD busy_label=BUSY />
                    <button class="btn" type="button" on:click=move |_| adding.set(false)>
                        {say(CANCEL)}
                    </button>
                </div>
            </form>
        </section>
    }
}
