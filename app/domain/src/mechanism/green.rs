//! 绿色通道: 老幼病残孕, personal safety, or a merchant that opted in.

use super::{Decision, Mechanism};
use crate::{
    form::{GreenReason, Term},
    words::{Bilingual, Text, text},
};

const TAKES: Text = text("进入绿色通道：{}", "Green lane: {}");
const OPTED_IN: Text = text("商家加入了绿色通道", "the merchant has joined it");
const NO_GROUND: Text = text(
    "不进入绿色通道：没有老幼病残孕或人身安全情形，商家也没有加入",
    "Not in the green lane: no reason of age, illness, disability, pregnancy or safety, and the merchant has not joined",
);

/// Whether a case goes to the top of the queue.
#[must_use]
pub fn green_lane(reasons: &[GreenReason], merchant_opted_in: bool) -> Decision {
    let mut names: Vec<Text> = reasons.iter().map(|reason| reason.name()).collect();
    if merchant_opted_in {
        names.push(OPTED_IN);
    }
    if names.is_empty() {
        return Decision::leaves(Mechanism::GreenLane, NO_GROUND, &[]);
    }
    let because = Bilingual::of(|lang| {
        let between = if lang == crate::words::Lang::Zh { "、" } else { ", " };
        let names: Vec<&str> = names.iter().map(|name| name.in_lang(lang)).collect();
        TAKES.fill(lang, &[&names.join(between)])
    });
    Decision { mechanism: Mechanism::GreenLane, takes: true, because }
}
