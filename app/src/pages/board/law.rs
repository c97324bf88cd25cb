//! A statute as it is in force, article by article.

use domain::{
    board::{Article, Board, Comparison, Law, LawId, PaperName},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;
use sync::kinds::board::Notice;

use super::{
    BOARD, anchor,
    changed::{Changed, standing},
    dates,
    document::{PrintButton, unofficial},
    missing::Missing,
    posted,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Sign, Tone, WithNotice},
    device::use_device,
    lang::use_lang,
    links,
};

const KIND: Text = text("现行法律", "Law in force");
const META: Text = text("{}通过的文本{} · {} · {}前复核", "Text passed on {}{} · {} · to be reviewed by {}");
const EXCERPT: Text = text(
    "这里收了联络点用得到的 {} 条，不是全文。",
    "These are the {} articles that the contact point uses, not the whole law.",
);
const WHOLE: Text = text("这里是全文，共 {} 条。", "This is the whole law, {} articles.");
const NOT_TRANSLATED: Text = text("还没有译文。", "Not translated yet; this is the Chinese text.");
const REVIEW: Text = text("这部法律的文本等待复核", "The text of this law is due for a review");
const REVIEW_TEXT: Text = text(
    "条文可能有变动，引用前请核对最新公布的文本，或者问问我们。",
    "Articles may have changed: please check the newest published text before relying on it, or ask us.",
);
const QUOTED: Text = text("公示栏引了这一条：", "Quoted on the notice board: ");
const FORMERLY: Text = text(
    "公示栏上写的“第{}条”，说的不是这一条，是现在的",
    "“Article {}” on the notice board does not mean this one but what is now ",
);
const END: Text = text("。", ".");

/// The page.
#[component]
pub fn LawPage() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let params = use_params_map();
    let wanted = Memo::new(move |_| params.with(|p| p.get("law").and_then(|name| name.parse::<LawId>().ok())));
    let title = Signal::derive(move || {
        let notice = device.notice.get();
        let found = notice.as_ref().zip(wanted.get()).and_then(|(notice, id)| notice.board.law(&id));
        found.map_or_else(|| BOARD.in_lang(lang.get()).to_owned(), |law| law.short_title.in_lang(lang.get()).to_owned())
    });
    anchor::follow();
    let body = move |notice: Arc<Notice>| {
        let Some(law) = wanted.get().and_then(|id| notice.board.law(&id)) else {
            return view! { <Missing /> }.into_any();
        };
        // Today is known in the browser only; until then the law's own mark must do.
        let review = law.needs_review || (device.alive.get() && law.wants_review(device.now().day()));
        statute(&notice, law, review, lang.get())
    };
    view! {
        <Page title main="board" bar=|| view! { <AppBar back="/" to=BOARD /> }>
            <WithNotice children=body />
        </Page>
    }
}

/// A law as it is read.
pub fn statute(notice: &Notice, law: &Law, review: bool, lang: Lang) -> AnyView {
    let board = &notice.board;
    let extent = if law.whole { WHOLE } else { EXCERPT };
    let edition = law.edition.as_ref().map(|edition| match lang {
        Lang::Zh => format!("（{}）", edition.zh),
        Lang::En => format!(" ({})", edition.en),
    });
    let meta = META.fill(
        lang,
        &[
            &dates::full(law.text_date, lang),
            edition.as_deref().unwrap_or_default(),
            law.source.in_lang(lang),
            &dates::full(law.review_by, lang),
        ],
    );
    let review = review.then(|| {
        view! {
            <NoticeBox tone=Tone::Amber sign=Sign::Law>
                <p class="notice__title">{REVIEW.in_lang(lang)}</p>
                <p>{REVIEW_TEXT.in_lang(lang)}</p>
            </NoticeBox>
        }
    });
    let articles = law.articles.iter().map(|a| article(board, law, a, lang)).collect_view();
    view! {
        <div class="page__head">
            <p class="board__kind">{KIND.in_lang(lang)}</p>
            <h1>{law.title.in_lang(lang).to_owned()}</h1>
            <p class="board__meta tnum">{meta}</p>
            <p class="board__meta tnum">{extent.fill(lang, &[&law.articles.len().to_string()])}</p>
            <PrintButton />
        </div>
        {review}
        <Changed standing=standing(notice, &PaperName::Law(law.id.clone())) lang />
        {unofficial(lang)}
        {articles}
    }
    .into_any()
}

fn article(board: &Board, law: &Law, article: &Article, lang: Lang) -> AnyView {
    let paragraphs = |lang: Lang| {
        article.paragraphs.iter().map(|p| view! { <p>{p.in_lang(lang).to_owned()}</p> }).collect_view().into_any()
    };
    let quoted: Vec<_> = board.quoted_by(&law.id, article.number).map(|c| quoting(board, c, lang)).collect();
    let quoted =
        (!quoted.is_empty()).then(|| view! { <p class="board__quoted no-print">{QUOTED.in_lang(lang)} {quoted} </p> });
    let formerly = board.formerly(&law.id, article.number).map(|c| former(board, c, lang)).collect_view();
    let is_untranslated = lang == Lang::En && !article.is_translated();
    let text = if is_untranslated {
        view! {
            <p class="muted small">{NOT_TRANSLATED.in_lang(lang)}</p>
            <div class="posted" lang="zh-CN">{paragraphs(Lang::Zh)}</div>
        }
        .into_any()
    } else {
        posted::in_both(lang, paragraphs)
    };
    view! {
        <section class="board__item" id=links::anchor(article.number)>
            <h2>{article.heading(lang)}</h2>
            {formerly}
            {text}
            {quoted}
        </section>
    }
    .into_any()
}

fn quoting(board: &Board, comparison: &Comparison, lang: Lang) -> impl IntoView + use<> {
    let (href, document) =
        (links::section(&comparison.document, &comparison.section), board.document(&comparison.document));
    let section = board.section(&comparison.document, &comparison.section).and_then(|s| s.heading(lang));
    let parts = [document.map(|d| d.heading(lang)), section];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! { <a href=href>{name}</a> " " }
}

fn former(board: &Board, comparison: &Comparison, lang: Lang) -> impl IntoView + use<> {
    let now = board.in_force(comparison).map(|now| now.heading(lang));
    let href = links::article(&comparison.law, comparison.in_force_article);
    let before = FORMERLY.fill(lang, &[&comparison.posted_article.to_string()]);
    view! {
        <NoticeBox tone=Tone::Law>
            <p>
                {before} <a href=href>{now}</a>
                {END.in_lang(lang)}
            </p>
        </NoticeBox>
    }
}
