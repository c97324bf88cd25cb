//! 「一步一步说」: the workflow in words, from the same table as the drawing.

use domain::{
    case::{Mover, State, TRANSITIONS, Target, Transition},
    diagram::arrows,
    role::Role,
    rules::Rules,
    words::{Lang, Text, text},
};

use crate::components::diagram::names;

const RECEIVED: Text = text(
    "承诺 {} 个工作日内受理；不能受理的，{} 个工作日内说明理由。",
    "Promised: taken on within {} working day{s}; where we cannot, the reason within {} working day{s}.",
);
const NEEDS_MORE: Text = text("请在 {} 个工作日内补充。", "Please add it within {} working day{s}.");
const ACCEPTED: Text = text("承诺 {} 个工作日内有下一步。", "Promised: the next step within {} working day{s}.");
const WITH_MERCHANT: Text = text("商家要在 {} 个工作日内答复。", "The merchant is to answer within {} working day{s}.");
const MEDIATING: Text =
    text("双方都同意才调解，承诺 {} 个工作日内完成。", "Only if both sides agree; promised within {} working day{s}.");
const CLOSED: Text = text(
    "{} 天内可以说“没解决”，我们重新处理。",
    "Within {} day{s} you can say “not solved”, and we take it up again.",
);
const MOVES: Text = text("{}：{}。", "{}: {}.");
const MOVE: Text = text("{}（到“{}”）", "{} (to “{}”)");
const BACK: Text = text("{}（回到原来那一步：{}）", "{} (back to where it was: {})");
const YOU: Text = text("您可以", "You can");
const ITSELF: Text = text("时间到了会自动", "By itself, in time");
const STAFF: Text = text("工作人员可以", "Staff can");
const ROLE: Text = text("{}可以", "{} can");
const OR: Text = text("或", " or ");
const NEXT: Text = text("；", "; ");

/// One state in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: &'static str,
    /// What the consumer reads then.
    pub reads: &'static str,
    /// The promised time, where one runs.
    pub promise: Option<String>,
    /// What its consumer can do next, and where it leads.
    pub yours: Option<String>,
    /// What others can do next; one sentence for each who.
    pub moves: Vec<String>,
}

/// Every state in words, in the order of the field's table.
#[must_use]
pub fn items(rules: &Rules, lang: Lang) -> Vec<Item> {
    let item = |state: State| {
        let (yours, others): (Vec<_>, Vec<_>) =
            moves(state, lang).into_iter().partition(|(by, _)| *by == Mover::Consumer);
        Item {
            name: state.name().in_lang(lang),
            reads: state.for_consumer().in_lang(lang),
            promise: promise(state, rules, lang),
            yours: yours.into_iter().next().map(|(_, said)| said),
            moves: others.into_iter().map(|(_, said)| said).collect(),
        }
    };
    State::ALL.into_iter().map(item).collect()
}

/// In the order of the field's table, by whoever makes them.
fn moves(from: State, lang: Lang) -> Vec<(Mover, String)> {
    let mut by_mover: Vec<(Mover, String, Vec<String>)> = Vec::new();
    for row in TRANSITIONS.iter().filter(|row| row.from.contains(&from)) {
        let (who, what) = (mover(row.by, lang), told(row, from, lang));
        match by_mover.iter_mut().find(|(_, known, _)| *known == who) {
            Some((_, _, all)) => all.push(what),
            None => by_mover.push((row.by, who, vec![what])),
        }
    }
    let said = |who: &str, what: &[String]| MOVES.fill(lang, &[who, &what.join(NEXT.in_lang(lang))]);
    by_mover.into_iter().map(|(by, who, what)| (by, said(&who, &what))).collect()
}

fn promise(state: State, rules: &Rules, lang: Lang) -> Option<String> {
    let one = |pattern: Text, count: u32| Some(pattern.fill(lang, &[&count.to_string()]));
    match state {
        State::Received => {
            Some(RECEIVED.fill(lang, &[&rules.accept_within.to_string(), &rules.decline_within.to_string()]))
        }
        State::NeedsMore => one(NEEDS_MORE, rules.supplement_within),
        State::Accepted => one(ACCEPTED, rules.merchant_within),
        State::WithMerchant => one(WITH_MERCHANT, rules.merchant_within),
        State::Mediating => one(MEDIATING, rules.mediation_within),
        State::Closed => one(CLOSED, rules.object_within_days),
        _ => None,
    }
}

fn told(row: &Transition, from: State, lang: Lang) -> String {
    let action = row.action.name().in_lang(lang);
    match row.to {
        // 「不予受理」 leads to 「不予受理」.
        Target::State(to) if to.name().in_lang(lang) == action => action.to_owned(),
        Target::State(to) => MOVE.fill(lang, &[action, to.name().in_lang(lang)]),
        Target::Resume => {
            let ways = arrows().into_iter().filter(|a| a.from == from && a.action == row.action);
            BACK.fill(lang, &[action, &names(&ways.map(|a| a.to).collect::<Vec<_>>(), lang)])
        }
    }
}

/// Who makes a move, as people say it: 工作人员 where the first whom one meets may.
fn mover(by: Mover, lang: Lang) -> String {
    match by {
        Mover::Consumer => YOU.in_lang(lang).to_owned(),
        Mover::System => ITSELF.in_lang(lang).to_owned(),
        Mover::Staff(roles) if roles.contains(&Role::Receptionist) => STAFF.in_lang(lang).to_owned(),
        // An administrator may do what a supervisor may; saying so here helps nobody.
        Mover::Staff(roles) => {
            let named = roles.iter().filter(|role| **role != Role::Administrator).map(|role| role.name().in_lang(lang));
            ROLE.fill(lang, &[&named.collect::<Vec<_>>().join(OR.in_lang(lang))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{moment::Day, money::Yuan};

    fn rules() -> Rules {
        let day = Day::new(2026, 11, 1).expect("a day");
        Rules {
            version: 1,
            effective_from: day,
            source: String::new(),
            review_by: day,
            accept_within: 1,
            supplement_within: 5,
            merchant_within: 3,
            mediation_within: 10,
            decline_within: 7,
            object_within_days: 7,
            small_claim_limit: Yuan::from_fen(50_000),
            closing_time: (17, 30),
            privacy_notice: 1,
            desk: Default::default(),
            near_expiry: Default::default(),
            training: Default::default(),
            statutory: Vec::new(),
        }
    }

    #[test]
    fn every_arrow_of_the_diagram_is_told_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let items = items(&rules(), lang);
            for arrow in arrows() {
                let item = items.iter().find(|item| item.name == arrow.from.name().in_lang(lang)).expect("its state");
                let (action, to) = (arrow.action.name().in_lang(lang), arrow.to.name().in_lang(lang));
                assert!(
                    item.moves.iter().chain(&item.yours).any(|said| said.contains(action) && said.contains(to)),
                    "{arrow:?}"
                );
            }
        }
    }

    #[test]
    fn a_move_says_who_makes_it() {
        let items = items(&rules(), Lang::Zh);
        assert!(items[0].yours.as_deref() == Some("您可以：提交（到“待上传”）。"));
        let received = items.iter().find(|item| item.name == "已收到").expect("已收到");
        assert!(received.moves.contains(&"主管可以：不予受理。".to_owned()));
        assert_eq!(received.promise.as_deref(), Some("承诺 1 个工作日内受理；不能受理的，7 个工作日内说明理由。"));
    }
}
