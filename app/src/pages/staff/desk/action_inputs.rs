//! What each desk action asks of the person who does it.

use domain::{
    case::{Action, Party},
    words::{Text, text},
};

use super::{
    desk_action::DeskAction,
    input_key::{
        CLEAR, CONSUMER, COUNCIL_FROM, DONE_ON, FAULT, FOLLOW_UP, INTACT, JOINED, MERCHANT, PASSING_AGREED,
        PROMISED_DAYS, Part, RECEIPT, RECEIVED_ON, REFERENCE, REMOTE, SELLER_ADDRESS, SELLER_CONTACT, SELLER_NAME,
        SIGNED, SIGNER, WAY,
    },
};

const CONSUMER_AGREES: Part = Part::Way {
    key: CONSUMER,
    label: text("消费者怎样表示同意调解的？", "How did the consumer agree to mediation?"),
};
const MERCHANT_AGREES: Part = Part::Way {
    key: MERCHANT,
    label: text("商家怎样表示同意调解的？", "How did the merchant agree to mediation?"),
};

const fn words(label: Text, public: bool) -> Part {
    Part::Words { label, public }
}

const fn confirm(key: &'static str, label: Text) -> Part {
    Part::Confirm { key, label }
}

/// What is asked.
#[must_use]
pub const fn parts(desk_action: DeskAction) -> &'static [Part] {
    match desk_action {
        DeskAction::Move(action) => of_move(action),
        DeskAction::Mediate { asks_consumer, asks_merchant } => {
            const BOTH: &[Part] = &[CONSUMER_AGREES, MERCHANT_AGREES];
            match (asks_consumer, asks_merchant) {
                (true, true) => BOTH,
                (true, false) => const { &[CONSUMER_AGREES] },
                (false, true) => const { &[MERCHANT_AGREES] },
                (false, false) => &[],
            }
        }
        DeskAction::Consent => {
            const {
                &[Part::Side, Part::Agrees, Part::Way { key: WAY, label: text("怎样表示的？", "How did they say so?") }]
            }
        }
        DeskAction::MerchantReply => {
            const { &[Part::Stance, words(text("商家怎么说？", "What does the merchant say?"), false)] }
        }
        DeskAction::Propose => {
            const {
                &[
                    Part::Performs,
                    words(
                        text("方案怎么写？商家在它的链接里看到", "What is proposed? The merchant reads it by its link"),
                        false,
                    ),
                    Part::MaybeAmount {
                        label: text(
                            "商家付多少元？退款和赔偿损失必须写",
                            "How many yuan does the merchant pay? Needed for a refund or compensation",
                        ),
                    },
                    Part::Day { label: text("商家哪天之前兑现？", "By which day is it carried out?") },
                ]
            }
        }
        DeskAction::LogCall => {
            const {
                &[
                    Part::CallDirection,
                    Part::CallWith,
                    Part::CallResult,
                    Part::Fact {
                        key: FOLLOW_UP,
                        label: text("这是回访", "This is a follow-up call, to hear whether all is well"),
                    },
                    Part::MaybeWords {
                        label: text("说了什么？没打通可以不写", "What was said? May stay empty if nobody was reached"),
                    },
                    Part::MaybeDay {
                        label: text("哪天提醒您再打？可以不选", "Remind you to call again on (optional)"),
                    },
                ]
            }
        }
        DeskAction::SetReminder => {
            const {
                &[
                    Part::Day { label: text("哪天提醒您？", "On which day?") },
                    words(text("提醒您做什么？", "What is to be done?"), false),
                ]
            }
        }
        DeskAction::Recuse => const { &[words(text("为什么回避？", "Why do you step aside?"), false)] },
        DeskAction::RecuseOther => {
            const { &[Part::Whom, words(text("为什么要回避？", "Why should they step aside?"), false)] }
        }
        DeskAction::RequestSellerInfo => {
            const {
                &[Part::MaybeLine {
                    key: "words",
                    label: text("消费者要用来做什么？可以不写", "What does the consumer need it for? May stay empty"),
                }]
            }
        }
        DeskAction::RecordReference => {
            const {
                &[Part::Line {
                    key: REFERENCE,
                    label: text("市场监管部门的受理编号", "The regulator’s reference number"),
                }]
            }
        }
        DeskAction::Hold => {
            const {
                &[words(text("依据什么？哪个部门、哪份文书", "On what ground? Which authority, by which paper"), false)]
            }
        }
        DeskAction::LiftHold => const { &[words(text("为什么可以解除？", "Why can it be lifted?"), false)] },
        DeskAction::PassToCouncil => {
            const {
                &[
                    words(text("请消保委做什么？", "What is the council asked to do?"), false),
                    confirm(
                        PASSING_AGREED,
                        text(
                            "消费者同意把姓名、电话和材料交给消保委",
                            "The consumer agrees that the council gets their name, number and papers",
                        ),
                    ),
                ]
            }
        }
        DeskAction::CouncilReceipt => {
            const {
                &[
                    Part::PastDay { key: DONE_ON, label: text("哪天收到的？", "On which day did it arrive?") },
                    Part::Line {
                        key: COUNCIL_FROM,
                        label: text("消保委谁确认的？", "Who of the council confirmed it?"),
                    },
                    Part::MaybeLine {
                        key: REFERENCE,
                        label: text(
                            "消保委的编号；没有就空着",
                            "The council’s number; leave it empty if there is none",
                        ),
                    },
                ]
            }
        }
        DeskAction::CouncilAnswer => {
            const {
                &[
                    Part::PastDay { key: DONE_ON, label: text("哪天答复的？", "On which day did it answer?") },
                    words(text("消保委怎么答复的？", "What did the council answer?"), true),
                ]
            }
        }
        DeskAction::HandOver => {
            const {
                &[Part::Colleague, words(text("同事需要知道什么？", "What does the colleague need to know?"), false)]
            }
        }
        DeskAction::Merge => {
            const { &[Part::OtherCase, words(text("为什么是同一件事？", "Why is it the same matter?"), false)] }
        }
        DeskAction::Unmerge => const { &[words(text("为什么是两件事？", "Why are they two matters?"), false)] },
        DeskAction::SplitReport => {
            const { &[words(text("举报的是什么？不要写是谁说的", "What is reported? Not by whom"), false)] }
        }
        DeskAction::SmallClaim => {
            const {
                &[confirm(
                    CLEAR,
                    text("证据清楚，例如小票和照片都在", "The evidence is clear: a receipt and photos, for example"),
                )]
            }
        }
        DeskAction::GreenLane => {
            const { &[confirm(JOINED, text("商家已加入绿色通道", "The merchant has joined the green lane"))] }
        }
        DeskAction::Override => {
            const { &[Part::Route, words(text("为什么这样决定？", "Why do you decide so?"), false)] }
        }
        DeskAction::NoReasonReturn { .. } => {
            const {
                &[
                    Part::PastDay {
                        key: RECEIVED_ON,
                        label: text("消费者哪天收到商品？", "When did the consumer receive the goods?"),
                    },
                    Part::Days {
                        key: PROMISED_DAYS,
                        label: text(
                            "商家承诺几天无理由退货？没有承诺就写 0",
                            "How many days does the merchant promise? Write 0 for no promise",
                        ),
                    },
                    Part::Fact {
                        key: REMOTE,
                        label: text(
                            "网络、电视、电话或邮购买的（法定七日）",
                            "Bought by internet, television, telephone or mail (seven days by law)",
                        ),
                    },
                    Part::Fact { key: INTACT, label: text("商品完好", "The goods are intact") },
                    Part::Fact {
                        key: FAULT, label: text("商品有质量问题", "Something is wrong with the goods")
                    },
                    Part::Exception,
                ]
            }
        }
        DeskAction::AdvancePaid(_) => {
            const {
                &[Part::Line {
                    key: RECEIPT, label: text("收条或转账的编号", "Number of the receipt or transfer")
                }]
            }
        }
        DeskAction::ReleaseSellerInfo => {
            const {
                &[
                    Part::Line { key: SELLER_NAME, label: text("销售者名称", "The seller’s name") },
                    Part::Line { key: SELLER_ADDRESS, label: text("地址", "Address") },
                    Part::Line { key: SELLER_CONTACT, label: text("联系方式", "Contact") },
                ]
            }
        }
    }
}

const fn of_move(action: Action) -> &'static [Part] {
    match action {
        Action::AskMore => {
            const { &[words(text("想请消费者补充什么？", "What do you need from the consumer?"), true)] }
        }
        Action::SendToMerchant => {
            const { &[words(text("请商家做什么？", "What is the merchant asked to do?"), false)] }
        }
        Action::SendToTesting => {
            const { &[words(text("送检什么，送到哪里？", "What is tested, and where?"), false)] }
        }
        Action::ReportTest => const { &[words(text("检测结果", "The test’s result"), true)] },
        Action::Settle => {
            const {
                &[
                    Part::Performs,
                    words(text("双方谈成了什么？", "What was agreed?"), true),
                    Part::MaybeAmount {
                        label: text(
                            "商家付多少元？退款和赔偿损失必须写",
                            "How many yuan does the merchant pay? Needed for a refund or compensation",
                        ),
                    },
                    Part::Day { label: text("商家哪天之前兑现？", "By which day is it carried out?") },
                    Part::Signature {
                        key: CONSUMER,
                        party: Party::Consumer,
                        label: text("消费者一方谁签的字？", "Who signed for the consumer?"),
                    },
                    Part::Signature {
                        key: MERCHANT,
                        party: Party::Merchant,
                        label: text("商家一方谁签的字？", "Who signed for the merchant?"),
                    },
                    confirm(SIGNED, text("和解书双方都已签字", "Both sides have signed the settlement")),
                ]
            }
        }
        Action::Close => {
            const { &[Part::Outcome, Part::Proof, words(text("怎么解决的？", "How was it solved?"), true)] }
        }
        Action::FailMediation => {
            const {
                &[Part::FailureReason, words(text("说明（双方都会看到）", "In words (both sides read it)"), true)]
            }
        }
        Action::Transfer => {
            const {
                &[Part::MaybeLine {
                    key: REFERENCE,
                    label: text(
                        "市场监管部门的受理编号；还没有就空着，有了再登记",
                        "The regulator’s reference number; leave it empty until there is one, and record it then",
                    ),
                }]
            }
        }
        Action::Decline => {
            const {
                &[
                    Part::DeclineReason,
                    words(text("说明，以及消费者还有什么办法", "In words, and what else they can do"), true),
                ]
            }
        }
        Action::ReportUnperformed => const { &[words(text("哪些没有兑现？", "What was not carried out?"), false)] },
        Action::PayInAdvance => {
            const {
                &[
                    Part::Merchant,
                    Part::Amount { label: text("商场先赔多少元？", "How many yuan does the mall pay?") },
                    Part::Line {
                        key: SIGNER,
                        label: text("先行赔付协议由谁签的字？", "Who signed the advance-payment agreement?"),
                    },
                    confirm(
                        SIGNED,
                        text(
                            "协议已签，消费者对商家的请求权转给商场",
                            "It is signed: the consumer’s claim on the merchant passes to the mall",
                        ),
                    ),
                ]
            }
        }
        // Both consents are recorded already; else it is `DeskAction::Mediate`.
        Action::StartMediation
        | Action::Accept
        | Action::Submit
        | Action::Receive
        | Action::Supplement
        | Action::Withdraw
        | Action::Object => &[],
    }
}
