//! 记录检查: the checklist at one stall, an item at a time.

use domain::{
    album::{AlbumName, Pictured},
    case::ContentHash,
    ids::MerchantId,
    oversight::{
        checklist::{Item, said},
        inspection::{Answer, Command, Inspection, MOST_PHOTOS},
    },
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{Icon, Show, Sign},
    device::fresh_name,
    lang::{say, use_lang},
    pages::staff::{
        album::{AlbumPicture, Keeper, TakePicture},
        desk::context::use_desk,
        oversight::{
            fields::{Form, Line, Words},
            sheet::Sheet,
        },
    },
    typing::Slot,
};

const SAVE: Text = text("记录检查", "Write it down");
const PASS: Text = text("合格", "In order");
const FAIL: Text = text("不合格", "Not in order");
const NOT_APPLICABLE: Text = text("不适用", "Does not apply");
const REST: Text = text("其余都合格", "The rest is in order");
const WHAT: Text = text("哪里不对？写明商品、数量、位置", "What is wrong? Goods, how many, where");
const CORRECTED: Text = text("当场改正了", "Put right on the spot");
const MET: Text = text("商户在场的人（可不填）", "Who of the merchant was there (optional)");
const NOTE: Text = text("其他情况（可不填）", "Anything else (optional)");
const LEFT: Text = text("还有 {} 项没有选，请每项都选。", "{} item{s} are not answered; please answer each.");

const PHOTO: Text = text("拍下问题", "Photograph it");
const PHOTO_OF: Text = text("第 {} 项的照片 {}", "Item {}, photo {}");
const REMOVE: Text = text("去掉照片", "Remove the photo");

const ANSWERS: [(&str, Text); 3] = [("pass", PASS), ("fail", FAIL), ("na", NOT_APPLICABLE)];

/// The form.
#[component]
pub fn Check(
    id: Uuid,
    state: Memo<Option<Inspection>>,
    merchant: MerchantId,
    /// It was written down, or left.
    done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, format!("check-{merchant}"));
    // Named before it is written down: photos are kept under that name meanwhile.
    sheet.suggest("visit", || fresh_name().to_string());
    let visit = sheet.uuid("visit").unwrap_or_else(fresh_name);
    // The checklist of a round never changes once it has begun.
    let (version, items) = state.with_untracked(|state| {
        let list = state.as_ref().and_then(|round| round.by_list.as_ref());
        list.map(|list| (list.version, list.items.clone())).unwrap_or_default()
    });
    let count = items.len();
    let submit = Callback::new(move |()| {
        let answers: Vec<Answer> = (0..count).filter_map(|place| answer(sheet, place)).collect();
        if answers.len() < count {
            let left = (count - answers.len()).to_string();
            return sheet.wrong.set(Some(Bilingual::of(|lang| LEFT.fill(lang, &[&left]))));
        }
        let command =
            Command::Check { visit, merchant, version, answers, met: sheet.text("met"), note: sheet.text("note") };
        sheet.submit::<Inspection>(id, state.get_untracked(), vec![command], done);
    });
    let rest = move |_| {
        for place in 0..count {
            sheet.suggest(&field("a", place), || "pass".to_owned());
        }
    };
    let rows =
        items.into_iter().enumerate().map(|(place, item)| view! { <One sheet visit place item /> }).collect_view();
    view! {
        <Form sheet act=SAVE submit cancel=done>
            <ol class="order__items">{rows}</ol>
            <button class="btn" type="button" on:click=rest>
                {say(REST)}
            </button>
            <Line sheet field="met" label=MET />
            <Words sheet field="note" label=NOTE />
        </Form>
    }
}

fn field(of: &str, place: usize) -> String {
    format!("{of}{place}")
}

/// What was chosen of one item.
fn answer(sheet: Sheet, place: usize) -> Option<Answer> {
    Some(match &*sheet.text(&field("a", place)) {
        "pass" => Answer::Pass,
        "na" => Answer::NotApplicable,
        "fail" => Answer::Fail {
            words: sheet.text(&field("w", place)),
            corrected: !sheet.text(&field("c", place)).is_empty(),
            photos: hashes(&sheet.text(&field("p", place))),
        },
        _ => return None,
    })
}

/// One item.
#[component]
fn One(sheet: Sheet, visit: Uuid, place: usize, item: Item) -> impl IntoView {
    let lang = use_lang();
    let (slot, corrected) = (sheet.slot(&field("a", place)), sheet.slot(&field("c", place)));
    let photographed = sheet.slot(&field("p", place));
    let id = sheet.id(&field("a", place));
    let tile = |(code, name): (&'static str, Text)| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=format!("{id}-{code}")
                    name=id.clone()
                    value=code
                    prop:checked=move || slot.get() == code
                    on:change=move |_| slot.set(code.to_owned())
                />
                <span class="choice__body">
                    <span class="choice__title">{say(name)}</span>
                </span>
            </label>
        }
    };
    let tiles = ANSWERS.into_iter().map(tile).collect_view();
    let basis = (!item.basis.is_empty()).then(|| view! { <p class="field__hint">{item.basis.clone()}</p> });
    view! {
        <li>
            <fieldset class="field">
                <legend class="field__label">{move || said(&item.words, lang.get()).to_owned()}</legend>
                {basis}
                <div class="choices choices--3">{tiles}</div>
            </fieldset>
            <Show when=move || slot.get() == "fail">
                <Words sheet field=field("w", place) label=WHAT />
                <FindingPhotos kept=photographed visit place />
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || !corrected.get().is_empty()
                        on:change=move |event| {
                            corrected.set(if event_target_checked(&event) { "yes".to_owned() } else { String::new() });
                        }
                    />
                    <span class="check__text">{say(CORRECTED)}</span>
                </label>
            </Show>
        </li>
    }
}

/// What was photographed, as it is kept with the form: hashes with commas.
fn hashes(text: &str) -> Vec<ContentHash> {
    text.split(',').filter_map(|hash| hash.parse().ok()).collect()
}

/// The photos of what is not in order: they are on this tablet at once, and go when the visit has gone.
#[component]
fn FindingPhotos(kept: Slot, visit: Uuid, place: usize) -> impl IntoView {
    let lang = use_lang();
    let album = AlbumName { of: Pictured::Visit, id: visit };
    let all = Memo::new(move |_| hashes(&kept.get()));
    let write = move |all: &[ContentHash]| {
        kept.set(all.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
    };
    let taken = Callback::new(move |hash: ContentHash| {
        let mut now = all.get_untracked();
        if !now.contains(&hash) {
            now.push(hash);
        }
        write(&now);
    });
    let one = move |(number, hash): (usize, ContentHash)| {
        let alt = move || PHOTO_OF.fill(lang.get(), &[&(place + 1).to_string(), &number.to_string()]);
        let remove = move |_| {
            let mut now = all.get_untracked();
            now.retain(|one| *one != hash);
            write(&now);
        };
        view! {
            <div class="signed">
                <AlbumPicture album hash alt=Signal::derive(alt) />
                <button class="btn btn--quiet" type="button" on:click=remove>
                    <Icon sign=Sign::Close />
                    {say(REMOVE)}
                </button>
            </div>
        }
    };
    view! {
        {move || (1..).zip(all.get()).map(one).collect_view()}
        <Show when=move || all.with(Vec::len) < MOST_PHOTOS>
            <div class="actions">
                <TakePicture keeper=Keeper::Desk(album) id=format!("finding-photo-{place}") label=PHOTO taken />
            </div>
        </Show>
    }
}
