//! Why nothing was done about goods, in words for whoever tried.

use serde::{Deserialize, Serialize};

use super::{Balance, CheckItem, FieldProblem, Quantity, RecallStep, ReceivingCheck, WORDS_CHARS};
use crate::{
    form::Term,
    kind::Refusal,
    merchant::PermitKind,
    moment::{Day, Moment},
    words::{Bilingual, Lang, Text, text},
};

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Only who works here.
    #[error("staff who write only")]
    StaffOnly,
    /// Quality control and supervisors only.
    #[error("quality control and supervisors only")]
    QualityOnly,
    /// Supervisors only.
    #[error("supervisors only")]
    SupervisorOnly,
    /// Somebody has changed it since.
    #[error("changed since")]
    ChangedSince,
    /// There is no such file.
    #[error("no such file")]
    NoSuchFile,
    /// It is there already.
    #[error("filed already")]
    FiledAlready,
    /// They are sold here no more.
    #[error("they are sold no more")]
    Ended,
    /// Fields are wrong.
    #[error("{} fields are wrong", wrong.len())]
    Wrong {
        /// Each.
        wrong: Vec<FieldProblem>,
    },
    /// Everything is as it was.
    #[error("nothing changed")]
    NothingChanged,
    /// The same merchant has goods with that barcode.
    #[error("the barcode is on file")]
    BarcodeTaken {
        /// The goods that have it.
        name: String,
    },
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// The merchant is not admitted, or is suspended.
    #[error("the merchant is not admitted")]
    MerchantNotAdmitted,
    /// The merchant holds no permit for such goods.
    #[error("the merchant has no permit for them")]
    PermitMissing {
        /// Which.
        kind: PermitKind,
    },
    /// Nobody has looked at something.
    #[error("not everything was looked at")]
    NotLookedAt {
        /// At what.
        items: Vec<CheckItem>,
    },
    /// They are listed already, or sold no more.
    #[error("listed already")]
    ListedAlready,
    /// They were taken down: a supervisor clears them first.
    #[error("taken down")]
    TakenDown,
    /// They are stopped for that already.
    #[error("stopped already")]
    StoppedAlready,
    /// Nothing stops them.
    #[error("not stopped")]
    NotStopped,
    /// There is no such taking down.
    #[error("no such taking down")]
    NoSuchTakedown,
    /// It was confirmed or dismissed.
    #[error("decided already")]
    DecidedAlready,
    /// They are not down.
    #[error("not taken down")]
    NotTakenDown,
    /// The regulator was told.
    #[error("the regulator was told already")]
    NotifiedAlready,
    /// The regulator has to be told first.
    #[error("the regulator was not told")]
    NotNotified,
    /// A request has to be decided first.
    #[error("a request to take down waits")]
    TakedownWaits,
    /// Not all of the four checks were made and found in order.
    #[error("checks are missing")]
    ChecksMissing {
        /// Which.
        checks: Vec<ReceivingCheck>,
    },
    /// The lot is on file.
    #[error("the lot is on file")]
    LotFiledAlready,
    /// There is no such lot.
    #[error("no such lot")]
    NoSuchLot,
    /// Its last day has passed.
    #[error("expired on {last}")]
    ExpiredLot {
        /// Its last day.
        last: Day,
    },
    /// Something stops the sale.
    #[error("not on sale since {since}")]
    NotOnSale {
        /// Since when.
        since: Day,
    },
    /// It cannot go before it came.
    #[error("before it came")]
    BeforeItCame {
        /// When it came.
        on: Day,
    },
    /// There is not as much.
    #[error("{there} are there, not {asked}")]
    NotThatMuch {
        /// What there is.
        there: Quantity,
        /// What was asked.
        asked: Quantity,
    },
    /// It was counted for a delisting.
    #[error("counted already")]
    CountedAlready,
    /// The sample is on file.
    #[error("the sample is on file")]
    SampleFiledAlready,
    /// There is no such sample.
    #[error("no such sample")]
    NoSuchSample,
    /// Its result is on file.
    #[error("the result is on file")]
    TestedAlready,
    /// A file takes no more.
    #[error("too many")]
    TooMany,
    /// Somebody else has begun to delist them.
    #[error("a delisting is under way")]
    RecallUnderWay {
        /// Since when.
        since: Moment,
    },
    /// That lot was delisted.
    #[error("delisted already")]
    RecalledAlready,
    /// A delisting has to end first.
    #[error("a delisting is open")]
    RecallOpen,
    /// None is open.
    #[error("no delisting is open")]
    NoRecall,
    /// An earlier task is not done.
    #[error("a task is skipped")]
    StepSkipped {
        /// Which is next.
        next: RecallStep,
    },
    /// Tasks are not done.
    #[error("tasks are open")]
    StepsOpen {
        /// Which.
        steps: Vec<RecallStep>,
    },
    /// The ledger says something else.
    #[error("the ledger differs")]
    LedgerDiffers {
        /// Received.
        received: Quantity,
        /// Sold.
        sold: Quantity,
    },
    /// The quantities do not add up.
    #[error("out of balance")]
    OutOfBalance {
        /// What they say.
        balance: Balance,
    },
    /// Words are missing.
    #[error("words are missing")]
    WordsMissing,
    /// Words are too long.
    #[error("words are too long")]
    WordsTooLong,
}

impl Refusal for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::StaffOnly => "staff_only",
            Self::QualityOnly => "quality_only",
            Self::SupervisorOnly => "supervisor_only",
            Self::ChangedSince => "changed_since",
            Self::NoSuchFile => "no_such_file",
            Self::FiledAlready => "filed_already",
            Self::Ended => "ended",
            Self::Wrong { .. } => "wrong",
            Self::NothingChanged => "nothing_changed",
            Self::BarcodeTaken { .. } => "barcode_taken",
            Self::NoSuchMerchant => "no_such_merchant",
            Self::MerchantNotAdmitted => "merchant_not_admitted",
            Self::PermitMissing { .. } => "permit_missing",
            Self::NotLookedAt { .. } => "not_looked_at",
            Self::ListedAlready => "listed_already",
            Self::TakenDown => "taken_down",
            Self::StoppedAlready => "stopped_already",
            Self::NotStopped => "not_stopped",
            Self::NoSuchTakedown => "no_such_takedown",
            Self::DecidedAlready => "decided_already",
            Self::NotTakenDown => "not_taken_down",
            Self::NotifiedAlready => "notified_already",
            Self::NotNotified => "not_notified",
            Self::TakedownWaits => "takedown_waits",
            Self::ChecksMissing { .. } => "checks_missing",
            Self::LotFiledAlready => "lot_filed_already",
            Self::NoSuchLot => "no_such_lot",
            Self::ExpiredLot { .. } => "expired_lot",
            Self::NotOnSale { .. } => "not_on_sale",
            Self::BeforeItCame { .. } => "before_it_came",
            Self::NotThatMuch { .. } => "not_that_much",
            Self::CountedAlready => "counted_already",
            Self::SampleFiledAlready => "sample_filed_already",
            Self::NoSuchSample => "no_such_sample",
            Self::TestedAlready => "tested_already",
            Self::TooMany => "too_many",
            Self::RecallUnderWay { .. } => "recall_under_way",
            Self::RecalledAlready => "recalled_already",
            Self::RecallOpen => "recall_open",
            Self::NoRecall => "no_recall",
            Self::StepSkipped { .. } => "step_skipped",
            Self::StepsOpen { .. } => "steps_open",
            Self::LedgerDiffers { .. } => "ledger_differs",
            Self::OutOfBalance { .. } => "out_of_balance",
            Self::WordsMissing => "words_missing",
            Self::WordsTooLong => "words_too_long",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::Wrong { wrong } => Bilingual::of(|lang| {
                let between = if lang == Lang::Zh { "" } else { " " };
                wrong.iter().map(|one| one.sentence().in_lang(lang).to_owned()).collect::<Vec<_>>().join(between)
            }),
            Self::BarcodeTaken { name } => text(
                "这个商户已有同一条码的商品“{}”，没有重复登记。请到那一份里办；条码写错了就改过来。",
                "This merchant has goods with that barcode, “{}”; nothing was doubled. Please go on there, or correct the barcode.",
            )
            .filled(&[name]),
            Self::PermitMissing { kind } => named(
                &[*kind],
                text(
                    "不能上架：这个商户没有有效的“{}”。请先到它的档案里登记。",
                    "Not listed: this merchant holds no valid “{}”. Please add it to the merchant’s file first.",
                ),
            ),
            Self::NotLookedAt { items } => named(
                items,
                text("还没有查验：{}。每一项都要有结果。", "Not looked at yet: {}. Each needs a result."),
            ),
            Self::ChecksMissing { checks } => named(
                checks,
                text(
                    "不能收货：进货查验缺“{}”。四项都看过、都合格，再登记；不合格的请退回供货者。",
                    "Not taken in: the check of {} is missing. All four have to be in order; what is not goes back to the supplier.",
                ),
            ),
            Self::StepSkipped { next } => {
                named(&[*next], text("不能跳步：请先办“{}”。", "No task can be skipped: “{}” comes first."))
            }
            Self::StepsOpen { steps } => {
                named(steps, text("还不能办结：没有办完的有“{}”。", "It cannot be closed yet; still open: {}."))
            }
            Self::ExpiredLot { last } => text(
                "这一批保质期到 {}，已经过期，不能收货也不能销售。请下架封存，退供货者或销毁。",
                "This lot kept until {} and has expired; it can be neither taken in nor sold. Please seal it, and return or destroy it.",
            )
            .filled(&[&last.to_string()]),
            Self::NotOnSale { since } => text(
                "{} 起已停售，不能再卖。停售前卖出、现在补记的，请勾选“停售前卖出的”。",
                "Sale has stopped since {}. If it was sold before that and is only written down now, please tick “Sold before the stop”.",
            )
            .filled(&[&since.to_string()]),
            Self::BeforeItCame { on } => text(
                "日期早于进货日期 {}，请核对。",
                "That is before the lot came, on {}; please check the day.",
            )
            .filled(&[&on.to_string()]),
            Self::NotThatMuch { there, asked } => text(
                "数量不对：只有 {}，写的是 {}。请核对。",
                "The quantity is wrong: there are {}, and {} was written. Please check.",
            )
            .filled(&[&there.to_string(), &asked.to_string()]),
            Self::RecallUnderWay { since } => Bilingual::of(|lang| {
                text(
                    "没有重复开始：这件商品 {} 已经开始退市（可能是另一台设备）。您写的还在，请接着办已有的步骤。",
                    "Not begun twice: these goods are being delisted since {}, perhaps by another device. What you wrote is kept; please go on with the steps that are there.",
                )
                .fill(lang, &[&since.spoken(lang, since.day())])
            }),
            Self::LedgerDiffers { received, sold } => text(
                "和台账对不上：台账里共进货 {}，已售出 {}。请照台账填写；台账漏记的，先到台账里补记，再重做“停售盘点”。",
                "This differs from the ledger: {} received, {} sold. Please write what the ledger says, or add to the ledger what it lacks and count again.",
            )
            .filled(&[&received.to_string(), &sold.to_string()]),
            Self::OutOfBalance { balance } => out_of_balance(*balance),
            Self::WordsTooLong => text("说明最多 {} 个字。", "{} characters at most.").filled(&[&WORDS_CHARS.to_string()]),
            plain => plain.plain().into(),
        }
    }
}

fn named<T: Term>(terms: &[T], of: Text) -> Bilingual {
    Bilingual::of(|lang| {
        let between = if lang == Lang::Zh { "、" } else { ", " };
        of.fill(lang, &[&terms.iter().map(|term| term.name().in_lang(lang)).collect::<Vec<_>>().join(between)])
    })
}

fn out_of_balance(balance: Balance) -> Bilingual {
    let Balance { received, sold, returned, destroyed, left } = balance;
    let of = text(
        "数量对不上：共进货 {}，去向合计 {}（售出未收回 {} + 退供货商 {} + 销毁 {} + 封存剩余 {}），相差 {}。请核对后再登记。",
        "The quantities do not add up: {} received, {} accounted for ({} sold and not brought back, {} returned, {} destroyed, {} left), {} apart. Please check.",
    );
    let apart = received.apart(balance.accounted());
    let amounts = [received, balance.accounted(), sold, returned, destroyed, left, apart].map(|one| one.to_string());
    of.filled(&amounts.each_ref().map(String::as_str))
}

impl Rejection {
    const fn plain(&self) -> Text {
        match self {
            Self::StaffOnly => text("您的角色只能看，不能改商品。", "Your role reads only and cannot change goods."),
            Self::QualityOnly => {
                text("这一步由品控或主管来做，请找他们。", "Quality control or a supervisor does this; please ask one.")
            }
            Self::SupervisorOnly => text("这一步由主管决定，请找主管。", "A supervisor decides this; please ask one."),
            Self::ChangedSince => text(
                "没有保存：这件商品别的同事刚办过。您写的还在，请对照现在的内容再决定。",
                "Not saved: a colleague has just done something about these goods. What you wrote is kept; please compare it with what stands there now.",
            ),
            Self::NoSuchFile => {
                text("没有这件商品，请刷新后再试。", "There are no such goods; please reload and try again.")
            }
            Self::FiledAlready => text("这件商品已经登记过了。", "These goods are on file already."),
            Self::Ended => text(
                "这件商品已不再销售。要再卖，请重新登记。",
                "These goods are sold here no more. To sell them again, please register them anew.",
            ),
            Self::NothingChanged => {
                text("内容和原来一样，没有要保存的。", "Everything is as it was; there is nothing to save.")
            }
            Self::NoSuchMerchant => {
                text("没有这个商户，请先登记商户。", "There is no such merchant; please register it first.")
            }
            Self::MerchantNotAdmitted => text(
                "不能上架：这个商户还没有入驻，或已暂停经营。请先办商户的手续。",
                "Not listed: this merchant is not admitted, or is suspended. Please see to its file first.",
            ),
            Self::ListedAlready => text("这件商品已经上架了。", "These goods are listed already."),
            Self::TakenDown => text(
                "这件商品已下架。要重新上架，先请主管“准予重新查验”。",
                "These goods were taken down. A supervisor has to clear them before they are checked again.",
            ),
            Self::StoppedAlready => {
                text("这件商品已经因为这个原因停售了。", "These goods are stopped for that reason already.")
            }
            Self::NotStopped => text("这件商品没有停售。", "Nothing stops the sale of these goods."),
            Self::NoSuchTakedown => {
                text("没有这条下架登记，请刷新后再试。", "There is no such entry; please reload and try again.")
            }
            Self::DecidedAlready => {
                text("这条下架要求已经有人处理了。", "Somebody has decided about this request already.")
            }
            Self::NotTakenDown => text("这件商品没有下架。", "These goods are not taken down."),
            Self::NotifiedAlready => {
                text("已经登记过通知监管了。", "That the regulator was told is on record already.")
            }
            Self::NotNotified => text(
                "先办“通知监管”：下架以后还没有告诉主管部门。",
                "Tell the regulator first: it does not know yet that these goods are down.",
            ),
            Self::TakedownWaits => text(
                "先请品控处理下架要求。",
                "Quality control has to decide about the request to take them down first.",
            ),
            Self::LotFiledAlready => text(
                "这一批已经登记过了（同一供货者、批号和进货日期）。",
                "This lot is on file already (same supplier, batch and day).",
            ),
            Self::NoSuchLot => text("没有这一批，请刷新后再试。", "There is no such lot; please reload and try again."),
            Self::CountedAlready => text(
                "这一批的退市数量已经登记处置，不能再改。",
                "What became of this lot is registered for its delisting and cannot be changed.",
            ),
            Self::SampleFiledAlready => text("这份样品已经登记过了。", "This sample is on file already."),
            Self::NoSuchSample => {
                text("没有这份样品，请刷新后再试。", "There is no such sample; please reload and try again.")
            }
            Self::TestedAlready => text(
                "这份样品的结果已经登记过了（可能是另一台设备）。要更正，请另取样复检。",
                "The result of this sample is on file already, perhaps by another device. To correct it, please test another sample.",
            ),
            Self::TooMany => text(
                "这件商品的台账已满，请导出旧记录后另登记一份。",
                "The ledger of these goods is full; please export it and begin another file.",
            ),
            Self::RecalledAlready => text("这一批已经退市了。", "This lot was delisted already."),
            Self::RecallOpen => {
                text("这件商品正在退市，要先办结。", "These goods are being delisted; that has to end first.")
            }
            Self::NoRecall => text("这件商品没有在退市。", "These goods are not being delisted."),
            _ => text(
                "请写说明，例如“包装上没有生产者名称”。",
                "Please say what it is, for example “no maker on the pack”.",
            ),
        }
    }
}
