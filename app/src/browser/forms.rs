//! Names for what begins here, and what stands in the forms of a page that the server rendered.

use domain::{
    claim_code::ClaimCode,
    form::{Draft, Field},
};
use leptos::prelude::document;
use uuid::Uuid;
use wasm_bindgen::JsCast;

use super::random;
use crate::host::FormHost;

/// The page's forms.
#[derive(Debug)]
pub struct Forms;

impl FormHost for Forms {
    fn fresh_name(&self) -> Uuid {
        random::uuid()
    }

    fn fresh_claim(&self) -> Option<ClaimCode> {
        random::claim_code()
    }

    fn take_typed(&self, form: &str) -> Option<Draft> {
        typed(form)
    }
}

fn typed(form_id: &str) -> Option<Draft> {
    let form = document().get_element_by_id(form_id)?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let pairs = Field::ALL.iter().flat_map(|field| {
        data.get_all(field.name())
            .iter()
            .filter_map(|value| value.as_string())
            .map(|value| (field.name(), value))
            .collect::<Vec<_>>()
    });
    Some(Draft::from_pairs(pairs))
}
