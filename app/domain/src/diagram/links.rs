//! Which lines the diagram has, and how each runs over the grid without running through a box.

use super::{Arrow, Lane, Node, arrows, is_pause, nodes, road, stage};
use crate::{
    case::State,
    diagram::road::{is_many, returns, sources},
};

/// Where a line begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At one box.
    One(State),
    /// At several boxes of the stage, joined.
    Some(Vec<State>),
    /// At the frame: at every box of the stage.
    Stage,
}

/// How a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Straight down to the next row.
    Down,
    /// Straight to the side.
    Across,
    /// To the side, then up or down into the box.
    Elbow,
    /// Joined beside the stage, then to the side.
    Joined,
    /// Past steps within the stage.
    Past,
    /// From the bottom of the frame past steps of the road.
    FrameDown,
    /// From a box beside the road down, then to the road.
    Under,
    /// From a box beside the road up, outside of all, then back to the road.
    Outside,
    /// Not drawn: told in words at the box it leads to.
    Told,
}

/// A line, or words in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it begins.
    pub from: Start,
    /// Where it leads.
    pub to: State,
    /// How it runs.
    pub route: Route,
    /// A pause: it leads back the same way.
    pub both_ways: bool,
    /// The arrows of the table that it stands for.
    pub stands_for: Vec<Arrow>,
}

/// Every link. Together they stand for every arrow of the table.
#[must_use]
pub fn links() -> Vec<Link> {
    let grid = Grid { nodes: nodes(), arrows: arrows(), stage: stage(), road: road() };
    State::ALL.into_iter().flat_map(|to| grid.links_to(to)).collect()
}

struct Grid {
    nodes: Vec<Node>,
    arrows: Vec<Arrow>,
    stage: Vec<State>,
    road: Vec<State>,
}

impl Grid {
    fn links_to(&self, to: State) -> Vec<Link> {
        let mut singles = sources(to, &self.arrows);
        let mut links = Vec::new();
        let told = is_many(to, &self.arrows);
        let outside_stage = !self.stage.contains(&to);
        if !told && outside_stage && self.stage.iter().all(|step| singles.contains(step)) {
            singles.retain(|from| !self.stage.contains(from));
            links.push(self.link(Start::Stage, &self.stage, to, self.out_of_stage(to)));
        }
        let members: Vec<State> = singles.iter().copied().filter(|from| self.stage.contains(from)).collect();
        if !told && outside_stage && self.lane(to) == Lane::Out && members.len() > 1 {
            singles.retain(|from| !members.contains(from));
            links.push(self.link(Start::Some(members.clone()), &members, to, Route::Joined));
        }
        for from in singles {
            // The road itself is always drawn.
            let route = if told && !self.follows(from, to) { Route::Told } else { self.out_of_one(from, to) };
            links.push(self.link(Start::One(from), &[from], to, route));
        }
        links
    }

    /// Whether one step of the road comes right after the other.
    fn follows(&self, from: State, to: State) -> bool {
        self.lane(from) == Lane::Road && self.lane(to) == Lane::Road && self.row(to) == self.row(from) + 1
    }

    fn link(&self, from: Start, states: &[State], to: State, route: Route) -> Link {
        let both_ways = is_pause(to);
        let there = |a: &&Arrow| a.to == to && states.contains(&a.from) && !returns(a);
        let back = |a: &&Arrow| both_ways && a.from == to && states.contains(&a.to) && returns(a);
        let stands_for = self.arrows.iter().filter(|a| there(a) || back(a)).copied().collect();
        Link { from, to, route, both_ways, stands_for }
    }

    fn out_of_stage(&self, to: State) -> Route {
        let rows = self.stage.iter().map(|step| self.row(*step));
        let (top, bottom) = (rows.clone().min().unwrap_or_default(), rows.max().unwrap_or_default());
        let row = self.row(to);
        match self.lane(to) {
            Lane::Road if row == bottom + 1 => Route::Down,
            Lane::Road if row > bottom => Route::FrameDown,
            Lane::Back | Lane::Out if (top..=bottom).contains(&row) => Route::Across,
            Lane::Back | Lane::Out if row + 1 == top || row == bottom + 1 => Route::Elbow,
            _ => Route::Told,
        }
    }

    fn out_of_one(&self, from: State, to: State) -> Route {
        let (row, to_row) = (self.row(from), self.row(to));
        let (lane, to_lane) = (self.lane(from), self.lane(to));
        match (lane, to_lane) {
            // How a pause ends otherwise is a detail.
            _ if is_pause(from) => Route::Told,
            _ if lane == to_lane && to_row == row + 1 => Route::Down,
            (Lane::Road, Lane::Road) if to_row > row && self.stage.contains(&from) && self.stage.contains(&to) => {
                Route::Past
            }
            (Lane::Road, Lane::Back | Lane::Out) if row == to_row => Route::Across,
            (Lane::Road, Lane::Back | Lane::Out) if self.is_free(to_lane, row, to_row) => Route::Elbow,
            (Lane::Back | Lane::Out, Lane::Road) if to_row > row && self.is_free(lane, to_row, row) => Route::Under,
            (Lane::Back, Lane::Road) if to_row < row && self.is_free(lane, to_row, to_row + 1) => Route::Outside,
            _ => Route::Told,
        }
    }

    /// Whether no box stands in the lane from row `from` until just before row `to`.
    fn is_free(&self, lane: Lane, from: u8, to: u8) -> bool {
        let (low, high) = (from.min(to), from.max(to));
        let between = |n: &&Node| n.lane == lane && (low..=high).contains(&n.row) && n.row != to;
        !self.nodes.iter().any(|n| between(&n))
    }

    fn lane(&self, state: State) -> Lane {
        if self.road.contains(&state) {
            return Lane::Road;
        }
        self.nodes.iter().find(|n| n.state == state).map_or(Lane::Foot, |n| n.lane)
    }

    fn row(&self, state: State) -> u8 {
        self.nodes.iter().find(|n| n.state == state).map_or(0, |n| n.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_arrow_of_the_table_is_drawn_or_told_exactly_once() {
        let mut stood_for: Vec<Arrow> = links().into_iter().flat_map(|link| link.stands_for).collect();
        stood_for.sort_unstable();
        assert_eq!(stood_for, arrows());
    }

    #[test]
    fn the_road_is_drawn_from_its_first_box_to_its_last() {
        let (links, road, stage) = (links(), road(), stage());
        for (from, to) in road.iter().zip(&road[1..]) {
            let leads = |link: &&Link| match &link.from {
                Start::One(start) => start == from,
                Start::Some(starts) => starts.contains(from),
                Start::Stage => stage.contains(from),
            };
            let drawn =
                links.iter().filter(|link| link.to == *to && link.route == Route::Down).any(|link| leads(&link));
            assert!(drawn, "no line from {from:?} to {to:?}");
        }
    }

    #[test]
    fn most_of_it_is_drawn() {
        let links = links();
        let told: Vec<_> =
            links.iter().filter(|link| link.route == Route::Told && !is_many(link.to, &arrows())).collect();
        assert!(told.len() <= 4, "{told:#?}");
    }
}
