//! Trainings.

use domain::{
    kind::KindInfo,
    training::{KIND, Training},
};

use crate::protocol::EntityBody;

impl EntityBody for Training {
    const KIND: &'static KindInfo = &KIND;
}
