//! Exports of the ledger.

use domain::{
    kind::KindInfo,
    ledger::{KIND, LedgerExport},
};

use crate::protocol::EntityBody;

impl EntityBody for LedgerExport {
    const KIND: &'static KindInfo = &KIND;
}
