//! A merchant's account is opened.

use domain::{
    ids::MerchantId,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::NewMerchant;

use super::{
    super::{focus::focus, line::Line, sign_in::Submit, trouble::Trouble},
    Context,
};
use crate::{
    device::fresh_name,
    lang::say,
    staff_api::{self, ApiError},
};

const TITLE: Text = text("添加商家", "Add a merchant");
const NAME: Text = text("商家名称", "The merchant’s name");
const NAME_HINT: Text = text("和合同上的一样，例如 佳电电器", "As in its contract");
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
    // One name for every try: whoever lost the answer asks for the same account again.
    let id = MerchantId(fresh_name());
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let new = NewMerchant { id, name: name.get_untracked().trim().to_owned() };
            match staff_api::open_account(&new).await {
                Ok(_) => {
                    context.read();
                    adding.set(false);
                }
                Err(why) => {
                    error.set(Some(why));
                    busy.set(false);
                    focus("merchant");
                }
            }
        });
    };
    view! {
        <section class="card members__add" aria-labelledby="add-title">
            <h2 class="card__title" id="add-title">
                {say(TITLE)}
            </h2>
            <Trouble error title=FAILED />
            <form method="post" novalidate on:submit=submit>
                <Line id="merchant" label=NAME hint=NAME_HINT value=name autocomplete="off" />
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
