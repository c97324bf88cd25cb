//! Pictures of what is no case.

use domain::{
    album::{Album, KIND},
    kind::KindInfo,
};

use crate::protocol::EntityBody;

impl EntityBody for Album {
    const KIND: &'static KindInfo = &KIND;
}
