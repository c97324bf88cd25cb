//! Makes a photo anew on the page itself, where the browser has no canvas beside it (Safari before 16.4). Slower, and in steps, so
//! that the page can draw between them.

use domain::case::Media;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlImageElement, Url};

use super::drawn::{canvas, encoded};
use crate::browser::task::next_task;

/// The photo, its longest side not longer than that, in pixels; or why the page could not do it either; a name as a browser gives it.
pub(super) async fn photo(file: &File, side: u16) -> Result<Blob, String> {
    let address = Url::create_object_url_with_blob(file).map_err(|_| "NoAddress".to_owned())?;
    let made = anew(&address, f64::from(side)).await;
    let _ = Url::revoke_object_url(&address);
    made.ok_or_else(|| "EncodingError".to_owned())
}

async fn anew(address: &str, side: f64) -> Option<Blob> {
    let picture = HtmlImageElement::new().ok()?;
    picture.set_src(address);
    // Decoded beside the page; drawing it is what takes the page's time.
    JsFuture::from(picture.decode()).await.ok()?;
    next_task().await;
    let (width, height) = (f64::from(picture.natural_width()), f64::from(picture.natural_height()));
    let scale = (side / width.max(height)).min(1.0);
    let (canvas, context) = canvas(whole(width * scale, side), whole(height * scale, side))?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    // What shows through is white, as on paper.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(&picture, 0.0, 0.0, width, height).ok()?;
    next_task().await;
    let made = encoded(&canvas).await.filter(|made| made.type_() == Media::Jpeg.essence());
    // Old telephones have memory for few of them.
    canvas.set_width(0);
    made
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn whole(pixels: f64, side: f64) -> u32 {
    pixels.round().clamp(1.0, side) as u32
}
