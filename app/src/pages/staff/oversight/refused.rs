//! What was done here and did not take effect: why, what was written, and the way to what stands there now.

use domain::{
    kind::EventSourced,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::all;
use crate::{
    components::{NoticeBox, Tone},
    entities::Refused,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const YOURS: Text = text("您写的：", "What you wrote:");
const OPEN: Text = text("看现在的内容", "Open what stands there now");
const DROP: Text = text("不要了", "Drop it");

/// Each of them; of one thing where it is named.
pub fn not_saved<K: EventSourced>(
    of: Option<Uuid>,
    said: fn(&K::Command) -> String,
    address: fn(Uuid) -> String,
) -> impl IntoView {
    let all = all::<K>(&use_desk());
    move || {
        let refused: Vec<_> = all.with(|all| {
            let refused = all.refused.iter().filter(|refused| of.is_none_or(|id| id == refused.id));
            refused.cloned().collect()
        });
        let one = |refused: Refused<K>| {
            let to = of.is_none().then(|| address(refused.id));
            one(refused.op, refused.detail, said(&refused.command), to)
        };
        refused.into_iter().map(one).collect_view()
    }
}

fn one(
    op: sync::protocol::OpId,
    why: domain::words::Bilingual,
    written: String,
    address: Option<String>,
) -> impl IntoView {
    let device = use_desk().device;
    let lang = use_lang();
    let written = (!written.is_empty()).then(|| view! { <p class="order__words">{say(YOURS)} " " {written}</p> });
    view! {
        <NoticeBox tone=Tone::Error>
            <p role="alert">{move || why.in_lang(lang.get()).to_owned()}</p>
            {written}
            <div class="actions">
                {address
                    .map(|address| {
                        view! {
                            <a class="btn" href=address>
                                {say(OPEN)}
                            </a>
                        }
                    })} <button class="btn btn--quiet" type="button" on:click=move |_| device.dismiss(op)>
                    {say(DROP)}
                </button>
            </div>
        </NoticeBox>
    }
}
