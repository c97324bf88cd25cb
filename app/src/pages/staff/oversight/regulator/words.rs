//! What is said of reports and of what the regulator asks.

use domain::{
    form::Term,
    moment::Day,
    oversight::{
        directive::{Command as OnDirective, Directive, Event as OfDirective},
        report::{Command as OnReport, Event as OfReport, Report, Task},
    },
    words::{Lang, Text, text},
};

/// The first line of something, as a list shows it.
pub fn first_line(words: &str) -> String {
    const MOST: usize = 40;
    let line = words.lines().next().unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    line.chars().take(MOST).chain(['…']).collect()
}

/// Where something that the regulator asks stands.
pub fn of_directive(of: &Directive, today: Day, lang: Lang) -> String {
    match &of.done {
        Some(done) => {
            text("{} · {} 办结", "{} · done on {}").fill(lang, &[&of.content.from, &done.on.spoken(lang, today)])
        }
        None => text("{} · {} 前办好", "{} · by {}").fill(lang, &[&of.content.from, &of.due.spoken(lang, today)]),
    }
}

/// Where a report stands.
pub fn of_report(of: &Report, today: Day, lang: Lang) -> String {
    let to = of.content.to.as_str();
    let day = |words: Text, day: Day| words.fill(lang, &[to, &day.spoken(lang, today)]);
    if of.dropped.is_some() {
        return text("{} · 不报了", "{} · not sent").fill(lang, &[to]);
    }
    match (of.task(), &of.receipt) {
        (Some(Task::Send { due: Some(due) }), _) => day(text("{} · {} 前送出", "{} · to be sent by {}"), due),
        (Some(Task::Send { due: None }), _) => text("{} · 待送出", "{} · to be sent").fill(lang, &[to]),
        (Some(Task::AskForReceipt { sent }), _) => {
            day(text("{} · {} 送出，还没有回执，问一下", "{} · sent on {}, no receipt yet; please ask"), sent)
        }
        (None, Some(receipt)) => day(text("{} · {} 有回执", "{} · receipt of {}"), receipt.on),
        (None, None) => to.to_owned(),
    }
}

/// What happened to a report.
pub fn report_event(event: &OfReport, today: Day, lang: Lang) -> String {
    match event {
        OfReport::Written { .. } => text("写好报告", "The report was written").in_lang(lang).to_owned(),
        OfReport::Enclosed { .. } => text("做成证据包", "An evidence pack was made").in_lang(lang).to_owned(),
        OfReport::Sent { way, on, proof } => text("{}，{} 送出，凭据：{}", "{}, sent on {}, proof: {}")
            .fill(lang, &[way.name().in_lang(lang), &on.spoken(lang, today), proof]),
        OfReport::Received { on, from, number } if number.is_empty() => {
            text("{} 收到回执：{}", "Receipt of {}: {}").fill(lang, &[&on.spoken(lang, today), from])
        }
        OfReport::Received { on, from, number } => text("{} 收到回执：{}，编号 {}", "Receipt of {}: {}, number {}")
            .fill(lang, &[&on.spoken(lang, today), from, number]),
        OfReport::Dropped { reason } => text("不报了：{}", "Not sent after all: {}").fill(lang, &[reason]),
    }
}

/// What happened to something that the regulator asks.
pub fn directive_event(event: &OfDirective, name: &str, today: Day, lang: Lang) -> String {
    match event {
        OfDirective::Received { due, .. } => text("登记，{} 前办好，{} 负责", "Taken down, by {}, held by {}")
            .fill(lang, &[&due.spoken(lang, today), name]),
        OfDirective::HandedOver { words, .. } => text("交给 {}：{}", "Handed to {}: {}").fill(lang, &[name, words]),
        OfDirective::Extended { due, reason } => {
            text("延期到 {}：{}", "More time until {}: {}").fill(lang, &[&due.spoken(lang, today), reason])
        }
        OfDirective::Complied { on, words, proof } => text("{} 办结：{}，凭据：{}", "Done on {}: {}, proof: {}")
            .fill(lang, &[&on.spoken(lang, today), words, proof]),
        OfDirective::Reopened { due, reason } => {
            text("重新办理，{} 前：{}", "Again, by {}: {}").fill(lang, &[&due.spoken(lang, today), reason])
        }
    }
}

/// What somebody wrote of a report.
pub fn on_report(command: &OnReport) -> String {
    match command {
        OnReport::Write { content } | OnReport::Enclose { content, .. } => {
            format!("{} · {}", content.subject, content.words)
        }
        OnReport::Send { proof, .. } => proof.clone(),
        OnReport::Receive { from, number, .. } => format!("{from} {number}"),
        OnReport::Drop { reason } => reason.clone(),
    }
}

/// What somebody wrote of what the regulator asks.
pub fn on_directive(command: &OnDirective) -> String {
    match command {
        OnDirective::Receive { content, .. } => format!("{} · {}", content.from, content.words),
        OnDirective::HandOver { words, .. } => words.clone(),
        OnDirective::Extend { reason, .. } | OnDirective::Reopen { reason, .. } => reason.clone(),
        OnDirective::Comply { words, proof, .. } => format!("{words} · {proof}"),
    }
}
