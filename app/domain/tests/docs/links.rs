//! Links between documents.

use std::collections::BTreeSet;

use crate::repository::{File, documents, files, folders};

/// The targets of `[text](target)` and `![text](target)` outside of fenced blocks, with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
            found.extend(targets.map(|(target, _)| (number, target)));
        }
    }
    found
}

/// The anchor that a heading gets: its words in lower case with hyphens between, without marks.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn has_anchor(document: &File, wanted: &str) -> bool {
    let headings = document.text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).any(|found| found == wanted)
}

/// From the folder of a document, with `..` followed.
fn resolved(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn check(document: &File, target: &str) -> Result<(), String> {
    if target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:") {
        return Ok(());
    }
    let (path, wanted) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = if path.is_empty() { document.path.clone() } else { resolved(&document.path, path) };
    let file = if path == document.path { Some(document) } else { files().iter().find(|file| file.path == path) };
    match (file, wanted) {
        (None, _) if !folders().contains(path.as_str()) => Err(format!("there is no {path}")),
        (Some(file), Some(wanted)) if !has_anchor(file, wanted) => Err(format!("{path} has no heading #{wanted}")),
        _ => Ok(()),
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut wrong = BTreeSet::new();
    for document in documents() {
        for (line, target) in links(&document.text) {
            if let Err(why) = check(document, target) {
                wrong.insert(format!("{}:{line}: {why}", document.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_page_of_the_documentation_is_found_from_the_readme() {
    let mut seen = BTreeSet::new();
    let mut next = vec!["README.md".to_owned()];
    while let Some(path) = next.pop() {
        let Some(document) = documents().find(|document| document.path == path) else { continue };
        if seen.insert(path.clone()) {
            let targets = links(&document.text).into_iter().filter_map(|(_, target)| target.split('#').next());
            next.extend(targets.filter(|target| !target.is_empty()).map(|target| resolved(&path, target)));
        }
    }
    let lost =
        documents().map(|document| &document.path).filter(|path| path.starts_with("docs/") && !seen.contains(*path));
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn a_link_into_nothing_is_noticed() {
    let document = File { path: "docs/PAGE.md".to_owned(), text: "# A page\n## What is `there`?\n".to_owned() };
    assert_eq!(check(&document, "#what-is-there"), Ok(()));
    assert_eq!(check(&document, "../README.md"), Ok(()));
    assert!(check(&document, "#what-is-gone").is_err());
    assert!(check(&document, "../READ.md").is_err());
    assert_eq!(links("see [a](b.md) and ![c](d.png)"), [(1, "b.md"), (1, "d.png")]);
}
