//! 楼层平面清单: the register by floor and stall, searched as people know merchants: sign, registered name, stall, code.

use domain::{
    form::Term,
    ids::MerchantId,
    merchant::{MerchantFile, Subject},
    typed::folded,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{address, files, words};
use crate::{
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("楼层清单", "By floor and stall");
const SEARCH: Text = text("找商户：招牌、主体名称、铺位或代码", "Find: sign, registered name, stall or code");
const ENDED: Text = text("也显示已退场的", "Also those that have left");
const NONE: Text =
    text("还没有商户。点“登记入驻申请”登记第一个。", "No merchant yet. Press “Take an application” for the first.");
const NOT_FOUND: Text =
    text("没有找到，换个写法试试，例如只写铺位号。", "None found; try another way, such as the stall alone.");
const FLOOR: Text = text("{} 层 · {} 户", "Floor {} · {} merchant{s}");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");

/// The list.
#[component]
pub fn Floors() -> impl IntoView {
    let desk = use_desk();
    let files = files(&desk);
    let (sought, ended) = (RwSignal::new(String::new()), RwSignal::new(false));
    let is_empty = {
        let files = files.clone();
        move || files.with(|files| files.shown.is_empty())
    };
    let floors = move || {
        let sought = folded(&sought.get());
        let mut found: Vec<(MerchantId, Shown<MerchantFile>)> = files.with(|files| {
            let fits = files.shown.iter().filter(|(_, shown)| {
                let fits = sought.is_empty() || fits(&shown.state, sought.trim());
                fits && (ended.get() || !shown.state.has_ended())
            });
            fits.map(|(id, shown)| (MerchantId(*id), shown.clone())).collect()
        });
        found.sort_by_cached_key(|(_, shown)| place(&shown.state));
        if found.is_empty() {
            let why = if is_empty() { NONE } else { NOT_FOUND };
            return view! { <p class="merchants__none muted">{say(why)}</p> }.into_any();
        }
        let by_floor = found.chunk_by(|(_, a), (_, b)| a.state.application.floor == b.state.application.floor);
        by_floor.map(|floor| view! { <Floor files=floor.to_vec() /> }).collect_view().into_any()
    };
    view! {
        <section class="card card--flush" aria-labelledby="merchants-floors">
            <h2 class="card__title" id="merchants-floors">
                {say(TITLE)}
            </h2>
            <div class="merchants__find">
                <div class="field">
                    <label class="field__label" for="merchants-search">
                        {say(SEARCH)}
                    </label>
                    <input
                        class="field__input"
                        id="merchants-search"
                        type="search"
                        autocomplete="off"
                        prop:value=move || sought.get()
                        on:input=move |event| sought.set(event_target_value(&event))
                    />
                </div>
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || ended.get()
                        on:change=move |event| ended.set(event_target_checked(&event))
                    />
                    <span class="check__text">{say(ENDED)}</span>
                </label>
            </div>
            {floors}
        </section>
    }
}

fn place(file: &MerchantFile) -> (String, String, String) {
    let of = &file.application;
    (of.floor.clone(), of.stall.clone(), of.name.clone())
}

fn fits(file: &MerchantFile, sought: &str) -> bool {
    let of = &file.application;
    let code = match &of.subject {
        Subject::Registered { code, .. } => code.as_str(),
        Subject::NaturalPerson { .. } => "",
    };
    [of.name.as_str(), of.subject.name(), &of.stall, &of.floor, code].iter().any(|text| folded(text).contains(sought))
}

#[component]
fn Floor(files: Vec<(MerchantId, Shown<MerchantFile>)>) -> impl IntoView {
    let lang = use_lang();
    let floor = files.first().map(|(_, shown)| shown.state.application.floor.clone()).unwrap_or_default();
    let count = files.len().to_string();
    let row = |(id, shown): (MerchantId, Shown<MerchantFile>)| {
        let file = shown.state;
        let (name, trade) = (file.application.name.clone(), file.application.trade);
        let standing = file.standing.clone();
        let waits = shown.waits.then(|| view! { <span class="tag tag--amber" role="status">{say(WAITS)}</span> });
        view! {
            <li>
                <a class="row" href=address(id)>
                    <span class="merchants__stall tnum">{file.application.stall.clone()}</span>
                    <span class="row__main">
                        <span class="row__title">{name}</span>
                        <span class="row__meta">{move || trade.name().in_lang(lang.get())}</span>
                    </span>
                    <span class="row__end">
                        {waits} <span class=words::tag(&standing)>{say(words::standing(&standing))}</span>
                    </span>
                </a>
            </li>
        }
    };
    view! {
        <h3 class="merchants__floor">{move || FLOOR.fill(lang.get(), &[&floor, &count])}</h3>
        <ul class="rows">{files.into_iter().map(row).collect_view()}</ul>
    }
}
