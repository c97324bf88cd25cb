//! 向市场监管反映: the figures of a month, or of any period, without anybody in them: to print, as a file, and as a report in the
//! log of what was sent.

use domain::{
    analysis::{Period, PublishedFigures, suppression::LEAST},
    form::Term,
    moment::Moment,
    oversight::{
        platform::PlatformRow,
        report::{Report, of_period},
    },
    role::Role,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

use super::{address, period};
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    device::use_device,
    lang::{say, use_lang},
    pages::{
        figures::figures,
        staff::{
            desk::context::use_desk,
            oversight::{report_address, report_stands},
            staff_frame::{Loading, StaffFrame},
            trouble::Trouble,
        },
    },
    staff_api::{self, ApiError},
};

const TITLE: Text = text("向市场监管反映", "For the market regulator");
const NOT_YOURS: Text = text("向监管反映由主管办理。", "Supervisors report to the regulator.");
const LEAD: Text = text(
    "只有数字，没有个人信息：少于 {} 件的数不写，能从合计推算出来的也不写（显示为“—”）。",
    "Numbers only, nobody in them: those of fewer than {} cases are left out, and so are those that would give them away (shown as “—”).",
);
const LOADING: Text = text("正在汇总…", "Adding up…");
const NOT_LOADED: Text = text("没能取到数字", "The figures could not be fetched");
const PRINT: Text = text("打印", "Print");
const XLSX: Text = text("存为 Excel", "As Excel");
const CSV: Text = text("存为 CSV", "As CSV");
const NOT_SAVED: Text = text("没有存成文件", "No file was made");
const WRITE: Text = text("写成报告，登记送出和回执", "Make it a report, with sending and receipt");
const ALREADY: Text = text(
    "这段时间的报告已经写过：{}。不用再写一份。",
    "The report of this period was written already: {}. There is no need for another.",
);
const DUE: Text =
    text("上个月的受理情况还没有向监管反映。", "Last month’s figures were not reported to the regulator yet.");
const PLATFORM: Text = text("与 12315 类别对照", "Beside the categories of 12315");
const OURS: Text = text("问题类别", "Problem");
const THEIRS: Text = text("12315 类别", "At 12315");
const CERTAIN: Text = text("确定", "Sure");
const WHY: Text = text("说明", "Why");
const SURE: Text = text("是", "Yes");
const NOT_SURE: Text = text("待核实", "To be verified");
const UNKNOWN: Text = text("未知", "Not known");
const OPEN: Text = text("打开那份报告", "Open that report");

/// The page.
#[component]
pub fn FiguresReport() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund analysis" not_yours=NOT_YOURS shows=shown with_heading=true /> }
}

fn shown(role: Role) -> Option<AnyView> {
    role.reads_figures().then(|| view! { <Sheet writes=role.supervises() /> }.into_any())
}

#[component]
fn Sheet(writes: bool) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    // The month that has ended, unless the address says another period.
    let last_month = Period::month_of(Period::month_of(device.now().day()).from.plus_days(-1));
    let period = RwSignal::new(period::named().unwrap_or(last_month));
    let found = RwSignal::new(None::<Arc<PublishedFigures>>);
    let error = RwSignal::new(None::<ApiError>);
    let not_saved = RwSignal::new(None::<ApiError>);
    Effect::new(move |_| {
        let asked = period.get();
        spawn_local(async move {
            match staff_api::figures_report(asked).await {
                Ok(figures) if period.try_get_untracked() == Some(asked) => {
                    error.set(None);
                    found.set(Some(Arc::new(figures)));
                }
                Ok(_) => {}
                Err(why) => error.set(Some(why)),
            }
        });
    });
    let save = move |csv: bool| {
        spawn_local(async move {
            let saved = staff_api::save_figures(period.get_untracked(), csv, lang.get_untracked()).await;
            not_saved.set(saved.err());
        });
    };
    let is_of = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.period)));
    let lead = move || LEAD.fill(lang.get(), &[&LEAST.to_string()]);
    view! {
        <div class="members__head">
            <h1>{say(TITLE)}</h1>
            <div class="actions no-print">
                <button class="btn" type="button" on:click=move |_| drop(window().print())>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
                <button class="btn" type="button" on:click=move |_| save(false)>
                    <Icon sign=Sign::Out />
                    {say(XLSX)}
                </button>
                <button class="btn" type="button" on:click=move |_| save(true)>
                    <Icon sign=Sign::Out />
                    {say(CSV)}
                </button>
            </div>
        </div>
        <p class="fund__lead">{lead}</p>
        <period::PeriodForm period beside=false />
        <Trouble error title=NOT_LOADED />
        <Trouble error=not_saved title=NOT_SAVED />
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
            {writes.then(|| view! { <Log period /> })}
            {move || found.get().map(|found| figures(&found, lang.get()))}
            {move || platform(lang.get())}
        </Show>
    }
}

/// Our categories beside those of the 12315 platform, with what is not known of it.
fn platform(lang: Lang) -> AnyView {
    let Some(table) = sync::platform_categories() else { return ().into_any() };
    let row = |row: &PlatformRow| {
        let goods: Vec<&str> = row.goods.iter().map(|goods| goods.name().in_lang(lang)).collect();
        let space = if lang == Lang::Zh { "、" } else { ", " };
        let ours = row.category.name().in_lang(lang);
        let ours = if goods.is_empty() { ours.to_owned() } else { format!("{ours}（{}）", goods.join(space)) };
        let to = row.to.clone().unwrap_or_else(|| UNKNOWN.in_lang(lang).to_owned());
        view! {
            <tr>
                <th scope="row">{ours}</th>
                <td>{to}</td>
                <td>{if row.certain { SURE.in_lang(lang) } else { NOT_SURE.in_lang(lang) }}</td>
                <td>{row.note.in_lang(lang).to_owned()}</td>
            </tr>
        }
    };
    let heads = [OURS, THEIRS, CERTAIN, WHY];
    let heads = heads.map(|head| view! { <th scope="col">{head.in_lang(lang)}</th> }).collect_view();
    view! {
        <details class="analysis__table">
            <summary>{PLATFORM.in_lang(lang)}</summary>
            <div class="analysis__scroll">
                <table class="table">
                    <caption class="vh">{PLATFORM.in_lang(lang)}</caption>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="small muted">{table.unknown.in_lang(lang).to_owned()} " " {table.source.in_lang(lang).to_owned()}</p>
        </details>
    }
    .into_any()
}

/// On the day's screen: last month was not reported yet.
#[component]
pub fn ReportDue() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let reports = desk.device.desk.entities.of::<Report>();
    let last_month = move || Period::month_of(Period::month_of(desk.now.get().day()).from.plus_days(-1));
    let due = Memo::new(move |_| {
        let month = last_month();
        let is_of = |at: Moment| (month.from..=month.to).contains(&at.day());
        let had_cases =
            || desk.device.desk.cases.with(|cases| cases.values().any(|one| one.case.received_at.is_some_and(is_of)));
        let is_written = || reports.with(|reports| reports.shown.contains_key(&of_period(month)));
        (desk.me.with(|me| me.role.supervises()) && !is_written() && had_cases()).then_some(month)
    });
    move || {
        let month = due.get()?;
        let lang = lang.get();
        Some(view! {
            <NoticeBox tone=Tone::Info>
                <p>
                    {DUE.in_lang(lang)} " "
                    <a class="link" href=address("/staff/analysis/report", month)>
                        {TITLE.in_lang(lang)}
                    </a>
                </p>
            </NoticeBox>
        })
    }
}

/// Whether a report of this period is in the log, and the way to write one.
#[component]
fn Log(period: RwSignal<Period>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let reports = device.desk.entities.of::<Report>();
    move || {
        let period = period.get();
        let (id, lang, today) = (of_period(period), lang.get(), device.now().day());
        let known =
            reports.with(|reports| reports.shown.get(&id).map(|shown| report_stands(&shown.state, today, lang)));
        match known {
            Some(stands) => view! {
                <NoticeBox tone=Tone::Info>
                    <p role="status">{ALREADY.fill(lang, &[&stands])}</p>
                    <a class="link" href=report_address(id)>
                        {OPEN.in_lang(lang)}
                    </a>
                </NoticeBox>
            }
            .into_any(),
            None => view! {
                <div class="actions no-print">
                    <a class="btn btn--main" href=address("/staff/regulator/reports/new", period)>
                        {WRITE.in_lang(lang)}
                    </a>
                </div>
            }
            .into_any(),
        }
    }
}
