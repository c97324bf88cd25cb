//! Who sends a request.

use domain::staff::StaffMember;
use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use sync::protocol::Code;

use super::StaffState;
use crate::accounts::token::Token;
use crate::accounts::{DeviceCookie, Origin};
use crate::http::error::ApiError;
use crate::store::accounts::OpenSession;

/// A member of staff with a session; anybody else is told to sign in.
#[derive(Clone, Debug)]
pub struct SignedIn(pub StaffMember);

/// A member of staff with a session, or a consumer.
#[derive(Clone, Debug)]
pub struct MaybeSignedIn(pub Option<StaffMember>);

/// The session itself, with the token that was sent.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) open: OpenSession,
    pub(super) token: Token,
}

/// The address that limits count by.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

/// By what the browser is known, if it is.
#[derive(Clone, Debug)]
pub(super) struct KnownBrowser(pub(super) Option<DeviceCookie>);

/// What tries of a password are counted by.
#[derive(Clone, Debug)]
pub(super) struct TriesFrom(pub(super) Origin);

impl Session {
    async fn of(parts: &Parts, state: &StaffState) -> Result<Option<Self>, ApiError> {
        let Some(token) = state.cookie.token(&parts.headers) else { return Ok(None) };
        let open = state.accounts.session(&token).await?;
        Ok(open.map(|open| Self { open, token }))
    }
}

impl<S> FromRequestParts<S> for Session
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Self::of(parts, &StaffState::from_ref(state)).await?.ok_or_else(|| Code::SignInNeeded.into())
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Session::from_request_parts(parts, state).await?.open.staff))
    }
}

impl<S> FromRequestParts<S> for MaybeSignedIn
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    /// The store failed: better an error than a member of staff who is taken for a consumer.
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Session::of(parts, &StaffState::from_ref(state)).await?.map(|session| session.open.staff)))
    }
}

impl<S> FromRequestParts<S> for ClientAddress
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(StaffState::from_ref(state).proxy.client(parts)))
    }
}

impl<S> FromRequestParts<S> for KnownBrowser
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(StaffState::from_ref(state).cookie.device(&parts.headers)))
    }
}

impl<S> FromRequestParts<S> for TriesFrom
where
    S: Send + Sync,
    StaffState: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let StaffState { cookie, proxy, .. } = StaffState::from_ref(state);
        Ok(Self(Origin { address: proxy.client(parts), cookie: cookie.device(&parts.headers) }))
    }
}
