//! What a merchant's file counts: complaints, how fast it answers, what it carries out, and its deposit. Without a network from
//! what this device holds; with one over all cases.

use domain::{
    form::Kind,
    ids::{CaseId, MerchantId},
    merchant::{MerchantRecord, counted_for},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::files;
use crate::{
    format::amount,
    lang::{say, use_lang},
    pages::staff::desk::{context::use_desk, item},
    staff_api,
};

const TITLE: Text = text("投诉与履约", "Complaints and performance");
const ALL: Text = text("按全部案件算", "Counted over all cases");
const HERE: Text = text(
    "按这台设备上存着的案件算（在办的和近 90 天的）",
    "Counted from what this device keeps: what is open, and the last 90 days",
);
const COMPLAINTS: Text = text("投诉", "Complaints");
const RESPONSE: Text = text("按时回复", "Answered in time");
const TAKES: Text = text("平均回复", "Answers within");
const SETTLED: Text = text("和解", "Settlements");
const PAID_FIRST: Text = text("商场先赔", "Paid by the mall first");
const DEPOSIT: Text = text("保证金可用", "Deposit free");
const OF_OPEN: Text = text("{} 件，在办 {}", "{}, {} open");
const PERCENT: Text = text("{}%（{} 次没回）", "{} % ({} unanswered)");
const HOURS: Text = text("{} 小时", "{} hour{s}");
const CARRIED_OUT: Text = text("{} 件，兑现 {}，没兑现 {}", "{}, carried out {}, not {}");
const NONE_YET: Text = text("还没有", "none yet");
const NO_ACCOUNT: Text = text("没有保证金账户", "no account");
const OWED: Text = text("{}，待补缴 {}", "{}, owes {}");
const CASES: Text = text("关联的案件", "Linked cases");
const NO_CASES: Text = text(
    "还没有案件关联到这份档案。在案件里点“是这家”就会算进来。",
    "No case is linked to this file yet. Press “This one” in a case, and it counts.",
);
const OLDER: Text = text(
    "没有在办的和近 90 天的案件；更早的在受理台账里查。",
    "None is open or of the last 90 days; older ones are in the register of cases.",
);
/// As many as one reads on a page.
const MOST: usize = 12;

/// The card.
#[component]
pub fn Record(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let counted = Memo::new(move |_| {
        files.with(|files| {
            let all = files.shown.iter().map(|(id, shown)| (MerchantId(*id), &shown.state));
            counted_for(MerchantId(id), all)
        })
    });
    let linked = Memo::new(move |_| {
        let counts = |of: Option<MerchantId>| of.is_some_and(|of| counted.with(|counted| counted.contains(&of)));
        desk.device.desk.cases.with(|cases| {
            let mut linked: Vec<_> = cases.values().filter(|one| counts(one.case.merchant)).cloned().collect();
            linked.sort_by_key(|one| std::cmp::Reverse(one.case.received_at));
            linked
        })
    });
    let here = Memo::new(move |_| {
        linked.with(|linked| MerchantRecord::of(linked.iter().map(|one| &one.case), desk.now.get_untracked()))
    });
    let all = RwSignal::new(None::<MerchantRecord>);
    // A case that changed here may have changed the figures there.
    Effect::new(move |_| {
        linked.track();
        spawn_local(async move {
            if let Ok(record) = staff_api::merchant_record(MerchantId(id)).await {
                all.try_set(Some(record));
            }
        });
    });
    let shown = move || all.get().unwrap_or_else(|| here.get());
    let source = move || if all.with(Option::is_some) { ALL } else { HERE }.in_lang(lang.get());
    let facts = move || {
        let lang = lang.get();
        let account = desk.device.desk.merchants.with(|accounts| accounts.get(&MerchantId(id)).cloned());
        let deposit = account.map_or_else(
            || NO_ACCOUNT.in_lang(lang).to_owned(),
            |account| match account.owed.fen() {
                0 => amount(account.available()),
                _ => OWED.fill(lang, &[&amount(account.available()), &amount(account.owed)]),
            },
        );
        let mut facts = figures(&shown(), lang);
        facts.push((DEPOSIT.in_lang(lang), deposit));
        let fact = |(name, said): (&'static str, String)| {
            view! {
                <div class="facts__item">
                    <dt>{name}</dt>
                    <dd class="tnum">{said}</dd>
                </div>
            }
        };
        facts.into_iter().map(fact).collect_view()
    };
    let cases = move || {
        let lang = lang.get();
        let line = |(id, title, state, kind): (CaseId, String, Text, Kind)| {
            use domain::form::Term;
            view! {
                <li>
                    <a class="row" href=format!("/staff/case/{id}")>
                        <span class="row__main">
                            <span class="row__title">{title}</span>
                            <span class="row__meta">{kind.name().in_lang(lang)}</span>
                        </span>
                        <span class="row__end">
                            <span class="tag">{state.in_lang(lang)}</span>
                        </span>
                    </a>
                </li>
            }
        };
        let lines: Vec<_> = linked.with(|linked| {
            let of = |one: &std::sync::Arc<crate::desk::CaseOnDesk>| {
                (one.case.id, item::title(one, lang), one.case.state.name(), one.case.complaint.kind)
            };
            linked.iter().take(MOST).map(of).collect()
        });
        if lines.is_empty() {
            let is_older = all.with(|all| all.as_ref().is_some_and(|all| all.complaints > 0));
            return view! { <p class="muted">{say(if is_older { OLDER } else { NO_CASES })}</p> }.into_any();
        }
        view! { <ul class="rows">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="merchant-record">
            <h2 class="card__title" id="merchant-record">
                {say(TITLE)}
            </h2>
            <dl class="facts">{facts}</dl>
            <p class="small muted">{source}</p>
            <h3 class="merchants__part">{say(CASES)}</h3>
            {cases}
        </section>
    }
}

fn figures(record: &MerchantRecord, lang: Lang) -> Vec<(&'static str, String)> {
    let none = || NONE_YET.in_lang(lang).to_owned();
    let fill = |words: Text, parts: &[u64]| {
        let parts: Vec<String> = parts.iter().map(u64::to_string).collect();
        words.fill(lang, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let response = record.response_rate().map_or_else(none, |rate| fill(PERCENT, &[rate, record.silent]));
    let takes = record.response_hours().map_or_else(none, |hours| HOURS.fill(lang, &[&hours.to_string()]));
    let rows = [
        (COMPLAINTS, fill(OF_OPEN, &[record.complaints, record.open])),
        (RESPONSE, response),
        (TAKES, takes),
        (SETTLED, fill(CARRIED_OUT, &[record.settled, record.performed, record.unperformed])),
        (PAID_FIRST, amount(record.paid_first)),
    ];
    rows.into_iter().map(|(name, said)| (name.in_lang(lang), said)).collect()
}
