//! What a person should be told of while they do something else: a new case, a clock that ran out, words of a consumer. The
//! count stands on the application's icon; sound and notification are for those who chose them, outside quiet hours.

use std::collections::BTreeSet;

use domain::{
    ids::CaseId,
    moment::Moment,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    context::use_desk,
    due::{Today, Urgency},
    index::{Index, Indexed},
    list::Viewer,
};
use crate::{host, lang::use_lang};

const NEW: Text = text("{} 件新案件", "{} new case{s}");
const LATE: Text = text("{} 件超期", "{} late");
const ADDED: Text = text("{} 位消费者有补充", "{} consumer{s} added something");

/// Why somebody is told of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It came in and waits to be taken on.
    New,
    /// Its promised time has passed.
    Late,
    /// Its consumer has written since anybody of staff did.
    Added,
}

/// What one person should look at now. Colleagues' cases are theirs, but for a supervisor's late ones.
#[must_use]
pub fn attention(index: &Index, me: Viewer, now: Moment) -> BTreeSet<(Why, CaseId)> {
    let today = Today::of(now);
    let mut found = BTreeSet::new();
    for case in index.iter().filter(|case| !case.state.is_final() && !case.merged) {
        let nobodys = case.assignee.is_none() && me.role.receives_cases();
        let mine = case.assignee == Some(me.id) || nobodys;
        let late = today.urgency(case.due, case.state) == Urgency::Late;
        let of = |why| (why, case.id);
        found.extend((mine && is_new(case)).then(|| of(Why::New)));
        found.extend((late && (mine || me.role.supervises())).then(|| of(Why::Late)));
        found.extend((mine && case.consumer_spoke).then(|| of(Why::Added)));
    }
    found
}

const fn is_new(case: &Indexed) -> bool {
    matches!(case.state, domain::case::State::Received | domain::case::State::Reopened)
}

/// Watches while somebody is signed in. Draws nothing.
#[component]
pub fn Alerts() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let viewer = Memo::new(move |_| desk.viewer());
    let now = desk.now;
    let found = Memo::new(move |_| desk.index.with(|index| attention(index, viewer.get(), now.get())));
    Effect::new(move |before: Option<BTreeSet<(Why, CaseId)>>| {
        let found = found.get();
        let Some(host) = host::staff() else { return found };
        host.badge(found.len());
        // What was there when the desk was opened, or while its cases were still coming, is no news.
        if let Some(before) = before.filter(|_| !desk.is_coming()) {
            let count = |why| found.difference(&before).filter(|(of, _)| *of == why).count();
            let said =
                [(Why::New, NEW), (Why::Late, LATE), (Why::Added, ADDED)].map(|(why, words)| (count(why), words));
            let lang = lang.get_untracked();
            // No name and no matter: a locked screen shows it to whoever passes by.
            let said: Vec<String> =
                said.iter().filter(|(n, _)| *n > 0).map(|(n, words)| words.fill(lang, &[&n.to_string()])).collect();
            if !said.is_empty() {
                let separator = if lang == domain::words::Lang::Zh { "，" } else { ", " };
                host.alert(&said.join(separator));
            }
        }
        found
    });
    // Told at its address of today, whatever the browser made of it since; here, where somebody is signed in.
    Effect::new(move |_| {
        if let Some(host) = host::staff()
            && host.alert_prefs().system
        {
            spawn_local(async move {
                host.settle_web_push().await;
            });
        }
    });
    on_cleanup(|| {
        if let Some(host) = host::staff() {
            host.badge(0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::CaseOnDesk;
    use domain::{ids::StaffId, role::Role};
    use serde_json::{Value, json};
    use std::sync::Arc;
    use uuid::Uuid;

    const ME: StaffId = StaffId(Uuid::from_u128(1));

    fn now() -> Moment {
        domain::moment::Day::parse("2026-11-23").expect("a day").at(12, 0)
    }

    fn case(id: u128, changes: &Value) -> CaseOnDesk {
        let mut case = json!({
            "id": Uuid::from_u128(id), "rev": 2, "number": { "year": 2026, "serial": id }, "state": "accepted",
            "resume_to": null, "first_receiver": ME, "assignee": ME, "filed_at": 0, "received_at": 0, "due": null,
            "object_until": null, "timeline": [],
            "complaint": {
                "kind": "complaint", "merchant": "unsure", "goods": "电饭煲", "goods_kind": "appliance",
                "purchased_on": null, "amount": 32000, "category": "quality", "facts": "插电不加热，商家不肯退。",
                "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
                "publication_consent": false, "privacy_notice": 1
            }
        });
        for (key, value) in changes.as_object().into_iter().flatten() {
            case[key] = value.clone();
        }
        CaseOnDesk { case: serde_json::from_value(case).expect("a case"), pending: vec![], refused: vec![] }
    }

    fn entry(by: &Value, event: &Value) -> Value {
        json!({ "at": 0, "made_at": 0, "by": by, "state": "accepted", "event": event })
    }

    fn found(role: Role) -> Vec<(Why, u128)> {
        let other = StaffId(Uuid::from_u128(2));
        let staff = json!({ "staff": { "id": ME, "role": "receptionist" } });
        let added = json!({ "supplemented": { "words": "小票找到了" } });
        let noted = json!({ "noted": { "words": "已看" } });
        let late = json!({ "at": now().plus_millis(-3_600_000).millis(), "tentative": false });
        let cases = [
            case(1, &json!({ "state": "received" })),
            case(2, &json!({ "state": "received", "assignee": null })),
            case(3, &json!({ "state": "received", "assignee": other })),
            case(4, &json!({ "due": late })),
            case(5, &json!({ "due": late, "assignee": other })),
            case(6, &json!({ "timeline": [entry(&json!("consumer"), &added)] })),
            case(7, &json!({ "timeline": [entry(&json!("consumer"), &added), entry(&staff, &noted)] })),
            case(8, &json!({ "state": "closed", "timeline": [entry(&json!("consumer"), &added)] })),
        ];
        let of = cases.into_iter().map(|one| (one.case.id, Arc::new(one))).collect();
        let index = Index::default().renewed(Arc::new(of), BTreeSet::new());
        let found = attention(&index, Viewer { id: ME, role }, now());
        found.into_iter().map(|(why, id)| (why, id.0.as_u128())).collect()
    }

    #[test]
    fn a_person_is_told_of_what_is_theirs_or_nobodys_and_a_supervisor_of_everything_late() {
        let mine = [(Why::New, 1), (Why::New, 2), (Why::Late, 4), (Why::Added, 6)];
        assert_eq!(found(Role::Receptionist), mine);
        let all = [(Why::New, 1), (Why::New, 2), (Why::Late, 4), (Why::Late, 5), (Why::Added, 6)];
        assert_eq!(found(Role::Supervisor), all);
    }
}
