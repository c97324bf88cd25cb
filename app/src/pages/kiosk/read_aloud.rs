//! The claim code of a receipt, read aloud: for whoever cannot read it off the screen.

use std::time::Duration;

use domain::{
    claim_code::ClaimCode,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{Icon, Show, Sign},
    host,
    lang::{say, use_lang},
};

const READ: Text = text("念查询码给我听", "Read the code aloud");
const STOP: Text = text("别念了", "Stop reading");
const HEARD: Text = text("会念出声，旁边的人也听得到。", "Others near you can hear it.");
const WORDS: Text = text("您的查询码是：{}。再念一遍：{}。", "Your claim code is: {}. Once more: {}.");

/// Browsers find their voices some time after the start.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The buttons, where the machine has a voice of the language.
#[component]
pub fn ReadAloud(claim: ClaimCode) -> impl IntoView {
    let lang = use_lang();
    let there = RwSignal::new(false);
    let begun = RwSignal::new(false);
    let look = move || {
        let can = host::kiosk().is_some_and(|host| host.can_read_aloud(lang.get_untracked()));
        there.maybe_update(|there| std::mem::replace(there, can) != can);
    };
    look();
    if let Ok(looking) = set_interval_with_handle(look, LOOK_EVERY) {
        on_cleanup(move || looking.clear());
    }
    let read = move |_| {
        let lang = lang.get_untracked();
        let spelt = spelt(&claim, lang);
        if let Some(host) = host::kiosk() {
            host.read_aloud(&WORDS.fill(lang, &[&spelt, &spelt]), lang);
            begun.set(true);
        }
    };
    let stop = || {
        if let Some(host) = host::kiosk() {
            host.be_silent();
        }
    };
    on_cleanup(stop);
    let read = StoredValue::new(read);
    view! {
        <Show when=move || there.get()>
            <div class="kiosk-read no-print">
                <button class="btn" type="button" on:click=move |event| read.with_value(|read| read(event))>
                    <Icon sign=Sign::Speaker />
                    {say(READ)}
                </button>
                <Show when=move || begun.get()>
                    <button class="btn" type="button" on:click=move |_| { stop(); begun.set(false); }>{say(STOP)}</button>
                </Show>
                <p class="small muted">{say(HEARD)}</p>
            </div>
        </Show>
    }
}

/// One sign after the other, with a rest after each group.
fn spelt(claim: &ClaimCode, lang: Lang) -> String {
    let (sign, group) = if lang == Lang::En { (", ", "; ") } else { ("，", "；") };
    let groups = claim.groups().map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(sign));
    groups.join(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_sign_by_sign_and_group_by_group() {
        let claim: ClaimCode = "0000-0000-0000-0000".parse().expect("a code");
        assert_eq!(spelt(&claim, Lang::Zh), "0，0，0，0；0，0，0，0；0，0，0，0；0，0，0，0");
        assert_eq!(spelt(&claim, Lang::En).matches(';').count(), 3);
    }
}
