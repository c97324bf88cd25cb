//! Search over the board and the law. It runs on the device, so it works with no network.

use domain::{
    board::Index,
    words::{Lang, Text, text},
};
use leptos::{html::Input, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use std::sync::Arc;
use sync::kinds::board::Notice;

use super::{BOARD, SearchBox, results};
use crate::{
    components::{AppBar, Page, WithNotice},
    device::use_device,
    lang::{say, use_lang},
    pages::tips,
};

const TITLE: Text = text("查公示内容", "Search the notice board");
const TITLE_OF: Text = text("查找“{}”", "Search: {}");
const TRY: Text = text("可以试试", "You could try");
const EXAMPLES: [Text; 5] = [
    text("退货", "return"),
    text("赔偿", "compensation"),
    text("第47条", "Article 47"),
    text("调解", "mediation"),
    text("投诉电话", "telephone"),
];
/// More than this nobody reads; better words do more.
const MOST: usize = 30;

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let (lang, device) = (use_lang(), use_device());
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|map| map.get("q").unwrap_or_default()));
    let words = RwSignal::new(asked.get_untracked());
    let field = NodeRef::<Input>::new();
    // Another address (back, an example): the field follows. The first time the field is right, or ahead of the page.
    Effect::new(move |seen: Option<String>| {
        let asked = asked.get();
        let alive = device.alive.get();
        let Some(input) = field.get() else { return asked };
        match seen {
            Some(before) if before != asked => {
                input.set_value(&asked);
                words.set(asked.clone());
            }
            _ if alive && input.value() != words.get_untracked() => words.set(input.value()),
            _ => {}
        }
        asked
    });
    let navigate = use_navigate();
    let find = Callback::new(move |typed: String| {
        let mut map = ParamsMap::new();
        map.insert("q", typed.trim().to_owned());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/search{}", map.to_query_string()), options);
    });
    let title = Signal::derive(move || match asked.get().trim() {
        "" => TITLE.in_lang(lang.get()).to_owned(),
        asked => TITLE_OF.fill(lang.get(), &[&results::shortened(asked)]),
    });
    view! {
        <Page title main="results" bar=|| view! { <AppBar back="/" to=BOARD /> }>
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
            </div>
            <SearchBox value=asked.get_untracked() on_type=move |typed: String| words.set(typed) on_find=find field />
            <WithNotice let:notice><Found notice words /></WithNotice>
        </Page>
    }
}

/// Board, law and what is published today, made ready for search; anew where one of them has changed.
pub fn index_of(notice: Arc<Notice>) -> Memo<Arc<Index>> {
    let device = use_device();
    let build = move || {
        let today = device.now().day();
        device.published.with(|published| {
            let due = tips::named(published, today).into_iter().map(|(id, wording, _)| (id, wording));
            Arc::new(Index::new(&notice.board, &notice.place.configured()).with_published(due))
        })
    };
    Memo::new_with_compare(
        move |_| build(),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
            _ => true,
        },
    )
}

/// What is found. The index is built once for a board, not for every letter.
#[component]
fn Found(notice: Arc<Notice>, words: RwSignal<String>) -> impl IntoView {
    let lang = use_lang();
    let index = index_of(Arc::clone(&notice));
    let hits = Memo::new(move |_| words.with(|words| index.with(|index| index.find(words, lang.get(), MOST))));
    let nothing_asked = Memo::new(move |_| words.with(|words| words.trim().is_empty()));
    view! {
        <p class="results__n" role="status">
            {move || hits.with(|hits| words.with(|words| results::told(hits, words, MOST, lang.get())))}
        </p>
        {move || match (nothing_asked.get(), hits.with(Vec::is_empty)) {
            (true, _) => examples(lang.get()).into_any(),
            (false, true) => view! { <results::Nothing /> }.into_any(),
            (false, false) => hits.with(|hits| results::list(hits, &notice.board, lang.get())),
        }}
    }
}

fn examples(lang: Lang) -> impl IntoView {
    let pill = |example: Text| {
        let example = example.in_lang(lang);
        let mut map = ParamsMap::new();
        map.insert("q", example.to_owned());
        view! { <a class="pill" href=format!("/search{}", map.to_query_string())>{example}</a> }
    };
    view! {
        <nav class="pills" aria-label=TRY.in_lang(lang)>
            {EXAMPLES.into_iter().map(pill).collect_view()}
        </nav>
    }
}
