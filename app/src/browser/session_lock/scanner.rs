//! Barcodes by the camera. Some browsers (Chromium on Android, on a Mac) read them by themselves, by a `BarcodeDetector`; the others are
//! given one, which `boot.js` knows how to fetch.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

const DETECTOR: &str = "BarcodeDetector";
/// Promises a class that does the same.
const FETCHED: &str = "barcodeDetector";
/// So often it looks.
const EVERY_MS: u32 = 150;
/// Nothing to be read for that long, and the lamp goes out.
const LONGEST_LOOKS: u32 = 60_000 / EVERY_MS;

/// Whether this device has a way to a camera. Then what reads barcodes comes to lie on it, for a day without a network.
pub(super) fn is_there() -> bool {
    let is_there = Reflect::get(&window().navigator(), &"mediaDevices".into()).is_ok_and(|devices| devices.is_object());
    if is_there {
        spawn_local(async {
            class().await;
        });
    }
    is_there
}

/// Shows what the camera sees in that element until it sees a barcode; none where it does not, or is closed before.
pub(super) async fn read(video: &str) -> Option<String> {
    let video = element(video)?;
    open(&video).await?;
    let detector = detector(&class().await?)?;
    let detect: Function = Reflect::get(&detector, &"detect".into()).ok()?.dyn_into().ok()?;
    for _ in 0..LONGEST_LOOKS {
        video.src_object()?;
        let asked: Promise = detect.call1(&detector, &video).ok()?.dyn_into().ok()?;
        // A picture that cannot be looked at now is followed by another.
        if let Ok(found) = JsFuture::from(asked).await {
            let first = Array::from(&found).get(0);
            if let Some(code) = Reflect::get(&first, &"rawValue".into()).ok().and_then(|code| code.as_string()) {
                return Some(code);
            }
        }
        TimeoutFuture::new(EVERY_MS).await;
    }
    None
}

/// The browser's own, or else the one that is fetched; none where that cannot be.
async fn class() -> Option<Function> {
    if let Ok(own) = Reflect::get(&window(), &DETECTOR.into())
        && let Ok(own) = own.dyn_into()
    {
        return Some(own);
    }
    let fetch: Function = Reflect::get(&window(), &FETCHED.into()).ok()?.dyn_into().ok()?;
    let fetched: Promise = fetch.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()?;
    JsFuture::from(fetched).await.ok()?.dyn_into().ok()
}

fn detector(class: &Function) -> Option<JsValue> {
    let formats = Array::of3(&"ean_13".into(), &"ean_8".into(), &"upc_a".into());
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &formats).ok()?;
    Reflect::construct(class, &Array::of1(&options)).ok()
}

async fn open(video: &HtmlVideoElement) -> Option<()> {
    // The camera at the back, where there are two.
    let asked = Object::new();
    Reflect::set(&asked, &"facingMode".into(), &"environment".into()).ok()?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&asked);
    constraints.set_audio(&JsValue::FALSE);
    let devices = window().navigator().media_devices().ok()?;
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&constraints).ok()?).await.ok()?;
    let stream: MediaStream = stream.dyn_into().ok()?;
    video.set_src_object(Some(&stream));
    JsFuture::from(video.play().ok()?).await.ok()?;
    Some(())
}

/// The camera sees nothing any more, and its lamp is out.
pub(super) fn close(video: &str) {
    let Some(video) = element(video) else { return };
    if let Some(stream) = video.src_object() {
        for track in stream.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
    video.set_src_object(None);
}

fn element(video: &str) -> Option<HtmlVideoElement> {
    document().get_element_by_id(video)?.dyn_into().ok()
}
