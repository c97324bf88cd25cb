//! 进销货台账 of one file: each lot with its supplier, and where it went.

use domain::{
    form::Term,
    goods::{Command, Field, GoodsFile, Lot, MoveForm, MoveKind, Movement},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    lot_form::Receive,
    near_expiry, today,
    typed::{Choice, Line, Tick, Typed, Why, terms},
    words,
};
use crate::{
    components::Show,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("进销货台账", "Ledger of lots");
const NONE: Text = text("还没有进货记录。", "No lot yet.");
const RECEIVE: Text = text("登记进货", "Take a lot in");
const SUPPLIER: Text = text("{} · {} · {}", "{} · {} · {}");
const CAME: Text = text("{} 进货 {} {} · 凭证 {}", "Came {}: {} {} · voucher {}");
const STANDS: Text =
    text("已售 {} · 退供货商 {} · 销毁 {} · 剩余 {}", "{} sold · {} returned · {} destroyed · {} left");
const KEPT: Text = text("记录保存到 {}", "Lines are kept until {}");
const RECALLED: Text = text("已退市", "Delisted");
const MOVES: Text = text("去向（{}）", "Where it went ({})");
const MOVE: Text = text("登记去向", "Write down where it went");
const KIND: Text = text("怎么出去的", "How it went");
const WHOM: Text = text("给谁，或单号（可不填）", "To whom, or under which number (may be empty)");
const BEFORE: Text = text("停售前卖出的，现在补记", "Sold before the stop, written down now");
const CANCEL: Text = text("先不办", "Not now");
const SAVE: Text = text("登记", "Write it down");

/// The card.
#[component]
pub fn Ledger(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lots = Memo::new(move |_| {
        let of = |file: &GoodsFile| file.lots.iter().rev().map(|lot| lot.id).collect::<Vec<_>>();
        state.with(|file| file.as_ref().map(of).unwrap_or_default())
    });
    let typed = Typed::at(desk, id, "receive");
    let receiving = RwSignal::new(!typed.is_empty());
    let may = Memo::new(move |_| {
        !desk.reads_only() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()))
    });
    view! {
        <section class="card" aria-labelledby="goods-ledger">
            <h2 class="card__title" id="goods-ledger">
                {say(TITLE)}
            </h2>
            <Show when=move || lots.with(Vec::is_empty)>
                <p class="muted">{say(NONE)}</p>
            </Show>
            <Show when=move || may.get()>
                <Show
                    when=move || receiving.get()
                    fallback=move || {
                        view! {
                            <button class="btn" type="button" on:click=move |_| receiving.set(true)>
                                {say(RECEIVE)}
                            </button>
                        }
                    }
                >
                    <Receive typed state receiving />
                </Show>
            </Show>
            {move || lots.get().into_iter().map(|lot| view! { <OneLot id state lot /> }).collect_view()}
        </section>
    }
}

#[component]
fn OneLot(id: Uuid, state: Memo<Option<GoodsFile>>, lot: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let moving = RwSignal::new(false);
    let one = Memo::new(move |_| state.with(|file| file.as_ref()?.lot(lot).cloned()));
    let recalled = move || state.with(|file| file.as_ref().is_some_and(|file| file.is_recalled(lot)));
    let body = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let lot = one.get()?;
        let (fresh, class) = words::freshness(&lot, today, &near_expiry(&desk), lang);
        let lines = lines(&lot, lang);
        let recalled = recalled().then(|| view! { <span class="tag tag--seal">{say(RECALLED)}</span> });
        let moves = lot.moves.clone();
        let count = moves.len();
        let row = |one: Movement| {
            let said =
                [one.on.to_string(), one.kind.name().in_lang(lang).to_owned(), one.quantity.to_string(), one.words];
            let said = said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            view! { <li class="tnum">{format!("{said} · {}", desk.who(one.by.by, lang))}</li> }
        };
        Some(view! {
            <div class="goods__lot-head">
                <h3 class="goods__step-name">{lot.name()}</h3>
                <span class=class>{fresh}</span>
                {recalled}
            </div>
            {lines.into_iter().map(|line| view! { <p class="small tnum">{line}</p> }).collect_view()}
            {(count > 0)
                .then(|| {
                    view! {
                        <details>
                            <summary>{MOVES.fill(lang, &[&count.to_string()])}</summary>
                            <ul class="goods__findings small">{moves.into_iter().rev().map(row).collect_view()}</ul>
                        </details>
                    }
                })}
        })
    };
    let may = Memo::new(move |_| !desk.reads_only());
    view! {
        <div class="merchants__entry" id=format!("lot-{lot}")>
            {body} <Show when=move || may.get()>
                <Show
                    when=move || moving.get()
                    fallback=move || {
                        view! {
                            <button class="btn btn--quiet" type="button" on:click=move |_| moving.set(true)>
                                {say(MOVE)}
                            </button>
                        }
                    }
                >
                    <Move id state lot moving />
                </Show>
            </Show>
        </div>
    }
}

fn lines(lot: &Lot, lang: Lang) -> Vec<String> {
    let of = &lot.supplier;
    let amounts = [lot.sold(), lot.moved(MoveKind::Returned), lot.moved(MoveKind::Destroyed), lot.left()];
    let amounts = amounts.map(|amount| amount.to_string());
    vec![
        SUPPLIER.fill(lang, &[&of.name, &of.address, &of.contact]),
        CAME.fill(lang, &[&lot.received_on.to_string(), &lot.quantity.to_string(), &lot.unit, &lot.voucher]),
        STANDS.fill(lang, &amounts.each_ref().map(String::as_str)),
        KEPT.fill(lang, &[&lot.kept_until().to_string()]),
    ]
}

#[component]
fn Move(id: Uuid, state: Memo<Option<GoodsFile>>, lot: Uuid, moving: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let typed = Typed::at(desk, id, "move");
    typed.suggest(Field::On, desk.device.now().day().to_string());
    let stopped =
        Memo::new(move |_| state.with(|file| file.as_ref().is_some_and(|file| file.stopped_since().is_some())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = Box::new(MoveForm {
            kind: typed.now("move_kind"),
            quantity: typed.of(Field::Quantity),
            on: typed.of(Field::On),
            words: typed.of(Field::Words),
            before_stop: !typed.now("before_stop").is_empty(),
        });
        typed.give(state.get_untracked().as_ref(), Command::Move { lot, form }, move || {
            moving.try_set(false);
        });
    };
    let leave = move |_| {
        typed.clear();
        moving.set(false);
    };
    let before = Signal::derive(move || BEFORE.in_lang(lang.get()).to_owned());
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <Choice typed field="move_kind" label=KIND options={terms::<MoveKind>()} />
            <div class="field-row">
                <Line typed field=Field::Quantity />
                <Line typed field=Field::On kind="date" />
            </div>
            <Line typed field=Field::Words label=WHOM />
            <Show when=move || stopped.get()>
                <Tick typed field="before_stop" label=before />
            </Show>
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(SAVE)}
                </button>
                <button class="btn" type="button" on:click=leave>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}
