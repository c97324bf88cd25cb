//! A merchant's account in the deposit pool, as its ledger sums up.

use serde::{Deserialize, Serialize};

use crate::{
    ids::MerchantId,
    kind::{KindInfo, Viewer},
    money::Yuan,
};

/// Merchants' accounts, changed by what the ledger posts.
pub const MERCHANT_KIND: KindInfo = KindInfo {
    name: "merchant",
    commands: &[],
    begins: &[],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: true,
};

/// A merchant's account in the deposit pool (先行赔付保证金), as its ledger sums up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantAccount {
    /// Who.
    pub id: MerchantId,
    /// Its name.
    pub name: String,
    /// What is held for it.
    pub deposit: Yuan,
    /// What it has to make good (追偿).
    pub owed: Yuan,
}

impl MerchantAccount {
    /// What its deposit still secures; negative where more was promised than is held.
    #[must_use]
    pub const fn available(&self) -> Yuan {
        Yuan::from_fen(self.deposit.fen().saturating_sub(self.owed.fen()))
    }
}

/// What happened to a merchant's account. The transactions themselves stand in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MerchantEvent {
    /// It was opened.
    Opened {
        /// Under this name.
        name: String,
    },
    /// A transaction was posted.
    Posted {
        /// Which: [`super::Transaction::key`].
        key: String,
        /// What is held afterwards.
        deposit: Yuan,
        /// What is owed afterwards.
        owed: Yuan,
    },
}
