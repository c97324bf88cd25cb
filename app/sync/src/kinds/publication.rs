//! What the contact point publishes: as staff work on it, and as everybody sees it.

use domain::{
    kind::KindInfo,
    publication::{KIND, PUBLISHED_KIND, Publication, Published},
};

use crate::protocol::EntityBody;

impl EntityBody for Publication {
    const KIND: &'static KindInfo = &KIND;
}

impl EntityBody for Published {
    const KIND: &'static KindInfo = &PUBLISHED_KIND;
}
