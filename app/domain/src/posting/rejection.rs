//! Why a paper of the board is not changed, in words for the person who tried.

use serde::{Deserialize, Serialize};

use super::{DOCUMENT_CHARS, LAW_CHARS, REASON_CHARS, TITLE_CHARS};
use crate::{
    kind::Refusal,
    words::{Bilingual, Text, text},
};

macro_rules! rejections {
    ($($(#[$doc:meta])+ $name:ident $code:literal $error:literal $zh:literal $en:literal)+) => {
        /// Why a paper is not changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
        pub enum Rejection {
            $($(#[$doc])+ #[error($error)] #[serde(rename = $code)] $name,)+
        }

        impl Rejection {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            const fn words(self) -> Text {
                match self { $(Self::$name => text($zh, $en),)+ }
            }
        }

        impl Refusal for Rejection {
            fn code(&self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            fn sentence(&self) -> Bilingual {
                self.words().filled(&[&self.limit().map(|most| most.to_string()).unwrap_or_default()])
            }
        }
    };
}

rejections! {
    /// Staff write; the regulator reads.
    NotYours "not_yours" "not yours to change"
        "公示栏由联络点的工作人员编写。" "The contact point's staff write the board."
    /// Only supervisors look through and confirm.
    SupervisorOnly "supervisor_only" "supervisors only"
        "审核、公布和复核由主管来做，请找主管。" "Supervisors look through, post and confirm; please ask one."
    /// Whoever wrote it does not post it.
    OwnWords "own_words" "your own words"
        "自己写的要由另一位主管审核，请找同事看一遍。"
        "Another supervisor looks through what you wrote yourself; please ask a colleague."
    /// Somebody has changed it since.
    ChangedSince "changed_since" "changed since"
        "没有生效：别的同事刚处理过这一份。请看看现在的内容，再决定。"
        "It did not take effect: a colleague has just dealt with this paper. Please look at what stands there now, then decide."
    /// Nobody has worked on it.
    NoSuchPaper "no_such_paper" "no such paper"
        "没有这一份，请刷新后再试。" "There is no such paper; please reload and try again."
    /// It is about another paper.
    OtherPaper "other_paper" "another paper"
        "这是另一份文件的内容，请回到列表重新打开。" "This is the text of another paper; please open it from the list again."
    /// No version is worked on.
    NoDraft "no_draft" "no draft"
        "没有正在修改的版本，请先修改。" "No version is being written; please write one first."
    /// None waits to be looked through.
    NothingWaits "nothing_waits" "nothing waits"
        "这一份现在不用审核。" "Nothing of this waits to be looked through."
    /// Another paper has that title.
    TitleTaken "title_taken" "title taken"
        "公示栏里已有同名的文件，请打开那一份修改。" "The board has a paper of that title; please change that one."
    /// It has no title in one of the languages.
    TitleMissing "title_missing" "no title"
        "请写中文和英文标题。" "Please write the title in Chinese and English."
    /// Its title is too long.
    TitleTooLong "title_too_long" "title too long"
        "标题最多 {} 个字。" "A title has at most {} characters."
    /// Nobody says where the text comes from.
    SourceMissing "source_missing" "no source"
        "请写文本来源（中文和英文），例如“全国人大网公布的文本”。"
        "Please say in Chinese and English where the text comes from, such as “as published by the National People's Congress”."
    /// It says nothing.
    WordsMissing "words_missing" "no words"
        "内容是空的，请写内容。" "It says nothing; please write what it says."
    /// A part lacks a language.
    LanguageMissing "language_missing" "a language is missing"
        "公示栏是双语的：每一段都要有中文和英文。" "The board is in two languages: each paragraph needs Chinese and English."
    /// A document says too much.
    DocumentTooLong "document_too_long" "document too long"
        "一份文件最多 {} 个字，请分成几份。" "A document has at most {} characters; please divide it."
    /// A law is too long.
    LawTooLong "law_too_long" "law too long"
        "一部法律最多 {} 个字，请只收用得到的条文。" "A law has at most {} characters; please take only the articles that are used."
    /// There is program text in it.
    Markup "markup" "markup in the words"
        "内容里有网页代码（例如 <script>），公示栏只放文字，请删掉。"
        "There is program text in it (such as <script>); the board has words only, please remove it."
    /// An article stands there twice or out of order.
    ArticleTwice "article_twice" "an article twice or out of order"
        "有一条出现了两次，或者顺序不对，请改好再存。" "An article stands there twice or out of order; please put it right."
    /// The board would contradict itself.
    DoesNotHold "does_not_hold" "the board would not hold together"
        "这样改，公示栏前后会对不上，没有保存。请检查条号和引文。"
        "With this the board would contradict itself; it was not taken. Please check the numbers and quotations."
    /// Its last day is before its first.
    EndsBeforeItBegins "ends_before_it_begins" "ends before it begins"
        "结束的日子比开始还早，请改一改。" "Its last day is before its first; please correct one."
    /// Its last day is past.
    EndIsPast "end_is_past" "its end is past"
        "结束的日子已经过了，请选今天或以后。" "Its last day is past; please choose today or later."
    /// It would have to be looked at again at once.
    ReviewIsPast "review_is_past" "the review date is past"
        "下次复核的日子要在今天以后。" "The day of the next review must be after today."
    /// No reason is given.
    ReasonMissing "reason_missing" "no reason"
        "请写原因，写的人要看。" "Please write why, for whoever wrote it."
    /// The reason is too long.
    ReasonTooLong "reason_too_long" "reason too long"
        "原因最多 {} 个字。" "A reason has at most {} characters."
}

impl Rejection {
    const fn limit(self) -> Option<usize> {
        match self {
            Self::TitleTooLong => Some(TITLE_CHARS),
            Self::DocumentTooLong => Some(DOCUMENT_CHARS),
            Self::LawTooLong => Some(LAW_CHARS),
            Self::ReasonTooLong => Some(REASON_CHARS),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_code_of_its_own_and_a_whole_sentence_in_both_languages() {
        for (place, why) in Rejection::ALL.iter().enumerate() {
            let sentence = why.sentence();
            assert!(!sentence.zh.is_empty() && !sentence.zh.contains('{') && !sentence.en.contains('{'), "{why:?}");
            assert!(Rejection::ALL[..place].iter().all(|other| other.code() != why.code()), "{why:?}");
        }
    }
}
