//! 追溯 on one screen: lots that were found, each with its supplier and where it went, and from a supplier back to all of its lots.
//! With a network over the whole ledger on the server; without one over what this device keeps.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use domain::{
    form::Term,
    goods::{Traced, TracedLot, sought},
    ids::MerchantId,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{address, files};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
    staff_api,
};

const TITLE: Text =
    text("查到的批次：从批号到供货者和去向", "Lots that were found: from batch to supplier and where they went");
const LOT: Text = text(
    "{} · {} · 供货者 {} · 凭证 {} · 进货 {} · 已售 {} · 剩余 {}",
    "{} · {} · supplier {} · voucher {} · {} received · {} sold · {} left",
);
const WENT: Text = text("去向（{}）", "Where it went ({})");
const OF_SUPPLIER: Text = text("这个供货者的其他批次", "Other lots of this supplier");
const ALL: Text = text("按服务器上的全部台账查的", "Looked up in the whole ledger on the server");
const HERE: Text = text("按这台设备上存着的台账查的", "Looked up in what this device keeps");
const MORE: Text = text("还有更多，请多写几个字再找。", "There is more; please write more of it.");
/// As many as a person looks through.
const MOST: usize = 40;
/// Until somebody has stopped typing.
const PAUSE: Duration = Duration::from_millis(300);

/// The part of the list.
#[component]
pub fn Lots(typed: RwSignal<String>, merchants: Memo<Arc<BTreeMap<MerchantId, String>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let words = Memo::new(move |_| sought(&typed.get()));
    // By a single sign nothing is traced.
    let is_enough = move || words.with(|words| words.chars().nth(1).is_some());
    let answered = RwSignal::new(None::<(String, Traced)>);
    let cut_off = Memo::new(move |_| {
        desk.device.status.with(|status| status.as_ref().is_some_and(|status| status.state.is_cut_off()))
    });
    Effect::new(move |_| {
        let now = words.get();
        if !is_enough() || cut_off.get() {
            return;
        }
        let still = move |now: &String| words.try_with_untracked(|words| words == now).unwrap_or(false);
        set_timeout(
            move || {
                if still(&now) {
                    spawn_local(async move {
                        if let Ok(traced) = staff_api::trace_goods(&now).await {
                            answered.try_set(Some((now, traced)));
                        }
                    });
                }
            },
            PAUSE,
        );
    });
    let here = Memo::new(move |_| {
        if !is_enough() {
            return Traced::default();
        }
        words.with(|words| {
            files.with(|files| {
                let of_file = |(id, shown): (&uuid::Uuid, &crate::entities::Shown<domain::goods::GoodsFile>)| {
                    let lots = shown.state.lots.iter().filter(|lot| lot.is_found_by(words));
                    lots.filter_map(|lot| shown.state.traced(*id, lot.id)).collect::<Vec<_>>()
                };
                Traced::of(files.shown.iter().flat_map(of_file).collect(), MOST)
            })
        })
    });
    move || {
        let lang = lang.get();
        let of_server = answered.with(|answered| {
            answered.as_ref().filter(|(of, _)| words.with(|words| words == of)).map(|(_, traced)| traced.clone())
        });
        let source = if of_server.is_some() { ALL } else { HERE };
        let traced = of_server.unwrap_or_else(|| here.get());
        if !is_enough() || traced.lots.is_empty() {
            return None;
        }
        let more = traced.more.then(|| view! { <p class="merchants__none muted">{say(MORE)}</p> });
        let row = |lot| merchants.with(|merchants| one(lot, merchants, typed, lang).into_any());
        Some(view! {
            <h3 class="merchants__floor">{say(TITLE)}</h3>
            <p class="merchants__none muted small" role="status">
                {say(source)}
            </p>
            <ul class="rows goods__traced">{traced.lots.into_iter().map(row).collect_view()}</ul>
            {more}
        })
    }
}

fn one(
    found: TracedLot,
    merchants: &BTreeMap<MerchantId, String>,
    typed: RwSignal<String>,
    lang: Lang,
) -> impl IntoView {
    let TracedLot { goods, name, merchant, lot, moves, sold, left } = found;
    let amounts = [lot.quantity, sold, left].map(|amount| format!("{amount} {}", lot.unit));
    let seller = merchants.get(&merchant).cloned().unwrap_or_default();
    let came = lot.received_on.to_string();
    let parts = [&seller, &came, &lot.supplier.name, &lot.voucher, &amounts[0], &amounts[1], &amounts[2]];
    let said = LOT.fill(lang, &parts.map(String::as_str));
    let went = lot.moves.iter().rev().map(|one| {
        let parts = [
            one.on.to_string(),
            one.kind.name().in_lang(lang).to_owned(),
            format!("{} {}", one.quantity, lot.unit),
            one.words.clone(),
        ];
        let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        view! { <li class="tnum">{said}</li> }
    });
    let went = went.collect_view();
    let supplier = lot.supplier.name.clone();
    view! {
        <li>
            <a class="row" href=format!("{}#lot-{}", address(goods), lot.id)>
                <span class="row__main">
                    <span class="row__title">{format!("{} · {name}", lot.name())}</span>
                    <span class="row__meta tnum">{said}</span>
                </span>
            </a>
            <div class="goods__went">
                {(moves > 0)
                    .then(|| {
                        view! {
                            <details>
                                <summary>{WENT.fill(lang, &[&moves.to_string()])}</summary>
                                <ul class="goods__findings small">{went}</ul>
                            </details>
                        }
                    })}
                <button class="btn btn--quiet" type="button" on:click=move |_| typed.set(supplier.clone())>
                    {say(OF_SUPPLIER)}
                </button>
            </div>
        </li>
    }
}
