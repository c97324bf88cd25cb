//! English of a law, article by article. A new text in force need not wait for it: what is missing is shown in Chinese.

use std::collections::BTreeMap;

use domain::{
    board::{Article, ArticleNumber},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::lang::{say, use_lang};

const TITLE: Text = text("英文译文：还缺 {} 条", "English: {} article{s} without it");
const COMPLETE: Text = text("英文译文：每条都有", "English: every article has it");
const LEAD: Text = text(
    "译文可以以后再补。没有译文的条文，英文页面上显示中文原文。",
    "It may follow later. An article without it is shown in Chinese on English pages.",
);
const WHICH: Text = text("哪一条", "Which article");
const MISSING: Text = text("{}（缺英文）", "{} (no English)");
const PARAGRAPH: Text = text("第 {} 段的英文", "Paragraph {} in English");

/// What was typed, for a paragraph (counted from 0) of an article.
pub type Typed = BTreeMap<(ArticleNumber, usize), String>;

/// The articles with what was typed.
pub fn put_into(articles: &mut [Article], typed: &Typed) {
    for article in articles {
        for (place, paragraph) in article.paragraphs.iter_mut().enumerate() {
            if let Some(english) = typed.get(&(article.number, place)) {
                english.trim().clone_into(&mut paragraph.en);
            }
        }
    }
}

/// The fields, of one article at a time.
#[component]
pub fn Translations(#[prop(into)] articles: Signal<Vec<Article>>, typed: RwSignal<Typed>) -> impl IntoView {
    let lang = use_lang();
    let with_typed = Memo::new(move |_| {
        let mut articles = articles.get();
        typed.with(|typed| put_into(&mut articles, typed));
        articles
    });
    // The first that lacks it, until somebody chooses.
    let chosen = RwSignal::new(None::<ArticleNumber>);
    let which = Memo::new(move |_| {
        let first =
            || articles.with(|all| all.iter().find(|one| !one.is_translated()).or(all.first()).map(|one| one.number));
        let is_there = |number: &ArticleNumber| articles.with(|all| all.iter().any(|one| one.number == *number));
        chosen.get().filter(is_there).or_else(first)
    });
    let heading = move || {
        let missing = with_typed.with(|all| all.iter().filter(|one| !one.is_translated()).count());
        match missing {
            0 => COMPLETE.in_lang(lang.get()).to_owned(),
            some => TITLE.fill(lang.get(), &[&some.to_string()]),
        }
    };
    let options = move || {
        let lang = lang.get();
        let option = |one: &Article| {
            let name = one.heading(lang);
            let name = if one.is_translated() { name } else { MISSING.fill(lang, &[&name]) };
            let number = one.number;
            view! {
                <option value=number.to_string() selected=move || which.get() == Some(number)>
                    {name}
                </option>
            }
        };
        with_typed.with(|all| all.iter().map(option).collect_view())
    };
    let choose = move |change| {
        let value = event_target_value(&change);
        chosen.set(
            articles.with_untracked(|all| all.iter().map(|one| one.number).find(|number| number.to_string() == value)),
        );
    };
    let paragraphs = move || {
        let number = which.get()?;
        let article = articles.with(|all| all.iter().find(|one| one.number == number).cloned())?;
        let before = typed.with_untracked(Clone::clone);
        let of = |(place, paragraph): (usize, domain::words::Bilingual)| {
            let id = format!("paper-english-{number}-{place}");
            let english = before.get(&(number, place)).cloned().unwrap_or(paragraph.en);
            let label = move || PARAGRAPH.fill(lang.get(), &[&(place + 1).to_string()]);
            view! {
                <p class="posted" lang=Lang::Zh.tag()>{paragraph.zh}</p>
                <div class="field">
                    <label class="field__label" for=id.clone()>{label}</label>
                    <textarea
                        class="field__input"
                        id=id
                        lang=Lang::En.tag()
                        rows="3"
                        prop:value=english
                        on:input=move |input| {
                            let english = event_target_value(&input);
                            typed.update(|typed| {
                                typed.insert((number, place), english);
                            });
                        }
                    ></textarea>
                </div>
            }
        };
        Some(article.paragraphs.into_iter().enumerate().map(of).collect_view())
    };
    view! {
        <details class="fold" hidden=move || articles.with(Vec::is_empty)>
            <summary>{heading}</summary>
            <p class="muted">{say(LEAD)}</p>
            <div class="field">
                <label class="field__label" for="paper-english-article">
                    {say(WHICH)}
                </label>
                <select class="field__input" id="paper-english-article" on:change=choose>
                    {options}
                </select>
            </div>
            {paragraphs}
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::words::Bilingual;

    #[test]
    fn what_is_typed_comes_to_its_paragraph_and_the_others_stay() {
        let zh = |zh: &str, en: &str| Bilingual { zh: zh.to_owned(), en: en.to_owned() };
        let article = |number, paragraphs| Article { number: ArticleNumber(number), label: String::new(), paragraphs };
        let mut all = [article(1, vec![zh("甲", "A"), zh("乙", "")]), article(2, vec![zh("丙", "C")])];
        put_into(
            &mut all,
            &Typed::from([((ArticleNumber(1), 1), " B ".to_owned()), ((ArticleNumber(9), 0), "x".into())]),
        );
        assert_eq!(all[0].paragraphs, [zh("甲", "A"), zh("乙", "B")]);
        assert_eq!(all[1].paragraphs, [zh("丙", "C")]);
    }
}
