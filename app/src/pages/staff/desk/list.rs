//! Which cases the queue shows, and in which order. Pure, so that thousands of cases stay fluid and the order can be told.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    calendar::Due,
    case::{Case, State},
    form::{Complaint, Kind, Merchant, Term},
    ids::{CaseId, StaffId},
    moment::Moment,
    words::{Text, half_width, text},
};

use super::{
    due::{Urgency, urgency},
    waits::{Waits, waits},
};
use crate::desk::CaseOnDesk;

/// What the pills above the queue choose, and where the day's counts lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    /// The next step is mine.
    #[default]
    Mine,
    /// Everything open.
    Open,
    /// Promised for today.
    Today,
    /// The promised time has passed.
    Late,
    /// Ended.
    Ended,
    /// Open and in my hands, whoever has the next step.
    Assigned,
    /// The next step is somebody else's.
    Waits(Waits),
}

impl Filter {
    /// Every filter, in the order of the pills.
    pub const ALL: [Self; 5] = [Self::Mine, Self::Open, Self::Today, Self::Late, Self::Ended];

    /// What a pill says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Mine => text("等我", "Mine"),
            Self::Open => text("全部", "All open"),
            Self::Today => text("今天到期", "Due today"),
            Self::Late => text("逾期", "Late"),
            Self::Ended => text("已结", "Ended"),
            Self::Assigned => text("我经办的", "In my hands"),
            Self::Waits(whom) => whom.name(),
        }
    }

    /// The stable word in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Today => "today",
            Self::Late => "late",
            Self::Ended => "ended",
            Self::Assigned => "assigned",
            Self::Waits(whom) => whom.code(),
        }
    }

    /// The filter of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let arrived = [Self::Assigned].into_iter().chain(Waits::ALL.map(Self::Waits));
        Self::ALL.into_iter().chain(arrived).find(|filter| filter.code() == code)
    }

    /// Where the queue stands with this filter.
    #[must_use]
    pub fn address(self) -> String {
        format!("/staff?show={}", self.code())
    }
}

/// What the queue needs to know of a case; read once for each change, not for each keystroke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// The case.
    pub id: CaseId,
    /// Where it stands.
    pub state: State,
    /// What was filed.
    pub kind: Kind,
    /// When it came in.
    pub received: Moment,
    /// When it ended.
    pub ended: Option<Moment>,
    /// A supervisor was told that its clock ran out.
    pub escalated: bool,
    due: Option<Due>,
    assignee: Option<StaffId>,
    waits: Option<Waits>,
    merged: bool,
    priority: bool,
    number: (i32, u32),
    words: String,
}

/// The index of all cases. Those of colleagues who are absent wait for somebody, as if nobody had them.
#[must_use]
pub fn index(cases: &BTreeMap<CaseId, Arc<CaseOnDesk>>, absent: &BTreeSet<StaffId>) -> Vec<Indexed> {
    cases.values().map(|on_desk| indexed(&on_desk.case, absent)).collect()
}

fn indexed(case: &Case, absent: &BTreeSet<StaffId>) -> Indexed {
    let assignee = case.assignee.filter(|owner| !absent.contains(owner));
    Indexed {
        id: case.id,
        state: case.state,
        kind: case.complaint.kind,
        received: case.received_at.unwrap_or(case.filed_at),
        ended: ended(case),
        escalated: case.is_escalated(),
        due: case.due,
        assignee,
        waits: waits(case, assignee),
        merged: case.merged_into.is_some(),
        priority: !case.complaint.green_reasons.is_empty(),
        number: case.number.map_or((i32::MAX, u32::MAX), |number| (number.year, number.serial)),
        words: searched(case),
    }
}

/// When it came to its end; a word after the end does not move that.
fn ended(case: &Case) -> Option<Moment> {
    let at_the_end = case.timeline.iter().rev().take_while(|entry| entry.state == case.state);
    at_the_end.last().map(|entry| entry.at).filter(|_| case.state.is_final())
}

/// Everything a search looks through, prepared like the query.
fn searched(case: &Case) -> String {
    let filing: &Complaint = &case.complaint;
    let (name, stall) = match &filing.merchant {
        Merchant::Unsure => (None, None),
        Merchant::Named { name, stall } => (name.as_deref(), stall.as_deref()),
    };
    let contact = filing.contact.as_ref();
    let category = filing.category.name();
    let parts = [
        case.number.map(|number| number.to_string()).unwrap_or_default(),
        filing.goods.clone(),
        name.unwrap_or_default().to_owned(),
        stall.unwrap_or_default().to_owned(),
        contact.map(|contact| contact.name.clone()).unwrap_or_default(),
        contact.map(|contact| contact.phone.as_str().to_owned()).unwrap_or_default(),
        format!("{} {}", category.zh, category.en),
        filing.facts.clone(),
    ];
    plain(&parts.join("\n"))
}

fn plain(text: &str) -> String {
    half_width(text).to_lowercase()
}

/// How many cases each pill stands for, in their order.
#[must_use]
pub fn counts(index: &[Indexed], pills: &[Filter], me: StaffId, now: Moment) -> Vec<usize> {
    pills.iter().map(|filter| index.iter().filter(|case| passes(case, *filter, me, now)).count()).collect()
}

/// The cases of a filter, in the order in which they are due.
#[must_use]
pub fn of_filter(index: &[Indexed], filter: Filter, me: StaffId, now: Moment) -> Vec<&Indexed> {
    let mut found: Vec<&Indexed> = index.iter().filter(|case| passes(case, filter, me, now)).collect();
    found.sort_by_key(|case| rank(case));
    found
}

/// The cases to show. A search looks through all of them, whatever pill is pressed: nobody remembers under which a case is.
#[must_use]
pub fn chosen(index: &[Indexed], filter: Filter, query: &str, me: StaffId, now: Moment) -> Vec<CaseId> {
    let query = plain(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let found = if words.is_empty() {
        of_filter(index, filter, me, now)
    } else {
        let mut found: Vec<&Indexed> =
            index.iter().filter(|case| words.iter().all(|word| case.words.contains(word))).collect();
        found.sort_by_key(|case| rank(case));
        found
    };
    found.into_iter().map(|case| case.id).collect()
}

fn passes(case: &Indexed, filter: Filter, me: StaffId, now: Moment) -> bool {
    let urgency = urgency(case.due, case.state, now);
    match filter {
        Filter::Mine => {
            let mine = case.assignee.is_none_or(|assignee| assignee == me);
            !case.state.is_final() && mine && (waits_for_staff(case.state) || urgency == Urgency::Late)
        }
        Filter::Open => !case.state.is_final(),
        Filter::Today => urgency == Urgency::Soon,
        Filter::Late => urgency == Urgency::Late,
        Filter::Ended => case.state.is_final(),
        Filter::Assigned => !case.state.is_final() && !case.merged && case.assignee == Some(me),
        Filter::Waits(whom) => case.waits == Some(whom),
    }
}

/// Whether the next step is the contact point's; else the consumer or the merchant has until the promised time.
const fn waits_for_staff(state: State) -> bool {
    matches!(
        state,
        State::Received | State::Reopened | State::Accepted | State::Mediating | State::Testing | State::AdvancePayment
    )
}

/// Open before ended; 绿色通道 first; then what is due first. What has ended: the newest first.
fn rank(case: &Indexed) -> (bool, bool, i64, (Reverse<i32>, Reverse<u32>)) {
    let ended = case.state.is_final();
    let due = case.due.map_or(i64::MAX, |due| due.at.millis());
    let (year, serial) = case.number;
    (ended, ended || !case.priority, if ended { 0 } else { due }, (Reverse(year), Reverse(serial)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Day;
    use uuid::Uuid;

    const ME: StaffId = StaffId(Uuid::from_u128(1));
    const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(2));

    fn now() -> Moment {
        Day::parse("2026-11-23").expect("a day").at(12, 0)
    }

    fn case(serial: u32, state: State, due_in_hours: Option<i64>, words: &str) -> Indexed {
        Indexed {
            id: CaseId(Uuid::from_u128(u128::from(serial))),
            state,
            kind: Kind::Complaint,
            received: now(),
            ended: None,
            escalated: false,
            waits: None,
            merged: false,
            due: due_in_hours.map(|hours| Due { at: now().plus_millis(hours * 3_600_000), tentative: false }),
            assignee: Some(ME),
            priority: false,
            number: (2026, serial),
            words: plain(&format!("2026-{serial:04} {words}")),
        }
    }

    fn serials(ids: Vec<CaseId>) -> Vec<u128> {
        ids.into_iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn what_is_due_first_stands_first_and_the_green_channel_before_it() {
        let mut elderly = case(3, State::Received, Some(30), "轮椅");
        elderly.priority = true;
        let index = [
            case(1, State::Accepted, Some(5), "电饭煲"),
            case(2, State::Accepted, Some(-1), "皮鞋"),
            elderly,
            case(4, State::Testing, None, "食品"),
            case(5, State::Closed, None, "咨询"),
        ];
        assert_eq!(serials(chosen(&index, Filter::Open, "", ME, now())), [3, 2, 1, 4]);
        assert_eq!(serials(chosen(&index, Filter::Late, "", ME, now())), [2]);
        assert_eq!(serials(chosen(&index, Filter::Today, "", ME, now())), [1]);
        assert_eq!(serials(chosen(&index, Filter::Ended, "", ME, now())), [5]);
        assert_eq!(counts(&index, &Filter::ALL, ME, now()), [4, 4, 1, 1, 1]);
    }

    #[test]
    fn mine_is_where_the_next_step_is_mine() {
        let mut of_colleague = case(2, State::Accepted, Some(5), "");
        of_colleague.assignee = Some(COLLEAGUE);
        let mut of_nobody = case(3, State::Received, Some(6), "");
        of_nobody.assignee = None;
        let index = [
            case(1, State::WithMerchant, Some(5), ""),
            of_colleague,
            of_nobody,
            case(4, State::WithMerchant, Some(-5), ""),
        ];
        assert_eq!(serials(chosen(&index, Filter::Mine, "", ME, now())), [4, 3]);
    }

    #[test]
    fn every_count_of_the_day_leads_to_a_filter_of_its_own() {
        let all = Filter::ALL.into_iter().chain([Filter::Assigned]).chain(Waits::ALL.map(Filter::Waits));
        for filter in all {
            assert_eq!(Filter::from_code(filter.code()), Some(filter));
        }
        assert_eq!(Filter::from_code("everything"), None);
    }

    #[test]
    fn a_search_finds_ended_cases_too_and_reads_full_width_digits() {
        let index = [
            case(42, State::Closed, None, "电饭煲 佳电电器 L2-031"),
            case(43, State::Accepted, Some(1), "电饭煲 Bosch"),
        ];
        assert_eq!(serials(chosen(&index, Filter::Mine, "电饭煲", ME, now())), [43, 42]);
        assert_eq!(serials(chosen(&index, Filter::Mine, "电饭煲 l2-031", ME, now())), [42]);
        assert_eq!(serials(chosen(&index, Filter::Mine, "００４２", ME, now())), [42]);
        assert_eq!(serials(chosen(&index, Filter::Mine, "bosch", ME, now())), [43]);
        assert_eq!(serials(chosen(&index, Filter::Open, "没有", ME, now())), [0; 0]);
    }
}
