//! A reply for a case: its places filled.

use super::CannedReply;
use crate::{
    case::Case,
    form::Merchant,
    words::{Lang, Text, text},
};

/// The places in a reply that come from the case, and what each stands for.
pub const PLACEHOLDERS: [(&str, Text); 3] = [
    ("{商家}", text("商家名称", "the merchant")),
    ("{案号}", text("案号", "the case number")),
    ("{日期}", text("承诺答复的日期", "the promised day")),
];

const NO_NUMBER: Text = text("（还没有）", "(none yet)");
const STALL: Text = text("铺位 {} ", "stall {}");
const MERCHANT: Text = text("商家", "the merchant");

impl CannedReply {
    /// The words for a case, in the language of whoever reads them.
    #[must_use]
    pub fn of(&self, case: &Case, lang: Lang) -> String {
        let number = case.number.map_or_else(|| NO_NUMBER.in_lang(lang).to_owned(), |number| number.to_string());
        let day = case.due.map_or_else(|| NO_NUMBER.in_lang(lang).to_owned(), |due| due.at.day().to_string());
        let merchant = merchant(&case.complaint.merchant, lang);
        let written = self.words.in_lang(lang);
        let written = if written.is_empty() { &self.words.zh } else { written };
        written.replace("{商家}", &merchant).replace("{案号}", &number).replace("{日期}", &day)
    }

    /// What it is for, in a language it may lack.
    #[must_use]
    pub fn titled(&self, lang: Lang) -> &str {
        let title = self.title.in_lang(lang);
        if title.is_empty() { &self.title.zh } else { title }
    }
}

/// As one names it in a sentence.
fn merchant(merchant: &Merchant, lang: Lang) -> String {
    match merchant {
        Merchant::Named { name: Some(name), .. } => name.clone(),
        Merchant::Named { name: None, stall: Some(stall) } => STALL.fill(lang, &[stall]),
        Merchant::Named { name: None, stall: None } | Merchant::Unsure => MERCHANT.in_lang(lang).to_owned(),
    }
}

/// What is typed stays as it is; the text comes after it, on a line of its own.
#[must_use]
pub fn appended(typed: &str, more: &str) -> String {
    let apart = if typed.is_empty() || typed.ends_with('\n') { "" } else { "\n" };
    format!("{typed}{apart}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{canned_reply::Reader, words::Bilingual};
    use serde_json::json;

    fn case(merchant: &serde_json::Value) -> Case {
        serde_json::from_value(json!({
            "id": uuid::Uuid::nil(), "rev": 2, "number": { "year": 2026, "serial": 42 }, "state": "accepted",
            "resume_to": null, "first_receiver": null, "assignee": null, "filed_at": 0, "received_at": 0, "due": null,
            "object_until": null, "timeline": [],
            "complaint": {
                "kind": "complaint", "merchant": merchant, "goods": "电饭煲", "goods_kind": "appliance",
                "purchased_on": null, "amount": 32000, "category": "quality", "facts": "插电不加热，商家不肯退。",
                "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
                "publication_consent": false, "privacy_notice": 1
            }
        }))
        .expect("a case")
    }

    fn reply(zh: &str, en: &str) -> CannedReply {
        let words = Bilingual { zh: zh.to_owned(), en: en.to_owned() };
        CannedReply { rev: 1, reader: Reader::Consumer, title: words.clone(), words, retired: false }
    }

    #[test]
    fn the_merchant_the_number_and_the_day_come_from_the_case() {
        let reply = reply("案号 {案号}，正在联系{商家}，{日期}前答复。", "{案号}: asking {商家}, by {日期}.");
        let known = case(&json!({ "named": { "name": "佳电电器", "stall": "L2-031" } }));
        assert_eq!(reply.of(&known, Lang::Zh), "案号 2026-0042，正在联系佳电电器，（还没有）前答复。");
        assert_eq!(reply.of(&known, Lang::En), "2026-0042: asking 佳电电器, by (none yet).");
        let unsure = case(&json!("unsure"));
        assert_eq!(reply.of(&unsure, Lang::Zh), "案号 2026-0042，正在联系商家，（还没有）前答复。");
        let stall = case(&json!({ "named": { "name": null, "stall": "L2-031" } }));
        assert!(!reply.of(&stall, Lang::En).contains("铺位"));
        assert!(PLACEHOLDERS.iter().all(|(place, _)| !reply.of(&stall, Lang::Zh).contains(place)));
    }

    #[test]
    fn without_english_words_the_chinese_ones_are_offered() {
        assert_eq!(reply("请来服务台。", "").of(&case(&json!("unsure")), Lang::En), "请来服务台。");
        assert_eq!(reply("请来服务台", "").titled(Lang::En), "请来服务台");
    }

    #[test]
    fn typed_text_stays_in_front() {
        assert_eq!(appended("", "请补小票。"), "请补小票。");
        assert_eq!(appended("张先生您好，", "请补小票。"), "张先生您好，\n请补小票。");
        assert_eq!(appended("您好：\n", "请补小票。"), "您好：\n请补小票。");
    }
}
