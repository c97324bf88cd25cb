//! How a guide looks: on the screen, and on paper.

use domain::words::{Lang, Text, text};
use leptos::prelude::*;

use super::{ADMINISTRATOR, ADMINISTRATOR_NAME, Guide, Part, STAFF, STAFF_NAME, Step, VISITOR, VISITOR_NAME};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign, emphasis::emphasis},
    device::use_device,
    lang::{say, use_lang},
};

const HOME: Text = text("首页", "Home");
const PRINT: Text = text("打印", "Print");
const OTHERS: Text = text("其他手册", "Other guides");
const CONTENTS: Text = text("目录", "Contents");

/// Looks of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// One page of large type.
    Sheet,
    /// Chapters with a table of contents.
    Book,
}

/// A guide in its frame.
#[component]
pub(super) fn Sheet(guide: Guide, look: Look, here: &'static str) -> impl IntoView {
    let (lang, device) = (use_lang(), use_device());
    let class = match look {
        Look::Sheet => "guide guide--sheet",
        Look::Book => "guide",
    };
    view! {
        <Page
            main=class
            title=Signal::derive(move || guide.name.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back="/" to=HOME /> }
        >
            <div class="page__head">
                <h1 class="serif">{say(guide.name)}</h1>
                <p class="page__lead">{say(guide.lead)}</p>
                <Show when=move || device.alive.get()>
                    <button class="btn btn--quiet no-print" type="button" on:click=move |_| { let _ = window().print(); }>
                        <Icon sign=Sign::Print />
                        {say(PRINT)}
                    </button>
                </Show>
            </div>
            {move || (look == Look::Book).then(|| contents(guide, lang.get()))}
            <article class="prose">{move || guide.parts.iter().map(|part| told(part, lang.get())).collect_view()}</article>
            <nav class="guide__others no-print" aria-label=say(OTHERS)>
                <h2>{say(OTHERS)}</h2>
                <ul>{move || others(here, lang.get())}</ul>
            </nav>
        </Page>
    }
}

fn others(here: &'static str, lang: Lang) -> AnyView {
    let all = [(VISITOR, VISITOR_NAME), (STAFF, STAFF_NAME), (ADMINISTRATOR, ADMINISTRATOR_NAME)];
    let link =
        |(path, name): (&'static str, Text)| view! { <li><a class="link" href=path>{name.in_lang(lang)}</a></li> };
    all.into_iter().filter(|(path, _)| *path != here).map(link).collect_view().into_any()
}

fn contents(guide: Guide, lang: Lang) -> AnyView {
    // Left to the browser, which moves the focus there.
    let line = |part: &Part| {
        view! { <li><a class="link" rel="external" href=format!("#{}", part.anchor)>{part.title.in_lang(lang)}</a></li> }
    };
    view! {
        <nav class="guide__contents no-print" aria-label=CONTENTS.in_lang(lang)>
            <ul>{guide.parts.iter().map(line).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn told(part: &Part, lang: Lang) -> AnyView {
    let steps = part.steps.iter().map(|step| of_step(step, lang)).collect_view();
    view! {
        <section class="guide__part" id=part.anchor>
            <h2>{part.title.in_lang(lang)}</h2>
            <ul>{steps}</ul>
        </section>
    }
    .into_any()
}

fn of_step(step: &Step, lang: Lang) -> AnyView {
    let types = (!step.types.is_empty())
        .then(|| view! { <pre class="guide__types" translate="no"><code>{step.types}</code></pre> });
    view! { <li>{emphasis(step.says.in_lang(lang))} {types}</li> }.into_any()
}
