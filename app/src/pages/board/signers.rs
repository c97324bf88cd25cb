//! Who has signed the commitments on the board, and who has not: below the text, for everybody.

use domain::{
    board::DocumentId,
    form::Term,
    merchant::{DirectoryEntry, Signers},
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;

use super::dates;
use crate::{
    device::use_device,
    host,
    lang::{say, use_lang},
};

const TITLE: Text = text("谁签了承诺", "Who has signed");
const LEAD: Text = text(
    "签了承诺的商户是自己商品质量安全的“第一责任人”。",
    "A merchant that has signed is the “first person responsible” for its own goods.",
);
const SIGNED: Text = text("已签（{} 户）", "Signed ({})");
const UNSIGNED: Text = text("还没有签（{} 户）", "Not signed yet ({})");
const SINCE: Text = text("{} 签 · {}", "signed {} · {}");
const NONE: Text = text("没有。", "None.");
const OFFLINE: Text = text("联网后显示谁签了、谁还没签。", "Who has signed and who has not shows once online.");

/// The list.
#[component]
pub fn SignersOf(
    /// The document.
    id: DocumentId,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let found = RwSignal::new(None::<Signers>);
    Effect::new(move |_| {
        // Only what has been read can ask: on a first visit that is a moment later.
        if !(device.alive.get() && device.loaded.get()) {
            return;
        }
        let id = id.clone();
        spawn_local(async move {
            let Some(host) = host::device() else { return };
            let Ok(said) = host.ask_public("commitments", None).await else { return };
            let all: Option<BTreeMap<DocumentId, Signers>> = sync::read_json(&said).ok();
            found.try_set(all.and_then(|mut all| all.remove(&id)));
        });
    });
    let line = |of: DirectoryEntry, since: Option<String>| {
        view! {
            <li class="row row--plain">
                <span class="row__main">
                    <span class="row__title">{of.name}</span>
                    <span class="row__meta tnum">{of.stall}</span>
                </span>
                <span class="row__end tnum">{since}</span>
            </li>
        }
    };
    let body = move || {
        let lang = lang.get();
        let Some(all) = found.get() else { return view! { <p class="muted">{OFFLINE.in_lang(lang)}</p> }.into_any() };
        let heads = [
            SIGNED.fill(lang, &[&all.signed.len().to_string()]),
            UNSIGNED.fill(lang, &[&all.unsigned.len().to_string()]),
        ];
        let signed = all.signed.into_iter().map(|one| {
            line(one.merchant, Some(SINCE.fill(lang, &[&dates::full(one.on, lang), one.way.name().in_lang(lang)])))
        });
        let (signed, unsigned): (Vec<_>, Vec<_>) =
            (signed.collect(), all.unsigned.into_iter().map(|one| line(one, None)).collect());
        let [head_signed, head_unsigned] = heads;
        let none = |is_empty: bool| is_empty.then(|| view! { <p class="muted">{NONE.in_lang(lang)}</p> });
        view! {
            <h3>{head_signed}</h3>
            {none(signed.is_empty())}
            <ul class="rows">{signed}</ul>
            <h3>{head_unsigned}</h3>
            {none(unsigned.is_empty())}
            <ul class="rows">{unsigned}</ul>
        }
        .into_any()
    };
    view! {
        <section class="board__item" aria-labelledby="signers">
            <h2 id="signers">{say(TITLE)}</h2>
            <p>{say(LEAD)}</p>
            {body}
        </section>
    }
}
