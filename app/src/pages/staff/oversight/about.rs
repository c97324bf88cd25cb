//! What a merchant's file says of the house's order: what holds against it, and when it was looked at.

use std::collections::BTreeSet;

use domain::{
    form::Term,
    ids::MerchantId,
    merchant::{MerchantFile, counted_for},
    oversight::{
        inspection::Inspection,
        measure::{Measure, in_force},
    },
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{all, measures, today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("巡查和制止措施", "Inspections and measures");
const NONE: Text = text("没有查过，也没有采取过措施。", "It was not looked at, and no measure was taken.");
const NOTHING: Text = text("没有问题", "Nothing found");
const FOUND: Text = text("发现 {} 处问题", "{} finding{s}");
/// As many as one reads on a page.
const MOST: usize = 20;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    address: String,
    title: String,
    meta: String,
    tag: Option<(Text, &'static str)>,
}

/// Beside the merchant's name: what is stopped.
#[component]
pub fn InForce(id: Uuid) -> impl IntoView {
    let measures = all::<Measure>(&use_desk());
    let level = Memo::new(move |_| {
        measures.with(|measures| in_force(MerchantId(id), measures.shown.values().map(|shown| &shown.state)))
    });
    move || {
        let level = level.get().filter(|level| level.stops());
        level.map(|level| view! { <span class="tag tag--seal">{say(level.name())}</span> })
    }
}

/// The card on a merchant's file; merged files count together.
#[component]
pub fn About(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = all::<MerchantFile>(&desk);
    let counted = Memo::new(move |_| {
        files.with(|files| {
            let all = files.shown.iter().map(|(id, shown)| (MerchantId(*id), &shown.state));
            counted_for(MerchantId(id), all)
        })
    });
    let (measures, rounds) = (all::<Measure>(&desk), all::<Inspection>(&desk));
    let lines = Memo::new(move |_| {
        let (today, lang) = (today(&desk), lang.get());
        let is_its = |id: &MerchantId| counted.with(|counted: &BTreeSet<MerchantId>| counted.contains(id));
        let mut of_measures: Vec<(bool, domain::moment::Day, Line)> = measures.with(|all| {
            let its = all.shown.iter().filter(|(_, shown)| is_its(&shown.state.merchant));
            let line = |(id, measure): (&Uuid, &Measure)| {
                let step = measure.step()?;
                let graded = words::graded(step.level, step.due, today, lang);
                let line = Line {
                    address: measures::address(*id),
                    title: step.ground.clone(),
                    meta: format!("{} · {graded}", step.on.spoken(lang, today)),
                    tag: Some(words::of_measure(measure)),
                };
                Some((!measure.is_in_force(), step.on, line))
            };
            its.filter_map(|(id, shown)| line((id, &shown.state))).collect()
        });
        of_measures.sort_by_key(|(ended, on, _)| (*ended, std::cmp::Reverse(*on)));
        let mut of_visits: Vec<(domain::moment::Moment, Line)> = rounds.with(|all| {
            let visits = all.shown.iter().flat_map(|(id, shown)| {
                let its = shown.state.visits.iter().filter(|visit| is_its(&visit.merchant));
                its.map(move |visit| (*id, &shown.state.title, visit))
            });
            let line = |(id, title, visit): (Uuid, &String, &domain::oversight::inspection::Visit)| {
                let found = match visit.findings().count() {
                    0 => NOTHING.in_lang(lang).to_owned(),
                    count => FOUND.fill(lang, &[&count.to_string()]),
                };
                let meta = format!("{} · {found}", visit.at.day().spoken(lang, today));
                let address = format!("/staff/inspections/{id}");
                (visit.at, Line { address, title: title.clone(), meta, tag: None })
            };
            visits.map(line).collect()
        });
        of_visits.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let measures = of_measures.into_iter().map(|(_, _, line)| line);
        measures.chain(of_visits.into_iter().map(|(_, line)| line)).take(MOST).collect::<Vec<_>>()
    });
    let row = move |line: Line| {
        let Line { address, title, meta, tag } = line;
        let tag = tag.map(|(name, class)| view! { <span class=class>{say(name)}</span> });
        view! {
            <li>
                <a class="row" href=address>
                    <span class="row__main">
                        <span class="row__title">{title}</span>
                        <span class="row__meta">{meta}</span>
                    </span>
                    <span class="row__end">{tag}</span>
                </a>
            </li>
        }
    };
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="muted">{say(NONE)}</p> }.into_any();
        }
        view! { <ul class="rows">{lines.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="merchant-order">
            <h2 class="card__title" id="merchant-order">
                {say(TITLE)}
            </h2>
            {rows}
        </section>
    }
}
