//! 定期组织培训: a sample house trains its staff every quarter and its merchants every half year; the last of each waits, one for its
//! day and one to be written down.

use domain::moment::Day;
use domain::role::Role;
use domain::roster::TimeOfDay;
use domain::training::{Audience, Command, Invited, KIND, Material, Plan, Training, Who};
use uuid::Uuid;

use super::SampleError;
use super::mall::{Mall, Step};

/// It is planned so many days before.
const AHEAD: i64 = 10;
/// So many merchants are asked to come: what a room holds.
const SEATS: usize = 30;

/// What is done about a training.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Plan(Topic, Day),
    SignIn(Uuid, Topic),
    Hold(Uuid),
}

/// One of [`TOPICS`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Topic {
    audience: Audience,
    subject: &'static str,
    material: &'static str,
    link: &'static str,
    end: End,
}

/// How far one comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Planned,
    SignedIn,
    Held,
}

/// Each with how many days before the end it is held; after it where that is negative.
const TOPICS: &[(i64, Topic)] = &[
    (
        560,
        Topic {
            audience: Audience::Merchants,
            subject: "示例：退货承诺怎么兑现",
            material: "消费者权益保护法",
            link: "/law/consumer-protection",
            end: End::Held,
        },
    ),
    (
        400,
        Topic {
            audience: Audience::Staff,
            subject: "示例：接待投诉的六步",
            material: "维权联络点工作职责",
            link: "/board/duties",
            end: End::Held,
        },
    ),
    (
        380,
        Topic {
            audience: Audience::Merchants,
            subject: "示例：食品安全与进货查验",
            material: "食品安全法",
            link: "/law/food-safety",
            end: End::Held,
        },
    ),
    (
        310,
        Topic {
            audience: Audience::Staff,
            subject: "示例：七日无理由退货怎么答",
            material: "消费者权益保护法",
            link: "/law/consumer-protection",
            end: End::Held,
        },
    ),
    (
        220,
        Topic {
            audience: Audience::Staff,
            subject: "示例：预付卡纠纷调解",
            material: "消费者权益保护法",
            link: "/law/consumer-protection",
            end: End::Held,
        },
    ),
    (
        200,
        Topic {
            audience: Audience::Merchants,
            subject: "示例：三包与修理期限",
            material: "产品质量法",
            link: "/law/product-quality",
            end: End::Held,
        },
    ),
    (
        130,
        Topic {
            audience: Audience::Staff, subject: "示例：老年顾客的接待", material: "", link: "", end: End::Held
        },
    ),
    (
        40,
        Topic {
            audience: Audience::Staff,
            subject: "示例：先行赔付怎么走",
            material: "维权联络点工作职责",
            link: "/board/duties",
            end: End::Held,
        },
    ),
    (
        1,
        Topic {
            audience: Audience::Merchants,
            subject: "示例：节前促销，网上也卖的怎么写",
            material: "电子商务法",
            link: "/law/e-commerce",
            end: End::SignedIn,
        },
    ),
    (
        -9,
        Topic {
            audience: Audience::Staff,
            subject: "示例：个人信息怎么保管",
            material: "隐私说明",
            link: "/privacy",
            end: End::Planned,
        },
    ),
];

pub(super) fn plan(mall: &mut Mall) {
    // Somebody must be there to be taught.
    let begins = mall.now().day().plus_days(40);
    for (before, topic) in TOPICS {
        let day = mall.story.until.plus_days(-before);
        let planned = day.plus_days(-AHEAD);
        if planned > begins && planned <= mall.story.until {
            let at = mall.hour_of(planned);
            mall.at(at, Step::Training(Deed::Plan(*topic, day)));
        }
    }
}

pub(super) async fn happen(mall: &mut Mall, deed: Deed) -> Result<(), SampleError> {
    let boss = mall.somebody(Role::Supervisor);
    match deed {
        Deed::Plan(topic, day) => {
            let Some(time) = TimeOfDay::new(14, 0) else {
                return Err(SampleError::refused("a training", "there is no such time"));
            };
            let (id, code, on) = (mall.fresh(), mall.fresh().simple().to_string(), mall.now().day());
            let material = Material { title: topic.material.to_owned(), link: topic.link.to_owned() };
            let plan = Plan {
                subject: topic.subject.to_owned(),
                audience: topic.audience,
                day,
                time,
                place: "示例：4 楼会议室".to_owned(),
                teacher: String::new(),
                invited: invited(mall, topic.audience).await?,
                materials: Some(material).filter(|material| !material.title.is_empty()).into_iter().collect(),
            };
            mall.on::<Training>(&boss, id, None, Command::Plan { plan: Box::new(plan), code, on }).await?;
            if topic.end != End::Planned {
                mall.at(day.at(14, 5), Step::Training(Deed::SignIn(id, topic)));
            }
            Ok(())
        }
        Deed::SignIn(id, topic) => {
            let training = training(mall, id).await?;
            let mut entries = Vec::new();
            for one in training.plan.invited {
                // Nearly everybody comes.
                if mall.dice.percent(88) {
                    let name = match topic.audience {
                        Audience::Staff => one.name.clone(),
                        Audience::Merchants => format!("示例店员 {:03}", mall.dice.between(100, 999)),
                    };
                    let unit = if topic.audience == Audience::Staff { "联络点".to_owned() } else { one.name };
                    let (entry, at) = (mall.fresh(), mall.now());
                    let who = Some(one.who);
                    entries.push((id, None, Command::SignIn { entry, code: String::new(), at, name, unit, who }));
                }
            }
            mall.on_many::<Training>(&boss, entries).await?;
            if topic.end == End::Held {
                let at = mall.now().day().at(16, 30);
                mall.at(at, Step::Training(Deed::Hold(id)));
            }
            Ok(())
        }
        Deed::Hold(id) => {
            let (at, words) = (mall.now(), "示例：按计划讲完，留了十五分钟提问。".to_owned());
            mall.on::<Training>(&boss, id, None, Command::Hold { at, words }).await
        }
    }
}

/// Who works there then.
async fn invited(mall: &mut Mall, audience: Audience) -> Result<Vec<Invited>, SampleError> {
    if audience == Audience::Staff {
        let of = |one: &domain::staff::StaffMember| {
            (one.role != Role::Regulator).then(|| Invited {
                who: Who::Member(one.id),
                name: one.name.clone(),
                stall: String::new(),
            })
        };
        return Ok(mall.staff.iter().filter_map(of).collect());
    }
    let some: Vec<_> = mall.merchants.iter().filter(|one| one.is_ordinary && one.comes_to_sell).cloned().collect();
    let mut invited = Vec::new();
    for one in some.into_iter().take(SEATS) {
        // Who has not applied yet has no file.
        if mall.file(one.id).await?.is_some() {
            invited.push(Invited { who: Who::Merchant(one.id), name: one.name, stall: one.stall });
        }
    }
    Ok(invited)
}

async fn training(mall: &Mall, id: Uuid) -> Result<Training, SampleError> {
    let missing = || SampleError::refused("a training", "it is not there");
    mall.state::<Training>(KIND.name, id).await?.ok_or_else(missing)
}
