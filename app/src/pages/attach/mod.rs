//! Photos and PDFs of a case: chosen, on their way, received.

mod camera;
mod picture;

use domain::{
    case::{Attachment, MOST_ATTACHMENTS, Media},
    claim_code::ClaimCode,
    ids::CaseId,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    attachments::{OwnAttachment, Standing},
    components::{For, Icon, Show, Sign},
    device::{Delivery, use_device},
    lang::{say, use_lang},
};

use camera::KioskCamera;
pub use picture::Picture;

/// What it is called.
pub const TITLE: Text = text("照片和文件（选填）", "Photos and files (optional)");
/// What is of use, and what is left out of it.
pub const HINT: Text = text(
    "小票、商品、聊天记录都可以，最多 {} 份。照片里的拍摄地点会先去掉。",
    "A receipt, the goods, a chat: {} at most. The place where a photo was taken is left out first.",
);
const TAKE: Text = text("拍照", "Take a photo");
const CHOOSE: Text = text("选照片或 PDF", "Choose photos or a PDF");
const DROP: Text = text("去掉", "Remove");
const PREPARING: Text = text("正在准备…", "Getting ready…");
const SAVED: Text = text("已存在这台设备", "Saved here");
const MEMORY_ONLY: Text = text("没存进设备", "Not saved");
const SENDING: Text = text("正在送 {}%", "Sending {}%");
const RECEIVED: Text = text("已收到", "Received");
const REFUSED: Text = text("没有收", "Not taken");
const PDF: Text = text("PDF 文件", "PDF");
const PHOTO: Text = text("照片 {}", "Photo {}");
const WITH_THE_FORM: Text =
    text("已存在这台设备，提交后自动送出。", "Saved on this device; sent by itself once you submit.");
const AWAITING_NETWORK: Text = text(
    "已存在这台设备，等待网络。联网后自动送出。",
    "Saved on this device, waiting for a network; then sent by itself.",
);
const SENDING_ONE_OF: Text = text("正在送第 {} 份，共 {} 份。", "Sending {} of {}.");
const ALL_RECEIVED: Text = text("{} 份都已收到。", "All {} received.");
const WITH_THE_COMPLAINT: Text = text("提交时封存", "Sealed when you submit");
const SEALED: Text = text("已封存", "Sealed");
const SEALED_WITH_THE_FORM: Text = text(
    "提交时和投诉一起封存在这台机器里，联网后自动送出；结束后这里什么都不留。",
    "Sealed in this machine together with the complaint when you submit, then sent by itself; nothing of it stays here.",
);
const DO_NOT_CLOSE: Text = text(
    "有照片没存进这台设备，送到之前请不要关闭这一页。",
    "Some photos could not be saved on this device; please do not close this page until they have arrived.",
);
const FULL: Text = text("已经有 {} 份了，更多的请带到服务台。", "There are {} already; please bring more to the desk.");

/// What was chosen and what was received, and the buttons that add more.
#[component]
pub fn Attach(
    /// The case; of a form, the one it becomes.
    case: CaseId,
    /// What the server has.
    #[prop(into)]
    kept: Signal<Vec<Attachment>>,
    /// The code of the case, once it has one.
    #[prop(optional_no_strip)]
    claim: Option<ClaimCode>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let own = Memo::new(move |_| {
        let kept = kept.get();
        let is_kept = |one: &OwnAttachment| one.hash.is_some_and(|hash| kept.iter().any(|kept| kept.was_sent_as(hash)));
        device.attachments.with(|all| {
            all.iter().filter(|one| one.case == case && !one.by_staff && !is_kept(one)).cloned().collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| {
        let refused = |one: &&OwnAttachment| !matches!(one.standing, Standing::Refused { .. });
        kept.with(Vec::len) + own.with(|own| own.iter().filter(refused).count())
    });
    let has_room = move || count.get() < MOST_ATTACHMENTS;
    let summary = move || {
        summary(&own.get(), kept.with(Vec::len), device, case)
            .map(|(words, values)| words.fill(lang.get(), &values.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let numbered = move || kept.get().into_iter().enumerate().collect::<Vec<_>>();
    // At a kiosk photos belong to a form: what is filed was sealed, and nothing is fetched for the screen.
    let is_filed = claim.is_some();
    let is_done = move || is_filed && device.kiosk.get();
    let numbered = move || if is_done() { Vec::new() } else { numbered() };
    view! {
        <section class="attach no-print" class:not-kiosk=move || is_filed && own.with(Vec::is_empty) aria-labelledby="attach">
            <h2 class="field__label" id="attach">{say(TITLE)}</h2>
            <p class="field__hint">{move || HINT.fill(lang.get(), &[&MOST_ATTACHMENTS.to_string()])}</p>
            <ul class="shots">
                <For each=numbered key=|(_, kept)| kept.hash let:one>
                    <Kept case claim=claim.clone() number=one.0 + 1 attachment=one.1 />
                </For>
                <For each=move || own.get() key=|one| (one.id, one.preview.clone(), one.standing.mark()) let:one>
                    <Own one />
                </For>
            </ul>
            <p class="attach__summary" role="status">{summary}</p>
            <Show when=move || has_room() || is_done() fallback=move || view! { <p class="muted">{move || FULL.fill(lang.get(), &[&MOST_ATTACHMENTS.to_string()])}</p> }>
                {move || if is_done() {
                    ().into_any()
                } else if device.kiosk.get() {
                    view! { <KioskCamera case count has_room=Signal::derive(has_room) /> }.into_any()
                } else {
                    view! { <Buttons case by_staff=false /> }.into_any()
                }}
            </Show>
        </section>
    }
}

/// The buttons that add more.
#[component]
pub fn Buttons(
    /// The case.
    case: CaseId,
    /// Staff take it down.
    by_staff: bool,
) -> impl IntoView {
    view! {
        <div class="actions">
            <Button case id=format!("camera-{case}") label=TAKE sign=Sign::Camera camera=true by_staff />
            <Button case id=format!("files-{case}") label=CHOOSE sign=Sign::Folder camera=false by_staff />
        </div>
    }
}

/// A button that opens the camera, or the device's files.
#[component]
fn Button(case: CaseId, id: String, label: Text, sign: Sign, camera: bool, by_staff: bool) -> impl IntoView {
    let device = use_device();
    let chosen = {
        let id = id.clone();
        move |_| {
            if by_staff {
                device.attach_as_staff(case, &id);
            } else {
                device.attach(case, &id);
            }
        }
    };
    view! {
        <label class="btn attach__add">
            <Icon sign />
            {say(label)}
            <input
                class="vh"
                type="file"
                id=id
                accept=if camera { "image/*" } else { "image/*,application/pdf" }
                capture=camera.then_some("environment")
                multiple=!camera
                on:change=chosen
            />
        </label>
    }
}

/// One that is on its way.
#[component]
pub fn Own(
    /// Which.
    one: OwnAttachment,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let OwnAttachment { id, media, preview, standing, .. } = one;
    let is_kiosk = move || device.kiosk.get();
    let words = {
        let standing = standing.clone();
        move || {
            let lang = lang.get();
            match &standing {
                Standing::Preparing => PREPARING.in_lang(lang).to_owned(),
                Standing::Saved if is_kiosk() => SEALED.in_lang(lang).to_owned(),
                Standing::MemoryOnly if is_kiosk() => WITH_THE_COMPLAINT.in_lang(lang).to_owned(),
                Standing::Saved => SAVED.in_lang(lang).to_owned(),
                Standing::MemoryOnly => MEMORY_ONLY.in_lang(lang).to_owned(),
                Standing::Sending { percent } => SENDING.fill(lang, &[&percent.to_string()]),
                Standing::Received => RECEIVED.in_lang(lang).to_owned(),
                Standing::Refused { .. } => REFUSED.in_lang(lang).to_owned(),
            }
        }
    };
    let why = match &standing {
        Standing::Refused { why } => Some(why.clone()),
        _ => None,
    };
    let is_refused = why.is_some();
    let can_go = !matches!(standing, Standing::Preparing | Standing::Received | Standing::Sending { .. });
    let drop = move |_| spawn_local(async move { device.detach(id).await });
    let picture = match (preview, media) {
        (Some(address), _) => view! { <img src=address alt="" /> }.into_any(),
        (None, Some(Media::Pdf)) => {
            view! { <span class="shots__doc"><Icon sign=Sign::Doc />{say(PDF)}</span> }.into_any()
        }
        (None, _) if is_refused => view! { <span class="shots__doc"><Icon sign=Sign::Alert /></span> }.into_any(),
        (None, _) => view! { <span class="shots__doc"><Icon sign=Sign::Wait /></span> }.into_any(),
    };
    view! {
        <li class="shots__cell" class=("shots__cell--wide", is_refused)>
            <div class="shots__item">
                {picture}
                {can_go.then(|| view! {
                    <button class="shots__drop" type="button" on:click=drop>
                        <Icon sign=Sign::Close />
                        <span class="vh">{say(DROP)}</span>
                    </button>
                })}
            </div>
            <p class="shots__words">{words}</p>
            {why.map(|why| view! { <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{move || why.in_lang(lang.get()).to_owned()}</span></p> })}
        </li>
    }
}

/// One that the server has.
#[component]
fn Kept(case: CaseId, claim: Option<ClaimCode>, number: usize, attachment: Attachment) -> impl IntoView {
    let lang = use_lang();
    let name = Signal::derive(move || match attachment.media {
        Media::Jpeg => PHOTO.fill(lang.get(), &[&number.to_string()]),
        Media::Pdf => PDF.in_lang(lang.get()).to_owned(),
    });
    view! {
        <li class="shots__cell">
            <div class="shots__item">
                {match attachment.media {
                    Media::Jpeg => view! { <Picture case claim hash=attachment.hash small=true alt=name /> }.into_any(),
                    Media::Pdf => view! { <span class="shots__doc"><Icon sign=Sign::Doc />{say(PDF)}</span> }.into_any(),
                }}
            </div>
            <p class="shots__words shots__words--in"><Icon sign=Sign::Check />{say(RECEIVED)}</p>
        </li>
    }
}

/// One sentence for all of them.
fn summary(
    own: &[OwnAttachment],
    kept: usize,
    device: crate::device::Device,
    case: CaseId,
) -> Option<(Text, Vec<String>)> {
    let on_their_way = own.iter().filter(|one| one.is_on_its_way()).count();
    let received = kept + own.iter().filter(|one| one.standing == Standing::Received).count();
    let is_sending = own.iter().any(|one| matches!(one.standing, Standing::Sending { .. }));
    let delivery = device.mine.with(|mine| mine.iter().find(|own| own.id == case).map(|own| own.delivery.clone()));
    if device.kiosk.get() {
        return (on_their_way > 0).then(|| (SEALED_WITH_THE_FORM, Vec::new()));
    }
    if own.iter().any(|one| one.standing == Standing::MemoryOnly) {
        return Some((DO_NOT_CLOSE, Vec::new()));
    }
    match (on_their_way, delivery) {
        (0, _) if received > 0 => Some((ALL_RECEIVED, vec![received.to_string()])),
        (0, _) => None,
        (_, None) => Some((WITH_THE_FORM, Vec::new())),
        (left, Some(Delivery::Delivered)) if is_sending => {
            Some((SENDING_ONE_OF, vec![(received + 1).to_string(), (received + left).to_string()]))
        }
        (_, Some(_)) => Some((AWAITING_NETWORK, Vec::new())),
    }
}
