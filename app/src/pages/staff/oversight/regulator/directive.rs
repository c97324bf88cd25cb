//! One thing that the regulator asks: taken down, handed on, and done with proof.

use domain::{
    ids::{MerchantId, StaffId},
    oversight::directive::{Command, Content, Directive, Event},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::{
    super::{
        acts::acts,
        colleagues,
        fields::{Form, Line, Pick, Words, wrong},
        frame::{OnePage, Section},
        merchant_name, merchants, offered, one,
        refused::not_saved,
        sheet::Sheet,
        today,
        words::{OVERDUE, WAITS},
    },
    words,
};
use crate::{
    components::Show,
    device::fresh_name,
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::{connection::ConnectionLine, context::use_desk},
};

const TITLE: Text = text("监管要求", "What the regulator asks");
const TAKE_DOWN: Text = text("登记监管要求", "Take down a request");
const FROM: Text = text("哪个部门、谁提出的", "Which authority, and who of it");
const NUMBER: Text = text("文号（口头的不填）", "Number of the document (none where it was said)");
const WHAT: Text = text("要做什么", "What is to be done");
const CAME: Text = text("哪天收到", "On which day it came");
const DUE: Text = text("哪天前办好", "By which day");
const WHO: Text = text("谁来办", "Who sees to it");
const MERCHANT: Text = text("关于哪个商户（可不选）", "About which merchant (optional)");
const NO_MERCHANT: Text = text("不限一家", "Not about one");
const HOLDER: Text = text("{} 负责 · {}", "Held by {} · {}");
const COMPLY: Text = text("登记办结", "Record that it was done");
const DONE: Text = text("做了什么", "What was done");
const ON: Text = text("哪天", "On which day");
const PROOF: Text = text("凭据", "What proves it");
const PROOF_HINT: Text = text("签收人、回执编号、邮件编号", "Who signed for it, the receipt’s or the mail’s number");
const HAND_OVER: Text = text("交给同事办理", "Hand it to a colleague");
const TO: Text = text("交给谁", "To whom");
const TELL: Text = text("同事要知道什么", "What the colleague has to know");
const EXTEND: Text = text("登记延期", "Record that there is more time");
const GAVE: Text = text("谁同意延期的", "Who gave more time");
const REOPEN: Text = text("重新办理", "Open it again");
const WHY: Text = text("为什么要重新办", "Why again");
const NO_DAYS: Text = text("请填日子。", "Please give the day.");
const NO_ONE: Text = text("请选谁来办。", "Please choose who sees to it.");
const HISTORY: Text = text("历史", "History");
const MISSING: Text = text("这台设备上没有这项要求", "This is not on this device");
const LINE: Text = text("{} · {}", "{} · {}");

/// Where it is.
pub fn address(id: Uuid) -> String {
    format!("/staff/regulator/directives/{id}")
}

/// The page: one by its name, or a new one.
#[component]
pub fn DirectivePage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("directive")));
    view! {
        <OnePage section=Section::Regulator title=TITLE>
            {move || match name.get() {
                Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                None => view! { <New /> }.into_any(),
            }}
        </OnePage>
    }
}

#[component]
fn New() -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, Uuid::nil(), "directive");
    sheet.suggest("who", || desk.me.with_untracked(|me| me.id.to_string()));
    let options = Signal::derive(move || {
        let all = merchants(&desk).into_iter();
        all.map(|(id, _, name)| (id.to_string(), name)).collect::<Vec<_>>()
    });
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let Some((came, due)) = sheet.day_or("came", today(&desk)).zip(sheet.day("due")) else {
            return wrong(sheet, NO_DAYS);
        };
        let Some(holder) = sheet.uuid("who").map(StaffId) else { return wrong(sheet, NO_ONE) };
        let content = Content {
            from: sheet.text("from"),
            number: sheet.text("number"),
            words: sheet.text("words"),
            received_on: came,
            merchant: sheet.uuid("merchant").map(MerchantId),
        };
        let (id, navigate) = (fresh_name(), navigate.clone());
        let done = Callback::new(move |()| navigate(&address(id), leptos_router::NavigateOptions::default()));
        sheet.submit::<Directive>(id, None, vec![Command::Receive { content, due, holder }], done);
    });
    view! {
        <div class="order__head">
            <h1>{say(TAKE_DOWN)}</h1>
            <ConnectionLine />
        </div>
        <section class="card">
            <Form sheet act=TAKE_DOWN submit>
                <Line sheet field="from" label=FROM />
                <Line sheet field="number" label=NUMBER />
                <Words sheet field="words" label=WHAT />
                <Line sheet field="came" label=CAME kind="date" offered=offered(&desk) />
                <Line sheet field="due" label=DUE kind="date" />
                <Pick sheet field="who" label=WHO options=people() />
                <Pick sheet field="merchant" label=MERCHANT options none=NO_MERCHANT />
            </Form>
        </section>
    }
}

fn people() -> Signal<Vec<(String, String)>> {
    let desk = use_desk();
    Signal::derive(move || {
        let all = colleagues(&desk).into_iter();
        all.map(|(id, name)| (id.to_string(), name)).collect()
    })
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let shown = one::<Directive>(&desk, id);
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let head = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let Some(Shown { state: of, waits }) = shown.get() else {
            return view! { <h1>{MISSING.in_lang(lang)}</h1> }.into_any();
        };
        let late = of.is_overdue(today);
        let stands = HOLDER.fill(lang, &[&desk.name_of(of.holder, lang), &words::of_directive(&of, today, lang)]);
        let merchant = of.content.merchant.map(|id| {
            let name = merchant_name(&desk, id, lang);
            view! {
                <a class="link" href=format!("/staff/merchants/{id}")>
                    {name}
                </a>
            }
        });
        view! {
            <h1>{words::first_line(&of.content.words)}</h1>
            {late.then(|| view! { <span class="tag tag--seal">{OVERDUE.in_lang(lang)}</span> })}
            {waits
                .then(|| {
                    view! {
                        <span class="tag tag--amber" role="status">
                            {WAITS.in_lang(lang)}
                        </span>
                    }
                })}
            <p class="muted">{stands} " " {of.content.number}</p>
            {merchant}
            <p class="order__words">{of.content.words}</p>
        }
        .into_any()
    };
    let history = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let line = |entry: domain::oversight::Entry<Event>| {
            let head = LINE.fill(lang, &[&entry.at.spoken(lang, today), &desk.who(entry.by, lang)]);
            let holder = match &entry.event {
                Event::Received { holder, .. } | Event::HandedOver { to: holder, .. } => desk.name_of(*holder, lang),
                _ => String::new(),
            };
            view! {
                <li class="order__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{words::directive_event(&entry.event, &holder, today, lang)}</p>
                </li>
            }
        };
        state.get().map(|of| of.history.into_iter().rev().map(line).collect_view())
    };
    view! {
        <div class="order__head">{head} <ConnectionLine /></div>
        {not_saved::<Directive>(Some(id), words::on_directive, address)}
        <Show when=move || !desk.reads_only()>
            <Actions id state />
        </Show>
        <section class="card" aria-labelledby="directive-history">
            <h2 class="card__title" id="directive-history">
                {say(HISTORY)}
            </h2>
            <ol class="order__history">{history}</ol>
        </section>
    }
}

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Comply,
    HandOver,
    Extend,
    Reopen,
}

impl Act {
    const fn name(self) -> Text {
        match self {
            Self::Comply => COMPLY,
            Self::HandOver => HAND_OVER,
            Self::Extend => EXTEND,
            Self::Reopen => REOPEN,
        }
    }

    fn fits(self, of: &Directive, supervises: bool) -> bool {
        match self {
            Self::Comply | Self::HandOver => of.done.is_none(),
            Self::Extend => of.done.is_none() && supervises,
            Self::Reopen => of.done.is_some() && supervises,
        }
    }
}

#[component]
fn Actions(id: Uuid, state: Memo<Option<Directive>>) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<Act>);
    let offered = Memo::new(move |_| {
        let supervises = desk.me.with(|me| me.role.supervises());
        let all = [Act::Comply, Act::HandOver, Act::Extend, Act::Reopen];
        let of = |of: &Directive| all.into_iter().filter(|act| act.fits(of, supervises)).collect::<Vec<_>>();
        state.with(|state| state.as_ref().map(of).unwrap_or_default())
    });
    acts(offered, chosen, Act::name, move |act| view! { <Ask id state act chosen /> }.into_any())
}

#[component]
fn Ask(id: Uuid, state: Memo<Option<Directive>>, act: Act, chosen: RwSignal<Option<Act>>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, format!("directive-{act:?}"));
    let close = Callback::new(move |()| {
        chosen.try_set(None);
    });
    let submit = Callback::new(move |()| {
        let text = sheet.text("words");
        let command = match act {
            Act::Comply => {
                let Some(on) = sheet.day_or("on", today(&desk)) else { return wrong(sheet, NO_DAYS) };
                Command::Comply { on, words: text, proof: sheet.text("proof") }
            }
            Act::HandOver => {
                let Some(to) = sheet.uuid("to").map(StaffId) else { return wrong(sheet, NO_ONE) };
                Command::HandOver { to, words: text }
            }
            Act::Extend | Act::Reopen => {
                let Some(due) = sheet.day("due") else { return wrong(sheet, NO_DAYS) };
                if act == Act::Extend {
                    Command::Extend { due, reason: text }
                } else {
                    Command::Reopen { due, on: today(&desk), reason: text }
                }
            }
        };
        sheet.submit::<Directive>(id, state.get_untracked(), vec![command], close);
    });
    let words = move |label: Text| view! { <Words sheet field="words" label=label /> };
    let fields = match act {
        Act::Comply => view! {
            {words(DONE)}
            <Line sheet field="on" label=ON kind="date" offered=offered(&desk) />
            <Line sheet field="proof" label=PROOF hint=PROOF_HINT />
        }
        .into_any(),
        Act::HandOver => view! { <Pick sheet field="to" label=TO options=people() /> {words(TELL)} }.into_any(),
        Act::Extend => view! { <Line sheet field="due" label=DUE kind="date" /> {words(GAVE)} }.into_any(),
        Act::Reopen => view! { <Line sheet field="due" label=DUE kind="date" /> {words(WHY)} }.into_any(),
    };
    view! {
        <section class="card">
            <h2 class="card__title">{say(act.name())}</h2>
            <Form sheet act=act.name() submit cancel=close>
                {fields}
            </Form>
        </section>
    }
}
