//! Who is there, and how to call.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    device::use_device,
    lang::{say, use_lang},
};

const PERSON: Text = text("联系人 {}", "Contact: {}");
const CALL: Text = text("打电话：{}", "Call {}");
const PRIVACY: Text = text("个人信息怎么用", "Your personal data");
const HELP: Text = text("怎么用", "Help");
const STAFF: Text = text("工作人员入口", "Staff");
const POSTER: Text = text("海报", "Poster");
const MORE: Text = text("更多", "More");

/// The foot of the home page.
#[component]
pub fn Foot() -> impl IntoView {
    let (lang, device) = (use_lang(), use_device());
    let contact = move || {
        let summary = device.summary.get()?;
        let (lang, contact) = (lang.get(), &summary.contact);
        let person = contact.person.in_lang(lang);
        let person = (!person.is_empty()).then(|| PERSON.fill(lang, &[person]));
        let hours = contact.hours.in_lang(lang).to_owned();
        let hours = (!hours.is_empty()).then(|| view! { <br /> <span class="muted small">{hours}</span> });
        let phone = contact.phone.clone();
        let call = (!phone.is_empty()).then(|| {
            let label = CALL.fill(lang, &[&phone]);
            view! {
                <a class="home__tel" href=format!("tel:{}", contact.dialled) aria-label=label>
                    <Icon sign=Sign::Call />
                    {phone}
                </a>
            }
        });
        Some(view! { <p class="home__who">{person} {hours}</p> {call} })
    };
    view! {
        <footer class="home__foot">
            {contact}
            <nav class="home__more" aria-label=say(MORE)>
                <a class="link small" href="/privacy">{say(PRIVACY)}</a>
                <a class="link small not-kiosk" href="/help">{say(HELP)}</a>
                <a class="link small not-kiosk" href="/poster">{say(POSTER)}</a>
                <a class="link small" href="/staff">{say(STAFF)}</a>
            </nav>
        </footer>
    }
}
