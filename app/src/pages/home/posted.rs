//! The documents of the board, and the search over them.

use domain::{
    board::{Document, DocumentKind},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use crate::{
    components::rows::row,
    pages::board::{BOARD, SearchBox, links},
};

const ITEMS: Text = text("{} 条", "{} items");
const COMPARED: Text = text("{} 条，附现行法律对照", "{} items, beside the law in force");
const STEPS: Text = text("从收到到办结，每一步多久", "From receipt to close, and how long each step takes");

/// The card.
#[must_use]
pub fn posted(notice: &Notice, lang: Lang) -> AnyView {
    // Who helps stands at the top of the page.
    let documents = notice.board.documents.iter().filter(|d| d.kind != DocumentKind::Credit);
    let rows = documents
        .map(|document| row(links::document(document), document.heading(lang).to_owned(), meta(notice, document, lang)))
        .collect_view();
    view! {
        <nav class="card card--flush home__docs" aria-labelledby="docs">
            <h2 class="card__title" id="docs">{BOARD.in_lang(lang)}</h2>
            <div class="home__search">
                <SearchBox />
            </div>
            <ul class="rows">{rows}</ul>
        </nav>
    }
    .into_any()
}

fn meta(notice: &Notice, document: &Document, lang: Lang) -> String {
    let count = document.sections.len().to_string();
    let compared = document.sections.iter().any(|section| !section.cites.is_empty());
    match document.kind {
        DocumentKind::Workflow => STEPS.in_lang(lang).to_owned(),
        DocumentKind::Contact => {
            let place = &notice.place;
            format!("{} {}", place.contact_person.in_lang(lang), place.contact_phone).trim().to_owned()
        }
        _ if compared => COMPARED.fill(lang, &[&count]),
        _ => ITEMS.fill(lang, &[&count]),
    }
}
