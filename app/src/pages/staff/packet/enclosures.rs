//! The pictures that go along: where somebody has covered a part of one, the copy and never the photo itself.

use domain::{
    case::{Case, Media, PassedOn},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::{lang::say, pages::staff::desk::attachments::address};

const CHOOSE: Text = text("哪些照片随材料打印？", "Which photos are printed with the papers?");
const CHOOSE_HINT: Text = text(
    "遮盖过的照片用遮盖后的副本。没遮盖过的，请先看有没有别人的脸、电话或证件号；要遮盖，请回案件点开照片。",
    "Of a photo with covered parts the copy is printed. Please look at the others first for faces, telephone and identity numbers; to cover them, open the photo in the case.",
);
const COVERED: Text = text("照片 {}（已遮盖）", "Photo {} (parts covered)");
const AS_IT_IS: Text = text("照片 {}（没有遮盖）", "Photo {} (nothing covered)");
const CAPTION: Text = text("附图 {}", "Enclosure {}");
const CAPTION_COVERED: Text = text("附图 {}（部分遮盖）", "Enclosure {} (parts covered)");
const NOT_THERE: Text =
    text("没有网络，照片没取到。联网后再打印。", "No network: the photo has not come. Print again once online.");

/// A photo of the case as it goes along.
#[derive(Clone, Debug)]
struct Photo {
    is_covered: bool,
    address: String,
}

fn photos(case: &Case) -> Vec<Photo> {
    let photo =
        |one: &PassedOn<'_>| Photo { is_covered: one.redacted.is_some(), address: address(case.id, one.shown()) };
    case.passed_on().iter().filter(|one| one.original.media == Media::Jpeg).map(photo).collect()
}

/// Which photos go along: all of them, until somebody leaves one out. None where there is none.
#[must_use]
pub fn choices(case: &Case, left_out: RwSignal<Vec<usize>>, lang: Lang) -> Option<AnyView> {
    let choice = |(place, photo): (usize, Photo)| {
        let words = if photo.is_covered { COVERED } else { AS_IT_IS };
        let turn = move |change: leptos::ev::Event| {
            let on = event_target_checked(&change);
            left_out.update(|out| {
                out.retain(|other| *other != place);
                if !on {
                    out.push(place);
                }
            });
        };
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=move || left_out.with(|out| !out.contains(&place))
                    on:change=turn
                />
                <span class="check__text">{words.fill(lang, &[&(place + 1).to_string()])}</span>
            </label>
        }
    };
    let choices: Vec<_> = photos(case).into_iter().enumerate().map(choice).collect();
    let fieldset = |choices| {
        view! {
            <fieldset class="agreement__enclose no-print">
                <legend class="field__label">{CHOOSE.in_lang(lang)}</legend>
                <p class="field__hint">{CHOOSE_HINT.in_lang(lang)}</p>
                {choices}
            </fieldset>
        }
        .into_any()
    };
    (!choices.is_empty()).then(|| fieldset(choices))
}

/// Those that go along, numbered as they lie in the packet.
pub fn printed(case: &Case, left_out: RwSignal<Vec<usize>>, lang: Lang) -> impl IntoView + use<> {
    let photos = photos(case);
    move || {
        let chosen = photos.iter().enumerate().filter(|(place, _)| left_out.with(|out| !out.contains(place)));
        let figure = |(number, (_, photo)): (usize, (usize, &Photo))| {
            let caption = if photo.is_covered { CAPTION_COVERED } else { CAPTION };
            let caption = caption.fill(lang, &[&(number + 1).to_string()]);
            view! { <Enclosure caption address=photo.address.clone() /> }
        };
        chosen.enumerate().map(figure).collect_view()
    }
}

#[component]
fn Enclosure(caption: String, address: String) -> impl IntoView {
    let missing = RwSignal::new(false);
    let alt = caption.clone();
    view! {
        <figure class="agreement__enclosure">
            {move || if missing.get() {
                view! { <p class="agreement__missing">{say(NOT_THERE)}</p> }.into_any()
            } else {
                view! { <img src=address.clone() alt=alt.clone() on:error=move |_| missing.set(true) /> }.into_any()
            }}
            <figcaption class="tnum">{caption}</figcaption>
        </figure>
    }
}
