//! Statutory times (法定时限) as its consumer reads them: from the rules that hold, and from the day on which the case was
//! passed on. Never mixed with what the contact point promises.

use domain::{
    case::{CaseView, State},
    clock::{StatutoryDue, StatutoryKind, StatutoryTerm, regulator_clocks},
    form::Term,
    words::{Lang, Text, text},
};
use sync::kinds::board::Notice;

const NOT_YET: Text = text("转市场监管后才起算", "begins only with the market regulator");
const BY: Text = text("{}：{}，{} 前（{}）", "{}: {}, by {} ({})");
const TENTATIVE: Text = text("{}（暂定）", "{} (provisional)");
const TO_REVIEW: Text = text("{}，条文待核对", "{}, wording to be checked");
const ON_RECEIPT: Text = text("收到后 {} 个{}内处理并告诉您（{}）", "it acts and tells you within {} {} ({})");

/// The lines under 「法定时限」.
#[must_use]
pub fn lines(view: Option<&CaseView>, notice: Option<&Notice>, lang: Lang) -> Vec<String> {
    let passed_on = view.and_then(|view| view.timeline.iter().find(|line| line.state == State::Transferred));
    let (Some(line), Some(notice)) = (passed_on, notice) else { return vec![NOT_YET.in_lang(lang).to_owned()] };
    let day = line.at.day();
    let clocks = regulator_clocks(day, &notice.calendar, &notice.rules.statutory);
    let said = clocks.iter().map(|clock| {
        let by = until(clock.due, lang, day);
        let kind = clock.term.kind;
        let (name, from) = (kind.name().in_lang(lang), kind.counted_from().in_lang(lang));
        BY.fill(lang, &[name, from, &by, &article(clock.term, lang)])
    });
    said.collect()
}

/// What happens once somebody goes to the regulator themselves; none where the rules name no such time.
#[must_use]
pub fn on_receipt(notice: Option<&Notice>, lang: Lang) -> Option<String> {
    let terms = &notice?.rules.statutory;
    let term = terms.iter().find(|term| term.kind == StatutoryKind::RegulatorDecides)?;
    let unit = term.unit.name().in_lang(lang);
    Some(ON_RECEIPT.fill(lang, &[&term.length.to_string(), unit, &article(term, lang)]))
}

fn until(due: StatutoryDue, lang: Lang, today: domain::moment::Day) -> String {
    let day = due.last_day.spoken(lang, today);
    if due.tentative { TENTATIVE.fill(lang, &[&day]) } else { day }
}

fn article(term: &StatutoryTerm, lang: Lang) -> String {
    let article = term.article.in_lang(lang);
    if term.needs_review { TO_REVIEW.fill(lang, &[article]) } else { article.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn notice() -> Notice {
        let rules = serde_json::from_str(include_str!("../../../../server/content/rules.json")).expect("rules");
        let calendar =
            serde_json::from_str(include_str!("../../../../server/content/workdays-cn.json")).expect("a calendar");
        let board = domain::board::Board::new(Vec::new(), Vec::new(), domain::board::Comparisons::default());
        Notice { board, place: domain::place::Place::default(), rules, calendar, standings: Vec::new() }
    }

    fn view(state: State) -> CaseView {
        let at = domain::moment::Day::parse("2026-11-23").expect("a day").at(11, 0);
        let line = json!({ "at": at, "made_at": at, "mine": false, "state": state, "words": null });
        let view = json!({
            "id": uuid::Uuid::nil(), "rev": 3, "number": null, "kind": "complaint", "goods": "电饭煲", "state": state,
            "first_receiver": null, "filed_at": at, "received_at": at, "due": null, "object_until": null,
            "timeline": [line],
        });
        serde_json::from_value(view).expect("a view")
    }

    #[test]
    fn before_the_transfer_no_statutory_time_runs() {
        let said = lines(Some(&view(State::Accepted)), Some(&notice()), Lang::Zh);
        assert_eq!(said, ["转市场监管后才起算"]);
    }

    #[test]
    fn after_the_transfer_each_time_is_named_with_its_last_day_and_its_source() {
        let said = lines(Some(&view(State::Transferred)), Some(&notice()), Lang::Zh);
        assert_eq!(
            said,
            [
                "市场监管部门处理并告知：自转交市场监管那天起算，12 月 2 日 前（消费者权益保护法第四十六条）",
                "市场监管部门调解：自转交市场监管那天起算，2027 年 1 月 22 日 前（市场监督管理投诉举报处理办法（总局令第121号）第二十三条，条文待核对）",
            ]
        );
        let said = lines(Some(&view(State::Transferred)), Some(&notice()), Lang::En);
        assert!(said[0].contains("by 2 Dec (Consumer Protection Law art. 46)"), "{said:?}");
    }

    #[test]
    fn whoever_goes_there_themselves_reads_the_time_of_the_rules() {
        let mut notice = notice();
        let said = on_receipt(Some(&notice), Lang::Zh).expect("a sentence");
        assert_eq!(said, "收到后 7 个工作日内处理并告诉您（消费者权益保护法第四十六条）");
        notice.rules.statutory.clear();
        assert_eq!(on_receipt(Some(&notice), Lang::Zh), None);
    }
}
