//! What was written here and did not take effect: why, what was written, and the way to go on with it.

use domain::words::{Bilingual, Text, text};
use leptos::prelude::*;

use crate::{
    components::{NoticeBox, Tone},
    lang::{say, use_lang},
};

const YOURS: Text = text("您写的：", "What you wrote:");
const GO_ON: Text = text("接着改", "Go on with it");
const DROP: Text = text("知道了", "Understood");

/// One of them.
#[component]
pub fn NotSavedNotice(
    /// Why.
    detail: Bilingual,
    /// What was written, where it was words.
    written: Option<String>,
    /// Puts it back into its form, where it had one.
    go_on: Option<Callback<()>>,
    /// Somebody has read it.
    drop: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let go_on = go_on.map(|go_on| {
        view! {
            <button class="btn" type="button" on:click=move |_| go_on.run(())>
                {say(GO_ON)}
            </button>
        }
    });
    view! {
        <NoticeBox tone=Tone::Error>
            <p>{move || detail.in_lang(lang.get()).to_owned()}</p>
            {written.map(|written| view! { <p class="replies__words">{say(YOURS)} " " {written}</p> })}
            <div class="actions">
                {go_on}
                <button class="btn btn--quiet" type="button" on:click=move |_| drop.run(())>
                    {say(DROP)}
                </button>
            </div>
        </NoticeBox>
    }
}
