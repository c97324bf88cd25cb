//! `POST /case/attach`: photos and PDFs from a browser without scripts. They end where those of a device end.

use std::net::IpAddr;
use std::time::Instant;

use axum::extract::{FromRequest, Multipart, Request};
use domain::words::Lang;
use sync::protocol::Code;

use super::posted::{Page, Posted, Refused};
use super::track::{failed, find, tracked, unreadable};
use super::{Act, FormState, fresh_op};
use crate::attachments::inspect::MOST_BYTES;
use crate::http::body_time::in_time;

/// Nine of the largest, and the rest of the form.
pub(super) const MOST_BYTES_OF_ALL: usize = 200 * 1024 * 1024;

/// Takes the files one after the other: never more than one of them is in memory. The code comes first in the form.
pub(super) async fn answer(state: &FormState, request: Request, address: IpAddr) -> Page {
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return unreadable(Code::UnsupportedMediaType);
    };
    let (mut typed, mut lang) = (String::new(), Lang::default());
    let mut refused = None;
    let mut found = None;
    loop {
        let field = match in_time(form.next_field()).await {
            Ok(Ok(Some(field))) => field,
            Ok(Ok(None)) => break,
            Ok(Err(why)) => {
                refused = Some(if why.status() == 413 { Code::AttachmentTooLarge } else { Code::Malformed });
                break;
            }
            Err(too_slow) => {
                refused = Some(too_slow);
                break;
            }
        };
        match field.name() {
            Some("claim") => typed = in_time(field.text()).await.ok().and_then(Result::ok).unwrap_or_default(),
            Some("lang") => {
                let tag = in_time(field.text()).await.ok().and_then(Result::ok).unwrap_or_default();
                lang = Lang::from_tag(&tag).unwrap_or_default();
            }
            Some("file") => {
                if found.is_none() {
                    match find(state, &typed, address).await {
                        Ok(case) => found = Some(case),
                        Err(failure) => return failed(&typed, &failure, lang),
                    }
                }
                // An empty choice of files is sent as a file without a name.
                if field.file_name().is_none_or(str::is_empty) {
                    continue;
                }
                let kept = match (read(field).await, &found) {
                    (Ok(bytes), Some((_, claim))) => {
                        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                        match state.intake.admit_bytes(address, length, Instant::now()) {
                            Ok(()) => state.desk.attach(claim, bytes).await,
                            Err(_) => Err(Code::FormsLimited),
                        }
                    }
                    (Ok(_), None) => Err(Code::Internal),
                    (Err(code), _) => Err(code),
                };
                // The first reason is told; the others are taken all the same.
                refused = refused.or(kept.err());
            }
            _ => {}
        }
    }
    let claim = match found {
        Some((_, claim)) => claim,
        None => match find(state, &typed, address).await {
            Ok((_, claim)) => claim,
            Err(failure) => return failed(&typed, &failure, lang),
        },
    };
    match (state.desk.look_up(&claim).await, refused) {
        (Ok(Some(view)), None) => tracked(view, claim, lang),
        (Ok(Some(view)), Some(code)) => {
            let refused = Refused { act: Act::Attach, words: String::new(), detail: code.sentence().into() };
            let posted = Posted::Tracked { view: Box::new(view), claim, op: fresh_op(), refused: Some(refused) };
            Page { posted, lang, status: code.status() }
        }
        (Ok(None), _) => failed(&typed, &Code::UnknownClaim.into(), lang),
        (Err(code), _) => failed(&typed, &code.into(), lang),
    }
}

/// A whole file, as far as it is not too large.
async fn read(mut field: axum::extract::multipart::Field<'_>) -> Result<Vec<u8>, Code> {
    let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    loop {
        match in_time(field.chunk()).await? {
            Ok(Some(chunk)) if bytes.len() + chunk.len() > most => return Err(Code::AttachmentTooLarge),
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok(bytes),
            Err(_) => return Err(Code::Malformed),
        }
    }
}
