//! All goods, searched as people know them: name, barcode, merchant; and the ledger by batch and supplier: from a batch to its
//! supplier and its sales, and back.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    goods::{GoodsFile, Lot},
    ids::MerchantId,
    merchant::MerchantFile,
    typed::folded,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{address, files, scan::Scan, today, words};
use crate::{
    entities::List,
    lang::{say, use_lang},
    pages::staff::desk::context::{DeskContext, use_desk},
};

const TITLE: Text = text("商品清单和台账", "All goods, and the ledger");
const SEARCH: Text = text("找商品：名称、条码、商户、批号或供货者", "Find: name, barcode, merchant, batch or supplier");
const NONE: Text = text("还没有商品。点“登记商品”登记第一件。", "No goods yet. Press “Register goods” for the first.");
const NOT_FOUND: Text =
    text("没有找到，换个写法试试，例如只写批号。", "None found; try another way, such as the batch alone.");
const LOTS: Text =
    text("查到的批次：从批号到供货者和去向", "Lots that were found: from batch to supplier and where they went");
const LOT: Text = text(
    "供货者 {} · 凭证 {} · 进货 {} · 已售 {} · 剩余 {}",
    "Supplier {} · voucher {} · {} received · {} sold · {} left",
);
const MORE: Text = text("还有 {} 件，请多写几个字再找。", "{} more; please write more of it.");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
/// As many as a person looks through.
const MOST: usize = 60;
const INPUT: &str = "goods-search";

/// Names of merchants, for rows and searches.
pub fn merchants(desk: &DeskContext) -> Memo<Arc<BTreeMap<MerchantId, String>>> {
    let files: ArcRwSignal<Arc<List<MerchantFile>>> = desk.device.desk.entities.of::<MerchantFile>();
    Memo::new(move |_| {
        let named = |(id, file): (&Uuid, &MerchantFile)| {
            let of = &file.application;
            (MerchantId(*id), format!("{} · {}", of.name, of.stall))
        };
        Arc::new(files.with(|files| files.shown.iter().map(|(id, shown)| (id, &shown.state)).map(named).collect()))
    })
}

/// The list.
#[component]
pub fn AllGoods() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let merchants = merchants(&desk);
    let sought = RwSignal::new(String::new());
    let rows = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let words_sought = folded(&sought.get());
        let words_sought = words_sought.trim();
        let merchants = merchants.get();
        files.with(|files| {
            let mut found: Vec<_> =
                files.shown.iter().filter(|(_, shown)| fits(&shown.state, &merchants, words_sought)).collect();
            found.sort_by_cached_key(|(_, shown)| (shown.state.has_ended(), words::name(&shown.state)));
            if found.is_empty() {
                let why = if files.shown.is_empty() { NONE } else { NOT_FOUND };
                return view! { <p class="merchants__none muted">{say(why)}</p> }.into_any();
            }
            let more = found.len().saturating_sub(MOST);
            let row = |id: &Uuid, file: &GoodsFile, waits: bool| {
                let of = &file.particulars;
                let (standing, class) = words::standing(file, today);
                let standing = standing.in_lang(lang).to_owned();
                let seller = merchants.get(&of.merchant).cloned().unwrap_or_default();
                let barcode = of.barcode.as_ref().map(ToString::to_string).unwrap_or_default();
                let meta =
                    [seller, barcode].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                let waits = waits.then(|| view! { <span class="tag tag--amber">{say(WAITS)}</span> });
                view! {
                    <li>
                        <a class="row" href=address(*id)>
                            <span class="row__main">
                                <span class="row__title">{words::name(file)}</span>
                                <span class="row__meta tnum">{meta}</span>
                            </span>
                            <span class="row__end">{waits} <span class=class>{standing}</span></span>
                        </a>
                    </li>
                }
            };
            let list = found.iter().take(MOST).map(|(id, shown)| row(id, &shown.state, shown.waits)).collect_view();
            let lots = lots_of(&found, words_sought, lang);
            let more = (more > 0)
                .then(|| view! { <p class="merchants__none muted">{MORE.fill(lang, &[&more.to_string()])}</p> });
            view! {
                {lots}
                <ul class="rows">{list}</ul>
                {more}
            }
            .into_any()
        })
    };
    view! {
        <section class="card card--flush" aria-labelledby="goods-all">
            <h2 class="card__title" id="goods-all">
                {say(TITLE)}
            </h2>
            <div class="merchants__find">
                <div class="field">
                    <label class="field__label" for=INPUT>
                        {say(SEARCH)}
                    </label>
                    <input
                        class="field__input"
                        id=INPUT
                        type="search"
                        autocomplete="off"
                        prop:value=move || sought.get()
                        on:input=move |event| sought.set(event_target_value(&event))
                    />
                </div>
                <Scan id="goods-scan" found=Callback::new(move |code| sought.set(code)) />
            </div>
            {rows}
        </section>
    }
}

fn has(text: &str, sought: &str) -> bool {
    folded(text).contains(sought)
}

fn fits(file: &GoodsFile, merchants: &BTreeMap<MerchantId, String>, sought: &str) -> bool {
    if sought.is_empty() {
        return !file.has_ended();
    }
    let of = &file.particulars;
    let barcode = of.barcode.as_ref().map_or("", |barcode| barcode.as_str());
    let seller = merchants.get(&of.merchant).map_or("", String::as_str);
    [of.name.as_str(), &of.spec, barcode, seller, &of.maker].iter().any(|text| has(text, sought))
        || file.lots.iter().any(|lot| lot_fits(lot, sought))
}

fn lot_fits(lot: &Lot, sought: &str) -> bool {
    has(&lot.batch, sought) || has(&lot.supplier.name, sought) || has(&lot.voucher, sought)
}

fn lots_of(
    found: &[(&Uuid, &crate::entities::Shown<GoodsFile>)],
    sought: &str,
    lang: domain::words::Lang,
) -> Option<AnyView> {
    if sought.is_empty() {
        return None;
    }
    let of_file = |(id, shown): &(&Uuid, &crate::entities::Shown<GoodsFile>)| {
        let lots = shown.state.lots.iter().filter(|lot| lot_fits(lot, sought));
        lots.map(|lot| (**id, words::name(&shown.state), lot.clone())).collect::<Vec<_>>()
    };
    let lots: Vec<_> = found.iter().flat_map(of_file).take(MOST).collect();
    let row = |(id, name, lot): (Uuid, String, Lot)| {
        let amounts = [lot.quantity, lot.sold(), lot.left()].map(|amount| format!("{amount} {}", lot.unit));
        let said = LOT.fill(lang, &[&lot.supplier.name, &lot.voucher, &amounts[0], &amounts[1], &amounts[2]]);
        view! {
            <li>
                <a class="row" href=format!("{}#lot-{}", address(id), lot.id)>
                    <span class="row__main">
                        <span class="row__title">{format!("{} · {name}", lot.name())}</span>
                        <span class="row__meta tnum">{said}</span>
                    </span>
                </a>
            </li>
        }
    };
    (!lots.is_empty()).then(|| {
        view! {
            <h3 class="merchants__floor">{say(LOTS)}</h3>
            <ul class="rows">{lots.into_iter().map(row).collect_view()}</ul>
        }
        .into_any()
    })
}
