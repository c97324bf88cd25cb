//! The deposit pool (先行赔付保证金) as a double-entry ledger.
//!
//! Merchants leave deposits as security. When the mall pays a consumer first, it does not spend the deposit: it gets a
//! claim on the merchant (追偿), which the deposit secures and, at the worst, is set off against. So there are four
//! accounts, of which three for each merchant, and every transaction sums to zero:
//!
//! | | 银行存款 | 保证金 | 待付赔款 | 应收追偿 |
//! |---|---|---|---|---|
//! | a deposit comes in | + | − | | |
//! | a payment is approved | | | − | + |
//! | it is handed over | − | | + | |
//! | an approval is taken back | | | + | − |
//! | the merchant makes it good | + | | | − |
//! | it is set off | | + | | − |
//! | a deposit goes back | − | + | | |
//!
//! What may be approved is what the merchant's deposit still secures: deposit less claims. Amounts are whole fen.

mod account;
mod ledger;
mod merchant;
mod movement;
mod of_case;
mod refusal;

pub use account::{Account, Posting};
pub use ledger::{Ledger, Transaction, Unbalanced};
pub use merchant::{MERCHANT_KIND, MerchantAccount, MerchantEvent};
pub use movement::Movement;
pub use of_case::movement_of;
pub use refusal::Refusal;
