//! Who sells here, for lists that anybody may see: a sign, where it hangs, and what is sold. No person is in it.

use serde::{Deserialize, Serialize};

use super::MerchantFile;
use crate::{form::GoodsKind, ids::MerchantId};

/// A merchant, as a directory on the wall has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryEntry {
    /// Its file.
    pub id: MerchantId,
    /// Name on the sign.
    pub name: String,
    /// Floor.
    pub floor: String,
    /// Stall.
    pub stall: String,
    /// Line of trade.
    pub category: GoodsKind,
}

/// The merchants that are admitted, by floor, stall and name.
#[must_use]
pub fn directory<'a>(files: impl IntoIterator<Item = (MerchantId, &'a MerchantFile)>) -> Vec<DirectoryEntry> {
    let admitted = files.into_iter().filter(|(_, file)| file.is_admitted());
    let mut entries: Vec<_> = admitted
        .map(|(id, file)| {
            let of = &file.application;
            let (name, floor, stall) = (of.name.clone(), of.floor.clone(), of.stall.clone());
            DirectoryEntry { id, name, floor, stall, category: of.trade }
        })
        .collect();
    entries.sort_by(|a, b| (&a.floor, &a.stall, &a.name).cmp(&(&b.floor, &b.stall, &b.name)));
    entries
}
