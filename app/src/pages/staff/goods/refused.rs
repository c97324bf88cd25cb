//! What was done here about goods and did not take effect: why, and what was written.

use domain::{
    goods::{Command, GoodsFile},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{address, files};
use crate::{
    components::{NoticeBox, Tone},
    device::use_device,
    entities::Refused,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const YOURS: Text = text("您写的：", "What you wrote:");
const OPEN: Text = text("看这件商品", "Open these goods");
const DROP: Text = text("知道了", "Understood");

/// Each of them; of one file where one is named.
#[component]
pub fn NotSaved(of: Option<Uuid>) -> impl IntoView {
    let files = files(&use_desk());
    move || {
        let refused = files.with(|files| {
            let refused = files.refused.iter().filter(|refused| of.is_none_or(|id| id == refused.id));
            refused.cloned().collect::<Vec<_>>()
        });
        refused.into_iter().map(|refused| view! { <One refused on_its_page=of.is_some() /> }).collect_view()
    }
}

#[component]
fn One(refused: Refused<GoodsFile>, on_its_page: bool) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let files = files(&use_desk());
    let Refused { op, id, command, detail, .. } = refused;
    let written = said(&command);
    let has_words = !written.is_empty();
    let written = has_words.then(|| view! { <p class="merchants__version">{say(YOURS)} " " {written}</p> });
    let is_there = files.with_untracked(|files| files.shown.contains_key(&id));
    view! {
        <NoticeBox tone=Tone::Error>
            <p role="alert">{move || detail.in_lang(lang.get()).to_owned()}</p>
            {written}
            <div class="actions">
                {(!on_its_page && is_there)
                    .then(|| {
                        view! {
                            <a class="btn" href=address(id)>
                                {say(OPEN)}
                            </a>
                        }
                    })} <button class="btn btn--quiet" type="button" on:click=move |_| device.dismiss(op)>
                    {say(DROP)}
                </button>
            </div>
        </NoticeBox>
    }
}

/// The words of a command, as they were typed.
fn said(command: &Command) -> String {
    let parts: Vec<&String> = match command {
        Command::Propose { form } | Command::Amend { form } => {
            vec![&form.name, &form.spec, &form.barcode, &form.maker]
        }
        Command::StopSale { words, .. } | Command::BeginRecall { words, .. } => vec![words],
        Command::ResumeSale { reason }
        | Command::DismissTakedown { reason, .. }
        | Command::Clear { reason }
        | Command::Withdraw { reason } => vec![reason],
        Command::AskTakedown { form } => vec![&form.authority, &form.number, &form.person, &form.words],
        Command::NotifyRegulator { form, .. } => vec![&form.authority, &form.on, &form.proof],
        Command::Receive { form, .. } => {
            vec![&form.batch, &form.received_on, &form.quantity, &form.unit, &form.supplier_name, &form.voucher]
        }
        Command::Move { form, .. } => vec![&form.quantity, &form.on, &form.words],
        Command::RecallStep { form } => vec![
            &form.received,
            &form.sold,
            &form.returned,
            &form.taken_back,
            &form.destroyed,
            &form.left,
            &form.whom,
            &form.words,
        ],
        Command::TakeSample { form, .. } => vec![&form.items, &form.laboratory, &form.sent_on, &form.cost],
        Command::RecordResult { form, .. } => vec![&form.report, &form.on, &form.words, &form.cost],
        Command::Check { .. } | Command::ConfirmTakedown { .. } | Command::CloseRecall => Vec::new(),
    };
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}
