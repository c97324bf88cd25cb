//! What is done with a person's data, said before they are asked for it.

pub mod words;

use domain::{
    board::{ArticleNumber, LawId},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::board::posted::telephone;
use crate::{
    components::{AppBar, NoticeBox, Page, Tone, WithNotice, emphasis::emphasis},
    lang::{say, use_lang},
    links,
    pages::complain::begin::address,
};
use words::{PARTS, Part};

const TITLE: Text = text("个人信息怎么用", "How your personal data is used");
const HOME: Text = text("首页", "Home");
const VERSION: Text = text("第 {} 版", "Version {}");
const SHORT: Text = text("一句话", "In short");
const SHORT_TEXT: Text = text(
    "只用来处理您这件事，只给办这件事的人看；您随时可以查看、更正、要求删除。",
    "Used only to deal with your case, seen only by those who deal with it; you may look at it, correct it or have it deleted at any time.",
);
const WHO: Text = text("谁在处理您的信息", "Who processes your data");
const WHO_TEXT: Text = text("{}消费维权联络点。", "The consumer-rights contact point{}.");
const WHO_MALL: Text = text("{}", " of {}");
const CONTACT: Text = text("有任何问题，找{}：", "For any question, ask {}: ");
const SOMEONE: Text = text("我们", "us");
const BASIS: Text = text("依据的法律", "Legal basis");
const BASIS_TEXT: Text = text("《个人信息保护法》：", "Personal Information Protection Law: ");

/// The page.
#[component]
pub fn Privacy() -> impl IntoView {
    let lang = use_lang();
    let device = crate::device::use_device();
    // A kiosk has one window: whoever reads this in the middle of a form goes back to it.
    let back = Signal::derive(move || {
        let form = device.drafts.with(|drafts| drafts.first().map(|row| address(row.id, row.step)));
        form.filter(|_| device.kiosk.get()).unwrap_or_else(|| "/".to_owned())
    });
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back to=HOME /> }
        >
            <div class="page__head">
                <h1 class="serif">{say(TITLE)}</h1>
                <WithNotice let:notice>{version(&notice, lang.get())}</WithNotice>
            </div>
            <NoticeBox tone=Tone::Done>
                <p class="notice__title">{say(SHORT)}</p>
                <p>{say(SHORT_TEXT)}</p>
            </NoticeBox>
            <article class="prose">
                <WithNotice let:notice>{whole(&notice, lang.get())}</WithNotice>
            </article>
        </Page>
    }
}

/// The version that a filing consents to.
fn version(notice: &Notice, lang: Lang) -> impl IntoView + use<> {
    view! { <p class="page__lead tnum">{VERSION.fill(lang, &[&notice.rules.privacy_notice.to_string()])}</p> }
}

fn whole(notice: &Notice, lang: Lang) -> AnyView {
    view! {
        {who(notice, lang)}
        {PARTS.iter().map(|part| told(part, lang)).collect_view()}
        {basis(notice, lang)}
    }
    .into_any()
}

fn who(notice: &Notice, lang: Lang) -> AnyView {
    let place = &notice.place;
    let mall = place.mall.in_lang(lang);
    let mall = if mall.is_empty() { String::new() } else { WHO_MALL.fill(lang, &[mall]) };
    let person = match place.contact_person.in_lang(lang) {
        "" => SOMEONE.in_lang(lang),
        person => person,
    };
    let phone = (!place.contact_phone.is_empty()).then(|| {
        view! { <p>{CONTACT.fill(lang, &[person])} {telephone(&place.contact_phone)}</p> }
    });
    view! {
        <h2>{WHO.in_lang(lang)}</h2>
        <p>{WHO_TEXT.fill(lang, &[&mall])}</p>
        {phone}
    }
    .into_any()
}

fn told(part: &Part, lang: Lang) -> AnyView {
    let lines = part.lines.iter().map(|line| view! { <li>{emphasis(line.in_lang(lang))}</li> }).collect_view();
    view! { <h2>{part.title.in_lang(lang)}</h2> <ul>{lines}</ul> }.into_any()
}

/// Each article with what it is for here. One that the board does not have is named without a link.
fn basis(notice: &Notice, lang: Lang) -> AnyView {
    let law = "personal-information".parse::<LawId>().ok().and_then(|id| notice.board.law(&id));
    let line = |(number, why): &(u16, Text)| {
        let number = ArticleNumber(*number);
        let label = match lang {
            Lang::Zh => number.label(),
            Lang::En => format!("Article {number}"),
        };
        let named = match law.filter(|law| law.article(number).is_some()) {
            Some(law) => view! { <a href=links::article(&law.id, number)>{label}</a> }.into_any(),
            None => label.into_any(),
        };
        view! { <li>{named} {if lang == Lang::Zh { "：" } else { ": " }} {why.in_lang(lang)}</li> }
    };
    view! {
        <h2>{BASIS.in_lang(lang)}</h2>
        <p>{BASIS_TEXT.in_lang(lang)}</p>
        <ul>{words::BASIS.iter().map(line).collect_view()}</ul>
    }
    .into_any()
}
