//! The merchants of the mall, from a file that its administrator keeps: for whoever chooses one by touch.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use domain::form::Term;
use domain::merchant::DirectoryEntry;
use domain::typed::clean_line;
use pinyin::ToPinyin;
use serde::Deserialize;
use sync::protocol::{ListedMerchant, MerchantDirectory};
use thiserror::Error;

/// More than any mall needs.
const MOST_BYTES: u64 = 1024 * 1024;
/// So many a kiosk keeps and shows.
const MOST_MERCHANTS: usize = 3000;
/// Most characters of a name; as in the form.
const NAME_CHARS: usize = 100;
/// Of a floor, a stall or a category.
const SHORT_CHARS: usize = 20;
/// Stands for a name that begins with no letter.
const NO_LETTER: char = '#';

/// Why a file is no directory.
#[derive(Debug, Error)]
pub enum DirectoryError {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is too long.
    #[error("more than {MOST_MERCHANTS} merchants, or too large for a directory")]
    TooLarge,
    /// It has another shape.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// An entry lacks something, or has too much of it.
    #[error(
        "merchant {0}: name (1 to {NAME_CHARS} characters), floor and stall (1 to {SHORT_CHARS}) are needed; a category has 1 to {SHORT_CHARS}"
    )]
    Entry(usize),
    /// Two entries are the same.
    #[error("merchant {0}: this name at this stall is listed twice")]
    Twice(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    merchants: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    floor: String,
    stall: String,
    #[serde(default)]
    category: Option<String>,
}

/// Reads the file.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read_directory(file: &Path) -> Result<MerchantDirectory, DirectoryError> {
    let mut text = String::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(DirectoryError::TooLarge);
    }
    directory(&text)
}

fn directory(text: &str) -> Result<MerchantDirectory, DirectoryError> {
    let Listed { merchants } = serde_json::from_str(text)?;
    if merchants.len() > MOST_MERCHANTS {
        return Err(DirectoryError::TooLarge);
    }
    let mut seen = HashSet::new();
    let mut listed = Vec::with_capacity(merchants.len());
    for (place, entry) in (1..).zip(merchants) {
        let fitting = |text: &str, most: usize| {
            let text = clean_line(text);
            (1..=most).contains(&text.chars().count()).then_some(text)
        };
        let short = |text: &str| fitting(text, SHORT_CHARS).ok_or(DirectoryError::Entry(place));
        let name = fitting(&entry.name, NAME_CHARS).ok_or(DirectoryError::Entry(place))?;
        let (floor, stall) = (short(&entry.floor)?, short(&entry.stall)?);
        let category = entry.category.as_deref().map(short).transpose()?;
        if !seen.insert((name.clone(), stall.clone())) {
            return Err(DirectoryError::Twice(place));
        }
        let initial = initial(&name);
        listed.push(ListedMerchant { name, floor, stall, category, initial });
    }
    Ok(MerchantDirectory { merchants: listed })
}

/// The file's, and who is admitted by the register ([`domain::merchant::directory`]); one that is in both stands once, as the
/// register has it.
pub(crate) fn with_register(kept: &MerchantDirectory, admitted: &[DirectoryEntry]) -> MerchantDirectory {
    let registered = admitted.iter().map(|DirectoryEntry { name, floor, stall, category, .. }| ListedMerchant {
        name: name.clone(),
        floor: floor.clone(),
        stall: stall.clone(),
        category: Some(category.name().zh.to_owned()),
        initial: initial(name),
    });
    let mut merchants: Vec<_> = registered.collect();
    let stands: HashSet<_> = merchants.iter().map(|one| (one.name.clone(), one.stall.clone())).collect();
    let others = kept.merchants.iter().filter(|one| !stands.contains(&(one.name.clone(), one.stall.clone())));
    merchants.extend(others.cloned());
    merchants.truncate(MOST_MERCHANTS);
    MerchantDirectory { merchants }
}

/// The letter under which people look for a name.
fn initial(name: &str) -> char {
    let Some(first) = name.chars().find(|sign| sign.is_alphanumeric()) else { return NO_LETTER };
    let letter = match first.to_pinyin() {
        Some(pinyin) => pinyin.first_letter().chars().next().unwrap_or(NO_LETTER),
        None => first,
    };
    let letter = letter.to_ascii_uppercase();
    if letter.is_ascii_uppercase() { letter } else { NO_LETTER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_admitted_stands_in_the_directory_beside_the_file_and_nobody_twice() {
        let kept = directory(
            r#"{"merchants":[{"name":"佳电电器","floor":"L2","stall":"L2-031"},{"name":"好味餐厅","floor":"L3","stall":"L3-012"}]}"#,
        )
        .expect("a directory");
        let admitted = DirectoryEntry {
            id: domain::ids::MerchantId(uuid::Uuid::nil()),
            name: "佳电电器".to_owned(),
            floor: "L2".to_owned(),
            stall: "L2-031".to_owned(),
            category: domain::form::GoodsKind::Appliance,
        };
        let listed = with_register(&kept, &[admitted]).merchants;
        let shown: Vec<_> =
            listed.iter().map(|one| (one.name.as_str(), one.category.as_deref(), one.initial)).collect();
        assert_eq!(shown, [("佳电电器", Some("家用电器"), 'J'), ("好味餐厅", None, 'H')]);
    }

    #[test]
    fn a_name_is_found_under_the_letter_that_it_begins_with() {
        for (name, letter) in [
            ("佳电电器", 'J'),
            ("优衣", 'Y'),
            ("Zara", 'Z'),
            ("「好味」小厨", 'H'),
            ("7-11", '#'),
            ("安踏", 'A'),
            ("☆", '#'),
        ] {
            assert_eq!(initial(name), letter, "{name}");
        }
    }

    #[test]
    fn a_directory_reads_and_says_what_is_wrong_where() {
        let good = r#"{"merchants":[{"name":" 佳电电器 ","floor":"L2","stall":"L2-031","category":"电器"},
            {"name":"优衣","floor":"L1","stall":"L1-002"}]}"#;
        let read = directory(good).expect("a directory");
        assert_eq!((read.merchants[0].name.as_str(), read.merchants[0].initial), ("佳电电器", 'J'));
        assert_eq!(read.merchants[1].category, None);
        let without_stall = r#"{"merchants":[{"name":"优衣","floor":"L1","stall":" "}]}"#;
        assert!(matches!(directory(without_stall), Err(DirectoryError::Entry(1))));
        let twice =
            r#"{"merchants":[{"name":"优衣","floor":"L1","stall":"1"},{"name":"优衣","floor":"L1","stall":"1"}]}"#;
        assert!(matches!(directory(twice), Err(DirectoryError::Twice(2))));
        assert!(matches!(directory(r#"{"merchants":[{"naem":"优衣"}]}"#), Err(DirectoryError::Shape(_))));
    }
}
