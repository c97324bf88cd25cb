//! The repository as text.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What is built, installed or kept at run time.
const NOT_SOURCES: [&str; 6] = ["target", "node_modules", "data", "test-results", "playwright-report", ".git"];
/// What is read as text; the rest only has a name.
const TEXT: [&str; 14] =
    ["rs", "toml", "md", "ts", "js", "json", "css", "sql", "txt", "yml", "yaml", "mjs", "webmanifest", "html"];

/// A file.
#[derive(Debug)]
pub(crate) struct File {
    /// From the top, with `/`.
    pub(crate) path: String,
    /// What stands in it; empty where it is no text.
    pub(crate) text: String,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the top of the repository");
    let mut paths = Vec::new();
    below(top, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(top).expect("below the top").to_string_lossy().replace('\\', "/");
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_text =
            TEXT.contains(&ending) || name.starts_with(".make/") || name.starts_with(".ci/") || name == "Makefile";
        let text = if is_text { fs::read_to_string(&path).expect("a text file reads") } else { String::new() };
        File { path: name, text }
    };
    paths.into_iter().map(read).collect()
});

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder reads").map(|entry| entry.expect("an entry")) {
        let is_source = entry.file_name().to_str().is_some_and(|name| !NOT_SOURCES.contains(&name));
        let kind = entry.file_type().expect("the kind of an entry");
        if kind.is_dir() && is_source {
            below(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

/// Every file of the repository.
pub(crate) fn files() -> &'static [File] {
    &FILES
}

/// The documents: `README.md`, what lies in `docs`, and what stands beside migrations.
pub(crate) fn documents() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.path.ends_with(".md") && !file.path.starts_with("server/content/"))
}

/// Rust, without these tests.
pub(crate) fn sources() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.path.ends_with(".rs") && !file.path.starts_with("app/domain/tests/docs/"))
}

static FOLDERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let above = |file: &'static File| file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
    files().iter().flat_map(above).collect()
});

/// Every folder that holds a file.
pub(crate) fn folders() -> &'static BTreeSet<&'static str> {
    &FOLDERS
}

/// Whether a word stands in a text by itself, not as part of a longer one.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(in_word) && !text[at + word.len()..].starts_with(in_word))
}

/// Whether Rust defines that name: an item, a method, a constant, a variant or a field.
pub(crate) fn defines(text: &str, name: &str) -> bool {
    has_word(text, name) && text.lines().any(|line| is_item(line, name) || is_member(line, name))
}

/// `pub async fn name(`, `struct Name;`, `const NAME: …`.
fn is_item(line: &str, name: &str) -> bool {
    const ITEMS: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "mod"];
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| ITEMS.contains(&pair[0]) && pair[1] == name)
}

/// A variant or a field begins its line: `Name,` `Name {` `Name(` `Name = "code"` `name: Type`.
fn is_member(line: &str, name: &str) -> bool {
    let line = line.trim_start();
    let line = ["pub ", "pub(crate) ", "pub(super) "].iter().find_map(|how| line.strip_prefix(how)).unwrap_or(line);
    line.strip_prefix(name).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with([',', '{', '(', ':']) || rest.starts_with(" {") || rest.starts_with(" =")
    })
}
