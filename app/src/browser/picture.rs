//! A drawing as a picture, and a picture to other applications.

use js_sys::{Array, JsString, Promise, Reflect, Uint8Array};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, FilePropertyBag, HtmlCanvasElement, HtmlImageElement, ShareData};

const PNG: &str = "image/png";

/// A drawing (SVG) of so many pixels as the address of a PNG; none where the browser cannot draw it.
pub async fn png_of(svg: &str, width: u32, height: u32) -> Option<String> {
    let image = HtmlImageElement::new_with_width_and_height(width, height).ok()?;
    image.set_src(&format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0).ok()?;
    // A browser that protects from fingerprints gives another type, or nothing.
    canvas.to_data_url_with_type(PNG).ok().filter(|png| png.starts_with("data:image/png"))
}

/// Whether a picture can be handed to other applications.
pub fn can_share() -> bool {
    let navigator = window().navigator();
    let has = |name: &str| Reflect::get(&navigator, &JsString::from(name)).is_ok_and(|it| it.is_function());
    has("canShare") && has("share") && data(&[], "picture.png").is_some_and(|data| navigator.can_share_with_data(&data))
}

/// Hands over what [`png_of`] gave. Whoever closes the list of applications again has changed their mind.
pub fn share(png: &str, name: &str) {
    let Some(data) = bytes_of(png).and_then(|bytes| data(&bytes, name)) else { return };
    let shared: Promise = window().navigator().share_with_data(&data);
    spawn_local(async move { drop(JsFuture::from(shared).await) });
}

/// What stands in a data address: `atob` gives a byte as a character each.
fn bytes_of(png: &str) -> Option<Vec<u8>> {
    let plain = window().atob(png.split_once(',')?.1).ok()?;
    plain.chars().map(|sign| u8::try_from(u32::from(sign)).ok()).collect()
}

fn data(bytes: &[u8], name: &str) -> Option<ShareData> {
    let options = FilePropertyBag::new();
    options.set_type(PNG);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    Some(data)
}
