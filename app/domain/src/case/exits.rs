//! What is still open to a consumer whom the contact point could not help.

use super::{Case, State};
use crate::form::terms;

terms! {
    /// A way on (消费者权益保护法 第三十九条，产品质量法 第四十七条).
    Exit {
        Hotline = "hotline", "拨打 12315，向市场监管部门投诉", "Complain to the market regulator: call 12315";
        Council = "council", "请消费者权益保护委员会调解", "Ask the consumer council to mediate";
        Arbitration = "arbitration", "有仲裁协议的，申请仲裁", "Apply for arbitration, where there is an agreement on it";
        Court = "court", "向人民法院起诉", "Go to court";
        SellerInfo = "seller_info", "申请提供销售者的名称、地址和联系方式", "Apply for the seller's name, address and contact";
    }
}

/// The ways on from where a case stands; none while the contact point still works on it.
#[must_use]
pub fn exits(case: &Case) -> Vec<Exit> {
    let mut exits = match case.state {
        State::MediationFailed | State::Declined => {
            vec![Exit::Hotline, Exit::Council, Exit::Arbitration, Exit::Court]
        }
        State::Transferred => vec![Exit::Council, Exit::Arbitration, Exit::Court],
        _ => Vec::new(),
    };
    if case.mediation_failed() && !case.seller_info_is_asked() {
        exits.push(Exit::SellerInfo);
    }
    exits
}
