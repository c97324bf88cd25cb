//! The segments of a JPEG (ITU-T T.81, B.1): where the picture ends, and which of them are not the picture.

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;

/// What the segments of a JPEG say.
#[derive(Debug)]
pub(super) struct Segments {
    /// Where each begins and ends that is not the picture: camera, place, comments, previews.
    foreign: Vec<(usize, usize)>,
    /// Where the picture ends.
    end: usize,
}

impl Segments {
    /// None where it is no whole JPEG.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..2)? != [0xFF, SOI] {
            return None;
        }
        let (mut at, mut foreign) = (2, Vec::new());
        loop {
            let start = at;
            while *bytes.get(at)? == 0xFF {
                at += 1;
            }
            if at == start {
                return None;
            }
            let marker = bytes[at];
            at += 1;
            if marker == EOI {
                return Some(Self { foreign, end: at });
            }
            let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
            let body = bytes.get(at + 2..at + length)?;
            at += length;
            if !is_picture(marker, body) {
                foreign.push((start, at));
            }
            if marker == SOS {
                at += entropy_coded(bytes.get(at..)?)?;
            }
        }
    }

    /// What follows the picture.
    pub(super) fn trailer<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        &bytes[self.end..]
    }

    /// Nothing but the picture.
    pub(super) fn is_clean(&self, bytes: &[u8]) -> bool {
        self.foreign.is_empty() && self.end == bytes.len()
    }

    /// Nothing but the picture, which stays as it is to the bit.
    pub(super) fn cleaned(&self, bytes: &[u8]) -> Vec<u8> {
        let (mut clean, mut from) = (Vec::with_capacity(self.end), 0);
        for (start, end) in &self.foreign {
            clean.extend_from_slice(&bytes[from..*start]);
            from = *end;
        }
        clean.extend_from_slice(&bytes[from..self.end]);
        clean
    }
}

/// Tables, frame and scans; of the application's segments the one that says what is JFIF, colours (ICC), and Adobe's, without
/// which colours are read wrongly.
fn is_picture(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xE0 => body.starts_with(b"JFIF\0") && body.len() <= 14,
        0xE2 => body.starts_with(b"ICC_PROFILE\0"),
        0xEE => body.starts_with(b"Adobe") && body.len() == 12,
        0xE1..=0xFE => false,
        _ => true,
    }
}

/// How long the coded data of a scan is: to the next marker that is none of its own.
fn entropy_coded(bytes: &[u8]) -> Option<usize> {
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
    bytes.windows(2).position(ends)
}
