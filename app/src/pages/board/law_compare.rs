//! A quotation on the board beside the article in force: first in a sentence what is different, then to the character.

use domain::{
    board::{Article, Board, Comparison, Law, Side, Span, Status},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::dates;
use crate::components::{NoticeBox, Tone};
use crate::links;

const POSTED: Text = text("公示原文", "As posted");
const IN_FORCE: Text = text("现行文本", "In force");
const POSTED_NUMBER: Text = text("第{}条", "Article {}");
const TITLE: Text = text("{} · {}{}", "{} · {}, {}");
const MOVED_TITLE: Text = text("{} · 原文第{}条，现在是{}{}", "{} · Article {} on the board is now {}, {}");
const SIDE_BY_SIDE: Text = text("对照着看", "Compare the Chinese texts");
const TRANSLATION: Text = text("非正式译文", "unofficial translation");
const ONLY_POSTED: Text = text("只在公示原文：", "Only as posted: ");
const ONLY_IN_FORCE: Text = text("只在现行文本：", "Only in force: ");
const END: Text = text("。", ". ");
const KEY_POSTED: Text = text("波浪线", "Wavy line");
const KEY_POSTED_MEANS: Text = text("：只有公示原文这样写。 ", ": only the posted text says so. ");
const KEY_IN_FORCE: Text = text("双横线", "Double line");
const KEY_IN_FORCE_MEANS: Text = text("：只有现行文本这样写。", ": only the text in force says so.");

/// What is said about a quotation, and the two texts side by side. Where they are the same, the texts are folded.
#[must_use]
pub fn law_compare(board: &Board, comparison: &Comparison, lang: Lang) -> AnyView {
    let (Some(law), Some(article)) = (board.law(&comparison.law), board.in_force(comparison)) else {
        return ().into_any();
    };
    let tone = match comparison.status {
        Status::Changed | Status::Moved => Tone::Law,
        Status::ShortenedQuote | Status::Misquoted => Tone::Info,
        Status::Unchanged => Tone::Done,
    };
    let says = comparison.says.iter().map(|line| view! { <p>{line.in_lang(lang).to_owned()}</p> }).collect_view();
    let columns = columns(law, article, comparison, lang);
    let texts = if lang == Lang::Zh && comparison.status != Status::Unchanged {
        columns
    } else {
        view! {
            <details class="fold">
                <summary>{SIDE_BY_SIDE.in_lang(lang)}</summary>
                {columns}
            </details>
        }
        .into_any()
    };
    let title = title(law, article, comparison, lang);
    view! {
        <NoticeBox tone>
            <p class="notice__title">{title}</p>
            {says}
        </NoticeBox>
        {translated(law, article, lang)}
        {texts}
    }
    .into_any()
}

fn title(law: &Law, article: &Article, comparison: &Comparison, lang: Lang) -> String {
    let (status, name) = (comparison.status.label().in_lang(lang), law.short_title.in_lang(lang));
    let now = article.heading(lang);
    if comparison.is_renumbered() {
        let before = comparison.posted_article.to_string();
        MOVED_TITLE.fill(lang, &order(lang, [status, &before], [name, &now]))
    } else {
        TITLE.fill(lang, &order(lang, [status], [name, &now]))
    }
}

/// 「产品质量法第四十七条」, but “Article 47, Product Quality Law”.
fn order<'a, const N: usize>(lang: Lang, before: [&'a str; N], [name, now]: [&'a str; 2]) -> Vec<&'a str> {
    let tail = if lang == Lang::Zh { [name, now] } else { [now, name] };
    before.into_iter().chain(tail).collect()
}

/// For an English reader: the article in force.
fn translated(law: &Law, article: &Article, lang: Lang) -> Option<AnyView> {
    let paragraphs = |article: &Article| {
        article.paragraphs.iter().map(|p| view! { <p>{p.en.clone()}</p> }).collect_view().into_any()
    };
    (lang == Lang::En && article.is_translated()).then(|| {
        view! {
            <section class="compare__col compare__col--now" lang="en">
                <h3 class="compare__head">
                    {IN_FORCE.in_lang(lang)}
                    <span class="compare__src">{source(law, article, lang)} " · " {TRANSLATION.in_lang(lang)}</span>
                </h3>
                {paragraphs(article)}
            </section>
        }
        .into_any()
    })
}

fn columns(law: &Law, article: &Article, comparison: &Comparison, lang: Lang) -> AnyView {
    let spans = comparison.spans(article);
    let side = |side: Side| spans.iter().map(|span| marked(span, side, lang)).collect_view();
    let differs = spans.iter().any(Span::is_difference);
    let number = POSTED_NUMBER.fill(lang, &[&comparison.posted_article.to_string()]);
    view! {
        <div class="compare">
            <div class="compare__cols">
                <section class="compare__col">
                    <h3 class="compare__head">{POSTED.in_lang(lang)} <span class="compare__src num">{number}</span></h3>
                    <p lang="zh-CN">{side(Side::Posted)}</p>
                </section>
                <section class="compare__col compare__col--now">
                    <h3 class="compare__head">
                        {IN_FORCE.in_lang(lang)} <span class="compare__src">{source(law, article, lang)}</span>
                    </h3>
                    <p lang="zh-CN">{side(Side::InForce)}</p>
                </section>
            </div>
            {differs.then(|| key(lang))}
        </div>
    }
    .into_any()
}

/// Which article of which text, with the way there.
fn source(law: &Law, article: &Article, lang: Lang) -> impl IntoView + use<> {
    let href = links::article(&law.id, article.number);
    let edition = law.edition.as_ref().map_or("", |edition| edition.in_lang(lang));
    let date = format!(" · {} {edition}", dates::full(law.text_date, lang));
    view! { <a href=href>{article.heading(lang)}</a> <span class="tnum">{date.trim_end().to_owned()}</span> }
}

/// A stretch of one side. The ear hears what the eye sees by the line below the words.
fn marked(span: &Span, side: Side, lang: Lang) -> AnyView {
    let words = span.on(side).to_owned();
    let hidden = |what: Text| view! { <span class="vh" lang=lang.tag()>{what.in_lang(lang)}</span> };
    match span {
        _ if words.is_empty() => ().into_any(),
        Span::Same { .. } => words.into_any(),
        Span::OnlyPosted { .. } => {
            view! { <del class="was">{hidden(ONLY_POSTED)} {words} {hidden(END)}</del> }.into_any()
        }
        Span::OnlyInForce { .. } => {
            view! { <ins class="now">{hidden(ONLY_IN_FORCE)} {words} {hidden(END)}</ins> }.into_any()
        }
    }
}

fn key(lang: Lang) -> impl IntoView {
    view! {
        <p class="compare__key">
            <del class="was">{KEY_POSTED.in_lang(lang)}</del>
            {KEY_POSTED_MEANS.in_lang(lang)}
            <ins class="now">{KEY_IN_FORCE.in_lang(lang)}</ins>
            {KEY_IN_FORCE_MEANS.in_lang(lang)}
        </p>
    }
}
