//! Photos and PDFs of a case: small pictures in a row, and one of them large.

mod cover;
mod viewer;

use domain::{
    case::{Attachment, MOST_ATTACHMENTS, Media, Purpose, Side},
    form::Term,
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
const BY_MERCHANT: Text = text("商家", "Merchant");
const BY_STAFF: Text = text("工作人员", "Staff");
const PHOTO: Text = text("照片 {}：{}", "Photo {}: {}");
const COVERED: Text = text("照片 {}：照片 {} 遮盖后", "Photo {}: photo {} with parts covered");
const COVERED_SHORT: Text = text("照片 {} 遮盖后", "Photo {}, parts covered");
const SIGNATURE: Text = text("照片 {}：签字（{}）", "Photo {}: signature ({})");
const SIGNATURE_SHORT: Text = text("签字（{}）", "Signature ({})");
const PDF: Text = text("PDF {}：{}", "PDF {}: {}");
const OPEN_PDF: Text = text("下载 PDF", "Download the PDF");

/// Where the server gives a content to whoever is signed in.
pub fn address(case: CaseId, attachment: &Attachment) -> String {
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
        let kept = all.with(|all| all.iter().filter(|one| one.staff.is_some() && one.purpose.is_none()).count());
        kept + own.with(|own| own.iter().filter(|one| one.purpose.is_none()).count()) < MOST_ATTACHMENTS
    };
    view! {
        <Show when=move || holds.get() || all.with(|all| !all.is_empty())>
            <section class="card attach" aria-labelledby="attachments">
                <h2 class="card__title" id="attachments">{say(TITLE)}</h2>
                <ul class="shots">
                    <For each=numbered key=|(_, attachment)| (attachment.hash, attachment.staff) let:one>
                        <Small case=id number=one.0 attachment=one.1 all shown />
                    </For>
                    <For each=move || own.get() key=|one| (one.id, one.preview.clone(), one.standing.mark()) let:one>
                        <Own one />
                    </For>
                </ul>
                <Show when=move || holds.get() && has_room()>
                    <p class="field__hint">{say(EVIDENCE)}</p>
                    <Buttons case=id by_staff=true />
                </Show>
                <Viewer case=id all shown holds />
            </section>
        </Show>
    }
}

#[component]
fn Small(
    case: CaseId,
    number: usize,
    attachment: Attachment,
    all: Memo<Vec<Attachment>>,
    shown: RwSignal<Option<usize>>,
) -> impl IntoView {
    let lang = use_lang();
    let by = match attachment.side() {
        Side::Staff => BY_STAFF,
        Side::Consumer => BY_CONSUMER,
        Side::Merchant => BY_MERCHANT,
    };
    let (media, purpose) = (attachment.media, attachment.purpose);
    let number_of =
        move |hash| all.with(|all| all.iter().position(|one| one.hash == hash)).map_or(0, |place| place + 1);
    let name = move || {
        let (lang, number) = (lang.get(), (number + 1).to_string());
        match (purpose, media) {
            (Some(Purpose::Redaction { of }), _) => COVERED.fill(lang, &[&number, &number_of(of).to_string()]),
            (Some(Purpose::Signature { of }), _) => SIGNATURE.fill(lang, &[&number, of.name().in_lang(lang)]),
            (None | Some(Purpose::FromMerchant), Media::Jpeg) => PHOTO.fill(lang, &[&number, by.in_lang(lang)]),
            (None | Some(Purpose::FromMerchant), Media::Pdf) => PDF.fill(lang, &[&number, by.in_lang(lang)]),
        }
    };
    let short = move || {
        let lang = lang.get();
        match purpose {
            Some(Purpose::Redaction { of }) => COVERED_SHORT.fill(lang, &[&number_of(of).to_string()]),
            Some(Purpose::Signature { of }) => SIGNATURE_SHORT.fill(lang, &[of.name().in_lang(lang)]),
            None | Some(Purpose::FromMerchant) => by.in_lang(lang).to_owned(),
        }
    };
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
            <p class="shots__words">{short}</p>
        </li>
    }
}
