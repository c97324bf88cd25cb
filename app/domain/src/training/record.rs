//! The record of trainings as a table: a line for everybody who came, and for everybody who should have.

use super::{Standing, Training};
use crate::words::{Lang, Text, text};

const COLUMNS: [Text; 12] = [
    text("培训", "Training"),
    text("对象", "For"),
    text("日期", "Day"),
    text("时间", "Time"),
    text("地点", "Place"),
    text("讲师", "Taught by"),
    text("状态", "Standing"),
    text("姓名", "Name"),
    text("单位", "Shop or team"),
    text("签到", "Signed in"),
    text("方式", "How"),
    text("说明", "Remarks"),
];
const MISSING: Text = text("未到", "Did not come");
const NOBODY: Text = text("没有签到", "Nobody signed in");

/// The titles of the columns.
#[must_use]
pub fn head(lang: Lang) -> Vec<String> {
    COLUMNS.iter().map(|column| column.in_lang(lang).to_owned()).collect()
}

/// The lines of one training.
#[must_use]
pub fn cells(training: &Training, lang: Lang) -> Vec<Vec<String>> {
    let plan = &training.plan;
    let (standing, words) = match &training.standing {
        Standing::Planned => (text("待培训", "Planned"), ""),
        Standing::Held { words, .. } => (text("已举办", "Held"), words.as_str()),
        Standing::Cancelled { reason } => (text("已取消", "Cancelled"), reason.as_str()),
    };
    let line = |name: &str, unit: &str, at: String, how: &str| {
        vec![
            plan.subject.clone(),
            plan.audience.name().in_lang(lang).to_owned(),
            plan.day.to_string(),
            plan.time.to_string(),
            plan.place.clone(),
            plan.teacher.clone(),
            standing.in_lang(lang).to_owned(),
            name.to_owned(),
            unit.to_owned(),
            at,
            how.to_owned(),
            words.to_owned(),
        ]
    };
    let came = training.attendances.iter().map(|one| {
        let (hour, minute) = one.at.hour_minute();
        let at = format!("{} {hour:02}:{minute:02}", one.at.day());
        let stands_for = training.stands_for(one).and_then(|place| plan.invited.get(place));
        let unit = stands_for.map_or(one.unit.as_str(), |invited| match one.unit.as_str() {
            "" if invited.name != one.name => invited.name.as_str(),
            said => said,
        });
        line(&one.name, unit, at, one.way(training).in_lang(lang))
    });
    let missing = training.missing().into_iter().map(|invited| {
        let (name, unit) = match invited.who {
            super::Who::Member(_) => (invited.name.as_str(), String::new()),
            super::Who::Merchant(_) => ("", format!("{} {}", invited.stall, invited.name).trim().to_owned()),
        };
        line(name, &unit, String::new(), MISSING.in_lang(lang))
    });
    let mut lines: Vec<_> = came.chain(missing).collect();
    if lines.is_empty() {
        lines.push(line("", "", String::new(), NOBODY.in_lang(lang)));
    }
    lines
}
