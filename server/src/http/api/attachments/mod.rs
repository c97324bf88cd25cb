//! Photos and PDFs: uploads by the tus protocol, and what is kept for whoever has a right to it.

mod owner;
mod serve;
mod upload;

use axum::Router;
use axum::routing::{get, patch, post};

use super::Api;
use crate::attachments::AttachmentError;
use crate::http::error::ApiError;

pub(super) use serve::{__path_content, __path_thumbnail, content, thumbnail};
pub(super) use upload::{
    __path_append, __path_begin, __path_capabilities, __path_end, __path_standing, append, begin, capabilities, end,
    standing,
};

pub(super) fn routes() -> Router<Api> {
    Router::new()
        .route("/api/v1/uploads", post(begin).options(capabilities))
        .route("/api/v1/uploads/{id}", patch(append).head(standing).delete(end))
        .route("/api/v1/attachments/{case}/{hash}", get(content))
        .route("/api/v1/attachments/{case}/{hash}/thumbnail", get(thumbnail))
}

impl From<AttachmentError> for ApiError {
    fn from(error: AttachmentError) -> Self {
        match &error {
            AttachmentError::Refused(_) => {}
            AttachmentError::Store(_) | AttachmentError::Objects(_) => tracing::warn!("{error}"),
        }
        error.code().into()
    }
}
