//! The picture of a permit in an application: for whoever looks at the originals later, and never for the public.

use domain::{
    case::ContentHash,
    form::Term,
    merchant::PermitKind,
    words::{Text, text},
};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    pages::staff::album::{TakePicture, Taken},
};

const PICTURE: Text = text("证照图片（选填，只有联络点看得到）", "Picture (optional; only the contact point sees it)");
const ALT: Text = text("{} 的图片", "Picture of: {}");
const A_PERMIT: Text = text("许可", "permit");
const REMOVE: Text = text("去掉图片", "Remove the picture");

/// The picture of the permit at that place, or the button that takes it.
#[component]
pub fn PermitPicture(sheet: Sheet, index: usize) -> impl IntoView {
    let lang = use_lang();
    let hash = Memo::new(move |_| sheet.form.with(|form| form.permits.get(index).and_then(|permit| permit.picture)));
    let write = move |picture: Option<ContentHash>| {
        sheet.form.update(|form| {
            if let Some(permit) = form.permits.get_mut(index) {
                permit.picture = picture;
            }
        });
    };
    let taken = Callback::new(move |hash: ContentHash| write(Some(hash)));
    let alt = Signal::derive(move || {
        let kind = sheet.form.with(|form| form.permits.get(index).and_then(|one| PermitKind::from_code(&one.kind)));
        ALT.fill(lang.get(), &[kind.map_or(A_PERMIT, PermitKind::name).in_lang(lang.get())])
    });
    let id = format!("merchant-permit-{index}-picture");
    view! {
        <div class="field merchants__picture">
            <p class="field__label">{say(PICTURE)}</p>
            {move || match hash.get() {
                Some(hash) => view! {
                    <div class="signed">
                        <Taken keeper=sheet.pictures hash alt />
                        <button class="btn btn--quiet" type="button" on:click=move |_| write(None)>
                            <Icon sign=Sign::Close />
                            {say(REMOVE)}
                        </button>
                    </div>
                }
                .into_any(),
                None => view! { <TakePicture keeper=sheet.pictures id=id.clone() taken /> }.into_any(),
            }}
        </div>
    }
}
