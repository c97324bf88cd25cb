//! Whose attachment is sent or asked for: a claim code in a header, or a session.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use domain::album::{AlbumName, Pictured};
use domain::ids::CaseId;
use domain::role::Role;
use domain::staff::StaffMember;
use sync::protocol::{APPLICANT_SCHEME, Code, MERCHANT_SCHEME, Problem};

use super::Api;
use crate::attachments::{Owner, Sender};
use crate::http::api::pull::claims;
use crate::http::error::ApiError;
use crate::http::staff::extract::ClientAddress;

/// Who asks, and with what.
#[derive(Debug)]
pub(super) struct Asking<'a> {
    pub(super) api: &'a Api,
    pub(super) address: ClientAddress,
    pub(super) staff: Option<StaffMember>,
    pub(super) headers: &'a HeaderMap,
}

impl Asking<'_> {
    /// Whoever may read the attachments of a case, or of the album that has that name.
    pub(super) async fn reader(&self, case: Option<CaseId>) -> Result<Owner, ApiError> {
        if let Some(token) = link(self.headers, APPLICANT_SCHEME) {
            let id = self.api.service.applicant(token)?.0;
            let is_another = case.is_some_and(|case| case.0 != id);
            let album = AlbumName { of: Pictured::Merchant, id };
            return if is_another { Err(Code::NoSuchAttachment.into()) } else { Ok(Owner::applicant(album)) };
        }
        if let Some(token) = link(self.headers, MERCHANT_SCHEME) {
            // A link has a mark of 256 bits: tries need no count.
            let found = self.api.service.merchant_case(token).await?;
            return if case.is_some_and(|case| case != found) {
                Err(Code::NoSuchAttachment.into())
            } else {
                Ok(Owner::merchant(found))
            };
        }
        match claims(self.headers)?.as_deref() {
            None => {
                let member = self.staff.as_ref().ok_or(Code::SignInNeeded)?;
                let case = case.ok_or(Code::InvalidInput)?;
                Ok(match self.api.service.album_named(case.0).await? {
                    Some(album) => Owner::of_album(album, member.id),
                    None => Owner::staff(case, member.id),
                })
            }
            Some([code]) => {
                let found = self.api.service.claimed_case(code).await?;
                let (right, wrong) = if found.is_some() { (Some(code), None) } else { (None, Some(code)) };
                let wrong: Vec<_> = wrong.into_iter().collect();
                let settled = self.api.guesses.settle(self.address.0, right, &wrong);
                settled.map_err(|wait| Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() })?;
                let found = found.ok_or(Code::UnknownClaim)?;
                if case.is_some_and(|case| case != found) {
                    return Err(Code::NoSuchAttachment.into());
                }
                Ok(Owner::consumer(found))
            }
            // One case at a time.
            Some(_) => Err(Code::ClaimMistyped.into()),
        }
    }

    /// Whether nothing but a claim code speaks for them.
    pub(super) const fn is_anonymous(&self, sender: Sender) -> bool {
        self.staff.is_none() && matches!(sender, Sender::Owner(Owner { staff: None, merchant: false, album: None, .. }))
    }

    /// Whoever may send an upload: a kiosk what it has sealed, anybody else to a case.
    pub(super) async fn sender(&self, to: To, sealed: bool) -> Result<Sender, ApiError> {
        if sealed {
            Ok(Sender::Kiosk(self.api.staff.kiosk(self.headers).await?))
        } else {
            Ok(Sender::Owner(self.writer(to).await?))
        }
    }

    /// Whoever may add to a case or an album. The regulator reads.
    async fn writer(&self, to: To) -> Result<Owner, ApiError> {
        let owner = match (to.album, &self.staff) {
            (Some(album), Some(member)) => Owner::of_album(album, member.id),
            (Some(_), None) => return Err(Code::SignInNeeded.into()),
            (None, _) => self.reader(to.case).await?,
        };
        let is_regulator = self.staff.as_ref().is_some_and(|member| member.role == Role::Regulator);
        if owner.staff.is_some() && is_regulator { Err(Code::Forbidden.into()) } else { Ok(owner) }
    }
}

/// To what somebody adds, as far as they say it: a code and a link name it themselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct To {
    pub(super) case: Option<CaseId>,
    pub(super) album: Option<AlbumName>,
}

/// The token of a link, where one of that sort is brought.
fn link<'a>(headers: &'a HeaderMap, of: &str) -> Option<&'a str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case(of).then(|| token.trim())
}
