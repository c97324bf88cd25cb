//! Marks where the posted text and the law in force differ, so that a person sees it at a glance.

use dissimilar::Chunk;
use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::fold::fold;

/// Agreement shorter than this between two differences helps nobody and is shown as part of the difference.
const SHORTEST_AGREEMENT: usize = 3;

/// A stretch of the two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Span {
    /// The same in both, save for white space and the width of punctuation; so each side keeps its own characters.
    Same {
        /// As posted.
        posted: String,
        /// As in force.
        in_force: String,
    },
    /// Only on the board.
    OnlyPosted {
        /// The words.
        text: String,
    },
    /// Only in the law in force.
    OnlyInForce {
        /// The words.
        text: String,
    },
}

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The text on the board.
    Posted,
    /// The law in force.
    InForce,
}

impl Span {
    /// The characters of this span on one side; empty where it belongs to the other. Joined, they give the text back.
    #[must_use]
    pub fn on(&self, side: Side) -> &str {
        match (self, side) {
            (Self::Same { posted, .. }, Side::Posted) => posted,
            (Self::Same { in_force, .. }, Side::InForce) => in_force,
            (Self::OnlyPosted { text }, Side::Posted) | (Self::OnlyInForce { text }, Side::InForce) => text,
            (Self::OnlyPosted { .. }, Side::InForce) | (Self::OnlyInForce { .. }, Side::Posted) => "",
        }
    }

    /// Whether the texts differ here.
    #[must_use]
    pub const fn is_difference(&self) -> bool {
        !matches!(self, Self::Same { .. })
    }
}

/// Compares the posted text with the law in force, character by character. White space and the width of punctuation
/// are no difference. Within a difference, what is posted comes first.
#[must_use]
pub fn marked(posted: &str, in_force: &str) -> Vec<Span> {
    let (left, right) = (Atoms::of(posted), Atoms::of(in_force));
    let mut runs = vec![Run { same: true, posted: 0..0, in_force: 0..0 }];
    let (mut posted_at, mut in_force_at) = (0, 0);
    for chunk in dissimilar::diff(&left.keys, &right.keys) {
        let run = match chunk {
            Chunk::Equal(text) => Run::after(posted_at, in_force_at, text.chars().count(), text.chars().count(), true),
            Chunk::Delete(text) => Run::after(posted_at, in_force_at, text.chars().count(), 0, false),
            Chunk::Insert(text) => Run::after(posted_at, in_force_at, 0, text.chars().count(), false),
        };
        (posted_at, in_force_at) = (run.posted.end, run.in_force.end);
        push(&mut runs, run);
    }
    let last = runs.len().saturating_sub(1);
    let mut joined: Vec<Run> = Vec::new();
    for (index, mut run) in runs.into_iter().enumerate() {
        // The first run is always agreement: it carries the white space before the first word.
        let between = index > 0 && index < last && joined.last().is_some_and(|before| !before.same);
        if run.same && between && run.posted.len() < SHORTEST_AGREEMENT {
            run.same = false;
        }
        push(&mut joined, run);
    }
    let mut spans = Vec::new();
    for (index, run) in joined.into_iter().enumerate() {
        let (posted, in_force) = (left.text(&run.posted, index == 0), right.text(&run.in_force, index == 0));
        if run.same {
            if !(posted.is_empty() && in_force.is_empty()) {
                spans.push(Span::Same { posted, in_force });
            }
            continue;
        }
        if !posted.is_empty() {
            spans.push(Span::OnlyPosted { text: posted });
        }
        if !in_force.is_empty() {
            spans.push(Span::OnlyInForce { text: in_force });
        }
    }
    spans
}

/// A stretch of atoms on both sides.
#[derive(Debug)]
struct Run {
    same: bool,
    posted: Range<usize>,
    in_force: Range<usize>,
}

impl Run {
    fn after(posted: usize, in_force: usize, of_posted: usize, of_in_force: usize, same: bool) -> Self {
        Self { same, posted: posted..posted + of_posted, in_force: in_force..in_force + of_in_force }
    }
}

fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(before) if before.same == run.same => {
            before.posted.end = run.posted.end;
            before.in_force.end = run.in_force.end;
        }
        _ => runs.push(run),
    }
}

/// A text cut into characters that count, each with the white space that follows it.
struct Atoms<'a> {
    source: &'a str,
    keys: String,
    starts: Vec<usize>,
}

impl<'a> Atoms<'a> {
    fn of(source: &'a str) -> Self {
        let counting = source.char_indices().map(|(at, c)| (at, fold(c)));
        let (starts, keys) = counting.filter(|(_, c)| !c.is_whitespace()).unzip();
        Self { source, keys, starts }
    }

    /// The characters of a range of atoms. White space before the first atom goes with the first run.
    fn text(&self, range: &Range<usize>, first: bool) -> String {
        let begins = |index: usize| self.starts.get(index).copied().unwrap_or(self.source.len());
        let start = if first { 0 } else { begins(range.start) };
        self.source[start..begins(range.end)].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(posted: &str, in_force: &str) -> String {
        let tell = |span: &Span| match span {
            Span::Same { posted, .. } => posted.clone(),
            Span::OnlyPosted { text } => format!("[-{text}-]"),
            Span::OnlyInForce { text } => format!("[+{text}+]"),
        };
        marked(posted, in_force).iter().map(tell).collect()
    }

    #[test]
    fn the_width_of_punctuation_and_gaps_in_the_layout_are_no_difference() {
        assert_eq!(told("医疗 费,护理费 ;", "医疗费，护理费；"), "医疗 费,护理费 ;");
        assert_eq!(told("(一) “说明”", "（一）\"说明\""), "(一) “说明”");
    }

    #[test]
    fn words_that_are_missing_on_the_board_stand_out_whole() {
        assert_eq!(
            told("没有达成仲裁协议的,可以向人民法院起诉", "没有达成仲裁协议或者仲裁协议无效的，可以直接向人民法院起诉"),
            "没有达成仲裁协议[+或者仲裁协议无效+]的,可以[+直接+]向人民法院起诉"
        );
    }

    #[test]
    fn a_difference_is_read_in_one_piece_and_not_as_confetti() {
        assert_eq!(told("必需的生活费用等。", "必需的生活费等费用。"), "必需的生活费[-用等-][+等费用+]。");
        assert_eq!(
            told("向产品质量监督部门,工商行政管理部门申诉", "向市场监督管理部门申诉"),
            "向[-产品质量监督部门,工商行政-][+市场监督+]管理部门申诉"
        );
    }

    #[test]
    fn nothing_beside_nothing_is_nothing() {
        assert!(marked("", "").is_empty());
        assert_eq!(told(" ", "直接"), " [+直接+]");
        assert_eq!(told("甲", "  乙"), "[-甲-][+乙+]");
    }
}
