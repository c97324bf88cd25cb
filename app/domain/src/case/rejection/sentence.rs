//! What a refusal says to the person who met it.

use super::Rejection;
use crate::{
    form::Term,
    words::{Bilingual, Text, text},
};

const MERGED_FOR_CONSUMER: Text = text(
    "这件正和同一事项的另一件合并办理，这一步现在不用做。想说的话，请写在“补充”里，我们都会看到；办完了也会告诉您。",
    "This is being worked on together with another case of the same matter; this step is not needed now. Please write what \
     you want to say as an addition: we read all of it, and you will hear how it ends.",
);

impl Rejection {
    /// The same for the person who filed; where the usual sentence is about how staff work, one of their own.
    #[must_use]
    pub fn for_consumer(&self) -> Bilingual {
        match self {
            Self::Merged => MERGED_FOR_CONSUMER.into(),
            _ => self.sentence(),
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
            Self::ServerOnly => text("这一步由系统自动完成。", "The system does this by itself.").into(),
            Self::TooManyAttachments { most } => text(
                "最多 {} 份附件，这一份没有收。更多的请带到服务台。",
                "At most {} attachments; this one was not taken. Please bring more to the desk.",
            )
            .filled(&[&most.to_string()]),
            Self::NoSuchPhoto => {
                text("这个案件没有这张照片。", "The case has no such photo.").into()
            }
            Self::ProposalChanged => text(
                "没有记下：和解方案已经换过了，请看现在的方案再答复。您写的内容已保留。",
                "Not taken: another proposal stands there by now. Please look at it and answer that. What you wrote is kept.",
            )
            .into(),
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
            Self::NotOnDuty => text(
                "这位同事现在不在岗，或不接案件。案件还在原处，请换一位在岗的同事。",
                "This colleague is not on duty or takes no cases. The case stays where it is; please choose another.",
            )
            .into(),
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
            Self::NotHeld => text(
                "这个案件没有依法留存，不用解除。",
                "This case is under no legal hold; there is nothing to lift.",
            )
            .into(),
            Self::CouncilNotAsked => text(
                "还没有请消保委协助。请先“请消保委协助”，再登记回执或答复。",
                "The consumer council was not asked yet. Please ask it first, then record its receipt or answer.",
            )
            .into(),
            Self::PassingNotAgreed => text(
                "没有转出：材料里有消费者的姓名和电话，请先问过消费者，同意了再勾选。",
                "Not passed on: the papers name the consumer and their number. Please ask them first, and tick the box once they agree.",
            )
            .into(),
            Self::DayUnfit => text(
                "日期不对：不能是以后的日子，也不能是一年以前。",
                "This day does not fit: it can be neither in the future nor more than a year ago.",
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
