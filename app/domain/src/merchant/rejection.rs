//! Why nothing was done about a merchant, in words for whoever tried.

use serde::{Deserialize, Serialize};

use super::{FieldProblem, Hindrance, PermitKind, decide::REASON_CHARS};
use crate::{
    form::Term,
    kind::Refusal,
    words::{Bilingual, Lang, Text, text},
};

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Only who works here.
    #[error("staff who write only")]
    StaffOnly,
    /// Supervisors only.
    #[error("supervisors only")]
    SupervisorOnly,
    /// Only who looks at originals.
    #[error("quality control and supervisors only")]
    VerifierOnly,
    /// Somebody has changed it since.
    #[error("changed since")]
    ChangedSince,
    /// There is no such file.
    #[error("no such file")]
    NoSuchFile,
    /// It is there already.
    #[error("filed already")]
    FiledAlready,
    /// It was refused, or has left.
    #[error("it has ended")]
    Ended,
    /// It goes on in another file.
    #[error("merged already")]
    MergedAlready,
    /// It goes on by itself.
    #[error("not merged")]
    NotMerged,
    /// The other file is not there, or has ended, or goes on in another itself.
    #[error("the other file cannot take it")]
    CannotMergeInto,
    /// Fields are wrong.
    #[error("{} fields are wrong", wrong.len())]
    Wrong {
        /// Each.
        wrong: Vec<FieldProblem>,
    },
    /// Everything is as it was.
    #[error("nothing changed")]
    NothingChanged,
    /// Permits are missing or have ended.
    #[error("permits are missing or have ended")]
    Hindered {
        /// Each.
        hindrances: Vec<Hindrance>,
    },
    /// Not every original was looked at.
    #[error("not every original was seen")]
    NotSeen {
        /// Which permits.
        permits: Vec<PermitKind>,
        /// And the person.
        person: bool,
    },
    /// It does not wait for an examination.
    #[error("no application waits")]
    NotWaiting,
    /// It is not admitted.
    #[error("not admitted")]
    NotAdmitted,
    /// It is not suspended.
    #[error("not suspended")]
    NotSuspended,
    /// Nobody is named who signed.
    #[error("the signatory is missing")]
    SignatoryMissing,
    /// What was drawn or stamped has no picture.
    #[error("the picture of the signature is missing")]
    SignatureMissing,
    /// That version is signed.
    #[error("signed already")]
    SignedAlready,
    /// A promise cannot begin in the past.
    #[error("a promise of the past")]
    PromiseOfThePast,
    /// So many days cannot be promised.
    #[error("not that many days")]
    PromiseDays,
    /// A reason is missing.
    #[error("the reason is missing")]
    ReasonMissing,
    /// A reason is too long.
    #[error("the reason is too long")]
    ReasonTooLong,
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::StaffOnly => "staff_only",
            Self::SupervisorOnly => "supervisor_only",
            Self::VerifierOnly => "verifier_only",
            Self::ChangedSince => "changed_since",
            Self::NoSuchFile => "no_such_file",
            Self::FiledAlready => "filed_already",
            Self::Ended => "ended",
            Self::MergedAlready => "merged_already",
            Self::NotMerged => "not_merged",
            Self::CannotMergeInto => "cannot_merge_into",
            Self::Wrong { .. } => "wrong",
            Self::NothingChanged => "nothing_changed",
            Self::Hindered { .. } => "hindered",
            Self::NotSeen { .. } => "not_seen",
            Self::NotWaiting => "not_waiting",
            Self::NotAdmitted => "not_admitted",
            Self::NotSuspended => "not_suspended",
            Self::SignatoryMissing => "signatory_missing",
            Self::SignatureMissing => "signature_missing",
            Self::SignedAlready => "signed_already",
            Self::PromiseOfThePast => "promise_of_the_past",
            Self::PromiseDays => "promise_days",
            Self::ReasonMissing => "reason_missing",
            Self::ReasonTooLong => "reason_too_long",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::Wrong { wrong } => Bilingual::of(|lang| {
                wrong.iter().map(|one| one.sentence().in_lang(lang).to_owned()).collect::<Vec<_>>().join(space(lang))
            }),
            Self::Hindered { hindrances } => hindered(hindrances),
            Self::NotSeen { permits, person } => not_seen(permits, *person),
            Self::ReasonTooLong => {
                text("理由最多 {} 个字。", "A reason has at most {} characters.").filled(&[&REASON_CHARS.to_string()])
            }
            plain => plain.plain().into(),
        }
    }
}

impl Rejection {
    const fn plain(&self) -> Text {
        match self {
            Self::StaffOnly => {
                text("您的角色只能看，不能改商户档案。", "Your role reads only and cannot change a merchant’s file.")
            }
            Self::SupervisorOnly => text("这一步由主管决定，请找主管。", "A supervisor decides this; please ask one."),
            Self::VerifierOnly => text(
                "核实原件由品控或主管来做，请找他们。",
                "Quality control or a supervisor looks at the originals; please ask one.",
            ),
            Self::ChangedSince => text(
                "没有保存：这份档案别的同事刚改过。您写的还在，请对照现在的内容再决定。",
                "Not saved: a colleague has just changed this file. What you wrote is kept; please compare it with what stands there now.",
            ),
            Self::NoSuchFile => {
                text("没有这份档案，请刷新后再试。", "There is no such file; please reload and try again.")
            }
            Self::FiledAlready => text("这份申请已经登记过了。", "This application is on file already."),
            Self::Ended => text(
                "这个商户不予入驻或已退场。要再入驻，请登记新的申请。",
                "This merchant was not admitted, or has left. To come again, it files a new application.",
            ),
            Self::MergedAlready => {
                text("这份档案已并入另一份，请到那一份里办。", "This file goes on in another; please go on there.")
            }
            Self::NotMerged => text("这份档案没有并入别的档案。", "This file does not go on in another."),
            Self::CannotMergeInto => text(
                "不能并入那份档案：它已并入别处或已结束，或就是这一份。请另选一份。",
                "That file cannot take it: it has ended, goes on in another itself, or is this one. Please choose another.",
            ),
            Self::NothingChanged => {
                text("内容和原来一样，没有要保存的。", "Everything is as it was; there is nothing to save.")
            }
            Self::NotWaiting => text("这个商户没有在等审核。", "No application of this merchant waits."),
            Self::NotAdmitted => text(
                "这个商户现在不在经营，不用暂停。",
                "This merchant does not sell now; there is nothing to suspend.",
            ),
            Self::NotSuspended => text("这个商户没有被暂停。", "This merchant is not suspended."),
            Self::SignatoryMissing => text("请写谁代表商户签的字。", "Please write who signed for the merchant."),
            Self::SignatureMissing => text(
                "还没有签名或盖章的图。请在屏幕上签、拍下印章，或改选“写名确认”。",
                "There is no signature or stamp yet. Please draw it, photograph the stamp, or confirm by name.",
            ),
            Self::SignedAlready => text("这一版承诺已经签过了。", "This version is signed already."),
            Self::PromiseOfThePast => text("承诺从今天或以后的日子开始。", "A promise begins today or later."),
            Self::PromiseDays => text("退货天数请写 1 到 365。", "Please write 1 to 365 days."),
            _ => text(
                "请写理由，例如“证照原件下周一送到”。",
                "Please give a reason, for example “originals come next Monday”.",
            ),
        }
    }
}

const fn space(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

fn hindered(hindrances: &[Hindrance]) -> Bilingual {
    const BLOCKED: Text = text("还不能通过：", "Not yet: ");
    Bilingual::of(|lang| {
        let all: Vec<_> = hindrances.iter().map(|one| one.sentence().in_lang(lang).to_owned()).collect();
        format!("{}{}", BLOCKED.in_lang(lang), all.join(space(lang)))
    })
}

impl Hindrance {
    /// What is missing, and what to bring.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Missing { kind } => {
                let of = text("缺“{}”，请让商家拿来登记。", "“{}” is missing; the merchant has to bring it.");
                Bilingual::of(|lang| of.fill(lang, &[kind.name().in_lang(lang)]))
            }
            Self::Ended { kind, last } => {
                let (of, day) = (
                    text("“{}”已于 {} 到期，请让商家换新证再登记。", "“{}” ended on {}; the merchant has to renew it."),
                    last.to_string(),
                );
                Bilingual::of(|lang| of.fill(lang, &[kind.name().in_lang(lang), &day]))
            }
        }
    }
}

fn not_seen(permits: &[PermitKind], person: bool) -> Bilingual {
    const NOT_SEEN: Text = text(
        "还没有看过原件：{}。看过再勾选。",
        "These originals were not seen yet: {}. Please tick each once you have it in hand.",
    );
    const PERSON: Text = text("本人或经办人的身份证件", "the identity document of the person or agent");
    Bilingual::of(|lang| {
        let names = permits.iter().map(|kind| kind.name().in_lang(lang)).chain(person.then(|| PERSON.in_lang(lang)));
        NOT_SEEN.fill(lang, &[&names.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })])
    })
}
