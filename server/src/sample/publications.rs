//! 宣传与消费提示: what a sample mall publishes, of which some hangs there, some waits for a second pair of eyes, and some is past.

use domain::publication::{Category, Command, KIND, Publication, Wording};
use domain::role::Role;
use domain::words::Bilingual;
use uuid::Uuid;

use super::SampleError;
use super::mall::{Mall, Step};

/// What is done about a publication.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Write(Tip),
    /// Somebody else looks it through.
    Look(Uuid, End),
    Withdraw(Uuid),
}

/// One of [`TIPS`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Tip {
    words: &'static Words,
    /// The days on which it hangs there, from when it is written; none: until it is taken down.
    days: Option<i64>,
    end: End,
}

/// How far one comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Draft,
    Submitted,
    Returned,
    Published,
    Withdrawn,
}

#[derive(Debug)]
struct Words {
    category: Category,
    title: (&'static str, &'static str),
    words: (&'static str, &'static str),
}

/// Each with how many days before the end it is written.
const TIPS: &[(i64, Option<i64>, End, Words)] = &[
    (
        300,
        Some(60),
        End::Published,
        Words {
            category: Category::Tip,
            title: ("示例：年货怎么买", "Sample: buying for the New Year"),
            words: (
                "礼盒看清每一样的分量和保质期。\n散装食品看标签上的生产日期。",
                "Check the weight and the last day of everything in a hamper.\nOf loose food read the day of production.",
            ),
        },
    ),
    (
        160,
        Some(75),
        End::Published,
        Words {
            category: Category::Goods,
            title: ("示例：空调滤网多久洗一次", "Sample: how often to clean a filter"),
            words: ("家用的每两周洗一次，先断电。", "At home every two weeks; unplug it first."),
        },
    ),
    (
        40,
        None,
        End::Published,
        Words {
            category: Category::Tip,
            title: ("示例：办卡前先问三件事", "Sample: before you buy a prepaid card"),
            words: (
                "能不能退？退的时候扣多少？店关了找谁？\n答案请写进合同。",
                "Can it be returned? What is kept then? Who answers if the shop closes?\nHave the answers put into the contract.",
            ),
        },
    ),
    (
        22,
        Some(40),
        End::Published,
        Words {
            category: Category::Rights,
            title: ("示例：七天无理由退货怎么算天数", "Sample: how the seven days are counted"),
            words: (
                "从签收的第二天算起，第七天当天也算。\n拆开看过、没有用过的，照样可以退。",
                "They begin on the day after you receive it, and the seventh counts.\nWhat was opened and not used can still go back.",
            ),
        },
    ),
    (
        9,
        Some(30),
        End::Published,
        Words {
            category: Category::Delisting,
            title: ("示例退市公告：一批坚果礼盒", "Sample: some nut hampers are off sale"),
            words: (
                "这一批抽检不合格，已停售。\n买过的请带商品到服务台退款，不用小票。",
                "This lot failed a test and is not sold any more.\nIf you bought one, bring it to the desk for your money; no receipt needed.",
            ),
        },
    ),
    (
        30,
        None,
        End::Withdrawn,
        Words {
            category: Category::Tip,
            title: ("示例：地下车库维修期间怎么走", "Sample: another way to the car park"),
            words: ("请走 B1 东门。", "Please use the east door on B1."),
        },
    ),
    (
        4,
        None,
        End::Returned,
        Words {
            category: Category::Law,
            title: ("示例：明码标价说的是什么", "Sample: what a shown price means"),
            words: ("价签写多少，收银台就收多少。", "What the tag says is what you pay."),
        },
    ),
    (
        2,
        Some(20),
        End::Submitted,
        Words {
            category: Category::Tip,
            title: ("示例：冬天选取暖器", "Sample: choosing a heater for the winter"),
            words: ("看有没有倒下断电，看 3C 标志。", "See that it switches off when it falls, and the 3C mark."),
        },
    ),
    (
        1,
        None,
        End::Draft,
        Words {
            category: Category::Goods,
            title: ("示例：羽绒服充绒量怎么看", "Sample: how much down a jacket has"),
            words: ("看标签上的充绒量和绒子含量。", "Read the weight and the share of down on the label."),
        },
    ),
];

pub(super) fn plan(mall: &mut Mall) {
    let begins = mall.now().day();
    for (before, days, end, words) in TIPS {
        let day = mall.story.until.plus_days(-before);
        // A short story has fewer that are past.
        if day > begins {
            let at = mall.hour_of(day);
            mall.at(at, Step::Publication(Deed::Write(Tip { words, days: *days, end: *end })));
        }
    }
}

pub(super) async fn happen(mall: &mut Mall, deed: Deed) -> Result<(), SampleError> {
    let (writer, boss) = (mall.somebody(Role::Receptionist), mall.somebody(Role::Supervisor));
    match deed {
        Deed::Write(tip) => {
            let (id, from) = (mall.fresh(), mall.now().day());
            let of = |(zh, en): (&str, &str)| Bilingual { zh: zh.to_owned(), en: en.to_owned() };
            let wording = Wording {
                category: tip.words.category,
                title: of(tip.words.title),
                words: of(tip.words.words),
                from,
                until: tip.days.map(|days| from.plus_days(days)),
                urgent: false,
                pictures: Vec::new(),
            };
            mall.on::<Publication>(&writer, id, None, Command::Write { wording }).await?;
            if tip.end == End::Draft {
                return Ok(());
            }
            let rev = rev(mall, id).await?;
            mall.on::<Publication>(&writer, id, rev, Command::Submit).await?;
            if tip.end != End::Submitted {
                later(mall, 1, Deed::Look(id, tip.end));
            }
            Ok(())
        }
        Deed::Look(id, end) => {
            let rev = rev(mall, id).await?;
            if end == End::Returned {
                let why = "示例：请写明是哪一条法".to_owned();
                return mall.on::<Publication>(&boss, id, rev, Command::Return { why }).await;
            }
            mall.on::<Publication>(&boss, id, rev, Command::Approve).await?;
            if end == End::Withdrawn {
                later(mall, 10, Deed::Withdraw(id));
            }
            Ok(())
        }
        Deed::Withdraw(id) => {
            let rev = rev(mall, id).await?;
            mall.on::<Publication>(&boss, id, rev, Command::Withdraw { why: "示例：维修已完工".to_owned() }).await
        }
    }
}

fn later(mall: &mut Mall, days: u32, deed: Deed) {
    let now = mall.now();
    let at = mall.later(now, days);
    mall.at(at, Step::Publication(deed));
}

async fn rev(mall: &Mall, id: Uuid) -> Result<Option<u64>, SampleError> {
    Ok(mall.state::<Publication>(KIND.name, id).await?.map(|publication| publication.rev))
}
