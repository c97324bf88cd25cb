//! Everything that happened to a file, the newest first; each version of its particulars can be opened.

use domain::{
    form::Term,
    merchant::{Application, Entry, Event, MerchantFile},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("历史", "History");
const VERSION: Text = text("看这一版", "This version");
const LINE: Text = text("{} · {}", "{} · {}");

/// The list.
#[component]
pub fn History(state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let lines = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let line = |entry: Entry| {
            let head = LINE.fill(lang, &[&entry.at.spoken(lang, today), &desk.who(entry.by, lang)]);
            let what = words::event(&entry.event, today, lang);
            let version = match entry.event {
                Event::Applied { application } | Event::Amended { application } => Some(version(&application, lang)),
                _ => None,
            };
            view! {
                <li class="merchants__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{what}</p>
                    {version
                        .map(|version| {
                            view! {
                                <details>
                                    <summary>{say(VERSION)}</summary>
                                    <p class="small merchants__version">{version}</p>
                                </details>
                            }
                        })}
                </li>
            }
        };
        state.get().map(|file| file.history.into_iter().rev().map(line).collect_view())
    };
    view! {
        <section class="card" aria-labelledby="merchant-history">
            <h2 class="card__title" id="merchant-history">
                {say(TITLE)}
            </h2>
            <ol class="merchants__history">{lines}</ol>
        </section>
    }
}

/// A version in one paragraph; a natural person's document by its end only.
fn version(of: &Application, lang: domain::words::Lang) -> String {
    let form = of.as_form();
    let subject = form.identity.map_or(form.code, |identity| identity.masked());
    let mut parts = vec![
        of.name.clone(),
        format!("{} {}", of.floor, of.stall),
        of.trade.name().in_lang(lang).to_owned(),
        of.subject.form().name().in_lang(lang).to_owned(),
        of.subject.name().to_owned(),
        subject,
        of.responsible.clone(),
        of.phone.grouped(),
        of.address.clone(),
    ];
    parts.extend(
        form.permits
            .iter()
            .zip(&of.permits)
            .map(|(typed, permit)| format!("{} {} {}", permit.kind.name().in_lang(lang), permit.number, typed.expires)),
    );
    parts.join(" · ")
}
