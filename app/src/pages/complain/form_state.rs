//! The form that the controls of a page read and write.

use domain::form::{AreaCode, Draft, Field, FieldError, check};
use leptos::prelude::*;

use crate::device::use_device;

/// The form on this page.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// As typed.
    pub draft: RwSignal<Draft>,
    /// The mistakes that are shown.
    pub errors: RwSignal<Vec<FieldError>>,
    /// Counted up with each keystroke, so that the page saves.
    pub typed: RwSignal<u32>,
    /// A page in the browser's hands shows only the fields that apply; without WebAssembly all are there.
    pub only_what_applies: bool,
}

impl FormState {
    pub fn new(draft: Draft, errors: Vec<FieldError>, only_what_applies: bool) -> Self {
        Self { draft: RwSignal::new(draft), errors: RwSignal::new(errors), typed: RwSignal::new(0), only_what_applies }
    }

    /// Writes to the form. A mistake that is shown goes away as soon as it is mended.
    pub fn write(&self, field: Field, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.typed.update(|typed| *typed += 1);
        if self.errors.with_untracked(|errors| errors.iter().any(|error| error.field == field)) {
            let checked = self.draft.with_untracked(|draft| check(draft, use_today(), 0, AreaCode::default()));
            let left = checked.err().unwrap_or_default();
            self.errors.update(|errors| {
                errors.retain(|error| error.field != field);
                errors.extend(left.into_iter().filter(|error| error.field == field));
                errors.sort_by_key(|error| error.field);
            });
        }
    }

    pub fn error_of(&self, field: Field) -> Option<FieldError> {
        self.errors.with(|errors| errors.iter().find(|error| error.field == field).copied())
    }

    /// Whether a field applies to what was chosen so far.
    pub fn applies(&self, applies: impl Fn(&Draft) -> bool) -> bool {
        !self.only_what_applies || self.draft.with(applies)
    }
}

/// Today in Shanghai, by the server's clock as far as known.
fn use_today() -> domain::moment::Day {
    use_context::<crate::device::Device>().map_or_else(|| crate::device::now().day(), |device| device.now().day())
}

/// The same, for pages.
pub fn today() -> domain::moment::Day {
    use_device().now().day()
}
