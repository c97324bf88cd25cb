//! What is asked of a file of goods, and what happened to it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Findings, GoodsForm, Ground, Lot, LotForm, MoveForm, Movement, NoticeForm, Particulars, ResultForm, Sample,
    SampleForm, StepDone, StepForm, TakedownForm, Tested, Unsaleable,
};
use crate::moment::Day;

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 登记商品: begins a file; the goods wait for their check.
    Propose {
        /// As typed.
        form: Box<GoodsForm>,
    },
    /// 变更资料: what they are now; they are checked again before they are sold again.
    Amend {
        /// As typed.
        form: Box<GoodsForm>,
    },
    /// 上架查验: lists them, or says what is not in order.
    Check {
        /// What was found.
        findings: Findings,
    },
    /// 停售: they must not be sold.
    StopSale {
        /// Why.
        why: Unsaleable,
        /// What was seen.
        words: String,
    },
    /// 恢复销售: what stopped them is gone.
    ResumeSale {
        /// Why.
        reason: String,
    },
    /// 下架: one of the three cases.
    AskTakedown {
        /// As typed.
        form: Box<TakedownForm>,
    },
    /// 品控确认: they are taken down at once.
    ConfirmTakedown {
        /// Which, by its place.
        takedown: usize,
    },
    /// 品控不确认.
    DismissTakedown {
        /// Which, by its place.
        takedown: usize,
        /// Why.
        reason: String,
    },
    /// 通知监管: the regulator was told.
    NotifyRegulator {
        /// Of which taking down, by its place.
        takedown: usize,
        /// As typed.
        form: Box<NoticeForm>,
    },
    /// 准予重新查验: goods that were taken down may be checked again.
    Clear {
        /// Why.
        reason: String,
    },
    /// 不再销售.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// 进货查验: a lot was looked at and taken in.
    Receive {
        /// Its name.
        lot: Uuid,
        /// As typed.
        form: Box<LotForm>,
    },
    /// 台账登记: some of a lot went somewhere.
    Move {
        /// Which.
        lot: Uuid,
        /// As typed.
        form: Box<MoveForm>,
    },
    /// 开始退市: sale ends at once.
    BeginRecall {
        /// Why.
        why: Unsaleable,
        /// What was found.
        words: String,
        /// Which lots; none: all of the goods.
        lots: Vec<Uuid>,
    },
    /// 退市步骤: one of the six tasks is done.
    RecallStep {
        /// As typed.
        form: Box<StepForm>,
    },
    /// 退市办结.
    CloseRecall,
    /// 取样送检: a sample goes to a laboratory.
    TakeSample {
        /// Its name.
        sample: Uuid,
        /// As typed.
        form: Box<SampleForm>,
    },
    /// 登记检验结果: one that failed stops the sale.
    RecordResult {
        /// Of which sample.
        sample: Uuid,
        /// As typed.
        form: Box<ResultForm>,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// They were written down.
    Proposed {
        /// What they are.
        particulars: Box<Particulars>,
    },
    /// They are something else now.
    Amended {
        /// What.
        particulars: Box<Particulars>,
    },
    /// Quality control has looked at them.
    Checked {
        /// What was found.
        findings: Findings,
    },
    /// They must not be sold.
    SaleStopped {
        /// Why.
        why: Unsaleable,
        /// What was seen.
        words: String,
    },
    /// What stopped them is gone.
    SaleResumed {
        /// Why.
        reason: String,
    },
    /// They were to be taken down; a written notice is in force with that.
    TakedownAsked {
        /// Why.
        ground: Box<Ground>,
    },
    /// Quality control has confirmed it: they are down.
    TakedownConfirmed {
        /// Which.
        takedown: usize,
    },
    /// Quality control has not.
    TakedownDismissed {
        /// Which.
        takedown: usize,
        /// Why.
        reason: String,
    },
    /// The regulator was told.
    RegulatorNotified {
        /// Of which taking down.
        takedown: usize,
        /// Whom.
        authority: String,
        /// On which day.
        on: Day,
        /// Number or text of the receipt.
        proof: String,
    },
    /// They may be checked again.
    Cleared {
        /// Why.
        reason: String,
    },
    /// They are sold here no more.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// A lot was taken in.
    Received {
        /// It.
        lot: Box<Lot>,
    },
    /// Some of it went somewhere.
    Moved {
        /// Which.
        lot: Uuid,
        /// Where.
        movement: Movement,
    },
    /// A delisting began.
    RecallBegun {
        /// Why.
        why: Unsaleable,
        /// What was found.
        words: String,
        /// All of the goods.
        whole: bool,
        /// The lots that are part of it.
        lots: Vec<Uuid>,
    },
    /// One of its tasks is done.
    RecallStepDone {
        /// Which, and with what.
        done: StepDone,
    },
    /// It has ended.
    RecallClosed,
    /// A sample was sent.
    SampleTaken {
        /// It.
        sample: Box<Sample>,
    },
    /// Its result is there.
    SampleTested {
        /// Of which sample.
        sample: Uuid,
        /// What it is.
        tested: Box<Tested>,
    },
}

impl Command {
    /// The operation that carries it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Propose { .. } => "goods.propose",
            Self::Amend { .. } => "goods.amend",
            Self::Check { .. } => "goods.check",
            Self::StopSale { .. } => "goods.stop_sale",
            Self::ResumeSale { .. } => "goods.resume_sale",
            Self::AskTakedown { .. } => "goods.ask_takedown",
            Self::ConfirmTakedown { .. } => "goods.confirm_takedown",
            Self::DismissTakedown { .. } => "goods.dismiss_takedown",
            Self::NotifyRegulator { .. } => "goods.notify_regulator",
            Self::Clear { .. } => "goods.clear",
            Self::Withdraw { .. } => "goods.withdraw",
            Self::Receive { .. } => "goods.receive",
            Self::Move { .. } => "goods.move",
            Self::BeginRecall { .. } => "goods.begin_recall",
            Self::RecallStep { .. } => "goods.recall_step",
            Self::CloseRecall => "goods.close_recall",
            Self::TakeSample { .. } => "goods.take_sample",
            Self::RecordResult { .. } => "goods.record_result",
        }
    }
}
