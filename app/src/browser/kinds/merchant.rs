//! Merchants' accounts.

use domain::{
    fund::{MERCHANT_KIND, MerchantAccount},
    ids::StaffId,
};
use leptos::prelude::*;

use super::{Changed, KindView, replace_if_different};
use crate::browser::driver::Driver;

/// Merchants' accounts.
#[derive(Debug)]
pub struct Merchants;

impl KindView for Merchants {
    fn kind(&self) -> &'static str {
        MERCHANT_KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if changed.has_kind(MERCHANT_KIND.name) {
            let engine = driver.engine.borrow();
            let all = engine.replica().of_kind(MERCHANT_KIND.name);
            let accounts = all.filter_map(|change| change.body.read::<MerchantAccount>());
            let accounts = accounts.map(|account| (account.id, account)).collect();
            driver.device.desk.merchants.maybe_update(|shown| replace_if_different(shown, accounts));
        }
    }
}
