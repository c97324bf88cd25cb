use image::GenericImageView;

use super::*;

/// Somewhere in Changning, in the camera's own words: latitude and longitude under a GPS pointer (EXIF 2.32, 4.6.3).
const PLACE: &[u8] = b"GPS 31.2204N 121.4242E";

fn picture(width: u32, height: u32) -> DynamicImage {
    let red_left = |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) };
    RgbImage::from_fn(width, height, red_left).into()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height), 90).expect("a JPEG")
}

/// As a camera writes it: behind the first mark a segment with orientation and place.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    // Big-endian TIFF, one entry: orientation (0x0112), a short.
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(PLACE);
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn has_place(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|window| window == PLACE)
}

fn inspected(bytes: Vec<u8>) -> Inspected {
    crate::attachments::inspect::inspect(bytes).expect("a photo")
}

fn refused(bytes: Vec<u8>) -> Refusal {
    crate::attachments::inspect::inspect(bytes).expect_err("no photo of ours")
}

#[test]
fn what_a_device_has_cleaned_is_kept_to_the_bit() {
    let sent = jpeg(640, 480);
    let kept = inspected(sent.clone());
    assert_eq!((kept.media, &kept.bytes), (Media::Jpeg, &sent));
    let thumbnail = image::load_from_memory(&kept.thumbnail.expect("a small picture")).expect("a JPEG");
    assert_eq!(thumbnail.dimensions(), (360, 270));
}

#[test]
fn the_place_where_a_photo_was_taken_is_gone_and_it_stands_upright() {
    let sent = with_exif(&jpeg(640, 480), 6);
    assert!(has_place(&sent));
    let kept = inspected(sent);
    assert!(!has_place(&kept.bytes));
    assert!(Segments::of(&kept.bytes).expect("a JPEG").is_clean(&kept.bytes));
    let upright = image::load_from_memory(&kept.bytes).expect("a JPEG");
    assert_eq!(upright.dimensions(), (480, 640), "turned by a quarter");
    let top = upright.get_pixel(240, 20).0;
    assert!(top[0] > top[2], "what was left is on top: {top:?}");
}

#[test]
fn a_large_photo_is_scaled_and_a_screenshot_becomes_a_jpeg_on_white() {
    let kept = inspected(jpeg(3000, 1500));
    assert_eq!(image::load_from_memory(&kept.bytes).expect("a JPEG").dimensions(), (2048, 1024));
    let mut glass = Cursor::new(Vec::new());
    let clear = image::RgbaImage::from_pixel(40, 30, image::Rgba([0, 0, 0, 0]));
    clear.write_to(&mut glass, ImageFormat::Png).expect("a PNG");
    let kept = inspected(glass.into_inner());
    let white = image::load_from_memory(&kept.bytes).expect("a JPEG").get_pixel(20, 15).0;
    assert!(white[..3].iter().all(|colour| *colour > 250), "{white:?}");
}

#[test]
fn the_film_that_a_telephone_adds_is_left_out_and_an_archive_is_refused() {
    let film = [jpeg(64, 64), b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".repeat(3)].concat();
    assert!(!inspected(film).bytes.windows(4).any(|window| window == b"ftyp"));
    let archive = [jpeg(64, 64), b"PK\x03\x04 a page PK\x05\x06".to_vec(), vec![0; 18]].concat();
    assert_eq!(refused(archive), Refusal::Mixed);
}

#[test]
fn a_photo_that_is_a_web_page_or_a_pdf_to_somebody_else_is_refused() {
    for hidden in ["<script>alert(1)</script>", "<!DOCTYPE html><title>x</title>", "%PDF-1.7 1 0 obj"] {
        let photo = jpeg(64, 64);
        let length = u16::try_from(hidden.len() + 2).expect("short").to_be_bytes();
        let mixed = [&photo[..2], &[0xFF, 0xFE], &length, hidden.as_bytes(), &photo[2..]].concat();
        assert_eq!(refused(mixed), Refusal::Mixed, "{hidden}");
    }
}

#[test]
fn a_few_bytes_that_become_gigabytes_are_never_unpacked() {
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut png, ImageFormat::Png).expect("a PNG");
    let mut png = png.into_inner();
    // It says 30,000 × 30,000; the checksum of the header is made anew so that only the size is wrong.
    png[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
    let sum = crc32(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    assert_eq!(refused(png), Refusal::TooComplex);
    let mut photo = jpeg(64, 64);
    let frame = photo.windows(2).position(|window| window == [0xFF, 0xC0]).expect("a frame");
    photo[frame + 5..frame + 9].copy_from_slice(&[0x40, 0, 0x40, 0]);
    assert_eq!(refused(photo), Refusal::TooComplex);
}

#[test]
fn a_photo_cut_in_half_is_damaged() {
    let whole = jpeg(640, 480);
    assert_eq!(refused(whole[..200].to_vec()), Refusal::Unreadable);
}

/// As PNG counts (ISO 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}
