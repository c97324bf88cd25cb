//! The ledger that a merchant keeps already, in and out. It is looked at first, line by line; then all of it is taken in, or none.

use domain::{
    goods::{BadLot, LedgerReport},
    merchant::verifies,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
    pages::staff::{desk::context::use_desk, trouble::Trouble},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("台账导入、导出", "The ledger, in and out");
const LEAD: Text = text(
    "商户自己的进货台账（XLSX 或 CSV）可以整批登记。先核对，有一行不对就一行也不登记。商品要先登记好。要联网。",
    "A merchant’s own ledger (XLSX or CSV) can be taken in at once. It is checked first, and with one bad line nothing is taken. Its goods have to be registered before. It needs a network.",
);
const FILE: Text = text("台账文件", "The file");
const CHECK: Text = text("核对台账", "Check the ledger");
const CHECKING: Text = text("正在核对…", "Checking…");
const TAKE: Text = text("登记这 {} 批", "Take in these {}");
const ALL_GOOD: Text = text("{} 行都对，还没有登记。", "All {} line{s} are right; nothing is taken in yet.");
const TAKEN: Text = text("已登记 {} 批进货。", "{} taken in.");
const BAD: Text = text(
    "{} 行里有 {} 行要改，一行也没有登记。改好文件再核对一次：",
    "Of {} line{s}, {} have to be corrected; nothing was taken in. Please correct the file and check again:",
);
const LINE: Text = text("第 {} 行", "Line {}");
const MORE: Text = text("还有 {} 行要改。", "{} more have to be corrected.");
const EXPORT: Text = text("导出台账", "Export the ledger");
const EXPORT_CSV: Text = text("导出 CSV", "Export as CSV");
const FAILED: Text = text("没有办成", "Not done");
const NO_FILE: Text = text("请先选台账文件。", "Please choose the file first.");
const INPUT: &str = "goods-ledger-file";
/// As many bad lines as a person corrects at once.
const MOST: usize = 100;

/// The card.
#[component]
pub fn Lists() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let may_import = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    let (busy, no_file) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<ApiError>);
    let report = RwSignal::new(None::<LedgerReport>);
    let run = move |check_only: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        no_file.set(false);
        error.set(None);
        spawn_local(async move {
            match staff_api::import_goods_ledger(INPUT, check_only).await {
                Some(Ok(said)) => report.set(Some(said)),
                Some(Err(why)) => {
                    report.set(None);
                    error.set(Some(why));
                }
                None => no_file.set(true),
            }
            busy.set(false);
        });
    };
    let export = move |csv: bool| {
        error.set(None);
        spawn_local(async move { error.set(staff_api::export_goods_ledger(csv, lang.get_untracked()).await.err()) });
    };
    let said = move || {
        let lang = lang.get();
        let report = report.get()?;
        let lines = report.lines.to_string();
        Some(match (report.bad.len(), report.imported) {
            (0, 0) => view! {
                <NoticeBox tone=Tone::Info>
                    <p role="status">{ALL_GOOD.fill(lang, &[&lines])}</p>
                    <button class="btn btn--main" type="button" on:click=move |_| run(false)>
                        {TAKE.fill(lang, &[&lines])}
                    </button>
                </NoticeBox>
            }
            .into_any(),
            (0, taken) => view! {
                <NoticeBox tone=Tone::Done>
                    <p role="status">{TAKEN.fill(lang, &[&taken.to_string()])}</p>
                </NoticeBox>
            }
            .into_any(),
            (bad, _) => {
                let more = bad.saturating_sub(MOST);
                let more = (more > 0).then(|| view! { <p>{MORE.fill(lang, &[&more.to_string()])}</p> });
                let line = |one: BadLot| {
                    let problems = one.problems.iter().map(|why: &Bilingual| why.in_lang(lang).to_owned());
                    let problems = problems.map(|why| view! { <p>{why}</p> }).collect_view();
                    view! {
                        <li class="merchants__entry">
                            <p>
                                <strong>{format!("{} {}", LINE.fill(lang, &[&one.line.to_string()]), one.name)}</strong>
                            </p>
                            {problems}
                        </li>
                    }
                };
                let list = report.bad.into_iter().take(MOST).map(line).collect_view();
                view! {
                    <NoticeBox tone=Tone::Error>
                        <p role="alert">{BAD.fill(lang, &[&lines, &bad.to_string()])}</p>
                        <ol class="merchants__history">{list}</ol>
                        {more}
                    </NoticeBox>
                }
                .into_any()
            }
        })
    };
    view! {
        <details class="card merchants__lists">
            <summary>{say(TITLE)}</summary>
            <Show when=move || may_import.get()>
                <p class="muted">{say(LEAD)}</p>
                <div class="field" class=("field--error", move || no_file.get())>
                    <label class="field__label" for=INPUT>
                        {say(FILE)}
                    </label>
                    <input class="field__input" id=INPUT type="file" accept=".xlsx,.csv" />
                    <Show when=move || no_file.get()>
                        <span class="field__error" role="alert">
                            <Icon sign=Sign::Alert />
                            <span>{say(NO_FILE)}</span>
                        </span>
                    </Show>
                </div>
            </Show>
            <div class="actions">
                <Show when=move || may_import.get()>
                    <button class="btn" type="button" disabled=move || busy.get() on:click=move |_| run(true)>
                        {move || say(if busy.get() { CHECKING } else { CHECK })()}
                    </button>
                </Show>
                <button class="btn" type="button" on:click=move |_| export(false)>
                    {say(EXPORT)}
                </button>
                <button class="btn" type="button" on:click=move |_| export(true)>
                    {say(EXPORT_CSV)}
                </button>
            </div>
            {said}
            <Trouble title=FAILED error />
        </details>
    }
}
