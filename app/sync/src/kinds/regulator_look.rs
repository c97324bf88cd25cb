//! Looks of the regulator.

use domain::{
    kind::KindInfo,
    oversight::look::{KIND, RegulatorLook},
};

use crate::protocol::EntityBody;

impl EntityBody for RegulatorLook {
    const KIND: &'static KindInfo = &KIND;
}
