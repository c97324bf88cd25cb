//! Why a command is refused, in words for the person who gave it.

use serde::{Deserialize, Serialize};

use super::{Action, Gap, State};
use crate::{
    form::{FieldError, Term},
    fund,
    mechanism::Mechanism,
    role::Role,
    words::{Bilingual, text},
};

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
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
    /// The state does not allow it.
    #[error("not possible from {state:?}")]
    NotInThisState {
        /// Where the case stands.
        state: State,
    },
    /// The case moved since the person saw it.
    #[error("the case was {was:?} and is {now:?}")]
    MovedSince {
        /// Where it stood for the person.
        was: State,
        /// Where it stands.
        now: State,
    },
    /// Something that this needs is missing or wrong.
    #[error("{part:?} is missing")]
    Incomplete {
        /// What.
        part: Gap,
    },
    /// 已办结 as performed needs proof of 履行.
    #[error("proof of performance is missing")]
    ProofMissing,
    /// That ending belongs to another kind of case.
    #[error("the outcome does not fit the case")]
    OutcomeUnfit,
    /// Illegal conduct is reported, not mediated.
    #[error("a report is not mediated")]
    NotForReports,
    /// It is so already.
    #[error("done already")]
    DoneAlready,
    /// Somebody else has the case.
    #[error("somebody else has the case")]
    OwnedByOther,
    /// That person stepped aside (回避).
    #[error("recused")]
    Recused,
    /// It goes on in another case.
    #[error("merged into another case")]
    Merged,
    /// The cases cannot be merged.
    #[error("the cases cannot be merged")]
    CannotMerge,
    /// The mechanism's rule says no.
    #[error("the rule of {mechanism:?} says no")]
    RouteNotOpen {
        /// Which.
        mechanism: Mechanism,
        /// The rule's words.
        because: Bilingual,
    },
    /// Seller information is given after mediation failed, and on application.
    #[error("seller information is not due")]
    SellerInfoNotDue,
    /// The warning does not fall due, or its clock has ended.
    #[error("the warning is not due")]
    WarningNotDue,
    /// The fund refuses the payment.
    #[error("the fund refuses: {refusal}")]
    Fund {
        /// Why.
        refusal: fund::Refusal,
    },
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
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::MovedSince { .. } => "moved_since",
            Self::Incomplete { .. } => "incomplete",
            Self::ProofMissing => "proof_missing",
            Self::OutcomeUnfit => "outcome_unfit",
            Self::NotForReports => "not_for_reports",
            Self::DoneAlready => "done_already",
            Self::OwnedByOther => "owned_by_other",
            Self::Recused => "recused",
            Self::Merged => "merged",
            Self::CannotMerge => "cannot_merge",
            Self::RouteNotOpen { .. } => "route_not_open",
            Self::SellerInfoNotDue => "seller_info_not_due",
            Self::WarningNotDue => "warning_not_due",
            Self::Fund { .. } => "fund",
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
            Self::NotInThisState { .. }
            | Self::MovedSince { .. }
            | Self::Incomplete { .. }
            | Self::RouteNotOpen { .. }
            | Self::Fund { .. } => self.particular(),
            Self::FormInvalid { .. } => text(
                "表格里有一项不对，请按提示改好再交。",
                "Something in the form is not right; please correct it as shown.",
            )
            .into(),
            Self::ProofMissing => text(
                "办结前请先登记商家兑现的凭证（照片、收据或转账记录）。",
                "Before closing, please record the proof that it was carried out (a photo, receipt or transfer).",
            )
            .into(),
            Self::OutcomeUnfit => text(
                "这个办结方式不适合这件事：咨询用“已答复咨询”，举报线索用“已登记存档”，先行赔付要先付款。",
                "This ending does not fit: a question is answered, a report is recorded, an advance payment must be paid first.",
            )
            .into(),
            Self::NotForReports => text(
                "举报线索不调解、不和解，请登记后转市场监管。",
                "A report of illegal conduct is not mediated; please record it and pass it to the regulator.",
            )
            .into(),
            Self::DoneAlready => text("这一步已经做过了，不用再做。", "This has been done already.").into(),
            Self::OwnedByOther => text(
                "案件现在由别的同事办理，请先联系他，或请主管重新分派。",
                "A colleague has this case now; please speak to them or ask a supervisor to assign it.",
            )
            .into(),
            Self::Recused => text(
                "已经回避的人不能办理这个案件。",
                "Somebody who stepped aside cannot work on this case.",
            )
            .into(),
            Self::Merged => text(
                "这个案件已并入另一个案件，请在那个案件里办理，或请主管拆开。",
                "This case goes on in another one; please work there, or ask a supervisor to separate them.",
            )
            .into(),
            Self::CannotMerge => text(
                "这两个案件不能合并：要类型相同、都没有结束，也没有并入别的案件。",
                "These two cannot be merged: they must be of one kind, open, and not merged already.",
            )
            .into(),
            Self::SellerInfoNotDue => text(
                "调解不成以后，消费者提出申请，才能提供销售者信息；每次申请提供一次。",
                "Seller information is given once mediation has failed and the consumer applies; once for each application.",
            )
            .into(),
            Self::WarningNotDue => text("这条提醒还没到时间，或已经不用提醒。", "This warning is not due, or not needed any more.").into(),
        }
    }

    /// The sentences that name particulars.
    fn particular(&self) -> Bilingual {
        match self {
            Self::NotInThisState { state } => Bilingual::of(|lang| {
                text(
                    "没有生效：案件现在是“{}”，这一步现在做不了。",
                    "Not done: the case stands at “{}”, where this is not possible.",
                )
                .fill(lang, &[state.name().in_lang(lang)])
            }),
            Self::MovedSince { was, now } => Bilingual::of(|lang| {
                text(
                    "没有生效：您看到的是“{}”，案件现在已经是“{}”。请看一眼再决定。您写的内容已保留。",
                    "Not done: you saw “{}”, and the case now stands at “{}”. Please look again. What you wrote is kept.",
                )
                .fill(lang, &[was.name().in_lang(lang), now.name().in_lang(lang)])
            }),
            Self::Incomplete { part } => {
                Bilingual::of(|lang| text("还缺：{}。", "Please correct: {}.").fill(lang, &[part.name().in_lang(lang)]))
            }
            Self::RouteNotOpen { because, .. } => because.clone(),
            Self::Fund { refusal } => refusal.sentence(),
            _ => Bilingual::default(),
        }
    }
}

impl From<fund::Refusal> for Rejection {
    fn from(refusal: fund::Refusal) -> Self {
        Self::Fund { refusal }
    }
}
