//! What a merchant's file says of it: its particulars and its permits.

use domain::{
    album::{AlbumName, Pictured},
    form::Term,
    merchant::{Application as Particulars, MerchantFile, Permit, Subject},
    moment::Day,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::today;
use crate::{
    format::phone,
    lang::{say, use_lang},
    pages::staff::{album::AlbumPicture, desk::context::use_desk},
};

const PARTICULARS: Text = text("资料", "Particulars");
const PERMITS: Text = text("行政许可", "Permits");
const NO_PERMITS: Text = text("没有登记许可。", "No permit was entered.");
const UNTIL: Text = text("有效期至 {}", "holds until {}");
const ENDED: Text = text("已于 {} 到期", "ended on {}");
const NO_END: Text = text("长期有效", "without an end");
const VERIFIED: Text = text("{} 于 {} 看过原件；下次核实在 {} 前", "Originals seen by {} on {}; due again by {}");
const NEVER: Text = text("还没有人看过原件", "Nobody has seen the originals yet");
const PICTURE: Text = text("{} 的图片", "Picture of: {}");
const VERIFICATION: Text = text("核实", "Verification");

/// Who it is, as it says, and who has seen the originals.
#[component]
pub fn About(state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let file = state.get()?;
        let mut rows = particulars(&file.application, lang);
        let verified = file.verification.as_ref().map_or_else(
            || NEVER.in_lang(lang).to_owned(),
            |seen| {
                let (by, on, next) =
                    (desk.name_of(seen.by, lang), seen.on.spoken(lang, today), seen.next.spoken(lang, today));
                VERIFIED.fill(lang, &[&by, &on, &next])
            },
        );
        rows.push((VERIFICATION.in_lang(lang), verified));
        let row = |(name, said): (&'static str, String)| {
            view! {
                <div class="review__row">
                    <dt>{name}</dt>
                    <dd>{said}</dd>
                </div>
            }
        };
        Some(rows.into_iter().map(row).collect_view())
    };
    view! {
        <section class="card" aria-labelledby="merchant-about">
            <h2 class="card__title" id="merchant-about">
                {say(PARTICULARS)}
            </h2>
            <dl class="review">{rows}</dl>
        </section>
    }
}

fn particulars(of: &Particulars, lang: domain::words::Lang) -> Vec<(&'static str, String)> {
    use domain::merchant::Field as F;
    let number = match &of.subject {
        Subject::Registered { code, .. } => (F::Code, code.to_string()),
        Subject::NaturalPerson { identity, .. } => {
            (F::Identity, format!("{} {}", identity.document.name().in_lang(lang), identity.masked()))
        }
    };
    let form = (F::Form, of.subject.form().name().in_lang(lang).to_owned());
    let rows = [
        (F::Stall, format!("{} · {}", of.floor, of.stall)),
        (F::Trade, of.trade.name().in_lang(lang).to_owned()),
        form,
        (F::LegalName, of.subject.name().to_owned()),
        number,
        (F::Responsible, of.responsible.clone()),
        (F::Phone, phone(&of.phone, lang)),
        (F::Address, of.address.clone()),
    ];
    rows.into_iter().map(|(field, said)| (field.label().in_lang(lang), said)).collect()
}

/// Its permits, and until when each holds.
#[component]
pub fn Permissions(id: Uuid, state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let file = state.get()?;
        if file.application.permits.is_empty() {
            return Some(view! { <p class="muted">{say(NO_PERMITS)}</p> }.into_any());
        }
        let row = |permit: &Permit| {
            let (said, class) = until(permit, today, lang);
            let alt = PICTURE.fill(lang, &[permit.kind.name().in_lang(lang)]);
            let picture = permit.picture.map(|hash| {
                let album = AlbumName { of: Pictured::Merchant, id };
                view! { <AlbumPicture album hash alt=Signal::derive(move || alt.clone()) /> }
            });
            view! {
                <li class="row row--plain">
                    <span class="row__main">
                        <span class="row__title">{permit.kind.name().in_lang(lang)}</span>
                        <span class="row__meta tnum">{permit.number.clone()}</span>
                        {picture}
                    </span>
                    <span class="row__end">
                        <span class=class>{said}</span>
                    </span>
                </li>
            }
        };
        let rows = file.application.permits.iter().map(row).collect_view();
        Some(view! { <ul class="rows">{rows}</ul> }.into_any())
    };
    view! {
        <section class="card" aria-labelledby="merchant-permits">
            <h2 class="card__title" id="merchant-permits">
                {say(PERMITS)}
            </h2>
            {rows}
        </section>
    }
}

/// Until when it holds, and how that is marked.
fn until(permit: &Permit, today: Day, lang: domain::words::Lang) -> (String, &'static str) {
    match permit.expires_on {
        None => (NO_END.in_lang(lang).to_owned(), "tag tag--pine"),
        Some(last) if last < today => (ENDED.fill(lang, &[&last.to_string()]), "tag tag--seal"),
        Some(last) => (UNTIL.fill(lang, &[&last.to_string()]), "tag"),
    }
}
