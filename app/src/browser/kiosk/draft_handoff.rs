//! The form of this visit goes on on the visitor's phone.

use gloo_net::http::Request;
use leptos::prelude::*;
use sync::protocol::{DraftHandoff, DraftHandoffStanding, DraftHandoffState, EncryptedDraft};
use uuid::Uuid;

use crate::{
    browser::{
        draft_cipher,
        driver::driver,
        network::{self, Asked},
    },
    host::NoAnswer,
    kiosk::DraftLink,
};

/// Gives it to the server, encrypted, and to the phone the key. Nothing of it goes from here by that.
pub(super) async fn hand_off() -> Result<DraftLink, NoAnswer> {
    let newest = driver().and_then(|driver| driver.device.drafts.with_untracked(|drafts| drafts.first().cloned()));
    let plain = newest.and_then(|row| serde_json::to_vec(&row).ok()).ok_or(NoAnswer::NoAnswer)?;
    let (ciphertext, key) = draft_cipher::encrypt(&plain).await.ok_or(NoAnswer::NoAnswer)?;
    let request = Request::post("/api/v1/draft-handoffs");
    let held: DraftHandoff =
        network::ask(request, Some(&EncryptedDraft { ciphertext })).await.map_err(super::no_answer)?;
    let fragment = format!("{}.{key}", held.id.simple());
    Ok(DraftLink { id: held.id, fragment })
}

/// How far the phone is; none where nobody answers.
pub(super) async fn standing(id: Uuid) -> Result<DraftHandoffState, NoAnswer> {
    let request = Request::get(&format!("/api/v1/draft-handoffs/{id}"));
    let asked: Result<DraftHandoffStanding, Asked> = network::ask(request, None::<&()>).await;
    asked.map(|standing| standing.state).map_err(super::no_answer)
}
