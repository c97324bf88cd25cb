//! Signatures that are drawn on the screen, and where a signature stands that is not.

use std::fmt::Write;

use domain::case::ContentHash;

/// Shorter is a finger that touched the pad, not a name.
const LEAST: f64 = 60.0;

/// A drawing, in pixels of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// How wide the pad is.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// Each from where the pen went down to where it went up.
    pub strokes: Vec<Vec<(f64, f64)>>,
}

impl Drawing {
    /// Whether somebody wrote something.
    #[must_use]
    pub fn is_signature(&self) -> bool {
        let length = |stroke: &Vec<(f64, f64)>| {
            stroke.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum::<f64>()
        };
        self.strokes.iter().map(length).sum::<f64>() >= LEAST
    }

    /// All strokes as a path of SVG: round the corners between the places where the pen was seen.
    #[must_use]
    pub fn path(&self) -> String {
        self.strokes.iter().fold(String::new(), |mut path, stroke| {
            append(&mut path, stroke);
            path
        })
    }
}

fn append(path: &mut String, stroke: &[(f64, f64)]) {
    let Some((x, y)) = stroke.first() else { return };
    // Writing to a text never fails.
    let _ = write!(path, "M{x:.1} {y:.1}");
    for pair in stroke.windows(2) {
        let [(x, y), next] = pair else { continue };
        let _ = write!(path, "Q{x:.1} {y:.1} {:.1} {:.1}", f64::midpoint(*x, next.0), f64::midpoint(*y, next.1));
    }
    // A dot has a length too, or nothing is drawn.
    match stroke.last().filter(|_| stroke.len() > 1) {
        Some((x, y)) => drop(write!(path, "L{x:.1} {y:.1}")),
        None => path.push_str("l.1 0"),
    }
}

/// Where a signature stands, as it is kept while the settlement is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Drawn on the screen.
    Drawn(ContentHash),
    /// On paper, of which there is a photo.
    Photographed(ContentHash),
}

impl Ink {
    /// As text.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Drawn(hash) => format!("drawn:{hash}"),
            Self::Photographed(hash) => format!("paper:{hash}"),
        }
    }

    /// From such a text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("drawn", hash) => hash.parse().ok().map(Self::Drawn),
            ("paper", hash) => hash.parse().ok().map(Self::Photographed),
            _ => None,
        }
    }

    /// The picture.
    #[must_use]
    pub const fn hash(self) -> ContentHash {
        match self {
            Self::Drawn(hash) | Self::Photographed(hash) => hash,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touch_is_no_signature_and_a_name_is() {
        let drawing = |strokes| Drawing { width: 600.0, height: 200.0, strokes };
        assert!(!drawing(Vec::new()).is_signature());
        assert!(!drawing(vec![vec![(5.0, 5.0)], vec![(9.0, 9.0), (12.0, 9.0)]]).is_signature());
        assert!(drawing(vec![vec![(0.0, 0.0), (30.0, 40.0)], vec![(0.0, 0.0), (0.0, 10.0)]]).is_signature());
    }

    #[test]
    fn each_stroke_is_a_line_of_its_own_and_a_dot_is_seen() {
        let strokes = vec![vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], vec![(3.0, 3.0)]];
        let path = Drawing { width: 9.0, height: 9.0, strokes }.path();
        assert_eq!(path, "M0.0 0.0Q0.0 0.0 5.0 0.0Q10.0 0.0 10.0 5.0L10.0 10.0M3.0 3.0l.1 0");
    }

    #[test]
    fn where_a_signature_stands_is_read_as_it_was_kept() {
        let hash = ContentHash([7; 32]);
        for ink in [Ink::Drawn(hash), Ink::Photographed(hash)] {
            assert_eq!(Ink::parse(&ink.text()), Some(ink));
        }
        assert_eq!(Ink::parse(""), None);
        assert_eq!(Ink::parse("drawn:ab"), None);
    }
}
