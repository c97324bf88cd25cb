//! What a part of the application weighs, and why: the bytes of its functions by crate, and by what they were generated
//! from. Bytes are those of the file; what a phone transfers is about a third of it.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use anyhow::Result;
use serde::{Deserialize, Serialize};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How many lines a table has.
const CRATES: usize = 16;
const FAMILIES: usize = 32;

/// The functions of one file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// Demangled names, with the bytes of each body.
    functions: Vec<(String, usize)>,
    /// Bytes of data: texts, tables of methods.
    data: usize,
}

impl Profile {
    /// Of a file that still has its names.
    pub(crate) fn of(wasm: &[u8]) -> Result<Self> {
        let (mut imported, mut bodies, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
                Payload::DataSection(section) => {
                    for segment in section {
                        data += segment?.data.len();
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        for subsection in section {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, format!("{:#}", rustc_demangle::demangle(naming.name)));
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let name_of = |index| names.remove(&index).unwrap_or_default();
        let functions = (imported..).map(name_of).zip(bodies).collect();
        Ok(Self { functions, data })
    }

    fn by(&self, key: impl Fn(&str) -> String) -> Vec<(String, Weight)> {
        let mut sums = BTreeMap::<String, Weight>::new();
        for (name, bytes) in &self.functions {
            let sum = sums.entry(key(name)).or_default();
            sum.bytes += bytes;
            sum.functions += 1;
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.bytes));
        sums
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Weight {
    bytes: usize,
    functions: usize,
}

impl Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code: usize = self.functions.iter().map(|(_, bytes)| bytes).sum();
        writeln!(f, "{code:>9} bytes of code in {} functions; {} bytes of data", self.functions.len(), self.data)?;
        table(f, "by crate", &self.by(|name| crate_of(name).to_owned()), CRATES)?;
        table(f, "by what it was generated from", &self.by(family), FAMILIES)
    }
}

fn table(f: &mut fmt::Formatter<'_>, title: &str, sums: &[(String, Weight)], most: usize) -> fmt::Result {
    writeln!(f, "    bytes functions  {title}")?;
    let mut rest = Weight::default();
    for (place, (name, sum)) in sums.iter().enumerate() {
        if place < most {
            writeln!(f, "{:>9} {:>9}  {name}", sum.bytes, sum.functions)?;
        } else {
            rest.bytes += sum.bytes;
            rest.functions += sum.functions;
        }
    }
    writeln!(f, "{:>9} {:>9}  the rest", rest.bytes, rest.functions)
}

/// The crate in whose source a function stands; of a method of a trait, that of the type it is for.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(['<', '&', '*', '[', '(']);
    let path = path.trim_start_matches("dyn ").trim_start_matches("mut ").trim_start_matches("const ");
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    match (&path[..end], path[end..].starts_with("::")) {
        ("", _) => "(no name)",
        // `<str as alloc::string::ToString>::to_string`, and what the linker and the glue name by themselves.
        (_, false) => path.split_once(" as ").map_or("(no crate)", |(_, of)| crate_of(of)),
        (name, true) => name,
    }
}

/// What stays the same in all instances of a generic function: its path without types and the numbers of closures.
fn family(name: &str) -> String {
    // `<Type as Trait>::method` keeps the three paths, each without types of its own.
    let (owner, method) = match name.strip_prefix('<').map(|rest| rest.split_at(end_of_brackets(rest))) {
        Some((owner, method)) => (format!("<{}>", without_types(owner)), method.trim_start_matches('>')),
        None => (String::new(), name),
    };
    let method = without_types(method);
    let parts = method.split("::").filter(|part| !part.is_empty() && !part.starts_with('{'));
    let family = [owner].into_iter().filter(|owner| !owner.is_empty()).chain(parts.map(str::to_owned));
    let family = family.collect::<Vec<_>>().join("::");
    if family.is_empty() { "(no name)".to_owned() } else { family }
}

/// What stands outside of brackets.
fn without_types(path: &str) -> String {
    let mut kept = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        rest = after.get(end_of_brackets(after) + 1..).unwrap_or_default();
    }
    kept + rest
}

/// Where the bracket ends that was opened before this text.
fn end_of_brackets(text: &str) -> usize {
    let mut depth = 1_u32;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            // Not the arrow of a signature.
            '>' if !text[..at].ends_with('-') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHOD: &str =
        "<domain::board::Board as serde_core::de::Deserialize>::deserialize::<&mut serde_json::de::Deserializer<R>>";

    #[test]
    fn a_function_counts_for_the_crate_that_it_stands_in() {
        assert_eq!(crate_of(METHOD), "domain");
        assert_eq!(crate_of("core::ptr::drop_in_place::<alloc::string::String>"), "core");
        assert_eq!(crate_of("<&mut tachys::view::View as x::Y>::z"), "tachys");
        assert_eq!(crate_of("<str as alloc::string::ToString>::to_string"), "alloc");
        assert_eq!(crate_of("__wbindgen_malloc"), "(no crate)");
        assert_eq!(crate_of(""), "(no name)");
    }

    #[test]
    fn instances_of_one_function_are_one_family() {
        assert_eq!(family(METHOD), "<domain::board::Board as serde_core::de::Deserialize>::deserialize");
        let of = |types: &str| family(&format!("core::ptr::drop_in_place::<{types}>"));
        assert_eq!(of("alloc::vec::Vec<u8>"), of("fn(u8) -> u8"));
        assert_eq!(of("u8"), "core::ptr::drop_in_place");
        assert_eq!(family("app::pages::home::{closure#3}::{closure#0}"), "app::pages::home");
    }

    #[test]
    fn sizes_are_those_of_the_bodies_and_the_data() -> Result<()> {
        // One type, one imported function, one defined one that is empty, and a name for it.
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        wasm.extend([2, 7, 1, 1, b'm', 1, b'f', 0, 0]);
        wasm.extend([3, 2, 1, 0]);
        wasm.extend([10, 4, 1, 2, 0, 0x0b]);
        wasm.extend([11, 5, 1, 1, 2, b'h', b'i']);
        wasm.extend([0, 15, 4]);
        wasm.extend(b"name");
        wasm.extend([1, 8, 1, 1, 5, b'a', b':', b':', b'b', b'c']);
        let expected = Profile { functions: vec![("a::bc".to_owned(), 2)], data: 2 };
        assert_eq!(Profile::of(&wasm)?, expected);
        Ok(())
    }
}
