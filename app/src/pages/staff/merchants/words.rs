//! What is said of a merchant, in words for the desk.

use domain::{
    form::Term,
    ids::MerchantId,
    merchant::{Event, MerchantFile, Standing, Suspension, Task},
    moment::Day,
    words::{Lang, Text, text},
};

/// Where it stands, as a tag says it.
pub fn standing(standing: &Standing) -> Text {
    match standing {
        Standing::Applied => text("等审核", "To be examined"),
        Standing::Returned { .. } => text("待补正", "To be completed"),
        Standing::Refused { .. } => text("不予入驻", "Not admitted"),
        Standing::Admitted => text("已入驻", "Admitted"),
        Standing::Suspended { .. } => text("暂停经营", "Suspended"),
        Standing::Left { .. } => text("已退场", "Left"),
        Standing::Merged { .. } => text("已合并", "Merged"),
    }
}

/// The tag's colour.
pub const fn tag(standing: &Standing) -> &'static str {
    match standing {
        Standing::Applied | Standing::Returned { .. } => "tag tag--amber",
        Standing::Admitted => "tag tag--pine",
        Standing::Suspended { .. } | Standing::Refused { .. } => "tag tag--seal",
        Standing::Left { .. } | Standing::Merged { .. } => "tag",
    }
}

/// What somebody has to do, and by when.
pub fn task(task: &Task, today: Day, lang: Lang) -> String {
    let spoken = |day: &Day| day.spoken(lang, today);
    match task {
        Task::Examine => text("看原件，核实后入驻", "Look at the originals, then admit").in_lang(lang).to_owned(),
        Task::ExamineChange => {
            text("资料改过，看原件再核实", "Changed: look at the originals again").in_lang(lang).to_owned()
        }
        Task::Complete => text("等商户补齐材料", "The merchant has to bring something").in_lang(lang).to_owned(),
        Task::Lift => text("已暂停经营，等主管决定", "Suspended: a supervisor decides").in_lang(lang).to_owned(),
        Task::Permit { kind, last, suspends } if *last < today => {
            text("“{}”已于 {} 到期；{} 起暂停经营", "“{}” ended on {}; suspended from {}")
                .fill(lang, &[kind.name().in_lang(lang), &spoken(last), &spoken(suspends)])
        }
        Task::Permit { kind, last, .. } => text("“{}” {} 到期，请让商户换证", "“{}” ends on {}; it has to be renewed")
            .fill(lang, &[kind.name().in_lang(lang), &spoken(last)]),
        Task::Review { due, suspends } if *due < today => text(
            "定期核实已逾期（应在 {} 前）；{} 起暂停经营",
            "Half-yearly verification overdue (by {}); suspended from {}",
        )
        .fill(lang, &[&spoken(due), &spoken(suspends)]),
        Task::Review { due, .. } => {
            text("定期核实，{} 前看一遍原件", "Half-yearly verification by {}").fill(lang, &[&spoken(due)])
        }
    }
}

/// Why sale is suspended.
pub fn suspension(why: &Suspension, today: Day, lang: Lang) -> String {
    match why {
        Suspension::ReviewOverdue { due } => {
            text("没有按期核实（应在 {} 前）", "not verified in time (by {})").fill(lang, &[&due.spoken(lang, today)])
        }
        Suspension::PermitEnded { kind, last } => text("“{}”已于 {} 到期", "“{}” ended on {}")
            .fill(lang, &[kind.name().in_lang(lang), &last.spoken(lang, today)]),
        Suspension::Decided { reason } => reason.clone(),
    }
}

/// What happened, as the history says it.
pub fn event(event: &Event, today: Day, lang: Lang) -> String {
    let with = |words: Text, more: &str| words.fill(lang, &[more]);
    match event {
        Event::Applied { .. } => text("登记入驻申请", "Application taken").in_lang(lang).to_owned(),
        Event::Amended { .. } => text("变更资料", "Particulars changed").in_lang(lang).to_owned(),
        Event::Verified { next, .. } => {
            with(text("看过原件，核实；下次 {} 前", "Originals seen; due again by {}"), &next.spoken(lang, today))
        }
        Event::Returned { reason } => with(text("退回补正：{}", "Sent back: {}"), reason),
        Event::Refused { reason } => with(text("不予入驻：{}", "Not admitted: {}"), reason),
        Event::Suspended { why } => with(text("暂停经营：{}", "Suspended: {}"), &suspension(why, today, lang)),
        Event::Lifted { reason, until: None } => with(text("恢复经营：{}", "Suspension lifted: {}"), reason),
        Event::Lifted { reason, until: Some(until) } => {
            text("恢复经营，核实宽限到 {}：{}", "Suspension lifted, verification put off to {}: {}")
                .fill(lang, &[&until.spoken(lang, today), reason])
        }
        Event::Left { reason } => with(text("退场：{}", "Left: {}"), reason),
        Event::CommitmentSigned { version, signatory, .. } => {
            text("签署承诺（第 {} 版），签字人 {}", "Signed the commitments (version {}), by {}")
                .fill(lang, &[&version.to_string(), signatory])
        }
        Event::ReturnsPromised { promise: Some(promise), from } => {
            text("承诺 {} 天无理由退货，{} 起", "Promised no-reason return within {} day{s}, from {}")
                .fill(lang, &[&promise.days.to_string(), &from.spoken(lang, today)])
        }
        Event::ReturnsPromised { promise: None, from } => with(
            text("无理由退货承诺结束，{} 起", "The promise of no-reason return ends on {}"),
            &from.spoken(lang, today),
        ),
        Event::Merged { reason, .. } => with(text("并入另一份档案：{}", "Goes on in another file: {}"), reason),
        Event::Unmerged { reason } => with(text("取消合并：{}", "By itself again: {}"), reason),
    }
}

/// Floor and stall, as a list says them; the stall often begins with the floor.
pub fn place(file: &MerchantFile) -> String {
    let of = &file.application;
    if of.stall.starts_with(of.floor.as_str()) { of.stall.clone() } else { format!("{} {}", of.floor, of.stall) }
}

/// The file in which a merged one goes on.
pub const fn goes_on_in(file: &MerchantFile) -> Option<MerchantId> {
    match &file.standing {
        Standing::Merged { into, .. } => Some(*into),
        _ => None,
    }
}
