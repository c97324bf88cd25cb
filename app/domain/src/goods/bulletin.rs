//! 退市公告: what everybody is told when goods are delisted. It follows from the delisting; the words that quality control wrote for
//! the house are no part of it.

use super::{GoodsFile, RULES, Recall, Unsaleable};
use crate::{
    form::Term,
    moment::Day,
    publication::{Category, TITLE_CHARS, Wording, rich_text::within_a_line},
    words::{Bilingual, Lang, Text, text},
};

/// As many lots are named.
const MOST_LOTS: usize = 12;
/// As long is a list of lots.
const LOTS_CHARS: usize = 100;
/// As long is what a thing is called in the words.
const NAME_CHARS: usize = 60;
const MAKER_CHARS: usize = 40;
/// The consumer council's own word stands in no heading, also where goods are called so.
const COUNCILS_WORD: &str = "警示";

const TITLE: Text = text("退市：{}", "Taken off sale: {}");
const WHAT: Text = text("商品：{}（生产者：{}）。", "Goods: {} (maker: {}).");
const SOLD_BY: Text = text("销售商户：{}。", "Sold by: {}.");
const LOTS: Text = text("涉及批次：{}。", "Lots: {}.");
const ALL_LOTS: Text = text("涉及批次：全部。", "Lots: all of them.");
const WHY: Text = text("原因：{}。{} 起停止销售。", "Ground: {}. Not sold since {}.");
const DO: Text = text(
    "请停止使用、食用。请带商品到销售商户或服务台退货退款，有小票请带上，没有也可以来。身体不适请及时就医，并保留商品和凭证。",
    "Please do not use or eat it. Bring it to the shop or to the service desk and get your money back; bring the receipt if you have it. If you feel unwell see a doctor, and keep the goods and the receipt.",
);

impl GoodsFile {
    /// What is published of a delisting that begins on that day; `seller` is the name on the merchant's sign.
    #[must_use]
    pub fn bulletin(&self, recall: &Recall, seller: Option<&str>, today: Day) -> Wording {
        let of = &self.particulars;
        let name = if of.spec.is_empty() { of.name.clone() } else { format!("{} {}", of.name, of.spec) };
        let called = if name.contains(COUNCILS_WORD) { &of.maker } else { &name };
        let title = Bilingual::of(|lang| shortened(&TITLE.fill(lang, &[called]), TITLE_CHARS));
        let lots = self.lots.iter().filter(|lot| recall.has(lot.id)).map(super::Lot::name).collect::<Vec<_>>();
        let words = Bilingual::of(|lang| {
            let seller = seller.map(|seller| SOLD_BY.fill(lang, &[&shortened(seller, MAKER_CHARS)]));
            let lots = if recall.whole { ALL_LOTS.in_lang(lang).to_owned() } else { named(&lots, lang) };
            let lines = [
                Some(WHAT.fill(lang, &[&shortened(&name, NAME_CHARS), &shortened(&of.maker, MAKER_CHARS)])),
                seller,
                Some(lots),
                Some(WHY.fill(lang, &[recall.why.name().in_lang(lang), &today.to_string()])),
                Some(DO.in_lang(lang).to_owned()),
            ];
            within_a_line(&lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
        });
        Wording {
            category: Category::Delisting,
            title,
            words,
            from: today,
            until: Some(today.plus_days(RULES.bulletin_days)),
            urgent: matches!(recall.why, Unsaleable::Dangerous | Unsaleable::Failed | Unsaleable::Spoiled),
            pictures: Vec::new(),
        }
    }
}

fn named(lots: &[String], lang: Lang) -> String {
    let between = if lang == Lang::Zh { "、" } else { ", " };
    let more = if lots.len() > MOST_LOTS { "…" } else { "" };
    let some = lots.iter().take(MOST_LOTS).map(String::as_str).collect::<Vec<_>>().join(between);
    LOTS.fill(lang, &[&format!("{}{more}", shortened(&some, LOTS_CHARS))])
}

fn shortened(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    line.chars().take(most - 1).chain(['…']).collect()
}
