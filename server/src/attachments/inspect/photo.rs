//! Photos: decoded within limits, turned the right way up, scaled, and kept as a JPEG of nothing but the picture.

use std::io::Cursor;

use domain::case::Media;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, imageops};

use super::jpeg::Segments;
use super::{Inspected, Refusal, mixed};

/// As devices scale them.
const MOST_SIDE: u32 = 2048;
/// What a telephone's camera takes today; as three bytes each, 150 MB.
const MOST_PIXELS: u64 = 50_000_000;
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
const THUMBNAIL_SIDE: u32 = 360;
const QUALITY: u8 = 85;
const THUMBNAIL_QUALITY: u8 = 75;

pub(super) fn inspect(bytes: Vec<u8>, format: ImageFormat) -> Result<Inspected, Refusal> {
    if mixed::hides_something(&bytes) {
        return Err(Refusal::Mixed);
    }
    let segments = if format == ImageFormat::Jpeg { Segments::of(&bytes) } else { None };
    if segments.as_ref().is_some_and(|segments| mixed::is_another_file(segments.trailer(&bytes))) {
        return Err(Refusal::Mixed);
    }
    if format == ImageFormat::Png && end_of_png(&bytes).is_some_and(|end| mixed::is_another_file(&bytes[end..])) {
        return Err(Refusal::Mixed);
    }
    let (picture, orientation) = decoded(&bytes, format)?;
    let fits = picture.width().max(picture.height()) <= MOST_SIDE;
    let is_as_it_should = segments.is_some_and(|segments| segments.is_clean(&bytes));
    if fits && is_as_it_should && orientation == Orientation::NoTransforms {
        let thumbnail = thumbnail(&picture)?;
        return Ok(Inspected { media: Media::Jpeg, bytes, thumbnail: Some(thumbnail) });
    }
    let mut picture = if fits { picture } else { picture.resize(MOST_SIDE, MOST_SIDE, imageops::FilterType::Triangle) };
    picture.apply_orientation(orientation);
    let thumbnail = thumbnail(&picture)?;
    Ok(Inspected { media: Media::Jpeg, bytes: encoded(&picture, QUALITY)?, thumbnail: Some(thumbnail) })
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), Refusal> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(16_384), Some(16_384));
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|why| refused(&why))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooComplex);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|why| refused(&why))?;
    Ok((picture, orientation))
}

const fn refused(why: &ImageError) -> Refusal {
    if matches!(why, ImageError::Limits(_)) { Refusal::TooComplex } else { Refusal::Unreadable }
}

fn thumbnail(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    encoded(&picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE), THUMBNAIL_QUALITY)
}

fn encoded(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let opaque = on_paper(picture);
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&opaque).map_err(|why| refused(&why))?;
    Ok(bytes)
}

/// What shows through is white, as on paper: a screenshot must not turn black.
fn on_paper(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, alpha] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(r), over(g), over(b)])
    })
}

/// Where a PNG ends: behind the checksum of its last chunk.
fn end_of_png(bytes: &[u8]) -> Option<usize> {
    bytes.windows(8).position(|window| window == b"\0\0\0\0IEND").map(|at| (at + 12).min(bytes.len()))
}

#[cfg(test)]
mod tests;
