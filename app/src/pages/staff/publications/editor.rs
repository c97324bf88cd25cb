//! The form for one publication. What is wrong is said by the very rule that the server keeps.

use domain::{
    moment::Day,
    publication::{Category, Command, WORDS_CHARS, Wording},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::fields::{DayField, OneLine},
    Editing, EditingContext, faq, judged,
    preview::Preview,
    words_field::{Pictures, WordsField},
};
use crate::{
    components::{NoticeBox, Tone},
    device::use_device,
    lang::{say, use_lang},
};

/// Where a person begins to write.
pub(super) const FIRST_FIELD: &str = "publication-title-zh";

const NEW: Text = text("新写一条", "A new one");
const CHANGE: Text = text("修改", "Change it");
const CHANGE_LEAD: Text = text(
    "改好还要另一位主管看过。没看过之前，已经挂出的那一版不变。",
    "Another supervisor reads the change through. Until then what hangs there stays as it is.",
);
const ABOUT: Text = text("是哪一类", "What it is about");
const TITLE_ZH: Text = text("标题（中文）", "Title (Chinese)");
const TITLE_EN: Text = text("标题（英文，可以以后再写）", "Title (English; may follow later)");
const WORDS_ZH: Text = text("内容（中文，一段一行）", "Words (Chinese; a paragraph a line)");
const WORDS_EN: Text = text("内容（英文，可以以后再写）", "Words (English; may follow later)");
const LAYOUT_ZH: Text = text("中文的排版", "Layout of the Chinese");
const LAYOUT_EN: Text = text("英文的排版", "Layout of the English");
const FROM: Text = text("从哪天挂出", "From which day");
const UNTIL: Text = text("挂到哪天（不填就一直挂着）", "To which day (empty: until it is taken down)");
const URGENT: Text = text("紧急：一体机首页只显示这一条", "Urgent: the first page of every kiosk shows this alone");
const COUNT: Text = text("{} / {} 字", "{} of {} characters");
const NO_DAY: Text = text("请选从哪天挂出。", "Please choose the day from which it hangs there.");
const SAVE: Text = text("存为草稿", "Save the draft");
const SAVE_AND_SUBMIT: Text = text("存好并送审", "Save and send for review");
const CANCEL: Text = text("不改了", "Leave it");

/// The form.
#[component]
pub fn Editor(
    /// As it was when it was opened.
    begun: Editing,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let Editing { id, base, category, title, words, from, until, urgent, pictures, case } = begun;
    let today = device.now().day();
    let category = RwSignal::new(category);
    let [title_zh, title_en] = title.map(RwSignal::new);
    let [words_zh, words_en] = words.map(RwSignal::new);
    let [from, until] = [from, until].map(RwSignal::new);
    let urgent = RwSignal::new(urgent);
    let pictures = RwSignal::new(pictures);
    let deidentified = RwSignal::new(false);
    let written = Signal::derive(move || [title_zh, words_zh, title_en, words_en].map(|text| text.get()).join("\n"));
    let wrong = RwSignal::new(None::<Bilingual>);
    let both = |zh: RwSignal<String>, en: RwSignal<String>| Bilingual { zh: zh.get(), en: en.get() };
    let wording = move || Wording {
        category: category.get(),
        title: both(title_zh, title_en),
        words: both(words_zh, words_en),
        from: Day::parse(&from.get()).unwrap_or(today),
        until: Day::parse(&until.get()),
        urgent: urgent.get(),
        pictures: pictures.get(),
    };
    let save = move |then_submit: bool| {
        let Some(from) = Day::parse(&from.get_untracked()) else {
            wrong.set(Some(NO_DAY.into()));
            return;
        };
        let wording = Wording { from, ..untrack(wording) };
        let of_case = faq::judged(&device, case, &wording);
        let command = match case {
            Some(case) => Command::WriteFaq { wording, case, deidentified: deidentified.get_untracked() },
            None => Command::Write { wording },
        };
        if let Err(why) = judged(&device, id, base, &command).and(of_case) {
            wrong.set(Some(why));
            super::super::focus::focus_soon("publication-wrong".to_owned());
            return;
        }
        editing.set(None);
        spawn_local(async move {
            device.act_on::<domain::publication::Publication>(id, base, command).await;
            if then_submit {
                let after = base.map_or(1, |base| base + 1);
                device.act_on::<domain::publication::Publication>(id, Some(after), Command::Submit).await;
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(true);
    };
    let count = move || {
        let chars = words_zh.with(|words| words.chars().count());
        COUNT.fill(lang.get(), &[&chars.to_string(), &WORDS_CHARS.to_string()])
    };
    view! {
        <section class="card replies__editor" aria-labelledby="publication-heading">
            <h2 class="card__title" id="publication-heading">
                {say(if base.is_some() { CHANGE } else { NEW })}
            </h2>
            {base.is_some().then(|| view! { <p class="muted">{say(CHANGE_LEAD)}</p> })}
            {move || {
                wrong
                    .get()
                    .map(|why| {
                        let words = why.in_lang(lang.get()).to_owned();
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p role="alert" id="publication-wrong" tabindex="-1">{words}</p>
                            </NoticeBox>
                        }
                    })
            }}
            <form method="post" on:submit=submit>
                <Categories category />
                <OneLine id=FIRST_FIELD label=TITLE_ZH tag="zh-CN" value=title_zh />
                <WordsField id="publication-words-zh" label=WORDS_ZH tools=LAYOUT_ZH tag="zh-CN" value=words_zh />
                <p class="muted tnum">{count}</p>
                <OneLine id="publication-title-en" label=TITLE_EN tag="en" value=title_en />
                <WordsField id="publication-words-en" label=WORDS_EN tools=LAYOUT_EN tag="en" value=words_en />
                <Pictures pictures words=[words_zh, words_en] />
                <div class="publications__days">
                    <DayField id="publication-from" label=FROM value=from />
                    <DayField id="publication-until" label=UNTIL value=until />
                </div>
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || urgent.get()
                        on:change=move |change| urgent.set(event_target_checked(&change))
                    />
                    <span class="check__text">{say(URGENT)}</span>
                </label>
                {case.map(|case| view! { <faq::Deidentified case written deidentified /> })}
                <Preview wording=Signal::derive(wording) />
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {say(SAVE_AND_SUBMIT)}
                    </button>
                    <button class="btn" type="button" on:click=move |_| save(false)>
                        {say(SAVE)}
                    </button>
                    <button class="btn btn--quiet" type="button" on:click=move |_| editing.set(None)>
                        {say(CANCEL)}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Categories(category: RwSignal<Category>) -> impl IntoView {
    let options = Category::ALL.map(|one| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="publication-category"
                    prop:checked=move || category.get() == one
                    on:change=move |_| category.set(one)
                />
                <span class="choice__body">
                    <span class="choice__title">{say(one.name())}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(ABOUT)}</legend>
            <div class="choices choices--3">{options.collect_view()}</div>
        </fieldset>
    }
}
