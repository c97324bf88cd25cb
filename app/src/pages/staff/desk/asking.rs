//! What each move asks of the person who makes it.

use domain::{
    case::{Action, Case, Outcome, State},
    form::{GoodsKind, Kind},
    ids::PaymentId,
    moment::Day,
    words::{Text, text},
};

/// Something that staff do to a case from the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A move of the table.
    Move(Action),
    /// The merchant's answer is written down.
    MerchantReply,
    /// Somebody steps aside (回避).
    Recuse,
    /// The consumer gets the seller's name, address and contact.
    ReleaseSellerInfo,
    /// A colleague goes on with it; the first receiver stays (首问人不变).
    HandOver,
    /// The same matter was filed twice.
    Merge,
    /// They were two matters after all.
    Unmerge,
    /// What is also a report (举报线索) becomes a case of its own.
    SplitReport,
    /// The case is tried as a small claim (小额快速).
    SmallClaim,
    /// The case is tried for the green lane (绿色通道).
    GreenLane,
    /// The goods go back without a reason (无理由退货).
    NoReasonReturn {
        /// The kind of goods.
        goods_kind: GoodsKind,
        /// When the consumer asked for it: the day of the filing.
        asked_on: Day,
    },
    /// A supervisor decides against a mechanism's rule.
    Override,
    /// The mall's money was handed over to the consumer.
    AdvancePaid(PaymentId),
}

impl Deed {
    /// What a button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Move(action) => action.name(),
            Self::MerchantReply => text("记录商家答复", "Record the merchant’s answer"),
            Self::Recuse => text("我要回避", "Step aside"),
            Self::ReleaseSellerInfo => text("提供销售者信息", "Give the seller’s information"),
            Self::HandOver => text("转交同事", "Hand over to a colleague"),
            Self::Merge => text("与另一件合并", "Merge with another case"),
            Self::Unmerge => text("恢复单独办理", "Let it go on by itself again"),
            Self::SplitReport => text("另立举报线索", "Split off a report"),
            Self::SmallClaim => text("进入小额快速", "Take the small-claims fast track"),
            Self::GreenLane => text("进入绿色通道", "Take the green lane"),
            Self::NoReasonReturn { .. } => text("判断无理由退货", "Try a no-reason return"),
            Self::Override => text("主管决定快速机制", "Override a fast mechanism"),
            Self::AdvancePaid(_) => text("记录已付给消费者", "Record that the consumer was paid"),
        }
    }
}

/// One thing that is asked. Its name is the key under which what was typed is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words {
        /// What to write.
        label: Text,
        /// The consumer reads it.
        public: bool,
    },
    /// One line, which the consumer reads.
    Line {
        /// Its key.
        key: &'static str,
        /// What to write.
        label: Text,
    },
    /// One of the colleagues who are there.
    Colleague,
    /// One of the cases that may be the same matter.
    OtherCase,
    /// A mechanism that the case is to take, or to leave.
    Route,
    /// A merchant that left a deposit.
    Merchant,
    /// An amount of money.
    Amount {
        /// What for.
        label: Text,
    },
    /// Where the merchant stands.
    Stance,
    /// How it was closed.
    Outcome,
    /// Why mediation failed.
    FailureReason,
    /// Why it is not accepted.
    DeclineReason,
    /// By when it is carried out.
    Day,
    /// A day that is past.
    PastDay {
        /// Its key.
        key: &'static str,
        /// Which day.
        label: Text,
    },
    /// A number of days; none is nought.
    Days {
        /// Its key.
        key: &'static str,
        /// Of what.
        label: Text,
    },
    /// What 消费者权益保护法 第二十五条 takes out, or nothing of it.
    Exception,
    /// Something that holds or does not.
    Fact {
        /// Its key.
        key: &'static str,
        /// What holds.
        label: Text,
    },
    /// Something to confirm.
    Confirm {
        /// Its key.
        key: &'static str,
        /// What is confirmed.
        label: Text,
    },
}

impl Part {
    /// The key under which what was typed is kept, within the move.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words { .. } => "words",
            Self::Outcome
            | Self::FailureReason
            | Self::DeclineReason
            | Self::Stance
            | Self::Colleague
            | Self::OtherCase
            | Self::Merchant
            | Self::Exception
            | Self::Route => "reason",
            Self::Amount { .. } => "amount",
            Self::Day => "day",
            Self::Confirm { key, .. }
            | Self::Line { key, .. }
            | Self::PastDay { key, .. }
            | Self::Days { key, .. }
            | Self::Fact { key, .. } => key,
        }
    }
}

const CONSUMER: &str = "consumer";
const MERCHANT: &str = "merchant";
const SIGNED: &str = "signed";
const CLEAR: &str = "clear";
const JOINED: &str = "joined";
pub(super) const SIGNER: &str = "signer";
pub(super) const RECEIPT: &str = "receipt";
pub(super) const SELLER_NAME: &str = "name";
pub(super) const SELLER_ADDRESS: &str = "address";
pub(super) const SELLER_CONTACT: &str = "contact";

pub(super) const RECEIVED_ON: &str = "received";
pub(super) const PROMISED_DAYS: &str = "promised";
pub(super) const REMOTE: &str = "remote";
pub(super) const INTACT: &str = "intact";
pub(super) const FAULT: &str = "fault";
/// Chosen where no exception applies.
pub(super) const NO_EXCEPTION: &str = "none";

const fn words(label: Text, public: bool) -> Part {
    Part::Words { label, public }
}

const fn confirm(key: &'static str, label: Text) -> Part {
    Part::Confirm { key, label }
}

/// What is asked.
#[must_use]
pub const fn parts(deed: Deed) -> &'static [Part] {
    match deed {
        Deed::Move(action) => of_move(action),
        Deed::MerchantReply => {
            const { &[Part::Stance, words(text("商家怎么说？", "What does the merchant say?"), false)] }
        }
        Deed::Recuse => const { &[words(text("为什么回避？", "Why do you step aside?"), false)] },
        Deed::HandOver => {
            const {
                &[Part::Colleague, words(text("同事需要知道什么？", "What does the colleague need to know?"), false)]
            }
        }
        Deed::Merge => {
            const { &[Part::OtherCase, words(text("为什么是同一件事？", "Why is it the same matter?"), false)] }
        }
        Deed::Unmerge => const { &[words(text("为什么是两件事？", "Why are they two matters?"), false)] },
        Deed::SplitReport => {
            const { &[words(text("举报的是什么？不要写是谁说的", "What is reported? Not by whom"), false)] }
        }
        Deed::SmallClaim => {
            const {
                &[confirm(
                    CLEAR,
                    text("证据清楚，例如小票和照片都在", "The evidence is clear: a receipt and photos, for example"),
                )]
            }
        }
        Deed::GreenLane => {
            const { &[confirm(JOINED, text("商家已加入绿色通道", "The merchant has joined the green lane"))] }
        }
        Deed::Override => const { &[Part::Route, words(text("为什么这样决定？", "Why do you decide so?"), false)] },
        Deed::NoReasonReturn { .. } => {
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
        Deed::AdvancePaid(_) => {
            const {
                &[Part::Line {
                    key: RECEIPT, label: text("收条或转账的编号", "Number of the receipt or transfer")
                }]
            }
        }
        Deed::ReleaseSellerInfo => {
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
        Action::StartMediation => {
            const {
                &[
                    confirm(CONSUMER, text("消费者同意调解", "The consumer agrees to mediation")),
                    confirm(MERCHANT, text("商家同意调解", "The merchant agrees to mediation")),
                ]
            }
        }
        Action::SendToTesting => {
            const { &[words(text("送检什么，送到哪里？", "What is tested, and where?"), false)] }
        }
        Action::ReportTest => const { &[words(text("检测结果", "The test’s result"), true)] },
        Action::Settle => {
            const {
                &[
                    words(text("双方谈成了什么？", "What was agreed?"), true),
                    Part::Day,
                    confirm(SIGNED, text("和解书双方都已签字", "Both sides have signed the settlement")),
                ]
            }
        }
        Action::Close => const { &[Part::Outcome, words(text("怎么解决的？", "How was it solved?"), true)] },
        Action::FailMediation => {
            const {
                &[Part::FailureReason, words(text("说明（双方都会看到）", "In words (both sides read it)"), true)]
            }
        }
        Action::Transfer => {
            const { &[words(text("市场监管部门的受理编号", "The regulator’s reference number"), true)] }
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
        Action::Accept | Action::Submit | Action::Receive | Action::Supplement | Action::Withdraw | Action::Object => {
            &[]
        }
    }
}

/// The move that most cases take next; the first of these that the role may make is the big button.
#[must_use]
pub const fn usual(state: State, kind: Kind) -> &'static [Action] {
    match (state, kind) {
        (State::Received | State::Reopened, _) => &[Action::Accept],
        (State::Accepted, Kind::Inquiry) | (State::AwaitingPerformance | State::AdvancePayment, _) => &[Action::Close],
        (State::Accepted, _) => &[Action::SendToMerchant],
        (State::WithMerchant | State::Mediating, _) => &[Action::Settle],
        (State::Testing, _) => &[Action::ReportTest],
        (State::MediationFailed, _) => &[Action::Transfer],
        _ => &[],
    }
}

/// How a case can be closed now. 已兑现 is offered where something was agreed: closing by it records the proof.
#[must_use]
pub fn outcomes(case: &Case) -> Vec<Outcome> {
    let mut outcomes = case.endings();
    if case.state == State::AwaitingPerformance && !outcomes.contains(&Outcome::Performed) {
        outcomes.insert(0, Outcome::Performed);
    }
    outcomes
}
