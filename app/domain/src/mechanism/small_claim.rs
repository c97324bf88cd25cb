//! 小额纠纷快速处理: at or under the threshold, and the evidence clear.

use super::{Decision, Mechanism, decision::spoken};
use crate::{
    money::Yuan,
    words::{Text, text},
};

const TAKES: Text =
    text("进入小额快速：金额 {} ≤ {}，证据清楚", "Small-claims fast track: {} ≤ {}, and the evidence is clear");
const TOO_MUCH: Text = text("不进入小额快速：金额 {} > {}", "Not on the small-claims fast track: {} > {}");
const UNCLEAR: Text = text(
    "不进入小额快速：金额 {} ≤ {}，但证据还不清楚",
    "Not on the small-claims fast track: {} ≤ {}, but the evidence is not clear yet",
);
const NO_AMOUNT: Text =
    text("不进入小额快速：没有写涉及金额", "Not on the small-claims fast track: no amount is given");

/// Whether a case is settled on the fast track. `limit` itself is still within.
#[must_use]
pub fn small_claim(amount: Option<Yuan>, evidence_clear: bool, limit: Yuan) -> Decision {
    let Some(amount) = amount else { return Decision::leaves(Mechanism::SmallClaim, NO_AMOUNT, &[]) };
    let parts = [&*spoken(amount), &*spoken(limit)];
    if amount > limit {
        Decision::leaves(Mechanism::SmallClaim, TOO_MUCH, &parts)
    } else if evidence_clear {
        Decision::takes(Mechanism::SmallClaim, TAKES, &parts)
    } else {
        Decision::leaves(Mechanism::SmallClaim, UNCLEAR, &parts)
    }
}
