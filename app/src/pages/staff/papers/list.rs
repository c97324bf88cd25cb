//! The papers: first those with something to do, then the board's documents, then the law library.

use domain::{
    board::{Article, Law, Paper},
    moment::Day,
    posting::{Edition, Posting, Stage, Task, tasks},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;

use super::{
    actions::Actions,
    compared::compared,
    preview::{self, Preview},
    tasks::said,
};
use crate::{
    device::use_device,
    lang::{say, use_lang},
    pages::board::dates,
};

const TODO: Text = text("要办的", "To do");
const DOCUMENTS: Text = text("公示栏文件", "Papers of the board");
const LIBRARY: Text = text("法律库", "Law library");
const NONE: Text = text("没有要办的。", "Nothing to do.");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
const RETURNED: Text = text("退回：{}", "Given back: {}");
const DRAFT: Text = text("有草稿", "A draft");
const SENT: Text = text("等人审核", "Waits to be looked through");
const COMES: Text = text("第 {} 版 {} 起换上", "version {} comes on {}");
const META: Text = text("第 {} 版 · {} 起 · 来源：{} · {} 前复核", "version {} · since {} · source: {} · review by {}");
const LAW_META: Text = text(
    "第 {} 版 · {} 通过的文本 · 来源：{} · {} 前复核 · {}",
    "version {} · text passed on {} · source: {} · review by {} · {}",
);
const WHOLE: Text = text("全文 {} 条", "whole, {} articles");
const EXCERPT: Text = text("摘录 {} 条", "{} articles of it");
const ARTICLES: Text = text("逐条看：来源、文本日期、复核日期", "Article by article: source, date of the text, review");
const NO_ENGLISH: Text = text("还没有英文", "no English yet");
const CHANGES: Text = text("和现在挂的第 {} 版相比", "Compared with version {}, which hangs there");
const EARLIER: Text = text("第 {} 版和第 {} 版相比", "Version {} compared with version {}");
const OPEN: Text = text("看挂出来的", "See it on the board");
/// So much of an article tells which it is.
const MOST_CHARS: usize = 36;

/// Where a paper stands on this page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    Todo,
    Documents,
    Library,
}

/// All of them.
#[component]
pub fn Lists(notice: Arc<Notice>) -> impl IntoView {
    let device = use_device();
    let all = device.desk.entities.of::<Posting>();
    let lines = move || {
        let (today, list) = (device.now().day(), all.get());
        let mut papers: Vec<Paper> = notice.board.papers().collect();
        let drafted = list.shown.values().filter_map(|shown| {
            let draft = shown.state.draft.as_ref().map(|wording| &wording.paper);
            draft.or_else(|| shown.state.next(today).map(|edition| &edition.wording.paper)).cloned()
        });
        let new: Vec<Paper> = drafted.filter(|paper| notice.board.paper(&paper.name()).is_none()).collect();
        papers.extend(new);
        let mut lines: Vec<(Shelf, AnyView)> = Vec::new();
        for paper in papers {
            let shown = list.shown.get(&paper.name().key());
            let posting = shown.map(|shown| shown.state.clone());
            let due = tasks(&paper, posting.as_ref(), today);
            let is_worked_on = posting.as_ref().is_some_and(|posting| posting.draft.is_some());
            let shelf = match &paper {
                _ if !due.is_empty() || is_worked_on => Shelf::Todo,
                Paper::Document(_) => Shelf::Documents,
                Paper::Law(_) => Shelf::Library,
            };
            let waits = shown.is_some_and(|shown| shown.waits);
            lines.push((shelf, view! { <Line notice=Arc::clone(&notice) paper posting waits due /> }.into_any()));
        }
        let mut shelves = [
            (Shelf::Todo, TODO, Vec::new()),
            (Shelf::Documents, DOCUMENTS, Vec::new()),
            (Shelf::Library, LIBRARY, Vec::new()),
        ];
        for (shelf, line) in lines {
            if let Some((.., on)) = shelves.iter_mut().find(|(of, ..)| *of == shelf) {
                on.push(line);
            }
        }
        shelves
            .into_iter()
            .filter(|(shelf, _, lines)| *shelf == Shelf::Todo || !lines.is_empty())
            .map(|(_, heading, lines)| {
                let none = lines.is_empty().then(|| view! { <p class="muted">{say(NONE)}</p> });
                view! {
                    <section class="card replies__part">
                        <h2 class="card__title">{say(heading)}</h2>
                        {none}
                        <ul class="replies__list">{lines}</ul>
                    </section>
                }
            })
            .collect_view()
    };
    view! { {lines} }
}

/// One of them.
#[component]
fn Line(notice: Arc<Notice>, paper: Paper, posting: Option<Posting>, waits: bool, due: Vec<Task>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let draft = posting.as_ref().and_then(preview::draft);
    let told = (paper.clone(), posting.clone());
    let text = move || words(&told.0, told.1.as_ref(), &due, lang.get(), device.now().day());
    view! {
        <li class="replies__line">
            <div class="replies__text">
                {text}
                <p class="replies__marks">
                    {waits.then(|| view! { <span class="replies__mark replies__mark--waits" role="status">{say(WAITS)}</span> })}
                </p>
                {draft.map(|paper| view! { <Preview notice paper /> })}
            </div>
            <Actions paper posting />
        </li>
    }
}

fn words(paper: &Paper, posting: Option<&Posting>, due: &[Task], lang: Lang, today: Day) -> AnyView {
    let hangs = posting.and_then(|posting| posting.in_force(today));
    let version = hangs.map_or(paper.version(), |edition| edition.version).to_string();
    let title = paper.title().in_lang(lang).trim_end_matches([':', '：']).to_owned();
    let day = |day: Day| dates::full(day, lang);
    let meta = match paper {
        Paper::Document(document) => META.fill(
            lang,
            &[&version, &day(document.effective_from), document.source.in_lang(lang), &day(document.review_by)],
        ),
        Paper::Law(law) => {
            let count = law.articles.len().to_string();
            let extent = if law.whole { WHOLE } else { EXCERPT }.fill(lang, &[&count]);
            LAW_META
                .fill(lang, &[&version, &day(law.text_date), law.source.in_lang(lang), &day(law.review_by), &extent])
        }
    };
    let due = due.iter().map(|task| {
        let class = if *task == Task::Review { "tag tag--amber" } else { "tag tag--seal" };
        view! { <span class=class>{said(*task, lang, today)}</span> " " }
    });
    let stage = match posting.map(|posting| posting.stage) {
        Some(Stage::Draft) => Some(DRAFT),
        Some(Stage::Submitted) => Some(SENT),
        _ => None,
    };
    let comes = posting.and_then(|posting| posting.next(today)).map(|next| {
        let said = COMES.fill(lang, &[&next.version.to_string(), &day(next.since())]);
        view! { <span class="tag">{said}</span> }
    });
    let returned = posting.and_then(|posting| posting.returned.as_ref()).map(|why| {
        view! { <p class="replies__words"><strong>{RETURNED.fill(lang, &[why])}</strong></p> }
    });
    let articles = match paper {
        Paper::Law(law) => Some(articles(law, lang)),
        Paper::Document(_) => None,
    };
    view! {
        <p class="replies__marks">
            {due.collect_view()} {stage.map(|stage| view! { <span class="tag">{stage.in_lang(lang)}</span> })} {comes}
        </p>
        <h3 class="replies__title">{title}</h3>
        <p class="muted tnum">{meta}</p>
        {returned}
        {posting.map(|posting| versions(posting, hangs, lang))}
        {articles}
        <p><a class="link" href=paper.name().page()>{OPEN.in_lang(lang)}</a></p>
    }
    .into_any()
}

/// The version that is worked on beside what hangs there, and each version beside the one before.
fn versions(posting: &Posting, hangs: Option<&Edition>, lang: Lang) -> AnyView {
    let draft = posting.draft.as_ref().zip(hangs).map(|(draft, hangs)| {
        let title = CHANGES.fill(lang, &[&hangs.version.to_string()]);
        compared(title, &hangs.wording.paper, &draft.paper, posting.stage == Stage::Submitted, lang)
    });
    let pairs = posting.editions.windows(2).rev().map(|pair| {
        let title = EARLIER.fill(lang, &[&pair[1].version.to_string(), &pair[0].version.to_string()]);
        compared(title, &pair[0].wording.paper, &pair[1].wording.paper, false, lang)
    });
    view! { {draft} {pairs.collect_view()} }.into_any()
}

/// The library's own list: each article with its source, the date of its text and its review.
fn articles(law: &Law, lang: Lang) -> AnyView {
    let row = |article: &Article| {
        let text = article.text(Lang::Zh);
        let begins: String = text.chars().take(MOST_CHARS).collect();
        let lacks =
            (!article.is_translated()).then(|| view! { <span class="replies__mark">{NO_ENGLISH.in_lang(lang)}</span> });
        view! {
            <tr>
                <th scope="row" class="nowrap">{article.heading(lang)}</th>
                <td lang="zh-CN">{begins} "…" {lacks}</td>
                <td>{law.source.in_lang(lang).to_owned()}</td>
                <td class="tnum nowrap">{law.text_date.to_string()}</td>
                <td class="tnum nowrap">{law.review_by.to_string()}</td>
            </tr>
        }
    };
    view! {
        <details class="fold">
            <summary>{ARTICLES.in_lang(lang)}</summary>
            <div class="papers__table">
                <table class="table">
                    <tbody>{law.articles.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
