//! Imports run one way. Pages know `host`, an interface; the browser's half implements it and knows no page. The composition root
//! alone knows both: it brings them together.

use std::fs;
use std::path::{Path, PathBuf};

/// Files that bring the two halves together.
const ROOT: [&str; 5] =
    ["app.rs", "lib.rs", "pages/kiosk/kiosk_bundle.rs", "pages/lazy_bundle.rs", "pages/staff/staff_bundle.rs"];

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder reads").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files_below(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

/// The modules of this crate that a file names, as `crate::name` or in `use crate::{name, …}`.
fn named(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in source.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => names.push(first_word(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut piece = String::new();
                for letter in group.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(first_word(&std::mem::take(&mut piece))),
                        _ => {}
                    }
                    if letter != ',' || depth > 0 {
                        piece.push(letter);
                    }
                }
                names.push(first_word(&piece));
            }
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn pages_know_an_interface_and_the_browser_knows_no_page() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    files_below(&source, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(&source).expect("below it").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).expect("it reads");
        let allowed: &[&str] = match name.as_str() {
            root if ROOT.contains(&root) => &["browser", "pages"],
            in_browser if in_browser.starts_with("browser/") => &["browser"],
            in_pages if in_pages.starts_with("pages/") => &["pages"],
            _ => &[],
        };
        let beyond = named(&text).into_iter().filter(|module| matches!(module.as_str(), "browser" | "pages"));
        wrong.extend(
            beyond.filter(|module| !allowed.contains(&module.as_str())).map(|module| format!("{name}: {module}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_group_of_imports_is_read_to_its_end() {
    let source =
        "use crate::{\n    desk::{Desk, SessionState},\n    host,\n};\nfn f() { crate::browser::random::uuid(); }";
    assert_eq!(named(source), ["desk", "host", "", "browser"]);
}
