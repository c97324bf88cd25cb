//! 常用回复: words that the desk writes every day. What a consumer may read and what stays among staff are two lists,
//! and nothing that offers one can reach the other.

use crate::{
    case::Case,
    form::Merchant,
    words::{Lang, Text, text},
};

/// A text to begin with; what it leaves open, the person writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canned {
    /// What it is for.
    pub title: Text,
    /// In both languages; `{商家}` and `{案号}` come from the case.
    words: Text,
}

const fn canned(title: Text, words: Text) -> Canned {
    Canned { title, words }
}

/// For the consumer to read.
pub const FOR_CONSUMERS: &[Canned] = &[
    canned(
        text("已受理，在联系商家", "Accepted, asking the merchant"),
        text(
            "您好，您反映的事我们已经受理，案号 {案号}。我们正在联系{商家}，有结果马上告诉您。",
            "Hello, we have taken on your case, number {案号}. We are contacting {商家} and will tell you the result at once.",
        ),
    ),
    canned(
        text("请补购物凭证", "Please send proof of purchase"),
        text(
            "您好，案号 {案号} 还差购物凭证。小票、发票或者付款记录都可以，请拍照或者带到服务台。",
            "Hello, case {案号} still lacks proof of purchase. A receipt, an invoice or a payment record will do; please send a photo or bring it to the desk.",
        ),
    ),
    canned(
        text("商家还没有答复", "No answer from the merchant yet"),
        text(
            "{商家}还没有答复，我们正在催。一有进展马上告诉您。",
            "We have no answer from {商家} yet and are pressing for one. We will tell you as soon as there is news.",
        ),
    ),
    canned(
        text("请来服务台一起商量", "Please come and talk it over"),
        text(
            "{商家}愿意商量。请您方便的时候来服务台，带上商品和购物凭证，来时报案号 {案号}。",
            "There is an offer to talk from {商家}. Please come to the desk when it suits you, with the goods and the proof of purchase, and give the case number {案号}.",
        ),
    ),
    canned(
        text("商家同意了，请去办理", "The merchant agrees"),
        text(
            "{商家}同意了。请带上商品和购物凭证去办理，来时报案号 {案号}。没有办成，请马上告诉我们。",
            "We have the agreement of {商家}. Please go there with the goods and the proof of purchase, and give the case number {案号}. If it is not done, please tell us at once.",
        ),
    ),
    canned(
        text("答复咨询", "Answer to a question"),
        text("您好，您问的事答复如下：\n", "Hello, this is the answer to your question:\n"),
    ),
];

/// For colleagues only.
pub const FOR_STAFF: &[Canned] = &[
    canned(
        text("电话没人接", "No answer by telephone"),
        text("给消费者打电话，没有人接，稍后再打。", "Called the consumer; nobody answered. To be called again later."),
    ),
    canned(
        text("已催商家", "The merchant was urged"),
        text("已催{商家}，对方说：", "Pressed {商家} for an answer; they say: "),
    ),
    canned(
        text("到现场看过", "Looked at it on the spot"),
        text("到{商家}现场看过，情况是：", "Looked at it on the spot at {商家}: "),
    ),
    canned(
        text("凭证核对过", "The proof was checked"),
        text("凭证核对过，与消费者说的一致。", "Checked the proof; it agrees with what the consumer says."),
    ),
    canned(
        text("请主管看一下", "A supervisor, please"),
        text("请主管看一下案号 {案号}：", "A supervisor, please look at case {案号}: "),
    ),
    canned(
        text("交接", "Handing over"),
        text("交接案号 {案号}。已经做了：\n还要做：\n", "Handing over case {案号}. Done so far:\nStill to do:\n"),
    ),
];

impl Canned {
    /// The text for a case, in the language of whoever reads it.
    #[must_use]
    pub fn of(&self, case: &Case, lang: Lang) -> String {
        let number = case.number.map_or_else(|| NO_NUMBER.in_lang(lang).to_owned(), |number| number.to_string());
        let merchant = merchant(&case.complaint.merchant, lang);
        self.words.in_lang(lang).replace("{商家}", &merchant).replace("{案号}", &number)
    }
}

const NO_NUMBER: Text = text("（还没有）", "(none yet)");
const STALL: Text = text("铺位 {} ", "stall {}");
const MERCHANT: Text = text("商家", "the merchant");

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

    #[test]
    fn the_merchant_and_the_number_come_from_the_case() {
        let known = case(&json!({ "named": { "name": "佳电电器", "stall": "L2-031" } }));
        assert!(FOR_CONSUMERS[0].of(&known, Lang::Zh).contains("案号 2026-0042。我们正在联系佳电电器，"));
        assert!(FOR_CONSUMERS[0].of(&known, Lang::En).contains("number 2026-0042. We are contacting 佳电电器 "));
        assert!(FOR_CONSUMERS[0].of(&case(&json!("unsure")), Lang::Zh).contains("联系商家，"));
    }

    #[test]
    fn no_text_leaves_a_gap_unfilled() {
        let case = case(&json!({ "named": { "name": null, "stall": "L2-031" } }));
        for canned in FOR_CONSUMERS.iter().chain(FOR_STAFF) {
            for lang in [Lang::Zh, Lang::En] {
                let words = canned.of(&case, lang);
                assert!(!words.contains(['{', '}']), "{words}");
                assert!(lang == Lang::Zh || !words.contains("铺位"), "{words}");
            }
        }
    }

    #[test]
    fn what_is_meant_for_the_house_is_never_offered_for_the_consumer() {
        for public in FOR_CONSUMERS {
            assert!(FOR_STAFF.iter().all(|internal| internal.words != public.words && internal.title != public.title));
        }
    }

    #[test]
    fn typed_text_stays_in_front() {
        assert_eq!(appended("", "请补小票。"), "请补小票。");
        assert_eq!(appended("张先生您好，", "请补小票。"), "张先生您好，\n请补小票。");
        assert_eq!(appended("您好：\n", "请补小票。"), "您好：\n请补小票。");
    }
}
