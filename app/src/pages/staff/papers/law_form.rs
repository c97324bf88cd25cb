//! A law: its names, which text it is, and its articles out of pasted text. What was found is told before anything is taken.

use domain::{
    board::{Article, Law},
    moment::Day,
    posting::{NotAStatute, Statute, read_statute},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    super::fields::{DayField, OneLine},
    translations::{self, Translations, Typed},
};
use crate::{
    components::{NoticeBox, Tone},
    lang::{say, use_lang},
};

const SHORT_ZH: Text = text("简称（中文）", "Short title (Chinese)");
const SHORT_EN: Text = text("简称（英文）", "Short title (English)");
const TEXT_DATE: Text = text("文本日期（哪天通过或修正的）", "Date of the text (when it was passed or amended)");
const PASTE: Text =
    text("粘贴法律全文（不粘贴就用现有的 {} 条）", "Paste the whole text (left empty: the {} articles that are here)");
const READ: Text = text("读一读", "Read it");
const FOUND: Text = text("找到 {} 条：从{}到{}。", "{} article{s} found, from {} to {}.");
const HEADINGS: Text = text(
    "另有 {} 行章节标题、{} 行条文前的文字（标题、目录等），不收。",
    "Besides {} line{s} with headings of chapters, and {} before the first article (title, contents), which are not taken.",
);
const MISSING: Text =
    text("缺 {} 条：{}。如果只是摘录，可以照收。", "{} missing: {}. If it is an excerpt, it can be taken.");
const COMPLETE: Text = text("条号连续，是全文。", "The numbers are complete: it is the whole law.");
const KNOWN: Text = text(
    "有 {} 条和现在的文字一样，沿用译文；{} 条还没有英文。",
    "{} are as they were and keep their translation; {} have no English yet.",
);
const LIST: Text = text("看找到的条文", "See what was found");
const NO_DAY: Text = text("请选文本日期。", "Please choose the date of the text.");
/// So many missing numbers are named.
const MOST_NAMED: usize = 8;
/// So much of an article tells which it is.
const MOST_CHARS: usize = 24;

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub struct LawFields {
    short: [RwSignal<String>; 2],
    text_date: RwSignal<String>,
    pasted: RwSignal<String>,
    /// What was found when somebody last asked, or why it cannot be taken.
    read: RwSignal<Option<Result<Statute, NotAStatute>>>,
    english: RwSignal<Typed>,
}

impl LawFields {
    /// Of a law.
    #[must_use]
    pub fn of(law: &Law) -> Self {
        Self {
            short: [&law.short_title.zh, &law.short_title.en].map(|text| RwSignal::new(text.clone())),
            text_date: RwSignal::new(law.text_date.to_string()),
            pasted: RwSignal::new(String::new()),
            read: RwSignal::new(None),
            english: RwSignal::new(Typed::new()),
        }
    }

    /// The law with what is typed: all of what was pasted, or nothing.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn put_into(self, law: Law) -> Result<Law, Bilingual> {
        let text_date = Day::parse(&self.text_date.get_untracked()).ok_or_else(|| Bilingual::from(NO_DAY))?;
        let short_title = Bilingual { zh: self.short[0].get_untracked(), en: self.short[1].get_untracked() };
        let english = self.english.get_untracked();
        let mut law = Law { text_date, short_title, ..law };
        let is_empty = self.pasted.with_untracked(|pasted| pasted.trim().is_empty());
        if is_empty && !law.articles.is_empty() {
            translations::put_into(&mut law.articles, &english);
            return Ok(law);
        }
        let statute = self.pasted.with_untracked(|pasted| read_statute(pasted));
        self.read.set(Some(statute.clone()));
        let statute = statute.map_err(|why| why.sentence())?;
        // The edition that was named is that of the text before.
        let edition = law.edition.clone().filter(|_| statute.articles.is_empty());
        let mut articles = statute.translated_by(Some(&law));
        translations::put_into(&mut articles, &english);
        Ok(Law { articles, whole: statute.is_whole(), edition, ..law })
    }
}

/// The fields.
#[component]
pub fn LawForm(
    fields: LawFields,
    /// As it was.
    law: Law,
    /// The title, which the text may say.
    title: RwSignal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let count = law.articles.len().to_string();
    let LawFields { short, text_date, pasted, read, english } = fields;
    let before = StoredValue::new(law.clone());
    // Those of the text that was read, or else those that are here.
    let articles = Signal::derive(move || {
        let here = || before.with_value(|law| law.articles.clone());
        match read.get() {
            Some(Ok(statute)) => before.with_value(|law| statute.translated_by(Some(law))),
            _ if pasted.with(|pasted| pasted.trim().is_empty()) => here(),
            _ => Vec::new(),
        }
    });
    let look = move |_| {
        let found = pasted.with_untracked(|pasted| read_statute(pasted));
        if let Ok(Statute { title: Some(said), .. }) = &found
            && title.with_untracked(|title| title.trim().is_empty())
        {
            title.set(said.clone());
            short[0].set(said.trim_start_matches("中华人民共和国").to_owned());
        }
        read.set(Some(found));
    };
    let label = move || PASTE.fill(lang.get(), &[&count]);
    view! {
        <div class="papers__both">
            <OneLine id="paper-short-zh" label=SHORT_ZH tag="zh-CN" value=short[0] />
            <OneLine id="paper-short-en" label=SHORT_EN tag="en" value=short[1] />
        </div>
        <DayField id="paper-text-date" label=TEXT_DATE value=text_date />
        <div class="field">
            <label class="field__label" for="paper-pasted">{label}</label>
            <textarea
                class="field__input"
                id="paper-pasted"
                name="paper-pasted"
                lang="zh-CN"
                rows="8"
                prop:value=move || pasted.get()
                on:input=move |input| {
                    pasted.set(event_target_value(&input));
                    read.set(None);
                }
            ></textarea>
        </div>
        <div class="actions">
            <button class="btn" type="button" on:click=look>
                {say(READ)}
            </button>
        </div>
        <div role="status">
            {move || read.get().map(|found| report(&found, &law, lang.get()))}
        </div>
        <Translations articles typed=english />
    }
}

fn report(found: &Result<Statute, NotAStatute>, law: &Law, lang: Lang) -> AnyView {
    let statute = match found {
        Err(why) => {
            let (code, said) = (why.code(), why.sentence().in_lang(lang).to_owned());
            return view! { <NoticeBox tone=Tone::Error><p data-code=code>{said}</p></NoticeBox> }.into_any();
        }
        Ok(statute) => statute,
    };
    let named = |article: Option<&Article>| article.map(|article| article.heading(lang)).unwrap_or_default();
    let articles = statute.translated_by(Some(law));
    let count = articles.len().to_string();
    let known = articles.iter().filter(|article| article.is_translated()).count();
    let found = FOUND.fill(lang, &[&count, &named(articles.first()), &named(articles.last())]);
    let besides = (statute.headings + statute.before > 0)
        .then(|| HEADINGS.fill(lang, &[&statute.headings.to_string(), &statute.before.to_string()]));
    let missing = if statute.missing.is_empty() {
        statute.is_whole().then(|| COMPLETE.in_lang(lang).to_owned())
    } else {
        let names: Vec<String> = statute.missing.iter().take(MOST_NAMED).map(|number| number.label()).collect();
        let more = if statute.missing.len() > MOST_NAMED { "…" } else { "" };
        Some(MISSING.fill(lang, &[&statute.missing.len().to_string(), &format!("{}{more}", names.join("、"))]))
    };
    let known = KNOWN.fill(lang, &[&known.to_string(), &(articles.len() - known).to_string()]);
    let rows = articles.iter().map(|article| {
        let begins: String = article.text(Lang::Zh).chars().take(MOST_CHARS).collect();
        view! { <li lang="zh-CN">{article.label.clone()} "　" {begins} "…"</li> }
    });
    view! {
        <NoticeBox tone=Tone::Done>
            <p class="notice__title tnum">{found}</p>
            {missing.map(|said| view! { <p class="tnum">{said}</p> })}
            {besides.map(|said| view! { <p class="tnum">{said}</p> })}
            <p class="tnum">{known}</p>
        </NoticeBox>
        <details class="fold">
            <summary>{LIST.in_lang(lang)}</summary>
            <ol class="papers__found">{rows.collect_view()}</ol>
        </details>
    }
    .into_any()
}
