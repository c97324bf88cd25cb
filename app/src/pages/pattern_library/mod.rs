//! Every component in every state, on one page: `/components`. It is drawn by the server from the same styles and the same
//! components as the pages, so it cannot fall behind them, and costs a visitor's device nothing. Colours follow the system
//! (dark, more contrast, forced colours); language and text size are links.

mod controls;
mod failures;
mod looks;
mod states;

use domain::words::{Text, text};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};

use crate::{
    device::Device,
    lang::{LangContext, say},
    visit::use_visit,
};

const TITLE: Text = text("组件总览", "Components");
const LEAD: Text = text(
    "页面由这些组件拼成。这里列出每个组件的每种状态，内容都是示例。",
    "Pages are made of these. Each stands here in every state; all content is sample data.",
);
const LARGE: Text = text("长辈版", "Larger text");
const NORMAL: Text = text("普通字号", "Normal text");
const OTHER_LANGUAGE: Text = text("English", "中文");
const LOOK: Text = text("语言和字号", "Language and text size");
const CONTENTS: Text = text("目录", "Contents");

/// The sections: their address on the page, and name.
const SECTIONS: [(&str, Text); 4] = [
    ("looks", text("颜色与文字", "Colours and type")),
    ("controls", text("按钮与填写", "Buttons and fields")),
    ("states", text("状态与提示", "States and notices")),
    ("failures", text("出错时怎么说", "What failures say")),
];

/// The page. Large text as asked for by its address.
#[component]
pub fn PatternLibrary(large: bool) -> impl IntoView {
    provide_meta_context();
    let visit = use_visit();
    let lang = visit.map(|visit| visit.lang).unwrap_or_default();
    provide_context(LangContext(RwSignal::new(lang)));
    provide_context(Device::new(None, std::sync::Arc::default(), None));
    let (here, other) = (lang.tag(), lang.other().tag());
    let same_size = if large { "&text=large" } else { "" };
    let other_size = if large { "" } else { "&text=large" };
    view! {
        <Title text=TITLE.in_lang(lang) />
        <div class="page page--wide">
            <main class="page__main library" id="main">
                <h1>{say(TITLE)}</h1>
                <p class="page__lead">{say(LEAD)}</p>
                <nav class="library__tools" aria-label=say(LOOK)>
                    <a class="chip" href=format!("?lang={other}{same_size}") lang=other hreflang=other>
                        {say(OTHER_LANGUAGE)}
                    </a>
                    <a class="chip" href=format!("?lang={here}{other_size}")>
                        {say(if large { NORMAL } else { LARGE })}
                    </a>
                </nav>
                <nav class="library__tools" aria-label=say(CONTENTS)>
                    {SECTIONS
                        .map(|(id, name)| view! { <a class="link" href=format!("#{id}")>{say(name)}</a> })
                        .collect_view()}
                </nav>
                <Section at=0>{looks::looks()}</Section>
                <Section at=1>{controls::controls()}</Section>
                <Section at=2>{states::states()}</Section>
                <Section at=3>{failures::failures()}</Section>
            </main>
        </div>
    }
}

#[component]
fn Section(at: usize, children: Children) -> impl IntoView {
    let (id, name) = SECTIONS[at];
    view! {
        <section id=id class="library__section">
            <h2>{say(name)}</h2>
            {children()}
        </section>
    }
}

/// One component, under its name.
#[component]
fn Example(
    /// What it is.
    name: Text,
    /// The component, in its states.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="library__example">
            <h3>{say(name)}</h3>
            {children()}
        </div>
    }
}
