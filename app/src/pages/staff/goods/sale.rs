//! 不销售: what must not be sold now, and the stops of one file: set by whoever sees it, lifted by quality control.

use domain::{
    form::Term,
    goods::{Command, Field, GoodsFile, NotOnSale, Unsaleable},
    kind::{Context, EventSourced},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    address, day, files, list,
    typed::{Choice, Line, Typed, Why, terms},
    words,
};
use crate::{
    components::Show,
    lang::{say, use_lang},
    pages::staff::{
        desk::context::{DeskContext, use_desk},
        focus::focus_soon,
    },
};

const STOPPED: Text = text("现在不能卖的", "Not to be sold now");
const NONE: Text = text("没有停售、下架或过期的商品。", "Nothing is stopped, taken down or expired.");
const MORE: Text = text("全部显示（还有 {} 件）", "Show all ({} more)");
const TITLE: Text = text("停售和其他决定", "Stop the sale, and other decisions");
const WHY: Text = text("为什么不能卖？", "Why must it not be sold?");
const SEEN: Text = text("看到了什么？", "What was seen?");
const REASON: Text = text("为什么？", "Why?");
const BULLETIN: Text = text(
    "开始后立即停售，退市公告自动挂到公示栏和自助机：写商品、批次、原因和顾客怎么办；下面写的说明只留在这里。",
    "The sale stops at once, and a bulletin hangs on the board and the kiosks by itself: goods, lots, ground, and what a customer does. What you write below stays here.",
);
const CANCEL: Text = text("先不办", "Not now");
/// As many as stand there at once: the search below must not be far.
const MOST: usize = 8;

/// Everything that must not be sold.
#[component]
pub fn Stopped() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let merchants = list::merchants(&desk);
    let day = day(&desk);
    let stopped = Memo::new(move |_| {
        let today = day.get();
        files.with(|files| {
            let of = |(id, file): (&Uuid, &GoodsFile)| {
                let why = file.not_on_sale(today).into_iter().next()?;
                let hides = matches!(why, NotOnSale::NotListed | NotOnSale::Withdrawn);
                (!hides).then(|| (*id, words::name(file), file.particulars.merchant, words::not_on_sale(why)))
            };
            let mut all: Vec<_> = files.shown.iter().map(|(id, shown)| (id, &shown.state)).filter_map(of).collect();
            all.sort_by(|a, b| a.1.cmp(&b.1));
            all
        })
    });
    let every = RwSignal::new(false);
    let rows = move || {
        let lang = lang.get();
        let all = stopped.get();
        if all.is_empty() {
            return view! { <p class="merchants__none muted">{say(NONE)}</p> }.into_any();
        }
        let most = if every.get() { usize::MAX } else { MOST };
        let more = all.len().saturating_sub(most);
        let row = |(id, name, merchant, why): (Uuid, String, domain::ids::MerchantId, Bilingual)| {
            let seller = merchants.with(|all| all.get(&merchant).cloned()).unwrap_or_default();
            view! {
                <li>
                    <a class="row" href=address(id)>
                        <span class="row__main">
                            <span class="row__title">{name}</span>
                            <span class="row__meta">{seller}</span>
                        </span>
                        <span class="row__end">
                            <span class="tag tag--seal">{why.in_lang(lang).to_owned()}</span>
                        </span>
                    </a>
                </li>
            }
        };
        let more = (more > 0).then(|| {
            view! {
                <div class="merchants__none">
                    <button class="btn btn--quiet" type="button" on:click=move |_| every.set(true)>
                        {MORE.fill(lang, &[&more.to_string()])}
                    </button>
                </div>
            }
        });
        view! {
            <ul class="rows">{all.into_iter().take(most).map(row).collect_view()}</ul>
            {more}
        }
        .into_any()
    };
    view! {
        <section class="card card--flush" aria-labelledby="goods-stopped">
            <h2 class="card__title" id="goods-stopped">
                {say(STOPPED)} " " <span class="merchants__count tnum">{move || stopped.with(Vec::len)}</span>
            </h2>
            {rows}
        </section>
    }
}

/// What can be decided about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Stop,
    Resume,
    BeginRecall,
    Clear,
    Withdraw,
}

impl Decision {
    const ALL: [Self; 5] = [Self::Stop, Self::Resume, Self::BeginRecall, Self::Clear, Self::Withdraw];

    const fn name(self) -> Text {
        match self {
            Self::Stop => text("停售", "Stop the sale"),
            Self::Resume => text("恢复销售", "Resume the sale"),
            Self::BeginRecall => text("开始退市", "Begin to delist"),
            Self::Clear => text("准予重新查验", "Clear for another check"),
            Self::Withdraw => text("登记不再销售", "Record that it is sold no more"),
        }
    }

    const fn asks_why(self) -> bool {
        matches!(self, Self::Stop | Self::BeginRecall)
    }

    fn command(self, why: Unsaleable, words: String, lots: Vec<Uuid>) -> Command {
        match self {
            Self::Stop => Command::StopSale { why, words },
            Self::Resume => Command::ResumeSale { reason: words },
            Self::BeginRecall => Command::BeginRecall { why, words, lots },
            Self::Clear => Command::Clear { reason: words },
            Self::Withdraw => Command::Withdraw { reason: words },
        }
    }

    /// Whether there is something to decide, and this person may: the rule itself is asked, with words in place.
    fn is_offered(self, file: &GoodsFile, desk: &DeskContext) -> bool {
        let context = Context { now: desk.device.now(), by: desk.actor() };
        // A reason for which it is not stopped yet.
        let free = Unsaleable::ALL.iter().copied().find(|why| file.stops.iter().all(|stop| stop.why != *why));
        let command = self.command(free.unwrap_or(Unsaleable::Dangerous), "……".to_owned(), Vec::new());
        let decided = GoodsFile::decide(Some(file), Some(file.rev), &command, &context);
        // What has to be done before that is said when it is tried, rather than hiding the way.
        let hindered =
            matches!(decided, Err(domain::goods::Rejection::NotNotified | domain::goods::Rejection::TakedownWaits));
        decided.is_ok() || hindered
    }
}

/// The panel.
#[component]
pub fn SalePanel(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let offered = Memo::new(move |_| {
        state.with(|file| {
            let of = |file: &GoodsFile| Decision::ALL.into_iter().filter(|one| one.is_offered(file, &desk)).collect();
            file.as_ref().map_or_else(Vec::new, of)
        })
    });
    let chosen = RwSignal::new(None::<Decision>);
    let typed = Typed::at(desk, id, "decision");
    let button = move |one: Decision| {
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || (chosen.get() == Some(one)).to_string()
                on:click=move |_| {
                    chosen.set(Some(one));
                    focus_soon(typed.control(if one.asks_why() { "why_not" } else { "words" }));
                }
            >
                {say(one.name())}
            </button>
        }
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <section class="card" aria-labelledby="goods-decisions">
                <h2 class="card__title" id="goods-decisions">
                    {say(TITLE)}
                </h2>
                <div class="actions">{move || offered.get().into_iter().map(button).collect_view()}</div>
                {move || chosen.get().map(|one| view! { <Decide typed state one chosen /> })}
            </section>
        </Show>
    }
}

#[component]
fn Decide(
    typed: Typed,
    state: Memo<Option<GoodsFile>>,
    one: Decision,
    chosen: RwSignal<Option<Decision>>,
) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let why = Unsaleable::from_code(&typed.now("why_not"));
        let why = match why {
            None if one.asks_why() => return focus_soon(typed.control("why_not")),
            why => why.unwrap_or(Unsaleable::Dangerous),
        };
        let lots = typed.now("lots");
        let lots = lots.split(' ').filter_map(|lot| lot.parse().ok()).collect();
        let command = one.command(why, typed.of(Field::Words), lots);
        typed.give(state.get_untracked().as_ref(), command, move || {
            chosen.try_set(None);
        });
    };
    let lots = Memo::new(move |_| {
        state.with(|file| {
            let of = |file: &GoodsFile| {
                let lots = file.lots.iter().filter(|lot| !file.is_recalled(lot.id));
                lots.map(|lot| (lot.id, format!("{} · {}", lot.name(), lot.supplier.name))).collect()
            };
            file.as_ref().map_or_else(Vec::new, of)
        })
    });
    let label = if one.asks_why() { SEEN } else { REASON };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            {one.asks_why().then(|| view! { <Choice typed field="why_not" label=WHY options={terms::<Unsaleable>()} /> })}
            {(one == Decision::BeginRecall)
                .then(|| {
                    view! {
                        <p class="field__hint">{say(BULLETIN)}</p>
                        <Lots typed lots />
                    }
                })}
            <Line typed field=Field::Words label=label />
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(one.name())}
                </button>
                <button class="btn" type="button" on:click=move |_| chosen.set(None)>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

const WHICH: Text = text("只退这几批（都不勾就是全部退市）", "Only these lots (none ticked: all of the goods)");

#[component]
fn Lots(typed: Typed, lots: Memo<Vec<(Uuid, String)>>) -> impl IntoView {
    let has = move |id: Uuid| typed.get("lots").split(' ').any(|lot| lot == id.to_string());
    let tick = move |(id, name): (Uuid, String)| {
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=move || has(id)
                    on:change=move |event| {
                        let kept = typed.now("lots");
                        let mut lots: Vec<&str> = kept.split(' ').filter(|lot| !lot.is_empty()).collect();
                        let name = id.to_string();
                        lots.retain(|lot| *lot != name);
                        if event_target_checked(&event) {
                            lots.push(&name);
                        }
                        typed.set("lots", lots.join(" "));
                    }
                />
                <span class="check__text">{name}</span>
            </label>
        }
    };
    view! {
        <Show when=move || !lots.with(Vec::is_empty)>
            <fieldset class="field">
                <legend class="field__label">{say(WHICH)}</legend>
                {move || lots.get().into_iter().map(tick).collect_view()}
            </fieldset>
        </Show>
    }
}
