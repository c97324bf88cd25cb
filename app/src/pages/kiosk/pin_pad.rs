//! Digits by touch: a kiosk may have no keyboard.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    lang::say,
};

const DELETE: Text = text("删掉一位", "Delete a digit");

/// Ten keys that write into a signal.
#[component]
pub fn PinPad(typed: RwSignal<String>, most: usize) -> impl IntoView {
    let press = move |digit: char| {
        typed.update(|typed| {
            if typed.chars().count() < most {
                typed.push(digit);
            }
        });
    };
    let key = move |digit: char| {
        view! {
            <button class="btn pin-pad__key num" type="button" on:click=move |_| press(digit)>
                {digit.to_string()}
            </button>
        }
    };
    view! {
        <div class="pin-pad">
            {"123456789".chars().map(key).collect_view()}
            <span></span>
            {key('0')}
            <button class="btn pin-pad__key" type="button" aria-label=say(DELETE) on:click=move |_| typed.update(|typed| typed.truncate(typed.len().saturating_sub(1)))>
                <Icon sign=Sign::Back />
            </button>
        </div>
    }
}
