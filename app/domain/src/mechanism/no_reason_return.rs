//! 无理由退货: by law for remote sales (消费者权益保护法 第二十五条), in the mall by each merchant's own promise.

use serde::{Deserialize, Serialize};

use super::{Decision, Mechanism};
use crate::{
    form::{GoodsKind, Term, terms},
    moment::Day,
    words::{Text, text},
};

terms! {
    /// What 消费者权益保护法 第二十五条 takes out.
    ReturnException {
        MadeToOrder = "made_to_order", "消费者定作的商品（第二十五条第一款第一项）", "goods made to the consumer's order (art. 25 (1) 1)";
        Perishable = "perishable", "鲜活易腐的商品（第二十五条第一款第二项）", "fresh and perishable goods (art. 25 (1) 2)";
        OpenedDigital = "opened_digital", "在线下载或者已拆封的音像制品、计算机软件等数字化商品（第二十五条第一款第三项）", "digital goods downloaded or unsealed (art. 25 (1) 3)";
        Periodical = "periodical", "交付的报纸、期刊（第二十五条第一款第四项）", "newspapers and periodicals delivered (art. 25 (1) 4)";
        ByNature = "by_nature", "根据性质、购买时已确认不宜退货的商品（第二十五条第二款）", "goods unfit for return by their nature, as confirmed at the purchase (art. 25 (2))";
    }
}

/// A merchant's own promise (自愿承诺).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnPromise {
    /// Calendar days from the day after the goods were received.
    pub days: u32,
    /// Kinds of goods that it covers; empty: all.
    #[serde(default)]
    pub covers: Vec<GoodsKind>,
    /// What it takes out, of the exceptions that the law knows.
    #[serde(default)]
    pub excepts: Vec<ReturnException>,
}

/// What must be known of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnFacts {
    /// The kind of goods.
    pub goods_kind: GoodsKind,
    /// Sold by internet, television, telephone or mail: then the law itself gives the right.
    pub remote: bool,
    /// The exception that the goods fall under, if any.
    pub exception: Option<ReturnException>,
    /// When the consumer received them.
    pub received_on: Day,
    /// When the consumer asked to return them.
    pub asked_on: Day,
    /// 完好.
    pub intact: bool,
    /// Something is wrong with the goods: then returning needs a reason, and has one.
    pub quality_fault: bool,
}

const FAULT: Text = text(
    "不走无理由退货：商品有质量问题，按质量退换处理，对消费者更有利（消费者权益保护法第二十四条）",
    "Not a no-reason return: the goods are faulty, which gives the consumer more (Consumer Protection Law art. 24)",
);
const NO_PROMISE: Text = text(
    "不能无理由退货：商家没有作出这项承诺（店内购买由商家自愿承诺）",
    "No no-reason return: this merchant has not promised it (in a shop it is voluntary)",
);
const NOT_COVERED: Text =
    text("不能无理由退货：商家的承诺不包括“{}”", "No no-reason return: the merchant's promise does not cover “{}”");
const EXCEPTED: Text = text("不能无理由退货：属于例外——{}", "No no-reason return: this is an exception: {}");
const NOT_INTACT: Text = text("不能无理由退货：商品不完好", "No no-reason return: the goods are not intact");
const TOO_LATE: Text =
    text("不能无理由退货：第 {} 天提出，超过 {} 天", "No no-reason return: asked on day {}, later than {} days");
const TOO_EARLY: Text = text(
    "不能无理由退货：提出日期早于收到日期，请核对",
    "No no-reason return: asked before the goods came; please check",
);
const TAKES: Text = text(
    "可以无理由退货：第 {} 天提出，在 {} 天之内，商品完好（{}）",
    "No-reason return: asked on day {}, within {} days, and the goods are intact ({})",
);
const BY_LAW: Text = text("消费者权益保护法第二十五条", "Consumer Protection Law art. 25");
const BY_PROMISE: Text = text("商家承诺", "the merchant's promise");

/// Whether goods go back without a reason; a refusal names the exception.
///
/// The day of receipt does not count: received on the 1st, the seventh day is the 8th, and the 9th is too late. The end
/// is not moved by holidays. For a remote sale `by_law_days` hold even where a merchant promised fewer or nothing.
#[must_use]
pub fn no_reason_return(promise: Option<&ReturnPromise>, facts: &ReturnFacts, by_law_days: u32) -> Decision {
    let no = |why: Text, parts: &[&str]| Decision::leaves(Mechanism::NoReasonReturn, why, parts);
    if facts.quality_fault {
        return no(FAULT, &[]);
    }
    let promised = promise.filter(|p| p.covers.is_empty() || p.covers.contains(&facts.goods_kind));
    let promised = promised.filter(|p| facts.exception.is_none_or(|exception| !p.excepts.contains(&exception)));
    let by_law = facts.remote && facts.exception.is_none();
    let days = match (promised, by_law) {
        (Some(promise), true) => promise.days.max(by_law_days),
        (Some(promise), false) => promise.days,
        (None, true) => by_law_days,
        (None, false) => return unpromised(promise, facts),
    };
    let day = facts.asked_on.days_since(facts.received_on);
    let parts = [&*day.to_string(), &*days.to_string()];
    if day < 0 {
        no(TOO_EARLY, &[])
    } else if day > i64::from(days) {
        no(TOO_LATE, &parts)
    } else if facts.intact {
        let source = if by_law && day <= i64::from(by_law_days) { BY_LAW } else { BY_PROMISE };
        let fill = |lang| TAKES.fill(lang, &[parts[0], parts[1], source.in_lang(lang)]);
        let because = crate::words::Bilingual::of(fill);
        Decision { mechanism: Mechanism::NoReasonReturn, takes: true, because }
    } else {
        no(NOT_INTACT, &[])
    }
}

fn unpromised(promise: Option<&ReturnPromise>, facts: &ReturnFacts) -> Decision {
    let named = |why: Text, what: Text| Decision {
        mechanism: Mechanism::NoReasonReturn,
        takes: false,
        because: crate::words::Bilingual::of(|lang| why.fill(lang, &[what.in_lang(lang)])),
    };
    let covered = promise.is_none_or(|p| p.covers.is_empty() || p.covers.contains(&facts.goods_kind));
    match facts.exception {
        Some(exception) if covered && (facts.remote || promise.is_some()) => named(EXCEPTED, exception.name()),
        _ if promise.is_none() => Decision::leaves(Mechanism::NoReasonReturn, NO_PROMISE, &[]),
        _ => named(NOT_COVERED, facts.goods_kind.name()),
    }
}
