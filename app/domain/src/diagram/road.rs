//! The straight road, and where everything beside it stands.

use std::collections::BTreeMap;

use super::{Arrow, Lane, Node, arrows, is_pause};
use crate::{
    case::{State, moves_from},
    ids::StaffId,
    role::{Actor, Role},
};

/// A state reached from at least so many others is told in words: lines to it would cover the page.
const MANY: usize = 6;

/// The longest way from a draft to an end that needs no supervisor, pauses left out: what happens to most cases.
#[must_use]
pub fn road() -> Vec<State> {
    let mut best: BTreeMap<State, Vec<State>> = BTreeMap::from([(State::Draft, vec![State::Draft])]);
    // States are declared in the order of the field's table, so going up that order is going forward.
    for from in State::ALL {
        let Some(way) = best.get(&from).cloned().filter(|_| !from.is_final()) else { continue };
        for to in ordinary_moves(from).filter(|to| *to > from && !is_pause(*to)) {
            if best.get(&to).is_none_or(|known| known.len() <= way.len()) {
                best.insert(to, way.iter().copied().chain([to]).collect());
            }
        }
    }
    let mut longest = Vec::new();
    for (_, way) in best.into_iter().filter(|(state, _)| state.is_final()) {
        if way.len() > longest.len() {
            longest = way;
        }
    }
    longest
}

/// Where a case goes by moves of the consumer, the server or a mediator.
fn ordinary_moves(from: State) -> impl Iterator<Item = State> {
    let mediator = Actor::Staff { id: StaffId(uuid::Uuid::nil()), role: Role::Mediator };
    let actors = [Actor::Consumer, Actor::Server, mediator];
    let reached = arrows().into_iter().filter(move |arrow| arrow.from == from);
    reached
        .filter(move |arrow| actors.iter().any(|a| moves_from(from, *a).any(|row| row.action == arrow.action)))
        .map(|arrow| arrow.to)
}

/// The stretch of the road whose steps share most of what can happen next. It is drawn as one frame.
#[must_use]
pub fn stage() -> Vec<State> {
    let (road, arrows) = (road(), arrows());
    let shared = |stretch: &[State]| {
        let leads = |from: &State, to: State| arrows.iter().any(|a| a.from == *from && a.to == to);
        let outside = State::ALL.into_iter().filter(|to| !stretch.contains(to));
        outside.filter(|to| stretch.iter().all(|from| leads(from, *to))).count()
    };
    let stretches = (2..road.len()).flat_map(|length| road.windows(length));
    stretches.max_by_key(|stretch| stretch.len() * shared(stretch)).map(<[State]>::to_vec).unwrap_or_default()
}

/// The states from which a state is reached, a pause's way back left out.
pub(super) fn sources(to: State, arrows: &[Arrow]) -> Vec<State> {
    let mut from: Vec<State> =
        arrows.iter().filter(|a| a.to == to && !(is_pause(a.from) && returns(a))).map(|a| a.from).collect();
    from.dedup();
    from
}

/// Whether an arrow is the way back out of a pause.
pub(super) fn returns(arrow: &Arrow) -> bool {
    use crate::case::{TRANSITIONS, Target};
    TRANSITIONS.iter().any(|row| row.action == arrow.action && row.to == Target::Resume)
}

pub(super) fn is_many(state: State, arrows: &[Arrow]) -> bool {
    sources(state, arrows).len() >= MANY
}

pub(super) fn nodes() -> Vec<Node> {
    let (arrows, road, stage) = (arrows(), road(), stage());
    let row_of = |state: &State| road.iter().position(|s| s == state).and_then(|row| u8::try_from(row).ok());
    let mut nodes: Vec<Node> =
        road.iter().filter_map(|s| Some(Node { state: *s, lane: Lane::Road, row: row_of(s)? })).collect();
    let mut beside: Vec<Beside> = State::ALL
        .into_iter()
        .filter(|state| row_of(state).is_none() && !is_many(*state, &arrows))
        .map(|state| Beside::new(state, &arrows, &stage, row_of))
        .collect();
    let depth = |state: State| {
        let before = |a: &&Arrow| a.to == state && beside.iter().any(|b| b.state == a.from && b.lane == Lane::Out);
        arrows.iter().filter(before).count()
    };
    let depths: BTreeMap<State, usize> = beside.iter().map(|b| (b.state, depth(b.state))).collect();
    beside.sort_by_key(|b| (b.last, depths.get(&b.state).copied(), b.state));
    let mut free = BTreeMap::<Lane, u8>::new();
    for Beside { state, lane, wanted, .. } in beside {
        let row = wanted.max(free.get(&lane).copied().unwrap_or_default());
        free.insert(lane, row + 1);
        nodes.push(Node { state, lane, row });
    }
    let foot = State::ALL.into_iter().filter(|state| row_of(state).is_none() && is_many(*state, &arrows));
    nodes.extend(foot.zip(0..).map(|(state, row)| Node { state, lane: Lane::Foot, row }));
    nodes
}

/// A state beside the road, before it has its place.
struct Beside {
    state: State,
    lane: Lane,
    /// The row of the first step that leads to it; the middle of the stage where that leads to it as a whole.
    wanted: u8,
    /// The row of the last step that leads to it.
    last: u8,
}

impl Beside {
    fn new(state: State, arrows: &[Arrow], stage: &[State], row_of: impl Fn(&State) -> Option<u8>) -> Self {
        let from = sources(state, arrows);
        let rows: Vec<u8> = from.iter().filter_map(&row_of).collect();
        let (first, last) =
            (rows.iter().min().copied().unwrap_or_default(), rows.iter().max().copied().unwrap_or_default());
        let whole_stage = stage.iter().all(|step| from.contains(step));
        let starts_stage = stage.first().and_then(&row_of) == Some(first);
        let middle = stage.get(stage.len() / 2).and_then(&row_of).unwrap_or(first);
        let leads_back = arrows.iter().filter(|a| a.from == state).filter_map(|a| row_of(&a.to)).any(|to| to <= first);
        Self {
            state,
            lane: if leads_back { Lane::Back } else { Lane::Out },
            wanted: if whole_stage && starts_stage { middle } else { first },
            last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use State::{Accepted, AwaitingPerformance, Closed, Draft, Mediating, Queued, Received, WithMerchant};

    #[test]
    fn the_road_is_what_happens_to_most_cases() {
        assert_eq!(road(), [Draft, Queued, Received, Accepted, WithMerchant, Mediating, AwaitingPerformance, Closed]);
    }

    #[test]
    fn the_stage_is_where_a_case_is_being_worked_on() {
        assert_eq!(stage(), [Accepted, WithMerchant, Mediating]);
    }
}
