//! The few words around what was found.

use serde::{Deserialize, Serialize};

/// A stretch of the snippet to highlight, counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The first character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
}

/// Text around the first find, with every find in it marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// The text, on one line.
    pub text: String,
    /// What to highlight: in order, apart from each other, within the text.
    pub marks: Vec<Mark>,
}

/// A stretch of a snippet for a page to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

impl Snippet {
    /// Cuts `width` characters out of a text, beginning a little (`lead`) before the first of the `finds`.
    pub(super) fn cut(text: &str, mut finds: Vec<(usize, usize)>, lead: usize, width: usize) -> Self {
        let chars: Vec<char> = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
        finds.sort_unstable();
        let first = finds.first().map_or(0, |find| find.0);
        let mut start = first.saturating_sub(lead).min(chars.len().saturating_sub(width));
        // An English word is not cut in two.
        while start > 0 && chars[start].is_ascii_alphanumeric() && chars[start - 1].is_ascii_alphanumeric() {
            start -= 1;
        }
        let mut end = (start + width).min(chars.len());
        while end < chars.len() && chars[end].is_ascii_alphanumeric() && chars[end - 1].is_ascii_alphanumeric() {
            end += 1;
        }
        let before = if start > 0 { "…" } else { "" };
        let after = if end < chars.len() { "…" } else { "" };
        let shift = before.chars().count();
        let mut marks: Vec<Mark> = Vec::new();
        for (from, to) in finds {
            let (from, to) = (from.max(start), to.min(end));
            if from >= to {
                continue;
            }
            let mark = Mark { start: from - start + shift, end: to - start + shift };
            match marks.last_mut() {
                Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                _ => marks.push(mark),
            }
        }
        let cut: String = chars[start..end].iter().collect();
        Self { text: format!("{before}{cut}{after}"), marks }
    }

    /// The snippet cut at its marks. The pieces join to the text again.
    #[must_use]
    pub fn pieces(&self) -> Vec<SnippetPiece> {
        let chars: Vec<char> = self.text.chars().collect();
        let piece = |from: usize, to: usize, found: bool| SnippetPiece {
            text: chars.iter().take(to).skip(from).collect(),
            found,
        };
        let mut out = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            out.push(piece(at, mark.start, false));
            out.push(piece(mark.start, mark.end, true));
            at = mark.end;
        }
        out.push(piece(at, chars.len(), false));
        out.retain(|piece| !piece.text.is_empty());
        out
    }
}
