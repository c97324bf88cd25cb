//! What else was filed about the same merchant, from what is on this device: it stands here without a network, too.

use domain::{
    case::State,
    form::{Merchant, Term},
    ids::CaseId,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::components::{For, Show};

use super::{
    context::{CaseSignal, use_desk},
    due::when,
    index::{Indexed, plain},
    item,
    words::merchant,
};
use crate::lang::{say, use_lang};

const TITLE: Text = text("这家商家的其他案件", "Other cases of this merchant");
const NONE: Text = text("这台设备上没有这家商家的其他案件。", "No other case of this merchant is on this device.");
const KEPT: Text = text(
    "按这台设备上存着的案件算（在办的和近 90 天的）。",
    "Counted from what this device keeps: what is open, and the last 90 days.",
);
const COUNT: Text = text("{} 件，在办 {} 件", "{}, of which {} open");
const ENDED: Text = text("{} {} 件", "{}: {}");
const LAST: Text = text("最近 {} 件", "The latest {}");
/// As many as one reads before a telephone call.
const MOST: usize = 5;

/// A merchant as filings name it: typed by many hands, so that space, width and case make no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shop {
    name: String,
    stall: String,
}

impl Shop {
    /// Of a filing.
    #[must_use]
    pub fn of(merchant: &Merchant) -> Self {
        let Merchant::Named { name, stall } = merchant else { return Self::default() };
        let only_signs = |text: &Option<String>| {
            plain(text.as_deref().unwrap_or_default()).chars().filter(|sign| sign.is_alphanumeric()).collect()
        };
        Self { name: only_signs(name), stall: only_signs(stall) }
    }

    /// Whether both are one merchant: the name decides, for a stall outlives its tenants; without one the stall does.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        if self.name.is_empty() || other.name.is_empty() {
            return !self.stall.is_empty() && self.stall == other.stall;
        }
        self.name == other.name
    }
}

/// What is known of a merchant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// How many cases beside this one.
    pub count: usize,
    /// How many of them are open.
    pub open: usize,
    /// How the others ended, the usual first.
    pub ended: Vec<(Text, usize)>,
    /// The latest, the newest first.
    pub latest: Vec<CaseId>,
}

/// What else is here about the merchant of that case.
#[must_use]
pub fn history(index: &[Indexed], id: CaseId) -> History {
    let Some(this) = index.iter().find(|case| case.id == id) else { return History::default() };
    let mut others: Vec<&Indexed> =
        index.iter().filter(|case| case.id != id && !case.merged && case.shop.is(&this.shop)).collect();
    others.sort_by_key(|case| std::cmp::Reverse((case.received, case.id)));
    let mut ended: Vec<(Text, usize)> = Vec::new();
    for case in others.iter().filter(|case| case.state.is_final()) {
        let how = case.outcome.map_or(case.state.name(), Term::name);
        match ended.iter_mut().find(|(known, _)| *known == how) {
            Some((_, count)) => *count += 1,
            None => ended.push((how, 1)),
        }
    }
    ended.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    History {
        count: others.len(),
        open: others.iter().filter(|case| !case.state.is_final()).count(),
        ended,
        latest: others.into_iter().take(MOST).map(|case| case.id).collect(),
    }
}

/// The card; a filing that names no merchant has none.
#[component]
pub fn MerchantHistory(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let named = Memo::new(move |_| case.with(|on_desk| on_desk.case.complaint.merchant != Merchant::Unsure));
    let known = Memo::new(move |_| desk.index.with(|index| history(index, id)));
    let whose = move || case.with(|on_desk| merchant(&on_desk.case.complaint.merchant, lang.get()));
    let ended = move || known.with(|known| endings(known, lang.get()));
    let latest = move || known.with(|known| known.latest.clone());
    let last = move || LAST.fill(lang.get(), &[&known.with(|known| known.latest.len()).to_string()]);
    view! {
        <Show when=move || named.get()>
            <section class="card" aria-labelledby="desk-history">
                <h2 class="card__title" id="desk-history">
                    {say(TITLE)}
                </h2>
                <Show
                    when=move || known.with(|known| known.count > 0)
                    fallback=move || view! { <p class="muted">{say(NONE)}</p> }
                >
                    <p class="tnum">
                        <strong>{whose}</strong>
                        " "
                        {move || known.with(|known| counted(known, lang.get()))}
                    </p>
                    <p class="tnum muted">{ended}</p>
                    <ul class="rows" aria-label=last>
                        <For each=latest key=|id| *id let:id>
                            <Other id />
                        </For>
                    </ul>
                    <p class="small muted">{say(KEPT)}</p>
                </Show>
            </section>
        </Show>
    }
}

fn counted(known: &History, lang: Lang) -> String {
    COUNT.fill(lang, &[&known.count.to_string(), &known.open.to_string()])
}

fn endings(known: &History, lang: Lang) -> String {
    let between = if lang == Lang::Zh { "，" } else { ", " };
    let said = |(how, count): &(Text, usize)| ENDED.fill(lang, &[how.in_lang(lang), &count.to_string()]);
    known.ended.iter().map(said).collect::<Vec<_>>().join(between)
}

#[component]
fn Other(id: CaseId) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = Memo::new(move |_| desk.case(id));
    let line = move || {
        let (lang, now) = (lang.get(), desk.now.get());
        case.get().map(|on_desk| {
            let case = &on_desk.case;
            let came = when(case.received_at.unwrap_or(case.filed_at), now, lang);
            let state = case.state;
            view! {
                <span class="row__main">
                    <span class="row__title">{item::title(&on_desk, lang)}</span>
                    <span class="row__meta tnum">{format!("{came} · {}", case.complaint.category.name().in_lang(lang))}</span>
                </span>
                <span class="row__end">
                    <span class=if state == State::Closed { "tag tag--pine" } else { "tag" }>{state.name().in_lang(lang)}</span>
                </span>
            }
        })
    };
    view! {
        <li>
            <a class="row" href=format!("/staff/case/{id}")>
                {line}
            </a>
        </li>
    }
}
