//! One round: begin it, go from stall to stall, and finish it.

use domain::{
    ids::MerchantId,
    oversight::{
        checklist::{Checklist, said},
        inspection::{ByList, Command, Inspection, Standing},
    },
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    super::{
        all,
        frame::{OnePage, Section},
        merchant_name, merchants, one,
        refused::not_saved,
        today, words,
    },
    address,
    check::Check,
    end::End,
    plan::Plan,
    visits::Visits,
};
use crate::{
    components::{NoticeBox, Show, Tone},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::{connection::ConnectionLine, context::use_desk},
};

const TITLE: Text = text("巡查", "Round");
const MISSING: Text = text("这台设备上没有这次巡查", "This round is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);
const ABOUT: Text = text("{} · {} · {}", "{} · {} · {}");
const BEGIN: Text = text("开始巡查", "Begin the round");
const NO_LIST: Text = text(
    "这台设备上还没有这份清单，联网取到后就能开始。",
    "The checklist is not on this device yet; once it has come you can begin.",
);
const NEXT: Text = text("查哪一家？", "Which merchant?");
const LATE: Text = text("补记一家", "Add a visit");
const LEFT: Text = text("还没查的 {} 家", "{} not visited yet");
const OTHER: Text = text("查另一家", "Another merchant");
const CHOOSE: Text = text("请选择", "Please choose");
const VERSION: Text = text("{}（第 {} 版）", "{} (version {})");

/// The page: a round by its name, or a new one.
#[component]
pub fn InspectionPage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("inspection")));
    view! {
        <OnePage section=Section::Rounds title=TITLE>
            {move || match name.get() {
                Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                None => view! { <Plan /> }.into_any(),
            }}
        </OnePage>
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let shown = one::<Inspection>(&use_desk(), id);
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    move || {
        if is_there.get() {
            view! { <Whole id shown /> }.into_any()
        } else {
            view! {
                <h1>{say(MISSING)}</h1>
                <p class="muted">{say(MISSING_WHY)}</p>
                {not_saved::<Inspection>(Some(id), words::on_round, address)}
            }
            .into_any()
        }
    }
}

#[component]
fn Whole(id: Uuid, shown: Memo<Option<Shown<Inspection>>>) -> impl IntoView {
    let desk = use_desk();
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let standing = Memo::new(move |_| state.with(|state| state.as_ref().map(|round| round.standing.clone())));
    let writes = Memo::new(move |_| !desk.reads_only());
    let is = move |fits: fn(&Standing) -> bool| {
        move || writes.get() && standing.with(|standing| standing.as_ref().is_some_and(fits))
    };
    view! {
        <Head shown />
        {not_saved::<Inspection>(Some(id), words::on_round, address)}
        <Show when=is(|standing| matches!(standing, Standing::Planned))>
            <Begin id state />
        </Show>
        <Show when=is(|standing| matches!(standing, Standing::Underway))>
            <Stalls id state title=NEXT />
        </Show>
        <Visits id state />
        <Show when=is(|standing| matches!(standing, Standing::Finished { .. }))>
            <Stalls id state title=LATE />
        </Show>
        <Show when=is(|standing| matches!(standing, Standing::Planned | Standing::Underway))>
            <End id state />
        </Show>
    }
}

#[component]
fn Head(shown: Memo<Option<Shown<Inspection>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let lists = all::<Checklist>(&desk);
    let head = move || {
        let (today, lang) = (today(&desk), lang.get());
        let Shown { state: round, waits } = shown.get()?;
        let (standing, class) = words::of_round(&round.standing);
        let list = match &round.by_list {
            Some(list) => VERSION.fill(lang, &[said(&list.title, lang), &list.version.to_string()]),
            None => lists
                .with(|lists| lists.shown.get(&round.checklist).map(|one| said(&one.state.title, lang).to_owned()))
                .unwrap_or_default(),
        };
        let about = ABOUT.fill(lang, &[&round.day.spoken(lang, today), &desk.name_of(round.inspector, lang), &list]);
        let why = match round.standing {
            Standing::Finished { words: said, .. } | Standing::Cancelled { reason: said } if !said.is_empty() => {
                Some(said)
            }
            _ => None,
        };
        let waits = waits.then(|| {
            view! {
                <span class="tag tag--amber" role="status">
                    {words::WAITS.in_lang(lang)}
                </span>
            }
        });
        Some(view! {
            <h1>{round.title}</h1>
            <span class=class>{standing.in_lang(lang)}</span>
            {waits}
            <p class="muted">{about}</p>
            {why.map(|why| view! { <p class="order__words">{why}</p> })}
        })
    };
    view! { <div class="order__head">{head} <ConnectionLine /></div> }
}

#[component]
fn Begin(id: Uuid, state: Memo<Option<Inspection>>) -> impl IntoView {
    let desk = use_desk();
    let lists = all::<Checklist>(&desk);
    let list = Memo::new(move |_| {
        let checklist = state.with(|state| state.as_ref().map(|round| round.checklist))?;
        lists.with(|lists| lists.shown.get(&checklist).map(|shown| shown.state.clone()))
    });
    let begin = move |_| {
        let (Some(round), Some(list)) = (state.get_untracked(), list.get_untracked()) else { return };
        let Checklist { version, title, items, .. } = list;
        let command = Command::Begin { by_list: ByList { version, title, items } };
        spawn_local(async move { desk.device.act_on::<Inspection>(id, Some(round.rev), command).await });
    };
    view! {
        <Show
            when=move || list.with(Option::is_some)
            fallback=|| {
                view! {
                    <NoticeBox tone=Tone::Amber>
                        <p>{say(NO_LIST)}</p>
                    </NoticeBox>
                }
            }
        >
            <button class="btn btn--main order__begin" type="button" on:click=begin>
                {say(BEGIN)}
            </button>
        </Show>
    }
}

/// Which stall is next, and the checklist there.
#[component]
fn Stalls(id: Uuid, state: Memo<Option<Inspection>>, title: Text) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let chosen = RwSignal::new(None::<MerchantId>);
    let left = Memo::new(move |_| state.with(|state| state.as_ref().map(Inspection::unvisited).unwrap_or_default()));
    let button = move |merchant: MerchantId| {
        view! {
            <button class="btn" type="button" on:click=move |_| chosen.set(Some(merchant))>
                {move || merchant_name(&desk, merchant, lang.get())}
            </button>
        }
    };
    let count = move || LEFT.fill(lang.get(), &[&left.with(Vec::len).to_string()]);
    let option = |(merchant, _, name): (MerchantId, String, String)| {
        view! { <option value=merchant.to_string()>{name}</option> }
    };
    let choose = move || {
        view! {
            <Show when=move || !left.with(Vec::is_empty)>
                <p>{count}</p>
                <div class="actions">{move || left.get().into_iter().map(button).collect_view()}</div>
            </Show>
            <div class="field">
                <label class="field__label" for="order-other">
                    {say(OTHER)}
                </label>
                <select
                    class="field__input"
                    id="order-other"
                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
                >
                    <option value="">{say(CHOOSE)}</option>
                    {move || merchants(&desk).into_iter().map(option).collect_view()}
                </select>
            </div>
        }
    };
    let done = Callback::new(move |()| {
        chosen.try_set(None);
    });
    view! {
        <section class="card" aria-labelledby="order-stalls">
            <h2 class="card__title" id="order-stalls">
                {move || match chosen.get() {
                    Some(merchant) => merchant_name(&desk, merchant, lang.get()),
                    None => title.in_lang(lang.get()).to_owned(),
                }}
            </h2>
            {move || match chosen.get() {
                Some(merchant) => view! { <Check id state merchant done /> }.into_any(),
                None => choose().into_any(),
            }}
        </section>
    }
}
