//! Merchants' accounts.

use domain::{
    fund::{MERCHANT_KIND, MerchantAccount},
    kind::KindInfo,
};

use crate::protocol::EntityBody;

impl EntityBody for MerchantAccount {
    const KIND: &'static KindInfo = &MERCHANT_KIND;
}
