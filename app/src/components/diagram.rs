//! The workflow as a drawing: boxes and lines of [`domain::diagram`], brought onto paper.

use domain::{
    case::{Mover, State, TRANSITIONS},
    diagram::{Lane, Link, Node, Route, is_pause, links, nodes, road, stage},
    words::{Lang, Text, text},
};
use std::fmt::Write as _;

use super::diagram_lines::{self as lines, BOX, FRAME, Sheet};

const STAGE: Text = text("办理中", "In hand");
const ALSO: Text = text("也可从 {}", "also from {}");
const WITHDRAW: Text = text("这些时候您都可以{}：{}", "You can do this ({}) at any of these: {}");
const MANY: Text = text("这些时候都可能{}：{}", "This ({}) can happen at any of these: {}");
const COMMA: Text = text("、", ", ");

/// A drawing: its width and height, and what is inside `<svg>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// In the drawing's own units.
    pub width: i32,
    /// In the drawing's own units.
    pub height: i32,
    /// The boxes and lines.
    pub inner: String,
}

/// Draws the whole workflow.
#[must_use]
pub fn draw(lang: Lang) -> Drawing {
    let sheet = Sheet::new(nodes(), stage(), links());
    let mut inner = String::from(lines::TIP);
    let (top, bottom) = sheet.frame();
    let _ = write!(
        inner,
        r#"<rect class="diagram__stage" x="{}" y="{top}" width="{}" height="{}" rx="12"/>"#,
        lines::ROAD - FRAME,
        2 * FRAME,
        bottom - top
    );
    label(&mut inner, lines::ROAD + FRAME - 6, top + 12, "end", STAGE.in_lang(lang));
    for link in &sheet.links {
        sheet.line(link, &mut inner);
    }
    let mut height = 0;
    for node in sheet.nodes.iter().filter(|node| node.lane != Lane::Foot) {
        height = height.max(place(&mut inner, &sheet, *node, lang));
    }
    for node in sheet.nodes.iter().filter(|node| node.lane == Lane::Foot) {
        height = from_many(&mut inner, &sheet, *node, height + 14, lang);
    }
    Drawing { width: lines::WIDTH, height: height + 4, inner }
}

/// A box at its place, and in small letters what else leads to it. Gives the lowest point.
fn place(out: &mut String, sheet: &Sheet, node: Node, lang: Lang) -> i32 {
    let (x, y) = (Sheet::x(node.lane), Sheet::y(node.row));
    let half = Sheet::half(node.lane);
    let _ = write!(
        out,
        r#"<g class="diagram__node{}"><rect x="{}" y="{}" width="{}" height="{}" rx="8"/>"#,
        class(node),
        x - half,
        y - BOX,
        2 * half,
        2 * BOX
    );
    let name = wrapped(node.state.name().in_lang(lang), widest(lang));
    let size = if lang == Lang::Zh { "" } else { r#" class="diagram__small""# };
    for (line, words) in (0..).zip(&name) {
        let shift = 13 * line - 13 * (i32::try_from(name.len()).unwrap_or(1) - 1) / 2;
        let _ = write!(out, r#"<text{size} x="{x}" y="{}">{words}</text>"#, y + shift);
    }
    out.push_str("</g>");
    let told: Vec<State> = sheet.told(node.state);
    if told.is_empty() {
        return y + BOX;
    }
    // Nothing stands beside the end of the road.
    let room = match (node.lane == Lane::Road && node.state.is_final(), lang) {
        (true, Lang::Zh) => 18,
        (true, Lang::En) => 38,
        (false, Lang::Zh) => 8,
        (false, Lang::En) => 15,
    };
    let also = wrapped(&ALSO.fill(lang, &[&names(&told, lang)]), room);
    let count = i32::try_from(also.len()).unwrap_or(1);
    let (above, below) = sheet.is_taken(node.state);
    let first = if above && !below { y + BOX + 14 } else { y - BOX - 7 - 14 * (count - 1) };
    for (line, words) in (0..).zip(&also) {
        label(out, x, first + 14 * line, "middle", words);
    }
    (y + BOX).max(first + 14 * count)
}

/// What can be reached from nearly everywhere: one sentence instead of a web of lines.
fn from_many(out: &mut String, sheet: &Sheet, node: Node, top: i32, lang: Lang) -> i32 {
    let told = sheet.told(node.state);
    let moves = TRANSITIONS.iter().find(|row| row.to == domain::case::Target::State(node.state));
    let pattern = if moves.is_some_and(|row| row.by == Mover::Consumer) { WITHDRAW } else { MANY };
    let action = moves.map_or("", |row| row.action.name().in_lang(lang));
    let sentence = pattern.fill(lang, &[action, &names(&told, lang)]);
    let rows = wrapped(&sentence, if lang == Lang::Zh { 27 } else { 56 });
    let bottom = top + 44 + 17 * i32::try_from(rows.len()).unwrap_or(1);
    let _ = write!(
        out,
        r#"<g class="diagram__node{}"><rect x="{}" y="{top}" width="{}" height="{}" rx="8"/><text x="{}" y="{}">{}</text></g>"#,
        class(node),
        lines::LEFT,
        lines::WIDTH - lines::LEFT - 4,
        bottom - top,
        (lines::LEFT + lines::WIDTH - 4) / 2,
        top + 21,
        node.state.name().in_lang(lang)
    );
    for (line, words) in (0..).zip(&rows) {
        label(out, (lines::LEFT + lines::WIDTH - 4) / 2, top + 48 + 17 * line, "middle", words);
    }
    bottom
}

/// As many characters as a box is wide.
const fn widest(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 7,
        Lang::En => 13,
    }
}

fn label(out: &mut String, x: i32, y: i32, anchor: &str, words: &str) {
    let _ = write!(out, r#"<text class="diagram__label diagram__label--{anchor}" x="{x}" y="{y}">{words}</text>"#);
}

fn class(node: Node) -> &'static str {
    match node.lane {
        Lane::Road if node.state.is_final() => " diagram__node--end",
        Lane::Road => " diagram__node--main",
        _ if node.state.is_final() => " diagram__node--out",
        _ => "",
    }
}

/// State names in a row.
#[must_use]
pub fn names(states: &[State], lang: Lang) -> String {
    let names: Vec<&str> = states.iter().map(|state| state.name().in_lang(lang)).collect();
    names.join(COMMA.in_lang(lang))
}

/// Lines of about so many characters: broken after a space or 「、」, and where there is none, anywhere but in English.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for part in words.split_inclusive([' ', '、', '：']) {
        let full = rows.last().map_or(0, |row| row.chars().count());
        if full > 0 && full + part.trim_end().chars().count() > width {
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push_str(part);
        }
    }
    rows.iter().map(|row| row.trim_end().to_owned()).collect()
}

/// Whether a link shows as a line.
#[must_use]
pub fn is_drawn(link: &Link) -> bool {
    link.route != Route::Told
}

/// The drawing in one sentence, for those who do not see it.
#[must_use]
pub fn described(lang: Lang) -> String {
    const ROAD: Text = text(
        "大多数投诉这样走：{}。中间可能停下来：{}。其他结果：{}。下面有同样内容的文字版。",
        "Most cases go this way: {}. On the way they may pause: {}. Other ends: {}. The same is told in words below.",
    );
    let road = road();
    let beside = |wanted: fn(State) -> bool| {
        let states: Vec<State> = State::ALL.into_iter().filter(|s| !road.contains(s) && wanted(*s)).collect();
        names(&states, lang)
    };
    ROAD.fill(lang, &[&names(&road, lang), &beside(is_pause), &beside(State::is_final)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_in_the_drawing() {
        for lang in [Lang::Zh, Lang::En] {
            let drawing = draw(lang).inner;
            for state in State::ALL {
                for words in wrapped(state.name().in_lang(lang), widest(lang)) {
                    assert!(drawing.contains(&words), "{state:?}");
                }
            }
        }
    }

    #[test]
    fn every_drawn_link_is_a_line_and_every_other_is_told() {
        let drawing = draw(Lang::Zh).inner;
        let drawn = links().iter().filter(|link| is_drawn(link)).count();
        assert_eq!(drawing.matches("diagram__edge").count(), drawn);
        for link in links().iter().filter(|link| !is_drawn(link)) {
            for arrow in &link.stands_for {
                assert!(drawing.matches(arrow.from.name().zh).count() > 1, "{arrow:?}");
            }
        }
    }

    #[test]
    fn no_name_is_wider_than_its_box() {
        for state in State::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let rows = wrapped(state.name().in_lang(lang), widest(lang));
                assert!(rows.iter().all(|row| row.chars().count() <= widest(lang)), "{state:?}");
                assert!(rows.len() <= 2, "{state:?}");
            }
        }
    }
}
