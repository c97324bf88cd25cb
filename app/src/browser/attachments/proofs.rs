//! What a merchant shows with its answer or its application: made ready like any photo or PDF, and sent at once by the right of its link. Nothing of it is
//! kept here: this may be anybody's phone, and chosen again it goes on where it stopped.

use std::{rc::Rc, time::Duration};

use domain::case::ContentHash;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Code;
use uuid::Uuid;

use super::{
    chosen,
    drawn::inked,
    prepare::Ready,
    upload::{Authority, Stop, send},
};
use crate::{
    attachments::{LinkRight, Made, Proof, Standing},
    browser::{driver::Driver, random},
};

/// A network that is gone is tried again so often, for as long as the page is open.
const AGAIN: Duration = Duration::from_secs(4);

impl Driver {
    /// Takes what was chosen in a control of the page, which is empty afterwards.
    pub(in crate::browser) fn send_proofs(self: Rc<Self>, right: LinkRight, input: &str, all: RwSignal<Vec<Proof>>) {
        let files = chosen(input);
        spawn_local(async move {
            // One after the other: a telephone has memory for one photo of twelve megapixels, not for nine.
            for file in files {
                let Some(id) = begin(all) else { return };
                let sent = match self.on_its_way.preparer.ready(&file).await {
                    Ok(ready) => send_proof(&right, id, &ready, all).await,
                    Err(code) => Err(code),
                };
                if let Err(code) = sent {
                    stands(all, id, Standing::Refused { why: code.sentence().into() });
                }
            }
        });
    }

    /// Makes one picture ready and says under which hash it is sent; sending goes on beside the page.
    ///
    /// # Errors
    /// Why there is none.
    pub(in crate::browser) async fn send_picture(
        self: Rc<Self>,
        right: LinkRight,
        picture: Made,
        all: RwSignal<Vec<Proof>>,
    ) -> Result<ContentHash, Code> {
        let id = begin(all).ok_or(Code::AttachmentUnreadable)?;
        let ready = match picture {
            Made::Chosen(input) => match chosen(&input).first() {
                Some(file) => self.on_its_way.preparer.ready(file).await,
                None => Err(Code::AttachmentEmpty),
            },
            Made::Drawn(drawing) => inked(&drawing).await,
        };
        let ready = ready.inspect_err(|_| {
            all.try_update(|all| all.retain(|one| one.id != id));
        })?;
        let hash = ready.hash;
        spawn_local(async move {
            if let Err(code) = send_proof(&right, id, &ready, all).await {
                stands(all, id, Standing::Refused { why: code.sentence().into() });
            }
        });
        Ok(hash)
    }
}

fn begin(all: RwSignal<Vec<Proof>>) -> Option<Uuid> {
    let id = random::uuid();
    let new = Proof { id, hash: None, standing: Standing::Preparing };
    all.try_update(|all| all.push(new))?;
    Some(id)
}

async fn send_proof(right: &LinkRight, id: Uuid, ready: &Ready, all: RwSignal<Vec<Proof>>) -> Result<(), Code> {
    let Ready { blob, hash, bytes, .. } = ready;
    let (hash, bytes) = (*hash, *bytes);
    all.try_update(|all| {
        // Chosen twice: the first goes on.
        let is_there = |one: &Proof| one.hash == Some(hash) && !matches!(one.standing, Standing::Refused { .. });
        if all.iter().any(is_there) {
            all.retain(|one| one.id != id);
        }
        all.iter_mut().filter(|one| one.id == id).for_each(|one| one.hash = Some(hash));
    });
    let authority = Authority::Link(right.clone());
    while all.try_with_untracked(|all| all.iter().any(|one| one.id == id)) == Some(true) {
        let arrived = |came: u64| {
            let percent = u8::try_from(came.saturating_mul(100) / bytes.max(1)).unwrap_or(100);
            stands(all, id, Standing::Sending { percent });
        };
        match send(&authority, hash, blob, bytes, arrived).await {
            Ok(()) => {
                stands(all, id, Standing::Received);
                return Ok(());
            }
            Err(Stop::Refused(problem)) => return Err(problem.code),
            Err(Stop::Later(_)) => {
                stands(all, id, Standing::MemoryOnly);
                sleep(AGAIN).await;
            }
        }
    }
    Ok(())
}

fn stands(all: RwSignal<Vec<Proof>>, id: Uuid, standing: Standing) {
    all.try_update(|all| {
        all.iter_mut().filter(|one| one.id == id).for_each(|one| one.standing = standing.clone());
    });
}
