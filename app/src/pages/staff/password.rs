//! A field for a password: what is typed can be shown, and the rules for a new one say when they are kept.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
};

const SHOW: Text = text("显示", "Show");
const HIDE: Text = text("隐藏", "Hide");
const RULES: Text = text("密码要求", "Rules for the password");
const LONG_ENOUGH: Text = text("至少 10 个字，可以是一句话", "at least 10 characters; a sentence will do");
const NOT_ACCOUNT: Text = text("和账号不一样", "not the account name");

/// The fewest characters of a new password.
const FEWEST: usize = 10;
/// The most.
const MOST: usize = 128;

/// Whether a new password keeps the rules that can be checked here; the server knows the common ones.
#[must_use]
pub fn is_good(password: &str, account: &str) -> bool {
    is_long_enough(password) && is_not_account(password, account)
}

fn is_long_enough(password: &str) -> bool {
    (FEWEST..=MOST).contains(&password.chars().count())
}

fn is_not_account(password: &str, account: &str) -> bool {
    !password.is_empty() && password.trim().to_lowercase() != account.trim().to_lowercase()
}

/// The field.
#[component]
pub fn PasswordField(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: Text,
    /// What is typed.
    value: RwSignal<String>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let (show, hide) = (say(SHOW), say(HIDE));
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <div class="field__wrap">
                <input
                    class="field__input"
                    id=id
                    name=id
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    required
                    prop:value=move || value.get()
                    on:input=move |input| value.set(event_target_value(&input))
                />
                <button
                    class="btn"
                    type="button"
                    aria-pressed=move || shown.get().to_string()
                    aria-controls=id
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { hide() } else { show() }}
                    <span class="vh">{say(label)}</span>
                </button>
            </div>
        </div>
    }
}

/// The rules for a new password.
#[component]
pub fn Rules(
    /// What is typed.
    password: RwSignal<String>,
    /// The account name it must differ from.
    #[prop(into)]
    account: Signal<String>,
) -> impl IntoView {
    let long_enough = Memo::new(move |_| password.with(|password| is_long_enough(password)));
    let not_account =
        Memo::new(move |_| password.with(|password| account.with(|account| is_not_account(password, account))));
    view! {
        <ul class="rules" aria-label=say(RULES)>
            <Rule kept=long_enough words=LONG_ENOUGH />
            <Rule kept=not_account words=NOT_ACCOUNT />
        </ul>
    }
}

#[component]
fn Rule(kept: Memo<bool>, words: Text) -> impl IntoView {
    let lang = use_lang();
    let sign = move || {
        if kept.get() {
            view! { <Icon sign=Sign::Check /> }
        } else {
            view! { <Icon sign=Sign::Wait /> }
        }
    };
    view! { <li class:rules__ok=move || kept.get()>{sign} {move || words.in_lang(lang.get())}</li> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_ten_signs_is_a_good_password() {
        assert!(is_good("春天的风吹过长宁路口", "mai"));
        assert!(!is_good("长宁路口", "mai"));
        assert!(!is_good("receptionist01", "Receptionist01"));
        assert!(!is_good(&"字".repeat(129), "mai"));
    }
}
