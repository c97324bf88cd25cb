//! What is wrong with a field, in words for whoever fills it in.

use serde::{Deserialize, Serialize};

use super::{Field, NotABarcode};
use crate::{
    form::Term,
    words::{Bilingual, Text, text},
};

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// It is empty, or not one of the choices.
    Missing {
        /// Which.
        field: Field,
    },
    /// It is too long.
    TooLong {
        /// Which.
        field: Field,
        /// How much it may be.
        most: usize,
    },
    /// The barcode is wrong.
    Barcode {
        /// Where.
        why: NotABarcode,
    },
    /// No quantity.
    NotAQuantity {
        /// Which.
        field: Field,
    },
    /// Nothing is no quantity here.
    Nothing {
        /// Which.
        field: Field,
    },
    /// No day.
    NotADay {
        /// Which.
        field: Field,
    },
    /// A day that has not come yet.
    InTheFuture {
        /// Which.
        field: Field,
    },
    /// Best before a day on which it was not made yet.
    EndsBeforeItBegins,
    /// No amount of money.
    NotMoney {
        /// Which.
        field: Field,
    },
    /// A report of a day before the sample was sent.
    BeforeItWasSent,
    /// Neither a batch number nor a day of production.
    NoBatch,
}

impl FieldProblem {
    /// The field beside which it is said.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Missing { field }
            | Self::TooLong { field, .. }
            | Self::NotAQuantity { field }
            | Self::Nothing { field }
            | Self::NotADay { field }
            | Self::InTheFuture { field }
            | Self::NotMoney { field } => field,
            Self::BeforeItWasSent => Field::On,
            Self::Barcode { .. } => Field::Barcode,
            Self::EndsBeforeItBegins => Field::ExpiresOn,
            Self::NoBatch => Field::Batch,
        }
    }

    /// What is wrong, and what to write.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        let named = |of: Text| Bilingual::of(|lang| of.fill(lang, &[self.field().name().in_lang(lang)]));
        match self {
            Self::Missing { .. } => named(text("请填写“{}”。", "Please fill in “{}”.")),
            Self::TooLong { field, most } => {
                let of = text("“{}”太长，最多 {} 个字。", "“{}” is too long: {} characters at most.");
                Bilingual::of(|lang| of.fill(lang, &[field.name().in_lang(lang), &most.to_string()]))
            }
            Self::Barcode { why } => why.sentence(),
            Self::NotAQuantity { .. } => named(text(
                "“{}”请写数字，最多三位小数，例如 12 或 2.5。",
                "“{}” is a number with three places at most, such as 12 or 2.5.",
            )),
            Self::Nothing { .. } => named(text("“{}”不能是 0。", "“{}” cannot be 0.")),
            Self::NotADay { .. } => named(text(
                "“{}”看不懂，请写年月日，例如 2026-11-20。",
                "“{}” is no day; please write year, month and day, such as 2026-11-20.",
            )),
            Self::InTheFuture { .. } => named(text("“{}”不能晚于今天。", "“{}” cannot be later than today.")),
            Self::NotMoney { .. } => {
                named(text("“{}”请用数字写，例如 1200 或 320.5。", "“{}” is an amount, such as 1200 or 320.5."))
            }
            Self::BeforeItWasSent => text(
                "报告日期早于送检日期，请照报告核对。",
                "The report is of a day before the sample was sent; please compare with it.",
            )
            .into(),
            Self::EndsBeforeItBegins => text(
                "保质期至早于生产日期，请照包装核对。",
                "It ends before it was produced; please compare with the pack.",
            )
            .into(),
            Self::NoBatch => text(
                "批号和生产日期至少填一项，出问题时才找得到这一批。",
                "Please fill in the batch number or the day of production, so that this lot can be found again.",
            )
            .into(),
        }
    }
}
