//! 分析汇总: what the cases add up to in any period, beside the one before; what is unusual; and what is said of it to the regulator.

mod charts;
mod numbers;
mod period;
mod repeats;
mod report;
mod tables;
mod unusual;

use domain::{
    analysis::{Charted, Measure, Period, Unusual},
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

use self::{
    charts::Charts, numbers::Numbers, period::PeriodForm, repeats::RepeatsCard, tables::Tables, unusual::UnusualCard,
};
use super::{
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::{Icon, Show, Sign},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

pub(in crate::pages::staff) use period::named;
pub use report::{FiguresReport, ReportDue};
pub use unusual::UnusualToday;

const TITLE: Text = text("分析汇总", "Figures");
const LEAD: Text = text(
    "按收到的日子计：一件案件的各项数字都算在它收到的那一天。并案后的重复件不重复计。",
    "By the day of receipt: whatever came about later, a case counts for the day on which it was received. Duplicates that were merged count once.",
);
const LOADING: Text = text("正在汇总…", "Adding up…");
const NOT_YOURS: Text = text("分析汇总由主管查看。", "Supervisors look at the figures.");
const NOT_LOADED: Text = text("没能取到数字", "The figures could not be fetched");
const AGAIN: Text = text("再试一次", "Try again");
const PRINT: Text = text("打印", "Print");
const REPORT: Text = text("向监管反映", "Report to the regulator");
const NONE: Text = text("这段时间没有案件。", "There were no cases in this period.");
const AHEAD: Text = text("这段时间还没有到。", "This period has not come yet.");
const FEW: Text = text("案件还少，比例只供参考。", "There are few cases; take the rates with care.");
/// Fewer say little.
const FEW_CASES: i64 = 10;

/// The page.
#[component]
pub fn Analysis() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund analysis" not_yours=NOT_YOURS shows=shown with_heading=true /> }
}

fn shown(role: Role) -> Option<AnyView> {
    role.reads_figures().then(|| view! { <Figures supervises=role.supervises() /> }.into_any())
}

/// Where the page of a period is.
pub(super) fn address(page: &str, period: Period) -> String {
    format!("{page}?from={}&to={}", period.from, period.to)
}

#[component]
fn Figures(supervises: bool) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let period = RwSignal::new(period::asked(device.now().day()));
    let found = RwSignal::new(None::<Arc<Charted>>);
    let unusual = RwSignal::new(None::<Arc<Unusual>>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        let (asked, lang) = (period.get(), lang.get());
        spawn_local(async move {
            match staff_api::analysis(asked, lang).await {
                // Somebody may have asked for another one meanwhile.
                Ok(charted) if period.try_get_untracked() == Some(asked) => {
                    error.set(None);
                    found.set(Some(Arc::new(charted)));
                }
                Ok(_) => {}
                Err(why) => error.set(Some(why)),
            }
        });
    };
    let look = move || {
        spawn_local(async move {
            if let Ok(said) = staff_api::unusual().await {
                unusual.try_set(Some(Arc::new(said)));
            }
        });
    };
    Effect::new(move |_| read());
    Effect::new(move |_| look());
    let is_of = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.overview.period)));
    let cases = Memo::new(move |_| {
        found.with(|found| found.as_ref().map(|found| found.overview.now.of(Measure::Cases)).unwrap_or_default())
    });
    let nothing = move || {
        let is_ahead = is_of.get().is_some_and(|of| of.from > device.now().day());
        if is_ahead { AHEAD } else { NONE }.in_lang(lang.get())
    };
    view! {
        <div class="members__head">
            <h1>{say(TITLE)}</h1>
            <div class="actions no-print">
                <button class="btn" type="button" on:click=move |_| drop(window().print())>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
                <a class="btn" href=move || address("/staff/analysis/report", period.get())>
                    {say(REPORT)}
                </a>
            </div>
        </div>
        <p class="fund__lead">{say(LEAD)}</p>
        <PeriodForm period />
        <Trouble error title=NOT_LOADED />
        <Show when=move || error.get().is_some()>
            <button class="btn" type="button" on:click=move |_| read()>
                {say(AGAIN)}
            </button>
        </Show>
        {move || unusual.get().map(|unusual| view! { <UnusualCard unusual /> })}
        {supervises.then(|| view! { <RepeatsCard /> })}
        <Show
            when=move || is_of.get() == Some(period.get())
            fallback=move || {
                view! {
                    <Show when=move || error.get().is_none()>
                        <Loading what=LOADING />
                    </Show>
                }
            }
        >
            <Show
                when=move || { cases.get() > 0 }
                fallback=move || view! { <p class="empty__title" role="status">{nothing}</p> }
            >
                <Show when=move || cases.get() < FEW_CASES>
                    <p class="muted" role="status">
                        {say(FEW)}
                    </p>
                </Show>
                {move || {
                    found
                        .get()
                        .map(|found| {
                            view! {
                                <Numbers found=Arc::clone(&found) />
                                <Charts found=Arc::clone(&found) />
                                <Tables found />
                            }
                        })
                }}
            </Show>
        </Show>
    }
}
