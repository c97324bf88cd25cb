//! What is said of rounds and measures, in words for the desk.

use domain::{
    form::Term,
    moment::Day,
    oversight::{
        inspection::{Command as OnRound, Inspection, Standing as OfRound},
        measure::{Command as OnMeasure, Event, Level, Measure, NewStep, Ruling, Standing, Task},
    },
    words::{Lang, Text, text},
};

/// Something waits on this device.
pub const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
/// Something is late.
pub const OVERDUE: Text = text("逾期", "Overdue");

/// Where a round stands.
pub const fn of_round(standing: &OfRound) -> (Text, &'static str) {
    match standing {
        OfRound::Planned => (text("待巡查", "Planned"), "tag tag--amber"),
        OfRound::Underway => (text("巡查中", "Under way"), "tag tag--pine"),
        OfRound::Finished { .. } => (text("已结束", "Finished"), "tag"),
        OfRound::Cancelled { .. } => (text("已取消", "Cancelled"), "tag"),
    }
}

/// What was found on a round, in one line.
pub fn findings(round: &Inspection, lang: Lang) -> String {
    match round.findings() {
        0 => text("查了 {} 户，没有问题", "{} visited, nothing found").fill(lang, &[&round.visits.len().to_string()]),
        count => text("查了 {} 户，发现 {} 处问题", "{} visited, {} finding{s}")
            .fill(lang, &[&round.visits.len().to_string(), &count.to_string()]),
    }
}

/// Where a measure stands.
pub fn of_measure(measure: &Measure) -> (Text, &'static str) {
    match measure.standing {
        Standing::InForce if measure.level() == Level::Warning => (measure.level().name(), "tag tag--amber"),
        Standing::InForce => (measure.level().name(), "tag tag--seal"),
        Standing::Rectified => (text("已改正", "Put right"), "tag tag--pine"),
        Standing::Annulled => (text("申诉成立，已撤销", "Annulled on appeal"), "tag"),
        Standing::Withdrawn => (text("已撤回", "Withdrawn"), "tag"),
    }
}

/// What somebody has to do about a measure.
pub fn task(task: Task, today: Day, lang: Lang) -> String {
    let of = match task {
        Task::DecideAppeal { .. } => {
            text("商户 {} 申诉，请另一位主管决定", "Appealed on {}; another supervisor decides")
        }
        Task::DecideNext => text("复查没通过，请决定下一步", "Not put right; please decide what comes next"),
        Task::Recheck { due } if due < today => {
            text("整改期限 {} 已过，请马上复查", "It had to be put right by {}; please look at once")
        }
        Task::Recheck { .. } => text("{} 前改好，到期复查", "To be put right by {}; then look again"),
        Task::Stopped => text("已停，改好后复查恢复", "Stopped; look again once it is put right"),
    };
    match task {
        Task::DecideAppeal { since: day } | Task::Recheck { due: day } => of.fill(lang, &[&day.spoken(lang, today)]),
        Task::DecideNext | Task::Stopped => of.in_lang(lang).to_owned(),
    }
}

/// A grade with its day.
pub fn graded(level: Level, due: Option<Day>, today: Day, lang: Lang) -> String {
    let name = level.name().in_lang(lang);
    due.map_or_else(
        || name.to_owned(),
        |due| text("{}（{} 前）", "{} (by {})").fill(lang, &[name, &due.spoken(lang, today)]),
    )
}

/// What was decided about an appeal.
pub fn ruling(ruling: &Ruling, today: Day, lang: Lang) -> String {
    match ruling {
        Ruling::Upheld => text("维持原措施", "The measure stands").in_lang(lang).to_owned(),
        Ruling::Annulled => text("申诉成立，撤销措施", "The measure is annulled").in_lang(lang).to_owned(),
        Ruling::Eased { level, due, .. } => {
            text("减轻为{}", "Eased to: {}").fill(lang, &[&graded(*level, *due, today, lang)])
        }
    }
}

/// What happened to a measure, as the history says it.
pub fn event(event: &Event, today: Day, lang: Lang) -> String {
    let step =
        |words: Text, step: &NewStep| words.fill(lang, &[&graded(step.level, step.due, today, lang), &step.ground]);
    match event {
        Event::Imposed { step: of, .. } => step(text("采取措施：{}。{}", "Imposed: {}. {}"), of),
        Event::Raised { step: of } => step(text("升级：{}。{}", "Raised: {}. {}"), of),
        Event::Rechecked { passed: true, words } => text("复查通过：{}", "Found put right: {}").fill(lang, &[words]),
        Event::Rechecked { passed: false, words } => {
            text("复查没通过：{}", "Not found put right: {}").fill(lang, &[words])
        }
        Event::Extended { due, reason } => {
            text("延期到 {}：{}", "More time until {}: {}").fill(lang, &[&due.spoken(lang, today), reason])
        }
        Event::Appealed { appellant, words } => {
            text("{}代表商户申诉：{}", "{} appealed for the merchant: {}").fill(lang, &[appellant, words])
        }
        Event::AppealDecided { ruling: of, reason } => {
            text("申诉决定：{}。{}", "Appeal decided: {}. {}").fill(lang, &[&ruling(of, today, lang), reason])
        }
        Event::Withdrawn { reason } => text("撤回：{}", "Withdrawn: {}").fill(lang, &[reason]),
    }
}

/// What somebody wrote on a round.
pub fn on_round(command: &OnRound) -> String {
    match command {
        OnRound::Plan { title, .. } => title.clone(),
        OnRound::Check { answers, note, .. } => {
            use domain::oversight::inspection::Answer;
            let found = answers.iter().filter_map(|answer| match answer {
                Answer::Fail { words, .. } => Some(words.as_str()),
                _ => None,
            });
            found.chain([note.as_str()]).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        OnRound::Finish { words: said } | OnRound::Cancel { reason: said } => said.clone(),
        OnRound::Begin { .. } | OnRound::Move { .. } => String::new(),
    }
}

/// What somebody wrote on a measure.
pub fn on_measure(command: &OnMeasure) -> String {
    match command {
        OnMeasure::Impose { step, .. } | OnMeasure::Raise { step } => format!("{} · {}", step.ground, step.basis),
        OnMeasure::Recheck { words, .. } => words.clone(),
        OnMeasure::Extend { reason, .. } | OnMeasure::DecideAppeal { reason, .. } | OnMeasure::Withdraw { reason } => {
            reason.clone()
        }
        OnMeasure::Appeal { appellant, words } => format!("{appellant} · {words}"),
    }
}
