//! The workflow diagram (消费争议处理工作流程) that the notice board lacks, laid out from the table of transitions.
//!
//! Fifty arrows between sixteen boxes are exact and unreadable. So the table is asked for its shape first: the straight
//! road, the steps on it that can do the same things (drawn as one frame), and what lies beside the road. Every arrow is
//! then drawn, or told in words at its end; a test counts them.

mod links;
mod road;

use crate::case::{Action, State, TRANSITIONS, Target};

pub use links::{Link, Route, Start, links};
pub use road::{road, stage};

/// A box of the diagram: a state at a column and a row of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The state.
    pub state: State,
    /// Which column.
    pub lane: Lane,
    /// 0 is the top.
    pub row: u8,
}

/// A column of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Left: what leads back to the road.
    Back,
    /// The straight road.
    Road,
    /// Right: detours ahead, and other ends.
    Out,
    /// Below all: what can be reached from nearly everywhere.
    Foot,
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

/// Every box.
#[must_use]
pub fn nodes() -> Vec<Node> {
    road::nodes()
}

/// Whether a state ends where it began.
#[must_use]
pub fn is_pause(state: State) -> bool {
    TRANSITIONS.iter().any(|row| row.to == Target::Resume && row.from.contains(&state))
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
