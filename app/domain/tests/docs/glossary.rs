//! The glossary has a line for everything that the product has a term for, and says what the product says.

use std::collections::BTreeSet;

use domain::case::State;
use domain::form::Term;
use domain::mechanism::Mechanism;
use domain::role::Role;
use domain::words::Text;

use crate::repository::{File, documents, files, has_word};

/// A line: a term in both languages, and its names in code.
#[derive(Debug)]
struct Line {
    zh: &'static str,
    en: &'static str,
    names: Vec<&'static str>,
}

fn glossary() -> &'static File {
    documents().find(|document| document.path == "docs/GLOSSARY.md").expect("the glossary")
}

fn lines() -> Vec<Line> {
    let cells = |line: &'static str| -> Vec<&'static str> { line.split('|').map(str::trim).collect() };
    let rows = glossary().text.lines().filter(|line| line.starts_with('|')).map(cells).filter(|cells| cells.len() == 6);
    let terms = rows.filter(|cells| cells[1] != "中文" && !cells[1].starts_with("---"));
    terms
        .map(|cells| Line { zh: cells[1], en: cells[2], names: cells[3].split('`').skip(1).step_by(2).collect() })
        .collect()
}

/// What people read: code without its comments and tests, and content.
fn product() -> Vec<String> {
    let shown = |path: &str| path.ends_with(".rs") || (path.starts_with("server/content/") && path.ends_with(".json"));
    let shown = files().iter().filter(|file| shown(&file.path) && !file.path.contains("/tests"));
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    let said = |file: &File| file.text.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n");
    shown.map(|file| said(file).to_lowercase()).collect()
}

#[test]
fn every_word_of_the_glossary_is_in_the_product() {
    let product = product();
    let mut missing = BTreeSet::new();
    for line in lines() {
        let (zh, en) = (line.zh.to_lowercase(), line.en.to_lowercase());
        if !product.iter().any(|text| text.contains(&zh)) {
            missing.insert(line.zh);
        }
        if !product.iter().any(|text| has_word(text, &en)) {
            missing.insert(line.en);
        }
        if line.names.is_empty() {
            missing.insert(line.zh);
        }
    }
    assert!(missing.is_empty(), "not in the product, or without a name in code: {missing:#?}");
}

#[test]
fn every_kind_and_every_operation_has_a_line() {
    let lines = lines();
    let named: BTreeSet<&str> = lines.iter().flat_map(|line| line.names.iter().copied()).collect();
    let all =
        domain::kinds::ALL.iter().flat_map(|kind| std::iter::once(kind.name).chain(kind.commands.iter().copied()));
    let missing: Vec<&str> = all.filter(|name| !named.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "without a line");
    let is_op = |name: &&&str| {
        name.contains('.') && name.split('.').all(|word| word.chars().all(|c| c.is_lowercase() || c == '_'))
    };
    let gone: Vec<&&str> = named
        .iter()
        .filter(is_op)
        .filter(|name| domain::kinds::of_op(name).is_none_or(|kind| !kind.commands.contains(*name)))
        .collect();
    assert_eq!(gone, Vec::<&&str>::new(), "no operation");
}

/// The line whose name in code is that says exactly what the product says.
fn assert_says(lines: &[Line], name: &str, says: Text) {
    let line = lines.iter().find(|line| line.names.contains(&name)).unwrap_or_else(|| panic!("no line for {name}"));
    assert_eq!((line.zh, line.en), (says.zh, says.en), "{name}");
}

#[test]
fn states_roles_and_mechanisms_are_called_what_people_read() {
    let lines = lines();
    for state in State::ALL {
        assert_says(&lines, &format!("State::{state:?}"), state.name());
    }
    for role in Role::ALL {
        assert_says(&lines, &format!("Role::{role:?}"), role.name());
    }
    for mechanism in Mechanism::ALL {
        assert_says(&lines, &format!("Mechanism::{mechanism:?}"), mechanism.name());
    }
}
