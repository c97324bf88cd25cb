//! Saved views of the case list.

use domain::{
    kind::KindInfo,
    saved_view::{KIND, SavedView},
};

use crate::protocol::EntityBody;

impl EntityBody for SavedView {
    const KIND: &'static KindInfo = &KIND;
}
