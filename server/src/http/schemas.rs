//! Shapes of the domain as the interface's document tells them: the domain knows no OpenAPI.

use domain::ledger::CaseFilter;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// [`domain::role::Role`].
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleWord {
    /// 接待员
    Receptionist,
    /// 调解员
    Mediator,
    /// 品控
    Quality,
    /// 主管
    Supervisor,
    /// 管理员
    Administrator,
    /// 市场监管（只读）
    Regulator,
}

/// A movement of money at the desk ([`domain::fund::Movement`]); those of a case come with its operations. Amounts are whole fen.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MovementOfMoney {
    /// A merchant pays in a deposit.
    TakeDeposit(Deposit),
    /// What is not needed as security goes back.
    ReturnDeposit(Deposit),
    /// The merchant makes good what was paid for it (追偿).
    Recover(Recovery),
    /// What it does not make good is taken from its deposit.
    SetOff(Recovery),
}

/// A deposit that comes in or goes back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Deposit {
    /// Whose.
    pub merchant: Uuid,
    /// How much.
    #[schema(minimum = 1, maximum = 999_999_999)]
    pub amount: i64,
    /// Number of the receipt, which occurs once.
    #[schema(min_length = 1)]
    pub receipt: String,
}

/// What comes back of an advance payment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Recovery {
    /// For which case.
    pub case: Uuid,
    /// Which payment.
    pub payment: Uuid,
    /// How much of it.
    #[schema(minimum = 1, maximum = 999_999_999)]
    pub amount: i64,
    /// Number of the receipt, which occurs once.
    #[schema(min_length = 1)]
    pub receipt: String,
}

/// How the days of a year are arranged ([`domain::calendar::Arrangement`]).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaysOfYear {
    /// Days off, weekends inside the holiday included.
    #[schema(value_type = Vec<String>, format = Date)]
    pub holidays: Vec<String>,
    /// Saturdays and Sundays that are worked.
    #[schema(value_type = Vec<String>, format = Date)]
    pub makeup_workdays: Vec<String>,
}

/// Which cases a list shows ([`domain::ledger::CaseFilter`]); whatever is missing asks for nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CaseFilterOfLedger {
    /// Where the case stands, such as `accepted`.
    #[schema(
        pattern = "^(draft|queued|received|needs_more|accepted|with_merchant|mediating|testing|awaiting_performance|advance_payment|closed|mediation_failed|transferred|declined|withdrawn|reopened)$"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Part of the merchant's name or stall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// 问题类别, such as `quality`.
    #[schema(
        pattern = "^(quality|after_sales|contract|false_advertising|safety|price|counterfeit|dignity|measurement|other)$"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// 首问人.
    #[schema(format = Uuid, pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// Received on this day or later.
    #[schema(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Received on this day or earlier.
    #[schema(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// A mechanism that the case takes.
    #[schema(pattern = "^(first_receiver|no_reason_return|small_claim|advance_payment|green_lane)$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
    /// What was filed.
    #[schema(pattern = "^(inquiry|complaint|report)$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// About this file of the register; of what nobody has linked, those that name `merchant` exactly.
    #[schema(format = Uuid, pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Without those that go on in another: the cases that figures count.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub counted: bool,
}

impl CaseFilterOfLedger {
    /// The filter; none where a value of it is none that there is.
    pub(crate) fn read(&self) -> Option<CaseFilter> {
        serde_json::from_value(serde_json::to_value(self).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::calendar::Arrangement;
    use domain::case::State;
    use domain::fund::Movement;
    use domain::role::Role;

    fn as_read<T: serde::de::DeserializeOwned>(told: &impl Serialize) -> T {
        serde_json::from_value(serde_json::to_value(told).expect("JSON")).expect("the domain reads it")
    }

    #[test]
    fn the_domain_reads_what_the_document_tells() {
        let words = [
            RoleWord::Receptionist,
            RoleWord::Mediator,
            RoleWord::Quality,
            RoleWord::Supervisor,
            RoleWord::Administrator,
            RoleWord::Regulator,
        ];
        assert_eq!(words.map(|word| as_read::<Role>(&word)), Role::ALL);
        let (merchant, case, payment, receipt) = (Uuid::nil(), Uuid::nil(), Uuid::nil(), "收据 1".to_owned());
        let deposit = Deposit { merchant, amount: 1, receipt: receipt.clone() };
        let recovery = Recovery { case, payment, amount: 1, receipt };
        assert!(matches!(as_read(&MovementOfMoney::TakeDeposit(deposit.clone())), Movement::TakeDeposit { .. }));
        assert!(matches!(as_read(&MovementOfMoney::ReturnDeposit(deposit)), Movement::ReturnDeposit { .. }));
        assert!(matches!(as_read(&MovementOfMoney::Recover(recovery.clone())), Movement::Recover { .. }));
        assert!(matches!(as_read(&MovementOfMoney::SetOff(recovery)), Movement::SetOff { .. }));
        let days = DaysOfYear { holidays: vec!["2027-01-01".to_owned()], makeup_workdays: Vec::new() };
        assert_eq!(as_read::<Arrangement>(&days).holidays.len(), 1);
    }

    #[test]
    fn the_filter_of_the_ledger_is_read_as_it_is_told() {
        let told = CaseFilterOfLedger {
            state: Some("accepted".into()),
            merchant: Some("好味".into()),
            category: Some("quality".into()),
            receiver: Some(Uuid::nil().to_string()),
            from: Some("2026-11-01".into()),
            to: None,
            mechanism: Some("green_lane".into()),
            kind: Some("complaint".into()),
            file: Some(Uuid::nil().to_string()),
            counted: true,
        };
        let read: CaseFilter = told.read().expect("a filter");
        let wrong = CaseFilterOfLedger { from: Some("2026-13-40".into()), ..told.clone() };
        assert!(wrong.read().is_none(), "no such day");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), serde_json::to_value(&told).expect("JSON"));
        let states: Vec<_> = State::ALL.iter().map(|state| serde_json::to_value(state).expect("JSON")).collect();
        let document = crate::http::api::openapi();
        for word in states.iter().filter_map(|state| state.as_str()) {
            assert!(document.contains(&format!("|{word}")) || document.contains(&format!("({word}|")), "{word}");
        }
    }

    #[test]
    fn every_kind_that_can_be_pulled_is_told() {
        let document = crate::http::api::openapi();
        let (_, rest) = document.split_once("\"pattern\": \"^(\\\\*|(").expect("kinds have a pattern");
        let (pattern, _) = rest.split_once(')').expect("it ends");
        let told: Vec<_> = pattern.split(['(', '|']).collect();
        for kind in domain::kinds::ALL.iter().filter(|kind| **kind != &domain::case::VIEW_KIND) {
            assert!(told.contains(&kind.name), "{} in {pattern}", kind.name);
        }
    }
}
