//! The kiosk's camera. A dialog for files would show the machine's own disk to everybody.

use js_sys::{Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// As large as a photo is kept.
const WIDTH: u32 = 2048;

/// Shows what the camera sees. None where there is no camera, or the browser does not give it.
pub(super) async fn open(video: &str) -> Option<()> {
    let video = element(video)?;
    let asked = Object::new();
    let ideal = Object::new();
    Reflect::set(&ideal, &"ideal".into(), &WIDTH.into()).ok()?;
    Reflect::set(&asked, &"width".into(), &ideal).ok()?;
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

pub(super) fn element(video: &str) -> Option<HtmlVideoElement> {
    document().get_element_by_id(video)?.dyn_into().ok()
}
