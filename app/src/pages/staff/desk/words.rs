//! How the desk says places.

use domain::{
    form::Merchant,
    words::{Lang, Text, text},
};

const UNSURE: Text = text("不确定商家", "merchant unknown");

/// `佳电电器 L2-031`.
#[must_use]
pub fn merchant(merchant: &Merchant, lang: Lang) -> String {
    match merchant {
        Merchant::Unsure => UNSURE.in_lang(lang).to_owned(),
        Merchant::Named { name, stall } => {
            [name.as_deref(), stall.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}
