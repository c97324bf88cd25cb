//! The guides name buttons and pages as they are called there.

use std::collections::BTreeSet;

use crate::repository::files;

const GUIDES: [&str; 3] =
    ["app/src/pages/help/visitor.rs", "app/src/pages/help/staff_words.rs", "app/src/pages/help/administrator_words.rs"];

/// What stands between “ and ”, as a text of a program has it: broken lines are one.
fn named(text: &str) -> BTreeSet<String> {
    let joined: Vec<&str> = text.split("\\\n").map(str::trim_start).collect();
    let joined = joined.concat();
    let names = joined.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_button_that_a_guide_names_is_on_a_page() {
    let is_shown = |path: &str| {
        path.ends_with(".rs")
            && (path.starts_with("app/src/") || path.starts_with("app/domain/src/"))
            && !path.starts_with("app/src/pages/help/")
    };
    let pages: Vec<&str> = files().iter().filter(|file| is_shown(&file.path)).map(|file| file.text.as_str()).collect();
    let guides = || files().iter().filter(|file| GUIDES.contains(&file.path.as_str()));
    assert_eq!(guides().count(), GUIDES.len());
    // A chapter of a guide is named by another one.
    let chapters: Vec<&str> = guides().map(|file| file.text.as_str()).collect();
    let names: BTreeSet<String> = guides().flat_map(|file| named(&file.text)).collect();
    assert!(names.len() > 40, "only {names:?}");
    let is_known = |name: &str| {
        let quoted = format!("\"{name}\"");
        pages.iter().any(|text| text.contains(&quoted))
            || chapters.iter().any(|text| text.contains(&quoted))
            // Part of a longer sentence on a page.
            || (name.chars().count() > 4 && pages.iter().any(|text| text.contains(name)))
    };
    let unknown: Vec<&String> = names.iter().filter(|name| !is_known(name)).collect();
    assert!(unknown.is_empty(), "no page says {unknown:?}");
}

#[test]
fn a_name_that_is_broken_over_lines_is_one() {
    assert_eq!(named("a “Register \\\n     a caller” b"), BTreeSet::from(["Register a caller".to_owned()]));
}
