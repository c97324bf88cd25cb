//! A version as whoever reads the board will see it.

use domain::{board::Paper, posting::Posting};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;

use super::super::preview_frame::PreviewFrame;
use crate::{
    lang::use_lang,
    pages::board::{document, law},
};

/// The paper on the board as it would then be.
#[component]
pub fn Preview(notice: Arc<Notice>, paper: Paper) -> impl IntoView {
    let lang = use_lang();
    let sheet = move |_| {
        let lang = lang.get();
        let mut notice = Notice::clone(&notice);
        notice.board.put(paper.clone());
        let name = paper.name();
        notice.standings.retain(|standing| standing.paper != name);
        let body = match &paper {
            Paper::Document(one) => {
                notice.board.document(&one.id).map(|one| document::article(&notice, one, lang).into_any())
            }
            Paper::Law(one) => notice.board.law(&one.id).map(|one| law::statute(&notice, one, false, lang).into_any()),
        };
        view! { <div class="board">{body}</div> }.into_any()
    };
    view! { <PreviewFrame sheet /> }
}

/// The version of it that is worked on.
#[must_use]
pub fn draft(posting: &Posting) -> Option<Paper> {
    posting.draft.as_ref().map(|wording| wording.paper.clone())
}
