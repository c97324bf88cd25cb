//! Why a reply is not changed, in words for the person who tried.

use serde::{Deserialize, Serialize};

use super::{TITLE_CHARS, WORDS_CHARS};
use crate::{
    kind::Refusal,
    words::{Bilingual, text},
};

/// Why a reply is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Only supervisors keep the replies.
    #[error("supervisors only")]
    SupervisorOnly,
    /// Somebody has changed it since.
    #[error("changed since")]
    ChangedSince,
    /// Who reads it was settled when it was first written.
    #[error("the reader is fixed")]
    ReaderFixed,
    /// There is no such reply.
    #[error("no such reply")]
    NoSuchReply,
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
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::SupervisorOnly => "supervisor_only",
            Self::ChangedSince => "changed_since",
            Self::ReaderFixed => "reader_fixed",
            Self::NoSuchReply => "no_such_reply",
            Self::TitleMissing => "title_missing",
            Self::TitleTooLong => "title_too_long",
            Self::WordsMissing => "words_missing",
            Self::WordsTooLong => "words_too_long",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::SupervisorOnly => {
                text("常用答复由主管修改，请找主管。", "Supervisors keep the common replies; please ask one.").into()
            }
            Self::ChangedSince => text(
                "没有保存：这条答复别的同事刚改过。您写的还在下面，请对照现在的内容再决定。",
                "Not saved: a colleague has just changed this reply. What you wrote is below; please compare it with what stands there now.",
            )
            .into(),
            Self::ReaderFixed => text(
                "给消费者看的和只给同事看的不能互换，请新写一条。",
                "What consumers read and what stays with staff cannot be exchanged; please write a new one.",
            )
            .into(),
            Self::NoSuchReply => text("没有这条答复，请刷新后再试。", "There is no such reply; please reload and try again.").into(),
            Self::TitleMissing => text("请写标题，例如“请补购物凭证”。", "Please write a title, for example “Please send proof of purchase”.").into(),
            Self::TitleTooLong => {
                text("标题最多 {} 个字。", "A title has at most {} characters.").filled(&[&TITLE_CHARS.to_string()])
            }
            Self::WordsMissing => text("请写答复的内容。", "Please write what the reply says.").into(),
            Self::WordsTooLong => {
                text("内容最多 {} 个字。", "A reply has at most {} characters.").filled(&[&WORDS_CHARS.to_string()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_word_on_the_wire() {
        for why in [Rejection::SupervisorOnly, Rejection::ChangedSince, Rejection::WordsTooLong] {
            assert_eq!(serde_json::to_value(why).expect("JSON"), why.code());
            assert!(!why.sentence().zh.contains('{') && !why.sentence().en.contains('{'));
        }
    }
}
