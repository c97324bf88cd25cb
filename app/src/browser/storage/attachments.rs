//! Photos and PDFs that are on their way. The bytes are a blob, which the browser keeps beside the database and reads when it is
//! sent, not when the list is.

use domain::{
    case::{ContentHash, Media},
    ids::CaseId,
    moment::Moment,
    words::Bilingual,
};
use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{Result, Storage, Store, transaction::Writing};
use crate::device::StorageProblem;

const ROW: &str = "row";
const BLOB: &str = "blob";

/// A photo or PDF that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRow {
    /// Its name on this device.
    pub id: Uuid,
    /// The case that it is for.
    pub case: CaseId,
    /// Its content.
    pub hash: ContentHash,
    /// What it is.
    pub media: Media,
    /// How many bytes.
    pub bytes: u64,
    /// When it was added.
    pub added_at: Moment,
    /// The server has said that it is kept.
    #[serde(default)]
    pub received: bool,
    /// Why it was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Bilingual>,
}

impl Storage {
    /// Everything that is on its way, in the order in which it was added.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn attachments(&self) -> Result<Vec<(AttachmentRow, Option<Blob>)>> {
        let reading = self.read(&[Store::Attachments]).await?;
        let values = reading.values(Store::Attachments).await?;
        let mut rows: Vec<_> = values.iter().filter_map(read).collect();
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
        if let Some(blob) = blob {
            pairs.push(&Array::of2(&BLOB.into(), blob));
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

fn read(value: &JsValue) -> Option<(AttachmentRow, Option<Blob>)> {
    let field = |name: &str| Reflect::get(value.unchecked_ref::<Object>(), &JsValue::from_str(name)).ok();
    let row = sync::read_json(&field(ROW)?.as_string()?).ok()?;
    Some((row, field(BLOB).and_then(|blob| blob.dyn_into().ok())))
}
