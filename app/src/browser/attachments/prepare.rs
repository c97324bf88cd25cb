//! Makes what was chosen ready to be sent. A photo is made anew beside the page, by `public/photo-worker.js`: the place where it was
//! taken never leaves the device. A PDF goes as it is; the server leaves out who made it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::{
    case::{ContentHash, Media},
    publication::PICTURE_CHARS,
};
use futures::channel::oneshot;
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use sha2::{Digest, Sha256};
use sync::protocol::Code;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, MessageEvent, Worker};

use super::on_page;

const WORKER: &str = "/photo-worker.js";
/// A photo's longest side in pixels.
const PHOTO_SIDE: u16 = 2048;
/// The sides of a picture amid words, from which the first that is small enough is taken.
const SMALL_SIDES: [u16; 4] = [1024, 800, 600, 400];
/// What a browser is asked to decode for it.
const MOST_CHOSEN: f64 = 40.0 * 1024.0 * 1024.0;

const NO_WORKER: &str = "NoWorker";
const NO_ANSWER: &str = "NoAnswer";
/// As the server takes it.
const MOST_BYTES: u64 = 20 * 1024 * 1024;
/// Base64 writes three bytes as four characters.
const MOST_SMALL_BYTES: u64 = PICTURE_CHARS as u64 / 4 * 3;
/// Hashed in one go, in a fraction of a frame's time.
const SLICE: u64 = 128 * 1024;

/// What is ready to be sent.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) blob: Blob,
    pub(super) hash: ContentHash,
    pub(super) media: Media,
    pub(super) bytes: u64,
}

impl Ready {
    /// What is made already.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub(super) async fn of(blob: Blob, media: Media) -> Result<Self, Code> {
        let bytes = length(&blob);
        if bytes > MOST_BYTES {
            return Err(Code::AttachmentTooLarge);
        }
        let hash = hash(&blob, bytes).await.ok_or(Code::AttachmentUnreadable)?;
        Ok(Self { blob, hash, media, bytes })
    }
}

type Answer = Result<Blob, String>;

/// The worker, once it is needed.
#[derive(Debug, Default)]
pub(super) struct Preparer {
    worker: RefCell<Option<Worker>>,
    waiting: Rc<RefCell<BTreeMap<u32, oneshot::Sender<Answer>>>>,
    next: Cell<u32>,
}

impl Preparer {
    /// Makes a file ready.
    ///
    /// # Errors
    /// Why it cannot be.
    pub(super) async fn ready(&self, file: &File) -> Result<Ready, Code> {
        if file.size() < 1.0 {
            return Err(Code::AttachmentEmpty);
        }
        let head = head(file).await.ok_or(Code::AttachmentUnreadable)?;
        let is_pdf = head.starts_with(b"%PDF-");
        let (blob, media): (Blob, Media) = if is_pdf {
            (file.clone().into(), Media::Pdf)
        } else {
            // What the browser decodes becomes a JPEG, HEIC too where it can.
            (self.scaled(file, &head, PHOTO_SIDE).await?, Media::Jpeg)
        };
        Ready::of(blob, media).await
    }

    /// A photo as a JPEG that fits amid the words of a publication.
    ///
    /// # Errors
    /// Why it cannot be.
    pub(super) async fn small(&self, file: &File) -> Result<Vec<u8>, Code> {
        if file.size() < 1.0 {
            return Err(Code::AttachmentEmpty);
        }
        if file.size() > MOST_CHOSEN {
            return Err(Code::AttachmentTooLarge);
        }
        let head = head(file).await.ok_or(Code::AttachmentUnreadable)?;
        for side in SMALL_SIDES {
            let made = self.scaled(file, &head, side).await?;
            if length(&made) <= MOST_SMALL_BYTES {
                return read(made).await.ok_or(Code::AttachmentUnreadable);
            }
        }
        Err(Code::AttachmentTooLarge)
    }

    async fn scaled(&self, file: &File, head: &[u8], side: u16) -> Result<Blob, Code> {
        let made = match self.photo(file, side).await {
            Err(why) if is_no_answer(&why) => on_page::photo(file, side).await,
            made => made,
        };
        made.map_err(|_| if is_heic(head) { Code::AttachmentHeic } else { not_a_photo(head) })
    }

    async fn photo(&self, file: &File, side: u16) -> Answer {
        let id = self.next.get();
        self.next.set(id + 1);
        let (done, answer) = oneshot::channel();
        self.waiting.borrow_mut().insert(id, done);
        let sent = self.worker().and_then(|worker| {
            let request = Object::new();
            Reflect::set(&request, &"id".into(), &id.into()).ok()?;
            Reflect::set(&request, &"file".into(), file).ok()?;
            Reflect::set(&request, &"side".into(), &side.into()).ok()?;
            worker.post_message(&request).ok()
        });
        if sent.is_none() {
            self.waiting.borrow_mut().remove(&id);
            return Err(NO_WORKER.to_owned());
        }
        answer.await.unwrap_or_else(|_| Err(NO_ANSWER.to_owned()))
    }

    fn worker(&self) -> Option<Worker> {
        if let Some(worker) = &*self.worker.borrow() {
            return Some(worker.clone());
        }
        let worker = Worker::new(WORKER).ok()?;
        let waiting = Rc::clone(&self.waiting);
        let answered = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(answer) = event.data().dyn_into::<Object>() else { return };
            let field = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
            let id = field("id").as_f64().and_then(|id| format!("{id}").parse::<u32>().ok());
            let Some(done) = id.and_then(|id| waiting.borrow_mut().remove(&id)) else { return };
            let made = field("blob").dyn_into::<Blob>().map_err(|_| field("failed").as_string().unwrap_or_default());
            let _ = done.send(made);
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        // It lives as long as the page.
        answered.forget();
        let waiting = Rc::clone(&self.waiting);
        let failed = Closure::<dyn Fn()>::new(move || waiting.borrow_mut().clear());
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        *self.worker.borrow_mut() = Some(worker.clone());
        Some(worker)
    }
}

/// The browser cannot do it beside the page: it says nothing of the photo.
fn is_no_answer(why: &str) -> bool {
    matches!(why, NO_WORKER | NO_ANSWER | "NotSupportedError")
}

/// The first bytes.
async fn head(file: &File) -> Option<Vec<u8>> {
    read(file.slice_with_i32_and_i32(0, 64).ok()?).await
}

async fn read(blob: Blob) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A brand of the high-efficiency family in the first box (ISO 23008-12).
fn is_heic(head: &[u8]) -> bool {
    let brand = head.get(8..12).unwrap_or_default();
    head.get(4..8) == Some(b"ftyp")
        && [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"].iter().any(|known| brand == *known)
}

/// Whether it is a damaged photo, or none.
fn not_a_photo(head: &[u8]) -> Code {
    let is_photo = head.starts_with(&[0xFF, 0xD8, 0xFF]) || head.starts_with(b"\x89PNG") || head.starts_with(b"RIFF");
    if is_photo { Code::AttachmentUnreadable } else { Code::AttachmentTypeUnknown }
}

/// A browser counts bytes as a number with a point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, not negative, far below 2^53")]
pub(super) fn length(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// A part of a blob, without reading it.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn part(blob: &Blob, from: u64, until: u64) -> Option<Blob> {
    blob.slice_with_f64_and_f64(from as f64, until as f64).ok()
}

/// SHA-256 in slices: the browser draws between them. Its own digest is there on a secure page only.
pub(super) async fn hash(blob: &Blob, bytes: u64) -> Option<ContentHash> {
    let mut hash = Sha256::new();
    let mut from = 0;
    while from < bytes {
        let until = (from + SLICE).min(bytes);
        hash.update(read(part(blob, from, until)?).await?);
        from = until;
        super::super::task::next_task().await;
    }
    Some(ContentHash(hash.finalize().into()))
}
