//! One section of a document: what is posted, then what to know about it.

use domain::{
    board::{Board, Configured, Document, Section, SectionNote},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::law_compare::law_compare;
use super::posted;
use crate::components::{NoticeBox, Tone};

const GONE: Text = text("这一条已经没有了", "This provision is no longer there");
const OUTDATED: Text = text("名称已经变了", "The name has changed");

/// The section of a document, with comparisons and notes.
#[must_use]
pub fn section(board: &Board, document: &Document, section: &Section, configured: &Configured, lang: Lang) -> AnyView {
    let heading = heading(section, lang).map(|heading| view! { <h2>{heading}</h2> });
    let unnamed = section.heading(lang).is_none();
    let paragraphs = |lang: Lang| {
        // Without a title the number belongs to the text, as it hangs.
        let mut number = section.number.filter(|_| unnamed).map(|number| format!("{number}. "));
        let title = (lang == Lang::Zh).then(|| original_title(section)).flatten();
        let texts = section.paragraphs.iter().map(move |paragraph| {
            let words = posted::words(document, paragraph, lang, configured);
            view! { <p>{number.take()} {words}</p> }
        });
        view! { {title} {texts.collect_view()} }.into_any()
    };
    let text = (!section.paragraphs.is_empty()).then(|| posted::in_both(lang, paragraphs));
    let comparisons =
        board.comparisons_for(&document.id, &section.id).map(|c| law_compare(board, c, lang)).collect_view();
    let notes = board.notes_for(&document.id, &section.id).map(|n| note(n, lang)).collect_view();
    view! {
        <section class="board__item" id=section.id.to_string()>
            {heading}
            {text}
            {comparisons}
            {notes}
        </section>
    }
    .into_any()
}

/// 「4. 解决产品质量纠纷的方式」.
fn heading(section: &Section, lang: Lang) -> Option<String> {
    let title = section.heading(lang)?;
    Some(section.number.map_or_else(|| title.to_owned(), |number| format!("{number}. {title}")))
}

/// The title with the punctuation that it has on the board, where that ties it to the text.
fn original_title(section: &Section) -> Option<AnyView> {
    let title = &section.title.as_ref()?.zh;
    (section.heading(Lang::Zh) != Some(title)).then(|| view! { <p class="strong">{title.clone()}</p> }.into_any())
}

fn note(note: &SectionNote, lang: Lang) -> AnyView {
    let says = note.says.iter().map(|line| view! { <p>{line.in_lang(lang).to_owned()}</p> }).collect_view();
    let title = if note.gone { GONE } else { OUTDATED };
    view! {
        <NoticeBox tone=Tone::Law>
            <p class="notice__title">{title.in_lang(lang)}</p>
            {says}
        </NoticeBox>
    }
    .into_any()
}
