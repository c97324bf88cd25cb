//! Why a command is refused, in words for the person who gave it.

use serde::{Deserialize, Serialize};

use super::{Action, State};
use crate::{
    form::FieldError,
    role::Role,
    words::{Bilingual, text},
};

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// No case of that name at this contact point.
    #[error("no such case")]
    NoSuchCase,
    /// There is a case of that name already.
    #[error("filed already")]
    FiledAlready,
    /// The state does not allow the move.
    #[error("{action:?} is not possible from {state:?}")]
    WrongState {
        /// Where the case stands.
        state: State,
        /// The move that was tried.
        action: Action,
    },
    /// The role may not do this.
    #[error("{role:?} may not do this")]
    WrongRole {
        /// The role of who tried.
        role: Role,
    },
    /// Only the person who filed may do this.
    #[error("only the consumer may do this")]
    ConsumerOnly,
    /// Only staff may do this.
    #[error("only staff may do this")]
    StaffOnly,
    /// Words are needed.
    #[error("words are missing")]
    WordsMissing,
    /// Too many words.
    #[error("more than {most} characters")]
    WordsTooLong {
        /// How many fit.
        most: usize,
    },
    /// Mediation needs the consent of both sides.
    #[error("the consent of both is needed")]
    ConsentMissing,
    /// A settlement needs both signatures.
    #[error("both signatures are needed")]
    SignatureMissing,
    /// The seven days to object are over.
    #[error("too late to object")]
    TooLateToObject,
    /// The filing breaks a rule of the form.
    #[error("the filing breaks a rule of the form")]
    FormInvalid {
        /// Every mistake.
        errors: Vec<FieldError>,
    },
}

impl Rejection {
    /// The stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchCase => "no_such_case",
            Self::FiledAlready => "filed_already",
            Self::WrongState { .. } => "wrong_state",
            Self::WrongRole { .. } => "wrong_role",
            Self::ConsumerOnly => "consumer_only",
            Self::StaffOnly => "staff_only",
            Self::WordsMissing => "words_missing",
            Self::WordsTooLong { .. } => "words_too_long",
            Self::ConsentMissing => "consent_missing",
            Self::SignatureMissing => "signature_missing",
            Self::TooLateToObject => "too_late_to_object",
            Self::FormInvalid { .. } => "form_invalid",
        }
    }

    /// What happened and what to do now.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::NoSuchCase => text(
                "这里没有这个案件。请核对查询码，或到服务台问一下。",
                "There is no such case here. Please check the claim code or ask at the desk.",
            )
            .into(),
            Self::FiledAlready => text(
                "这件事已经提交过了，不用再交一次。",
                "This has been submitted already; there is no need to do it again.",
            )
            .into(),
            Self::WrongState { state, action } => Bilingual {
                zh: format!(
                    "没有生效：案件现在是“{}”，不能再“{}”。您写的内容已保留。",
                    state.name().zh,
                    action.name().zh
                ),
                en: format!(
                    "Not done: the case now stands at “{}”, so “{}” is no longer possible. What you wrote is kept.",
                    state.name().en,
                    action.name().en
                ),
            },
            Self::WrongRole { role } => Bilingual {
                zh: format!("“{}”不能做这一步，请交给主管。", role.name().zh),
                en: format!("“{}” may not do this; please hand it to a supervisor.", role.name().en),
            },
            Self::ConsumerOnly => text("这一步只能由消费者本人来做。", "Only the consumer can do this.").into(),
            Self::StaffOnly => text("这一步由工作人员来做。", "Staff do this.").into(),
            Self::WordsMissing => text("请先写几个字再提交。", "Please write a few words first.").into(),
            Self::WordsTooLong { most } => {
                text("写得太长了，最多 {} 个字。", "This is too long: at most {} characters.")
                    .filled(&[&most.to_string()])
            }
            Self::ConsentMissing => text(
                "调解要双方都同意，请先分别记录。",
                "Mediation needs the consent of both sides; please record each.",
            )
            .into(),
            Self::SignatureMissing => {
                text("和解书要双方都签字才生效。", "The settlement holds once both sides have signed.").into()
            }
            Self::TooLateToObject => text(
                "办结已超过 7 天，请重新提交一件投诉，我们会关联起来看。",
                "It was closed more than seven days ago. Please file again; we will look at both together.",
            )
            .into(),
            Self::FormInvalid { .. } => text(
                "表格里有一项不对，请按提示改好再交。",
                "Something in the form is not right; please correct it as shown.",
            )
            .into(),
        }
    }
}
