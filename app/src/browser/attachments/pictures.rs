//! Pictures on the page: of what is on this device, and of what the server gives with the right code.

use std::rc::Rc;

use domain::{case::ContentHash, claim_code::ClaimCode, ids::CaseId};
use gloo_net::http::Request;
use js_sys::{Array, Uint8Array};
use sync::protocol::CLAIM_SCHEME;
use web_sys::{Blob, BlobPropertyBag, RequestCredentials, Url};

/// The address of a blob, for as long as somebody holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview(Rc<Address>);

#[derive(Debug, PartialEq, Eq)]
struct Address(String);

impl Drop for Address {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

impl Preview {
    pub(super) fn of(blob: &Blob) -> Option<Self> {
        Some(Self(Rc::new(Address(Url::create_object_url_with_blob(blob).ok()?))))
    }

    pub(super) fn address(&self) -> &str {
        &self.0.0
    }
}

/// A picture of what the server keeps, as an address of this page; whoever asks gives it back by [`forget`].
pub async fn fetch(case: CaseId, hash: ContentHash, small: bool, claim: Option<ClaimCode>) -> Option<String> {
    let ending = if small { "/thumbnail" } else { "" };
    let request = Request::get(&format!("/api/v1/attachments/{case}/{hash}{ending}"));
    let request = match claim {
        Some(claim) => request
            .credentials(RequestCredentials::Omit)
            .header("Authorization", &format!("{CLAIM_SCHEME} {}", claim.plain())),
        None => request.credentials(RequestCredentials::SameOrigin),
    };
    let response = request.send().await.ok().filter(gloo_net::http::Response::ok)?;
    let kind = response.headers().get("Content-Type").unwrap_or_default();
    let bytes = Uint8Array::from(response.binary().await.ok()?.as_slice());
    let options = BlobPropertyBag::new();
    options.set_type(&kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Gives an address back.
pub fn forget(address: &str) {
    let _ = Url::revoke_object_url(address);
}
