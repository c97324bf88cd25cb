//! 「哪些地方改了」: on a paper that has taken the place of another one, since when, why, and part by part what was there and what is
//! there now. And where its last day has passed and nothing came in its place.

use domain::{
    board::{Change, ChangeKind, PaperName, Side, Span, Standing, marked},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::dates;
use crate::{
    components::{NoticeBox, Sign, Tone},
    device::use_device,
};

const CHANGED: Text = text("{}起换了新的一版（第 {} 版）", "Changed on {} (version {})");
const PARTS: Text = text(
    "改了 {} 处。以前怎么写、现在怎么写，都在下面。",
    "{} place{s} changed. Below: what it said before, and what it says now.",
);
const NO_PARTS: Text = text("文字没有变。", "The words are the same.");
const ALL: Text = text("看哪些地方改了", "See what changed");
const MORE: Text = text("还有 {} 处", "{} more");
const BEFORE: Text = text("以前", "Before");
const NOW: Text = text("现在", "Now");
const NEW_PART: Text = text("新加的", "New");
const GONE: Text = text("没有了", "No longer there");
const OTHER: Text = text("改了", "Changed");
const NUMBER: Text =
    text("条号变了，内容没变：以前是{}，现在是{}", "Only the number changed: it was {}, and is now {}");
const KEY: Text =
    text("波浪线：以前有、现在没有。双横线：现在新加的。", "Wavy line: no longer there. Double line: new.");
const ENDED: Text =
    text("这一版到 {} 为止，新的一版还没有公布", "This version ended on {}; a new one has not been posted yet");
const ENDED_MORE: Text = text("有疑问请问问我们，不要只凭这一版办事。", "Please ask us, and do not rely on it alone.");
const CHINESE: Text = text("没有译文，下面是中文。", "Not translated; this is the Chinese text.");
/// So many are open at once; of a law that was written anew nobody reads more at a time.
const MOST_OPEN: usize = 3;

/// What to know before reading a paper.
#[component]
pub fn Changed(standing: Option<Standing>, lang: Lang) -> impl IntoView {
    let device = use_device();
    standing.map(|standing| {
        let until = standing.until;
        // Today is known in the browser only.
        let is_past = move || device.alive.get() && until.is_some_and(|until| until < device.now().day());
        let ended = until.map(|until| ENDED.fill(lang, &[&dates::full(until, lang)])).unwrap_or_default();
        view! {
            {move || {
                let ended = ended.clone();
                is_past()
                    .then(move || {
                        view! {
                            <NoticeBox tone=Tone::Amber>
                                <p class="notice__title">{ended}</p>
                                <p>{ENDED_MORE.in_lang(lang)}</p>
                            </NoticeBox>
                        }
                    })
            }}
            {(standing.version > 1).then(|| told(&standing, lang))}
        }
    })
}

/// How that paper stands.
#[must_use]
pub fn standing(notice: &Notice, paper: &PaperName) -> Option<Standing> {
    notice.standings.iter().find(|standing| standing.paper == *paper).cloned()
}

fn told(standing: &Standing, lang: Lang) -> AnyView {
    let (numbers, changes): (Vec<_>, Vec<_>) =
        standing.changes.iter().partition(|change| change.kind == ChangeKind::Renumbered);
    let title = CHANGED.fill(lang, &[&dates::full(standing.since, lang), &standing.version.to_string()]);
    let why = Some(standing.why.in_lang(lang).to_owned()).filter(|why| !why.is_empty());
    let count = match standing.changes.len() {
        0 => NO_PARTS.in_lang(lang).to_owned(),
        count => PARTS.fill(lang, &[&count.to_string()]),
    };
    let numbers = numbers.into_iter().map(|change| {
        let said = NUMBER.fill(lang, &[change.before.in_lang(lang), change.now.in_lang(lang)]);
        view! { <li><a href=format!("#{}", change.anchor)>{said}</a></li> }
    });
    let numbers: Vec<_> = numbers.collect();
    let numbers = (!numbers.is_empty()).then(|| view! { <ul class="changed__numbers">{numbers}</ul> });
    let rest = changes.len().saturating_sub(MOST_OPEN);
    let first = changes.iter().take(MOST_OPEN).map(|change| part(change, lang)).collect_view();
    let later = changes.iter().skip(MOST_OPEN).map(|change| part(change, lang)).collect_view();
    let later = (rest > 0).then(|| {
        view! {
            <details class="fold">
                <summary>{MORE.fill(lang, &[&rest.to_string()])}</summary>
                {later}
            </details>
        }
    });
    let shows = !standing.changes.is_empty();
    view! {
        <NoticeBox tone=Tone::Law sign=Sign::Law>
            <p class="notice__title tnum">{title}</p>
            {why.map(|why| view! { <p>{why}</p> })}
            <p class="tnum">{count}</p>
        </NoticeBox>
        {shows
            .then(|| {
                view! {
                    <details class="fold changed" open>
                        <summary>{ALL.in_lang(lang)}</summary>
                        {first}
                        {later}
                        {numbers}
                        <p class="compare__key">{KEY.in_lang(lang)}</p>
                    </details>
                }
            })}
    }
    .into_any()
}

fn part(change: &Change, lang: Lang) -> AnyView {
    let what = match change.kind {
        ChangeKind::Added => NEW_PART,
        ChangeKind::Removed => GONE,
        ChangeKind::Changed | ChangeKind::Renumbered => OTHER,
    };
    // A statute comes before its translation does.
    let lacks = |text: &Bilingual| !text.zh.is_empty() && text.en.is_empty();
    let is_untranslated = lang == Lang::En && (lacks(&change.before) || lacks(&change.now));
    let of = if is_untranslated { Lang::Zh } else { lang };
    let spans = marked(change.before.in_lang(of), change.now.in_lang(of));
    let side = |side: Side| spans.iter().map(|span| words(span, side)).collect_view();
    let column = |class: &'static str, head: Text, text: &Bilingual, on: Side| {
        (!text.in_lang(of).is_empty()).then(|| {
            view! {
                <section class=class>
                    <h3 class="compare__head">{head.in_lang(lang)}</h3>
                    <p lang=of.tag()>{side(on)}</p>
                </section>
            }
        })
    };
    let heading = change.heading.in_lang(lang).to_owned();
    let there =
        (change.kind != ChangeKind::Removed && !change.anchor.is_empty()).then(|| format!("#{}", change.anchor));
    let heading = match there {
        Some(href) => view! { <a href=href>{heading}</a> }.into_any(),
        None => heading.into_any(),
    };
    view! {
        <section class="changed__part">
            <h2 class="changed__head">{heading} " " <span class="tag">{what.in_lang(lang)}</span></h2>
            {is_untranslated.then(|| view! { <p class="muted small">{CHINESE.in_lang(lang)}</p> })}
            <div class="compare__cols">
                {column("compare__col", BEFORE, &change.before, Side::Posted)}
                {column("compare__col compare__col--now", NOW, &change.now, Side::InForce)}
            </div>
        </section>
    }
    .into_any()
}

fn words(span: &Span, side: Side) -> AnyView {
    let words = span.on(side).to_owned();
    match span {
        _ if words.is_empty() => ().into_any(),
        Span::Same { .. } => words.into_any(),
        Span::OnlyPosted { .. } => view! { <del class="was">{words}</del> }.into_any(),
        Span::OnlyInForce { .. } => view! { <ins class="now">{words}</ins> }.into_any(),
    }
}
