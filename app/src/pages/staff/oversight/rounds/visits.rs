//! What was found, stall by stall, the newest first; from each the way to a measure.

use domain::{
    album::{AlbumName, Pictured},
    case::ContentHash,
    oversight::{
        checklist::said,
        inspection::{Inspection, Visit},
        measure::{Found, Measure},
    },
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

use super::super::{all, measures, merchant_name, today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::{
        album::AlbumPicture,
        desk::context::{DeskContext, use_desk},
    },
};

const TITLE: Text = text("检查记录", "What was found");
const ALL_WELL: Text = text("没有问题", "Nothing found");
const CORRECTED: Text = text("当场改正", "Put right on the spot");
const HEAD: Text = text("{} · {}", "{} · {}");
const MET: Text = text("在场：{}", "Present: {}");
const PHOTO_OF: Text = text("{}：照片 {}", "{}: photo {}");
const ACT: Text = text("采取措施", "Take a measure");
const TAKEN: Text = text("已采取：{}", "Taken: {}");

/// The card; without a visit there is none.
#[component]
pub fn Visits(id: Uuid, state: Memo<Option<Inspection>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let lang = lang.get();
        let round = state.get()?;
        let rows = round.visits.iter().rev().map(|visit| row(desk, id, &round, visit, lang)).collect_view();
        (!round.visits.is_empty()).then(|| {
            view! {
                <section class="card" aria-labelledby="order-visits">
                    <h2 class="card__title" id="order-visits">
                        {say(TITLE)}
                    </h2>
                    <ul class="order__history">{rows}</ul>
                </section>
            }
        })
    };
    view! { {rows} }
}

fn row(desk: DeskContext, id: Uuid, round: &Inspection, visit: &Visit, lang: Lang) -> impl IntoView + use<> {
    let items = round.by_list.as_ref().map(|list| list.items.as_slice()).unwrap_or_default();
    let found: Vec<String> = visit
        .findings()
        .map(|(place, words, corrected)| {
            let item = items.get(place).map_or("", |item| said(&item.words, lang));
            let corrected = if corrected { format!(" · {}", CORRECTED.in_lang(lang)) } else { String::new() };
            format!("{item}: {words}{corrected}")
        })
        .collect();
    let ground = visit.findings().map(|(_, words, _)| words).collect::<Vec<_>>().join("；");
    let basis = visit.findings().find_map(|(place, _, _)| items.get(place).map(|item| item.basis.clone()));
    let album = AlbumName { of: Pictured::Visit, id: visit.id };
    let photo = |(number, (place, hash)): (usize, (usize, ContentHash))| {
        let item = items.get(place).map_or("", |item| said(&item.words, lang));
        let alt = PHOTO_OF.fill(lang, &[item, &number.to_string()]);
        view! { <AlbumPicture album hash alt=Signal::derive(move || alt.clone()) /> }
    };
    let photos = visit.findings().flat_map(|(place, _, _)| visit.photos(place).iter().map(move |hash| (place, *hash)));
    let photos = (1..).zip(photos).map(photo).collect_view();
    let head = HEAD.fill(lang, &[&visit.at.spoken(lang, today(&desk)), &desk.who(visit.by, lang)]);
    let met = (!visit.met.is_empty()).then(|| MET.fill(lang, &[&visit.met]));
    let taken = measures_of(&desk, id, visit.id);
    let links = taken.into_iter().map(|(measure, name)| {
        let said = TAKEN.fill(lang, &[name.in_lang(lang)]);
        view! {
            <a class="link" href=measures::address(measure)>
                {said}
            </a>
        }
    });
    let links = links.collect_view();
    let (merchant, visit_id) = (visit.merchant, visit.id);
    let navigate = use_navigate();
    let act = (!found.is_empty() && !desk.reads_only()).then(|| {
        let act = move |_| {
            let found = Found { inspection: id, visit: visit_id };
            measures::lay(desk, merchant, found, &ground, basis.as_deref().unwrap_or_default());
            navigate("/staff/measures/new", leptos_router::NavigateOptions::default());
        };
        view! {
            <button class="btn" type="button" on:click=act>
                {say(ACT)}
            </button>
        }
    });
    let nothing = found.is_empty().then(|| view! { <p>{ALL_WELL.in_lang(lang)}</p> });
    view! {
        <li class="order__entry">
            <p>
                <strong>{merchant_name(&desk, merchant, lang)}</strong>
            </p>
            <p class="small muted tnum">{head}</p>
            {met.map(|met| view! { <p class="small">{met}</p> })}
            {nothing}
            {found.into_iter().map(|found| view! { <p class="order__found">{found}</p> }).collect_view()}
            <div class="order__photos">{photos}</div>
            {(!visit.note.is_empty()).then(|| view! { <p class="order__words">{visit.note.clone()}</p> })}
            <div class="order__links">{links} {act}</div>
        </li>
    }
}

/// Measures that were taken for a visit, and how they stand.
fn measures_of(desk: &DeskContext, inspection: Uuid, visit: Uuid) -> Vec<(Uuid, Text)> {
    all::<Measure>(desk).with(|all| {
        let of = all.shown.iter().filter(|(_, shown)| shown.state.found == Some(Found { inspection, visit }));
        of.map(|(id, shown)| (*id, words::of_measure(&shown.state).0)).collect()
    })
}
