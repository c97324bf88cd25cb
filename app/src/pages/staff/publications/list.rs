//! The publications, by what is to be done: look through, go on writing, what hangs there, what is past.

use domain::{
    board::{Side, Span, marked},
    moment::Day,
    publication::{Publication, Stage, Wording},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

use super::{actions::Actions, faq, me, preview};
use crate::{
    components::rich_text::rich_text,
    device::use_device,
    lang::{say, use_lang},
};

const REVIEW: Text = text("等您审核", "For you to read through");
const SENT: Text = text("等别人审核", "Waiting for another to read through");
const DRAFTS: Text = text("草稿", "Drafts");
const LIVE: Text = text("正在挂出", "Hanging there");
const PAST: Text = text("已过期或已撤下", "Past or taken down");
const NONE: Text = text("没有。", "None.");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
const RETURNED: Text = text("退回：{}", "Given back: {}");
const DAYS: Text = text("{} 起，到 {} 为止", "from {} to {}");
const OPEN_END: Text = text("{} 起，一直挂着", "from {}, until it is taken down");
const VERSION: Text = text("第 {} 版", "version {}");
const NOT_YET: Text = text("还没到日子", "its day has not come");
const URGENT: Text = text("紧急", "Urgent");
const NO_ENGLISH: Text = text("还没有英文", "No English yet");
const CHANGES: Text = text("和正在挂出的第 {} 版相比", "Compared with version {}, which hangs there");

/// Where a publication stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    Review,
    Sent,
    Drafts,
    Live,
    Past,
}

impl Shelf {
    const ALL: [(Self, Text); 5] =
        [(Self::Review, REVIEW), (Self::Sent, SENT), (Self::Drafts, DRAFTS), (Self::Live, LIVE), (Self::Past, PAST)];
}

/// All of them.
#[component]
pub fn Lists() -> impl IntoView {
    let device = use_device();
    let all = device.desk.entities.of::<Publication>();
    let shelf_of = move |publication: &Publication| match publication.stage {
        Stage::Submitted if me(&device).is_some_and(|(id, role)| publication.is_for_review_by(id, role)) => {
            Shelf::Review
        }
        Stage::Submitted => Shelf::Sent,
        Stage::Draft => Shelf::Drafts,
        Stage::Published if !publication.has_expired(device.now().day()) => Shelf::Live,
        Stage::Published | Stage::Withdrawn => Shelf::Past,
    };
    Shelf::ALL
        .map(|(shelf, heading)| {
            let all = all.clone();
            move || {
                let list = all.get();
                let mut on_shelf: Vec<_> =
                    list.shown.iter().filter(|(_, shown)| shelf_of(&shown.state) == shelf).collect();
                on_shelf.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.state.wording.from));
                // Only what somebody looks for says that there is none.
                let is_missed = matches!(shelf, Shelf::Review | Shelf::Live);
                if on_shelf.is_empty() && !is_missed {
                    return None;
                }
                let none = on_shelf.is_empty().then(|| view! { <p class="muted">{say(NONE)}</p> });
                let lines = on_shelf.into_iter().map(|(id, shown)| {
                    view! { <Line id=*id publication=Arc::new(shown.state.clone()) waits=shown.waits /> }
                });
                let lines = view! { <ul class="replies__list">{lines.collect_view()}</ul> };
                Some(view! {
                    <section class="card replies__part">
                        <h2 class="card__title">{say(heading)}</h2>
                        {none}
                        {lines}
                    </section>
                })
            }
        })
        .collect_view()
}

/// One of them.
#[component]
fn Line(id: Uuid, publication: Arc<Publication>, waits: bool) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let said = Arc::clone(&publication);
    let text = move || words(&said, lang.get(), device.now().day());
    let lacks_english = publication.wording.words.en.is_empty();
    view! {
        <li class="replies__line">
            <div class="replies__text">
                {text}
                <p class="replies__marks">
                    {waits.then(|| view! { <span class="replies__mark replies__mark--waits" role="status">{say(WAITS)}</span> })}
                    {lacks_english.then(|| view! { <span class="replies__mark">{say(NO_ENGLISH)}</span> })}
                </p>
            </div>
            <Actions id publication />
        </li>
    }
}

fn words(publication: &Publication, lang: Lang, today: Day) -> AnyView {
    let wording = &publication.wording;
    let laid_out = rich_text(&preview::blocks(wording, lang), &wording.pictures, false);
    let returned = publication.returned.as_ref().map(|why| {
        view! { <p class="replies__words"><strong>{RETURNED.fill(lang, &[why])}</strong></p> }
    });
    let version = (publication.version > 0).then(|| VERSION.fill(lang, &[&publication.version.to_string()]));
    let not_yet = (publication.stage == Stage::Published && wording.from > today).then(|| NOT_YET.in_lang(lang));
    let details = [Some(days(wording, lang, today)), version, not_yet.map(str::to_owned)];
    let details = details.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <p class="replies__marks">
            <span class="tag">{wording.category.name().in_lang(lang)}</span>
            {wording.urgent.then(|| view! { <span class="tag tag--seal">{URGENT.in_lang(lang)}</span> })}
        </p>
        <h3 class="replies__title">{wording.titled(lang).to_owned()}</h3>
        {laid_out}
        <p class="muted tnum">{details}</p>
        {publication.from_case.map(|case| faq::about(case, wording, lang))}
        {returned}
        {compared(publication, lang)}
    }
    .into_any()
}

fn days(wording: &Wording, lang: Lang, today: Day) -> String {
    let from = wording.from.spoken(lang, today);
    match wording.until {
        Some(until) => DAYS.fill(lang, &[&from, &until.spoken(lang, today)]),
        None => OPEN_END.fill(lang, &[&from]),
    }
}

/// What a new version says otherwise than the one that hangs there.
fn compared(publication: &Publication, lang: Lang) -> Option<AnyView> {
    let (live, _) = publication.live.as_ref()?;
    let whole = |wording: &Wording| format!("{}\n{}", wording.title.zh, wording.words.zh);
    let (before, after) = (whole(live), whole(&publication.wording));
    if before == after {
        return None;
    }
    let spans = marked(&before, &after).into_iter().map(|span| match &span {
        Span::Same { .. } => span.on(Side::InForce).to_owned().into_any(),
        Span::OnlyPosted { text } => view! { <del>{text.clone()}</del> }.into_any(),
        Span::OnlyInForce { text } => view! { <ins>{text.clone()}</ins> }.into_any(),
    });
    let title = CHANGES.fill(lang, &[&publication.version.to_string()]);
    Some(
        view! {
            <details class="fold" open=publication.stage == Stage::Submitted>
                <summary>{title}</summary>
                <p class="replies__words" lang="zh-CN">{spans.collect_view()}</p>
            </details>
        }
        .into_any(),
    )
}
