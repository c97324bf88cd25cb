//! 「我的权利」: the one article everybody should know, and where the board's numbers are old.

use domain::words::{Lang, Text, text};
use leptos::prelude::*;

use crate::{
    board_summary::{Moved, Rights},
    components::{NoticeBox, Tone, emphasis::emphasis},
};

const TITLE: Text = text("我的权利 · {}", "My rights · {}");
/// Article 40 of the Product Quality Law in plain words; what counts most stands between asterisks.
pub const RIGHTS: Text = text(
    "买到的东西不好用、和说明不符、和样品不符，销售者应当负责*修理、更换、退货*；造成损失的，应当*赔偿*。",
    "If what you bought does not work as it should, or differs from its description or sample, the seller must *repair it, replace it or take it back*, and *compensate* for any loss.",
);
/// Where that stands.
pub const RIGHTS_LAW: Text = text("产品质量法第四十条", "Article 40, Product Quality Law");
const SEE: Text = text("对照着看", "Compare them");
/// The card.
#[must_use]
pub fn rights(rights: &Rights, lang: Lang) -> AnyView {
    let moved = rights.moved.iter().map(|moved| old_number(moved, lang)).collect_view();
    let (open, close) = if lang == Lang::Zh { ("（", "）") } else { (" (", ")") };
    view! {
        <section class="card card--law home__rights">
            <h2 class="card__title">{TITLE.fill(lang, &[rights.law.in_lang(lang)])}</h2>
            <p>
                {emphasis(RIGHTS.in_lang(lang))}
                <span class="muted">
                    {open} <a href=rights.href.clone()>{rights.article.in_lang(lang).to_owned()}</a> {close}
                </span>
            </p>
            {moved}
        </section>
    }
    .into_any()
}

fn old_number(moved: &Moved, lang: Lang) -> impl IntoView + use<> {
    let said = moved.said.as_ref().map(|line| line.in_lang(lang).to_owned());
    let href = moved.href.clone();
    view! {
        <NoticeBox tone=Tone::Law>
            <p>{said} " " <a href=href>{SEE.in_lang(lang)}</a></p>
        </NoticeBox>
    }
}
