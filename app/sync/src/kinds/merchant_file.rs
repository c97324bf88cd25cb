//! Merchants' files.

use domain::{
    kind::KindInfo,
    merchant::{KIND, MerchantFile},
};

use crate::protocol::EntityBody;

impl EntityBody for MerchantFile {
    const KIND: &'static KindInfo = &KIND;
}
