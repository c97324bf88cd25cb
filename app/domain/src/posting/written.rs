//! A document as it is written in the editor: plain lines, a paragraph each; “## 1. 标题” begins a section. Nothing else has a
//! meaning, so what is posted stays to the character what was typed.

use thiserror::Error;

use crate::{
    board::{Document, Section, SectionId},
    words::{Bilingual, Lang, Text, text},
};

const BEGINS: &str = "##";

/// What a document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The words before the first section.
    pub intro: Option<Bilingual>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// Why two texts are not one document in two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotADocument {
    /// There is nothing.
    #[error("empty")]
    Empty,
    /// One has more sections than the other.
    #[error("{zh} sections in Chinese, {en} in English")]
    Sections {
        /// In Chinese.
        zh: usize,
        /// In English.
        en: usize,
    },
    /// A section has more paragraphs in one language; 0 are the words before the first.
    #[error("in section {section}: {zh} paragraphs in Chinese, {en} in English")]
    Paragraphs {
        /// Which.
        section: usize,
        /// In Chinese.
        zh: usize,
        /// In English.
        en: usize,
    },
    /// A section has a number or a title in one language only.
    #[error("the headings of section {0} differ")]
    Heading(usize),
}

const EMPTY: Text = text("内容是空的，请写内容。", "It says nothing; please write what it says.");
const SECTIONS: Text = text(
    "中文有 {} 个小节，英文有 {} 个。两边要一样多（“## ”开头的一行是小节标题）。",
    "There are {} sections in Chinese and {} in English; there must be as many (a line that begins with “## ” is a heading).",
);
const PARAGRAPHS: Text = text(
    "第 {} 个小节：中文有 {} 段，英文有 {} 段。一段一行，两边要一样多。",
    "Section {}: {} paragraphs in Chinese, {} in English. A paragraph is a line; there must be as many.",
);
const INTRO: Text = text(
    "第一个小节前面：中文有 {} 段，英文有 {} 段。两边要一样多。",
    "Before the first section: {} paragraphs in Chinese, {} in English; there must be as many.",
);
const HEADING: Text = text(
    "第 {} 个小节的编号或标题，中英文对不上。",
    "The number or title of section {} is not the same in both languages.",
);

impl NotADocument {
    /// A stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "document_empty",
            Self::Sections { .. } => "document_sections_differ",
            Self::Paragraphs { .. } => "document_paragraphs_differ",
            Self::Heading(_) => "document_heading_differs",
        }
    }

    /// Why, and what to do.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Empty => EMPTY.into(),
            Self::Sections { zh, en } => SECTIONS.filled(&[&zh.to_string(), &en.to_string()]),
            Self::Paragraphs { section: 0, zh, en } => INTRO.filled(&[&zh.to_string(), &en.to_string()]),
            Self::Paragraphs { section, zh, en } => {
                PARAGRAPHS.filled(&[&section.to_string(), &zh.to_string(), &en.to_string()])
            }
            Self::Heading(section) => HEADING.filled(&[&section.to_string()]),
        }
    }
}

/// A section in one language.
#[derive(Default)]
struct Part<'a> {
    number: Option<u16>,
    title: Option<&'a str>,
    paragraphs: Vec<&'a str>,
}

/// Reads what is written in both languages; sections that were there before keep their names, and with them their addresses.
///
/// # Errors
///
/// Where the two do not go together.
pub fn written(zh: &str, en: &str, before: Option<&Document>) -> Result<Written, NotADocument> {
    let (zh, en) = (parts(zh), parts(en));
    if zh.len() != en.len() {
        return Err(NotADocument::Sections { zh: zh.len().saturating_sub(1), en: en.len().saturating_sub(1) });
    }
    for (section, (zh, en)) in zh.iter().zip(&en).enumerate() {
        if zh.number != en.number || zh.title.is_some() != en.title.is_some() {
            return Err(NotADocument::Heading(section));
        }
        if zh.paragraphs.len() != en.paragraphs.len() {
            return Err(NotADocument::Paragraphs { section, zh: zh.paragraphs.len(), en: en.paragraphs.len() });
        }
    }
    let mut both = zh.into_iter().zip(en);
    let intro = both.next().map(|(zh, en)| pair(&zh.paragraphs.join("\n"), &en.paragraphs.join("\n")));
    let intro = intro.filter(|intro| !intro.zh.is_empty());
    let mut sections: Vec<(Option<SectionId>, Section)> = both.map(|(zh, en)| (None, section(&zh, &en))).collect();
    if intro.is_none() && sections.is_empty() {
        return Err(NotADocument::Empty);
    }
    let known = before.map_or(&[][..], |before| &before.sections);
    name(&mut sections, known, |old, new| {
        new.title.is_some() && old.title.as_ref().map(|t| &t.zh) == new.title.as_ref().map(|t| &t.zh)
    });
    name(&mut sections, known, |old, new| {
        old.paragraphs.first().map(|p| &p.zh) == new.paragraphs.first().map(|p| &p.zh)
    });
    name(&mut sections, known, |old, new| new.number.is_some() && old.number == new.number);
    let taken: Vec<String> = sections.iter().filter_map(|(id, _)| id.as_ref().map(ToString::to_string)).collect();
    let mut fresh = (1..).map(|n| format!("s-{n}")).filter(|name| !taken.contains(name));
    let named = |(id, section): (Option<SectionId>, Section)| {
        let id = id.or_else(|| fresh.next().and_then(|name| name.parse().ok()));
        id.map_or(section.clone(), |id| Section { id, ..section })
    };
    Ok(Written { intro, sections: sections.into_iter().map(named).collect() })
}

impl Document {
    /// The document as it is written in the editor.
    #[must_use]
    pub fn as_written(&self, lang: Lang) -> String {
        let mut out = String::new();
        if let Some(intro) = &self.intro {
            out.push_str(intro.in_lang(lang));
            out.push_str("\n\n");
        }
        for section in &self.sections {
            let number = section.number.map(|number| format!("{number}."));
            let title = section.title.as_ref().map(|title| title.in_lang(lang));
            let heading = [Some(BEGINS), number.as_deref(), title].into_iter().flatten().collect::<Vec<_>>().join(" ");
            out.push_str(&heading);
            out.push('\n');
            for paragraph in &section.paragraphs {
                out.push_str(paragraph.in_lang(lang));
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }
}

/// The words before the first heading, then each section.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = vec![Part::default()];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(heading) = line.strip_prefix(BEGINS) else {
            if let Some(part) = parts.last_mut() {
                part.paragraphs.push(line);
            }
            continue;
        };
        let heading = heading.trim();
        let numbered = heading.split_once('.').and_then(|(number, title)| Some((number.parse().ok()?, title.trim())));
        let (number, title) = numbered.map_or((None, heading), |(number, title)| (Some(number), title));
        parts.push(Part { number, title: Some(title).filter(|title| !title.is_empty()), paragraphs: Vec::new() });
    }
    parts
}

fn section(zh: &Part<'_>, en: &Part<'_>) -> Section {
    let id = SectionId::unnamed();
    let title = zh.title.zip(en.title).map(|(zh, en)| pair(zh, en));
    let paragraphs = zh.paragraphs.iter().zip(&en.paragraphs).map(|(zh, en)| pair(zh, en)).collect();
    Section { id, number: zh.number, title, paragraphs, cites: Vec::new() }
}

/// Gives names of sections that were there to those that are the same.
fn name(sections: &mut [(Option<SectionId>, Section)], known: &[Section], same: impl Fn(&Section, &Section) -> bool) {
    for place in 0..sections.len() {
        if sections[place].0.is_some() {
            continue;
        }
        let is_taken = |old: &&Section| !sections.iter().any(|(id, _)| id.as_ref() == Some(&old.id));
        let found = known.iter().filter(is_taken).find(|old| same(old, &sections[place].1)).map(|old| old.id.clone());
        sections[place].0 = found;
    }
}

fn pair(zh: &str, en: &str) -> Bilingual {
    Bilingual { zh: zh.to_owned(), en: en.to_owned() }
}
