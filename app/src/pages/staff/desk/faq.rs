//! 写成常见问题: an answered question may become one for everybody, where the consumer agreed to it.

use std::sync::Arc;

use domain::{
    form::Kind,
    kind::Refusal,
    publication::{Rejection, may_become_faq},
    words::{Text, text},
};
use leptos::prelude::*;

use super::context::use_desk;
use crate::{
    components::{Icon, Sign},
    desk::CaseOnDesk,
    lang::use_lang,
};

const WRITE: Text = text("写成常见问题", "Make it a question and answer for everybody");

/// The way there, or why there is none; nothing before there is an answer.
#[component]
pub fn ToFaq(case: Memo<Arc<CaseOnDesk>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let may = Memo::new(move |_| {
        case.with(|on_desk| {
            let is_question = on_desk.case.complaint.kind == Kind::Inquiry;
            (is_question && !desk.reads_only()).then(|| may_become_faq(&on_desk.case).map(|_| on_desk.case.id))
        })
    });
    move || match may.get() {
        None | Some(Err(Rejection::NotAnswered)) => ().into_any(),
        Some(Err(why)) => view! { <p class="muted">{why.sentence().in_lang(lang.get()).to_owned()}</p> }.into_any(),
        Some(Ok(id)) => view! {
            <div class="actions">
                <a class="btn" href=format!("/staff/publications?case={id}")>
                    <Icon sign=Sign::Doc />
                    {WRITE.in_lang(lang.get())}
                </a>
            </div>
        }
        .into_any(),
    }
}
