//! What is said of trainings, in words for the desk.

use domain::{
    moment::Day,
    training::{Audience, Command, Standing, Task, Training, What},
    words::{Lang, Text, text},
};

/// Something waits on this device.
pub const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
/// Something is late.
pub const OVERDUE: Text = text("逾期", "Overdue");

/// Where a training stands.
pub const fn standing(standing: &Standing) -> (Text, &'static str) {
    match standing {
        Standing::Planned => (text("待培训", "Planned"), "tag tag--amber"),
        Standing::Held { .. } => (text("已举办", "Held"), "tag tag--pine"),
        Standing::Cancelled { .. } => (text("已取消", "Cancelled"), "tag"),
    }
}

/// How many came, and how many of those who must.
pub fn came(training: &Training, lang: Lang) -> String {
    let came = training.attendances.len().to_string();
    match training.plan.invited.len() {
        0 => text("签到 {} 人", "{} signed in").fill(lang, &[&came]),
        all => {
            let here = all - training.missing().len();
            text("签到 {} 人，应到 {} 到 {}", "{} signed in; of {} who must come, {} did")
                .fill(lang, &[&came, &all.to_string(), &here.to_string()])
        }
    }
}

/// What somebody wrote, where it was not taken.
pub fn written(command: &Command) -> String {
    match command {
        Command::Plan { plan, .. } | Command::Amend { plan, .. } => plan.subject.clone(),
        Command::SignIn { name, unit, .. } => format!("{name} {unit}").trim().to_owned(),
        Command::Strike { why: said, .. } | Command::Hold { words: said, .. } | Command::Cancel { reason: said } => {
            said.clone()
        }
    }
}

/// What somebody has to do.
pub fn task(task: &Task, today: Day, lang: Lang) -> String {
    let to = match task.audience {
        Audience::Staff => text("联络点人员", "the staff"),
        Audience::Merchants => text("商户", "merchants"),
    };
    let to = to.in_lang(lang);
    match task.what {
        What::First => {
            text("还没有给{}培训过，请安排第一次。", "No training for {} yet; please plan the first.").fill(lang, &[to])
        }
        What::PlanNext { by } if by < today => {
            text("{}的培训 {} 就该办了，请马上安排。", "The training for {} was due on {}; please plan it now.")
                .fill(lang, &[to, &by.spoken(lang, today)])
        }
        What::PlanNext { by } => {
            text("{}的下一次培训最晚 {} 办，还没有安排。", "The next training for {} is due by {} and not planned yet.")
                .fill(lang, &[to, &by.spoken(lang, today)])
        }
        What::PlannedLate { by, .. } => text(
            "{}的下一次培训最晚 {} 办，现在排得晚了。",
            "The next training for {} is due by {}; it is planned for later.",
        )
        .fill(lang, &[to, &by.spoken(lang, today)]),
        What::WriteDown { day, .. } => text(
            "{}的培训（{}）还没记下办了没有，请记下或改期。",
            "The training for {} of {}: please write down whether it was held, or move it.",
        )
        .fill(lang, &[to, &day.spoken(lang, today)]),
    }
}
