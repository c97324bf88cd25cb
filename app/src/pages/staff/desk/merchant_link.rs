//! Which merchant of the register a case is about: linked by staff, proposed by likeness of the name as it was typed. The filing
//! itself stays as it was written.

use domain::{
    case::Command,
    ids::MerchantId,
    merchant::{MerchantFile, Standing, proposals},
    typed::folded,
    words::{Text, text},
};
use leptos::prelude::*;

use super::context::{CaseSignal, DeskContext, use_desk};
use crate::{
    components::Show,
    lang::{say, use_lang},
};

const TITLE: Text = text("商户档案", "Merchant’s file");
const LINKED: Text = text("算在这家名下：", "Counts for: ");
const SUSPENDED: Text = text("已暂停经营", "suspended");
const LEFT: Text = text("已退场", "has left");
const PROPOSED: Text = text("登记册里可能是：", "Of the register it may be:");
const SAME_STALL: Text = text("铺位相同", "same stall");
const NONE: Text = text("登记册里没有相像的，可以自己找。", "Nothing of the register is alike; you can look for it.");
const THIS_ONE: Text = text("是这家", "This one");
const NOT_THIS: Text = text("不是这家", "Not this one");
const FIND: Text = text("找别家：招牌或铺位", "Another: sign or stall");
/// As many as fit under a search box.
const MOST: usize = 6;

/// The card. Without a register there is nothing to link to.
#[component]
pub fn MerchantLink(
    /// The case.
    case: CaseSignal,
    /// Something can be done on it.
    holds: Memo<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let files = desk.device.desk.entities.of::<MerchantFile>();
    let has_register = {
        let files = files.clone();
        Memo::new(move |_| files.with(|files| !files.shown.is_empty()))
    };
    let linked = Memo::new(move |_| case.with(|on_desk| on_desk.case.merchant));
    let writes = Memo::new(move |_| holds.get() && !desk.reads_only());
    view! {
        <Show when=move || has_register.get()>
            <section class="card" aria-labelledby="desk-merchant">
                <h2 class="card__title" id="desk-merchant">
                    {say(TITLE)}
                </h2>
                {move || match linked.get() {
                    Some(id) => view! { <Linked case id writes /> }.into_any(),
                    None => view! { <Choose case writes /> }.into_any(),
                }}
            </section>
        </Show>
    }
}

fn link(desk: DeskContext, case: CaseSignal, merchant: Option<MerchantId>) {
    case.with_untracked(|on_desk| desk.act(on_desk, Command::LinkMerchant { merchant }));
}

#[component]
fn Linked(case: CaseSignal, id: MerchantId, writes: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let files = desk.device.desk.entities.of::<MerchantFile>();
    let file = Memo::new(move |_| files.with(|files| files.shown.get(&id.0).map(|shown| shown.state.clone())));
    let name = move || file.with(|file| file.as_ref().map_or_else(|| id.to_string(), title));
    let mark = move || {
        file.with(|file| {
            let words = match &file.as_ref()?.standing {
                Standing::Suspended { .. } => SUSPENDED,
                Standing::Left { .. } => LEFT,
                _ => return None,
            };
            Some(view! { <span class="tag tag--seal">{say(words)}</span> })
        })
    };
    let undo = move |_| link(desk, case, None);
    view! {
        <div class="merchants__linked">
            <p>
                {say(LINKED)} <a class="link" href=format!("/staff/merchants/{id}")>
                    {name}
                </a> {mark}
            </p>
            <Show when=move || writes.get()>
                <button class="btn btn--quiet" type="button" on:click=undo>
                    {say(NOT_THIS)}
                </button>
            </Show>
        </div>
    }
}

/// A file that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    id: MerchantId,
    title: String,
    same_stall: bool,
}

#[component]
fn Choose(case: CaseSignal, writes: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = desk.device.desk.entities.of::<MerchantFile>();
    let sought = RwSignal::new(String::new());
    let offers = Memo::new(move |_| {
        let sought = folded(&sought.get());
        let sought = sought.trim();
        files.with(|files| {
            let known = files.shown.iter().map(|(id, shown)| (MerchantId(*id), &shown.state));
            if sought.is_empty() {
                let all: Vec<_> = known.collect();
                let found = case.with(|on_desk| proposals(&on_desk.case.complaint.merchant, all.iter().copied()));
                let offer = |of: MerchantId, same_stall| {
                    all.iter().find(|(id, _)| *id == of).map(|(id, file)| Offer {
                        id: *id,
                        title: title(file),
                        same_stall,
                    })
                };
                return found.into_iter().filter_map(|found| offer(found.id, found.same_stall)).collect();
            }
            let fits = known.filter(|(_, file)| {
                let of = &file.application;
                let is_one = !matches!(file.standing, Standing::Merged { .. });
                is_one && [&of.name, &of.stall].iter().any(|text| folded(text).contains(sought))
            });
            fits.take(MOST).map(|(id, file)| Offer { id, title: title(file), same_stall: false }).collect::<Vec<_>>()
        })
    });
    let line = move |offer: Offer| {
        let pick = move |_| link(desk, case, Some(offer.id));
        let title = offer.title.clone();
        view! {
            <li class="row row--plain">
                <span class="row__main">
                    <span class="row__title">{offer.title}</span>
                    {offer.same_stall.then(|| view! { <span class="row__meta">{say(SAME_STALL)}</span> })}
                </span>
                <button class="btn btn--small" type="button" on:click=pick>
                    {say(THIS_ONE)} <span class="vh">" "{title}</span>
                </button>
            </li>
        }
    };
    let lead = move || if offers.with(Vec::is_empty) { NONE } else { PROPOSED }.in_lang(lang.get());
    view! {
        <Show when=move || writes.get()>
            <p class="muted">{lead}</p>
            <ul class="rows">{move || offers.get().into_iter().map(line).collect_view()}</ul>
            <div class="field">
                <label class="field__label" for="desk-merchant-search">
                    {say(FIND)}
                </label>
                <input
                    class="field__input"
                    id="desk-merchant-search"
                    type="search"
                    autocomplete="off"
                    prop:value=move || sought.get()
                    on:input=move |event| sought.set(event_target_value(&event))
                />
            </div>
        </Show>
    }
}

fn title(file: &MerchantFile) -> String {
    format!("{} · {}", file.application.name, file.application.stall)
}
