//! Photos at a kiosk: the camera's picture, and one large button.

use domain::{
    ids::CaseId,
    words::{Bilingual, Text, text},
};
use leptos::{html::Dialog, prelude::*, task::spawn_local};

use crate::{
    components::{Icon, Show, Sign},
    host,
    lang::{say, use_lang},
};

const OPEN: Text = text("用这台机器拍照", "Take photos with this machine");
const TITLE: Text = text("把小票或商品放到摄像头前", "Hold the receipt or the goods before the camera");
const TAKE: Text = text("拍一张", "Take a photo");
const CLOSE: Text = text("拍好了", "Done");
const STARTS: Text = text("正在打开摄像头…", "The camera is starting…");
const NO_CAMERA: Text = text(
    "这台机器的摄像头现在用不了。可以先提交，再用手机凭查询码补照片，或带到服务台。",
    "The camera of this machine cannot be used now. You can submit without, and add photos by phone with the claim code, or bring them to the desk.",
);
const TAKEN: Text = text("已拍 {} 张。", "Photos taken: {}.");
const VIDEO: &str = "camera-sees";

/// How the camera stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Camera {
    Starts,
    Sees,
    Missing,
}

#[component]
pub(super) fn KioskCamera(
    /// The form.
    case: CaseId,
    /// How many it has.
    count: Memo<usize>,
    /// There is room for one more.
    #[prop(into)]
    has_room: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let node = NodeRef::<Dialog>::new();
    let (opened, camera) = (RwSignal::new(false), RwSignal::new(Camera::Starts));
    let (takes, trouble) = (RwSignal::new(false), RwSignal::new(None::<Bilingual>));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (opened.get(), dialog.open()) {
            (true, false) => {
                if dialog.show_modal().is_err() {
                    dialog.set_open(true);
                }
                camera.set(Camera::Starts);
                trouble.set(None);
                spawn_local(async move {
                    let sees = match host::kiosk() {
                        Some(host) => host.open_camera(VIDEO).await,
                        None => false,
                    };
                    // Closed meanwhile, by whoever would not wait.
                    if !opened.try_get_untracked().unwrap_or_default() {
                        return close();
                    }
                    camera.set(if sees { Camera::Sees } else { Camera::Missing });
                });
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    on_cleanup(close);
    let take = move |_| {
        let Some(host) = host::kiosk() else { return };
        takes.set(true);
        trouble.set(None);
        spawn_local(async move {
            let taken = host.take_photo(case, VIDEO).await;
            if takes.try_set(false).is_none()
                && let Err(code) = taken
            {
                trouble.set(Some(code.sentence().into()));
            }
        });
    };
    let closed = move |_| {
        close();
        opened.set(false);
    };
    let can_take = move || camera.get() == Camera::Sees && !takes.get() && has_room.get();
    let said = move || match camera.get() {
        Camera::Starts => STARTS.in_lang(lang.get()).to_owned(),
        Camera::Missing => String::new(),
        Camera::Sees => TAKEN.fill(lang.get(), &[&count.get().to_string()]),
    };
    let why = move || trouble.get().map(|why| why.in_lang(lang.get()).to_owned());
    view! {
        <div class="actions">
            <button class="btn" type="button" on:click=move |_| opened.set(true)>
                <Icon sign=Sign::Camera />
                {say(OPEN)}
            </button>
        </div>
        <dialog class="dialog camera" aria-labelledby="camera" node_ref=node on:close=closed>
            <h2 class="dialog__title" id="camera">{say(TITLE)}</h2>
            <video class="camera__sees" id=VIDEO muted playsinline aria-hidden="true"></video>
            <p class="camera__said" role="status">{said}</p>
            <Show when=move || camera.get() == Camera::Missing>
                <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{say(NO_CAMERA)}</span></p>
            </Show>
            <Show when=move || trouble.with(Option::is_some)>
                <p class="field__error" role="alert"><Icon sign=Sign::Alert /><span>{why}</span></p>
            </Show>
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| opened.set(false)>{say(CLOSE)}</button>
                <button class="btn btn--main" type="button" disabled=move || !can_take() on:click=take>
                    <Icon sign=Sign::Camera />
                    {say(TAKE)}
                </button>
            </div>
        </dialog>
    }
}

fn close() {
    if let Some(host) = host::kiosk() {
        host.close_camera(VIDEO);
    }
}
