//! The house's order: checklists, rounds, measures, reports, and what the regulator asks.

use domain::{
    kind::KindInfo,
    oversight::{
        checklist::{self, Checklist},
        directive::{self, Directive},
        inspection::{self, Inspection},
        measure::{self, Measure},
        report::{self, Report},
    },
};

use crate::protocol::EntityBody;

impl EntityBody for Checklist {
    const KIND: &'static KindInfo = &checklist::KIND;
}

impl EntityBody for Inspection {
    const KIND: &'static KindInfo = &inspection::KIND;
}

impl EntityBody for Measure {
    const KIND: &'static KindInfo = &measure::KIND;
}

impl EntityBody for Report {
    const KIND: &'static KindInfo = &report::KIND;
}

impl EntityBody for Directive {
    const KIND: &'static KindInfo = &directive::KIND;
}
