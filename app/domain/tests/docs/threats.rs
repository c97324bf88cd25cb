//! The threat model: each threat has something that stands against it, and a test that shows it.

use crate::repository::{documents, files};

/// The cells of each line of a table with three columns, without heads.
fn threats(text: &str) -> Vec<(&str, &str, &str)> {
    let rows = text.lines().filter(|line| line.starts_with('|')).map(|line| line.split('|').map(str::trim).collect());
    let rows =
        rows.filter(|cells: &Vec<&str>| cells.len() == 5 && cells[1] != "Threat" && !cells[1].starts_with("---"));
    rows.map(|cells| (cells[1], cells[2], cells[3])).collect()
}

/// Whether a name is that of something that runs and can fail.
fn is_a_test(span: &str) -> bool {
    if let Some((path, name)) = span.split_once(".rs::") {
        let path = format!("{path}.rs");
        let file = files().iter().find(|file| file.path == path);
        return file.is_some_and(|file| is_marked(&file.text, name));
    }
    let is_there = files().iter().any(|file| file.path == span);
    let runs = span.ends_with(".spec.ts")
        || span.starts_with("app/domain/tests/")
        || span.ends_with("tests/simulation/main.rs");
    is_there && (runs || span == ".make/trial")
}

/// The function stands below a line that makes it a test.
fn is_marked(text: &str, name: &str) -> bool {
    let needle = format!("fn {name}(");
    let mut lines = text.lines().rev().skip_while(|line| !line.contains(&needle)).skip(1);
    lines.find(|line| !line.trim_start().starts_with("#[expect")).is_some_and(|line| line.contains("test"))
}

#[test]
fn every_threat_has_a_control_and_a_test_that_is_there() {
    let document = documents().find(|document| document.path == "docs/THREATS.md").expect("the threat model");
    let threats = threats(&document.text);
    assert!(threats.len() > 40, "only {} threats are told", threats.len());
    for (threat, control, shown) in threats {
        assert!(!control.is_empty(), "nothing stands against: {threat}");
        let tests: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "no test: {threat}");
        for test in tests {
            assert!(is_a_test(test), "{threat}: {test} is no test");
        }
    }
}

#[test]
fn every_section_of_the_standard_says_how_it_stands() {
    let document = documents().find(|document| document.path == "docs/ASVS.md").expect("the checklist");
    let rows = document.text.lines().filter(|line| line.starts_with("| V"));
    let mut missing = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert!(["Yes", "Partly", "No", "–"].contains(&cells[2]), "{row}");
        // What is not held is named in bold, so that nobody reads past it.
        if ["Partly", "No"].contains(&cells[2]) {
            assert!(cells[3].contains("**"), "nothing is said to be missing: {row}");
            missing += 1;
        }
    }
    assert!(missing > 10, "a list without exceptions was not read honestly");
    for chapter in 1..=17 {
        assert!(document.text.contains(&format!("V{chapter}")), "V{chapter} is left out");
    }
}

#[test]
fn a_function_that_is_no_test_shows_nothing() {
    let text = "#[tokio::test]\nasync fn shown() {}\n\nfn helper() {}\n";
    assert!(is_marked(text, "shown") && !is_marked(text, "helper") && !is_marked(text, "gone"));
}
