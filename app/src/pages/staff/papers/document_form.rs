//! The words of a document, in both languages beside each other.

use domain::{
    board::Document,
    posting::{NotADocument, Written, written},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;

use super::super::fields::Lines;
use crate::lang::say;

const HOW: Text = text(
    "一行一段。以“## ”开头的一行是小节标题，例如“## 1. 商家入驻审核”。中英文的小节和段落要一样多。",
    "A line is a paragraph. A line that begins with “## ” is the heading of a section, such as “## 1. Review of merchants”. Chinese and English need as many sections and paragraphs.",
);
const ZH: Text = text("内容（中文）", "Words (Chinese)");
const EN: Text = text("内容（英文）", "Words (English)");

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub struct DocumentFields {
    zh: RwSignal<String>,
    en: RwSignal<String>,
}

impl DocumentFields {
    /// Of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let of = |lang| RwSignal::new(document.as_written(lang));
        Self { zh: of(Lang::Zh), en: of(Lang::En) }
    }

    /// The document with what is typed.
    ///
    /// # Errors
    ///
    /// Where the languages do not go together.
    pub fn put_into(self, document: Document) -> Result<Document, Bilingual> {
        let read = self.zh.with_untracked(|zh| self.en.with_untracked(|en| written(zh, en, Some(&document))));
        let words = match read {
            Err(NotADocument::Empty) if document.kind.may_be_bare() => Written { intro: None, sections: Vec::new() },
            read => read.map_err(NotADocument::sentence)?,
        };
        // A remark that the paper has only its title is no longer true once it has more.
        let note = document.note.filter(|_| !document.sections.is_empty() || words.sections.is_empty());
        Ok(Document { intro: words.intro, sections: words.sections, note, ..document })
    }
}

/// The fields.
#[component]
pub fn DocumentForm(fields: DocumentFields) -> impl IntoView {
    view! {
        <p class="muted">{say(HOW)}</p>
        <div class="papers__both">
            <Lines id="paper-words-zh" label=ZH tag="zh-CN" value=fields.zh rows="16" />
            <Lines id="paper-words-en" label=EN tag="en" value=fields.en rows="16" />
        </div>
    }
}
