//! The ticket as a picture, to keep among the photographs or to send to somebody: drawn as SVG, which the browser makes a PNG of.

use domain::{
    claim_code::ClaimCode,
    words::{Lang, Text, text},
};

use crate::components::qr;

/// Its size in pixels: a phone's screen wide, sharp on any.
pub const WIDTH: u32 = 750;
/// And so high.
pub const HEIGHT: u32 = 1220;

const MARGIN: u32 = 60;
/// So many wide characters stand on a line of the goods.
const LINE: usize = 18;
const LINES: usize = 2;

const PLACE: Text = text("消费维权联络点", "Consumer-rights contact point");
const CODE: Text = text("查询码", "Claim code");
const NUMBER: Text = text("案件号 {}", "Case {}");
const SCAN: Text = text("扫码或输入查询码，就能查进度", "Scan it, or type the code, to see how the case goes");
const KEEP: Text = text("请不要给不相干的人看", "Do not show it to strangers");
const CALL: Text = text("电话 {}", "Telephone {}");

/// What stands on it.
#[derive(Clone, Debug)]
pub struct TicketPicture {
    /// The code.
    pub claim: ClaimCode,
    /// Where it leads.
    pub link: String,
    /// The case's number, where it has one.
    pub number: Option<String>,
    /// 商品或服务.
    pub goods: String,
    /// Where to ask.
    pub phone: String,
    /// In which language.
    pub lang: Lang,
}

impl TicketPicture {
    /// The picture; none where the link is longer than a code can be.
    #[must_use]
    pub fn svg(&self) -> Option<String> {
        let lang = self.lang;
        let mut out = Lines { svg: String::new(), y: 0 };
        out.text(96, 34, "serif", "#0e5440", PLACE.in_lang(lang));
        out.text(84, 30, "sans", "#4f5b5b", CODE.in_lang(lang));
        let [a, b, c, d] = self.claim.groups();
        out.text(84, 68, "mono", "#172122", &format!("{a} {b}"));
        out.text(84, 68, "mono", "#172122", &format!("{c} {d}"));
        let (modules, path) = qr::path(&self.link)?;
        let side = WIDTH - 4 * MARGIN;
        let scale = f64::from(side) / f64::from(u32::try_from(modules).ok()?);
        out.y += 36;
        let (x, y) = (2 * MARGIN, out.y);
        out.svg.push_str(&format!(r##"<path transform="translate({x} {y}) scale({scale})" d="{path}" fill="#000"/>"##));
        out.y += side;
        out.text(48, 32, "sans", "#172122", SCAN.in_lang(lang));
        out.text(46, 30, "sans", "#bc291b", KEEP.in_lang(lang));
        out.y += 10;
        if let Some(number) = &self.number {
            out.text(46, 32, "sans", "#172122", &NUMBER.fill(lang, &[number]));
        }
        for line in lines(&self.goods) {
            out.text(44, 32, "sans", "#172122", &line);
        }
        out.text(46, 32, "sans", "#4f5b5b", &CALL.fill(lang, &[&self.phone]));
        let Lines { svg, .. } = out;
        Some(format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" shape-rendering="crispEdges"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{svg}</svg>"##
        ))
    }
}

/// What is drawn, from the top down.
struct Lines {
    svg: String,
    y: u32,
}

impl Lines {
    fn text(&mut self, below: u32, size: u32, family: &str, colour: &str, words: &str) {
        self.y += below;
        let family = match family {
            "serif" => "Songti SC, Source Han Serif SC, Noto Serif CJK SC, SimSun, serif",
            "mono" => "ui-monospace, SF Mono, Roboto Mono, Noto Sans Mono, monospace",
            _ => "PingFang SC, HarmonyOS Sans SC, MiSans, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
        };
        let (x, y, words) = (WIDTH / 2, self.y, escaped(words));
        self.svg.push_str(&format!(
            r#"<text x="{x}" y="{y}" text-anchor="middle" font-family="{family}" font-size="{size}" fill="{colour}" xml:space="preserve">{words}</text>"#
        ));
    }
}

/// In lines that fit; what does not is left out with an ellipsis. A Latin letter is half as wide as a Chinese one.
fn lines(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut halves = 0;
    for sign in words.chars() {
        let wide = if sign.is_ascii() { 1 } else { 2 };
        if halves + wide > 2 * LINE {
            if lines.len() == LINES {
                if let Some(last) = lines.last_mut() {
                    last.push('…');
                }
                return lines;
            }
            lines.push(String::new());
            halves = 0;
        }
        halves += wide;
        if let Some(last) = lines.last_mut() {
            last.push(sign);
        }
    }
    lines
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::claim_code::RANDOM_BYTES;

    fn picture(goods: &str) -> TicketPicture {
        let claim = ClaimCode::from_random([7; RANDOM_BYTES]);
        let link = format!("https://weiquan.example.cn/track#{}", claim.plain());
        let (number, phone) = (Some("2026-0001".to_owned()), "021-61671254".to_owned());
        TicketPicture { claim, link, number, goods: goods.to_owned(), phone, lang: Lang::Zh }
    }

    #[test]
    fn the_picture_has_the_code_in_groups_and_as_a_qr_code() {
        let picture = picture("电饭煲");
        let svg = picture.svg().expect("a picture");
        for group in picture.claim.groups() {
            assert!(svg.contains(&group), "{group}");
        }
        assert!(svg.contains("案件号 2026-0001") && svg.contains("电饭煲") && svg.contains("<path"));
    }

    #[test]
    fn what_was_typed_cannot_become_a_part_of_the_drawing() {
        let svg = picture("<image href=\"x\"/>&").svg().expect("a picture");
        assert!(svg.contains("&lt;image href=&quot;x&quot;/&gt;&amp;") && !svg.contains("<image"));
    }

    #[test]
    fn long_goods_are_cut_after_two_lines() {
        let cut = lines(&"很".repeat(60));
        assert_eq!(cut.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [18, 19]);
        assert!(cut[1].ends_with('…'));
        assert_eq!(lines("abc"), ["abc"]);
    }
}
