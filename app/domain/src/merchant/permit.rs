//! Permits (行政许可): what a merchant must hold for what it sells, and until when.

use serde::{Deserialize, Serialize};

use super::SubjectForm;
use crate::{
    case::ContentHash,
    form::{GoodsKind, terms},
    moment::Day,
};

terms! {
    /// A licence, permit or filing.
    PermitKind {
        BusinessLicence = "business_licence", "营业执照", "Business licence";
        FoodTrade = "food_trade", "食品经营许可（备案）", "Food trade permit or filing";
        PublicHealth = "public_health", "公共场所卫生许可证", "Public-place hygiene permit";
        Training = "training", "办学许可证", "Permit to run courses";
        Drugs = "drugs", "药品经营许可证", "Drug trade permit";
        MedicalDevices = "medical_devices", "医疗器械经营许可（备案）", "Medical-device trade permit or filing";
        Tobacco = "tobacco", "烟草专卖零售许可证", "Tobacco retail permit";
        Publications = "publications", "出版物经营许可证", "Publications trade permit";
        HighRiskSport = "high_risk_sport", "高危险性体育项目经营许可证", "High-risk sport permit";
        Other = "other", "其他许可", "Another permit";
    }
}

/// A permit as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// Which.
    pub kind: PermitKind,
    /// Its number.
    pub number: String,
    /// The last day on which it holds; none: 长期.
    pub expires_on: Option<Day>,
    /// A picture of it, as it was sent; the album of the file has it once it has arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<ContentHash>,
}

impl Permit {
    /// Whether it holds on that day. The day that stands on it is its last.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.expires_on.is_none_or(|last| last >= day)
    }
}

/// What must be there for merchants of that form and trade (食品安全法 第三十五条, 公共场所卫生管理条例 第四条, 民办教育促进法
/// 第十二条). What else a merchant sells under a permit of its own is listed by whoever looks at it.
#[must_use]
pub fn required(form: SubjectForm, trade: GoodsKind) -> Vec<PermitKind> {
    // 电子商务法 第十条, 无证无照经营查处办法 第三条: who sells small amounts of household produce or services needs no licence.
    let licence = (form != SubjectForm::NaturalPerson).then_some(PermitKind::BusinessLicence);
    let of_trade = match trade {
        GoodsKind::Food | GoodsKind::Dining => Some(PermitKind::FoodTrade),
        GoodsKind::Training => Some(PermitKind::Training),
        _ => None,
    };
    licence.into_iter().chain(of_trade).collect()
}
