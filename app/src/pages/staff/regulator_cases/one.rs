//! One case as the regulator sees it.

use domain::{
    case::{Media, PublicWords},
    form::Term,
    oversight::{RegulatorCase, WholeCase},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    device::use_device,
    format::phone,
    lang::use_lang,
    pages::staff::{
        desk::{attachments::address, signed_in::SignedIn, words::merchant},
        staff_frame::Loading,
        trouble::Trouble,
    },
    staff_api::{self, ApiError},
};

const TITLE: Text = text("案件 {}", "Case {}");
const WINDOW: Text = text("监管查阅", "For the regulator to look at");
const NOT_LOADED: Text = text("没能取到案件", "The case could not be fetched");
const LOADING: Text = text("正在取案件…", "Fetching the case…");
const NOT_PASSED_ON: Text = text(
    "这个案件没有移送，只能看类别和进度。需要全部材料的，请发协查要求，由联络点做证据包。",
    "This case was not passed on: only its category and how it went can be seen. To have all of it, please send a request; the contact point then makes an evidence pack.",
);
const STEPS: Text = text("办理进度", "How it went");
const FACTS: Text = text("事情经过", "What happened");
const CONSUMER: Text = text("消费者", "Consumer");
const UNNAMED: Text = text("不公开（举报人保密，或匿名）", "Not shown (whoever reports stays unknown, or anonymous)");
const HISTORY: Text = text("办理经过", "What was done");
const FILES: Text = text("照片和文件", "Photos and files");
const FILE: Text = text("附件 {}", "Attachment {}");

/// The page of one case.
#[component]
pub fn One(number: String) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let found = RwSignal::new(None::<RegulatorCase>);
    let error = RwSignal::new(None::<ApiError>);
    let heading = number.clone();
    Effect::new(move |_| {
        if !device.alive.get() {
            return;
        }
        let number = number.clone();
        spawn_local(async move {
            match staff_api::regulator_case(&number).await {
                Ok(case) => drop(found.try_set(Some(case))),
                Err(why) => drop(error.try_set(Some(why))),
            }
        });
    });
    let title = move || TITLE.fill(lang.get(), &[&heading]);
    view! {
        <Page
            class="order"
            title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff/regulator/cases" to=WINDOW /> }
        >
            <SignedIn>
                <h1 class="tnum">{title.clone()}</h1>
                <Trouble error title=NOT_LOADED />
                <Show
                    when=move || found.with(Option::is_some)
                    fallback=move || {
                        view! {
                            <Show when=move || error.get().is_none()>
                                <Loading what=LOADING />
                            </Show>
                        }
                    }
                >
                    {move || found.get().map(|case| sheet(&case, lang.get()))}
                </Show>
            </SignedIn>
        </Page>
    }
}

fn sheet(case: &RegulatorCase, lang: Lang) -> AnyView {
    let line = &case.line;
    let head = [
        line.kind.name().in_lang(lang).to_owned(),
        line.category.name().in_lang(lang).to_owned(),
        merchant(&line.merchant, lang),
        line.state.name().in_lang(lang).to_owned(),
    ];
    let step = |(at, state): &(domain::moment::Moment, domain::case::State)| {
        let said = format!("{} {}", at.day(), state.name().in_lang(lang));
        view! { <li class="tnum">{said}</li> }
    };
    view! {
        <p class="muted">{head.join(" · ")}</p>
        {match &case.whole {
            None => {
                view! {
                    <NoticeBox tone=Tone::Info>
                        <p>{NOT_PASSED_ON.in_lang(lang)}</p>
                    </NoticeBox>
                }
                .into_any()
            }
            Some(whole) => whole_case(whole, lang),
        }}
        <section class="card" aria-labelledby="regulator-steps">
            <h2 class="card__title" id="regulator-steps">{STEPS.in_lang(lang)}</h2>
            <ol class="regulator__steps">{case.steps.iter().map(step).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn whole_case(whole: &WholeCase, lang: Lang) -> AnyView {
    let filing = &whole.complaint;
    let consumer = filing.contact.as_ref().map_or_else(
        || UNNAMED.in_lang(lang).to_owned(),
        |contact| format!("{} {}", contact.name, phone(&contact.phone, lang)),
    );
    let lines = whole.view.timeline.iter().map(|entry| {
        let words = entry.words.as_ref().map(|words| said(words, lang)).unwrap_or_default();
        let state = entry.state.name().in_lang(lang);
        view! {
            <li class="order__entry">
                <p class="small muted tnum">{format!("{} · {state}", entry.at.day())}</p>
                <p>{words}</p>
            </li>
        }
    });
    let files = (1..).zip(&whole.attachments).map(|(place, one): (usize, _)| {
        let name = FILE.fill(lang, &[&place.to_string()]);
        let href = address(whole.id, one);
        if one.media == Media::Jpeg {
            view! { <li><img class="evidence__photo" src=href alt=name /></li> }.into_any()
        } else {
            view! { <li><a class="link" href=href rel="external">{name}</a></li> }.into_any()
        }
    });
    let has_files = !whole.attachments.is_empty();
    let files = files.collect_view();
    view! {
        <section class="card" aria-labelledby="regulator-facts">
            <h2 class="card__title" id="regulator-facts">{FACTS.in_lang(lang)}</h2>
            <p class="order__words">{filing.facts.clone()}</p>
            <p><span class="muted">{CONSUMER.in_lang(lang)} " "</span>{consumer}</p>
        </section>
        <section class="card" aria-labelledby="regulator-history">
            <h2 class="card__title" id="regulator-history">{HISTORY.in_lang(lang)}</h2>
            <ol class="order__history">{lines.collect_view()}</ol>
        </section>
        {has_files
            .then(|| {
                view! {
                    <section class="card" aria-labelledby="regulator-files">
                        <h2 class="card__title" id="regulator-files">{FILES.in_lang(lang)}</h2>
                        <ul class="evidence__photos">{files}</ul>
                    </section>
                }
            })}
    }
    .into_any()
}

fn said(words: &PublicWords, lang: Lang) -> String {
    match words {
        PublicWords::Question { words }
        | PublicWords::Reply { words }
        | PublicWords::Own { words }
        | PublicWords::Closed { words, .. }
        | PublicWords::Settled { words, .. }
        | PublicWords::Rating { words, .. } => words.clone(),
        PublicWords::Ended { reason_zh, reason_en, words } => {
            let reason = if lang == Lang::Zh { reason_zh } else { reason_en };
            format!("{reason} {words}")
        }
        PublicWords::Told { zh, .. } if lang == Lang::Zh => zh.clone(),
        PublicWords::Told { en, .. } => en.clone(),
        PublicWords::Seller { info } => format!("{} · {} · {}", info.name, info.address, info.contact),
    }
}
