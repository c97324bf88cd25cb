//! The field's standard terms, as the China Consumers Association (中消协) uses them in its statistics.

use crate::words::Text;

/// A closed list of terms that a form offers.
pub trait Term: Copy + Eq + Sized + 'static {
    /// All terms, in the order of a menu.
    const ALL: &'static [Self];
    /// The stable word in data and forms.
    fn code(self) -> &'static str;
    /// What people read.
    fn name(self) -> Text;
    /// The term of a stable word.
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.code() == code)
    }
}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[doc = $zh] #[serde(rename = $code)] $variant,)+ }

        impl $crate::form::Term for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            fn name(self) -> $crate::words::Text {
                match self { $(Self::$variant => $crate::words::text($zh, $en)),+ }
            }
        }
    };
}
pub(crate) use terms;

terms! {
    /// What the person wants of the contact point (类型).
    Kind {
        Inquiry = "inquiry", "咨询", "Ask a question";
        Complaint = "complaint", "投诉", "Make a complaint";
        Report = "report", "举报线索", "Report a violation";
    }
}

terms! {
    /// 问题类别: the axis of the China Consumers Association.
    Category {
        Quality = "quality", "质量", "Quality";
        AfterSales = "after_sales", "售后服务", "After-sales service";
        Contract = "contract", "合同", "Contract";
        FalseAdvertising = "false_advertising", "虚假宣传", "False advertising";
        Safety = "safety", "安全", "Safety";
        Price = "price", "价格", "Price";
        Counterfeit = "counterfeit", "假冒", "Counterfeit";
        Dignity = "dignity", "人格权益", "Personal dignity";
        Measurement = "measurement", "计量", "Weights and measures";
        Other = "other", "其他", "Other";
    }
}

terms! {
    /// The second axis: the kind of goods or service.
    GoodsKind {
        Food = "food", "食品饮料", "Food and drink";
        Clothing = "clothing", "服装鞋帽", "Clothing and shoes";
        Appliance = "appliance", "家用电器", "Household appliances";
        Electronics = "electronics", "手机数码", "Phones and electronics";
        Household = "household", "家居日用", "Household goods";
        Beauty = "beauty", "化妆美容", "Cosmetics and beauty";
        Jewellery = "jewellery", "珠宝首饰", "Jewellery";
        Children = "children", "母婴儿童", "Mother and child";
        Dining = "dining", "餐饮服务", "Restaurants";
        Training = "training", "教育培训", "Courses and training";
        Fitness = "fitness", "健身娱乐", "Fitness and leisure";
        OtherService = "other_service", "其他服务", "Other services";
        OtherGoods = "other_goods", "其他商品", "Other goods";
    }
}

terms! {
    /// Tags that change how a case is looked at.
    Tag {
        Prepaid = "prepaid", "涉及预付卡", "Prepaid card";
        Minor = "minor", "涉及未成年人", "A minor is concerned";
        Elderly = "elderly", "涉及老年人", "An elderly person is concerned";
    }
}

terms! {
    /// 诉求: what should be done.
    Demand {
        Repair = "repair", "修理", "Repair";
        Redo = "redo", "重作", "Redo the work";
        Replace = "replace", "更换", "Replace";
        Return = "return", "退货", "Return the goods";
        MakeUp = "make_up", "补足数量", "Make up the quantity";
        Refund = "refund", "退款", "Refund";
        Compensate = "compensate", "赔偿损失", "Compensate the loss";
        Other = "other", "其他", "Something else";
    }
}

impl Demand {
    /// 退款 and 赔偿 need an amount.
    #[must_use]
    pub const fn needs_amount(self) -> bool {
        matches!(self, Self::Refund | Self::Compensate)
    }
}

terms! {
    /// Why a case takes the 绿色通道.
    GreenReason {
        Elderly = "elderly", "老年人", "Elderly";
        Child = "child", "儿童", "Child";
        Ill = "ill", "病人", "Ill";
        Disabled = "disabled", "残疾人", "Disabled";
        Pregnant = "pregnant", "孕妇", "Pregnant";
        Danger = "danger", "涉及人身安全", "Personal safety at risk";
    }
}
