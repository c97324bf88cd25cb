//! The picture of a signature: as the case has it, or from this device until it has arrived.

use domain::{
    case::ContentHash,
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{attachments::address, context::use_desk};
use crate::lang::say;

const ALT: Text = text("手写签名", "Signature");
const NOT_THERE: Text = text("签名的图还没送到", "The picture of the signature has not arrived yet");

/// Where the picture is, if it is anywhere.
#[component]
pub fn SignedPicture(case: CaseId, hash: ContentHash) -> impl IntoView {
    let desk = use_desk();
    let source = Memo::new(move |_| {
        let own = desk.device.attachments.with(|own| {
            let same = own.iter().find(|one| one.case == case && one.by_staff && one.hash == Some(hash));
            same.and_then(|one| one.preview.clone())
        });
        own.or_else(|| {
            let case = desk.case(case)?;
            let kept = case.case.attachments.iter().find(|kept| kept.staff.is_some() && kept.was_sent_as(hash))?;
            Some(address(case.case.id, kept))
        })
    });
    move || match source.get() {
        Some(source) => view! { <img class="signed__picture" src=source alt=say(ALT) /> }.into_any(),
        None => view! { <span class="signed__missing">{say(NOT_THERE)}</span> }.into_any(),
    }
}
