//! The contact point as it presents itself: configuration, never code.

use serde::{Deserialize, Serialize};

use crate::{
    board::Configured,
    form::{AreaCode, Phone},
    words::Bilingual,
};

/// Names, telephone and address of one contact point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The mall in which it stands, by name; empty where nobody set it.
    #[serde(rename = "house")]
    pub mall: Bilingual,
    /// 消费维权联系人.
    pub contact_person: Bilingual,
    /// 维权联络点电话, as shown.
    pub contact_phone: String,
    /// The area in which local telephone numbers are.
    #[serde(default)]
    pub area_code: AreaCode,
    /// When somebody is there; empty where nobody set it.
    pub hours: Bilingual,
    /// The local market regulator, for 「XX工商行政管理局」.
    pub regulator: Bilingual,
    /// The consumer council that helps.
    pub council: Bilingual,
    /// Where phones find this page, such as `https://weiquan.example.cn`; the QR code on the board leads there.
    pub public_url: String,
}

impl Place {
    /// For the places of the posted text that take a configured value.
    #[must_use]
    pub fn configured(&self) -> Configured {
        let some = |text: &Bilingual| (!text.zh.is_empty()).then(|| text.clone());
        Configured {
            regulator_name: some(&self.regulator),
            contact_person: some(&self.contact_person),
            contact_phone: some(&Bilingual { zh: self.contact_phone.clone(), en: self.contact_phone.clone() }),
            council_name: some(&self.council),
        }
    }

    /// The number for a `tel:` link.
    #[must_use]
    pub fn dialled(&self) -> String {
        let digits = || self.contact_phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Phone::parse(&self.contact_phone, self.area_code).map_or_else(|_| digits(), |phone| phone.dialled())
    }
}
