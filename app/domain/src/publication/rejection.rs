//! Why a publication is not changed, in words for the person who tried.

use serde::{Deserialize, Serialize};

use super::{MOST_PICTURES, REASON_CHARS, TITLE_CHARS, WORDS_CHARS};
use crate::{
    kind::Refusal,
    words::{Bilingual, text},
};

/// Why a publication is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Staff write; the regulator only reads what is published.
    #[error("not yours to change")]
    NotYours,
    /// Only supervisors look through, publish and take down.
    #[error("supervisors only")]
    SupervisorOnly,
    /// Whoever wrote it does not publish it.
    #[error("your own words")]
    OwnWords,
    /// Somebody has changed it since.
    #[error("changed since")]
    ChangedSince,
    /// There is no such publication.
    #[error("no such publication")]
    NoSuchPublication,
    /// There is no version that is being written.
    #[error("no draft")]
    NoDraft,
    /// None waits to be looked through.
    #[error("nothing waits")]
    NothingWaits,
    /// Nothing of it is published.
    #[error("not published")]
    NotPublished,
    /// It has no title.
    #[error("no title")]
    TitleMissing,
    /// Its title is too long.
    #[error("title too long")]
    TitleTooLong,
    /// It says nothing.
    #[error("no words")]
    WordsMissing,
    /// It says too much.
    #[error("words too long")]
    WordsTooLong,
    /// There is program text in it.
    #[error("markup in the words")]
    Markup,
    /// 警示 is what the consumer council publishes.
    #[error("the consumer council's word")]
    CouncilsWord,
    /// Its last day is before its first.
    #[error("ends before it begins")]
    EndsBeforeItBegins,
    /// Its last day is past.
    #[error("its end is past")]
    EndIsPast,
    /// No reason is given.
    #[error("no reason")]
    ReasonMissing,
    /// The reason is too long.
    #[error("reason too long")]
    ReasonTooLong,
    /// The consultation is not here.
    #[error("no such case")]
    NoSuchCase,
    /// It is no consultation.
    #[error("not a question")]
    NotAQuestion,
    /// Nobody has answered it.
    #[error("not answered")]
    NotAnswered,
    /// Whoever asked did not agree to its being published.
    #[error("consent missing")]
    ConsentMissing,
    /// Nobody has said that the people are out of it.
    #[error("not de-identified")]
    NotDeidentified,
    /// Whoever asked is still in it.
    #[error("a person is left in it")]
    PersonLeft,
    /// What is made of a consultation is a question and its answer.
    #[error("not a question and answer")]
    NotAFaq,
    /// It was made of another consultation.
    #[error("made of another case")]
    OtherCase,
    /// A link leads where none may.
    #[error("link refused")]
    LinkRefused,
    /// The words name a picture that is not there.
    #[error("no such picture")]
    NoSuchPicture,
    /// There are too many pictures.
    #[error("too many pictures")]
    TooManyPictures,
    /// A picture is too large.
    #[error("picture too large")]
    PictureTooLarge,
    /// It is no JPEG.
    #[error("not a picture")]
    NotAPicture,
    /// Nobody has said what is on a picture.
    #[error("picture not described")]
    PictureNotDescribed,
    /// A picture stands nowhere in the words.
    #[error("picture not placed")]
    PictureNotPlaced,
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "not_yours",
            Self::SupervisorOnly => "supervisor_only",
            Self::OwnWords => "own_words",
            Self::ChangedSince => "changed_since",
            Self::NoSuchPublication => "no_such_publication",
            Self::NoDraft => "no_draft",
            Self::NothingWaits => "nothing_waits",
            Self::NotPublished => "not_published",
            Self::TitleMissing => "title_missing",
            Self::TitleTooLong => "title_too_long",
            Self::WordsMissing => "words_missing",
            Self::WordsTooLong => "words_too_long",
            Self::Markup => "markup",
            Self::CouncilsWord => "councils_word",
            Self::EndsBeforeItBegins => "ends_before_it_begins",
            Self::EndIsPast => "end_is_past",
            Self::ReasonMissing => "reason_missing",
            Self::ReasonTooLong => "reason_too_long",
            Self::NoSuchCase => "no_such_case",
            Self::NotAQuestion => "not_a_question",
            Self::NotAnswered => "not_answered",
            Self::ConsentMissing => "consent_missing",
            Self::NotDeidentified => "not_deidentified",
            Self::PersonLeft => "person_left",
            Self::NotAFaq => "not_a_faq",
            Self::OtherCase => "other_case",
            Self::LinkRefused => "link_refused",
            Self::NoSuchPicture => "no_such_picture",
            Self::TooManyPictures => "too_many_pictures",
            Self::PictureTooLarge => "picture_too_large",
            Self::NotAPicture => "not_a_picture",
            Self::PictureNotDescribed => "picture_not_described",
            Self::PictureNotPlaced => "picture_not_placed",
        }
    }

    fn sentence(&self) -> Bilingual {
        let words = match self {
            Self::NotYours => text("这里由联络点的工作人员编写。", "The contact point's staff write here."),
            Self::SupervisorOnly => text(
                "审核、发布和撤下由主管来做，请找主管。",
                "Supervisors look through, publish and take down; please ask one.",
            ),
            Self::OwnWords => text(
                "自己写的要由另一位主管审核，请找同事看一遍。",
                "Another supervisor looks through what you wrote yourself; please ask a colleague.",
            ),
            Self::ChangedSince => text(
                "没有生效：别的同事刚改过。请看看现在的内容，再决定。",
                "It did not take effect: a colleague has just changed it. Please look at what stands there now, then decide.",
            ),
            Self::NoSuchPublication => {
                text("没有这一条，请刷新后再试。", "There is no such publication; please reload and try again.")
            }
            Self::NoDraft => {
                text("没有可以送审的草稿，请先修改。", "There is no draft to send; please write one first.")
            }
            Self::NothingWaits => text("这一条现在不用审核。", "Nothing of this waits to be looked through."),
            Self::NotPublished => text("这一条现在没有发布。", "This is not published now."),
            Self::TitleMissing => text("请写标题，例如“办卡先看退费条款”。", "Please write a title."),
            Self::TitleTooLong => {
                return text("标题最多 {} 个字。", "A title has at most {} characters.")
                    .filled(&[&TITLE_CHARS.to_string()]);
            }
            Self::WordsMissing => text("请写内容。", "Please write what it says."),
            Self::WordsTooLong => {
                return text(
                    "内容最多 {} 个字：站着看的人读得完才有用。",
                    "At most {} characters: it is read standing.",
                )
                .filled(&[&WORDS_CHARS.to_string()]);
            }
            Self::Markup => text(
                "内容里有网页代码（例如 <script>），这里只放文字，请删掉。",
                "There is program text in it (such as <script>); words only here, please remove it.",
            ),
            Self::CouncilsWord => text(
                "“消费警示”由消保委发布，这里请写“消费提示”。",
                "“消费警示” is what the consumer council publishes; please call it “消费提示”.",
            ),
            Self::EndsBeforeItBegins => {
                text("结束的日子比开始还早，请改一改。", "Its last day is before its first; please correct one.")
            }
            Self::EndIsPast => {
                text("结束的日子已经过了，请选今天或以后。", "Its last day is past; please choose today or later.")
            }
            Self::NoSuchCase => text("没有找到这件咨询。", "This consultation was not found."),
            Self::NotAQuestion => text(
                "只有咨询能写成常见问题；这是投诉或举报。",
                "Only a question can become one for everybody; this is a complaint or a report.",
            ),
            Self::NotAnswered => {
                text("这件咨询还没有答复，先答复再写。", "This question has no answer yet; please answer it first.")
            }
            Self::ConsentMissing => text(
                "消费者没有同意公开，不能写成常见问题。",
                "The consumer did not agree to publication, so it cannot be published.",
            ),
            Self::NotDeidentified => text(
                "请先看一遍，勾选“里面没有个人信息”。",
                "Please read it through, and tick that there is no personal data in it.",
            ),
            Self::PersonLeft => text(
                "里面还有这位消费者的姓名或电话，请删去再存。",
                "The consumer’s name or telephone is still in it; please remove it.",
            ),
            Self::NotAFaq => text(
                "由咨询写成的，类别要选“常见问题”。",
                "What is made of a question is of the sort “Questions and answers”.",
            ),
            Self::OtherCase => text(
                "这一条是由另一件咨询写成的，请新写一条。",
                "This was made of another question; please write a new one.",
            ),
            Self::LinkRefused => text(
                "链接只能是本站的页面（以 / 开头）、https:// 开头的网址或 tel: 开头的电话，请改一改。",
                "A link is a page here (it begins with /), an address with https:// or a telephone with tel:; please change it.",
            ),
            Self::NoSuchPicture => text(
                "内容里写的图片没有放上来，请放图片，或者把那一处删掉。",
                "The words name a picture that is not there; please add it, or take that place out.",
            ),
            Self::TooManyPictures => {
                return text("图片最多 {} 张，请去掉几张。", "At most {} pictures; please take some out.")
                    .filled(&[&MOST_PICTURES.to_string()]);
            }
            Self::PictureTooLarge => {
                text("图片太大了，请换一张小一点的。", "The picture is too large; please take a smaller one.")
            }
            Self::NotAPicture => text("这不是图片，请换一张照片。", "This is no picture; please choose a photo."),
            Self::PictureNotDescribed => text(
                "请写图片上是什么，看不见的人靠它知道：![写在这里](1)。",
                "Please say what is on the picture, for whoever does not see it: ![here](1).",
            ),
            Self::PictureNotPlaced => text(
                "有一张图片没有放进内容里：在要放的地方写 ![图片上是什么](1)，或者去掉它。",
                "A picture stands nowhere in the words: write ![what it shows](1) where it belongs, or take it out.",
            ),
            Self::ReasonMissing => text("请写原因，写的人要看。", "Please write why, for whoever wrote it."),
            Self::ReasonTooLong => {
                return text("原因最多 {} 个字。", "A reason has at most {} characters.")
                    .filled(&[&REASON_CHARS.to_string()]);
            }
        };
        words.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_word_on_the_wire_and_every_sentence_is_whole() {
        let some = [Rejection::NotYours, Rejection::CouncilsWord, Rejection::WordsTooLong, Rejection::ReasonTooLong];
        for why in some {
            assert_eq!(serde_json::to_value(why).expect("JSON"), why.code());
            assert!(!why.sentence().zh.contains('{') && !why.sentence().en.contains('{'));
        }
    }
}
