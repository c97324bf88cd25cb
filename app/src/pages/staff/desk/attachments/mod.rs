//! Photos and PDFs of a case: small pictures in a row, and one of them large.

mod viewer;

use domain::{
    case::{Attachment, MOST_ATTACHMENTS, Media},
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use self::viewer::Viewer;
use super::context::CaseSignal;
use crate::{
    attachments::OwnAttachment,
    components::{For, Icon, Show, Sign},
    device::use_device,
    lang::{say, use_lang},
    pages::attach::{Buttons, Own},
};

const TITLE: Text = text("照片和文件", "Photos and files");
const EVIDENCE: Text = text(
    "工作人员拍的证据消费者看不到；没有网络也能拍，联网后自动送出。",
    "What staff take down the consumer does not see; it works without a network and is sent by itself.",
);
const BY_CONSUMER: Text = text("消费者", "Consumer");
const BY_STAFF: Text = text("工作人员", "Staff");
const PHOTO: Text = text("照片 {}：{}", "Photo {}: {}");
const PDF: Text = text("PDF {}：{}", "PDF {}: {}");
const OPEN_PDF: Text = text("下载 PDF", "Download the PDF");

/// Where the server gives a content to whoever is signed in.
fn address(case: CaseId, attachment: &Attachment) -> String {
    format!("/api/v1/attachments/{case}/{}", attachment.hash)
}

/// What the case has; nothing where it has none.
#[component]
pub fn Attachments(
    /// The case.
    case: CaseSignal,
    /// This device holds it: more can be added.
    holds: Memo<bool>,
) -> impl IntoView {
    let all = Memo::new(move |_| case.with(|on_desk| on_desk.case.attachments.clone()));
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let shown = RwSignal::new(None::<usize>);
    let numbered = move || all.get().into_iter().enumerate().collect::<Vec<_>>();
    let device = use_device();
    let own = Memo::new(move |_| {
        let is_kept = |one: &OwnAttachment| {
            let same = |hash| move |kept: &Attachment| kept.staff.is_some() && kept.was_sent_as(hash);
            one.hash.is_some_and(|hash| all.with(|all| all.iter().any(same(hash))))
        };
        device.attachments.with(|own| {
            own.iter().filter(|one| one.case == id && one.by_staff && !is_kept(one)).cloned().collect::<Vec<_>>()
        })
    });
    let has_room = move || {
        all.with(|all| all.iter().filter(|one| one.staff.is_some()).count()) + own.with(Vec::len) < MOST_ATTACHMENTS
    };
    view! {
        <Show when=move || holds.get() || all.with(|all| !all.is_empty())>
            <section class="card attach" aria-labelledby="attachments">
                <h2 class="card__title" id="attachments">{say(TITLE)}</h2>
                <ul class="shots">
                    <For each=numbered key=|(_, attachment)| (attachment.hash, attachment.staff) let:one>
                        <Small case=id number=one.0 attachment=one.1 shown />
                    </For>
                    <For each=move || own.get() key=|one| (one.id, one.preview.clone(), one.standing.mark()) let:one>
                        <Own one />
                    </For>
                </ul>
                <Show when=move || holds.get() && has_room()>
                    <p class="field__hint">{say(EVIDENCE)}</p>
                    <Buttons case=id by_staff=true />
                </Show>
                <Viewer case=id all shown />
            </section>
        </Show>
    }
}

#[component]
fn Small(case: CaseId, number: usize, attachment: Attachment, shown: RwSignal<Option<usize>>) -> impl IntoView {
    let lang = use_lang();
    let by = if attachment.staff.is_some() { BY_STAFF } else { BY_CONSUMER };
    let name = if attachment.media == Media::Jpeg { PHOTO } else { PDF };
    let name = move || name.fill(lang.get(), &[&(number + 1).to_string(), by.in_lang(lang.get())]);
    let address = address(case, &attachment);
    let content = match attachment.media {
        Media::Jpeg => view! {
            <button class="shots__item" type="button" on:click=move |_| shown.set(Some(number))>
                <img src=format!("{address}/thumbnail") alt=name loading="lazy" />
            </button>
        }
        .into_any(),
        Media::Pdf => view! {
            <a class="shots__item" href=address download="" rel="external">
                <span class="shots__doc"><Icon sign=Sign::Doc />{say(OPEN_PDF)}</span>
                <span class="vh">{name}</span>
            </a>
        }
        .into_any(),
    };
    view! {
        <li class="shots__cell">
            {content}
            <p class="shots__words">{say(by)}</p>
        </li>
    }
}
