//! What may answer a question while it is typed: what the contact point has published, the board and the law, searched on the device.

use domain::{
    board::{Hit, Place},
    form::Field,
    typed::shown_chars,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::form_state::FormState;
use crate::{
    components::{Icon, Sign, WithNotice},
    device::use_device,
    lang::use_lang,
    links,
    pages::board::search::index_of,
};

const TITLE: Text = text(
    "可能已经有答案（{} 条），点开看看；没有就接着写",
    "Perhaps answered already ({}): open one; if not, go on writing",
);
const WHOLE: Text = text("看全文", "Read it in full");
/// More would stand in the way of the question.
const MOST: usize = 3;
/// Fewer signs say nothing.
const LEAST_CHARS: usize = 4;

/// The answers, below what is typed.
#[component]
pub fn Suggestions(form: FormState) -> impl IntoView {
    let device = use_device();
    // Nobody types before.
    let found = move || view! { <WithNotice let:notice><Found form index=index_of(notice) /></WithNotice> };
    move || device.alive.get().then(found)
}

#[component]
fn Found(form: FormState, index: Memo<std::sync::Arc<domain::board::Index>>) -> impl IntoView {
    let lang = use_lang();
    let typed = Memo::new(move |_| form.draft.with(|draft| draft.get(Field::Facts).to_owned()));
    let hits = Memo::new(move |_| {
        typed.with(|typed| match shown_chars(typed) {
            ..LEAST_CHARS => Vec::new(),
            _ => index.with(|index| index.suggest(typed, lang.get(), MOST)),
        })
    });
    let said = move || {
        let count = hits.with(Vec::len);
        (count > 0).then(|| TITLE.fill(lang.get(), &[&count.to_string()]))
    };
    view! {
        <div class="wizard__answers">
            <p class="field__hint" role="status">
                {said}
            </p>
            {move || hits.get().into_iter().map(|hit| one(hit, lang.get())).collect_view()}
        </div>
    }
}

fn one(hit: Hit, lang: Lang) -> impl IntoView {
    let device = use_device();
    let whole = match &hit.place {
        // A kiosk has one window: what the contact point wrote is read here.
        Place::Published { id } => device.published.with(|all| {
            let shown = all.get(id).and_then(|one| one.shown.as_ref());
            shown.map(|(wording, _)| wording.paragraphs(lang).map(str::to_owned).collect::<Vec<_>>())
        }),
        _ => None,
    };
    let body = match whole {
        Some(paragraphs) => paragraphs.into_iter().map(|words| view! { <p>{words}</p> }).collect_view().into_any(),
        None => {
            let pieces = hit.snippet.pieces().into_iter().map(|piece| {
                if piece.found {
                    view! { <mark class="hit">{piece.text}</mark> }.into_any()
                } else {
                    piece.text.into_any()
                }
            });
            view! { <p lang=hit.lang.tag()>{pieces.collect_view()}</p> }.into_any()
        }
    };
    let address = device.notice.with(|notice| notice.as_ref().map(|notice| links::place(&hit.place, &notice.board)));
    let way = address.filter(|_| !device.kiosk.get()).map(|address| {
        view! {
            <a class="link" href=address target="_blank" rel="noopener">
                {WHOLE.in_lang(lang)}
            </a>
        }
    });
    view! {
        <details class="wizard__fold">
            <summary>
                <Icon sign=Sign::Search />
                {hit.heading.in_lang(lang).to_owned()}
            </summary>
            <div>{body} {way}</div>
        </details>
    }
}
