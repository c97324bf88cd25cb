//! One photo large: nearer, further, turned, and on to the next.

use domain::{
    case::{Attachment, Media},
    ids::CaseId,
    words::{Text, text},
};
use leptos::{ev::KeyboardEvent, html::Dialog, prelude::*};

use super::address;
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("照片 {}，共 {}", "Photo {} of {}");
const NEARER: Text = text("放大", "Zoom in");
const FURTHER: Text = text("缩小", "Zoom out");
const TURN: Text = text("旋转", "Rotate");
const PREVIOUS: Text = text("上一张", "Previous");
const NEXT: Text = text("下一张", "Next");
const CLOSE: Text = text("关闭", "Close");
/// How near one can go: each step is half as large again.
const NEAREST: u8 = 4;

/// A native dialog: focus stays in it, and Escape closes it.
#[component]
pub(super) fn Viewer(case: CaseId, all: Memo<Vec<Attachment>>, shown: RwSignal<Option<usize>>) -> impl IntoView {
    let lang = use_lang();
    let node = NodeRef::<Dialog>::new();
    let (near, turned) = (RwSignal::new(0_u8), RwSignal::new(0_u8));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (shown.get().is_some(), dialog.open()) {
            (true, false) if dialog.show_modal().is_err() => dialog.set_open(true),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // Each photo begins as it is.
    Effect::new(move |_| {
        shown.track();
        near.set(0);
        turned.set(0);
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
    let source = move || shown.get().and_then(|shown| all.with(|all| all.get(shown).map(|one| address(case, one))));
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowLeft" => step(-1),
        "ArrowRight" => step(1),
        "+" | "=" => near.update(|near| *near = (*near + 1).min(NEAREST)),
        "-" => near.update(|near| *near = near.saturating_sub(1)),
        "r" => turned.update(|turned| *turned = (*turned + 1) % 4),
        _ => {}
    };
    let class =
        move || format!("viewer__photo viewer__photo--near-{} viewer__photo--turned-{}", near.get(), turned.get());
    let is_first = move || place.get().is_none_or(|place| place == 0);
    let is_last = move || place.get().is_none_or(|place| place + 1 >= photos.with(Vec::len));
    view! {
        <dialog class="dialog viewer" aria-labelledby="viewer" node_ref=node on:close=move |_| shown.set(None) on:keydown=keys>
            <h2 class="viewer__title tnum" id="viewer" aria-live="polite">{title}</h2>
            <div class="viewer__frame" tabindex="0" role="group" aria-labelledby="viewer">
                {move || source().map(|source| view! { <img class=class src=source alt=title /> })}
            </div>
            <div class="viewer__bar">
                <button class="btn" type="button" disabled=is_first on:click=move |_| step(-1)><Icon sign=Sign::Back />{say(PREVIOUS)}</button>
                <button class="btn" type="button" disabled=is_last on:click=move |_| step(1)>{say(NEXT)}<Icon sign=Sign::Next /></button>
                <button class="btn" type="button" disabled=move || near.get() == NEAREST on:click=move |_| near.update(|near| *near += 1)><Icon sign=Sign::Plus />{say(NEARER)}</button>
                <button class="btn" type="button" disabled=move || near.get() == 0 on:click=move |_| near.update(|near| *near -= 1)>{say(FURTHER)}</button>
                <button class="btn" type="button" on:click=move |_| turned.update(|turned| *turned = (*turned + 1) % 4)><Icon sign=Sign::Update />{say(TURN)}</button>
                <button class="btn btn--main" type="button" on:click=move |_| shown.set(None)>{say(CLOSE)}</button>
            </div>
        </dialog>
    }
}
