//! What is wrong with a field of an application, in words for whoever fills it in.

use serde::{Deserialize, Serialize};

use super::{NotACreditCode, PermitKind, application::Field};
use crate::{
    form::Term,
    words::{Bilingual, text},
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
    /// It is too long, or there are too many.
    TooLong {
        /// Which.
        field: Field,
        /// How much it may be.
        most: usize,
    },
    /// 统一社会信用代码 is wrong.
    Code {
        /// Where.
        why: NotACreditCode,
    },
    /// The code is right, but of a body of another form.
    CodeOfAnother {
        /// 个体工商户 was chosen.
        individual: bool,
    },
    /// No telephone number.
    NotAPhone,
    /// A permit without a number.
    PermitNumber {
        /// Which.
        kind: PermitKind,
    },
    /// A permit without a last day, and without 长期.
    PermitDay {
        /// Which.
        kind: PermitKind,
    },
}

impl FieldProblem {
    /// The field beside which it is said.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Missing { field } | Self::TooLong { field, .. } => field,
            Self::Code { .. } | Self::CodeOfAnother { .. } => Field::Code,
            Self::NotAPhone => Field::Phone,
            Self::PermitNumber { .. } | Self::PermitDay { .. } => Field::Permit,
        }
    }

    /// What is wrong, and what to write.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Missing { field: Field::Identity } => text(
                "请选证件并照证件填写号码，核对后只留末四位。",
                "Please choose the document and copy its number; only the last four signs are kept.",
            )
            .into(),
            Self::Missing { field } => {
                let named = |lang| text("请填写“{}”。", "Please fill in “{}”.").fill(lang, &[field.name().in_lang(lang)]);
                Bilingual::of(named)
            }
            Self::TooLong { field, most } => {
                let most = most.to_string();
                let of = text("“{}”太长，最多 {}。", "“{}” is too long: {} at most.");
                Bilingual::of(|lang| of.fill(lang, &[field.name().in_lang(lang), &most]))
            }
            Self::Code { why } => why.sentence(),
            Self::CodeOfAnother { individual: true } => text(
                "这个代码不是个体工商户的（个体工商户以 92 开头）。请核对代码，或改选“法人”。",
                "This code is not that of an individual business (those begin with 92). Please compare it, or choose “Legal person”.",
            )
            .into(),
            Self::CodeOfAnother { individual: false } => text(
                "这个代码是个体工商户的（以 92 开头）。请核对代码，或改选“个体工商户”。",
                "This is the code of an individual business (it begins with 92). Please compare it, or choose “Individual business”.",
            )
            .into(),
            Self::NotAPhone => text(
                "联系电话看不懂，请写手机号，或带区号的固定电话，例如 021-61671254。",
                "This is no telephone number; please write a mobile number, or one with its area code, such as 021-61671254.",
            )
            .into(),
            Self::PermitNumber { kind } => {
                let of = text("请填写“{}”的编号。", "Please write the number of “{}”.");
                Bilingual::of(|lang| of.fill(lang, &[kind.name().in_lang(lang)]))
            }
            Self::PermitDay { kind } => {
                let of = text(
                    "请填写“{}”的有效期至，例如 2027-06-30；长期有效的写“长期”。",
                    "Please write until when “{}” holds, such as 2027-06-30; without an end, write 长期.",
                );
                Bilingual::of(|lang| of.fill(lang, &[kind.name().in_lang(lang)]))
            }
        }
    }
}
