//! A signature under the settlement: who signed, and the signature itself, drawn on the screen or on paper.

mod pad;

use domain::{
    case::Party,
    form::Term,
    ids::CaseId,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

pub use self::pad::Pad;

use super::{commands::Missing, controls::line, signed_picture::SignedPicture};
use crate::{
    components::{Icon, Show, Sign},
    host,
    lang::{say, use_lang},
    signing::{Drawing, Ink},
    typing::Slot,
};

const TITLE: Text = text("请{}签字", "Signature of {}");
const NAMED: Text = text("请{}（{}）签字", "Signature of {} ({})");
const HINT: Text = text(
    "可以在屏幕上签字；不方便的，签在纸上，拍下来更好。",
    "Sign on the screen, or on paper; a photo of the paper is welcome.",
);
const ON_SCREEN: Text = text("在屏幕上签字", "Sign on the screen");
const PHOTOGRAPH: Text = text("拍下签好的纸", "Photograph the signed paper");
const DRAWN: Text = text("已在屏幕上签字", "Signed on the screen");
const ON_PAPER: Text = text("签在纸上，已拍照", "Signed on paper, photographed");
const AGAIN: Text = text("不用这个签字", "Do not use this signature");
const KEEPING: Text = text("正在存…", "Saving…");

/// Who signed, and how.
#[component]
pub fn Signed(
    /// Under which case's settlement.
    case: CaseId,
    /// The name's key.
    key: &'static str,
    /// Whose.
    party: Party,
    label: Text,
    /// The name.
    name: Slot,
    /// Where the signature stands.
    ink: Slot,
    /// What is agreed, for the signer to read.
    terms: Slot,
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let lang = use_lang();
    let (opened, keeping, trouble) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<Bilingual>));
    let stands = Memo::new(move |_| Ink::parse(&ink.get()));
    let kept = move |kept: Result<Ink, Bilingual>| {
        // The page may be gone meanwhile.
        if keeping.try_set(false).is_some() {
            return;
        }
        match kept {
            Ok(kept) => {
                ink.set(kept.text());
                opened.set(false);
            }
            Err(why) => trouble.set(Some(why)),
        }
    };
    let draw = Callback::new(move |drawing: Drawing| {
        let Some(host) = host::staff() else { return };
        keeping.set(true);
        trouble.set(None);
        spawn_local(async move {
            let drawn = host.keep_signature(case, party, &drawing).await;
            kept(drawn.map(Ink::Drawn).map_err(|code| code.sentence().into()));
        });
    });
    let input = format!("paper-{key}");
    let photograph = {
        let input = input.clone();
        move |_| {
            let (Some(host), input) = (host::staff(), input.clone()) else { return };
            keeping.set(true);
            trouble.set(None);
            spawn_local(async move {
                let photo = host.keep_signed_paper(case, party, &input).await;
                kept(photo.map(Ink::Photographed).map_err(|code| code.sentence().into()));
            });
        }
    };
    let words = move || match stands.get() {
        Some(Ink::Drawn(_)) => DRAWN.in_lang(lang.get()),
        _ => ON_PAPER.in_lang(lang.get()),
    };
    let title = move || {
        let (lang, name) = (lang.get(), name.get());
        let party = party.name().in_lang(lang);
        if name.trim().is_empty() { TITLE.fill(lang, &[party]) } else { NAMED.fill(lang, &[party, name.trim()]) }
    };
    let said = move || trouble.get().map(|why| why.in_lang(lang.get()).to_owned());
    view! {
        {line(name, key, label, missing)}
        <Show
            when=move || stands.get().is_some()
            fallback={
                let photograph = photograph.clone();
                move || {
                    let photograph = photograph.clone();
                    view! {
                        <p class="field__hint">{say(HINT)}</p>
                        <div class="actions">
                            <button class="btn" type="button" disabled=move || keeping.get() on:click=move |_| opened.set(true)>
                                <Icon sign=Sign::Pen />
                                {say(ON_SCREEN)}
                            </button>
                            <label class="btn attach__add">
                                <Icon sign=Sign::Camera />
                                {say(PHOTOGRAPH)}
                                <input class="vh" type="file" id=input.clone() accept="image/*" capture="environment" on:change=photograph />
                            </label>
                        </div>
                    }
                }
            }
        >
            <div class="signed">
                {move || stands.get().map(|stands| view! { <SignedPicture case hash=stands.hash() /> })}
                <p class="signed__words"><Icon sign=Sign::Check />{words}</p>
                <button class="btn btn--quiet" type="button" on:click=move |_| ink.set(String::new())>{say(AGAIN)}</button>
            </div>
        </Show>
        <p class="signed__keeping" role="status">{move || keeping.get().then(|| KEEPING.in_lang(lang.get()))}</p>
        <Show when=move || trouble.with(Option::is_some)>
            <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{said}</span></p>
        </Show>
        <Pad opened title=Signal::derive(title) id=format!("pad-{}", party.code()) terms=Signal::derive(move || terms.get()) draw />
    }
}
