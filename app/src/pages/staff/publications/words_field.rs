//! The field for the words: plain lines, and buttons for what they may have besides.

use domain::{
    kind::Refusal,
    publication::{MOST_PICTURES, Picture, Rejection},
    words::{Bilingual, Text, text},
};
use leptos::{html::Textarea, prelude::*, task::spawn_local};
use sync::protocol::Code;

use super::marks::{Mark, marked, without_picture};
use crate::{
    components::{Icon, Show, Sign},
    host,
    lang::{say, use_lang},
};

const ADD: Text = text("放一张图片", "Add a picture");
const ADDING: Text = text("正在处理图片……", "Making the picture ready…");
const PICTURE: Text = text("图 {}", "Picture {}");
const REMOVE: Text = text("去掉图 {}", "Take picture {} out");
const HINT: Text = text(
    "图片在本机缩小，拍摄地点会去掉。它在内容里写成 ![图片上是什么](1)，可以移到要放的地方。",
    "A picture is made small on this device, without the place where it was taken. In the words it is ![what it shows](1), which you can move.",
);
const INPUT: &str = "publication-picture";

/// Several lines with their buttons.
#[component]
pub fn WordsField(
    id: &'static str,
    label: Text,
    /// What the buttons do, by name.
    tools: Text,
    tag: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let area = NodeRef::<Textarea>::new();
    let put = move |mark: Mark| {
        let Some(area) = area.get_untracked() else { return };
        let place = |of: Result<Option<u32>, _>| of.ok().flatten().map_or(usize::MAX, |place| place as usize);
        let chosen = (place(area.selection_start()), place(area.selection_end()));
        value.update(|words| *words = marked(words, chosen, mark, lang.get_untracked()));
        let _ = area.focus();
    };
    let buttons = Mark::ALL.map(|mark| {
        view! {
            <button class="btn btn--small" type="button" on:click=move |_| put(mark)>
                {say(mark.name())}
            </button>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <div class="marks" role="group" aria-label=say(tools)>
                {buttons.into_iter().collect_view()}
            </div>
            <textarea
                class="field__input"
                id=id
                name=id
                lang=tag
                rows="7"
                node_ref=area
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            ></textarea>
        </div>
    }
}

/// The pictures, and how one comes to them.
#[component]
pub fn Pictures(pictures: RwSignal<Vec<Picture>>, words: [RwSignal<String>; 2]) -> impl IntoView {
    let lang = use_lang();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Bilingual>));
    let chosen = move |_| {
        if pictures.with_untracked(Vec::len) >= MOST_PICTURES {
            trouble.set(Some(Rejection::TooManyPictures.sentence()));
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let made = match host::staff() {
                Some(host) => host.small_picture(INPUT).await,
                None => Err(Code::Internal),
            };
            // The form may be gone meanwhile.
            if busy.try_set(false).is_some() {
                return;
            }
            match made {
                Ok(picture) => {
                    pictures.update(|pictures| pictures.push(picture));
                    let mark = format!("![]({})", pictures.with_untracked(Vec::len));
                    for words in words {
                        words.update(|words| {
                            // A language that is not written yet stays so.
                            if !words.trim().is_empty() {
                                *words = format!("{}\n{mark}", words.trim_end());
                            }
                        });
                    }
                    if words[0].with_untracked(|words| words.trim().is_empty()) {
                        words[0].set(mark);
                    }
                }
                Err(code) => trouble.set(Some(code.sentence().into())),
            }
        });
    };
    let remove = move |gone: usize| {
        pictures.update(|pictures| {
            if gone < pictures.len() {
                pictures.remove(gone);
            }
        });
        words.iter().for_each(|words| words.update(|words| *words = without_picture(words, gone)));
    };
    let all = move || {
        let lang = lang.get();
        let each = |(place, picture): (usize, &Picture)| {
            let number = (place + 1).to_string();
            let name = PICTURE.fill(lang, &[&number]);
            view! {
                <li class="pictures__one">
                    <img class="pictures__thumb" src=picture.address() alt=name.clone() />
                    <span>{name}</span>
                    <button class="btn btn--small" type="button" on:click=move |_| remove(place)>
                        {REMOVE.fill(lang, &[&number])}
                    </button>
                </li>
            }
        };
        pictures.with(|pictures| pictures.iter().enumerate().map(each).collect_view())
    };
    view! {
        <div class="field pictures">
            <ul class="pictures__list">{all}</ul>
            <label class="btn attach__add">
                <Icon sign=Sign::Camera />
                {say(ADD)}
                <input class="vh" type="file" id=INPUT accept="image/*" on:change=chosen />
            </label>
            <p class="field__hint">{say(HINT)}</p>
            <p class="muted" role="status">
                {move || busy.get().then(|| ADDING.in_lang(lang.get()))}
            </p>
            <Show when=move || trouble.with(Option::is_some)>
                <p class="field__error" role="alert">
                    <Icon sign=Sign::Alert />
                    <span>{move || trouble.get().map(|why| why.in_lang(lang.get()).to_owned())}</span>
                </p>
            </Show>
        </div>
    }
}
