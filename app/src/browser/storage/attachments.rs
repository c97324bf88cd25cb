//! Photos and PDFs that are on their way. The bytes are a blob, which the browser keeps beside the database and reads when it is
//! sent, not when the list is.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    album::AlbumName,
    case::{ContentHash, Media, Purpose},
    ids::{CaseId, StaffId},
    moment::Moment,
    words::Bilingual,
};
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use sync::protocol::Epoch;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use super::{Result, Scope, Storage, Store, transaction::Writing};
use crate::device::StorageProblem;

const ROW: &str = "row";
const BLOB: &str = "blob";
const SEALED: &str = "sealed";
const VAULT: &str = "vault";

/// A photo or PDF that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRow {
    /// Its name on this device.
    pub id: Uuid,
    /// The case that it is for, or what the album is of.
    pub case: CaseId,
    /// The album, where it is no case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<AlbumName>,
    /// Its content.
    pub hash: ContentHash,
    /// What it is.
    pub media: Media,
    /// How many bytes.
    pub bytes: u64,
    /// Who took it down; none for the consumer's own. It is sealed as everything is that is kept for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// What staff made it for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// When it was added.
    pub added_at: Moment,
    /// The server has said that it is kept.
    #[serde(default)]
    pub received: bool,
    /// In which of its lives: a restored backup may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_in: Option<Epoch>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Moment>,
    /// Why it was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Bilingual>,
}

impl AttachmentRow {
    /// Whether the server as it lives now has said that it is kept.
    #[must_use]
    pub fn is_received(&self, now: Option<Epoch>) -> bool {
        let in_another = self.received_in.zip(now).is_some_and(|(then, now)| then != now);
        self.received && !in_another
    }
}

impl Storage {
    /// Everything that is on its way and that this tab can read, in the order in which it was added. What is sealed is opened
    /// only where it is not `known`: it then comes without its bytes.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn attachments(&self, known: &[Uuid]) -> Result<Vec<(AttachmentRow, Option<Blob>)>> {
        let scope = self.scope();
        let reading = self.read(&[Store::Attachments]).await?;
        let values = reading.values(Store::Attachments).await?;
        let mut rows: Vec<_> = values.iter().filter_map(|value| read(value, &scope, known)).collect();
        rows.sort_by_key(|(row, _)| (row.added_at, row.id));
        Ok(rows)
    }

    /// Keeps one. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn keep_attachment(&self, row: &AttachmentRow, blob: Option<&Blob>) -> Result<()> {
        let text = serde_json::to_string(row).map_err(|_| StorageProblem::Failed)?;
        let pairs = Array::of1(&Array::of2(&ROW.into(), &text.into()));
        match (blob, row.staff) {
            (Some(blob), None) => {
                pairs.push(&Array::of2(&BLOB.into(), blob));
            }
            (Some(blob), Some(_)) => {
                let scope = self.scope();
                let seal = scope.seal().ok_or(StorageProblem::Failed)?;
                let bytes = bytes(blob).await.ok_or(StorageProblem::Failed)?;
                let sealed = seal.seal(&place(row.id), &STANDARD.encode(bytes)).ok_or(StorageProblem::Failed)?;
                pairs.push(&Array::of2(&SEALED.into(), &sealed.into()));
                pairs.push(&Array::of2(&VAULT.into(), &seal.vault().to_string().into()));
            }
            (None, _) => {}
        }
        let value = Object::from_entries(&pairs).map_err(|_| StorageProblem::Failed)?;
        let writing = self.write(&[Store::Attachments]).await?;
        writing.put_value(Store::Attachments, &row.id.to_string(), &value)?;
        writing.done().await
    }

    /// Forgets some.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn forget_attachments(&self, ids: &[Uuid]) -> Result<()> {
        let writing = self.write(&[Store::Attachments]).await?;
        forget(&writing, ids)?;
        writing.done().await
    }
}

fn forget(writing: &Writing, ids: &[Uuid]) -> Result<()> {
    ids.iter().try_for_each(|id| writing.delete(Store::Attachments, &id.to_string()))
}

fn read(value: &JsValue, scope: &Scope, known: &[Uuid]) -> Option<(AttachmentRow, Option<Blob>)> {
    let field = |name: &str| Reflect::get(value.unchecked_ref::<Object>(), &JsValue::from_str(name)).ok();
    let row: AttachmentRow = sync::read_json(&field(ROW)?.as_string()?).ok()?;
    if row.staff.is_none() {
        return Some((row, field(BLOB).and_then(|blob| blob.dyn_into().ok())));
    }
    // Locked, or sealed under another key: nothing of it is shown.
    let seal = scope.seal()?;
    let (Some(sealed), Some(vault)) = (field(SEALED)?.as_string(), field(VAULT)?.as_string()) else {
        return Some((row, None));
    };
    if vault != seal.vault().to_string() {
        return None;
    }
    if known.contains(&row.id) {
        return Some((row, None));
    }
    let bytes = STANDARD.decode(seal.open(&place(row.id), &sealed)?).ok()?;
    let options = BlobPropertyBag::new();
    options.set_type(row.media.essence());
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Some((row, Some(blob)))
}

fn place(id: Uuid) -> String {
    format!("attachments/{id}")
}

pub(in crate::browser) async fn bytes(blob: &Blob) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
