//! Why nothing was done, in words for whoever tried.

use serde::{Deserialize, Serialize};

use super::{LATE_DAYS, MOST_ATTENDANCES, MOST_INVITED, MOST_MATERIALS};
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
    /// It is not there.
    #[error("not there")]
    NotThere,
    /// It is there already.
    #[error("there already")]
    ThereAlready,
    /// Somebody has changed the plan since.
    #[error("changed since")]
    ChangedSince,
    /// Nothing would change.
    #[error("nothing changed")]
    NothingChanged,
    /// What it is about is missing.
    #[error("the subject is missing")]
    SubjectMissing,
    /// Where it is is missing.
    #[error("the place is missing")]
    PlaceMissing,
    /// It is planned for a day that is past.
    #[error("planned for the past")]
    DayPast,
    /// It is planned too far ahead.
    #[error("planned too far ahead")]
    DayFar,
    /// The device's clock is far off.
    #[error("the clock is far off")]
    ClockWrong,
    /// More are named than there is room for.
    #[error("too many who must come")]
    TooManyInvited,
    /// More to read than anybody reads.
    #[error("too many materials")]
    TooManyMaterials,
    /// Nobody knows what is to be read.
    #[error("a material without a name")]
    MaterialUnnamed,
    /// What stands there leads nowhere.
    #[error("no link")]
    NoLink,
    /// The code is not this training's.
    #[error("the code of another training")]
    WrongCode,
    /// It is not the day yet.
    #[error("too early to sign in")]
    TooEarly,
    /// It is over.
    #[error("it is over")]
    Ended,
    /// It will not be held.
    #[error("it was cancelled")]
    Cancelled,
    /// It was written down already that it was held.
    #[error("held already")]
    HeldAlready,
    /// It cannot have been held yet.
    #[error("it is not its day yet")]
    NotYet,
    /// Nobody has signed in.
    #[error("nobody came")]
    NobodyCame,
    /// Somebody has signed in.
    #[error("somebody has signed in")]
    HasBegun,
    /// The name is missing.
    #[error("the name is missing")]
    NameMissing,
    /// From where they come is missing.
    #[error("the unit is missing")]
    UnitMissing,
    /// The person is on the list.
    #[error("signed in already")]
    SignedInAlready,
    /// The person is not on the list.
    #[error("not signed in")]
    NotSignedIn,
    /// Nobody of that name must come.
    #[error("not among those who must come")]
    NotInvited,
    /// The list is full.
    #[error("the list is full")]
    Full,
    /// A reason is missing.
    #[error("the reason is missing")]
    ReasonMissing,
    /// It is too long.
    #[error("more than {most} characters")]
    TooLong {
        /// How long it may be.
        most: usize,
    },
}

impl Rejection {
    const fn words(self) -> Text {
        match self {
            Self::StaffOnly => text("只有联络点的工作人员能这样做。", "Only the contact point’s staff can do this."),
            Self::NotThere => text(
                "没有这次培训。二维码可能不是这里的，请扫现场的那一张。",
                "There is no such training. The code may be from elsewhere; please scan the one at the door.",
            ),
            Self::ThereAlready => text("这次培训已经有了。", "This training is there already."),
            Self::ChangedSince => text(
                "没有生效：别的同事刚改过安排。请看看现在的，再决定。",
                "It did not take effect: a colleague has just changed the plan. Please look at it, then decide.",
            ),
            Self::NothingChanged => text("和现在一样，没有要改的。", "Nothing differs from what stands there."),
            Self::SubjectMissing => text("请写培训什么，例如“七日无理由退货怎么办”。", "Please say what it is about."),
            Self::PlaceMissing => text("请写在哪里培训。", "Please say where it is."),
            Self::DayPast => {
                text("这一天已经过了，请选今天或以后。", "That day is past; please choose today or later.")
            }
            Self::DayFar => text("最多提前一年安排。", "It can be planned at most a year ahead."),
            Self::ClockWrong => {
                text("这台设备的日期不对，请校准后再试。", "This device’s date is wrong; please set it and try again.")
            }
            Self::TooManyInvited => text("应到的最多 {} 个。", "At most {} can be named."),
            Self::TooManyMaterials => text("材料最多 {} 份。", "At most {} materials."),
            Self::MaterialUnnamed => text("请写这份材料叫什么。", "Please say what the material is."),
            Self::NoLink => text(
                "链接要以 https:// 或 http:// 开头，中间没有空格。",
                "A link begins with https:// or http:// and has no spaces.",
            ),
            Self::WrongCode => text(
                "这张二维码不是这次培训的。请扫现场的那一张，或请门口的同事登记。",
                "This code is not this training’s. Please scan the one at the door, or ask whoever keeps it.",
            ),
            Self::TooEarly => {
                text("还没到培训的日子，当天再签到。", "It is not the day yet; please sign in on the day.")
            }
            Self::Ended => text(
                "这次培训已经结束，不能再签到。到场了没签上的，请联络点的同事补签。",
                "This training is over. If you were there, please ask the contact point to write you down.",
            ),
            Self::Cancelled => text("这次培训取消了。", "This training was cancelled."),
            Self::HeldAlready => text("这次培训已经记过了。", "This training is on record already."),
            Self::NotYet => {
                text("还没到培训的日子，不能记成已举办。", "It is not the day yet; it cannot have been held.")
            }
            Self::NobodyCame => text(
                "还没有人签到。没办成的，请取消或改期。",
                "Nobody has signed in. If it was not held, please cancel or move it.",
            ),
            Self::HasBegun => {
                text("已经有人签到，不能改日子或取消。", "Somebody has signed in; it cannot be moved or cancelled.")
            }
            Self::NameMissing => text("请写姓名。", "Please write the name."),
            Self::UnitMissing => text("请写是哪家店或哪个部门的。", "Please write which shop or team."),
            Self::SignedInAlready => text(
                "已经签到过了，不用再签。同名的另一位，请在姓名后加工号或岗位。",
                "Signed in already; once is enough. Somebody else of the same name: please add a number or a post.",
            ),
            Self::NotSignedIn => text("名单上没有这一条了。", "This entry is not on the list any more."),
            Self::NotInvited => text("应到的名单里没有这一位。", "Not among those who must come."),
            Self::Full => text("签到最多 {} 人，已经满了。", "At most {} can sign in; the list is full."),
            Self::ReasonMissing => text("请写原因。", "Please write why."),
            Self::TooLong { .. } => text("最多 {} 个字。", "At most {} characters."),
        }
    }
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::StaffOnly => "staff_only",
            Self::NotThere => "not_there",
            Self::ThereAlready => "there_already",
            Self::ChangedSince => "changed_since",
            Self::NothingChanged => "nothing_changed",
            Self::SubjectMissing => "subject_missing",
            Self::PlaceMissing => "place_missing",
            Self::DayPast => "day_past",
            Self::DayFar => "day_far",
            Self::ClockWrong => "clock_wrong",
            Self::TooManyInvited => "too_many_invited",
            Self::TooManyMaterials => "too_many_materials",
            Self::MaterialUnnamed => "material_unnamed",
            Self::NoLink => "no_link",
            Self::WrongCode => "wrong_code",
            Self::TooEarly => "too_early",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
            Self::HeldAlready => "held_already",
            Self::NotYet => "not_yet",
            Self::NobodyCame => "nobody_came",
            Self::HasBegun => "has_begun",
            Self::NameMissing => "name_missing",
            Self::UnitMissing => "unit_missing",
            Self::SignedInAlready => "signed_in_already",
            Self::NotSignedIn => "not_signed_in",
            Self::NotInvited => "not_invited",
            Self::Full => "full",
            Self::ReasonMissing => "reason_missing",
            Self::TooLong { .. } => "too_long",
        }
    }

    fn sentence(&self) -> Bilingual {
        let number = match self {
            Self::TooLong { most } => *most,
            Self::TooManyInvited => MOST_INVITED,
            Self::TooManyMaterials => MOST_MATERIALS,
            Self::Full => MOST_ATTENDANCES,
            _ => usize::try_from(LATE_DAYS).unwrap_or_default(),
        };
        self.words().filled(&[&number.to_string()])
    }
}
