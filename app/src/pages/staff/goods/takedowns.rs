//! 下架: the three cases, what waits for quality control, and 通知监管 afterwards.

use domain::{
    form::Term,
    goods::{Command, Field, GoodsFile, GroundKind, NoticeForm, Takedown, TakedownForm},
    merchant::verifies,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{
    act, today,
    typed::{Line, Typed, Why},
};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("下架", "Take down");
const ASK: Text = text("登记下架要求", "Write down a request to take it down");
const CHOOSE: Text = text("是哪一种情形？", "Which of the three cases is it?");
const AT_ONCE: Text = text("立即下架", "Take down at once");
const TO_QUALITY: Text = text("登记，等品控确认", "Write it down; quality control confirms");
const NUMBER_NOTICE: Text = text("文书编号", "Number of the notice");
const NUMBER_REPORT: Text = text("举报或投诉编号", "Number of the report");
const WORDS: Text = text("要求的内容", "What it asks for");
const CANCEL: Text = text("先不办", "Not now");
const CONFIRM: Text = text("确认，立即下架", "Confirm: take down at once");
const DISMISS: Text = text("不确认", "Do not confirm");
const WHY_NOT: Text = text("为什么不确认？", "Why is it not confirmed?");
const WAITS: Text =
    text("等品控确认；确认之前照常销售。", "Waits for quality control; until then it is sold as before.");
const IN_FORCE: Text = text("{} 起下架", "Down since {}");
const DISMISSED: Text = text("品控没有确认：{}", "Quality control did not confirm: {}");
const NOTIFY: Text = text("下架后通知监管", "Tell the regulator that it is down");
const NOTIFY_LEAD: Text = text(
    "商品已下架。请马上告诉当地主管部门，再把凭据记在这里。",
    "It is down. Please tell the local authority now, then write its proof here.",
);
const NOTIFIED: Text = text("{} 已通知 {}：{}（{} 于 {} 登记）", "{}: {} was told: {} (recorded by {}, {})");
const TOLD: Text = text("登记已通知", "Record that it was told");
const DAY: Text = text("通知日期", "Told on");

/// What each case means.
const fn leads(kind: GroundKind) -> Text {
    match kind {
        GroundKind::ReportedComplaint => text("品控确认后立即下架", "taken down once quality control confirms"),
        GroundKind::SpokenRequest => text(
            "电话或当面说的；品控确认后立即下架",
            "by telephone or in person; taken down once quality control confirms",
        ),
        GroundKind::WrittenNotice => text("不用再确认，立即下架", "at once; nobody has to confirm"),
    }
}

/// The panel.
#[component]
pub fn Takedowns(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let typed = Typed::at(desk, id, "takedown");
    let asking = RwSignal::new(!typed.is_empty());
    let count = Memo::new(move |_| state.with(|file| file.as_ref().map_or(0, |file| file.takedowns.len())));
    let may_ask = Memo::new(move |_| {
        !desk.reads_only() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()))
    });
    view! {
        <section class="card" aria-labelledby="goods-takedowns">
            <h2 class="card__title" id="goods-takedowns">
                {say(TITLE)}
            </h2>
            {move || (0..count.get()).rev().map(|place| view! { <One id state place /> }).collect_view()}
            <Show when=move || may_ask.get()>
                <Show
                    when=move || asking.get()
                    fallback=move || {
                        view! {
                            <button class="btn" type="button" on:click=move |_| asking.set(true)>
                                {say(ASK)}
                            </button>
                        }
                    }
                >
                    <Ask typed state asking />
                </Show>
            </Show>
        </section>
    }
}

#[component]
fn Ask(typed: Typed, state: Memo<Option<GoodsFile>>, asking: RwSignal<bool>) -> impl IntoView {
    let kind = Memo::new(move |_| GroundKind::from_code(&typed.get("ground")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = Box::new(TakedownForm {
            ground: typed.now("ground"),
            authority: typed.of(Field::Authority),
            number: typed.of(Field::Number),
            person: typed.of(Field::Person),
            words: typed.of(Field::Words),
        });
        typed.give(state.get_untracked().as_ref(), Command::AskTakedown { form }, move || {
            asking.try_set(false);
        });
    };
    let leave = move |_| {
        typed.clear();
        asking.set(false);
    };
    let tile = move |kind: &GroundKind| {
        let kind = *kind;
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="goods-ground"
                    value=kind.code()
                    prop:checked=move || typed.get("ground") == kind.code()
                    on:change=move |_| typed.set("ground", kind.code().to_owned())
                />
                <span class="choice__body">
                    <span class="choice__title">{say(kind.name())}</span>
                    <span class="choice__text">{say(leads(kind))}</span>
                </span>
            </label>
        }
    };
    let number = move || match kind.get() {
        Some(GroundKind::WrittenNotice) => view! { <Line typed field=Field::Number label=NUMBER_NOTICE /> }.into_any(),
        Some(GroundKind::ReportedComplaint) => {
            view! { <Line typed field=Field::Number label=NUMBER_REPORT /> }.into_any()
        }
        _ => view! { <Line typed field=Field::Person /> }.into_any(),
    };
    let give = move || if kind.get() == Some(GroundKind::WrittenNotice) { AT_ONCE } else { TO_QUALITY };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <fieldset class="field">
                <legend class="field__label">{say(CHOOSE)}</legend>
                <div class="choices">{GroundKind::ALL.iter().map(tile).collect_view()}</div>
            </fieldset>
            <Show when=move || kind.get().is_some()>
                <Line typed field=Field::Authority />
                {number}
                <Line typed field=Field::Words label=WORDS />
                <Why typed />
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {move || say(give())()}
                    </button>
                    <button class="btn" type="button" on:click=leave>
                        {say(CANCEL)}
                    </button>
                </div>
            </Show>
        </form>
    }
}

/// One of them: its ground, and what comes next.
#[component]
fn One(id: Uuid, state: Memo<Option<GoodsFile>>, place: usize) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let one = Memo::new(move |_| state.with(|file| file.as_ref()?.takedowns.get(place).cloned()));
    // One form of a sort at a time: the oldest that waits.
    let is_first = move |waits: fn(&Takedown) -> bool| {
        state.with(|file| file.as_ref().and_then(|file| file.takedowns.iter().position(waits))) == Some(place)
    };
    let ground = move || {
        let lang = lang.get();
        let ground = one.get()?.ground;
        let parts = [ground.authority, ground.number, ground.person, ground.words];
        let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Some(view! {
            <p>
                <strong>{ground.kind.name().in_lang(lang)}</strong>
            </p>
            <p class="merchants__version">{said}</p>
        })
    };
    let stands = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let one = one.get()?;
        let mut lines = Vec::new();
        if let Some(since) = one.in_force {
            lines.push(IN_FORCE.fill(lang, &[&since.at.spoken(lang, today)]));
        }
        if let Some((reason, _)) = &one.dismissed {
            lines.push(DISMISSED.fill(lang, &[reason]));
        }
        if let Some(told) = &one.notified {
            let (by, at) = (desk.who(told.by.by, lang), told.by.at.spoken(lang, today));
            lines.push(NOTIFIED.fill(lang, &[&told.on.to_string(), &told.authority, &told.proof, &by, &at]));
        }
        Some(lines.into_iter().map(|line| view! { <p class="small">{line}</p> }).collect_view())
    };
    view! {
        <div class="merchants__entry">
            {ground} {stands} <Show when=move || is_first(Takedown::waits)>
                <Confirm id state place />
            </Show>
            <Show when=move || is_first(Takedown::is_to_be_notified) && !desk.reads_only()>
                <Notify id state place />
            </Show>
        </div>
    }
}

#[component]
fn Confirm(id: Uuid, state: Memo<Option<GoodsFile>>, place: usize) -> impl IntoView {
    let desk = use_desk();
    let may = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    let typed = Typed::at(desk, id, "dismiss");
    let dismissing = RwSignal::new(!typed.is_empty());
    let confirm = move |_| {
        let rev = state.with_untracked(|file| file.as_ref().map(|file| file.rev));
        spawn_local(act(desk, id, rev, Command::ConfirmTakedown { takedown: place }));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::DismissTakedown { takedown: place, reason: typed.of(Field::Words) };
        typed.give(state.get_untracked().as_ref(), command, || ());
    };
    view! {
        <NoticeBox tone=Tone::Amber>
            <p>{say(WAITS)}</p>
        </NoticeBox>
        <Show when=move || may.get()>
            <div class="actions">
                <button class="btn btn--main" type="button" on:click=confirm>
                    {say(CONFIRM)}
                </button>
                <button class="btn" type="button" on:click=move |_| dismissing.set(true)>
                    {say(DISMISS)}
                </button>
            </div>
            <Show when=move || dismissing.get()>
                <form class="merchants__reason" method="post" novalidate on:submit=submit>
                    <Line typed field=Field::Words label=WHY_NOT />
                    <Why typed />
                    <div class="actions">
                        <button class="btn" type="submit">
                            {say(DISMISS)}
                        </button>
                    </div>
                </form>
            </Show>
        </Show>
    }
}

#[component]
fn Notify(id: Uuid, state: Memo<Option<GoodsFile>>, place: usize) -> impl IntoView {
    let desk = use_desk();
    let typed = Typed::at(desk, id, "notify");
    state.with_untracked(|file| {
        if let Some(one) = file.as_ref().and_then(|file| file.takedowns.get(place)) {
            typed.suggest(Field::Authority, one.ground.authority.clone());
        }
    });
    typed.suggest(Field::On, desk.device.now().day().to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = Box::new(NoticeForm {
            authority: typed.of(Field::Authority),
            on: typed.of(Field::On),
            proof: typed.of(Field::Proof),
        });
        typed.give(state.get_untracked().as_ref(), Command::NotifyRegulator { takedown: place, form }, || ());
    };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <h3 class="merchants__part">{say(NOTIFY)}</h3>
            <p class="muted">{say(NOTIFY_LEAD)}</p>
            <div class="field-row">
                <Line typed field=Field::Authority />
                <Line typed field=Field::On kind="date" label=DAY />
            </div>
            <Line typed field=Field::Proof />
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(TOLD)}
                </button>
            </div>
        </form>
    }
}
