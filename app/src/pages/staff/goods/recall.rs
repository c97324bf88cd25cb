//! 退市: six tasks in their order, one open at a time, and what the quantities say.

use domain::{
    form::Term,
    goods::{Balance, Command, Field, GoodsFile, Recall, RecallStep, StepForm},
    merchant::verifies,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    today,
    typed::{Line, Typed, Why},
    words,
};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("退市", "Delisting");
const WHY: Text = text("{}：{}", "{}: {}");
const WHOLE: Text = text("全部商品", "All of the goods");
const LOTS: Text = text("批次：{}", "Lots: {}");
const DONE: Text = text("办完这一步", "This task is done");
const AGAIN: Text = text("更正", "Correct");
const CLOSE: Text = text("办结退市", "Close the delisting");
const CLOSED: Text = text("{} 办结（{}）", "Closed {} ({})");
const CLOSE_LEAD: Text = text(
    "六步都办完了，数量对得上，请品控或主管办结。",
    "All six tasks are done and the quantities add up; quality control or a supervisor closes it.",
);
const BALANCE: Text = text(
    "共进货 {} = 售出未收回 {} + 退供货商 {} + 销毁 {} + 封存剩余 {}",
    "{} received = {} sold and not brought back + {} returned + {} destroyed + {} sealed and left",
);
const SO_FAR: Text = text(
    "共进货 {}；售出未收回 {}，退供货商 {}，销毁 {}，封存剩余 {}；还有 {} 没有去向",
    "{} received; {} sold and not brought back, {} returned, {} destroyed, {} sealed and left; {} not accounted for yet",
);
const BY: Text = text("{} · {}", "{} · {}");
const BULLETIN: Text = text(
    "退市公告已自动挂到公示栏和自助机（没有网络时联网后挂出）。",
    "A bulletin hangs on the board and the kiosks by itself (without a network, once there is one).",
);
const SEE: Text = text("看公告", "See it");

/// What a task asks for.
const fn leads(step: RecallStep) -> Text {
    match step {
        RecallStep::StopSale => text(
            "停售时数一遍：共进了多少，已卖出多少。",
            "Count as the sale stops: how much came, and how much was sold.",
        ),
        RecallStep::TakeOff => text(
            "从柜台、货架和仓库撤下，封存。写清楚在哪里、谁撤的。",
            "Take it off counters, shelves and stores, and seal it. Say where, and who did.",
        ),
        RecallStep::ReturnToSupplier => text(
            "退回供货商的数量和单号；没有退的写 0。",
            "How much went back to the supplier, under which number; 0 where none.",
        ),
        RecallStep::Exchange => text(
            "从消费者收回的数量，怎么通知的；没有的写 0。",
            "How much consumers brought back, and how they were told; 0 where none.",
        ),
        RecallStep::Register => text(
            "剩下的怎么处置：销毁多少，封存剩余多少。数量要对得上。",
            "What became of the rest: how much was destroyed, and is sealed and left. It has to add up.",
        ),
        RecallStep::Report => text(
            "把名单、数量和处置报告主管部门，记下凭据。",
            "Report list, quantities and disposition to the authority, and write its proof down.",
        ),
    }
}

/// The fields of a task.
fn fields(step: RecallStep) -> Vec<(Field, Option<Text>)> {
    match step {
        RecallStep::StopSale => vec![(Field::Received, None), (Field::Sold, None)],
        RecallStep::TakeOff => vec![(Field::Words, None)],
        RecallStep::ReturnToSupplier => {
            vec![(Field::SupplierName, None), (Field::Returned, None), (Field::Proof, None)]
        }
        RecallStep::Exchange => vec![(Field::TakenBack, None), (Field::Words, None)],
        RecallStep::Register => vec![
            (Field::Destroyed, None),
            (Field::Left, None),
            (Field::Words, Some(text("怎么处置的", "How it was disposed of"))),
        ],
        RecallStep::Report => vec![(Field::Authority, None), (Field::Proof, None)],
    }
}

/// The panel: each delisting, the newest first.
#[component]
pub fn RecallPanel(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let count = Memo::new(move |_| state.with(|file| file.as_ref().map_or(0, |file| file.recalls.len())));
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="card" aria-labelledby="goods-recall">
                <h2 class="card__title" id="goods-recall">
                    {say(TITLE)}
                </h2>
                {move || (0..count.get()).rev().map(|place| view! { <One id state place /> }).collect_view()}
            </section>
        </Show>
    }
}

#[component]
fn One(id: Uuid, state: Memo<Option<GoodsFile>>, place: usize) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let recall = Memo::new(move |_| state.with(|file| file.as_ref()?.recalls.get(place).cloned()));
    let typed = Typed::at(desk, id, "recall");
    let correcting = RwSignal::new(RecallStep::from_code(&typed.now("step")));
    let head = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let recall = recall.get()?;
        let of = if recall.whole {
            WHOLE.in_lang(lang).to_owned()
        } else {
            let name = |id: &Uuid| state.with(|file| file.as_ref()?.lot(*id).map(domain::goods::Lot::name));
            LOTS.fill(lang, &[&recall.lots.iter().filter_map(name).collect::<Vec<_>>().join(words::between(lang))])
        };
        let by = BY.fill(lang, &[&recall.begun.at.spoken(lang, today), &desk.who(recall.begun.by, lang)]);
        Some(view! {
            <p>
                <strong>{WHY.fill(lang, &[recall.why.name().in_lang(lang), &recall.words])}</strong>
            </p>
            <p class="small muted">{format!("{of} · {by}")}</p>
        })
    };
    let next =
        Memo::new(move |_| recall.with(|recall| recall.as_ref().filter(|one| one.is_open()).and_then(Recall::next)));
    let is_open = Memo::new(move |_| recall.with(|recall| recall.as_ref().is_some_and(Recall::is_open)));
    let writes = move || is_open.get() && !desk.reads_only();
    let step = move |step: &RecallStep| {
        let step = *step;
        let asked = move || {
            writes() && (correcting.get() == Some(step) || (correcting.get().is_none() && next.get() == Some(step)))
        };
        let done = move || {
            let (lang, today) = (lang.get(), today(&desk));
            recall.with(|recall| {
                let (done, by) = recall.as_ref()?.done.get(&step)?;
                let said = words::step_done(done, lang);
                let by = BY.fill(lang, &[&by.at.spoken(lang, today), &desk.who(by.by, lang)]);
                Some(view! {
                    <p>{said}</p>
                    <p class="small muted">{by}</p>
                })
            })
        };
        let is_done = move || recall.with(|recall| recall.as_ref().is_some_and(|one| one.done.contains_key(&step)));
        view! {
            <li class="goods__step" class=("goods__step--done", is_done) aria-current=move || asked().then_some("step")>
                <h3 class="goods__step-name">
                    <Show when=is_done>
                        <Icon sign=Sign::Check />
                    </Show>
                    {say(step.name())}
                </h3>
                {done}
                <Show when=move || writes() && is_done() && correcting.get() != Some(step)>
                    <button class="btn btn--quiet" type="button" on:click=move |_| {
                        typed.clear();
                        correcting.set(Some(step));
                    }>{say(AGAIN)}</button>
                </Show>
                <Show when=asked>
                    <StepFields typed state step correcting />
                </Show>
            </li>
        }
    };
    view! {
        <div class="merchants__entry">
            {head} <p class="small">
                {say(BULLETIN)} " " <a class="link" href="/tips">
                    {say(SEE)}
                </a>
            </p> <ol class="goods__steps">{RecallStep::ALL.iter().map(step).collect_view()}</ol>
            <p class="small tnum">{move || recall.with(|recall| recall.as_ref().map(|one| balance(one.balance(), lang.get())))}</p>
            <Show when=move || is_open.get() && next.get().is_none()>
                <Close id state />
            </Show>
            {move || {
                let (lang, today) = (lang.get(), today(&desk));
                let closed = recall.with(|recall| recall.as_ref()?.closed)?;
                let said = CLOSED.fill(lang, &[&closed.at.spoken(lang, today), &desk.who(closed.by, lang)]);
                Some(view! { <p class="small">{said}</p> })
            }}
        </div>
    }
}

fn balance(balance: Balance, lang: Lang) -> String {
    let Balance { received, sold, returned, destroyed, left } = balance;
    let apart = received.apart(balance.accounted());
    let amounts = [received, sold, returned, destroyed, left, apart].map(|amount| amount.to_string());
    let of = if balance.is_even() { BALANCE } else { SO_FAR };
    of.fill(lang, &amounts.each_ref().map(String::as_str))
}

#[component]
fn StepFields(
    typed: Typed,
    state: Memo<Option<GoodsFile>>,
    step: RecallStep,
    correcting: RwSignal<Option<RecallStep>>,
) -> impl IntoView {
    state.with_untracked(|file| {
        let Some((file, recall)) = file.as_ref().and_then(|file| Some((file, file.open_recall()?))) else { return };
        match step {
            RecallStep::StopSale => {
                if let Some((received, sold)) = file.counted(recall) {
                    typed.suggest(Field::Received, received.to_string());
                    typed.suggest(Field::Sold, sold.to_string());
                }
            }
            RecallStep::ReturnToSupplier => {
                let supplier = file.lots.iter().find(|lot| recall.has(lot.id)).map(|lot| lot.supplier.name.clone());
                typed.suggest(Field::SupplierName, supplier.unwrap_or_default());
            }
            _ => {}
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let has_proof = matches!(step, RecallStep::ReturnToSupplier | RecallStep::Report);
        let whom = if step == RecallStep::Report { Field::Authority } else { Field::SupplierName };
        let form = Box::new(StepForm {
            step: step.code().to_owned(),
            received: typed.of(Field::Received),
            sold: typed.of(Field::Sold),
            returned: typed.of(Field::Returned),
            taken_back: typed.of(Field::TakenBack),
            destroyed: typed.of(Field::Destroyed),
            left: typed.of(Field::Left),
            whom: typed.of(whom),
            words: typed.of(if has_proof { Field::Proof } else { Field::Words }),
        });
        typed.give(state.get_untracked().as_ref(), Command::RecallStep { form }, move || {
            correcting.try_set(None);
        });
    };
    let line = move |(field, label): (Field, Option<Text>)| {
        view! { <Line typed field label=label.unwrap_or(field.name()) /> }
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <p class="muted">{say(leads(step))}</p>
            <div class="goods__fields">{fields(step).into_iter().map(line).collect_view()}</div>
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(DONE)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Close(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let may = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    let typed = Typed::at(desk, id, "close");
    let close = move |_| typed.give(state.get_untracked().as_ref(), Command::CloseRecall, || ());
    view! {
        <p class="muted">{say(CLOSE_LEAD)}</p>
        <Why typed />
        <Show when=move || may.get()>
            <div class="actions">
                <button class="btn btn--main" type="button" on:click=close>
                    {say(CLOSE)}
                </button>
            </div>
        </Show>
    }
}
