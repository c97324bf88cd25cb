//! 和解方案: what is proposed to the merchant, which it accepts as such, or not.

use domain::{
    case::{MerchantQuestion, Stance},
    form::Term,
    money::Amount,
    typed::is_filled,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    form::{Send, Stances, Words},
    sending::Sending,
};
use crate::{
    components::LongText,
    device::use_device,
    format::said,
    lang::{say, use_lang},
};

const TITLE: Text = text("请您看这个和解方案", "Please look at this proposed settlement");
const PERFORMS: Text = text("您要做的", "What you would do");
const AMOUNT: Text = text("金额", "Amount");
const BY: Text = text("在这一天前兑现", "To be carried out by");
const BINDS: Text = text(
    "接受后，联络点会请双方签和解书；签字以前，双方都可以改主意。",
    "Once you accept, the contact point asks both sides to sign. Until then either may change its mind.",
);
const STANCE: Text = text("接受吗？", "Do you accept?");
const WORDS: Text = text("想说的话", "What you want to say");
const WORDS_HINT: Text = text(
    "接受可以不写；不接受请写明原因，或您的办法。",
    "May stay empty if you accept; otherwise why, or what instead.",
);
const SEND: Text = text("提交答复", "Send the answer");
const CHOOSE: Text = text("请先选接受还是不接受。", "Please choose whether you accept.");
const SAY_WHY: Text = text("不接受请写明原因，或您的办法。", "Please say why not, or what you offer instead.");

/// What a stance means here.
const fn name(stance: Stance) -> Text {
    match stance {
        Stance::Agrees => text("接受这个方案", "I accept"),
        Stance::Offers => text("不接受，另提办法", "I do not, and offer something else"),
        Stance::Refuses | Stance::Left => text("不接受", "I do not accept"),
    }
}

/// The proposal, and the answer to it.
#[component]
pub fn ProposedSettlement(asked: RwSignal<Option<MerchantQuestion>>, rev: u64) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let sending = Sending::new(asked, Some(rev));
    let about = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let proposal = asked.with(|asked| asked.as_ref()?.proposal.clone())?.proposal;
        let space = if lang == Lang::Zh { "、" } else { ", " };
        let does: Vec<_> = proposal.performs.iter().map(|what| what.name().in_lang(lang)).collect();
        let amount = proposal.amount.map(|yuan| said(Amount { yuan, about: false }, lang));
        let rows =
            [(PERFORMS, Some(does.join(space))), (AMOUNT, amount), (BY, Some(proposal.perform_by.spoken(lang, today)))];
        let row = |(name, said): (Text, Option<String>)| {
            said.map(|said| {
                view! {
                    <div class="review__row">
                        <dt>{name.in_lang(lang)}</dt>
                        <dd class="tnum">{said}</dd>
                    </div>
                }
            })
        };
        Some(view! {
            <LongText words=proposal.terms class="desk__words" />
            <dl class="review">{rows.into_iter().map(row).collect_view()}</dl>
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let lang = lang.get_untracked();
        let says = is_filled(&sending.typed.get_untracked());
        match sending.stance.get_untracked() {
            None => sending.wrong.set(Some(CHOOSE.in_lang(lang).to_owned())),
            Some(stance) if stance != Stance::Agrees && !says => {
                sending.wrong.set(Some(SAY_WHY.in_lang(lang).to_owned()));
            }
            Some(stance) => sending.send(stance, lang),
        }
    };
    view! {
        <form class="card" method="post" novalidate aria-labelledby="answer-proposal" on:submit=submit>
            <h2 class="card__title" id="answer-proposal">
                {say(TITLE)}
            </h2>
            {about}
            <p class="small muted">{say(BINDS)}</p>
            <Stances sending legend=STANCE name />
            <Words sending label=WORDS hint=WORDS_HINT />
            <Send sending label=SEND />
        </form>
    }
}
