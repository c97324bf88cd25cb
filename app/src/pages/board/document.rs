//! A document of the board: everything as posted, and the law in force beside what it quotes.

use domain::{
    board::{Document, DocumentId, DocumentKind, PaperName},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;
use sync::kinds::board::Notice;

use super::{
    BOARD, UNOFFICIAL, anchor,
    changed::{Changed, standing},
    dates,
    missing::Missing,
    posted,
    section::section,
    signers::SignersOf,
};
use crate::{
    components::{AppBar, Icon, NoticeBox, Page, Show, Sign, Tone, WithNotice},
    device::use_device,
    lang::{say, use_lang},
    links,
};

const KIND: Text = text("公示栏 · {}", "Notice board · {}");
const META: Text =
    text("{} · 第 {} 版 · {}起公示 · {}前复核", "{} · version {} · posted from {} · to be reviewed by {}");
const PRINT: Text = text("打印", "Print");
const LAWS: Text = text("文中提到的法律", "Laws named in the text");
const FILE: Text = text("我要投诉或咨询", "Complaint or question");
const WORKFLOW: Text = text("看处理流程", "See the workflow");

/// The page.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let params = use_params_map();
    let wanted =
        Memo::new(move |_| params.with(|p| p.get("document").and_then(|name| name.parse::<DocumentId>().ok())));
    let title = Signal::derive(move || {
        let notice = device.notice.get();
        let found = notice.as_ref().zip(wanted.get()).and_then(|(notice, id)| notice.board.document(&id));
        found.map_or_else(|| BOARD.in_lang(lang.get()).to_owned(), |found| found.heading(lang.get()).to_owned())
    });
    anchor::follow();
    let body = move |notice: Arc<Notice>| match wanted.get().and_then(|id| notice.board.document(&id)) {
        Some(document) => article(&notice, document, lang.get()),
        None => view! { <Missing /> }.into_any(),
    };
    view! {
        <Page title main="board" bar=|| view! { <AppBar back="/" to=BOARD /> }>
            <WithNotice children=body />
        </Page>
    }
}

/// A document as it is read.
pub fn article(notice: &Notice, document: &Document, lang: Lang) -> AnyView {
    let configured = notice.place.configured();
    let intro = document.intro.as_ref().map(|intro| {
        posted::in_both(lang, |lang| {
            let words = posted::words(document, intro, lang, &configured);
            view! { <p>{words}</p> }.into_any()
        })
    });
    let remark = document.note.as_ref().map(|note| {
        let note = note.in_lang(lang).to_owned();
        view! { <NoticeBox tone=Tone::Info><p>{note}</p></NoticeBox> }
    });
    let sections =
        document.sections.iter().map(|s| section(&notice.board, document, s, &configured, lang)).collect_view();
    view! {
        {head(document, document.shown_heading(lang, &configured), lang)}
        <Changed standing=standing(notice, &PaperName::Document(document.id.clone())) lang />
        {unofficial(lang)}
        {remark}
        {intro}
        {sections}
        {(document.kind == DocumentKind::Commitment).then(|| view! { <SignersOf id=document.id.clone() /> })}
        {named_laws(notice, document, lang)}
        {way_on(document.kind, lang)}
    }
    .into_any()
}

fn head(document: &Document, heading: String, lang: Lang) -> impl IntoView + use<> {
    let kind = KIND.fill(lang, &[document.kind.label().in_lang(lang)]);
    let meta = META.fill(
        lang,
        &[
            document.source.in_lang(lang),
            &document.version.to_string(),
            &dates::full(document.effective_from, lang),
            &dates::full(document.review_by, lang),
        ],
    );
    view! {
        <div class="page__head">
            <p class="board__kind">{kind}</p>
            <h1>{heading}</h1>
            <p class="board__meta tnum">{meta}</p>
            <PrintButton />
        </div>
    }
}

/// Prints the page; there from the moment it can.
#[component]
pub fn PrintButton() -> impl IntoView {
    let device = use_device();
    view! {
        <Show when=move || device.alive.get()>
            <button class="link no-print not-kiosk" type="button" on:click=move |_| { let _ = window().print(); }>
                <Icon sign=Sign::Print />
                {say(PRINT)}
            </button>
        </Show>
    }
}

/// In English: that it is a translation.
#[must_use]
pub fn unofficial(lang: Lang) -> Option<impl IntoView> {
    (lang == Lang::En).then(|| view! { <NoticeBox tone=Tone::Info><p>{UNOFFICIAL.in_lang(Lang::En)}</p></NoticeBox> })
}

fn named_laws(notice: &Notice, document: &Document, lang: Lang) -> Option<AnyView> {
    let row = |law: &domain::board::Law| {
        let (href, title) = (format!("/law/{}", law.id), law.title.in_lang(lang).to_owned());
        view! { <li><a class="row" href=href><span class="row__main"><span class="row__title">{title}</span></span></a></li> }
    };
    let rows: Vec<_> = document.names_laws.iter().filter_map(|id| notice.board.law(id)).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="board__item">
                <h2>{LAWS.in_lang(lang)}</h2>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// Where the posted words ask for something, the way to do it.
fn way_on(kind: DocumentKind, lang: Lang) -> Option<AnyView> {
    let (href, words) = match kind {
        DocumentKind::Contact => ("/complain", FILE),
        DocumentKind::Workflow => (links::WORKFLOW, WORKFLOW),
        _ => return None,
    };
    Some(view! { <p class="actions"><a class="btn btn--main" href=href>{words.in_lang(lang)}</a></p> }.into_any())
}
