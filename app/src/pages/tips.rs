//! 消费提示: what the contact point has published and what is due today, for everybody.

use domain::{
    moment::Day,
    publication::{Block, Category, Published, Wording},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::board::{BOARD, anchor, dates};
use crate::{
    components::{AppBar, Page, rich_text::rich_text},
    device::use_device,
    lang::{say, use_lang},
    links,
};

/// What the page and the way to it are called.
pub const TITLE: Text = text("消费提示和知识", "Good to know");
/// What it is, below the way to it.
pub const META: Text = text("花钱之前看一眼", "A look before you spend");
const LEAD: Text = text("联络点写给每一位顾客的提示。", "What this contact point wants every customer to know.");
const FEED: Text = text("订阅（Atom）", "Follow as a feed (Atom)");
const NONE: Text = text("现在没有要提示的。", "There is nothing to tell just now.");
const SINCE: Text = text("{} 起", "since {}");
/// What is urgent.
pub const URGENT: Text = text("请留意", "Please note");

/// The page.
#[component]
pub fn Tips() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    anchor::follow();
    let all = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let items = device.published.with(|published| {
            let due = named(published, today);
            let show = |(id, wording, since): (Uuid, &Wording, Day)| {
                let blocks = published.get(&id).map(|one| one.blocks(lang)).unwrap_or_default();
                item(id, wording, since, &blocks, lang, device.kiosk.get())
            };
            due.into_iter().map(show).collect_view()
        });
        if items.is_empty() {
            return view! { <p class="muted">{NONE.in_lang(lang)}</p> }.into_any();
        }
        items.into_any()
    };
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="board tips"
            bar=|| view! { <AppBar back="/" to=BOARD /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
                <p class="board__meta">{say(LEAD)}</p>
            </div>
            {all}
            <p class="not-kiosk no-print">
                <a class="link" href="/api/v1/open/tips.atom" rel="external">
                    {say(FEED)}
                </a>
            </p>
        </Page>
    }
}

fn item(id: Uuid, wording: &Wording, since: Day, blocks: &[Block], lang: Lang, is_kiosk: bool) -> AnyView {
    view! {
        <section class="board__item" id=links::published_anchor(&id)>
            <p class="board__kind">
                {wording.urgent.then(|| view! { <span class="tag tag--seal">{URGENT.in_lang(lang)}</span> " " })}
                {wording.category.name().in_lang(lang)} " · "
                <span class="tnum">{SINCE.fill(lang, &[&dates::full(since, lang)])}</span>
            </p>
            <h2>{wording.titled(lang).to_owned()}</h2>
            {rich_text(blocks, &wording.pictures, is_kiosk)}
        </section>
    }
    .into_any()
}

/// What is to be read today: what is urgent first, then the newest.
#[must_use]
pub fn named(published: &BTreeMap<Uuid, Published>, today: Day) -> Vec<(Uuid, &Wording, Day)> {
    let due = published.iter().filter_map(|(id, one)| one.on(today).map(|(wording, since)| (*id, wording, since)));
    let mut due: Vec<_> = due.collect();
    due.sort_by_key(|(_, wording, since)| (!wording.urgent, std::cmp::Reverse(*since)));
    due
}

/// Of that, what is shown unasked: an answer is for whoever has the question.
#[must_use]
pub fn due(published: &BTreeMap<Uuid, Published>, today: Day) -> Vec<(&Wording, Day)> {
    let unasked = named(published, today).into_iter().filter(|(_, wording, _)| wording.category != Category::Faq);
    unasked.map(|(_, wording, since)| (wording, since)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::words::Bilingual;

    #[test]
    fn what_is_urgent_stands_first_and_what_is_not_due_nowhere() {
        let day = |day| Day::new(2026, 11, day).expect("a day");
        let one = |title: &str, from, urgent| {
            let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
            let (title, words) = (zh(title), zh("写"));
            let wording =
                Wording { category: Category::Tip, title, words, from, until: None, urgent, pictures: Vec::new() };
            Published { rev: 1, version: 1, shown: Some((wording, day(1))), rich: None }
        };
        let all =
            [one("旧", day(2), false), one("新", day(9), false), one("急", day(1), true), one("未到", day(20), true)];
        let published = all.into_iter().enumerate().map(|(i, one)| (Uuid::from_u128(i as u128), one)).collect();
        let titles: Vec<_> = due(&published, day(10)).iter().map(|(wording, _)| wording.title.zh.clone()).collect();
        assert_eq!(titles, ["急", "新", "旧"]);
    }
}
