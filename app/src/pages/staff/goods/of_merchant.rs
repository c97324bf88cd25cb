//! What a merchant's file says of its goods: how many stand where, with the way to each.

use std::collections::BTreeMap;

use domain::{
    ids::MerchantId,
    merchant::{MerchantFile, counted_for},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{day, files, near_expiry, which::Which};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("商品", "Goods");
const NONE: Text = text("这家还没有登记商品。", "No goods of this merchant are registered yet.");
const SEE: Text = text("看这家的全部商品", "All goods of this merchant");

/// The card; merged files count together.
#[component]
pub fn OfMerchant(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let (goods, merchants) = (files(&desk), desk.device.desk.entities.of::<MerchantFile>());
    let today = day(&desk);
    let counts = Memo::new(move |_| {
        let (today, rules) = (today.get(), near_expiry(&desk));
        let counted = merchants.with(|files| {
            let all = files.shown.iter().map(|(id, shown)| (MerchantId(*id), &shown.state));
            counted_for(MerchantId(id), all)
        });
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        goods.with(|goods| {
            let its = goods.shown.values().map(|shown| &shown.state);
            for file in its.filter(|file| counted.contains(&file.particulars.merchant)) {
                for which in Which::ALL.into_iter().filter(|which| which.has(file, today, &rules)) {
                    *counts.entry(which.code()).or_default() += 1;
                }
            }
        });
        counts
    });
    let address = move |which: Which| format!("/staff/goods?merchant={id}&which={}", which.code());
    let rows = move || {
        let lang = lang.get();
        let counts = counts.get();
        if counts.is_empty() {
            return view! { <p class="muted">{say(NONE)}</p> }.into_any();
        }
        let row = |which: Which| {
            let count = counts.get(which.code()).copied().unwrap_or_default();
            let shown = if count == 0 {
                view! { <span class="goods__count">"0"</span> }.into_any()
            } else {
                view! { <a class="goods__count" href=address(which)>{count.to_string()}</a> }.into_any()
            };
            view! {
                <div class="facts__item">
                    <dt>{which.name().in_lang(lang)}</dt>
                    <dd class="tnum">{shown}</dd>
                </div>
            }
        };
        let each = Which::ALL.into_iter().filter(|which| *which != Which::All);
        view! {
            <dl class="facts">{each.map(row).collect_view()}</dl>
            <a class="btn btn--quiet" href=address(Which::All)>
                {say(SEE)}
            </a>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="merchant-goods">
            <h2 class="card__title" id="merchant-goods">
                {say(TITLE)}
            </h2>
            {rows}
        </section>
    }
}
