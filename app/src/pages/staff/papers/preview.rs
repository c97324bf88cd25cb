//! A version as whoever reads the board will see it.

use domain::{
    board::Paper,
    posting::Posting,
    words::{Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;

use crate::{
    lang::use_lang,
    pages::board::{document, law},
};

const TITLE: Text = text("挂出来是这样", "As it will hang there");

/// The paper on the board as it would then be.
#[component]
pub fn Preview(notice: Arc<Notice>, paper: Paper) -> impl IntoView {
    let lang = use_lang();
    let body = move || {
        let lang = lang.get();
        let mut notice = Notice::clone(&notice);
        notice.board.put(paper.clone());
        let name = paper.name();
        notice.standings.retain(|standing| standing.paper != name);
        match &paper {
            Paper::Document(one) => notice.board.document(&one.id).map(|one| document::article(&notice, one, lang)),
            Paper::Law(one) => notice.board.law(&one.id).map(|one| law::statute(&notice, one, false, lang)),
        }
    };
    view! {
        <details class="fold papers__preview">
            <summary>{move || TITLE.in_lang(lang.get())}</summary>
            <div class="board papers__sheet">{body}</div>
        </details>
    }
}

/// The version of it that is worked on.
#[must_use]
pub fn draft(posting: &Posting) -> Option<Paper> {
    posting.draft.as_ref().map(|wording| wording.paper.clone())
}
