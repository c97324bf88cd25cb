//! 消费提示 that the first page of a kiosk shows in turn with the notices of the board.

use domain::words::{Text, text};

/// What helps whoever has bought something, in a sentence each.
pub const TIPS: [Text; 6] = [
    text(
        "小票、付款记录、聊天记录，请都留着，投诉时用得上。",
        "Keep the receipt, the payment record and the chat: they help when you complain.",
    ),
    text(
        "付定金之前，先问清楚能不能退，最好写在单子上。",
        "Before you pay a deposit, ask whether you get it back, and have it in writing.",
    ),
    text(
        "办卡、充值要量力，先看合同里怎么退费。",
        "Think twice before you pay into a card, and read how you get your money back.",
    ),
    text(
        "大件当场开箱验货，有划痕、缺件马上拍照。",
        "Unpack large goods on the spot; photograph scratches and missing parts at once.",
    ),
    text(
        "先和商家好好说，说不通再来这里，我们帮您协调。",
        "Talk to the shop first; if that does not help, come here and we help you.",
    ),
    text(
        "查询码请拍下来或抄下来，在任何手机上都能查进度。",
        "Photograph or write down your claim code: it shows the progress on any phone.",
    ),
];
