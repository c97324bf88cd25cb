//! What the administrator's guide has people type is what the program and the package understand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::running::{done, run};

fn text_of(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).expect(path)
}

/// What stands behind `contact-point` in the guide: a command, with its options.
fn commands() -> BTreeSet<Vec<String>> {
    let guide = text_of("app/src/pages/help/administrator_words.rs");
    let lines = guide.split(['"', '\n']).flat_map(|line| line.split("\\n")).map(str::trim);
    let typed = lines.filter_map(|line| line.strip_prefix("contact-point "));
    typed.map(|command| command.split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn every_command_of_the_administrators_guide_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands = commands();
    let named: BTreeSet<&str> = commands.iter().map(|command| command[0].as_str()).collect();
    for expected in ["setup-link", "doctor", "backup", "restore", "verify", "rotate-seal-key", "--version"] {
        assert!(named.contains(expected), "the guide does not say {expected}: {named:?}");
    }
    for command in &commands {
        let help = done(&run(folder.path(), &[command[0].as_str(), "--help"]));
        for option in command.iter().skip(1).filter(|word| word.starts_with("--")) {
            assert!(help.contains(option.as_str()), "{command:?}");
        }
    }
}

#[test]
fn every_setting_that_the_package_and_the_guide_name_is_read_from_the_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = done(&run(folder.path(), &["--help"]));
    let files = [
        "docs/deploy/debian/contact-point.conf",
        "docs/deploy/contact-point.service",
        "app/src/pages/help/administrator_words.rs",
        "docs/deploy/debian/contact-point",
    ];
    let mut seen = 0;
    for file in files {
        let text = text_of(file);
        let words = text.split(|sign: char| !(sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '_'));
        for name in words.filter(|word| word.starts_with("CONTACT_POINT_")) {
            assert!(help.contains(&format!("[env: {name}")), "{file} says {name}");
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen}");
}

#[test]
fn every_path_of_the_guide_is_one_that_the_package_makes() {
    let guide = text_of("app/src/pages/help/administrator_words.rs");
    let package =
        ["server/Cargo.toml", "docs/deploy/debian/postinst", "docs/deploy/debian/backup"].map(text_of).concat();
    let words = guide.split(|sign: char| !(sign.is_ascii_alphanumeric() || "/_.-".contains(sign)));
    let paths: BTreeSet<&str> = words
        .filter(|word| word.starts_with("/usr/") || word.starts_with("/etc/") || word.starts_with("/var/"))
        .collect();
    assert!(paths.len() > 3, "{paths:?}");
    for path in paths {
        // A file of the reader's own in a folder of the package.
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        let is_made = |path: &str| package.contains(path.trim_end_matches('.').trim_start_matches('/'));
        assert!(is_made(path) || is_made(folder), "{path}");
    }
}
