//! Where the contact point could not help: every other way there is (消费者权益保护法 第三十九条).

use domain::{
    case::{Command, Exit, PublicEntry, PublicWords},
    form::Term,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{act::WordsForm, statutory};
use crate::{
    components::Show,
    device::{OwnCase, use_device},
    lang::{say, use_lang},
};

const TITLE: Text = text("您还可以", "You still can");
const COURT_TEXT: Text = text(
    "可以请联络点提供商家的名称、地址和联系方式",
    "the contact point can give you the merchant's name, address and contact",
);

const SELLER: Text = text("申请提供销售者信息", "Apply for the seller’s information");
const SELLER_WHY: Text = text(
    "要商家的名称、地址和联系方式？可以写用途（选填）",
    "The seller’s name, address and contact; what for (optional)",
);

/// The ways on, as the server gives them.
#[component]
pub fn Exits(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let exits =
        Memo::new(move |_| own.with(|own| own.view.as_ref().map(|view| view.exits.clone())).unwrap_or_default());
    // Asked for once: not while it is on its way, and not again once it is there.
    let may_ask = Memo::new(move |_| {
        let asked = |command: &Command| matches!(command, Command::RequestSellerInfo { .. });
        let given = |entry: &PublicEntry| matches!(entry.words, Some(PublicWords::Seller { .. }));
        device.alive.get()
            && exits.with(|exits| exits.contains(&Exit::SellerInfo))
            && own.with(|own| {
                let on_its_way = own.waiting.iter().any(|words| words.refused.is_none() && asked(&words.command));
                !on_its_way && !own.view.as_ref().is_some_and(|view| view.timeline.iter().any(given))
            })
    });
    view! {
        <section class="card">
            <h2 class="card__title">{say(TITLE)}</h2>
            <ul class="rows exits">
                {move || {
                    let exits = exits.get();
                    let seller = exits.contains(&Exit::SellerInfo);
                    exits.into_iter().map(|exit| view! { <Way exit seller /> }).collect_view()
                }}
            </ul>
            <Show when=move || may_ask.get()>
                <WordsForm
                    own
                    address="/case/seller"
                    label=SELLER_WHY
                    button=SELLER
                    needed=false
                    command=|words| Command::RequestSellerInfo { words }
                />
            </Show>
        </section>
    }
}

/// One way on. The seller's information has a form of its own.
#[component]
fn Way(
    exit: Exit,
    /// The contact point gives the seller's data: only after mediation failed.
    seller: bool,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let more = move || match exit {
        Exit::Hotline => {
            device.notice.with(|notice| statutory::on_receipt(notice.as_deref(), lang.get())).unwrap_or_default()
        }
        Exit::Court if seller => COURT_TEXT.in_lang(lang.get()).to_owned(),
        Exit::Council => device
            .notice
            .with(|notice| notice.as_ref().map(|notice| notice.place.council.in_lang(lang.get()).to_owned()))
            .unwrap_or_default(),
        Exit::Court | Exit::Arbitration | Exit::SellerInfo => String::new(),
    };
    let main = view! {
        <span class="row__main">
            <span class="row__title">{say(exit.name())}</span>
            <span class="row__meta">{more}</span>
        </span>
    };
    match exit {
        Exit::SellerInfo => ().into_any(),
        Exit::Hotline => view! { <li><a class="row" href="tel:12315">{main}</a></li> }.into_any(),
        _ => view! { <li class="row row--plain">{main}</li> }.into_any(),
    }
}
