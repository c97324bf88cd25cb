//! The pad: one large sheet, what is agreed above it, and the pen is a finger.

use domain::words::{Text, text};
use leptos::{
    ev::PointerEvent,
    html::{Dialog, Div},
    prelude::*,
    web_sys,
};

use crate::{
    components::{Icon, Show, Sign},
    lang::say,
    signing::Drawing,
};

const AGREED: Text = text("双方约定：", "Agreed: ");
const HERE: Text = text("请用手指或笔在框里写姓名", "Write your name in the box with a finger or a pen");
const EMPTY: Text = text(
    "还没有签字。请在框里写上姓名，再按“签好了”；不方便写的，请签在纸上。",
    "Nothing is signed yet. Please write your name in the box and press “Done”, or sign on paper.",
);
const UNDO: Text = text("撤销一笔", "Undo a stroke");
const CLEAR: Text = text("重写", "Begin again");
const LEAVE: Text = text("先不签", "Not now");
const DONE: Text = text("签好了", "Done");

/// The sheet. What it says above is its heading, and what is signed.
#[component]
pub fn Pad(
    opened: RwSignal<bool>,
    /// Who is to sign.
    #[prop(into)]
    title: Signal<String>,
    /// The heading's name.
    id: String,
    /// What is agreed.
    #[prop(into)]
    terms: Signal<String>,
    /// The signature is done.
    draw: Callback<Drawing>,
) -> impl IntoView {
    let (dialog, sheet) = (NodeRef::<Dialog>::new(), NodeRef::<Div>::new());
    let drawing = RwSignal::new(Drawing::default());
    let (writes, is_empty) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (opened.get(), dialog.open()) {
            (true, false) => {
                drawing.set(Drawing::default());
                is_empty.set(false);
                if dialog.show_modal().is_err() {
                    dialog.set_open(true);
                }
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let at = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let down = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        event.prevent_default();
        let pad: web_sys::Element = event_target(&event);
        let _ = pad.set_pointer_capture(event.pointer_id());
        writes.set(true);
        is_empty.set(false);
        drawing.update(|drawing| {
            (drawing.width, drawing.height) = (f64::from(pad.client_width()), f64::from(pad.client_height()));
            drawing.strokes.push(vec![at(&event)]);
        });
    };
    let moves = move |event: PointerEvent| {
        if writes.get_untracked() {
            drawing.update(|drawing| {
                if let Some(stroke) = drawing.strokes.last_mut() {
                    stroke.push(at(&event));
                }
            });
        }
    };
    let done = move |_| {
        let drawn = drawing.get_untracked();
        if drawn.is_signature() { draw.run(drawn) } else { is_empty.set(true) }
    };
    let nothing = move || drawing.with(|drawing| drawing.strokes.is_empty());
    view! {
        <dialog class="dialog pad" aria-labelledby=id.clone() node_ref=dialog on:close=move |_| opened.set(false)>
            <h2 class="dialog__title" id=id.clone()>{title}</h2>
            <Show when=move || !terms.get().is_empty()>
                <p class="pad__terms">{say(AGREED)} {move || terms.get()}</p>
            </Show>
            <p class="field__hint">{say(HERE)}</p>
            <div
                class="pad__sheet"
                role="img"
                aria-label=say(HERE)
                node_ref=sheet
                on:pointerdown=down
                on:pointermove=moves
                on:pointerup=move |_| writes.set(false)
                on:pointercancel=move |_| writes.set(false)
            >
                <svg class="pad__ink" aria-hidden="true"><path d=move || drawing.with(Drawing::path) /></svg>
            </div>
            <Show when=move || is_empty.get()>
                <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{say(EMPTY)}</span></p>
            </Show>
            <div class="dialog__actions">
                <button class="btn btn--quiet" type="button" on:click=move |_| opened.set(false)>{say(LEAVE)}</button>
                <button
                    class="btn"
                    type="button"
                    disabled=nothing
                    on:click=move |_| drawing.update(|drawing| { drawing.strokes.pop(); })
                >
                    {say(UNDO)}
                </button>
                <button class="btn" type="button" disabled=nothing on:click=move |_| drawing.update(|drawing| drawing.strokes.clear())>{say(CLEAR)}</button>
                <button class="btn btn--main" type="button" on:click=done>{say(DONE)}</button>
            </div>
        </dialog>
    }
}
