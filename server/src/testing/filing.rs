//! What a consumer sends, as the pages would make it.

use domain::case::Command;
use domain::claim_code::{ClaimCode, RANDOM_BYTES};
use domain::form::{Draft, Field};
use domain::ids::{CaseId, DeviceId};
use domain::moment::Moment;
use sync::kinds::case::CasePayload;
use sync::protocol::{Op, OpId};
use uuid::Uuid;

/// A complaint about a phone that does not charge, filled in rightly.
#[must_use]
pub fn complaint(facts: &str) -> Draft {
    Draft::from_pairs(
        [
            (Field::Kind, "complaint"),
            (Field::MerchantName, "星辰数码"),
            (Field::Stall, "L2-031"),
            (Field::Goods, "手机"),
            (Field::GoodsKind, "electronics"),
            (Field::PurchasedOn, "2026-11-20"),
            (Field::Amount, "1200"),
            (Field::Category, "quality"),
            (Field::Facts, facts),
            (Field::Demands, "repair"),
            (Field::MediationConsent, "yes"),
            (Field::Name, "陈女士"),
            (Field::Phone, "13800138000"),
            (Field::PrivacyConsent, "yes"),
        ]
        .map(|(field, value)| (field.name(), value)),
    )
}

/// A claim code; another for each number.
#[must_use]
pub fn claim(number: u64) -> ClaimCode {
    let mut bytes = [0; RANDOM_BYTES];
    for (place, byte) in bytes.iter_mut().enumerate() {
        // Five bits of the number in each symbol.
        *byte = u8::try_from((number >> (5 * place.min(12))) & 31).unwrap_or_default();
    }
    ClaimCode::from_random(bytes)
}

/// The operation that files a complaint. Number, case and operation have one name.
#[must_use]
pub fn file(number: u64, made_at: Moment) -> Op {
    let form = complaint(&format!("第 {number} 次：充电时屏幕变黑，按了电源键也没有反应。"));
    let command = Command::File { form, privacy_notice: 1 };
    on_case(OpId(Uuid::from_u64_pair(number, 1)), CaseId(Uuid::from_u64_pair(number, 0)), made_at, command)
        .with(claim(number))
}

/// An operation on a case, as staff make it; for a consumer add the claim code.
#[must_use]
pub fn on_case(op: OpId, case: CaseId, made_at: Moment, command: Command) -> Made {
    let body = CasePayload { case, base: None, command };
    Made(Op::on_case(op, DeviceId(Uuid::from_u128(1)), made_at, None, &body))
}

/// An operation without its author's authority.
#[derive(Clone, Debug)]
pub struct Made(Op);

impl Made {
    /// By a consumer.
    #[must_use]
    pub fn with(self, claim: ClaimCode) -> Op {
        Op { claim: Some(claim), ..self.0 }
    }

    /// By staff, who have a session.
    #[must_use]
    pub fn by_staff(self) -> Op {
        self.0
    }
}
