//! Which cases the queue shows, and in which order. Pure, so that thousands of cases stay fluid and the order can be told.

use domain::staff::StaffMember;
use domain::{
    form::{AreaCode, Phone},
    ids::{CaseId, StaffId},
    moment::Moment,
    role::Role,
    words::{Text, text},
};

use super::{
    awaited::Awaited,
    due::{Today, Urgency},
    index::{Index, Indexed, plain},
};

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
    /// Something was done here and did not take effect, wherever the case stands and whoever has it.
    Refused,
    /// Four fifths of the promised time are gone, and its last day is still to come.
    Nearly,
    /// Open and in my hands, whoever has the next step.
    Assigned,
    /// The next step is somebody else's.
    Awaited(Awaited),
}

impl Filter {
    /// The filters that always have a pill, in their order.
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
            Self::Refused => text("没有生效", "Not done"),
            Self::Nearly => text("快到期", "Nearly due"),
            Self::Assigned => text("我经办的", "In my hands"),
            Self::Awaited(whom) => whom.name(),
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
            Self::Refused => "refused",
            Self::Nearly => "nearly",
            Self::Assigned => "assigned",
            Self::Awaited(whom) => whom.code(),
        }
    }

    /// The filter of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let arrived = [Self::Refused, Self::Nearly, Self::Assigned].into_iter().chain(Awaited::ALL.map(Self::Awaited));
        Self::ALL.into_iter().chain(arrived).find(|filter| filter.code() == code)
    }

    /// Where the queue stands with this filter.
    #[must_use]
    pub fn address(self) -> String {
        format!("/staff?show={}", self.code())
    }
}

/// Who looks at the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub id: StaffId,
    /// In which role.
    pub role: Role,
}

impl Viewer {
    /// That member.
    #[must_use]
    pub const fn of(member: &StaffMember) -> Self {
        Self { id: member.id, role: member.role }
    }

    /// Where this person's day begins; whoever takes no cases reads what is open.
    #[must_use]
    pub const fn first_filter(self) -> Filter {
        if self.role.receives_cases() { Filter::Mine } else { Filter::Open }
    }
}

/// The pills of a person: the usual ones, what was refused where something was, and what is shown now.
#[must_use]
pub fn pills(viewer: Viewer, refused: bool, shown: Filter) -> Vec<Filter> {
    let usual = Filter::ALL.into_iter().filter(|pill| *pill != Filter::Mine || viewer.role.receives_cases());
    let mut pills: Vec<Filter> = usual.chain(refused.then_some(Filter::Refused)).collect();
    if !pills.contains(&shown) {
        pills.push(shown);
    }
    pills
}

/// How many cases each pill stands for, in their order.
#[must_use]
pub fn counts(index: &Index, pills: &[Filter], viewer: Viewer, now: Moment) -> Vec<usize> {
    let today = Today::of(now);
    let mut counts = vec![0; pills.len()];
    for case in index.iter() {
        let urgency = today.urgency(case.due, case.state);
        for (count, filter) in counts.iter_mut().zip(pills) {
            *count += usize::from(passes(case, urgency, *filter, viewer));
        }
    }
    counts
}

/// The cases of a filter, in the order in which they are served.
#[must_use]
pub fn of_filter(index: &Index, filter: Filter, viewer: Viewer, now: Moment) -> Vec<&Indexed> {
    let today = Today::of(now);
    let passes = |case: &&Indexed| passes(case, today.urgency(case.due, case.state), filter, viewer);
    index.in_order().filter(passes).collect()
}

/// The cases to show. A search looks through all of them, whatever pill is pressed: nobody remembers under which a case is.
#[must_use]
pub fn chosen(index: &Index, filter: Filter, query: &str, viewer: Viewer, now: Moment) -> Vec<CaseId> {
    let (number, query) = (number(query), plain(query));
    let words: Vec<&str> = query.split_whitespace().collect();
    let has = |case: &Indexed| {
        words.iter().all(|word| case.words.contains(word))
            || number.as_ref().is_some_and(|number| case.words.contains(number))
    };
    let found = if words.is_empty() {
        of_filter(index, filter, viewer, now)
    } else {
        index.in_order().filter(|case| has(case)).collect()
    };
    found.into_iter().map(|case| case.id).collect()
}

/// A telephone number in the search, however it is written there: `+86 139-1234-5678` is found as it is kept.
fn number(query: &str) -> Option<String> {
    Phone::parse(query, AreaCode::default()).ok().map(|phone| phone.number().to_owned())
}

fn passes(case: &Indexed, urgency: Urgency, filter: Filter, viewer: Viewer) -> bool {
    let open = !case.state.is_final();
    match filter {
        Filter::Mine => {
            // What nobody has waits for everybody who can take it, and for nobody else.
            let mine = case.assignee.map_or(viewer.role.receives_cases(), |assignee| assignee == viewer.id);
            open && mine && (case.our_turn || urgency == Urgency::Late)
        }
        Filter::Open => open,
        Filter::Today => urgency == Urgency::Soon,
        Filter::Late => urgency == Urgency::Late,
        Filter::Ended => !open,
        Filter::Refused => case.refused,
        Filter::Nearly => open && case.nearly && urgency == Urgency::Calm,
        Filter::Assigned => open && !case.merged && case.assignee == Some(viewer.id),
        Filter::Awaited(whom) => case.waits == Some(whom),
    }
}

#[cfg(test)]
mod tests;
