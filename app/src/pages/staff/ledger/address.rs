//! A filter as an address: what leads from a figure to the cases behind it.

use domain::{
    form::{Category, Kind, Term},
    ledger::CaseFilter,
    moment::Day,
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

const PAGE: &str = "/staff/ledger";

/// Where the register shows what a filter asks for. States, people and mechanisms are chosen on the page.
#[must_use]
pub fn address(filter: &CaseFilter) -> String {
    let mut map = ParamsMap::new();
    let mut put = |name: &'static str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            map.insert(name, text);
        }
    };
    put("from", filter.from.map(|day| day.to_string()));
    put("to", filter.to.map(|day| day.to_string()));
    put("category", filter.category.map(|category| category.code().to_owned()));
    put("kind", filter.kind.map(|kind| kind.code().to_owned()));
    put("merchant", Some(filter.merchant.clone()));
    put("file", filter.file.map(|file| file.to_string()));
    put("counted", filter.counted.then(|| "yes".to_owned()));
    format!("{PAGE}{}", map.to_query_string())
}

/// The filter that the address names.
pub(super) fn asked() -> CaseFilter {
    let query = use_query_map().get_untracked();
    let text = |name: &str| query.get(name).unwrap_or_default();
    CaseFilter {
        from: Day::parse(&text("from")),
        to: Day::parse(&text("to")),
        category: Category::from_code(&text("category")),
        kind: Kind::from_code(&text("kind")),
        merchant: text("merchant"),
        file: text("file").parse().ok(),
        counted: query.get("counted").is_some(),
        ..CaseFilter::default()
    }
}
