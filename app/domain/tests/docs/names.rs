//! Files, folders, names of code and addresses that a document writes as code.

use std::collections::BTreeSet;

use crate::repository::{defines, documents, files, folders, has_word, sources};

/// Where each crate's sources lie.
const CRATES: [(&str, &str); 4] =
    [("domain", "app/domain/src"), ("sync", "app/sync/src"), ("app", "app/src"), ("server", "server/src")];
/// What a build or a run makes.
const MADE: [&str; 4] = ["target/", "data/", "./data", "node_modules/"];
/// Written with a slash, and no path of ours.
const NO_PATHS: [&str; 4] = ["application/json", "application/problem+json", "zh/en", "@playwright/test"];
const ENDINGS: [&str; 9] = [".rs", ".md", ".json", ".css", ".ts", ".js", ".sql", ".toml", ".txt"];

/// What stands between single backticks outside of fenced blocks, with its line.
fn spans(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with("    ") {
            found.extend(line.split('`').skip(1).step_by(2).map(|span| (number, span)));
        }
    }
    found
}

/// Words in fenced and indented blocks that begin with a folder of ours.
fn paths_in_blocks(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced || line.starts_with("    ") {
            let words = line.split(|c: char| !(c.is_alphanumeric() || "_-./".contains(c)));
            found.extend(words.filter(|word| is_below_a_folder_of_ours(word)).map(|word| (number, word)));
        }
    }
    found
}

fn is_below_a_folder_of_ours(word: &str) -> bool {
    word.split_once('/').is_some_and(|(first, rest)| !rest.is_empty() && folders().contains(first))
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Neither a document nor these tests, which also name what is not there.
fn says_what_is_there(path: &str) -> bool {
    !path.ends_with(".md") && !path.starts_with("app/domain/tests/docs/")
}

fn is_there(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    folders().contains(path) || files().iter().any(|file| file.path == path)
}

/// `path.rs::name`: what that file defines.
fn of_file(path: &str, name: &str) -> Result<(), String> {
    let file = files().iter().find(|file| file.path == path).ok_or(format!("there is no file {path}"))?;
    if defines(&file.text, name) { Ok(()) } else { Err(format!("{path} defines no {name}")) }
}

/// `krate::module::name`, `Type::member` or `module::name`.
fn of_code(span: &str) -> Result<(), String> {
    let parts: Vec<&str> = span.split("::").collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    if let Some((_, root)) = CRATES.iter().find(|(name, _)| *name == first) {
        let mut place = (*root).to_owned();
        let mut rest = &parts[1..];
        while let Some((module, after)) = rest.split_first()
            && (folders().contains(format!("{place}/{module}").as_str()) || is_there(&format!("{place}/{module}.rs")))
        {
            place = format!("{place}/{module}");
            rest = after;
        }
        if rest.is_empty() {
            return Ok(());
        }
        let below = format!("{place}/");
        let module = format!("{place}.rs");
        let mut inside = sources().filter(|file| file.path == module || file.path.starts_with(&below));
        return if inside.any(|file| rest.iter().all(|name| defines(&file.text, name))) {
            Ok(())
        } else {
            Err(format!("{place} defines no {}", rest.join("::")))
        };
    }
    let defines_both = |file: &&crate::repository::File| defines(&file.text, last) && has_word(&file.text, first);
    let module = |file: &&crate::repository::File| {
        let stem = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
        stem.rsplit('/').next() == Some(first) && defines(&file.text, last)
    };
    if sources().any(|file| defines_both(&file) || module(&file)) {
        Ok(())
    } else {
        Err(format!("no source defines {span}"))
    }
}

/// An address that the server answers, such as `/staff/roster` or `/api/v1/push`.
fn of_address(span: &str) -> Result<(), String> {
    let quoted = format!("\"{span}");
    let answered = sources().any(|file| file.text.contains(&quoted))
        || files().iter().any(|file| file.path == format!("public{span}"));
    if answered { Ok(()) } else { Err(format!("nothing answers at {span}")) }
}

fn check(span: &str) -> Result<(), String> {
    if MADE.iter().any(|made| span.starts_with(made)) || NO_PATHS.contains(&span) || span.contains(' ') || span == "/" {
        return Ok(());
    }
    if let Some((path, name)) = span.split_once(".rs::") {
        return of_file(&format!("{path}.rs"), name);
    }
    if span.contains("::") && span.split("::").all(is_name) {
        return of_code(span);
    }
    if span.starts_with('/') && span.len() > 1 {
        return of_address(span);
    }
    if span.contains('/') && span.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c)) {
        return if is_there(span) { Ok(()) } else { Err(format!("there is no {span}")) };
    }
    if ENDINGS.iter().any(|ending| span.ends_with(ending)) && span.len() > 4 && !span.contains('*') {
        let ending = format!("/{span}");
        let named = files().iter().any(|file| file.path == span || file.path.ends_with(&ending));
        return if named { Ok(()) } else { Err(format!("no file is called {span}")) };
    }
    if is_name(span) && (span.contains('_') || span.chars().skip(1).any(char::is_uppercase)) {
        let known = files().iter().filter(|file| says_what_is_there(&file.path)).any(|file| has_word(&file.text, span));
        return if known { Ok(()) } else { Err(format!("no source says {span}")) };
    }
    Ok(())
}

#[test]
fn every_file_and_name_that_a_document_mentions_is_there() {
    let mut wrong = BTreeSet::new();
    for document in documents() {
        for (line, span) in spans(&document.text) {
            if let Err(why) = check(span) {
                wrong.insert(format!("{}:{line}: {why}", document.path));
            }
        }
        for (line, path) in paths_in_blocks(&document.text) {
            if MADE.iter().all(|made| !path.starts_with(made)) && !is_there(path) {
                wrong.insert(format!("{}:{line}: there is no {path}", document.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn something_that_was_renamed_is_noticed() {
    for there in [
        "app/domain/src/case",
        "server/src/service/push.rs::store_all",
        "domain::case::decide_linked",
        "domain::kinds::ALL",
        "Device::file",
        "Event::Switched",
        "/staff/replies",
        "kinds.rs",
        "has_unassigned",
    ] {
        assert_eq!(check(there), Ok(()), "{there}");
    }
    for gone in [
        "server/src/cases",
        "server/src/service/push.rs::store_everything",
        "server/src/service/shove.rs::store_all",
        "domain::case::decide_both",
        "domain::replies::FOR_STAFF",
        "Device::give_out",
        "Event::HouseOpened",
        "/staff/looked-at",
        "leave_scope.rs",
        "looked_at_by_nobody",
    ] {
        assert!(check(gone).is_err(), "{gone}");
    }
}
