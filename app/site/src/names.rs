//! Short names between glue and WebAssembly. The glue's own carry a hash each, which no compression makes smaller: 5 kB.

use std::collections::BTreeMap;

use anyhow::Result;
use wasm_encoder::{EntityType, ImportSection, Section};
use wasmparser::{Parser, Payload};

use crate::wasm::HEADER;

/// The module under which the glue gives what the browser can do.
const BROWSER: &str = "./app_bg.js";
/// Letters and digits of a short name; the first is never a digit.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Both files with short names for what the first imports from the second.
///
/// # Errors
/// Where the WebAssembly cannot be read.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut short = BTreeMap::new();
    let mut kept = wasm.get(..HEADER).unwrap_or_default().to_vec();
    // A section reaches from the end of the one before.
    let mut begin = HEADER;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else { continue };
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import?;
                let mut name = import.name.to_owned();
                if import.module == BROWSER {
                    let place = short.len();
                    name = short.entry(name).or_insert_with(|| short_name(place)).clone();
                }
                section.import(import.module, &name, EntityType::try_from(import.ty)?);
            }
            section.append_to(&mut kept);
        } else {
            kept.extend_from_slice(&wasm[begin..range.end]);
        }
        begin = range.end;
    }
    Ok((kept, renamed(glue, &short)))
}

fn short_name(mut place: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[place % LETTERS.len()]));
        place /= LETTERS.len();
        if place == 0 {
            // Apart from every word of the language and from every name in the glue.
            return name + "$";
        }
    }
}

/// Whole words only.
fn renamed(glue: &str, names: &BTreeMap<String, String>) -> String {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_of_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_of_word(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_get_the_same_short_name_and_others_keep_theirs() -> Result<()> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        let mut section = ImportSection::new();
        section.import(BROWSER, "__wbg_click_0123", EntityType::Function(0));
        section.import("./__wasm_split.js", "load", EntityType::Function(0));
        section.append_to(&mut wasm);
        let (wasm, glue) = shorten(&wasm, "{ __wbg_click_0123: function() {}, __wbg_click_01234: 1, load }")?;
        assert_eq!(glue, "{ a$: function() {}, __wbg_click_01234: 1, load }");
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            if let Payload::ImportSection(imports) = payload? {
                for import in imports.into_imports() {
                    names.push(import?.name.to_owned());
                }
            }
        }
        assert_eq!(names, ["a$", "load"]);
        Ok(())
    }

    #[test]
    fn no_two_places_have_one_name() {
        let names = (0..5_000).map(short_name).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names.len(), 5_000);
    }
}
