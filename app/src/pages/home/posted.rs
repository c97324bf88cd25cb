//! The documents of the board, and the search over them.

use domain::words::{Bilingual, Lang};
use leptos::prelude::*;

use crate::{
    board_summary::Posted,
    components::rows::row,
    pages::{
        board::{BOARD, SearchBox},
        statistics, tips,
    },
};

/// The card.
#[must_use]
pub fn posted(documents: &[Posted], lang: Lang) -> AnyView {
    let text = |text: &Bilingual| text.in_lang(lang).to_owned();
    let tips = row("/tips".to_owned(), tips::TITLE.in_lang(lang).to_owned(), tips::META.in_lang(lang).to_owned());
    let statistics = row(
        "/statistics".to_owned(),
        statistics::TITLE.in_lang(lang).to_owned(),
        statistics::META.in_lang(lang).to_owned(),
    );
    let rows = documents.iter().map(|it| row(it.href.clone(), text(&it.heading), text(&it.meta))).collect_view();
    view! {
        <nav class="card card--flush home__docs" aria-labelledby="docs">
            <h2 class="card__title" id="docs">{BOARD.in_lang(lang)}</h2>
            <div class="home__search">
                <SearchBox />
            </div>
            <ul class="rows">{rows} {tips} {statistics}</ul>
        </nav>
    }
    .into_any()
}
