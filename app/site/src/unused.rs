//! What the libraries bring along and this application never calls, although tables name it: it is made empty before the
//! WebAssembly is split, and whatever only it leads to (found by the linker's own notes) goes with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, bail};
use wasm_encoder::{CustomSection, Encode, Section};
use wasmparser::{ExternalKind, KnownCustom, Name, Operator, Parser, Payload, RelocSectionReader, TypeRef};

/// Leptos can take over a page in two ways: at once, as `hydrate_body` does, or part by part, as islands need it. Each erased
/// view names its function for both in its table; the second is a tenth of all code.
const TAKEN_OVER_IN_PARTS: &str = "<_ as tachys::view::any_view::IntoAny>::into_any::hydrate_async::<";
/// Routes are listed on the server.
const LISTED_ON_THE_SERVER: &str = "<_ as leptos_router::matching::nested::any_nested_route::IntoAnyNestedRoute>::into_any_nested_route::generate_routes::<";
/// Streams of server functions, of which there are none: no such object is ever made, so the browser cannot call its methods.
const STREAMS: [&str; 3] = ["intounderlyingsource_", "intounderlyingbytesource_", "intounderlyingsink_"];

/// An instruction that stops the page, one that does nothing, and the end of a function.
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

fn is_never_called(name: &str, exported: bool) -> bool {
    if exported {
        return STREAMS.iter().any(|class| name.starts_with(class));
    }
    // A closure within one ends with its number.
    [TAKEN_OVER_IN_PARTS, LISTED_ON_THE_SERVER].iter().any(|entry| name.starts_with(entry)) && name.ends_with('>')
}

/// A closure within, or an instance for a type of one.
fn is_part_of_one(name: &str) -> bool {
    [TAKEN_OVER_IN_PARTS, LISTED_ON_THE_SERVER].iter().any(|part| name.contains(part))
}

/// The same module, as the linker wrote it, where those functions do nothing and lead nowhere. Sizes and places stay, so that
/// all other notes of the linker stay right.
///
/// # Errors
/// Where one of them is called after all, by its name.
pub(crate) fn empty(wasm: &[u8]) -> Result<Vec<u8>> {
    let module = Module::read(wasm)?;
    let emptied: BTreeSet<u32> = module.never_called();
    let mut bytes = wasm.to_vec();
    for (index, body) in (module.imported..).zip(&module.bodies) {
        // Shorter than that there is nothing to gain.
        if emptied.contains(&index) && body.range.len() > 3 {
            // No locals; stop; the end.
            let body = &mut bytes[body.range.clone()];
            body.fill(NOP);
            (body[0], body[1]) = (0, UNREACHABLE);
            if let Some(end) = body.last_mut() {
                *end = END;
            }
        } else if is_part_of_one(module.name(index)) {
            // Nothing leads to it any more.
        } else if let Some(called) = body.calls.iter().find(|called| emptied.contains(called)) {
            bail!("{} calls {}", module.name(index), module.name(*called));
        }
    }
    let places: Vec<_> = (module.imported..)
        .zip(&module.bodies)
        .filter(|(index, _)| emptied.contains(index))
        .map(|(_, body)| body.range.clone())
        .collect();
    without_notes(&bytes, &places)
}

struct Body {
    range: Range<usize>,
    calls: Vec<u32>,
}

#[derive(Default)]
struct Module {
    imported: u32,
    bodies: Vec<Body>,
    names: BTreeMap<u32, String>,
    exports: BTreeMap<u32, String>,
}

impl Module {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.exports.insert(export.index, export.name.to_owned());
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut calls = Vec::new();
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } = operator? {
                            calls.push(function_index);
                        }
                    }
                    module.bodies.push(Body { range: body.range(), calls });
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        for subsection in section {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    let name = format!("{:#}", rustc_demangle::demangle(naming.name));
                                    module.names.insert(naming.index, name);
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(module)
    }

    fn name(&self, index: u32) -> &str {
        self.names.get(&index).map_or("a function without a name", String::as_str)
    }

    fn never_called(&self) -> BTreeSet<u32> {
        let named = self.names.iter().filter(|(_, name)| is_never_called(name, false));
        let exported = self.exports.iter().filter(|(_, name)| is_never_called(name, true));
        named.chain(exported).map(|(index, _)| *index).collect()
    }
}

/// The same module, with no note of the linker about what stood in those places.
fn without_notes(wasm: &[u8], places: &[Range<usize>]) -> Result<Vec<u8>> {
    const NOTES: &str = "reloc.CODE";
    let mut code = 0;
    let mut kept = wasm.get(..crate::wasm::HEADER).unwrap_or_default().to_vec();
    // A section reaches from the end of the one before.
    let mut begin = crate::wasm::HEADER;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CodeSectionStart { range, .. } = &payload {
            code = range.start;
        }
        let Some((_, range)) = payload.as_section() else { continue };
        match &payload {
            Payload::CustomSection(section) if section.name() == NOTES => match section.as_known() {
                KnownCustom::Reloc(notes) => {
                    let data =
                        notes_elsewhere(wasm, &notes, |at| places.iter().any(|place| place.contains(&(code + at))))?;
                    CustomSection { name: NOTES.into(), data: data.into() }.append_to(&mut kept);
                }
                _ => bail!("{NOTES} cannot be read"),
            },
            _ => kept.extend_from_slice(&wasm[begin..range.end]),
        }
        begin = range.end;
    }
    Ok(kept)
}

fn notes_elsewhere(wasm: &[u8], notes: &RelocSectionReader<'_>, there: impl Fn(usize) -> bool) -> Result<Vec<u8>> {
    let end = notes.entries().range().end;
    let entries = notes.entries().into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
    let ends = entries.iter().skip(1).map(|(start, _)| *start).chain([end]);
    let (mut kept, mut count) = (Vec::new(), 0_u32);
    for ((start, entry), end) in entries.iter().zip(ends) {
        if !there(usize::try_from(entry.offset)?) {
            kept.extend_from_slice(&wasm[*start..end]);
            count += 1;
        }
    }
    let mut data = Vec::new();
    notes.section_index().encode(&mut data);
    count.encode(&mut data);
    data.extend(kept);
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: &str = "<_ as tachys::view::any_view::IntoAny>::into_any::hydrate_async::<app::say::{closure#0}>";

    /// Functions of one type: the first calls the second, which takes three bytes more than it needs.
    fn module(second: &str) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 4, 1, 0x60, 0, 0]);
        module.extend([3, 3, 2, 0, 0]);
        module.extend([10, 13, 2, 4, 0, 0x10, 1, END, 6, 0, 0x10, 0, NOP, NOP, END]);
        let mut names = vec![2, 0, 1, b'a', 1];
        second.len().encode(&mut names);
        names.extend(second.bytes());
        let mut section = vec![1];
        names.len().encode(&mut section);
        section.extend(names);
        CustomSection { name: "name".into(), data: section.into() }.append_to(&mut module);
        // The place of the called function's index in each of them.
        CustomSection { name: "reloc.CODE".into(), data: (&[2, 2, 0, 4, 1, 0, 9, 0][..]).into() }
            .append_to(&mut module);
        module
    }

    fn notes(wasm: &[u8]) -> Result<Vec<u32>> {
        let mut places = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::CustomSection(section) = payload?
                && let KnownCustom::Reloc(notes) = section.as_known()
            {
                for entry in notes.entries() {
                    places.push(entry?.offset);
                }
            }
        }
        Ok(places)
    }

    #[test]
    fn only_the_entries_are_emptied_and_what_is_called_elsewhere_stays() {
        assert!(is_never_called(VIEW, false));
        assert!(!is_never_called(&format!("{VIEW}::{{closure#0}}"), false));
        assert!(!is_never_called("<app::Page as tachys::view::RenderHtml>::hydrate_async", false));
        assert!(is_never_called("intounderlyingsink_write", true));
        assert!(!is_never_called("intounderlyingsink_write", false));
    }

    #[test]
    fn what_is_called_after_all_is_named() {
        let refused = empty(&module(VIEW)).expect_err("it is called");
        assert_eq!(refused.to_string(), format!("a calls {VIEW}"));
    }

    #[test]
    fn notes_about_a_place_go_and_the_others_stay() -> Result<()> {
        let before = module("b");
        assert_eq!(empty(&before)?, before);
        let renamed = module(VIEW);
        let place = Module::read(&renamed)?.bodies[1].range.clone();
        let after = without_notes(&renamed, std::slice::from_ref(&place))?;
        assert_eq!((notes(&renamed)?, notes(&after)?), (vec![4, 9], vec![4]));
        Ok(())
    }
}
