//! One photo large: nearer, further, turned, on to the next, and with parts covered before it leaves the desk.

use domain::{
    case::{Attachment, ContentHash, Media, Purpose},
    ids::CaseId,
    words::{Text, text},
};
use leptos::{
    ev::{Event, KeyboardEvent},
    html::{Dialog, Img},
    prelude::*,
};

use super::{
    address,
    cover::{Covering, Sheet, Tools},
};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("照片 {}，共 {}", "Photo {} of {}");
const NEARER: Text = text("放大", "Zoom in");
const FURTHER: Text = text("缩小", "Zoom out");
const TURN: Text = text("旋转", "Rotate");
const PREVIOUS: Text = text("上一张", "Previous");
const NEXT: Text = text("下一张", "Next");
const CLOSE: Text = text("关闭", "Close");
const COVER: Text = text("遮盖一部分", "Cover a part");
const SAVED: Text = text("遮盖后的副本已存好，原照片不变。", "The copy is saved; the photo itself stays as it is.");
const NOT_THERE: Text = text(
    "这张照片还没取到，联网后才能看和遮盖。",
    "This photo has not come yet; it can be seen and covered once there is a network.",
);
/// How near one can go: each step is half as large again.
const NEAREST: u8 = 4;
/// The photo's element.
pub(super) const PHOTO: &str = "viewer-photo";

/// A native dialog: focus stays in it, and Escape closes it.
#[component]
pub(super) fn Viewer(
    case: CaseId,
    all: Memo<Vec<Attachment>>,
    shown: RwSignal<Option<usize>>,
    /// This device holds the case: a copy can be made.
    holds: Memo<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let node = NodeRef::<Dialog>::new();
    let photo = NodeRef::<Img>::new();
    let (near, turned) = (RwSignal::new(0_u8), RwSignal::new(0_u8));
    let (is_there, missing, said) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<Text>));
    let (covers, covering) = (RwSignal::new(false), Covering::of(photo));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (shown.get().is_some(), dialog.open()) {
            (true, false) if dialog.show_modal().is_err() => dialog.set_open(true),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // As it is, whole and upright.
    let plain = move || {
        near.set(0);
        turned.set(0);
    };
    // Each photo begins so.
    Effect::new(move |_| {
        shown.track();
        plain();
        covers.set(false);
        said.set(None);
    });
    let photos = Memo::new(move |_| {
        let photo = |(place, one): (usize, &Attachment)| (one.media == Media::Jpeg).then_some(place);
        all.with(|all| all.iter().enumerate().filter_map(photo).collect::<Vec<_>>())
    });
    let place =
        Memo::new(move |_| shown.get().and_then(|shown| photos.with(|all| all.iter().position(|one| *one == shown))));
    let step = move |by: isize| {
        let next = place.get_untracked().and_then(|place| place.checked_add_signed(by));
        if let Some(next) = next.and_then(|next| photos.with_untracked(|all| all.get(next).copied())) {
            shown.set(Some(next));
        }
    };
    let title = move || {
        let number = place.get().map_or(0, |place| place + 1);
        TITLE.fill(lang.get(), &[&number.to_string(), &photos.with(Vec::len).to_string()])
    };
    let attachment = Memo::new(move |_| shown.get().and_then(|shown| all.with(|all| all.get(shown).cloned())));
    let source = Memo::new(move |_| {
        is_there.set(false);
        missing.set(false);
        attachment.with(|one| one.as_ref().map(|one| address(case, one)))
    });
    // A copy of a copy is one of the photo itself.
    let of = Signal::derive(move || attachment.with(|one| one.as_ref().and_then(original)));
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        _ if covers.get_untracked() => {}
        "ArrowLeft" => step(-1),
        "ArrowRight" => step(1),
        "+" | "=" => near.update(|near| *near = (*near + 1).min(NEAREST)),
        "-" => near.update(|near| *near = near.saturating_sub(1)),
        "r" => turned.update(|turned| *turned = (*turned + 1) % 4),
        _ => {}
    };
    // Escape leaves what is being covered before it leaves the photo.
    let escape = move |event: Event| {
        if covers.get_untracked() {
            event.prevent_default();
            covers.set(false);
        }
    };
    let cover = move |_| {
        plain();
        covering.begin_anew();
        said.set(None);
        covers.set(true);
    };
    let saved = Callback::new(move |()| {
        covers.set(false);
        said.set(Some(SAVED));
    });
    let left = Callback::new(move |()| covers.set(false));
    let class =
        move || format!("viewer__photo viewer__photo--near-{} viewer__photo--turned-{}", near.get(), turned.get());
    let is_first = move || place.get().is_none_or(|place| place == 0);
    let is_last = move || place.get().is_none_or(|place| place + 1 >= photos.with(Vec::len));
    let can_cover = move || holds.get() && is_there.get() && of.with(Option::is_some);
    let status = move || if missing.get() { Some(NOT_THERE) } else { said.get() };
    view! {
        <dialog class="dialog viewer" aria-labelledby="viewer" node_ref=node on:close=move |_| shown.set(None) on:cancel=escape on:keydown=keys>
            <h2 class="viewer__title tnum" id="viewer" aria-live="polite">{title}</h2>
            <div class="viewer__frame" tabindex="0" role="group" aria-labelledby="viewer">
                {move || source.get().map(|source| view! {
                    <img
                        class=class
                        id=PHOTO
                        src=source
                        alt=title
                        node_ref=photo
                        on:load=move |_| is_there.set(true)
                        on:error=move |_| missing.set(true)
                    />
                })}
                <Show when=move || covers.get()><Sheet covering /></Show>
            </div>
            <div class="viewer__foot">
                <p class="viewer__said" role="status">{move || status().map(say)}</p>
                <Show
                    when=move || covers.get()
                    fallback=move || view! {
                        <div class="viewer__bar">
                            <button class="btn" type="button" disabled=is_first on:click=move |_| step(-1)><Icon sign=Sign::Back />{say(PREVIOUS)}</button>
                            <button class="btn" type="button" disabled=is_last on:click=move |_| step(1)>{say(NEXT)}<Icon sign=Sign::Next /></button>
                            <button class="btn" type="button" disabled=move || near.get() == NEAREST on:click=move |_| near.update(|near| *near += 1)><Icon sign=Sign::Plus />{say(NEARER)}</button>
                            <button class="btn" type="button" disabled=move || near.get() == 0 on:click=move |_| near.update(|near| *near -= 1)>{say(FURTHER)}</button>
                            <button class="btn" type="button" on:click=move |_| turned.update(|turned| *turned = (*turned + 1) % 4)><Icon sign=Sign::Update />{say(TURN)}</button>
                            <button class="btn" type="button" disabled=move || !can_cover() on:click=cover><Icon sign=Sign::Pen />{say(COVER)}</button>
                            <button class="btn btn--main" type="button" on:click=move |_| shown.set(None)>{say(CLOSE)}</button>
                        </div>
                    }
                >
                    <Tools covering case of saved left />
                </Show>
            </div>
        </dialog>
    }
}

/// The photo as somebody took it.
const fn original(shown: &Attachment) -> Option<ContentHash> {
    match shown.purpose {
        None => Some(shown.hash),
        Some(Purpose::Redaction { of }) => Some(of),
        Some(Purpose::Signature { .. } | Purpose::FromMerchant) => None,
    }
}
