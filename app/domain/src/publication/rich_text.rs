//! Words with headings, lists, links and stress, written as Markdown (`CommonMark`, <https://spec.commonmark.org/0.31.2/>). What has
//! no place here has no form here: there is no HTML among the parts, so no text can be a program.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::Wording;
use crate::words::{Bilingual, Lang};

/// A part of a text that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading within the text.
    Heading {
        /// Its words.
        words: Vec<Span>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Vec<Span>,
    },
    /// A list.
    List {
        /// The number of the first; none: they have no numbers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<u64>,
        /// What it lists.
        items: Vec<Vec<Span>>,
    },
    /// A picture of this publication.
    Picture {
        /// Which of them, from 0.
        picture: usize,
        /// What is to be seen on it, for whoever does not see it.
        shows: String,
    },
}

/// Words within a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Words.
    Plain {
        /// They.
        text: String,
    },
    /// Words with weight.
    Strong {
        /// They.
        text: String,
    },
    /// Words that lead somewhere.
    Link {
        /// They.
        text: String,
        /// A page here (`/law`), `https://…` or `tel:…`.
        to: String,
    },
}

/// A text as it is laid out, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RichText {
    /// In Chinese.
    pub zh: Vec<Block>,
    /// In English; empty where that is missing.
    pub en: Vec<Block>,
}

/// Why a text cannot be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRich {
    /// A link leads to what no page may ask a browser for (`javascript:`, `data:`, `http:`).
    #[error("a link that is no page, no https and no telephone")]
    Link,
    /// There is no picture of that number.
    #[error("no picture of that number")]
    Picture,
}

impl RichText {
    /// As the words are written; none where they are nothing but paragraphs.
    ///
    /// # Errors
    ///
    /// Where a link or a picture cannot be.
    pub fn of(wording: &Wording) -> Result<Option<Self>, NotRich> {
        let Bilingual { zh, en } = &wording.words;
        let laid = Self { zh: blocks(zh, wording.pictures.len())?, en: blocks(en, wording.pictures.len())? };
        let is_plain = |block: &Block| match block {
            Block::Paragraph { words } => words.iter().all(|span| matches!(span, Span::Plain { .. })),
            Block::Heading { .. } | Block::List { .. } | Block::Picture { .. } => false,
        };
        Ok((!laid.zh.iter().chain(&laid.en).all(is_plain)).then_some(laid))
    }

    /// In a language that it may lack.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &[Block] {
        if lang == Lang::En && !self.en.is_empty() { &self.en } else { &self.zh }
    }

    /// The words alone, a part a line: for a search, a slide, a feed.
    #[must_use]
    pub fn plain(&self) -> Bilingual {
        Bilingual { zh: plain(&self.zh), en: plain(&self.en) }
    }
}

fn plain(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { words } | Block::Paragraph { words } => lines.push(text_of(words)),
            Block::List { first, items } => {
                for (number, item) in (first.unwrap_or_default()..).zip(items) {
                    let sign = if first.is_some() { format!("{number}. ") } else { "· ".to_owned() };
                    lines.push(sign + &text_of(item));
                }
            }
            Block::Picture { .. } => {}
        }
    }
    lines.join("\n")
}

fn text_of(words: &[Span]) -> String {
    let texts = words.iter().map(|span| match span {
        Span::Plain { text } | Span::Strong { text } | Span::Link { text, .. } => text.as_str(),
    });
    texts.collect()
}

/// A name that was typed elsewhere, to stand within a line: signs that Markdown would take for its own become their full-width
/// likes, so that the name is read as it is and is as long as before.
#[must_use]
pub fn within_a_line(name: &str) -> String {
    let sign = |c: char| match c {
        '\\' => '＼',
        '`' => '｀',
        '*' => '＊',
        '_' => '＿',
        '[' => '［',
        ']' => '］',
        '<' => '＜',
        '&' => '＆',
        other => other,
    };
    name.chars().map(sign).collect()
}

/// The parts of a text. A line is a paragraph, as people write; `CommonMark` alone would put two lines into one.
///
/// # Errors
///
/// Where a link leads where none may, or a picture is not there.
pub fn blocks(source: &str, pictures: usize) -> Result<Vec<Block>, NotRich> {
    let mut reader = Reader { pictures, ..Reader::default() };
    for event in Parser::new_ext(source, Options::empty()) {
        reader.read(event)?;
    }
    reader.end_words();
    Ok(reader.done)
}

#[derive(Default)]
struct Reader {
    pictures: usize,
    done: Vec<Block>,
    words: Vec<Span>,
    lists: Vec<Option<u64>>,
    items: Vec<Vec<Span>>,
    is_heading: bool,
    strong: usize,
    link: Option<(String, String)>,
    picture: Option<(usize, String)>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) -> Result<(), NotRich> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(end) => self.end(end),
            // HTML stands there as it was typed; the rules refuse it before.
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.add(&text),
            Event::SoftBreak | Event::HardBreak if self.lists.is_empty() => self.end_words(),
            Event::SoftBreak | Event::HardBreak => self.add("\n"),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), NotRich> {
        match tag {
            Tag::Heading { .. } => {
                self.end_words();
                self.is_heading = true;
            }
            Tag::List(first) => {
                self.end_words();
                self.lists.push(first);
            }
            Tag::Item => self.end_words(),
            Tag::Strong | Tag::Emphasis => self.strong += 1,
            Tag::Link { dest_url, .. } => {
                if !may_lead_to(&dest_url) {
                    return Err(NotRich::Link);
                }
                self.link = Some((String::new(), dest_url.to_string()));
            }
            Tag::Image { dest_url, .. } => {
                let number = dest_url.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let picture = number.filter(|number| *number < self.pictures).ok_or(NotRich::Picture)?;
                self.picture = Some((picture, String::new()));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) => {
                self.end_words();
                let first = self.lists.pop().flatten();
                // A list in a list becomes one: who reads standing counts no levels.
                if self.lists.is_empty() && !self.items.is_empty() {
                    self.done.push(Block::List { first, items: std::mem::take(&mut self.items) });
                }
            }
            TagEnd::Strong | TagEnd::Emphasis => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                if let Some((text, to)) = self.link.take() {
                    self.words.push(Span::Link { text, to });
                }
            }
            TagEnd::Image => {
                if let Some((picture, shows)) = self.picture.take() {
                    self.end_words();
                    self.end_items();
                    self.done.push(Block::Picture { picture, shows });
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.end_words();
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some((_, shows)) = &mut self.picture {
            shows.push_str(text);
            return;
        }
        if let Some((words, _)) = &mut self.link {
            words.push_str(text);
            return;
        }
        let is_strong = self.strong > 0;
        match self.words.last_mut() {
            Some(Span::Plain { text: before }) if !is_strong => before.push_str(text),
            Some(Span::Strong { text: before }) if is_strong => before.push_str(text),
            _ if is_strong => self.words.push(Span::Strong { text: text.to_owned() }),
            _ => self.words.push(Span::Plain { text: text.to_owned() }),
        }
    }

    /// A part is complete.
    fn end_words(&mut self) {
        let is_heading = std::mem::take(&mut self.is_heading);
        let words = trimmed(std::mem::take(&mut self.words));
        if words.is_empty() {
            return;
        }
        match (self.lists.is_empty(), is_heading) {
            (false, _) => self.items.push(words),
            (true, true) => self.done.push(Block::Heading { words }),
            (true, false) => self.done.push(Block::Paragraph { words }),
        }
    }

    /// A picture amid a list parts it in two.
    fn end_items(&mut self) {
        if !self.items.is_empty() {
            let first = self.lists.first().copied().flatten();
            let items = std::mem::take(&mut self.items);
            if let Some(Some(number)) = self.lists.first_mut() {
                *number += items.len() as u64;
            }
            self.done.push(Block::List { first, items });
        }
    }
}

fn trimmed(mut words: Vec<Span>) -> Vec<Span> {
    if let Some(Span::Plain { text }) = words.last_mut() {
        text.truncate(text.trim_end().len());
    }
    words.retain(|span| match span {
        Span::Plain { text } | Span::Strong { text } | Span::Link { text, .. } => !text.is_empty(),
    });
    words
}

/// A page of this house, a page elsewhere with a lock, or a telephone.
fn may_lead_to(address: &str) -> bool {
    let is_page = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    is_page || address.starts_with("https://") || address.starts_with("tel:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Vec<Span> {
        vec![Span::Plain { text: text.to_owned() }]
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { words: plain(text) }
    }

    #[test]
    fn headings_lists_links_and_stress_are_laid_out() {
        let source = "## 买之前\n先看**合同**。\n\n1. 问退费\n2. 留[小票](/law)\n\n- 拨打 [12315](tel:12315)";
        let strong = Span::Strong { text: "合同".to_owned() };
        let [first, last] = ["先看", "。"].map(|text| Span::Plain { text: text.to_owned() });
        let link = |text: &str, to: &str| Span::Link { text: text.to_owned(), to: to.to_owned() };
        let expected = vec![
            Block::Heading { words: plain("买之前") },
            Block::Paragraph { words: vec![first, strong, last] },
            Block::List {
                first: Some(1),
                items: vec![plain("问退费"), [plain("留"), vec![link("小票", "/law")]].concat()],
            },
            Block::List { first: None, items: vec![[plain("拨打 "), vec![link("12315", "tel:12315")]].concat()] },
        ];
        assert_eq!(blocks(source, 0), Ok(expected));
    }

    #[test]
    fn a_line_is_a_paragraph_as_people_write() {
        let expected = vec![paragraph("先看合同。"), paragraph("量力而行。"), paragraph("　　留好小票。")];
        assert_eq!(blocks("先看合同。\n量力而行。\n\n　　留好小票。", 0), Ok(expected));
    }

    #[test]
    fn script_in_a_link_is_refused_and_html_stands_there_as_words() {
        for to in ["javascript:alert(1)", "data:text/html,x", "http://example.com", "//example.com", "/\\example.com"] {
            assert_eq!(blocks(&format!("[看]({to})"), 0), Err(NotRich::Link), "{to}");
        }
        let html = blocks("<b onclick=alert(1)>好</b>", 0).expect("words");
        assert_eq!(html, [paragraph("<b onclick=alert(1)>好</b>")]);
    }

    #[test]
    fn a_picture_is_one_of_the_publication() {
        let shown = Block::Picture { picture: 0, shows: "认证标志".to_owned() };
        assert_eq!(blocks("看这里：\n![认证标志](1)", 1), Ok(vec![paragraph("看这里："), shown]));
        for source in ["![x](1)", "![x](0)", "![x](https://example.com/a.png)"] {
            assert_eq!(blocks(source, 0), Err(NotRich::Picture), "{source}");
        }
    }

    #[test]
    fn a_picture_in_a_list_parts_it_and_the_numbers_go_on() {
        let laid = blocks("1. 一\n2. 二\n   ![图](1)\n3. 三", 1).expect("laid out");
        let firsts: Vec<_> = laid
            .iter()
            .map(|block| match block {
                Block::List { first, items } => (*first, items.len()),
                _ => (None, 0),
            })
            .collect();
        assert_eq!(firsts, [(Some(1), 2), (None, 0), (Some(3), 1)]);
    }

    proptest! {
        /// The name of goods never becomes weight, a picture or a link.
        #[test]
        fn a_name_within_a_line_is_read_as_it_is(name in "[a-z中1-9#*_&;\\-+.!\\[\\]()`<>|~\\\\:/]{1,40}") {
            let line = format!("商品：{}。", within_a_line(&name));
            prop_assert_eq!(blocks(&line, 0), Ok(vec![paragraph(&line)]));
        }

        /// Whatever is typed, no words are lost but the signs of Markdown, and nothing panics.
        #[test]
        fn letters_and_digits_stay_whatever_is_typed(source in "[a-z中文。 \n#*\\-_1-9.>`]{0,80}") {
            let laid = blocks(&source, 0).expect("no link, no picture");
            let seen = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(seen(&super::plain(&laid)), seen(&source));
        }
    }
}
