//! Why nothing was done, in words for whoever tried.

use serde::{Deserialize, Serialize};

use super::RULES;
use crate::{
    kind::Refusal,
    words::{Bilingual, Text, text},
};

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Only who works here.
    #[error("staff who write only")]
    StaffOnly,
    /// Supervisors only.
    #[error("supervisors only")]
    SupervisorOnly,
    /// Somebody has changed it since.
    #[error("changed since")]
    ChangedSince,
    /// It is not there.
    #[error("not there")]
    NotThere,
    /// It is there already.
    #[error("there already")]
    ThereAlready,
    /// It has ended.
    #[error("it has ended")]
    Ended,
    /// It has not ended.
    #[error("it has not ended")]
    NotEnded,
    /// The merchant is not on the register.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// A title, or what a line asks, is missing.
    #[error("the title is missing")]
    TitleMissing,
    /// A checklist asks nothing, or too much.
    #[error("no items, or too many")]
    ItemsCount,
    /// Words are missing.
    #[error("words are missing")]
    WordsMissing,
    /// It is too long.
    #[error("more than {most} characters")]
    TooLong {
        /// How long it may be.
        most: usize,
    },
    /// The day is ahead.
    #[error("a day ahead")]
    DayAhead,
    /// The day is long past.
    #[error("a day long past")]
    DayLongPast,
    /// A deadline is not after the day on which it is set.
    #[error("a deadline of the past")]
    DuePast,
    /// A round is planned for a day that is past.
    #[error("planned for the past")]
    PlannedPast,
    /// A deadline is too far ahead.
    #[error("a deadline too far ahead")]
    DueFar,
    /// A deadline is missing.
    #[error("the deadline is missing")]
    DueMissing,
    /// Nobody may be sent but oneself.
    #[error("only supervisors send others")]
    SendsOthers,
    /// The round has begun.
    #[error("it has begun")]
    Begun,
    /// The round has not begun.
    #[error("it has not begun")]
    NotBegun,
    /// The answers are not those that this round's checklist asks.
    #[error("answers to another checklist")]
    OtherChecklist,
    /// What is wrong is not said.
    #[error("a finding without words")]
    FindingUnsaid,
    /// A finding has too many photos.
    #[error("too many photos")]
    TooManyPhotos,
    /// Merchants that were to be visited were not, and nobody says why.
    #[error("not visited, and not said why")]
    NotVisited,
    /// Somebody was visited.
    #[error("somebody was visited")]
    Visited,
    /// The ground is missing.
    #[error("the ground is missing")]
    GroundMissing,
    /// The article or rule is missing.
    #[error("the basis is missing")]
    BasisMissing,
    /// Stopping is decided by supervisors.
    #[error("supervisors stop")]
    SupervisorStops,
    /// The next measure is not a stronger one.
    #[error("not stronger")]
    NotStronger,
    /// A measure that was eased is not a milder one.
    #[error("not milder")]
    NotMilder,
    /// What the merchant says is missing.
    #[error("who appeals is missing")]
    AppellantMissing,
    /// An appeal waits, or was decided.
    #[error("appealed already")]
    AppealedAlready,
    /// No appeal waits.
    #[error("no appeal waits")]
    NoAppeal,
    /// Whoever imposed it does not decide the appeal.
    #[error("decided by who imposed it")]
    DecidedByImposer,
    /// What proves the sending is missing.
    #[error("the proof is missing")]
    ProofMissing,
    /// To whom it goes is missing.
    #[error("the addressee is missing")]
    AddresseeMissing,
    /// Which authority asks is missing.
    #[error("the authority is missing")]
    AuthorityMissing,
    /// A deadline is before the day on which it was set.
    #[error("a deadline before it was set")]
    DueBefore,
    /// More time is not more.
    #[error("not later")]
    NotLater,
    /// It was not sent.
    #[error("not sent")]
    NotSent,
    /// It was sent.
    #[error("sent already")]
    SentAlready,
    /// It was sent on that day, in that way, with that proof, already.
    #[error("sent so already")]
    SentSoAlready,
    /// The period has not begun.
    #[error("the period has not begun")]
    PeriodAhead,
    /// Only the server does this, by itself.
    #[error("only the server does this")]
    ServerOnly,
    /// Everything is as it was.
    #[error("nothing changed")]
    NothingChanged,
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::StaffOnly => "staff_only",
            Self::SupervisorOnly => "supervisor_only",
            Self::ChangedSince => "changed_since",
            Self::NotThere => "not_there",
            Self::ThereAlready => "there_already",
            Self::Ended => "ended",
            Self::NotEnded => "not_ended",
            Self::NoSuchMerchant => "no_such_merchant",
            Self::TitleMissing => "title_missing",
            Self::ItemsCount => "items_count",
            Self::WordsMissing => "words_missing",
            Self::TooLong { .. } => "too_long",
            Self::DayAhead => "day_ahead",
            Self::DayLongPast => "day_long_past",
            Self::DuePast => "due_past",
            Self::PlannedPast => "planned_past",
            Self::DueFar => "due_far",
            Self::DueMissing => "due_missing",
            Self::SendsOthers => "sends_others",
            Self::Begun => "begun",
            Self::NotBegun => "not_begun",
            Self::OtherChecklist => "other_checklist",
            Self::FindingUnsaid => "finding_unsaid",
            Self::TooManyPhotos => "too_many_photos",
            Self::NotVisited => "not_visited",
            Self::Visited => "visited",
            Self::GroundMissing => "ground_missing",
            Self::BasisMissing => "basis_missing",
            Self::SupervisorStops => "supervisor_stops",
            Self::NotStronger => "not_stronger",
            Self::NotMilder => "not_milder",
            Self::AppellantMissing => "appellant_missing",
            Self::AppealedAlready => "appealed_already",
            Self::NoAppeal => "no_appeal",
            Self::DecidedByImposer => "decided_by_imposer",
            Self::ProofMissing => "proof_missing",
            Self::AddresseeMissing => "addressee_missing",
            Self::AuthorityMissing => "authority_missing",
            Self::DueBefore => "due_before",
            Self::NotLater => "not_later",
            Self::NotSent => "not_sent",
            Self::SentAlready => "sent_already",
            Self::SentSoAlready => "sent_so_already",
            Self::PeriodAhead => "period_ahead",
            Self::ServerOnly => "server_only",
            Self::NothingChanged => "nothing_changed",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::TooLong { most } => text("写得太长，最多 {} 个字。", "That is too long: {} characters at most.")
                .filled(&[&most.to_string()]),
            Self::DueFar => {
                text("期限最多 {} 天，请改近一些。", "A deadline is at most {} days ahead; please set it closer.")
                    .filled(&[&RULES.most_days.to_string()])
            }
            Self::DayLongPast => {
                text("日期是 {} 天以前的，请核对。", "That day is more than {} days ago; please check it.")
                    .filled(&[&RULES.late_days.to_string()])
            }
            plain => plain.plain().into(),
        }
    }
}

impl Rejection {
    const fn plain(&self) -> Text {
        match self {
            Self::StaffOnly => text("您的角色只能看，不能改。", "Your role reads only and cannot change this."),
            Self::SupervisorOnly => text("这一步由主管决定，请找主管。", "A supervisor decides this; please ask one."),
            Self::ChangedSince => text(
                "没有保存：别的同事刚改过这一条。您写的还在，请对照现在的内容再决定。",
                "Not saved: a colleague has just changed this. What you wrote is kept; please compare it with what stands there now.",
            ),
            Self::NotThere => text("没有这一条，请刷新后再试。", "This is not there; please reload and try again."),
            Self::ThereAlready => text("这一条已经登记过了。", "This is on file already."),
            Self::Ended => text("这一条已经了结，不能再改。", "This has ended and cannot be changed."),
            Self::NotEnded => text("这一条还没有了结。", "This has not ended."),
            Self::NoSuchMerchant => text(
                "商户档案里没有这一家。请先登记商户，再记这一条。",
                "This merchant is not on the register. Please enter it there first.",
            ),
            Self::TitleMissing => {
                text("请写名称，例如“L1 食品区周查”。", "Please give it a title, such as “Weekly round, L1 food”.")
            }
            Self::ItemsCount => text(
                "检查清单请写 1 到 60 项，每项写清查什么。",
                "A checklist has 1 to 60 items, each saying what is looked at.",
            ),
            Self::WordsMissing => {
                text("请写明情况，别人看了要能明白。", "Please say what it is about, so that others understand it.")
            }
            Self::DayAhead => {
                text("日期还没到，请填今天或以前的日子。", "That day is ahead; please give today or an earlier day.")
            }
            Self::DuePast => text(
                "期限已经过去或就是当天，请填明天或以后的日子。",
                "The deadline is past, or today; please give tomorrow or a later day.",
            ),
            Self::PlannedPast => text(
                "计划的日子已经过去，请填今天或以后的日子。",
                "The planned day is past; please give today or a later day.",
            ),
            Self::DueMissing => text("限期整改要写到哪天为止。", "Please say by which day it has to be put right."),
            Self::SendsOthers => text(
                "派别人去巡查由主管来排；您可以排自己的。",
                "A supervisor sends colleagues on a round; you can plan your own.",
            ),
            Self::Begun => text("这次巡查已经开始了。", "This round has begun."),
            Self::NotBegun => text(
                "这次巡查还没有开始，请先点“开始巡查”。",
                "This round has not begun; please press “Begin the round” first.",
            ),
            Self::OtherChecklist => text(
                "这次巡查用的是另一版检查清单，请照现在的清单再查一遍。",
                "This round goes by another version of the checklist; please go through the present one.",
            ),
            Self::FindingUnsaid => {
                text("不合格的每一项都要写明哪里不对。", "Of each item that is not in order, please say what is wrong.")
            }
            Self::TooManyPhotos => {
                text("一处问题最多 4 张照片，请去掉几张。", "A finding has at most 4 photos; please remove some.")
            }
            Self::NotVisited => text(
                "计划里还有商户没有查。请查完，或写明为什么没查。",
                "Some merchants of the plan were not visited. Please visit them, or say why not.",
            ),
            Self::Visited => text(
                "已经查过商户，不能取消，请结束巡查。",
                "Merchants were visited; please finish the round instead of cancelling it.",
            ),
            Self::GroundMissing => {
                text("请写事实：什么时间、什么地方、什么情况。", "Please write the facts: when, where, and what.")
            }
            Self::BasisMissing => text(
                "请写依据，例如“《产品质量法》第三十五条”或商场制度的名称。",
                "Please name the article or rule, such as “Product Quality Law, art. 35”.",
            ),
            Self::SupervisorStops => text(
                "暂停销售、停止服务由主管决定，请找主管。您可以先警告或限期整改。",
                "A supervisor decides to stop sale or service; please ask one. You can warn, or set a deadline.",
            ),
            Self::NotStronger => text("升级要选更重的措施。", "A raised measure has to be a stronger one."),
            Self::NotMilder => text("减轻要选更轻的措施。", "An eased measure has to be a milder one."),
            Self::AppellantMissing => text("请写谁代表商户申诉。", "Please write who appeals for the merchant."),
            Self::AppealedAlready => {
                text("对这一步的申诉已经登记过了。", "An appeal against this step is on file already.")
            }
            Self::NoAppeal => text("没有在等的申诉。", "No appeal waits."),
            Self::DecidedByImposer => text(
                "这项措施是您决定的，申诉要由另一位主管来定，请交给同事。",
                "You imposed this measure, so another supervisor decides the appeal; please hand it to a colleague.",
            ),
            Self::ProofMissing => text(
                "请写送出的凭据，例如快递单号、邮件编号、接收人姓名。",
                "Please note what proves it, such as a parcel number, a reference, or who took it.",
            ),
            Self::AddresseeMissing => text("请写报给哪个部门。", "Please say to which authority it goes."),
            Self::AuthorityMissing => {
                text("请写是哪个部门、谁提出的。", "Please say which authority asks, and who of it.")
            }
            Self::DueBefore => text(
                "期限早于收到的日子，请核对两个日期。",
                "The deadline is before the day on which it came; please compare the two days.",
            ),
            Self::NotLater => text("延期后的日子要比原来晚。", "The new day has to be later than the old one."),
            Self::NotSent => text("还没有登记送出，请先登记。", "It is not recorded as sent; please do that first."),
            Self::SentAlready => text(
                "已经送出，内容不能再改。要补充请另写一份。",
                "It was sent and cannot be changed. Please write another to add something.",
            ),
            Self::SentSoAlready => text(
                "这次送出已经登记过了：同一天、同一方式、同一凭据。再送一次请写新的凭据。",
                "This sending is on record already: the same day, way and proof. Sent again, please give its own proof.",
            ),
            Self::PeriodAhead => text(
                "这段时间还没有到，没有数字可以报。请选已经过去的时间。",
                "This period is still to come: there are no figures to report. Please choose one that has passed.",
            ),
            Self::ServerOnly => text("这一步由系统自动完成。", "The system does this by itself."),
            Self::NothingChanged => {
                text("内容和原来一样，没有要保存的。", "Everything is as it was; there is nothing to save.")
            }
            // Said with a number above.
            Self::TooLong { .. } | Self::DueFar | Self::DayLongPast => {
                text("请核对长度和日期。", "Please check lengths and days.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_word_on_the_wire() {
        for why in [Rejection::StaffOnly, Rejection::DecidedByImposer, Rejection::DuePast, Rejection::DueFar] {
            assert_eq!(serde_json::to_value(why).expect("JSON"), why.code());
            assert!(!why.sentence().zh.contains('{') && !why.sentence().en.contains('{'));
        }
        let long = Rejection::TooLong { most: 7 };
        assert_eq!(serde_json::to_value(long).expect("JSON")["too_long"]["most"], 7);
        assert!(long.sentence().zh.contains('7'));
    }
}
