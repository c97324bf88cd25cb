//! Why something did not work, as a sentence, said once.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{NoticeBox, Tone},
    lang::use_lang,
    staff_api::ApiError,
};

const WAIT: Text = text("请等 {} 秒再试。", "Please wait {} seconds.");
const WAIT_MINUTES: Text = text("请等 {} 分钟再试。", "Please wait {} minutes.");

/// What went wrong, where something did.
#[component]
pub fn Trouble(
    /// The last failure.
    error: RwSignal<Option<ApiError>>,
    /// What did not work, such as 「没登录上」.
    title: Text,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div role="alert">
            {move || {
                error
                    .get()
                    .map(|error| {
                        let lang = lang.get();
                        let wait = error.wait().map(|seconds| wait(seconds).fill(lang, &[&shown(seconds).to_string()]));
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p class="notice__title">{title.in_lang(lang)}</p>
                                <p>{error.sentence().in_lang(lang).to_owned()}</p>
                                {wait.map(|wait| view! { <p>{wait}</p> })}
                            </NoticeBox>
                        }
                    })
            }}
        </div>
    }
}

const fn wait(seconds: u64) -> Text {
    if seconds < 120 { WAIT } else { WAIT_MINUTES }
}

const fn shown(seconds: u64) -> u64 {
    if seconds < 120 { seconds } else { seconds.div_ceil(60) }
}
