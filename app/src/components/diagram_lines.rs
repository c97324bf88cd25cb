//! How the lines of the workflow run: for each [`Route`] of the grid one path, in the units of the drawing.

use domain::{
    case::State,
    diagram::{Lane, Link, Node, Route, Start},
};
use std::fmt::Write as _;

/// The whole width; a phone shows it at nine tenths.
pub const WIDTH: i32 = 388;
/// Left edge of what stands beside the road; outside it runs the way back.
pub const LEFT: i32 = 12;
/// The middle of the road.
pub const ROAD: i32 = 198;
/// Half the height of a box.
pub const BOX: i32 = 19;
/// Half the width of the frame.
pub const FRAME: i32 = 66;
const HALF_ROAD: i32 = 50;
const HALF_SIDE: i32 = 46;
const PITCH: i32 = 70;
const MARGIN: i32 = 16;
/// Two lines at one box keep this far from its middle.
const APART: i32 = 9;
/// Where lines run beside the steps within the frame.
const INSIDE: i32 = 58;
/// Outside everything, on the left.
const OUTSIDE: i32 = 5;

/// The arrow's tip.
pub const TIP: &str = r#"<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto-start-reverse"><path class="diagram__tip" d="M0 0l8 4-8 4z"/></marker><marker id="from" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="5" markerHeight="5"><circle class="diagram__tip" cx="4" cy="4" r="3.5"/></marker></defs>"#;

/// The grid on paper.
#[derive(Debug)]
pub struct Sheet {
    /// Every box.
    pub nodes: Vec<Node>,
    /// Every link.
    pub links: Vec<Link>,
    stage: Vec<State>,
}

impl Sheet {
    /// Takes the grid.
    #[must_use]
    pub const fn new(nodes: Vec<Node>, stage: Vec<State>, links: Vec<Link>) -> Self {
        Self { nodes, links, stage }
    }

    /// The middle of a lane.
    #[must_use]
    pub const fn x(lane: Lane) -> i32 {
        match lane {
            Lane::Back => LEFT + HALF_SIDE,
            Lane::Road | Lane::Foot => ROAD,
            Lane::Out => WIDTH - 4 - HALF_SIDE,
        }
    }

    /// The middle of a row.
    #[must_use]
    pub fn y(row: u8) -> i32 {
        BOX + 4 + PITCH * i32::from(row)
    }

    /// Half the width of a box.
    #[must_use]
    pub const fn half(lane: Lane) -> i32 {
        match lane {
            Lane::Road | Lane::Foot => HALF_ROAD,
            Lane::Back | Lane::Out => HALF_SIDE,
        }
    }

    /// Top and bottom of the frame.
    #[must_use]
    pub fn frame(&self) -> (i32, i32) {
        let middles = self.stage.iter().map(|step| self.at(*step).1);
        let (top, bottom) = (middles.clone().min().unwrap_or_default(), middles.max().unwrap_or_default());
        (top - BOX - MARGIN, bottom + BOX + MARGIN)
    }

    /// The states told in words at a box.
    #[must_use]
    pub fn told(&self, to: State) -> Vec<State> {
        let told = self.links.iter().filter(|link| link.to == to && link.route == Route::Told);
        told.filter_map(|link| if let Start::One(from) = link.from { Some(from) } else { None }).collect()
    }

    /// Whether a line comes into a box from above, or leaves it below: where its words cannot stand.
    #[must_use]
    pub fn is_taken(&self, state: State) -> (bool, bool) {
        let (_, y) = self.at(state);
        let (top, bottom) = self.frame();
        let above = self.links.iter().filter(|link| link.to == state).any(|link| match (link.route, &link.from) {
            (Route::Down, _) => true,
            (Route::Elbow, Start::One(from)) => self.at(*from).1 < y,
            (Route::Elbow, _) => y.clamp(top, bottom) < y,
            _ => false,
        });
        let below = self
            .links
            .iter()
            .any(|link| link.from == Start::One(state) && matches!(link.route, Route::Down | Route::Under));
        (above, below)
    }

    fn at(&self, state: State) -> (Lane, i32) {
        let node = self.nodes.iter().find(|node| node.state == state);
        node.map_or((Lane::Road, 0), |node| (node.lane, Self::y(node.row)))
    }

    /// Writes the line of a link; nothing where it is told.
    pub fn line(&self, link: &Link, out: &mut String) {
        let Some(path) = self.path(link) else { return };
        let start = match (link.both_ways, &link.from) {
            (true, _) => r#" marker-start="url(#tip)""#,
            (false, Start::Stage) => r#" marker-start="url(#from)""#,
            _ => "",
        };
        let _ = write!(out, r#"<path class="diagram__edge" d="{path}"{start} marker-end="url(#tip)"/>"#);
    }

    fn path(&self, link: &Link) -> Option<String> {
        let (to_lane, to_y) = self.at(link.to);
        let to_x = Self::x(to_lane);
        // Towards which side a line leaves the road.
        let side = if to_lane == Lane::Out { 1 } else { -1 };
        let edge = to_x - side * Self::half(to_lane);
        let (top, bottom) = self.frame();
        let (lane, y) = match &link.from {
            Start::One(from) => self.at(*from),
            Start::Some(_) | Start::Stage => (Lane::Road, to_y.clamp(top + APART + 3, bottom - APART - 3)),
        };
        let x = Self::x(lane);
        let leaves = if link.from == Start::Stage { ROAD + side * FRAME } else { x + side * HALF_ROAD };
        Some(match link.route {
            Route::Told => return None,
            Route::Down => {
                let from = if link.from == Start::Stage { bottom } else { y + BOX };
                format!("M{x} {from}V{}", to_y - BOX)
            }
            Route::Across => {
                let y = y + if self.is_joined_near(link, y) { APART } else { 0 };
                format!("M{leaves} {y}H{edge}")
            }
            Route::Elbow => {
                let y = if link.from == Start::Stage { y } else { y + APART };
                let end = if to_y < y { to_y + BOX } else { to_y - BOX };
                format!("M{leaves} {y}H{to_x}V{end}")
            }
            Route::Joined => self.joined(link, to_y - APART, edge),
            Route::Past => {
                format!("M{} {}H{}V{to_y}H{}", ROAD - HALF_ROAD, y + APART, ROAD - INSIDE, ROAD - HALF_ROAD)
            }
            Route::FrameDown => {
                format!("M{} {bottom}V{}H{}", ROAD - INSIDE, to_y - APART, ROAD - HALF_ROAD)
            }
            Route::Under => {
                let end = if lane == Lane::Out { ROAD + HALF_ROAD } else { ROAD - HALF_ROAD };
                format!("M{x} {}V{to_y}H{end}", y + BOX)
            }
            Route::Outside => format!("M{} {y}H{OUTSIDE}V{to_y}H{}", x - HALF_SIDE, ROAD - HALF_ROAD),
        })
    }

    /// Steps of the stage joined by a bar beside the frame. Links from the same steps share the bar.
    fn joined(&self, link: &Link, to_y: i32, edge: i32) -> String {
        let Start::Some(steps) = &link.from else { return String::new() };
        let bar = ROAD + FRAME + 14;
        let ys: Vec<i32> = steps.iter().map(|step| self.at(*step).1 - APART).collect();
        let mut path = String::new();
        for y in &ys {
            let _ = write!(path, "M{} {y}H{bar}", ROAD + HALF_ROAD);
        }
        let ends = ys.iter().copied().chain([to_y]);
        let (high, low) = (ends.clone().min().unwrap_or(to_y), ends.max().unwrap_or(to_y));
        let _ = write!(path, "M{bar} {high}V{low}M{bar} {to_y}H{edge}");
        path
    }

    /// Whether joined lines run at this height, or into the same box.
    fn is_joined_near(&self, link: &Link, y: i32) -> bool {
        self.at(link.to).0 == Lane::Out
            && self.links.iter().any(|other| match &other.from {
                Start::Some(steps) => other.to == link.to || steps.iter().any(|step| self.at(*step).1 == y),
                _ => false,
            })
    }
}
