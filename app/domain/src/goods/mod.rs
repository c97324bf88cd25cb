//! 商品: what merchants sell. Each goods has one file: who looked at it before it was listed (上架), why it must not be sold, how it
//! was taken down (下架), the lots in which it came (进货查验, 进销货台账), and its delisting (退市) in steps whose quantities balance.
//!
//! A file is a kind that is the sum of its events. Whether goods may be sold follows from the file and the day; no clock changes
//! anything.

mod barcode;
mod bulletin;
mod conformity;
mod decide;
mod event;
mod evolve;
mod feed;
mod file;
mod import;
mod lot;
mod particulars;
mod problem;
mod quantity;
mod recall;
mod rejection;
mod rules;
mod sale;
mod sample;
mod takedown;
mod task;
#[cfg(test)]
mod tests;
mod trace;

use uuid::Uuid;

use crate::kind::{Context, EventSourced, KindInfo, Record, Viewer};

pub use barcode::{Barcode, NotABarcode};
pub use conformity::{CheckItem, Finding, Findings, permit_of};
pub use decide::{WORDS_CHARS, seller_hindrance};
pub use event::{Command, Event};
pub use feed::{
    BadLine, FeedLine, FeedMove, FeedReport, LINE_NAME_CHARS, LineHash, MOST_FEED_LINES, TakenLine, lot_of_line,
    read_feed,
};
pub use file::{Entry, GoodsFile, Stamp, Standing};
pub use import::{BadLot, LedgerColumn, LedgerLine, LedgerReport, NotALedger, Shelf, ledger_cells, read_ledger};
pub use lot::{Freshness, Lot, LotForm, MoveForm, MoveKind, Movement, ReceivingCheck, Supplier};
pub use particulars::{Field, GoodsForm, Particulars};
pub use problem::FieldProblem;
pub use quantity::{NotAQuantity, Quantity};
pub use recall::{Balance, Recall, RecallStep, StepDone, StepForm};
pub use rejection::Rejection;
pub use rules::{GoodsRules, RULES};
pub use sale::{NotOnSale, SaleStop, Unsaleable};
pub use sample::{ResultForm, Sample, SampleForm, Tested, Verdict};
pub use takedown::{Ground, GroundKind, NoticeForm, Notification, Takedown, TakedownForm};
pub use task::Task;
pub use trace::{SoughtLine, Traced, TracedLot, sought};

/// Files of goods: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "goods",
    commands: &[
        "goods.propose",
        "goods.amend",
        "goods.check",
        "goods.stop_sale",
        "goods.resume_sale",
        "goods.ask_takedown",
        "goods.confirm_takedown",
        "goods.dismiss_takedown",
        "goods.notify_regulator",
        "goods.clear",
        "goods.withdraw",
        "goods.receive",
        "goods.move",
        "goods.begin_recall",
        "goods.recall_step",
        "goods.close_recall",
        "goods.take_sample",
        "goods.record_result",
    ],
    begins: &["goods.propose"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

impl EventSourced for GoodsFile {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        command.kind()
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, base, command, context).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        evolve::evolve(state, record)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
