//! 常见问题 out of a consultation: begun with what was asked and answered, saved once a person has taken the people out of it.

use domain::{
    case::Case,
    ids::CaseId,
    kind::Refusal,
    publication::{Leftover, Rejection, Wording, leftovers, may_become_faq, names_of, without_its_people},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;

use super::Editing;
use crate::{
    components::{NoticeBox, Tone},
    device::{Device, use_device},
    lang::{say, use_lang},
};

const CHECKED: Text = text("我看过了，里面没有个人信息", "I have read it: there is no personal data in it");
const CHECK_HINT: Text = text(
    "去掉姓名、电话、店员称呼和只有一家店有的细节。另一位主管还会再看一遍。",
    "Take out names, numbers, who was at the counter, and what only one shop can be. Another supervisor reads it as well.",
);
const LEFT: Text = text("请再看看：", "Please look again: ");
const MADE_OF: Text =
    text("由一件咨询写成，消费者同意公开。", "Made of a question; the consumer agreed to publication.");
const SEE: Text = text("看那件咨询", "See the question");

/// The case as this device has it.
fn case_of(device: &Device, id: CaseId) -> Option<Case> {
    device.desk.cases.with(|cases| cases.get(&id).map(|on_desk| on_desk.case.clone()))
}

/// Begins with a consultation that another page led here with, once it is on this device.
pub fn begin(case: Option<CaseId>, editing: RwSignal<Option<Editing>>) {
    let device = use_device();
    let Some(id) = case else { return };
    Effect::new(move |begun: Option<bool>| {
        if begun == Some(true) {
            return true;
        }
        let Some(case) = case_of(&device, id) else { return false };
        if let Ok(answer) = may_become_faq(&case) {
            editing.set(Some(Editing::faq(&case, answer, device.now().day())));
        }
        true
    });
}

/// What the rules say of words that were made of a consultation, by what this device knows of it.
pub fn judged(device: &Device, case: Option<CaseId>, wording: &Wording) -> Result<(), Bilingual> {
    // Where it is not on this device any more, the server has the last word.
    let Some(case) = case.and_then(|id| untrack(|| case_of(device, id))) else { return Ok(()) };
    let said = |why: Rejection| why.sentence();
    may_become_faq(&case).map_err(said)?;
    without_its_people(&case, wording).map_err(said)
}

/// What is still in it, and the word of whoever wrote it.
#[component]
pub fn Deidentified(case: CaseId, written: Signal<String>, deidentified: RwSignal<bool>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let names: Vec<String> = untrack(|| case_of(&device, case))
        .map(|case| names_of(&case).into_iter().map(str::to_owned).collect())
        .unwrap_or_default();
    let left = move || {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        warned(&written.with(|written| leftovers(written, &names)), lang.get())
    };
    view! {
        {left}
        <label class="check">
            <input
                class="check__input"
                type="checkbox"
                aria-describedby="publication-checked-hint"
                prop:checked=move || deidentified.get()
                on:change=move |change| deidentified.set(event_target_checked(&change))
            />
            <span class="check__text">{say(CHECKED)}</span>
        </label>
        <p class="field__hint" id="publication-checked-hint">
            {say(CHECK_HINT)}
        </p>
    }
}

fn warned(left: &[Leftover], lang: Lang) -> Option<AnyView> {
    if left.is_empty() {
        return None;
    }
    let line = |one: &Leftover| {
        let said = one.what.sentence().fill(lang, &[&one.text]);
        view! { <li data-code=one.what.code()>{said}</li> }
    };
    let lines = left.iter().map(line).collect_view();
    Some(
        view! {
            <NoticeBox tone=Tone::Amber>
                <p>{LEFT.in_lang(lang)}</p>
                <ul>{lines}</ul>
            </NoticeBox>
        }
        .into_any(),
    )
}

/// For whoever reads it through: of what it was made, and what may still lead to somebody.
pub fn about(case: CaseId, wording: &Wording, lang: Lang) -> AnyView {
    let device = use_device();
    let known = untrack(|| case_of(&device, case));
    let names = known.as_ref().map(names_of).unwrap_or_default();
    let texts = [&wording.title.zh, &wording.words.zh, &wording.title.en, &wording.words.en];
    let left = leftovers(&texts.map(String::as_str).join("\n"), &names);
    view! {
        <p class="muted">
            {MADE_OF.in_lang(lang)} " "
            <a class="link" href=format!("/staff/case/{case}")>
                {SEE.in_lang(lang)}
            </a>
        </p>
        {warned(&left, lang)}
    }
    .into_any()
}
