//! Photos that a kiosk has sealed to the server: bytes that nobody here can read, and what is needed to send them.

use domain::{case::ContentHash, moment::Moment};
use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use sync::protocol::{Epoch, OpId};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{Result, Storage, Store};
use crate::device::StorageProblem;

const ROW: &str = "sealed_photo";
const BLOB: &str = "blob";

/// A sealed photo. Nothing in it says whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPhoto {
    /// Its name on this kiosk.
    pub id: Uuid,
    /// The operation that it follows: its complaint.
    pub after: OpId,
    /// What is sent, by its content.
    pub hash: ContentHash,
    /// How many bytes that is.
    pub bytes: u64,
    /// In which of its lives the server has opened and kept it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<(Epoch, Moment)>,
}

impl Storage {
    /// Every sealed photo.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn sealed_photos(&self) -> Result<Vec<(SealedPhoto, Blob)>> {
        let reading = self.read(&[Store::Attachments]).await?;
        Ok(reading.values(Store::Attachments).await?.iter().filter_map(read).collect())
    }

    /// Keeps one. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn keep_sealed_photo(&self, row: &SealedPhoto, blob: &Blob) -> Result<()> {
        let text = serde_json::to_string(row).map_err(|_| StorageProblem::Failed)?;
        let pairs = Array::of2(&Array::of2(&ROW.into(), &text.into()), &Array::of2(&BLOB.into(), blob));
        let value = Object::from_entries(&pairs).map_err(|_| StorageProblem::Failed)?;
        let writing = self.write(&[Store::Attachments]).await?;
        writing.put_value(Store::Attachments, &row.id.to_string(), &value)?;
        writing.done().await
    }
}

fn read(value: &JsValue) -> Option<(SealedPhoto, Blob)> {
    let field = |name: &str| Reflect::get(value.unchecked_ref::<Object>(), &JsValue::from_str(name)).ok();
    let row = sync::read_json(&field(ROW)?.as_string()?).ok()?;
    Some((row, field(BLOB)?.dyn_into().ok()?))
}
