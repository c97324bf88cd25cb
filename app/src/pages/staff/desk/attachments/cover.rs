//! Covers regions of the photo that the viewer shows: by finger or mouse (drawn, or one touch on each of two corners), and by keys.

use domain::{
    case::ContentHash,
    ids::CaseId,
    words::{Bilingual, Text, text},
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html::{Div, Img},
    prelude::*,
    task::spawn_local,
    web_sys,
};

use crate::{
    components::{For, Icon, Sign},
    host,
    lang::{say, use_lang},
    redaction::{Nudge, Point, Region, Size},
};

const SHEET: Text = text("要遮盖的地方", "What is to be covered");
const HOW: Text = text(
    "在照片上拖出方块，或点方块的两个角。用键盘：先按“加一块”，方向键移动，Shift 加方向键改大小，Delete 去掉。",
    "Draw a box on the photo, or touch two of its corners. By keyboard: press “Add a box”, move it with the arrow keys, change its size with Shift and an arrow key, remove it with Delete.",
);
const CORNER: Text = text("再点对面的角。", "Now touch the opposite corner.");
const COUNT: Text = text("已遮盖 {} 处。", "Covered: {}.");
const LAST: Text = text(
    "已遮盖 {} 处。最后一处：从左 {}%、从上 {}%，宽 {}%，高 {}%。",
    "Covered: {}. The last: {} % from the left, {} % from the top, {} % wide, {} % high.",
);
const ADD: Text = text("加一块", "Add a box");
const UNDO: Text = text("撤销上一块", "Take the last one away");
const SAVE: Text = text("存成遮盖后的副本", "Save a copy with these covered");
const SAVING: Text = text("正在存…", "Saving…");
const LEAVE: Text = text("不遮盖了", "Do not cover");
const STAYS: Text = text(
    "原照片不变，只有工作人员看得到；打印和给商家看的都用遮盖后的副本。",
    "The photo itself stays as it is, for staff only; papers and the merchant get the copy.",
);
/// A finger that moved less than this did not draw.
const DRAWN: f64 = 8.0;

/// What is covered of a photo and not saved yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Covering {
    /// The element of the photo.
    photo: NodeRef<Img>,
    regions: RwSignal<Vec<Region>>,
    /// Where a finger went down and where it is.
    drawing: RwSignal<Option<(Point, Point)>>,
    /// The first of two corners.
    corner: RwSignal<Option<Point>>,
    saving: RwSignal<bool>,
    trouble: RwSignal<Option<Bilingual>>,
}

impl Covering {
    pub(super) fn of(photo: NodeRef<Img>) -> Self {
        Self {
            photo,
            regions: RwSignal::default(),
            drawing: RwSignal::default(),
            corner: RwSignal::default(),
            saving: RwSignal::new(false),
            trouble: RwSignal::default(),
        }
    }

    /// Nothing is covered.
    pub(super) fn begin_anew(self) {
        self.regions.set(Vec::new());
        self.drawing.set(None);
        self.corner.set(None);
        self.trouble.set(None);
    }

    /// How large the photo is, once it is there.
    pub(super) fn size(self) -> Option<Size> {
        let photo = self.photo.get_untracked()?;
        let size = Size { width: photo.natural_width(), height: photo.natural_height() };
        (size.width > 0 && size.height > 0).then_some(size)
    }

    fn undo(self) {
        self.corner.set(None);
        self.regions.update(|regions| {
            regions.pop();
        });
    }

    fn add(self) {
        if let Some(size) = self.size() {
            self.corner.set(None);
            self.regions.update(|regions| regions.push(Region::in_the_middle(size)));
        }
    }

    fn nudge(self, nudge: Nudge) {
        let Some(size) = self.size() else { return };
        self.regions.update(|regions| {
            if let Some(last) = regions.last_mut() {
                *last = last.nudged(size, nudge);
            }
        });
    }

    fn key(self, event: &KeyboardEvent) {
        let (right, down) = match event.key().as_str() {
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            "Delete" | "Backspace" => return self.undo(),
            "Enter" | " " => return self.add(),
            _ => return,
        };
        event.prevent_default();
        self.nudge(if event.shift_key() { Nudge::Grow(right, down) } else { Nudge::Move(right, down) });
    }

    fn finger_down(self, event: &PointerEvent) {
        // The other buttons of a mouse open menus.
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        event.prevent_default();
        let _ = event_target::<web_sys::Element>(event).set_pointer_capture(event.pointer_id());
        let at = self.under(event);
        self.drawing.set(at.map(|at| (at, at)));
    }

    fn finger_moves(self, event: &PointerEvent) {
        if let Some((from, _)) = self.drawing.get_untracked()
            && let Some(at) = self.under(event)
        {
            self.drawing.set(Some((from, at)));
        }
    }

    fn finger_up(self, event: &PointerEvent) {
        let (Some((from, _)), Some(size)) = (self.drawing.get_untracked(), self.size()) else { return };
        self.drawing.set(None);
        let Some(at) = self.under(event) else { return };
        let corner = self.corner.get_untracked();
        self.corner.set(None);
        let is_drawn = (at.x - from.x).hypot(at.y - from.y) >= DRAWN;
        let from = match corner {
            _ if is_drawn => from,
            Some(corner) => corner,
            None => return self.corner.set(Some(at)),
        };
        if let Some(region) = Region::between(size, from, at) {
            self.regions.update(|regions| regions.push(region));
        }
    }

    fn under(self, event: &PointerEvent) -> Option<Point> {
        let frame: web_sys::Element = event_target(event);
        let frame = (f64::from(frame.client_width()), f64::from(frame.client_height()));
        Some(self.size()?.under(frame, (f64::from(event.offset_x()), f64::from(event.offset_y()))))
    }

    fn save(self, case: CaseId, of: ContentHash, saved: impl Fn() + 'static) {
        let Some(host) = host::staff() else { return };
        let regions = self.regions.get_untracked();
        self.saving.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let kept = host.keep_redacted(case, of, super::viewer::PHOTO, &regions).await;
            // The page may be gone meanwhile.
            if self.saving.try_set(false).is_some() {
                return;
            }
            match kept {
                Ok(_) => saved(),
                Err(code) => self.trouble.set(Some(code.sentence().into())),
            }
        });
    }
}

/// The sheet over the photo on which the regions are drawn.
#[component]
pub(super) fn Sheet(covering: Covering) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(sheet) = node.get() {
            let _ = sheet.focus();
        }
    });
    let size = covering.size();
    let frame = size.map(|size| format!("0 0 {} {}", size.width, size.height));
    let numbered = move || covering.regions.get().into_iter().enumerate().collect::<Vec<_>>();
    let drawn = move || {
        let (from, at) = covering.drawing.get()?;
        let region = Region::between(size?, from, at)?;
        Some(view! { <rect class="cover__drawn" x=region.x y=region.y width=region.width height=region.height /> })
    };
    let corner = move || {
        let (at, size) = (covering.corner.get()?, size?);
        let radius = f64::from(size.width.max(size.height)) / 80.0;
        Some(view! { <circle class="cover__corner" cx=at.x cy=at.y r=radius /> })
    };
    let keys = move |event: KeyboardEvent| {
        // The viewer has other keys.
        event.stop_propagation();
        covering.key(&event);
    };
    view! {
        <div
            class="cover"
            node_ref=node
            tabindex="0"
            role="application"
            aria-label=say(SHEET)
            aria-describedby="cover-how"
            on:keydown=keys
            on:pointerdown=move |event| covering.finger_down(&event)
            on:pointermove=move |event| covering.finger_moves(&event)
            on:pointerup=move |event| covering.finger_up(&event)
            on:pointercancel=move |_| covering.drawing.set(None)
        >
            <svg class="cover__regions" viewBox=frame aria-hidden="true">
                <For each=numbered key=|one| *one let:one>
                    <rect class="cover__region" x=one.1.x y=one.1.y width=one.1.width height=one.1.height />
                </For>
                {drawn}
                {corner}
            </svg>
        </div>
    }
}

/// What is said of it, and its buttons.
#[component]
pub(super) fn Tools(
    covering: Covering,
    case: CaseId,
    /// The photo as somebody took it.
    of: Signal<Option<ContentHash>>,
    /// The copy is kept.
    saved: Callback<()>,
    /// There is none.
    left: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let count = move || covering.regions.with(Vec::len);
    let stands = move || {
        if covering.corner.with(Option::is_some) {
            return CORNER.in_lang(lang.get()).to_owned();
        }
        let number = count().to_string();
        match covering.regions.with(|regions| regions.last().copied()).zip(covering.size()) {
            Some((last, size)) => {
                let [left, top, width, height] = last.percent(size).map(|part| part.to_string());
                LAST.fill(lang.get(), &[&number, &left, &top, &width, &height])
            }
            None => COUNT.fill(lang.get(), &[&number]),
        }
    };
    let trouble = move || {
        let why = covering.trouble.get()?;
        Some(
            view! { <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{why.in_lang(lang.get()).to_owned()}</span></p> },
        )
    };
    let save = move |_| {
        if let Some(of) = of.get_untracked() {
            covering.save(case, of, move || saved.run(()));
        }
    };
    view! {
        <p class="field__hint" id="cover-how">{say(HOW)} " " {say(STAYS)}</p>
        <p class="cover__stands tnum" role="status">{stands}</p>
        {trouble}
        <div class="viewer__bar">
            <button class="btn" type="button" on:click=move |_| covering.add()><Icon sign=Sign::Plus />{say(ADD)}</button>
            <button class="btn" type="button" disabled=move || count() == 0 on:click=move |_| covering.undo()><Icon sign=Sign::Back />{say(UNDO)}</button>
            <button class="btn" type="button" on:click=move |_| left.run(())>{say(LEAVE)}</button>
            <button class="btn btn--main" type="button" disabled=move || count() == 0 || covering.saving.get() on:click=save>
                {move || if covering.saving.get() { SAVING } else { SAVE }.in_lang(lang.get())}
            </button>
        </div>
    }
}
