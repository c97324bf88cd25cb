//! Pictures that staff make on the page: copies of photos in which regions are covered for good, and signatures.

use std::rc::Rc;

use domain::case::{ContentHash, Media};
use futures::channel::oneshot;
use leptos::prelude::document;
use sync::protocol::Code;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, HtmlVideoElement, Path2d};

use super::{Whose, prepare::Ready};
use crate::{
    browser::{driver::Driver, random},
    redaction::Region,
    signing::Drawing,
};

const QUALITY: f64 = 0.85;

impl Driver {
    /// Keeps a copy of a picture of the page in which these regions are black: what was there is in no pixel of it.
    ///
    /// # Errors
    /// Why there is no copy.
    pub(in crate::browser) async fn keep_redacted(
        self: Rc<Self>,
        whose: Whose,
        picture: &str,
        regions: &[Region],
    ) -> Result<ContentHash, Code> {
        let canvas = covered(picture, regions).ok_or(Code::AttachmentUnreadable)?;
        self.keep_drawn(whose, &canvas).await
    }

    /// Keeps a signature as a picture: ink on white paper.
    ///
    /// # Errors
    /// Why there is none.
    pub(in crate::browser) async fn keep_signature(
        self: Rc<Self>,
        whose: Whose,
        drawing: &Drawing,
    ) -> Result<ContentHash, Code> {
        let canvas = on_paper(drawing).ok_or(Code::AttachmentUnreadable)?;
        self.keep_drawn(whose, &canvas).await
    }

    /// Keeps what a camera sees now.
    ///
    /// # Errors
    /// Why not.
    pub(super) async fn keep_frame(
        self: Rc<Self>,
        whose: Whose,
        video: &HtmlVideoElement,
    ) -> Result<ContentHash, Code> {
        let (width, height) = (video.video_width(), video.video_height());
        let seen = canvas(width, height).and_then(|(canvas, context)| {
            context.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
            Some(canvas)
        });
        self.keep_drawn(whose, &seen.ok_or(Code::AttachmentUnreadable)?).await
    }

    async fn keep_drawn(self: Rc<Self>, whose: Whose, canvas: &HtmlCanvasElement) -> Result<ContentHash, Code> {
        self.room_for(whose)?;
        let blob = encoded(canvas).await.ok_or(Code::AttachmentUnreadable)?;
        let ready = Ready::of(blob, Media::Jpeg).await?;
        Ok(self.keep_ready(random::uuid(), whose, ready).await)
    }
}

fn covered(picture: &str, regions: &[Region]) -> Option<HtmlCanvasElement> {
    let picture: HtmlImageElement = document().get_element_by_id(picture)?.dyn_into().ok()?;
    let (width, height) = (picture.natural_width(), picture.natural_height());
    let (canvas, context) = canvas(width, height)?;
    context.draw_image_with_html_image_element(&picture, 0.0, 0.0).ok()?;
    context.set_fill_style_str("#000");
    for Region { x, y, width, height } in regions {
        context.fill_rect(f64::from(*x), f64::from(*y), f64::from(*width), f64::from(*height));
    }
    Some(canvas)
}

/// A signature is this wide, whatever it was drawn on.
const SIGNATURE_WIDTH: u32 = 1200;
/// In pixels of the page.
const PEN: f64 = 3.0;

/// A signature as a picture that is ready to be sent.
///
/// # Errors
/// Why there is none.
pub(super) async fn inked(drawing: &Drawing) -> Result<Ready, Code> {
    let canvas = on_paper(drawing).ok_or(Code::AttachmentUnreadable)?;
    let blob = encoded(&canvas).await.ok_or(Code::AttachmentUnreadable)?;
    Ready::of(blob, Media::Jpeg).await
}

fn on_paper(drawing: &Drawing) -> Option<HtmlCanvasElement> {
    if drawing.width < 1.0 || drawing.height < 1.0 {
        return None;
    }
    let scale = f64::from(SIGNATURE_WIDTH) / drawing.width;
    let (canvas, context) = canvas(SIGNATURE_WIDTH, whole(drawing.height * scale))?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    context.scale(scale, scale).ok()?;
    context.set_stroke_style_str("#111");
    context.set_line_width(PEN);
    context.set_line_cap("round");
    context.set_line_join("round");
    context.stroke_with_path(&Path2d::new_with_path_string(&drawing.path()).ok()?);
    Some(canvas)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn whole(pixels: f64) -> u32 {
    pixels.round().clamp(1.0, 2048.0) as u32
}

pub(super) fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    if width == 0 || height == 0 {
        return None;
    }
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

/// As a JPEG, encoded beside the page.
pub(super) async fn encoded(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let (done, blob) = oneshot::channel();
    let done = Closure::once(move |blob: Option<Blob>| drop(done.send(blob)));
    let asked = canvas.to_blob_with_type_and_encoder_options(
        done.as_ref().unchecked_ref(),
        Media::Jpeg.essence(),
        &QUALITY.into(),
    );
    asked.ok()?;
    blob.await.ok().flatten()
}
