//! 协助查处: an evidence pack of chosen cases, signed, as a file; and those that were made.

use domain::{
    oversight::report::Report,
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{
    fields::{Lines, OneLine},
    oversight::{report_address, report_stands},
    staff_frame::StaffFrame,
    trouble::Trouble,
};
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("协助查处：证据包", "Evidence packs");
const NOT_YOURS: Text = text("证据包由主管制作。", "Supervisors make evidence packs.");
const LEAD: Text = text(
    "把选定案件的全部经过、照片和 PDF 做成一个文件，每个文件有 SHA-256，清单有签名，事后改动看得出来。内部备注不在里面；遮盖过的照片放遮盖后的副本。",
    "The whole history of chosen cases with photos and PDFs in one file: each with its SHA-256, and a signed list, so that any later change shows. Internal notes are not in it; of a photo with covered parts the copy is enclosed.",
);
const CASES: Text = text("案号，一行一个", "Case numbers, one a line");
const TO: Text = text("给哪个部门", "For which authority");
const GROUND: Text = text("依据什么（文书名称、文号）", "On what ground (which paper, its number)");
const MAKE: Text = text("做成并下载", "Make it and save the file");
const MAKING: Text = text("正在做…", "Making it…");
const NOT_MADE: Text = text("没有做成证据包", "No evidence pack was made");
const MADE: Text = text(
    "做成了，文件已下载。每个案件和报告记录里都记下了是谁、什么时候做的。",
    "Made, and the file is saved. Who made it and when stands on each case and in the log of reports.",
);
const ALL: Text = text("做过的证据包", "Packs that were made");
const NONE: Text = text("还没有做过。", "None yet.");
const LINE: Text = text("{} · {} 件案件 · {} 个文件", "{} · {} case{s} · {} file{s}");
const CHECK: Text = text("怎样核对", "How to check one");
const CHECK_HOW: Text = text(
    "收到的部门用 server verify-pack 文件 --public-key 公钥 核对；公钥请当面或电话告诉对方。",
    "Whoever gets it runs: server verify-pack FILE --public-key KEY. Tell them the key in person or by telephone.",
);
const KEY: Text = text("本联络点的公钥", "This contact point’s public key");

/// The page.
#[component]
pub fn EvidencePage() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund evidence" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    role.supervises().then(|| {
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            <Make />
            <Made />
            <PublicKey />
        }
        .into_any()
    })
}

#[component]
fn Make() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let asked = use_query_map().with_untracked(|query| query.get("cases").unwrap_or_default());
    let cases = RwSignal::new(asked.replace(',', "\n"));
    let regulator = device.notice.with_untracked(|notice| notice.as_ref().map(|of| of.place.regulator.zh.clone()));
    let (to, ground) = (RwSignal::new(regulator.unwrap_or_default()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<ApiError>);
    let (is_busy, is_made) = (RwSignal::new(false), RwSignal::new(false));
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        is_made.set(false);
        error.set(None);
        let numbers = cases.get_untracked();
        let numbers: Vec<String> =
            numbers.split(['\n', ',', '，', '、', ' ']).map(str::to_owned).filter(|one| !one.is_empty()).collect();
        spawn_local(async move {
            let made = staff_api::make_evidence_pack(&numbers, &to.get_untracked(), &ground.get_untracked()).await;
            is_busy.try_set(false);
            is_made.try_set(made.is_ok());
            error.try_set(made.err());
        });
    };
    view! {
        <form class="card evidence__form" novalidate on:submit=submit>
            <Lines id="evidence-cases" label=CASES tag="zh-CN" value=cases />
            <OneLine id="evidence-to" label=TO tag="zh-CN" value=to />
            <Lines id="evidence-ground" label=GROUND tag="zh-CN" value=ground />
            <Trouble error title=NOT_MADE />
            <div role="status">
                <Show when=move || is_made.get()>
                    <NoticeBox tone=Tone::Done>
                        <p>{say(MADE)}</p>
                    </NoticeBox>
                </Show>
            </div>
            <div class="actions">
                <button class="btn btn--main" type="submit" aria-disabled=move || is_busy.get().then_some("true")>
                    <Icon sign=Sign::Out />
                    {move || if is_busy.get() { MAKING.in_lang(lang.get()) } else { MAKE.in_lang(lang.get()) }}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Made() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let reports = device.desk.entities.of::<Report>();
    let rows = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let mut packs = reports.with(|reports| {
            let of = reports.shown.iter().filter_map(|(id, shown)| {
                let report = &shown.state;
                let pack = report.content.pack.as_ref()?;
                let (cases, files) = (pack.cases.len().to_string(), pack.files.to_string());
                let title = LINE.fill(lang, &[&pack.number, &cases, &files]);
                Some((report.written_on, *id, title, report_stands(report, today, lang)))
            });
            of.collect::<Vec<_>>()
        });
        packs.sort();
        packs.reverse();
        if packs.is_empty() {
            return view! { <p class="order__none muted">{NONE.in_lang(lang)}</p> }.into_any();
        }
        let row = |(_, id, title, stands): (_, _, String, String)| {
            view! {
                <li>
                    <a class="row" href=report_address(id)>
                        <span class="row__main">
                            <span class="row__title">{title}</span>
                            <span class="row__meta">{stands}</span>
                        </span>
                    </a>
                </li>
            }
        };
        view! { <ul class="rows">{packs.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card card--flush" aria-labelledby="evidence-made">
            <h2 class="card__title" id="evidence-made">
                {say(ALL)}
            </h2>
            {rows}
        </section>
    }
}

#[component]
fn PublicKey() -> impl IntoView {
    let key = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        spawn_local(async move {
            if let Ok(known) = staff_api::evidence_key().await {
                key.try_set(Some(known));
            }
        });
    });
    view! {
        <section class="card" aria-labelledby="evidence-check">
            <h2 class="card__title" id="evidence-check">
                {say(CHECK)}
            </h2>
            <p>{say(CHECK_HOW)}</p>
            <dl>
                <dt class="small muted">{say(KEY)}</dt>
                <dd class="evidence__key tnum">{move || key.get().unwrap_or_else(|| "—".to_owned())}</dd>
            </dl>
        </section>
    }
}
