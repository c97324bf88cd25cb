//! Canned replies.

use domain::{
    canned_reply::{CannedReply, KIND},
    kind::KindInfo,
};

use crate::protocol::EntityBody;

impl EntityBody for CannedReply {
    const KIND: &'static KindInfo = &KIND;
}
