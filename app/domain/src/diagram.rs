//! The workflow diagram (消费争议处理工作流程) that the notice board lacks, laid out from the table of transitions.

use std::collections::BTreeMap;

use crate::case::{Action, State, TRANSITIONS, Target};

/// A box of the diagram: a state at a column and a row of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The state.
    pub state: State,
    /// 0 is the left lane (the consumer's turn or a pause), 1 the main road, 2 the right lane (the ends).
    pub lane: u8,
    /// 0 is the top.
    pub row: u8,
}

/// An arrow of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// From this state.
    pub from: State,
    /// To this state.
    pub to: State,
    /// By this move.
    pub action: Action,
}

/// Every arrow: one for each pair of states that a row of the table joins. A pause leads back where it came from.
#[must_use]
pub fn arrows() -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for row in TRANSITIONS {
        for &from in row.from {
            match row.to {
                Target::State(to) => arrows.push(Arrow { from, to, action: row.action }),
                Target::Resume => {
                    let paused_from = TRANSITIONS.iter().filter(|t| t.to == Target::State(from)).flat_map(|t| t.from);
                    arrows.extend(paused_from.map(|&to| Arrow { from, to, action: row.action }));
                }
            }
        }
    }
    arrows.sort_unstable();
    arrows.dedup();
    arrows
}

/// Every box. The row is the length of the shortest way from a draft, so that reading goes down the page; boxes that
/// would share a place move down.
#[must_use]
pub fn nodes() -> Vec<Node> {
    let arrows = arrows();
    let mut depth = BTreeMap::from([(State::Draft, 0_u8)]);
    for _ in State::ALL {
        for arrow in &arrows {
            if let Some(&d) = depth.get(&arrow.from) {
                let shorter = depth.get(&arrow.to).is_none_or(|&known| d + 1 < known);
                if shorter {
                    depth.insert(arrow.to, d + 1);
                }
            }
        }
    }
    let mut next_row = BTreeMap::<u8, u8>::new();
    let mut states: Vec<_> = State::ALL.into_iter().collect();
    states.sort_by_key(|s| (depth.get(s).copied().unwrap_or_default(), *s));
    states
        .into_iter()
        .map(|state| {
            let lane = lane(state);
            let row =
                depth.get(&state).copied().unwrap_or_default().max(next_row.get(&lane).copied().unwrap_or_default());
            next_row.insert(lane, row + 1);
            Node { state, lane, row }
        })
        .collect()
}

const fn lane(state: State) -> u8 {
    if state.is_final() {
        2
    } else if matches!(state, State::NeedsMore | State::Testing | State::Reopened) {
        0
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_state_has_one_place_of_its_own() {
        let nodes = nodes();
        assert_eq!(nodes.len(), State::ALL.len());
        let places: BTreeSet<_> = nodes.iter().map(|n| (n.lane, n.row)).collect();
        assert_eq!(places.len(), nodes.len());
    }

    #[test]
    fn the_diagram_equals_the_state_machine() {
        let arrows = arrows();
        for row in TRANSITIONS {
            for from in row.from {
                assert!(arrows.iter().any(|a| a.from == *from && a.action == row.action), "{row:?} is not drawn");
            }
        }
        for arrow in arrows {
            assert!(
                TRANSITIONS.iter().any(|t| t.action == arrow.action
                    && t.from.contains(&arrow.from)
                    && (t.to == Target::State(arrow.to) || t.to == Target::Resume)),
                "{arrow:?} is drawn but cannot happen"
            );
        }
    }
}
