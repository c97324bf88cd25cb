//! A list that the mall keeps already, in and out. It is looked at first, line by line; then all of it is taken in, or none.

use domain::{
    merchant::{BadLine, ImportReport},
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
    pages::staff::{desk::context::use_desk, trouble::Trouble},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("名单导入、导出", "The list, in and out");
const LEAD: Text = text(
    "已有商户名单（XLSX 或 CSV）可以整批登记。先核对，有一行不对就一行也不登记；登记后逐个核实原件才算入驻。要联网。",
    "A list that you keep (XLSX or CSV) can be taken in at once. It is checked first, and with one bad line nothing is taken. Each merchant is admitted once its originals were seen. It needs a network.",
);
const FILE: Text = text("名单文件", "The file");
const CHECK: Text = text("核对名单", "Check the list");
const CHECKING: Text = text("正在核对…", "Checking…");
const TAKE: Text = text("登记这 {} 户", "Take in these {}");
const ALL_GOOD: Text = text("{} 行都对，还没有登记。", "All {} line{s} are right; nothing is taken in yet.");
const TAKEN: Text = text("已登记 {} 户，都在“谁在等审核”里。", "{} taken in; they wait to be examined.");
const BAD: Text = text(
    "{} 行里有 {} 行要改，一行也没有登记。改好文件再核对一次：",
    "Of {} line{s}, {} have to be corrected; nothing was taken in. Please correct the file and check again:",
);
const LINE: Text = text("第 {} 行", "Line {}");
const EXPORT: Text = text("导出名单", "Export the list");
const FAILED: Text = text("没有办成", "Not done");
const NO_FILE: Text = text("请先选名单文件。", "Please choose the file first.");
const INPUT: &str = "merchants-list";

/// The card, for supervisors.
#[component]
pub fn Lists() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let supervises = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let (busy, no_file) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<ApiError>);
    let report = RwSignal::new(None::<ImportReport>);
    let run = move |check_only: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        no_file.set(false);
        error.set(None);
        spawn_local(async move {
            match staff_api::import_merchants(INPUT, check_only).await {
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
    let export = move |_| {
        error.set(None);
        spawn_local(async move { error.set(staff_api::export_merchants(lang.get_untracked()).await.err()) });
    };
    let said = move || {
        let report = report.get()?;
        Some(match (&report.bad[..], report.imported) {
            ([], 0) => good(report.lines, Callback::new(move |()| run(false))).into_any(),
            ([], taken) => {
                let words = move || TAKEN.fill(lang.get(), &[&taken.to_string()]);
                view! {
                    <NoticeBox tone=Tone::Done>
                        <p role="status">{words}</p>
                    </NoticeBox>
                }
                .into_any()
            }
            (bad, _) => wrong(report.lines, bad.to_vec()).into_any(),
        })
    };
    view! {
        <Show when=move || supervises.get()>
            <details class="card merchants__lists">
                <summary>{say(TITLE)}</summary>
                <p class="muted">{say(LEAD)}</p>
                <div class="field" class=("field--error", move || no_file.get())>
                    <label class="field__label" for=INPUT>
                        {say(FILE)}
                    </label>
                    <input
                        class="field__input"
                        id=INPUT
                        type="file"
                        accept=".xlsx,.csv,.txt"
                        on:change=move |_| {
                            report.set(None);
                            error.set(None);
                        }
                    />
                    <Show when=move || no_file.get()>
                        <p class="field__error" role="alert">
                            <Icon sign=Sign::Alert />
                            <span>{say(NO_FILE)}</span>
                        </p>
                    </Show>
                </div>
                <div class="actions">
                    <button class="btn btn--main" type="button" disabled=move || busy.get() on:click=move |_| run(true)>
                        {move || if busy.get() { say(CHECKING)() } else { say(CHECK)() }}
                    </button>
                    <button class="btn" type="button" on:click=export>
                        <Icon sign=Sign::Out />
                        {say(EXPORT)}
                    </button>
                </div>
                <Trouble title=FAILED error />
                {said}
            </details>
        </Show>
    }
}

fn good(lines: usize, take: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let count = lines.to_string();
    let label = move || TAKE.fill(lang.get(), &[&lines.to_string()]);
    view! {
        <NoticeBox tone=Tone::Info>
            <p role="status">{move || ALL_GOOD.fill(lang.get(), &[&count])}</p>
            <div class="actions">
                <button class="btn btn--main" type="button" on:click=move |_| take.run(())>
                    {label}
                </button>
            </div>
        </NoticeBox>
    }
}

fn wrong(lines: usize, bad: Vec<BadLine>) -> impl IntoView {
    let lang = use_lang();
    let counts = [lines.to_string(), bad.len().to_string()];
    let line = move |bad: BadLine| {
        let BadLine { line, name, problems: wrong } = bad;
        let problems = move || {
            let lang = lang.get();
            let said = wrong.iter().map(|problem| problem.sentence().in_lang(lang).to_owned());
            said.map(|said| view! { <p>{said}</p> }).collect_view()
        };
        let title = move || format!("{} {}", LINE.fill(lang.get(), &[&line.to_string()]), name);
        view! {
            <li class="merchants__entry">
                <p class="tnum">
                    <strong>{title}</strong>
                </p>
                {problems}
            </li>
        }
    };
    view! {
        <NoticeBox tone=Tone::Error>
            <p role="alert">{move || BAD.fill(lang.get(), &[&counts[0], &counts[1]])}</p>
            <ul class="merchants__history">{bad.into_iter().map(line).collect_view()}</ul>
        </NoticeBox>
    }
}
