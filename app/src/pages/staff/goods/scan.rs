//! A barcode by the camera; where there is none, it is typed.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Icon, Show, Sign},
    host,
    lang::say,
};

const SCAN: Text = text("扫条码", "Scan a barcode");
const STOP: Text = text("不扫了", "Stop scanning");
const HOLD: Text = text("把条码放到画面中间。", "Hold the barcode in the middle of the picture.");
const FAILED: Text = text("打不开相机，请照包装输入条码。", "The camera cannot be opened; please type the barcode.");

/// The button, where there is something to scan with, and the picture while it scans.
#[component]
pub fn Scan(id: &'static str, found: Callback<String>) -> impl IntoView {
    let (can, scanning, failed) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| can.set(host::staff().is_some_and(|host| host.can_scan())));
    on_cleanup(move || {
        if let Some(host) = host::staff() {
            host.stop_scanning(id);
        }
    });
    let begin = move |_| {
        failed.set(false);
        scanning.set(true);
        spawn_local(async move {
            let Some(host) = host::staff() else { return };
            let read = host.scan(id).await;
            host.stop_scanning(id);
            // Stopped by the person is no failure.
            let is_wanted = scanning.try_get_untracked() == Some(true);
            scanning.try_set(false);
            match read {
                Some(code) if is_wanted => found.run(code),
                None if is_wanted => {
                    failed.try_set(true);
                }
                _ => {}
            }
        });
    };
    let stop = move |_| {
        scanning.set(false);
        if let Some(host) = host::staff() {
            host.stop_scanning(id);
        }
    };
    view! {
        <div class="goods__scan">
            <Show when=move || can.get() && !scanning.get()>
                <button class="btn" type="button" on:click=begin>
                    <Icon sign=Sign::Camera />
                    {say(SCAN)}
                </button>
            </Show>
            <div hidden=move || !scanning.get()>
                <p class="muted" role="status">
                    {say(HOLD)}
                </p>
                <video class="goods__video" id=id muted playsinline aria-hidden="true"></video>
                <button class="btn" type="button" on:click=stop>
                    {say(STOP)}
                </button>
            </div>
            <Show when=move || failed.get()>
                <p class="field__error" role="alert">
                    {say(FAILED)}
                </p>
            </Show>
        </div>
    }
}
