//! What is said of goods, in words for the desk.

use domain::{
    form::Term,
    goods::{Event, Freshness, GoodsFile, GroundKind, Lot, NotOnSale, Standing, StepDone, Task},
    moment::Day,
    rules::NearExpiry,
    words::{Bilingual, Lang, Text, text},
};

/// Where they stand, as a tag says it; what stops them goes first.
pub fn standing(file: &GoodsFile, today: Day) -> (Bilingual, &'static str) {
    let of = |words: Text, class| (Bilingual::from(words), class);
    match file.not_on_sale(today).into_iter().next() {
        None => of(text("已上架", "Listed"), "tag tag--pine"),
        Some(NotOnSale::NotListed) if file.standing == Standing::Proposed => {
            of(text("等上架查验", "To be checked"), "tag tag--amber")
        }
        Some(NotOnSale::NotListed) => of(text("查验不合格", "Failed the check"), "tag tag--seal"),
        Some(why) => (not_on_sale(why), if why == NotOnSale::Withdrawn { "tag" } else { "tag tag--seal" }),
    }
}

/// Why they are not on sale.
pub fn not_on_sale(why: NotOnSale) -> Bilingual {
    match why {
        NotOnSale::NotListed => text("没有上架", "Not listed").into(),
        NotOnSale::TakenDown => text("已下架", "Taken down").into(),
        NotOnSale::Withdrawn => text("不再销售", "Sold no more").into(),
        NotOnSale::Recalled => text("退市中", "Being delisted").into(),
        NotOnSale::AllExpired => text("全部过期", "All expired").into(),
        NotOnSale::Stopped(why) => {
            let of = text("停售：{}", "Stopped: {}");
            Bilingual::of(|lang| of.fill(lang, &[why.name().in_lang(lang)]))
        }
    }
}

/// What somebody has to do.
pub fn task(task: &Task, today: Day, lang: Lang) -> String {
    match task {
        Task::Check => {
            text("上架查验：看标识、合格证明、许可", "Check marking, certificate and permit").in_lang(lang).to_owned()
        }
        Task::ConfirmTakedown { since, .. } => {
            text("等品控确认下架（{} 登记）", "Quality control has to confirm that it is taken down (asked {})")
                .fill(lang, &[&since.spoken(lang, today)])
        }
        Task::NotifyRegulator { since, .. } => {
            text("通知监管：{} 已下架", "Tell the regulator: taken down {}").fill(lang, &[&since.spoken(lang, today)])
        }
        Task::Recall { step } => text("退市下一步：{}", "Delisting, next: {}").fill(lang, &[step.name().in_lang(lang)]),
        Task::CloseRecall => {
            text("退市六步都办完了，请办结", "All six tasks are done: close the delisting").in_lang(lang).to_owned()
        }
        Task::Decide { why } => {
            text("已停售（{}），请决定退市还是恢复", "Stopped ({}): delist it, or let it be sold again")
                .fill(lang, &[why.name().in_lang(lang)])
        }
        Task::Expired { lot, last } => {
            text("批号 {} 已过期（{}），不能卖，请处置", "Lot {} expired on {}: dispose of it")
                .fill(lang, &[lot, &last.spoken(lang, today)])
        }
        Task::Near { lot, last } => {
            text("批号 {} 临期，保质期至 {}", "Lot {} ends soon, on {}").fill(lang, &[lot, &last.spoken(lang, today)])
        }
        Task::Await { laboratory, sent_on } => {
            text("等 {} 的检验结果（{} 送检）", "The result of {} is awaited (sent {})")
                .fill(lang, &[laboratory, &sent_on.spoken(lang, today)])
        }
    }
}

/// How long a lot keeps, as a tag says it.
pub fn freshness(lot: &Lot, today: Day, rules: &NearExpiry, lang: Lang) -> (String, &'static str) {
    let on = |words: Text, last: Day| words.fill(lang, &[&last.to_string()]);
    match lot.freshness(today, rules) {
        Freshness::NoEnd => (text("没有保质期", "No last day").in_lang(lang).to_owned(), "tag"),
        Freshness::Good { last } => (on(text("保质期至 {}", "Best before {}"), last), "tag"),
        Freshness::Near { last } => (on(text("临期 · 至 {}", "Ends soon · {}"), last), "tag tag--amber"),
        Freshness::Expired { last } => (on(text("已过期 · {}", "Expired · {}"), last), "tag tag--seal"),
    }
}

/// Name and specification.
pub fn name(file: &GoodsFile) -> String {
    let of = &file.particulars;
    if of.spec.is_empty() { of.name.clone() } else { format!("{} {}", of.name, of.spec) }
}

/// What happened, as the history says it.
pub fn event(event: &Event, lang: Lang) -> String {
    let plain = |words: Text| words.in_lang(lang).to_owned();
    let with = |words: Text, more: &str| words.fill(lang, &[more]);
    match event {
        Event::Proposed { .. } => plain(text("登记商品", "Registered")),
        Event::Amended { .. } => plain(text("变更资料，重新查验", "Particulars changed, to be checked again")),
        Event::Checked { findings } if findings.failed().is_empty() => {
            plain(text("上架查验合格，上架", "Checked, in order: listed"))
        }
        Event::Checked { findings } => {
            let items: Vec<_> = findings.failed().into_iter().map(|item| item.name().in_lang(lang)).collect();
            with(text("上架查验不合格：{}", "Checked, not in order: {}"), &items.join(between(lang)))
        }
        Event::SaleStopped { why, words } => {
            text("停售（{}）：{}", "Sale stopped ({}): {}").fill(lang, &[why.name().in_lang(lang), words])
        }
        Event::SaleResumed { reason } => with(text("恢复销售：{}", "Sale resumed: {}"), reason),
        Event::TakedownAsked { ground } => {
            let what = if ground.kind == GroundKind::WrittenNotice {
                text("下架（{}，{} {}）：{}", "Taken down ({}, {} {}): {}")
            } else {
                text("登记下架要求（{}，{} {}）：{}", "Asked to take it down ({}, {} {}): {}")
            };
            let number = if ground.number.is_empty() { &ground.person } else { &ground.number };
            what.fill(lang, &[ground.kind.name().in_lang(lang), &ground.authority, number, &ground.words])
        }
        Event::TakedownConfirmed { .. } => plain(text("品控确认，下架", "Quality control confirmed: taken down")),
        Event::TakedownDismissed { reason, .. } => {
            with(text("品控没有确认下架：{}", "Quality control did not confirm: {}"), reason)
        }
        Event::RegulatorNotified { authority, on, proof, .. } => {
            text("{} 通知监管（{}）：{}", "{}: told the regulator ({}): {}")
                .fill(lang, &[&on.to_string(), authority, proof])
        }
        Event::Cleared { reason } => with(text("准予重新查验：{}", "Cleared for another check: {}"), reason),
        Event::Withdrawn { reason } => with(text("不再销售：{}", "Sold no more: {}"), reason),
        Event::Received { lot } => with(text("收货：{}", "Taken in: {}"), &lot.name()),
        Event::Moved { movement, .. } => with(
            text("台账登记：{}", "In the ledger: {}"),
            &format!("{} {}", movement.kind.name().in_lang(lang), movement.quantity),
        ),
        Event::RecallBegun { why, words, .. } => {
            text("开始退市（{}）：{}", "Delisting begun ({}): {}").fill(lang, &[why.name().in_lang(lang), words])
        }
        Event::RecallStepDone { done } => {
            format!("{}：{}", done.step().name().in_lang(lang), step_done(done, lang))
        }
        Event::SampleTaken { sample } => {
            text("取样送检（{}）：{}", "Sample sent to {}: {}").fill(lang, &[&sample.laboratory, &sample.items])
        }
        Event::SampleTested { tested, .. } => text("检验{}，报告 {}{}", "Test: {}, report {}{}")
            .fill(lang, &[tested.verdict.name().in_lang(lang), &tested.report, &said_of(&tested.words)]),
        Event::RecallClosed => plain(text("退市办结", "Delisting closed")),
    }
}

fn said_of(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" · {words}") }
}

/// What a task of a delisting says.
pub fn step_done(done: &StepDone, lang: Lang) -> String {
    match done {
        StepDone::StopSale { received, sold } => {
            text("共进货 {}，已售出 {}", "{} received, {} sold").fill(lang, &[&received.to_string(), &sold.to_string()])
        }
        StepDone::TakeOff { words } => words.clone(),
        StepDone::ReturnToSupplier { supplier, returned, proof } => {
            text("退给 {} 共 {}（{}）", "Returned to {}: {} ({})").fill(lang, &[supplier, &returned.to_string(), proof])
        }
        StepDone::Exchange { taken_back, words } => text("从消费者收回 {}（{}）", "{} taken back from consumers ({})")
            .fill(lang, &[&taken_back.to_string(), words]),
        StepDone::Register { destroyed, left, words } => {
            text("销毁 {}，封存剩余 {}（{}）", "{} destroyed, {} sealed and left ({})")
                .fill(lang, &[&destroyed.to_string(), &left.to_string(), words])
        }
        StepDone::Report { authority, proof } => {
            text("报告 {}（{}）", "Reported to {} ({})").fill(lang, &[authority, proof])
        }
    }
}

/// Between the parts of a list.
pub const fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}
