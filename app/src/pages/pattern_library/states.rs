//! What says how things stand.

use domain::{
    case::State,
    claim_code::ClaimCode,
    words::{Text, text},
};
use leptos::prelude::*;

use super::Example;
use crate::{
    components::{Icon, NoticeBox, Sign, Tone, rows::row},
    device::StorageProblem,
    lang::{say, use_lang},
    pages::my_cases::ticket::Ticket,
};

const NOTICES: Text = text("提示", "Notices");
const GOOD_TO_KNOW: Text = text("需要知道的事", "Something to know");
const WAITS: Text = text("已存在本机，联网后送达", "Saved here; delivered once online");
const WRONG: Text = text(
    "没有送到，请再试一次。您写的内容还在。",
    "It did not arrive; please try again. What you wrote is still here.",
);
const LAW: Text = text("法律有了新的规定", "The law has changed");
const DONE: Text = text("已收到", "Received");
const BANNERS: Text = text("横幅", "Banners");
const OFFLINE: Text = text(
    "现在没有网络。可以照常填写，联网后自动送达。",
    "There is no network. You can go on; everything is sent by itself later.",
);
const UPDATE: Text = text("有新版本，点一下就换新版。", "A new version is ready; one tap switches over.");
const SWITCH: Text = text("换新版", "Update");
const STORAGE: Text = text("本机存不下时", "When this device cannot keep anything");
const STAMPS: Text = text("印章：案件的每种状态", "Stamps: every state of a case");
const WAITING: Text = text("等待网络", "Waiting for network");
const TAGS: Text = text("标签", "Tags");
const TICKET: Text = text("回执", "Receipt");
const META: Text = text("案件号 2026-0001 · 电饭煲（示例）", "Case 2026-0001 · rice cooker (sample)");
const TIMELINE: Text = text("经过", "Timeline");
const ROWS: Text = text("列表", "Lists");
const EMPTY: Text = text("没有待处理的案件", "No case is waiting");
const EMPTY_TEXT: Text = text("有新案件时会出现在这里。", "New cases appear here.");
const LOADING: Text = text("正在打开…", "Opening…");
const LOADINGS: Text = text("正在打开、还没有内容", "Opening, and nothing there");

/// What a line of the timeline can be.
const LINES: [(&str, Text); 6] = [
    ("done", text("已收到", "Received")),
    ("now", text("正在处理", "Being worked on")),
    ("next", text("答复您", "Answer to you")),
    ("paused", text("等您补充（时限暂停）", "Waiting for you (the clock stands still)")),
    ("failed", text("没有生效", "Not done")),
    ("internal", text("内部备注", "Internal note")),
];

pub(super) fn states() -> AnyView {
    view! {
        <Example name=NOTICES>
            {[(Tone::Info, GOOD_TO_KNOW), (Tone::Amber, WAITS), (Tone::Error, WRONG), (Tone::Law, LAW), (Tone::Done, DONE)]
                .map(|(tone, words)| view! { <NoticeBox tone><p>{say(words)}</p></NoticeBox> })
                .collect_view()}
        </Example>
        <Example name=BANNERS>
            <div class="banner banner--offline">
                <Icon sign=Sign::Offline />
                <p class="banner__text">{say(OFFLINE)}</p>
            </div>
            <div class="banner banner--update">
                <Icon sign=Sign::Update />
                <p class="banner__text">{say(UPDATE)}</p>
                <button class="btn btn--small" type="button">{say(SWITCH)}</button>
            </div>
        </Example>
        <Example name=STORAGE>
            {StorageProblem::ALL
                .iter()
                .map(|problem| {
                    view! {
                        <div class="banner banner--offline">
                            <Icon sign=Sign::Alert />
                            <p class="banner__text">{say(problem.sentence())}</p>
                        </div>
                    }
                })
                .collect_view()}
        </Example>
        <Example name=STAMPS>{stamps()}</Example>
        <Example name=TAGS>
            <p class="library__row">
                {["", "tag--pine", "tag--amber", "tag--seal", "tag--note"]
                    .map(|class| view! { <span class=format!("tag {class}")>{say(TAGS)}</span> })
                    .collect_view()}
            </p>
        </Example>
        <Example name=TICKET>
            <Ticket
                claim=ClaimCode::from_random(Default::default())
                stamp=Signal::stored((State::Received.name(), "stamp stamp--in"))
                meta=Signal::derive(move || META.in_lang(use_lang().get()).to_owned())
            />
        </Example>
        <Example name=TIMELINE>
            <ol class="timeline">
                {LINES
                    .map(|(class, what)| {
                        view! {
                            <li class=format!("timeline__item timeline__item--{class}")>
                                <p class="timeline__what">{say(what)}</p>
                                <p class="timeline__meta tnum">"11月23日 11:45"</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </Example>
        <Example name=ROWS>{rows()}</Example>
        <Example name=LOADINGS>
            <div class="empty">
                <Icon sign=Sign::Check class="icon empty__icon" />
                <p class="empty__title">{say(EMPTY)}</p>
                <p class="empty__text">{say(EMPTY_TEXT)}</p>
            </div>
            <div class="loading">
                <span class="vh">{say(LOADING)}</span>
                <div class="skeleton skeleton--title"></div>
                <div class="skeleton"></div>
                <div class="skeleton skeleton--short"></div>
            </div>
            <p class="spin">{say(LOADING)}</p>
        </Example>
    }
    .into_any()
}

fn stamps() -> impl IntoView {
    view! {
        <p class="library__row">
            {State::ALL.map(|state| view! { <span class="stamp">{say(state.name())}</span> }).collect_view()}
            <span class="stamp stamp--wait">{say(WAITING)}</span>
        </p>
    }
}

fn rows() -> impl IntoView {
    let lang = use_lang().get_untracked();
    let (title, meta) = (META.in_lang(lang).to_owned(), DONE.in_lang(lang).to_owned());
    view! {
        <ul class="card card--flush rows">
            {row("#states".to_owned(), title.clone(), meta)} {row("#states".to_owned(), title, String::new())}
        </ul>
    }
}
